import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeHistory } from '../../src/core/db/written.ts'
import { fold, newerEta, sortEvents, steps } from '../../src/core/fold.ts'
import { NOTHING_TOLD, type Tracked, track } from '../../src/core/shipment.ts'
import type { Status } from '../../src/core/status.ts'
import { STATUSES } from '../../src/core/status.ts'
import { type Eta, eventKey, joinEvents, type TrackingEvent } from '../../src/core/tracking.ts'
import { anEvent } from '../an-event.ts'

const T0 = Date.UTC(2026, 10, 24, 0, 0)
const HOUR = 3_600_000

const event = (status: Status, hour: number, more: Partial<TrackingEvent> = {}): TrackingEvent => {
  const occurredAt = T0 + hour * HOUR
  return anEvent({ status, occurredAt, receivedAt: occurredAt + 60_000, ...more })
}

const statusOf = (...events: TrackingEvent[]) => fold(events).status

describe('the fold', () => {
  it('is unknown before anything was told', () => {
    expect(fold([])).toMatchObject({ status: 'unknown', since: null, eta: null })
  })

  it('takes the last event by time, whatever order they arrive in', () => {
    const scans = [event('out_for_delivery', 9), event('pending', 1), event('in_transit', 5)]
    expect(statusOf(...scans)).toBe('out_for_delivery')
  })

  it('breaks a tie by rank, then by the source’s own sequence', () => {
    expect(statusOf(event('out_for_delivery', 5), event('in_transit', 5))).toBe('out_for_delivery')
    const tied = [
      event('in_transit', 5, { substatus: 'departed_facility', sequence: 2, text: 'b' }),
      event('in_transit', 5, { substatus: 'arrived_facility', sequence: 1, text: 'a' }),
    ]
    expect(fold(tied).substatus).toBe('departed_facility')
  })

  it('puts an event that has only a day at the start of that day', () => {
    const morning = event('in_transit', 0, { precision: 'day' })
    expect(statusOf(event('out_for_delivery', 6), morning)).toBe('out_for_delivery')
  })

  it('ignores unknown codes for the state and keeps them in the set', () => {
    const scans = [event('in_transit', 1), event('unknown', 9)]
    expect(statusOf(...scans)).toBe('in_transit')
    expect(sortEvents(scans)).toHaveLength(2)
  })

  it('lets a parcel go back from an attempt to the depot and out again', () => {
    const scans = [
      event('delivery_attempted', 1),
      event('in_transit', 2),
      event('out_for_delivery', 3),
    ]
    expect(statusOf(...scans)).toBe('out_for_delivery')
  })

  it('keeps "delivered" when an older or a later plain scan arrives', () => {
    const scans = [event('delivered', 5), event('out_for_delivery', 4), event('in_transit', 8)]
    expect(fold(scans)).toMatchObject({
      status: 'delivered',
      deliveredAt: T0 + 5 * HOUR,
      flags: ['post_delivery_scan'],
    })
  })

  it('takes a delivery back when the same carrier later says it missed the shopper', () => {
    const scans = [event('delivered', 5), event('delivery_attempted', 6)]
    expect(fold(scans)).toMatchObject({
      status: 'delivery_attempted',
      deliveredAt: null,
      flags: ['delivered_reversed'],
    })
    const other = event('delivery_attempted', 6, { source: 'aggregator' })
    expect(statusOf(event('delivered', 5), other)).toBe('delivered')
  })

  it('reads a delivery on the way back as returned, unless it is at the shopper’s postcode', () => {
    const back = [event('returning', 3), event('in_transit', 4), event('delivered', 6)]
    expect(statusOf(...back)).toBe('returned')
    const home = { text: null, suburb: 'Bondi', state: 'NSW', postcode: '2026', country: 'AU' }
    const redelivered = [event('returning', 3), event('delivered', 6, { location: home })]
    expect(fold(redelivered, { destinationPostcode: '2026' }).status).toBe('delivered')
    const called = [
      event('returning', 3),
      event('in_transit', 4, { substatus: 'return_cancelled' }),
    ]
    expect(statusOf(...called, event('delivered', 6))).toBe('delivered')
  })

  it('forgets a cancelled label once the parcel is seen', () => {
    expect(statusOf(event('cancelled', 2), event('in_transit', 3))).toBe('in_transit')
    expect(statusOf(event('cancelled', 2), event('pending', 3))).toBe('cancelled')
  })

  it('leaves a problem at the next movement, and a loss only at the next real scan', () => {
    expect(statusOf(event('exception', 2), event('in_transit', 3))).toBe('in_transit')
    expect(statusOf(event('exception', 2), event('pending', 3))).toBe('exception')
    const lost = event('exception', 2, { substatus: 'lost' })
    expect(statusOf(lost, event('in_transit', 3, { substatus: 'delayed' }))).toBe('exception')
    expect(statusOf(lost, event('in_transit', 3, { substatus: 'arrived_facility' }))).toBe(
      'in_transit',
    )
  })

  it('lets no aggregator’s silence end a carrier’s word, and any scan end ours', () => {
    expect(statusOf(event('in_transit', 1), event('expired', 800))).toBe('in_transit')
    const timer = event('expired', 800, { source: 'waymark' })
    expect(statusOf(event('in_transit', 1), timer)).toBe('expired')
    expect(statusOf(event('in_transit', 1), timer, event('in_transit', 801))).toBe('in_transit')
    const notFound = event('pending', 9, { substatus: 'not_found' })
    expect(statusOf(event('in_transit', 1), notFound)).toBe('in_transit')
  })

  it('lets a snapshot without a time fill a gap but never outrank a timed scan', () => {
    const untimed = event('in_transit', 20, { snapshot: true, zone: 'unknown', precision: 'day' })
    expect(statusOf(untimed)).toBe('in_transit')
    expect(statusOf(event('out_for_delivery', 5), untimed)).toBe('out_for_delivery')
  })

  it('clamps an event from the future to when it was received, and says so', () => {
    const future = event('in_transit', 48, { receivedAt: T0 + 2 * HOUR })
    const scans = [future, event('out_for_delivery', 5)]
    expect(fold(scans)).toMatchObject({ status: 'out_for_delivery', flags: ['tz_suspect'] })
  })

  it('ignores events of an earlier use of the number', () => {
    const old = event('delivered', -24 * 200)
    expect(fold([old, event('pending', 1)], { dispatchedAt: T0 }).status).toBe('pending')
  })

  it('counts each day’s van and each missed delivery as a step of its own', () => {
    const scans = [event('delivery_attempted', 5), event('delivery_attempted', 29)]
    expect(steps(scans)).toHaveLength(2)
  })
})

