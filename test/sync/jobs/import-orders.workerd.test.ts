import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, it } from 'vitest'
import { err, ok } from '../../../src/core/result.ts'
import { aFulfilment, anOrder } from '../../an-order.ts'
import { dyingAt, metered } from '../../metered.ts'
import { DOWN, freshDatabase, LIVE, lookAt, NOON, poll, rows, shopOf } from './import-shop.ts'

beforeEach(freshDatabase)

const numbers = async () =>
  (await rows('SELECT number FROM orders ORDER BY number')).map(row => row.number)

describe('the import', () => {
  it('loses none of two orders with one updatedAt across a page break', async () => {
    const ids = ['1', '2', '3', '4', '5']
    const tied = ids.map(platformId => anOrder({ platformId, updatedAt: NOON }))
    expect(await poll(shopOf(tied))).toMatchObject(ok({ seen: 5, pages: 3, more: false }))
    expect(await numbers()).toEqual(['#1', '#2', '#3', '#4', '#5'])
  })

  it('begins with no order that is of use for a known one only, and takes its news when it is known', async () => {
    const late = (known: object) => anOrder({ platformId: '1', updatedAt: NOON, ...known })
    await poll(shopOf([late({ onlyIfKnown: true }), anOrder({ platformId: '2', updatedAt: NOON })]))
    expect(await numbers()).toEqual(['#2'])
    await poll(shopOf([late({})]))
    await poll(shopOf([late({ onlyIfKnown: true, number: '#1b', updatedAt: NOON + 1000 })]))
    expect(await numbers()).toEqual(['#1b', '#2'])
  })

  it('lets the cursor lie while the shop only repeats what is known, and loses nothing by it', async () => {
    const orders = ['1', '2', '3', '4', '5', '6'].map((platformId, i) =>
      anOrder({ platformId, updatedAt: NOON + i * 1000 }),
    )
    const whole = { pageSize: 10 }
    const cursor = async () =>
      (await rows('SELECT cursor FROM connections WHERE id = 1'))[0]?.cursor
    await poll(shopOf(orders, whole))
    const resting = await cursor()
    const touched = (count: number, at: number) =>
      orders.map((order, i) => (i < count ? { ...order, updatedAt: NOON + at } : order))
    const meter = metered(env.DB0)
    await poll(shopOf(touched(2, 60_000), whole), { d1: meter.d1 })
    expect(meter.rowsWritten()).toBe(0)
    expect(await cursor()).toBe(resting)

    await poll(shopOf(touched(6, 120_000), whole))
    expect(await cursor()).not.toBe(resting)
    const late = anOrder({ platformId: '7', updatedAt: NOON + 180_000 })
    await poll(shopOf([...touched(6, 120_000), late], whole))
    expect(await numbers()).toHaveLength(7)
  })

  it('takes up where a crash between two pages left it', async () => {
    const orders = ['1', '2', '3', '4'].map((platformId, i) =>
      anOrder({ platformId, updatedAt: NOON + i * 1000 }),
    )
    expect(await poll(shopOf(orders, { failAtPage: 2 }))).toEqual(err(DOWN))
    expect(await numbers()).toEqual(['#1', '#2'])
    expect(await poll(shopOf(orders))).toMatchObject({ ok: true, value: { seen: 2, pages: 1 } })
    expect(await numbers()).toEqual(['#1', '#2', '#3', '#4'])
  })

  it('reads a page again after a crash between the page and its cursor, and writes none of it twice', async () => {
    const orders = ['1', '2', '3'].map(platformId =>
      anOrder({
        platformId,
        updatedAt: NOON,
        fulfilments: [aFulfilment({ trackingNumber: `AAA${platformId}` })],
      }),
    )
    const beforeCursor = dyingAt(/update "connections" set "cursor"/, env.DB0)
    await expect(poll(shopOf(orders), { d1: beforeCursor })).rejects.toThrow('stopped')
    expect(await numbers()).toEqual(['#1', '#2'])
    const firstPage = await rows('SELECT * FROM orders, shipments')
    expect(await poll(shopOf(orders))).toMatchObject({ ok: true, value: { seen: 3, pages: 2 } })
    expect(await numbers()).toEqual(['#1', '#2', '#3'])
    expect(await rows('SELECT * FROM orders, shipments')).toEqual(expect.arrayContaining(firstPage))
  })

  it('loses no order and no parcel to a crash, whichever statement it comes before', {
    timeout: 60_000,
  }, async () => {
    const orders = ['1', '2', '3'].map(platformId =>
      anOrder({
        platformId,
        updatedAt: NOON,
        fulfilments: [aFulfilment({ trackingNumber: `AAA${platformId}` })],
      }),
    )
    const shop = shopOf(orders)
    const all = async () => ({
      numbers: await numbers(),
      parcels: await rows('SELECT tracking_number, parcel FROM shipments ORDER BY tracking_number'),
    })
    await poll(shop)
    const whole = await all()
    expect(whole.parcels).toHaveLength(3)
    let crashes = 0
    for (let n = 1; ; n++) {
      await freshDatabase()
      const survived = await poll(shop, { d1: dyingAt(n, env.DB0) }).then(
        () => true,
        () => false,
      )
      if (survived) break
      crashes += 1
      await poll(shop)
      expect(await all(), `after a crash before call ${n}`).toEqual(whole)
    }
    expect(crashes).toBeGreaterThan(15)
  })

  it('writes nothing when an order is read again unchanged', async () => {
    const shop = shopOf([anOrder({ platformId: '1', updatedAt: NOON })])
    await poll(shop)
    const meter = metered(env.DB0)
    expect(await poll(shop, { d1: meter.d1 })).toMatchObject({ ok: true, value: { seen: 1 } })
    expect(meter.rowsWritten()).toBe(0)
  })

  it('marks what was placed before the connection went live, and test orders, as silent', async () => {
    const orders = [
      anOrder({ platformId: '1', placedAt: LIVE }),
      anOrder({ platformId: '2', placedAt: LIVE - 1 }),
      anOrder({ platformId: '3', test: true }),
    ]
    await poll(shopOf(orders))
    expect(await rows('SELECT number, silent FROM orders ORDER BY number')).toEqual([
      { number: '#1', silent: 0 },
      { number: '#2', silent: 1 },
      { number: '#3', silent: 1 },
    ])
  })

  it('finds an order by its new number when the shop gave it another', async () => {
    await poll(shopOf([anOrder({ platformId: '1' })]))
    const renamed = anOrder({ platformId: '1', number: '#9', updatedAt: Date.UTC(2026, 11) })
    await poll(shopOf([renamed]))
    expect(await numbers()).toEqual(['#9'])
  })

  it('stops after ten pages and says that there is more', async () => {
    const many = Array.from({ length: 30 }, (_, i) =>
      anOrder({ platformId: String(100 + i), updatedAt: NOON }),
    )
    expect(await poll(shopOf(many))).toMatchObject(ok({ seen: 20, pages: 10, more: true }))
    expect(await poll(shopOf(many))).toMatchObject({ ok: true, value: { more: false } })
    expect(await numbers()).toHaveLength(30)
  })
})

