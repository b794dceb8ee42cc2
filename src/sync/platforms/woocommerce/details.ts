// What an order does not say of itself: how much its lines weigh, what was refunded of them, and which
// parcels the Fulfillments API holds. Read beside the orders, for the whole page where it can be.
import * as z from 'zod'
import { given } from '../../../core/given.ts'
import type { PlatformOrder } from '../../../core/order.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import { parseExactly } from '../../exact-json.ts'
import type { CallProblem } from '../../http.ts'
import type { UnreadOrder } from '../platform.ts'
import { ofOrder, type Read } from '../rows.ts'
import { call, isNoRoute, unexpected, WC } from './call.ts'
import { metaText, type ProductFacts, toOrder } from './read.ts'
import type { WooContext } from './settings.ts'
import { GRAMS_PER, NO_FULFILMENTS } from './tables.ts'
import * as wire from './wire.ts'

/** Orders with all that belongs to them; one of which a part is odd is left unread. */
export async function withDetails(
  orders: readonly wire.Order[],
  context: WooContext,
): Promise<Result<Read<PlatformOrder>, CallProblem>> {
  const whole: wire.Order[] = []
  const unread: UnreadOrder[] = []
  for (const order of orders) {
    const made = await withParts(order, context)
    const odd = made.ok ? null : ofOrder(order.id, made.problem)
    if (made.ok) whole.push(made.value)
    else if (odd) unread.push(odd)
    else return made
  }
  const weighed = await withProducts(whole, context)
  return weighed.ok ? ok({ orders: weighed.value, unread }) : weighed
}

/** What the order itself only hints at: its refunds and fulfilments. */
export async function withParts(
  order: wire.Order,
  context: WooContext,
): Promise<Result<wire.Order, CallProblem>> {
  const refunded = await withRefunds(order, context)
  return refunded.ok ? withFulfilments(refunded.value, context) : refunded
}

/** As ours, with what their products weigh. */
export async function withProducts(
  orders: readonly wire.Order[],
  context: WooContext,
): Promise<Result<PlatformOrder[], CallProblem>> {
  const products = await productsOf(orders, context)
  return products.ok ? ok(orders.map(order => toOrder(order, products.value))) : products
}

/** The order itself names its refunds only by their sums. */
export async function withRefunds(
  order: wire.Order,
  context: WooContext,
): Promise<Result<wire.Order, CallProblem>> {
  if (order.refunds.length === 0) return ok(order)
  const path = `${WC}/orders/${order.id}/refunds`
  const answer = await call(context, path, z.array(wire.Refund), { query: { per_page: '100' } })
  if (!answer.ok) return answer
  return ok(answer.value.kind === 'found' ? { ...order, refunds: answer.value.body } : order)
}

/** The meta tells whether there is anything to read, so most orders cost no call. */
async function withFulfilments(
  order: wire.Order,
  context: WooContext,
): Promise<Result<wire.Order, CallProblem>> {
  if (NO_FULFILMENTS.has(metaText(order, '_fulfillment_status') ?? '')) return ok(order)
  const found = await readFulfilments(order.id, context)
  return found.ok ? ok({ ...order, fulfillments: found.value ?? [] }) : found
}

/** null: the shop has no Fulfillments API, because it is older than 10.1 or the feature is off. */
export async function readFulfilments(
  orderId: string,
  context: WooContext,
): Promise<Result<wire.Fulfilment[] | null, CallProblem>> {
  const answer = await call(context, `${WC}/orders/${orderId}/fulfillments`, wire.Fulfilments)
  if (!answer.ok) return answer
  if (answer.value.kind === 'found') return ok(answer.value.body)
  if (isNoRoute(answer.value)) return ok(null)
  // The order was deleted since it was read; any other fault says nothing of what the shop has.
  return answer.value.kind === 'missing' ? ok([]) : err(unexpected(answer.value, context))
}

/** A product's weight seldom changes, and a variation costs a call for each product: each is kept this long. */
const KEPT_MS = 6 * 3600_000
const MAX_KEPT = 600
const CACHE_KEY = 'product facts'

const Kept = z.record(
  z.string(),
  z.object({ grams: z.number().nullable(), virtual: z.boolean(), until: z.number() }),
)

async function productsOf(
  orders: readonly wire.Order[],
  context: WooContext,
): Promise<Result<Map<string, ProductFacts>, CallProblem>> {
  const lines = orders.flatMap(order => order.line_items)
  const kept = Kept.safeParse(parseExactly((await context.cache.get(CACHE_KEY)) ?? '')).data ?? {}
  const known = new Map(Object.entries(kept).filter(([, { until }]) => until > context.now))
  const missing = lines.filter(({ product_id, variation_id }) => {
    const id = variation_id ?? product_id
    return id !== null && !known.has(id)
  })
  if (missing.length === 0) return ok(known)
  const gramsPer = await gramsPerUnit(context)
  if (!gramsPer.ok) return gramsPer
  const until = context.now + KEPT_MS
  for (const [path, ids] of placesOf(missing)) {
    const query = { include: ids.join(','), per_page: '100', _fields: 'id,weight,virtual' }
    const found = await call(context, path, z.array(wire.Product), { query })
    if (!found.ok && found.problem.kind !== 'credentials') return found
    const products = found.ok && found.value.kind === 'found' ? found.value.body : []
    for (const product of products) {
      known.set(product.id, { ...factsOf(product, gramsPer.value), until })
    }
    // Deleted since, or not ours to see: not asked for again with every page.
    for (const id of ids) if (!known.has(id)) known.set(id, { grams: null, virtual: false, until })
  }
  const newest = Object.fromEntries([...known].slice(-MAX_KEPT))
  await context.cache.put(CACHE_KEY, JSON.stringify(newest), until)
  return ok(known)
}

/** Products by hundreds; variations only beneath their product, which lists no others. */
function placesOf(lines: readonly wire.Line[]): [path: string, ids: string[]][] {
  const wanted = lines.flatMap(({ product_id, variation_id }) => {
    if (variation_id && product_id) {
      return [{ path: `${WC}/products/${product_id}/variations`, id: variation_id }]
    }
    return product_id ? [{ path: `${WC}/products`, id: product_id }] : []
  })
  return [...Map.groupBy(wanted, each => each.path)].flatMap(([path, group]) => {
    const ids = [...new Set(group.map(each => each.id))]
    const chunks: [string, string[]][] = []
    for (let at = 0; at < ids.length; at += 100) chunks.push([path, ids.slice(at, at + 100)])
    return chunks
  })
}

const factsOf = ({ weight, virtual }: wire.Product, gramsPer: number | null): ProductFacts => {
  const value = Number(given(weight) ?? Number.NaN)
  const grams = gramsPer !== null && value >= 0 ? Math.round(value * gramsPer) : null
  return { grams, virtual }
}

/** The store's own unit; null when it is none we know, or the key may not read settings. */
async function gramsPerUnit(context: WooContext): Promise<Result<number | null, CallProblem>> {
  const path = `${WC}/settings/products/woocommerce_weight_unit`
  const answer = await call(context, path, z.object({ value: z.string() }))
  if (!answer.ok) return answer.problem.kind === 'credentials' ? ok(null) : answer
  return ok(answer.value.kind === 'found' ? (GRAMS_PER[answer.value.body.value] ?? null) : null)
}
