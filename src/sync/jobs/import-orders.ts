// Orders in: pages since the cursor. Of each page the orders are stored, then the parcels found in
// them and those that waited for them, and last the cursor moves on. Whatever stops the job in between
// (a crash, a budget, a deploy) repeats a page at worst, and what did not change writes nothing.
import * as z from 'zod'
import { endBackfill, moveCursor } from '../../core/db/cursors.ts'
import { keepDeadLetterOnce } from '../../core/db/dead-letters.ts'
import type { Db } from '../../core/db/open.ts'
import {
  type OrderScope,
  ordersByPlatformId,
  renumberOrders,
  upsertOrder,
} from '../../core/db/orders.ts'
import type { Decide } from '../../core/decide.ts'
import type { OrderContent, PlatformOrder } from '../../core/order.ts'
import { ok, type Result } from '../../core/result.ts'
import { tamed } from '../../core/text.ts'
import type { Context } from '../context.ts'
import type { CallProblem } from '../http.ts'
import type { Cursor, Platform, UnreadOrder } from '../platforms/platform.ts'
import { type Contended, dispatchFound } from './dispatch-found.ts'
import { dispatchAwaited } from './dispatch-waiting.ts'
import type { FollowUp } from './follow-up.ts'
import type { ImportRequest } from './import-request.ts'
import type { PictureItems } from './picture-items.ts'

/**
 * Our own write-backs come back as changed orders, which write nothing. As long as no more than this
 * many are read again and again, the cursor stays where it is: moving it would cost a row each time.
 */
const FEW_ORDERS = 4

/** Pages of one invocation; the rest follows in the next, so that no merchant holds a Worker. */
const MAX_PAGES = 10

/**
 * Orders of one invocation: each is a statement, the parcels of a page are few, and an invocation has a
 * thousand. What follows is a page of about as many as the last.
 * https://developers.cloudflare.com/d1/platform/limits/ ("Queries per Worker invocation"). Unverified: that
 * each statement of a batch counts as one; the stricter reading is safe for both.
 */
const MAX_ORDERS = 500

/** `began`: when the reading began that is still under way. */
const StoredCursor = z.object({
  since: z.number(),
  page: z.string().nullable(),
  began: z.number().optional(),
})
type StoredCursor = z.infer<typeof StoredCursor>

/**
 * Shops hold dates of next year: an order entered for later, a clock that was wrong. A reading is never
 * said to have come further than to the instant it began, or what changes until then would stay unseen.
 */
function standing({ since, page }: Cursor, began: number): StoredCursor {
  return page === null ? { since: Math.min(since, began), page } : { since, page, began }
}

type ImportJob = {
  readonly db: Db
  readonly scope: OrderScope
  readonly platform: Pick<Platform<unknown>, 'orders'>
  readonly context: Context<unknown>
  /** The connection's stored cursor; null at its first import. */
  readonly cursor: string | null
  /** Where the first import begins, and before which nothing is ever told to a shopper. */
  readonly backfillSince: number
  readonly liveSince: number
  readonly decide: Decide
  readonly pictureItems: PictureItems
  readonly followUp: FollowUp
}

export type Imported = {
  readonly seen: number
  readonly pages: number
  /** There was more than one invocation may take: come again at once. */
  readonly more: boolean
  /** Somebody else imports the same shop and is further: leave it to him. */
  readonly overtaken: boolean
  /** Ids of the orders that got a parcel. */
  readonly dispatched: readonly number[]
  /** Those of them whose shop does not know: a carrier had told of the parcel before the order came. */
  readonly untold: readonly number[]
}

export type ImportProblem = CallProblem | Contended

/** Imports what changed since the cursor. A problem leaves the cursor where the last page put it. */
export async function importOrders(job: ImportJob): Promise<Result<Imported, ImportProblem>> {
  let cursor: StoredCursor = job.cursor
    ? StoredCursor.parse(JSON.parse(job.cursor))
    : { since: job.backfillSince, page: null }
  let stored = job.cursor
  let seen = 0
  const dispatched = new Set<number>()
  const untold = new Set<number>()
  for (let pages = 1; ; pages++) {
    const began = (cursor.page !== null && cursor.began) || job.context.now
    const { since } = cursor
    const page = await job.platform.orders({ since, page: cursor.page }, job.context)
    if (!page.ok && dispatched.size > 0) {
      // What was found before is told first; whoever comes again meets the problem.
      return outcome({ pages: pages - 1, more: true })
    }
    if (!page.ok) return page
    const { orders, unread = [], more } = page.value
    const next = standing(page.value.next, began)
    const taken = await take(orders, job)
    if (!taken.ok) return taken
    for (const order of unread) await report(order, job)
    const { changed } = taken.value
    const between = more || cursor.page !== null
    const read = orders.length + unread.length
    seen += read
    for (const orderId of taken.value.dispatched) dispatched.add(orderId)
    for (const orderId of taken.value.untold) untold.add(orderId)
    if (job.cursor === null || between || changed || read > FEW_ORDERS) {
      const to = JSON.stringify(next)
      if (!(await moved(job, { from: stored, to, more })))
        return outcome({ pages, overtaken: true })
      stored = to
    }
    cursor = next
    if (!more) return outcome({ pages })
    if (pages === MAX_PAGES || seen + read > MAX_ORDERS) {
      return outcome({ pages, more: true })
    }
  }

  function outcome(how: { pages: number; more?: boolean; overtaken?: boolean }) {
    const parcels = { dispatched: [...dispatched], untold: [...untold] }
    return ok({ seen, more: false, overtaken: false, ...how, ...parcels })
  }
}

