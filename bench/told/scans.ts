// An ordinary scan on the way of every feed that is told: which fixture it is (test/fixtures/carriers/),
// the number in it, and where its instant stands. In braces is what the nth scan of a parcel has
// otherwise: the minute, and where a scan has an id of its own, the end of it.
import type { FeedId } from '../../src/sync/carriers/index.ts'

export type Scan = {
  readonly fixture: string
  readonly number: string
  readonly turns: readonly string[]
}

export const SCANS = {
  '17track': {
    fixture: 'arrived',
    number: '33ZZZ5000007',
    turns: ['2026-10-26T11:{00}:00+11:00', '2026-10-26T00:{00}:00Z', '"11:{00}:00"'],
  },
  aftership: {
    fixture: 'in-transit-2025',
    number: 'CP0000000002',
    turns: ['2026-10-08T09:{00}:00'],
  },
  custom: {
    fixture: 'in-transit',
    number: 'CP000000044',
    turns: ['2026-10-24T14:{10}:00+11:00'],
  },
  dhl: {
    fixture: 'push-in-transit',
    number: '7700000456',
    turns: ['2026-10-24T03:{10}:00Z'],
  },
  doordash: {
    fixture: 'parcel-scanned',
    number: 'DDZZ00INVENTED000',
    turns: ['2026-10-23T20:{00}:00Z'],
  },
  easypost: {
    fixture: 'in-transit',
    number: '33ZZZ6000001',
    turns: ['2026-10-24T04:{00}:00Z'],
  },
  fedex: {
    fixture: 'webhook-in-transit',
    number: '770000000019',
    turns: ['2026-10-23T20:{00}:00-05:00'],
  },
  'nz-post': {
    fixture: 'event-alone',
    number: 'CL000000005NZ',
    turns: ['2026-06-24T10:{05}:13', '"26000000{01}"'],
  },
  ship24: {
    fixture: 'in-transit',
    number: 'ZZZ2000004',
    turns: ['2026-10-08T07:{10}:00', 'b000-0000000000{04}'],
  },
  shipengine: {
    fixture: 'in-transit-v1',
    number: '33ABC0000022',
    turns: ['2026-10-22T16:{00}:00'],
  },
  shippo: {
    fixture: 'in-transit',
    number: '33ZZZ5000002',
    turns: ['2026-10-21T02:{00}:00Z'],
  },
  starshipit: {
    fixture: 'in-transit',
    number: '33ZZZ0000002',
    turns: ['2026-10-24T03:{05}:00.1234567Z'],
  },
  // A courier's ride has no depots: on its way is "with the driver", and its minute is the notice's.
  'uber-direct': {
    fixture: 'dropoff-imminent',
    number: 'del_Zz0nventedTurnOfOne',
    turns: ['2026-10-24T01:{51}:00.25Z', 'evt_invented-{imminent}'],
  },
  ups: {
    fixture: 'alert-in-transit',
    number: '1ZX00000000000002X',
    turns: ['"14{10}00"', '"03{10}00"'],
  },
} as const satisfies Partial<Record<FeedId, Scan>>

/** A feed that is told by webhooks. */
export type Sender = keyof typeof SCANS
export const SENDERS = Object.keys(SCANS) as readonly Sender[]
