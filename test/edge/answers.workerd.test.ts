// What holds for every answer: its headers, its form, its method and its moment.
import { beforeAll, describe, expect, it } from 'vitest'
import { edgeEnv, get, type Init, page, seedPages } from './door.ts'
import { BRAND, PAGES, type SamplePage } from './sample-pages.ts'

const GOOD = PAGES.transit.token
const WITH_LOGO: SamplePage = {
  token: '01GGX777777777777777777777',
  brand: { ...BRAND, logo: { url: 'https://img.example/logo.png', width: 120, height: 40 } },
  parcels: [],
}

beforeAll(() => seedPages(WITH_LOGO))

describe('every answer', () => {
  it('forbids foreign and inline scripts, frames, referrers, caches and indexing', async () => {
    const { headers } = await page('transit')
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; img-src data: 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types waymark$/,
    )
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-robots-tag')).toContain('noindex')
    expect(headers.get('cache-control')).toContain('private, max-age=0')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
    expect(headers.get('set-cookie')).toBeNull()
  })

  it('allows the inline sheet by its very hash, and no inline style besides', async () => {
    const response = await page('three')
    const text = await response.text()
    const css = /<style>(.*)<\/style>/s.exec(text)?.[1] ?? ''
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(css))
    const hash = btoa(String.fromCharCode(...new Uint8Array(digest)))
    expect(response.headers.get('content-security-policy')).toContain(`'sha256-${hash}'`)
    expect(text).not.toContain('style="')
  })

  it('lets the logo come from its own host and from nowhere else', async () => {
    const response = await get(`/t/${WITH_LOGO.token}`)
    expect(response.headers.get('content-security-policy')).toContain(
      "img-src data: 'self' https://img.example;",
    )
    expect(await response.text()).toContain('width="120" height="40" alt="Wattle &amp; Tide"')
  })

  it('is 304 without a body when the visitor has it already', async () => {
    const etag = (await page('transit')).headers.get('etag') ?? ''
    const again = await page('transit', { headers: { 'if-none-match': `"other", ${etag}` } })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    expect(again.headers.get('etag')).toBe(etag)
    expect((await page('transit', { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
  })

  it('has another ETag in another form, and in another version of ours', async () => {
    const etagOf = async (init: Init, bindings: object = edgeEnv) =>
      (await get(`/t/${GOOD}`, init, bindings)).headers.get('etag')
    const tags = [
      await etagOf({}),
      await etagOf({ headers: { accept: 'application/json' } }),
      await etagOf({ headers: { accept: 'text/plain' } }),
      await etagOf({}, { ...edgeEnv, VERSION: { id: 'another' } }),
    ]
    expect(new Set(tags).size).toBe(4)
  })

  it.each([
    ['page.json', 'application/json', '{'],
    ['page.txt', 'text/plain', 'Almost there, expected tomorrow'],
    ['calendar.ics', 'text/calendar', 'BEGIN:VCALENDAR'],
    ['feed.atom', 'application/atom+xml', '<?xml'],
  ])('is %s by its name and by its type', async (name, type, start) => {
    const named = await get(`/t/${PAGES.transit.token}/${name}`)
    const asked = await page('transit', { headers: { accept: type } })
    expect(named.headers.get('content-type')).toBe(`${type}; charset=utf-8`)
    expect(asked.headers.get('etag')).toBe(named.headers.get('etag'))
    const text = await named.text()
    expect(text.startsWith(start)).toBe(true)
    expect(await asked.text()).toBe(text)
  })

  it('names its own address in a calendar and a feed, and no key but the link in their ids', async () => {
    const address = `https://track.example/t/${PAGES.transit.token}`
    const calendar = await (await get(`/t/${PAGES.transit.token}/calendar.ics`)).text()
    expect(calendar.replaceAll('\r\n ', '')).toContain(`URL:${address}\r\n`)
    expect(/UID:(.*)/.exec(calendar)?.[1]).toMatch(/^[0-9a-f]{24}-1\r?$/)
    const feed = await (await get(`/t/${PAGES.transit.token.toLowerCase()}/feed.atom`)).text()
    expect(feed).toContain(
      `<link rel="self" type="application/atom+xml" href="${address}/feed.atom"/>`,
    )
  })

  it('is not found under a name that is none', async () => {
    const missing = await (await get('/t/nothing')).text()
    for (const part of ['page.html', 'xx', '__proto__', 'constructor', 'EN-au']) {
      const response = await get(`/t/${PAGES.transit.token}/${part}`)
      expect(response.status).toBe(404)
      expect(await response.text()).toBe(missing)
    }
  })

  it('answers HEAD with the headers of GET and no body', async () => {
    const [head, full] = [await page('transit', { method: 'HEAD' }), await page('transit')]
    expect(head.status).toBe(200)
    expect(await head.text()).toBe('')
    expect(head.headers.get('etag')).toBe(full.headers.get('etag'))
  })

  const A_FORM = { headers: { 'content-type': 'application/x-www-form-urlencoded' } }

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    'refuses %s with 405, for good tokens and bad ones',
    async method => {
      for (const path of ['/', '/healthz', `/t/${GOOD}/page.json`, '/proof/0/a/1/b']) {
        const response = await get(path, { method, ...(method === 'POST' && A_FORM) })
        expect(response.status).toBe(405)
        expect(response.headers.get('allow')).toContain('GET, HEAD')
      }
      for (const path of method === 'POST' ? [] : [`/t/${GOOD}`, '/t/nothing', '/find/nobody']) {
        const response = await get(path, { method })
        expect(response.status).toBe(405)
        expect(response.headers.get('allow')).toBe('GET, HEAD, POST')
      }
    },
  )

  it('reads the clock from a header in development only', async () => {
    const production = { ...edgeEnv, ENVIRONMENT: 'production' }
    const then = { headers: { 'waymark-now': String(Date.UTC(2020, 0, 1)) } }
    const path = `/t/${PAGES.late.token}`
    expect(await (await get(path, then)).text()).not.toContain('it was expected')
    expect(await (await get(path, then, production)).text()).toBe(
      await (await get(path, {}, production)).text(),
    )
  })

  it('has small answers for the rest', async () => {
    expect(await (await get('/')).text()).toContain('Parcel tracking')
    expect(await (await get('/robots.txt')).text()).toContain('User-agent: *')
    expect((await get('/favicon.ico')).status).toBe(204)
    expect(await (await get('/healthz')).text()).toBe('ok\n')
  })
})
