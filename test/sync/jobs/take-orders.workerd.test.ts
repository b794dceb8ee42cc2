// The import from cron to stored order: the Worker's own scheduled and queue handlers, the real D1, and
// a shop that answers with one page.
import { createExecutionContext, createMessageBatch, env, getQueueResult } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  applyConfig,
  connectionsOf,
  goLive,
  merchantBySlug,
  putSecret,
} from '../../../src/core/db/config.ts'
import { type Db, openDb } from '../../../src/core/db/open.ts'
import { MerchantConfig } from '../../../src/core/merchant.ts'
import { seal } from '../../../src/sync/seal.ts'
import worker from '../../../src/sync/worker.ts'
import fulfilled from '../../fixtures/platforms/shopify/fulfilled.json'
import plain from '../../fixtures/platforms/shopify/plain.json'

const CONFIG = MerchantConfig.parse({
  merchant: 'demo',
  brand: { name: 'Tide & Thread', colour: '#1f6f78' },
  couriers: { auspost: { name: 'Australia Post' } },
  rules: [{ name: 'New South Wales', when: { state: 'NSW' }, do: { courier: 'auspost' } }],
  connections: [{ name: 'shop', platform: 'shopify', settings: { shop: 'demo.myshopify.com' } }],
})

function home(): Db {
  const db = openDb(env, '0')
  if (!db) throw new Error('no DB0')
  return db
}

/** The shop's one page, or whatever `reply` says; anything but its GraphQL address is refused. */
function shopAnswers(reply: () => Response) {
  const asked = vi.fn(async (input: unknown) => {
    const url = String(input)
    if (!url.startsWith('https://demo.myshopify.com/admin/api/')) throw new Error(`asked ${url}`)
    return reply()
  })
  vi.stubGlobal('fetch', asked)
  return asked
}

const onePage = () =>
  Response.json({
    data: {
      orders: {
        pageInfo: { hasNextPage: false, endCursor: null },
        nodes: [plain.payload],
      },
    },
  })

const consume = (...bodies: unknown[]) => consumeWith(env, ...bodies)

async function consumeWith(bindings: typeof env, ...bodies: unknown[]) {
  const messages = bodies.map((body, i) => ({
    id: `m${i}`,
    timestamp: new Date(),
    attempts: 1,
    body,
  }))
  const batch = createMessageBatch('waymark-orders', messages)
  await worker.queue(batch, bindings)
  return getQueueResult(batch, createExecutionContext())
}

/** A call of the merchant's API. */
function call(method: string, path: string, body: object | null = null, merchant = 'demo') {
  const request = new Request(`https://track.example.com/api/v1${path}`, {
    method,
    body: body && JSON.stringify(body),
    headers: {
      authorization: `Bearer ${env.OPERATOR_KEY}`,
      'content-type': 'application/json',
      'waymark-merchant': merchant,
    },
  })
  return worker.fetch(request as never, env)
}

/** A database whose first query fails in a way no code foresees. */
function failingOnce(d1: D1Database, message: string): D1Database {
  let failed = false
  return new Proxy(d1, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      if (name !== 'prepare' || failed) return value.bind(target)
      failed = true
      return () => {
        throw new TypeError(message)
      }
    },
  })
}

const first = (sql: string) => env.DB0.prepare(sql).first<Record<string, unknown>>()
let connectionId = 0

