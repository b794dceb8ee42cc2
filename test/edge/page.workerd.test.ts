// The tracking page through the public door: edge's own fetch, the real D1, a stub where sync is.

import { env } from 'cloudflare:test'
import { brotliCompressSync } from 'node:zlib'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { to } from '../../src/core/status.ts'
import { LOCALES } from '../../src/core/words.ts'
import worker from '../../src/edge/worker.tsx'
import { BRAND, NOW, PAGES, type SamplePage, SHOPPER, scan, seedPage } from './sample-pages.ts'

type Init = { method?: string; headers?: Record<string, string>; body?: Uint8Array<ArrayBuffer> }

const forwarded: { url: string; method: string; body: Uint8Array; headers: Headers }[] = []
const sync = {
  fetch: async (request: Request) => {
    const body = new Uint8Array(await request.arrayBuffer())
    forwarded.push({ url: request.url, method: request.method, body, headers: request.headers })
    return new Response('from sync', { status: 202 })
  },
} as unknown as Fetcher

const edgeEnv = {
  DB0: env.DB0,
  SYNC: sync,
  FORMS: { limit: async () => ({ success: true }) },
  ENVIRONMENT: 'development',
  OWN_HOSTS: 'track.example',
}

const get = (path: string, { headers, ...init }: Init = {}, bindings: object = edgeEnv) =>
  worker.fetch(
    new Request(`https://track.example${path}`, {
      ...init,
      headers: { 'waymark-now': String(NOW), ...headers },
    }),
    bindings as typeof edgeEnv,
  )

const page = (name: keyof typeof PAGES, init?: Init) => get(`/t/${PAGES[name].token}`, init)
const html = async (name: keyof typeof PAGES) => (await page(name)).text()
const json = async (path: string): Promise<Record<string, unknown>> =>
  (await get(path, { headers: { accept: 'application/json' } })).json()

const HOSTILE: SamplePage = {
  token: '0HXSTXWE777777777777777777',
  number: '"><img src=x onerror=1>',
  brand: {
    name: '</style><script>alert(1)</script>',
    colour: 'red;}body{background:url(//e.example)',
    website: 'javascript:alert(1)',
    logo: { url: 'http://logo.example/a.png', width: 10, height: 10 },
    support: { email: 'a@b.example"><script>', phone: '<b>1</b>', url: 'data:text/html,x' },
    trackingUrls: { '<i>Carrier</i>': 'javascript:alert({number})' },
  },
  items: [
    {
      platformItemId: '1',
      title: '<script>alert(2)</script>',
      variant: "{{constructor.constructor('x')()}}",
      quantity: 1,
    },
  ],
  parcels: [
    {
      carrier: '<i>Carrier</i>',
      trackingNumber: '"><svg onload=alert()>',
      events: [
        scan(5, to('unknown', 'unmapped'), '<u>Suburb</u>', {
          text: '<!-- ]]> <script>x</script>',
        }),
      ],
    },
  ],
}

const WITH_LOGO: SamplePage = {
  token: '01GGX777777777777777777777',
  brand: { ...BRAND, logo: { url: 'https://img.example/logo.png', width: 120, height: 40 } },
  parcels: [],
}

const GERMAN: SamplePage = { token: '0DEXTSCH777777777777777777', locale: 'de-AT', parcels: [] }
const RESTRICTED: SamplePage = {
  ...GERMAN,
  token: '0EXNZXGE777777777777777777',
  brand: { ...BRAND, locales: ['en-AU', 'zh-Hans'] },
}

const TELLTALE: SamplePage = {
  token: '0PRXVATE777777777777777777',
  parcels: [
    {
      events: [
        scan(9, to('in_transit'), 'Rosebery', { text: 'Addressed to QUILLFEATHER' }),
        scan(8, to('unknown', 'unmapped'), null, { text: 'Call 0491 570 006' }),
        scan(7, to('unknown', 'unmapped'), null, { text: 'Left at Marigold corner' }),
        scan(6, to('unknown', 'unmapped'), null, { text: 'Mail robin.q@example.net' }),
        scan(5, to('unknown', 'unmapped'), null, { text: 'A friendly dog was met' }),
        scan(4, to('in_transit'), null, {
          location: {
            text: '41 Marigold Crescent, Bondi',
            suburb: null,
            state: null,
            postcode: '2026',
            country: 'AU',
          },
        }),
        scan(3, to('in_transit'), null, { text: 'InTransit' }),
        scan(14, to('in_transit', 'departed'), '41 MARIGOLD CRESCENT, MASCOT'),
        scan(13, to('in_transit', 'arrived'), 'Marigold Cres'),
        scan(12, to('out_for_delivery'), null, {
          location: {
            text: null,
            suburb: 'Unit 7',
            state: 'attn Robin 0491 570 006',
            postcode: null,
            country: 'AU',
          },
        }),
        scan(2, to('delivered', 'signed'), 'Bondi', {
          text: 'Handed to Pemberton',
          signedBy: 'J Pemberton',
        }),
      ],
    },
  ],
}

