// From a page's record to what a shopper sees: pure, in words and local times, and nothing a stranger
// with the link should learn. Never a street, a phone, an email or a name: the record has none.
import type { PageItem, PageParcel, PageRecord } from './page-record.ts'
import { sortEvents } from './fold.ts'
import { zoneOf } from './places.ts'
import { isFinal, type Status } from './status.ts'
import { formatDateTime, formatDay, formatTime, localDay } from './time.ts'
import type { Eta, TrackingEvent } from './tracking.ts'
import { REASON_WORDS, STAGE_OF, STAGES, STATUS_WORDS } from './words.ts'

export type TimelineEntry = {
  readonly at: string
  readonly local: string
  readonly text: string
  /** The carrier's own words where they say more; their language is the carrier's. */
  readonly carrierText: string | null
  readonly place: string | null
}

export type ParcelView = {
  readonly status: Status
  readonly headline: string
  readonly explanation: string
  /** 1 … 4, or 0 when the journey leads elsewhere. */
  readonly stage: number
  readonly stages: readonly string[]
  readonly eta: string | null
  readonly delivered: string | null
  readonly carrier: string
  readonly trackingNumber: string
  readonly carrierUrl: string | null
  readonly items: readonly PageItem[]
  readonly timeline: readonly TimelineEntry[]
}

export type PageView = {
  readonly brand: PageRecord['brand']
  readonly orderNumber: string
  readonly placed: string
  readonly cancelled: boolean
  readonly destination: string | null
  readonly parcels: readonly ParcelView[]
  /** What is ordered, while no parcel has left. */
  readonly items: readonly PageItem[]
}

/** The view of a page at `now`. */
export function pageView(record: PageRecord, now: number): PageView {
  const { brand, order } = record
  const zone = zoneOf(order.destination, brand.timeZone)
  const { suburb, state } = order.destination
  return {
    brand,
    orderNumber: order.number,
    placed: formatDay(localDay(order.placedAt, zone)),
    cancelled: order.cancelled && record.parcels.length === 0,
    destination: [suburb, state].filter(Boolean).join(' ') || null,
    parcels: record.parcels.map(parcel => parcelView(parcel, record, zone, now)),
    items: order.items.filter(item => item.quantity > 0),
  }
}

function parcelView(
  parcel: PageParcel,
  { brand, order }: PageRecord,
  zone: string,
  now: number,
): ParcelView {
  const { status, substatus, deliveredAt } = parcel.state
  const words = STATUS_WORDS[status]
  const reason = substatus && isFinal(status) ? REASON_WORDS[substatus] : undefined
  return {
    status,
    headline: words.headline,
    explanation: reason ? `${reason}. ${words.explanation}` : words.explanation,
    stage: STAGE_OF[status],
    stages: STAGES,
    eta: etaInWords(parcel.state.eta, zone, now),
    delivered: deliveredAt === null ? null : formatDateTime(deliveredAt, zone),
    carrier: parcel.carrier,
    trackingNumber: parcel.trackingNumber,
    carrierUrl: carrierUrl(brand.trackingUrls[parcel.carrier], parcel.trackingNumber),
    items: itemsOf(parcel, order.items),
    timeline: timeline(parcel.events, zone),
  }
}

/** A day stays a day; one that has passed is said to have passed. */
function etaInWords(eta: Eta | null, zone: string, now: number): string | null {
  if (!eta) return null
  const today = localDay(now, zone)
  const day = eta.kind === 'day' ? eta.on : localDay(eta.to, zone)
  if (day < today) {
    return `Expected ${formatDay(day)}. It is running late: we show a new date as soon as the courier gives one.`
  }
  const when = day === today ? 'today' : formatDay(day)
  if (eta.kind === 'day') return `Expected ${when}`
  const [from, to] = [formatTime(eta.from, zone), formatTime(eta.to, zone)]
  return from === to ? `Expected ${when}, about ${to}` : `Expected ${when}, ${from} to ${to}`
}

/** Newest first; repeats of one status at one place within two hours are one entry (R11). */
function timeline(events: readonly TrackingEvent[], zone: string): TimelineEntry[] {
  const shown: { event: TrackingEvent; entry: TimelineEntry }[] = []
  for (const event of sortEvents(events)) {
    if (event.status === 'unknown') continue
    const before = shown.at(-1)?.event
    if (before && isSameNews(before, event)) continue
    shown.push({ event, entry: entryOf(event, zone) })
  }
  return shown.map(({ entry }) => entry).reverse()
}

function entryOf(event: TrackingEvent, zone: string): TimelineEntry {
  const reason = event.substatus === null ? undefined : REASON_WORDS[event.substatus]
  const text = reason ?? STATUS_WORDS[event.status].headline
  const saysMore = event.text !== '' && event.text.toLowerCase() !== text.toLowerCase()
  return {
    at: new Date(event.occurredAt).toISOString(),
    local:
      event.precision === 'day'
        ? formatDay(localDay(event.occurredAt, zone))
        : formatDateTime(event.occurredAt, zone),
    text,
    carrierText: saysMore && !event.snapshot ? event.text : null,
    place: [event.location?.suburb, event.location?.state].filter(Boolean).join(' ') || null,
  }
}

const TWO_HOURS_MS = 7_200_000

const isSameNews = (a: TrackingEvent, b: TrackingEvent): boolean =>
  a.source !== b.source &&
  a.status === b.status &&
  (a.location?.suburb ?? null) === (b.location?.suburb ?? null) &&
  Math.abs(a.occurredAt - b.occurredAt) <= TWO_HOURS_MS

function itemsOf(parcel: PageParcel, items: readonly PageItem[]): readonly PageItem[] {
  if (parcel.items === null) return items.filter(item => item.quantity > 0)
  return parcel.items.flatMap(({ platformItemId, quantity }) => {
    const item = items.find(other => other.platformItemId === platformItemId)
    return item ? [{ ...item, quantity }] : []
  })
}

const carrierUrl = (template: string | undefined, number: string): string | null =>
  template ? template.replaceAll('{number}', encodeURIComponent(number)) : null
