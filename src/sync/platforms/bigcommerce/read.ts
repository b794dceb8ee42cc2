// BigCommerce's order → ours. Pure: `inspect`, the import and the tests share it.

import { fullName } from '../../../core/given.ts'
import { minorUnits } from '../../../core/money.ts'
import type {
  Address,
  PlatformFulfilment,
  PlatformItem,
  PlatformOrder,
} from '../../../core/order.ts'
import { stateCode } from '../../../core/places.ts'
import { ok, type Result } from '../../../core/result.ts'
import type { Unreadable } from '../../hook.ts'
import { readNodes } from '../rows.ts'
import { carrierOfSlug, DEAD, GRAMS_PER, TEST_PAYMENT } from './tables.ts'
import * as wire from './wire.ts'

/**
 * Reads one order or a list of them, as V2 gives them with `include=consignments.line_items`, and with
 * `shipments` and `weight_units` where our calls joined them in. The message of a refusal says where it
 * failed, never what was there.
 */
export function read(payload: unknown): Result<PlatformOrder[], Unreadable> {
  const read = readNodes(
    Array.isArray(payload) ? payload : [payload],
    wire.Order,
    'a BigCommerce order',
  )
  return read.ok ? ok(read.value.map(toOrder)) : read
}

export function toOrder(order: wire.Order): PlatformOrder {
  const shipping = order.consignments?.shipping ?? []
  const [ship] = shipping
  const { billing_address: billing } = order
  // What the shopper pays in; `currency_code` is what the storefront displays.
  const currency = (order.default_currency_code ?? order.currency_code ?? 'XXX').toUpperCase()
  return {
    platformId: order.id,
    number: numberOf(order),
    placedAt: order.date_created,
    updatedAt: order.date_modified,
    // BigCommerce keeps no instant of the cancellation: the last change is the nearest there is.
    cancelledAt: DEAD.has(order.status_id) ? order.date_modified : null,
    test: order.payment_method === TEST_PAYMENT,
    currency,
    totalCents: minorUnits(order.total_inc_tax, currency),
    contact: {
      name: nameOf(ship) ?? nameOf(billing),
      email: billing?.email ?? ship?.email ?? null,
      phone: ship?.phone ?? billing?.phone ?? null,
    },
    shipTo: toAddress(ship),
    items: itemsOf(order, currency),
    shippingMethod: ship?.shipping_method ?? null,
    locale: order.customer_locale,
    marks: marksOf(order),
    fulfilments: (order.shipments ?? []).map(toFulfilment),
  }
}

/**
 * Connectors write the marketplace's number into `external_order_id`, and say who they are in
 * `external_source`; without that it is the number of the merchant's own books, which no shopper knows.
 * Unverified: no public sample of a connector's order; the rule is the fields' description.
 */
function numberOf(order: wire.Order): string {
  const foreign = order.external_source && (order.external_order_id ?? order.external_id)
  return foreign || order.id
}

/** The lines of all consignments that are to be shipped. */
export const shippingLines = (
  consignments: readonly wire.Consignment[],
): { addressId: string; line: wire.Line }[] =>
  consignments.flatMap(each =>
    each.line_items.flatMap(line => ('id' in line ? [{ addressId: each.id, line }] : [])),
  )

/** Digital lines lie in a shipping consignment too when the order has both. */
export const isPhysical = (line: wire.Line): boolean => (line.type ?? 'physical') === 'physical'

/** What is still wanted of a line. */
export const wantedOf = (line: wire.Line): number => line.quantity - line.quantity_refunded

