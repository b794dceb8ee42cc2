// Calendar days and clock times in a given IANA zone, through daylight saving, out of Intl alone:
// what we need is 60 lines, and a date library with zones brings 20 kB to the edge for the rest.
// A day is `YYYY-MM-DD`, an instant is epoch milliseconds. An unknown zone throws (the config is checked).

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** The calendar day it is in the zone at that instant: `2026-11-25`. */
export function localDay(instant: number, zone: string): string {
  return new Date(wallClock(instant, zone)).toISOString().slice(0, 10)
}

/** What the wall clock reads in the zone at that instant, in minutes since 00:00 (14:05 → 845). */
export function localMinutes(instant: number, zone: string): number {
  return Math.floor((((wallClock(instant, zone) % DAY_MS) + DAY_MS) % DAY_MS) / MINUTE_MS)
}

/** The first instant of the day, also where daylight saving skips midnight. */
export function startOfDay(day: string, zone: string): number {
  return instantsOf(day, 0, zone)[0]
}

/** The instant the day is over: the first one of the next day. 23 or 25 hours after the start, at times. */
export function endOfDay(day: string, zone: string): number {
  return startOfDay(addDays(day, 1), zone)
}

/** `2026-12-31` + 1 → `2027-01-01`. */
export function addDays(day: string, days: number): string {
  return new Date(utcOf(day) + days * DAY_MS).toISOString().slice(0, 10)
}

/**
 * The instants at which the zone's clocks read this time of this day, earliest first: one, or two
 * in the hour that is repeated. A time that is skipped gives the instant the clocks jump over it.
 */
export function instantsOf(
  day: string,
  minutes: number,
  zone: string,
): readonly [number, ...number[]] {
  const wall = utcOf(day) + minutes * MINUTE_MS
  const before = offsetAt(wall - DAY_MS, zone)
  const after = offsetAt(wall + DAY_MS, zone)
  if (before === after) return [wall - before]
  const earlier = wall - Math.max(before, after)
  const later = wall - Math.min(before, after)
  const [first, ...others] = [earlier, later].filter(at => wallClock(at, zone) === wall)
  return first === undefined ? [firstReading(wall, earlier, later, zone)] : [first, ...others]
}

/** `Wednesday 25 November`, of a calendar day; with its year where that is not this one. */
export function formatDay(day: string, locale = 'en-AU', withYear = false): string {
  const format = withYear ? 'dayOfYear' : 'day'
  return remembered(`${format} ${locale} ${day}`, () =>
    formatterFor(format, locale, 'UTC').format(utcOf(day)),
  )
}

/** `today` → `Today`: what began inside a sentence now begins a line. */
export function capitalised(text: string, locale = 'en-AU'): string {
  const [first = ''] = text
  return first.toLocaleUpperCase(locale) + text.slice(first.length)
}

/** `2:05 pm`. */
export function formatTime(instant: number, zone: string, locale = 'en-AU'): string {
  // What a clock shows depends on nothing but where its hands stand.
  const minutes = localMinutes(instant, zone)
  return remembered(`${locale} ${minutes}`, () =>
    formatterFor('time', locale, 'UTC').format(minutes * MINUTE_MS),
  )
}

/** Days and times in words: a page asks for a dozen, and pages of one hour for the same. */
const texts = new Map<string, string>()
const MOST_TEXTS = 20_000

function remembered(key: string, format: () => string): string {
  const known = texts.get(key)
  if (known !== undefined) return known
  const text = plain(format())
  if (texts.size >= MOST_TEXTS) texts.clear()
  texts.set(key, text)
  return text
}

/** Intl's narrow no-break space would cost an SMS its GSM alphabet, and differs between ICU versions. */
const plain = (text: string): string => text.replace(/[\u00A0\u202F]/g, ' ')

const utcOf = (day: string): number => Date.parse(`${day}T00:00:00Z`)

const offsetAt = (instant: number, zone: string): number => wallClock(instant, zone) - instant

/** What the clocks of the zone read, as if they read UTC: the difference to the instant is the offset. */
function wallClock(instant: number, zone: string): number {
  const known = steady.get(zone)
  if (known && instant >= known.from && instant <= known.to) return instant + known.offset
  const wall = readClock(instant, zone)
  steady.set(zone, joined(known, instant, wall - instant))
  return wall
}

/** A span in which a zone's offset does not change. */
type Steady = { readonly from: number; readonly to: number; readonly offset: number }

/**
 * The span around the instants last asked for, by zone: a page asks for a dozen of one week, and
 * asking Intl costs a tenth of the page. No zone changes its clocks and back within a week.
 */
const steady = new Map<string, Steady>()
const WEEK_MS = 7 * DAY_MS

function joined(known: Steady | undefined, at: number, offset: number): Steady {
  const near = known && at > known.from - WEEK_MS && at < known.to + WEEK_MS
  if (!near || known.offset !== offset) return { from: at, to: at, offset }
  return { from: Math.min(known.from, at), to: Math.max(known.to, at), offset }
}

function readClock(instant: number, zone: string): number {
  const read: Record<string, number> = {}
  for (const { type, value } of formatterFor('clock', 'en-US', zone).formatToParts(instant)) {
    if (type !== 'literal') read[type] = Number(value)
  }
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = read
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((instant % 1000) + 1000) % 1000)
}

/** The jump itself: the first instant of `(from, to]` at which the clocks read `wall` or later. */
function firstReading(wall: number, from: number, to: number, zone: string): number {
  let [early, late] = [from, to]
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2)
    if (wallClock(middle, zone) < wall) early = middle
    else late = middle
  }
  return late
}

const FORMATS = {
  clock: {
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  },
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  dayOfYear: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  time: { hour: 'numeric', minute: '2-digit' },
} satisfies Record<string, Intl.DateTimeFormatOptions>

/** A formatter costs some 35 µs to make and 1 to 2 µs to use (Node 24): made once per isolate. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterFor(
  format: keyof typeof FORMATS,
  locale: string,
  timeZone: string,
): Intl.DateTimeFormat {
  const key = `${format} ${locale} ${timeZone}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, { ...FORMATS[format], timeZone })
  formatters.set(key, made)
  return made
}
