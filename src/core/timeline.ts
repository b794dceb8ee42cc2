// A parcel's scans as lines a shopper reads: without what is noise to them, newest first, by day, in
// our words for what we know and in the carrier's own where they add something.
import { instantOf, sortEvents } from './fold.ts'
import type { PageParcel } from './page-record.ts'
import { isOwn } from './silence.ts'
import type { Status } from './status.ts'
import { addDays, capitalised, formatDay, formatTime, localDay } from './time.ts'
import type { TrackingEvent } from './tracking.ts'
import { say, statusWords, type Words } from './words.ts'

export type EntryView = {
  /** ISO instant, or a calendar day when the carrier gave no time. */
  readonly at: string
  readonly time: string | null
  readonly text: string
  /** The carrier's own words, where they add something. */
  readonly carrierText: string | null
  readonly place: string | null
}

export type DayView = {
  readonly on: string
  readonly day: string
  readonly entries: readonly EntryView[]
}

/** How and from where days and times are read. */
export type TimelineFrame = {
  readonly words: Words
  /** IANA zone of the destination. */
  readonly zone: string
  readonly today: string
}

const TWO_HOURS_MS = 2 * 3_600_000
const NUMBER_REUSE_MS = 30 * 86_400_000

/** Lookups that failed are our affair, not the parcel's. */
const NOT_NEWS = new Set(['lookup_error', 'invalid_number', 'not_found', 'mixed_items'])

/**
 * Oldest first; without repeats (R11), an earlier use of the number (R15), scans after delivery, and what
 * we noted ourselves.
 */
export function shownEvents({ events, state, dispatchedAt }: PageParcel): TrackingEvent[] {
  const shown: TrackingEvent[] = []
  const scanned = new Set(events.flatMap(({ snapshot, status }) => (snapshot ? [] : [status])))
  for (const event of sortEvents(events)) {
    const at = instantOf(event)
    const hidden =
      isOwn(event) ||
      NOT_NEWS.has(event.substatus ?? '') ||
      (event.snapshot && scanned.has(event.status)) // the scan itself says it with its time and place
    if (hidden || at < dispatchedAt - NUMBER_REUSE_MS) continue
    const late =
      state.status === 'delivered' && state.deliveredAt !== null && at > state.deliveredAt
    if (late || shown.some(other => isSameNews(other, event))) continue
    shown.push(event)
  }
  return shown
}

/** Two feeds that tell of one scan: same status and suburb, within two hours. */
const isSameNews = (a: TrackingEvent, b: TrackingEvent): boolean =>
  a.source !== b.source &&
  a.status === b.status &&
  (a.location?.suburb ?? '').toLowerCase() === (b.location?.suburb ?? '').toLowerCase() &&
  Math.abs(a.occurredAt - b.occurredAt) <= TWO_HOURS_MS

export function timeline(
  events: readonly TrackingEvent[],
  carrier: string,
  frame: TimelineFrame,
): DayView[] {
  const byDay = new Map<string, EntryView[]>()
  for (const event of events.toReversed()) {
    const day = dayOf(event, frame.zone)
    const entries = byDay.get(day) ?? []
    byDay.set(day, entries)
    entries.push(entryView(event, carrier, frame))
  }
  return [...byDay].map(([on, entries]) => ({
    on,
    day: capitalised(dayInWords(on, frame), frame.words.locale),
    entries,
  }))
}

function entryView(event: TrackingEvent, carrier: string, frame: TimelineFrame): EntryView {
  const { words, zone } = frame
  const text = say(statusWords(words, event.status, event.substatus).entry, { carrier })
  const addsMore = isSaid(event) && wantsMore(event) && !saysTheSame(event.text, text)
  const timed = hasTime(event)
  return {
    at: timed ? new Date(instantOf(event)).toISOString() : dayOf(event, zone),
    time: timed ? formatTime(instantOf(event), zone, words.locale) : null,
    text,
    carrierText: addsMore ? event.text : null,
    place: event.location && (placeOf(event.location) ?? event.location.text),
  }
}

/** Some feeds write a code where others write a sentence; `InTransit` is nothing to be read. */
const isSaid = ({ status, text }: TrackingEvent): boolean =>
  text !== '' && (status === 'unknown' || /\s/.test(text.trim()))

/** Troubles, of which a carrier knows more than our words do. */
const TROUBLES = new Set(['delivery_attempted', 'exception', 'expired', 'returning', 'returned'])
const TROUBLE_REASONS = new Set(['delayed', 'on_hold', 'customs_held', 'rescheduled'])

/** Something that costs the parcel time. */
export const isTrouble = (status: Status, substatus: string | null): boolean =>
  TROUBLES.has(status) || TROUBLE_REASONS.has(substatus ?? '')

/** What our words say exactly needs no second telling; what they know roughly, or is trouble, does. */
const wantsMore = ({ status, substatus }: TrackingEvent): boolean =>
  status === 'unknown' || substatus === null || isTrouble(status, substatus)

/** A time whose zone nobody knows would be hours wrong: only its day is told. */
export const hasTime = (event: TrackingEvent): boolean =>
  event.precision !== 'day' && event.zone !== 'unknown'

/** The day of a scan; one that is known by its day keeps the day of the place that wrote it. */
export function dayOf(event: TrackingEvent, zone: string): string {
  if (event.precision !== 'day' || event.offsetMinutes === null) {
    return localDay(instantOf(event), zone)
  }
  return new Date(event.occurredAt + event.offsetMinutes * 60_000).toISOString().slice(0, 10)
}

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}]/gu, '')

const saysTheSame = (a: string, b: string): boolean => {
  const letters = lettersOf(a)
  return letters !== '' && lettersOf(b).includes(letters)
}

/** `today`, `tomorrow, Wednesday 25 November`, and the year when it is another one: inside a sentence. */
export function dayInWords(day: string, { words, today }: TimelineFrame): string {
  const date = formatDay(day, words.locale, day.slice(0, 4) !== today.slice(0, 4))
  if (day === today) return words.days.today
  if (day === addDays(today, 1)) return say(words.days.tomorrow, { date })
  if (day === addDays(today, -1)) return say(words.days.yesterday, { date })
  return date
}

/** `today, 2:05 pm`. */
export const timeInWords = (
  { day, at }: { readonly day: string; readonly at: number },
  { words, zone }: Pick<TimelineFrame, 'words' | 'zone'>,
): string => say(words.days.at, { day, time: formatTime(at, zone, words.locale) })

/** `Bondi NSW`; carriers shout, and a place does not. */
export function placeOf(place: { suburb: string | null; state: string | null }): string | null {
  const suburb = place.suburb && unshout(place.suburb)
  return [suburb, place.state].filter(Boolean).join(' ') || null
}

const unshout = (text: string): string =>
  text !== text.toUpperCase()
    ? text
    : text.toLowerCase().replace(/(^|[\s-])\p{L}/gu, start => start.toUpperCase())
