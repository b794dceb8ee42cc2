// What every platform promises of reading orders: none is lost, none is told wrongly, and trouble is a
// problem that says when to come back. Runs over the registry: a new adapter brings a stand-in in the
// demo world, and no test code.
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { PlatformOrder } from '../../src/core/order.ts'
import type { Result } from '../../src/core/result.ts'
import type { CallProblem } from '../../src/sync/http.ts'
import type { Cursor } from '../../src/sync/platforms/platform.ts'
import { ADDRESS, carrierIn, type Order, openShop, type StandInShop, shopIds } from './shops.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
/** More than any platform of ours puts in a page. */
const CROWD = 600

/** An order of this size: seven of them are more than we read at once (http.ts). */
const LARGE = 600_000

const HOSTILE = [
  '<script>alert(1)</script>',
  "Robert'); DROP TABLE orders;--",
  '{{constructor.constructor("x")()}} #{7*7} {% raw %}',
  '& &amp; ]]> %0d%0a',
  '\u202Egnp.exe\u2066 \u200B 👩‍👩‍👧 end',
  '__proto__',
]

let shop: StandInShop
afterEach(() => {
  expect(shop.problems).toEqual([])
})

const fromStart = (): Cursor => ({ since: shop.now() - 2 * HOUR, page: null })

/** A value, waiting as long as a throttled platform asks, as the queue does. */
async function patiently<T>(call: () => Promise<Result<T, CallProblem>>): Promise<T> {
  for (let tries = 0; tries < 50; tries++) {
    const answer = await call()
    if (answer.ok) return answer.value
    const { kind, retry, message } = answer.problem
    if (kind !== 'throttled' || !retry) throw new Error(message)
    shop.pass(retry.afterSeconds * 1000)
  }
  throw new Error('it asks us to wait for ever')
}

/** One page; the cursor goes through JSON, as it is stored. */
function pageAt(cursor: Cursor) {
  const stored: Cursor = JSON.parse(JSON.stringify(cursor))
  return patiently(() => shop.platform.orders(stored, shop.context()))
}

/** Everything since the cursor; `between` happens after the first page. */
async function readAll(cursor: Cursor, between = (_: readonly PlatformOrder[]) => {}) {
  const read: PlatformOrder[] = []
  let next = cursor
  for (let pages = 0; pages < 1000; pages++) {
    const page = await pageAt(next)
    read.push(...page.orders)
    next = page.next
    if (!page.more) return { read, next }
    if (pages === 0) between(page.orders)
  }
  throw new Error('the pages never end')
}

/** By id; null when the shop no longer has it. */
async function readOne(id: string): Promise<PlatformOrder | null> {
  const order = await patiently(() => shop.platform.order(id, shop.context()))
  return order === 'gone' ? null : order
}

const idsOf = (orders: readonly (PlatformOrder | Order)[]) =>
  [...new Set(orders.map(order => order.platformId))].toSorted()

/** As the import compares it: what is not in here is never a reason to write. */
function contentOf({ updatedAt: _, fulfilments: __, ...content }: PlatformOrder): string {
  return JSON.stringify(content)
}

const lastForm = (orders: readonly PlatformOrder[], id: string) =>
  orders.findLast(order => order.platformId === id)

/** Places orders until they fill more than a page, so many ms apart. */
async function crowd(gapMs: number): Promise<Order[]> {
  const placed: Order[] = []
  for (let size = 12; size <= CROWD; size *= 2) {
    while (placed.length < size) {
      placed.push(shop.place([1]))
      shop.pass(gapMs)
    }
    if ((await pageAt(fromStart())).more) break
  }
  return placed
}

