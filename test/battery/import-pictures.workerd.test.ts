// Pictures of items at platforms whose orders carry none: found in the catalogue when an item is new, in one
// call a page, and never in the way of an order. Runs over the registry: whoever has a catalogue is in.
import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { platformOf } from '../../src/sync/platforms/index.ts'
import { metered } from '../metered.ts'
import { freshDatabase, lookAt, poll, rows } from '../sync/jobs/import-shop.ts'
import { openShop, type StandInShop, shopIds } from './shops.ts'

const DAY = 86_400_000
const CATALOGUE = /\/(v3\/catalog|V1|api\/v1)\/products\?/i

beforeEach(async () => {
  await freshDatabase()
  vi.spyOn(console, 'warn').mockReturnValue()
})

const withCatalogue = shopIds.filter(id => platformOf(id)?.pictures?.catalogue)

it('is tested at every platform whose orders carry none, but for one', () => {
  expect(withCatalogue).toEqual(['bigcommerce', 'magento', 'cin7'])
})

describe.each(withCatalogue)('%s: a picture of an ordered item', id => {
  let shop: StandInShop
  let asked: number
  /** What the catalogue answers instead of its own; null: no answer. */
  let instead: { status: number; text: string } | null | undefined

  beforeEach(() => {
    shop = openShop(id)
    asked = 0
    instead = undefined
  })

  function context() {
    const given = shop.context()
    const http: typeof given.http = async (url, call) => {
      if (!CATALOGUE.test(url)) return given.http(url, call)
      asked++
      if (instead === undefined) return given.http(url, call)
      if (instead) return { ok: true, value: { ...instead, headers: new Headers() } }
      const { hostname: host } = new URL(url)
      const problem = { kind: 'unreachable', host, status: null, message: 'silence' } as const
      return { ok: false, problem: { ...problem, retry: { afterSeconds: 30 } } }
    }
    return { ...given, http }
  }

  async function read(run: { d1?: D1Database; wanted?: boolean } = {}) {
    const imported = await poll(shop.platform, { ...run, context: context() })
    if (!imported.ok) throw new Error(imported.problem.message)
    return imported.value
  }

  const Items = z.array(z.looseObject({ imageUrl: z.string().nullable() }))
  const items = async () =>
    (
      await rows("SELECT json_extract(content, '$.items') AS items FROM orders ORDER BY id")
    ).flatMap(row => Items.parse(JSON.parse(String(row.items))))
  const pictures = async () => (await items()).map(item => item.imageUrl)

  it('comes with the order, from a host that it may be fetched from', async () => {
    shop.place([1, 2])
    await read()
    const { pictures: own } = shop.platform
    const found = await pictures()
    expect(found).toHaveLength(2)
    expect(new Set(found).size).toBe(2)
    for (const url of found) {
      const { protocol, hostname, pathname } = new URL(url ?? '')
      expect(protocol).toBe('https:')
      expect(own?.hosts(shop.context().settings)).toContain(hostname)
      const shown = await shop.standIn.hosts[hostname]?.({
        method: 'GET',
        url: new URL(`https://${hostname}${pathname}`),
        headers: new Headers(),
        body: '',
      })
      expect(shown?.headers.get('content-type')).toBe('image/gif')
    }
    expect((await items()).some(item => 'product' in item)).toBe(false)
    expect(shop.problems).toEqual([])
  })

  it('comes with an order that a webhook told of', async () => {
    const { platformId } = shop.place([1])
    await lookAt(shop.platform, platformId, { context: context() })
    expect(await pictures()).toEqual([expect.stringMatching(/^https:/)])
  })

  it('costs one call, however many orders and pages have the item', async () => {
    for (let i = 0; i < 30; i++) shop.place([1, 1])
    await read()
    expect(await pictures()).toHaveLength(60)
    expect(await pictures()).not.toContain(null)
    expect(asked).toBe(1)
  })

  it('costs no call and no row when nothing is new, whatever the catalogue says by now', async () => {
    shop.place([1])
    await read()
    const before = await rows('SELECT content FROM orders')
    instead = { status: 403, text: '{}' }
    const meter = metered(env.DB0)
    shop.pass(60_000)
    await read({ d1: meter.d1 })
    expect(asked).toBe(1)
    expect(meter.rowsWritten()).toBe(0)
    expect(await rows('SELECT content FROM orders')).toEqual(before)
  })

  it.each([
    ['lacks the right', { status: 403, text: '{}' }, DAY],
    ['has no such call', { status: 404, text: '{}' }, DAY],
    ['has a fault', { status: 500, text: 'sorry' }, 600_000],
    ['answers with something else', { status: 200, text: '{"items":7}' }, 600_000],
    ['does not answer', null, 600_000],
  ])(
    'is left out when the merchant’s key %s, and not asked for again for a while',
    async (_, answer, ms) => {
      instead = answer
      const first = shop.place([1])
      expect(await read()).toMatchObject({ seen: 1, more: false })
      expect(await pictures()).toEqual([null])
      instead = undefined
      shop.pass(ms - 60_000)
      shop.place([1])
      await read()
      expect(asked).toBe(1)
      shop.pass(120_000)
      shop.place([1])
      await read()
      expect(await pictures()).toEqual([null, null, expect.stringMatching(/^https:/)])
      shop.standIn.edit(first.platformId, '1 Other Street')
      await read()
      expect(asked).toBe(2)
    },
  )

  it('is not asked for when the merchant shows none', async () => {
    shop.place([1])
    await read({ wanted: false })
    expect(await pictures()).toEqual([null])
    expect(asked).toBe(0)
  })
})
