import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { openDb } from '../../../src/core/db/open.ts'
import { noteHookProblem, noteProblem } from '../../../src/sync/note-problem.ts'
import worker from '../../../src/sync/worker.ts'

const CONFIG = {
  merchant: 'demo',
  brand: { name: 'Tide & Thread', colour: '#1f6f78' },
  connections: [
    { name: 'feed', carrier: 'easypost' },
    { name: 'shop', platform: 'shopify', settings: { shop: 'a.myshopify.com' } },
  ],
}

async function call(method: string, path: string, body?: unknown, more: HeadersInit = {}) {
  const request = new Request(`https://track.example.com/api/v1${path}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
    headers: {
      authorization: `Bearer ${env.OPERATOR_KEY}`,
      'waymark-merchant': 'demo',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...more,
    },
  })
  const response = await worker.fetch(request as never, env)
  return { status: response.status, text: await response.text() }
}

function home() {
  const db = openDb(env, '0')
  if (!db) throw new Error('no DB0')
  return db
}

const idOf = async (name: string) =>
  Number(await env.DB0.prepare('SELECT id FROM connections WHERE name = ?').bind(name).first('id'))

beforeEach(async () => {
  for (const table of ['merchants', 'connections', 'api_keys']) {
    await env.DB0.exec(`DELETE FROM ${table}`)
  }
  await call('PUT', '/config', CONFIG)
})

describe('GET /connections', () => {
  it('tells of each connection its problem and the secrets it lacks', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    await noteProblem(home(), await idOf('shop'), 'The shop refuses the token.')
    await noteHookProblem(home(), await idOf('shop'), 'They lead elsewhere.')
    logged.mockRestore()
    await env.DB0.exec("UPDATE connections SET backfilled_at = 0 WHERE name = 'shop'")
    const { status, text } = await call('GET', '/connections')
    expect(status).toBe(200)
    const none = { webhookProblem: null, connectedAt: null }
    const hookUrl = expect.stringMatching(/^https:\/\/[^/]+\/hooks\/0[0-9A-Z]{25}$/)
    expect(JSON.parse(text)).toEqual({
      connections: [
        {
          name: 'feed',
          kind: 'carrier',
          adapter: 'easypost',
          hookUrl,
          problem: null,
          ...none,
          backfilledAt: null,
          missingSecrets: ['webhookSecret'],
        },
        {
          name: 'shop',
          kind: 'platform',
          adapter: 'shopify',
          hookUrl,
          problem: 'The shop refuses the token.',
          ...none,
          webhookProblem: 'They lead elsewhere.',
          backfilledAt: '1970-01-01T00:00:00.000Z',
          missingSecrets: [],
        },
      ],
    })
  })

  it('shows no webhook address where none is taken', async () => {
    const omni = { name: 'omni', platform: 'cin7', settings: { username: 'WattleAU' } }
    const { text } = await call('PUT', '/config', { ...CONFIG, connections: [omni] })
    const none = { connections: [{ name: 'omni', hookUrl: null }] }
    expect(JSON.parse(text)).toMatchObject(none)
    expect(JSON.parse((await call('GET', '/connections')).text)).toMatchObject(none)
  })

  it('never shows a secret, sealed or not, and misses it no longer', async () => {
    await call('PUT', '/connections/feed/secrets/webhookSecret', { value: 'hunter2' })
    const { text } = await call('GET', '/connections')
    expect(text).toContain('"missingSecrets":[]')
    expect(text).not.toMatch(/hunter2|v1\./)
  })

  it('opens to a key of its own scope only, because a webhook address can be a credential', async () => {
    for (const [scope, status] of [
      ['connections:read', 200],
      ['orders:read', 403],
    ] as const) {
      const made = await call('POST', '/keys', { name: scope.slice(0, 6), scopes: [scope] })
      const { key } = z.object({ key: z.string() }).parse(JSON.parse(made.text))
      const headers = { authorization: `Bearer ${key}` }
      expect((await call('GET', '/connections', undefined, headers)).status).toBe(status)
    }
    const nobody = { 'waymark-merchant': 'nobody' }
    expect((await call('GET', '/connections', undefined, nobody)).status).toBe(404)
  })
})

describe('a connection’s problem', () => {
  it('is said in the log once, by id, and again only when it is another', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const connectionId = await idOf('shop')
    for (const problem of ['one', 'one', 'two', null, null, 'two']) {
      await noteProblem(home(), connectionId, problem)
    }
    const said = logged.mock.calls
    logged.mockRestore()
    expect(said).toEqual(Array(3).fill([{ event: 'connection_problem', connectionId }]))
  })
})
