// Hours in which no text message may leave: those of the recipient's night, not of ours. Email is
// never held.
import { addDays, instantsOf, localDay, localMinutes } from './time.ts'

/** Clock times `HH:MM`; the night usually wraps midnight. Equal times: never quiet. */
type QuietHours = { readonly from: string; readonly to: string }

/** When the quiet that holds at `now` in that zone ends; null when it is not quiet. */
export function quietUntil(now: number, zone: string, hours: QuietHours): number | null {
  if (!isQuiet(now, zone, hours)) return null
  const today = localDay(now, zone)
  // The clocks may read `to` twice in one night, or jump over the whole waking time of a day.
  const ends = [0, 1, 2].flatMap(days =>
    instantsOf(addDays(today, days), minutesOf(hours.to), zone),
  )
  return ends.find(end => end > now && !isQuiet(end, zone, hours)) ?? null
}

function isQuiet(instant: number, zone: string, hours: QuietHours): boolean {
  const [from, to] = [minutesOf(hours.from), minutesOf(hours.to)]
  const minutes = localMinutes(instant, zone)
  return from <= to ? minutes >= from && minutes < to : minutes >= from || minutes < to
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}
