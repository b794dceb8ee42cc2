// FedEx's traps: reasons counted in two ways, numbers given out again, windows that are empty, clocks
// without an offset, and a question of thirty that one bad number spoils.
import { beforeEach, describe, expect, it } from 'vitest'
import { fold } from '../../../src/core/fold.ts'
import { joinEvents, type TrackingReport } from '../../../src/core/tracking.ts'
import type { Asked } from '../../../src/sync/carriers/carrier.ts'
import { fedex } from '../../../src/sync/carriers/fedex/index.ts'
import { noKeys, signed } from '../../battery/signers.ts'
import { type Answers, contextOf, fakeCache, fakeHttp, NOW, reply } from './fake-http.ts'

const HOST = 'https://apis.fedex.com'
const TOKEN = `POST ${HOST}/oauth/token`
const TRACK = `POST ${HOST}/track/v1/trackingnumbers`
const NUMBER = '770000000019'
const settings = fedex.settings.parse({ clientId: 'our-key' })
const grant = reply(200, { access_token: 'a-token', token_type: 'bearer', expires_in: 3599 })

let cache = fakeCache(() => NOW)
beforeEach(() => {
  cache = fakeCache(() => NOW)
})

function world(answers: Answers, secrets: Record<string, string> = { clientSecret: 'hush&hush' }) {
  const { http, made } = fakeHttp(['apis.fedex.com'], { [TOKEN]: grant, ...answers })
  return { made, context: contextOf(http, settings, secrets, NOW, cache) }
}

const parcel = (trackingNumber = NUMBER): Asked => ({
  trackingNumber,
  carrier: 'fedex',
  calledThere: null,
  orderNumber: '#1',
  destination: { country: 'AU', postcode: '2026' },
  dispatchedAt: NOW,
})

type Fields = Record<string, unknown>
const tracked = (...results: Fields[]) => ({
  output: { completeTrackResults: [{ trackingNumber: NUMBER, trackResults: results }] },
})
const scan = (eventType: string, fields: Fields = {}): Fields => ({
  date: '2026-10-26T09:00:00+11:00',
  eventType,
  derivedStatusCode: 'IT',
  eventDescription: 'words',
  ...fields,
})

function reportOf(...results: Fields[]): TrackingReport | undefined {
  const reports = fedex.read(tracked(...results), NOW)
  return reports.ok ? reports.value[0] : undefined
}
const meant = (event: Fields) => {
  const told = reportOf({ scanEvents: [event] })?.events[0]
  return [told?.status, told?.substatus]
}

