// What a merchant hears when a feed is connected, and of it afterwards.
import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  api,
  CONFIG,
  connectFeeds,
  HOUR_MS,
  NOT_FOUND,
  outside,
  rows,
  ship,
  tick,
  TRACK,
} from './two-feeds.ts'

beforeEach(connectFeeds)

describe('connecting a feed', () => {
  it('asks whether it accepts us, and says what to do there', async () => {
    outside['GET https://api.aftership.com/tracking/2026-07/trackings?limit=1'] = {
      json: { meta: { code: 200 }, data: { trackings: [] } },
    }
    await api('PUT', '/connections/anybody/secrets/webhookSecret', { value: 'hush' })
    const connected = await api('POST', '/connections/anybody/connect')
    expect(connected).toMatchObject({
      status: 200,
      json: { kind: 'carrier', account: 'AfterShip Tracking' },
    })
    expect(connected.json.hookUrl).toContain('/hooks/0')
    expect(connected.json.advice).not.toEqual([])
  })

  it('says of one that is only told what its keys would add', async () => {
    const connections = [{ name: 'easy', carrier: 'easypost' }]
    await api('PUT', '/config', { ...CONFIG, connections })
    await api('PUT', '/connections/easy/secrets/webhookSecret', { value: 'hush' })
    const connected = await api('POST', '/connections/easy/connect')
    expect(connected).toMatchObject({ status: 200, json: { account: null } })
    expect(connected.json.advice).toEqual([
      expect.stringContaining('waymark secret set easy apiKey'),
    ])
  })

  it('names the secrets that are missing, with the command for each', async () => {
    await env.DB0.exec(`UPDATE connections SET secrets = '{}'`)
    expect(await api('POST', '/connections/anybody/connect')).toMatchObject({
      status: 409,
      json: { title: expect.stringContaining('waymark secret set anybody webhookSecret') },
    })
  })

  it('notes a refused key, and the problem goes when it is accepted', async () => {
    const check = 'POST https://apis.fedex.com/oauth/token'
    outside[check] = { status: 401, json: { errors: [{ code: 'NOT.AUTHORIZED.ERROR' }] } }
    expect((await api('POST', '/connections/fedex/connect')).status).toBe(409)
    const [fedex] = await rows('connections')
    expect(fedex?.problem).not.toBeNull()
  })

  it('tells how many parcels it looks after, which it does not know, and whether looks are late', async () => {
    outside[TRACK] = NOT_FOUND
    await ship('FedEx')
    for (const hours of [0, 6.1, 6.1]) await tick(hours)
    vi.setSystemTime(Date.now() + 7 * HOUR_MS)
    const { json } = await api('GET', '/connections/fedex')
    expect(json).toMatchObject({ kind: 'carrier', parcels: 1, problem: null })
    expect(json.lagSeconds).toBeGreaterThan(3000)
    expect(json.warnings).toMatchObject([{ order: '1001' }])
    const order = await api('GET', '/orders/1001')
    expect(order.json.shipments[0].feed).toMatchObject({ name: 'fedex', watched: false })
  })

  it('counts on the calls a day that its plan allows', async () => {
    const apply = (settings: object) => {
      const connections = [{ name: 'dhl', carrier: 'dhl', settings }]
      return api('PUT', '/config', { ...CONFIG, connections })
    }
    const limits = async () => (await api('GET', '/connections/dhl')).json.budget.limits
    await apply({})
    await api('PUT', '/connections/dhl/secrets/apiKey', { value: 'hush' })
    await api('PUT', '/connections/dhl/secrets/webhookToken', { value: 'our-word' })
    expect(await limits()).toContainEqual({ calls: 250, perMs: 86_400_000, used: 0 })
    await apply({ callsPerDay: 900 })
    expect(await limits()).toContainEqual({ calls: 900, perMs: 86_400_000, used: 0 })
  })
})
