// What a tracking page shows, in one round trip: the order behind a token with its merchant's brand,
// and its parcels. Only the columns a page may show are read; the edge never holds an address.
import { eq, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { TrackingState } from '../fold.ts'
import type { PageBrand } from '../page-brand.ts'
import type { PageRecord } from '../page-record.ts'
import type { Db } from './open.ts'
import { merchants, orders, shipments } from './schema.ts'
import { readHistory } from './shipments.ts'

// Our own writing, checked on the way in: here only the shape is read.
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
  suburb: z.string().nullable(),
  state: z.string().nullable(),
  postcode: z.string().nullable(),
  country: z.string().nullable(),
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

const State = z.custom<TrackingState>(value => typeof value === 'object' && value !== null)

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
          'suburb', json_extract(${orders.content}, '$.shipTo.suburb'),
          'state', json_extract(${orders.content}, '$.shipTo.state'),
          'postcode', json_extract(${orders.content}, '$.shipTo.postcode'),
          'country', json_extract(${orders.content}, '$.shipTo.country'),
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
  const { cancelled, items, ...destination } = json(found.order, Order)
  return {
    brand: json(found.brand, Brand),
    order: {
      number: found.number,
      placedAt: found.placedAt,
      cancelled: cancelled === 1,
      destination,
      items,
    },
    parcels: rows.map(row => ({
      carrier: row.carrier,
      trackingNumber: row.trackingNumber,
      dispatchedAt: row.dispatchedAt,
      state: json(row.state, State),
      events: readHistory(row.events).events,
      items: row.items === null ? null : json(row.items, ParcelItems),
    })),
  }
}
