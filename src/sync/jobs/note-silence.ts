// Notes silences: what a slice of parcels has not been told for long becomes an event of our own in each of
// them, applied like any news, so that races, messages and write-backs are what they always are.

import { silentParcels } from '../../core/db/silence.ts'
import { readLane } from '../../core/db/written.ts'
import { zoneOf } from '../../core/places.ts'
import { noteSilence } from '../../core/silence.ts'
import type { TrackingEvent, TrackingReport } from '../../core/tracking.ts'
import type { Env } from '../env.ts'
import { applyReports } from './apply-reports.ts'
import { followUpAt, type Place } from './follow-up.ts'

/**
 * What a slice may note at once, of how many merchants, and what is applied together; the rest waits for the
 * next round. A merchant takes some ten of the thousand queries that all jobs of a minute share.
 */
const MAX_NOTED = 200
const MAX_MERCHANTS = 20
const TOGETHER = 50

type Range = { readonly from: number; readonly to: number; readonly since: number }

/** Safe to repeat: a silence is noted once, and writes one row. */
export async function noteSilences(place: Place, env: Env, range: Range): Promise<void> {
  const { db, shard, now } = place
  const silent = await silentParcels(db, range, now)
  const noted = silent
    .flatMap(
      ({ merchantId, trackingNumber, country, region, postcode, timeZone, lane, ...parcel }) => {
        const zone = zoneOf({ country, state: region, postcode }, timeZone)
        const event = noteSilence({ ...parcel, zone, lane: readLane(lane) }, now)
        return event ? [{ merchantId, report: reportOf(trackingNumber, event) }] : []
      },
    )
    .slice(0, MAX_NOTED)
  const followUp = followUpAt(place)
  const merchants = [...Map.groupBy(noted, one => one.merchantId)].slice(0, MAX_MERCHANTS)
  for (const [merchantId, ofMerchant] of merchants) {
    for (let i = 0; i < ofMerchant.length; i += TOGETHER) {
      const reports = ofMerchant.slice(i, i + TOGETHER).map(({ report }) => report)
      // Whoever kept writing meanwhile has heard of the parcel: nothing is tried again.
      await applyReports({ db, shard, merchantId, env, followUp, again: false }, reports)
    }
  }
}

const reportOf = (trackingNumber: string, event: TrackingEvent): TrackingReport => ({
  trackingNumber,
  carrier: null,
  service: null,
  orderNumber: null,
  dispatched: false,
  events: [event],
  eta: null,
})
