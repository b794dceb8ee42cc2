// What is Magento's alone: two ways to prove who calls, searches that must not be paged, addresses and
// lines in unlikely places, and shipments that cannot be taken back. What every platform promises is in
// test/battery.
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createJournal } from '../../../demo/world/journal.ts'
import { createMagento } from '../../../demo/world/magento/index.ts'
import type { Switches } from '../../../demo/world/magento/door.ts'
import { BUYERS, CATALOGUE, iconicOrder, ownOrder } from '../../../demo/world/orders.ts'
import type { NewLine } from '../../../demo/world/shop.ts'
import { recogniseChannel } from '../../../src/core/channel.ts'
import { httpFor } from '../../../src/sync/http.ts'
import { magento } from '../../../src/sync/platforms/magento/index.ts'
import { authorization, baseString } from '../../../src/sync/platforms/magento/oauth.ts'
import { planFor } from '../../../src/sync/platforms/magento/plan.ts'
import type { MagentoContext } from '../../../src/sync/platforms/magento/settings.ts'
import * as wire from '../../../src/sync/platforms/magento/wire.ts'

const NOW = Date.parse('2026-11-25T09:30:00+11:00')
const HOUR = 3_600_000

type Call = { method: string; url: URL; headers: Headers; body: string }

function openShop(switches: Partial<Switches> = {}) {
  let now = NOW
  const journal = createJournal(() => now)
  const standIn = createMagento({ now: () => now, journal, post: async () => 200 }, switches)
  const settings = magento.settings.parse(standIn.connection.settings)
  const calls: Call[] = []
  const before: ((call: Call) => Response | undefined)[] = []
  const fetching: typeof fetch = async (url, init = {}) => {
    const { method = 'GET', headers, body } = init
    const call = {
      method,
      url: new URL(String(url)),
      headers: new Headers(headers),
      body: String(body ?? ''),
    }
    calls.push(call)
    const instead = before.map(look => look(call)).find(Boolean)
    const host = standIn.hosts[call.url.hostname]
    if (!host) throw new Error('no such host')
    return instead ?? host(call)
  }
  const kept = new Map<string, string>()
  const context = (change: Partial<MagentoContext> = {}): MagentoContext => ({
    settings,
    secrets: standIn.connection.secrets,
    http: httpFor({ hosts: [settings.host], outsideWorld: null, fetch: fetching }),
    now,
    cache: {
      get: async key => kept.get(key) ?? null,
      put: async (key, value) => void kept.set(key, value),
    },
    ...change,
  })
  return {
    standIn,
    settings,
    calls,
    context,
    problems: journal.problems,
    pass: (ms: number) => {
      now += ms
    },
    /** Called before each call; a response it gives is answered in the shop's place. */
    intercept: (look: (call: Call) => Response | undefined) => before.push(look),
  }
}

const fromStart = { since: NOW - 2 * HOUR, page: null }
const own = (number: string, lines: NewLine[] = [CATALOGUE.scarf]) =>
  ownOrder(number, BUYERS.tom, lines)

const parcel = (change: object = {}) => ({
  trackingNumber: '33ABC0123456',
  carrier: 'Australia Post',
  trackingUrl: 'https://track.example.net/t/1',
  items: null,
  mayCreate: true,
  events: [],
  ...change,
})

