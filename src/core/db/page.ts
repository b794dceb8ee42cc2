// What a tracking page shows, in one round trip: the order behind a token with its merchant's brand,
// and its parcels. Email and phone are not read; names and streets are read only to be recognised in
// what carriers wrote, and end here: the record has none.
import { eq, sql } from 'drizzle-orm'
import * as z from 'zod'
import { discreet } from '../discreet.ts'
import type { PageBrand } from '../page-brand.ts'
import type { PageRecord, PageState } from '../page-record.ts'
import { STATUSES, type Status } from '../status.ts'
import type { TrackingEvent } from '../tracking.ts'
import type { Db } from './open.ts'
import { merchants, orders, shipments } from './schema.ts'
import { readHistory } from './shipments.ts'

const json = <T>(text: string, schema: z.ZodType<T>): T => schema.parse(JSON.parse(text))

const Brand: z.ZodType<PageBrand> = z.object({
  name: z.string(),
  colour: z.string(),
  logo: z.object({ url: z.string(), width: z.number(), height: z.number() }).nullable(),
  website: z.string().nullable(),
  support: z.object({
    email: z.string().optional(),
    phone: z.string().optional(),
    url: z.string().optional(),
  }),
  locale: z.string(),
  timeZone: z.string(),
  trackingUrls: z.record(z.string(), z.string()),
})

const Order = z.object({
  cancelled: z.number(),
  locale: z.string().nullable(),
  suburb: z.string().nullable(),
  state: z.string().nullable(),
  postcode: z.string().nullable(),
  country: z.string().nullable(),
  keepOut: z.array(z.string().nullable()),
  items: z.array(
    z.object({
      platformItemId: z.string(),
      title: z.string(),
      variant: z.string().nullable(),
      quantity: z.number(),
    }),
  ),
})

const ParcelItems = z.array(z.object({ platformItemId: z.string(), quantity: z.number() }))

const State: z.ZodType<PageState> = z.object({
  status: z.enum(Object.keys(STATUSES) as [Status, ...Status[]]),
  substatus: z.string().nullable(),
  flags: z.array(z.string()),
  eta: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('day'), on: z.string() }),
      z.object({ kind: z.literal('window'), from: z.number(), to: z.number() }),
    ])
    .nullable(),
  deliveredAt: z.number().nullable(),
})

/** The page's record, or null when no order has the token. */
export async function readPage(db: Db, token: string): Promise<PageRecord | null> {
  const ofToken = db.select({ id: orders.id }).from(orders).where(eq(orders.token, token))
  const [[found], rows] = await db.batch([
    db
      .select({
        number: orders.number,
        placedAt: orders.placedAt,
        order: sql<string>`json_object(
          'cancelled', json_extract(${orders.content}, '$.cancelledAt') is not null,
          'locale', json_extract(${orders.content}, '$.locale'),
          'suburb', json_extract(${orders.content}, '$.shipTo.suburb'),
          'state', json_extract(${orders.content}, '$.shipTo.state'),
          'postcode', json_extract(${orders.content}, '$.shipTo.postcode'),
          'country', json_extract(${orders.content}, '$.shipTo.country'),
          'keepOut', json_array(
            json_extract(${orders.content}, '$.contact.name'),
            json_extract(${orders.content}, '$.shipTo.name'),
            json_extract(${orders.content}, '$.shipTo.company'),
            json_extract(${orders.content}, '$.shipTo.line1'),
            json_extract(${orders.content}, '$.shipTo.line2')),
          'items', json_extract(${orders.content}, '$.items'))`,
        brand: merchants.brand,
      })
      .from(orders)
      .innerJoin(merchants, eq(merchants.id, orders.merchantId))
      .where(eq(orders.token, token)),
    db
      .select({
        carrier: shipments.carrier,
        trackingNumber: shipments.trackingNumber,
        dispatchedAt: shipments.dispatchedAt,
        state: shipments.state,
        events: shipments.events,
        items: shipments.items,
      })
      .from(shipments)
      .where(eq(shipments.orderId, sql`(${ofToken})`))
      .orderBy(shipments.parcel),
  ])
  if (!found) return null
  const { cancelled, locale, items, keepOut, ...destination } = json(found.order, Order)
  return {
    brand: json(found.brand, Brand),
    order: {
      number: found.number,
      placedAt: found.placedAt,
      cancelled: cancelled === 1,
      locale,
      destination,
      items,
    },
    parcels: rows.map(row => ({
      carrier: row.carrier,
      trackingNumber: row.trackingNumber,
      dispatchedAt: row.dispatchedAt,
      state: json(row.state, State),
      events: readHistory(row.events).events.map(event => withoutNames(event, keepOut)),
      items: row.items === null ? null : json(row.items, ParcelItems),
    })),
  }
}

/** An event without the signature, and without texts that name the shopper or whoever signed. */
function withoutNames(event: TrackingEvent, keepOut: readonly (string | null)[]): TrackingEvent {
  const names = [...keepOut, event.signedBy]
  const { location } = event
  return {
    ...event,
    signedBy: null,
    text: discreet(event.text, names) ?? '',
    location: location && { ...location, text: discreet(location.text ?? '', names) },
  }
}
