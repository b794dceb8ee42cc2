// How often a carrier is asked about a parcel: by what it may have to tell. A parcel with the driver is
// asked about every twenty minutes while drivers drive, one that waits at a post office four times a day.
import { isFinal, type Status } from './status.ts'
import { addDays, instantsOf, localDay, localMinutes } from './time.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** From one look to the next, while the parcel is under way. */
const CADENCE_MS: Readonly<Record<Status, number>> = {
  pending: 6 * HOUR_MS,
  in_transit: 2 * HOUR_MS,
  out_for_delivery: 20 * MINUTE_MS,
  delivery_attempted: 2 * HOUR_MS,
  awaiting_collection: 6 * HOUR_MS,
  exception: 2 * HOUR_MS,
  returning: 6 * HOUR_MS,
  expired: DAY_MS,
  unknown: 6 * HOUR_MS,
  // One last look a day after the end: a signature, a scan that says it was not the end after all.
  delivered: DAY_MS,
  returned: DAY_MS,
  cancelled: DAY_MS,
}

/** A feed goes on watching for as long after the end, for the same: what it tells then would be lost. */
export const LET_GO_AFTER_MS = DAY_MS

/** Drivers are on the road between these minutes of the destination's day: 7:00 to 20:00. */
const DAY_BEGINS = 7 * 60
const DAY_ENDS = 20 * 60

/** A parcel that nobody saw the end of is given up after so long: carriers forget it too. */
const GIVE_UP_MS = 60 * DAY_MS

/** A feed that pushes by itself is asked so much less often: only for what it may have lost. */
const WATCHED_FACTOR = 4

export type Looked = {
  readonly status: Status
  /** When that status began; null: nothing was told yet. */
  readonly since: number | null
  readonly dispatchedAt: number
  /** The destination's time zone. */
  readonly zone: string
  /** The feed pushes its news too. */
  readonly watched: boolean
}

/**
 * `dueAt`: from when on. `lateAt`: the cadence has passed twice; of several due, the one that is late first
 * goes first, so that in a crowd a parcel with the driver does not wait behind those on the motorway.
 */
export type Look = { readonly dueAt: number; readonly lateAt: number }

/** The look after the one at `now`; null: none is wanted. */
export function nextLook(parcel: Looked, now: number): Look | null {
  const { status, since, dispatchedAt, zone, watched } = parcel
  if (now - dispatchedAt > GIVE_UP_MS) return null
  const cadence = CADENCE_MS[status] * (watched ? WATCHED_FACTOR : 1)
  if (isFinal(status)) {
    const last = (since ?? now) + CADENCE_MS[status]
    return now < last ? { dueAt: last, lateAt: last + cadence } : null
  }
  const next = now + cadence
  const dueAt = status === 'out_for_delivery' ? whileDriversDrive(next, zone) : next
  return { dueAt, lateAt: dueAt + cadence }
}

/** That instant, or seven in the morning after it when it is night there. */
function whileDriversDrive(at: number, zone: string): number {
  const minutes = localMinutes(at, zone)
  if (minutes >= DAY_BEGINS && minutes < DAY_ENDS) return at
  const today = localDay(at, zone)
  const day = minutes < DAY_BEGINS ? today : addDays(today, 1)
  return instantsOf(day, DAY_BEGINS, zone)[0]
}