/** Moves the cursor past a page; false when it no longer stands where the page was read. */
async function moved(
  { db, scope, context }: Pick<ImportJob, 'db' | 'scope' | 'context'>,
  { from, to, more }: { readonly from: string | null; readonly to: string; readonly more: boolean },
): Promise<boolean> {
  const { connectionId } = scope
  const end = more ? [] : [endBackfill(db, connectionId, to, context.now)]
  if (from === to) {
    await Promise.all(end)
    return true
  }
  const [{ meta }] = await db.batch([moveCursor(db, connectionId, { from, to }), ...end])
  return meta.changes > 0
}

/**
 * Fetches orders that a webhook named and stores them like any others. The cursor is not theirs to
 * move; an order that is gone by now is no problem.
 */
export async function importOrdersById(
  job: Omit<ImportJob, 'platform' | 'cursor' | 'backfillSince'> & {
    readonly platform: Pick<Platform<unknown>, 'order'>
  },
  orderIds: readonly string[],
): Promise<Result<Imported, ImportProblem>> {
  const orders: PlatformOrder[] = []
  for (const orderId of orderIds) {
    const order = await job.platform.order(orderId, job.context)
    if (!order.ok) return order
    if (order.value !== 'gone') orders.push(order.value)
  }
  const taken = await take(orders, job)
  if (!taken.ok) return taken
  const { dispatched, untold } = taken.value
  return ok({ seen: orders.length, pages: 0, more: false, overtaken: false, dispatched, untold })
}

/** The letter's body asks to look at the order again; met again with every reading, it stays one letter. */
function report(
  { platformId, fault }: UnreadOrder,
  { db, scope: { connectionId, shard }, context }: ImportJob,
) {
  const again: ImportRequest = { shard, connectionId, orderIds: [platformId] }
  return keepDeadLetterOnce(db, {
    connectionId,
    kind: 'orders',
    problem: `Order ${platformId} of the shop cannot be read and is not taken over: ${fault}`,
    body: JSON.stringify(again),
    receivedAt: context.now,
  })
}

type Stores = Pick<ImportJob, 'db' | 'scope' | 'decide' | 'pictureItems' | 'liveSince' | 'followUp'>

/** Whether anything was new to us, and the orders that got a parcel. */
type Taken = Pick<Imported, 'dispatched' | 'untold'> & { readonly changed: boolean }

/**
 * Stores the orders, then the parcels found in them: a parcel needs its order's id. Last come the
 * parcels that waited for these orders; the shop's own telling of one of them has taken it by then.
 */
async function take(
  read: readonly PlatformOrder[],
  job: Stores,
): Promise<Result<Taken, Contended>> {
  const { db, scope, followUp } = job
  const orders = await job.pictureItems(await wantedOf(read, job))
  const [first, ...others] = orders.map(order =>
    upsertOrder(db, scope, stored(order, job), followUp.now),
  )
  if (!first) return ok({ changed: false, dispatched: [], untold: [] })
  const platformIds = orders.map(order => order.platformId)
  const results = await db.batch([first, ...others, renumberOrders(db, scope, platformIds)])
  const found = await dispatchFound(db, scope, orders, followUp)
  if (!found.ok) return found
  const awaited = await dispatchAwaited(db, scope, orders, followUp)
  if (!awaited.ok) return awaited
  const dispatched = [...found.value, ...awaited.value]
  const changed = dispatched.length > 0 || results.some(({ meta }) => meta.changes > 0)
  return ok({ changed, dispatched, untold: awaited.value })
}

/** All but those that are of use for a known order only, and are not known. */
async function wantedOf(
  read: readonly PlatformOrder[],
  { db, scope }: Stores,
): Promise<readonly PlatformOrder[]> {
  const ids = read.filter(order => order.onlyIfKnown).map(order => order.platformId)
  if (ids.length === 0) return read
  const rows = await ordersByPlatformId(db, scope.connectionId, ids)
  const known = new Set(rows.map(row => row.platformId))
  return read.filter(order => !order.onlyIfKnown || known.has(order.platformId))
}

function stored(order: PlatformOrder, job: Pick<ImportJob, 'decide' | 'liveSince'>) {
  const content = tamed(contentOf(order))
  return {
    platformId: order.platformId,
    content,
    ...job.decide(content),
    silent: order.test || order.placedAt < wholeSecond(job.liveSince),
  }
}

/** Shops date orders to the second: one of the very second the connection went live is news. */
const wholeSecond = (instant: number): number => Math.floor(instant / 1000) * 1000

/**
 * The part of an order that is worth a write, always written in one order of fields: `updatedAt` and
 * the fulfilments are left out, so our own write-back coming back changes nothing.
 */
function contentOf(order: PlatformOrder): OrderContent {
  return {
    number: order.number,
    placedAt: order.placedAt,
    cancelledAt: order.cancelledAt,
    currency: order.currency,
    totalCents: order.totalCents,
    contact: order.contact,
    shipTo: order.shipTo,
    items: order.items.map(({ product: _, ...item }) => item),
    shippingMethod: order.shippingMethod,
    locale: order.locale,
    marks: order.marks,
  }
}
