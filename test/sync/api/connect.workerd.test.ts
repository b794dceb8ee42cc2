// Connecting a shop, at the door: the API, the real D1 and account objects, and a Shopify that answers
// the two or three documents this takes.
import { createMessageBatch, env } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { ShopStatus } from '../../../cli/answers.ts'
import { linesOf } from '../../../cli/connection.ts'
import type { Env } from '../../../src/sync/env.ts'
import { LIMITS } from '../../../src/sync/platforms/cin7/settings.ts'
import { SCOPES } from '../../../src/sync/platforms/shopify/settings.ts'
import worker from '../../../src/sync/worker.ts'
import { anOrder } from '../../an-order.ts'

const CONFIG = {
  merchant: 'demo',
  brand: { name: 'Tide & Thread', colour: '#1f6f78' },
  connections: [
    { name: 'feed', carrier: 'easypost' },
    { name: 'mail', email: 'resend', settings: { from: 'news@example.com' } },
    { name: 'shop', platform: 'shopify', settings: { shop: 'a.myshopify.com' } },
  ],
}
const NOW = Date.UTC(2026, 9, 5, 1)

let queued: unknown[] = []
const outfit = (): Env => ({
  ...env,
  ORDERS: {
    send: async (body: unknown) => void queued.push(body),
    sendBatch: async (messages: { body: unknown }[]) =>
      void queued.push(...messages.map(({ body }) => body)),
  } as unknown as Queue,
})

async function consume(queue: string, body: unknown) {
  const message = { id: 'm0', timestamp: new Date(), attempts: 1, body }
  await worker.queue(createMessageBatch(queue, [message]), outfit())
}

