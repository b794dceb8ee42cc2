// Merchants' own hosts through the public door: each shows its merchant's orders and nobody else's.
import { env } from 'cloudflare:test'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { applyConfig } from '../../src/core/db/config.ts'
import { merchantOfHost } from '../../src/core/db/hosts.ts'
import { openDb } from '../../src/core/db/open.ts'
import { MerchantConfig } from '../../src/core/merchant.ts'
import { LOCALES, wordsFor } from '../../src/core/words.ts'
import worker from '../../src/edge/worker.tsx'
import { BRAND, NOW, PAGES, seedPage } from './sample-pages.ts'

const OWN = 'https://track.example'
const TIDE = 'https://track.wattleandtide.example'
const OTHER = 'https://parcels.other.example'
const NOBODY = 'https://left.behind.example'

const forwarded: string[] = []
const SYNC = {
  fetch: async (request: Request) => {
    forwarded.push(request.url)
    return new Response('from sync')
  },
} as unknown as Fetcher
const edgeEnv = {
  DB0: env.DB0,
  SYNC,
  FORMS: { limit: async () => ({ success: true }) },
  ENVIRONMENT: 'production',
  OWN_HOSTS: 'Track.Example b.example',
}

const get = (address: string, init: RequestInit = {}, bindings: object = edgeEnv) =>
  worker.fetch(new Request(address, init), bindings as typeof edgeEnv)

const config = (merchant: string, hosts: string[]) =>
  MerchantConfig.parse({
    merchant,
    brand: { name: `Shop of ${merchant}`, colour: '#1f6f78' },
    page: { hosts },
  })

function home() {
  const db = openDb(env, '0')
  if (!db) throw new Error('no DB0')
  return db
}

const apply = (merchant: string, hosts: string[], shard = '0') =>
  applyConfig(home(), config(merchant, hosts), { now: NOW, shard })

const [mine, theirs] = [PAGES.transit, PAGES.delivered]

beforeAll(async () => {
  const hosts = (host: string) => ({ brand: { page: { ...BRAND.page, hosts: [host] } } })
  await seedPage(env.DB0, { ...mine, ...hosts('track.wattleandtide.example') })
  await seedPage(env.DB0, { ...theirs, ...hosts('parcels.other.example') })
  await apply('tide', ['track.wattleandtide.example'])
  await apply('other', ['parcels.other.example'])
})

