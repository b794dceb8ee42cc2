// What the tracking page says, through the public door.
import { env } from 'cloudflare:test'
import { brotliCompressSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { LOCALES, wordsFor } from '../../src/core/words.ts'
import { get, html, page, seedPages } from './door.ts'
import { BRAND, PAGES, type SamplePage, seedPage } from './sample-pages.ts'

const json = async (path: string): Promise<Record<string, unknown>> =>
  (await get(path, { headers: { accept: 'application/json' } })).json()

beforeAll(() => seedPages())

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
    // What is offered is there, in every state.
    for (const name of Object.keys(PAGES) as (keyof typeof PAGES)[]) {
      const entries = await (await get(`/t/${PAGES[name].token}/calendar.ics`)).text()
      const awaited = /STATUS:(CONFIRMED|TENTATIVE)/.test(entries)
      if ((await html(name)).includes(offer)) expect(awaited, name).toBe(true)
    }
    for (const name of ['preparing', 'cancelled'] as const)
      expect(await html(name)).not.toContain(offer)
  })

  it('gives the link to be shared, in no language, and says what it shows', async () => {
    const { token } = PAGES.transit
    const shared = await (await get(`/t/${token}/ar`)).text()
    const url = `https://track.example/t/${token}`
    expect(shared).toContain(`<p class="num">${url}</p>`)
    expect(shared).toContain(`&amp;body=${encodeURIComponent(url)}"`)
    expect(shared).toContain(wordsFor('ar').labels.shareText)
  })

  it('promises proof of delivery where something was delivered', async () => {
    const { heading, headingBefore } = wordsFor('en').private
    for (const name of ['preparing', 'transit', 'returned'] as const)
      expect(await html(name)).toContain(`<summary>${headingBefore}</summary>`)
    for (const name of ['delivered', 'three'] as const)
      expect(await html(name)).toContain(`<summary>${heading}</summary>`)
  })

  it('names the last known place on the line of the way', async () => {
    const map = { ...BRAND, page: { ...BRAND.page, blocks: ['headline', 'map', 'parcels'] } }
    const seed = async (name: string, sample: SamplePage) => {
      const token = `0MAP${name}`.padEnd(26, '7')
      await seedPage(env.DB0, { ...sample, token, brand: map })
      return (await get(`/t/${token}`)).text()
    }
    expect(await seed('A', PAGES.transit)).toContain(
      '<span>Marrickville NSW</span><b>Rosebery NSW</b><span>Bondi NSW</span>',
    )
    expect(await seed('B', PAGES.delivered)).toContain(
      '<span>Marrickville NSW</span><span>Bondi NSW</span>',
    )
    expect(await seed('C', PAGES.returned)).not.toContain('class="lane"')
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

  it('leads to the website of a merchant who named no contact, and promises no help where there is none', async () => {
    const helpOf = async (digit: string, website: string | null) => {
      const token = `0HE${digit}`.padEnd(26, '7')
      await seedPage(env.DB0, { ...PAGES.late, token, brand: { ...BRAND, support: {}, website } })
      const text = await (await get(`/t/${token}`)).text()
      return text.slice(text.indexOf('id="help"'), text.indexOf('id="preferences"'))
    }
    expect(await helpOf('1', BRAND.website)).toContain(
      '<a href="https://wattleandtide.example" target="_top">Wattle &amp; Tide</a>',
    )
    expect(await helpOf('2', null)).not.toContain('happy to help')
  })

  it('says when such parcels usually arrive, where the carrier names no day', async () => {
    const sentence = 'usually here tomorrow, Wednesday 25 November to Friday 27 November'
    expect(await html('usual')).toContain(sentence)
    expect(await html('usual')).toContain('8 in 10 parcels on this route arrive in that time.')
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
      '<b>Running late</b>: it was expected yesterday, Monday 23 November</h1>',
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
      'city destination dir explanation headline isOld locale merchant orderNumber own parcels placed placedAt status toFollow tone'.split(
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
})
