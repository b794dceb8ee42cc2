import { describe, expect, it } from 'vitest'
import { fold } from '../../../src/core/fold.ts'
import { joinEvents } from '../../../src/core/tracking.ts'
import { shipengine } from '../../../src/sync/carriers/shipengine/index.ts'
import { AT, keysAt, Signing, secretFor, signed } from '../../battery/signers.ts'
import signing from '../../fixtures/carriers/shipengine/signing.json' with { type: 'json' }
import {
  type Answers,
  askedFor,
  contextOf,
  fakeHttp,
  NOW,
  unreachable,
  worked,
} from './fake-http.ts'

const START = 'POST https://api.shipengine.com/v1/tracking/start?*'
const STOP = 'POST https://api.shipengine.com/v1/tracking/stop?*'
const WEBHOOKS = 'GET https://api.shipengine.com/v1/environment/webhooks'
const CALLBACK = 'https://track.example.com/hooks/x'
const NONE = { status: 204, text: '' }

const world = (answers: Answers, api = 'shipengine', apiKey = 'a-key') => {
  const settings = shipengine.settings.parse({ api })
  const { http, made } = fakeHttp(['api.shipengine.com', 'api.shipstation.com'], answers)
  return { made, context: contextOf(http, settings, { apiKey }) }
}
const begin = (
  asked: Parameters<typeof askedFor>[0],
  context: ReturnType<typeof world>['context'],
) => shipengine.watch?.begin(askedFor(asked), CALLBACK, context)

const parcel = (over: object) => ({ tracking_number: 'EXAMPLE1', carrier_code: 'ups', ...over })
const report = (payload: object) => worked(shipengine.read(payload, NOW))[0]
const stateOf = (payload: object, at = NOW) =>
  fold(
    joinEvents(
      [],
      worked(shipengine.read(payload, at)).flatMap(({ events }) => events),
    ),
  )

const refused = (error_code: string, message: string, status = 400) => ({
  status,
  json: {
    request_id: '00000000-0000-4000-8000-000000000001',
    errors: [{ error_source: 'shipengine', error_type: 'validation', error_code, message }],
  },
})

describe('ShipEngine, told which parcels to watch', () => {
  it('is given its own code of the carrier and the number, and the key in a header only', async () => {
    const { made, context } = world({ [START]: NONE })
    const begun = await begin({ trackingNumber: 'A B/1', carrier: 'australia-post' }, context)
    expect(begun).toEqual({ ok: true, value: { id: 'australia_post/A B/1', until: null } })
    const url =
      'https://api.shipengine.com/v1/tracking/start?carrier_code=australia_post&tracking_number=A+B%2F1'
    expect(made).toMatchObject([{ method: 'POST', url, body: '' }])
    expect(Object.fromEntries(made[0]?.headers ?? [])).toEqual({
      'api-key': 'a-key',
      accept: 'application/json',
    })
  })

  it('is given the name that the merchant says it knows the carrier by', async () => {
    const { made, context } = world({ [START]: NONE })
    worked(await begin({ carrier: 'startrack', calledThere: 'star_track' }, context))
    expect(made[0]?.url).toContain('carrier_code=star_track&')
  })

  it('is not called about a carrier whose code nobody knows; the merchant is told what to name', async () => {
    const { made, context } = world({})
    const problem = {
      kind: 'refused',
      retry: false,
      message: expect.stringContaining('carrierNames'),
    }
    expect(await begin({ carrier: 'hunter' }, context)).toMatchObject({ ok: false, problem })
    expect(await begin({ carrier: null }, context)).toMatchObject({ ok: false, problem })
    expect(made).toEqual([])
  })

  it('may be told twice', async () => {
    const { context } = world({ [START]: [NONE, { status: 409, json: {} }] })
    const first = worked(await begin({ carrier: 'ups' }, context))
    expect(worked(await begin({ carrier: 'ups' }, context))).toEqual(first)
  })

  it('is reached under its other host by an account of ShipStation', async () => {
    const start = 'POST https://api.shipstation.com/v2/tracking/start?*'
    const { made, context } = world({ [start]: NONE }, 'shipstation')
    worked(await begin({ carrier: 'ups' }, context))
    expect(made).toHaveLength(1)
    expect(shipengine.calls?.hosts(context.settings)).toEqual([
      'api.shipengine.com',
      'api.shipstation.com',
    ])
  })

  it('says in its own words why it will not', async () => {
    const { context } = world({ [START]: refused('carrier_not_connected', 'Connect UPS first.') })
    expect(await begin({ carrier: 'ups' }, context)).toMatchObject({
      ok: false,
      problem: {
        kind: 'refused',
        retry: false,
        message: expect.stringContaining('Connect UPS first.'),
      },
    })
  })

  it('lets a parcel go, and one that is gone already is let go', async () => {
    const { made, context } = world({ [STOP]: [NONE, refused('invalid_identifier', 'Gone.', 404)] })
    const end = () =>
      shipengine.watch?.end?.('ups/1Z1', askedFor({ trackingNumber: '1Z1' }), context)
    expect(await end()).toEqual({ ok: true, value: undefined })
    expect(await end()).toEqual({ ok: true, value: undefined })
    expect(made[0]?.url).toContain('stop?carrier_code=ups&tracking_number=1Z1')
  })

  it.each([
    ['a key it does not take', { status: 401, json: {} }, 'credentials', false],
    ['a key without rights', { status: 403, text: '<html>' }, 'credentials', false],
    [
      'too many calls',
      { status: 429, text: '', headers: { 'retry-after': '17' } },
      'throttled',
      17,
    ],
    ['an outage', { status: 502, text: '<html>' }, 'refused', 60],
    ['a page of HTML', { status: 200, text: '<html>' }, 'unreadable', 60],
  ])('tells %s apart from all else', async (_, answer, kind, seconds) => {
    const { context } = world({ [START]: answer })
    const retry = seconds === false ? false : { afterSeconds: seconds }
    const result = await begin({ carrier: 'ups' }, context)
    expect(result).toMatchObject({ ok: false, problem: { kind, retry } })
    expect(JSON.stringify(result)).not.toContain('a-key')
  })

  it('is not called without a key: the merchant is told how to set it', async () => {
    const { made, context } = world({}, 'shipengine', '')
    expect(await begin({ carrier: 'ups' }, context)).toMatchObject({
      ok: false,
      problem: { kind: 'credentials', message: expect.stringContaining('waymark secret set') },
    })
    expect(made).toEqual([])
  })
})

