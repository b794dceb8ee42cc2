import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { shippo } from '../../../src/sync/carriers/shippo/index.ts'
import { noKeys } from '../../battery/signers.ts'
import { type Answer, contextOf, fakeHttp, parcelOf, unreachable } from './fake-http.ts'

const NOW = Date.UTC(2026, 9, 27, 1)
const HOSTS = ['api.goshippo.com']
const TOKEN = 'shippo_live_invented'
const LOOK = 'GET https://api.goshippo.com/tracks/australia_post/33ZZZ5000001'
const REGISTER = 'POST https://api.goshippo.com/tracks/'
const WEBHOOKS = 'GET https://api.goshippo.com/webhooks'
const CALLBACK = 'https://track.example.com/hooks/x'

const scan = { status: 'TRANSIT', status_date: '2026-10-26T02:00:00Z', status_details: 'Accepted.' }
const track = (more: object = {}) => ({
  carrier: 'australia_post',
  tracking_number: '33ZZZ5000001',
  tracking_status: scan,
  tracking_history: [scan],
  metadata: null,
  transaction: null,
  ...more,
})
const UNKNOWN = track({ tracking_status: null, tracking_history: [] })

const begin = async (
  answers: Record<string, Answer | Answer[]>,
  parcel = parcelOf(),
  secrets: Record<string, string> = { apiToken: TOKEN },
) => {
  const fake = fakeHttp(HOSTS, answers)
  const result = await shippo.watch?.begin(parcel, CALLBACK, contextOf(fake.http, {}, secrets, NOW))
  return { result, fake }
}

describe('watching a parcel at Shippo', () => {
  it('registers a number once, with the order’s number in the note that comes back', async () => {
    const { result, fake } = await begin({
      [LOOK]: { json: UNKNOWN },
      [REGISTER]: { status: 201, json: track({ metadata: 'Order 1001' }) },
    })
    expect(result).toMatchObject({
      ok: true,
      value: {
        id: '33ZZZ5000001',
        until: null,
        reports: [{ orderNumber: '1001', events: [{ status: 'in_transit' }] }],
      },
    })
    expect(fake.made.map(({ line }) => line)).toEqual([LOOK, REGISTER])
    expect(fake.made[1]?.json).toEqual({
      carrier: 'australia_post',
      tracking_number: '33ZZZ5000001',
      metadata: 'Order 1001',
    })
    expect(fake.made[1]?.headers.get('authorization')).toBe(`ShippoToken ${TOKEN}`)
  })

  it.each([
    ['was registered for this order', { metadata: 'Order 1001' }],
    ['is of a label bought at Shippo', { transaction: '0123456789abcdef' }],
  ])('does not register again what %s', async (_, more) => {
    const { result, fake } = await begin({ [LOOK]: { json: track(more) } })
    expect(result).toMatchObject({ ok: true, value: { id: '33ZZZ5000001' } })
    expect(fake.made.map(({ line }) => line)).toEqual([LOOK])
  })

  it('registers with a carrier that can be watched and not looked up', async () => {
    const { result } = await begin({
      [LOOK]: { status: 404, json: { detail: 'Not found.' } },
      [REGISTER]: { status: 201, json: UNKNOWN },
    })
    expect(result).toMatchObject({
      ok: true,
      value: { reports: [{ events: [], lookupFailed: expect.any(String) }] },
    })
  })

  it.each<[string, Answer]>([
    ['no answer', unreachable],
    ['a fault of its own', { status: 503, text: '<html></html>' }],
    ['too many calls', { status: 429, text: '', headers: { 'retry-after': '7' } }],
    ['a page instead of JSON', { text: '<html></html>' }],
  ])('registers nothing blindly after %s, and tries again', async (_, answer) => {
    const { result, fake } = await begin({ [LOOK]: answer })
    expect(result).toMatchObject({
      ok: false,
      problem: { retry: { afterSeconds: expect.any(Number) } },
    })
    expect(fake.made.map(({ line }) => line)).toEqual([LOOK])
  })

  it('goes by the merchant’s name for the carrier before its own', async () => {
    const parcel = parcelOf({
      carrier: null,
      calledThere: 'couriers/please',
      trackingNumber: 'CP 1',
    })
    const path = 'GET https://api.goshippo.com/tracks/couriers%2Fplease/CP%201'
    const { fake } = await begin({ [path]: { json: track({ metadata: 'Order 1001' }) } }, parcel)
    expect(fake.made.map(({ line }) => line)).toEqual([path])
  })

  it('asks for a carrier’s name rather than guess one', async () => {
    const { result, fake } = await begin({}, parcelOf({ carrier: 'hunter' }))
    expect(result).toMatchObject({
      problem: { retry: false, message: expect.stringContaining('carrierNames') },
    })
    expect(fake.made.map(({ line }) => line)).toEqual([])
  })

  it('names the secret that is missing, and the one that is wrong', async () => {
    const without = await begin({}, parcelOf(), {})
    const wrong = await begin({ [LOOK]: { status: 401, json: { detail: 'Invalid token' } } })
    for (const { result } of [without, wrong]) {
      expect(result).toMatchObject({
        problem: {
          kind: 'credentials',
          retry: false,
          message: expect.stringContaining('waymark secret set <connection> apiToken'),
        },
      })
      expect(JSON.stringify(result)).not.toContain(TOKEN)
    }
  })

  it('passes Shippo’s words on when it takes a registration for wrong', async () => {
    const { result } = await begin({
      [LOOK]: { json: UNKNOWN },
      [REGISTER]: { status: 400, json: { carrier: ['Carrier not supported.'] } },
    })
    expect(result).toMatchObject({
      problem: { kind: 'refused', message: 'Shippo says: carrier: Carrier not supported.' },
    })
  })
})

