// Reading orders. Pages are cut by `updated_at`, and Shopify's page cursor holds the sort value and id
// of the last order, not a position: orders that move while we page are met again further on.
import * as z from 'zod'
import type { PlatformOrder } from '../../../core/order.ts'
import { ok, type Result } from '../../../core/result.ts'
import type { CallProblem } from '../../http.ts'
import type { Cursor, OrdersPage } from '../platform.ts'
import { ofOrder, type Read, readRows, rowsOf } from '../rows.ts'
import { call } from './call.ts'
import * as documents from './documents.ts'
import { toOrder } from './read.ts'
import { parseJson } from './reply.ts'
import type { ShopifyContext } from './settings.ts'
import * as wire from './wire.ts'

/** Ten orders with all that hangs on them stay under the 1,000 points of one query (documents.ts). */
export const PAGE_SIZE = 10

/** For orders so large that a page of them is more than one reply may hold (http.ts). */
const FEWER_ROWS: Readonly<Record<number, number>> = { 10: 3, 3: 1 }

/**
 * Read again before `since`: the search index lags behind by seconds, `updated_at` has whole seconds
 * only, and an order may be saved late. Re-reading costs nothing where nothing changed.
 * https://github.com/lightward/mechanic-tasks/issues/66 measured under 10 s (read 2026-11-23)
 */
export const OVERLAP_MS = 5 * 60_000

/**
 * What travels in `Cursor.page`: Shopify's cursor (null after the last page), the newest `updatedAt` of
 * the pages so far, and the orders whose lists were cut short, which are read next, one per call. So
 * every call is one step that is kept, and throttling in the middle can never undo a step. `rows`: so many
 * a page.
 */
const Place = z.object({
  after: z.string().nullable(),
  newest: z.int(),
  cut: z.array(z.string()),
  rows: z.int().min(1).max(PAGE_SIZE).default(PAGE_SIZE),
})
type Place = z.infer<typeof Place>

/**
 * Some orders updated since the cursor, oldest first. `since` stays as it is until all is read, so that
 * every page belongs to one query; then it becomes the newest `updatedAt` that was seen.
 */
export async function orders(
  cursor: Cursor,
  context: ShopifyContext,
): Promise<Result<OrdersPage, CallProblem>> {
  const place = placeOf(cursor)
  const [cutId, ...cut] = place.cut
  if (cutId !== undefined) {
    const found = await readOrder(cutId, context)
    const odd = found.ok ? null : ofOrder(cutId, found.problem)
    if (odd) return ok(pageOf(cursor, { orders: [], unread: [odd] }, { ...place, cut }))
    if (!found.ok) return found
    const read = { orders: found.value ? [found.value] : [], unread: [] }
    return ok(pageOf(cursor, read, { ...place, cut }))
  }
  const variables = {
    first: place.rows,
    after: place.after,
    query: updatedSince(cursor.since),
  }
  const reply = await call(context, documents.ordersPage, variables, OrdersReply)
  if (!reply.ok) {
    const rows = FEWER_ROWS[place.rows]
    if (!rows || reply.problem.kind !== 'too_large') return reply
    return orders({ since: cursor.since, page: JSON.stringify({ ...place, rows }) }, context)
  }
  const { nodes, pageInfo } = reply.value.orders
  const read = readRows(nodes, wire.Order)
  const whole = read.orders.filter(order => !isCut(order))
  const next: Place = {
    after: (pageInfo.hasNextPage && pageInfo.endCursor) || null,
    newest: Math.max(place.newest, ...nodes.map(node => node.at)),
    cut: read.orders.filter(isCut).map(order => order.id),
    rows: place.rows,
  }
  return ok(pageOf(cursor, { ...read, orders: whole }, next))
}

/** How many orders that is: the very search whose pages `orders` reads. */
export async function count(
  since: number,
  context: ShopifyContext,
): Promise<Result<number, CallProblem>> {
  const reply = await call(context, documents.count, { query: updatedSince(since) }, CountReply)
  return reply.ok ? ok(reply.value.ordersCount?.count ?? 0) : reply
}

const updatedSince = (since: number): string => `updated_at:>='${isoSeconds(since - OVERLAP_MS)}'`

/** A page note we cannot read starts the same query anew: nothing is lost, some is read twice. */
function placeOf({ since, page }: Cursor): Place {
  const start = { after: null, newest: since, cut: [], rows: PAGE_SIZE }
  return Place.safeParse(parseJson(page ?? '')).data ?? start
}

function pageOf(cursor: Cursor, read: Read<wire.Order>, place: Place): OrdersPage {
  const more = place.after !== null || place.cut.length > 0
  return {
    orders: read.orders.map(toOrder),
    unread: read.unread,
    next: more
      ? { since: cursor.since, page: JSON.stringify(place) }
      : { since: place.newest, page: null },
    more,
  }
}

