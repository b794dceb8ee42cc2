// BigCommerce's own traps, through the stand-in store of the demo world. What every platform promises is
// in test/battery.
import { describe, expect, it } from 'vitest'
import {
  BIGCOMMERCE,
  type BigCommerceOptions,
  createBigCommerce,
} from '../../../demo/world/bigcommerce/index.ts'
import type { Ask } from '../../../demo/world/host.ts'
import { createJournal } from '../../../demo/world/journal.ts'
import { BUYERS, CATALOGUE, iconicOrder, ownOrder } from '../../../demo/world/orders.ts'
import type { Hook } from '../../../demo/world/post.ts'
import { recogniseChannel } from '../../../src/core/channel.ts'
import { httpFor, type Reply } from '../../../src/sync/http.ts'
import { bigcommerce } from '../../../src/sync/platforms/bigcommerce/index.ts'
import type { WantedFulfilment } from '../../../src/sync/platforms/platform.ts'

const NOW = Date.parse('2026-11-25T09:30:00+11:00')
const CALLBACK = 'https://track.example.com/hooks/0abc'

function open(options: BigCommerceOptions = {}) {
  let now = NOW
  const journal = createJournal(() => now)
  const posted: Hook[] = []
  const post = async (_: string, hook: Hook) => {
    posted.push(hook)
    return 200
  }
  const store = createBigCommerce({ now: () => now, journal, post }, options)
  const asks: Ask[] = []
  /** Replaces the answer to a call, or lets it through. */
  let instead = (_: Ask): Response | null => null
  const send: typeof fetch = async (url, init) => {
    const ask = {
      method: init?.method ?? 'GET',
      url: new URL(String(url)),
      headers: new Headers(init?.headers),
      body: String(init?.body ?? ''),
    }
    asks.push(ask)
    const host = store.hosts[ask.url.hostname]
    if (!host) throw new TypeError('no such host')
    return instead(ask) ?? host(ask)
  }
  const kept = new Map<string, string>()
  const context = (secrets: Readonly<Record<string, string>> = store.connection.secrets) => ({
    settings: { storeHash: BIGCOMMERCE.storeHash },
    secrets,
    now,
    http: httpFor({ hosts: [BIGCOMMERCE.host], outsideWorld: null, fetch: send }),
    cache: {
      get: async (key: string) => kept.get(key) ?? null,
      put: async (key: string, value: string) => void kept.set(key, value),
    },
  })
  return {
    store,
    journal,
    posted,
    asks,
    context,
    writes: () => asks.filter(ask => ask.method !== 'GET'),
    place: () => store.place(ownOrder('#1', BUYERS.tom, [CATALOGUE.scarf, CATALOGUE.knit])),
    pass: (ms: number) => {
      now += ms
    },
    answer: (change: typeof instead) => {
      instead = change
    },
  }
}

const parcel = (change: Partial<WantedFulfilment> = {}): WantedFulfilment => ({
  trackingNumber: '33ABC0000017',
  carrier: 'Australia Post',
  trackingUrl: 'https://track.example.com/t/0abc',
  items: null,
  mayCreate: true,
  events: [],
  ...change,
})

const at = (since = NOW - 3_600_000) => ({ since, page: null })
const reply = (headers: Record<string, string>, status = 200): Reply => ({
  status,
  headers: new Headers(headers),
  text: '',
})
const raw = (hook: Hook | undefined, receivedAt = NOW) => ({
  url: hook?.url ?? '',
  rest: '',
  headers: new Headers(hook?.headers),
  body: new TextEncoder().encode(hook?.body),
  receivedAt,
})

