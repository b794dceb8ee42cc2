// An ETA as a person reads it: a day stays a day, a window within a day keeps its times. The page
// says `Today`, a mail that is read tomorrow must not: the caller brings its own words for days.
import { estimate, type Lane } from './lanes.ts'
import { formatTime, localDay } from './time.ts'
import { say, type Words } from './words.ts'

/** What a page's and a message's ETA have in common. */
export type EtaDates =
  | { readonly kind: 'day'; readonly on: string }
  | { readonly kind: 'window'; readonly from: number; readonly to: number }

/** A "window" of most of a day says no more than the day. */
const ALL_DAY_MS = 12 * 3_600_000

/** The first and the last calendar day of it at the destination. */
export const etaDays = (eta: EtaDates, zone: string): readonly [string, string] =>
  eta.kind === 'day' ? [eta.on, eta.on] : [localDay(eta.from, zone), localDay(eta.to, zone)]

/**
 * When a parcel of this lane that has not arrived yet usually does: days, because hours would claim more
 * than is known. None of them has passed; null when the lane cannot tell any more.
 */
export function usualDays(
  { lane, dispatchedAt }: { readonly lane: Lane | null; readonly dispatchedAt: number },
  now: number,
  zone: string,
): EtaDates | null {
  const range = lane && estimate(lane, dispatchedAt, now)
  if (!range) return null
  const on = localDay(range.to, zone)
  return localDay(range.from, zone) === on ? { kind: 'day', on } : { kind: 'window', ...range }
}

/** `Wednesday 25 November`, `…, 9:00 am to 1:00 pm`, or two days. */
export function etaInWords(
  eta: EtaDates,
  { words, zone }: { readonly words: Words; readonly zone: string },
  dayInWords: (day: string) => string,
): string {
  const [first, last] = etaDays(eta, zone)
  const day = dayInWords(last)
  if (first !== last) return say(words.eta.days, { from: dayInWords(first), to: day })
  if (eta.kind === 'day' || eta.to - eta.from > ALL_DAY_MS) return day
  const from = formatTime(eta.from, zone, words.locale)
  const to = formatTime(eta.to, zone, words.locale)
  return say(from === to ? words.eta.by : words.eta.between, { day, from, to })
}
