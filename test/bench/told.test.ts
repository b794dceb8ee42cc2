// The webhooks that the bench sends: ordinary scans, each of them new, and from everybody who sends any.
import { describe, expect, it } from 'vitest'
import { reportOf } from '../../bench/told/parcels.ts'
import { SENDERS } from '../../bench/told/scans.ts'
import { eventKey, joinEvents } from '../../src/core/tracking.ts'
import type { Carrier } from '../../src/sync/carriers/carrier.ts'
import { carriers } from '../../src/sync/carriers/index.ts'

it('is measured for every feed that is told by webhooks', () => {
  const told = Object.entries<Carrier<unknown>>(carriers).flatMap(([id, { verify }]) =>
    verify ? [id] : [],
  )
  expect(SENDERS).toEqual(told)
})

describe.each(SENDERS)('a scan of %s', sender => {
  const scans = Array.from({ length: 12 }, (_, nth) => reportOf(sender, '7700000001', nth))

  it('tells of the parcel that it is asked to tell of', () => {
    expect(new Set(scans.map(scan => scan.trackingNumber))).toEqual(new Set(['7700000001']))
  })

  it('is one event more each time, on the way like those before it', () => {
    const [first, ...others] = scans
    let known = joinEvents([], first?.events ?? [])
    const statuses = new Set(known.map(event => event.status))
    for (const { events } of others) {
      const before = new Set(known.map(eventKey))
      const told = events.filter(event => !before.has(eventKey(event)))
      expect(told).toHaveLength(1)
      expect(statuses).toContain(told[0]?.status)
      expect(['in_transit', 'out_for_delivery']).toContain(told[0]?.status)
      known = joinEvents(known, events)
    }
  })
})
