// What an unchanged shop costs: nothing. Every platform's stand-in, read into the real D1, told of a
// parcel, and read again: the second reading writes no row. Runs over the registry.
import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, it } from 'vitest'
import { metered } from '../metered.ts'
import { freshDatabase, poll, rows } from '../sync/jobs/import-shop.ts'
import { carrierIn, openShop, shopIds } from './shops.ts'

beforeEach(freshDatabase)

describe.each(shopIds)('%s: orders that were imported', id => {
  const openAndRead = async () => {
    const shop = openShop(id)
    const placed = [shop.place([2, 1]), shop.place([1])]
    const read = async (d1 = env.DB0) => {
      const imported = await poll(shop.platform, { d1, context: shop.context() })
      if (!imported.ok) throw new Error(imported.problem.message)
      return imported.value
    }
    await read()
    return { shop, placed, read }
  }

  it('cost no row when nothing changed', async () => {
    const { read } = await openAndRead()
    const meter = metered(env.DB0)
    expect((await read(meter.d1)).seen).toBeGreaterThan(0)
    expect(meter.rowsWritten()).toBe(0)
    expect(await rows('SELECT count(*) AS n FROM orders')).toEqual([{ n: 2 }])
  })

  it('are the same orders after their shop was told of a parcel', async () => {
    const { shop, placed, read } = await openAndRead()
    const before = await rows('SELECT content FROM orders ORDER BY id')
    const parcel = {
      trackingNumber: 'AAA1000001',
      carrier: carrierIn(shop, 'Australia Post'),
      trackingUrl: 'https://track.example.com/t/0abc',
      items: null,
      mayCreate: true,
      events: [],
    }
    const [order] = placed
    shop.pass(60_000)
    const told = await shop.platform.writeBack(order?.platformId ?? '', [parcel], shop.context())
    expect(told).toMatchObject({ ok: true, value: [{ state: 'written' }] })
    shop.pass(60_000)
    await read()
    expect(await rows('SELECT content FROM orders ORDER BY id')).toEqual(before)
    const meter = metered(env.DB0)
    await read(meter.d1)
    expect(meter.rowsWritten()).toBe(0)
  })
})
