// UPS's traps: types that do not mean what they say, clocks of three kinds, a token that runs out, and
// subscriptions that do.
import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { joinEvents, type TrackingReport } from '../../../src/core/tracking.ts'
import type { Asked } from '../../../src/sync/carriers/carrier.ts'
import { ups } from '../../../src/sync/carriers/ups/index.ts'
import { noKeys } from '../../battery/signers.ts'
import { type Answers, contextOf, fakeCache, fakeHttp, NOW, reply } from './fake-http.ts'

const HOST = 'https://onlinetools.ups.com'
const TOKEN = `POST ${HOST}/security/v1/oauth/token`
const SUBSCRIBE = `POST ${HOST}/api/track/v2/subscription/standard/package`
const NUMBER = '1ZX00000000000001X'
const DETAILS = `GET ${HOST}/api/track/v1/details/${NUMBER}?*`
const grant = reply(200, { access_token: 'a-token', expires_in: '14399', token_type: 'Bearer' })

let now = NOW
let cache = fakeCache(() => now)
beforeEach(() => {
  now = NOW
  cache = fakeCache(() => now)
})

function world(answers: Answers, secrets: Record<string, string> = { clientSecret: 'hush-hush' }) {
  const { http, made } = fakeHttp(['onlinetools.ups.com'], { [TOKEN]: grant, ...answers })
  return { made, context: contextOf(http, { clientId: 'our-app' }, secrets, now, cache) }
}

const parcel = (trackingNumber = NUMBER): Asked => ({
  trackingNumber,
  carrier: 'ups',
  calledThere: null,
  orderNumber: '#1',
  destination: { country: 'AU', postcode: '2026' },
  dispatchedAt: NOW,
})

const status = (type: string, code: string, descriptionCode = '', actualDeliveryDate = '') => {
  const alert = {
    trackingNumber: NUMBER,
    activityStatus: { type, code, description: 'words', descriptionCode },
    actualDeliveryDate,
    gmtActivityDate: '20261026',
    gmtActivityTime: '010203',
  }
  const reports = ups.read(alert, NOW)
  const event = reports.ok ? reports.value[0]?.events[0] : undefined
  return [event?.status, event?.substatus]
}

