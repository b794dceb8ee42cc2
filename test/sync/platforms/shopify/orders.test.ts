import { describe, expect, it } from 'vitest'
import type { PlatformOrder } from '../../../../src/core/order.ts'
import type { Cursor } from '../../../../src/sync/platforms/platform.ts'
import { shopify } from '../../../../src/sync/platforms/shopify/index.ts'
import { createFakeShopify, NOW } from './fake-shopify.ts'

const MINUTE = 60_000
const START: Cursor = { since: Date.parse('2026-10-20T00:00:00Z'), page: null }
type Fake = ReturnType<typeof createFakeShopify>

/** One page, as a value; a problem fails the test. */
async function page(fake: Fake, cursor: Cursor) {
  const read = await shopify.orders(cursor, fake.context())
  if (!read.ok) throw new Error(read.problem.message)
  return read.value
}

/** All pages from a cursor on; `between` may change the shop after each. */
async function pages(fake: Fake, cursor: Cursor, between: (page: number) => void = () => {}) {
  const orders: PlatformOrder[] = []
  for (let count = 1; count < 50; count++) {
    const read = await page(fake, cursor)
    orders.push(...read.orders)
    cursor = read.next
    if (!read.more) return { orders, cursor, count }
    between(count)
  }
  throw new Error('the pages never end')
}

const idsOf = (orders: readonly { platformId: string }[]) =>
  new Set(orders.map(order => order.platformId))

