import { describe, expect, it } from 'vitest'
import {
  type Listened,
  noteSilence,
  silenceLimit,
  workdaysBetween,
} from '../../src/core/silence.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const ZONE = 'Australia/Sydney'
/** Monday 23 November 2026, 10:00 in Sydney. */
const MONDAY = Date.UTC(2026, 10, 22, 23)

const parcel = (more: Partial<Listened> = {}): Listened => ({
  status: 'in_transit',
  heardAt: MONDAY,
  dispatchedAt: MONDAY - DAY,
  zone: ZONE,
  lane: null,
  ...more,
})

describe('a silent parcel', () => {
  it('is stalled after three days, at the instant of its last scan, so that it is one event', () => {
    expect(noteSilence(parcel(), MONDAY + 3 * DAY)).toBeNull()
    const first = noteSilence(parcel(), MONDAY + 3 * DAY + 1)
    expect(first).toMatchObject({ source: 'waymark', code: 'stalled', occurredAt: MONDAY })
    expect(noteSilence(parcel(), MONDAY + 9 * DAY)?.occurredAt).toBe(MONDAY)
  })

  it('is left alone over a weekend: out on Friday, it is stalled on Monday at that hour', () => {
    const friday = MONDAY - 3 * DAY
    const out = parcel({ status: 'out_for_delivery', heardAt: friday })
    expect(noteSilence(out, MONDAY)).toBeNull()
    expect(noteSilence(out, MONDAY + 1)?.code).toBe('stalled')
  })

  it('goes by its lane where one is known, weekends and all', () => {
    const lane = { silenceHours: 30 }
    expect(noteSilence(parcel({ lane }), MONDAY + 30 * HOUR)).toBeNull()
    expect(noteSilence(parcel({ lane }), MONDAY + 30 * HOUR + 1)?.code).toBe('stalled')
    expect(silenceLimit('returning', lane)).toEqual(silenceLimit('returning', null))
  })

  it('of which nobody ever spoke is unknown to the carrier after five days', () => {
    const silent = parcel({ status: 'unknown', heardAt: null })
    const at = silent.dispatchedAt + 5 * DAY
    expect(noteSilence(silent, at - 1)).toBeNull()
    expect(noteSilence(silent, at)).toMatchObject({ status: 'pending', occurredAt: at })
    expect(noteSilence({ ...silent, status: 'pending' }, at + DAY)).toBeNull()
  })

  it('is given up after thirty days, unless a problem stands', () => {
    const at = MONDAY + 30 * DAY
    expect(noteSilence(parcel(), at)).toMatchObject({ status: 'expired', occurredAt: at })
    expect(noteSilence(parcel({ status: 'exception' }), at)?.code).toBe('stalled')
    expect(noteSilence(parcel({ status: 'awaiting_collection' }), at - 1)).toBeNull()
  })
})

describe('time without weekends', () => {
  it('is what lies on Mondays to Fridays of the zone, through daylight saving too', () => {
    expect(workdaysBetween(MONDAY, MONDAY + 7 * DAY, ZONE)).toBe(5 * DAY)
    const saturday = MONDAY + 5 * DAY
    expect(workdaysBetween(saturday, saturday + DAY, ZONE)).toBe(0)
    expect(workdaysBetween(MONDAY, MONDAY, ZONE)).toBe(0)
    // Clocks went forward on Sunday 4 October 2026: that hour is the weekend's.
    const friday = Date.UTC(2026, 9, 2, 0)
    expect(workdaysBetween(friday, friday + 4 * DAY, ZONE)).toBe(2 * DAY + HOUR)
  })
})
