// A parcel was handed over with a wrong number: the right one takes its place, unless somebody was told
// who takes no correction. The page, the feeds and the shop go by the new number from then on.

import { ICONIC_DEFAULT } from '../../core/channel.ts'
import { connectionById } from '../../core/db/hooks.ts'
import { insertMessages } from '../../core/db/messages.ts'
import type { Db } from '../../core/db/open.ts'
import { type OrderRow, readContent } from '../../core/db/orders.ts'
import { shipmentsByNumber, shipmentsOfOrder, updateNumber } from '../../core/db/shipments.ts'
import { dropUnmatched, unmatchedOf } from '../../core/db/unmatched-reports.ts'
import { readHistory, readItems } from '../../core/db/written.ts'
import type { MerchantConfig } from '../../core/merchant.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { NOTHING_TOLD, type NumberProblem, readTrackingNumber, track } from '../../core/shipment.ts'
import { isForwarded, numberFaultToTell, type ToTell } from '../../core/to-tell.ts'
import { anew, readWriteBack } from '../../core/write-back.ts'
import { numberTaken } from './dispatch.ts'
import type { FollowUp } from './follow-up.ts'

export type Correction = {
  readonly parcel: number
  readonly trackingNumber: string
  /** Left out: the carrier was right. */
  readonly carrier?: string | undefined
}

type CorrectionProblem =
  | NumberProblem
  | {
      readonly kind: 'no_parcel' | 'number_taken' | 'told_for_good' | 'contended'
      readonly message: string
    }

type Surroundings = { readonly config: MerchantConfig; readonly followUp: FollowUp }
type Shipment = Awaited<ReturnType<typeof shipmentsOfOrder>>[number]
type Right = { readonly carrier: string; readonly trackingNumber: string }

/** Returns the number as it is kept. Safe to repeat. */
export async function correctNumber(
  db: Db,
  order: OrderRow,
  wanted: Correction,
  surroundings: Surroundings,
): Promise<Result<string, CorrectionProblem>> {
  const number = readTrackingNumber(wanted.trackingNumber)
  if (!number.ok) return number
  const shipments = await shipmentsOfOrder(db, order.id)
  const shipment = shipments.find(({ parcel }) => parcel === wanted.parcel)
  if (!shipment) return err({ kind: 'no_parcel', message: 'The order has no such parcel.' })
  const right = { carrier: wanted.carrier ?? shipment.carrier, trackingNumber: number.value }
  const same = shipment.trackingNumber === right.trackingNumber
  if (same && shipment.carrier === right.carrier) return ok(right.trackingNumber)

  const refusal = await refusalOf(db, order, shipment, { right, ...surroundings })
  if (refusal) return err(refusal)
  const [taken] = await shipmentsByNumber(db, order.merchantId, [right.trackingNumber])
  if (taken && !same) return err(numberTaken(right.trackingNumber))
  const written = await write(db, order, shipment, { right, ...surroundings })
  if (written) return ok(right.trackingNumber)
  return err({ kind: 'contended', message: 'Somebody else changes this parcel just now.' })
}

/** Why this parcel's number stays, or why the new one is as wrong; null: it may be corrected. */
async function refusalOf(
  db: Db,
  order: OrderRow,
  shipment: Shipment,
  { right, config }: Surroundings & { readonly right: Right },
): Promise<CorrectionProblem | null> {
  if (shipment.door === 'platform') {
    const message = 'This parcel was found in the shop: correct its number there.'
    return { kind: 'told_for_good', message }
  }
  const connection = await connectionById(db, order.connectionId)
  const shop = config.connections.find(({ name }) => name === connection?.name)
  const toTell: ToTell = {
    parcel: { ...right, items: readItems(shipment.items) },
    order: readContent(order.content),
    channel: order.channel,
    config,
    shop: shop ?? { carrierNames: {} },
  }
  // Told directly, THE ICONIC takes a correction for a while: its adapter knows.
  const direct = shop?.platform === ICONIC_DEFAULT.name
  const written = readWriteBack(shipment.writeBack).state === 'written'
  if (written && !direct && isForwarded(toTell)) {
    const message =
      'The shop has this number, and THE ICONIC takes no correction of what was forwarded: ask its seller support.'
    return { kind: 'told_for_good', message }
  }
  const fault = numberFaultToTell(toTell)
  return fault ? { kind: 'malformed_number', message: fault } : null
}

/** False when somebody was faster. */
async function write(
  db: Db,
  order: OrderRow,
  shipment: Shipment,
  { right, followUp }: Surroundings & { readonly right: Right },
): Promise<boolean> {
  const { merchantId } = order
  const [waiting] = await unmatchedOf(db, merchantId, [right.trackingNumber])
  // What was reported of a wrong number is another parcel's journey.
  const kept = shipment.trackingNumber === right.trackingNumber ? shipment.events : waiting?.report
  const tracked = track(kept ? readHistory(kept) : NOTHING_TOLD, NOTHING_TOLD, {
    dispatchedAt: shipment.dispatchedAt,
    destinationPostcode: order.postcode,
  })
  const messages = await followUp.messagesOf(order, {
    parcel: { ...shipment, ...right, items: readItems(shipment.items) },
    before: null, // those that exist already stay as they are
    after: tracked,
  })
  const change = { ...tracked, ...right, writeBack: anew(readWriteBack(shipment.writeBack)) }
  const [{ meta }] = await db.batch([
    updateNumber(db, shipment, change),
    insertMessages(db, shipment, messages, followUp.now),
  ])
  if (meta.changes !== 1) return false
  // After the update, as in dispatch.ts: news that the parcel already holds is harmless.
  if (waiting) await dropUnmatched(db, merchantId, [waiting])
  return true
}