describe('orders of BigCommerce', () => {
  it('are THE ICONIC’s with the marketplace’s number, when a connector made them', async () => {
    const { store, context } = open()
    const { id } = store.place(iconicOrder('217348921', BUYERS.nadia, [CATALOGUE.dress]))
    const order = await bigcommerce.order(id, context())
    if (!order.ok || order.value === 'gone') throw new Error('it was not read')
    expect(order.value.number).toBe('217348921')
    expect(recogniseChannel(order.value, [])).toBe('the-iconic')
    expect(order.value.items[0]?.weightGrams).toBe(420)
    expect(order.value.shipTo.state).toBe('NSW')
  })

  it('are none when the answer is 204 without a body', async () => {
    const { context } = open()
    expect(await bigcommerce.orders(at(), context())).toEqual({
      ok: true,
      value: { orders: [], unread: [], next: at(), more: false },
    })
  })

  it('are not taken over in a crowded second when the store does not sort them by id', async () => {
    const { context, answer } = open()
    const date = new Date(NOW - 60_000).toUTCString()
    const common = { date_created: date, date_modified: date, status_id: 11, items_shipped: 0 }
    const all = Array.from({ length: 60 }, (_, index) => ({
      id: 1000 + ((index * 37) % 60),
      ...common,
      consignments: { shipping: [] },
    }))
    answer(({ url }) => {
      const min = Number(url.searchParams.get('min_id') ?? 0)
      return Response.json(all.filter(order => order.id >= min).slice(0, 20))
    })
    const first = await bigcommerce.orders(at(), context())
    if (!first.ok) throw new Error(first.problem.message)
    const second = await bigcommerce.orders(first.value.next, context())
    expect(second).toMatchObject({ ok: false, problem: { kind: 'unreadable' } })
  })

  it('are left unread one by one when their shipments are odd', async () => {
    const { store, context, place, answer } = open()
    const [odd, whole] = [place(), place()]
    store.fulfil(odd.id, { carrier: 'Sendle', trackingNumber: 'S1', items: null })
    answer(({ url }) =>
      url.pathname.endsWith('/shipments') ? Response.json([{ id: 'none' }]) : null,
    )
    expect(await bigcommerce.orders(at(), context())).toMatchObject({
      ok: true,
      value: { orders: [{ platformId: whole.id }], unread: [{ platformId: odd.id }] },
    })
    expect(await bigcommerce.order(odd.id, context())).toMatchObject({ ok: false })
  })

  it('are asked for in a date that BigCommerce reads, encoded once', async () => {
    const { context, asks } = open()
    await bigcommerce.orders(at(Date.UTC(2026, 10, 24, 22, 0, 0)), context())
    expect(asks[0]?.url.searchParams.get('min_date_modified')).toBe(
      'Tue, 24 Nov 2026 21:54:59 +0000',
    )
    expect(asks[0]?.url.search).toContain('%2B0000')
  })

  it('are not taken when the date filter was ignored and all of them came', async () => {
    const { store, context, answer } = open()
    store.place(ownOrder('#1', BUYERS.tom, [CATALOGUE.knit]), { placedAt: NOW - 86_400_000 })
    answer(ask => {
      ask.url.searchParams.set('min_date_modified', 'Tue%2C%2024%20Nov')
      return null
    })
    expect(await bigcommerce.orders(at(), context())).toMatchObject({
      ok: false,
      problem: { kind: 'unreadable', retry: { afterSeconds: 60 } },
    })
  })

  it('leave unfinished checkouts out, until somebody finishes them', async () => {
    const { store, context, place } = open()
    const { id } = place()
    store.setStatus(id, 0)
    expect(await bigcommerce.orders(at(), context())).toMatchObject({ value: { orders: [] } })
    expect(await bigcommerce.order(id, context())).toEqual({ ok: true, value: 'gone' })
    expect(await bigcommerce.count?.(NOW, context())).toEqual({ ok: true, value: 0 })
    store.setStatus(id, 11)
    expect(await bigcommerce.orders(at(), context())).toMatchObject({
      value: { orders: [{ platformId: id }] },
    })
  })

  it('cost one call for the shipments of those that have some, and none for the others', async () => {
    const { store, context, place, asks } = open()
    const { id } = place()
    place()
    store.fulfil(id, { carrier: 'Sendle', trackingNumber: 'S1', items: null })
    await bigcommerce.orders(at(), context())
    expect(asks.filter(ask => ask.url.pathname.endsWith('/shipments'))).toHaveLength(1)
  })

  it('come without weights when the API account may not know the store’s unit', async () => {
    const { context, place } = open({ rights: ['read', 'modify'] })
    const { id } = place()
    expect(await bigcommerce.order(id, context())).toMatchObject({
      value: { items: [{ weightGrams: null }, { weightGrams: null }] },
    })
  })
})

