// What a delivered parcel teaches: how long it took, and how long its carrier was silent on the way.
import { instantOf, type Step, sortEvents, steps } from './fold.ts'
import { type LaneParcel, lanesOf, type Travelled } from './lanes.ts'
import { isGuessed } from './message-facts.ts'
import { isOwn } from './silence.ts'
import { localDay } from './time.ts'
import type { TrackingEvent } from './tracking.ts'

const HOUR_MS = 3_600_000
/** Of an arrival that is known by its day alone. */
const MIDDAY_MS = 12 * HOUR_MS

export type Arrived = Omit<LaneParcel, 'weekday'> & {
  readonly dispatchedAt: number
  readonly events: readonly TrackingEvent[]
}

/** 1 is Monday. */
export const weekdayIn = (zone: string, instant: number): number =>
  new Date(`${localDay(instant, zone)}T00:00Z`).getUTCDay() || 7

/** The parcel's journey; null when nobody knows when it arrived. */
export function travelled(parcel: Arrived, zone: string): Travelled | null {
  const { dispatchedAt, events, destination } = parcel
  const journey = steps(events, { dispatchedAt, destinationPostcode: destination.postcode })
  const arrival = arrivalOf(journey)
  if (!arrival || isGuessed(arrival)) return null
  const at = arrival.at + (arrival.event.precision === 'day' ? MIDDAY_MS : 0)
  const hours = (at - dispatchedAt) / HOUR_MS
  if (hours <= 0) return null
  return {
    lanes: lanesOf({ ...parcel, weekday: weekdayIn(zone, dispatchedAt) }),
    hours,
    silenceHours: silenceOf(parcel, journey, arrival.at) / HOUR_MS,
  }
}

/** Where it waits to be collected, the carrier's part is done: how long the shopper takes is no part of it. */
const arrivalOf = (journey: readonly Step[]): Step | undefined =>
  journey.find(step => step.status === 'awaiting_collection') ??
  journey.findLast(
    (step, i) => step.status === 'delivered' && journey[i - 1]?.status !== 'delivered',
  )

/** The longest time without a scan, from the first one to the arrival; without any, the whole journey. */
function silenceOf(
  { events, dispatchedAt }: Arrived,
  journey: readonly Step[],
  arrivedAt: number,
): number {
  const first = journey.find(step => step.status !== 'pending')?.at ?? arrivedAt
  const heard = sortEvents(events.filter(event => event.status !== 'unknown' && !isOwn(event)))
    .map(instantOf)
    .filter(at => at >= first && at <= arrivedAt)
  const gaps = heard.slice(1).map((at, i) => at - (heard[i] ?? at))
  return gaps.length > 0 ? Math.max(...gaps) : Math.max(0, arrivedAt - dispatchedAt)
}