beforeAll(async () => {
  for (const sample of [
    ...Object.values(PAGES),
    HOSTILE,
    TELLTALE,
    WITH_LOGO,
    GERMAN,
    RESTRICTED,
  ]) {
    await seedPage(env.DB0, sample)
  }
})

describe('the tracking page', () => {
  it('says where the parcel is, what comes next and when it is expected', async () => {
    const text = await html('transit')
    expect(text).toContain('<b>Almost there</b>, expected tomorrow, Wednesday 25 November</h1>')
    expect(text).toContain('Step 2 of 4: On its way')
    expect(text).toContain('Chullora NSW')
    expect(text).toContain('33WAT0050123')
    expect(text).toContain('https://auspost.com.au/mypost/track/#/details/33WAT0050123')
  })

  it.each([
    ['preparing', 'We are preparing your order'],
    ['cancelled', 'This order was cancelled'],
    ['pending', 'Nothing is wrong until then'],
    ['late', 'Running late'],
    ['attempted', 'Sorry to have missed you'],
    ['collect', 'Step 3 of 4: Ready to collect'],
    ['delivered', 'Delivered today, 1:02 pm'],
    ['exception', 'The address needs a look'],
    ['returning', 'On its way back'],
    ['three', '1 of 3 parcels delivered'],
  ] as const)('has a calm sentence for a page that is %s', async (name, sentence) => {
    expect(await html(name)).toContain(sentence)
  })

  it('breaks no line of the headline inside a time', async () => {
    expect(await html('outForDelivery')).toContain(
      '<b>Out for delivery</b>, expected today, between 3:02\u00A0pm and 5:02\u00A0pm</h1>',
    )
    const { token } = PAGES.outForDelivery
    const said = async (locale: string) => (await get(`/t/${token}/${locale}`)).text()
    expect(await said('de')).toContain('15:02 und 17:02\u00A0Uhr')
    expect(await said('ar')).toMatch(/3:02\u00A0م [^<]*5:02\u00A0م/)
    expect(await said('ko')).toContain('오후\u00A03:02')
  })

  it('offers a calendar a day that is still to come, and none that has passed', async () => {
    const offer = 'calendar.ics">Add to calendar</a>'
    for (const name of ['transit', 'three'] as const) expect(await html(name)).toContain(offer)
    for (const name of ['late', 'delivered'] as const) expect(await html(name)).not.toContain(offer)
  })

  it('puts the one thing to do beside the headline, and nothing where there is only to wait', async () => {
    const carrier =
      '<a class="act" href="https://auspost.com.au/mypost/track/#/details/33WAT0050123" rel="noreferrer" target="_top">See it at Australia Post</a>'
    const merchant = '<a class="act" href="#help">Get in touch with Wattle &amp; Tide</a>'
    for (const name of ['attempted', 'collect'] as const)
      expect(await html(name)).toContain(carrier)
    for (const name of ['exception', 'returning'] as const) {
      expect(await html(name)).toContain(merchant)
    }
    for (const name of ['pending', 'transit', 'outForDelivery', 'delivered'] as const) {
      expect(await html(name)).not.toContain('<a class="act"')
    }
    expect(await html('exception')).toContain('id="help"')
  })

  it('says when such parcels usually arrive, where the carrier names no day', async () => {
    const sentence = 'usually here tomorrow, Wednesday 25 November to Friday 27 November'
    expect(await html('usual')).toContain(sentence)
    expect(await html('usual')).toContain('8 of 10 parcels on this route arrive in these days.')
    const view = await json(`/t/${PAGES.usual.token}`)
    const text = 'Tomorrow, Wednesday 25 November to Friday 27 November'
    expect(view).toMatchObject({ parcels: [{ eta: { text, on: '2026-11-27', estimated: true } }] })
    expect(await json(`/t/${PAGES.transit.token}`)).toMatchObject({
      parcels: [{ eta: { on: '2026-11-25', estimated: false } }],
    })
  })

  it('says where a parcel waits to be collected', async () => {
    expect(await html('collect')).toContain('<b>Ready to collect</b> in Bondi Junction NSW</h1>')
  })

  it('repeats a carrier’s words where they add something, and only there', async () => {
    expect(await html('outForDelivery')).not.toContain('Onboard for delivery')
    expect(await html('delivered')).toContain('“<bdi lang="en">Delayed by weather</bdi>”')
    expect(await html('attempted')).toContain('“<bdi lang="en">Attempted delivery</bdi>”')
  })

  it('does not read a carrier’s codes to a shopper', async () => {
    expect(await (await get(`/t/${TELLTALE.token}`)).text()).not.toContain('InTransit')
  })

  it('opens a page of several parcels with the state and the day of each', async () => {
    const text = await html('three')
    expect(text).toContain(
      '<b>Almost there</b>, expected Thursday 26 November</span><small>Parcel 2 of 3</small>',
    )
    expect(text).toContain('<a href="#parcel-3">')
  })

  it('leaves no slot unfilled in any state', async () => {
    for (const name of Object.keys(PAGES) as (keyof typeof PAGES)[]) {
      // The style's braces are none, and one slot is filled by the script.
      const text = (await html(name)).replace(/<style>.*<\/style>|data-updated="[^"]+"/g, '')
      expect(text).not.toMatch(/\{\w+\}|undefined|null/)
    }
  })

  it('shows a missed day as missed and does not hide it', async () => {
    const text = await html('late')
    expect(text).toContain(
      '<b>Running late</b>, it was expected yesterday, Monday 23 November</h1>',
    )
  })

  it('tells what is in each parcel and what is still to come', async () => {
    const view = await json(`/t/${PAGES.three.token}`)
    expect(view.parcels).toMatchObject([
      { items: [{ title: 'Linen overshirt, oversized', quantity: 1 }] },
      { items: [{ title: 'Merino socks', quantity: 2 }] },
      { items: [{ title: 'Merino socks', quantity: 1 }] },
    ])
    expect(view.toFollow).toMatchObject([{ title: 'Canvas tote', quantity: 1 }])
  })

  it('answers JSON with what the page shows, newest scan first', async () => {
    const response = await page('transit', { headers: { accept: 'application/json' } })
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    const view = await response.json<Record<string, unknown>>()
    expect(Object.keys(view).sort()).toEqual(
      'city destination dir explanation headline locale merchant orderNumber own parcels placed placedAt status toFollow tone'.split(
        ' ',
      ),
    )
    expect(view).toMatchObject({
      orderNumber: '#1042',
      destination: 'Bondi NSW',
      parcels: [
        {
          status: 'in_transit',
          eta: { on: '2026-11-25', missed: false },
          days: [{ on: '2026-11-23', entries: [{ at: '2026-11-23T05:56:00.000Z' }, {}] }, {}, {}],
        },
      ],
    })
  })

  it('weighs at most 7168 bytes for a typical order and 12288 for a large one, in any language', async () => {
    for (const { locale } of LOCALES) {
      const weigh = async (name: keyof typeof PAGES) => {
        const text = await (await get(`/t/${PAGES[name].token}/${locale}`)).text()
        return brotliCompressSync(text).length
      }
      expect(await weigh('delivered'), locale).toBeLessThanOrEqual(7168)
      expect(await weigh('three'), locale).toBeLessThanOrEqual(12_288)
    }
  })

  it('reads the clock from a header in development only', async () => {
    const production = { ...edgeEnv, ENVIRONMENT: 'production' }
    const then = { headers: { 'waymark-now': String(Date.UTC(2020, 0, 1)) } }
    const path = `/t/${PAGES.late.token}`
    expect(await (await get(path, then)).text()).not.toContain('it was expected')
    expect(await (await get(path, then, production)).text()).toBe(
      await (await get(path, {}, production)).text(),
    )
  })
})

