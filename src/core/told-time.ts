// When a carrier says that something happened. Feeds write ISO 8601, with or without an offset; what
// has none must not be read in the zone of whatever machine reads it.
import { instantsOf } from './time.ts'
import type { TrackingEvent } from './tracking.ts'

export type ToldTime = Pick<TrackingEvent, 'occurredAt' | 'offsetMinutes' | 'zone' | 'precision'>

/** ISO 8601 only: of `1/2/2026` nobody knows the month. .NET writes seven fractional digits. */
const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d:?\d\d)?)?$/i

/** Older is a placeholder, as .NET's 0001-01-01 and the epoch are: no parcel of ours is older. */
const EARLIEST = Date.UTC(2000, 0, 1)

/**
 * The instant and what is known of it; null when none was told. What has no offset is read from the
 * clocks of `zone`: where the scan was made, else where the carrier is at home.
 */
export function toldTime(text: string | null | undefined, zone = 'UTC'): ToldTime | null {
  const [, day, clock, offset] = ISO.exec(text?.trim() ?? '') ?? []
  if (!day) return null
  const minutes = offset ? minutesOf(offset) : null
  const asUtc = Date.parse(`${day}T${clock ?? '00:00'}Z`)
  if (!Number.isFinite(asUtc)) return null
  const occurredAt = minutes === null ? read(day, asUtc, zone) : asUtc - minutes * 60_000
  if (!(occurredAt >= EARLIEST)) return null
  return {
    occurredAt,
    offsetMinutes: minutes,
    zone: offset ? 'offset' : 'assumed',
    precision: clock ? 'second' : 'day',
  }
}

/** For a scan that must stand somewhere: without a time of its own, when we heard of it. */
export const toldTimeOr = (
  text: string | null | undefined,
  receivedAt: number,
  zone = 'UTC',
): ToldTime =>
  toldTime(text, zone) ?? {
    occurredAt: receivedAt,
    offsetMinutes: null,
    zone: 'unknown',
    precision: 'day',
  }

/** When the clocks of the zone read so; of an hour that comes twice, the first. */
const read = (day: string, asUtc: number, zone: string): number =>
  zone === 'UTC' ? asUtc : instantsOf(day, (asUtc - Date.parse(`${day}T00:00Z`)) / 60_000, zone)[0]

/** Minutes east of UTC: `+10:30` → 630. */
function minutesOf(offset: string): number {
  if (/^z$/i.test(offset)) return 0
  const [hours, minutes] = [offset.slice(1, 3), offset.slice(-2)]
  return (offset.startsWith('-') ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}