describe('an order that changes after its import', () => {
  const tagged = (courier: string, changes = {}) =>
    anOrder({ platformId: '1', marks: { tags: [courier] }, ...changes })
  const stored = async () => {
    const [row] = await rows('SELECT assignment, content FROM orders')
    return {
      courier: JSON.parse(String(row?.assignment)).courier,
      content: JSON.parse(String(row?.content)),
    }
  }

  it('is given to the courier that fits it now, as long as nothing was shipped', async () => {
    await lookAt(shopOf([tagged('auspost')]), '1')
    expect((await stored()).courier).toBe('auspost')
    await lookAt(shopOf([tagged('sendle')]), '1')
    expect((await stored()).courier).toBe('sendle')
  })

  it('keeps its courier once a parcel is on its way, and takes the rest of the change', async () => {
    const fulfilments = [aFulfilment()]
    await lookAt(shopOf([tagged('auspost', { fulfilments })]), '1')
    const moved = tagged('sendle', { fulfilments, shipTo: { postcode: '3000' } })
    await lookAt(shopOf([moved]), '1')
    const { courier, content } = await stored()
    expect(courier).toBe('auspost')
    expect(content).toMatchObject({ marks: { tags: ['sendle'] }, shipTo: { postcode: '3000' } })
  })

  it('costs one row, before and after its dispatch', async () => {
    const cost = async (courier: string, fulfilments = [aFulfilment()]) => {
      const meter = metered(env.DB0)
      await lookAt(shopOf([tagged(courier, { fulfilments })]), '1', { d1: meter.d1 })
      return meter.rowsWritten()
    }
    await lookAt(shopOf([tagged('auspost')]), '1')
    expect(await cost('sendle', [])).toBe(1)
    await cost('sendle')
    expect(await cost('auspost')).toBe(1)
  })

  it('shows that it was cancelled in the shop', async () => {
    await lookAt(shopOf([tagged('auspost')]), '1')
    await lookAt(shopOf([tagged('auspost', { cancelledAt: NOON })]), '1')
    expect((await stored()).content.cancelledAt).toBe(NOON)
  })
})
