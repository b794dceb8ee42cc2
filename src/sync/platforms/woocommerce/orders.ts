// Reading orders, a page a call, by their last change. `modified_after` is strictly greater and has
// whole seconds, offsets shift when an order moves, and orders of one second have no fixed sequence:
// so each page asks for what changed after the second before its last one, without the orders of that
// second which were read already.
// https://woocommerce.github.io/woocommerce-rest-api-docs/#list-all-orders (read 2026-11-23)
import * as z from 'zod'
import type { PlatformOrder } from '../../../core/order.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import { parseExactly } from '../../exact-json.ts'
import type { CallProblem } from '../../http.ts'
import type { Cursor, OrdersPage } from '../platform.ts'
import { type Row, readRows, rowsOf } from '../rows.ts'
import { call, get, unexpected, WC } from './call.ts'
import { withDetails, withParts, withProducts } from './details.ts'
import type { WooContext } from './settings.ts'
import { BINNED, NO_ORDER_YET } from './tables.ts'
import * as wire from './wire.ts'

/** 100 are allowed; an order with much plugin meta is large, and a reply takes 4 MiB here. */
export const PAGE_SIZE = 50
/** For orders with so much meta that a page of them is more than one reply may hold (http.ts). */
const FEWER_ROWS: Readonly<Record<number, number>> = { 50: 10, 10: 2, 2: 1 }

/** Read again before `since`: an order may be saved late, and shops' clocks differ. */
export const OVERLAP_MS = 5 * 60_000

/** More orders of one second than an address should name are walked by their ids instead. */
const MAX_EXCLUDED = 300

/**
 * What travels in `Cursor.page`, in epoch ms: read what changed after `after`, without the orders
 * `seen` of the second that follows it; `newest` is the last change met so far. `walked`: so many
 * orders of that one second were read in the sequence of their ids, because they are a crowd. `rows`:
 * so many a page.
 */
const Place = z.object({
  after: z.int(),
  seen: z.array(z.string()),
  newest: z.int(),
  walked: z.int().optional(),
  rows: z.int().min(1).max(PAGE_SIZE).default(PAGE_SIZE),
})
type Place = z.infer<typeof Place>

const SECOND = 1000
const toSecond = (at: number): number => Math.floor(at / SECOND) * SECOND

/**
 * Some orders changed since the cursor, oldest change first. `since` stays until all is read; then it
 * becomes the newest change that was met.
 */
export async function orders(
  cursor: Cursor,
  context: WooContext,
): Promise<Result<OrdersPage, CallProblem>> {
  const place = placeOf(cursor)
  const found = await get(context, `${WC}/orders`, rowsOf(wire.Stamp), queryOf(place))
  if (!found.ok) {
    const rows = FEWER_ROWS[place.rows]
    if (!rows || found.problem.kind !== 'too_large') return found
    return orders({ since: cursor.since, page: JSON.stringify({ ...place, rows }) }, context)
  }
  const { body, total } = found.value
  const placed = body.filter(row => !NO_ORDER_YET.has(row.status))
  const read = readRows(placed, wire.Order)
  const detailed = await withDetails(read.orders, context)
  if (!detailed.ok) return detailed
  const left = total === null ? body.length >= place.rows : total - offsetOf(place) > body.length
  const isLeft = left && body.length > 0
  const next = placeAfter(place, body, isLeft)
  const more = isLeft || place.walked !== undefined // after a crowded second others follow
  return ok({
    orders: detailed.value.orders,
    unread: [...read.unread, ...detailed.value.unread],
    next: more
      ? { since: cursor.since, page: JSON.stringify(next) }
      : { since: next.newest, page: null },
    more,
  })
}

/** A page note we cannot read starts the same read anew: nothing is lost, some is read twice. */
function placeOf({ since, page }: Cursor): Place {
  const start = { after: afterOf(since), seen: [], newest: since, rows: PAGE_SIZE }
  return Place.safeParse(parseExactly(page ?? '')).data ?? start
}

const afterOf = (since: number): number => Math.max(0, toSecond(since - OVERLAP_MS) - SECOND)