describe('a parcel told to BigCommerce', () => {
  it('is one shipment with carrier, number and our link, and BigCommerce moves the status', async () => {
    const { store, context, place, writes, journal } = open()
    const { id } = place()
    expect(await bigcommerce.writeBack(id, [parcel()], context())).toMatchObject({ ok: true })
    expect(writes().map(ask => ask.method)).toEqual(['POST'])
    expect(JSON.parse(writes()[0]?.body ?? '')).toMatchObject({
      tracking_number: '33ABC0000017',
      tracking_link: 'https://track.example.com/t/0abc',
      tracking_carrier: 'australia-post',
      shipping_provider: 'auspost',
      shipping_method: 'Australia Post',
    })
    expect(store.isShipped(id)).toBe(true)
    expect(journal.problems).toEqual([])
  })

  it('comes before the status, which is the only thing ever put on an order', async () => {
    const { store, context, place, writes } = open({ movesStatus: false })
    const { id, itemIds } = place()
    const items = [{ platformItemId: itemIds[0] ?? '', quantity: 1 }]
    await bigcommerce.writeBack(id, [parcel({ trackingNumber: 'A1', items })], context())
    await bigcommerce.writeBack(id, [parcel({ trackingNumber: 'A2' })], context())
    expect(writes().map(ask => [ask.method, ask.url.pathname.endsWith('/shipments')])).toEqual([
      ['POST', true],
      ['PUT', false],
      ['POST', true],
      ['PUT', false],
    ])
    const put = writes().filter(ask => ask.method === 'PUT')
    expect(put.map(ask => ask.body)).toEqual(['{"status_id":3}', '{"status_id":2}'])
    expect(store.isShipped(id)).toBe(true)
  })

  it('gets its status at the next try when the first one broke off after the shipment', async () => {
    const { store, context, place, writes, answer } = open({ movesStatus: false })
    const { id } = place()
    answer(ask => (ask.method === 'PUT' ? new Response('', { status: 503 }) : null))
    expect(await bigcommerce.writeBack(id, [parcel()], context())).toMatchObject({ ok: false })
    answer(() => null)
    expect(await bigcommerce.writeBack(id, [parcel()], context())).toMatchObject({ ok: true })
    expect(writes().filter(ask => ask.method === 'POST')).toHaveLength(1)
    expect(store.isShipped(id)).toBe(true)
  })

  it('never moves the status again that somebody set back, nor for a parcel that was found there', async () => {
    const { store, context, place, writes } = open({ movesStatus: false })
    const { id } = place()
    await bigcommerce.writeBack(id, [parcel()], context())
    expect(store.isShipped(id)).toBe(true)
    store.setStatus(id, 11)
    const before = writes().length
    const known = parcel({ previous: '33ABC0000017', mayCreate: false })
    expect(await bigcommerce.writeBack(id, [known], context())).toMatchObject({
      value: [{ state: 'written' }],
    })
    expect(writes()).toHaveLength(before)
  })

  it('is found again at once when the answer to it was lost', async () => {
    const { store, context, place, writes, answer } = open()
    const { id } = place()
    answer(ask => {
      if (ask.method !== 'POST') return null
      store.hosts[BIGCOMMERCE.host]?.(ask)
      throw new TypeError('the answer was lost')
    })
    expect(await bigcommerce.writeBack(id, [parcel()], context())).toMatchObject({
      value: [{ state: 'written', platformFulfilmentId: expect.stringMatching(/^\d+$/) }],
    })
    expect(writes()).toHaveLength(1)
    expect(store.shown(id)).toHaveLength(1)
  })

  it('leaves the status of a disputed order to people', async () => {
    const { store, context, place, writes } = open({ movesStatus: false })
    const { id } = place()
    store.setStatus(id, 13)
    await bigcommerce.writeBack(id, [parcel()], context())
    expect(writes().map(ask => ask.method)).toEqual(['POST'])
  })

  it('names lines and address by integers that no JavaScript number could hold', async () => {
    const { context, place, writes } = open()
    const { id, itemIds } = place()
    await bigcommerce.writeBack(id, [parcel()], context())
    expect(Number.isSafeInteger(Number(itemIds[0]))).toBe(false)
    expect(writes()[0]?.body).toContain(`"order_product_id":${itemIds[0]},`)
    expect(writes()[0]?.body).toMatch(/"order_address_id":\d+,/)
  })

  it('goes without a provider that BigCommerce would refuse, and keeps the courier’s name', async () => {
    const { context, place, writes, journal } = open()
    const { id } = place()
    const told = await bigcommerce.writeBack(id, [parcel({ carrier: 'Team Global' })], context())
    expect(told).toMatchObject({ value: [{ state: 'written' }] })
    expect(JSON.parse(writes()[0]?.body ?? '')).toMatchObject({
      shipping_provider: '',
      tracking_carrier: '',
      shipping_method: 'Team Global',
    })
    expect(journal.problems).toEqual([])
  })

  it('is refused with a number longer than BigCommerce keeps, before anything is written', async () => {
    const { context, place, writes } = open()
    const long = parcel({ trackingNumber: '1'.repeat(51) })
    expect(await bigcommerce.writeBack(place().id, [long], context())).toMatchObject({
      value: [{ state: 'refused', reason: expect.stringContaining('50 characters') }],
    })
    expect(writes()).toEqual([])
  })

  it('is not made again after staff deleted the shipments there', async () => {
    const { store, context, place } = open()
    const { id } = place()
    await bigcommerce.writeBack(id, [parcel()], context())
    store.unship(id)
    const again = await bigcommerce.writeBack(id, [parcel({ mayCreate: false })], context())
    expect(again).toMatchObject({ value: [{ state: 'refused' }] })
    expect(store.shown(id)).toEqual([])
  })

  it('is refused in BigCommerce’s own words when it will not have it', async () => {
    const { context, place, answer } = open()
    const words = JSON.stringify([{ status: 400, message: 'The shipment is not possible.' }])
    answer(ask => (ask.method === 'POST' ? new Response(words, { status: 400 }) : null))
    expect(await bigcommerce.writeBack(place().id, [parcel()], context())).toMatchObject({
      value: [{ state: 'refused', reason: expect.stringContaining('not possible') }],
    })
  })
})

