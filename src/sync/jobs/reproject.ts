// After a table was mended: every stored event is read again by today's tables, and the states are folded
// anew. What follows from it follows as from any news: a message is in the ledger once, so none is sent
// twice, and what is old is told to nobody. A page at a time, so that a caller sees it go on and may stop.

import type { Db } from '../../core/db/open.ts'
import { type ShipmentRow, shipmentsAfter } from '../../core/db/shipments.ts'
import { forgetUnmapped, unmappedOf } from '../../core/db/unmapped-codes.ts'
import { readHistory, writeHistory } from '../../core/db/written.ts'
import { fold } from '../../core/fold.ts'
import type { Tracked, TrackingHistory } from '../../core/shipment.ts'
import type { TrackingEvent } from '../../core/tracking.ts'
import { carrierOf } from '../carriers/index.ts'
import type { Env } from '../env.ts'
import { type Change, messagesOf, writeAll } from './apply-tracking.ts'
import { followUpAt, type Place, wake } from './follow-up.ts'

const PAGE = 100

export type Reprojected = {
  readonly looked: number
  readonly changed: number
  /** Tracking number to go on after; null: that was the last page. */
  readonly next: string | null
}

/** One page of the merchant's parcels, by tracking number after `after`. Safe to repeat. */
export async function reproject(
  place: Place,
  env: Pick<Env, 'MESSAGES' | 'WRITE_BACKS'>,
  merchantId: number,
  after: string,
): Promise<Reprojected> {
  const { db, shard, now } = place
  if (after === '') await forgetMapped(db, merchantId)
  const page = await shipmentsAfter(db, merchantId, after, PAGE)
  const followUp = followUpAt(place)
  const changes: Change[] = []
  for (const shipment of page) {
    const before = readHistory(shipment.events)
    const tracked = trackedAnew(shipment, before)
    if (!tracked) continue
    const messages = await messagesOf(shipment, before, tracked, followUp)
    changes.push({ shipment, before, tracked, messages })
  }
  // One that lost the race was written by fresh news meanwhile: the next run finds it.
  const written = await writeAll(db, changes, now)
  const ids = written.map(({ shipment }) => shipment.orderId)
  await wake(env.MESSAGES, shard, ids)
  await wake(env.WRITE_BACKS, shard, ids)
  const last = page.length < PAGE ? null : (page.at(-1)?.trackingNumber ?? null)
  return { looked: page.length, changed: written.length, next: last }
}

/** null: today's tables say what was said before. */
function trackedAnew(shipment: ShipmentRow, before: TrackingHistory): Tracked | null {
  const history: TrackingHistory = { ...before, events: before.events.map(readAnew) }
  const state = fold(history.events, {
    eta: history.eta,
    dispatchedAt: shipment.dispatchedAt,
    destinationPostcode: shipment.order.postcode,
  })
  const same = shipment.events === writeHistory(history) && shipment.state === JSON.stringify(state)
  return same ? null : { history, state }
}

/** Events of our own, and of a feed that is no longer there, stay as they are. */
function readAnew(event: TrackingEvent): TrackingEvent {
  const meaning = carrierOf(event.source)?.meaning(event)
  return meaning ? { ...event, ...meaning } : event
}

/** Codes that a table knows now are no longer missing from it. */
async function forgetMapped(db: Db, merchantId: number): Promise<void> {
  const mapped = (await unmappedOf(db, merchantId)).filter(
    ({ source, code, text }) => carrierOf(source)?.meaning({ code, text }).substatus !== 'unmapped',
  )
  for (const { source, code } of mapped) await forgetUnmapped(db, merchantId, source, code)
}
