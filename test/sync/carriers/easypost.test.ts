import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fold } from '../../../src/core/fold.ts'
import { joinEvents } from '../../../src/core/tracking.ts'
import { easypost } from '../../../src/sync/carriers/easypost.ts'
import { noKeys } from '../../battery/signers.ts'
import { type Answer, contextOf, fakeHttp, parcelOf, unreachable, worked } from './fake-http.ts'

const NOW = Date.UTC(2026, 9, 27, 1)
const HOSTS = ['api.easypost.com']
const KEY = 'EZ-invented'
const TRACKERS = 'POST https://api.easypost.com/v2/trackers'
const WEBHOOKS = 'GET https://api.easypost.com/v2/webhooks'

const tracker = (more: object = {}) => ({
  object: 'Tracker',
  id: 'trk_0001',
  tracking_code: '33ZZZ5000001',
  status: 'in_transit',
  updated_at: '2026-10-26T03:10:00Z',
  carrier: 'AustraliaPost',
  tracking_details: [
    { message: 'Accepted', status: 'in_transit', datetime: '2026-10-26T03:00:00Z' },
  ],
  ...more,
})

const begin = async (answer: Answer, parcel = parcelOf(), apiKey = KEY) => {
  const fake = fakeHttp(HOSTS, { [TRACKERS]: answer })
  const context = contextOf(fake.http, {}, { webhookSecret: 'hush', apiKey }, NOW)
  const result = await easypost.watch?.begin(parcel, 'https://track.example.com/x', context)
  return { result, fake }
}

describe('watching a parcel at EasyPost', () => {
  it('makes a tracker, and takes what it knows already', async () => {
    const { result, fake } = await begin({ status: 201, json: tracker() })
    expect(result).toMatchObject({
      ok: true,
      value: {
        id: 'trk_0001',
        until: null,
        reports: [{ trackingNumber: '33ZZZ5000001', events: [{ status: 'in_transit' }] }],
      },
    })
    expect(fake.made[0]?.json).toEqual({
      tracker: { tracking_code: '33ZZZ5000001', carrier: 'AustraliaPost' },
    })
    const basic = fake.made[0]?.headers.get('authorization')?.replace('Basic ', '') ?? ''
    expect(atob(basic)).toBe(`${KEY}:`)
  })

  it('gets the same tracker when it begins again', async () => {
    const { result } = await begin({ status: 200, json: tracker() })
    expect(result).toMatchObject({ ok: true, value: { id: 'trk_0001' } })
  })

  it.each([
    ['by the merchant’s name for the carrier', parcelOf({ calledThere: 'Toll' }), 'Toll'],
    ['by the number alone where it has no name', parcelOf({ carrier: 'hunter' }), undefined],
    ['by the number alone where nobody knows the carrier', parcelOf({ carrier: null }), undefined],
  ])('goes %s', async (_, parcel, carrier) => {
    const { fake } = await begin({ json: tracker() }, parcel)
    expect(fake.made[0]?.json).toEqual({
      tracker: { tracking_code: '33ZZZ5000001', ...(carrier && { carrier }) },
    })
  })

  it.each<[string, Answer, object]>([
    ['a wrong key', { status: 401, text: '' }, { kind: 'credentials', retry: false }],
    [
      'a number it can do nothing with',
      { status: 422, json: { error: { code: 'TRACKER.CREATE.ERROR', message: 'No carrier.' } } },
      { kind: 'refused', retry: false, message: 'EasyPost says: No carrier.' },
    ],
    [
      'too many calls',
      { status: 429, json: { error: {} }, headers: { 'retry-after': '3' } },
      { kind: 'throttled', retry: { afterSeconds: 3 } },
    ],
    ['a fault of its own', { status: 502, text: '<html>' }, { retry: { afterSeconds: 60 } }],
    ['no answer', unreachable, { kind: 'unreachable' }],
    ['a page', { text: '<html>' }, { kind: 'unreadable', retry: { afterSeconds: 60 } }],
    ['no tracker', { json: {} }, { kind: 'unreadable' }],
  ])('knows what to do after %s', async (_, answer, problem) => {
    const { result } = await begin(answer)
    expect(result).toMatchObject({ ok: false, problem })
    expect(JSON.stringify(result)).not.toContain(KEY)
  })

  it('registers nothing without a key, and names the secret', async () => {
    const { result, fake } = await begin({ json: tracker() }, parcelOf(), '')
    expect(result).toMatchObject({
      problem: {
        kind: 'credentials',
        message: expect.stringContaining('waymark secret set <connection> apiKey'),
      },
    })
    expect(fake.made).toEqual([])
  })
})