describe('the quota of BigCommerce', () => {
  const headers = (left: number) => ({
    'x-rate-limit-requests-left': String(left),
    'x-rate-limit-requests-quota': '150',
    'x-rate-limit-time-reset-ms': '12500',
  })

  it('asks for a rest until the reset while others of the store may still call', () => {
    expect(bigcommerce.restMs?.(reply(headers(140)), NOW)).toBe(0)
    expect(bigcommerce.restMs?.(reply(headers(8)), NOW)).toBe(0)
    expect(bigcommerce.restMs?.(reply(headers(7)), NOW)).toBe(12_500)
    expect(bigcommerce.restMs?.(reply({}), NOW)).toBe(0)
    expect(bigcommerce.restMs?.(reply({ 'x-rate-limit-time-reset-ms': '9000' }, 429), NOW)).toBe(
      9000,
    )
  })

  it('is obeyed for as long as the header says, and for a minute when the platform is overloaded', async () => {
    const { store, context, answer, pass } = open()
    pass(1)
    store.throttle(1)
    expect(await bigcommerce.orders(at(), context())).toMatchObject({
      problem: { kind: 'throttled', retry: { afterSeconds: 30 } },
    })
    answer(() => new Response('', { status: 429 }))
    expect(await bigcommerce.orders(at(), context())).toMatchObject({
      problem: { kind: 'throttled', retry: { afterSeconds: 60 } },
    })
  })

  it('takes the page of a firewall for no answer, and not for a wrong token', async () => {
    const { context, answer } = open()
    answer(() => new Response('<html>Attention required</html>', { status: 403 }))
    expect(await bigcommerce.orders(at(), context())).toMatchObject({
      problem: { kind: 'unreadable', retry: { afterSeconds: 60 } },
    })
  })
})