describe('a merchant’s host', () => {
  it('shows the merchant’s orders in every form, and of others the one 404', async () => {
    const nowhere = await get(`${TIDE}/t/0${'8'.repeat(25)}`)
    const missing = await nowhere.text()
    for (const part of ['', '/page.json', '/page.txt', '/calendar.ics', '/feed.atom', '/en-AU']) {
      expect((await get(`${TIDE}/t/${mine.token}${part}`)).status).toBe(200)
      const crossed = await get(`${OTHER}/t/${mine.token}${part}`)
      expect(crossed.status).toBe(404)
      expect(await crossed.text()).toBe(missing)
      expect([...crossed.headers]).toEqual([...nowhere.headers])
      expect((await get(`${TIDE}/t/${theirs.token}${part}`)).status).toBe(404)
    }
  })

  it('answers 404 and no 304 to whoever has the page from another host', async () => {
    const etag = (await get(`${TIDE}/t/${mine.token}`)).headers.get('etag') ?? ''
    expect(etag).not.toBe('')
    const headers = { 'if-none-match': etag }
    expect((await get(`${TIDE}/t/${mine.token}`, { headers })).status).toBe(304)
    expect((await get(`${OTHER}/t/${mine.token}`, { headers })).status).toBe(404)
  })

  it('has a front page in the merchant’s looks', async () => {
    const text = await (await get(`${TIDE}/`)).text()
    expect(text).toContain('<strong>Shop of tide</strong>')
    expect(text).toContain('--brand:#1f6f78')
    expect(text).not.toContain('Shop of other')
  })

  it('finds the merchant’s orders on its front page, and by name on no other’s', async () => {
    expect(await (await get(`${TIDE}/`)).text()).toContain('action="/#find"')
    expect((await get(`${TIDE}/find/tide`)).status).toBe(200)
    expect((await get(`${OWN}/find/tide`)).status).toBe(200)
    expect((await get(`${OTHER}/find/tide`)).status).toBe(404)
    const form = (address: string, body: string) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      return get(address, { method: 'POST', body, headers })
    }
    forwarded.length = 0
    expect((await form(`${OTHER}/find/tide`, 'number=1&contact=2026')).status).toBe(404)
    expect((await form(`${OTHER}/t/${mine.token}`, 'private=2026')).status).toBe(404)
    expect((await form(`${NOBODY}/`, 'number=1&contact=2026')).status).toBe(404)
    expect(forwarded).toEqual([])
    expect((await form(`${TIDE}/`, 'number=')).status).toBe(422)
  })

  it('offers its form in every language, and keeps to the chosen one', async () => {
    for (const address of [`${TIDE}/`, `${OWN}/find/tide`]) {
      const text = await (await get(address)).text()
      for (const { locale } of LOCALES) expect(text).toContain(`href="/find/tide/${locale}"`)
    }
    const headers = { 'accept-language': 'de' }
    const chosen = await (await get(`${TIDE}/find/tide/ar`, { headers })).text()
    expect(chosen).toContain('<html lang="ar" dir="rtl">')
    expect(chosen).toContain('action="/find/tide/ar#find"')
    expect((await get(`${TIDE}/find/tide/tlh`)).status).toBe(404)
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const body = 'number=1&contact='
    const fault = await get(`${TIDE}/find/tide/ar`, { method: 'POST', headers: form, body })
    expect([fault.status, await fault.text()]).toEqual([
      422,
      expect.stringContaining(wordsFor('ar').lookup.missing),
    ])
  })

  it('refuses a form of another website in words that a shopper reads', async () => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'cross-site',
      'accept-language': 'ko',
    }
    const refused = await get(`${TIDE}/find/tide`, { method: 'POST', headers, body: 'number=1' })
    expect([refused.status, await refused.text()]).toEqual([
      403,
      expect.stringContaining(wordsFor('ko').labels.refusedText),
    ])
  })

  it('takes neither webhooks nor calls of the API, and says in the log what to set', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    for (const path of ['/hooks/0ABC', '/api/v1/config', '/api']) {
      expect((await get(`${TIDE}${path}`, { method: 'POST' })).status).toBe(404)
    }
    expect(forwarded).toEqual([])
    expect(log.mock.calls).toHaveLength(3)
    expect(log.mock.calls.join()).toContain('OWN_HOSTS')
    log.mockRestore()
  })

  it('names itself in a calendar', async () => {
    const text = await (await get(`${TIDE}/t/${mine.token}/calendar.ics`)).text()
    expect(text.replaceAll('\r\n ', '')).toContain(`URL:${TIDE}/t/${mine.token}\r\n`)
  })
})

describe('the deployment’s own hosts', () => {
  it.each([OWN, 'https://b.example', 'https://waymark-edge.someone.workers.dev'])(
    'show everybody’s orders: %s',
    async own => {
      for (const { token } of [mine, theirs]) {
        expect((await get(`${own}/t/${token}`)).status).toBe(200)
      }
      expect(await (await get(`${own}/`)).text()).toContain('Parcel tracking')
      expect(await (await get(`${own}/hooks/0ABC`, { method: 'POST' })).text()).toBe('from sync')
    },
  )

  it('are workers.dev and nothing else while none is named', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const unnamed = { ...edgeEnv, OWN_HOSTS: undefined }
    const status = async (address: string) => (await get(address, {}, unnamed)).status
    forwarded.length = 0
    for (const path of [
      '/',
      `/t/${mine.token}`,
      '/find/tide',
      '/robots.txt',
      '/hooks/0ABC',
      '/api',
    ])
      expect(await status(`${OWN}${path}`), path).toBe(503)
    expect(await status(`${TIDE}/hooks/0ABC`)).toBe(503)
    expect(forwarded).toEqual([])
    const told = await get(`${OWN}/api/v1/config`, {}, unnamed)
    expect(await told.json()).toMatchObject({
      status: 503,
      title: expect.stringContaining('OWN_HOSTS'),
    })
    expect(told.headers.get('retry-after')).toBe('60')
    expect(log.mock.calls.every(call => String(call).includes('OWN_HOSTS'))).toBe(true)
    log.mockRestore()
    expect(await status(`${TIDE}/t/${mine.token}`)).toBe(200)
    expect(await status(`${TIDE}/t/${theirs.token}`)).toBe(404)
    expect(await status(`https://waymark-edge.someone.workers.dev/t/${mine.token}`)).toBe(200)
    expect(await status(`${OWN}/healthz`)).toBe(200)
  })
})

