// A shipment: one parcel of an order, from dispatch to the end of its journey. What is stored, how a
// report changes it, and which tracking numbers may be told to a platform that never forgets.
import { fold, newerEta, olderEta, type TrackingState } from './fold.ts'
import type { OrderContent } from './order.ts'
import { err, ok, type Result } from './result.ts'
import { type Eta, joinEvents, type TrackingEvent, type TrackingReport } from './tracking.ts'

/** What was told about a parcel: the events as a set, the newest ETA, and the first if that was another telling. */
export type TrackingHistory = {
  readonly events: readonly TrackingEvent[]
  readonly eta: Eta | null
  readonly firstEta?: Eta
}

export const NOTHING_TOLD: TrackingHistory = { events: [], eta: null }

/** What the fold needs to know of the parcel and its order. */
export type ParcelFacts = {
  readonly dispatchedAt: number
  readonly destinationPostcode: string | null
}

export type Tracked = { readonly history: TrackingHistory; readonly state: TrackingState }

/** Joins a report to what was told before; commutative, so the order of reports cannot matter. */
export function addToHistory(
  history: TrackingHistory,
  report: Pick<TrackingReport, 'events' | 'eta'>,
): TrackingHistory {
  const eta = newerEta(history.eta, report.eta)
  const first = olderEta(history.firstEta ?? history.eta, report.eta)
  return {
    events: joinEvents(history.events, report.events),
    eta,
    ...(first && JSON.stringify(first) !== JSON.stringify(eta) && { firstEta: first }),
  }
}

/** The history with the report, and the state it gives. */
export function track(
  history: TrackingHistory,
  report: Pick<TrackingReport, 'events' | 'eta'>,
  facts: ParcelFacts,
): Tracked {
  const added = addToHistory(history, report)
  const { events, eta } = added
  return { history: added, state: fold(events, { ...facts, eta }) }
}

/** How a parcel came to be known. */
export type Door = 'api' | 'platform' | 'carrier'

/** Items of a parcel; null means the whole order. */
export type ParcelItems = readonly {
  readonly platformItemId: string
  readonly quantity: number
}[]

/** What is wrong with a parcel's items, by their place in the list: they must be items of the order. */
export function itemFaults(
  items: ParcelItems,
  ordered: OrderContent['items'],
): { readonly index: number; readonly message: string }[] {
  const left = new Map(ordered.map(item => [item.platformItemId, item.quantity]))
  return items.flatMap(({ platformItemId, quantity }, index) => {
    const known = left.get(platformItemId)
    if (known === undefined) {
      const ids = [...left.keys()].slice(0, 20).join(', ')
      return [{ index, message: `is no item of this order. Its items: ${ids || 'none'}.` }]
    }
    left.set(platformItemId, known - quantity)
    return known < quantity ? [{ index, message: `is more than the ${known} ordered.` }] : []
  })
}

/** Whether a parcel of these items holds all that was ordered. */
export function coversOrder(items: ParcelItems, ordered: OrderContent['items']): boolean {
  const sent = new Map<string, number>()
  for (const { platformItemId, quantity } of items) {
    sent.set(platformItemId, (sent.get(platformItemId) ?? 0) + quantity)
  }
  return ordered.every(item => (sent.get(item.platformItemId) ?? 0) >= item.quantity)
}

/** One parcel about to be dispatched. */
export type Parcel = {
  readonly carrier: string
  readonly service: string | null
  readonly trackingNumber: string
  readonly items: ParcelItems | null
  readonly door: Door
  readonly dispatchedAt: number
}

export type NumberProblem = { readonly kind: 'malformed_number'; readonly message: string }

/**
 * The tracking number as it may be told to an immutable target: without blanks around or inside it,
 * in upper case. Connectors and THE ICONIC refuse stray blanks and never take a correction.
 */
export function readTrackingNumber(text: string): Result<string, NumberProblem> {
  const number = plain(text)
  if (/^[A-Z0-9][A-Z0-9/_.-]{3,49}$/.test(number)) return ok(number)
  return err({
    kind: 'malformed_number',
    message: 'A tracking number has 4 to 50 letters, digits, dashes, dots, slashes or underscores.',
  })
}

/**
 * Whether two texts are one tracking number. What platforms keep was typed by people as often as told by
 * us, as it stands on the label: `33 abc 0123456`.
 */
export const sameNumber = (one: string | null | undefined, other: string | null | undefined) =>
  plain(one ?? '') !== '' && plain(one ?? '') === plain(other ?? '')

const plain = (text: string): string => text.replace(/\s+/g, '').toUpperCase()