describe('the check of a connection to ShipEngine', () => {
  const check = (context: ReturnType<typeof world>['context']) => shipengine.check?.(context)

  it('finds a webhook for tracking events', async () => {
    const { context } = world({ [WEBHOOKS]: { json: [{ event: 'batch' }, { event: 'track' }] } })
    expect(worked(await check(context))).toEqual({
      account: 'api.shipengine.com',
      missing: [],
      advice: [],
    })
  })

  it('says so when none is set up, and what to do', async () => {
    const { context } = world({ [WEBHOOKS]: { json: [{ event: 'batch' }] } })
    expect(worked(await check(context)).advice).toEqual([expect.stringContaining('event Track')])
  })

  it.each([
    ['no JSON', { text: '<html>' }, 'unreadable'],
    ['something else', { json: { webhooks: [] } }, 'unreadable'],
    ['no entry', { status: 401, json: {} }, 'credentials'],
  ])('is a problem when %s is answered', async (_, answer, kind) => {
    expect(await check(world({ [WEBHOOKS]: answer }).context)).toMatchObject({ problem: { kind } })
  })

  it('passes on that nobody answered', async () => {
    const { context } = world({ [WEBHOOKS]: unreachable })
    expect(await check(context)).toMatchObject({ problem: { kind: 'unreachable' } })
  })
})

