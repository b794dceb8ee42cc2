// What could not be handled, from the dead letter queue to the way back: the Worker's own queue and
// fetch handlers on the real D1, with queues that show what was sent.
import { createExecutionContext, createMessageBatch, env, getQueueResult } from 'cloudflare:test'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { hashOfKey, newApiKey } from '../../src/core/api-key.ts'
import { MerchantConfig } from '../../src/core/merchant.ts'
import { newToken } from '../../src/core/token.ts'
import type { Env } from '../../src/sync/env.ts'
import worker from '../../src/sync/worker.ts'
import { anOrder } from '../an-order.ts'

const CONFIG = MerchantConfig.parse({
  merchant: 'acme',
  brand: { name: 'Acme', colour: '#1f6f78' },
})
const DIED_AT = Date.UTC(2026, 9, 24, 3)
const RECEIVED_AT = Date.UTC(2026, 9, 24, 1)
const [FEED, SHOP, OTHERS] = [1, 2, 3]

const snapshot = (status: string, more: object = {}) =>
  JSON.stringify({
    order_number: '#1001',
    carrier_name: 'Australia Post',
    tracking_number: '33ZZZ0000001',
    tracking_status: status,
    last_updated_date: new Date(RECEIVED_AT - 3_600_000).toISOString(),
    ...more,
  })

async function consume(queue: string, bodies: readonly unknown[], outfit: object = env) {
  const batch = createMessageBatch(
    queue,
    bodies.map((body, i) => ({ id: `m${i}`, timestamp: new Date(DIED_AT), attempts: 3, body })),
  )
  await worker.queue(batch, outfit as Env)
  return getQueueResult(batch, createExecutionContext())
}

const QUEUES = ['ORDERS', 'TRACKING', 'MESSAGES', 'WRITE_BACKS'] as const

/** Calls the API; says what it answered and what went to which queue. */
async function call(method: string, path: string, headers: Record<string, string> = ACME) {
  const sent: [string, unknown][] = []
  const queues = QUEUES.map(name => [
    name,
    { ...env[name], send: vi.fn(async (message: unknown) => void sent.push([name, message])) },
  ])
  const request = new Request(`https://track.example.com/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${env.OPERATOR_KEY}`, ...headers },
  })
  const outfit = { ...env, ...Object.fromEntries(queues) }
  const response = await worker.fetch(request as never, outfit)
  return { status: response.status, json: await response.json<Answer>(), sent }
}
const ACME = { 'waymark-merchant': 'acme' }
type Letter = { id: number; kind: string; connection: string | null; problem: string }
type Answer = { title: string; deadLetters: Letter[]; next: number | null }

async function keep(letter: { connectionId: number | null; kind: string; body: string }) {
  const kept = await env.DB0.prepare(
    'INSERT INTO dead_letters (connection_id, kind, problem, body, received_at) VALUES (?, ?, ?, ?, ?) RETURNING id',
  )
    .bind(letter.connectionId, letter.kind, 'because', Buffer.from(letter.body), RECEIVED_AT)
    .first<number>('id')
  return kept ?? 0
}

const rows = async (table: string) =>
  (await env.DB0.prepare(`SELECT * FROM ${table}`).all<Record<string, unknown>>()).results

beforeEach(async () => {
  const used = ['merchants', 'connections', 'orders', 'shipments', 'api_keys', 'dead_letters']
  for (const table of used) await env.DB0.exec(`DELETE FROM ${table}`)
  const merchant = env.DB0.prepare(
    `INSERT INTO merchants VALUES (?, ?, '${JSON.stringify(CONFIG)}', '{}', 1, 1)`,
  )
  const connection = env.DB0.prepare(
    "INSERT INTO connections (id, merchant_id, name, kind, adapter, hook_id, settings, secrets, live_since) VALUES (?, ?, ?, ?, ?, ?, '{}', '{}', 0)",
  )
  await env.DB0.batch([
    merchant.bind(1, 'acme'),
    merchant.bind(2, 'other'),
    connection.bind(FEED, 1, 'feed', 'carrier', 'starshipit', newToken('0')),
    connection.bind(SHOP, 1, 'shop', 'platform', 'shopify', newToken('0')),
    connection.bind(OTHERS, 2, 'feed', 'carrier', 'starshipit', newToken('0')),
    env.DB0.prepare(
      `INSERT INTO orders (id, merchant_id, connection_id, platform_id, number, token, channel, placed_at, content, assignment, silent, imported_at)
       VALUES (7, 1, ?, 'p7', '#1001', 'token7', 'shop', 0, '${JSON.stringify(anOrder())}', '{}', 0, 0)`,
    ).bind(SHOP),
  ])
})

