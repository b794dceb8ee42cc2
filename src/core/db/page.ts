// What a tracking page shows, in one round trip: the order behind a token with its merchant's brand,
// and its parcels. Names and streets are read only to be recognised in what carriers wrote, and end
// here: the record has none, nor any email or phone, because each of its fields is named. The rows are
// sync's, made of what was checked at its doors: to check them for each page cost a sixth of our share of it.

import * as z from 'zod/mini'
import { discreet, discreetTown, tellingWords } from '../discreet.ts'
import type { TrackingState } from '../fold.ts'
import type { OrderContent, OrderItem } from '../order.ts'
import type { PageBrand } from '../page-brand.ts'
import type { PageConfig } from '../page-config.ts'
import type { PageItem, PageRecord, PageState } from '../page-record.ts'
import type { TrackingEvent } from '../tracking.ts'
import type { Reader } from './bound.ts'
import { readHistory, readItems, readLane } from './written.ts'

const Brand: z.ZodMiniType<PageBrand> = z.object({
  name: z.string(),
  colour: z.string(),
  logo: z.nullable(z.object({ url: z.string(), width: z.number(), height: z.number() })),
  website: z.nullable(z.string()),
  support: z.object({
    email: z.optional(z.string()),
    phone: z.optional(z.string()),
    url: z.optional(z.string()),
  }),
  locale: z.string(),
  locales: z.optional(z.array(z.string())),
  timeZone: z.string(),
  trackingUrls: z.record(z.string(), z.string()),
  page: z.custom<PageConfig>(value => typeof value === 'object' && value !== null),
  factsOnly: z.array(z.string()),
})

/** Of an order's content: what must not be shown is read to be recognised only. */
type Content = Pick<OrderContent, 'cancelledAt' | 'locale' | 'contact' | 'shipTo' | 'items'>

// Written out, because building them anew for each page costs more than asking: a tenth of its CPU.
const ORDER = `SELECT o.number, o.placed_at AS placedAt, o.channel, o.content, m.brand
  FROM orders o JOIN merchants m ON m.id = o.merchant_id WHERE o.token = ?`
const PARCELS = `SELECT carrier, tracking_number AS trackingNumber, dispatched_at AS dispatchedAt,
    state, events, items, lane
  FROM shipments WHERE order_id = (SELECT id FROM orders WHERE token = ?) ORDER BY parcel`

type OrderRow = {
  readonly number: string
  readonly placedAt: number
  readonly channel: string
  readonly content: string
  readonly brand: string
}
type ParcelRow = {
  readonly carrier: string
  readonly trackingNumber: string
  readonly dispatchedAt: number
  readonly state: string
  readonly events: string
  readonly items: string | null
  readonly lane: string | null
}

/** A merchant's brand by the name of their config; null: there is no such merchant. */
export async function readBrandOf(db: Reader, slug: string): Promise<PageBrand | null> {
  const found = await db.prepare('SELECT brand FROM merchants WHERE slug = ?').bind(slug).all()
  const [row] = z.array(z.object({ brand: z.string() })).parse(found.results)
  return row ? readBrand(row.brand) : null
}

/** The page's record, or null when no order has the token. */
export async function readPage(db: Reader, token: string): Promise<PageRecord | null> {
  const [orders, parcels] = await db.batch([
    db.prepare(ORDER).bind(token),
    db.prepare(PARCELS).bind(token),
  ])
  const [row] = (orders?.results ?? []) as OrderRow[]
  if (!row) return null
  const { number, placedAt, channel, content, brand } = row
  const { cancelledAt, locale, shipTo, contact, items }: Content = JSON.parse(content)
  const { suburb, state, postcode, country } = shipTo
  const { name, company, line1, line2 } = shipTo
  const telling = tellingWords([contact.name, name, company, line1, line2])
  return {
    brand: readBrand(brand),
    order: {
      number,
      placedAt,
      cancelled: cancelledAt != null,
      locale,
      channel,
      destination: { suburb, state, postcode, country },
      items: items.map(itemOf),
    },
    parcels: ((parcels?.results ?? []) as ParcelRow[]).map(parcel => {
      const { events, firstEta } = readHistory(parcel.events)
      return {
        carrier: parcel.carrier,
        trackingNumber: parcel.trackingNumber,
        dispatchedAt: parcel.dispatchedAt,
        state: stateOf(parcel.state),
        lane: readLane(parcel.lane),
        firstEta: firstEta ?? null,
        events: events.map(event => withoutNames(event, telling, suburb)),
        items: readItems(parcel.items),
      }
    }),
  }
}

const itemOf = ({ platformItemId, title, variant, quantity, imageUrl }: OrderItem): PageItem => ({
  platformItemId,
  title,
  variant,
  quantity,
  hasPicture: Boolean(imageUrl),
})

/** Without who signed. */
function stateOf(json: string): PageState {
  const { status, substatus, flags, eta, deliveredAt }: TrackingState = JSON.parse(json)
  return { status, substatus, flags, eta, deliveredAt }
}

/** A few hundred merchants' brands, read once an isolate: a config is larger than an order. */
const brands = new Map<string, PageBrand>()
const MOST_BRANDS = 300

/** A stored brand. */
export function readBrand(text: string): PageBrand {
  const known = brands.get(text)
  if (known) return known
  const brand = Brand.parse(JSON.parse(text))
  if (brands.size >= MOST_BRANDS) brands.clear()
  brands.set(text, brand)
  return brand
}

const NOTHING_TELLING: ReadonlySet<string> = new Set()

/** An event without the signature, and without texts that name the shopper or whoever signed. */
function withoutNames(
  event: TrackingEvent,
  telling: ReadonlySet<string>,
  destination: string | null,
): TrackingEvent {
  const { location, signedBy } = event
  const words = signedBy ? new Set([...telling, ...tellingWords([signedBy])]) : telling
  return {
    ...event,
    signedBy: null,
    text: discreet(event.text, words) ?? '',
    location: location && {
      ...location,
      text: discreet(location.text ?? '', words),
      suburb: discreetTown(location.suburb ?? '', words, destination),
      state: discreet(location.state ?? '', NOTHING_TELLING), // `Victoria` is a state and a street
    },
  }
}
