// News of parcels that nobody has dispatched yet: kept by tracking number, joined as more arrives, and
// taken when the parcel appears. A report never invents a shipment; one that tells of the dispatch of an
// order which is not here yet waits for that order.
import { and, between, eq, gt, inArray, type SQL, sql } from 'drizzle-orm'
import { addToHistory, NOTHING_TOLD } from '../shipment.ts'
import type { TrackingReport } from '../tracking.ts'
import type { Db } from './open.ts'
import { shipments, unmatchedReports } from './schema.ts'
import { readHistory, writeHistory } from './written.ts'

const MAX_RACES = 5

/** Keeps what the reports say, joined with what is kept already; repeats write nothing. */
export async function keepUnmatched(
  db: Db,
  merchantId: number,
  reports: readonly TrackingReport[],
  now: number,
): Promise<void> {
  let left = reports
  for (let race = 0; race < MAX_RACES && left.length > 0; race++) {
    left = await join(db, merchantId, left, now)
  }
  if (left.length > 0) throw new Error('others keep writing what waits for these numbers')
}

/** Returns those that somebody else wrote to meanwhile: two who join with the same would lose one's news. */
async function join(
  db: Db,
  merchantId: number,
  reports: readonly TrackingReport[],
  now: number,
): Promise<readonly TrackingReport[]> {
  const numbers = reports.map(({ trackingNumber }) => trackingNumber)
  const rows = await unmatchedOf(db, merchantId, numbers)
  const known = new Map(rows.map(row => [row.trackingNumber, row]))
  const writing = reports.flatMap(report => {
    const { trackingNumber } = report
    const kept = known.get(trackingNumber)
    const joined = {
      report: writeHistory(addToHistory(kept ? readHistory(kept.report) : NOTHING_TOLD, report)),
      orderNumber: kept?.orderNumber ?? report.orderNumber,
      carrier: kept?.carrier ?? report.carrier,
      service: kept?.service ?? report.service,
      dispatchedAt: earlier(kept?.dispatchedAt ?? null, dispatchedAt(report, now)),
    }
    return isSame(joined, kept) ? [] : [{ report, row: { trackingNumber, ...joined }, kept }]
  })
  const [first, ...others] = writing.map(({ row: { trackingNumber, ...joined }, kept }) =>
    db
      .insert(unmatchedReports)
      .values({ merchantId, trackingNumber, ...joined, receivedAt: now })
      .onConflictDoUpdate({
        target: [unmatchedReports.merchantId, unmatchedReports.trackingNumber],
        set: joined,
        setWhere: asRead(kept),
      }),
  )
  if (!first) return []
  const results = await db.batch([first, ...others])
  return writing.flatMap(({ report }, i) => (results[i]?.meta.changes === 1 ? [] : [report]))
}

type Row = typeof unmatchedReports.$inferSelect
type Joined = Pick<Row, 'report' | 'orderNumber' | 'carrier' | 'service' | 'dispatchedAt'>

const isSame = (a: Joined, b: Joined | undefined): boolean =>
  b !== undefined &&
  a.report === b.report &&
  a.orderNumber === b.orderNumber &&
  a.carrier === b.carrier &&
  a.service === b.service &&
  a.dispatchedAt === b.dispatchedAt

/** Nobody has written since; one that was not there is in nobody's way. */
const asRead = (row: Joined | undefined): SQL => sql`(${unmatchedReports.report},
  ${unmatchedReports.orderNumber}, ${unmatchedReports.carrier}, ${unmatchedReports.service},
  ${unmatchedReports.dispatchedAt}) IS (${row?.report ?? null}, ${row?.orderNumber ?? null},
  ${row?.carrier ?? null}, ${row?.service ?? null}, ${row?.dispatchedAt ?? null})`

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
): Promise<readonly (WaitingDispatch & { readonly kept: Kept })[]> {
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
      : [
          {
            ...row,
            ...readHistory(report),
            orderNumber,
            dispatchedAt,
            kept: { trackingNumber: row.trackingNumber, report },
          },
        ],
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

/** What was kept of a number, as it was read. */
export type Kept = Pick<Row, 'trackingNumber' | 'report'>

/** The parcels have taken this; what was kept since it was read stays. */
export function dropUnmatched(db: Db, merchantId: number, taken: readonly Kept[]) {
  const pairs = taken.map(({ trackingNumber, report }) => [trackingNumber, report])
  return db.delete(unmatchedReports).where(
    and(
      eq(unmatchedReports.merchantId, merchantId),
      sql`(${unmatchedReports.trackingNumber}, ${unmatchedReports.report}) IN (
        SELECT value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(pairs)}))`,
    ),
  )
}

/** News that waits although its parcel is here: somebody kept it while somebody else dispatched. */
export function strayReports(
  db: Db,
  range: { readonly from: number; readonly to: number; readonly since: number },
  limit: number,
) {
  return db
    .select({
      merchantId: unmatchedReports.merchantId,
      trackingNumber: unmatchedReports.trackingNumber,
      report: unmatchedReports.report,
    })
    .from(shipments)
    .innerJoin(
      unmatchedReports,
      and(
        eq(unmatchedReports.merchantId, shipments.merchantId),
        eq(unmatchedReports.trackingNumber, shipments.trackingNumber),
      ),
    )
    .where(
      and(
        between(shipments.orderId, range.from, range.to),
        gt(shipments.dispatchedAt, range.since),
      ),
    )
    .limit(limit)
}