describe.each(shopIds)('%s: orders read', id => {
  const open = () => {
    shop = openShop(id)
    return shop
  }

  it('are none in an empty shop, and the first one is found afterwards', async () => {
    open()
    const { read, next } = await readAll(fromStart())
    expect(read).toEqual([])
    expect(next.since).toBeLessThanOrEqual(shop.now())
    shop.pass(MINUTE)
    const { platformId } = shop.place([1])
    shop.pass(MINUTE)
    expect(idsOf((await readAll(next)).read)).toEqual([platformId])
  })

  it('come all, when more than a page of them share one second', async () => {
    open()
    const placed = await crowd(0)
    const { read } = await readAll(fromStart())
    expect(idsOf(read)).toEqual(idsOf(placed))
    expect(read.length).toBeLessThan(placed.length * 1.5)
  })

  it('come all, when the reader falls over after a page and takes it again', async () => {
    open()
    const placed = await crowd(1000)
    let next = fromStart()
    const read: PlatformOrder[] = []
    for (let more = true; more; ) {
      await pageAt(next)
      const page = await pageAt(next)
      read.push(...page.orders)
      next = page.next
      more = page.more
    }
    expect(idsOf(read)).toEqual(idsOf(placed))
  })

  it('come all and in their new form, when they are edited while the pages are read', async () => {
    open()
    const placed = await crowd(1000)
    const edited = new Set<string>()
    const edit = (id: string) => {
      shop.standIn.edit(id, '9 Changed Lane')
      edited.add(id)
    }
    const first = await readAll(fromStart(), page => {
      shop.pass(10_000)
      for (const { platformId } of page) edit(platformId)
      for (const { platformId } of placed.slice(-3)) edit(platformId)
    })
    expect(idsOf(first.read)).toEqual(idsOf(placed))
    shop.pass(MINUTE)
    const second = await readAll(first.next)
    const read = [...first.read, ...second.read]
    const stale = [...edited].filter(id => lastForm(read, id)?.shipTo.line1 !== '9 Changed Lane')
    expect(stale).toEqual([])
  })

  it('come all, when a page of them is more than one reply may hold', async () => {
    open()
    const placed = Array.from({ length: 24 }, () => {
      const order = shop.place([1])
      shop.pass(1000)
      return order
    })
    shop.spoil(text => text + ' '.repeat(LARGE * (text.split('Thing 1').length - 1)))
    expect(idsOf((await readAll(fromStart())).read)).toEqual(idsOf(placed))
  })

  it('come again when they change later, and only then need a write', async () => {
    open()
    const placed = [shop.place([1]), shop.place([2, 1]), shop.place([3])]
    const first = await readAll(fromStart())
    shop.pass(30 * MINUTE)
    const [one] = placed
    shop.standIn.edit(one?.platformId ?? '', '9 Changed Lane')
    shop.pass(MINUTE)
    const second = await readAll(first.next)
    expect(lastForm(second.read, one?.platformId ?? '')?.shipTo.line1).toBe('9 Changed Lane')
    const again = await readAll(fromStart())
    for (const { platformId } of placed.slice(1)) {
      const [before, after] = [first.read, again.read].map(read => lastForm(read, platformId))
      expect(after && contentOf(after)).toBe(before && contentOf(before))
    }
  })

  it('are the same by id as in a page', async () => {
    open()
    shop.place([1])
    const { platformId, itemIds } = shop.place([2, 1])
    shop.standIn.fulfil(platformId, {
      carrier: carrierIn(shop, 'Sendle'),
      trackingNumber: 'S1',
      items: null,
    })
    const { read } = await readAll(fromStart())
    const byId = await readOne(platformId)
    expect(byId).toEqual(lastForm(read, platformId))
    expect(byId && contentOf(byId)).toBe(
      contentOf(lastForm(read, platformId) ?? expect.fail('it was not read')),
    )
    expect(byId?.items.map(item => item.platformItemId)).toEqual(itemIds)
  })

  it('keep their ids as text, also where neighbours differ beyond 2^53', async () => {
    open()
    const placed = [shop.place([1, 1]), shop.place([1])]
    const { read } = await readAll(fromStart())
    for (const { platformId, itemIds } of placed) {
      const order = lastForm(read, platformId)
      expect(order?.items.map(item => item.platformItemId)).toEqual(itemIds)
    }
    expect(idsOf(read)).toHaveLength(2)
  })

  it('come with all their lines and parcels, however many', async () => {
    open()
    const { platformId, itemIds } = shop.place(Array.from({ length: 60 }, () => 1))
    for (const [index, platformItemId] of itemIds.slice(0, 3).entries()) {
      shop.standIn.fulfil(platformId, {
        carrier: carrierIn(shop, 'Sendle'),
        trackingNumber: `S${index}`,
        items: [{ platformItemId, quantity: 1 }],
      })
      if (!shop.standIn.shown(platformId)[0]?.items.length) break // it knows whole orders only
    }
    const order = lastForm((await readAll(fromStart())).read, platformId)
    expect(order?.items.map(item => item.platformItemId)).toEqual(itemIds)
    expect(order?.fulfilments).toHaveLength(shop.standIn.shown(platformId).length)
  })

  it('are counted as many as they are', async ({ skip }) => {
    open()
    const { count } = shop.platform
    if (!count) return skip('it cannot count')
    shop.place([1])
    shop.pass(5 * HOUR) // so long ago that no overlap reads it again
    const since = fromStart().since
    expect(await patiently(() => count(since, shop.context()))).toBe(0)
    const placed = await crowd(0)
    expect(await patiently(() => count(since, shop.context()))).toBe(placed.length)
  })

  it('are gone when the shop deleted them, and the others still come', async () => {
    open()
    const [gone, kept] = [shop.place([1]), shop.place([1])]
    await readAll(fromStart())
    shop.standIn.remove(gone.platformId)
    expect(await readOne(gone.platformId)).toBeNull()
    expect(idsOf((await readAll(fromStart())).read)).toEqual([kept.platformId])
  })

  it('are cancelled when the shop cancels them', async () => {
    open()
    const { platformId } = shop.place([1])
    const { read, next } = await readAll(fromStart())
    expect(lastForm(read, platformId)?.cancelledAt).toBeNull()
    shop.pass(30 * MINUTE)
    shop.standIn.cancel(platformId)
    shop.pass(MINUTE)
    const later = lastForm((await readAll(next)).read, platformId)
    expect(later?.cancelledAt).toBeGreaterThanOrEqual(fromStart().since)
    expect(later?.cancelledAt).toBeLessThanOrEqual(shop.now())
    expect((await readOne(platformId))?.cancelledAt).toBe(later?.cancelledAt)
  })

  it('show the parcel that somebody else dispatched', async () => {
    open()
    const { platformId } = shop.place([1])
    const { next } = await readAll(fromStart())
    shop.pass(30 * MINUTE)
    const carrier = carrierIn(shop, 'Sendle')
    shop.standIn.fulfil(platformId, { carrier, trackingNumber: 'S123', items: null })
    shop.pass(MINUTE)
    const order = lastForm((await readAll(next)).read, platformId)
    expect(order?.fulfilments).toMatchObject([
      { trackingNumber: 'S123', carrier: expect.stringMatching(/./), cancelled: false },
    ])
  })

  it('show each of several parcels with its own items', async ({ skip }) => {
    open()
    const { platformId, itemIds } = shop.place([2, 1])
    const carrier = carrierIn(shop, 'Sendle')
    const part = [{ platformItemId: itemIds[0] ?? '', quantity: 1 }]
    shop.standIn.fulfil(platformId, { carrier, trackingNumber: 'S1', items: part })
    if (!shop.standIn.shown(platformId)[0]?.items.length) skip('it knows whole orders only')
    expect((await readOne(platformId))?.fulfilments).toMatchObject([
      { trackingNumber: 'S1', items: part },
    ])
    expect(shop.standIn.isShipped(platformId)).toBe(false)
    shop.standIn.fulfil(platformId, { carrier, trackingNumber: 'S2', items: null })
    const fulfilments = (await readOne(platformId))?.fulfilments ?? []
    expect(fulfilments.map(each => each.trackingNumber).toSorted()).toEqual(['S1', 'S2'])
    const rest = fulfilments.find(each => each.trackingNumber === 'S2')
    expect(rest?.items.map(item => item.quantity)).toEqual([1, 1])
    expect(new Set(fulfilments.map(each => each.platformFulfilmentId)).size).toBe(2)
  })

  it.each(HOSTILE)('pass %j on as it was typed', async text => {
    open()
    const { platformId } = shop.place([1], {
      shipping: { ...ADDRESS, firstName: text, address1: text },
      lines: [{ sku: 'S', title: text, variant: null, quantity: 1, grams: 10, priceCents: 1990 }],
    })
    const { read } = await readAll(fromStart())
    const order = lastForm(read, platformId)
    expect(order?.shipTo).toMatchObject({ name: `${text} Okafor`, line1: text })
    expect(order?.items[0]?.title).toBe(text)
    expect(order?.shipTo).toEqual((await readOne(platformId))?.shipTo)
  })
})

