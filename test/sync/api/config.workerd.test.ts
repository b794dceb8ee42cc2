import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { SecretSet } from '../../../cli/answers.ts'
import { openDb } from '../../../src/core/db/open.ts'
import { connections } from '../../../src/core/db/schema.ts'
import { secretsOf } from '../../../src/sync/secrets.ts'
import worker from '../../../src/sync/worker.ts'

const CONFIG = {
  merchant: 'demo',
  brand: { name: 'Tide & Thread', colour: '#1f6f78' },
  connections: [{ name: 'feed', carrier: 'starshipit' }],
}

const Answer = z.object({
  errors: z.array(z.object({ path: z.string(), message: z.string() })),
})

async function call(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await worker.fetch(
    new Request(`https://track.example.com/api/v1${path}`, {
      method: 'PUT',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: {
        authorization: `Bearer ${env.OPERATOR_KEY}`,
        'content-type': 'application/json',
        'waymark-merchant': 'demo',
        ...headers,
      },
    }) as never,
    env,
  )
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    text: await response.text(),
  }
}

const secrets = async () =>
  z
    .record(z.string(), z.string())
    .parse(
      JSON.parse(
        (await env.DB0.prepare('SELECT secrets FROM connections').first('secrets')) ?? '{}',
      ),
    )

/** The connection's secrets, as an adapter gets them. */
async function opened() {
  const db = openDb(env, '0')
  const [row] = db ? await db.select().from(connections) : []
  const secrets = row && (await secretsOf(row, { sealKeys: [env.SEAL_KEY] }))
  return secrets?.ok ? secrets.value : null
}

beforeEach(async () => {
  await env.DB0.exec('DELETE FROM merchants')
  await env.DB0.exec('DELETE FROM connections')
})

describe('PUT /config', () => {
  it('stores the config and answers with each connection’s webhook address', async () => {
    const { status, text } = await call('/config', CONFIG)
    expect(status).toBe(200)
    expect(JSON.parse(text)).toEqual({
      merchant: 'demo',
      version: 1,
      connections: [
        {
          name: 'feed',
          adapter: 'starshipit',
          hookUrl: expect.stringMatching(/^https:\/\/[^/]+\/hooks\/0[0-9A-Z]{25}$/),
        },
      ],
    })
  })

  it('lists every fault of a body that is not right, and stores nothing', async () => {
    const { status, type, text } = await call('/config', { merchant: 'A B', brand: {} })
    expect([status, type]).toEqual([422, 'application/problem+json'])
    expect(JSON.parse(text).errors.length).toBeGreaterThan(2)
    expect(await env.DB0.prepare('SELECT * FROM merchants').first()).toBeNull()
  })

  it('refuses an adapter that there is not and settings it does not take, and stores nothing', async () => {
    const { status, text } = await call('/config', {
      ...CONFIG,
      connections: [
        { name: 'a', platform: 'shopfy' },
        { name: 'b', platform: 'shopify', settings: { shop: 'https://a.myshopify.com' } },
        { name: 'c', email: 'twilio' },
        { name: 'd', carrier: 'easypost', settings: { mode: 'test' } },
        { name: 'e', sms: 'constructor' },
      ],
    })
    expect(status).toBe(422)
    const { errors } = Answer.parse(JSON.parse(text))
    expect(errors).toContainEqual({
      path: 'connections.a.platform',
      message: expect.stringMatching(/^names no platform that there is. Known: .*shopify/),
    })
    expect(errors.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        'connections.b.settings.shop',
        'connections.c.email',
        'connections.d.settings',
        'connections.e.sms',
      ]),
    )
    expect(await env.DB0.prepare('SELECT * FROM merchants').first()).toBeNull()
  })

  it('refuses a host that another merchant has, and stores nothing', async () => {
    await env.DB0.exec('DELETE FROM hosts')
    const withHosts = (merchant: string, ...hosts: string[]) =>
      call('/config', { ...CONFIG, merchant, page: { hosts } })
    await withHosts('first', 'track.tide.example')
    const { status, text } = await withHosts('second', 'a.tide.example', 'track.tide.example')
    expect(status).toBe(422)
    expect(Answer.parse(JSON.parse(text)).errors).toEqual([
      {
        path: 'page.hosts.track.tide.example',
        message: 'is the host of another merchant. It must leave their config before.',
      },
    ])
    const { results } = await env.DB0.prepare('SELECT slug FROM merchants').all()
    expect(results).toEqual([{ slug: 'first' }])
    await withHosts('first')
    expect((await withHosts('second', 'track.tide.example')).status).toBe(200)
  })

  it('leaves the deployment’s own host to its operator', async () => {
    await call('/config', CONFIG)
    const key = await worker.fetch(
      new Request('https://track.example.com/api/v1/keys', {
        method: 'POST',
        body: JSON.stringify({ name: 'own', scopes: ['config:write'] }),
        headers: {
          authorization: `Bearer ${env.OPERATOR_KEY}`,
          'content-type': 'application/json',
          'waymark-merchant': 'demo',
        },
      }) as never,
      env,
    )
    const authorization = `Bearer ${z.object({ key: z.string() }).parse(await key.json()).key}`
    for (const host of [new URL(env.PUBLIC_URL).hostname, 'any.one.workers.dev']) {
      const body = { ...CONFIG, page: { hosts: [host] } }
      const { status, text } = await call('/config', body, { authorization })
      expect(status).toBe(422)
      expect(Answer.parse(JSON.parse(text)).errors[0]?.path).toBe(`page.hosts.${host}`)
      expect((await call('/config', body)).status).toBe(200)
    }
  })

  it.each([
    ['not JSON', '{', {}, 422],
    ['another type', '{}', { 'content-type': 'text/plain' }, 415],
    ['more than 1 MiB', JSON.stringify('a'.repeat(1024 * 1024)), {}, 413],
  ])('refuses %s', async (_, body, headers, status) => {
    expect((await call('/config', body, headers)).status).toBe(status)
  })

  it.each(['', 'Bearer', 'Bearer wrong', 'Basic abc', `Bearer ${'a'.repeat(9000)}`])(
    'refuses the wrong person with one answer (%#)',
    async authorization => {
      const { status, text } = await call('/config', CONFIG, { authorization })
      expect(status).toBe(401)
      expect(JSON.parse(text)).toMatchObject({ title: 'This needs a valid API key.' })
    },
  )
})