/** One order by its gid. Not through the search, which lags behind webhooks. */
export async function order(
  platformId: string,
  context: ShopifyContext,
): Promise<Result<PlatformOrder | 'gone', CallProblem>> {
  const found = await readOrder(platformId, context)
  if (!found.ok) return found
  return ok(found.value ? toOrder(found.value) : 'gone')
}

/** Whether a list of this order was cut short by the size of its page. */
function isCut(order: wire.Order): boolean {
  return (
    order.lineItems.pageInfo.hasNextPage ||
    order.fulfillments.length >= documents.PAGE_FULFILMENTS ||
    order.fulfillments.some(each => each.fulfillmentLineItems?.pageInfo.hasNextPage)
  )
}

async function readOrder(
  id: string,
  context: ShopifyContext,
): Promise<Result<wire.Order | null, CallProblem>> {
  const reply = await call(context, documents.order, { id }, OrderReply)
  if (!reply.ok || !reply.value.order) return reply.ok ? ok(null) : reply
  const { order } = reply.value
  const lines = await restOf(order.lineItems, async after => {
    const more = await call(context, documents.orderLines, { id, after }, LinesReply)
    return more.ok ? ok(more.value.order?.lineItems) : more
  })
  if (!lines.ok) return lines
  const fulfillments = await wholeFulfilments(id, order.fulfillments, context)
  if (!fulfillments.ok) return fulfillments
  return ok({
    ...order,
    lineItems: { ...order.lineItems, nodes: lines.value },
    fulfillments: fulfillments.value,
  })
}

/** All fulfilments of an order with all their lines, from a first reading that may be cut short. */
export async function wholeFulfilments(
  orderId: string,
  read: readonly wire.Fulfilment[],
  context: ShopifyContext,
): Promise<Result<wire.Fulfilment[], CallProblem>> {
  let all = read
  if (read.length >= documents.ORDER_FULFILMENTS) {
    const reply = await call(
      context,
      documents.orderFulfillments,
      { id: orderId },
      FulfilmentsReply,
    )
    if (!reply.ok) return reply
    const linesOf = new Map(read.map(each => [each.id, each.fulfillmentLineItems]))
    all = (reply.value.order?.fulfillments ?? []).map(each => ({
      ...each,
      fulfillmentLineItems: linesOf.get(each.id),
    }))
  }
  const whole: wire.Fulfilment[] = []
  for (const fulfilment of all) {
    const known = fulfilment.fulfillmentLineItems ?? wire.NOT_READ
    const lines = await restOf(known, async after => {
      const variables = { id: fulfilment.id, after }
      const more = await call(context, documents.fulfillmentLines, variables, FulfilmentLinesReply)
      return more.ok ? ok(more.value.fulfillment?.fulfillmentLineItems) : more
    })
    if (!lines.ok) return lines
    whole.push({ ...fulfilment, fulfillmentLineItems: { ...known, nodes: lines.value } })
  }
  return ok(whole)
}

type Connection<Node> = {
  readonly pageInfo: z.infer<typeof wire.PageInfo>
  readonly nodes: readonly Node[]
}

/** The nodes of a connection, fetched on until it ends; `more` answers undefined when its owner is gone. */
export async function restOf<Node>(
  first: Connection<Node>,
  more: (after: string | null) => Promise<Result<Connection<Node> | undefined, CallProblem>>,
): Promise<Result<Node[], CallProblem>> {
  const nodes = [...first.nodes]
  let after = first.pageInfo.endCursor ?? null
  let unread = first.pageInfo.hasNextPage
  while (unread) {
    const page = await more(after)
    if (!page.ok) return page
    if (!page.value) break
    nodes.push(...page.value.nodes)
    after = page.value.pageInfo.endCursor ?? null
    unread = page.value.pageInfo.hasNextPage && after !== null
  }
  return ok(nodes)
}

/** An instant as Shopify's search takes it: whole seconds, UTC. */
export const isoSeconds = (at: number): string =>
  `${new Date(Math.floor(at / 1000) * 1000).toISOString().slice(0, 19)}Z`

const OrdersReply = z.object({
  orders: z.object({ pageInfo: wire.PageInfo, nodes: rowsOf(wire.Stamp) }),
})
const CountReply = z.object({ ordersCount: z.object({ count: z.int().min(0) }).nullable() })
const OrderReply = z.object({ order: wire.Order.nullable() })
const LinesReply = z.object({ order: z.object({ lineItems: wire.Lines }).nullable() })
const FulfilmentsReply = z.object({
  order: z.object({ fulfillments: z.array(wire.Fulfilment) }).nullable(),
})
const FulfilmentLinesReply = z.object({
  fulfillment: z.object({ fulfillmentLineItems: wire.FulfilmentLines }).nullable(),
})
