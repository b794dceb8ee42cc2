// WooCommerce's own traps, driven through its stand-in: what the batteries cannot know, and the places
// a parcel may go to in shops without the Fulfillments API.

import { beforeEach, describe, expect, it } from 'vitest'
import { createJournal } from '../../../demo/world/journal.ts'
import { BUYERS, CATALOGUE, iconicOrder, ownOrder } from '../../../demo/world/orders.ts'
import type { Hook } from '../../../demo/world/post.ts'
import type { NewLine } from '../../../demo/world/shop.ts'
import { createWooCommerce, type Mode } from '../../../demo/world/woocommerce.ts'
import { recogniseChannel } from '../../../src/core/channel.ts'
import { ok } from '../../../src/core/result.ts'
import type { Context } from '../../../src/sync/context.ts'
import type { RawHook } from '../../../src/sync/hook.ts'
import { httpFor } from '../../../src/sync/http.ts'
import type { WantedFulfilment } from '../../../src/sync/platforms/platform.ts'
import { woocommerce } from '../../../src/sync/platforms/woocommerce/index.ts'

const NOW = Date.parse('2026-11-25T09:30:00+11:00')
const CALLBACK = 'https://track.example.com/hooks/0abc'

type Shop = ReturnType<typeof openShop>
type Change = { settings?: Record<string, unknown>; secrets?: Record<string, string> }

function openShop(mode: Mode = 'fulfilments', hookStatus = () => 200) {
  let now = NOW
  let answerLost: ((method: string) => boolean) | null = null
  let instead: (() => Response) | null = null
  let meanwhile: { readonly method: string; readonly act: () => void } | null = null
  const posted: Hook[] = []
  const journal = createJournal(() => now)
  const post = async (_: string, hook: Hook) => {
    posted.push(hook)
    return hookStatus()
  }
  const standIn = createWooCommerce({ now: () => now, journal, post }, mode)
  const kept = new Map<string, string>()
  const send: typeof fetch = async (address, init = {}) => {
    const url = new URL(String(address))
    const host = standIn.hosts[url.hostname]
    if (!host) throw new Error(`no such host: ${url.hostname}`)
    if (instead) return instead()
    const { method = 'GET', headers, body } = init
    const answer = await host({
      method,
      url,
      headers: new Headers(headers),
      body: String(body ?? ''),
    })
    if (meanwhile?.method === method) {
      meanwhile.act()
      meanwhile = null
    }
    if (answerLost?.(method)) {
      answerLost = null
      throw new TypeError('the answer was lost')
    }
    return answer
  }
  function context({ settings = {}, secrets = {} }: Change = {}): Context<{
    shop: string
    completeOrders: boolean
  }> {
    const parsed = woocommerce.settings.parse({ ...standIn.connection.settings, ...settings })
    return {
      settings: parsed,
      secrets: { ...standIn.connection.secrets, ...secrets },
      now,
      http: httpFor({ hosts: woocommerce.hosts(parsed), outsideWorld: null, fetch: send }),
      cache: {
        get: async key => kept.get(key) ?? null,
        put: async (key, value) => void kept.set(key, value),
      },
    }
  }
  return {
    standIn,
    posted,
    problems: journal.problems,
    context,
    pass: (ms: number) => {
      now += ms
    },
    place: (lines: readonly NewLine[] = [CATALOGUE.dress]) =>
      standIn.place(ownOrder('#1', BUYERS.tom, lines)),
    loseNext: (method: string) => {
      answerLost = each => each === method
    },
    /** Somebody does this right after the next such call. */
    afterNext: (method: string, act: () => void) => {
      meanwhile = { method, act }
    },
    /** What was kept of the shop's plugins is too old. */
    forget: () => kept.clear(),
    answerWith: (make: () => Response) => {
      instead = make
    },
    tell: async (id: string, ...wanted: WantedFulfilment[]) => {
      const told = await woocommerce.writeBack(id, wanted, context())
      if (!told.ok) throw new Error(told.problem.message)
      return told.value
    },
    read: async (id: string) => {
      const found = await woocommerce.order(id, context())
      if (!found.ok || found.value === 'gone') throw new Error(`no order ${id}`)
      return found.value
    },
    paths: () => standIn.asks.map(ask => `${ask.method} ${ask.url.pathname.slice(8)}`),
  }
}