describe('ShipEngine’s signature', () => {
  const kind = Signing.parse(signing)
  const body = '{"resource_type":"API_TRACK"}'
  const proof = signed(kind, body, secretFor(kind))
  const verify = (receivedAt: number, headers = proof, keys = keysAt) =>
    shipengine.verify?.(
      {
        url: CALLBACK,
        rest: '',
        headers: new Headers(headers),
        body: new TextEncoder().encode(body),
        receivedAt,
      },
      { settings: { api: 'shipengine' }, secrets: {} },
      keys,
    )

  it('holds for five minutes to either side', async () => {
    expect(await verify(AT + 300_000)).toEqual({ ok: true, value: undefined })
    expect(await verify(AT - 300_000)).toEqual({ ok: true, value: undefined })
    expect(await verify(AT + 300_001)).toEqual({ ok: false, problem: { kind: 'stale' } })
    expect(await verify(AT - 300_001)).toEqual({ ok: false, problem: { kind: 'stale' } })
  })

  it('is looked up at ShipEngine’s own address, whatever the payload says', async () => {
    const asked: string[] = []
    await verify(AT, proof, async (url, id) => {
      asked.push(`${url} ${id}`)
      return keysAt(url, id)
    })
    expect(asked).toEqual(['https://api.shipengine.com/jwks the-key'])
  })

  it('makes us ask for no key while its time is wrong or a header is missing', async () => {
    const nobody = async () => {
      throw new Error('asked for a key')
    }
    expect(await verify(AT + 300_001, proof, nobody)).toMatchObject({ ok: false })
    expect(await verify(AT, { ...proof, 'x-shipengine-timestamp': 'now' }, nobody)).toMatchObject({
      ok: false,
    })
    for (const header of Object.keys(proof)) {
      const unsigned = { ok: false, problem: { kind: 'unsigned' } }
      expect(await verify(AT, { ...proof, [header]: '' }, nobody)).toEqual(unsigned)
    }
  })

  it('is of nobody when the key id is unknown', async () => {
    const forged = { ...proof, 'x-shipengine-rsa-sha256-key-id': 'another' }
    expect(await verify(AT, forged)).toEqual({ ok: false, problem: { kind: 'bad_signature' } })
  })
})

