import { describe, expect, it } from 'vitest'
import { seventeenTrack } from '../../../src/sync/carriers/17track/index.ts'
import { type Answer, contextOf, fakeHttp, parcelOf, unreachable } from './fake-http.ts'

const NOW = Date.UTC(2026, 9, 27, 1)
const HOSTS = ['api.17track.net']
const KEY = 'AN0INVENTED0KEY'
const API = 'POST https://api.17track.net/track/v2.2'
const NUMBER = '33ZZZ5000001'

const accepted: Answer = {
  json: {
    code: 0,
    data: { accepted: [{ number: NUMBER, carrier: 1151, origin: 2 }], rejected: [] },
  },
}
const rejected = (code: number, message = 'in its own words'): Answer => ({
  json: {
    code: 0,
    data: { accepted: [], rejected: [{ number: NUMBER, error: { code, message } }] },
  },
})
const refused = (code: number, status = 200, headers = {}): Answer => ({
  status,
  headers,
  json: { code, data: { errors: [{ code, message: 'in its own words' }] } },
})

const begin = async (
  answer: Answer | readonly Answer[],
  parcel = parcelOf(),
  secrets = { apiKey: KEY },
  again: Answer = rejected(-18019904),
) => {
  const fake = fakeHttp(HOSTS, { [`${API}/register`]: answer, [`${API}/retrack`]: again })
  const context = contextOf(fake.http, {}, secrets, NOW)
  const result = await seventeenTrack.watch?.begin(parcel, 'https://track.example.com/x', context)
  return { result, fake }
}
const end = async (answer: Answer) => {
  const fake = fakeHttp(HOSTS, { [`${API}/stoptrack`]: answer })
  const result = await seventeenTrack.watch?.end?.(
    NUMBER,
    parcelOf(),
    contextOf(fake.http, {}, { apiKey: KEY }, NOW),
  )
  return { result, fake }
}
const WATCHED = { ok: true, value: { id: NUMBER, until: null } }

