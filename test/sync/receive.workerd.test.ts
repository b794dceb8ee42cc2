// Webhooks from the door to the stored state: the Worker's own fetch and queue handlers, the real D1
// and R2, and signatures made the way the senders make them.
import { createExecutionContext, createMessageBatch, env, getQueueResult } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openDb } from '../../src/core/db/open.ts'
import { orderById } from '../../src/core/db/orders.ts'
import { newToken } from '../../src/core/token.ts'
import type { Env } from '../../src/sync/env.ts'
import { dispatch } from '../../src/sync/jobs/dispatch.ts'
import { seal } from '../../src/sync/seal.ts'
import worker from '../../src/sync/worker.ts'
import { quiet } from './quiet.ts'

const SECRET = 'an invented secret'
const T0 = Date.UTC(2026, 9, 24)

const snapshot = (status: string, more: object = {}) =>
  JSON.stringify({
    order_number: '217348921',
    carrier_name: 'Australia Post',
    tracking_number: '33ZZZ0000001',
    tracking_status: status,
    last_updated_date: new Date(T0 + 3_600_000).toISOString(),
    ...more,
  })

async function sign(body: string, secret = SECRET): Promise<string> {
  const key = await crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  )
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(body))
  return btoa(String.fromCharCode(...new Uint8Array(mac)))
}

/** Posts to sync as edge does, with a queue that shows what was sent. */
async function post(path: string, body: BodyInit | null, headers: HeadersInit = {}, more = {}) {
  const send = vi.fn<(message: unknown) => Promise<void>>(async () => {})
  const outfit: Env = { ...env, TRACKING: { ...env.TRACKING, send }, ...more } as unknown as Env
  const request = new Request(`https://track.example.com${path}`, { method: 'POST', body, headers })
  const response = await worker.fetch(request as never, outfit)
  return { response, text: await response.text(), queued: send.mock.calls.map(call => call[0]) }
}

/** Hands messages to the consumer; says which it acknowledged. */
async function consume(...bodies: unknown[]) {
  const batch = createMessageBatch(
    'waymark-tracking',
    bodies.map((body, i) => ({ id: `m${i}`, timestamp: new Date(T0), attempts: 1, body })),
  )
  await worker.queue(batch, env)
  return getQueueResult(batch, createExecutionContext())
}

const rows = async (table: string) =>
  (await env.DB0.prepare(`SELECT * FROM ${table}`).all<Record<string, unknown>>()).results

// What was proved is remembered for a while: each test has addresses of its own.
let openHook: string
let signedHook: string

beforeEach(async () => {
  openHook = newToken('0')
  signedHook = newToken('0')
  for (const table of ['orders', 'shipments', 'connections', 'dead_letters', 'unmatched_reports']) {
    await env.DB0.exec(`DELETE FROM ${table}`)
  }
  const place = { merchantId: 1, connection: 'signed', name: 'webhookSecret' }
  const sealed = { webhookSecret: await seal(SECRET, place, [env.SEAL_KEY]) }
  const connect = env.DB0.prepare(
    "INSERT INTO connections (id, merchant_id, name, kind, adapter, hook_id, settings, secrets, live_since) VALUES (?, 1, ?, 'carrier', 'starshipit', ?, '{}', ?, 0)",
  )
  await env.DB0.batch([
    connect.bind(1, 'open', openHook, '{}'),
    connect.bind(2, 'signed', signedHook, JSON.stringify(sealed)),
    env.DB0.prepare(
      `INSERT INTO orders (id, merchant_id, connection_id, platform_id, number, token, channel, placed_at, content, assignment, silent, imported_at)
       VALUES (7, 1, 9, 'p7', '217348921', 'token7', 'shop', 0, '{"shipTo":{"postcode":"2026"}}', '{}', 0, 0)`,
    ),
  ])
})