describe('PUT a secret', () => {
  beforeEach(async () => {
    await call('/config', CONFIG)
  })

  it('refuses a secret with a line break, which could not travel in a header', async () => {
    const { status, text } = await call('/connections/feed/secrets/webhookSecret', {
      value: 'pasted\n',
    })
    expect(status).toBe(422)
    expect(text).not.toContain('pasted')
  })

  it('keeps it sealed, keeps the one before for the rotation, and never says it', async () => {
    const path = '/connections/feed/secrets/webhookSecret'
    const set = async (value: string) => {
      const { status, text } = await call(path, { value })
      expect([status, text]).toEqual([200, expect.not.stringContaining(value)])
      return SecretSet.parse(JSON.parse(text)).previousValid
    }
    expect(await set('the-first-one')).toBe(false)
    expect(await set('the-second-one')).toBe(true)
    const stored = await secrets()
    expect(Object.keys(stored).sort()).toEqual(['webhookSecret', 'webhookSecret.previous'])
    expect(JSON.stringify(stored)).not.toContain('one')
  })

  it('takes no name that the adapter does not know, and says which it does', async () => {
    const { status, text } = await call('/connections/feed/secrets/webhookSecert', { value: 'x' })
    expect(status).toBe(422)
    expect(JSON.parse(text).title).toBe(
      'starshipit has no secret by that name. Its secrets: webhookSecret, apiKey, subscriptionKey.',
    )
    expect(await secrets()).toEqual({})
  })

  it('keeps the one before through any number of times that the same value is set again', async () => {
    const path = '/connections/feed/secrets/webhookSecret'
    for (const value of ['the-first-one', 'the-second-one', 'the-second-one', 'the-second-one']) {
      await call(path, { value })
    }
    expect(await opened()).toEqual({
      webhookSecret: 'the-second-one',
      'webhookSecret.previous': 'the-first-one',
    })
    await call(path, { value: 'the-third-one' })
    expect(await opened()).toEqual({
      webhookSecret: 'the-third-one',
      'webhookSecret.previous': 'the-second-one',
    })
  })

  it('loses none of several that are set at the same time', async () => {
    await env.DB0.exec(`UPDATE connections SET kind = 'platform', adapter = 'magento'`)
    const names = ['accessToken', 'accessTokenSecret', 'consumerKey', 'consumerSecret']
    await Promise.all(
      names.map(name => call(`/connections/feed/secrets/${name}`, { value: `value of ${name}` })),
    )
    expect(await opened()).toEqual(
      Object.fromEntries(names.map(name => [name, `value of ${name}`])),
    )
  })

  it('lets go of one before that no key opens any more, so that the connection works again', async () => {
    const sealed = 'v1.lost.lost'
    const lost = JSON.stringify({ webhookSecret: sealed, 'webhookSecret.previous': sealed })
    await env.DB0.prepare('UPDATE connections SET secrets = ?').bind(lost).run()
    await call('/connections/feed/secrets/webhookSecret', { value: 'set again' })
    expect(await opened()).toEqual({ webhookSecret: 'set again' })
  })

  it('answers 404 for another merchant’s connection and 422 for a strange name', async () => {
    const value = { value: 'x' }
    const stranger = { 'waymark-merchant': 'nobody' }
    expect((await call('/connections/feed/secrets/a', value, stranger)).status).toBe(404)
    expect((await call('/connections/other/secrets/a', value)).status).toBe(404)
    expect((await call('/connections/feed/secrets/a.b', value)).status).toBe(422)
  })
})

describe('an unknown address', () => {
  it('is a 404 for who has a key and a 401 for who has not', async () => {
    expect((await call('/nothing', {})).status).toBe(404)
    expect((await call('/nothing', {}, { authorization: '' })).status).toBe(401)
  })
})
