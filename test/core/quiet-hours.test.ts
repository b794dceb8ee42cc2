import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quietUntil } from '../../src/core/quiet-hours.ts'

const SYDNEY = 'Australia/Sydney'
const NIGHT = { from: '21:00', to: '08:00' }
const at = (text: string): number => Date.parse(text)

describe('quiet hours', () => {
  it('holds a text until the morning, on either side of midnight', () => {
    const morning = at('2026-11-25T08:00:00+11:00')
    expect(quietUntil(at('2026-11-24T21:00:00+11:00'), SYDNEY, NIGHT)).toBe(morning)
    expect(quietUntil(at('2026-11-25T00:30:00+11:00'), SYDNEY, NIGHT)).toBe(morning)
    expect(quietUntil(at('2026-11-25T07:59:59+11:00'), SYDNEY, NIGHT)).toBe(morning)
  })

  it('is not quiet by day, and the end itself is day', () => {
    expect(quietUntil(at('2026-11-25T08:00:00+11:00'), SYDNEY, NIGHT)).toBeNull()
    expect(quietUntil(at('2026-11-25T20:59:59+11:00'), SYDNEY, NIGHT)).toBeNull()
  })

  it("goes by the recipient's night: Perth still wakes when Sydney sleeps", () => {
    const instant = at('2026-11-24T21:30:00+11:00')
    expect(quietUntil(instant, SYDNEY, NIGHT)).not.toBeNull()
    expect(quietUntil(instant, 'Australia/Perth', NIGHT)).toBeNull()
  })

  it('takes hours within one day, and equal times as never quiet', () => {
    const noon = at('2026-11-24T12:00:00+11:00')
    expect(quietUntil(noon, SYDNEY, { from: '11:30', to: '13:00' })).toBe(
      at('2026-11-24T13:00:00+11:00'),
    )
    expect(quietUntil(noon, SYDNEY, { from: '12:00', to: '12:00' })).toBeNull()
  })

  it('ends on the wall clock through both changes of daylight saving', () => {
    expect(quietUntil(at('2026-10-03T22:00:00+10:00'), SYDNEY, NIGHT)).toBe(
      at('2026-10-04T08:00:00+11:00'),
    )
    expect(quietUntil(at('2026-04-04T22:00:00+11:00'), SYDNEY, NIGHT)).toBe(
      at('2026-04-05T08:00:00+10:00'),
    )
  })

  it('ends at the jump when the clocks skip its end, and a second time when they repeat it', () => {
    const hours = { from: '21:00', to: '02:30' }
    expect(quietUntil(at('2026-10-04T01:00:00+10:00'), SYDNEY, hours)).toBe(
      at('2026-10-04T03:00:00+11:00'),
    )
    expect(quietUntil(at('2026-04-05T02:10:00+10:00'), SYDNEY, hours)).toBe(
      at('2026-04-05T02:30:00+10:00'),
    )
  })

  it('always ends, later than now, and at an hour that is not quiet', () => {
    const clock = fc
      .integer({ min: 0, max: 1439 })
      .map(m => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`)
    const zone = fc.constantFrom(
      SYDNEY,
      'Australia/Lord_Howe',
      'Australia/Adelaide',
      'Asia/Kolkata',
    )
    const instant = fc.integer({ min: at('2026-01-01'), max: at('2027-12-31') })
    fc.assert(
      fc.property(instant, zone, clock, clock, (now, place, from, to) => {
        const end = quietUntil(now, place, { from, to })
        if (end === null) return
        expect(end).toBeGreaterThan(now)
        expect(end - now).toBeLessThanOrEqual(50 * 3_600_000)
        expect(quietUntil(end, place, { from, to })).toBeNull()
      }),
      { numRuns: 500 },
    )
  })
})
