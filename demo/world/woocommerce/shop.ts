// The WooCommerce shop behind its API (index.ts): orders with their parcels and notes, products,
// and how each is written as JSON. Ids are above 2^53, as a bigint column allows them to be.
// Shapes: https://woocommerce.github.io/woocommerce-rest-api-docs/ (read 2026-11-23)
import type { NewLine, NewOrder, ShopAddress } from '../shop.ts'

export type WooLine = NewLine & {
  readonly id: bigint
  readonly productId: bigint
  readonly variationId: bigint
}
export type WooFulfilment = {
  readonly id: bigint
  status: string
  isFulfilled: boolean
  updatedAt: number
  meta: { key: string; value: unknown }[]
}
export type Tracking = {
  readonly tracking_provider: string
  readonly custom_tracking_provider: string
  readonly custom_tracking_link: string
  readonly tracking_number: string
  readonly date_shipped: string
  readonly tracking_id: string
}
export type Note = { readonly id: bigint; readonly note: string; readonly isForCustomer: boolean }

export type WooOrder = {
  readonly id: bigint
  readonly given: NewOrder
  readonly lines: readonly WooLine[]
  readonly createdAt: number
  status: string
  modifiedAt: number
  completedAt: number | null
  street: string | null
  meta: Map<string, unknown>
  readonly fulfilments: WooFulfilment[]
  readonly notes: Note[]
  readonly refunds: { readonly id: bigint; readonly line: WooLine; readonly quantity: number }[]
}

const FIRST_ID = 9_007_199_254_741_001n

export type WooShop = ReturnType<typeof createWooShop>

export function createWooShop(now: () => number) {
  const orders: WooOrder[] = []
  const products = new Map<string, { id: bigint; parent: bigint; grams: number }>()
  let lastId = FIRST_ID
  const newId = () => {
    lastId += 1n
    return lastId
  }
  const seconds = (at = now()) => Math.floor(at / 1000) * 1000

  /** A line with a variant is of a variation, whose weight is beneath its product. */
  function productOf({ sku, variant, grams }: NewLine) {
    const known = products.get(sku)
    if (known) return known
    const parent = variant ? newId() : 0n
    const made = { id: newId(), parent, grams }
    products.set(sku, made)
    return made
  }

  return {
    orders,
    newId,
    products: () => [...products.values()],
    find: (id: string) => orders.find(order => String(order.id) === id),
    touch: (order: WooOrder) => {
      order.modifiedAt = seconds()
    },
    place(given: NewOrder, placedAt?: number): WooOrder {
      const at = seconds(placedAt)
      const lines = given.lines.map(line => {
        const { id, parent } = productOf(line)
        const [productId, variationId] = parent ? [parent, id] : [id, 0n]
        return { ...line, id: newId(), productId, variationId }
      })
      const meta = new Map<string, unknown>()
      if (given.sourceName !== 'web') meta.set('_wc_order_attribution_utm_source', given.app)
      const order: WooOrder = {
        id: newId(),
        given,
        lines,
        createdAt: at,
        status: 'processing',
        modifiedAt: at,
        completedAt: null,
        street: null,
        meta,
        fulfilments: [],
        notes: [],
        refunds: [],
      }
      orders.push(order)
      return order
    },
    remove: (order: WooOrder) => {
      orders.splice(orders.indexOf(order), 1)
    },
  }
}

/** What of each line is neither refunded nor in a fulfilment. */
export function leftOf(order: WooOrder): Map<string, number> {
  const left = new Map(order.lines.map(line => [String(line.id), line.quantity]))
  const take = (id: string, quantity: number) => left.set(id, (left.get(id) ?? 0) - quantity)
  for (const { line, quantity } of order.refunds) take(String(line.id), quantity)
  for (const { itemId, quantity } of order.fulfilments.flatMap(itemsIn)) take(itemId, quantity)
  return left
}

export const itemsIn = ({ meta }: WooFulfilment): { itemId: string; quantity: number }[] => {
  const value = meta.find(each => each.key === '_items')?.value
  return (Array.isArray(value) ? value : []).map(item => ({
    itemId: String(item.item_id),
    quantity: Number(item.qty),
  }))
}

/**
 * As the shop computes it after each change of a fulfilment:
 * https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/src/Admin/Features/Fulfillments/FulfillmentUtils.php (read 2026-11-24)
 */
export function fulfilmentStatus(order: WooOrder): string {
  if (order.fulfilments.length === 0) return 'no_fulfillments'
  const isAll = order.fulfilments.every(each => each.isFulfilled)
  if (isAll && [...leftOf(order).values()].every(left => left <= 0)) return 'fulfilled'
  const isSome = order.fulfilments.some(each => each.isFulfilled)
  return isSome ? 'partially_fulfilled' : 'unfulfilled'
}

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

/** A plugin's number; without one it is the id. */
export const numberOf = ({ given }: WooOrder): string => given.name.replace(/^#/, '')

export function orderView(order: WooOrder, host: string): Record<string, unknown> {
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
    payment_url: `https://${host}/checkout/order-pay/${order.id}/`,
    is_editable: false,
    needs_payment: false,
    needs_processing: true,
    date_created_gmt: gmt(order.createdAt),
    date_modified_gmt: gmt(order.modifiedAt),
    date_completed_gmt: gmt(order.completedAt),
    date_paid_gmt: gmt(order.createdAt),
    currency_symbol: '$',
    _links: { self: [{ href: `https://${host}/wp-json/wc/v3/orders/${order.id}` }] },
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
