// Reading orders. V2 pages by number over a list that moves: an order that changes jumps to its end and
// the next page begins one too late. So every page asks anew from the last `date_modified` it saw, and
// more orders of one second than a page holds are read by their ids.
import * as z from 'zod'
import type { PlatformOrder } from '../../../core/order.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import { parseExactly } from '../../exact-json.ts'
import type { CallProblem } from '../../http.ts'
import type { Cursor, OrdersPage, UnreadOrder } from '../platform.ts'
import { ofOrder, type Read, type Row, readRows, rowsOf } from '../rows.ts'
import { type Answer, ask, askFor, bodyOf, unreadable } from './call.ts'
import { toOrder } from './read.ts'
import type { BigCommerceContext } from './settings.ts'
import { STATUS } from './tables.ts'
import * as wire from './wire.ts'

/** Small, because every shipped order of a page costs a call for its shipments. */
export const PAGE_SIZE = 20
/** For orders so large that a page of them is more than one reply may hold (http.ts). */
const FEWER_ROWS: Readonly<Record<number, number>> = { 20: 5, 5: 2 }
const LIST_PAGE = 50
const MOST_PAGES = 40

/** Read again before `since`: an order may be saved late. Re-reading costs nothing where nothing changed. */
export const OVERLAP_MS = 5 * 60_000
const SECOND = 1000

/**
 * What travels in `Cursor.page`: from which instant to ask, the newest seen, while more orders share one
 * second (`at`) than a page holds, the id of the last one read, and the orders of that time that were
 * handed over already (id and instant), because every page begins within the one before. `rows`: so many
 * a page; two at least, because the first was read before.
 */
const Place = z.object({
  from: z.int(),
  newest: z.int(),
  tie: z.object({ at: z.int(), after: z.string().regex(/^\d{1,20}$/) }).nullable(),
  seen: z.array(z.string()),
  rows: z.int().min(2).max(PAGE_SIZE).default(PAGE_SIZE),
})
type Place = z.infer<typeof Place>

export async function orders(
  cursor: Cursor,
  context: BigCommerceContext,
): Promise<Result<OrdersPage, CallProblem>> {
  const place = placeOf(cursor)
  const answer = await ask(context, { path: '/v2/orders', query: queryFor(place) })
  if (!answer.ok) {
    const rows = FEWER_ROWS[place.rows]
    if (!rows || answer.problem.kind !== 'too_large') return answer
    return orders({ since: cursor.since, page: JSON.stringify({ ...place, rows }) }, context)
  }
  const listed = listedIn(answer.value, place)
  if (!listed.ok) return listed
  const seen = new Set(place.seen)
  const fresh = listed.value.filter(row => isReal(row) && !seen.has(stampOf(row)))
  const read = readRows(fresh, wire.Order)
  if (fresh.length > 0 && !read.orders.some(hasConsignments) && read.unread.length === 0) {
    return err(unreadable(200, 'BigCommerce left out the consignments of orders.'))
  }
  const found = await joined(read.orders, context)
  if (!found.ok) return found
  const next = placeAfter(place, listed.value)
  return ok({
    orders: found.value.orders,
    unread: [...read.unread, ...found.value.unread],
    next: next.more
      ? { since: cursor.since, page: JSON.stringify(next.place) }
      : { since: next.place.newest, page: null },
    more: next.more,
  })
}

/** A page note we cannot read starts anew from `since`: nothing is lost, some is read twice. */
function placeOf({ since, page }: Cursor): Place {
  const start = {
    from: Math.max(0, since - OVERLAP_MS),
    newest: since,
    tie: null,
    seen: [],
    rows: PAGE_SIZE,
  }
  return Place.safeParse(parseExactly(page ?? '')).data ?? start
}

/**
 * Whether the bounds are inclusive is documented nowhere: each is a second wider than needed. The id in
 * `min_id` is read twice for the same reason.
 */
