// How a feed writes down what it was told: one parcel, one event, one place, with text cleaned and bounded at the
// door. What a feed cannot know is left out and reads as null.

import type { Mapped } from '../../core/status.ts'
import { cleanText, textOrNull } from '../../core/text.ts'
import { type ToldTime, toldTime } from '../../core/told-time.ts'
import type { Eta, Place, TrackingEvent, TrackingReport } from '../../core/tracking.ts'

type Told = {
  readonly source: string
  readonly receivedAt: number
  readonly code: string
  readonly text: string
  readonly mapped: Mapped
  readonly time: ToldTime
  readonly location?: Place | null
  readonly sourceEventId?: string | null
  readonly sequence?: number | null
  readonly signedBy?: string | null
  readonly proofUrl?: string | null
  readonly collectBy?: string | null
  readonly openingHours?: string | null
  /** The current status only, no scan (R10). */
  readonly snapshot?: boolean
}

export function eventOf(told: Told): TrackingEvent {
  const proofUrl = httpsUrl(told.proofUrl)
  const openingHours = textOrNull(told.openingHours, 200)
  return {
    ...told.time,
    source: told.source,
    sourceEventId: told.sourceEventId ? cleanText(told.sourceEventId, 120) : null,
    code: cleanText(told.code, 80),
    text: cleanText(told.text),
    status: told.mapped.status,
    substatus: told.mapped.substatus,
    location: told.location ?? null,
    sequence: told.sequence ?? null,
    signedBy: textOrNull(told.signedBy, 80),
    ...(proofUrl !== null && { proofUrl }),
    ...(told.collectBy &&
      /^\d{4}-\d\d-\d\d$/.test(told.collectBy) && { collectBy: told.collectBy }),
    ...(openingHours !== null && { openingHours }),
    snapshot: told.snapshot ?? false,
    receivedAt: told.receivedAt,
  }
}

/** One parcel: its number, and what else was told of it. */
type ToldParcel = {
  readonly trackingNumber: string
  readonly carrier?: string | null
  readonly service?: string | null
  readonly orderNumber?: string | null
  readonly dispatched?: boolean
  readonly events?: readonly TrackingEvent[]
  readonly eta?: Eta | null
  /** Why the feed could not look it up, where it could not. */
  readonly lookupFailed?: string | undefined
}

export const reportOf = ({ lookupFailed, ...told }: ToldParcel): TrackingReport => ({
  trackingNumber: cleanText(told.trackingNumber, 80),
  carrier: textOrNull(told.carrier, 80),
  service: textOrNull(told.service, 80),
  orderNumber: textOrNull(told.orderNumber, 80),
  dispatched: told.dispatched ?? false,
  events: told.events ?? [],
  eta: told.eta ?? null,
  ...(lookupFailed !== undefined && { lookupFailed }),
})

type ToldPlace = { readonly [part in keyof Place]?: string | null | undefined }

/** Null when nothing of it was told. */
export function placeOf(told: ToldPlace | null | undefined): Place | null {
  if (!told) return null
  const place = {
    text: textOrNull(told.text, 120),
    suburb: textOrNull(told.suburb, 80),
    state: textOrNull(told.state, 40),
    postcode: textOrNull(told.postcode, 20),
    country: textOrNull(told.country, 40),
  }
  return Object.values(place).some(Boolean) ? place : null
}

/** A day, also one that is written as its midnight: nobody knows the hour. */
const DAY = /^\d{4}-\d\d-\d\d(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/i

/**
 * When it shall arrive, from the two ends that were told, of which one is enough; null when they tell no
 * time. Of several days it is the last. What has no offset is read from the clocks of `zone`.
 */
export function etaBetween(
  from: string | null | undefined,
  to: string | null | undefined,
  zone: string,
  toldAt: number,
): Eta | null {
  const [first, last] = [(from || to)?.trim(), (to || from)?.trim()]
  const [begin, end] = [toldTime(first, zone), toldTime(last, zone)]
  if (!first || !last || !begin || !end) return null
  if (DAY.test(first) || DAY.test(last)) return { kind: 'day', on: last.slice(0, 10), toldAt }
  const [earliest, latest] = [begin.occurredAt, end.occurredAt].sort((a, b) => a - b)
  return { kind: 'window', from: earliest ?? 0, to: latest ?? 0, toldAt }
}

/** Whether it lies before the parcel's first scan, as a placeholder does. */
export const isBeforeAll = (eta: Eta, events: readonly TrackingEvent[]): boolean =>
  events.length > 0 &&
  (eta.kind === 'day' ? Date.parse(`${eta.on}T23:59:59Z`) : eta.to) <
    Math.min(...events.map(event => event.occurredAt))

/** Pictures come from anywhere and go to a browser: only a whole https address is one. */
function httpsUrl(text: string | null | undefined): string | null {
  const url = text ? URL.parse(text) : null
  return url?.protocol === 'https:' && url.href.length <= 1000 ? url.href : null
}