describe('watching a parcel at 17TRACK', () => {
  it('registers the number with the carrier’s number and the order’s', async () => {
    const { result, fake } = await begin(accepted)
    expect(result).toEqual(WATCHED)
    expect(fake.made[0]?.json).toEqual([{ number: NUMBER, carrier: 1151, tag: '1001' }])
    expect(fake.made[0]?.headers.get('17token')).toBe(KEY)
  })

  it.each([
    ['is followed', rejected(-18019904)],
    ['was stopped, and is followed again', accepted],
  ])('takes a number that is registered already for watched when it %s', async (_, again) => {
    const { result, fake } = await begin(rejected(-18019901), parcelOf(), { apiKey: KEY }, again)
    expect(result).toEqual(WATCHED)
    expect(fake.made.map(({ line }) => line)).toEqual([`${API}/register`, `${API}/retrack`])
    expect(fake.made[1]?.json).toEqual([{ number: NUMBER }])
  })

  it('says that a number was stopped for good', async () => {
    const again = rejected(-18019905)
    const { result } = await begin(rejected(-18019901), parcelOf(), { apiKey: KEY }, again)
    expect(result).toMatchObject({
      problem: { kind: 'refused', retry: false, message: expect.stringContaining('once') },
    })
  })

  it('leaves the finding to 17TRACK when it does not know our number for the carrier', async () => {
    const { result, fake } = await begin([rejected(-18019910), accepted])
    expect(result).toEqual(WATCHED)
    expect(fake.made.map(({ json }) => json)).toEqual([
      [{ number: NUMBER, carrier: 1151, tag: '1001' }],
      [{ number: NUMBER, tag: '1001' }],
    ])
    const named = await begin(rejected(-18019910), parcelOf({ calledThere: '1' }))
    expect(named.result).toMatchObject({ problem: { kind: 'refused', retry: false } })
    expect(named.fake.made).toHaveLength(1)
  })

  it.each([
    ['leaves the finding to 17TRACK', parcelOf({ carrier: 'tnt' }), undefined],
    [
      'leaves the finding to 17TRACK when nobody knows the carrier',
      parcelOf({ carrier: null }),
      undefined,
    ],
    ['goes by the merchant’s number for the carrier', parcelOf({ calledThere: '100200' }), 100200],
  ])('%s', async (_, parcel, carrier) => {
    const { fake } = await begin(accepted, parcel)
    const body = { number: NUMBER, tag: '1001', ...(carrier && { carrier }) }
    expect(fake.made[0]?.json).toEqual([body])
  })

  it('sends no name where 17TRACK wants a number', async () => {
    const { result, fake } = await begin(accepted, parcelOf({ calledThere: 'Hunter' }))
    expect(result).toMatchObject({
      problem: { retry: false, message: expect.stringContaining('carrierNames') },
    })
    expect(fake.made).toEqual([])
  })

  it.each<[string, Answer, object]>([
    ['a wrong key', refused(-18010002, 401), { kind: 'credentials', retry: false }],
    ['a closed whitelist', refused(-18010001), { kind: 'credentials', retry: false }],
    ['a denial without words', { status: 401, text: '' }, { kind: 'credentials', retry: false }],
    ['an unknown carrier', rejected(-18019903), { kind: 'refused', retry: false }],
    ['a spent day', rejected(-18019907), { kind: 'throttled', retry: { afterSeconds: 3600 } }],
    ['a spent quota', rejected(-18019908), { kind: 'throttled', retry: { afterSeconds: 21_600 } }],
    ['a fault of its own', refused(-18010003), { retry: { afterSeconds: 60 } }],
    [
      'a fault under another code',
      { status: 500, text: '<html>' },
      { retry: { afterSeconds: 60 } },
    ],
    [
      'too many calls',
      refused(429, 429, { 'retry-after': '2' }),
      { kind: 'throttled', retry: { afterSeconds: 2 } },
    ],
    ['no answer', unreachable, { kind: 'unreachable' }],
    ['a page', { text: '<html></html>' }, { kind: 'unreadable', retry: { afterSeconds: 60 } }],
    ['neither yes nor no', { json: { code: 0, data: {} } }, { kind: 'unreadable' }],
  ])('knows what to do after %s', async (_, answer, problem) => {
    const { result } = await begin(answer)
    expect(result).toMatchObject({ ok: false, problem })
    expect(JSON.stringify(result)).not.toContain(KEY)
  })

  it('passes 17TRACK’s own words on where it knows none better', async () => {
    const { result } = await begin(rejected(-18010019, 'The postal code is required.'))
    expect(result).toMatchObject({
      problem: { kind: 'refused', message: '17TRACK says: The postal code is required.' },
    })
  })

  it('names the secret that is missing', async () => {
    const { result, fake } = await begin(accepted, parcelOf(), { apiKey: '' })
    expect(result).toMatchObject({
      problem: {
        kind: 'credentials',
        message: expect.stringContaining('waymark secret set <connection> apiKey'),
      },
    })
    expect(fake.made).toEqual([])
  })

  it.each([
    ['followed', accepted],
    ['not registered', rejected(-18019902)],
    ['stopped already', rejected(-18019906)],
  ])('lets go of a number that was %s', async (_, answer) => {
    const { result, fake } = await end(answer)
    expect(result).toEqual({ ok: true, value: undefined })
    expect(fake.made[0]?.json).toEqual([{ number: NUMBER }])
  })

  it('says when it could not let go', async () => {
    expect((await end(rejected(-18010012))).result).toMatchObject({ ok: false })
  })
})