describe('checking a connection to Shippo', () => {
  const check = async (answer: Answer, apiToken = TOKEN) =>
    shippo.check?.(contextOf(fakeHttp(HOSTS, { [WEBHOOKS]: answer }).http, {}, { apiToken }, NOW))
  const webhooks = (...results: object[]): Answer => ({ json: { results } })

  it('is content with a live token and a webhook that hears of parcels', async () => {
    const grants = await check(webhooks({ event: 'track_updated', active: true, is_test: false }))
    expect(grants).toEqual({ ok: true, value: { account: 'Shippo', missing: [], advice: [] } })
  })

  it('says when no webhook hears of parcels, and when the token is one for tests', async () => {
    const off = webhooks({ event: 'track_updated', active: false }, { event: 'batch_created' })
    expect(await check(off)).toMatchObject({
      value: { advice: [expect.stringContaining('Track Updated')] },
    })
    expect(await check(webhooks({ event: 'all' }), 'shippo_test_invented')).toMatchObject({
      value: { advice: [expect.stringContaining('test token')] },
    })
  })

  it('works without a token, and says what is then not done', async () => {
    expect(await shippo.check?.(contextOf(fakeHttp(HOSTS, {}).http, {}, {}, NOW))).toMatchObject({
      ok: true,
      value: { advice: [expect.stringContaining('apiToken')] },
    })
  })
})

describe('a webhook from Shippo', () => {
  const verify = async (header: string | null, secrets: Record<string, string>, body = '{}') =>
    shippo.verify?.(
      {
        url: CALLBACK,
        rest: '',
        headers: new Headers(header === null ? {} : { 'shippo-auth-signature': header }),
        body: new TextEncoder().encode(body),
        receivedAt: NOW,
      },
      { settings: {}, secrets },
      noKeys,
    )
  const signed = (at: number) => {
    const seconds = Math.floor(at / 1000)
    const mac = createHmac('sha256', 'hush').update(`${seconds}.{}`).digest('hex')
    return `t=${seconds},v1=${mac}`
  }

  it('is let in by its address alone while no secret is set', async () => {
    expect(await verify(null, {})).toMatchObject({ ok: true })
  })

  it('is refused without a signature, and with an old one, once a secret is set', async () => {
    const secrets = { webhookSecret: 'hush' }
    expect(await verify(signed(NOW), secrets)).toMatchObject({ ok: true })
    expect(await verify(null, secrets)).toMatchObject({ problem: { kind: 'unsigned' } })
    expect(await verify(signed(NOW - 600_000), secrets)).toMatchObject({
      problem: { kind: 'stale' },
    })
    expect(await verify(`${signed(NOW)},v1=00`, secrets)).toMatchObject({
      problem: { kind: 'bad_signature' },
    })
  })

  it('tells of a dispatch only when it names an order, the parcel has left, and it is no trial', () => {
    const read = (more: object, test = false) => {
      const reports = shippo.read({ event: 'track_updated', test, data: track(more) }, NOW)
      return reports.ok ? reports.value[0] : reports
    }
    const label = [{ ...scan, status: 'PRE_TRANSIT' }]
    const packed = { tracking_status: label[0], tracking_history: label, metadata: 'Order 1001' }
    expect(read({ metadata: 'Order #1001' })).toMatchObject({
      orderNumber: '#1001',
      dispatched: true,
    })
    expect(read(packed)).toMatchObject({ orderNumber: '1001', dispatched: false })
    expect(read({ metadata: 'Order 1001' }, true)).toMatchObject({ dispatched: false })
    expect(read({ metadata: 'customer 1001' })).toMatchObject({
      orderNumber: null,
      dispatched: false,
    })
  })
})
