// Our Shopify adapter against the demo shop: what `npm start` shows is only worth something when the
// real adapter, unchanged, gets along with it.
import { beforeEach, describe, expect, it } from 'vitest'
import { SHOP } from '../../demo/constants.ts'
import { BUYERS, CATALOGUE, iconicOrder, ownOrder } from '../../demo/world/orders.ts'
import { fulfilmentStatus } from '../../demo/world/shop.ts'
import { httpFor } from '../../src/sync/http.ts'
import { shopify } from '../../src/sync/platforms/shopify/index.ts'
import { OUTSIDE, rawHook, startWorld, untilCaught } from './stand-in.ts'

let demo: ReturnType<typeof startWorld>
beforeEach(() => {
  demo = startWorld()
})

const settings = { shop: SHOP.domain, clientId: SHOP.clientId }
const secrets = { clientSecret: SHOP.clientSecret }

function context() {
  const kept = new Map<string, string>()
  return {
    settings,
    secrets,
    now: demo.clock.now(),
    http: httpFor({ hosts: [SHOP.domain], outsideWorld: OUTSIDE, fetch: demo.send }),
    cache: {
      get: async (key: string) => kept.get(key) ?? null,
      put: async (key: string, value: string) => void kept.set(key, value),
    },
  }
}

const wanted = (trackingNumber: string) => ({
  trackingNumber,
  carrier: 'Sendle',
  trackingUrl: 'https://track.example.net/t/1',
  items: null,
  mayCreate: true,
  events: [],
})

describe('our Shopify adapter in the demo shop', () => {
  it('lacks no scope', async () => {
    expect(await shopify.check(context())).toMatchObject({ ok: true, value: { missing: [] } })
  })

  it('reads every order, over all pages', async () => {
    const names = Array.from({ length: 23 }, (_, i) => String(217348921 + i))
    for (const name of names)
      demo.world.shop.place(iconicOrder(name, BUYERS.nadia, [CATALOGUE.dress]))
    let cursor: { since: number; page: string | null } = { since: demo.clock.now(), page: null }
    const read: string[] = []
    for (let pages = 0, more = true; more && pages < 10; pages++) {
      const page = await shopify.orders(cursor, context())
      if (!page.ok) throw new Error(page.problem.message)
      read.push(...page.value.orders.map(order => order.number))
      cursor = page.value.next
      more = page.value.more
    }
    expect(read).toEqual(names)
    expect(demo.world.journal.problems).toEqual([])
  })

  it('hears THROTTLED as such, and waits as long as the bucket needs', async () => {
    const kept = context()
    await shopify.check(kept)
    demo.world.shopify.bucket.leave(0)
    expect(await shopify.orders({ since: 0, page: null }, kept)).toMatchObject({
      problem: { kind: 'throttled', retry: { afterSeconds: 9 } },
    })
  })

  it('writes a parcel back once, also when the answer to the first try was lost', async () => {
    const order = demo.world.shop.place(ownOrder('#1', BUYERS.tom, [CATALOGUE.scarf]))
    const id = `gid://shopify/Order/${order.id}`
    const isCreate = (ask: { body: string }) => ask.body.includes('fulfillmentCreate')
    demo.world.faults.next(SHOP.domain, 1, { kind: 'accept_then_drop' }, isCreate)
    expect(await shopify.writeBack(id, [wanted('S1ABC')], context())).toMatchObject({
      ok: true,
      value: [{ state: 'written' }],
    })
    const told = { status: 'delivered' as const, occurredAt: demo.clock.now(), etaAt: null }
    const again = { ...wanted('S1ABC'), events: [told] }
    for (let i = 0; i < 2; i++) {
      expect((await shopify.writeBack(id, [again], context())).ok).toBe(true)
    }
    expect(order.fulfilments).toMatchObject([
      { tracking: [{ company: 'Sendle', number: 'S1ABC' }], events: [{ status: 'DELIVERED' }] },
    ])
    expect(fulfilmentStatus(order)).toBe('FULFILLED')
    expect(demo.world.journal.problems).toEqual([])
  })

  it('verifies and reads the shop’s webhooks', async () => {
    demo.world.shopify.subscribe('orders/create', 'https://hooks.example.net/1')
    const order = demo.world.shop.place(ownOrder('#1', BUYERS.tom, [CATALOGUE.scarf]))
    await untilCaught(demo.caught, 1)
    const hook = rawHook(demo.caught[0], demo.clock.now())
    expect(await shopify.verify?.(hook, { settings, secrets })).toMatchObject({ ok: true })
    expect(shopify.readHook?.(hook)).toMatchObject({
      value: { orderIds: [`gid://shopify/Order/${order.id}`] },
    })
  })
})