describe('checking a connection to 17TRACK', () => {
  const check = async (answer: Answer) =>
    seventeenTrack.check?.(
      contextOf(fakeHttp(HOSTS, { [`${API}/getquota`]: answer }).http, {}, { apiKey: KEY }, NOW),
    )
  const quota = (quota_remain: number): Answer => ({
    json: { code: 0, data: { quota_total: 200, quota_used: 200 - quota_remain, quota_remain } },
  })

  it('is content with a key and quota left, and says when none is left', async () => {
    expect(await check(quota(7))).toEqual({
      ok: true,
      value: { account: '17TRACK', missing: [], advice: [] },
    })
    expect(await check(quota(0))).toMatchObject({
      value: { advice: [expect.stringContaining('quota')] },
    })
    expect(await check(refused(-18010002))).toMatchObject({ problem: { kind: 'credentials' } })
  })
})

describe('what 17TRACK tells', () => {
  const eventsOf = (track_info: object) => {
    const payload = {
      event: 'TRACKING_UPDATED',
      data: { number: NUMBER, carrier: 1151, track_info },
    }
    const reports = seventeenTrack.read(payload, NOW)
    return reports.ok ? (reports.value[0]?.events ?? []) : []
  }
  const withScan = (scan: object) =>
    eventsOf({
      tracking: { providers: [{ events: [{ sub_status: 'InTransit_Arrival', ...scan }] }] },
    })

  it('counts an offset that the carrier did not write as assumed, and a day without an hour as a day', () => {
    const time_iso = '2026-10-20T00:00:00+11:00'
    const told = (date: string | null, time: string | null, timezone: string | null) =>
      withScan({ time_iso, time_raw: { date, time, timezone } })[0]
    expect(told('2026-10-20', '00:00:00', '+11:00')).toMatchObject({
      zone: 'offset',
      precision: 'second',
    })
    expect(told('2026-10-20', '00:00:00', null)).toMatchObject({ zone: 'assumed' })
    expect(told('2026-10-20', null, null)).toMatchObject({ zone: 'assumed', precision: 'day' })
  })

  it('trusts the time that tells its offset before one that does not', () => {
    const scan = { time_iso: '2026-10-20T11:00:00', time_utc: '2026-10-20T00:00:00Z' }
    expect(withScan(scan)[0]).toMatchObject({ occurredAt: Date.UTC(2026, 9, 20), zone: 'offset' })
  })

  it('keeps the scans of one carrier when another’s cannot be read', () => {
    const scan = { time_iso: '2026-10-20T10:00:00+11:00', sub_status: 'Delivered_Other' }
    const events = eventsOf({
      latest_status: 'Delivered',
      tracking: { providers: [null, { events: 'none' }, { events: [scan] }] },
    })
    expect(events).toMatchObject([{ status: 'delivered' }])
  })

  it('makes no scan of one that has no time, however often it is told', () => {
    expect(withScan({ time_iso: 'yesterday' })).toEqual([])
  })

  it('lets a status without a time fill a gap only', () => {
    const latest_status = { status: 'NotFound', sub_status: 'NotFound_Other' }
    expect(eventsOf({ latest_status })).toMatchObject([
      { status: 'pending', substatus: 'not_found', zone: 'unknown', snapshot: true },
    ])
  })

  it('reports a number that it takes for none as a failed look', () => {
    const payload = {
      number: 'HELLO',
      track_info: { latest_status: { status: 'NotFound', sub_status: 'NotFound_InvalidCode' } },
    }
    expect(seventeenTrack.read(payload, NOW)).toMatchObject({
      value: [{ lookupFailed: expect.any(String) }],
    })
  })

  it('takes a webhook of the old version for unreadable, and says which to set', () => {
    const payload = { event: 'TRACKING_UPDATED', data: { number: NUMBER, track: { e: 10 } } }
    expect(seventeenTrack.read(payload, NOW)).toMatchObject({
      problem: { kind: 'unreadable', message: expect.stringContaining('2.2') },
    })
  })

  it('creates no shipment by itself: a tag may say anything', () => {
    const payload = {
      event: 'TRACKING_UPDATED',
      data: { number: NUMBER, tag: '1001', track_info: { latest_status: { status: 'Delivered' } } },
    }
    expect(seventeenTrack.read(payload, NOW)).toMatchObject({
      value: [{ orderNumber: '1001', dispatched: false }],
    })
  })
})
