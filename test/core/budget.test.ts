// The budget of an account, on a clock of its own: never over a limit in any stretch, whatever the
// callers do, and next to nothing of it given away while there is a backlog.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Limit, PRIORITIES, type Priority, type Spent, take } from '../../src/core/budget.ts'

const SECOND = 1000
const MINUTE = 60_000
const DAY = 86_400_000

/** An account that a platform limits thrice over, as Cin7 Omni does. */
const LIMITS: readonly Limit[] = [
  { calls: 3, perMs: SECOND },
  { calls: 60, perMs: MINUTE },
  { calls: 5000, perMs: DAY },
]

/** The most calls in any stretch of that length. */
function most(grantedAt: readonly number[], perMs: number): number {
  let from = 0
  return grantedAt.reduce((largest, at, i) => {
    while ((grantedAt[from] ?? at) <= at - perMs) from++
    return Math.max(largest, i - from + 1)
  }, 0)
}

/** Somebody with a backlog, who asks again as soon as he is told to; the instants of his calls. */
function drain(priority: Priority, limits: readonly Limit[], untilMs: number): number[] {
  const granted: number[] = []
  let spent: Spent = []
  for (let now = 0; now < untilMs; ) {
    const taken = take(spent, limits, priority, now)
    if (taken.granted) {
      spent = taken.spent
      granted.push(now)
    } else now += taken.waitMs
  }
  return granted
}

describe('an account', () => {
  it('never goes over a limit in any stretch, whoever calls when', () => {
    const calls = fc.array(
      fc.record({ afterMs: fc.nat(2000), priority: fc.constantFrom(...PRIORITIES) }),
      { maxLength: 600 },
    )
    fc.assert(
      fc.property(calls, fc.nat(DAY), (asked, start) => {
        const granted: number[] = []
        let spent: Spent = []
        let now = start
        for (const { afterMs, priority } of asked) {
          now += afterMs
          const taken = take(spent, LIMITS, priority, now)
          if (!taken.granted) continue
          spent = taken.spent
          granted.push(now)
        }
        for (const { calls, perMs } of LIMITS) {
          expect(most(granted, perMs)).toBeLessThanOrEqual(calls)
        }
      }),
      { numRuns: 60 },
    )
  })

  it.each(PRIORITIES)('drains a backlog of %s at 80 % of the limit and more', priority => {
    const [second, minute] = LIMITS.slice(0, 2)
    if (!second || !minute) throw new Error('there are two')
    const granted = drain(priority, [second, minute], 30 * MINUTE)
    expect(granted.length).toBeGreaterThanOrEqual(0.8 * 60 * 30)
    expect(most(granted, SECOND)).toBeLessThanOrEqual(3)
    expect(most(granted, MINUTE)).toBeLessThanOrEqual(60)
  })

  it('spreads no day over its limit, and uses 80 % of it', () => {
    const granted = drain('backfill', LIMITS, 2 * DAY)
    expect(most(granted, DAY)).toBeLessThanOrEqual(5000)
    expect(granted.length).toBeGreaterThanOrEqual(0.8 * 2 * 5000)
  })

  it('always has room for a write-back while a first import takes all it may', () => {
    const limits = [{ calls: 60, perMs: MINUTE }]
    let spent: Spent = []
    for (let i = 0; i < 100; i++) {
      const taken = take(spent, limits, 'backfill', 10)
      if (taken.granted) spent = taken.spent
    }
    expect(take(spent, limits, 'backfill', 10).granted).toBe(false)
    expect(take(spent, limits, 'write-back', 10).granted).toBe(true)
  })

  it('lets everybody through where the platform sets no limit', () => {
    expect(take([], [], 'backfill', 1)).toEqual({ granted: true, spent: [] })
  })

  it('says how long to wait, and has room then', () => {
    const limits = [{ calls: 1, perMs: SECOND }]
    const first = take([], limits, 'orders', 5000)
    const second = take(first.granted ? first.spent : [], limits, 'orders', 5001)
    expect(second.granted).toBe(false)
    if (!first.granted || second.granted) return
    expect(second.waitMs).toBeLessThan(1500)
    expect(take(first.spent, limits, 'orders', 5001 + second.waitMs).granted).toBe(true)
  })
})