const parcel = (change: Partial<WantedFulfilment> = {}): WantedFulfilment => ({
  trackingNumber: 'AAA1000001',
  carrier: 'Australia Post',
  trackingUrl: 'https://track.example.com/t/0abc',
  items: null,
  mayCreate: true,
  events: [],
  ...change,
})

const WRITTEN = { state: 'written' }

const rawHook = (hook: Hook | undefined): RawHook => ({
  url: hook?.url ?? '',
  rest: '',
  headers: new Headers(hook?.headers),
  body: new TextEncoder().encode(hook?.body),
  receivedAt: NOW,
})

let shop: Shop
beforeEach(() => {
  shop = openShop()
})

describe('reading WooCommerce', () => {
  it('weighs lines by their products and variations, in the store’s unit, and asks for each once', async () => {
    const { id } = shop.place([CATALOGUE.dress, CATALOGUE.tote, CATALOGUE.scarf])
    expect((await shop.read(id)).items.map(item => item.weightGrams)).toEqual([420, 260, 60])
    const asked = shop.standIn.asks.length
    expect((await shop.read(id)).items.map(item => item.weightGrams)).toEqual([420, 260, 60])
    expect(shop.standIn.asks.length).toBe(asked + 1)
  })

  it('imports orders without their weight when the key may not see products', async () => {
    const { id } = shop.place()
    const { http, ...context } = shop.context()
    const found = await woocommerce.order(id, {
      ...context,
      http: async (url, call) =>
        /products|settings/.test(url)
          ? {
              ok: true,
              value: {
                status: 403,
                headers: new Headers(),
                text: '{"code":"woocommerce_rest_cannot_view","message":"Sorry"}',
              },
            }
          : http(url, call),
    })
    expect(found).toMatchObject({ ok: true, value: { items: [{ weightGrams: null }] } })
  })

  it('asks in UTC without an offset and with the flag, or orders would be lost west of Greenwich', async () => {
    const { id } = shop.place()
    const cursor = { since: NOW - 60_000, page: null }
    const page = await woocommerce.orders(cursor, shop.context())
    expect(page).toMatchObject({ ok: true, value: { orders: [{ platformId: id }], more: false } })
    const query = shop.standIn.asks[0]?.url.searchParams
    expect(query?.get('modified_after')).toBe('2026-11-24T22:23:59')
    expect(query?.get('dates_are_gmt')).toBe('true')
  })

  it('asks for the weight of a product again after six hours, whatever else it asked for since', async () => {
    const [dress, tote] = [shop.place([CATALOGUE.dress]), shop.place([CATALOGUE.tote])]
    const askedFor = async (id: string) => {
      const before = shop.standIn.asks.length
      await shop.read(id)
      return shop.standIn.asks.slice(before).some(ask => ask.url.pathname.includes('/products'))
    }
    expect(await askedFor(dress.id)).toBe(true)
    shop.pass(5 * 3_600_000)
    expect(await askedFor(dress.id)).toBe(false)
    expect(await askedFor(tote.id)).toBe(true)
    shop.pass(2 * 3_600_000)
    expect(await askedFor(dress.id)).toBe(true)
    expect(await askedFor(tote.id)).toBe(false)
  })

  it('leaves an order unread whose refunds are odd, and takes the others', async () => {
    const [odd, whole] = [shop.place(), shop.place()]
    shop.standIn.refund(odd.id, odd.itemIds[0] ?? '', 1)
    const { http, ...context } = shop.context()
    const page = await woocommerce.orders(
      { since: NOW - 60_000, page: null },
      {
        ...context,
        http: async (url, call) => {
          const answer = await http(url, call)
          return answer.ok && url.includes('/refunds')
            ? ok({ ...answer.value, text: '[{"id":1,"line_items":"none"}]' })
            : answer
        },
      },
    )
    expect(page).toMatchObject({
      ok: true,
      value: { orders: [{ platformId: whole.id }], unread: [{ platformId: odd.id }] },
    })
  })

  it('reads on when more orders share a second than an address could leave out', async () => {
    for (let i = 0; i < 420; i++) shop.place()
    const seen = new Set<string>()
    let cursor: { since: number; page: string | null } = { since: NOW, page: null }
    let longest = 0
    for (let more = true, pages = 0; more && pages < 40; pages++) {
      const page = await woocommerce.orders(cursor, shop.context())
      if (!page.ok) throw new Error(page.problem.message)
      for (const order of page.value.orders) seen.add(order.platformId)
      cursor = page.value.next
      more = page.value.more
      longest = Math.max(longest, shop.standIn.asks.at(-1)?.url.href.length ?? 0)
    }
    expect(seen.size).toBe(420)
    expect(longest).toBeLessThan(8000)
  })

  it('counts only what is left after a refund', async () => {
    const { id, itemIds } = shop.place([CATALOGUE.scarf, CATALOGUE.tote])
    shop.standIn.refund(id, itemIds[0] ?? '', 1)
    shop.standIn.refund(id, itemIds[1] ?? '', 1)
    expect((await shop.read(id)).items).toMatchObject([{ platformItemId: itemIds[0], quantity: 1 }])
  })

  it('calls a basket no order, and an order in the bin gone', async () => {
    const { id } = shop.place()
    for (const status of ['checkout-draft', 'trash']) {
      shop.standIn.setStatus(id, status)
      expect(await woocommerce.order(id, shop.context())).toEqual({ ok: true, value: 'gone' })
      const page = await woocommerce.orders({ since: NOW, page: null }, shop.context())
      expect(page).toMatchObject({ ok: true, value: { orders: [] } })
    }
  })

  it('does not call orders deleted when the REST API is off', async () => {
    const { id } = shop.place()
    const body = '{"code":"rest_no_route","message":"No route","data":{"status":404}}'
    shop.answerWith(() => new Response(body, { status: 404 }))
    expect(await woocommerce.order(id, shop.context())).toMatchObject({
      ok: false,
      problem: { kind: 'refused', retry: { afterSeconds: 3600 } },
    })
  })

  it('recognises THE ICONIC in what a connector writes', async () => {
    const made = shop.standIn.place(iconicOrder('217348921', BUYERS.nadia, [CATALOGUE.dress]))
    const order = await shop.read(made.id)
    expect(order.number).toBe('217348921')
    expect(recogniseChannel(order, [])).toBe('the-iconic')
    expect(recogniseChannel(await shop.read(shop.place().id), [])).toBe('shop')
  })
})

