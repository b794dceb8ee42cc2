// News of parcels that nobody has dispatched yet: kept by tracking number, joined as more arrives, and
// taken when the parcel appears. A report never invents a shipment; one that tells of the dispatch of an
// order which is not here yet waits for that order.

import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { addToHistory, NOTHING_TOLD } from '../shipment.ts'
import type { TrackingReport } from '../tracking.ts'
import type { Db } from './open.ts'
import { unmatchedReports } from './schema.ts'
import { readHistory, writeHistory } from './written.ts'

/** Keeps what the reports say, joined with what is kept already; repeats write nothing. */
export async function keepUnmatched(
  db: Db,
  merchantId: number,
  reports: readonly TrackingReport[],
  now: number,
): Promise<void> {
  if (reports.length === 0) return
  const known = new Map(
    (
      await unmatchedOf(
        db,
        merchantId,
        reports.map(report => report.trackingNumber),
      )
    ).map(row => [row.trackingNumber, row]),
  )
  const [first, ...others] = reports.map(report => {
    const { trackingNumber } = report
    const kept = known.get(trackingNumber)
    const joined = {
      report: writeHistory(addToHistory(kept ? readHistory(kept.report) : NOTHING_TOLD, report)),
      orderNumber: kept?.orderNumber ?? report.orderNumber,
      carrier: kept?.carrier ?? report.carrier,
      service: kept?.service ?? report.service,
      dispatchedAt: earlier(kept?.dispatchedAt ?? null, dispatchedAt(report, now)),
    }
    return db
      .insert(unmatchedReports)
      .values({ merchantId, trackingNumber, ...joined, receivedAt: now })
      .onConflictDoUpdate({
        target: [unmatchedReports.merchantId, unmatchedReports.trackingNumber],
        set: joined,
        setWhere: or(
          sql`${unmatchedReports.report} is not ${joined.report}`,
          sql`${unmatchedReports.orderNumber} is not ${joined.orderNumber}`,
          sql`${unmatchedReports.carrier} is not ${joined.carrier}`,
          sql`${unmatchedReports.service} is not ${joined.service}`,
          sql`${unmatchedReports.dispatchedAt} is not ${joined.dispatchedAt}`,
        ),
      })
  })
  if (first) await db.batch([first, ...others])
}

/** When it left, as far as this report tells; a printed label before it is none of its events. */
const dispatchedAt = (report: TrackingReport, now: number): number | null =>
  report.dispatched ? Math.min(now, ...report.events.map(event => event.occurredAt)) : null

const earlier = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b)

/** A dispatch that was told before its order was here. */
export type WaitingDispatch = Omit<TrackingReport, 'orderNumber' | 'dispatched'> & {
  readonly orderNumber: string
  readonly dispatchedAt: number
}

/** The dispatches that wait for orders of these numbers: one read, and of no rows when none waits. */
export async function waitingDispatches(
  db: Db,
  merchantId: number,
  orderNumbers: readonly string[],
): Promise<readonly WaitingDispatch[]> {
  if (orderNumbers.length === 0) return []
  // By the index: left to itself, SQLite goes through all that waits for the merchant.
  const trackingNumbers = sql`(
    SELECT tracking_number FROM unmatched_reports INDEXED BY unmatched_reports_dispatch
    WHERE merchant_id = ${merchantId} AND dispatched_at IS NOT NULL
      AND order_number IN (SELECT value FROM json_each(${JSON.stringify(orderNumbers)})))`
  const rows = await db
    .select()
    .from(unmatchedReports)
    .where(
      and(
        eq(unmatchedReports.merchantId, merchantId),
        inArray(unmatchedReports.trackingNumber, trackingNumbers),
      ),
    )
  return rows.flatMap(({ report, orderNumber, dispatchedAt, ...row }) =>
    orderNumber === null || dispatchedAt === null
      ? []
      : [{ ...row, ...readHistory(report), orderNumber, dispatchedAt }],
  )
}

/** What waits for these numbers. */
export function unmatchedOf(db: Db, merchantId: number, trackingNumbers: readonly string[]) {
  return db
    .select()
    .from(unmatchedReports)
    .where(
      and(
        eq(unmatchedReports.merchantId, merchantId),
        inArray(
          unmatchedReports.trackingNumber,
          sql`(SELECT value FROM json_each(${JSON.stringify(trackingNumbers)}))`,
        ),
      ),
    )
}

/** The parcels have appeared and taken what waited for them. */
export function dropUnmatched(db: Db, merchantId: number, trackingNumbers: readonly string[]) {
  return db
    .delete(unmatchedReports)
    .where(
      and(
        eq(unmatchedReports.merchantId, merchantId),
        inArray(
          unmatchedReports.trackingNumber,
          sql`(SELECT value FROM json_each(${JSON.stringify(trackingNumbers)}))`,
        ),
      ),
    )
}
