// A shipment appears: whichever door it comes through (the merchant's API, a fulfilment found in the
// platform, a feed that names the order), it becomes a parcel of its order here, once.
import { lanesIn, laneTable } from '../../core/db/lanes.ts'
import { insertMessagesOfNew, type NewMessage } from '../../core/db/messages.ts'
import type { Db } from '../../core/db/open.ts'
import { type OrderRow, ordersByNumbers, readContent } from '../../core/db/orders.ts'
import { insertShipments, lastParcels, shipmentsByNumber } from '../../core/db/shipments.ts'
import { countUnmapped } from '../../core/db/unmapped-codes.ts'
import {
  dropUnmatched,
  type Kept,
  unmatchedOf,
  type WaitingDispatch,
} from '../../core/db/unmatched-reports.ts'
import { readHistory } from '../../core/db/written.ts'
import { type Lane, lanesOf } from '../../core/lanes.ts'
import { err, ok, type Result } from '../../core/result.ts'
import {
  NOTHING_TOLD,
  type NumberProblem,
  type Parcel,
  readTrackingNumber,
  type Tracked,
  track,
} from '../../core/shipment.ts'
import type { TrackingReport } from '../../core/tracking.ts'
import { weekdayIn } from '../../core/travelled.ts'
import type { FollowUp } from './follow-up.ts'

const MAX_RACES = 5
/** A parameter of D1 holds 2 MB, and a parcel with all its news some kilobytes. */
const MAX_TOGETHER = 50

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

/** A parcel that appears, its order, and what its feed tells of it at once. */
export type Appearing = {
  readonly order: OrderRow
  readonly parcel: Parcel
  readonly told?: Pick<TrackingReport, 'events' | 'eta'>
}

type Outcome = Result<Dispatched, DispatchProblem>

/** Creates the parcel, or finds it; refuses a number that another order has. */
export async function dispatch(
  db: Db,
  order: OrderRow,
  parcel: Parcel,
  followUp: FollowUp,
  told: Pick<TrackingReport, 'events' | 'eta'> = NOTHING_TOLD,
): Promise<Outcome> {
  const [made] = await dispatchAll(db, [{ order, parcel, told }], followUp)
  if (!made) throw new Error('a parcel was left out')
  return made
}

/**
 * The same for many parcels of one merchant, those of a page of orders, in hardly more statements than for
 * one; the outcomes in their order.
 */
export async function dispatchAll(
  db: Db,
  appearing: readonly Appearing[],
  followUp: FollowUp,
): Promise<readonly Outcome[]> {
  const outcomes = new Map<Appearing, Outcome>()
  let left = await readyOf(db, appearing, followUp, outcomes)
  for (let race = 0; race < MAX_RACES && left.length > 0; race++) {
    left = await withoutKnown(db, left, outcomes)
    for (let i = 0; i < left.length; i += MAX_TOGETHER) {
      await insert(db, left.slice(i, i + MAX_TOGETHER), followUp.now, outcomes)
    }
    left = left.filter(({ of }) => !outcomes.has(of))
  }
  const contended = err({
    kind: 'contended' as const,
    message: 'Somebody else dispatches this order just now.',
  })
  return appearing.map(each => outcomes.get(each) ?? contended)
}

/** All that is written of a parcel but its place in the order. */
type Ready = {
  readonly of: Appearing
  readonly order: OrderRow
  readonly parcel: Parcel
  readonly tracked: Tracked
  /** The narrowest that has taught something. */
  readonly lane: Lane | null
  readonly messages: readonly NewMessage[]
  /** What was kept of it. */
  readonly waited: Kept | undefined
}

async function readyOf(
  db: Db,
  appearing: readonly Appearing[],
  followUp: FollowUp,
  outcomes: Map<Appearing, Outcome>,
): Promise<readonly Ready[]> {
  const parcels: { of: Appearing; parcel: Parcel }[] = []
  for (const of of appearing) {
    const number = readTrackingNumber(of.parcel.trackingNumber)
    if (number.ok) parcels.push({ of, parcel: { ...of.parcel, trackingNumber: number.value } })
    else outcomes.set(of, number)
  }
  const [first] = parcels
  if (!first) return []
  const numbers = parcels.map(({ parcel }) => parcel.trackingNumber)
  const { merchantId } = first.of.order
  const zone = await followUp.timeZoneOf(merchantId)
  const keys = parcels.map(({ of, parcel }) => (zone ? lanesFor(of.order, parcel, zone) : []))
  const [waiting, rows] = await db.batch([
    unmatchedOf(db, merchantId, numbers),
    lanesIn(db, merchantId, new Set(keys.flat())),
  ])
  const known = laneTable(rows)
  const kept = new Map(waiting.map(row => [row.trackingNumber, row]))
  const ready: Ready[] = []
  for (const [i, { of, parcel }] of parcels.entries()) {
    const { order, told = NOTHING_TOLD } = of
    const waited = kept.get(parcel.trackingNumber)
    const tracked = track(waited ? readHistory(waited.report) : NOTHING_TOLD, told, {
      dispatchedAt: parcel.dispatchedAt,
      destinationPostcode: order.postcode,
    })
    const narrowest = keys[i]?.find(key => known.has(key))
    const lane = known.get(narrowest ?? '') ?? null
    const news = { parcel, lane, before: null, after: tracked }
    const messages = await followUp.messagesOf(order, news)
    ready.push({ of, order, parcel, tracked, lane, messages, waited })
  }
  return ready
}

