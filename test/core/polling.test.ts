// A month of asking, in the model of what the cron and the consumer do each minute: the one that is
// late first goes first, some parcels a call, as many calls as the account's budget has room for. The decisions are the real
// ones: when to look again (cadence.ts), and whether there is room (budget.ts).
import { describe, expect, it } from 'vitest'
import { type Limit, type Spent, take } from '../../src/core/budget.ts'
import { type Look, nextLook } from '../../src/core/cadence.ts'
import { isFinal, type Status } from '../../src/core/status.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const START = Date.parse('2026-11-23T00:00:00Z')
const DAYS = 30
/** As Australia Post allows it. */
const LIMIT: Limit = { calls: 10, perMs: MINUTE_MS }
const AT_ONCE = 10
const ZONE = 'Australia/Sydney'

type Turn = { readonly at: number; readonly status: Status }
type Parcel = {
  readonly dispatchedAt: number
  readonly turns: readonly Turn[]
  look: Look | null
  askedAt: number
}

/** The same month each time: multiplicative congruence is random enough. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** Half of them leave in the three days of a sale, the others evenly through the month. */
function parcelsOf(count: number): Parcel[] {
  const roll = dice(7)
  return Array.from({ length: count }, (_, i) => {
    const leaves = roll() * (i % 2 ? 3 : DAYS) * DAY_MS
    const dispatchedAt = START + leaves
    const scanned = dispatchedAt + (2 + roll() * 20) * HOUR_MS
    const day = Math.ceil((scanned + (1 + roll() * 4) * DAY_MS) / DAY_MS) * DAY_MS
    const morning = day - (4 - 3 * roll()) * HOUR_MS // loaded between 7 and 10 in Sydney
    const delivered = morning + (1 + roll() * 9) * HOUR_MS
    const missed = roll() < 0.1
    const turns: Turn[] = [
      { at: dispatchedAt, status: 'pending' },
      { at: scanned, status: 'in_transit' },
      { at: morning, status: 'out_for_delivery' },
      ...(missed ? [{ at: delivered, status: 'awaiting_collection' } as const] : []),
      { at: missed ? delivered + 2 * DAY_MS : delivered, status: 'delivered' },
    ]
    const look = { dueAt: dispatchedAt, lateAt: dispatchedAt }
    return { dispatchedAt, turns, look, askedAt: dispatchedAt }
  })
}

const turnAt = ({ turns }: Parcel, now: number): Turn =>
  turns.findLast(turn => turn.at <= now) ?? { at: now, status: 'pending' }

type Month = {
  readonly calls: readonly number[]
  /** The longest wait of a live parcel, as a multiple of the cadence it had. */
  readonly worst: number
  readonly seenDelivered: number
}

function simulate(parcels: readonly Parcel[]): Month {
  const calls: number[] = []
  let spent: Spent = []
  let worst = 0
  let waiting = parcels.toSorted((a, b) => a.dispatchedAt - b.dispatchedAt)
  let live: Parcel[] = []
  let seenDelivered = 0
  for (let now = START; now < START + DAYS * DAY_MS; now += MINUTE_MS) {
    const left = waiting.findIndex(parcel => parcel.dispatchedAt > now)
    const arrived = left === -1 ? waiting : waiting.slice(0, left)
    waiting = left === -1 ? [] : waiting.slice(left)
    live = [...live, ...arrived].filter(parcel => parcel.look !== null)
    const due = live
      .filter(({ look }) => look !== null && look.dueAt <= now)
      .sort((a, b) => (a.look?.lateAt ?? 0) - (b.look?.lateAt ?? 0))
    for (let i = 0; i < due.length; i += AT_ONCE) {
      const taken = take(spent, [LIMIT], 'reconciliation', now)
      if (!taken.granted) break
      spent = taken.spent
      calls.push(now)
      for (const parcel of due.slice(i, i + AT_ONCE)) {
        const { status, at } = turnAt(parcel, now)
        const wanted = (parcel.look?.dueAt ?? now) - parcel.askedAt
        if (wanted > 0) worst = Math.max(worst, (now - parcel.askedAt) / wanted)
        if (isFinal(status)) seenDelivered++
        const looked = {
          status,
          since: at,
          dispatchedAt: parcel.dispatchedAt,
          zone: ZONE,
          watched: false,
        }
        parcel.askedAt = now
        parcel.look = nextLook(looked, now)
      }
    }
  }
  return { calls, worst, seenDelivered }
}

describe('a month of asking about 10,000 parcels', () => {
  const parcels = parcelsOf(10_000)
  const { calls, worst, seenDelivered } = simulate(parcels)

  it('is never over the budget, in whichever minute', () => {
    const over = calls.filter((at, i) => {
      const tooMany = calls[i + LIMIT.calls]
      return tooMany !== undefined && tooMany - at < LIMIT.perMs
    })
    expect(calls.length).toBeGreaterThan(10_000)
    expect(over).toEqual([])
  })

  it('leaves no live parcel without a look for longer than twice its cadence', () => {
    expect(worst).toBeGreaterThan(1)
    expect(worst).toBeLessThanOrEqual(2)
  })

  it('sees the end of each, and looks once more a day later', () => {
    const ended = parcels.filter(
      ({ turns }) => (turns.at(-1)?.at ?? 0) < START + (DAYS - 3) * DAY_MS,
    )
    expect(ended.length).toBeGreaterThan(8000)
    expect(ended.filter(({ look }) => look !== null)).toEqual([])
    expect(seenDelivered).toBeGreaterThanOrEqual(2 * ended.length)
  })
})