describe('what FedEx means', () => {
  it.each([
    ['OD', 'IT', ['out_for_delivery', 'on_vehicle']],
    ['AO', 'IT', ['unknown', 'info_only']],
    ['AE', 'IT', ['unknown', 'info_only']],
    ['HP', 'IT', ['awaiting_collection', 'at_partner_store']],
    ['??', 'DL', ['delivered', null]],
    ['??', '??', ['unknown', 'unmapped']],
    ['__proto__', 'constructor', ['unknown', 'unmapped']],
  ])('takes %s, derived %s, for %j', (type, derivedStatusCode, expected) => {
    expect(meant(scan(type, { derivedStatusCode }))).toEqual(expected)
  })

  it.each([
    ['DE', '07', 'Delivery was refused by the recipient', ['exception', 'refused']],
    [
      'DE',
      '007',
      'Customer not available or business closed',
      ['delivery_attempted', 'no_one_home'],
    ],
    ['DE', '07', '', ['exception', 'refused']],
    ['DE', '007', '', ['delivery_attempted', 'no_one_home']],
    ['DE', '03', 'Incorrect address', ['exception', 'address_problem']],
    ['DE', '02', 'Incorrect recipient address', ['exception', 'address_problem']],
    ['DE', '84', 'Local restriction, delivery not attempted', ['in_transit', 'delayed']],
    ['DE', '17', 'A request was made to change this delivery date.', ['in_transit', 'rescheduled']],
    ['DE', '31', 'Package at station, arrived after courier dispatch.', ['in_transit', 'delayed']],
    ['DE', '93', 'Held, unable to collect payment', ['exception', 'payment_required']],
    [
      'DE',
      'A47',
      'FedEx redirected your package to a nearby location',
      ['in_transit', 'redirected'],
    ],
    ['DE', 'A12', 'Delivery was attempted; a door tag was left', ['delivery_attempted', null]],
    ['DE', 'Z9', 'Unable to gain access to the building', ['delivery_attempted', 'no_access']],
    // Nobody came to the door, as far as these say.
    ['DE', 'Z9', 'Package not due for delivery', ['in_transit', 'delayed']],
    ['DE', 'Z9', 'Reroute requested', ['in_transit', 'redirected']],
    ['DE', 'Z9', 'Held at the request of the recipient', ['in_transit', 'on_hold']],
    ['DE', 'Z9', 'Something that nobody has heard of', ['in_transit', 'delayed']],
    ['DE', '', '', ['in_transit', 'delayed']],
    ['SE', '099', 'Unable to deliver', ['exception', 'undeliverable']],
    ['SE', '14', 'Unable to deliver shipment, returned to shipper', ['returning', null]],
    ['SE', 'Z9', '', ['exception', null]],
    // A reason beside any other event changes nothing.
    ['PU', '08', 'Customer not available', ['in_transit', 'picked_up']],
    ['CD', 'R0055', 'Clearance instructions are required.', ['in_transit', 'customs_held']],
  ])(
    'reads %s for the reason %s "%s" as %j',
    (type, exceptionCode, exceptionDescription, expected) => {
      expect(meant(scan(type, { exceptionCode, exceptionDescription }))).toEqual(expected)
    },
  )

  it('asks the words where its own lists say two things of one code', () => {
    expect(meant(scan('IN'))).toEqual(['pending', 'info_received'])
    expect(meant(scan('IN', { eventDescription: 'On Demand Care completed' }))[0]).toBe('unknown')
    expect(meant(scan('DO', { eventDescription: 'Dropped off' }))).toEqual([
      'in_transit',
      'accepted',
    ])
  })
})

