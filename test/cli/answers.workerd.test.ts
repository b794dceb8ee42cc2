// The commands read the API's answers through cli/answers.ts: held here against the API itself, so that
// a renamed field fails a test and not a person at a terminal.
import { env } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import * as answers from '../../cli/answers.ts'
import worker from '../../src/sync/worker.ts'
import { anOrder } from '../an-order.ts'

const CONFIG = {
  merchant: 'acme',
  brand: { name: 'Acme', colour: '#1f6f78' },
  connections: [
    { name: 'feed', carrier: 'starshipit' },
    { name: 'shop', platform: 'shopify', settings: { shop: 'a.myshopify.com' } },
  ],
}

async function call(method: string, path: string, body?: unknown): Promise<unknown> {
  const request = new Request(`https://track.example.com/api/v1${path}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
    headers: {
      authorization: `Bearer ${env.OPERATOR_KEY}`,
      'waymark-merchant': 'acme',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
  })
  return (await worker.fetch(request as never, env)).json()
}

describe('the command line', () => {
  it('can read every answer of the API that it prints', async () => {
    const applied = answers.Applied.parse(await call('PUT', '/config', CONFIG))
    expect(applied.connections).toHaveLength(2)
    const { connections } = answers.Connections.parse(await call('GET', '/connections'))
    expect(connections).toMatchObject([
      { name: 'feed', kind: 'carrier', problem: null },
      { name: 'shop', kind: 'platform' },
    ])
    expect(answers.ConnectionStatus.parse(await call('GET', '/connections/shop'))).toMatchObject({
      name: 'shop',
      missingSecrets: [],
    })
    const key = { name: 'till', scopes: ['orders:read'] }
    expect(answers.KeyMade.parse(await call('POST', '/keys', key)).key).toMatch(/^wm_/)
    expect(answers.Keys.parse(await call('GET', '/keys')).keys).toHaveLength(1)

    await seed()
    const parcel = { carrier: 'Australia Post', trackingNumber: 'AAA1000001' }
    await call('POST', '/orders/%231001/shipments', parcel)
    const order = answers.Order.parse(await call('GET', '/orders/%231001'))
    expect(order.shipments).toMatchObject([{ trackingNumber: 'AAA1000001' }])
    expect(order.messages.length).toBeGreaterThan(0)

    const list = answers.DeadLetters.parse(await call('GET', '/dead-letters'))
    const [letter] = list.deadLetters
    const replayed = await call('POST', `/dead-letters/${letter?.id}/replay`)
    expect(answers.Replayed.parse(replayed)).toEqual({ id: letter?.id, kind: 'orders' })
    const unknown = await call('GET', '/orders/none')
    expect(answers.Refusal.parse(unknown).title).toContain('no order')
  })
})

async function seed() {
  const ids = await env.DB0.prepare(
    'SELECT c.id AS connection, m.id AS merchant FROM connections c JOIN merchants m ON m.id = c.merchant_id',
  ).first<{ connection: number; merchant: number }>()
  if (!ids) throw new Error('the config was not stored')
  await env.DB0.batch([
    env.DB0.prepare(
      `INSERT INTO orders (id, merchant_id, connection_id, platform_id, number, token, channel, placed_at, content, assignment, silent, imported_at)
       VALUES (1, ?, 99, 'p', '#1001', 'T', 'shop', 0, ?, '{"courier":null,"service":null,"hold":null}', 1, 0)`,
    ).bind(ids.merchant, JSON.stringify(anOrder())),
    env.DB0.prepare(
      `INSERT INTO messages (order_id, parcel, milestone, channel, recipient_hash, epoch, state, reason, merchant_id, facts, template, attempt, due_at, happened_at, created_at)
       VALUES (1, 1, 'delivered', 'email', 'h', 1, 'skipped', 'no_contact', ?, '{}', 't', 0, 0, 0, 0)`,
    ).bind(ids.merchant),
    env.DB0.prepare(
      "INSERT INTO dead_letters (connection_id, kind, problem, body, received_at) VALUES (?, 'orders', 'because', ?, 0)",
    ).bind(ids.connection, Buffer.from(`{"shard":"0","connectionId":${ids.connection}}`)),
  ])
}
