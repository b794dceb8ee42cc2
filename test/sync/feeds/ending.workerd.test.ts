// A feed whose watches end by themselves, and that is asked beside them.
import { beforeEach, describe, expect, it } from 'vitest'
import {
  api,
  asked,
  CONFIG,
  connectFeeds,
  lines,
  outside,
  rows,
  type Said,
  ship,
  tick,
  watch,
} from './two-feeds.ts'

beforeEach(connectFeeds)

describe('a feed whose watches end', () => {
  const SUBSCRIBE = 'POST https://onlinetools.ups.com/api/track/v2/subscription/standard/package'
  const [ONE, TWO] = ['1ZCIETST0111111114', '1ZCIETST0422222228']
  const detailsOf = (number: string) =>
    `GET https://onlinetools.ups.com/api/track/v1/details/${number}`
  const upsSays = (number: string): Said => ({
    json: {
      trackResponse: {
        shipment: [
          {
            package: [
              {
                trackingNumber: number,
                activity: [
                  {
                    date: '20261026',
                    time: '090000',
                    gmtDate: '20261026',
                    gmtTime: '09:00:00',
                    status: { type: 'I', code: 'DP', description: 'Departed from Facility' },
                  },
                ],
              },
            ],
          },
        ],
      },
    },
  })
  const detailsAsked = (number: string) =>
    asked.filter(({ line }) => line.startsWith(detailsOf(number)))

  beforeEach(async () => {
    outside['POST https://onlinetools.ups.com/security/v1/oauth/token'] = {
      json: { access_token: 'a-token', expires_in: '14399' },
    }
    const connections = [
      ...CONFIG.connections,
      { name: 'ups', carrier: 'ups', settings: { clientId: 'our-app' } },
    ]
    expect((await api('PUT', '/config', { ...CONFIG, connections })).status).toBe(200)
    await api('PUT', '/connections/ups/secrets/clientSecret', { value: 'hush' })
  })

  it('are begun again before they end, and asked beside it four times as seldom', async () => {
    await api('PUT', '/connections/ups/secrets/webhookToken', { value: 'our-word' })
    outside[SUBSCRIBE] = { json: { validTrackingNumbers: [ONE] } }
    outside[detailsOf(ONE)] = upsSays(ONE)
    await ship('UPS', ONE)
    await tick(0)
    expect(lines(SUBSCRIBE)).toHaveLength(1)
    expect(detailsAsked(ONE)).toHaveLength(1)
    await tick(7)
    expect(detailsAsked(ONE)).toHaveLength(1)
    await tick(1.1)
    expect(detailsAsked(ONE)).toHaveLength(2)
    await tick(13 * 24)
    expect(lines(SUBSCRIBE)).toHaveLength(2)
  })

  it('that are refused bring no look forward: it is asked as if there were none', async () => {
    await api('PUT', '/connections/ups/secrets/webhookToken', { value: 'our-word' })
    outside[SUBSCRIBE] = {
      status: 400,
      json: { response: { errors: [{ code: 'X', message: 'No.' }] } },
    }
    outside[detailsOf(ONE)] = upsSays(ONE)
    await ship('UPS', ONE)
    for (const hours of [1 / 6, 0.5, 0.5, 0.5]) await tick(hours)
    expect(detailsAsked(ONE)).toHaveLength(1)
    expect(lines(SUBSCRIBE)).toHaveLength(1)
    await tick(0.5)
    expect(detailsAsked(ONE)).toHaveLength(2)
    outside[SUBSCRIBE] = { json: { validTrackingNumbers: [ONE] } }
    await tick(4.5)
    expect(lines(SUBSCRIBE)).toHaveLength(2)
    expect(await watch()).toMatchObject({ watch_id: ONE, problem: null })
  })

  it('are not begun where what it posts could not come in: it is asked only', async () => {
    outside[detailsOf(ONE)] = upsSays(ONE)
    await ship('UPS', ONE)
    await tick(0)
    expect(lines(SUBSCRIBE)).toEqual([])
    await tick(2.1)
    expect(detailsAsked(ONE)).toHaveLength(2)
  })

  it('put off a parcel whose answer cannot be read, and ask about the others', async () => {
    await ship('UPS', ONE)
    await ship('UPS', TWO)
    outside[detailsOf(ONE)] = { json: 'a page of some gateway' }
    outside[detailsOf(TWO)] = upsSays(TWO)
    await tick(0)
    expect(await rows('shipments')).toMatchObject([
      { tracking_number: ONE, status: 'unknown' },
      { tracking_number: TWO, status: 'in_transit' },
    ])
    expect(await rows('watches')).toMatchObject([{ misses: 1 }, { misses: 0 }])
    await tick(1)
    expect(detailsAsked(ONE)).toHaveLength(1)
  })
})
