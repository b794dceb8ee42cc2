// What a link alone may tell, and what others may not write into the page.
import { beforeAll, describe, expect, it } from 'vitest'
import { to } from '../../src/core/status.ts'
import { get, seedPages } from './door.ts'
import { PAGES, type SamplePage, SHOPPER, scan } from './sample-pages.ts'

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

beforeAll(() => seedPages(HOSTILE, TELLTALE))

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

  it('does not read a carrier’s codes to a shopper', async () => {
    expect(await (await get(`/t/${TELLTALE.token}`)).text()).not.toContain('InTransit')
  })

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
