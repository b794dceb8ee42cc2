// Carrier news into state. A batch of reports is grouped by parcel, every touched shipment is read
// in one query, and each parcel's events and state are written by one compare-and-set, together with
// the messages that follow from it. A repeat changes nothing and writes nothing; a lost race is read
// and folded again.

import { insertMessages, type NewMessage } from '../../core/db/messages.ts'
import type { Db } from '../../core/db/open.ts'
import { type ShipmentRow, shipmentsByNumber, updateTracking } from '../../core/db/shipments.ts'
import { readHistory, readItems, writeHistory } from '../../core/db/written.ts'
import { newerEta } from '../../core/fold.ts'
import {
  readTrackingNumber,
  type Tracked,
  type TrackingHistory,
  track,
} from '../../core/shipment.ts'
import { joinEvents, type TrackingReport } from '../../core/tracking.ts'
import type { FollowUp } from './follow-up.ts'

const MAX_RACES = 5

/** A parcel that learned something. `shipment` is its row as it was before, `before` what it knew then. */
export type Change = {
  readonly shipment: ShipmentRow
  readonly before: TrackingHistory
  readonly tracked: Tracked
  readonly messages: readonly NewMessage[]
}

export type Applied = {
  /** Parcels whose history changed. */
  readonly changed: readonly Change[]
  /** Parcels that knew it all already. */
  readonly repeated: readonly ShipmentRow[]
  /** News of parcels nobody has dispatched; the caller keeps them or creates the shipment. */
  readonly unmatched: readonly TrackingReport[]
  /** Parcels that others kept writing to: try the same reports again. */
  readonly contended: readonly TrackingReport[]
}

/** Applies reports of one merchant. Safe to repeat, in any order, any number of times. */
export async function applyTracking(
  db: Db,
  merchantId: number,
  reports: readonly TrackingReport[],
  followUp: FollowUp,
): Promise<Applied> {
  const changed: Change[] = []
  const waiting = joinReports(reports)
  const stored = new Set<string>()
  const repeated: ShipmentRow[] = []

  for (let race = 0; race < MAX_RACES; race++) {
    const shipments = await shipmentsByNumber(db, merchantId, [...waiting.keys()])
    const changes: Change[] = []
    for (const shipment of shipments) {
      const report = waiting.get(shipment.trackingNumber)
      if (!report) continue
      stored.add(shipment.trackingNumber)
      const before = readHistory(shipment.events)
      const tracked = trackShipment(shipment, before, report)
      if (differs(shipment, tracked)) {
        const messages = await messagesOf(shipment, before, tracked, followUp)
        changes.push({ shipment, before, tracked, messages })
      } else {
        repeated.push(shipment)
        waiting.delete(shipment.trackingNumber)
      }
    }
    for (const change of await writeAll(db, changes, followUp.now)) {
      changed.push(change)
      waiting.delete(change.shipment.trackingNumber)
    }
    if (![...waiting.keys()].some(number => stored.has(number))) break
  }

  const left = [...waiting.values()]
  return {
    changed,
    repeated,
    unmatched: left.filter(report => !stored.has(report.trackingNumber)),
    contended: left.filter(report => stored.has(report.trackingNumber)),
  }
}

/** Writes all in one D1 batch and returns those whose compare-and-set won. */
export async function writeAll(
  db: Db,
  changes: readonly Change[],
  now: number,
): Promise<readonly Change[]> {
  const statements = changes.flatMap(({ shipment, tracked, messages }) => [
    updateTracking(db, shipment, tracked),
    ...(messages.length > 0 ? [insertMessages(db, shipment, messages, now)] : []),
  ])
  const [first, ...others] = statements
  if (!first) return []
  const results = await db.batch([first, ...others])
  let at = 0
  return changes.filter(({ messages }) => {
    const won = results[at]?.meta.changes === 1
    at += messages.length > 0 ? 2 : 1
    return won
  })
}

export const messagesOf = (
  shipment: ShipmentRow,
  before: TrackingHistory,
  tracked: Tracked,
  followUp: FollowUp,
): Promise<readonly NewMessage[]> =>
  followUp.messagesOf(shipment.order, {
    parcel: { ...shipment, items: readItems(shipment.items) },
    before,
    after: tracked,
  })

function trackShipment(
  shipment: ShipmentRow,
  before: TrackingHistory,
  report: TrackingReport,
): Tracked {
  return track(before, report, {
    dispatchedAt: shipment.dispatchedAt,
    destinationPostcode: shipment.order.postcode,
  })
}

const differs = (shipment: ShipmentRow, { history, state }: Tracked): boolean =>
  shipment.events !== writeHistory(history) || shipment.state !== JSON.stringify(state)

/** One report a parcel, however many webhooks of a batch speak of it. */
function joinReports(reports: readonly TrackingReport[]): Map<string, TrackingReport> {
  const byNumber = new Map<string, TrackingReport>()
  for (const report of reports) {
    if (report.events.length === 0 && !report.eta) continue // a number that was not found is no news
    const read = readTrackingNumber(report.trackingNumber)
    const number = read.ok ? read.value : report.trackingNumber
    const other = byNumber.get(number)
    byNumber.set(number, {
      ...(other ?? report),
      trackingNumber: number,
      orderNumber: other?.orderNumber ?? report.orderNumber,
      dispatched: report.dispatched || (other?.dispatched ?? false),
      events: joinEvents(other?.events ?? [], report.events),
      eta: newerEta(other?.eta ?? null, report.eta),
    })
  }
  return byNumber
}