describe.each(shopIds)('%s: trouble', id => {
  const open = () => {
    shop = openShop(id)
    return shop.place([1]).platformId
  }
  /** Every call of the adapter that goes out, by name. */
  const calls = (platformId: string) => ({
    check: () => shop.platform.check(shop.context()),
    orders: () => shop.platform.orders(fromStart(), shop.context()),
    order: () => shop.platform.order(platformId, shop.context()),
    writeBack: () => shop.platform.writeBack(platformId, [PARCEL], shop.context()),
    ...(shop.platform.count && {
      count: () => shop.platform.count?.(fromStart().since, shop.context()),
    }),
    ...(shop.platform.subscribe && {
      subscribe: () => shop.platform.subscribe?.('https://w.example.com/hooks/1', shop.context()),
    }),
  })

  it('is none with good credentials: nothing is missing', async () => {
    open()
    const grants = await patiently(() => shop.platform.check(shop.context()))
    expect(grants.missing).toEqual([])
    expect(grants.account).toMatch(/./)
  })

  it('of credentials is said to be that, and no secret is repeated', async () => {
    const platformId = open()
    const strange = Object.keys(shop.standIn.connection.secrets)
    const secrets = Object.fromEntries(strange.map(name => [name, 'of-somebody-else']))
    const wrong = shop.context({ secrets })
    for (const answer of [
      await shop.platform.check(wrong),
      await shop.platform.orders(fromStart(), wrong),
      await shop.platform.order(platformId, wrong),
      await shop.platform.writeBack(platformId, [PARCEL], wrong),
      await shop.platform.check(shop.context({ secrets: {} })),
    ]) {
      expect(answer).toMatchObject({ ok: false, problem: { kind: 'credentials' } })
      expect(JSON.stringify(answer)).not.toContain('of-somebody-else')
    }
    expect(shop.standIn.acts()).toBe(0)
  })

  it('of credentials is noticed when they are revoked in the middle of things', async () => {
    const platformId = open()
    await patiently(() => shop.platform.check(shop.context()))
    shop.standIn.revoke()
    for (const [name, call] of Object.entries(calls(platformId))) {
      expect(await call(), name).toMatchObject({ ok: false, problem: { kind: 'credentials' } })
    }
  })

  it('of haste is a throttled call with its delay, and the call works after that', async () => {
    const platformId = open()
    await patiently(() => shop.platform.check(shop.context()))
    for (const [name, call] of Object.entries(calls(platformId))) {
      shop.standIn.throttle(1)
      const answer = await call()
      if (!answer || answer.ok) throw new Error(`${name} was not throttled`)
      expect(answer.problem.kind, name).toBe('throttled')
      const { retry } = answer.problem
      const afterSeconds = retry ? retry.afterSeconds : 0
      expect(afterSeconds, name).toBeGreaterThan(0)
      shop.pass(afterSeconds * 1000)
      expect(await call(), name).toMatchObject({ ok: true })
    }
  })

  const pages: [string, (text: string) => string][] = [
    ['a web page', () => '<!doctype html><html><title>Just a moment...</title></html>'],
    ['JSON cut short', text => text.slice(0, Math.ceil(text.length / 2))],
    ['nothing', () => ''],
    ['JSON of something else', () => '{"hello":"world"}'],
    ['null', () => 'null'],
  ]
  it.each(pages)('of an answer that is %s is a problem, never a throw', async (_, spoilt) => {
    for (const isWarm of [false, true]) {
      const platformId = open()
      if (isWarm) await patiently(() => shop.platform.check(shop.context()))
      shop.spoil(spoilt)
      for (const [name, call] of Object.entries(calls(platformId))) {
        expect(await call(), name).toMatchObject({
          ok: false,
          problem: { host: expect.any(String) },
        })
      }
      expect(shop.standIn.acts()).toBe(0)
    }
  })

  it.each(pages.slice(0, 2))('of an answer that is %s is tried again', async (_, spoilt) => {
    const platformId = open()
    shop.spoil(spoilt)
    for (const [name, call] of Object.entries(calls(platformId))) {
      expect(await call(), name).toMatchObject({
        ok: false,
        problem: { kind: 'unreadable', retry: { afterSeconds: expect.any(Number) } },
      })
    }
  })
})