describe('the dead letter queue', () => {
  const hook = {
    shard: '0',
    connectionId: FEED,
    receivedAt: RECEIVED_AT,
    body: { text: snapshot('InTransit', { signed_by: 'Robin Example' }) },
  }
  const MESSAGES = [
    ['tracking', FEED, hook],
    ['orders', SHOP, { shard: '0', connectionId: SHOP }],
    ['orders', SHOP, { shard: '0', connectionId: SHOP, orderIds: ['gid://1'] }],
    ['wake', SHOP, { shard: '0', orderId: 7 }],
    ['wake', null, { shard: '0', orderId: 999 }],
    ['unknown', null, { hello: 'Robin Example' }],
    ['unknown', null, 'Robin Example'],
    ['unknown', null, null],
  ] as const

  it('keeps each message whole, knows by its shape where it died, and says nothing of people', async () => {
    const bodies = MESSAGES.map(([, , body]) => body)
    const { explicitAcks } = await consume('waymark-dead-letters', bodies)
    expect(explicitAcks).toHaveLength(MESSAGES.length)
    const letters = await rows('dead_letters')
    expect(letters.map(letter => [letter.kind, letter.connection_id, bodyOf(letter)])).toEqual(
      MESSAGES,
    )
    expect(JSON.stringify(letters.map(letter => letter.problem))).not.toContain('Robin')
    expect(letters.every(letter => letter.received_at === DIED_AT)).toBe(true)
  })

  it('keeps what names a database that does not exist at home', async () => {
    await consume('waymark-dead-letters', [{ shard: 'Z', connectionId: SHOP }])
    expect(await rows('dead_letters')).toMatchObject([{ kind: 'orders' }])
  })

  it('waits for the database instead of losing a message, and holds up no other', async () => {
    let calls = 0
    const DB0 = new Proxy(env.DB0, {
      get(target, name) {
        if (name === 'prepare' && calls++ === 0) throw new Error('D1 is overloaded')
        const value: unknown = Reflect.get(target, name)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    const bodies = ['first', 'second']
    const result = await consume('waymark-dead-letters', bodies, { ...env, DB0 })
    expect(result.retryMessages).toEqual([{ msgId: 'm0' }])
    expect(result.explicitAcks).toEqual(['m1'])
    expect((await rows('dead_letters')).map(bodyOf)).toEqual(['second'])
  })
})

describe('GET /dead-letters', () => {
  it('lists a merchant’s own, the newest first, without their bodies', async () => {
    await keep({ connectionId: FEED, kind: 'hook', body: '<first>' })
    await keep({ connectionId: OTHERS, kind: 'hook', body: '<another’s>' })
    await keep({ connectionId: null, kind: 'unknown', body: '<nobody’s>' })
    await keep({ connectionId: SHOP, kind: 'orders', body: '<last>' })
    const { status, json } = await call('GET', '/dead-letters')
    expect(status).toBe(200)
    const common = { problem: 'because', receivedAt: '2026-10-24T01:00:00.000Z', replayedAt: null }
    const id = expect.any(Number)
    expect(json).toEqual({
      deadLetters: [
        { id, kind: 'orders', connection: 'shop', ...common },
        { id, kind: 'hook', connection: 'feed', ...common },
      ],
      next: null,
    })
  })

  it('shows all to the operator who names no merchant, and nothing to who names a wrong one', async () => {
    for (const connectionId of [FEED, OTHERS, null]) {
      await keep({ connectionId, kind: 'hook', body: '' })
    }
    const all = await call('GET', '/dead-letters', {})
    expect(all.json.deadLetters.map(letter => letter.connection)).toEqual([null, 'feed', 'feed'])
    const wrong = await call('GET', '/dead-letters', { 'waymark-merchant': 'nobody' })
    expect(wrong.status).toBe(404)
  })

  it('shows each letter once, page by page, while new ones arrive', async () => {
    const ids: number[] = []
    for (let i = 0; i < 120; i++) {
      ids.push(await keep({ connectionId: FEED, kind: 'hook', body: '' }))
    }
    const seen: number[] = []
    let before: number | null = null
    do {
      const { json }: { json: Answer } = await call(
        'GET',
        `/dead-letters${before ? `?before=${before}` : ''}`,
      )
      seen.push(...json.deadLetters.map(letter => letter.id))
      before = json.next
      await keep({ connectionId: FEED, kind: 'hook', body: 'new' })
    } while (before !== null)
    expect(seen).toEqual(ids.toReversed())
  })

  it.each(['x', '-1', '1e9', "1' OR 1=1", ''])('refuses to page from %j', async before => {
    const { status } = await call('GET', `/dead-letters?before=${encodeURIComponent(before)}`)
    expect(status).toBe(422)
  })
})

describe('a replay', () => {
  it('puts a carrier’s webhook on its queue as if it had just come, with the hour it did', async () => {
    const id = await keep({ connectionId: FEED, kind: 'hook', body: snapshot('Dispatched') })
    const { status, sent } = await call('POST', `/dead-letters/${id}/replay`)
    expect(status).toBe(202)
    const body = { text: snapshot('Dispatched') }
    const hook = { shard: '0', connectionId: FEED, receivedAt: RECEIVED_AT, body }
    expect(sent).toEqual([['TRACKING', hook]])
    expect(await rows('dead_letters')).toMatchObject([{ replayed_at: expect.any(Number) }])
  })

  it('is harmless as often as somebody likes', async () => {
    const id = await keep({ connectionId: FEED, kind: 'hook', body: snapshot('Dispatched') })
    for (let i = 0; i < 3; i++) {
      const { sent } = await call('POST', `/dead-letters/${id}/replay`)
      await consume(
        'waymark-tracking',
        sent.map(([, message]) => message),
      )
    }
    const [shipment, ...others] = await rows('shipments')
    expect(others).toEqual([])
    expect(JSON.parse(String(shipment?.events)).events).toMatchObject([{ receivedAt: RECEIVED_AT }])
    expect(await rows('dead_letters')).toHaveLength(1)
  })

  it('takes a webhook too large for the queue through the archive, to the last byte', async () => {
    const large = snapshot('Dispatched', { padding: 'ä'.repeat(400_000) })
    const id = await keep({ connectionId: FEED, kind: 'hook', body: large })
    const { sent } = await call('POST', `/dead-letters/${id}/replay`)
    expect(sent).toMatchObject([['TRACKING', { body: { key: expect.stringMatching(/^large\//) } }]])
    const [[, message] = []] = sent
    const object = await env.ARCHIVE.get((message as { body: { key: string } }).body.key)
    expect(await object?.text()).toBe(large)
  })

  it('of a shop’s webhook asks the shop what changed', async () => {
    const id = await keep({ connectionId: SHOP, kind: 'hook', body: '{"title":"?"}' })
    const { sent } = await call('POST', `/dead-letters/${id}/replay`)
    expect(sent).toEqual([['ORDERS', { shard: '0', connectionId: SHOP }]])
  })

  it.each([
    ['tracking', ['TRACKING']],
    ['orders', ['ORDERS']],
    ['messages', ['MESSAGES']],
    ['write-backs', ['WRITE_BACKS']],
    ['wake', ['MESSAGES', 'WRITE_BACKS']],
  ])('of a message of kind %s sends it to %j as it was', async (kind, queues) => {
    const message = { shard: '0', orderId: 7, note: 'as it was' }
    const id = await keep({ connectionId: FEED, kind, body: JSON.stringify(message) })
    const { status, sent } = await call('POST', `/dead-letters/${id}/replay`)
    expect([status, sent]).toEqual([202, queues.map(queue => [queue, message])])
  })

  it.each([
    ['unknown', FEED, '{}'],
    ['hook', null, '{}'],
    ['orders', FEED, 'undefined'],
    ['constructor', FEED, '{}'],
  ])(
    'of kind %s (connection %j, body %j) is refused with a reason and not marked',
    async (kind, connectionId, body) => {
      const id = await keep({ connectionId, kind, body })
      const { status, json, sent } = await call('POST', `/dead-letters/${id}/replay`, {})
      expect([status, json.title, sent]).toEqual([409, expect.stringContaining('no way back'), []])
      expect(await rows('dead_letters')).toMatchObject([{ replayed_at: null }])
    },
  )

  it('reaches no letter of another merchant, nor one that is not there', async () => {
    const key = newApiKey('0')
    await env.DB0.prepare("INSERT INTO api_keys VALUES (?, 1, 'k', '[\"dead-letters:replay\"]', 0)")
      .bind(await hashOfKey(key))
      .run()
    const headers = { authorization: `Bearer ${key}` }
    const others = await keep({ connectionId: OTHERS, kind: 'hook', body: '{}' })
    const nobodys = await keep({ connectionId: null, kind: 'orders', body: '{}' })
    const own = await keep({ connectionId: FEED, kind: 'orders', body: '{}' })
    for (const id of [others, nobodys, own + 1, 'x', '1e3', '-1', '9'.repeat(30)]) {
      const { status, sent } = await call('POST', `/dead-letters/${id}/replay`, headers)
      expect([id, status, sent]).toEqual([id, 404, []])
    }
    expect((await call('POST', `/dead-letters/${own}/replay`, headers)).status).toBe(202)
  })
})

function bodyOf(letter: Record<string, unknown>): unknown {
  return JSON.parse(new TextDecoder().decode(new Uint8Array(letter.body as number[])))
}
