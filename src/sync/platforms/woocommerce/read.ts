// WooCommerce's order → ours. Pure: `inspect`, the import and the tests share it.

import { fullName, given } from '../../../core/given.ts'
import { minorUnits } from '../../../core/money.ts'
import type {
  Address,
  OrderItem,
  PlatformFulfilment,
  PlatformOrder,
  SaleMarks,
} from '../../../core/order.ts'
import { ok, type Result } from '../../../core/result.ts'
import { sameNumber } from '../../../core/shipment.ts'
import type { Unreadable } from '../../hook.ts'
import { readNodes } from '../rows.ts'
import { APP_KEYS, CANCELLED, CHANNEL_KEY, REFUNDED, STATE_KEYS } from './tables.ts'
import * as wire from './wire.ts'

/** What a product or variation says of one piece; by its id. */
export type Products = ReadonlyMap<string, ProductFacts>
export type ProductFacts = { readonly grams: number | null; readonly virtual: boolean }

/**
 * Reads one order, or a list of them, as the orders resource and the webhooks write it. Lines carry no
 * weight there: the import reads it from the products. An order we cannot read makes the whole payload
 * unreadable, and the message says where, never what was there.
 */
export function read(payload: unknown): Result<PlatformOrder[], Unreadable> {
  const read = readNodes(
    Array.isArray(payload) ? payload : [payload],
    wire.Order,
    'a WooCommerce order',
  )
  return read.ok ? ok(read.value.map(order => toOrder(order))) : read
}

export function toOrder(order: wire.Order, products: Products = new Map()): PlatformOrder {
  const { billing, shipping } = order
  const title = order.shipping_lines.map(line => given(line.method_title)).filter(Boolean)
  return {
    platformId: order.id,
    number: given(order.number) ?? order.id, // plugins change the number, never the id
    placedAt: order.date_created_gmt ?? order.date_modified_gmt,
    updatedAt: order.date_modified_gmt,
    cancelledAt: isCancelled(order) ? order.date_modified_gmt : null,
    test: false,
    currency: order.currency.toUpperCase(),
    totalCents: minorUnits(order.total ?? '', order.currency),
    contact: {
      name: nameOf(shipping) ?? nameOf(billing),
      email: given(billing?.email),
      phone: given(shipping?.phone) ?? given(billing?.phone),
    },
    shipTo: toAddress(hasAddress(shipping) ? shipping : billing),
    items: order.line_items.flatMap(line => toItem(line, order, products)),
    shippingMethod: title.join(', ') || null,
    locale: null,
    marks: toMarks(order),
    fulfilments: toFulfilments(order),
  }
}

/** There is no instant of its own: the last change stands for it. */
const isCancelled = ({ status, date_completed_gmt }: wire.Order): boolean =>
  CANCELLED.has(status) || (status === REFUNDED && !date_completed_gmt)

/** How many pieces of each line were refunded, by the line's id. */
export function refundedOf(order: wire.Order): Map<string, number> {
  const refunded = new Map<string, number>()
  for (const line of order.refunds.flatMap(refund => refund.line_items)) {
    const id = given(scalar(line.meta_data.find(meta => meta.key === '_refunded_item_id')?.value))
    if (id) refunded.set(id, (refunded.get(id) ?? 0) + Math.abs(line.quantity))
  }
  return refunded
}

function toItem(line: wire.Line, order: wire.Order, products: Products): OrderItem[] {
  // Shops that sell by the metre have fractions: a part of a piece is still to be sent.
  const quantity = Math.ceil(line.quantity - (refundedOf(order).get(line.id) ?? 0))
  if (quantity <= 0) return []
  const facts = products.get(line.variation_id ?? line.product_id ?? '')
  const image = given(line.image?.src)
  const { title, variant } = namesOf(line)
  return [
    {
      platformItemId: line.id,
      sku: given(line.sku),
      title,
      variant,
      quantity,
      weightGrams: facts?.grams ?? null,
      priceCents: priceCents(line, order),
      imageUrl: image?.startsWith('https://') ? image : null,
      requiresShipping: !facts?.virtual,
    },
  ]
}

/** A variation's line is named `Linen dress - S, Ink` beside its parent `Linen dress`. */
function namesOf(line: wire.Line): { title: string; variant: string | null } {
  const name = line.name?.trim() ? line.name : ''
  const parent = given(line.parent_name)
  if (parent) {
    const rest = name.startsWith(`${parent} - `) ? given(name.slice(parent.length + 3)) : null
    return { title: line.parent_name ?? parent, variant: rest ?? chosen(line) }
  }
  return {
    title: name || given(line.sku) || 'Item',
    variant: line.variation_id ? chosen(line) : null,
  }
}

/** What the buyer chose, as the line's visible meta says it. */
function chosen(line: wire.Line): string | null {
  const values = line.meta_data
    .filter(meta => meta.key !== '' && !meta.key.startsWith('_'))
    .map(meta => given(scalar(meta.display_value)) ?? given(scalar(meta.value)))
  return values.filter(Boolean).join(' / ') || null
}

