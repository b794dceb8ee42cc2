// What carriers tell us: events, and reports that carry them. State is a pure fold over the set of
// events (fold.ts); this file says what an event is, when two are the same, and how sets join.
import type { Status } from './status.ts'

export type Place = {
  readonly text: string | null
  readonly suburb: string | null
  readonly state: string | null
  readonly postcode: string | null
  readonly country: string | null
}

/** How sure we are of an event's instant. `assumed`: no offset was sent, one was taken from the place or the feed. */
export type ZoneKnowledge = 'offset' | 'assumed' | 'unknown'
export type Precision = 'second' | 'minute' | 'day'

export type TrackingEvent = {
  /** Registry id of the feed that told it: `starshipit`, `easypost`. */
  readonly source: string
  /** The source's own id of the event, where it is real; else null and the content identifies it. */
  readonly sourceEventId: string | null
  /** The code as the source sends it, before our table. */
  readonly code: string
  readonly text: string
  readonly status: Status
  readonly substatus: string | null
  readonly occurredAt: number
  /** Minutes east of UTC that the source gave, or null. */
  readonly offsetMinutes: number | null
  readonly zone: ZoneKnowledge
  readonly precision: Precision
  readonly location: Place | null
  /** The source's own order of events of one instant, or null. */
  readonly sequence: number | null
  readonly signedBy: string | null
  /** A feed that sends the current status only (R10): fills gaps, never outranks a timed event. */
  readonly snapshot: boolean
  readonly receivedAt: number
}

/** `day`: `toOn` is a calendar day at the destination and no time may be shown. */
export type Eta =
  | { readonly kind: 'day'; readonly on: string; readonly toldAt: number }
  | { readonly kind: 'window'; readonly from: number; readonly to: number; readonly toldAt: number }

/** One parcel's news, as an adapter's `read` returns it. */
export type TrackingReport = {
  readonly trackingNumber: string
  /** The carrier's name as the feed gives it; null when it does not. */
  readonly carrier: string | null
  readonly service: string | null
  /** The merchant's order number, when the feed carries it. */
  readonly orderNumber: string | null
  /** The report itself says that the parcel has left the merchant: it may create the shipment. */
  readonly dispatched: boolean
  readonly events: readonly TrackingEvent[]
  readonly eta: Eta | null
}

/**
 * The natural key of an event within its shipment. Two tellings of one scan have one key, so a
 * repeat is harmless; the instant we received it is no part of it.
 */
export function eventKey(event: TrackingEvent): string {
  if (event.sourceEventId !== null) return `${event.source}#${event.sourceEventId}`
  const place = event.location
  const where = place ? [place.suburb, place.state, place.postcode, place.text].join(',') : ''
  const text = event.text.toLowerCase().replace(/\s+/g, ' ').trim()
  return [event.source, event.code, event.occurredAt, text, where.toLowerCase()].join('|')
}

/**
 * Joins two sets of events. Of two tellings of one event the first received stays, and a signature
 * that only one of them knows is kept: the join is commutative, associative and idempotent, so the
 * order of arrival cannot matter.
 */
export function joinEvents(
  known: readonly TrackingEvent[],
  told: readonly TrackingEvent[],
): TrackingEvent[] {
  const byKey = new Map<string, TrackingEvent>()
  for (const event of [...known, ...told]) {
    const key = eventKey(event)
    const other = byKey.get(key)
    byKey.set(key, other ? joinTellings(other, event) : event)
  }
  return [...byKey.values()]
}

function joinTellings(a: TrackingEvent, b: TrackingEvent): TrackingEvent {
  const first = isFirst(a, b) ? a : b
  const signedBy = [a.signedBy, b.signedBy].filter(name => name !== null).sort()[0] ?? null
  return first.signedBy === signedBy ? first : { ...first, signedBy }
}

/** By receipt; when both came together, by a written form that leaves out what is merged. */
function isFirst(a: TrackingEvent, b: TrackingEvent): boolean {
  if (a.receivedAt !== b.receivedAt) return a.receivedAt < b.receivedAt
  return JSON.stringify({ ...a, signedBy: null }) <= JSON.stringify({ ...b, signedBy: null })
}
