// Connecting a shop, at the door: the API, the real D1 and account objects, and a Shopify that answers
// the two or three documents this takes.
import { env } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import type { Env } from '../../../src/sync/env.ts'
import worker from '../../../src/sync/worker.ts'
import { SCOPES } from '../../../src/sync/platforms/shopify/settings.ts'

const CONFIG = {
  merchant: 'demo',
  brand: { name: 'Tide & Thread', colour: '#1f6f78' },
  connections: [
    { name: 'feed', carrier: 'easypost' },
    { name: 'shop', platform: 'shopify', settings: { shop: 'a.myshopify.com' } },
  ],
}
const NOW = Date.UTC(2026, 9, 5, 1)

let queued: unknown[] = []
const outfit = (): Env => ({
  ...env,
  ORDERS: { send: async (body: unknown) => void queued.push(body) } as unknown as Queue,
})

async function call(method: string, path: string, body?: unknown) {
  const request = new Request(`https://track.example.com/api/v1${path}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
    headers: {
      authorization: `Bearer ${env.OPERATOR_KEY}`,
      'waymark-merchant': 'demo',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
  })
  const response = await worker.fetch(request as never, outfit())
  const text = await response.text()
  return { status: response.status, json: text ? (JSON.parse(text) as unknown) : null }
}

const Asked = z.object({ operationName: z.string() })

/** A shop that grants these scopes; what else is asked of it must be in `more`. */
function shopGrants(scopes: readonly string[], more: Record<string, unknown> = {}) {
  const replies: Record<string, unknown> = {
    grants: {
      shop: { name: 'Tide & Thread', myshopifyDomain: 'a.myshopify.com' },
      currentAppInstallation: { accessScopes: scopes.map(handle => ({ handle })) },
    },
    ...more,
  }
  const asked = vi.fn(async (_: unknown, init: RequestInit) => {
    const { operationName } = Asked.parse(JSON.parse(String(init.body)))
    const data = replies[operationName]
    if (!data) throw new Error(`the shop was asked for ${operationName}`)
    return Response.json({ data })
  })
  vi.stubGlobal('fetch', asked)
  return asked
}

const stored = (column: string) =>
  env.DB0.prepare(`SELECT ${column} AS it FROM connections WHERE name = 'shop'`).first('it')

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW - 86_400_000 })
  vi.spyOn(console, 'error').mockImplementation(() => {})
  for (const table of ['merchants', 'connections', 'keep', 'orders']) {
    await env.DB0.exec(`DELETE FROM ${table}`)
  }
  queued = []
  await call('PUT', '/config', CONFIG)
  await call('PUT', '/connections/shop/secrets/token', { value: 'shpat_invented' })
  vi.setSystemTime(NOW)
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('connecting a shop', () => {
  it('checks it, goes live now, and begins the first import', async () => {
    shopGrants(SCOPES)
    const { status, json } = await call('POST', '/connections/shop/connect')
    expect(status).toBe(200)
    expect(json).toMatchObject({ account: 'Tide & Thread', liveSince: '2026-10-05T01:00:00.000Z' })
    expect(queued).toEqual([{ shard: '0', connectionId: await stored('id') }])
    expect(await stored('problem')).toBeNull()
  })

  it('stays live since then when it is done again after the import began', async () => {
    shopGrants(SCOPES)
    await call('POST', '/connections/shop/connect')
    await env.DB0.exec(`UPDATE connections SET cursor = '{"since":1,"page":null}'`)
    vi.setSystemTime(NOW + 3_600_000)
    const { json } = await call('POST', '/connections/shop/connect')
    expect(json).toMatchObject({ liveSince: '2026-10-05T01:00:00.000Z' })
  })

  it('says what the connector to THE ICONIC waits for and what is to be set there', async () => {
    const advice = async () => {
      const { json } = await call('POST', '/connections/shop/connect')
      return z.object({ advice: z.array(z.string()) }).parse(json).advice
    }
    shopGrants(SCOPES)
    const bare = await advice()
    const connections = CONFIG.connections.map(one =>
      one.platform ? { ...one, connector: 'ida-connect' } : one,
    )
    await call('PUT', '/config', { ...CONFIG, connections })
    expect(await advice()).toEqual([
      ...bare,
      expect.stringMatching(/^What IDA Connect waits for: A fulfilment in Shopify /),
      expect.stringContaining('Custom Carrier Matching'),
      expect.stringContaining('Retry Fulfilment'),
      expect.stringContaining('active and available'),
      expect.stringContaining('not corrected'),
    ])
  })

  it('names every scope that is missing, and begins nothing', async () => {
    shopGrants(['read_orders'])
    const { status, json } = await call('POST', '/connections/shop/connect')
    expect(status).toBe(409)
    expect(json).toMatchObject({
      title: expect.stringContaining('write_fulfillments'),
      errors: SCOPES.slice(1).map(path => ({ path, message: 'is missing' })),
    })
    expect(queued).toEqual([])
    expect(await stored('problem')).toContain('read_locations')
  })

  it('says so when the shop refuses the token', async () => {
    vi.stubGlobal('fetch', async () => new Response('{"errors":"[API] Invalid"}', { status: 401 }))
    const { status, json } = await call('POST', '/connections/shop/connect')
    expect(status).toBe(409)
    expect(JSON.stringify(json)).not.toContain('shpat_invented')
    expect(queued).toEqual([])
  })

  it('finds it by its platform where there is one shop of it', async () => {
    expect((await call('GET', '/connections/shopify')).json).toMatchObject({ name: 'shop' })
  })

  it.each(['feed', 'nobody'])('knows no shop by the name %s', async name => {
    expect((await call('POST', `/connections/${name}/connect`)).status).toBe(404)
    expect((await call('GET', `/connections/${name}`)).status).toBe(404)
  })
})

describe('a connection', () => {
  it('says how far its first import is, and how it is doing', async () => {
    const { status, json } = await call('GET', '/connections/shop')
    expect(status).toBe(200)
    expect(json).toMatchObject({
      name: 'shop',
      adapter: 'shopify',
      problem: null,
      missingSecrets: [],
      backfill: { imported: 0 },
      backfilledAt: null,
      syncedAt: null,
      lagSeconds: null,
      budget: { restsUntil: null },
      webhooks: null,
    })
  })
})

describe('applying a config', () => {
  it('does not lead a connection to another shop: its orders and secrets are not that shop’s', async () => {
    const [feed] = CONFIG.connections
    const other = { name: 'shop', platform: 'shopify', settings: { shop: 'b.myshopify.com' } }
    const { status, json } = await call('PUT', '/config', { ...CONFIG, connections: [feed, other] })
    expect(status).toBe(422)
    expect(json).toMatchObject({
      errors: [{ path: 'connections.1.settings', message: expect.stringContaining('a.myshopify') }],
    })
    const away = { ...CONFIG, connections: [feed] }
    expect((await call('PUT', '/config', away)).status).toBe(200)
    const back = { ...CONFIG, connections: [feed, other] }
    expect((await call('PUT', '/config', back)).status).toBe(422)
    expect((await call('PUT', '/config', CONFIG)).status).toBe(200)
  })

  it('gives no connection’s secrets to another adapter of the same name', async () => {
    const feed = { name: 'feed', carrier: 'starshipit' }
    const { json } = await call('PUT', '/config', { ...CONFIG, connections: [feed] })
    expect(json).toMatchObject({ errors: [{ path: 'connections.0.carrier' }] })
  })
})
