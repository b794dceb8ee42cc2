import { describe, expect, it } from 'vitest'
import type { TrackingReport } from '../../../src/core/tracking.ts'
import type { Asked } from '../../../src/sync/carriers/carrier.ts'
import { starshipit } from '../../../src/sync/carriers/starshipit.ts'
import { type Answers, contextOf, fakeHttp, reply } from './fake-http.ts'

const TRACK = 'GET https://api.starshipit.com/api/track?*'
const NOW = Date.parse('2026-11-24T03:00:00Z')
const SECRETS = { apiKey: 'an-api-key', subscriptionKey: 'a-subscription-key' }

const PARCEL: Asked = {
  trackingNumber: 'CP/42 1',
  carrier: null,
  calledThere: null,
  orderNumber: '#1001',
  destination: { country: 'AU', postcode: '2000' },
  dispatchedAt: NOW,
}

function calling(answers: Answers, secrets: Record<string, string>) {
  const { http, made } = fakeHttp(['api.starshipit.com'], answers)
  return { made, context: contextOf(http, {}, secrets, NOW) }
}

async function ask(answers: Answers, secrets: Record<string, string> = SECRETS) {
  const { context, made } = calling(answers, secrets)
  return { result: await starshipit.poll?.ask([PARCEL], context), made }
}

async function check(answers: Answers, secrets: Record<string, string>) {
  const { context, made } = calling(answers, secrets)
  return { result: await starshipit.check?.(context), made }
}

const results = (changes: object) => ({
  success: true,
  results: { tracking_number: 'CP/42 1', ...changes },
})
const told = (changes: object): TrackingReport | undefined => {
  const reports = starshipit.read(results(changes), NOW)
  return reports.ok ? reports.value[0] : undefined
}

describe('Starshipit is asked', () => {
  it('about one parcel a call, with both keys in headers', async () => {
    const body = results({
      tracking_status: 'InTransit',
      last_updated_date: '2026-11-23T01:00:00Z',
    })
    const { result, made } = await ask({ [TRACK]: reply(200, body) })
    expect(result).toMatchObject({
      value: [{ trackingNumber: 'CP/42 1', events: [{ status: 'in_transit', snapshot: true }] }],
    })
    expect(made.map(({ url }) => url)).toEqual([
      'https://api.starshipit.com/api/track?tracking_number=CP%2F42%201',
    ])
    expect(Object.fromEntries(made[0]?.headers ?? [])).toEqual({
      accept: 'application/json',
      'starshipit-api-key': 'an-api-key',
      'ocp-apim-subscription-key': 'a-subscription-key',
    })
    expect(starshipit.poll?.atOnce).toBe(1)
    expect(starshipit.calls?.limits?.({})).toEqual([{ calls: 2, perMs: 1000 }])
  })

  it('not at all without both keys: then it is only told', async () => {
    const incomplete: Record<string, string>[] = [
      {},
      { apiKey: 'an-api-key' },
      { ...SECRETS, apiKey: '' },
    ]
    for (const secrets of incomplete) {
      const { result, made } = await ask({}, secrets)
      expect(result).toMatchObject({ problem: { kind: 'credentials', retry: false } })
      expect(made).toEqual([])
    }
  })

  it.each([
    ['404 and nothing readable', reply(404, 'Not Found'), 'the number was not found'],
    [
      '404 and a reason',
      reply(404, { success: false, message: 'No such number' }),
      'No such number',
    ],
    [
      '200 and a reason',
      reply(200, { success: false, errors: [{ message: 'Bad', details: 'No order for it' }] }),
      'No order for it',
    ],
  ])('and a number that it does not know, with %s, changes nothing', async (_, answer, words) => {
    const { result } = await ask({ [TRACK]: answer })
    expect(result).toMatchObject({
      value: [{ trackingNumber: 'CP/42 1', events: [], eta: null, lookupFailed: words }],
    })
  })

  it.each([
    ['is no JSON', reply(200, '<html></html>'), 'unreadable', { afterSeconds: 60 }],
    ['is of another shape', reply(200, { a: 1 }), 'unreadable', { afterSeconds: 60 }],
    ['asks us to wait', reply(429, '{}', { 'retry-after': '9' }), 'throttled', { afterSeconds: 9 }],
    ['is 500', reply(500, 'oops'), 'refused', { afterSeconds: 60 }],
    ['is 401', reply(401, { message: 'Access denied' }), 'credentials', false],
  ])('and says what happened when the reply %s', async (_, answer, kind, retry) => {
    const { result } = await ask({ [TRACK]: answer })
    expect(result).toMatchObject({ ok: false, problem: { kind, retry } })
    expect(JSON.stringify(result)).not.toMatch(/an-api-key|a-subscription-key/)
  })

  it('about a number that nobody has, to prove the keys', async () => {
    const proven = await check({ [TRACK]: reply(404, '') }, SECRETS)
    expect(proven.result).toEqual({ ok: true, value: { account: 'Starshipit', missing: [] } })
    const refused = await check({ [TRACK]: reply(403, '') }, SECRETS)
    expect(refused.result).toMatchObject({
      problem: { message: expect.stringContaining('waymark secret set <connection> apiKey') },
    })
    const none = await check({}, {})
    expect(none).toMatchObject({ made: [], result: { value: { advice: [expect.any(String)] } } })
    const half = await check({}, { apiKey: 'an-api-key' })
    expect(half.result).toMatchObject({ ok: false })
  })
})

