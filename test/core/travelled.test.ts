// What a delivered parcel teaches of its lane.
import { describe, expect, it } from 'vitest'
import { type Mapped, to } from '../../src/core/status.ts'
import type { TrackingEvent } from '../../src/core/tracking.ts'
import { travelled, weekdayIn } from '../../src/core/travelled.ts'
import { anEvent } from '../an-event.ts'

const HOUR = 3_600_000
/** Monday 23 November 2026, 8 am in Sydney; in UTC it is Sunday. */
const T0 = Date.UTC(2026, 10, 22, 21)

const event = (hours: number, mapped: Mapped, more: Partial<TrackingEvent> = {}): TrackingEvent =>
  anEvent({ source: 'x', text: '', ...mapped, occurredAt: T0 + hours * HOUR, ...more })

const taught = (...events: TrackingEvent[]) =>
  travelled(
    {
      carrier: 'Post',
      service: null,
      destination: { state: 'NSW', postcode: '2026', country: 'AU' },
      dispatchedAt: T0,
      events,
    },
    'Australia/Sydney',
  )

const MOVED = [event(2, to('in_transit')), event(20, to('in_transit'), { code: 'hub' })]

describe('a delivered parcel', () => {
  it('teaches how long it took and was silent, in the lanes of its weekday at the merchant’s', () => {
    const parcel = taught(event(0, to('pending')), ...MOVED, event(30, to('delivered')))
    expect(parcel).toMatchObject({ hours: 30, silenceHours: 18 })
    expect(parcel?.lanes[0]).toBe('post|-|AU-NSW-20|1')
    expect(weekdayIn('UTC', T0)).toBe(7)
  })

  it('has arrived where it waits to be collected: the shopper’s time is not the carrier’s', () => {
    const waits = event(26, to('awaiting_collection'))
    expect(taught(...MOVED, waits, event(90, to('delivered')))?.hours).toBe(26)
  })

  it('has arrived when it was left for good, not when that was taken back', () => {
    const early = event(22, to('delivered'))
    const back = event(23, to('delivery_attempted'))
    expect(taught(...MOVED, early, back, event(46, to('delivered')))?.hours).toBe(46)
  })

  it('that is known by its day arrived at midday', () => {
    expect(taught(...MOVED, event(27, to('delivered'), { precision: 'day' }))?.hours).toBe(39)
  })

  it('teaches nothing when nobody knows when it arrived, or when that was before it left', () => {
    expect(taught(...MOVED)).toBeNull()
    expect(taught(event(30, to('delivered'), { zone: 'unknown', snapshot: true }))).toBeNull()
    expect(taught(event(-2, to('delivered')))).toBeNull()
  })

  it('was silent all the way when only its arrival was told', () => {
    expect(taught(event(30, to('delivered')))).toMatchObject({ hours: 30, silenceHours: 30 })
  })
})
