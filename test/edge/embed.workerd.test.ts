// The page inside a merchant's website, and the two scripts, through edge's door.
import { env } from 'cloudflare:test'
import { beforeAll, describe, expect, it } from 'vitest'
import { applyConfig } from '../../src/core/db/config.ts'
import { openDb } from '../../src/core/db/open.ts'
import { MerchantConfig } from '../../src/core/merchant.ts'
import worker from '../../src/edge/worker.tsx'
import { BRAND, NOW, PAGES, seedPage } from './sample-pages.ts'

const TIDE = 'https://track.wattleandtide.example'
const SHOP = 'https://shop.wattleandtide.example'
const PAGE = { hosts: ['track.wattleandtide.example'], embed: [`${SHOP}/pages/track`] }

const edgeEnv = {
  DB0: env.DB0,
  SYNC: {} as Fetcher,
  ENVIRONMENT: 'development',
  OWN_HOSTS: 'track.example',
}
const get = (address: string, headers: Record<string, string> = {}) =>
  worker.fetch(
    new Request(address, { headers: { 'waymark-now': String(NOW), ...headers } }),
    edgeEnv,
  )

const page = (headers = {}, { token } = PAGES.transit) => get(`${TIDE}/t/${token}`, headers)
const FRAME = { 'sec-fetch-dest': 'iframe' }

beforeAll(async () => {
  const brand = { page: { ...BRAND.page, ...PAGE } }
  for (const sample of [PAGES.transit, PAGES.delivered, PAGES.three]) {
    await seedPage(env.DB0, { ...sample, brand })
  }
  await seedPage(env.DB0, PAGES.late)
  const db = openDb(env, '0')
  if (!db) throw new Error('no DB0')
  const looks = { name: 'Wattle & Tide', colour: '#1f6f78' }
  const config = MerchantConfig.parse({ merchant: 'tide', brand: looks, page: PAGE })
  await applyConfig(db, config, { now: NOW, shard: '0' })
})

describe('a page', () => {
  it.each(['/', `/t/${PAGES.transit.token}`])(
    'may be shown inside the websites that its merchant names: %s',
    async path => {
      const response = await get(`${TIDE}${path}`, FRAME)
      expect(response.headers.get('content-security-policy')).toContain(`frame-ancestors ${SHOP};`)
      expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
      expect(response.headers.get('vary')).toContain('Sec-Fetch-Dest')
      const text = await response.text()
      expect(text).not.toMatch(/<header|<footer/)
      expect(text).toContain(`data-frames="${SHOP}"`)
      const alone = await get(`${TIDE}${path}`)
      expect(await alone.text()).toContain('<header')
      expect(alone.headers.get('cross-origin-resource-policy')).toBe('same-site')
    },
  )

  it('may be shown in none where its merchant names none', async () => {
    const { headers } = await get(`https://track.example/t/${PAGES.late.token}`, FRAME)
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  })

  it.each(['/t/nothing', `/t/${PAGES.transit.token}/page.json`, '/s/x/page.js'])(
    'is the only thing that may: not %s',
    async path => {
      const { headers } = await get(`${TIDE}${path}`, FRAME)
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    },
  )

  it('has another ETag inside a website', async () => {
    const etag = (await page()).headers.get('etag') ?? ''
    expect((await page({ 'if-none-match': etag })).status).toBe(304)
    expect((await page({ ...FRAME, 'if-none-match': etag })).status).toBe(200)
  })

  it('asks for news until all of it has arrived', async () => {
    expect(await (await page()).text()).toContain('data-live="')
    expect(await (await page({}, PAGES.three)).text()).toContain('data-live="')
    expect(await (await page({}, PAGES.delivered)).text()).not.toContain('data-live="')
  })
})

describe('the page’s script', () => {
  it('is kept for good under an address of its own text', async () => {
    const path = /<script defer="" src="([^"]+)"/.exec(await (await page()).text())?.[1]
    const response = await get(`${TIDE}${path}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(response.headers.get('vary')).toBeNull()
    expect((await get(`${TIDE}/s/0123456789abcdef/page.js`)).status).toBe(404)
  })
})

describe('embed.js', () => {
  it('may be loaded by every website, is kept for a day, and is 304 afterwards', async () => {
    const response = await get(`${TIDE}/embed.js`)
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(response.headers.get('cache-control')).toContain('public, max-age=86400')
    const etag = response.headers.get('etag') ?? ''
    const again = await get(`${TIDE}/embed.js`, { 'if-none-match': etag })
    expect(again.status).toBe(304)
    expect(again.headers.get('access-control-allow-origin')).toBe('*')
  })
})
