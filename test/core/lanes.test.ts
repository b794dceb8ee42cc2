// What lanes promise: ranges that hold for four of five parcels, at dispatch and on the way, and that
// are narrower than one range for all. Held against a simulated year, from a seed.
import { describe, expect, it } from 'vitest'
import {
  estimate,
  FEWEST_PARCELS,
  type Lane,
  type LaneParcel,
  lanesOf,
  learn,
  type Travelled,
} from '../../src/core/lanes.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** A Monday, 00:00. */
const START = Date.UTC(2026, 0, 5)

const parcel = (more: Partial<LaneParcel> = {}): LaneParcel => ({
  carrier: 'Australia Post',
  service: 'Express Post',
  destination: { state: 'NSW', postcode: '2026', country: 'AU' },
  weekday: 1,
  ...more,
})

const took = (hours: number, lanes: readonly string[] = ['a']): Travelled => ({
  lanes,
  hours,
  silenceHours: hours / 2,
})
const even = learn(Array.from({ length: 99 }, (_, i) => took(i + 1))).get('a') as Lane

describe('the lanes of a parcel', () => {
  it('go from the narrowest to the widest', () => {
    expect(lanesOf(parcel())).toEqual([
      'australia post|express post|AU-NSW-20|1',
      'australia post|express post|AU-NSW|1',
      'australia post|express post|AU-NSW-20|*',
      'australia post|express post|AU-NSW|*',
      'australia post|*|AU-NSW-20|*',
      'australia post|*|AU-NSW|*',
      'australia post|*|AU|*',
    ])
  })

  it('are the same however a carrier, a state or a postcode is written', () => {
    const other = { state: 'New South Wales', postcode: ' 2026', country: 'AU' }
    expect(lanesOf(parcel({ carrier: ' AUSTRALIA  POST', destination: other }))).toEqual(
      lanesOf(parcel()),
    )
    const darwin = { state: null, postcode: '800', country: 'AU' }
    expect(lanesOf(parcel({ destination: darwin }))[0]).toContain('|AU-NT-08|')
  })

  it('know no more than the country abroad, and make do with what an address lacks', () => {
    const abroad = { state: 'CA', postcode: '90210', country: 'US' }
    expect(lanesOf(parcel({ destination: abroad, service: null }))).toEqual([
      'australia post|-|US|1',
      'australia post|-|US|*',
      'australia post|*|US|*',
    ])
    const none = { state: null, postcode: null, country: null }
    expect(lanesOf(parcel({ destination: none })).every(lane => lane.includes('|-|'))).toBe(true)
  })

  it('are kept apart by nothing a name can hold', () => {
    const [lane = ''] = lanesOf(parcel({ carrier: 'a|*|b' }))
    expect(lane.split('|')).toHaveLength(4)
  })
})

describe('learning', () => {
  it('keeps lanes of enough parcels only', () => {
    const few = Array.from({ length: FEWEST_PARCELS - 1 }, () => took(24, ['few', 'wide']))
    expect([...learn([...few, took(24, ['wide'])]).keys()]).toEqual(['wide'])
  })

  it('knows 19 quantiles and the longest silence of 19 parcels in 20', () => {
    expect(even.parcels).toBe(99)
    expect(even.hours).toEqual(Array.from({ length: 19 }, (_, i) => (i + 1) * 5))
    expect(even.silenceHours).toBeCloseTo(47.5, 1)
  })
})

describe('an estimate', () => {
  const range = (now: number) => {
    const found = estimate(even, START, START + now * HOUR)
    return found && [(found.from - START) / HOUR, (found.to - START) / HOUR]
  }

  it('is the middle 80 % at dispatch', () => {
    expect(range(0)).toEqual([10, 90])
  })

  it('looks only at parcels that took longer than this one so far', () => {
    expect(range(50)).toEqual([55, 95])
    const [from = 0, to = 0] = range(70) ?? []
    expect(from).toBeCloseTo(73)
    expect(to).toBeGreaterThan(95) // the tail
    expect(to).toBeLessThan(120)
  })

  it('never begins in the past, and is silent once the lane cannot tell', () => {
    for (let now = 0; now <= 80; now++) {
      const [from = 0, to = 0] = range(now) ?? []
      expect(from).toBeGreaterThanOrEqual(now)
      expect(to).toBeGreaterThanOrEqual(from)
    }
    expect(range(81)).toBeNull()
    expect(range(400)).toBeNull()
  })

  it('bears a lane in which all took the same time', () => {
    const same = learn(Array.from({ length: 40 }, () => took(24))).get('a') as Lane
    expect(estimate(same, START, START)).toEqual({ from: START + 24 * HOUR, to: START + 24 * HOUR })
    expect(estimate(same, START, START + 25 * HOUR)).toBeNull()
  })
})