describe('Magento hears who calls', () => {
  const secrets = {
    consumerKey: 'ck',
    consumerSecret: 'c s&1',
    accessToken: 'at',
    accessTokenSecret: "t's*2",
  }
  const settings = magento.settings.parse({ host: 'shop.example.com' })

  it('by a base string as the OAuth specification writes it', () => {
    // https://oauth.net/core/1.0/#sig_base_example (read 2026-11-24)
    const oauth = {
      oauth_consumer_key: 'dpf43f3p2l4k3l03',
      oauth_token: 'nnch734d00sl2jdk',
      oauth_nonce: 'kllo9940pd9333jh',
      oauth_timestamp: '1191242096',
      oauth_signature_method: 'HMAC-SHA1',
      oauth_version: '1.0',
    }
    const url = 'http://photos.example.net/photos?file=vacation.jpg&size=original'
    expect(baseString('get', url, oauth)).toBe(
      'GET&http%3A%2F%2Fphotos.example.net%2Fphotos&file%3Dvacation.jpg%26oauth_consumer_key%3Ddpf43f3p2l4k3l03%26oauth_nonce%3Dkllo9940pd9333jh%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D1191242096%26oauth_token%3Dnnch734d00sl2jdk%26oauth_version%3D1.0%26size%3Doriginal',
    )
  })

  it('by a signature that somebody else computes alike, brackets and blanks included', async () => {
    const url =
      'https://shop.example.com/rest/all/V1/orders?searchCriteria%5Ba%5D%5Bvalue%5D=2026-11-23%2003%3A00%3A00&b=it%27s%2A'
    const header = await authorization('GET', url, { settings, secrets, now: 1_790_000_000_999 })
    if (!header.ok) throw new Error('no header')
    const nonce = /oauth_nonce="([0-9a-f]{32})"/.exec(header.value)?.[1] ?? ''
    // Written out by hand: each name and value is encoded, then the whole once more.
    const parameters = `b%3Dit%2527s%252A%26oauth_consumer_key%3Dck%26oauth_nonce%3D${nonce}%26oauth_signature_method%3DHMAC-SHA256%26oauth_timestamp%3D1790000000%26oauth_token%3Dat%26searchCriteria%255Ba%255D%255Bvalue%255D%3D2026-11-23%252003%253A00%253A00`
    const base = `GET&https%3A%2F%2Fshop.example.com%2Frest%2Fall%2FV1%2Forders&${parameters}`
    const expected = createHmac('sha256', 'c%20s%261&t%27s%2A2').update(base).digest('base64')
    expect(header.value).toBe(
      `OAuth oauth_consumer_key="ck", oauth_nonce="${nonce}", oauth_signature_method="HMAC-SHA256", oauth_timestamp="1790000000", oauth_token="at", oauth_signature="${encodeURIComponent(expected)}"`,
    )
  })

  it('with a nonce of its own on each call, no longer than Magento keeps one', async () => {
    const shop = openShop()
    shop.standIn.place(own('1'))
    await magento.orders(fromStart, shop.context())
    await magento.orders(fromStart, shop.context())
    const nonces = shop.calls.map(
      call => /oauth_nonce="(\w+)"/.exec(call.headers.get('authorization') ?? '')?.[1],
    )
    expect(nonces.length).toBeGreaterThan(3)
    expect(new Set(nonces).size).toBe(nonces.length)
    expect(nonces.every(nonce => nonce?.length === 32)).toBe(true)
  })

  it('by a bearer only where the shop allows it, and else says what to click', async () => {
    const bearer = (shop: ReturnType<typeof openShop>) =>
      shop.context({ settings: { ...shop.settings, auth: 'bearer' } })
    const shut = openShop()
    expect(await magento.check(bearer(shut))).toMatchObject({
      problem: {
        kind: 'credentials',
        message: expect.stringContaining('standalone Bearer tokens'),
      },
    })
    const open = openShop({ bearer: true })
    expect(await magento.check(bearer(open))).toMatchObject({ ok: true, value: { missing: [] } })
    expect(open.calls[0]?.headers.get('authorization')).toMatch(/^Bearer \w+$/)
  })

  it('and all the secrets that are not set are named at once, by no call at all', async () => {
    const shop = openShop()
    const { accessToken } = shop.standIn.connection.secrets
    expect(
      await magento.check(shop.context({ secrets: { accessToken: accessToken ?? '' } })),
    ).toMatchObject({
      problem: {
        kind: 'credentials',
        message: expect.stringMatching(/accessTokenSecret, consumerKey, consumerSecret/),
      },
    })
    expect(shop.calls).toEqual([])
  })

  it('and a clock that runs ahead is called a matter of the signature', async () => {
    const shop = openShop()
    const ahead = shop.context({ now: NOW + 11 * 60_000 })
    expect(await magento.orders(fromStart, ahead)).toMatchObject({
      problem: { kind: 'credentials', message: expect.stringContaining('our signature') },
    })
  })

  it('never from the address of a call', async () => {
    const shop = openShop({ bearer: true })
    const { id } = shop.standIn.place(own('1'))
    for (const auth of ['bearer', 'oauth1'] as const) {
      const context = shop.context({ settings: { ...shop.settings, auth } })
      await magento.check(context)
      await magento.orders(fromStart, context)
      await magento.writeBack(id, [parcel()], context)
    }
    const addresses = shop.calls.map(call => call.url.href).join()
    for (const secret of Object.values(shop.standIn.connection.secrets)) {
      expect(addresses).not.toContain(secret)
    }
  })
})

