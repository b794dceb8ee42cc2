// How often a carrier is asked, through night, day and the end of a journey.
import { describe, expect, it } from 'vitest'
import { type Look, nextLook } from '../../src/core/cadence.ts'
import { STATUSES, type Status } from '../../src/core/status.ts'

const HOUR_MS = 3_600_000
const NOW = Date.parse('2026-11-24T02:00:00Z') // 13:00 in Sydney
const parcel = (status: Status, since = NOW - HOUR_MS) => ({
  status,
  since,
  dispatchedAt: NOW - 24 * HOUR_MS,
  zone: 'Australia/Sydney',
  watched: false,
})
const hours = (from: number, look: Look | null) => look && (look.dueAt - from) / HOUR_MS

describe('the next look at a parcel', () => {
  it.each([
    ['pending', 6],
    ['in_transit', 2],
    ['out_for_delivery', 1 / 3],
    ['delivery_attempted', 2],
    ['awaiting_collection', 6],
    ['exception', 2],
    ['returning', 6],
    ['expired', 24],
    ['unknown', 6],
  ] as const)('that is %s is %s h away', (status, wanted) => {
    expect(hours(NOW, nextLook(parcel(status), NOW))).toBeCloseTo(wanted, 6)
  })

  it.each([
    ['2026-11-24T08:50:00Z', '2026-11-24T20:00:00Z'], // 19:50 → 7:00 next morning
    ['2026-11-24T19:30:00Z', '2026-11-24T20:00:00Z'], // 6:30 → 7:00
    ['2026-11-24T08:30:00Z', '2026-11-24T08:50:00Z'], // 19:30 → 19:50
  ])('with the driver at %s is at %s: drivers sleep too', (now, next) => {
    const at = Date.parse(now)
    expect(nextLook(parcel('out_for_delivery', at), at)?.dueAt).toBe(Date.parse(next))
  })

  it('comes once more a day after the end, and then never again', () => {
    const delivered = parcel('delivered', NOW - HOUR_MS)
    const last = NOW + 23 * HOUR_MS
    expect(nextLook(delivered, NOW)?.dueAt).toBe(last)
    expect(nextLook(delivered, last)).toBeNull()
  })

  it('is four times as far away where the feed pushes too', () => {
    expect(hours(NOW, nextLook({ ...parcel('in_transit'), watched: true }, NOW))).toBe(8)
  })

  it('is given up two months after the dispatch, whatever the status', () => {
    for (const status of Object.keys(STATUSES) as Status[]) {
      const lost = { ...parcel(status), dispatchedAt: NOW - 61 * 24 * HOUR_MS }
      expect(nextLook(lost, NOW)).toBeNull()
    }
  })
})