describe('what Starshipit tells', () => {
  it('reads a scan without an offset from the clocks of its carrier', () => {
    const scan = { event_datetime: '2026-11-23T12:00:00', status: 'Delivered' }
    const at = (carrier_name: string) => told({ carrier_name, tracking_events: [scan] })?.events[0]
    expect(at('NZ Post')).toMatchObject({ occurredAt: Date.parse('2026-11-22T23:00:00Z') })
    expect(at('Own van')).toMatchObject({
      occurredAt: Date.parse('2026-11-23T12:00:00Z'),
      zone: 'assumed',
    })
  })

  it('takes the status as it stands where it has gone on beyond all scans, and only there', () => {
    const scan = { event_datetime: '2026-11-23T12:00:00Z', status: 'In Transit', details: 'x' }
    const standing = (tracking_status: string, status: string) =>
      told({
        tracking_status,
        last_updated_date: '2026-11-23T14:00:00Z',
        tracking_events: [7, { ...scan, status }],
      })?.events.map(event => [event.status, event.snapshot])
    const scanned = (status: string) => [status, false]
    const stands = (status: string) => [status, true]
    expect(standing('Delivered', 'In Transit')).toEqual([
      scanned('in_transit'),
      stands('delivered'),
    ])
    expect(standing('Delivered', 'Somersault')).toEqual([scanned('unknown'), stands('delivered')])
    expect(standing('Delivered', 'Delivered')).toEqual([scanned('delivered')])
    expect(standing('Dispatched', 'In Transit')).toEqual([scanned('in_transit')])
    expect(standing('InTransit', 'Attempted Delivery')).toEqual([scanned('delivery_attempted')])
    expect(standing('Cancelled', 'In Transit')).toEqual([scanned('in_transit')])
    expect(standing('Cancelled', 'Dispatched')).toEqual([scanned('pending'), stands('cancelled')])
    expect(standing('Somersault', 'In Transit')).toEqual([scanned('in_transit')])
  })

  it('is that the parcel has left, but not of a printed label or a cancelled one', () => {
    const left = (tracking_status: string) =>
      told({ order_number: 1042, tracking_status })?.dispatched
    expect(['Dispatched', 'InTransit', 'Delivered'].map(left)).toEqual([true, true, true])
    expect(['Printed', 'Cancelled', 'Somersault', ''].map(left)).toEqual([
      false,
      false,
      false,
      false,
    ])
  })

  it('may be several parcels of one order, or none', () => {
    const many = { success: true, results: [{ tracking_number: 'A1234' }, { tracking_number: 5 }] }
    expect(starshipit.read(many, NOW)).toMatchObject({
      value: [{ trackingNumber: 'A1234' }, { trackingNumber: '5' }],
    })
    expect(starshipit.read({ success: true, results: null }, NOW)).toEqual({ ok: true, value: [] })
  })
})
