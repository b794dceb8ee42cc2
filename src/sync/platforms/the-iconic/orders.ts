// Reading orders by the instant of their last change. Seller Center pages by position, and an order that
// changes while we page leaves its place, so that another slips past unseen. So each page begins a
// little before the end of the one before, and with its last order; when another stands there,
// somebody has moved, and the page is read from that instant on.
import * as z from 'zod'
import type { PlatformOrder } from '../../../core/order.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import { parseExactly } from '../../exact-json.ts'
import type { CallProblem } from '../../http.ts'
import type { Cursor, OrdersPage } from '../platform.ts'
import { type Row, readRows } from '../rows.ts'
import { call, send } from './call.ts'
import { readOrders, toOrder } from './read.ts'
import { judge } from './reply.ts'
import { hostOf, type IconicContext } from './settings.ts'
import * as wire from './wire.ts'

/** https://github.com/DuneRaccoon/py-iconic-api, ListOrdersRequest (read 2026-11-23) */
export const PAGE_SIZE = 100

/** For orders so large that a page of them is more than one reply may hold (http.ts). */
const FEWER_ROWS: Readonly<Record<number, number>> = { 100: 25, 25: 6, 6: 2 }

/** Read again before `since`: an order may be saved late. Re-reading costs nothing where nothing changed. */
export const OVERLAP_MS = 5 * 60_000

/**
 * Pages begin a second early: whether `updateDateStart` takes its own instant in, and whether it looks
 * at fractions, is unverified.
 */
const MARGIN_MS = 1000

/** A list that will not keep still is read on after so many new beginnings. */
const MAX_AGAIN = 5

/**
 * `offset` orders since `from` are read; `anchor` is the last of them, which is read once more. `rows`: so
 * many a page; two at least, because of the anchor.
 */
const Place = z.object({
  from: z.int(),
  offset: z.int().min(0),
  anchor: z.string().nullable(),
  newest: z.int(),
  again: z.int().min(0),
  rows: z.int().min(2).max(PAGE_SIZE).default(PAGE_SIZE),
})
type Place = z.infer<typeof Place>

/** Some orders changed since the cursor, oldest first; `since` stays as it is until all is read. */
export async function orders(
  cursor: Cursor,
  context: IconicContext,
): Promise<Result<OrdersPage, CallProblem>> {
  const place = placeOf(cursor)
  const offset = place.anchor === null ? place.offset : Math.max(place.offset - 1, 0)
  const list = await ordersSince(place.from, { limit: place.rows, offset }, context)
  if (!list.ok) {
    const rows = FEWER_ROWS[place.rows]
    if (!rows || list.problem.kind !== 'too_large') return list
    return orders({ since: cursor.since, page: JSON.stringify({ ...place, rows }) }, context)
  }
  const { items, pagination } = list.value
  const read = readRows(items, wire.Order)
  const next = nextPlace(place, items, offset, pagination.totalCount)
  return ok({
    orders: read.orders.map(toOrder),
    unread: read.unread,
    next: next.more
      ? { since: cursor.since, page: JSON.stringify(next.place) }
      : { since: next.place.newest, page: null },
    more: next.more,
  })
}

/** A page note we cannot read starts the same query anew: nothing is lost, some is read twice. */
function placeOf({ since, page }: Cursor): Place {
  const from = wholeSecond(since - OVERLAP_MS)
  const start = { from, offset: 0, anchor: null, newest: since, again: 0, rows: PAGE_SIZE }
  return Place.safeParse(parseExactly(page ?? '')).data ?? start
}

function nextPlace(place: Place, read: readonly Row[], offset: number, total: number) {
  const newest = Math.max(place.newest, ...read.map(row => row.at))
  if (place.anchor !== null && read[0]?.id !== place.anchor && place.again < MAX_AGAIN) {
    const again = place.again + 1
    return { more: true, place: { ...place, offset: 0, anchor: null, newest, again } }
  }
  const last = read.at(-1)
  if (!last || offset + read.length >= total) return { more: false, place: { ...place, newest } }
  const anchor = last.id
  const from = wholeSecond(last.at) - MARGIN_MS
  const after = read.filter(row => row.at > from).length
  if (from > place.from && after < read.length) {
    return { more: true, place: { ...place, from, offset: after, anchor, newest, again: 0 } }
  }
  return { more: true, place: { ...place, offset: offset + read.length, anchor, newest } }
}

/** How many orders a read since that instant brings. */
export async function count(
  since: number,
  context: IconicContext,
): Promise<Result<number, CallProblem>> {
  const from = wholeSecond(since - OVERLAP_MS)
  const list = await ordersSince(from, { limit: 1, offset: 0 }, context)
  return list.ok ? ok(list.value.pagination.totalCount) : list
}

function ordersSince(
  from: number,
  { limit, offset }: { limit: number; offset: number },
  context: IconicContext,
) {
  const query = new URLSearchParams({
    limit: String(limit),
    offset: String(offset),
    updateDateStart: isoSeconds(from),
    sort: 'updatedAt',
    sortDir: 'asc',
  })
  const what = 'our request for orders'
  return call(context, { method: 'GET', path: `/v2/orders?${query}`, what }, wire.List)
}

/** One order by its numeric id. */
export async function order(
  platformId: string,
  context: IconicContext,
): Promise<Result<PlatformOrder | 'gone', CallProblem>> {
  const found = await readOrder(platformId, context)
  if (!found.ok) return found
  return ok(found.value ? toOrder(found.value) : 'gone')
}

/** Unverified: that one order comes bare, without an envelope. null: there is no such order (any more). An order's number instead of its id is answered with 404. */
export async function readOrder(
  id: string,
  context: IconicContext,
): Promise<Result<wire.Order | null, CallProblem>> {
  const path = `/v2/orders/${encodeURIComponent(id)}`
  const what = 'our request for an order'
  const reply = await send(context, { method: 'GET', path, what })
  if (!reply.ok) return reply
  if (reply.value.status === 404) return ok(null)
  const body = judge(reply.value, context, z.unknown(), what)
  if (!body.ok) return body
  const read = readOrders([body.value])
  return read.ok ? ok(read.value[0] ?? null) : err(strange(read.problem.message, context))
}

function strange(fault: string, { settings }: IconicContext): CallProblem {
  return {
    kind: 'unreadable',
    host: hostOf(settings),
    status: 200,
    message: `Seller Center's answer is not in the documented shape: ${fault}.`,
    retry: { afterSeconds: 60 },
  }
}

const wholeSecond = (at: number): number => Math.floor(at / 1000) * 1000

/** `2026-11-23T01:15:00Z` */
const isoSeconds = (at: number): string =>
  new Date(Math.max(at, 0)).toISOString().replace('.000', '')
