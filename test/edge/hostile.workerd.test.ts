// Every form of the page over the whole list of what people should not write: nothing falls over, nothing is
// markup, a line, an entry or a link that was not meant to be. What can be seen of it, browser/hostile.test.ts
// looks at.
import { env } from 'cloudflare:test'
import { parseXml } from '@rgrove/parse-xml'
import ICAL from 'ical.js'
import { beforeAll, describe, expect, it } from 'vitest'
import worker from '../../src/edge/worker.tsx'
import { HOSTILE, hostilePage, hostileToken } from './hostile.ts'
import { NOW, seedPage } from './sample-pages.ts'

const NAMES = Object.keys(HOSTILE)
const PLAIN = 'Plain words'

let answerOfSync: unknown = null
const edgeEnv = {
  DB0: env.DB0,
  SYNC: { fetch: async () => Response.json(answerOfSync) } as unknown as Fetcher,
  FORMS: { limit: async () => ({ success: true }) },
  ENVIRONMENT: 'development',
  OWN_HOSTS: 'track.example',
}

const fetchFrom = (path: string, init: RequestInit = {}) =>
  worker.fetch(
    new Request(`https://track.example${path}`, {
      ...init,
      headers: { 'waymark-now': String(NOW), ...init.headers },
    }),
    edgeEnv as never,
  )

beforeAll(async () => {
  const all = [...NAMES.map(name => HOSTILE[name] ?? ''), PLAIN]
  for (const [i, text] of all.entries())
    for (const parcels of [1, 2] as const)
      await seedPage(env.DB0, hostilePage(text, hostileToken(i, parcels), parcels))
})

const pathOf = (name: string, parcels: number) =>
  `/t/${hostileToken(name === PLAIN ? NAMES.length : NAMES.indexOf(name), parcels)}`

/** Which elements there are, and where their attributes lead. */
async function anatomy(response: Response) {
  const elements = new Set<string>()
  const links = new Set<string>()
  await new HTMLRewriter()
    .on('*', {
      element(element) {
        const names = [...element.attributes].map(([name]) => name)
        elements.add([element.tagName, ...names.toSorted()].join(' '))
        for (const name of ['href', 'src', 'action']) {
          const link = element.getAttribute(name)
          if (link) links.add(link)
        }
      },
    })
    .transform(response)
    .text()
  return { elements, links }
}

