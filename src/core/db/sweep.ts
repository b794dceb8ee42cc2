// What the sweep asks: which of a slice of orders have messages or a shop waiting. No index serves
// it, because every message and every scan would pay for that index; a slice is a range of the
// primary keys, and reading is a thousand times cheaper than writing.
import { and, asc, between, gt, inArray, lte, sql } from 'drizzle-orm'
import { isFinal, STATUSES, type Status } from '../status.ts'
import { forgetDeliveries } from './hook-deliveries.ts'
import type { Db } from './open.ts'
import { apiRequests, keep, messages, orders, shipments, unmatchedReports } from './schema.ts'

/** Orders up to this one are too old: the sweep has found it, and keeps it. */
export const FLOOR = sql`coalesce((SELECT json_extract(${keep.value}, '$.floor') FROM ${keep}
  WHERE ${keep.name} = 'sweep'), 0)`

/** Orders after `after`, oldest first. */
export function ordersAfter(db: Db, after: number, limit: number) {
  return db
    .select({ id: orders.id, importedAt: orders.importedAt })
    .from(orders)
    .where(gt(orders.id, after))
    .orderBy(asc(orders.id))
    .limit(limit)
}

/** Orders of the range with a message that should have been looked at before `before`. */
export function ordersWithDueMessages(db: Db, from: number, to: number, before: number) {
  return db
    .selectDistinct({ orderId: messages.orderId })
    .from(messages)
    .where(
      and(
        between(messages.orderId, from, to),
        inArray(messages.state, ['pending', 'claimed', 'unknown']),
        lte(messages.dueAt, before),
        // Somebody who holds a message is let finish.
        sql`coalesce(${messages.claimUntil}, 0) <= ${before}`,
      ),
    )
}

const FINAL = (Object.keys(STATUSES) as Status[]).filter(isFinal)

/** Orders of the range whose shop is behind (core/write-back.ts), dispatched before `before`. */
export function ordersBehind(db: Db, from: number, to: number, before: number) {
  const state = sql`json_extract(${shipments.writeBack}, '$.state')`
  const ended = sql`json_extract(${shipments.writeBack}, '$.ended')`
  const number = sql`json_extract(${shipments.writeBack}, '$.number')`
  return db
    .selectDistinct({ orderId: shipments.orderId })
    .from(shipments)
    .where(
      and(
        between(shipments.orderId, from, to),
        lte(shipments.dispatchedAt, before),
        // Whoever met a problem has said when to come again: a call beside that one would pile up.
        sql`coalesce(json_extract(${shipments.writeBack}, '$.retryAt'), 0) <= ${before}`,
        sql`(${state} = 'pending' OR (${state} = 'written' AND ${number} <> ${shipments.trackingNumber})
          OR (${state} = 'written' AND ${inArray(shipments.status, FINAL)} AND ${ended} IS NOT ${shipments.status}))`,
      ),
    )
}

/**
 * Forgets what has had its time: answers under an idempotency key, expired values, deliveries that no
 * sender repeats any more, stray reports.
 */
export function forget(db: Db, now: number) {
  const DAY_MS = 86_400_000
  return db.batch([
    db.delete(apiRequests).where(lte(apiRequests.createdAt, now - DAY_MS)),
    db.delete(keep).where(lte(keep.expiresAt, now)),
    forgetDeliveries(db, now - 7 * DAY_MS),
    db.delete(unmatchedReports).where(lte(unmatchedReports.receivedAt, now - 30 * DAY_MS)),
  ])
}
