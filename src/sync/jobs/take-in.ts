// News that was kept for a parcel which is here by now. Whoever keeps news and whoever dispatches look for each
// other before they write, so two at one moment may both find nothing; and a crash may fall between a parcel
// and the dropping of what it took. The sweep finds both; what the parcel knows already changes nothing.

import type { Db } from '../../core/db/open.ts'
import { dropUnmatched, type Kept, strayReports } from '../../core/db/unmatched-reports.ts'
import { readHistory } from '../../core/db/written.ts'
import type { TrackingReport } from '../../core/tracking.ts'
import { applyTracking } from './apply-tracking.ts'
import { type FollowUp, followUpAt, type Place } from './follow-up.ts'

/** Of a slice at once; the rest waits for the next round. */
const MOST = 50

type Range = { readonly from: number; readonly to: number; readonly since: number }

/** The messages that follow are in the ledger, and the sweep calls for them. */
export async function takeInStrays(place: Place, range: Range): Promise<void> {
  const { db } = place
  const strays = await strayReports(db, range, MOST)
  for (const [merchantId, ofMerchant] of Map.groupBy(strays, stray => stray.merchantId)) {
    await takeIn(db, merchantId, ofMerchant, followUpAt(place))
  }
}

/** Safe to repeat. */
export async function takeIn(
  db: Db,
  merchantId: number,
  kept: readonly Kept[],
  followUp: FollowUp,
): Promise<void> {
  if (kept.length === 0) return
  const applied = await applyTracking(db, merchantId, kept.map(reportOf), followUp)
  const left = [...applied.contended, ...applied.unmatched].map(report => report.trackingNumber)
  const taken = kept.filter(({ trackingNumber }) => !left.includes(trackingNumber))
  await dropUnmatched(db, merchantId, taken)
}

const reportOf = ({ trackingNumber, report }: Kept): TrackingReport => ({
  trackingNumber,
  carrier: null,
  service: null,
  orderNumber: null,
  dispatched: false,
  ...readHistory(report),
})