function itemsOf(order: wire.Order, currency: string): PlatformItem[] {
  const gramsPer = GRAMS_PER[order.weight_units?.toLowerCase() ?? ''] ?? null
  const shipped = shippingLines(order.consignments?.shipping ?? []).map(({ line }) => ({
    line,
    requiresShipping: isPhysical(line),
  }))
  const others = [...(order.consignments?.downloads ?? []), ...(order.consignments?.pickups ?? [])]
  const unshipped = others.flatMap(each => linesIn(each.line_items)).map(line => ({ line }))
  return [...shipped, ...unshipped.map(each => ({ ...each, requiresShipping: false }))]
    .filter(({ line }) => wantedOf(line) > 0)
    .map(({ line, requiresShipping }) => ({
      platformItemId: line.id,
      sku: line.sku,
      title: line.name ?? line.sku ?? '(no name)',
      variant: variantOf(line),
      quantity: wantedOf(line),
      weightGrams: gramsOf(line.weight, gramsPer),
      priceCents: minorUnits(line.price_inc_tax, currency),
      imageUrl: null,
      requiresShipping,
      ...(Number(line.product_id) > 0 && { product: String(line.product_id) }),
    }))
}

/** The documentation shows one link where a list is meant: whatever is no line is left out. */
const linesIn = (items: unknown): wire.Line[] =>
  (Array.isArray(items) ? items : []).flatMap(item => wire.Line.safeParse(item).data ?? [])

const variantOf = (line: wire.Line): string | null =>
  (line.product_options ?? []).flatMap(each => each.display_value ?? []).join(' / ') || null

function gramsOf(weight: string | null, gramsPer: number | null): number | null {
  const grams = Math.round(Number(weight ?? Number.NaN) * (gramsPer ?? Number.NaN))
  return Number.isSafeInteger(grams) && grams > 0 ? grams : null // 0 is BigCommerce's "not given"
}

type Person = Omit<wire.Consignment, 'id' | 'shipping_method' | 'line_items'>

const nameOf = (from: Person | null | undefined): string | null =>
  fullName(from?.first_name, from?.last_name)

function toAddress(from: Person | undefined): Address {
  const country = from?.country_iso2?.toUpperCase() ?? null
  return {
    name: nameOf(from),
    company: from?.company ?? null,
    line1: from?.street_1 ?? null,
    line2: from?.street_2 ?? null,
    suburb: from?.city ?? null,
    state: stateCode(country, from?.state ?? null),
    postcode: from?.zip ?? null,
    country,
  }
}

/**
 * Where the order was sold. `order_source` of a connector is only "external", its name is in
 * `external_source`; a channel other than the storefront (1) has a number.
 * https://github.com/bigcommerce/docs reference/orders.v2.oas2.yml, order_Shared (read 2026-11-23)
 */
function marksOf(order: wire.Order): PlatformOrder['marks'] {
  const { billing_address: billing, channel_id: channel } = order
  const fields = ['external_id', 'external_order_id', 'external_merchant_id'] as const
  const ebay = order.ebay_order_id === '0' ? null : order.ebay_order_id
  const attributes = [
    ...fields.map(key => ({ key, value: order[key] })),
    { key: 'ebay_order_id', value: ebay },
    ...(billing?.form_fields ?? []).map(({ name, value }) => ({ key: name ?? '', value })),
  ]
  return {
    source: order.order_source,
    app: order.external_source,
    store: channel === null || channel === '1' ? null : `channel ${channel}`,
    payment: order.payment_method,
    billingName:
      [...new Set([billing?.company, nameOf(billing)])].filter(Boolean).join(', ') || null,
    note: [order.staff_notes, order.customer_message].filter(Boolean).join('\n') || null,
    tags: [],
    attributes: attributes.flatMap(({ key, value }) => (value ? [{ key, value }] : [])),
  }
}

/** A shipment that is undone is deleted, so none is ever void. */
function toFulfilment(from: wire.Shipment): PlatformFulfilment {
  const slug = from.tracking_carrier
  return {
    platformFulfilmentId: from.id,
    carrier:
      from.shipping_provider_display_name ??
      (slug ? carrierOfSlug(slug) : (from.shipping_provider ?? from.shipping_method)),
    trackingNumber: from.tracking_number,
    createdAt: from.date_created,
    cancelled: false,
    items: from.items.map(item => ({
      platformItemId: item.order_product_id,
      quantity: item.quantity,
    })),
  }
}