function queryFor({ from, tie, rows }: Place): Record<string, string> {
  const all = { ...INCLUDED, limit: String(rows) }
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
 * so what comes must be what was asked for, and in order: the whole reading stands on it.
 * https://github.com/bigcommerce/bigcommerce-api-php/issues/89 (read 2026-11-23)
 */
function listedIn(answer: Answer, place: Place): Result<Listed[], CallProblem> {
  if (answer.kind === 'nothing') return ok([])
  const rows = bodyOf(answer, rowsOf(wire.Stamp))
  if (!rows.ok) return rows
  const min = minOf(place.tie?.at ?? place.from)
  return rows.value.some(row => row.at < min) || !isSorted(rows.value, place)
    ? err(unreadable(200, 'BigCommerce ignored the date or the order we asked for.'))
    : rows
}

type Listed = Row<wire.Stamp>

function isSorted(rows: readonly Listed[], { tie }: Place): boolean {
  return rows.every((row, index) => {
    const before = rows[index - 1]
    if (!before) return true
    return tie === null ? row.at >= before.at : BigInt(row.id) > BigInt(before.id)
  })
}

function placeAfter(place: Place, rows: readonly Listed[]): { place: Place; more: boolean } {
  const newest = Math.max(place.newest, ...rows.map(row => row.at))
  const last = rows.at(-1)
  const { tie } = place
  if (!last || rows.length < place.rows) {
    if (!tie) return { place: { ...place, newest }, more: false }
    const from = tie.at + 2 * SECOND
    return { place: { ...place, from, newest, tie: null, seen: [] }, more: true }
  }
  if (tie) {
    const seen = [...place.seen, stampOf(last)]
    return { place: { ...place, newest, seen, tie: { ...tie, after: last.id } }, more: true }
  }
  const { at } = last
  const again = rows.filter(row => row.at >= minOf(at)).map(stampOf)
  const isStuck = at <= place.from || rows[0]?.at === at
  const seen = isStuck ? [...place.seen, ...again] : again
  return {
    place: { ...place, from: at, newest, seen, tie: isStuck ? { at, after: '0' } : null },
    more: true,
  }
}

const stampOf = (row: Listed): string => `${row.id}@${row.at}`

/** An incomplete order is a checkout that nobody finished, an archived one was deleted. */
const isReal = (order: Pick<wire.Stamp, 'status_id' | 'is_deleted'>): boolean =>
  order.status_id !== STATUS.incomplete && order.is_deleted !== true

const hasConsignments = (order: wire.Order): boolean => order.consignments?.shipping !== undefined

/** Orders with all that belongs to them; one of which a part is odd is left unread. */
async function joined(
  rows: readonly wire.Order[],
  context: BigCommerceContext,
): Promise<Result<Read<PlatformOrder>, CallProblem>> {
  const orders: PlatformOrder[] = []
  const unread: UnreadOrder[] = []
  for (const row of rows) {
    const whole = await wholeOrder(row, context)
    const odd = whole.ok ? null : ofOrder(row.id, whole.problem)
    if (whole.ok) orders.push(whole.value)
    else if (odd) unread.push(odd)
    else return whole
  }
  return ok({ orders, unread })
}

async function wholeOrder(
  given: wire.Order,
  context: BigCommerceContext,
): Promise<Result<PlatformOrder, CallProblem>> {
  if (!hasConsignments(given)) return err(bare)
  const unit = await weightUnits(context)
  if (!unit.ok) return unit
  const row = await withAllLines(given, context)
  if (!row.ok) return row
  const shipments = isTouched(row.value) ? await shipmentsOf(given.id, context) : ok([])
  if (!shipments.ok) return shipments
  return ok(toOrder({ ...row.value, shipments: shipments.value, weight_units: unit.value }))
}

const bare: CallProblem = {
  ...unreadable(200, 'BigCommerce left out the consignments of the order.'),
  misshapen: true,
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
  if (!hasConsignments(order.value)) return err(bare)
  return withAllLines(order.value, context)
}

export async function order(
  platformId: string,
  context: BigCommerceContext,
): Promise<Result<PlatformOrder | 'gone', CallProblem>> {
  const found = await readOrder(platformId, context)
  if (!found.ok || !found.value) return found.ok ? ok('gone') : found
  return wholeOrder(found.value, context)
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