describe('calling WooCommerce', () => {
  it('never puts the key into the address', async () => {
    await woocommerce.check(shop.context())
    for (const { url } of shop.standIn.asks) expect(url.href).not.toMatch(/ck_|cs_|consumer/)
  })

  it('finds a key that may only read, without making anything', async () => {
    shop.standIn.makeReadOnly()
    expect(await woocommerce.check(shop.context())).toMatchObject({
      ok: true,
      value: { missing: [expect.stringContaining('Read/Write')] },
    })
    expect(shop.standIn.acts()).toBe(0)
  })

  it('says what the merchant can do for a shop without a place for numbers', async () => {
    const checked = await woocommerce.check(openShop('notes').context())
    expect(checked).toMatchObject({
      ok: true,
      value: { missing: [], advice: [expect.stringContaining('Order fulfillments')] },
    })
    const mailing = shop.context({ settings: { completeOrders: true } })
    expect(await woocommerce.check(mailing)).toMatchObject({
      ok: true,
      value: { advice: [expect.stringContaining('Completed order')] },
    })
  })

  const page = '<html><title>Attention Required!</title></html>'
  it.each([
    [403, page, 'unreadable', /firewall/],
    [404, page, 'unreadable', /Permalinks/],
    [301, '', 'refused', /redirects/],
    [401, page, 'credentials', /consumerKey/],
    [503, page, 'refused', /503/],
  ])('answers %i with the next step', async (status, body, kind, message) => {
    shop.answerWith(() => new Response(body, { status, headers: { 'retry-after': '600' } }))
    const answer = await woocommerce.orders({ since: NOW, page: null }, shop.context())
    expect(answer).toMatchObject({
      ok: false,
      problem: { kind, message: expect.stringMatching(message) },
    })
  })

  it('calls the shop below its folder', async () => {
    const { http: _, ...context } = shop.context({ settings: { shop: 'www.example.com/de/shop/' } })
    const called: string[] = []
    await woocommerce.order('1', {
      ...context,
      http: async url => {
        called.push(url)
        return { ok: true, value: { status: 429, headers: new Headers(), text: '' } }
      },
    })
    expect(called[0]).toMatch(
      /^https:\/\/www\.example\.com\/de\/shop\/wp-json\/wc\/v3\/orders\/1\?/,
    )
  })
})