const GOOD_LINK =
  /^(#|\/(t|s|find)\/|https:\/\/(wattleandtide|auspost)\.example\/|https:\/\/www\.google\.com\/maps\/|mailto:[^:]*$|sms:\?&amp;body=[^:]*$|tel:[\d+]*$|data:image\/svg\+xml,)/

describe.each([1, 2])('a page of %i parcels', parcels => {
  it.each(NAMES)(
    'has no element, attribute or link that it would not have without %s',
    async name => {
      const response = await fetchFrom(pathOf(name, parcels))
      expect(response.status).toBe(200)
      expect(response.headers.get('content-security-policy')).not.toMatch(/evil|alert|[<>\r\n]/)
      const { elements, links } = await anatomy(response)
      const plain = await anatomy(await fetchFrom(pathOf(PLAIN, parcels)))
      expect([...elements].filter(one => !plain.elements.has(one))).toEqual([])
      expect([...links].filter(link => !GOOD_LINK.test(link))).toEqual([])
    },
  )

  it.each(NAMES)('is as JSON what it is, with %s', async name => {
    const response = await fetchFrom(`${pathOf(name, parcels)}/page.json`)
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    const view = await response.json<Record<string, unknown>>()
    const plain = await (await fetchFrom(`${pathOf(PLAIN, parcels)}/page.json`)).json<object>()
    expect(Object.keys(view)).toEqual(Object.keys(plain))
  })

  it.each(NAMES)('has as text no line that it would not have without %s', async name => {
    const lines = async (of: string) =>
      (await (await fetchFrom(`${pathOf(of, parcels)}/page.txt`)).text()).split(LINES)
    const [said, plain] = [await lines(name), await lines(PLAIN)]
    expect(said.length).toBeLessThanOrEqual(plain.length)
    expect(said.join('')).not.toMatch(/\p{Cc}|[\u202A-\u202E]/u)
  })

  it.each(NAMES)(
    'has as a calendar its entries and properties and no others, with %s',
    async name => {
      const written = await (await fetchFrom(`${pathOf(name, parcels)}/calendar.ics`)).text()
      const calendar = new ICAL.Component(ICAL.parse(written))
      const events = calendar.getAllSubcomponents('vevent')
      expect(events).toHaveLength(parcels)
      for (const event of events) {
        const properties = event.getAllProperties().map(({ name }) => name)
        expect(new Set(properties).size).toBe(properties.length)
        expect(event.getFirstPropertyValue('url')).toBe(
          `https://track.example${pathOf(name, parcels)}`,
        )
      }
      const octets = written.split('\r\n').map(line => new TextEncoder().encode(line).length)
      expect(Math.max(...octets)).toBeLessThanOrEqual(75)
      expect(written.replaceAll('\r\n', '')).not.toMatch(/\p{Cc}/u)
    },
  )

  it.each(NAMES)('has as a feed its entries and no others, with %s', async name => {
    const feed = async (of: string) => {
      const text = await (await fetchFrom(`${pathOf(of, parcels)}/feed.atom`)).text()
      const { root } = parseXml(text)
      return (root?.children ?? []).flatMap(one => ('name' in one ? String(one.name) : []))
    }
    expect(await feed(name)).toEqual(await feed(PLAIN))
  })
})

const LINES = /\r\n|[\n\r\u0085\u2028\u2029\v\f]/

describe('the forms', () => {
  const post = (path: string, fields: Record<string, string>) =>
    fetchFrom(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields),
    })

  it.each(NAMES)('show name, address and proof as they are written, with %s', async name => {
    const private_ = (text: string) => ({
      kind: 'shown',
      private: {
        name: text,
        address: [text, text],
        country: 'AU',
        instructions: text,
        signatureRequired: false,
        authorityToLeave: false,
        proofs: [{ carrier: text, signedBy: text, picture: null }],
      },
    })
    const shown = async (of: string) => {
      answerOfSync = private_(HOSTILE[of] ?? PLAIN)
      return anatomy(await post(pathOf(PLAIN, 1), { private: '2026', name: 'Quillfeather' }))
    }
    const [{ elements }, plain] = [await shown(name), await shown(PLAIN)]
    expect(plain.elements).toContain('address translate')
    expect([...elements].filter(one => !plain.elements.has(one))).toEqual([])
  })

  it.each(NAMES)('keep what was typed as what was typed, with %s', async name => {
    const typed = HOSTILE[name] || PLAIN
    answerOfSync = { kind: 'nothing' }
    const slug = await env.DB0.prepare(
      'SELECT m.slug FROM merchants m JOIN orders o ON o.merchant_id = m.id WHERE o.token = ?',
    )
      .bind(pathOf(name, 1).slice(3))
      .first<string>('slug')
    const found = async (number: string) => {
      const response = await post(`/find/${slug}`, { number, contact: typed })
      expect(response.status).toBe(422)
      return anatomy(response)
    }
    const [{ elements, links }, plain] = [await found(typed), await found(PLAIN)]
    expect(plain.elements.size).toBeGreaterThan(10)
    expect([...elements].filter(one => !plain.elements.has(one))).toEqual([])
    expect([...links].filter(link => !GOOD_LINK.test(link))).toEqual([])
  })

  it.each(NAMES)('answer %s in any field as they answer anything', async name => {
    for (const [field, answer] of Object.entries(ANSWERS)) {
      answerOfSync = answer
      const { status } = await post(pathOf(PLAIN, 1), { [field]: HOSTILE[name] ?? '' })
      expect([200, 422], field).toContain(status)
    }
  })
})

/** By the field that asks for it, what sync says. */
const ANSWERS = {
  private: { kind: 'wrong' },
  feedback: { kind: 'refused' },
  parcel: null,
  preferences: { kind: 'preferred', email: 'on', sms: 'none' },
}
