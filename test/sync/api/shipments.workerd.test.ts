import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, it } from 'vitest'
import { MerchantConfig } from '../../../src/core/merchant.ts'
import worker from '../../../src/sync/worker.ts'
import { anOrder } from '../../an-order.ts'

const CONFIG = MerchantConfig.parse({
  merchant: 'demo',
  brand: { name: 'Tide & Thread', colour: '#1f6f78' },
})
const PARCEL = { carrier: 'Australia Post', trackingNumber: ' aaa 1000001 ' }

async function ship(body: object, headers: Record<string, string> = {}, number = '%231001') {
  const response = await worker.fetch(
    new Request(`https://track.example.com/api/v1/orders/${number}/shipments`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: {
        authorization: `Bearer ${env.OPERATOR_KEY}`,
        'content-type': 'application/json',
        'waymark-merchant': 'demo',
        ...headers,
      },
    }) as never,
    env,
  )
  return { status: response.status, text: await response.text() }
}

const shipments = async () => (await env.DB0.prepare('SELECT * FROM shipments').all()).results

beforeEach(async () => {
  for (const table of ['merchants', 'orders', 'shipments', 'api_requests']) {
    await env.DB0.exec(`DELETE FROM ${table}`)
  }
  const order = env.DB0.prepare(
    `INSERT INTO orders (id, merchant_id, connection_id, platform_id, number, token, channel, placed_at, content, assignment, silent, imported_at)
     VALUES (?, ?, 1, ?, ?, ?, 'shop', 0, '${JSON.stringify(anOrder())}', '{}', 0, 0)`,
  )
  const merchant = env.DB0.prepare(
    `INSERT INTO merchants VALUES (?, ?, '${JSON.stringify(CONFIG)}', '{}', 1, 1)`,
  )
  await env.DB0.batch([
    merchant.bind(1, 'demo'),
    merchant.bind(2, 'other'),
    order.bind(1, 1, 'a', '#1001', 'T1'),
    order.bind(2, 1, 'b', '#1002', 'T2'),
    order.bind(3, 2, 'c', '#2001', 'T3'),
  ])
})

