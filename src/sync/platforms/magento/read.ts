// Magento's order → ours. Pure: `inspect`, the import and the tests share it.

import { fullName, given } from '../../../core/given.ts'
import { minorUnits } from '../../../core/money.ts'
import type {
  Address,
  PlatformFulfilment,
  PlatformItem,
  PlatformOrder,
  SaleMarks,
} from '../../../core/order.ts'
import { ok, type Result } from '../../../core/result.ts'
import type { Unreadable } from '../../hook.ts'
import { readNodes } from '../rows.ts'
import { productOf } from './pictures.ts'
import { CANCELLED, GRAMS_PER, NOT_CARRIED } from './tables.ts'
import * as wire from './wire.ts'

/** What the order itself does not say of its store view: Magento's `weight_unit`, `locale` and media address. */
type StoreFacts = {
  readonly weightUnit: string | null
  readonly locale: string | null
  readonly media?: string | null
}
export type Stores = Readonly<Record<string, StoreFacts>>

/**
 * Reads one order, a list of them, or the answer of a search. `stores` by id: without them weights are
 * unknown, because an order does not say in which unit it is weighed.
 */
export function read(payload: unknown, stores: Stores = {}): Result<PlatformOrder[], Unreadable> {
  const read = readNodes(nodesOf(payload), wire.Order, 'a Magento order')
  return read.ok ? ok(read.value.map(order => toOrder(order, stores))) : read
}

/** Parts of configurable and bundled products are not lines: their parent is what is sold and shipped. */
export const linesOf = (order: Pick<wire.Order, 'items'>): wire.Line[] =>
  order.items.filter(line => !line.parent_item_id && !line.parent_item)

export const isCarried = (line: wire.Line): boolean =>
  !line.is_virtual && !NOT_CARRIED.has(line.product_type ?? '')

export function cancelledAt(order: wire.Order): number | null {
  const kind = CANCELLED[order.state ?? '']
  const shipped = order.items.some(line => line.qty_shipped > 0)
  if (!kind || (kind === 'unless shipped' && shipped)) return null
  // No field holds the instant; the history does, when a person or the shop cancelled with a remark.
  const said = order.status_histories
    .filter(remark => remark.status === order.state)
    .flatMap(remark => remark.created_at ?? [])
  return said.length > 0 ? Math.min(...said) : order.updated_at
}

export function toOrder(order: wire.Order, stores: Stores): PlatformOrder {
  const shipping = order.extension_attributes?.shipping_assignments[0]?.shipping
  const store = storeOf(order.store_id ?? null, stores)
  const currency = order.order_currency_code
  const lines = linesOf(order)
  return {
    platformId: order.entity_id,
    number: order.increment_id,
    placedAt: order.created_at,
    updatedAt: order.updated_at,
    cancelledAt: cancelledAt(order),
    test: false,
    currency,
    totalCents: minorUnits(order.grand_total, currency),
    contact: {
      name: nameOf(shipping?.address) ?? nameOf(order.billing_address),
      email: given(order.customer_email) ?? given(shipping?.address?.email),
      phone: given(shipping?.address?.telephone) ?? given(order.billing_address?.telephone),
    },
    shipTo: toAddress(shipping?.address),
    items: lines.map(line => toItem(line, order, store)).filter(item => item.quantity > 0),
    shippingMethod: given(order.shipping_description) ?? given(shipping?.method),
    locale: given(store.locale)?.replace('_', '-') ?? null,
    marks: toMarks(order),
    fulfilments: order.shipments.flatMap(toFulfilments),
  }
}

/** Also the orders of a search; anything else is taken for one order. An order has `items` too. */
function nodesOf(payload: unknown): readonly unknown[] {
  if (Array.isArray(payload)) return payload
  const search = wire.Envelope.safeParse(payload)
  return search.success ? search.data.items : [payload]
}

/** A view that is gone, or was not told: what all the others agree on. */
function storeOf(id: string | null, stores: Stores): StoreFacts {
  const found = id !== null && Object.hasOwn(stores, id) ? stores[id] : null
  if (found) return found
  const units = new Set(Object.values(stores).map(store => store.weightUnit))
  return { weightUnit: units.size === 1 ? ([...units][0] ?? null) : null, locale: null }
}

function toItem(line: wire.Line, order: wire.Order, store: StoreFacts): PlatformItem {
  const product = productOf(line, variantIn(line, order))
  const gramsPer = GRAMS_PER[store.weightUnit ?? '']
  const weight = line.weight === null || line.weight === undefined ? null : Number(line.weight)
  return {
    platformItemId: line.item_id,
    sku: given(line.sku),
    title: given(line.name) ?? given(line.sku) ?? line.item_id,
    variant: variantOf(line, order),
    // Sold by the metre or kilo: half a metre is one piece to carry.
    quantity: Math.ceil(line.qty_ordered - line.qty_canceled - line.qty_refunded),
    weightGrams: weight !== null && gramsPer ? Math.round(weight * gramsPer) : null,
    // What the shopper saw: shop prices include the tax where we are.
    priceCents: minorUnits(line.price_incl_tax ?? line.price, order.order_currency_code),
    imageUrl: null,
    requiresShipping: isCarried(line),
    ...(product && { product }),
  }
}

