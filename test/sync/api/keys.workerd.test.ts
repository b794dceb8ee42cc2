// Keys at the door of the API: the Worker's own fetch on the real D1. Two merchants with the same names
// and numbers, so that a key that opened too much would find something.
import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, it } from 'vitest'
import { hashOfKey, newApiKey, SCOPES } from '../../../src/core/api-key.ts'
import { MerchantConfig } from '../../../src/core/merchant.ts'
import { newToken } from '../../../src/core/token.ts'
import { api } from '../../../src/sync/api/app.ts'
import { type Env, readEnv } from '../../../src/sync/env.ts'
import worker from '../../../src/sync/worker.ts'
import { anOrder } from '../../an-order.ts'

const OPERATOR = env.OPERATOR_KEY
const CONFIG = { merchant: 'acme', brand: { name: 'Acme', colour: '#1f6f78' } }

type Call = { key: string; body?: unknown; merchant?: string; env?: Env }

async function call(method: string, path: string, { key, body, merchant, env: other }: Call) {
  const response = await worker.fetch(
    new Request(`https://track.example.com/api/v1${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: {
        authorization: key && `Bearer ${key}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(merchant && { 'waymark-merchant': merchant }),
      },
    }) as never,
    other ?? env,
  )
  const text = await response.text()
  const type = response.headers.get('content-type') ?? ''
  return { status: response.status, type, text, json: text && JSON.parse(text) }
}

/** Made through the API, as a merchant does it. */
async function makeKey(scopes: readonly string[], name = 'k', key = OPERATOR): Promise<string> {
  const merchant = key === OPERATOR ? 'acme' : undefined
  const made = await call('POST', '/keys', { key, merchant, body: { name, scopes } })
  if (made.status !== 201) throw new Error(made.text)
  return made.json.key
}

const keys = async () => (await env.DB0.prepare('SELECT * FROM api_keys').all()).results

beforeEach(async () => {
  for (const table of ['merchants', 'connections', 'orders', 'shipments', 'api_keys']) {
    await env.DB0.exec(`DELETE FROM ${table}`)
  }
  const config = JSON.stringify(MerchantConfig.parse(CONFIG))
  const merchant = env.DB0.prepare("INSERT INTO merchants VALUES (?, ?, ?, '{}', 1, 1)")
  const order = env.DB0.prepare(
    `INSERT INTO orders (id, merchant_id, connection_id, platform_id, number, token, channel, placed_at, content, assignment, silent, imported_at)
     VALUES (?, ?, ?, ?, ?, ?, 'shop', 0, '${JSON.stringify(anOrder())}', '{}', 0, 0)`,
  )
  const connection = env.DB0.prepare(
    "INSERT INTO connections (id, merchant_id, name, kind, adapter, hook_id, settings, secrets, live_since) VALUES (?, ?, 'feed', 'carrier', 'starshipit', ?, '{}', '{}', 0)",
  )
  await env.DB0.batch([
    merchant.bind(1, 'acme', config),
    merchant.bind(2, 'other', config),
    order.bind(1, 1, 1, 'a', '#1001', 'T1'),
    order.bind(2, 2, 2, 'b', '#2001', 'T2'),
    connection.bind(1, 1, newToken('0')),
    connection.bind(2, 2, newToken('0')),
  ])
})

