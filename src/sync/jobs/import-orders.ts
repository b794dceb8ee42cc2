// Orders in: pages since the cursor, each stored together with the cursor that follows it. Whatever
// stops the job (a crash, a budget, a deploy) repeats a page at worst: orders are upserts, and an
// order that did not change writes nothing.
import * as z from 'zod'
import { endBackfill, moveCursor } from '../../core/db/cursors.ts'
import type { Db } from '../../core/db/open.ts'
import { type OrderScope, upsertOrder } from '../../core/db/orders.ts'
import type { Decide } from '../../core/decide.ts'
import type { OrderContent, PlatformOrder } from '../../core/order.ts'
import { ok, type Result } from '../../core/result.ts'
import type { CallProblem } from '../http.ts'
import type { Context, Cursor, Platform } from '../platforms/platform.ts'

/** Pages of one invocation; the rest follows in the next, so that no merchant holds a Worker. */
const MAX_PAGES = 10

const StoredCursor: z.ZodType<Cursor> = z.object({ since: z.number(), page: z.string().nullable() })

export type ImportJob = {
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
}

export type Imported = {
  readonly seen: number
  readonly pages: number
  /** There was more than one invocation may take: come again at once. */
  readonly more: boolean
}

/** Imports what changed since the cursor. A problem leaves the cursor where the last page put it. */
export async function importOrders(job: ImportJob): Promise<Result<Imported, CallProblem>> {
  const { db, scope } = job
  let cursor: Cursor = job.cursor
    ? StoredCursor.parse(JSON.parse(job.cursor))
    : { since: job.backfillSince, page: null }
  let seen = 0
  for (let pages = 1; pages <= MAX_PAGES; pages++) {
    const page = await job.platform.orders(cursor, job.context)
    if (!page.ok) return page
    const { orders, next, more } = page.value
    await db.batch([
      moveCursor(db, scope.connectionId, JSON.stringify(next)),
      ...orders.map(order => upsertOrder(db, scope, stored(order, job), job.context.now)),
      ...(more ? [] : [endBackfill(db, scope.connectionId, job.context.now)]),
    ])
    seen += orders.length
    cursor = next
    if (!more) return ok({ seen, pages, more: false })
  }
  return ok({ seen, pages: MAX_PAGES, more: true })
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
): Promise<Result<Imported, CallProblem>> {
  let seen = 0
  for (const orderId of orderIds) {
    const order = await job.platform.order(orderId, job.context)
    if (!order.ok) return order
    if (order.value === 'gone') continue
    await upsertOrder(job.db, job.scope, stored(order.value, job), job.context.now)
    seen += 1
  }
  return ok({ seen, pages: 0, more: false })
}

function stored(order: PlatformOrder, job: Pick<ImportJob, 'decide' | 'liveSince'>) {
  const content = contentOf(order)
  return {
    platformId: order.platformId,
    content,
    ...job.decide(content),
    silent: order.test || order.placedAt < job.liveSince,
  }
}

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
    items: order.items,
    shippingMethod: order.shippingMethod,
    locale: order.locale,
    marks: order.marks,
  }
}
