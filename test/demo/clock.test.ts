// The demo's clock: its story begins on a weekday morning, and vans go by day.
import { describe, expect, it } from 'vitest'
import { clockTime, dayAndTime, nextLikelyHour } from '../../demo/clock.ts'

/** Wednesday 25 November 2026, midnight in Sydney. */
const MIDNIGHT = Date.UTC(2026, 10, 24, 13)
const at = (hour: number, minute = 0) => MIDNIGHT + hour * 3_600_000 + minute * 60_000

describe('the next likely hour', () => {
  it.each([7, 8.5, 12, 18.9])('is now at %s o’clock', hour => {
    expect(nextLikelyHour(at(hour))).toBe(at(hour))
  })

  it.each([0, 3.25, 6.9])('is half past eight of the same day at %s o’clock', hour => {
    expect(dayAndTime(nextLikelyHour(at(hour)))).toBe('Wed, 25 Nov, 08:30')
  })

  it.each([19, 23.5])('is half past eight of the next day at %s o’clock', hour => {
    expect(dayAndTime(nextLikelyHour(at(hour)))).toBe('Thu, 26 Nov, 08:30')
    expect(clockTime(nextLikelyHour(at(hour)))).toBe('08:30')
  })
})