describe('a new key', () => {
  it('is shown once, names its database, and is kept as a hash only', async () => {
    const { status, json } = await call('POST', '/keys', {
      key: OPERATOR,
      merchant: 'acme',
      body: { name: 'warehouse', scopes: ['shipments:write', 'orders:read', 'orders:read'] },
    })
    expect(status).toBe(201)
    expect(json).toEqual({
      key: expect.stringMatching(/^wm_0[0-9A-HJKMNP-TV-Z]{25}$/),
      name: 'warehouse',
      scopes: ['orders:read', 'shipments:write'],
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    })
    const stored = await keys()
    expect(stored).toMatchObject([{ hash: await hashOfKey(json.key), merchant_id: 1 }])
    expect(JSON.stringify(stored)).not.toContain(json.key.slice(3))
  })

  it('is listed by name and scopes, never by key or hash, and only to its own merchant', async () => {
    const key = await makeKey(['keys:write'], 'admin')
    const listed = await call('GET', '/keys', { key })
    expect(listed.json).toEqual({
      keys: [{ name: 'admin', scopes: ['keys:write'], createdAt: expect.any(String) }],
    })
    const others = await call('GET', '/keys', { key: OPERATOR, merchant: 'other' })
    expect(others.json).toEqual({ keys: [] })
  })

  it('opens nothing any more once it is deleted; another merchant cannot delete it', async () => {
    const key = await makeKey(['orders:read'], 'reader')
    const remove = (merchant: string) => call('DELETE', '/keys/reader', { key: OPERATOR, merchant })
    expect((await remove('other')).status).toBe(404)
    expect((await call('GET', '/orders/none', { key })).status).toBe(404)
    expect(await remove('acme')).toMatchObject({ status: 204, text: '' })
    expect((await call('GET', '/orders/none', { key })).status).toBe(401)
    expect((await remove('acme')).status).toBe(404)
  })

  it('cannot take the name of another, and of two at once one wins', async () => {
    const body = { name: 'k', scopes: ['orders:read'] }
    const make = () => call('POST', '/keys', { key: OPERATOR, merchant: 'acme', body })
    const statuses = (await Promise.all([make(), make(), make()])).map(({ status }) => status)
    expect(statuses.sort()).toEqual([201, 409, 409])
    expect(await keys()).toHaveLength(1)
  })

  it('may do no more than the key that makes it', async () => {
    const key = await makeKey(['keys:write', 'orders:read'], 'admin')
    await makeKey(['orders:read'], 'reader', key)
    const body = { name: 'more', scopes: ['orders:read', 'secrets:write'] }
    const { status, json } = await call('POST', '/keys', { key, body })
    expect([status, json.title]).toEqual([403, expect.stringContaining('secrets:write')])
  })

  it.each([
    { name: 'k', scopes: [] },
    { name: 'k', scopes: ['everything'] },
    { name: 'K k', scopes: ['orders:read'] },
    { name: 'k', scopes: ['orders:read'], merchant_id: 2 },
  ])('is refused with its faults when asked for as %j', async body => {
    const { status, json } = await call('POST', '/keys', { key: OPERATOR, merchant: 'acme', body })
    expect([status, json.errors.length]).toEqual([422, 1])
    expect(await keys()).toEqual([])
  })

  it('needs a merchant to belong to', async () => {
    const body = { name: 'k', scopes: ['orders:read'] }
    for (const merchant of [undefined, 'nobody']) {
      const answer = await call('POST', '/keys', { key: OPERATOR, merchant, body })
      expect(answer.status).toBe(404)
    }
  })
})