describe('hearing WooCommerce', () => {
  const deliveryId = (hook: Hook | undefined) => {
    const read = woocommerce.readHook?.(rawHook(hook))
    return read?.ok ? read.value.deliveryId : null
  }

  it('lets the unsigned ping in, and nothing else without a signature', async () => {
    await woocommerce.subscribe?.(CALLBACK, shop.context())
    const [ping] = shop.posted
    expect(ping?.body).toBe('webhook_id=1')
    expect(await woocommerce.verify?.(rawHook(ping), shop.context())).toMatchObject({ ok: true })
    for (const body of ['webhook_id=1&x=2', 'webhook_id=', ' webhook_id=1', '{"id":1}']) {
      const hook = rawHook({ url: '', headers: {}, body })
      expect(await woocommerce.verify?.(hook, shop.context())).toMatchObject({ ok: false })
    }
  })

  it('takes a headless shop’s home for the shop, and no other domain', async () => {
    await woocommerce.subscribe?.(CALLBACK, shop.context())
    shop.place()
    const hook = shop.posted.at(-1)
    const verify = (shopName: string) =>
      woocommerce.verify?.(rawHook(hook), shop.context({ settings: { shop: shopName } }))
    expect(await verify('cms.wattle-and-tide.example')).toMatchObject({ ok: true })
    expect(await verify('not-wattle-and-tide.example')).toMatchObject({ ok: false })
  })

  it('knows a delivery that came twice by its content, not by its Delivery-ID', async () => {
    await woocommerce.subscribe?.(CALLBACK, shop.context())
    const { id } = shop.place()
    const [created, updated] = shop.posted.slice(-2)
    expect(created?.headers['x-wc-webhook-delivery-id']).not.toBe(
      updated?.headers['x-wc-webhook-delivery-id'],
    )
    expect(deliveryId(created)).toMatch(new RegExp(`^${id}@2026-11-24T22:30:00#`))
    expect(deliveryId(updated)).toBe(deliveryId(created))
  })

  it('hears of meta that changed while date_modified stood still', async () => {
    await woocommerce.subscribe?.(CALLBACK, shop.context())
    const { id } = shop.place()
    const before = deliveryId(shop.posted.at(-1))
    shop.standIn.addMeta(id, '_marketplace_order_id', '217348921')
    const after = deliveryId(shop.posted.at(-1))
    expect(after).not.toBe(before)
    expect(after?.split('#')[0]).toBe(before?.split('#')[0])
  })

  it('always looks at an order with parcels, because the body does not show them', async () => {
    await woocommerce.subscribe?.(CALLBACK, shop.context())
    const { id } = shop.place()
    shop.standIn.fulfil(id, { carrier: 'Sendle', trackingNumber: 'S1', items: null })
    expect(woocommerce.readHook?.(rawHook(shop.posted.at(-1)))).toEqual({
      ok: true,
      value: { orderIds: [id], deliveryId: null },
    })
  })

  it('switches webhooks on again that WooCommerce switched off', async () => {
    shop = openShop('fulfilments', () => 503)
    await woocommerce.subscribe?.(CALLBACK, shop.context())
    const { id } = shop.place()
    for (let i = 0; i < 7; i++) {
      shop.standIn.edit(id, `${i} Changed Lane`)
      await new Promise(resolve => setTimeout(resolve, 0))
    }
    const updated = shop.standIn.webhooks.find(each => each.topic === 'order.updated')
    expect(updated?.status).toBe('disabled')
    const again = await woocommerce.subscribe?.(CALLBACK, shop.context())
    expect(again).toMatchObject({ ok: true })
    expect(again?.ok && again.value.filter(each => each.state === 'mended')).toEqual([
      { topic: 'order.updated', state: 'mended' },
    ])
    expect(updated?.status).toBe('active')
    expect(shop.standIn.webhooks).toHaveLength(4)
  })

  it('gives its webhooks a new secret', async () => {
    await woocommerce.subscribe?.(CALLBACK, shop.context())
    const context = shop.context({ secrets: { webhookSecret: 'AnotherSecret99' } })
    const again = await woocommerce.subscribe?.(CALLBACK, context)
    expect(again?.ok && again.value.map(each => each.state)).toEqual(Array(4).fill('mended'))
    expect(shop.standIn.webhooks).toHaveLength(4)
    shop.place()
    expect(await woocommerce.verify?.(rawHook(shop.posted.at(-1)), context)).toMatchObject({
      ok: true,
    })
  })

  it('replaces webhooks that lead to where Waymark was before', async () => {
    await woocommerce.subscribe?.(CALLBACK, shop.context())
    const moved = 'https://tracking.example.net/hooks/0abc'
    for (const state of ['mended', 'active']) {
      const again = await woocommerce.subscribe?.(moved, shop.context())
      expect(again?.ok && again.value.map(each => each.state)).toEqual(Array(4).fill(state))
    }
    const active = shop.standIn.webhooks.filter(each => each.status === 'active')
    expect(active.map(each => each.delivery_url)).toEqual(Array(4).fill(moved))
  })
})