describe('the check of a Magento shop', () => {
  it('names the rights that are missing as Magento calls them, and ships nothing to find out', async () => {
    const denied = ['Magento_Sales::ship', 'Magento_Backend::store']
    const shop = openShop({ denied })
    shop.standIn.place(own('1'))
    expect(await magento.check(shop.context())).toMatchObject({
      ok: true,
      value: { missing: denied },
    })
    expect(shop.standIn.acts()).toBe(0)
    expect(shop.problems).toEqual([])
  })

  it('knows the shop by its own address and says which mails to switch off', async () => {
    const shop = openShop()
    expect(await magento.check(shop.context())).toMatchObject({
      value: { account: shop.settings.host, advice: [expect.stringContaining('Sales Emails')] },
    })
  })

  it.each([
    [403, '<html>Request blocked</html>', 'credentials', 'firewall'],
    [302, '', 'refused', 'another address'],
    [404, '<html>Not found</html>', 'refused', 'index.php'],
    [503, '<html>Service Temporarily Unavailable</html>', 'refused', 'maintenance'],
    [200, '<html>Welcome</html>', 'unreadable', 'web page'],
  ])('answers %i with a next step for the merchant', async (status, body, kind, step) => {
    const shop = openShop()
    shop.intercept(() => new Response(body, { status }))
    expect(await magento.check(shop.context())).toMatchObject({
      problem: { kind, status, message: expect.stringContaining(step) },
    })
  })
})