describe('what UPS means', () => {
  it.each([
    ['D', 'OT', '', '', ['out_for_delivery', 'on_vehicle']],
    ['D', 'FS', '', '', ['delivered', null]],
    ['D', 'KB', '', '', ['delivered', null]],
    ['I', 'KB', '', '', ['unknown', 'info_only']],
    ['D', 'Q9', '', '', ['unknown', 'unmapped']],
    ['D', 'Q9', '', '20261026', ['delivered', null]],
    ['I', 'Q9', '', '20261026', ['in_transit', null]],
    ['D', 'Q9', '072', '20261026', ['out_for_delivery', 'on_vehicle']],
  ])('takes type %s with code %s, digits "%s" and date "%s" for %j', (...row) => {
    const [type, code, detail, date, expected] = row
    expect(status(type, code, detail, date)).toEqual(expected)
  })

  it.each([
    ['X', 'SR', '003', ['in_transit', 'customs_cleared']],
    ['X', 'RZ', '012', ['in_transit', 'customs_processing']],
    ['X', 'RZ', '014', ['in_transit', 'customs_cleared']],
    ['X', 'DA', '014', ['in_transit', 'customs_cleared']],
    ['D', 'FS', '161', ['awaiting_collection', 'at_partner_store']],
    ['I', 'OT', '037', ['returning', null]],
    ['X', '', '013', ['exception', null]],
    ['U', 'OT', '021', ['unknown', 'info_only']],
    ['MV', '', '', ['cancelled', null]],
    ['I', '', '33', ['unknown', 'info_only']],
  ])('reads %s/%s/%s as %j', (type, code, detail, expected) => {
    expect(status(type, code, detail)).toEqual(expected)
  })

  it('takes no day that is in no calendar, which a page could not write', () => {
    const path = 'test/fixtures/carriers/ups/poll-access-point.json'
    const told = readFileSync(path, 'utf8').replaceAll('20261103', '20261100')
    const read = ups.read(JSON.parse(told).payload, NOW)
    expect(read).toMatchObject({ ok: true })
    expect(JSON.stringify(read)).not.toContain('2026-11-00')
  })

  it('keeps neither the photograph nor the street of a delivery', () => {
    const report = ups.read(
      {
        trackResponse: {
          shipment: [
            {
              inquiryNumber: NUMBER,
              package: [
                {
                  trackingNumber: NUMBER,
                  activity: [
                    {
                      date: '20261026',
                      time: '141205',
                      location: { address: { addressLine1: '12 Secret St', city: 'BONDI' } },
                      status: { type: 'D', code: 'FS', description: 'DELIVERED' },
                    },
                  ],
                  deliveryInformation: {
                    receivedBy: 'A',
                    signature: { image: 'SECRETBYTES' },
                    deliveryPhoto: { photo: 'SECRETBYTES' },
                  },
                },
              ],
            },
          ],
        },
      },
      NOW,
    )
    expect(report).toMatchObject({ ok: true })
    expect(JSON.stringify(report)).not.toMatch(/secret/i)
  })

  it('never joins two parcels that had one number: the newer one counts', () => {
    const one = (date: string, code: string) => ({
      inquiryNumber: NUMBER,
      package: [{ activity: [{ date, time: '010203', status: { type: 'I', code } }] }],
    })
    const payload = { trackResponse: { shipment: [one('20250101', 'FS'), one('20261020', 'OT')] } }
    for (const shipment of [
      payload.trackResponse.shipment,
      payload.trackResponse.shipment.toReversed(),
    ]) {
      const reports = ups.read({ trackResponse: { shipment } }, NOW)
      expect(reports).toMatchObject({
        value: [{ trackingNumber: NUMBER, events: [{ status: 'out_for_delivery' }] }],
      })
    }
  })

  it('reads a reply without activities by its status alone, at the time of the delivery', () => {
    const one = (currentStatus: object, fields: object = {}) =>
      ups.read(
        {
          trackResponse: {
            shipment: [{ inquiryNumber: NUMBER, package: [{ currentStatus, ...fields }] }],
          },
        },
        NOW,
      )
    const delivered = {
      deliveryDate: [{ type: 'DEL', date: '20261026' }],
      deliveryTime: { type: 'DEL', endTime: '101500' },
    }
    expect(one({ code: '011', description: 'Delivered' }, delivered)).toMatchObject({
      value: [
        {
          events: [
            { status: 'delivered', snapshot: true, occurredAt: Date.UTC(2026, 9, 26, 10, 15) },
          ],
        },
      ],
    })
    expect(one({ code: 'SR', statusCode: '003', type: 'X' })).toMatchObject({
      value: [{ events: [{ substatus: 'customs_cleared', zone: 'unknown' }] }],
    })
  })

  it('knows a scan that was posted and is answered in other words for one, and two scans for two', () => {
    const events = (payload: unknown) => {
      const reports = ups.read(payload, NOW)
      return reports.ok ? reports.value.flatMap(report => report.events) : []
    }
    const posted = (descriptionCode: string, code = 'OT') =>
      events({
        trackingNumber: NUMBER,
        activityLocation: { city: 'Sydney', postalCode: '2000', country: 'AU' },
        activityStatus: { type: 'I', code, description: 'Out for Delivery', descriptionCode },
        gmtActivityDate: '20261026',
        gmtActivityTime: '010203',
      })
    const answered = (statusCode: string, code = 'OT') =>
      events({
        trackResponse: {
          shipment: [
            {
              inquiryNumber: NUMBER,
              package: [
                {
                  activity: [
                    {
                      date: '20261026',
                      time: '120203',
                      gmtDate: '20261026',
                      gmtTime: '01:02:03',
                      location: { address: { city: 'Sydney', countryCode: 'AU' } },
                      status: {
                        type: 'I',
                        code,
                        description: 'Out For Delivery Today',
                        statusCode,
                      },
                    },
                  ],
                },
              ],
            },
          ],
        },
      })
    expect(joinEvents(posted('021'), answered('021'))).toHaveLength(1)
    expect(joinEvents(posted('021'), answered('072'))).toHaveLength(2)
    expect(joinEvents(posted('', ''), answered('', ''))).toHaveLength(2)
    // Only the answer has the street of the shop.
    expect(joinEvents(posted('040', 'RP'), answered('040', 'RP'))).toHaveLength(2)
  })

  it('reads the news beside what is of another shape than documented', () => {
    const odd = ['?']
    const activity = [
      { date: '20261026', time: '010203', status: { type: 'I', code: 'OT' }, location: odd },
    ]
    const beside = {
      currentStatus: odd,
      deliveryDate: 'soon',
      deliveryTime: odd,
      deliveryInformation: odd,
      packageAddress: '',
      accessPointInformation: odd,
      service: 'Ground',
    }
    const shipment = [{ inquiryNumber: NUMBER, package: [{ activity, ...beside }] }]
    const alert = {
      trackingNumber: NUMBER,
      activityStatus: { type: 'I', code: 'OT' },
      activityLocation: odd,
      scheduledDeliveryDate: odd,
      receivedBy: odd,
    }
    for (const payload of [{ trackResponse: { shipment } }, alert]) {
      expect(ups.read(payload, NOW)).toMatchObject({
        value: [{ events: [{ status: 'out_for_delivery', location: null }], eta: null }],
      })
    }
  })

  it('goes by the number that was asked about where UPS knows the parcel by another', () => {
    const activity = [{ date: '20261026', time: '010203', status: { type: 'I', code: 'AR' } }]
    const shipment = [
      {
        inquiryNumber: '92419900000033499522966220',
        package: [{ trackingNumber: NUMBER, activity }],
      },
    ]
    expect(ups.read({ trackResponse: { shipment } }, NOW)).toMatchObject({
      value: [{ trackingNumber: '92419900000033499522966220' }],
    })
  })

  it('reads the same instant from GMT, from an offset with a dot, and from the place', () => {
    const at = (fields: object) => {
      const read = ups.read(
        { trackingNumber: NUMBER, activityStatus: { type: 'I', code: 'AR' }, ...fields },
        NOW,
      )
      return read.ok ? read.value[0]?.events[0]?.occurredAt : null
    }
    const local = { localActivityDate: '20261026', localActivityTime: '91500' }
    const place = { activityLocation: { city: 'Perth', stateProvince: 'WA', country: 'AU' } }
    const instant = Date.UTC(2026, 9, 26, 1, 15)
    expect(at({ ...local, gmtActivityDate: '20261026', gmtActivityTime: '011500' })).toBe(instant)
    expect(at({ ...local, gmtOffset: '+08.00' })).toBe(instant)
    expect(at({ ...local, ...place })).toBe(instant)
  })
})

