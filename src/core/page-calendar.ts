// The page as a calendar (RFC 5545): one entry a parcel, for the day or the hours it is expected. Whoever
// subscribes sees it move: the entry keeps its name, its number rises with every change, and what will
// not come any more is cancelled. A library brings more kilobytes than these lines have (decision 017).
import type { PageView, ParcelView } from './page-view.ts'
import { addDays } from './time.ts'
import { say, type Words } from './words.ts'

/** Statuses after which nobody brings anything. */
const OVER = new Set(['awaiting_collection', 'returning', 'returned', 'cancelled'])

export type CalendarPlace = {
  /** Absolute, of the page. */
  readonly url: string
  /** Unique among all orders, and no key to any: entries are shared. */
  readonly id: string
  readonly now: number
}

export function pageCalendar(view: PageView, words: Words, place: CalendarPlace): string {
  const { merchant: name } = view
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Waymark//Tracking//EN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${text(say(words.calendar.expected, { merchant: name }))}`,
    ...view.parcels.flatMap((parcel, i) => entry(parcel, i + 1, view, words, place)),
    'END:VCALENDAR',
  ]
  return lines.map(line => `${folded(line)}\r\n`).join('')
}

/** Whether a day is still to come: one that has passed is no entry to add. */
export const isExpected = ({ eta, deliveredAt, status }: ParcelView): boolean =>
  eta !== null && !eta.missed && deliveredAt === null && !OVER.has(status)

function entry(
  parcel: ParcelView,
  n: number,
  { merchant, orderNumber, destination }: PageView,
  words: Words,
  { url, id, now }: CalendarPlace,
): string[] {
  const when = timesOf(parcel)
  if (!when) return []
  const summary = parcel.deliveredAt === null ? words.calendar.expected : words.calendar.delivered
  const { headline, carrier, trackingNumber } = parcel
  const description = trackingNumber
    ? say(words.calendar.text, { headline, number: orderNumber, carrier, trackingNumber })
    : headline
  return [
    'BEGIN:VEVENT',
    `UID:${id}-${n}`,
    `DTSTAMP:${instant(now)}`,
    `LAST-MODIFIED:${instant(parcel.changedAt)}`,
    // Rises with what is known, so that the newer of two copies is the one that is kept.
    `SEQUENCE:${Math.floor(parcel.changedAt / 60_000) % 2 ** 31}`,
    ...when,
    `SUMMARY:${text(say(summary, { merchant }))}`,
    `DESCRIPTION:${text(`${description}\n${url}`)}`,
    ...(destination ? [`LOCATION:${text(destination)}`] : []),
    `URL:${url}`,
    `STATUS:${OVER.has(parcel.status) ? 'CANCELLED' : parcel.eta?.estimated ? 'TENTATIVE' : 'CONFIRMED'}`,
    'TRANSP:TRANSPARENT', // a parcel on its way keeps nobody busy
    'END:VEVENT',
  ]
}

/** DTSTART and DTEND; null when no day is known. */
function timesOf({ deliveredAt, eta, status, changedAt }: ParcelView): string[] | null {
  if (deliveredAt !== null)
    return [`DTSTART:${instant(deliveredAt)}`, `DTEND:${instant(deliveredAt)}`]
  if (OVER.has(status)) return [`DTSTART:${instant(changedAt)}`, `DTEND:${instant(changedAt)}`]
  if (!eta) return null
  const { dates } = eta
  if (dates.kind === 'day') return days(dates.on, dates.on)
  if (eta.estimated) return days(eta.from, eta.on)
  return [`DTSTART:${instant(dates.from)}`, `DTEND:${instant(dates.to)}`]
}

/** The end of whole days is the first day after them. */
const days = (from: string, until: string): string[] => [
  `DTSTART;VALUE=DATE:${from.replaceAll('-', '')}`,
  `DTEND;VALUE=DATE:${addDays(until, 1).replaceAll('-', '')}`,
]

const instant = (at: number): string =>
  `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

/** RFC 5545 §3.3.11. */
const text = (value: string): string =>
  value
    .toWellFormed()
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|[\r\n]/g, '\\n')
    .replace(/\p{Cc}/gu, '')

const encoder = new TextEncoder()

/** RFC 5545 §3.1: a line has 75 octets at the most, and goes on after a line break and a blank. */
function folded(line: string): string {
  let octets = 0
  let out = ''
  for (const char of line) {
    const size = encoder.encode(char).length
    if (octets + size > 75) {
      out += '\r\n '
      octets = 1
    }
    out += char
    octets += size
  }
  return out
}
