// Reading sales orders. Cin7 pages by number, and an order that changes while we page moves to the end
// and lets another slip from an unread page onto a read one. So page 1 is asked again and again, each
// time from the last second seen; orders that share one second are read by their ids.
import * as z from 'zod'
import type { PlatformOrder } from '../../../core/order.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import { parseExactly } from '../../exact-json.ts'
import type { CallProblem } from '../../http.ts'
import type { Cursor, OrdersPage } from '../platform.ts'
import { type Row, readRows, rowsOf } from '../rows.ts'
import { call, isoSeconds } from './call.ts'
import { codesOf, isVoid, toOrder } from './read.ts'
import { type Cin7Context, type Cin7Settings, HOST } from './settings.ts'
import * as wire from './wire.ts'

/** The most that Cin7 gives. https://github.com/JNTHNB/Cin7ApiWrapper (read 2026-11-23) */
export const ROWS = 250
/** Orders with hundreds of lines: 250 of them are more than one reply may hold (http.ts). */
const FEWER_ROWS: Readonly<Record<number, number>> = { 250: 50, 50: 10, 10: 2, 2: 1 }

/** Read again before `since`: an order may be saved a little after the time it bears. */
export const OVERLAP_MS = 5 * 60_000
const SECOND_MS = 1_000

/**
 * What travels in `Cursor.page`. `from`: the second from which the next page is asked; `afterId`: null,
 * or the id after which the orders of that very second are read; `newest`: the newest change so far.
 */
const Place = z.object({
  from: z.int().nonnegative(),
  afterId: z.string().regex(/^\d+$/).nullable(),
  newest: z.int(),
  rows: z.int().min(1).max(ROWS),
})
type Place = z.infer<typeof Place>

/**
 * Some orders changed since the cursor. `since` stays as it is until all is read; then it becomes the
 * newest change seen, by Cin7's own clock.
 */
export async function orders(
  cursor: Cursor,
  context: Cin7Context,
): Promise<Result<OrdersPage, CallProblem>> {
  const place = placeOf(cursor)
  const reply = await call({ query: queryFor(place) }, rowsOf(wire.Stamp), context)
  if (!reply.ok) {
    const rows = FEWER_ROWS[place.rows]
    if (!rows || reply.problem.kind !== 'too_large') return reply
    return orders({ since: cursor.since, page: JSON.stringify({ ...place, rows }) }, context)
  }
  const found = reply.value
  if (!isSorted(found, place)) return err(unsorted)
  const newest = Math.max(place.newest, ...found.map(row => row.at))
  const onward = nextPlace(place, found)
  const read = readRows(found, wire.Order)
  return ok({
    orders: read.orders.map(order =>
      comesIn(order, context.settings) ? toOrder(order) : { ...toOrder(order), onlyIfKnown: true },
    ),
    unread: read.unread,
    next: onward
      ? { since: cursor.since, page: JSON.stringify({ ...onward, newest }) }
      : { since: newest, page: null },
    more: onward !== null,
  })
}

/**
 * Which orders come in. As with Starshipit, an open order does when it is approved and in one of the
 * stages. Asking Cin7 for those alone would hide what happens to them later, because dispatching,
 * voiding and our own write-back move an order out of the filter. So everything changed is asked for:
 * an order that is dispatched, or carries a tracking number, is a parcel to follow, also when we never
 * saw it open (it was picked and sent between two readings, or while we could not read). Of all others,
 * void ones too, only those matter that came in before.
 * https://help.omni.cin7.com/hc/en-us/articles/9128558004239 (read 2026-11-23)
 */
function comesIn(order: wire.Order, { stages }: Cin7Settings): boolean {
  if (isVoid(order) || order.isApproved !== true) return false
  if (order.dispatchedDate !== null || codesOf(order.trackingCode).length > 0) return true
  const stage = order.stage?.trim().toLowerCase()
  return stages.length === 0 || stages.some(each => each.toLowerCase() === stage)
}

/** `stage='A'`, or `stage IN ('A','B')`. A quote inside is doubled, as SQL does (unverified for Cin7). */
export function stagesIn(stages: readonly string[]): string {
  const quoted = stages.map(stage => `'${stage.replaceAll("'", "''")}'`)
  return quoted.length === 1 ? `stage=${quoted[0]}` : `stage IN (${quoted.join(',')})`
}

/** One order by its id, whatever its stage. */
export async function order(
  platformId: string,
  context: Cin7Context,
): Promise<Result<PlatformOrder | 'gone', CallProblem>> {
  if (!/^\d+$/.test(platformId)) return ok('gone')
  const found = await call({ path: `/${platformId}` }, wire.Order, context)
  if (!found.ok) return found.problem.status === 404 ? ok('gone') : found
  return ok(toOrder(found.value))
}

/** A page note we cannot read starts anew: nothing is lost, some is read twice. */
function placeOf({ since, page }: Cursor): Place {
  const from = wholeSecond(Math.max(0, since - OVERLAP_MS))
  const start = { from, afterId: null, newest: since, rows: ROWS }
  return Place.safeParse(parseExactly(page ?? '')).data ?? start
}

/**
 * Always one `where` with AND: Cin7 joins several filter parameters by OR.
 * https://www.rubydoc.info/gems/cin7_api (read 2026-11-23)
 */
function queryFor({ from, afterId, rows }: Place): Record<string, string> {
  const since = `modifiedDate>='${isoSeconds(from)}'`
  const until = `modifiedDate<'${isoSeconds(from + SECOND_MS)}'`
  return {
    where: afterId === null ? since : `${since} AND ${until} AND id>${afterId}`,
    order: afterId === null ? 'modifiedDate ASC' : 'id ASC',
    page: '1',
    rows: String(rows),
    fields: wire.ORDER_FIELDS,
  }
}

/** Where to go on, or null when all is read. A page with fewer rows than asked is the last. */
function nextPlace(place: Place, found: readonly Row[]): Place | null {
  const isFull = found.length >= place.rows
  const last = found.at(-1)
  if (place.afterId !== null) {
    return isFull && last
      ? { ...place, afterId: last.id }
      : { ...place, from: place.from + SECOND_MS, afterId: null }
  }
  if (!isFull) return null
  const [first, from] = [found[0], last].map(each => wholeSecond(each?.at || place.from))
  return { ...place, from: from ?? place.from, afterId: first === from ? '0' : null }
}

const wholeSecond = (at: number): number => Math.floor(at / SECOND_MS) * SECOND_MS

/** The whole reading stands on the order of the rows, so it is looked at. */
function isSorted(found: readonly Row[], { afterId }: Place): boolean {
  return found.every((each, index) => {
    const before = found[index - 1]
    if (!before) return true
    return afterId === null ? each.at >= before.at : BigInt(each.id) > BigInt(before.id)
  })
}

const unsorted: CallProblem = {
  kind: 'unreadable',
  host: HOST,
  status: 200,
  message:
    'Cin7 did not sort the orders as asked, so some could be missed. Nothing was taken over; please report this to the Waymark project.',
  retry: { afterSeconds: 3600 },
}