describe('orders of a Magento shop', () => {
  it('are searched upwards, in UTC, from a little before, and always on page one', async () => {
    const shop = openShop()
    for (let index = 0; index < 120; index++) {
      shop.standIn.place(own(String(index)))
      shop.pass(1000)
    }
    let next: { since: number; page: string | null } = fromStart
    for (let more = true; more; ) {
      const page = await magento.orders(next, shop.context())
      if (!page.ok) throw new Error(page.problem.message)
      next = page.value.next
      more = page.value.more
    }
    const searches = shop.calls.filter(call => call.url.pathname === '/rest/all/V1/orders')
    const first = searches[0]?.url.searchParams
    expect(first?.get('searchCriteria[filterGroups][0][filters][0][field]')).toBe('updated_at')
    expect(first?.get('searchCriteria[filterGroups][0][filters][0][conditionType]')).toBe('gteq')
    expect(first?.get('searchCriteria[filterGroups][0][filters][0][value]')).toBe(
      '2026-11-24 20:25:00',
    )
    for (const { url } of searches) {
      expect(url.searchParams.get('searchCriteria[sortOrders][0][direction]')).toBe('ASC')
      expect(url.searchParams.get('searchCriteria[currentPage]')).toBe('1')
      expect(Number(url.searchParams.get('searchCriteria[pageSize]'))).toBeLessThanOrEqual(100)
    }
    expect(searches).toHaveLength(3)
    expect(next).toEqual({ since: NOW + 119_000, page: null })
  })

  it('come in the pages that the shop allows, when it allows less than ours', async () => {
    const shop = openShop({ maxPageSize: 20 })
    for (let index = 0; index < 45; index++) shop.standIn.place(own(String(index)))
    const numbers = new Set<string>()
    let next: { since: number; page: string | null } = fromStart
    for (let more = true; more; ) {
      const page = await magento.orders(next, shop.context())
      if (!page.ok) throw new Error(page.problem.message)
      for (const order of page.value.orders) numbers.add(order.number)
      next = page.value.next
      more = page.value.more
    }
    expect(numbers.size).toBe(45)
  })

  it('come in smaller pages when a page of them is more than we read at once', async () => {
    const shop = openShop()
    for (let index = 0; index < 12; index++) shop.standIn.place(own(String(index)))
    shop.intercept(({ url }) =>
      Number(url.searchParams.get('searchCriteria[pageSize]')) > 10 &&
      url.pathname.endsWith('/orders')
        ? new Response('x'.repeat(4 * 1024 * 1024 + 1))
        : undefined,
    )
    const page = await magento.orders(fromStart, shop.context())
    expect(page).toMatchObject({ ok: true, value: { more: true } })
    expect(page.ok && page.value.orders).toHaveLength(5)
  })

  it('are left unread one by one when their shipments are odd', async () => {
    const shop = openShop()
    const placed = ['1', '2', '3', '4', '5'].map(number => shop.standIn.place(own(number)))
    const odd = placed[3]?.id ?? ''
    shop.intercept(({ url }) => {
      const asked = url.searchParams.get('searchCriteria[filterGroups][0][filters][0][value]') ?? ''
      return url.pathname.endsWith('/shipments') && asked.split(',').includes(odd)
        ? Response.json({
            items: [{ entity_id: 1, order_id: 2, created_at: null }],
            total_count: 1,
          })
        : undefined
    })
    const page = await magento.orders(fromStart, shop.context())
    expect(page).toMatchObject({ ok: true, value: { unread: [{ platformId: odd }] } })
    expect(page.ok && page.value.orders).toHaveLength(4)
  })

  it('weigh what their store view says, which is asked once', async () => {
    const shop = openShop()
    shop.standIn.place(own('1', [CATALOGUE.scarf]))
    for (let i = 0; i < 2; i++) {
      const page = await magento.orders(fromStart, shop.context())
      expect(page).toMatchObject({
        value: { orders: [{ items: [{ weightGrams: 60 }], locale: 'en-AU' }] },
      })
    }
    expect(shop.calls.filter(call => call.url.pathname.endsWith('/storeConfigs'))).toHaveLength(1)
  })

  it('come without a weight when the store views may not be read', async () => {
    const shop = openShop({ denied: ['Magento_Backend::store'] })
    shop.standIn.place(own('1'))
    expect(await magento.orders(fromStart, shop.context())).toMatchObject({
      ok: true,
      value: { orders: [{ items: [{ weightGrams: null }], locale: null }] },
    })
  })

  it('of THE ICONIC are known by what a connector writes, others are the shop’s own', async () => {
    const shop = openShop()
    shop.standIn.place(iconicOrder('217348921', BUYERS.masked, [CATALOGUE.dress]))
    shop.standIn.place(own('1'))
    const page = await magento.orders(fromStart, shop.context())
    if (!page.ok) throw new Error(page.problem.message)
    expect(page.value.orders.map(order => recogniseChannel(order, []))).toEqual([
      'the-iconic',
      'shop',
    ])
  })

  it('are not taken for deleted when the API itself is not where we look', async () => {
    const shop = openShop()
    const { id } = shop.standIn.place(own('1'))
    const lost = shop.context({ settings: { ...shop.settings, storeCode: 'nowhere' } })
    expect(await magento.order(id, lost)).toMatchObject({ ok: false, problem: { status: 404 } })
    expect(await magento.writeBack(id, [parcel()], lost)).toMatchObject({ ok: false })
  })

  it('are gone when their id is no id, without a call', async () => {
    const shop = openShop()
    expect(await magento.order('../carts/1', shop.context())).toEqual({ ok: true, value: 'gone' })
    expect(shop.calls).toEqual([])
  })
})

