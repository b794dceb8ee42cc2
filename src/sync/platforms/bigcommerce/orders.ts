// Reading orders. V2 pages by number over a list that moves: an order that changes jumps to its end and
// the next page begins one too late. So every page asks anew from the last `date_modified` it saw, and
// more orders of one second than a page holds are read by their ids.
import * as z from 'zod'
import type { PlatformOrder } from '../../../core/order.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import { parseExactly } from '../../exact-json.ts'
import type { CallProblem } from '../../http.ts'
import type { Cursor, OrdersPage } from '../platform.ts'
import { type Answer, ask, askFor, bodyOf, unreadable } from './call.ts'
import { toOrder } from './read.ts'
import type { BigCommerceContext } from './settings.ts'
import { STATUS } from './tables.ts'
import * as wire from './wire.ts'

/** Small, because every shipped order of a page costs a call for its shipments. */
export const PAGE_SIZE = 20
const LIST_PAGE = 50
const MOST_PAGES = 40

/** Read again before `since`: an order may be saved late. Re-reading costs nothing where nothing changed. */
export const OVERLAP_MS = 5 * 60_000
const SECOND = 1000

/**
 * What travels in `Cursor.page`: from which instant to ask, the newest seen, while more orders share one
 * second (`at`) than a page holds, the id of the last one read, and the orders of that time that were
 * handed over already (id and instant), because every page begins within the one before.
 */
const Place = z.object({
  from: z.int(),
  newest: z.int(),
  tie: z.object({ at: z.int(), after: z.string().regex(/^\d{1,20}$/) }).nullable(),
  seen: z.array(z.string()),
})
type Place = z.infer<typeof Place>

export async function orders(
  cursor: Cursor,
  context: BigCommerceContext,
): Promise<Result<OrdersPage, CallProblem>> {
  const place = placeOf(cursor)
  const answer = await ask(context, { path: '/v2/orders', query: queryFor(place) })
  if (!answer.ok) return answer
  const listed = rowsOf(answer.value, place)
  if (!listed.ok) return listed
  const seen = new Set(place.seen)
  const fresh = listed.value.filter(row => isReal(row) && !seen.has(stampOf(row)))
  const found = await joined(fresh, context)
  if (!found.ok) return found
  const next = placeAfter(place, listed.value)
  return ok({
    orders: found.value,
    next: next.more
      ? { since: cursor.since, page: JSON.stringify(next.place) }
      : { since: next.place.newest, page: null },
    more: next.more,
  })
}

/** A page note we cannot read starts anew from `since`: nothing is lost, some is read twice. */
function placeOf({ since, page }: Cursor): Place {
  const start = { from: Math.max(0, since - OVERLAP_MS), newest: since, tie: null, seen: [] }
  return Place.safeParse(parseExactly(page ?? '')).data ?? start
}

/**
 * Whether the bounds are inclusive is documented nowhere: each is a second wider than needed. The id in
 * `min_id` is read twice for the same reason.
 */
function queryFor({ from, tie }: Place): Record<string, string> {
  const all = { ...INCLUDED, limit: String(PAGE_SIZE) }
  if (!tie) return { ...all, min_date_modified: rfc2822(minOf(from)), sort: 'date_modified:asc' }
  return {
    ...all,
    min_date_modified: rfc2822(minOf(tie.at)),
    max_date_modified: rfc2822(tie.at + 2 * SECOND),
    min_id: tie.after,
    sort: 'id:asc',
  }
}

const INCLUDED = {
  include: 'consignments,consignments.line_items',
  consignment_structure: 'object',
}

const minOf = (at: number): number => Math.max(0, wholeSeconds(at) - SECOND)
const wholeSeconds = (at: number): number => Math.floor(at / SECOND) * SECOND
const rfc2822 = (at: number): string => new Date(at).toUTCString().replace('GMT', '+0000')

/**
 * A date that BigCommerce cannot read is ignored without a word, and every order since the first comes:
 * so what comes must be what was asked for, and in order.
 * https://github.com/bigcommerce/bigcommerce-api-php/issues/89 (read 2026-11-23)
 */
function rowsOf(answer: Answer, place: Place): Result<wire.Order[], CallProblem> {
  const rows: Result<wire.Order[], CallProblem> =
    answer.kind === 'nothing' ? ok([]) : bodyOf(answer, z.array(wire.Order))
  if (!rows.ok) return rows
  const min = minOf(place.tie?.at ?? place.from)
  const dates = rows.value.map(row => row.date_modified)
  const isSorted = place.tie !== null || dates.every((at, i) => at >= (dates[i - 1] ?? 0))
  if (dates.some(at => at < min) || !isSorted) {
    return err(unreadable(200, 'BigCommerce ignored the date or the order we asked for.'))
  }
  const isBare = rows.value.some(row => isReal(row) && !row.consignments?.shipping)
  return isBare ? err(unreadable(200, 'BigCommerce left out the consignments of orders.')) : rows
}

function placeAfter(place: Place, rows: readonly wire.Order[]): { place: Place; more: boolean } {
  const newest = Math.max(place.newest, ...rows.map(row => row.date_modified))
  const last = rows.at(-1)
  const { tie } = place
  if (!last || rows.length < PAGE_SIZE) {
    if (!tie) return { place: { ...place, newest }, more: false }
    return { place: { from: tie.at + 2 * SECOND, newest, tie: null, seen: [] }, more: true }
  }
  if (tie) {
    const seen = [...place.seen, stampOf(last)]
    return { place: { ...place, newest, seen, tie: { ...tie, after: last.id } }, more: true }
  }
  const at = last.date_modified
  const again = rows.filter(row => row.date_modified >= minOf(at)).map(stampOf)
  const isStuck = at <= place.from || rows[0]?.date_modified === at
  const seen = isStuck ? [...place.seen, ...again] : again
  return {
    place: { from: at, newest, seen, tie: isStuck ? { at, after: '0' } : null },
    more: true,
  }
}

