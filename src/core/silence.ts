// How long a parcel may be silent before somebody should ask, and the events of our own that say that it
// was (R8). They are events like others, so that the state stays a fold over the set: the next scan ends
// what they say, wherever in time it lies.
import type { Status } from './status.ts'
import { addDays, endOfDay, localDay, startOfDay } from './time.ts'
import type { TrackingEvent } from './tracking.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** No event of others for so long: nothing more is expected. */
export const EXPIRES_AFTER_MS = 30 * DAY_MS
/** No event of others at all for so long after the dispatch: the carrier does not know the number. */
export const NOT_FOUND_AFTER_MS = 5 * DAY_MS

/**
 * Hours of silence that are nothing unusual while too little is known of a lane: guesses. A lane learns the
 * longest silence of parcels that arrived, which lies on the road: it says nothing of a day in the van, nor of
 * parcels in trouble.
 */
const USUAL = {
  in_transit: { hours: 72, learnt: true },
  out_for_delivery: { hours: 24, learnt: false },
  delivery_attempted: { hours: 48, learnt: false },
  exception: { hours: 72, learnt: false },
  returning: { hours: 120, learnt: false },
} as const satisfies Partial<Record<Status, { hours: number; learnt: boolean }>>

type UnderWay = keyof typeof USUAL

export const UNDER_WAY = Object.keys(USUAL) as UnderWay[]

/** The carrier has it, and should have something to say of it. */
export const isUnderWay = (status: Status): status is UnderWay => Object.hasOwn(USUAL, status)

/** A feed that tells little of the way teaches that there is no silence at all. */
export const SHORTEST_LEARNT_HOURS = 24

export const isLearnt = (status: UnderWay): boolean => USUAL[status].learnt

/** What a lane knows of silence (lanes.ts): one parcel in twenty was ever silent for longer. */
type LaneSilence = { readonly silenceHours: number }

type SilenceLimit = {
  readonly ms: number
  /** Saturdays and Sundays at the destination count; a lane's own hours have them in already. */
  readonly weekends: boolean
}

/** How long a parcel of that status may be silent; null: its silence says nothing. */
export function silenceLimit(status: Status, lane: LaneSilence | null): SilenceLimit | null {
  if (!isUnderWay(status)) return null
  const { hours, learnt } = USUAL[status]
  return lane && learnt
    ? { ms: Math.max(lane.silenceHours, SHORTEST_LEARNT_HOURS) * HOUR_MS, weekends: true }
    : { ms: hours * HOUR_MS, weekends: false }
}

/** What a look at a silent parcel needs. */
export type Listened = {
  readonly status: Status
  /** TrackingState.heardAt. */
  readonly heardAt: number | null
  readonly dispatchedAt: number
  /** The destination's time zone. */
  readonly zone: string
  readonly lane: LaneSilence | null
}

/** What the silence says at `now`, as an event of our own; null: nothing yet. One silence, one event. */
export function noteSilence(parcel: Listened, now: number): TrackingEvent | null {
  const { status, heardAt, dispatchedAt } = parcel
  const expiresAt = Math.max(heardAt ?? 0, dispatchedAt) + EXPIRES_AFTER_MS
  if (now >= expiresAt && status !== 'exception') {
    return ownEvent({ code: 'expired', status: 'expired', substatus: null }, expiresAt, now)
  }
  if (heardAt === null) {
    const at = dispatchedAt + NOT_FOUND_AFTER_MS
    if (status !== 'unknown' || now < at) return null
    return ownEvent({ code: 'not_found', status: 'pending', substatus: 'not_found' }, at, now)
  }
  const limit = silenceLimit(status, parcel.lane)
  if (!limit) return null
  const silent = limit.weekends ? now - heardAt : workdaysBetween(heardAt, now, parcel.zone)
  if (silent <= limit.ms) return null
  // At the instant of the last word: it outranks nothing, and a silence that is noted twice is one event.
  return ownEvent({ code: 'stalled', status: 'unknown', substatus: 'stalled' }, heardAt, now)
}

const SOURCE = 'waymark'

export const isOwn = (event: Pick<TrackingEvent, 'source'>): boolean => event.source === SOURCE

export const isStalledEvent = (event: TrackingEvent): boolean =>
  isOwn(event) && event.code === 'stalled'

const ownEvent = (
  said: Pick<TrackingEvent, 'code' | 'status' | 'substatus'>,
  occurredAt: number,
  receivedAt: number,
): TrackingEvent => ({
  ...said,
  source: SOURCE,
  sourceEventId: null,
  text: '',
  occurredAt,
  offsetMinutes: 0,
  zone: 'offset',
  precision: 'second',
  location: null,
  sequence: null,
  signedBy: null,
  snapshot: false,
  receivedAt,
})

/**
 * Whether the silence is what there is to say of the parcel: a carrier that has said what holds it up has
 * said more.
 */
export const isSilentOnTheWay = (state: {
  readonly status: Status
  readonly flags: readonly string[]
}): boolean =>
  state.status === 'in_transit' &&
  state.flags.includes('stalled') &&
  !state.flags.includes('delayed')

/** The time between the instants without the Saturdays and Sundays of the zone. */
export function workdaysBetween(from: number, to: number, zone: string): number {
  let time = 0
  for (let day = localDay(from, zone); startOfDay(day, zone) < to; day = addDays(day, 1)) {
    if (isWeekend(day)) continue
    time += Math.min(to, endOfDay(day, zone)) - Math.max(from, startOfDay(day, zone))
  }
  return time
}

function isWeekend(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}