describe('the webhook door', () => {
  it('takes a signed webhook and puts its exact body on the queue', async () => {
    const body = ` ${snapshot('InTransit')}`
    const { response, queued } = await post(`/hooks/${signedHook}`, body, {
      'x-starshipit-signature': await sign(body),
    })
    expect(response.status).toBe(200)
    expect(queued).toMatchObject([{ shard: '0', connectionId: 2, body: { text: body } }])
  })

  it('tells a sender that asks with HEAD whether there is such an address', async () => {
    const ask = async (method: string, hookId: string) =>
      (
        await worker.fetch(
          new Request(`https://track.example.com/hooks/${hookId}`, { method }) as never,
          env,
        )
      ).status
    expect(await ask('HEAD', signedHook)).toBe(200)
    expect(await ask('HEAD', newToken('0'))).toBe(404)
    expect(await ask('GET', signedHook)).toBe(405)
  })

  it('reads the hook id in any case', async () => {
    const { response } = await post(`/hooks/${openHook.toLowerCase()}`, snapshot('InTransit'))
    expect(response.status).toBe(200)
  })

  it('refuses a missing or a wrong signature with 401 and queues nothing', async () => {
    const body = snapshot('InTransit')
    const unsigned = await post(`/hooks/${signedHook}`, body)
    const wrong = { 'x-starshipit-signature': await sign(body, 'another') }
    const forged = await post(`/hooks/${signedHook}`, body, wrong)
    for (const { response, queued, text } of [unsigned, forged]) {
      expect(response.status).toBe(401)
      expect(queued).toEqual([])
      expect(text).toBe(unsigned.text)
    }
  })

  it.each([
    '',
    'x',
    newToken('0'),
    newToken('Z'),
    '..%2f..',
    '%00',
    'O'.repeat(26),
    'a'.repeat(9000),
  ])('answers an address that is not one with the same 404 (%#)', async hookId => {
    const { response, text } = await post(`/hooks/${hookId}`, '{}')
    expect([response.status, text]).toEqual([404, 'There is no such webhook address.\n'])
  })

  it('refuses more than 1 MiB with 413, whatever the length header says', async () => {
    const { response, queued } = await post(`/hooks/${openHook}`, 'a'.repeat(1024 * 1024 + 1))
    expect(response.status).toBe(413)
    expect(queued).toEqual([])
  })

  it('sends a body too large for the queue through the archive', async () => {
    const body = snapshot('InTransit', { padding: 'a'.repeat(200_000) })
    const { queued } = await post(`/hooks/${openHook}`, body)
    expect(queued).toMatchObject([{ body: { key: expect.stringMatching(/^large\//) } }])
    expect((await consume(queued[0])).explicitAcks).toEqual(['m0'])
    expect(await rows('shipments')).toMatchObject([{ status: 'in_transit' }])
  })

  it.each([
    ['quotes', '"'.repeat(40_000)],
    ['line breaks', '\n'.repeat(40_000)],
    ['control characters', '\u0001'.repeat(15_000)],
    ['bytes that are no UTF-8', '\u00FF'.repeat(60_000)],
  ])('sends a body whose %s make it too large as JSON through the archive', async (_, padding) => {
    const told = snapshot('InTransit', { padding })
    const body = Uint8Array.from(told, character => character.charCodeAt(0)) // Latin-1
    expect(body.byteLength).toBeLessThan(96 * 1024)
    const { response, queued } = await post(`/hooks/${openHook}`, body)
    expect(response.status).toBe(200)
    expect(queued).toMatchObject([{ body: { key: expect.stringMatching(/^large\//) } }])
    expect((await consume(queued[0])).explicitAcks).toEqual(['m0'])
    expect(await rows('shipments')).toMatchObject([{ status: 'in_transit' }])
  })

  it('asks the sender to try again with 503 when the queue refuses', async () => {
    const refuse = async () => {
      throw new Error('Too Many Requests')
    }
    const { response, text } = await post(
      `/hooks/${openHook}`,
      snapshot('InTransit'),
      {},
      { TRACKING: { send: refuse } },
    )
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('60')
    expect(text).not.toContain('Too Many')
  })

  it('says 503, not 401, when a secret cannot be opened', async () => {
    const other = { SEAL_KEY: btoa('another key altogether, 32 bytes') }
    const { response } = await post(`/hooks/${signedHook}`, '{}', {}, other)
    expect(response.status).toBe(503)
  })
})

describe('a feed whose webhook was proved a moment ago', () => {
  const body = snapshot('InTransit')
  const sent = async (secret = SECRET) => {
    const headers = { 'x-starshipit-signature': await sign(body, secret) }
    return (await post(`/hooks/${signedHook}`, body, headers)).response.status
  }
  const remove = () => env.DB0.exec('UPDATE connections SET removed_at = 1 WHERE id = 2')
  const replaceSecret = async (secret: string) => {
    const place = { merchantId: 1, connection: 'signed', name: 'webhookSecret' }
    const sealed = JSON.stringify({ webhookSecret: await seal(secret, place, [env.SEAL_KEY]) })
    await env.DB0.prepare('UPDATE connections SET secrets = ? WHERE id = 2').bind(sealed).run()
  }

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: T0 })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is taken without another look at the database, for ten seconds', async () => {
    expect(await sent()).toBe(200)
    await remove()
    vi.setSystemTime(T0 + 9999)
    expect(await sent()).toBe(200)
    vi.setSystemTime(T0 + 10_000)
    expect(await sent()).toBe(404)
  })

  it('is not remembered for a webhook that proved nothing', async () => {
    expect(await sent('forged')).toBe(401)
    await remove()
    expect(await sent()).toBe(404)
  })

  it('is asked the new secret as soon as it signs with it, and the old one no more', async () => {
    expect(await sent()).toBe(200)
    await replaceSecret('another')
    expect(await sent('another')).toBe(200)
    expect(await sent()).toBe(401)
  })

  it('is found anew when a forged webhook came between', async () => {
    expect(await sent()).toBe(200)
    expect(await sent('forged')).toBe(401)
    await remove()
    expect(await sent()).toBe(404)
  })
})

describe('a sender that signs with keys of its own', () => {
  const KEYS = 'https://api.shipengine.com/jwks'
  const body = '{"resource_type":"API_TRACK"}'
  const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  let pair: CryptoKeyPair
  let fetched: string[]

  /** What its address answers with; null: nobody answers. */
  async function answering(keyIds: readonly string[] | null) {
    const jwk = await crypto.subtle.exportKey('jwk', pair.publicKey)
    const keys = keyIds?.map(kid => ({ ...jwk, kid }))
    vi.stubGlobal('fetch', async (url: string) => {
      fetched.push(url)
      if (!keys) throw new TypeError('fetch failed')
      return Response.json({ keys })
    })
  }

  async function postSigned(keyId: string) {
    const timestamp = new Date().toISOString()
    const signed = new TextEncoder().encode(`${timestamp}.${body}`)
    const signature = await crypto.subtle.sign(rsa.name, pair.privateKey, signed)
    const headers = {
      'x-shipengine-rsa-sha256-signature': btoa(String.fromCharCode(...new Uint8Array(signature))),
      'x-shipengine-rsa-sha256-key-id': keyId,
      'x-shipengine-timestamp': timestamp,
    }
    const answer = await post(`/hooks/${openHook}`, body, headers, { OUTSIDE_WORLD: '' })
    return { ...answer, status: answer.response.status }
  }

  // What is known of keys outlasts a test: each has a day of its own.
  let day = 0
  beforeEach(async () => {
    day += 1
    vi.useFakeTimers({ toFake: ['Date'], now: T0 + day * 86_400_000 })
    fetched = []
    const kind = { ...rsa, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) }
    pair = (await crypto.subtle.generateKey(kind, true, ['sign', 'verify'])) as CryptoKeyPair
    const settings = '{"api":"shipengine"}'
    const update = "UPDATE connections SET adapter = 'shipengine', settings = ? WHERE id = 1"
    await env.DB0.prepare(update).bind(settings).run()
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('is asked to come again with 503 while they cannot be had, and then taken', async () => {
    await answering(null)
    expect(await postSigned('a')).toMatchObject({ status: 503, queued: [] })
    expect(fetched).toEqual([KEYS])
    vi.setSystemTime(Date.now() + 10_000)
    await answering(['a'])
    const taken = { status: 200, queued: [{ connectionId: 1, body: { text: body } }] }
    expect(await postSigned('a')).toMatchObject(taken)
  })

  it('is refused with 401 when it has no key of that id', async () => {
    await answering(['a'])
    expect(await postSigned('another')).toMatchObject({ status: 401, queued: [] })
    expect(fetched).toEqual([KEYS])
    expect(await postSigned('a')).toMatchObject({ status: 200 })
  })
})

describe('a connection whose stored settings fit no longer', () => {
  it.each([
    ['platform', 'shopify'],
    ['carrier', 'starshipit'],
    ['email', 'resend'],
    ['sms', 'twilio'],
  ])('asks its sender to come again, and logs no failure (%s)', async (kind, adapter) => {
    const logged = vi.spyOn(console, 'error')
    const update = 'UPDATE connections SET kind = ?, adapter = ?, settings = ? WHERE id = 1'
    for (const settings of ['{"of":"old"}', '{']) {
      await env.DB0.prepare(update).bind(kind, adapter, settings).run()
      const { response, queued } = await post(`/hooks/${openHook}`, snapshot('InTransit'))
      expect([response.status, queued]).toEqual([503, []])
    }
    expect(logged).not.toHaveBeenCalled()
    logged.mockRestore()
  })
})

describe('the tracking queue', () => {
  const queuedHook = (text: string, connectionId = 1) => ({
    shard: '0',
    connectionId,
    receivedAt: T0 + 4_000_000,
    body: { text },
  })

  it('dispatches a parcel whose webhook names the order, and knows it when it comes again', async () => {
    for (let i = 0; i < 5; i++) {
      expect((await consume(queuedHook(snapshot('Dispatched')))).explicitAcks).toEqual(['m0'])
    }
    expect(await rows('shipments')).toMatchObject([
      { order_id: 7, parcel: 1, tracking_number: '33ZZZ0000001', door: 'carrier', version: 1 },
    ])
  })

  it('does not dispatch on a printed label, and applies it when the parcel appears', async () => {
    await consume(queuedHook(snapshot('Printed')))
    expect(await rows('shipments')).toEqual([])
    expect(await rows('unmatched_reports')).toHaveLength(1)
    await consume(queuedHook(snapshot('Dispatched', { last_updated_date: '2026-10-24T05:00:00Z' })))
    const [shipment] = await rows('shipments')
    expect(JSON.parse(String(shipment?.events)).events).toHaveLength(2)
    expect(await rows('unmatched_reports')).toEqual([])
  })

  it('guesses no order when several shops have one of that number, and keeps the webhook', async () => {
    await env.DB0.exec(
      `INSERT INTO orders (id, merchant_id, connection_id, platform_id, number, token, channel, placed_at, content, assignment, silent, imported_at) VALUES (8, 1, 10, 'p8', '217348921', 'token8', 'shop', 0, '{}', '{}', 0, 0)`,
    )
    const result = await consume(queuedHook(snapshot('Dispatched')))
    expect(result.explicitAcks).toEqual(['m0'])
    expect(await rows('shipments')).toEqual([])
    expect(await rows('dead_letters')).toMatchObject([
      { problem: expect.stringContaining('Several shops have an order 217348921') },
    ])
  })

  it('keeps news of an unknown parcel until somebody dispatches it', async () => {
    const news = snapshot('OutForDelivery', {
      order_number: 'unknown',
      tracking_number: 'BBB1000001',
    })
    await consume(queuedHook(news), queuedHook(news))
    expect(await rows('unmatched_reports')).toHaveLength(1)
    const db = openDb(env, '0')
    if (!db) throw new Error('no DB0')
    const order = await orderById(db, 7)
    if (!order) throw new Error('no order 7')
    const parcel = {
      carrier: 'Australia Post',
      service: null,
      trackingNumber: 'bbb1000001',
      items: null,
      door: 'api',
      dispatchedAt: T0,
    } as const
    expect(await dispatch(db, order, parcel, quiet(T0))).toMatchObject({
      ok: true,
      value: { created: true },
    })
    expect(await rows('shipments')).toMatchObject([{ status: 'out_for_delivery' }])
    expect(await dispatch(db, order, parcel, quiet(T0))).toMatchObject({
      value: { created: false },
    })
  })

  it('keeps a verified but unreadable body whole, acknowledges it, and goes on', async () => {
    const result = await consume(queuedHook('<html>'), queuedHook(snapshot('InTransit')))
    expect(result.explicitAcks).toEqual(['m0', 'm1'])
    const letters = await env.DB0.prepare(
      'SELECT connection_id, kind, problem, CAST(body AS TEXT) AS body FROM dead_letters',
    ).all()
    expect(letters.results).toEqual([
      { connection_id: 1, kind: 'hook', problem: 'The body is not JSON.', body: '<html>' },
    ])
    expect(await rows('shipments')).toHaveLength(1)
  })

  it('keeps a queue message that is none, acknowledges it, and goes on', async () => {
    const result = await consume({ shard: 7 }, queuedHook(snapshot('InTransit')))
    expect(result.explicitAcks).toEqual(['m0', 'm1'])
    expect(await rows('dead_letters')).toMatchObject([{ kind: 'tracking' }])
    expect(await rows('shipments')).toHaveLength(1)
  })

  it('applies news also while the archive is out of order', async () => {
    const put = async () => {
      throw new Error('R2 is away')
    }
    const batch = createMessageBatch('waymark-tracking', [
      { id: 'm0', timestamp: new Date(T0), attempts: 1, body: queuedHook(snapshot('InTransit')) },
    ])
    await worker.queue(batch, { ...env, ARCHIVE: { ...env.ARCHIVE, put } } as unknown as Env)
    expect(await rows('shipments')).toMatchObject([{ status: 'in_transit' }])
  })

  it('archives the raw bodies of a batch as one object', async () => {
    await consume(queuedHook(snapshot('InTransit')), queuedHook('<html>'))
    const object = await env.ARCHIVE.get('tracking/2026-10-24/m0.ndjson')
    expect((await object?.text())?.split('\n')).toHaveLength(2)
  })

  it('archives nothing that names a courier', async () => {
    const place = { merchantId: 1, connection: 'signed', name: 'webhookPassword' }
    const webhookPassword = await seal('me:pass', place, [env.SEAL_KEY])
    await env.DB0.prepare("UPDATE connections SET adapter = 'doordash', secrets = ? WHERE id = 2")
      .bind(JSON.stringify({ webhookPassword }))
      .run()
    const posted = await post(`/hooks/${signedHook}`, '{"event_name":"DASHER_CONFIRMED"}', {
      authorization: `Basic ${btoa('me:pass')}`,
    })
    expect(posted.queued).toMatchObject([{ fleeting: true }])
    const put = vi.fn(async () => {})
    const batch = createMessageBatch('waymark-tracking', [
      { id: 'm0', timestamp: new Date(T0), attempts: 1, body: posted.queued[0] },
    ])
    await worker.queue(batch, { ...env, ARCHIVE: { ...env.ARCHIVE, put } } as unknown as Env)
    expect(put).not.toHaveBeenCalled()
  })

  it('refuses to give one number to two orders, and keeps the report', async () => {
    await consume(queuedHook(snapshot('Dispatched')))
    const db = openDb(env, '0')
    if (!db) throw new Error('no DB0')
    const order = await orderById(db, 7)
    if (!order) throw new Error('no order 7')
    const other = await dispatch(
      db,
      { ...order, id: 8 },
      {
        carrier: 'Australia Post',
        service: null,
        trackingNumber: '33ZZZ0000001',
        items: null,
        door: 'api',
        dispatchedAt: T0,
      },
      quiet(T0),
    )
    expect(other).toMatchObject({ ok: false, problem: { kind: 'number_taken' } })
  })
})

describe('a sealed secret', () => {
  it('does not open at another place or under another key', async () => {
    const { unseal } = await import('../../src/sync/seal.ts')
    const place = { merchantId: 1, connection: 'shop', name: 'token' }
    const [key, other] = [env.SEAL_KEY, btoa('another key altogether, 32 bytes')]
    const sealed = await seal('s3cret', place, [key])
    expect(sealed).not.toContain('s3cret')
    expect(await unseal(sealed, place, [other, key])).toEqual({ ok: true, value: 's3cret' })
    expect(await unseal(sealed, place, [other])).toMatchObject({ ok: false })
    expect(await unseal(sealed, { ...place, merchantId: 2 }, [key])).toMatchObject({ ok: false })
    expect(await unseal('v1.x', place, [key])).toMatchObject({ ok: false })
  })
})