describe('POST /orders/{number}/shipments', () => {
  it('dispatches a parcel with its number trimmed, and answers with the shopper’s page', async () => {
    const { status, text } = await ship(PARCEL)
    expect(status).toBe(201)
    expect(JSON.parse(text)).toMatchObject({
      order: '#1001',
      parcel: 1,
      trackingNumber: 'AAA1000001',
      trackingUrl: expect.stringMatching(/\/t\/T1$/),
    })
    expect(await shipments()).toMatchObject([{ order_id: 1, door: 'api' }])
  })

  it('takes a number that cannot be its carrier’s, and says so in a sentence', async () => {
    const { status, text } = await ship({ carrier: 'UPS', trackingNumber: '1Z5R89390357567128' })
    expect(status).toBe(201)
    expect(JSON.parse(text).numberFault).toContain('its check digit does not fit')
    const right = await ship({ carrier: 'UPS', trackingNumber: '1Z5R89390357567127' })
    expect(JSON.parse(right.text)).toMatchObject({ numberFault: null })
  })

  it('leads to the merchant’s first own host, in its answer and in messages', async () => {
    const own = MerchantConfig.parse({
      ...CONFIG,
      page: { hosts: ['track.tide.example', 'old.tide.example'] },
      connections: [{ name: 'mail', email: 'resend', settings: { from: 'Tide <a@example.com>' } }],
    })
    const config = JSON.stringify(own)
    await env.DB0.prepare('UPDATE merchants SET config = ? WHERE id = 1').bind(config).run()
    await env.DB0.exec('DELETE FROM messages')
    const trackingUrl = 'https://track.tide.example/t/T1'
    expect(JSON.parse((await ship(PARCEL)).text)).toMatchObject({ trackingUrl })
    const facts = await env.DB0.prepare('SELECT facts FROM messages').first<string>('facts')
    expect(JSON.parse(facts ?? '{}')).toMatchObject({ trackingUrl })
  })

  it('makes one parcel of a request that is sent five times', async () => {
    const key = { 'idempotency-key': 'k1' }
    const answers = []
    for (let i = 0; i < 5; i++) answers.push(await ship(PARCEL, i % 2 ? key : {}))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(await shipments()).toHaveLength(1)
  })

  it('refuses another request under a key that was used', async () => {
    const key = { 'idempotency-key': 'k1' }
    await ship(PARCEL, key)
    const { status } = await ship({ ...PARCEL, trackingNumber: 'AAA1000002' }, key)
    expect(status).toBe(409)
    expect(await shipments()).toHaveLength(1)
  })

  it('makes a second parcel of a second number', async () => {
    await ship(PARCEL)
    const { text } = await ship({ ...PARCEL, trackingNumber: 'AAA1000002' })
    expect(JSON.parse(text)).toMatchObject({ parcel: 2 })
  })

  it('refuses a number that another order has, and one that cannot be a number', async () => {
    await ship(PARCEL)
    expect((await ship(PARCEL, {}, '%231002')).status).toBe(409)
    expect((await ship({ ...PARCEL, trackingNumber: '!!' })).status).toBe(422)
  })

  it('knows the carrier of a number that is one carrier’s alone', async () => {
    const { status } = await ship({ trackingNumber: 'rb 123456785 au' })
    expect(status).toBe(201)
    expect(await shipments()).toMatchObject([
      { carrier: 'Australia Post', tracking_number: 'RB123456785AU' },
    ])
  })

  it('keeps the carrier that was said, whatever the number looks like', async () => {
    await ship({ carrier: 'Own van', trackingNumber: 'RB123456785AU' })
    expect(await shipments()).toMatchObject([{ carrier: 'Own van' }])
  })

  it.each(['986578788855', 'RB123456786AU'])(
    'asks for the carrier of %s, which does not tell',
    async trackingNumber => {
      const { status, text } = await ship({ trackingNumber })
      expect(status).toBe(422)
      expect(JSON.parse(text).errors).toEqual([
        { path: 'carrier', message: expect.stringContaining(`${trackingNumber} does not tell`) },
      ])
      expect(await shipments()).toEqual([])
    },
  )

  it('refuses what cannot be a number before it asks for the carrier', async () => {
    const { status, text } = await ship({ trackingNumber: '!!' })
    expect(status).toBe(422)
    expect(JSON.parse(text).title).toContain('4 to 50 letters')
  })

  it('refuses to dispatch an order that was cancelled in the shop', async () => {
    await env.DB0.exec(
      "UPDATE orders SET content = json_set(content, '$.cancelledAt', 1761264000000) WHERE number = '#1001'",
    )
    const { status, text } = await ship(PARCEL)
    expect(status).toBe(409)
    expect(JSON.parse(text).title).toContain('cancelled in the shop')
    expect(await shipments()).toEqual([])
    expect((await ship(PARCEL, {}, '%231002')).status).toBe(201)
  })

  it('names every fault of a body', async () => {
    const { status, text } = await ship({ carrier: '', items: [], merchant_id: 2 })
    expect(status).toBe(422)
    expect(
      JSON.parse(text)
        .errors.map((fault: { path: string }) => fault.path)
        .sort(),
    ).toEqual(['', 'carrier', 'items', 'trackingNumber'])
  })

  it('refuses items that the order does not have, and more of them than were ordered', async () => {
    const [item] = anOrder().items
    const known = item?.platformItemId ?? ''
    const items = [
      { platformItemId: 'another', quantity: 1 },
      { platformItemId: known, quantity: 1 },
      { platformItemId: known, quantity: 99 },
    ]
    const { status, text } = await ship({ ...PARCEL, items })
    expect(status).toBe(422)
    expect(JSON.parse(text).errors).toEqual([
      { path: 'items.0', message: expect.stringContaining(known) },
      { path: 'items.2', message: expect.stringContaining('more than') },
    ])
    expect(await shipments()).toEqual([])
  })

  it('refuses an Idempotency-Key that is too long to keep', async () => {
    expect((await ship(PARCEL, { 'idempotency-key': 'k'.repeat(256) })).status).toBe(422)
  })

  it('knows no order of another merchant', async () => {
    expect((await ship(PARCEL, {}, '%232001')).status).toBe(404)
    expect((await ship(PARCEL, { 'waymark-merchant': 'nobody' })).status).toBe(404)
  })

  it('lets nobody in without a key', async () => {
    expect((await ship(PARCEL, { authorization: 'Bearer x' })).status).toBe(401)
    expect(await shipments()).toEqual([])
  })
})
