// The demo owns time. It starts on the next weekday at 09:30 in Sydney, so that no text waits for a
// quiet hour and each run tells the same story, and moves on with real time plus jumps.

const ZONE = 'Australia/Sydney'
const START_HOUR = 9.5
const DAY_MS = 24 * 60 * 60_000

export type DemoClock = {
  /** Epoch milliseconds. */
  now(): number
  jump(minutes: number): void
}

/** `realNow` is the real clock, in epoch milliseconds. */
export function startClock(realNow: () => number = Date.now): DemoClock {
  let offsetMs = nextWeekdayMorning(realNow()) - realNow()
  return {
    now: () => realNow() + offsetMs,
    jump: minutes => {
      offsetMs += minutes * 60_000
    },
  }
}

/** The first 09:30 in Sydney, Monday to Thursday, that lies after the given instant. */
export function nextWeekdayMorning(now: number): number {
  for (let day = 0; day < 7; day++) {
    const morning = morningOf(now + day * DAY_MS)
    // Friday is left out: a story of two days would end on a Saturday.
    const opens = ['Mon', 'Tue', 'Wed', 'Thu'].includes(weekday(morning))
    if (opens && morning > now) return morning
  }
  throw new RangeError('no weekday within a week')
}

function morningOf(instant: number): number {
  const date = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(instant)
  const asUtc = Date.parse(`${date}T00:00:00Z`) + START_HOUR * 3_600_000
  // Sydney is UTC+10 or +11: the right one shows 09:30 there.
  const candidates = [asUtc - 10 * 3_600_000, asUtc - 11 * 3_600_000]
  return candidates.find(time => clockTime(time) === '09:30') ?? asUtc
}

/** The instant itself between 07:00 and 19:00 in Sydney, else the next 08:30. */
export function nextLikelyHour(now: number): number {
  const hour = Number(clockTime(now).slice(0, 2))
  if (hour >= 7 && hour < 19) return now
  const hours = (hour >= 19 ? 24 + 8.5 : 8.5) - hour
  const minutes = Number(clockTime(now).slice(3))
  return now + hours * 3_600_000 - minutes * 60_000
}

const weekday = (instant: number) =>
  new Intl.DateTimeFormat('en-AU', { timeZone: ZONE, weekday: 'short' }).format(instant).slice(0, 3)

/** `09:30` in Sydney. */
export const clockTime = (instant: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' }).format(
    instant,
  )

/** `Wed 09:30` in Sydney. */
export const weekdayTime = (instant: number): string => `${weekday(instant)} ${clockTime(instant)}`

/** `Wed 25 Nov, 09:30` in Sydney. */
export const dayAndTime = (instant: number): string => {
  const day = new Intl.DateTimeFormat('en-AU', {
    timeZone: ZONE,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  })
  return `${day.format(instant)}, ${clockTime(instant)}`
}
