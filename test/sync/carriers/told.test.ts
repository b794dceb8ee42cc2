import { describe, expect, it } from 'vitest'
import { australianPlaceIn } from '../../../src/core/places.ts'
import { etaBetween } from '../../../src/sync/carriers/told.ts'

const AT = Date.UTC(2026, 10, 24)
const day = (on: string) => ({ kind: 'day', on, toldAt: AT })

describe('when it shall arrive', () => {
  it.each([
    ['2026-11-26', null, day('2026-11-26')],
    [null, '2026-11-26T00:00:00Z', day('2026-11-26')],
    ['2026-11-25', '2026-11-26', day('2026-11-26')],
    ['2026-11-26T00:00:00', '2026-11-26T17:00:00', day('2026-11-26')],
    ['', 'soon', null],
    [null, undefined, null],
  ])('between %j and %j shows an hour only when both ends tell one', (from, to, eta) => {
    expect(etaBetween(from, to, 'Australia/Sydney', AT)).toEqual(eta)
  })

  it('is read from the clocks of the destination, and its ends may come in any order', () => {
    const window = {
      kind: 'window',
      from: Date.UTC(2026, 10, 26, 3),
      to: Date.UTC(2026, 10, 26, 6),
      toldAt: AT,
    }
    const ends = ['2026-11-26T14:00:00', '2026-11-26T17:00:00'] as const
    expect(etaBetween(ends[0], ends[1], 'Australia/Sydney', AT)).toEqual(window)
    expect(etaBetween(ends[1], ends[0], 'Australia/Sydney', AT)).toEqual(window)
  })
})

describe('a line of a scan', () => {
  it.each([
    ['SUNSHINE WEST VIC 3020', false, 'VIC', '3020'],
    ['Perth, WA', true, 'WA', null],
    ['PERTH WA, Australia', false, 'WA', null],
    ['ALICE SPRINGS NT, 0870', false, 'NT', '0870'],
  ])('%j names a part of Australia', (line, isAustralian, state, postcode) => {
    expect(australianPlaceIn(line, isAustralian)).toEqual({ state, postcode, country: 'AU' })
  })

  it.each([
    ['SEATTLE, WA 98101', false],
    ['SEATTLE, WA 98101-1234', false],
    ['Out for delivery', true],
    ['', true],
  ])('%j names none', (line, isAustralian) => {
    expect(australianPlaceIn(line, isAustralian)).toBeNull()
  })
})