describe('a merchant’s key', () => {
  it('opens its own merchant without the header, and with its own name in it', async () => {
    const key = await makeKey(['shipments:write'])
    const body = { carrier: 'Australia Post', trackingNumber: 'AAA1000001' }
    const path = '/orders/%231001/shipments'
    expect((await call('POST', path, { key, body })).status).toBe(201)
    expect((await call('POST', path, { key, body, merchant: 'acme' })).status).toBe(201)
  })

  it('does not reach another merchant, by header or by number', async () => {
    const key = await makeKey(['shipments:write'])
    const body = { carrier: 'Australia Post', trackingNumber: 'AAA1000001' }
    const path = '/orders/%232001/shipments'
    expect((await call('POST', path, { key, body })).status).toBe(404)
    const named = await call('POST', path, { key, body, merchant: 'other' })
    const invented = await call('POST', path, { key, body, merchant: 'nobody' })
    expect([named.status, invented.status]).toEqual([403, 403])
    expect(named.json.title).toBe(invented.json.title)
    expect((await env.DB0.prepare('SELECT * FROM shipments').all()).results).toEqual([])
  })

  it('writes its own config and no other’s', async () => {
    const key = await makeKey(['config:write'])
    const body = { ...CONFIG, timeZone: 'Australia/Perth' }
    expect((await call('PUT', '/config', { key, body })).status).toBe(200)
    for (const merchant of ['other', 'brand-new']) {
      const answer = await call('PUT', '/config', { key, body: { ...CONFIG, merchant } })
      expect(answer.status).toBe(403)
    }
    const { results } = await env.DB0.prepare('SELECT slug, version FROM merchants').all()
    expect(results).toEqual([
      { slug: 'acme', version: 2 },
      { slug: 'other', version: 1 },
    ])
  })

  it('whose merchant is gone, or that was stored without one, opens nothing', async () => {
    const orphan = newApiKey('0')
    await env.DB0.prepare("INSERT INTO api_keys VALUES (?, NULL, 'x', ?, 0)")
      .bind(await hashOfKey(orphan), JSON.stringify(Object.keys(SCOPES)))
      .run()
    const key = await makeKey(['orders:read'])
    await env.DB0.exec("DELETE FROM merchants WHERE slug = 'acme'")
    expect((await call('GET', '/orders/%231001', { key })).status).toBe(401)
    expect((await call('GET', '/keys', { key: orphan, merchant: 'other' })).status).toBe(401)
  })
})

/** Every route of the API, with something in place of its parameters. */
const ROUTES = routes()

describe('every route', () => {
  it('is in this list', () => {
    expect(ROUTES.length).toBeGreaterThanOrEqual(7)
  })

  it.each(ROUTES)(
    '%s %s refuses a key without its scope, and names the scope',
    async (method, path) => {
      const key = newApiKey('0')
      await env.DB0.prepare("INSERT INTO api_keys VALUES (?, 1, 'bare', '[\"retired:scope\"]', 0)")
        .bind(await hashOfKey(key))
        .run()
      const { status, type, json } = await call(method, path, { key, body: bodyOf(method) })
      expect([status, type]).toEqual([403, 'application/problem+json'])
      expect(Object.keys(SCOPES).filter(scope => json.title.includes(scope))).toHaveLength(1)
    },
  )

  it.each(ROUTES)(
    '%s %s lets no key of one merchant in under another’s name',
    async (method, path) => {
      const key = await makeKey(Object.keys(SCOPES))
      const answer = await call(method, path, { key, merchant: 'other', body: bodyOf(method) })
      expect(answer.status).toBe(403)
    },
  )

  it.each(ROUTES)(
    '%s %s answers a stranger with 401 after one read, whatever the key',
    async (method, path) => {
      const strangers = ['', 'x', newApiKey('0'), newApiKey('Z'), 'a'.repeat(9000), `${OPERATOR}x`]
      for (const key of strangers) {
        const { d1, reads } = counted(env.DB0)
        const outfit = { ...env, DB0: d1 }
        const { status, json } = await call(method, path, {
          key,
          env: outfit,
          body: bodyOf(method),
        })
        expect([status, json.title, reads()]).toEqual([401, 'This needs a valid API key.', 1])
      }
    },
  )
})

const bodyOf = (method: string): unknown => (method === 'GET' ? undefined : {})

function routes(): [method: string, path: string][] {
  const settings = readEnv(env)
  if (!settings.ok) throw new Error(settings.problem.faults.join())
  const table = api(settings.value, 0).routes.filter(({ method }) => method !== 'ALL')
  const named = table.map(({ method, path }) => `${method} ${path.replace('/api/v1', '')}`)
  return [...new Set(named)].map(text => {
    const [method = '', path = ''] = text.split(' ')
    return [method, path.replace(/:\w+(\{[^}]*\})?/g, '1')]
  })
}

/** The database, and how many statements were asked of it. */
function counted(d1: D1Database): { d1: D1Database; reads: () => number } {
  let reads = 0
  const counting = new Proxy(d1, {
    get(target, name) {
      if (name === 'prepare') reads += 1
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { d1: counting, reads: () => reads }
}