describe.each(['fulfilments', 'tracking', 'ast', 'ast-alone', 'notes'] as const)(
  'a parcel told with %s',
  mode => {
    beforeEach(() => {
      shop = openShop(mode)
    })
    const numbers = (id: string) => shop.standIn.shown(id).map(each => each.numbers)

    it('is written once, with its carrier, and nobody is mailed', async () => {
      const { id } = shop.place()
      for (let i = 0; i < 3; i++) {
        expect(await shop.tell(id, parcel())).toMatchObject([{ state: 'written' }])
      }
      expect(shop.standIn.shown(id)).toMatchObject([
        { carrier: 'Australia Post', numbers: ['AAA1000001'] },
      ])
      expect(shop.standIn.acts()).toBe(mode === 'fulfilments' ? 1 : 2) // with the status, where it is wanted
      expect(shop.standIn.isShipped(id)).toBe(true)
      expect(shop.problems).toEqual([])
    })

    it('is one parcel when the answer to the act was lost', async () => {
      const { id } = shop.place()
      shop.loseNext('POST')
      expect(await shop.tell(id, parcel())).toMatchObject([{ state: 'written' }])
      expect(numbers(id)).toEqual([['AAA1000001']])
    })

    it.each(['POST', 'PUT', 'DELETE'])(
      'gets its new number, also when the answer to a %s was lost',
      async method => {
        const { id } = shop.place()
        await shop.tell(id, parcel())
        const changed = parcel({ trackingNumber: 'BBB2', previous: 'AAA1000001', mayCreate: false })
        shop.loseNext(method)
        await woocommerce.writeBack(id, [changed], shop.context())
        expect(await shop.tell(id, changed)).toMatchObject([{ state: 'written' }])
        expect(numbers(id)).toEqual([['BBB2']])
        const acts = shop.standIn.acts()
        await shop.tell(id, changed)
        expect(shop.standIn.acts()).toBe(acts)
      },
    )

    it('is corrected beside another one that is corrected or new in the same call', async () => {
      const { id, itemIds } = shop.place([CATALOGUE.dress, CATALOGUE.tote])
      const [one = [], two = []] = itemIds.map(itemId => [{ platformItemId: itemId, quantity: 1 }])
      const first = parcel({ trackingNumber: 'OLD1', items: one })
      const second = parcel({ trackingNumber: 'OLD2', items: two })
      const known = { mayCreate: false }
      expect(await shop.tell(id, second)).toMatchObject([{ state: 'written' }])
      const corrected = { ...second, ...known, trackingNumber: 'MID2', previous: 'OLD2' }
      expect(await shop.tell(id, first, corrected)).toMatchObject(Array(2).fill(WRITTEN))
      expect(numbers(id).flat().toSorted()).toEqual(['MID2', 'OLD1'])
      const both = [
        { ...first, ...known, trackingNumber: 'NEW1', previous: 'OLD1' },
        { ...second, ...known, trackingNumber: 'NEW2', previous: 'MID2' },
      ]
      expect(await shop.tell(id, ...both)).toMatchObject(Array(2).fill(WRITTEN))
      expect(numbers(id).flat().toSorted()).toEqual(['NEW1', 'NEW2'])
    })

    it('goes to the next place when the plugin is gone before we hear of it', async () => {
      const before = shop.place()
      await shop.tell(before.id, parcel())
      shop.standIn.offer('notes')
      const after = shop.place()
      const later = parcel({ trackingNumber: 'AAA1000002' })
      expect(await shop.tell(after.id, later)).toMatchObject([WRITTEN])
      expect(numbers(after.id)).toEqual([['AAA1000002']])
    })

    it('never completes the order again that somebody set back, nor one cancelled meanwhile', async () => {
      const { id } = shop.place()
      const completing = shop.context({ settings: { completeOrders: true } })
      await shop.tell(id, parcel())
      shop.standIn.setStatus(id, 'processing')
      const asked = shop.standIn.asks.length
      await woocommerce.writeBack(
        id,
        [parcel({ previous: 'AAA1000001', mayCreate: false })],
        completing,
      )
      expect(shop.standIn.asks.slice(asked).every(ask => ask.method === 'GET')).toBe(true)

      const other = shop.place()
      shop.afterNext('POST', () => shop.standIn.setStatus(other.id, 'cancelled'))
      const told = await woocommerce.writeBack(
        other.id,
        [parcel({ trackingNumber: 'AAA1000002' })],
        completing,
      )
      expect(told).toMatchObject({ ok: true, value: [WRITTEN] })
      expect(
        shop.standIn.asks.filter(
          ({ method, url }) => method === 'PUT' && url.pathname.endsWith(other.id),
        ),
      ).toEqual([])
    })

    it('is shown beside a further box of the same items, where a parcel holds no items', async () => {
      const { id } = shop.place()
      const told = await shop.tell(id, parcel(), parcel({ trackingNumber: 'AAA1000002' }))
      const isShown = mode !== 'fulfilments'
      expect(told).toMatchObject([WRITTEN, { state: isShown ? 'written' : 'refused' }])
      expect(numbers(id)).toEqual([['AAA1000001'], ...(isShown ? [['AAA1000002']] : [])])
    })

    it('is known by its number as staff typed it', async () => {
      if (mode === 'notes') return // a note of theirs is not read
      const { id } = shop.place()
      const typed = { carrier: 'Australia Post', trackingNumber: 'aaa 1000001', items: null }
      shop.standIn.fulfil(id, typed)
      expect(await shop.tell(id, parcel())).toMatchObject([WRITTEN])
      expect(numbers(id)).toEqual([['aaa 1000001']])
    })

    it('is not made again when it was removed there', async () => {
      const { id } = shop.place()
      await shop.tell(id, parcel())
      shop.standIn.clearParcels(id)
      expect(await shop.tell(id, parcel({ mayCreate: false }))).toMatchObject([
        { state: 'refused' },
      ])
      expect(numbers(id)).toEqual([])
    })

    it('is refused for a cancelled or refunded order', async () => {
      const { id } = shop.place()
      for (const status of ['cancelled', 'refunded']) {
        shop.standIn.setStatus(id, status)
        expect(await shop.tell(id, parcel())).toMatchObject([
          { state: 'refused', reason: expect.stringContaining(status) },
        ])
      }
    })

    it('completes the order only when all is sent and the merchant wants it', async () => {
      const { id, itemIds } = shop.place([CATALOGUE.dress, CATALOGUE.scarf])
      const [one = '', two = ''] = itemIds
      const context = (completeOrders: boolean) => shop.context({ settings: { completeOrders } })
      const statusAfter = async (wanted: readonly WantedFulfilment[], completeOrders: boolean) => {
        const told = await woocommerce.writeBack(id, wanted, context(completeOrders))
        expect(told).toMatchObject({ ok: true })
        return shop.standIn.asks.filter(
          ({ method, body }) => method === 'PUT' && body.includes('"status":"completed"'),
        ).length
      }
      const first = parcel({ items: [{ platformItemId: one, quantity: 1 }] })
      const second = parcel({
        trackingNumber: 'AAA2',
        items: [{ platformItemId: two, quantity: 2 }],
      })
      expect(await statusAfter([first], true)).toBe(0)
      expect(await statusAfter([first, second], false)).toBe(0)
      expect(await statusAfter([first, second], true)).toBe(1)
      expect(await statusAfter([first, second], true)).toBe(1)
    })
  },
)

