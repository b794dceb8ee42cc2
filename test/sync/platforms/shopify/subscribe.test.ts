// Making Shopify's webhooks, against the demo's shop. What every platform promises of them is in
// test/battery/imports.test.ts.
import { describe, expect, it } from 'vitest'
import type { Http } from '../../../../src/sync/http.ts'
import { shopify } from '../../../../src/sync/platforms/shopify/index.ts'
import { openShop, type StandInShop } from '../../../battery/shops.ts'

const HOOK = 'https://track.example.com/hooks/0abc'
const SIX = [
  'orders/create',
  'orders/updated',
  'orders/cancelled',
  'orders/edited',
  'fulfillments/create',
  'fulfillments/update',
]

const ask = (shop: StandInShop, callback = HOOK, http = shop.context().http) =>
  shop.platform.subscribe?.(callback, shop.context({ http }))

/** What the shop answers when its reply holds these words is this instead, the first `times`. */
function answering(http: Http, words: string, text: string, times = 1): Http {
  let left = times
  return async (url, call) => {
    const reply = await http(url, call)
    if (!reply.ok || !reply.value.text.includes(words) || left === 0) return reply
    left -= 1
    return { ...reply, value: { ...reply.value, text } }
  }
}
const NONE = JSON.stringify({ data: { webhookSubscriptions: { nodes: [] } } })

describe('the webhooks of a shop', () => {
  it('are all that may change an order or its parcels', async () => {
    const states = SIX.map(topic => ({ topic, state: 'created' }))
    expect(await ask(openShop('shopify'))).toEqual({ ok: true, value: states })
  })

  it('that lead elsewhere are left alone, and do not count as ours', async () => {
    const shop = openShop('shopify')
    await ask(shop, 'https://elsewhere.example.com/hooks/0abc')
    const acts = shop.standIn.acts()
    await ask(shop)
    expect(shop.standIn.acts()).toBe(acts + SIX.length)
    expect(shop.problems).toEqual([])
  })

  it('are active when another call made them since we looked', async () => {
    const shop = openShop('shopify')
    await ask(shop)
    const http = answering(shop.context().http, '"webhookSubscriptions"', NONE)
    const states = SIX.map(topic => ({ topic, state: 'active' }))
    expect(await ask(shop, HOOK, http)).toEqual({ ok: true, value: states })
  })

  it('that Shopify refuses are a problem in its own words', async () => {
    const shop = openShop('shopify')
    const userErrors = [{ field: null, message: 'no permission for this topic' }]
    const refusal = { webhookSubscriptionCreate: { webhookSubscription: null, userErrors } }
    const text = JSON.stringify({ data: refusal })
    const refused = answering(shop.context().http, 'webhookSubscriptionCreate', text, 9)
    const answer = await ask(shop, HOOK, answering(refused, '"webhookSubscriptions"', NONE, 9))
    expect(answer).toMatchObject({
      ok: false,
      problem: { kind: 'refused', message: expect.stringContaining('no permission for this') },
    })
  })

  it('are not made while nobody could trust them, for want of the client secret', async () => {
    const shop = openShop('shopify')
    const http: Http = () => {
      throw new Error('it was called')
    }
    const secrets = { token: 'shpat_invented', webhookSecret: 'invented' }
    expect(
      await shopify.subscribe?.(HOOK, {
        ...shop.context({ http, secrets }),
        settings: { shop: 'wattle.myshopify.com' },
      }),
    ).toEqual({ ok: true, value: [] })
  })

  it('of a parcel name its order exactly, though it is a bare number there', async () => {
    const shop = openShop('shopify')
    await ask(shop)
    const { platformId } = shop.place([1])
    shop.standIn.fulfil(platformId, { carrier: 'Sendle', trackingNumber: 'S1', items: null })
    const [hook] = shop.posted.filter(each =>
      each.headers['x-shopify-topic']?.startsWith('fulfillments/'),
    )
    expect(hook?.body).not.toContain('gid://shopify/Order/')
    const read = shopify.readHook?.({
      url: HOOK,
      rest: '',
      headers: new Headers(hook?.headers),
      body: new TextEncoder().encode(hook?.body),
      receivedAt: shop.now(),
    })
    expect(read).toMatchObject({ ok: true, value: { orderIds: [platformId] } })
  })
})