/** The part of a configurable product that was chosen. */
const variantIn = (line: wire.Line, order: wire.Order): wire.Line | undefined =>
  line.product_type === 'configurable'
    ? order.items.find(each => each.parent_item_id === line.item_id)
    : undefined

/**
 * Options come as ids without their words. Magento names the part of a configurable product after its
 * parent and its options, `Midi dress-Red-10`, unless somebody renamed it.
 */
function variantOf(line: wire.Line, order: wire.Order): string | null {
  const part = variantIn(line, order)
  const start = `${line.name ?? ''}-`
  if (!part?.name?.startsWith(start)) return null
  return given(part.name.slice(start.length))
}

function toAddress(from: wire.Address | null | undefined): Address {
  const street = (Array.isArray(from?.street) ? from.street : []).flatMap(line => given(line) ?? [])
  return {
    name: nameOf(from),
    company: given(from?.company),
    line1: street[0] ?? null,
    line2: street.slice(1).join(', ') || null,
    suburb: given(from?.city),
    state: given(from?.region_code) ?? given(from?.region),
    postcode: given(from?.postcode),
    country: given(from?.country_id)?.toUpperCase() ?? null,
  }
}

/**
 * Where the order was sold. Magento has no field for it: connectors write their number into
 * `ext_order_id`, bring a payment method of their own, name the marketplace as the customer, remark on
 * the order when they make it, or have a store view to themselves.
 */
function toMarks(order: wire.Order): SaleMarks {
  const customer = { firstname: order.customer_firstname, lastname: order.customer_lastname }
  const billed = [
    nameOf(customer),
    given(order.billing_address?.company),
    nameOf(order.billing_address),
  ]
  const attributes = {
    ext_order_id: given(order.ext_order_id),
    ext_customer_id: given(order.ext_customer_id),
    store_id: order.store_id ?? null,
    shipping_method: given(order.extension_attributes?.shipping_assignments[0]?.shipping?.method),
  }
  return {
    source: null,
    app: null,
    store:
      given(order.store_name)
        ?.split(/\s*\n\s*/)
        .join(' / ') ?? null,
    payment: distinct(paymentWords(order)),
    billingName: distinct(billed),
    note: distinct([given(order.customer_note), firstRemark(order)], '\n'),
    tags: [],
    attributes: Object.entries(attributes).flatMap(([key, value]) =>
      value ? [{ key, value }] : [],
    ),
  }
}

/** Payment modules keep tokens and card data beside their title: only what reads like a title is taken. */
function paymentWords({ payment, extension_attributes }: wire.Order): (string | null)[] {
  const named = extension_attributes?.payment_additional_info.find(
    each => each.key === 'method_title',
  )
  const said = Object.values(payment?.additional_information ?? {}).map(each =>
    typeof each === 'string' ? given(each) : null,
  )
  const isTitle = (word: string | null) => /^\p{L}[\p{L} .,&/()'’+-]{1,59}$/u.test(word ?? '')
  return [given(payment?.method), given(named?.value), ...said.filter(isTitle)]
}

/** The remark made with the order; later ones are the staff's and the shop's, and would move the marks. */
function firstRemark({ status_histories }: wire.Order): string | null {
  const [first] = status_histories.toSorted(
    (a, b) => (a.created_at ?? 0) - (b.created_at ?? 0) || older(a, b),
  )
  return given(first?.comment)
}

const older = (a: { entity_id?: string | null }, b: { entity_id?: string | null }): number =>
  Number(a.entity_id ?? 0) - Number(b.entity_id ?? 0)

/** One entry per track. Which items lie under which number is not said: the first entry holds them all. */
function toFulfilments(from: wire.Shipment): PlatformFulfilment[] {
  const tracks = from.tracks.filter(track => given(track.track_number))
  const items = from.items
    .filter(item => item.qty > 0)
    .map(item => ({ platformItemId: item.order_item_id, quantity: Math.ceil(item.qty) }))
  return (tracks.length > 0 ? tracks : [null]).map((track, index) => ({
    platformFulfilmentId: index === 0 ? from.entity_id : `${from.entity_id}#${index + 1}`,
    carrier: given(track?.title) ?? given(track?.carrier_code),
    trackingNumber: given(track?.track_number),
    createdAt: from.created_at,
    cancelled: false, // Magento cannot cancel a shipment
    items: index === 0 ? items : [],
  }))
}

const nameOf = (
  of: Pick<wire.Address, 'firstname' | 'lastname'> | null | undefined,
): string | null => fullName(of?.firstname, of?.lastname)

const distinct = (words: readonly (string | null)[], between = ', '): string | null =>
  [...new Set(words)].filter(Boolean).join(between) || null
