// Pictures of ordered items, from the public door through both Workers to the shop's host and R2.
import { env } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readPage } from '../../src/core/db/page.ts'
import { pageView } from '../../src/core/page-view.ts'
import worker from '../../src/edge/worker.tsx'
import sync from '../../src/sync/worker.ts'
import { BRAND, PAGES, seedPage } from './sample-pages.ts'

const OWN = 'https://track.example'
const TIDE = 'https://track.wattleandtide.example'
const CDN = 'https://cdn.shopify.com/s/files/1/0000/0001/products'

const start = (...bytes: number[]) => Uint8Array.from({ length: 64 }, (_, i) => bytes[i] ?? 0)
const ascii = (text: string) => start(...new TextEncoder().encode(text))
const PNG = start(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

const item = (imageUrl: string | null, i: number) => ({
  platformItemId: `${i}`,
  title: `Item ${i}`,
  variant: null,
  quantity: 1,
  imageUrl,
})
const ITEMS = [`${CDN}/shirt.png?v=7`, null, 'https://elsewhere.example/spy.png'].map(item)

const SYNC = {
  fetch: (url: string, init: RequestInit) => sync.fetch(new Request(url, init) as never, env),
} as unknown as Fetcher
const edgeEnv = { DB0: env.DB0, SYNC, ENVIRONMENT: 'production', OWN_HOSTS: 'track.example' }

const get = (address: string) => worker.fetch(new Request(address), edgeEnv)

const { token } = PAGES.transit
const picture = (place: number | string, host = OWN) => get(`${host}/t/${token}/picture/${place}`)

let asked: string[] = []

/** Whoever is asked answers with this. */
function answers(response: () => Response | Promise<Response>) {
  vi.stubGlobal('fetch', async (url: unknown) => {
    asked.push(String(url))
    return response()
  })
}

const TABLES = ['merchants', 'orders', 'shipments', 'connections']

async function seed(page: object = {}, adapter = 'shopify', shop = 'tide.myshopify.com') {
  for (const table of TABLES) await env.DB0.exec(`DELETE FROM ${table}`)
  const hosts = ['track.wattleandtide.example']
  const brand = { page: { ...BRAND.page, hosts, ...page } }
  await seedPage(env.DB0, { ...PAGES.transit, items: ITEMS, brand })
  const { id } = (await env.DB0.prepare('SELECT id FROM orders').first<{ id: number }>()) ?? {}
  await env.DB0.prepare(
    `INSERT INTO connections (id, merchant_id, name, kind, adapter, hook_id, settings, secrets, live_since)
      VALUES (?, ?, 'shop', 'platform', ?, '0H', ?, '{}', 0)`,
  )
    .bind(id, id, adapter, JSON.stringify({ shop }))
    .run()
}

beforeEach(async () => {
  asked = []
  const { objects } = await env.ARCHIVE.list({ prefix: 'pictures/' })
  await env.ARCHIVE.delete(objects.map(({ key }) => key))
  await seed()
  answers(() => new Response(PNG, { headers: { 'content-type': 'text/html' } }))
})

afterEach(() => vi.unstubAllGlobals())

describe('a picture of an ordered item', () => {
  it('is fetched once, small, and shown as what it is', async () => {
    for (let i = 0; i < 2; i++) {
      const response = await picture(1)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('image/png')
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
      expect(response.headers.get('cache-control')).toBe('private, max-age=604800')
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(PNG)
    }
    expect(asked).toEqual([`${CDN}/shirt.png?v=7&width=192`])
  })

  it('stands on the page by its own path, and of items without one there is none', async () => {
    const view = await (await get(`${OWN}/t/${token}/page.json`)).json()
    expect(view).toMatchObject({
      parcels: [
        {
          items: [
            { picture: `/t/${token}/picture/1` },
            { picture: null },
            { picture: `/t/${token}/picture/3` },
          ],
        },
      ],
    })
    const page = await get(`${OWN}/t/${token}`)
    expect(page.headers.get('content-security-policy')).toContain("img-src data: 'self';")
    const html = await page.text()
    expect(html).toContain(
      `<span class="pic"><img src="/t/${token}/picture/1" alt="" loading="lazy"/>`,
    )
    expect(html).not.toContain('cdn.shopify.com')
  })

  it.each([
    ['image/jpeg', start(0xff, 0xd8, 0xff, 0xe0)],
    ['image/gif', ascii('GIF89a')],
    ['image/webp', ascii('RIFF\n\n\n\nWEBPVP8 ')],
    ['image/avif', ascii('\0\0\0 ftypavif')],
  ])('may be %s', async (type, bytes) => {
    answers(() => new Response(bytes))
    expect((await picture(1)).headers.get('content-type')).toBe(type)
  })

  it('comes from a WooCommerce shop’s own host', async () => {
    await seed({}, 'woocommerce', 'https://elsewhere.example')
    expect((await picture(3)).status).toBe(200)
    expect((await picture(1)).status).toBe(404)
    expect(asked).toEqual(['https://elsewhere.example/spy.png'])
  })
})

describe('no picture', () => {
  const missing = async () => (await get(`${OWN}/t/nothing`)).text()

  it.each([
    ['without one', 2],
    ['that lies elsewhere', 3],
    ['that was not ordered', 4],
    ['of no place', 0],
    ['of no number', '1x'],
    ['far away', 99_999],
  ])('is the one 404 for an item %s, and nobody is asked', async (_, place) => {
    const response = await picture(place)
    expect(response.status).toBe(404)
    expect(await response.text()).toBe(await missing())
    expect(asked).toEqual([])
  })

  it('is shown for a token that is none, or on another’s host', async () => {
    expect((await get(`${OWN}/t/0${'9'.repeat(25)}/picture/1`)).status).toBe(404)
    expect((await picture(1, 'https://parcels.other.example')).status).toBe(404)
    expect((await picture(1, TIDE)).status).toBe(200)
  })

  it('is shown of what an old link no longer says', async () => {
    expect((await picture(1)).status).toBe(200)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 91 * 86_400_000 })
    expect((await picture(1)).status).toBe(404)
    const record = await readPage(env.DB0, token)
    if (!record) throw new Error('there is no page')
    // Whoever answered the question sees the items, by paths that anybody could ask for.
    const opened = pageView(record, Date.now(), { path: `/t/${token}`, isTheirs: true })
    expect(JSON.stringify(opened)).toContain('Item 0')
    expect(JSON.stringify(opened)).not.toContain('/picture/')
    vi.useRealTimers()
  })

  it('is shown, nor spoken of, where the merchant wants none', async () => {
    await seed({ pictures: false })
    expect((await picture(1)).status).toBe(404)
    expect(await (await get(`${OWN}/t/${token}/page.json`)).text()).not.toContain('/picture/')
    expect(asked).toEqual([])
  })

  it.each([
    ['a document that can hold scripts', () => new Response('<svg xmlns="…"><script/></svg>')],
    [
      'more than 200 kB',
      () => new Response(Uint8Array.from({ length: 200_001 }, (_, i) => PNG[i] ?? 0)),
    ],
    ['nothing', () => new Response(null, { status: 404 })],
    ['a way elsewhere', () => Response.redirect('https://elsewhere.example/')],
  ])('comes of %s, and is remembered for a day', async (_, response) => {
    answers(response)
    expect((await picture(1)).status).toBe(404)
    answers(() => new Response(PNG))
    expect((await picture(1)).status).toBe(404)
    expect(asked).toHaveLength(1)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 86_400_001 })
    expect((await picture(1)).status).toBe(200)
    vi.useRealTimers()
  })

  it.each([
    ['is busy', () => new Response('busy', { status: 503 })],
    ['does not answer', () => Promise.reject(new TypeError('reset'))],
  ])('is remembered for some minutes where the shop %s', async (_, response) => {
    answers(response)
    expect((await picture(1)).status).toBe(404)
    answers(() => new Response(PNG))
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 4 * 60_000 })
    expect((await picture(1)).status).toBe(404)
    expect(asked).toHaveLength(1)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * 60_000 })
    expect((await picture(1)).status).toBe(200)
    vi.useRealTimers()
  })

  it('can be asked of sync from outside', async () => {
    for (const path of [
      '/shopper/picture',
      '/hooks/../shopper/picture',
      '/api/../shopper/picture',
    ]) {
      const request = new Request(`${OWN}${path}`, {
        method: 'POST',
        body: JSON.stringify({ token, place: 1, host: null }),
      })
      expect((await worker.fetch(request, edgeEnv)).status).toBe(404)
    }
    expect(asked).toEqual([])
  })
})