describe('the backtest on a simulated year', () => {
  const history = simulate(24_000)
  const [past, later] = [history.slice(0, 16_000), history.slice(16_000)]
  const lanes = learn(past.map(({ lanes, hours }) => took(hours, lanes)))
  const forAll = learn(past.map(({ hours }) => took(hours, ['all']))).get('all') as Lane
  const laneOf = (one: Simulated) => one.lanes.flatMap(lane => lanes.get(lane) ?? [])[0]

  /** At a moment that knows nothing of the parcel's end: a share of the lane's own median. */
  function backtest(share: number, of: (one: Simulated) => Lane | undefined = laneOf) {
    let [asked, held, width, heldByDay] = [0, 0, 0, 0]
    for (const one of later) {
      const lane = of(one)
      const gone = (laneOf(one)?.hours[9] ?? 0) * share
      if (!lane || one.hours <= gone) continue
      const found = estimate(lane, one.at, one.at + gone * HOUR)
      if (!found) continue
      const arrived = one.at + one.hours * HOUR
      const day = (instant: number) => Math.floor(instant / DAY)
      asked++
      if (arrived >= found.from && arrived <= found.to) held++
      if (day(arrived) >= day(found.from) && day(arrived) <= day(found.to)) heldByDay++
      width += (found.to - found.from) / HOUR
    }
    return { asked, coverage: held / asked, byDay: heldByDay / asked, width: width / asked }
  }

  const percent = (share: number) => `${(share * 100).toFixed(1)} %`

  it.each([
    ['at dispatch', 0],
    ['halfway', 0.5],
    ['when half of them have arrived', 1],
  ])(
    '%s: of the ranges 75 to 85 in a hundred hold, and they are narrower than one for all',
    (when, share) => {
      const own = backtest(share)
      const all = backtest(share, () => forAll)
      console.log(
        `${when}: ${percent(own.coverage)} of ${own.asked} parcels arrive in the range (${percent(own.byDay)} on its days), ${own.width.toFixed(0)} h wide; one range for all: ${percent(all.coverage)}, ${all.width.toFixed(0)} h`,
      )
      expect(own.asked).toBeGreaterThan(1000)
      expect(own.coverage).toBeGreaterThanOrEqual(0.75)
      expect(own.coverage).toBeLessThanOrEqual(0.85)
      expect(own.width).toBeLessThan(all.width)
    },
  )
})

type Simulated = { readonly at: number; readonly hours: number; readonly lanes: readonly string[] }

type Service = { carrier: string; service: string; days: number; weekends: boolean; share: number }
type Destination = { state: string; postcode: string; days: number; share: number }

/**
 * Parcels of half a year: each goes through working days of transit (more in the country), waits for
 * weekends where its carrier rests, now and then meets a long delay, and is handed over by day.
 */
function simulate(count: number): Simulated[] {
  const random = luck(20261124)
  const SERVICES: readonly Service[] = [
    { carrier: 'Australia Post', service: 'Express Post', days: 1, weekends: false, share: 3 },
    { carrier: 'Australia Post', service: 'Parcel Post', days: 3, weekends: false, share: 5 },
    { carrier: 'CouriersPlease', service: 'Standard', days: 2, weekends: false, share: 2 },
    { carrier: 'Sherpa', service: 'Same Day', days: 0, weekends: true, share: 1 },
  ]
  const DESTINATIONS: readonly Destination[] = [
    { state: 'NSW', postcode: '2026', days: 0, share: 6 },
    { state: 'NSW', postcode: '2830', days: 2, share: 1 },
    { state: 'VIC', postcode: '3000', days: 1, share: 5 },
    { state: 'VIC', postcode: '3500', days: 2, share: 1 },
    { state: 'QLD', postcode: '4000', days: 1, share: 3 },
    { state: 'QLD', postcode: '4870', days: 4, share: 1 },
    { state: 'WA', postcode: '6000', days: 4, share: 2 },
    { state: 'WA', postcode: '6725', days: 7, share: 0.3 },
    { state: 'NT', postcode: '0800', days: 5, share: 0.3 },
  ]
  return Array.from({ length: count }, (_, i) => {
    const service = weighted(SERVICES, random)
    const to = weighted(DESTINATIONS, random)
    const day = Math.floor((i / count) * 182)
    const at = START + day * DAY + (9 + random() * 8) * HOUR
    let left = service.days + to.days + (random() < 0.25 ? 1 : 0)
    if (random() < 0.06) left += 1 + Math.floor(-4 * Math.log(1 - random())) // the long tail
    const evening = (at - START) % DAY > 15 * HOUR
    let arrival = day + (evening && service.days === 0 ? 1 : 0)
    for (; left > 0 || (!service.weekends && isWeekend(arrival)); arrival++) {
      if (service.weekends || !isWeekend(arrival)) left--
    }
    const hour = 8 + random() * 10
    const arrived = Math.max(START + arrival * DAY + hour * HOUR, at + HOUR)
    const destination = { state: to.state, postcode: to.postcode, country: 'AU' }
    const lanes = lanesOf({ ...service, destination, weekday: (day % 7) + 1 })
    return { at, hours: (arrived - at) / HOUR, lanes }
  })
}

const isWeekend = (day: number): boolean => day % 7 > 4

function weighted<T extends { share: number }>(list: readonly T[], random: () => number): T {
  const wanted = random() * list.reduce((sum, { share }) => sum + share, 0)
  let seen = 0
  const found = list.find(({ share }) => {
    seen += share
    return wanted < seen
  })
  if (!found) throw new RangeError('nothing to choose from')
  return found
}

/** mulberry32: small, and the same everywhere. */
function luck(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
