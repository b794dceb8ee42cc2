// A shipment appears: whichever door it comes through (the merchant's API, a fulfilment found in the
// platform, a feed that names the order), it becomes a parcel of its order here, once.
import { insertMessages } from '../../core/db/messages.ts'
import type { Db } from '../../core/db/open.ts'
import { type OrderRow, ordersByNumber } from '../../core/db/orders.ts'
import {
  insertShipment,
  readHistory,
  shipmentsByNumber,
  shipmentsOfOrder,
} from '../../core/db/shipments.ts'
import {
  dropUnmatched,
  unmatchedOf,
  type WaitingDispatch,
} from '../../core/db/unmatched-reports.ts'
import { err, ok, type Result } from '../../core/result.ts'
import {
  NOTHING_TOLD,
  type NumberProblem,
  type Parcel,
  readTrackingNumber,
  track,
} from '../../core/shipment.ts'
import type { TrackingReport } from '../../core/tracking.ts'
import type { FollowUp } from './follow-up.ts'

const MAX_RACES = 5

export type Dispatched = {
  readonly orderId: number
  readonly parcel: number
  readonly trackingNumber: string
  /** false: the order had this parcel already; nothing was written. */
  readonly created: boolean
}

export type DispatchProblem =
  | NumberProblem
  | { readonly kind: 'number_taken'; readonly message: string }
  | { readonly kind: 'ambiguous_order'; readonly message: string }
  | { readonly kind: 'contended'; readonly message: string }

export const numberTaken = (trackingNumber: string) => ({
  kind: 'number_taken' as const,
  message: `${trackingNumber} is the number of another order's parcel. Marketplaces refuse a number that was used before: check it on the label.`,
})

/** Creates the parcel, or finds it; refuses a number that another order has. */
export async function dispatch(
  db: Db,
  order: OrderRow,
  parcel: Parcel,
  followUp: FollowUp,
  told: Pick<TrackingReport, 'events' | 'eta'> = NOTHING_TOLD,
): Promise<Result<Dispatched, DispatchProblem>> {
  const number = readTrackingNumber(parcel.trackingNumber)
  if (!number.ok) return number
  const trackingNumber = number.value
  const [waiting] = await unmatchedOf(db, order.merchantId, [trackingNumber])
  const tracked = track(waiting ? readHistory(waiting.report) : NOTHING_TOLD, told, {
    dispatchedAt: parcel.dispatchedAt,
    destinationPostcode: order.postcode,
  })
  const messages = await followUp.messagesOf(order, {
    parcel: { ...parcel, trackingNumber },
    before: null,
    after: tracked,
  })
  for (let race = 0; race < MAX_RACES; race++) {
    const [taken] = await shipmentsByNumber(db, order.merchantId, [trackingNumber])
    if (taken) {
      return taken.orderId === order.id
        ? ok({ orderId: order.id, parcel: taken.parcel, trackingNumber, created: false })
        : err(numberTaken(trackingNumber))
    }
    const parcels = await shipmentsOfOrder(db, order.id)
    const next = Math.max(0, ...parcels.map(shipment => shipment.parcel)) + 1
    const key = { merchantId: order.merchantId, orderId: order.id, parcel: next }
    const [{ meta }] = await db.batch([
      insertShipment(db, { ...parcel, ...tracked, ...key, trackingNumber }),
      insertMessages(db, key, messages, followUp.now),
    ])
    if (meta.changes === 1) {
      // After the insert: a crash in between leaves news that the parcel already holds, which is harmless.
      if (waiting) await dropUnmatched(db, order.merchantId, trackingNumber)
      return ok({ orderId: order.id, parcel: next, trackingNumber, created: true })
    }
  }
  return err({ kind: 'contended', message: 'Somebody else dispatches this order just now.' })
}

/**
 * A feed tells of a parcel that nobody has dispatched here. When it names one of the merchant's
 * orders and says that the parcel has left, that is the dispatch; else null, and the report waits.
 */
export async function dispatchByReport(
  db: Db,
  merchantId: number,
  report: TrackingReport,
  followUp: FollowUp,
): Promise<Result<Dispatched, DispatchProblem> | null> {
  const { orderNumber } = report
  if (!report.dispatched || orderNumber === null) return null
  const dispatchedAt = Math.min(...report.events.map(event => event.occurredAt))
  return dispatchNamed(db, merchantId, { ...report, orderNumber, dispatchedAt }, followUp)
}

/** Dispatches to the one order of that number; null when there is none yet. */
export async function dispatchNamed(
  db: Db,
  merchantId: number,
  report: WaitingDispatch,
  followUp: FollowUp,
): Promise<Result<Dispatched, DispatchProblem> | null> {
  const [order, ...others] = await ordersByNumber(db, merchantId, report.orderNumber)
  if (!order) return null
  if (others.length > 0) {
    // A guess could show one shopper another's parcel.
    return err({
      kind: 'ambiguous_order',
      message: `Several shops have an order ${report.orderNumber}: dispatch ${report.trackingNumber} in its shop, or by the API.`,
    })
  }
  return dispatch(
    db,
    order,
    {
      carrier: report.carrier ?? 'Courier',
      service: report.service,
      trackingNumber: report.trackingNumber,
      items: null,
      door: 'carrier',
      dispatchedAt: report.dispatchedAt,
    },
    followUp,
    report,
  )
}