describe('a parcel of FedEx', () => {
  const of = (day: string, eventType: string, fields: Fields = {}): Fields => ({
    trackingNumberInfo: { trackingNumber: NUMBER },
    dateAndTimes: [{ type: 'SHIP', dateTime: `${day}T00:00:00-06:00` }],
    scanEvents: [scan(eventType, { date: `${day}T09:00:00-06:00` })],
    ...fields,
  })

  it('is the newest of those that had its number, in whatever order they are told', () => {
    const [old, young] = [of('2021-03-01', 'DL'), of('2026-10-20', 'PU')]
    for (const results of [
      [old, young],
      [young, old],
    ]) {
      expect(reportOf(...results)?.events.map(event => event.status)).toEqual(['in_transit'])
    }
  })

  it('counts by its first scan where no ship date is told', () => {
    const young = of('2026-10-20', 'PU', { dateAndTimes: [] })
    expect(reportOf(of('2021-03-01', 'DL', { dateAndTimes: null }), young)?.events).toHaveLength(1)
    expect(reportOf(young, of('2021-03-01', 'DL'))?.events[0]?.status).toBe('in_transit')
  })

  it('keeps what it knew when a later telling has fewer scans and a signature', () => {
    const first = reportOf(of('2026-10-20', 'OD', {}))
    const later = reportOf(
      of('2026-10-20', 'DL', { deliveryDetails: { receivedByName: 'A.EXAMPLE' } }),
    )
    const events = joinEvents(first?.events ?? [], later?.events ?? [])
    expect(events).toHaveLength(2)
    expect(fold(events)).toMatchObject({ status: 'delivered', signedBy: 'A.EXAMPLE' })
  })

  it.each([
    [{ receivedByName: 'Signature not required' }, null],
    [{ receivedByName: 'SIGNATURE RELEASE ON FILE', signedByName: 'B.EXAMPLE' }, 'B.EXAMPLE'],
    [{ receivedByName: ' ', signedByName: 'B.EXAMPLE' }, 'B.EXAMPLE'],
  ])('was signed for by %j: %s', (deliveryDetails, signedBy) => {
    const report = reportOf(of('2026-10-20', 'DL', { deliveryDetails }))
    expect(report?.events[0]?.signedBy).toBe(signedBy)
  })

  it('is read where what is beside the point has another shape', () => {
    const odd = {
      deliveryDetails: [],
      estimatedDeliveryTimeWindow: { window: 'soon' },
      holdAtLocation: 'SEATTLE',
      recipientInformation: 7,
      serviceDetail: 'Ground',
      error: 'none',
      scanEvents: [scan('OD', { scanLocation: 'BONDI', exceptionDescription: {} })],
    }
    expect(reportOf(of('2026-10-20', 'OD', odd))?.events).toMatchObject([
      { status: 'out_for_delivery', location: null },
    ])
  })

  it('is not led back by a scan of which nobody says when', () => {
    const scanEvents = [scan('DE', { exceptionCode: '08' }), scan('OC', { date: null })]
    expect(fold(reportOf({ scanEvents })?.events ?? []).status).toBe('delivery_attempted')
  })

  it('has no news when its reply is told again', () => {
    const [first, again] = [of('2026-10-20', 'OC'), of('2026-10-20', 'OC')].map(result =>
      reportOf({ ...result, latestStatusDetail: { code: 'CA', derivedCode: 'CA' } }),
    )
    expect(first?.events.map(event => event.status)).toEqual(['pending', 'cancelled'])
    expect(joinEvents(first?.events ?? [], again?.events ?? [])).toHaveLength(2)
  })

  it('is no parcel while FedEx only says that it has none', () => {
    const error = { code: 'TRACKING.TRACKINGNUMBER.NOTFOUND', message: 'None.' }
    expect(reportOf({ error })).toMatchObject({
      events: [],
      lookupFailed: 'TRACKING.TRACKINGNUMBER.NOTFOUND: None.',
    })
    const both = reportOf(of('2026-10-20', 'PU', { error }))
    expect(both?.events).toHaveLength(1)
    expect(both).not.toHaveProperty('lookupFailed')
  })

  it('is scanned in the clocks of the place where no offset is told, and on a day at midnight', () => {
    const scanLocation = { city: 'PERTH', stateOrProvinceCode: 'WA', countryCode: 'AU' }
    const at = (date: string) =>
      reportOf({ scanEvents: [scan('AR', { date, scanLocation })] })?.events[0]
    expect(at('2026-10-26T09:15:00')).toMatchObject({
      occurredAt: Date.UTC(2026, 9, 26, 1, 15),
      zone: 'assumed',
      precision: 'second',
    })
    expect(at('2026-10-26T00:00:00')).toMatchObject({ precision: 'day' })
    expect(at('2026-10-26T00:00:00+08:00')).toMatchObject({ precision: 'second', zone: 'offset' })
  })

  it.each([
    [{ estimatedDeliveryTimeWindow: { window: {} } }, null],
    [
      {
        estimatedDeliveryTimeWindow: {
          window: { begins: '2026-10-28T09:00:00', ends: '2026-10-28T13:00:00' },
        },
      },
      { kind: 'day', on: '2026-10-28' },
    ],
    [
      {
        estimatedDeliveryTimeWindow: {
          window: { begins: '2026-10-28T09:00:00+11:00', ends: '2026-10-28T13:00:00+11:00' },
        },
      },
      { kind: 'window', from: Date.UTC(2026, 9, 27, 22), to: Date.UTC(2026, 9, 28, 2) },
    ],
    [
      { standardTransitTimeWindow: { window: { ends: '2026-10-29T00:00:00-06:00' } } },
      { kind: 'day', on: '2026-10-29' },
    ],
    [
      {
        dateAndTimes: [
          { type: 'SHIP', dateTime: '2026-10-20T00:00:00-06:00' },
          { type: 'ESTIMATED_DELIVERY', dateTime: '2007-09-27T00:00:00' },
        ],
      },
      null,
    ],
  ])('is expected by %j as %j', (fields, expected) => {
    const eta = reportOf(of('2026-10-20', 'PU', fields))?.eta ?? null
    expect(eta && { ...eta, toldAt: undefined }).toEqual(
      expected && { ...expected, toldAt: undefined },
    )
  })

  it('keeps neither the street it was brought to nor anybody’s telephone', () => {
    const report = reportOf(
      of('2026-10-20', 'DL', {
        scanEvents: [
          scan('DL', { scanLocation: { streetLines: ['12 SECRET ST'], city: 'BONDI' } }),
        ],
        recipientInformation: { contact: { personName: 'SECRET', phoneNumber: 'SECRET' } },
        availableImages: [{ type: 'SECRET' }],
      }),
    )
    expect(report?.events[0]?.location).toMatchObject({ suburb: 'BONDI', text: null })
    expect(JSON.stringify(report)).not.toContain('SECRET')
  })
})