describe.each(shopIds)('%s: webhooks', id => {
  const CALLBACK = 'https://track.example.com/hooks/0abc'

  it('are asked for once, and name the order that they are about', async ({ skip }) => {
    shop = openShop(id)
    const { subscribe, verify, readHook } = shop.platform
    if (!subscribe || !readHook) return skip('it has no webhooks made through its API')
    const made = await patiently(() => subscribe(CALLBACK, shop.context()))
    expect(made.length).toBeGreaterThan(0)
    expect(made.every(each => each.state === 'created')).toBe(true)
    const acts = shop.standIn.acts()
    const again = await patiently(() => subscribe(CALLBACK, shop.context()))
    expect(again).toEqual(made.map(({ topic }) => ({ topic, state: 'active' })))
    expect(shop.standIn.acts()).toBe(acts)

    const handshakes = shop.posted.length
    const { platformId } = shop.place([1])
    await vi.waitFor(() => expect(shop.posted.length).toBeGreaterThan(handshakes))
    const ids = new Set<string>()
    for (const { url, headers, body } of shop.posted.slice(handshakes)) {
      expect(url.startsWith(CALLBACK)).toBe(true)
      const hook = {
        url,
        rest: url.slice(CALLBACK.length).replace(/^\//, ''),
        headers: new Headers(headers),
        body: new TextEncoder().encode(body),
        receivedAt: shop.now(),
      }
      if (verify) expect(await verify(hook, shop.context())).toMatchObject({ ok: true })
      const read = readHook(hook)
      for (const orderId of read.ok ? read.value.orderIds : []) ids.add(orderId)
    }
    expect([...ids]).toEqual([platformId])
    if (shop.standIn.tellsOfEdits === false) return
    const before = shop.posted.length
    shop.standIn.edit(platformId, '9 Changed Lane')
    await vi.waitFor(() => expect(shop.posted.length).toBeGreaterThan(before))
  })
})

const PARCEL = {
  trackingNumber: 'AAA1000001',
  carrier: 'Australia Post',
  trackingUrl: 'https://track.example.com/t/0abc',
  items: null,
  mayCreate: true,
  events: [],
}