describe('a parcel told to Magento', () => {
  const bodies = (shop: ReturnType<typeof openShop>) =>
    shop.calls.filter(call => call.method === 'POST').map(call => call.body)

  it('ships parent lines by their exact ids, with its track in the same call and no mail', async () => {
    const shop = openShop()
    const { id, itemIds } = shop.standIn.place(own('1', [CATALOGUE.dress, CATALOGUE.tote]))
    await magento.writeBack(id, [parcel({ trackingNumber: ' 33ABC0123456 ' })], shop.context())
    expect(bodies(shop)).toEqual([
      `{"items":[{"order_item_id":${itemIds[0]},"qty":1},{"order_item_id":${itemIds[1]},"qty":1}],"notify":false,"appendComment":false,"tracks":[{"track_number":"33ABC0123456","title":"Australia Post","carrier_code":"custom"}]}`,
    ])
    expect(shop.problems).toEqual([])
    expect(shop.standIn.isShipped(id)).toBe(true)
  })

  it('names no items when it is all of an order with more lines than a shop may take', async () => {
    const shop = openShop()
    const { id, itemIds } = shop.standIn.place(own('1', Array(25).fill(CATALOGUE.tote)))
    await magento.writeBack(id, [parcel()], shop.context())
    expect(bodies(shop)[0]).not.toContain('"items"')
    expect(shop.standIn.shown(id)[0]?.items).toHaveLength(25)
    expect(itemIds).toHaveLength(25)
  })

  it('changes the number on the track that is there, so that two never stand side by side', async () => {
    const shop = openShop()
    const { id } = shop.standIn.place(own('1'))
    await magento.writeBack(id, [parcel()], shop.context())
    const changed = parcel({ trackingNumber: 'NEW1', previous: '33ABC0123456' })
    await magento.writeBack(id, [changed], shop.context())
    expect(bodies(shop)[1]).toMatch(/"entity_id":\d{18},"order_id":\d{18},"parent_id":\d{18},/)
    expect(shop.standIn.shown(id)).toMatchObject([{ numbers: ['NEW1'] }])
  })

  it('keeps two parcels apart whose numbers were mixed up', async () => {
    const shop = openShop()
    const { id, itemIds } = shop.standIn.place(own('1', [CATALOGUE.dress, CATALOGUE.tote]))
    const item = (index: number) => [{ platformItemId: itemIds[index] ?? '', quantity: 1 }]
    const told = [
      parcel({ trackingNumber: 'A', items: item(0) }),
      parcel({ trackingNumber: 'B', items: item(1) }),
    ]
    await magento.writeBack(id, told, shop.context())
    const swapped = [
      parcel({ trackingNumber: 'B', previous: 'A', items: item(0), mayCreate: false }),
      parcel({ trackingNumber: 'A', previous: 'B', items: item(1), mayCreate: false }),
    ]
    for (let i = 0; i < 2; i++) {
      expect(await magento.writeBack(id, swapped, shop.context())).toMatchObject({ ok: true })
    }
    expect(shop.standIn.shown(id)).toMatchObject([
      { numbers: ['B'], items: item(0) },
      { numbers: ['A'], items: item(1) },
    ])
  })

  it('is refused with a plain reason when somebody ships between our reading and our writing', async () => {
    const shop = openShop()
    const { id } = shop.standIn.place(own('1'))
    shop.intercept(call => {
      if (call.method === 'POST' && !shop.standIn.isShipped(id)) {
        shop.standIn.fulfil(id, { carrier: 'Sendle', trackingNumber: 'S1', items: null })
      }
      return undefined
    })
    expect(await magento.writeBack(id, [parcel()], shop.context())).toEqual({
      ok: true,
      value: [
        { state: 'refused', reason: 'the items are already shipped with another tracking number' },
      ],
    })
    expect(shop.standIn.shown(id)).toMatchObject([{ numbers: ['S1'] }])
  })

  it('repeats Magento’s own words when it refuses for a reason of its own', async () => {
    const shop = openShop()
    const { id } = shop.standIn.place(own('1'))
    const body = { message: 'Source %code is\nshort of %1.', parameters: { code: 'syd', 1: 'SKU' } }
    shop.intercept(call =>
      call.method === 'POST' ? Response.json(body, { status: 400 }) : undefined,
    )
    expect(await magento.writeBack(id, [parcel()], shop.context())).toMatchObject({
      value: [
        {
          state: 'refused',
          reason: 'Magento refuses the shipment: Source syd is short of SKU.',
        },
      ],
    })
  })

  it('is not shipped twice in one breath when the answer is a fault and nothing shows', async () => {
    const shop = openShop()
    const { id } = shop.standIn.place(own('1'))
    shop.intercept(call => (call.method === 'POST' ? new Response('', { status: 500 }) : undefined))
    expect(await magento.writeBack(id, [parcel()], shop.context())).toMatchObject({
      problem: { status: 500, retry: { afterSeconds: expect.any(Number) } },
    })
    expect(bodies(shop)).toHaveLength(1)
  })

  it('stays unshipped when the right to ship is missing, and the right is named', async () => {
    const shop = openShop({ denied: ['Magento_Sales::ship'] })
    const { id } = shop.standIn.place(own('1'))
    expect(await magento.writeBack(id, [parcel()], shop.context())).toMatchObject({
      problem: { kind: 'credentials', message: expect.stringContaining('Magento_Sales::ship') },
    })
  })
})