describe('connecting a BigCommerce store', () => {
  it('names each right that the API account lacks', async () => {
    const { context, writes } = open({ rights: ['read'] })
    expect(await bigcommerce.check(context())).toMatchObject({
      ok: true,
      value: { missing: ['Information & settings: read-only', 'Orders: modify'] },
    })
    expect(writes().map(ask => ask.url.pathname)).toEqual([
      `/stores/${BIGCOMMERCE.storeHash}/v2/orders/0/shipments`,
    ])
  })

  it('says which mails to switch off, because a shipment cannot be made without them', async () => {
    const { context } = open()
    const grants = await bigcommerce.check(context())
    expect(grants.ok && grants.value.advice?.join()).toContain('mails')
  })
})

describe('webhooks of BigCommerce', () => {
  const { clientSecret, webhookSecret } = BIGCOMMERCE

  async function delivered(shop = open()) {
    await bigcommerce.subscribe?.(CALLBACK, shop.context())
    shop.place()
    return raw(shop.posted[0])
  }
  const verify = (hook: ReturnType<typeof raw>, secrets: Record<string, string>) =>
    bigcommerce.verify?.(hook, { settings: { storeHash: BIGCOMMERCE.storeHash }, secrets })

  it('must have the right signature and the right header, each where we hold the secret', async () => {
    const hook = await delivered()
    expect(await verify(hook, { clientSecret, webhookSecret })).toMatchObject({ ok: true })
    expect(await verify(hook, { webhookSecret })).toMatchObject({ ok: true })
    const wrong = { ok: false, problem: { kind: 'bad_signature' } }
    expect(await verify(hook, { clientSecret, webhookSecret: 'another' })).toMatchObject(wrong)
    expect(await verify(hook, { clientSecret: 'another', webhookSecret })).toMatchObject(wrong)
    expect(await verify(hook, {})).toMatchObject({ ok: false })
  })

  it('without the header are nobody’s when only the header proves them', async () => {
    const hook = await delivered()
    hook.headers.delete('x-waymark-secret')
    expect((await verify(hook, { webhookSecret }))?.ok).toBe(false)
  })

  it('are stale five minutes after they were signed', async () => {
    const hook = { ...(await delivered()), receivedAt: NOW + 301_000 }
    expect(await verify(hook, { clientSecret })).toMatchObject({ problem: { kind: 'stale' } })
  })

  it('are trusted when one of several signatures fits', async () => {
    const hook = await delivered()
    const list = `v1,${btoa('x'.repeat(32))} ${hook.headers.get('webhook-signature')}`
    hook.headers.set('webhook-signature', list)
    expect(await verify(hook, { clientSecret })).toMatchObject({ ok: true })
  })

  it('are switched on again, led back and given the new secret', async () => {
    const shop = open()
    await bigcommerce.subscribe?.(CALLBACK, shop.context())
    const [off, elsewhere] = shop.store.hooks
    if (!off || !elsewhere) throw new Error('no webhooks were made')
    off.is_active = false
    elsewhere.destination = 'https://old.example.com/hooks/1'
    const states = async (secrets?: Record<string, string>) => {
      const made = await bigcommerce.subscribe?.(CALLBACK, shop.context(secrets))
      return made?.ok ? made.value.map(each => each.state) : made?.problem
    }
    expect(await states()).toEqual(['mended', 'mended', ...Array(5).fill('active')])
    expect(shop.store.hooks).toHaveLength(7)
    const rotated = { ...shop.store.connection.secrets, webhookSecret: 'the next one' }
    expect(await states(rotated)).toEqual(Array(7).fill('mended'))
    expect(await states(rotated)).toEqual(Array(7).fill('active'))
  })

  it('leave those of another tool, or another Waymark, with the same API account alone', async () => {
    const shop = open()
    const other = { id: 1, scope: 'store/order/created', is_active: true }
    const others = [
      { ...other, destination: 'https://erp.example.com/in', headers: null },
      {
        ...other,
        destination: 'https://staging.example.com/hooks/1',
        headers: { 'x-waymark-secret': 'of the other one' },
      },
    ]
    shop.store.hooks.push(...others)
    await bigcommerce.subscribe?.(CALLBACK, shop.context())
    expect(shop.store.hooks.slice(0, 2)).toEqual(others)
    expect(shop.store.hooks).toHaveLength(9)
  })
})