describe('a silence that we noted', () => {
  const timer = (status: Status, hour: number, more: Partial<TrackingEvent> = {}) =>
    event(status, hour, { source: 'waymark', ...more })
  const stalled = (hour: number) => timer('unknown', hour, { code: 'stalled', text: '' })
  const flagsOf = (...events: TrackingEvent[]) => fold(events).flags

  it('stands while nothing newer is told, and changes neither status nor since', () => {
    const scans = [event('pending', 1), event('in_transit', 5)]
    expect(fold([...scans, stalled(5)])).toEqual({ ...fold(scans), flags: ['stalled'] })
  })

  it('ends with the next scan, also with one that arrives late, and may come again', () => {
    expect(flagsOf(event('in_transit', 5), stalled(5), event('in_transit', 9))).toEqual([])
    const again = [event('in_transit', 5), stalled(5), event('in_transit', 9), stalled(9)]
    expect(flagsOf(...again)).toEqual(['stalled'])
    expect(flagsOf(event('in_transit', 5), stalled(5), event('delivered', 4))).toEqual([
      'post_delivery_scan',
    ])
  })

  it('goes on when an unmapped code comes', () => {
    expect(flagsOf(event('in_transit', 5), stalled(5), event('unknown', 9))).toEqual(['stalled'])
  })

  it('says nothing of a parcel that waits, or has arrived', () => {
    expect(flagsOf(event('awaiting_collection', 5), stalled(5))).toEqual([])
    expect(flagsOf(event('delivered', 5), stalled(5))).toEqual([])
    expect(flagsOf(stalled(5))).toEqual([])
  })

  it('was no end if a scan lies in the thirty days before it', () => {
    const late = event('out_for_delivery', 30)
    expect(statusOf(event('in_transit', 1), timer('expired', 1 + 720))).toBe('expired')
    expect(statusOf(event('in_transit', 1), timer('expired', 1 + 720), late)).toBe(
      'out_for_delivery',
    )
  })

  it('is no number unknown to the carrier once the carrier has said anything', () => {
    const notFound = timer('pending', 120, { substatus: 'not_found' })
    expect(fold([notFound])).toMatchObject({ status: 'pending', substatus: 'not_found' })
    expect(fold([notFound, event('pending', 1)])).toMatchObject({ substatus: null })
  })

  it('outranks no snapshot', () => {
    const untimed = event('pending', 2, { snapshot: true, zone: 'unknown', precision: 'day' })
    const notFound = timer('pending', 120, { substatus: 'not_found' })
    expect(fold([notFound, untimed])).toEqual(fold([untimed]))
  })

  it('stands where it should, in any order, repeated and split', () => {
    const scan = fc
      .tuple(
        fc.constantFrom<Status>('in_transit', 'out_for_delivery', 'returning', 'exception'),
        fc.integer({ min: 0, max: 9 }),
      )
      .map(([status, hour]) => event(status, hour))
    const silence = fc.integer({ min: 0, max: 9 }).map(stalled)
    const told = fc.array(fc.oneof(scan, silence), { minLength: 1, maxLength: 10 })
    const shuffled = told.chain(events =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray(events, { minLength: events.length }),
        fc.subarray(events),
        fc.nat({ max: 10 }),
      ),
    )
    fc.assert(
      fc.property(shuffled, ([events, order, repeats, cut]) => {
        const newest = (of: readonly TrackingEvent[]) => Math.max(...of.map(e => e.occurredAt))
        const own = events.filter(({ source }) => source === 'waymark')
        const others = events.filter(({ source }) => source !== 'waymark')
        const state = fold(joinEvents([], events))
        const stands = others.length > 0 && newest(own) >= newest(others)
        expect(state.flags.includes('stalled')).toBe(stands)
        const first = joinEvents([], order.slice(0, cut))
        expect(fold(joinEvents(joinEvents(first, order.slice(cut)), repeats))).toEqual(state)
        const { flags, ...rest } = fold(others)
        expect(state).toMatchObject(rest)
      }),
      { numRuns: 300 },
    )
  })
})