describe('what is left to do for a parcel', () => {
  const Row = z.looseObject({})
  const { payload } = z
    .object({ payload: z.looseObject({ items: z.array(Row), shipments: z.array(Row) }) })
    .parse(JSON.parse(readFileSync('test/fixtures/platforms/magento/fulfilled.json', 'utf8')))
  const state = (
    change: object = {},
    line: object = { qty_shipped: 0 },
    shipments: unknown[] = [],
  ) => ({
    order: wire.Order.parse({ ...payload, ...change, items: [{ ...payload.items[0], ...line }] }),
    shipments: shipments.map(each => wire.Shipment.parse(each)),
  })

  it.each([
    ['holded', 'the shop holds the order back: release the hold'],
    ['payment_review', 'the payment is under review in the shop: accept it first'],
    ['canceled', 'the order is cancelled'],
  ])('is nothing in the state %s, with the reason', (name, reason) => {
    expect(planFor(state({ state: name }), parcel())).toEqual({ kind: 'refuse', reason })
  })

  it('is what was neither shipped nor refunded, a refund of shipped pieces counting once', () => {
    const line = { qty_ordered: 3, qty_shipped: 1, qty_refunded: 1 }
    expect(planFor(state({ state: 'processing' }, line), parcel())).toMatchObject({
      acts: [{ kind: 'ship', parts: [{ id: '106', qty: 2 }], whole: true }],
    })
  })

  it('is half a metre where half a metre is open, though it counts as one piece', () => {
    const items = [{ platformItemId: '106', quantity: 1 }]
    const line = { qty_ordered: 0.5, qty_shipped: 0 }
    expect(planFor(state({ state: 'processing' }, line), parcel({ items }))).toMatchObject({
      acts: [{ kind: 'ship', parts: [{ id: '106', qty: 0.5 }] }],
    })
  })

  it('is a number on the shipment that staff made without one', () => {
    const bare = payload.shipments.at(-1)
    const shipped = state({}, { qty_shipped: 2 }, [bare])
    expect(planFor(shipped, parcel())).toMatchObject({
      kind: 'write',
      acts: [{ kind: 'track', shipment: { entity_id: '18' }, replaces: null }],
    })
  })

  it('is nothing where a shipment that the shop knew was deleted', () => {
    expect(planFor(state({ state: 'processing' }), parcel({ mayCreate: false }))).toEqual({
      kind: 'refuse',
      reason: 'the shipment was deleted in the shop',
    })
  })
})