describe('ShipEngine’s payloads', () => {
  const scan = (at: string, over: object) => ({ occurred_at: at, description: 'x', ...over })

  it('tell a delivery to a collection point from a delivery', () => {
    const events = [scan('2026-10-20T01:00:00Z', { status_code: 'SP' })]
    expect(stateOf(parcel({ status_code: 'SP', events })).status).toBe('awaiting_collection')
    expect(stateOf(parcel({ status_code: 'SP' })).status).toBe('awaiting_collection')
  })

  it('take an accepted parcel for one that left only where a detail says so', () => {
    const scanned = (over: object) => [scan('2026-10-20T01:00:00Z', { status_code: 'AC', ...over })]
    const label = scanned({ description: 'Shipping Label Created, Awaiting Item' })
    expect(stateOf(parcel({ status_code: 'AC', events: label })).status).toBe('pending')
    expect(stateOf(parcel({ status_code: 'AC' })).status).toBe('pending')
    const handedOver = scanned({ status_detail_code: 'RECEIVED_BY_CARRIER' })
    expect(stateOf(parcel({ status_code: 'AC', events: handedOver })).status).toBe('in_transit')
  })

  it('are read by the detail, and by the status where the detail is new to us', () => {
    expect(shipengine.meaning({ code: 'EX/CARRIER_DELAYS', text: '' }).status).toBe('in_transit')
    expect(shipengine.meaning({ code: 'EX/BRAND_NEW', text: '' }).status).toBe('exception')
    expect(shipengine.meaning({ code: 'ZZ/BRAND_NEW', text: '' }).status).toBe('unknown')
  })

  it('are read by the codes of earlier specifications as well', () => {
    const told = (status_detail_code: string) =>
      stateOf(parcel({ status_code: 'sp', status_detail_code })).status
    expect(told('DELIVERED_TO_LOCKER_COLLECTION_POINT')).toBe('awaiting_collection')
    expect(told('awaiting_despatch')).toBe('pending')
    expect(stateOf(parcel({ status_code: 'de' })).status).toBe('delivered')
  })

  it('say nothing of the parcel when the carrier told ShipEngine nothing (UN)', () => {
    const told = report(parcel({ status_code: 'UN', events: [] }))
    expect(told).toMatchObject({ events: [], eta: null, lookupFailed: expect.any(String) })
  })

  it('complete the newest scan by the parcel’s own detail, and no other scan', () => {
    const events = [
      scan('2026-10-20T01:00:00Z', { status_code: 'IT' }),
      scan('2026-10-21T01:00:00Z', { status_code: 'IT' }),
    ]
    const told = { status_code: 'IT', status_detail_code: 'OUT_FOR_DELIVERY', events }
    expect(
      report(parcel(told))
        ?.events.map(event => event.status)
        .sort(),
    ).toEqual(['in_transit', 'out_for_delivery'])
    expect(stateOf(parcel(told)).status).toBe('out_for_delivery')
  })

  it('tell a scan once, completed while it was the newest and with less of a code thereafter', () => {
    const [first, second] = ['20', '21'].map(day =>
      scan(`2026-10-${day}T01:00:00Z`, { event_code: 'U1', description: `Seen on day ${day}` }),
    )
    const told = [[first], [second, first]].flatMap((events, i) =>
      worked(shipengine.read(parcel({ status_code: 'IT', events }), NOW + i)).flatMap(
        report => report.events,
      ),
    )
    const joined = joinEvents([], told)
    expect(joined.map(event => [event.text, event.status])).toEqual([
      ['Seen on day 20', 'in_transit'],
      ['Seen on day 21', 'in_transit'],
    ])
  })

  it('take no carrier’s code for ShipEngine’s own status', () => {
    const carriersOwn = (over: object) =>
      stateOf(parcel({ status_code: 'UN', events: [scan('2026-10-20T01:00:00Z', over)] })).status
    expect(carriersOwn({ event_code: 'DE', event_description: 'Depart' })).toBe('unknown')
    expect(carriersOwn({ event_code: 'DELIVERED' })).toBe('unknown')
    expect(shipengine.meaning({ code: '?/DELIVERED', text: '' }).status).toBe('unknown')
  })

  it('do not undo a scan by a status that is behind it', () => {
    const events = [scan('2026-10-20T01:00:00Z', { status_code: 'AT' })]
    expect(stateOf(parcel({ status_code: 'IT', events })).status).toBe('delivery_attempted')
  })

  it('place a naive time where the scan was made, else where the carrier is at home', () => {
    const at = (over: object) =>
      report(parcel({ status_code: 'IT', events: [{ status_code: 'IT', ...over }] }))?.events[0]
    const local = { carrier_occurred_at: '2026-07-01T10:00:00', country_code: 'AU' }
    expect(at({ ...local, state_province: 'WA' })?.occurredAt).toBe(Date.UTC(2026, 6, 1, 2))
    expect(at({ ...local, postal_code: 4000 })?.occurredAt).toBe(Date.UTC(2026, 6, 1, 0))
    expect(at({ event_date: '2026-07-01T10:00:00' })?.occurredAt).toBe(Date.UTC(2026, 6, 1, 10))
  })

  it('know of a local midnight the day only', () => {
    const events = [
      scan('2026-10-20T14:00:00Z', {
        status_code: 'IT',
        carrier_occurred_at: '2026-10-21T00:00:00',
      }),
    ]
    expect(report(parcel({ status_code: 'IT', events }))?.events[0]?.precision).toBe('day')
    const delivered = { status_code: 'DE', actual_delivery_date: '2026-10-21T00:00:00' }
    expect(report(parcel(delivered))?.events[0]?.precision).toBe('day')
  })

  it.each([
    ['2026-10-23T00:00:00', { kind: 'day', on: '2026-10-23' }],
    ['2026-10-23T00:00:00.000Z', { kind: 'day', on: '2026-10-23' }],
    ['2026-10-23', { kind: 'day', on: '2026-10-23' }],
    ['2026-10-23T17:00:00', { kind: 'day', on: '2026-10-23' }],
    ['2026-10-23T17:00:00Z', { kind: 'window', from: Date.UTC(2026, 9, 23, 17) }],
    ['2021-10-23T00:00:00', null],
    ['soon', null],
  ])('promise by %j no more than it says', (estimated_delivery_date, eta) => {
    const events = [scan('2026-10-20T01:00:00Z', { status_code: 'IT' })]
    const told = report(parcel({ status_code: 'IT', estimated_delivery_date, events }))?.eta
    if (eta) expect(told).toMatchObject(eta)
    else expect(told).toBeNull()
  })

  it('name no courier and hold no picture but an https address', () => {
    const events = [
      scan('2026-10-20T01:00:00Z', {
        status_code: 'DE',
        proof_of_delivery_url: 'data:image/png;base64,AAAA',
        signer: 'P EXAMPLE',
      }),
    ]
    const [event] = report(parcel({ status_code: 'DE', events }))?.events ?? []
    expect(event?.signedBy).toBe('P EXAMPLE')
    expect(event).not.toHaveProperty('proofUrl')
  })

  it('keep what can be read beside an odd scan', () => {
    const events = [null, { occurred_at: {} }, scan('2026-10-20T01:00:00Z', { status_code: 'DE' })]
    expect(stateOf(parcel({ status_code: 'DE', events })).status).toBe('delivered')
  })
})