beforeEach(async () => {
  for (const table of ['merchants', 'connections', 'orders', 'keep', 'dead_letters', 'shipments']) {
    await env.DB0.exec(`DELETE FROM ${table}`)
  }
  await applyConfig(home(), CONFIG, { now: Date.UTC(2026, 9, 1), shard: '0' })
  const merchant = await merchantBySlug(home(), 'demo')
  const [connection] = await connectionsOf(home(), merchant?.id ?? 0)
  if (!connection) throw new Error('no connection')
  connectionId = connection.id
  const place = { merchantId: connection.merchantId, connection: 'shop', name: 'token' }
  const sealed = await seal('shpat_invented', place, [env.SEAL_KEY])
  await putSecret(home(), connectionId, { name: 'token', sealed, previous: null })
  await goLive(home(), connectionId, Date.UTC(2026, 9, 1))
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('the cron', () => {
  it('asks for each connected shop by one message and calls nobody itself', async () => {
    const asked = shopAnswers(onePage)
    const sendBatch = vi.fn(async () => {})
    await worker.scheduled(
      {} as ScheduledController,
      { ...env, ORDERS: { ...env.ORDERS, sendBatch } } as never,
    )
    expect(sendBatch.mock.calls).toEqual([[[{ body: { shard: '0', connectionId } }]]])
    expect(asked).not.toHaveBeenCalled()
  })
})

describe('the orders queue', () => {
  it('stores an order with its courier, its channel and a link', async () => {
    shopAnswers(onePage)
    expect((await consume({ shard: '0', connectionId })).explicitAcks).toEqual(['m0'])
    const order = await first('SELECT number, channel, assignment, silent FROM orders')
    expect(order).toMatchObject({ number: '#1001', channel: 'shop', silent: 0 })
    expect(JSON.parse(String(order?.assignment))).toMatchObject({ courier: 'auspost' })
    expect(await first('SELECT problem, cursor FROM connections')).toMatchObject({
      problem: null,
      cursor: expect.stringContaining('"page":null'),
    })
  })

  it('makes an order that the merchant can look at by its number, and nobody else', async () => {
    shopAnswers(onePage)
    await consume({ shard: '0', connectionId })
    vi.unstubAllGlobals()
    const seen = await call('GET', '/orders/%231001')
    expect(await seen.json()).toMatchObject({
      number: '#1001',
      channel: 'shop',
      assignment: { courier: 'auspost' },
      trace: [expect.stringContaining('New South Wales')],
      shipments: [],
      messages: [],
    })
    expect((await call('GET', '/orders/%231001', null, 'nobody')).status).toBe(404)
    expect((await call('GET', '/orders/%239999')).status).toBe(404)
  })

  it('shows the merchant the parcels of an order that was shipped in the shop', async () => {
    shopAnswers(() => Response.json({ data: { order: fulfilled.payload } }))
    await consume({ shard: '0', connectionId, orderIds: [fulfilled.payload.id] })
    vi.unstubAllGlobals()
    const seen = await call('GET', '/orders/%231007')
    const parcel = (carrier: string, trackingNumber: string) =>
      expect.objectContaining({ carrier, trackingNumber, door: 'platform' })
    expect(await seen.json()).toMatchObject({
      shipments: [
        parcel('Australia Post', '33ABC0000017'),
        parcel('StarTrack', 'STK0000001'),
        parcel('StarTrack', 'STK0000002'),
      ],
    })
  })

  it('shows the merchant when an order was cancelled in the shop, and dispatches it no more', async () => {
    const cancelled = { ...plain.payload, cancelledAt: '2026-10-26T01:00:00Z' }
    const page = { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [cancelled] }
    shopAnswers(onePage)
    await consume({ shard: '0', connectionId })
    shopAnswers(() => Response.json({ data: { orders: page } }))
    await consume({ shard: '0', connectionId })
    vi.unstubAllGlobals()
    const seen = await call('GET', '/orders/%231001')
    expect(await seen.json()).toMatchObject({ cancelledAt: '2026-10-26T01:00:00.000Z' })
    const parcel = { carrier: 'Australia Post', trackingNumber: 'AAA1000001' }
    expect((await call('POST', '/orders/%231001/shipments', parcel)).status).toBe(409)
  })

  it('notes a shop’s refusal at the connection, in words, and loses no order by it', async () => {
    shopAnswers(() => new Response('{"errors":"nope"}', { status: 401 }))
    expect((await consume({ shard: '0', connectionId })).explicitAcks).toEqual(['m0'])
    const { problem } = (await first('SELECT problem FROM connections')) ?? {}
    expect(String(problem)).not.toContain('shpat_invented')
    expect(String(problem).length).toBeGreaterThan(20)
    shopAnswers(onePage)
    await consume({ shard: '0', connectionId })
    expect(await first('SELECT problem FROM connections')).toEqual({ problem: null })
    expect(await first('SELECT count(*) AS n FROM orders')).toEqual({ n: 1 })
  })

  it('looks again at an order a webhook named when the shop has an outage', async () => {
    shopAnswers(() => new Response('down', { status: 503, headers: { 'retry-after': '120' } }))
    const { retryMessages } = await consume({ shard: '0', connectionId, orderIds: ['gid'] })
    expect(retryMessages).toMatchObject([{ msgId: 'm0' }])
  })

  it('keeps a letter of an order a webhook named when trying again is no use, and one however often', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    shopAnswers(() => new Response('{"errors":"nope"}', { status: 401 }))
    const request = { shard: '0', connectionId, orderIds: [plain.payload.id] }
    for (let i = 0; i < 2; i++) {
      expect((await consume(request)).explicitAcks).toEqual(['m0'])
    }
    const { results } = await env.DB0.prepare(
      'SELECT id, kind, problem, CAST(body AS TEXT) AS body FROM dead_letters',
    ).all()
    expect(results).toMatchObject([{ kind: 'orders', body: JSON.stringify(request) }])
    expect(String(results[0]?.problem)).toMatch(/told of an order .* could not be read/)

    shopAnswers(() => Response.json({ data: { order: plain.payload } }))
    const sent: unknown[] = []
    const send = async (body: unknown) => void sent.push(body)
    const again = new Request(`https://x.example/api/v1/dead-letters/${results[0]?.id}/replay`, {
      method: 'POST',
      headers: { authorization: `Bearer ${env.OPERATOR_KEY}`, 'waymark-merchant': 'demo' },
    })
    await worker.fetch(again as never, { ...env, ORDERS: { send } } as never)
    await consume(...sent)
    expect(await first('SELECT count(*) AS n FROM orders')).toEqual({ n: 1 })
  })

  it('puts no message off for longer than the queue takes', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 9, 2) })
    const account = env.ACCOUNTS.get(env.ACCOUNTS.idFromName('shopify demo.myshopify.com'))
    await account.rest(83_436_000, Date.now())
    const message = {
      id: 'm0',
      timestamp: new Date(),
      attempts: 1,
      body: { shard: '0', connectionId, orderIds: ['gid'] },
      ack: vi.fn(),
      retry: vi.fn(),
    }
    await worker.queue({ queue: 'waymark-orders', messages: [message] } as never, env)
    expect(message.retry.mock.calls).toEqual([[{ delaySeconds: 43_200 }]])
  })

  it('says in the log and at the connection when the shop’s webhooks stopped, whatever its orders say', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const place = { merchantId: 1, connection: 'shop', name: 'clientSecret' }
    const { merchant_id } = (await first('SELECT merchant_id FROM connections')) ?? {}
    const sealed = await seal('invented', { ...place, merchantId: Number(merchant_id) }, [
      env.SEAL_KEY,
    ])
    await putSecret(home(), connectionId, { name: 'clientSecret', sealed, previous: null })
    vi.stubGlobal('fetch', async (_: unknown, { body }: RequestInit) =>
      String(body).includes('ordersPage') ? onePage() : new Response('{}', { status: 403 }),
    )
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 9, 2) })
    for (let hour = 0; hour < 3; hour++) {
      await consume({ shard: '0', connectionId })
      vi.setSystemTime(Date.now() + 3_600_000)
    }
    expect(logged.mock.calls).toEqual([
      [{ event: 'connection_problem', connectionId, about: 'webhooks' }],
    ])
    const seen = await (await call('GET', '/connections')).json()
    expect(seen).toMatchObject({
      connections: [{ problem: null, webhookProblem: expect.stringContaining('403') }],
    })
  })

  it('piles up no retries beside the cron, and leaves a shop alone for as long as it asks', async () => {
    const down = (seconds: string) => () =>
      new Response('down', { status: 503, headers: { 'retry-after': seconds } })
    const request = { shard: '0', connectionId }
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 9, 2) })
    const quick = shopAnswers(down('30'))
    for (let tick = 0; tick < 2; tick++) {
      expect(await consume(request)).toMatchObject({ explicitAcks: ['m0'], retryMessages: [] })
      vi.setSystemTime(Date.now() + 60_000)
    }
    expect(quick).toHaveBeenCalledTimes(2)

    const slow = shopAnswers(down('3600'))
    for (let tick = 0; tick < 3; tick++) await consume(request)
    expect(slow).toHaveBeenCalledTimes(1)
    expect((await first('SELECT problem FROM connections'))?.problem).toContain('503')
    vi.setSystemTime(Date.now() + 3_601_000)
    shopAnswers(onePage)
    await consume(request)
    expect(await first('SELECT count(*) AS n FROM orders')).toEqual({ n: 1 })
  })

  it.each([
    ['a setting the platform refuses', '{"shop":"demo.example"}', /`shop`: .*waymark apply/],
    ['no JSON at all', 'shop: demo', /`settings`: .*waymark apply/],
  ])(
    'tells the merchant what to mend when the stored settings are %s',
    async (_, stored, words) => {
      const asked = shopAnswers(onePage)
      await env.DB0.prepare('UPDATE connections SET settings = ?').bind(stored).run()
      const { explicitAcks, retryMessages } = await consume({ shard: '0', connectionId })
      expect({ explicitAcks, retryMessages }).toEqual({ explicitAcks: ['m0'], retryMessages: [] })
      expect((await first('SELECT problem FROM connections'))?.problem).toMatch(words)
      expect(asked).not.toHaveBeenCalled()
    },
  )

  it('tells the merchant when the stored config is of a version that no longer fits', async () => {
    shopAnswers(onePage)
    await env.DB0.exec(`UPDATE merchants SET config = '{"merchant":"demo"}'`)
    expect((await consume({ shard: '0', connectionId })).explicitAcks).toEqual(['m0'])
    expect((await first('SELECT problem FROM connections'))?.problem).toMatch(
      /brand.*waymark check/,
    )
  })

  it('keeps a message it cannot read, whole, and takes the others of its batch', async () => {
    shopAnswers(onePage)
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const poison = { shard: 7, orders: ['#1001'] }
    const taken = await consume(poison, { shard: '0', connectionId })
    expect(taken).toMatchObject({ explicitAcks: ['m0', 'm1'], retryMessages: [] })
    const letter = await first('SELECT kind, problem, CAST(body AS TEXT) AS body FROM dead_letters')
    expect(letter).toEqual({
      kind: 'orders',
      problem: expect.stringContaining('shard, connectionId'),
      body: JSON.stringify(poison),
    })
    expect(await first('SELECT count(*) AS n FROM orders')).toEqual({ n: 1 })
  })

  it('tries a message again that failed as nobody expected, and only that one', async () => {
    shopAnswers(onePage)
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const message = { shard: '0', connectionId }
    const broken = { ...env, DB0: failingOnce(env.DB0, 'no such\n    at robin@example.net:1') }
    const taken = await consumeWith(broken, message, message)
    expect(taken).toMatchObject({ explicitAcks: ['m1'], retryMessages: [{ msgId: 'm0' }] })
    expect(await first('SELECT count(*) AS n FROM orders')).toEqual({ n: 1 })
    const log = JSON.stringify(logged.mock.calls)
    expect(log).toContain('TypeError')
    expect(log).not.toContain('robin')
  })

  it('forgets a connection that was removed while its message was on the way', async () => {
    const asked = shopAnswers(onePage)
    await applyConfig(home(), { ...CONFIG, connections: [] }, { now: 2, shard: '0' })
    expect((await consume({ shard: '0', connectionId })).explicitAcks).toEqual(['m0'])
    expect(asked).not.toHaveBeenCalled()
  })
})
