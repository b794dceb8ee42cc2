// Orders, refunds, parcels and notes as the REST API writes them: ids as bare integers, amounts as text, and
// two of each instant.
// https://woocommerce.github.io/woocommerce-rest-api-docs/ (read 2026-11-23)
import type { ShopAddress } from '../shop.ts'
import { numberOf, type Tracking, type WooFulfilment, type WooLine, type WooOrder } from './shop.ts'

export const HOST = 'wattle-and-tide.example'

const MONEY = (cents: number) => (cents / 100).toFixed(2)
const gmt = (at: number | null) => (at === null ? null : new Date(at).toISOString().slice(0, 19))
/** The site is in Sydney; the fields without `_gmt` are its own time, without a zone. */
export const SITE_OFFSET_MS = 11 * 3600_000
const local = (at: number | null) => gmt(at === null ? null : at + SITE_OFFSET_MS)

const address = (from: ShopAddress, street: string | null = null) => ({
  first_name: from.firstName ?? '',
  last_name: from.lastName ?? '',
  company: from.company ?? '',
  address_1: street ?? from.address1 ?? '',
  address_2: from.address2 ?? '',
  city: from.city ?? '',
  state: from.provinceCode ?? '',
  postcode: from.zip ?? '',
  country: from.countryCode ?? '',
  phone: from.phone ?? '',
})

export function orderView(order: WooOrder): Record<string, unknown> {
  const { given } = order
  const cents = order.lines.reduce((sum, line) => sum + line.priceCents * line.quantity, 0)
  const isWeb = given.sourceName === 'web'
  let metaId = 0
  return {
    id: order.id,
    parent_id: 0,
    status: order.status,
    currency: 'AUD',
    version: '10.3.5',
    prices_include_tax: true,
    date_created: local(order.createdAt),
    date_modified: local(order.modifiedAt),
    discount_total: '0.00',
    discount_tax: '0.00',
    shipping_total: '0.00',
    shipping_tax: '0.00',
    cart_tax: '0.00',
    total: MONEY(cents),
    total_tax: '0.00',
    customer_id: 0,
    order_key: `wc_order_${order.id}`,
    billing: { ...address(given.billing), email: given.email ?? '', phone: given.phone ?? '' },
    shipping: address(given.shipping, order.street),
    payment_method: isWeb ? 'stripe' : 'other',
    payment_method_title: isWeb ? 'Credit card' : given.gateway,
    transaction_id: '',
    customer_ip_address: '',
    customer_user_agent: '',
    created_via: isWeb ? 'checkout' : 'rest-api',
    customer_note: given.note ?? '',
    date_completed: local(order.completedAt),
    date_paid: local(order.createdAt),
    cart_hash: '',
    number: numberOf(order),
    meta_data: [...order.meta].map(([key, value]) => ({ id: ++metaId, key, value })),
    line_items: order.lines.map(lineView),
    tax_lines: [],
    shipping_lines: [
      {
        id: order.id + 500_000n,
        method_title: given.shippingTitle,
        method_id: 'flat_rate',
        instance_id: '1',
        total: '0.00',
        total_tax: '0.00',
        taxes: [],
        meta_data: [],
      },
    ],
    fee_lines: [],
    coupon_lines: [],
    refunds: order.refunds.map(({ id, line, quantity }) => ({
      id,
      reason: '',
      total: `-${MONEY(line.priceCents * quantity)}`,
    })),
    payment_url: `https://${HOST}/checkout/order-pay/${order.id}/`,
    is_editable: false,
    needs_payment: false,
    needs_processing: true,
    date_created_gmt: gmt(order.createdAt),
    date_modified_gmt: gmt(order.modifiedAt),
    date_completed_gmt: gmt(order.completedAt),
    date_paid_gmt: gmt(order.createdAt),
    currency_symbol: '$',
    _links: { self: [{ href: `https://${HOST}/wp-json/wc/v3/orders/${order.id}` }] },
  }
}

function lineView(line: WooLine) {
  const total = MONEY(line.priceCents * line.quantity)
  return {
    id: line.id,
    name: line.variant ? `${line.title} - ${line.variant}` : line.title,
    product_id: line.productId,
    variation_id: line.variationId,
    quantity: line.quantity,
    tax_class: '',
    subtotal: total,
    subtotal_tax: '0.00',
    total,
    total_tax: '0.00',
    taxes: [],
    meta_data: [],
    sku: line.sku,
    price: line.priceCents / 100,
    image: { id: '', src: '' },
    parent_name: line.variant ? line.title : null,
  }
}

export const refundView = ({ id, line, quantity }: WooOrder['refunds'][number]) => ({
  id,
  amount: MONEY(line.priceCents * quantity),
  reason: '',
  line_items: [
    {
      ...lineView(line),
      id: id + 1n,
      quantity: -quantity,
      meta_data: [{ id: 1, key: '_refunded_item_id', value: String(line.id) }],
    },
  ],
})

export const fulfilmentView = (each: WooFulfilment, order: WooOrder) => ({
  id: each.id,
  entity_type: 'WC_Order',
  entity_id: String(order.id),
  status: each.status,
  is_fulfilled: each.isFulfilled,
  date_updated: `${gmt(each.updatedAt)}Z`,
  date_deleted: null,
  meta_data: each.meta.map(({ key, value }, index) => ({ id: index + 1, key, value })),
})

export const noteView = ({ id, note, isForCustomer }: WooOrder['notes'][number]) => ({
  id,
  author: 'system',
  date_created: '2026-11-25T09:30:00',
  date_created_gmt: '2026-11-24T22:30:00',
  note,
  customer_note: isForCustomer,
})

export const trackingView = (each: Tracking) => ({
  tracking_id: each.tracking_id,
  tracking_provider: each.custom_tracking_provider || each.tracking_provider,
  tracking_link: each.custom_tracking_link,
  tracking_number: each.tracking_number,
  date_shipped: new Date(Number(each.date_shipped) * 1000).toISOString().slice(0, 10),
})
