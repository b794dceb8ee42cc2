// The BigCommerce store itself: orders with their lines and shipments, and how V2 writes them. Plain
// data; index.ts is its API. Dates have whole seconds: ties are normal.
// https://github.com/bigcommerce/docs reference/orders.v2.oas2.yml (read 2026-11-23)
import type { NewLine, NewOrder, ShopAddress } from '../shop.ts'

export type StoreLine = NewLine & { readonly id: bigint; shipped: number }
export type StoreShipment = {
  readonly id: bigint
  readonly createdAt: number
  readonly items: readonly { readonly id: bigint; readonly quantity: number }[]
  tracking: Tracking
}
export type Tracking = {
  readonly tracking_number?: string
  readonly tracking_link?: string
  readonly tracking_carrier?: string
  readonly shipping_provider?: string
  readonly shipping_method?: string
  readonly comments?: string
  readonly merchant_shipping_cost?: string
}
export type StoreOrder = Omit<NewOrder, 'lines' | 'shipping'> & {
  readonly id: bigint
  readonly addressId: bigint
  readonly lines: readonly StoreLine[]
  readonly shipments: StoreShipment[]
  readonly placedAt: number
  shipping: ShopAddress
  modifiedAt: number
  statusId: number
  isDeleted: boolean
}

export const STATUSES: Readonly<Record<number, string>> = {
  0: 'Incomplete',
  1: 'Pending',
  2: 'Shipped',
  3: 'Partially Shipped',
  4: 'Refunded',
  5: 'Cancelled',
  6: 'Declined',
  7: 'Awaiting Payment',
  8: 'Awaiting Pickup',
  9: 'Awaiting Shipment',
  10: 'Completed',
  11: 'Awaiting Fulfillment',
  12: 'Manual Verification Required',
  13: 'Disputed',
  14: 'Partially Refunded',
}

const STATES: Readonly<Record<string, string>> = {
  ACT: 'Australian Capital Territory',
  NSW: 'New South Wales',
  NT: 'Northern Territory',
  QLD: 'Queensland',
  SA: 'South Australia',
  TAS: 'Tasmania',
  VIC: 'Victoria',
  WA: 'Western Australia',
}
const COUNTRIES = { AU: 'Australia', NZ: 'New Zealand' } as const

export const openOf = (line: StoreLine): number => line.quantity - line.shipped
export const isWhollyShipped = (order: StoreOrder): boolean =>
  order.lines.every(line => openOf(line) === 0)

/** RFC-2822 in UTC, as every date of V2. */
export const dateOf = (at: number): string => new Date(at).toUTCString().replace('GMT', '+0000')

const money = (cents: number): string => (cents / 100).toFixed(4)
const totalOf = (order: StoreOrder): string =>
  money(order.lines.reduce((sum, line) => sum + line.quantity * line.priceCents, 0))
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

/** A connector makes its orders through the Orders API, and says who it is. */
const isForeign = (order: StoreOrder): boolean => order.sourceName !== 'web'

export function orderView(order: StoreOrder, link: string, consignments: object) {
  const foreign = isForeign(order)
  return {
    id: order.id,
    date_created: dateOf(order.placedAt),
    date_modified: dateOf(order.modifiedAt),
    date_shipped: order.statusId === 2 ? dateOf(order.modifiedAt) : '',
    status_id: order.statusId,
    status: STATUSES[order.statusId],
    custom_status: STATUSES[order.statusId],
    items_total: sum(order.lines.map(line => line.quantity)),
    items_shipped: sum(order.lines.map(line => line.shipped)),
    total_inc_tax: totalOf(order),
    payment_method: order.gateway,
    payment_status: 'captured',
    order_is_digital: false,
    currency_code: 'AUD',
    default_currency_code: 'AUD',
    staff_notes: order.note ?? '',
    customer_message: '',
    shipping_address_count: 1,
    is_deleted: order.isDeleted,
    channel_id: 1,
    order_source: foreign ? 'external' : 'www',
    external_source: foreign ? order.app : null,
    external_id: null,
    external_merchant_id: null,
    external_order_id: foreign ? order.name : '',
    ebay_order_id: '0',
    customer_locale: 'en',
    billing_address: { ...addressView(order.billing), email: order.email ?? '', form_fields: [] },
    products: { url: `${link}/products`, resource: `/orders/${order.id}/products` },
    shipping_addresses: {
      url: `${link}/shipping_addresses`,
      resource: `/orders/${order.id}/shipping_addresses`,
    },
    coupons: { url: `${link}/coupons`, resource: `/orders/${order.id}/coupons` },
    consignments,
  }
}

export const consignmentView = (order: StoreOrder, line_items: readonly object[]) => ({
  pickups: [],
  shipping: [
    {
      id: order.addressId,
      ...addressView(order.shipping),
      email: order.email ?? '',
      form_fields: [],
      shipping_method: order.shippingTitle,
      line_items,
      items_total: sum(order.lines.map(line => line.quantity)),
      items_shipped: sum(order.lines.map(line => line.shipped)),
    },
  ],
  downloads: [],
  email: { gift_certificates: [] },
})

export const lineView = (line: StoreLine, order: StoreOrder) => ({
  id: line.id,
  order_id: order.id,
  product_id: 77,
  order_address_id: order.addressId,
  name: line.title,
  sku: line.sku,
  type: 'physical',
  price_inc_tax: money(line.priceCents),
  weight: (line.grams / 1000).toFixed(4), // the store counts in kilograms
  quantity: line.quantity,
  quantity_shipped: line.shipped,
  quantity_refunded: 0,
  product_options: line.variant
    ? [{ id: 45, display_name: 'Variant', display_value: line.variant }]
    : [],
})

const PROVIDERS: Readonly<Record<string, string>> = { auspost: 'Australia Post', fedex: 'FedEx' }

export const shipmentView = (one: StoreShipment, order: StoreOrder) => ({
  id: one.id,
  order_id: order.id,
  customer_id: 0,
  order_address_id: order.addressId,
  date_created: dateOf(one.createdAt),
  tracking_number: one.tracking.tracking_number ?? '',
  merchant_shipping_cost: one.tracking.merchant_shipping_cost ?? '0.0000',
  shipping_method: one.tracking.shipping_method ?? '',
  comments: one.tracking.comments ?? '',
  shipping_provider: one.tracking.shipping_provider ?? '',
  tracking_carrier: one.tracking.tracking_carrier ?? '',
  tracking_link: one.tracking.tracking_link ?? '',
  billing_address: addressView(order.billing),
  shipping_address: addressView(order.shipping),
  items: one.items.map(({ id, quantity }) => ({ order_product_id: id, product_id: 77, quantity })),
  shipping_provider_display_name: PROVIDERS[one.tracking.shipping_provider ?? ''] ?? '',
  generated_tracking_link: '',
})

/** Blanks where there is nothing, and the state in full. */
function addressView(from: ShopAddress) {
  return {
    first_name: from.firstName ?? '',
    last_name: from.lastName ?? '',
    company: from.company ?? '',
    street_1: from.address1 ?? '',
    street_2: from.address2 ?? '',
    city: from.city ?? '',
    state: STATES[from.provinceCode ?? ''] ?? from.provinceCode ?? '',
    zip: from.zip ?? '',
    country: from.countryCode ? COUNTRIES[from.countryCode] : '',
    country_iso2: from.countryCode ?? '',
    phone: from.phone ?? '',
  }
}
