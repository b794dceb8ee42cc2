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
type ZoneKnowledge = 'offset' | 'assumed' | 'unknown'
type Precision = 'second' | 'minute' | 'day'

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
  /** Picture or signature of the delivery, https; shown to nobody who has not proven who they are. */
  readonly proofUrl?: string
  /** Until when it waits to be collected: `2026-12-04`. */
  readonly collectBy?: string
  /** When the place where it waits is open, as the source writes it: `Mon-Fri 9-17`. */
  readonly openingHours?: string
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
  /**
   * The feed could not look the number up, in its own words, for the merchant: it says nothing of the
   * parcel (R9).
   */
  readonly lookupFailed?: string
}

/**
 * The natural key of an event within its shipment. Two tellings of one scan have one key, so a
 * repeat is harmless; the instant we received it is no part of it. What has no time of its own stands at
 * the instant we first heard of it, so that is no part of its key either: each telling would be another
 * event, and a status that is polled would cost a row an hour. For R10 it means that a snapshot without
 * a time fills its gap once, where it was first told; a status that comes back without a time (out for
 * delivery again, the day after) says nothing new, and only a timed event moves the parcel there again.
 */
export function eventKey(event: TrackingEvent): string {
  if (event.sourceEventId !== null) return `${event.source}#${event.sourceEventId}`
  const place = event.location
  const where = place ? [place.suburb, place.state, place.postcode, place.text].join(',') : ''
  const text = event.text.toLowerCase().replace(/\s+/g, ' ').trim()
  const at = event.zone === 'unknown' ? '' : event.occurredAt
  return [event.source, event.code, at, text, where.toLowerCase()].join('|')
}

/**
 * Joins two sets of events. Of two tellings of one event the first received stays, and a signature
 * that only one of them knows is kept: the join is commutative, associative and idempotent, so the
 * order of arrival cannot matter. What is kept has a bound; see `bounded`.
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
  return bounded(byKey)
}

type Quota = { readonly first: number; readonly last: number }

/** A parcel has some tens of scans on its way; each of the other statuses it has a few times. */
const quotaOf = (status: Status): Quota =>
  status === 'in_transit' ? { first: 10, last: 170 } : { first: 10, last: 10 }

/**
 * Of each status the first and the last: 400 events at the most. A parcel is one row, a D1 row ends at
 * 2 MB, and the longest event that an adapter can write takes 3 kB. What is lost lies in the middle of
 * a flood: how the journey began and how it ended stay, in every status.
 * An event's place depends on its status and time alone, never on what else is there, so what was
 * dropped once would be dropped again, and any order and split keeps one set. That is exact where the
 * key fixes both, as it does where it is made of the content with its time. Two tellings under one
 * source's own id may differ in both, those without a time in when we heard of them, and a table may
 * change: then, in a flood only, the order can matter.
 * https://developers.cloudflare.com/d1/platform/limits/
 */
function bounded(byKey: ReadonlyMap<string, TrackingEvent>): TrackingEvent[] {
  const groups = new Map<Status, [string, TrackingEvent][]>()
  for (const entry of byKey) {
    const { status } = entry[1]
    const group = groups.get(status) ?? []
    group.push(entry)
    groups.set(status, group)
  }
  const dropped = new Set<string>()
  for (const [status, group] of groups) {
    const { first, last } = quotaOf(status)
    if (group.length <= first + last) continue
    const sorted = group.toSorted(
      ([a, { occurredAt: atA }], [b, { occurredAt: atB }]) => atA - atB || (a < b ? -1 : 1),
    )
    for (const [key] of sorted.slice(first, -last)) dropped.add(key)
  }
  return [...byKey].flatMap(([key, event]) => (dropped.has(key) ? [] : [event]))
}

/** What only one of two tellings of a scan may know. */
const ASIDE = ['proofUrl', 'collectBy', 'openingHours'] as const

function joinTellings(a: TrackingEvent, b: TrackingEvent): TrackingEvent {
  const joined = { ...(isFirst(a, b) ? a : b), signedBy: either(a.signedBy, b.signedBy) }
  for (const name of ASIDE) {
    const known = either(a[name], b[name])
    if (known !== null) joined[name] = known
  }
  return joined
}

/** What one of them knows; of two, always the same one. */
const either = (a: string | null | undefined, b: string | null | undefined): string | null =>
  [a, b].flatMap(text => text ?? []).sort()[0] ?? null

/** By receipt; when both came together, by a written form that leaves out what is merged. */
function isFirst(a: TrackingEvent, b: TrackingEvent): boolean {
  if (a.receivedAt !== b.receivedAt) return a.receivedAt < b.receivedAt
  return unmerged(a) <= unmerged(b)
}

const unmerged = ({ signedBy, proofUrl, collectBy, openingHours, ...event }: TrackingEvent) =>
  JSON.stringify(event)