describe('a webhook of FedEx', () => {
  const body = JSON.stringify({ outputMetaData: [], ...tracked() })
  const proof = (header: string, secret = 'a token') =>
    signed({ kind: 'hmac', secret: '', header, encoding: 'base64', prefix: '' }, body, secret)
  const verify = async (
    headers: Record<string, string>,
    secrets: Record<string, string> = { webhookSecret: 'a token' },
    given = settings,
  ) =>
    (
      await fedex.verify?.(
        {
          url: '',
          rest: '',
          headers: new Headers(headers),
          body: new TextEncoder().encode(body),
          receivedAt: NOW,
        },
        { settings: given, secrets },
        noKeys,
      )
    )?.ok

  it.each(['fdx-signature', 'x-fdx-sc-signature', 'x-fedex-signature'])(
    'is let in by its signature in %s',
    async header => {
      expect(await verify(proof(header))).toBe(true)
      expect(await verify(proof(header, 'another token'))).toBe(false)
    },
  )

  it('may be signed in a header of the merchant’s choice, and then in no other', async () => {
    const own = fedex.settings.parse({ clientId: 'k', signatureHeaders: ['x-own'] })
    const secrets = { webhookSecret: 'a token' }
    expect(await verify(proof('x-own'), secrets, own)).toBe(true)
    expect(await verify(proof('fdx-signature'), secrets, own)).toBe(false)
    expect(
      fedex.settings.safeParse({ clientId: 'k', signatureHeaders: ['no header:'] }).success,
    ).toBe(false)
  })

  it('is let in by nobody while no token is set', async () => {
    expect(await verify(proof('fdx-signature', ''), {})).toBe(false)
    expect(await verify(proof('fdx-signature', ''), { webhookSecret: '' })).toBe(false)
  })
})

const found = reply(200, tracked({ scanEvents: [scan('OD')] }))
const said = (code: string, message: string) => ({ errors: [{ code, message }] })
const askFor = (context: ReturnType<typeof world>['context'], ...numbers: string[]) =>
  fedex.poll?.ask((numbers.length > 0 ? numbers : [NUMBER]).map(parcel), context)

