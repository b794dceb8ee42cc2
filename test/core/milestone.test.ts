import { describe, expect, it } from 'vitest'
import type { Step } from '../../src/core/fold.ts'
import {
  gate,
  milestones,
  newMilestones,
  type Reached,
  type Situation,
} from '../../src/core/milestone.ts'
import type { Status } from '../../src/core/status.ts'
import type { TrackingEvent } from '../../src/core/tracking.ts'

const ZONE = 'Australia/Sydney'
const at = (text: string): number => Date.parse(text)
const step = (status: Status, when: string): Step => ({
  status,
  substatus: null,
  at: at(when),
  event: {} as TrackingEvent,
})
const names = (list: readonly Reached[]) => list.map(({ milestone }) => milestone)
const DISPATCHED = at('2026-11-23T10:00:00+11:00')

describe('milestones', () => {
  it('happen once each, however often the status comes back', () => {
    const journey = [
      step('in_transit', '2026-11-24T01:00:00+11:00'),
      step('out_for_delivery', '2026-11-24T08:00:00+11:00'),
      step('in_transit', '2026-11-24T09:00:00+11:00'),
      step('out_for_delivery', '2026-11-24T10:00:00+11:00'),
      step('delivered', '2026-11-24T15:00:00+11:00'),
    ]
    const reached = milestones(journey, DISPATCHED, ZONE)
    expect(names(reached)).toEqual(['shipped', 'out_for_delivery', 'delivered'])
  })

  it('of another day at the destination are news again, also across UTC midnight', () => {
    const journey = [
      step('delivery_attempted', '2026-11-24T09:00:00+11:00'),
      step('delivery_attempted', '2026-11-24T16:00:00+11:00'),
      step('delivery_attempted', '2026-11-25T09:00:00+11:00'),
    ]
    const reached = milestones(journey, DISPATCHED, ZONE)
    expect(names(reached)).toEqual(['shipped', 'delivery_attempted', 'delivery_attempted'])
  })

  it('are not renumbered by an older scan that arrives late', () => {
    const young = step('delivery_attempted', '2026-11-25T09:00:00+11:00')
    const old = step('delivery_attempted', '2026-11-24T09:00:00+11:00')
    const before = milestones([young], DISPATCHED, ZONE)
    const after = milestones([old, young], DISPATCHED, ZONE)
    expect(newMilestones(before, after)).toEqual([
      { milestone: 'delivery_attempted', epoch: expect.any(Number), at: old.at, step: old },
    ])
  })
})

describe('the gate', () => {
  const now = at('2026-11-24T12:00:00+11:00')
  const open: Situation = {
    now,
    zone: ZONE,
    status: 'in_transit',
    silentOnTheWay: false,
    channel: 'sms',
    silent: false,
    allowed: true,
    wanted: true,
    noRecipient: null,
    provider: true,
    suppressed: false,
    quietUntil: null,
    smsLeft: 3,
  }
  const shipped: Reached = { milestone: 'shipped', epoch: 0, at: now - 3_600_000, step: null }
  const van: Reached = { milestone: 'out_for_delivery', epoch: 1, at: now - 3_600_000, step: null }

  it('opens when nothing objects', () => {
    expect(gate(shipped, open)).toEqual({ kind: 'send' })
  })

  it.each([
    ['a first import', { silent: true }, 'backfill'],
    ['a channel that does not want it', { allowed: false }, 'channel_policy'],
    ['a milestone the merchant does not tell', { wanted: false }, 'not_wanted'],
    ['a masked contact', { noRecipient: 'masked' as const }, 'masked'],
    ['a channel nobody carries', { provider: false }, 'no_provider'],
    ['somebody who opted out', { suppressed: true }, 'suppressed'],
    ['a text when the budget is spent', { smsLeft: 0 }, 'budget'],
    ['news of the day before yesterday', { now: now + 2 * 86_400_000 }, 'stale'],
  ])('skips %s, and says why', (_, change, reason) => {
    expect(gate(shipped, { ...open, ...change })).toEqual({ kind: 'skip', reason })
  })

  it('never says "out for delivery" after "delivered", nor on another day', () => {
    const delivered = { ...open, status: 'delivered' } as const
    expect(gate(van, delivered)).toEqual({ kind: 'superseded', by: 'delivered' })
    const tomorrow = {
      ...open,
      status: 'out_for_delivery',
      now: at('2026-11-25T00:30:00+11:00'),
    } as const
    expect(gate(van, tomorrow)).toEqual({ kind: 'skip', reason: 'stale' })
  })

  it('holds a text through the recipient’s night, and never an email', () => {
    const night = { ...open, quietUntil: now + 1000 }
    expect(gate(shipped, night)).toEqual({ kind: 'hold', until: now + 1000 })
    expect(gate(shipped, { ...night, channel: 'email' })).toEqual({ kind: 'send' })
  })

  it('ignores the text budget for email', () => {
    expect(gate(shipped, { ...open, channel: 'email', smsLeft: 0 })).toEqual({ kind: 'send' })
  })
})