describe('checking a connection to EasyPost', () => {
  const check = async (answer: Answer) =>
    easypost.check?.(
      contextOf(fakeHttp(HOSTS, { [WEBHOOKS]: answer }).http, {}, { apiKey: KEY }, NOW),
    )
  const webhook = { mode: 'production', url: 'https://track.example.com/x', disabled_at: null }

  it('is content with a key and a webhook', async () => {
    const grants = await check({ json: { webhooks: [webhook] } })
    expect(grants).toEqual({ ok: true, value: { account: 'EasyPost', missing: [], advice: [] } })
  })

  it('says when no webhook is active, and when the key is one for tests', async () => {
    const off = { ...webhook, disabled_at: '2026-10-01T00:00:00Z' }
    expect(await check({ json: { webhooks: [off] } })).toMatchObject({
      value: { advice: [expect.stringContaining('no active webhook')] },
    })
    expect(await check({ json: { webhooks: [{ ...webhook, mode: 'test' }] } })).toMatchObject({
      value: { advice: [expect.stringContaining('test key')] },
    })
  })

  it('names the secret where there is no key, and calls nobody', async () => {
    const fake = fakeHttp(HOSTS, {})
    expect(await easypost.check?.(contextOf(fake.http, {}, {}, NOW))).toMatchObject({
      problem: { kind: 'credentials', message: expect.stringContaining('apiKey') },
    })
    expect(fake.made).toEqual([])
  })
})

describe('a webhook of EasyPost', () => {
  const BODY = '{"object":"Event"}'
  const SENT = 'Tue, 27 Oct 2026 01:00:00 -0000'
  const mac = (text: string, secret = 'hush') =>
    `hmac-sha256-hex=${createHmac('sha256', secret).update(text).digest('hex')}`
  const newer = (text: string, secret?: string) => ({
    'x-timestamp': SENT,
    'x-path': '/hooks/x',
    'x-hmac-signature-v2': mac(text, secret),
  })
  const whole = `${SENT}POST/hooks/x${BODY}`
  const verdict = async (headers: Record<string, string>, receivedAt = NOW) => {
    const body = new TextEncoder().encode(BODY)
    const secrets = { webhookSecret: 'hush', 'webhookSecret.previous': 'before' }
    const hook = { url: '', rest: '', headers: new Headers(headers), body, receivedAt }
    const result = await easypost.verify?.(hook, { settings: {}, secrets }, noKeys)
    return result?.ok ? 'let in' : result?.problem.kind
  }

  it('is let in by either of its signatures, with the secret before the present one too', async () => {
    expect(await verdict({ 'x-hmac-signature': mac(BODY) })).toBe('let in')
    expect(await verdict(newer(whole))).toBe('let in')
    expect(await verdict(newer(whole, 'before'))).toBe('let in')
    expect(await verdict({ 'x-hmac-signature': mac(BODY), ...newer('another') })).toBe('let in')
  })

  it('is refused with a newer signature that is forged, of another path or old', async () => {
    expect(await verdict(newer(whole, 'guess'))).toBe('bad_signature')
    expect(await verdict({ ...newer(whole), 'x-path': '/hooks/y' })).toBe('bad_signature')
    expect(await verdict({ ...newer(BODY), 'x-timestamp': '' })).toBe('bad_signature')
    expect(await verdict({ ...newer(`POST/hooks/x${BODY}`), 'x-timestamp': '' })).toBe('stale')
    expect(await verdict(newer(whole), NOW + 300_001)).toBe('stale')
    expect(await verdict({})).toBe('unsigned')
  })
})

describe('what EasyPost tells', () => {
  it.each([
    ['in_transit/delivery_exception', 'in_transit', 'delayed'],
    ['failure/lost', 'exception', 'lost'],
    ['failure/return', 'exception', 'undeliverable'],
    ['delivered/return', 'delivered', null],
    ['in_transit/refused', 'in_transit', null],
    ['in_transit/brand_new_detail', 'in_transit', null],
    ['sailing/delayed', 'unknown', 'unmapped'],
  ])('refines a status and never changes it: %s', (code, status, substatus) => {
    expect(easypost.meaning({ code, text: '' })).toEqual({ status, substatus })
  })

  it('tells by the tracker’s own status what no scan tells of, once and no earlier than the scans', () => {
    const events = (more: object) => worked(easypost.read(tracker(more), NOW))[0]?.events ?? []
    const cancelled = { status: 'cancelled', status_detail: 'cancelled' }
    const first = events(cancelled)
    expect(first.map(({ status }) => status)).toEqual(['in_transit', 'cancelled'])
    expect(first[1]).toMatchObject({ occurredAt: first[0]?.occurredAt, snapshot: true })
    expect(fold(first).status).toBe('cancelled')
    const again = events({ ...cancelled, updated_at: '2026-10-26T09:00:00Z' })
    expect(joinEvents(first, again)).toHaveLength(2)
    for (const status of ['in_transit', 'pre_transit', 'unknown', 'error', 'sailing']) {
      expect(events({ status })).toHaveLength(1)
    }
  })

  it('calls the clock of a scan without a place a guess', () => {
    const detail = { status: 'in_transit', datetime: '2026-10-26T03:00:00Z' }
    const tracking_details = [detail, { ...detail, tracking_location: { city: 'BONDI' } }]
    expect(easypost.read(tracker({ tracking_details }), NOW)).toMatchObject({
      value: [{ events: [{ zone: 'assumed' }, { zone: 'offset' }] }],
    })
  })

  it('keeps an estimate that lies before the first scan to itself', () => {
    const etaOf = (est_delivery_date: string) => {
      const reports = easypost.read(tracker({ est_delivery_date }), NOW)
      return reports.ok ? reports.value[0]?.eta : undefined
    }
    expect(etaOf('2026-10-20T05:00:00Z')).toBeNull()
    expect(etaOf('2026-10-26T00:00:00Z')).toMatchObject({ kind: 'day', on: '2026-10-26' })
  })
})