describe('what the link alone may tell', () => {
  it.each(['text/html', 'application/json'])(
    'names no street, mail, phone or person in %s',
    async accept => {
      for (const sample of [...Object.values(PAGES), TELLTALE]) {
        const response = await get(`/t/${sample.token}`, { headers: { accept } })
        const text = await response.text()
        for (const secret of [
          'Quillfeather',
          'Robin',
          'Marigold',
          'Unit 7',
          'robin.q',
          '0491',
          'Pemberton',
          '2026, ',
        ]) {
          expect(text.toLowerCase()).not.toContain(secret.toLowerCase())
        }
      }
      expect(SHOPPER.name).toBe('Robin Quillfeather')
    },
  )

  it('still shows a carrier’s harmless words, marked as the carrier’s', async () => {
    const text = await (await get(`/t/${TELLTALE.token}`)).text()
    expect(text).toContain('<small>“<bdi lang="en">A friendly dog was met</bdi>”</small>')
    expect(text).toContain('Mascot NSW')
  })

  it('escapes whatever merchants, shops and carriers write', async () => {
    const response = await get(`/t/${HOSTILE.token}`)
    const text = await response.text()
    expect(response.status).toBe(200)
    expect(text).not.toMatch(
      /<script(?! defer="" src="\/s\/[0-9a-f]{16}\/page\.js" data-)|<img|<svg onload|<i>|<u>|<b>1<|javascript:|data:text|http:\/\/logo|url\(/,
    )
    expect(text.match(/<style>/g)).toHaveLength(1)
    expect(text).toContain('&lt;script&gt;alert(2)&lt;/script&gt;')
    expect(response.headers.get('content-security-policy')).toContain("img-src data: 'self';")
  })
})

const GOOD = PAGES.transit.token
const BAD_TOKENS = [
  ['of the right shape that was never given out', `0${'9'.repeat(25)}`],
  ['of another shard', `Z${GOOD.slice(1)}`],
  ['with a letter too many', `${GOOD}0`],
  ['that is a dot', '%2e%2e%2f'],
  ['that is a NUL', '%00'],
  ['of 10 kB', 'A'.repeat(10_000)],
  ['in full-width characters', `０${GOOD.slice(1)}`],
  [
    'with a dotless i, which upper-cases to I and then reads as 1',
    WITH_LOGO.token.replace('1', 'ı'),
  ],
  ['that is an order number', '%231042'],
  ['that is a tracking number', '33WAT0050123'],
  ['that is an object', '[object%20Object]'],
  ['that cannot be decoded', '%E0%A4%A'],
  ['that is SQL', "'%20OR%201=1--"],
] as const

describe('a link that leads nowhere', () => {
  it.each(BAD_TOKENS)('is answered alike for a token %s', async (_, token) => {
    const known = await get(`/t/0${'8'.repeat(25)}`)
    const response = await get(`/t/${token}`)
    expect(response.status).toBe(404)
    expect(await response.text()).toBe(await known.text())
    expect([...response.headers]).toEqual([...known.headers])
  })

  it('costs one round trip and at most 12 rows, like a link that leads somewhere', async () => {
    for (const token of [GOOD, PAGES.three.token, ...BAD_TOKENS.map(([, bad]) => bad)]) {
      let trips = 0
      let rowsRead = 0
      const d1 = new Proxy(env.DB0, {
        get: (target, name) => {
          if (name !== 'withSession') return Reflect.get(target, name)
          return (constraint: string) => {
            const session = target.withSession(constraint)
            return {
              prepare: (query: string) => session.prepare(query),
              batch: async (statements: D1PreparedStatement[]) => {
                trips++
                const results = await session.batch(statements)
                for (const { meta } of results) rowsRead += meta.rows_read
                return results
              },
            }
          }
        },
      })
      await get(`/t/${token}`, {}, { ...edgeEnv, DB0: d1 })
      expect(trips, token).toBe(1)
      expect(rowsRead, token).toBeLessThanOrEqual(12)
    }
  })

  it.each(['/t/', `/t/${GOOD}/`, `/t/x/${GOOD}`, `//t/${GOOD}`, '/T', '/.env'])(
    'is the answer for %s too',
    async path => {
      expect((await get(path)).status).toBe(404)
    },
  )

  it('does not mind the case of a good token, nor a query string', async () => {
    const expected = await html('transit')
    expect(await (await get(`/t/${GOOD.toLowerCase()}?t=a&t=b`)).text()).toBe(expected)
  })
})

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

  const languageOf = async (path: string, wished = '') => {
    const response = await get(`/t/${path}`, { headers: { 'accept-language': wished } })
    return /<html lang="([^"]*)" dir="([^"]*)"/
      .exec(await response.text())
      ?.slice(1)
      .join(' ')
  }

  it.each([
    ['what is chosen before all else', `${GERMAN.token}/ar`, 'fr', 'ar rtl'],
    ['the order’s before the browser’s', GERMAN.token, 'fr', 'de ltr'],
    ['the browser’s best', GOOD, 'xx, ko;q=0.5, vi-VN;q=0.9, ja;q=0', 'vi ltr'],
    ['the next of a reader of Traditional Chinese', GOOD, 'zh-TW, ja;q=0.8, zh;q=0.1', 'ja ltr'],
    ['the merchant’s where the browser wants none of ours', GOOD, 'tlh', 'en-AU ltr'],
    ['none that the merchant does not want, chosen', `${RESTRICTED.token}/de`, '', 'en-AU ltr'],
    ['none that the merchant does not want', RESTRICTED.token, 'de, zh-CN;q=0.5', 'zh-Hans ltr'],
  ])('speaks %s', async (_, path, wished, spoken) => {
    expect(await languageOf(path, wished)).toBe(spoken)
  })

  it('offers the languages the merchant wants spoken', async () => {
    const offered = async (path: string) =>
      [...(await (await get(`/t/${path}`)).text()).matchAll(/hreflang="([^"]*)"/g)].map(
        ([, locale]) => locale,
      )
    expect(await offered(GOOD)).toEqual(LOCALES.map(({ locale }) => locale))
    expect(await offered(RESTRICTED.token)).toEqual(['en-AU', 'zh-Hans'])
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

  it('has small answers for the rest', async () => {
    expect(await (await get('/')).text()).toContain('Parcel tracking')
    expect(await (await get('/robots.txt')).text()).toContain('User-agent: *')
    expect((await get('/favicon.ico')).status).toBe(204)
    expect(await (await get('/healthz')).text()).toBe('ok\n')
  })
})