describe('an ETA', () => {
  const day = (on: string, toldAt: number): Eta => ({ kind: 'day', on, toldAt })

  it('is replaced only by one that was told later, in whichever order they come', () => {
    const [old, young] = [day('2026-11-26', 1), day('2026-11-27', 2)]
    expect(newerEta(old, young)).toEqual(young)
    expect(newerEta(young, old)).toEqual(young)
  })

  it('is dropped at the end of the journey and when it lies before the dispatch', () => {
    const eta = day('2026-11-26', 1)
    expect(fold([event('delivered', 1)], { eta }).eta).toBeNull()
    expect(fold([event('in_transit', 1)], { eta }).eta).toEqual(eta)
    const placeholder = day('2019-01-01', 1)
    expect(fold([event('in_transit', 1)], { eta: placeholder, dispatchedAt: T0 }).eta).toBeNull()
  })
})

describe('any set of events', () => {
  const anyEvent = fc
    .record({
      status: fc.constantFrom(...(Object.keys(STATUSES) as Status[])),
      hour: fc.integer({ min: 0, max: 12 }),
      substatus: fc.constantFrom(null, 'delayed', 'lost', 'not_found', 'return_cancelled'),
      source: fc.constantFrom('carrier', 'aggregator', 'waymark'),
      text: fc.constantFrom('a', 'b', 'c'),
      code: fc.constantFrom('scan', 'stalled'),
      receivedAt: fc.integer({ min: T0, max: T0 + 5 * HOUR }),
      snapshot: fc.boolean(),
      zone: fc.constantFrom('offset' as const, 'unknown' as const),
      signedBy: fc.constantFrom(null, 'A', 'B'),
    })
    .map(({ status, hour, ...more }) => event(status, hour, more))
  const sets = (size: number) =>
    fc.array(anyEvent, { minLength: size, maxLength: size }).map(list => joinEvents([], list))

  it('gives one state in all permutations of five', () => {
    fc.assert(
      fc.property(sets(5), events => {
        const expected = fold(events)
        for (const order of permutations(events)) expect(fold(order)).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })

  it('gives one state in sampled permutations of twelve, with repeats and splits', () => {
    const shuffledTwelve = sets(12).chain(events =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
        fc.subarray(events),
        fc.nat({ max: 12 }),
      ),
    )
    fc.assert(
      fc.property(shuffledTwelve, ([events, order, repeats, cut]) => {
        const inTwoParts = joinEvents(joinEvents([], order.slice(0, cut)), [
          ...order.slice(cut),
          ...repeats,
        ])
        expect(fold(inTwoParts)).toEqual(fold(events))
      }),
      { numRuns: 300 },
    )
  })

  it('stays as it is when unknown events are added', () => {
    fc.assert(
      fc.property(sets(6), fc.integer({ min: -50, max: 50 }), (events, hour) => {
        expect(fold([...events, event('unknown', hour, { text: 'z' })])).toEqual(fold(events))
      }),
    )
  })

  it('keeps one snapshot without a time, however often and whenever it is told', () => {
    const first = event('in_transit', 1, { snapshot: true, zone: 'unknown', precision: 'day' })
    const later = event('in_transit', 9, { snapshot: true, zone: 'unknown', precision: 'day' })
    expect(joinEvents([first], [later])).toEqual([first])
    expect(joinEvents([later], [first])).toEqual([first])
  })

  it('keeps the first telling of an event that is told twice', () => {
    const first = event('in_transit', 1)
    const again = { ...first, receivedAt: first.receivedAt + HOUR }
    expect(joinEvents([again], [first])).toEqual([first])
    expect(joinEvents([first], [again])).toEqual([first])
  })
})

describe('a flood of events', () => {
  const facts = { dispatchedAt: T0, destinationPostcode: null }
  const wide = '📦'.repeat(80)
  /** As long as an adapter can write it, in letters of four bytes. */
  const long = (status: Status, minute: number, name: string) =>
    event(status, minute / 60, {
      code: `${status}${'📦'.repeat(70)}`,
      text: `${name}${'📦'.repeat(290)}`,
      location: { text: null, suburb: wide, state: wide, postcode: wide, country: wide },
      signedBy: wide,
    })

  it('stays under 1.5 MB after three webhooks of thousands of scans, and keeps the last status', () => {
    const statuses = Object.keys(STATUSES) as Status[]
    const scans = Array.from({ length: 9000 }, (_, i) =>
      long(statuses[i % statuses.length] ?? 'unknown', i / 10, `scan ${i}`),
    ).filter(({ status }) => status !== 'delivered' && status !== 'returned')
    const webhooks = [0, 1, 2].map(part => scans.filter((_, i) => i % 3 === part))
    webhooks[1]?.push(long('returning', 2000, 'back'), long('delivered', 2001, 'at the sender'))
    let tracked: Tracked | undefined
    for (const events of webhooks) {
      tracked = track(tracked?.history ?? NOTHING_TOLD, { events, eta: null }, facts)
    }
    const written = new TextEncoder().encode(writeHistory(tracked?.history ?? NOTHING_TOLD))
    expect(written.byteLength).toBeGreaterThan(500_000)
    expect(written.byteLength).toBeLessThan(1_500_000)
    expect(tracked?.state).toMatchObject({ status: 'returned' })
    expect(tracked?.state.deliveredAt).toBe(T0 + 2001 * 60_000)
  })

  it('gives thousands of plain scans and one delivery the state of the whole journey', () => {
    const scans = Array.from({ length: 5000 }, (_, i) =>
      event('in_transit', i / 60, { text: `scan ${i}` }),
    )
    const delivered = event('delivered', 90, { signedBy: 'A' })
    const kept = joinEvents([delivered], scans)
    expect(kept.length).toBeLessThan(500)
    expect(fold(kept)).toEqual(fold([delivered, ...scans]))
    expect(kept).toContainEqual(scans[0])
  })

  it('keeps one set of events in any order, split and repetition', () => {
    const floods = fc.array(
      fc.tuple(
        fc.constantFrom<Status>('in_transit', 'exception', 'delivered', 'unknown'),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 12 }),
      ),
      { minLength: 300, maxLength: 900 },
    )
    const told = floods
      .map(list =>
        list.map(([status, hour, n]) => event(status, hour, { text: `${n}`, receivedAt: T0 + n })),
      )
      .chain(events =>
        fc.tuple(
          fc.constant(events),
          fc.shuffledSubarray(events, { minLength: events.length }),
          fc.subarray(events),
          fc.nat({ max: events.length }),
        ),
      )
    const keys = (events: readonly TrackingEvent[]) => events.map(eventKey).sort()
    fc.assert(
      fc.property(told, ([events, order, repeats, cut]) => {
        const whole = joinEvents([], events)
        const some = joinEvents([], order.slice(0, cut))
        const split = joinEvents(joinEvents(some, order.slice(cut)), repeats)
        expect(keys(split)).toEqual(keys(whole))
        expect(fold(split)).toEqual(fold(whole))
      }),
      { numRuns: 60 },
    )
  })

  it('writes nothing anew when all of it is told again', () => {
    const scans = Array.from({ length: 1000 }, (_, i) =>
      event('in_transit', i, { text: `scan ${i}` }),
    )
    const kept = joinEvents([], scans)
    expect(joinEvents(kept, scans)).toEqual(kept)
  })
})

function permutations<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]]
  return list.flatMap((item, i) =>
    permutations([...list.slice(0, i), ...list.slice(i + 1)]).map(rest => [item, ...rest]),
  )
}
