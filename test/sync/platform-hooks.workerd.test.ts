// A shop's webhooks at the door: which are queued, which are known already, and what becomes of one
// that cannot be read. Deliveries are the signed ones of the fixtures.
import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { deliveryKnown } from '../../src/core/db/hook-deliveries.ts'
import { type Db, openDb } from '../../src/core/db/open.ts'
import { forget } from '../../src/core/db/sweep.ts'
import { newToken } from '../../src/core/token.ts'
import type { Env } from '../../src/sync/env.ts'
import { seal } from '../../src/sync/seal.ts'
import worker from '../../src/sync/worker.ts'
import notAboutAnOrder from '../fixtures/platforms/shopify/hooks/app-uninstalled.json'
import orderUpdated from '../fixtures/platforms/shopify/hooks/order-updated.json'

type Delivery = { headers: Record<string, string>; body: string; secrets: { clientSecret: string } }

const HOOKS = { 1: newToken('0'), 2: newToken('0') } as const
const ID = 'x-shopify-webhook-id'

/** Posts as edge does; `send` stands for the queue. */
async function post(
  { headers, body }: Delivery,
  { send = vi.fn(async () => {}), to = 1 }: Outfit = {},
) {
  const outfit = { ...env, ORDERS: { ...env.ORDERS, send } } as unknown as Env
  const url = `https://track.example.com/hooks/${HOOKS[to]}`
  const response = await worker.fetch(
    new Request(url, { method: 'POST', body, headers }) as never,
    outfit,
  )
  return response.status
}
type Outfit = { send?: (message: unknown) => Promise<unknown>; to?: 1 | 2 }

/** The same delivery with another body, signed again. */
async function signed(delivery: Delivery, body: string): Promise<Delivery> {
  const secret = new TextEncoder().encode(delivery.secrets.clientSecret)
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', secret, hmac, false, ['sign'])
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(body))
  const signature = btoa(String.fromCharCode(...new Uint8Array(mac)))
  const headers = { ...delivery.headers, 'x-shopify-hmac-sha256': signature }
  return { ...delivery, headers, body }
}

const rows = async (table: string) =>
  (await env.DB0.prepare(`SELECT * FROM ${table}`).all<Record<string, unknown>>()).results

function home(): Db {
  const db = openDb(env, '0')
  if (!db) throw new Error('no DB0')
  return db
}

beforeEach(async () => {
  for (const table of ['connections', 'dead_letters', 'hook_deliveries']) {
    await env.DB0.exec(`DELETE FROM ${table}`)
  }
  for (const id of [1, 2] as const) {
    const place = { merchantId: id, connection: 'shop', name: 'clientSecret' }
    const clientSecret = await seal(orderUpdated.secrets.clientSecret, place, [env.SEAL_KEY])
    await env.DB0.prepare(
      "INSERT INTO connections (id, merchant_id, name, kind, adapter, hook_id, settings, secrets, live_since) VALUES (?1, ?1, 'shop', 'platform', 'shopify', ?2, ?3, ?4, 0)",
    )
      .bind(id, HOOKS[id], JSON.stringify(orderUpdated.settings), JSON.stringify({ clientSecret }))
      .run()
  }
})

describe('a shop’s webhook', () => {
  it('that is delivered five times is queued once', async () => {
    const send = vi.fn(async () => {})
    for (let i = 0; i < 5; i++) expect(await post(orderUpdated, { send })).toBe(200)
    const { orderIds } = orderUpdated.expected
    expect(send.mock.calls).toEqual([[{ shard: '0', connectionId: 1, orderIds }]])
    expect(await rows('hook_deliveries')).toHaveLength(1)
  })

  it('is queued again for another delivery and for another shop', async () => {
    const send = vi.fn(async () => {})
    await post(orderUpdated, { send })
    const next = { ...orderUpdated, headers: { ...orderUpdated.headers, [ID]: 'another' } }
    await post(next, { send })
    await post(orderUpdated, { send, to: 2 })
    expect(send).toHaveBeenCalledTimes(3)
  })

  it('that the queue refused is taken when it comes again', async () => {
    const refuse = async () => {
      throw new Error('Too Many Requests')
    }
    expect(await post(orderUpdated, { send: refuse })).toBe(503)
    const send = vi.fn(async () => {})
    expect(await post(orderUpdated, { send })).toBe(200)
    expect(send).toHaveBeenCalledTimes(1)
  })

  it('without an id of its own is queued each time: nothing says that it is the same', async () => {
    const { [ID]: _, ...headers } = orderUpdated.headers
    const send = vi.fn(async () => {})
    for (let i = 0; i < 2; i++) await post({ ...orderUpdated, headers }, { send })
    expect(send).toHaveBeenCalledTimes(2)
    expect(await rows('hook_deliveries')).toEqual([])
  })

  it('that is not about an order costs no row', async () => {
    const send = vi.fn(async () => {})
    expect(await post(notAboutAnOrder, { send })).toBe(200)
    expect(send).not.toHaveBeenCalled()
    expect(await rows('hook_deliveries')).toEqual([])
  })

  it('that is signed but cannot be read is kept whole, without its words in the reason', async () => {
    const body = '{"title":"for Robin Example"}'
    expect(await post(await signed(orderUpdated, body))).toBe(200)
    const [letter, ...others] = await rows('dead_letters')
    expect(others).toEqual([])
    expect(letter).toMatchObject({ connection_id: 1, kind: 'hook', replayed_at: null })
    expect(letter?.problem).not.toContain('Robin')
    expect(new TextDecoder().decode(new Uint8Array(letter?.body as number[]))).toBe(body)
  })

  it('that is forged leaves nothing behind', async () => {
    expect(await post({ ...orderUpdated, body: '{"title":"x"}' })).toBe(401)
    expect(await rows('dead_letters')).toEqual([])
  })
})

describe('a delivery', () => {
  it('is forgotten after a week', async () => {
    const weekMs = 7 * 86_400_000
    await post(orderUpdated)
    const { deliveryId } = orderUpdated.expected
    const [{ received_at: receivedAt } = {}] = await rows('hook_deliveries')
    await forget(home(), Number(receivedAt) + weekMs)
    expect(await deliveryKnown(home(), 1, deliveryId)).toBe(true)
    await forget(home(), Number(receivedAt) + weekMs + 1)
    expect(await deliveryKnown(home(), 1, deliveryId)).toBe(false)
  })
})
