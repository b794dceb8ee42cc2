// Clocks and calendars of real places, with their changes. The dates are those of the IANA database.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { zoneOf } from '../../src/core/places.ts'
import {
  addDays,
  endOfDay,
  formatDay,
  formatTime,
  instantsOf,
  localDay,
  localMinutes,
  startOfDay,
} from '../../src/core/time.ts'

const HOUR_MS = 3_600_000
const SYDNEY = 'Australia/Sydney'
const at = (text: string): number => Date.parse(text)
const hoursOf = (day: string, zone: string): number =>
  (endOfDay(day, zone) - startOfDay(day, zone)) / HOUR_MS

describe('days and clocks', () => {
  it('reads the day and the clock of the place, not those of UTC', () => {
    const instant = at('2026-11-24T13:30:00Z')
    expect(localDay(instant, SYDNEY)).toBe('2026-11-25')
    expect(localMinutes(instant, SYDNEY)).toBe(30)
    expect(localDay(instant, 'Australia/Perth')).toBe('2026-11-24')
    expect(localMinutes(instant, 'Australia/Perth')).toBe(21 * 60 + 30)
  })

  it('gives Sydney 23 hours when daylight saving begins and 25 when it ends', () => {
    expect(hoursOf('2026-10-04', SYDNEY)).toBe(23)
    expect(hoursOf('2026-04-05', SYDNEY)).toBe(25)
    expect(hoursOf('2026-10-05', SYDNEY)).toBe(24)
    expect(startOfDay('2026-10-04', SYDNEY)).toBe(at('2026-10-04T00:00:00+10:00'))
    expect(endOfDay('2026-10-04', SYDNEY)).toBe(at('2026-10-05T00:00:00+11:00'))
  })

  it('gives Lord Howe Island its change of half an hour', () => {
    expect(hoursOf('2026-10-04', 'Australia/Lord_Howe')).toBe(23.5)
    expect(hoursOf('2026-04-05', 'Australia/Lord_Howe')).toBe(24.5)
  })

  it('reads Adelaide at +9:30 in winter and +10:30 in summer', () => {
    expect(localMinutes(at('2026-07-01T00:00:00Z'), 'Australia/Adelaide')).toBe(9 * 60 + 30)
    expect(localMinutes(at('2026-12-01T00:00:00Z'), 'Australia/Adelaide')).toBe(10 * 60 + 30)
  })

  it('starts a day at the jump where daylight saving skips midnight', () => {
    // Egypt goes from 23:59 on the 23rd to 01:00 on the 24th.
    expect(startOfDay('2026-04-24', 'Africa/Cairo')).toBe(at('2026-04-24T01:00:00+03:00'))
  })

  it('finds both readings of a repeated time and the jump over a skipped one', () => {
    expect(instantsOf('2026-04-05', 150, SYDNEY)).toEqual([
      at('2026-04-05T02:30:00+11:00'),
      at('2026-04-05T02:30:00+10:00'),
    ])
    expect(instantsOf('2026-10-04', 150, SYDNEY)).toEqual([at('2026-10-04T03:00:00+11:00')])
  })

  it('counts over leap days and the turn of the year', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2027-02-28', 1)).toBe('2027-03-01')
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31')
    expect(localDay(at('2026-12-31T13:00:00Z'), SYDNEY)).toBe('2027-01-01')
    expect(localDay(-1, 'UTC')).toBe('1969-12-31')
  })

  it('starts every day at its first instant, in every zone we send to', () => {
    const zones = [SYDNEY, 'Australia/Lord_Howe', 'Africa/Cairo', 'Pacific/Chatham', 'Asia/Kolkata']
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 9000 }), (zone, days) => {
        const day = addDays('2010-01-01', days)
        const start = startOfDay(day, zone)
        expect(localDay(start, zone)).toBe(day)
        expect(localDay(start - 1, zone)).toBe(addDays(day, -1))
        expect(localDay(endOfDay(day, zone) - 1, zone)).toBe(day)
      }),
      { numRuns: 300 },
    )
  })
})

describe('words', () => {
  it('writes days and times as an Australian reads them, with plain blanks', () => {
    const instant = at('2026-11-24T03:05:00Z')
    expect(formatDay('2026-11-25')).toBe('Wednesday 25 November')
    expect(formatTime(instant, SYDNEY)).toBe('2:05 pm')
    expect(formatTime(at('2026-11-23T13:00:00Z'), SYDNEY)).toBe('12:00 am')
    expect(formatTime(instant, 'Pacific/Auckland')).toBe('4:05 pm')
  })
})

describe('the zone of an address', () => {
  const zone = (country: string | null, state: string | null, postcode: string | null = null) =>
    zoneOf({ country, state, postcode }, 'Etc/UTC')

  it.each([
    ['NSW', SYDNEY],
    ['New South Wales', SYDNEY],
    ['n.s.w.', SYDNEY],
    ['AU-QLD', 'Australia/Brisbane'],
    ['Victoria', 'Australia/Melbourne'],
    ['SA', 'Australia/Adelaide'],
    ['Western Australia', 'Australia/Perth'],
    ['tas', 'Australia/Hobart'],
    ['Northern Territory', 'Australia/Darwin'],
    ['ACT', SYDNEY],
  ])('knows the state %s', (state, expected) => expect(zone('AU', state)).toBe(expected))

  it.each([
    ['0800', 'Australia/Darwin'],
    ['800', 'Australia/Darwin'],
    ['1001', SYDNEY],
    ['2600', SYDNEY],
    ['3000', 'Australia/Melbourne'],
    ['4870', 'Australia/Brisbane'],
    ['5000', 'Australia/Adelaide'],
    ['6000', 'Australia/Perth'],
    ['7000', 'Australia/Hobart'],
    ['8001', 'Australia/Melbourne'],
    ['9726', 'Australia/Brisbane'],
    ['0500', 'Etc/UTC'],
    ['ABCD', 'Etc/UTC'],
  ])('goes by the postcode %s when the state is missing', (postcode, expected) =>
    expect(zone('AU', null, postcode)).toBe(expected),
  )

  it('lets the state decide where a postcode crosses a border', () => {
    expect(zone('AU', 'SA', '0872')).toBe('Australia/Adelaide')
  })

  it('knows the places that keep another time than their state', () => {
    expect(zone('AU', 'NSW', '2880')).toBe('Australia/Broken_Hill')
    expect(zone('AU', 'New South Wales', '2898')).toBe('Australia/Lord_Howe')
    expect(zone('NZ', null, '8942')).toBe('Pacific/Chatham')
  })

  it('knows countries of one zone, and falls back for the rest', () => {
    expect(zone('NZ', 'Auckland', '1010')).toBe('Pacific/Auckland')
    expect(zone('GB', null, 'SW1A 1AA')).toBe('Europe/London')
    expect(zone('US', 'WA', '98101')).toBe('Etc/UTC')
    expect(zone(null, 'NSW', '2000')).toBe('Etc/UTC')
    expect(zone('AU', null, null)).toBe('Etc/UTC')
  })
})
