// What carriers write for a time, read alike on every machine.
import { afterEach, describe, expect, it } from 'vitest'
import { toldTime } from '../../src/core/told-time.ts'
import { easypost } from '../../src/sync/carriers/easypost.ts'
import { starshipit } from '../../src/sync/carriers/starshipit.ts'

const RECEIVED = Date.UTC(2026, 9, 27)
const ZONE = process.env.TZ
afterEach(() => {
  if (ZONE === undefined) delete process.env.TZ
  else process.env.TZ = ZONE
})

const fromStarshipit = (last_updated_date: string | null) =>
  starshipit.read(
    { tracking_number: '33ZZZ0000001', tracking_status: 'InTransit', last_updated_date },
    RECEIVED,
  )
const fromEasypost = (datetime: string) =>
  easypost.read(
    {
      object: 'Tracker',
      tracking_code: 'EZZZ0000001',
      status: 'in_transit',
      updated_at: datetime,
      tracking_details: [{ status: 'in_transit', datetime }],
    },
    RECEIVED,
  )

describe('a time that a carrier tells', () => {
  it.each([
    ['2026-10-24T01:05:03.1234567Z', '2026-10-24T01:05:03.123Z', 0, 'offset', 'second'],
    ['2026-10-24T12:05:03+11:00', '2026-10-24T01:05:03.000Z', 660, 'offset', 'second'],
    ['2026-10-23T19:35:03-0530', '2026-10-24T01:05:03.000Z', -330, 'offset', 'second'],
    ['2026-10-24T01:05:03', '2026-10-24T01:05:03.000Z', null, 'assumed', 'second'],
    [' 2026-10-24 01:05 ', '2026-10-24T01:05:00.000Z', null, 'assumed', 'second'],
    ['2026-10-24', '2026-10-24T00:00:00.000Z', null, 'assumed', 'day'],
  ])('%j is read as %s', (text, instant, offsetMinutes, zone, precision) => {
    const occurredAt = Date.parse(instant)
    expect(toldTime(text)).toEqual({ occurredAt, offsetMinutes, zone, precision })
  })

  it.each([
    null,
    '',
    'yesterday',
    '1/2/2026',
    '2026-13-40T00:00:00Z',
    '0001-01-01T00:00:00',
    '0001-01-01T00:00:00Z',
    '1970-01-01T00:00:00Z',
    '1999-12-31T23:59:59Z',
  ])('%j is none', text => {
    expect(toldTime(text)).toBeNull()
  })

  it.each([
    ['2026-10-24T12:05:03', 'Australia/Sydney', '2026-10-24T01:05:03.000Z', 'second'],
    ['2026-10-24 11:05', 'Australia/Brisbane', '2026-10-24T01:05:00.000Z', 'second'],
    ['2026-10-24', 'Pacific/Auckland', '2026-10-23T11:00:00.000Z', 'day'],
    ['2026-10-24T12:05:03+11:00', 'Pacific/Auckland', '2026-10-24T01:05:03.000Z', 'second'],
  ])('%j where the clocks are those of %s is %s', (text, zone, instant, precision) => {
    expect(toldTime(text, zone)).toMatchObject({ occurredAt: Date.parse(instant), precision })
  })

  it.each(['Australia/Sydney', 'America/Los_Angeles'])(
    'is the same instant on a machine in %s',
    zone => {
      process.env.TZ = zone
      expect(new Date(2026, 9, 24).getTime()).not.toBe(Date.UTC(2026, 9, 24))
      const occurredAt = Date.UTC(2026, 9, 24, 1, 5, 3)
      for (const read of [fromStarshipit, fromEasypost]) {
        expect(read('2026-10-24T01:05:03')).toMatchObject({
          value: [{ events: [{ occurredAt, offsetMinutes: null, zone: 'assumed' }] }],
        })
      }
    },
  )

  it('leaves a scan without one where we heard of it, as .NET writes it for "never"', () => {
    for (const read of [fromStarshipit, fromEasypost]) {
      expect(read('0001-01-01T00:00:00')).toMatchObject({
        value: [{ events: [{ occurredAt: RECEIVED, zone: 'unknown', precision: 'day' }] }],
      })
    }
  })
})