/** One piece before discounts, with tax where the shop shows prices with tax. */
function priceCents(line: wire.Line, { currency, prices_include_tax }: wire.Order): number | null {
  const net = minorUnits(line.subtotal ?? '', currency)
  if (net === null || line.quantity <= 0) return null
  const tax = prices_include_tax ? (minorUnits(line.subtotal_tax ?? '', currency) ?? 0) : 0
  return Math.round((net + tax) / line.quantity)
}

const hasAddress = (from: wire.Order['shipping']): boolean =>
  Boolean(given(from?.address_1) ?? given(from?.postcode) ?? given(from?.city))

function toAddress(from: wire.Order['shipping']): Address {
  return {
    name: nameOf(from),
    company: given(from?.company),
    line1: given(from?.address_1),
    line2: given(from?.address_2),
    suburb: given(from?.city),
    state: given(from?.state),
    postcode: given(from?.postcode),
    country: given(from?.country)?.toUpperCase() ?? null,
  }
}

const nameOf = (from: wire.Order['shipping']): string | null =>
  fullName(from?.first_name, from?.last_name)

/**
 * Where the order was sold. The API fixes `created_via` to rest-api up to 9.5, so connectors leave their
 * marks in the payment title, the note, the bill and in meta of their own; all short meta is listed.
 */
function toMarks(order: wire.Order): SaleMarks {
  const attributes = order.meta_data.flatMap(({ key, value }) => {
    const short = given(scalar(value))
    return key && !STATE_KEYS.has(key) && short && short.length <= MAX_MARK
      ? [{ key, value: short }]
      : []
  })
  const markIn = (wanted: (key: string) => boolean) =>
    attributes.find(({ key }) => wanted(key))?.value ?? null
  const payment = new Set([order.payment_method_title, order.payment_method].map(given))
  const billing = new Set([given(order.billing?.company), nameOf(order.billing)])
  return {
    source: given(order.created_via),
    app: APP_KEYS.map(app => markIn(key => key === app)).find(Boolean) ?? null,
    store: markIn(key => CHANNEL_KEY.test(key)),
    payment: [...payment].filter(Boolean).join(', ') || null,
    billingName: [...billing].filter(Boolean).join(', ') || null,
    note: given(order.customer_note),
    tags: [],
    attributes,
  }
}

/** Longer meta is a plugin's own data. */
const MAX_MARK = 200

/** Parcels of the Fulfillments API, then those that only a tracking plugin knows. */
function toFulfilments(order: wire.Order): PlatformFulfilment[] {
  const core = order.fulfillments.flatMap(each => fromCore(each, order))
  const plugin = trackingItems(order).flatMap((item, index): PlatformFulfilment[] => {
    const trackingNumber = given(item.tracking_number)
    if (!trackingNumber) return []
    if (core.some(each => sameNumber(each.trackingNumber, trackingNumber))) return []
    const shipped = Number(given(item.date_shipped) ?? Number.NaN) * 1000
    return [
      {
        platformFulfilmentId: given(item.tracking_id) ?? `${order.id}#${index + 1}`,
        carrier: given(item.custom_tracking_provider) ?? given(item.tracking_provider),
        trackingNumber,
        createdAt: shipped > Date.UTC(2005, 0) ? shipped : order.date_modified_gmt,
        cancelled: false,
        items: [], // the plugins know whole orders only
      },
    ]
  })
  return [...core, ...plugin]
}

/** What a tracking plugin keeps in the order's meta; an entry that is none is passed over. */
function trackingItems(order: wire.Order) {
  const kept = order.meta_data.find(meta => meta.key === '_wc_shipment_tracking_items')?.value
  return (Array.isArray(kept) ? kept : []).flatMap(
    item => wire.TrackingItem.safeParse(item).data ?? [],
  )
}

/** A draft is not shipped yet, so it is no parcel; a deleted one is void. */
function fromCore(each: wire.Fulfilment, order: wire.Order): PlatformFulfilment[] {
  if (!each.is_fulfilled && !each.date_deleted) return []
  return [
    {
      platformFulfilmentId: each.id,
      // Unverified: that a carrier typed in by hand is kept as "other" beside its name.
      carrier: metaText(each, '_provider_name') ?? metaText(each, '_shipment_provider'),
      trackingNumber: metaText(each, '_tracking_number'),
      createdAt: each.date_updated ?? order.date_modified_gmt,
      cancelled: Boolean(each.date_deleted),
      items: itemsOf(each).map(({ item_id, qty }) => ({ platformItemId: item_id, quantity: qty })),
    },
  ]
}

export const itemsOf = (each: Pick<wire.Fulfilment, 'meta_data'>) =>
  wire.Items.parse(each.meta_data.find(meta => meta.key === '_items')?.value)

export const metaText = (from: Pick<wire.Fulfilment, 'meta_data'>, key: string) =>
  given(scalar(from.meta_data.find(meta => meta.key === key)?.value))

/** Text or a number as text; arrays and objects are no text. */
const scalar = (value: unknown): string | null =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null