describe('an alert', () => {
  const verify = async (headers: Record<string, string>, secrets: Record<string, string>) =>
    (
      await ups.verify?.(
        {
          url: '',
          rest: '',
          headers: new Headers(headers),
          body: new Uint8Array(),
          receivedAt: NOW,
        },
        { settings: { clientId: 'our-app' }, secrets },
        noKeys,
      )
    )?.ok

  it('is let in by our word in either place, and by nothing else that UPS sends', async () => {
    const secrets = { webhookToken: 'our-word' }
    expect(await verify({ credential: 'our-word' }, secrets)).toBe(true)
    expect(await verify({ authorization: 'Bearer our-word' }, secrets)).toBe(true)
    expect(await verify({ authorization: 'our-word' }, secrets)).toBe(false)
    expect(await verify({ 'x-api-key': 'our-app' }, secrets)).toBe(false)
    expect(await verify({ 'user-agent': 'UPSPubSubTrackingService' }, secrets)).toBe(false)
  })

  it('is let in by nobody while there is no word', async () => {
    expect(await verify({ credential: '' }, {})).toBe(false)
    expect(await verify({ credential: 'undefined' }, {})).toBe(false)
  })
})

const found = reply(200, {
  trackResponse: {
    shipment: [
      {
        inquiryNumber: NUMBER,
        package: [
          {
            trackingNumber: NUMBER,
            activity: [{ date: '20261026', time: '010203', status: { type: 'I', code: 'OT' } }],
          },
        ],
      },
    ],
  },
})
const said = (code: string, message: string) => ({ response: { errors: [{ code, message }] } })
const askFor = (context: ReturnType<typeof world>['context']) => ups.poll?.ask([parcel()], context)