function placeAfter(place: Place, read: readonly Row[], isLeft: boolean): Place {
  const { rows } = place
  const newest = Math.max(place.newest, ...read.map(row => row.at))
  if (place.walked !== undefined) {
    return isLeft
      ? { ...place, newest, walked: offsetOf(place) + read.length }
      : { after: place.after + SECOND, seen: [], newest, rows }
  }
  const last = Math.max(0, ...read.map(row => toSecond(row.at)))
  if (last === 0) return { ...place, newest }
  const after = Math.max(place.after, last - SECOND)
  const ofLast = read.filter(row => toSecond(row.at) === last)
  const before = after === place.after ? place.seen : []
  const seen = [...new Set([...before, ...ofLast.map(row => row.id)])]
  // A shop whose plugin ignores what is left out would bring the same page for ever.
  const isStuck = after === place.after && seen.length === place.seen.length
  return seen.length > MAX_EXCLUDED || isStuck
    ? { after, seen: [], newest, walked: 0, rows }
    : { after, seen, newest, rows }
}

/** Half a page again: orders that change meanwhile leave the second, and the others move up. */
const offsetOf = ({ walked = 0, rows }: Place): number => Math.max(0, walked - Math.floor(rows / 2))

function queryOf(place: Place): Record<string, string> {
  const { after, seen, walked, rows } = place
  const common = { order: 'asc', per_page: String(rows), _fields: wire.ORDER_FIELDS }
  if (walked === undefined) {
    const query = { ...sinceQuery(after), orderby: 'modified', ...common }
    return seen.length > 0 ? { ...query, exclude: seen.join(',') } : query
  }
  const modified_before = isoSeconds(after + 2 * SECOND) // as strict as the other bound
  const offset = String(offsetOf(place))
  return { ...sinceQuery(after), modified_before, orderby: 'id', ...common, offset }
}

/**
 * Always UTC without an offset, together with the flag: without it the value is read as the site's own
 * time, and an offset beside it finds nothing (seen with 9.5.1, a site in Sydney).
 */
const sinceQuery = (after: number) => ({
  modified_after: isoSeconds(after),
  dates_are_gmt: 'true',
})

const isoSeconds = (at: number): string => new Date(at).toISOString().slice(0, 19)

/** How many orders a read since that instant brings. */
export async function count(
  since: number,
  context: WooContext,
): Promise<Result<number, CallProblem>> {
  const query = { ...sinceQuery(afterOf(since)), per_page: '1', _fields: 'id' }
  const found = await get(context, `${WC}/orders`, z.array(z.unknown()), query)
  return found.ok ? ok(found.value.total ?? found.value.body.length) : found
}

/** One order by its id; in the bin, or not yet placed, it is none. */
export async function order(
  platformId: string,
  context: WooContext,
): Promise<Result<PlatformOrder | 'gone', CallProblem>> {
  const found = await readOrder(platformId, context)
  if (!found.ok) return found
  if (!found.value || NO_ORDER_YET.has(found.value.status)) return ok('gone')
  const whole = await withParts(found.value, context)
  if (!whole.ok) return whole
  const weighed = await withProducts([whole.value], context)
  return weighed.ok ? ok(weighed.value[0] ?? 'gone') : weighed
}

/** null: the shop does not have it. A 404 for another reason (the API is off) is a problem. */
export async function readOrder(
  platformId: string,
  context: WooContext,
): Promise<Result<wire.Order | null, CallProblem>> {
  if (!/^[1-9]\d{0,19}$/.test(platformId)) return ok(null)
  const query = { _fields: wire.ORDER_FIELDS }
  const answer = await call(context, `${WC}/orders/${platformId}`, wire.Order, { query })
  if (!answer.ok) return answer
  if (answer.value.kind === 'found') {
    return ok(answer.value.body.status === BINNED ? null : answer.value.body)
  }
  const gone = answer.value.kind === 'missing' && /_invalid_id$/.test(answer.value.code)
  return gone ? ok(null) : err(unexpected(answer.value, context))
}