describe('a parcel that was told before the shop got a better place', () => {
  it.each([
    ['notes', 'fulfilments'],
    ['notes', 'tracking'],
    ['tracking', 'fulfilments'],
    ['ast', 'fulfilments'],
  ] as const)('is known in the %s while the %s take the next', async (before, after) => {
    shop = openShop(before)
    const { id, itemIds } = shop.place([CATALOGUE.dress, CATALOGUE.tote])
    const [dress = [], tote = []] = itemIds.map(itemId => [{ platformItemId: itemId, quantity: 1 }])
    await shop.tell(id, parcel({ items: dress }))
    shop.standIn.offer(after, before)
    shop.forget()
    const acts = shop.standIn.acts()
    const known = parcel({ items: dress, previous: 'AAA1000001', mayCreate: false })
    expect(await shop.tell(id, known)).toMatchObject([WRITTEN])
    expect(shop.standIn.acts()).toBe(acts)

    const next = parcel({ trackingNumber: 'AAA1000002', items: tote })
    expect(await shop.tell(id, known, next)).toMatchObject([WRITTEN, WRITTEN])
    expect(shop.standIn.shown(id).map(each => each.numbers)).toEqual([['AAA1000002']])
    const corrected = { ...known, trackingNumber: 'BBB2' }
    expect(await shop.tell(id, corrected)).toMatchObject([WRITTEN])
    shop.standIn.offer(before)
    expect(shop.standIn.shown(id).map(each => each.numbers)).toEqual([['BBB2']])
  })

  it('is looked for nowhere else when it is new, or stands in the best place', async () => {
    const { id } = shop.place()
    await shop.tell(id, parcel())
    await shop.tell(id, parcel({ previous: 'AAA1000001', mayCreate: false }))
    expect(shop.paths().filter(path => path.endsWith('/') || path.includes('notes'))).toEqual([])
  })

  it('is not looked for elsewhere when the shop answers a fault that is not “no such route”', async () => {
    const { id } = shop.place()
    const { http, ...context } = shop.context()
    const body = '{"code":"rest_forbidden_context","message":"Sorry","data":{"status":400}}'
    const told = await woocommerce.writeBack(id, [parcel()], {
      ...context,
      http: async (url, call) =>
        url.includes('/fulfillments')
          ? { ok: true, value: { status: 400, headers: new Headers(), text: body } }
          : http(url, call),
    })
    expect(told).toMatchObject({ ok: false, problem: { kind: 'refused', status: 400 } })
    expect(shop.standIn.acts()).toBe(0)
  })
})