const stampOf = (row: wire.Order): string => `${row.id}@${row.date_modified}`

/** An incomplete order is a checkout that nobody finished, an archived one was deleted. */
const isReal = (order: wire.Order): boolean =>
  order.status_id !== STATUS.incomplete && order.is_deleted !== true

async function joined(
  rows: readonly wire.Order[],
  context: BigCommerceContext,
): Promise<Result<PlatformOrder[], CallProblem>> {
  if (rows.length === 0) return ok([])
  const unit = await weightUnits(context)
  if (!unit.ok) return unit
  const found: PlatformOrder[] = []
  for (const given of rows) {
    const row = await withAllLines(given, context)
    if (!row.ok) return row
    const shipments = isTouched(row.value) ? await shipmentsOf(given.id, context) : ok([])
    if (!shipments.ok) return shipments
    found.push(toOrder({ ...row.value, shipments: shipments.value, weight_units: unit.value }))
  }
  return ok(found)
}

const isTouched = (order: wire.Order): boolean =>
  (order.items_shipped ?? 1) > 0 ||
  order.status_id === STATUS.shipped ||
  order.status_id === STATUS.partiallyShipped

export const shipmentsOf = (orderId: string, context: BigCommerceContext) =>
  listOf(`/v2/orders/${orderId}/shipments`, wire.Shipment, context)

/**
 * The included lines come from GET /orders/{id}/products, which lists 50: an order with as many is asked
 * for all of them. Unverified: whether the included list is cut there too; if not, it is one call more.
 */
async function withAllLines(
  order: wire.Order,
  context: BigCommerceContext,
): Promise<Result<wire.Order, CallProblem>> {
  const shipping = order.consignments?.shipping ?? []
  if (shipping.flatMap(each => each.line_items).length < LIST_PAGE) return ok(order)
  const lines = await listOf(`/v2/orders/${order.id}/products`, wire.Line, context)
  if (!lines.ok) return lines
  const whole = shipping.map(each => ({
    ...each,
    line_items: lines.value.filter(line => line.order_address_id === each.id),
  }))
  return ok({ ...order, consignments: { ...order.consignments, shipping: whole } })
}

/** A list of V2 to its end: bare arrays without a total, and 204 instead of an empty one. */
async function listOf<Row extends z.ZodType>(
  path: string,
  row: Row,
  context: BigCommerceContext,
): Promise<Result<z.infer<Row>[], CallProblem>> {
  const all: z.infer<Row>[] = []
  for (let page = 1; page <= MOST_PAGES; page++) {
    const query = { page: String(page), limit: String(LIST_PAGE) }
    const answer = await ask(context, { path, query })
    if (!answer.ok) return answer
    if (answer.value.kind === 'nothing' || answer.value.kind === 'missing') break
    const rows = bodyOf(answer.value, z.array(row))
    if (!rows.ok) return rows
    all.push(...rows.value)
    if (rows.value.length < LIST_PAGE) break
  }
  return ok(all)
}

const DAY_MS = 86_400_000

/** The store's unit, asked once a day; '' when the API account may not know it. */
async function weightUnits(context: BigCommerceContext): Promise<Result<string, CallProblem>> {
  const key = `bigcommerce:${context.settings.storeHash}:weight_units`
  const kept = await context.cache.get(key)
  if (kept !== null) return ok(kept)
  const answer = await askFor(context, { path: '/v2/store' }, wire.Store)
  if (!answer.ok && answer.problem.status !== 403) return answer
  const unit = (answer.ok && answer.value.weight_units) || ''
  await context.cache.put(key, unit, context.now + DAY_MS)
  return ok(unit)
}

/** One order as V2 has it; null when it is gone. */
export async function readOrder(
  id: string,
  context: BigCommerceContext,
): Promise<Result<wire.Order | null, CallProblem>> {
  if (!/^\d{1,20}$/.test(id)) return ok(null)
  const answer = await ask(context, { path: `/v2/orders/${id}`, query: INCLUDED })
  if (!answer.ok) return answer
  if (answer.value.kind === 'missing' || answer.value.kind === 'nothing') return ok(null)
  const order = bodyOf(answer.value, wire.Order)
  if (!order.ok) return order
  if (!isReal(order.value)) return ok(null)
  if (!order.value.consignments?.shipping) {
    return err(unreadable(200, 'BigCommerce left out the consignments of the order.'))
  }
  return withAllLines(order.value, context)
}

export async function order(
  platformId: string,
  context: BigCommerceContext,
): Promise<Result<PlatformOrder | 'gone', CallProblem>> {
  const found = await readOrder(platformId, context)
  if (!found.ok || !found.value) return found.ok ? ok('gone') : found
  const read = await joined([found.value], context)
  return read.ok ? ok(read.value[0] ?? 'gone') : read
}

/** Unfinished checkouts are counted by BigCommerce, not by us. */
export async function count(
  since: number,
  context: BigCommerceContext,
): Promise<Result<number, CallProblem>> {
  const query = { min_date_modified: rfc2822(minOf(Math.max(0, since - OVERLAP_MS))) }
  const reply = await askFor(context, { path: '/v2/orders/count', query }, wire.OrderCount)
  if (!reply.ok) return reply
  const unfinished = reply.value.statuses.find(each => each.id === STATUS.incomplete)?.count ?? 0
  return ok(Math.max(0, reply.value.count - unfinished))
}