describe('asking', () => {
  it('fetches one token for many questions, with the secret in no address', async () => {
    const { context, made } = world({ [DETAILS]: found })
    expect(await askFor(context)).toMatchObject({ ok: true, value: [{ trackingNumber: NUMBER }] })
    await askFor(context)
    expect(made.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET'])
    expect(made[0]?.headers.get('authorization')).toBe(`Basic ${btoa('our-app:hush-hush')}`)
    expect(made[1]?.headers.get('authorization')).toBe('Bearer a-token')
    expect(made[1]?.headers.get('transactionSrc')).toBe('waymark')
    expect(made[1]?.headers.get('transId')).not.toBe(made[2]?.headers.get('transId'))
    expect(made.map(({ url }) => url).join()).not.toContain('hush')
  })

  it('renews the token five minutes before its end', async () => {
    const { context } = world({ [DETAILS]: found })
    await askFor(context)
    now += (14_399 - 299) * 1000
    const later = world({ [DETAILS]: found })
    await askFor(later.context)
    expect(later.made.map(({ method }) => method)).toEqual(['POST', 'GET'])
  })

  it('fetches a token anew once when UPS no longer takes the kept one', async () => {
    await cache.put('access our-app', 'old', NOW + 1_000_000)
    const gone = reply(401, said('250002', 'Invalid Authentication Information.'))
    const { context, made } = world({ [DETAILS]: [gone, found] })
    expect(await askFor(context)).toMatchObject({ ok: true })
    expect(made.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET'])
  })

  it('gives up on credentials that a fresh token does not mend, and says where to look', async () => {
    const gone = reply(401, said('250002', 'Invalid Authentication Information.'))
    const { context, made } = world({ [DETAILS]: gone })
    const answer = await askFor(context)
    expect(answer).toMatchObject({ problem: { kind: 'credentials', retry: false, status: 401 } })
    expect(JSON.stringify(answer)).toContain('developer.ups.com')
    expect(JSON.stringify(answer)).not.toContain('hush')
    expect(made).toHaveLength(2)
  })

  it.each([
    [404, said('TV0003', 'Tracking number not found')],
    [400, said('TV1002', 'Invalid inquiry number')],
    [200, { trackResponse: { shipment: [{ warnings: [{ code: 'TW0001', message: 'None' }] }] } }],
  ])('takes %i with UPS’s own words for a number that was not found', async (code, body) => {
    const { context } = world({ [DETAILS]: reply(code, body) })
    const answer = await askFor(context)
    const reports: readonly TrackingReport[] = answer?.ok ? answer.value : []
    expect(reports).toMatchObject([{ trackingNumber: NUMBER, events: [], eta: null }])
    expect(reports[0]?.lookupFailed).toMatch(/^T[VW]\d{4}: /)
  })

  it.each([
    [200, '<html>maintenance</html>', 'unreadable', { afterSeconds: 60 }],
    [404, '<html>gateway</html>', 'unreadable', { afterSeconds: 60 }],
    [503, 'busy', 'refused', { afterSeconds: 60 }],
    [429, said('10429', 'Too Many Requests'), 'throttled', { afterSeconds: 17 }],
    [403, said('250003', 'Blocked Merchant'), 'credentials', false],
  ])('says of %i %j that it is %s', async (code, body, kind, retry) => {
    const headers: Record<string, string> = code === 429 ? { 'retry-after': '17' } : {}
    const { context } = world({ [DETAILS]: reply(code, body, headers) })
    expect(await askFor(context)).toMatchObject({ ok: false, problem: { kind, retry } })
  })

  it('asks nothing without its secret, and names it', async () => {
    const { context, made } = world({}, {})
    const answer = await askFor(context)
    expect(answer).toMatchObject({ problem: { kind: 'credentials' } })
    expect(JSON.stringify(answer)).toContain('clientSecret')
    expect(made).toEqual([])
  })
})

describe('checking', () => {
  const TRIAL = `GET ${HOST}/api/track/v1/details/1ZCIETST0111111114?*`

  it.each([
    [404, []],
    [200, []],
    [403, ['Tracking']],
  ])('finds from %i that %j is missing, and says what to enter at UPS', async (code, missing) => {
    const { context } = world({ [TRIAL]: reply(code, said('1', 'none')) })
    const grants = await ups.check?.(context)
    expect(grants).toMatchObject({ ok: true, value: { account: 'our-app', missing } })
    expect(JSON.stringify(grants)).toContain('webhookToken')
  })

  it('says which secret to mend when there is no token', async () => {
    const { context } = world({ [TOKEN]: reply(401, said('10401', 'ClientId is Invalid')) })
    const grants = await ups.check?.(context)
    expect(grants).toMatchObject({ problem: { kind: 'credentials', retry: false } })
    expect(JSON.stringify(grants)).toContain('clientSecret')
  })
})

describe('watching', () => {
  const begin = (answer: ReturnType<typeof reply>, number = NUMBER) => {
    const { context, made } = world({ [SUBSCRIBE]: answer })
    return { made, watching: ups.watch?.begin(parcel(number), 'https://hook.example', context) }
  }

  it('subscribes for a fortnight, and wants to be asked again a day before its end', async () => {
    const { watching, made } = begin(reply(200, { validTrackingNumbers: [NUMBER] }))
    expect(await watching).toEqual({
      ok: true,
      value: { id: NUMBER, until: NOW + 13 * 86_400_000 },
    })
    expect(made[1]?.json).toEqual({
      locale: 'en_US',
      trackingNumberList: [NUMBER],
    })
  })

  it('does not try again a number that UPS does not take', async () => {
    const { watching } = begin(
      reply(200, { validTrackingNumbers: [], invalidTrackingNumbers: [NUMBER] }),
    )
    expect(await watching).toMatchObject({ problem: { kind: 'refused', retry: false } })
    const none = { ...said('VSS210', 'no valid number'), invalidTrackingNumbers: [NUMBER] }
    expect(await begin(reply(400, none)).watching).toMatchObject({ problem: { retry: false } })
  })

  it('does not even ask about a number of another kind', async () => {
    const { watching, made } = begin(reply(500, ''), '92419900000033499522966220')
    expect(await watching).toMatchObject({ problem: { kind: 'refused', retry: false } })
    expect(made).toEqual([])
  })

  it('tries again later when UPS is out of order', async () => {
    const broken = said('VSS100', 'temporarily unavailable')
    expect(await begin(reply(500, broken)).watching).toMatchObject({
      problem: { kind: 'refused', retry: { afterSeconds: 60 } },
    })
    expect(await begin(reply(200, '<html>')).watching).toMatchObject({
      problem: { kind: 'unreadable', retry: { afterSeconds: 60 } },
    })
  })
})