describe('a parcel told to the Fulfillments API', () => {
  it('holds what is left: no refunded pieces, none of another parcel, none of a draft', async () => {
    const { id, itemIds } = shop.place([{ ...CATALOGUE.scarf, quantity: 5 }])
    const [scarf = ''] = itemIds
    shop.standIn.refund(id, scarf, 1)
    shop.standIn.fulfil(id, {
      carrier: 'Sendle',
      trackingNumber: 'S1',
      items: [{ platformItemId: scarf, quantity: 1 }],
    })
    expect(await shop.tell(id, parcel())).toMatchObject([{ state: 'written' }])
    expect(shop.standIn.shown(id)[1]?.items).toEqual([{ platformItemId: scarf, quantity: 3 }])
    const more = parcel({
      trackingNumber: 'AAA2',
      items: [{ platformItemId: scarf, quantity: 1 }],
    })
    expect(await shop.tell(id, more)).toMatchObject([
      { state: 'refused', reason: 'the items are already fulfilled with another tracking number' },
    ])
  })

  it('keeps the items and the meta that others gave a fulfilment when its number changes', async () => {
    const { id } = shop.place()
    shop.standIn.fulfil(id, { carrier: 'Sendle', trackingNumber: 'AAA1', items: null })
    await shop.tell(id, parcel({ trackingNumber: 'BBB2', previous: 'AAA1', mayCreate: false }))
    const put = shop.standIn.asks.find(ask => ask.method === 'PUT')
    expect(put?.body).toMatch(/"_items","value":\[\{"item_id":9007199254\d+,"qty":1\}\]/)
    expect(put?.body).toContain('{"key":"_shipping_option","value":"manual-entry"}')
    expect(put?.url.searchParams.get('notify_customer')).toBe('false')
    expect(shop.standIn.shown(id)).toMatchObject([
      { carrier: 'Australia Post', numbers: ['BBB2'], items: [{ quantity: 1 }] },
    ])
  })

  it('sends line ids as exact integers beyond 2^53', async () => {
    const { id, itemIds } = shop.place([CATALOGUE.dress, CATALOGUE.tote])
    await shop.tell(id, parcel())
    expect(shop.standIn.shown(id)[0]?.items.map(item => item.platformItemId)).toEqual(itemIds)
  })
})

describe('a parcel told as a note', () => {
  it('is private and names number, carrier and page', async () => {
    shop = openShop('notes')
    const { id } = shop.place()
    await shop.tell(id, parcel())
    const [note] = shop.standIn.asks.filter(ask => ask.method === 'POST')
    expect(JSON.parse(note?.body ?? '')).toEqual({
      note: 'Parcel AAA1000001 sent with Australia Post. https://track.example.com/t/0abc',
      customer_note: false,
    })
  })
})