async function call(method: string, path: string, body?: unknown, merchant = 'demo') {
  const request = new Request(`https://track.example.com/api/v1${path}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
    headers: {
      authorization: `Bearer ${env.OPERATOR_KEY}`,
      'waymark-merchant': merchant,
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

  it('is what all waits for: before it, and while it is refused, nobody is asked or told', async () => {
    const asked = shopGrants(['read_orders'])
    const parts = async () => {
      queued = []
      await worker.scheduled({} as ScheduledController, outfit())
      const calls = asked.mock.calls.length
      const connectionId = await stored('id')
      await consume('waymark-orders', { shard: '0', connectionId })
      await consume('waymark-orders', { shard: '0', connectionId, orderIds: ['gid'] })
      await consume('waymark-write-backs', { shard: '0', orderId: await shippedOrder() })
      return { queued, calls: asked.mock.calls.length - calls }
    }
    expect(await parts()).toEqual({ queued: [], calls: 0 })
    expect((await call('POST', '/connections/shop/connect')).status).toBe(409)
    expect(await parts()).toEqual({ queued: [], calls: 0 })
    expect((await call('GET', '/connections/shop')).json).toMatchObject({ liveSince: null })

    shopGrants(SCOPES)
    expect((await call('POST', '/connections/shop/connect')).status).toBe(200)
    queued = []
    await worker.scheduled({} as ScheduledController, outfit())
    expect(queued).toEqual([{ shard: '0', connectionId: await stored('id') }])
  })

  it('says how to set each secret that it lacks', async () => {
    const connections = [{ name: 'omni', platform: 'cin7', settings: { username: 'WattleAU' } }]
    await call('PUT', '/config', { ...CONFIG, connections })
    const { json } = await call('POST', '/connections/omni/connect')
    expect(json).toMatchObject({
      title: 'Set its secrets first: waymark secret set omni connectionKey.',
    })
  })

  it('says when to come again while the shop fails, and notes it', async () => {
    vi.stubGlobal('fetch', async () => new Response('down', { status: 503 }))
    const { status, json } = await call('POST', '/connections/shop/connect')
    expect(status).toBe(409)
    expect(json).toMatchObject({
      title: expect.stringMatching(/503.*Run `waymark connect shop` again in \d+ s\.$/),
    })
    expect(await stored('problem')).toContain('503')
  })

  it('says when to come again while the account rests, and notes nothing: the shop was not asked', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('no answer')
    })
    await call('POST', '/connections/shop/connect')
    await env.DB0.exec(`UPDATE connections SET problem = NULL WHERE name = 'shop'`)
    const { status, json } = await call('POST', '/connections/shop/connect')
    expect(status).toBe(409)
    expect(json).toMatchObject({
      title: expect.stringMatching(
        /no more calls for now\. Run `waymark connect shop` again in \d+ s/,
      ),
    })
    expect(JSON.stringify(json)).not.toContain('by itself')
    expect(await stored('problem')).toBeNull()
  })

  it('finds room beside the import of the same shop', async () => {
    vi.stubGlobal('scheduler', { wait: async (ms: number) => vi.setSystemTime(Date.now() + ms) })
    await callOmni('own', 'connect', { status: 200 })
    const account = env.ACCOUNTS.get(env.ACCOUNTS.idFromName('cin7 WattleAU'))
    let at = NOW + 60_000
    while ((await account.take('0 99', LIMITS, 'backfill', at)) < 2000) at += 334
    vi.setSystemTime(at)
    await callOmni('own', 'connect', { status: 200 })
  })

  it('lets nobody spend another’s budget by writing the name of his account', async () => {
    for (let i = 0; i < 3; i++) await callOmni('stranger', 'connect', { status: 409 }, 401)
    const account = env.ACCOUNTS.get(env.ACCOUNTS.idFromName('cin7 WattleAU'))
    const { limits } = await account.budget(LIMITS, Date.now())
    expect(limits.map(({ used }) => used)).toEqual([0, 0, 0])
    await callOmni('own', 'connect', { status: 200 })
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

  it.each([
    [
      'mail',
      'demo',
      'mail is no shop and no tracking feed: it is the email connection to resend. There are: feed, shop.',
    ],
    ['shpo', 'demo', 'There is no connection shpo. There are: feed, shop.'],
    ['shop', 'demmo', 'There is no merchant demmo.'],
  ])('says what is wrong with the name %s of %s', async (name, merchant, title) => {
    for (const [method, path] of [
      ['POST', `/connections/${name}/connect`],
      ['GET', `/connections/${name}`],
    ] as const) {
      expect(await call(method, path, undefined, merchant)).toMatchObject({
        status: 404,
        json: { title },
      })
    }
  })
})

/** A merchant with a Cin7 account that answers with that status, and what becomes of the call. */
async function callOmni(merchant: string, act: string, expected: object, answers = 200) {
  const connections = [{ name: 'omni', platform: 'cin7', settings: { username: 'WattleAU' } }]
  await call('PUT', '/config', { ...CONFIG, merchant, connections }, merchant)
  const value = { value: 'invented' }
  await call('PUT', '/connections/omni/secrets/connectionKey', value, merchant)
  vi.stubGlobal('fetch', async () => Response.json([], { status: answers }))
  expect(await call('POST', `/connections/omni/${act}`, undefined, merchant)).toMatchObject(
    expected,
  )
}

/** An order of the shop with a parcel that it has not been told of. */
async function shippedOrder(): Promise<number> {
  const id = Number(await stored('id'))
  const merchantId = Number(await stored('merchant_id'))
  await env.DB0.exec('DELETE FROM orders')
  await env.DB0.exec('DELETE FROM shipments')
  await env.DB0.prepare(
    `INSERT INTO orders (id, merchant_id, connection_id, platform_id, number, token, channel, placed_at, content, assignment, silent, imported_at)
     VALUES (7, ?, ?, 'gid', '#1', 'T7', 'shop', 0, ?, '{"courier":null,"service":null,"hold":null}', 0, 0)`,
  )
    .bind(merchantId, id, JSON.stringify(anOrder()))
    .run()
  const shipped = await call('POST', '/orders/%231/shipments', {
    carrier: 'Australia Post',
    trackingNumber: '33WTD0001042',
  })
  expect(shipped.status).toBe(201)
  return 7
}

describe('a connection', () => {
  it('says how far its first import is, and how it is doing', async () => {
    const asked = shopGrants(SCOPES, { count: { ordersCount: { count: 40, precision: 'EXACT' } } })
    await call('POST', '/connections/shop/connect')
    const { status, json } = await call('GET', '/connections/shop')
    expect(status).toBe(200)
    expect(json).toMatchObject({
      name: 'shop',
      adapter: 'shopify',
      problem: null,
      missingSecrets: [],
      liveSince: '2026-10-05T01:00:00.000Z',
      backfill: { imported: 0, total: 40 },
      backfilledAt: null,
      syncedAt: null,
      lagSeconds: null,
      budget: { restsUntil: null },
      webhooks: { problem: null },
    })
    const calls = asked.mock.calls.length
    vi.setSystemTime(NOW + 30_000)
    for (let i = 0; i < 3; i++) await call('GET', '/connections/shop')
    expect(asked).toHaveBeenCalledTimes(calls)
    vi.setSystemTime(NOW + 61_000)
    await call('GET', '/connections/shop')
    expect(asked).toHaveBeenCalledTimes(calls + 1)
  })

  it('that cannot be used as it is claims no import, and tells what is remembered', async () => {
    shopGrants(SCOPES)
    await call('POST', '/connections/shop/connect')
    await env.DB0.exec(
      `UPDATE connections SET secrets = '{"token":"not sealed"}' WHERE name = 'shop'`,
    )
    const { json } = await call('GET', '/connections/shop')
    const status = ShopStatus.parse(json)
    expect(status).toMatchObject({
      backfill: null,
      backfilledAt: null,
      webhooks: { problem: null },
    })
    expect(status.problem).not.toBeNull()
    expect(linesOf(status)).toContain('  orders    first import not done')
  })
})

describe('applying a config', () => {
  it('does not lead a connection to another shop: its orders and secrets are not that shop’s', async () => {
    const [feed] = CONFIG.connections
    const other = { name: 'shop', platform: 'shopify', settings: { shop: 'b.myshopify.com' } }
    const { status, json } = await call('PUT', '/config', { ...CONFIG, connections: [feed, other] })
    expect(status).toBe(422)
    expect(json).toMatchObject({
      errors: [
        { path: 'connections.shop.settings', message: expect.stringContaining('a.myshopify') },
      ],
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
    expect(json).toMatchObject({ errors: [{ path: 'connections.feed.carrier' }] })
  })
})