describe('a visitor without TLS', () => {
  const plain = (address: string) => address.replace('https:', 'http:')

  it('is led to the same page with it, on the same host', async () => {
    for (const address of [
      `${OWN}/t/${mine.token}?x=//evil.example`,
      `${TIDE}/`,
      `${OWN}/robots.txt`,
    ]) {
      for (const method of ['GET', 'HEAD']) {
        const response = await get(plain(address), { method })
        expect([response.status, response.headers.get('location')]).toEqual([308, address])
        expect(await response.text()).toBe('')
      }
    }
    expect((await get(plain(`${NOBODY}/find/tide`))).status).toBe(404)
  })

  it('is not heard', async () => {
    forwarded.length = 0
    for (const path of [`/t/${mine.token}`, '/find/tide', '/hooks/0ABC', '/api/v1/config']) {
      const response = await get(plain(`${OWN}${path}`), { method: 'POST', body: 'private=2026' })
      expect(response.status, path).toBe(403)
    }
    expect(forwarded).toEqual([])
  })
})

describe('which host it is', () => {
  it('is what the visitor came to, whatever their headers say', async () => {
    const [shown, address] = [`/t/${mine.token}`, new URL(OWN)]
    for (const name of [
      'x-forwarded-host',
      'x-host',
      'x-original-host',
      'forwarded',
      'x-rewrite-url',
    ]) {
      for (const value of [address.host, `host=${address.host}`, `${OWN}${shown}`]) {
        const headers = { [name]: value, 'x-forwarded-proto': 'http' }
        expect((await get(`${OTHER}${shown}`, { headers })).status, name).toBe(404)
        expect((await get(`${NOBODY}/`, { headers })).status, name).toBe(404)
        const calendar = await get(`${TIDE}${shown}/calendar.ics`, { headers })
        expect((await calendar.text()).replaceAll('\r\n ', '')).toContain(`URL:${TIDE}${shown}\r\n`)
      }
    }
  })

  it.each([
    'https://track.example.',
    'https://track.example.evil.example',
    'https://xtrack.example',
    'https://workers.dev.evil.example',
    'https://workers.dev',
    'https://[::1]',
    'https://localhost',
    'https://track。example。evil',
  ])('is nobody’s at %s', async host => {
    expect((await get(`${host}/t/${mine.token}`)).status).toBe(404)
  })

  it('is read as a browser reads it', async () => {
    for (const host of [
      'https://TRACK.example',
      'https://track。example',
      'https://track.example:8443',
    ])
      expect((await get(`${host}/t/${mine.token}`)).status, host).toBe(200)
  })
})

describe('a host that nobody has', () => {
  it.each([
    '/',
    `/t/${PAGES.transit.token}`,
    '/robots.txt',
    '/favicon.ico',
    '/embed.js',
    '/hooks/0ABC',
    '/api/v1/config',
    '/.env',
  ])('is not found at %s', async path => {
    const missing = await (await get(`${OWN}/t/nothing`)).text()
    for (const method of ['GET', 'POST']) {
      const response = await get(`${NOBODY}${path}`, { method })
      expect(response.status, method).toBe(404)
      expect(await response.text()).toBe(missing)
    }
  })

  it('says that we are well', async () => {
    expect(await (await get(`${NOBODY}/healthz`)).text()).toBe('ok\n')
  })
})

describe('a host in a config', () => {
  it('belongs to one merchant, and to the next one when it left that config', async () => {
    await apply('first', ['a.one.example', 'b.one.example'])
    const refused = await apply('second', ['c.one.example', 'b.one.example'])
    expect(refused).toEqual({
      ok: false,
      problem: { kind: 'hosts_taken', hosts: ['b.one.example'] },
    })
    expect(await merchantOfHost(env, 'c.one.example')).toBeNull()
    await apply('first', ['a.one.example'])
    expect(await merchantOfHost(env, 'b.one.example')).toBeNull()
    await apply('second', ['c.one.example', 'b.one.example'])
    expect(await merchantOfHost(env, 'b.one.example')).toMatchObject({ slug: 'second', shard: '0' })
    expect(await merchantOfHost(env, 'a.one.example')).toMatchObject({ slug: 'first' })
  })

  it('is the same merchant’s under the same name in one shard only', async () => {
    await apply('twin', ['twin.example'])
    expect((await apply('twin', ['twin.example'])).ok).toBe(true)
    expect((await apply('twin', ['twin.example'], '1')).ok).toBe(false)
  })

  it('leads to a merchant of another shard', async () => {
    await applyConfig(home(), config('far', ['far.example']), { now: NOW, shard: '1' })
    const both = { ...env, DB1: env.DB0 }
    expect(await merchantOfHost(both, 'far.example')).toMatchObject({ slug: 'far', shard: '1' })
    expect(await merchantOfHost(env, 'far.example')).toBeNull()
  })
})