describe('asking', () => {
  it('asks about all at once with one token, the secret in no address', async () => {
    const { context, made } = world({ [TRACK]: found })
    expect(await askFor(context, NUMBER, '39990000000')).toMatchObject({
      ok: true,
      value: [{ trackingNumber: NUMBER }],
    })
    await askFor(context)
    expect(made.map(({ url }) => url)).toEqual([
      `${HOST}/oauth/token`,
      `${HOST}/track/v1/trackingnumbers`,
      `${HOST}/track/v1/trackingnumbers`,
    ])
    expect(new URLSearchParams(made[0]?.body).get('client_secret')).toBe('hush&hush')
    expect(made[1]?.headers.get('authorization')).toBe('Bearer a-token')
    expect(made[1]?.json).toEqual({
      includeDetailedScans: true,
      trackingInfo: [
        { trackingNumberInfo: { trackingNumber: NUMBER } },
        { trackingNumberInfo: { trackingNumber: '39990000000' } },
      ],
    })
  })

  it('fetches a token anew once when FedEx no longer takes the kept one', async () => {
    await cache.put('access our-key', 'old', NOW + 1_000_000)
    const gone = reply(401, said('NOT.AUTHORIZED.ERROR', 'Access token expired.'))
    const { context, made } = world({ [TRACK]: [gone, found] })
    expect(await askFor(context)).toMatchObject({ ok: true })
    expect(made).toHaveLength(3)
  })

  it('gives up on credentials that a fresh token does not mend, and says where to look', async () => {
    const gone = reply(401, said('NOT.AUTHORIZED.ERROR', 'Access token expired.'))
    const { context, made } = world({ [TRACK]: gone })
    const answer = await askFor(context)
    expect(answer).toMatchObject({ problem: { kind: 'credentials', retry: false } })
    expect(JSON.stringify(answer)).toContain('developer.fedex.com')
    expect(JSON.stringify(answer)).not.toContain('hush')
    expect(made).toHaveLength(2)
  })

  it('asks each by itself when one bad number has the whole question refused', async () => {
    const bad = reply(400, said('TRACKING.TRACKINGNUMBER.INVALID', 'Invalid tracking number.'))
    const { context, made } = world({ [TRACK]: [bad, bad, found] })
    expect(await askFor(context, 'nonsense', NUMBER)).toMatchObject({
      ok: true,
      value: [
        {
          trackingNumber: 'nonsense',
          events: [],
          lookupFailed: expect.stringContaining('Invalid'),
        },
        { trackingNumber: NUMBER, events: [{ status: 'out_for_delivery' }] },
      ],
    })
    expect(made).toHaveLength(4)
  })

  it.each([
    [200, '<html>maintenance</html>', 'unreadable', { afterSeconds: 60 }],
    [200, {}, 'unreadable', { afterSeconds: 60 }],
    [503, said('SERVICE.UNAVAILABLE.ERROR', 'Unavailable'), 'refused', { afterSeconds: 60 }],
    [429, 'Too many requests', 'throttled', { afterSeconds: 17 }],
    [403, said('FORBIDDEN.ERROR', 'No authority'), 'credentials', false],
  ])('says of %i %j that it is %s', async (code, body, kind, retry) => {
    const headers: Record<string, string> = code === 429 ? { 'retry-after': '17' } : {}
    const { context } = world({ [TRACK]: reply(code, body, headers) })
    expect(await askFor(context)).toMatchObject({ ok: false, problem: { kind, retry } })
  })

  it('waits ten minutes where too many asked for tokens from its address, and blames no key', async () => {
    const { context, made } = world({ [TOKEN]: reply(403, said('FORBIDDEN.ERROR', 'Forbidden')) })
    expect(await askFor(context)).toMatchObject({
      problem: { kind: 'throttled', status: 403, retry: { afterSeconds: 600 } },
    })
    expect(made).toHaveLength(1)
  })

  it('rests until the day of GMT is over once its quota is used up, and seconds otherwise', () => {
    const told = (status: number, message: string) => ({
      status,
      headers: new Headers(),
      text: JSON.stringify(said('TOO.MANY.REQUESTS', message)),
    })
    const noon = Date.UTC(2026, 9, 27, 12)
    const spent = 'Daily transaction quota exceeded. Retry after 12:00AM GMT.'
    expect(fedex.calls?.restMs?.(told(429, spent), noon)).toBe(12 * 3_600_000)
    expect(fedex.calls?.restMs?.(told(429, 'Please wait a while to try again.'), noon)).toBe(0)
    expect(fedex.calls?.restMs?.(told(200, spent), noon)).toBe(0)
  })

  it('asks nothing without its secret, and names it', async () => {
    const { context, made } = world({}, {})
    expect(JSON.stringify(await askFor(context))).toContain('clientSecret')
    expect(made).toEqual([])
  })
})

describe('checking', () => {
  it.each([
    [200, []],
    [403, ['Basic Integrated Visibility (Track API)']],
  ])('finds from %i that %j is missing', async (code, missing) => {
    const { context } = world({ [TRACK]: reply(code, code === 200 ? tracked() : said('F', 'x')) })
    expect(await fedex.check?.(context)).toMatchObject({
      ok: true,
      value: { account: 'our-key', missing, advice: [expect.stringContaining('webhookSecret')] },
    })
  })

  it('says which secret to mend when there is no token', async () => {
    const { context } = world({ [TOKEN]: reply(401, said('BAD.REQUEST.ERROR', 'no')) })
    const grants = await fedex.check?.(context)
    expect(grants).toMatchObject({ problem: { kind: 'credentials', retry: false } })
    expect(JSON.stringify(grants)).toContain('clientSecret')
  })
})