describe('reading orders from Shopify', () => {
  it('loses none of many orders with one updated_at across page breaks', async () => {
    const fake = createFakeShopify()
    for (let i = 0; i < 25; i++) fake.place({ updatedAt: '2026-10-26T00:00:00Z' })
    const { orders, cursor, count } = await pages(fake, START)
    expect(count).toBe(3)
    expect(orders).toHaveLength(25)
    expect(idsOf(orders)).toEqual(new Set(fake.orders.map(order => order.id)))
    expect(cursor).toEqual({ since: Date.parse('2026-10-26T00:00:00Z'), page: null })
  })

  it('moves nothing until a page is kept: the same cursor brings the same page again', async () => {
    const fake = createFakeShopify()
    for (let i = 0; i < 25; i++) fake.place()
    const first = await page(fake, START)
    expect(first.next.since).toBe(START.since)
    expect(await page(fake, START)).toEqual(first)
    const second = await page(fake, first.next)
    expect(await page(fake, first.next)).toEqual(second)
    expect(idsOf([...first.orders, ...second.orders]).size).toBe(20)
  })

  it('asks one and the same question for every page of a run', async () => {
    const fake = createFakeShopify()
    for (let i = 0; i < 25; i++) fake.place({ updatedAt: `2026-10-26T00:00:${10 + i}Z` })
    await pages(fake, START)
    const asked = fake.callsOf('ordersPage').map(call => call.variables.query)
    expect(new Set(asked)).toEqual(new Set(["updated_at:>='2026-10-19T23:55:00Z'"]))
  })

  it('loses no order when orders move to the end while it pages', async () => {
    const fake = createFakeShopify()
    for (let i = 0; i < 25; i++) fake.place({ updatedAt: `2026-10-26T00:00:${10 + i}Z` })
    const { orders, cursor } = await pages(fake, START, count => {
      for (const order of fake.orders.slice(count * 10 - 6, count * 10)) {
        order.updatedAt = '2026-10-26T01:00:00Z'
      }
    })
    expect(idsOf(orders).size).toBe(25)
    expect(cursor.since).toBe(Date.parse('2026-10-26T01:00:00Z'))
  })

  it('finds an order that the index showed five minutes late', async () => {
    const fake = createFakeShopify()
    fake.place({ updatedAt: '2026-10-26T00:05:00Z' })
    const { cursor } = await pages(fake, START)
    const late = fake.place({ updatedAt: '2026-10-26T00:00:00Z' })
    const { orders } = await pages(fake, cursor)
    expect(idsOf(orders)).toContain(late.id)
  })

  it('never moves the cursor beyond the newest order it saw, whatever the time is', async () => {
    const fake = createFakeShopify()
    expect((await pages(fake, START)).cursor).toEqual(START)
    fake.place({ updatedAt: '2026-10-21T00:00:00Z' })
    const { cursor } = await pages(fake, START)
    expect(cursor.since).toBe(Date.parse('2026-10-21T00:00:00Z'))
    expect(cursor.since).toBeLessThan(NOW - MINUTE)
    expect((await pages(fake, cursor)).cursor).toEqual(cursor)
  })

  it('starts the question anew when it cannot read where it was', async () => {
    const fake = createFakeShopify()
    for (let i = 0; i < 12; i++) fake.place()
    for (const note of ['', 'eyJ', '{}', 'null', '{"after":7}']) {
      const read = await pages(fake, { ...START, page: note })
      expect(idsOf(read.orders).size).toBe(12)
    }
  })

  it('brings an order whole, however many lines and fulfilments it has', async () => {
    const fake = createFakeShopify()
    fake.place()
    const big = fake.place({ quantities: Array.from({ length: 190 }, () => 2) })
    const [open] = big.open
    const some = { id: big.items[0]?.id ?? '', quantity: 1 }
    big.open = Array.from({ length: 20 }, () => fake.openAt('Sydney', [some]))
    for (const each of big.open) fake.shipRest({ ...big, open: [each] }, `N${each.id.slice(-3)}`)
    fake.shipRest({ ...big, open: open ? [open] : [] }, 'ALL')

    const { orders, count } = await pages(fake, START)
    const order = orders.find(each => each.platformId === big.id)
    expect(count).toBe(2) // the page, then the big order by itself
    expect(idsOf(orders).size).toBe(2)
    expect(new Set(order?.items.map(item => item.platformItemId)).size).toBe(190)
    expect(order?.fulfilments).toHaveLength(21)
    expect(order?.fulfilments.at(-1)?.items).toHaveLength(190)
    expect(await shopify.order(big.id, fake.context())).toEqual({ ok: true, value: order })
  })

  it('brings all parcels of an order that was sent in three', async () => {
    const fake = createFakeShopify()
    const order = fake.place({ quantities: [1, 1, 1] })
    for (const each of order.items) {
      fake.shipRest({ ...order, open: [fake.openAt('Sydney', [each])] }, each.id)
    }
    const { orders } = await pages(fake, START)
    expect(orders.map(each => each.fulfilments.length)).toEqual([3])
  })

  it('goes on at the same big order after being throttled there', async () => {
    const fake = createFakeShopify()
    for (let i = 0; i < 3; i++) fake.place({ quantities: Array.from({ length: 9 }, () => 1) })
    const first = await page(fake, START)
    expect(first).toMatchObject({ orders: [], more: true, next: { since: START.since } })
    const second = await page(fake, first.next)
    fake.fail('order', { status: 200, body: { errors: [{ extensions: { code: 'THROTTLED' } }] } })
    const throttled = await shopify.orders(second.next, fake.context())
    expect(throttled).toMatchObject({ ok: false, problem: { kind: 'throttled' } })
    const rest = await pages(fake, second.next)
    expect(idsOf([...second.orders, ...rest.orders]).size).toBe(3)
    expect(fake.callsOf('ordersPage')).toHaveLength(1)
    expect(rest.cursor.page).toBeNull()
  })

  it('says of an order that is no longer there that it is gone', async () => {
    const fake = createFakeShopify()
    const found = await shopify.order('gid://shopify/Order/820982911946154508', fake.context())
    expect(found).toEqual({ ok: true, value: 'gone' })
    expect(fake.calls[0]?.variables).toEqual({ id: 'gid://shopify/Order/820982911946154508' })
  })

  it('keeps an id above 2^53 to the last digit, there and back', async () => {
    const fake = createFakeShopify()
    const { id } = fake.place()
    expect(BigInt(id.split('/').at(-1) ?? 0)).toBeGreaterThan(2n ** 53n)
    const found = await shopify.order(id, fake.context())
    expect(found).toMatchObject({ ok: true, value: { platformId: id } })
  })
})
