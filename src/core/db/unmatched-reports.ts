// News of parcels that nobody has dispatched yet: kept by tracking number, joined as more arrives, and
// taken when the parcel appears. A report never invents a shipment.
import { and, eq, inArray, sql } from 'drizzle-orm'
import { addToHistory, NOTHING_TOLD } from '../shipment.ts'
import type { TrackingReport } from '../tracking.ts'
import type { Db } from './open.ts'
import { unmatchedReports } from './schema.ts'
import { readHistory, writeHistory } from './shipments.ts'

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
    ).map(row => [row.trackingNumber, row.report]),
  )
  const [first, ...others] = reports.map(report => {
    const { trackingNumber } = report
    const kept = known.get(trackingNumber)
    const joined = writeHistory(addToHistory(kept ? readHistory(kept) : NOTHING_TOLD, report))
    return db
      .insert(unmatchedReports)
      .values({ merchantId, trackingNumber, report: joined, receivedAt: now })
      .onConflictDoUpdate({
        target: [unmatchedReports.merchantId, unmatchedReports.trackingNumber],
        set: { report: joined },
        setWhere: sql`${unmatchedReports.report} is not ${joined}`,
      })
  })
  if (first) await db.batch([first, ...others])
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

/** The parcel has appeared and taken what waited for it. */
export function dropUnmatched(db: Db, merchantId: number, trackingNumber: string) {
  return db
    .delete(unmatchedReports)
    .where(
      and(
        eq(unmatchedReports.merchantId, merchantId),
        eq(unmatchedReports.trackingNumber, trackingNumber),
      ),
    )
}