describe('webhooks and the API', () => {
  it.each(['/hooks/0ABC/rest?x=1', '/api/v1/orders/%231042/shipments'])(
    'reach sync at %s byte for byte',
    async path => {
      const body = Uint8Array.from({ length: 512 }, (_, i) => (i * 7) % 256)
      const headers = { 'x-signature': 'abc', 'content-type': 'application/json' }
      const response = await get(path, { method: 'POST', headers, body })
      expect([response.status, await response.text()]).toEqual([202, 'from sync'])
      const sent = forwarded.at(-1)
      expect(sent?.url).toBe(`https://track.example${path}`)
      expect(sent?.body).toEqual(body)
      expect(sent?.headers.get('x-signature')).toBe('abc')
    },
  )

  it('reach sync with HEAD as HEAD, by which a sender tries an address before it keeps it', async () => {
    await get('/hooks/0ABC', { method: 'HEAD' })
    expect(forwarded.at(-1)?.method).toBe('HEAD')
  })

  it('ask the sender to come back when sync cannot be reached', async () => {
    const SYNC = { fetch: () => Promise.reject(new Error('no service')) }
    const response = await get('/hooks/0ABC', { method: 'POST' }, { ...edgeEnv, SYNC })
    expect(response.status).toBe(503)
    expect(await response.text()).not.toContain('no service')
  })
})

it('owns a failure with a reference; its cause is for the log, the token for nobody', async () => {
  const DB0 = {
    prepare: () => undefined,
    withSession: () => ({
      prepare: () => ({ bind: () => ({}) }),
      batch: () => Promise.reject(new Error(`D1 fell over ${GOOD}`)),
    }),
  }
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const response = await get(`/t/${GOOD}`, {}, { ...edgeEnv, DB0 })
  const text = await response.text()
  expect(response.status).toBe(500)
  expect(text).toMatch(/Reference: [0-9a-f-]{36}/)
  expect(text).not.toMatch(/D1|fell|TypeError/)
  const reference = /Reference: ([0-9a-f-]{36})/.exec(text)?.[1]
  expect(log.mock.calls).toEqual([[expect.stringContaining(`"reference":"${reference}"`)]])
  expect(log.mock.calls.join()).toContain('D1 fell over')
  expect(log.mock.calls.join()).not.toContain(GOOD)
})
