// WooCommerce's own traps on the way in, driven through its stand-in: what the batteries cannot know.
import { beforeEach, describe, expect, it } from 'vitest'
import { BUYERS, CATALOGUE, iconicOrder } from '../../../../demo/world/orders.ts'
import type { Hook } from '../../../../demo/world/post.ts'
import { recogniseChannel } from '../../../../src/core/channel.ts'
import { ok } from '../../../../src/core/result.ts'
import { woocommerce } from '../../../../src/sync/platforms/woocommerce/index.ts'
import { CALLBACK, NOW, openShop, rawHook, type Shop } from './shop.ts'

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