function lanesFor(order: OrderRow, parcel: Parcel, zone: string): string[] {
  const { shipTo: destination } = readContent(order.content)
  const { carrier, service, dispatchedAt } = parcel
  return lanesOf({ carrier, service, destination, weekday: weekdayIn(zone, dispatchedAt) })
}

/** Those whose number no parcel has yet; of the others it is known now what became of them. */
async function withoutKnown(
  db: Db,
  ready: readonly Ready[],
  outcomes: Map<Appearing, Outcome>,
): Promise<readonly Ready[]> {
  const [first] = ready
  if (!first) return []
  const numbers = ready.map(({ parcel }) => parcel.trackingNumber)
  const known = await shipmentsByNumber(db, first.order.merchantId, numbers)
  const byNumber = new Map(known.map(row => [row.trackingNumber, row]))
  return ready.filter(({ of, order, parcel: { trackingNumber } }) => {
    const taken = byNumber.get(trackingNumber)
    if (!taken) return true
    const { orderId, parcel } = taken
    const isOurs = orderId === order.id
    const found = ok({ orderId, parcel, trackingNumber, created: false })
    outcomes.set(of, isOurs ? found : err(numberTaken(trackingNumber)))
    return false
  })
}

/** Inserts them with their messages; who loses a race for a place or a number has no outcome yet. */
async function insert(
  db: Db,
  ready: readonly Ready[],
  now: number,
  outcomes: Map<Appearing, Outcome>,
): Promise<void> {
  const [first] = ready
  if (!first) return
  const { merchantId } = first.order
  const last = await lastParcels(
    db,
    ready.map(({ order }) => order.id),
  )
  const rows = ready.map(({ order, parcel, tracked, lane, messages }) => {
    const place = (last.get(order.id) ?? 0) + 1
    last.set(order.id, place)
    const row = { ...parcel, ...tracked, lane, merchantId, orderId: order.id, parcel: place }
    return { row, messages }
  })
  const [inserted] = await db.batch([
    insertShipments(
      db,
      rows.map(({ row }) => row),
    ),
    insertMessagesOfNew(db, rows, now),
  ])
  const created = new Set(inserted.map(({ trackingNumber }) => trackingNumber))
  for (const [
    i,
    {
      of,
      order,
      parcel: { trackingNumber },
    },
  ] of ready.entries()) {
    const parcel = rows[i]?.row.parcel
    const isOurs = inserted.some(
      row =>
        row.trackingNumber === trackingNumber && row.orderId === order.id && row.parcel === parcel,
    )
    if (isOurs && parcel !== undefined) {
      outcomes.set(of, ok({ orderId: order.id, parcel, trackingNumber, created: true }))
    }
  }
  const told = ready.filter(({ parcel }) => created.has(parcel.trackingNumber))
  await countUnmapped(
    db,
    merchantId,
    told.flatMap(({ tracked }) => tracked.history.events),
    now,
  )
  // After the insert: a crash in between leaves news that the parcel already holds, which is harmless.
  const taken = ready.flatMap(({ waited }) =>
    waited && created.has(waited.trackingNumber) ? [waited] : [],
  )
  if (taken.length > 0) await dropUnmatched(db, merchantId, taken)
}

/**
 * Feeds tell of parcels that nobody has dispatched here. What names one of the merchant's orders and says
 * that the parcel has left is the dispatch: in hardly more statements than for one, for a post of `custom`
 * holds a hundred. The rest has no outcome, and waits.
 */
export async function dispatchTold(
  db: Db,
  merchantId: number,
  reports: readonly TrackingReport[],
  followUp: FollowUp,
): Promise<ReadonlyMap<TrackingReport, Outcome>> {
  const outcomes = new Map<TrackingReport, Outcome>()
  const told = reports.flatMap(report => {
    const { orderNumber } = report
    if (!report.dispatched || orderNumber === null) return []
    const dispatchedAt = Math.min(...report.events.map(event => event.occurredAt))
    return [{ report, waiting: { ...report, orderNumber, dispatchedAt } }]
  })
  if (told.length === 0) return outcomes
  const numbers = new Set(told.map(({ waiting }) => waiting.orderNumber))
  const orders = await ordersByNumbers(db, merchantId, [...numbers])
  const appearing: (Appearing & { readonly report: TrackingReport })[] = []
  for (const { report, waiting } of told) {
    const named = orderNamed(orders, waiting)
    if (named?.ok) {
      appearing.push({ report, order: named.value, parcel: parcelTold(waiting), told: report })
    } else if (named) outcomes.set(report, named)
  }
  const made = await dispatchAll(db, appearing, followUp)
  for (const [i, { report }] of appearing.entries()) {
    const outcome = made[i]
    if (!outcome) throw new Error('a parcel was left out')
    outcomes.set(report, outcome)
  }
  return outcomes
}

/** The one order that the report means; null when there is none yet. */
export function orderNamed(
  orders: readonly OrderRow[],
  { orderNumber, trackingNumber }: WaitingDispatch,
): Result<OrderRow, DispatchProblem> | null {
  const [order, ...others] = orders.filter(({ number }) => number === orderNumber)
  if (!order) return null
  if (others.length === 0) return ok(order)
  // A guess could show one shopper another's parcel.
  return err({
    kind: 'ambiguous_order',
    message: `Several shops have an order ${orderNumber}: dispatch ${trackingNumber} in its shop, or by the API.`,
  })
}

export const parcelTold = (report: WaitingDispatch): Parcel => ({
  carrier: report.carrier ?? 'Courier',
  service: report.service,
  trackingNumber: report.trackingNumber,
  items: null,
  door: 'carrier',
  dispatchedAt: report.dispatchedAt,
})
