// The WooCommerce shop behind its API: orders with their parcels and notes, and products. Ids are above 2^53, as a bigint column allows them to be.
// Shapes: https://woocommerce.github.io/woocommerce-rest-api-docs/ (read 2026-11-23)
import type { NewLine, NewOrder } from '../shop.ts'
import type { Placed } from '../stand-in.ts'

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

/** A plugin's number; without one it is the id. */
export const numberOf = ({ given }: WooOrder): string => given.name.replace(/^#/, '')

export function placedOf(order: WooOrder): Placed {
  const itemIds = order.lines.map(line => String(line.id))
  const name = numberOf(order)
  return { ...order.given, name, id: String(order.id), itemIds, placedAt: order.createdAt }
}
