// What no answer of edge may lack, asked at every route with every method: the list is the Worker's own, so a
// route that is added tomorrow is asked, too.
import { env } from 'cloudflare:test'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { applyConfig } from '../../src/core/db/config.ts'
import { openDb } from '../../src/core/db/open.ts'
import { MerchantConfig } from '../../src/core/merchant.ts'
import worker from '../../src/edge/worker.tsx'
import { NOW, PAGES, seedPage } from './sample-pages.ts'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']
const { token } = PAGES.delivered

/** What sync answers at each of its doors. */
let told: (path: string) => Response

const usual = (path: string): Response => {
  if (/proof|picture/.test(path)) {
    return new Response('picture', { headers: { 'content-type': 'image/png' } })
  }
  if (path === '/shopper/look-up') return Response.json({ kind: 'page', token })
  if (path === '/shopper/unlock') return Response.json({ kind: 'wrong' })
  return Response.json({ kind: 'unknown' }, { status: 202 })
}

const edgeEnv = {
  DB0: env.DB0,
  SYNC: {
    fetch: async (asked: string | Request) =>
      told(new URL(typeof asked === 'string' ? asked : asked.url).pathname),
  } as unknown as Fetcher,
  FORMS: { limit: async () => ({ success: true }) },
  ENVIRONMENT: 'production',
  OWN_HOSTS: 'track.example',
}

beforeAll(async () => {
  await seedPage(env.DB0, PAGES.delivered)
  const config = { merchant: 'tide', brand: { name: 'Tide', colour: '#1f6f78' } }
  const page = { hosts: ['track.tide.example'] }
  const db = openDb(env, '0')
  if (db) await applyConfig(db, MerchantConfig.parse({ ...config, page }), { now: NOW, shard: '0' })
})

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

function ask(method: string, path: string, init: RequestInit = {}, host = 'track.example') {
  const body = /GET|HEAD/.test(method) ? null : 'private=3000&number=1&contact=a@example.net'
  const request = new Request(`https://${host}${path}`, { method, body, headers: FORM, ...init })
  return worker.fetch(request, edgeEnv)
}

/** The paths of a route: one that leads somewhere, and one that does not. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  ':token': [token, 'nothing'],
  ':part': ['page.json', 'ar', 'nothing'],
  ':place': ['1', 'x'],
  ':hash': ['nothing'],
  ':merchant': ['tide', 'nobody'],
  ':shard': ['0'],
  ':name': ['name'],
  ':until': ['1'],
  ':seal': ['seal'],
  '*': ['v1/config'],
}

const pathsOf = (route: string): string[] =>
  route
    .split('/')
    .slice(1)
    .reduce(
      (paths, part) =>
        paths.flatMap(path => (PLACES[part] ?? [part]).map(place => `${path}/${place}`)),
      [''],
    )

const ROUTES = [...new Set(worker.routes.map(({ path }) => path))].filter(path => path !== '/*')

function check({ status, headers }: Response, about: string) {
  expect(headers.get('strict-transport-security'), about).toBe('max-age=31536000')
  expect(headers.get('x-content-type-options'), about).toBe('nosniff')
  expect(headers.get('referrer-policy'), about).toBe('no-referrer')
  expect(headers.get('x-robots-tag'), about).toBe('noindex, nofollow')
  expect(headers.get('cross-origin-opener-policy'), about).toBe('same-origin')
  expect(headers.get('cross-origin-resource-policy'), about).toMatch(/^(same-site|cross-origin)$/)
  expect(headers.get('permissions-policy'), about).toContain('geolocation=()')
  expect(headers.get('content-security-policy'), about).toMatch(/^default-src 'none'; /)
  expect(headers.get('cache-control'), about).toMatch(/^(private|no-store)|immutable|^public/)
  for (const name of ['set-cookie', 'server', 'x-powered-by', 'via'])
    expect(headers.get(name), about).toBeNull()
  if (status === 405) expect(headers.get('allow'), about).toMatch(/^GET, HEAD/)
}

describe('every answer has the common headers', () => {
  it.each(ROUTES)('at %s, with every method', async route => {
    told = usual
    for (const path of pathsOf(route)) {
      for (const method of METHODS) check(await ask(method, path), `${method} ${path}`)
    }
  })

  it('on a merchant’s host, on nobody’s, and where no route is', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    for (const host of ['track.tide.example', 'left.behind.example', 'track.example']) {
      for (const path of ['/', '/find/tide', `/t/${token}`, '/api', '/.env', '//', '/t//x/%00']) {
        for (const method of METHODS)
          check(await ask(method, path, {}, host), `${method} ${host}${path}`)
      }
    }
    log.mockRestore()
  })

  it('when a form is refused, is led on, or what was asked for is known', async () => {
    told = usual
    const page = `/t/${token}`
    const found = await ask('POST', '/find/tide')
    expect([found.status, found.headers.get('location')]).toEqual([303, page])
    check(found, 'found')
    const known = { 'if-none-match': (await ask('GET', page)).headers.get('etag') ?? '' }
    for (const [status, init] of [
      [304, { method: 'GET', headers: known, body: null }],
      [403, { headers: { ...FORM, 'sec-fetch-site': 'cross-site' } }],
      [413, { body: 'x'.repeat(9000) }],
      [415, { headers: { 'content-type': 'text/plain' } }],
      [422, { body: 'nothing=1' }],
    ] as const) {
      const response = await ask('POST', page, init)
      expect(response.status).toBe(status)
      check(response, String(status))
    }
  })

  it('when sync is gone, or we broke', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    told = () => {
      throw new Error('gone')
    }
    for (const path of ['/hooks/0A', '/api/v1/x', `/t/${token}`, '/proof/0/a/1/b']) {
      const response = await ask('POST', path)
      check(response, `${response.status} ${path}`)
    }
    log.mockRestore()
  })

  it('of sync’s, and keeps sync’s own', async () => {
    const headers = { 'cache-control': 'max-age=5', 'retry-after': '7', 'x-request-id': 'r' }
    told = () => new Response(null, { status: 204, headers })
    const response = await ask('POST', '/hooks/0A')
    expect(response.status).toBe(204)
    expect(Object.fromEntries(response.headers)).toMatchObject(headers)
    told = usual
    expect((await ask('GET', '/api/v1/orders')).headers.get('cache-control')).toBe('no-store')
  })
})
