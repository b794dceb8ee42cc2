import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, it } from 'vitest'
import { openDb } from '../../../src/core/db/open.ts'
import { ordersByPlatformId } from '../../../src/core/db/orders.ts'
import { dispatch } from '../../../src/sync/jobs/dispatch.ts'
import { aFulfilment, anItem, anOrder } from '../../an-order.ts'
import { metered } from '../../metered.ts'
import { quiet } from '../quiet.ts'
import { freshDatabase, LIVE, lookAt, NOON, poll, rows, shopOf } from './import-shop.ts'

beforeEach(freshDatabase)

const parcels = () =>
  rows(
    'SELECT number, parcel, carrier, tracking_number AS tracking, items, door, dispatched_at AS at FROM shipments JOIN orders ON orders.id = order_id ORDER BY number, parcel',
  )
const letters = () =>
  rows('SELECT connection_id, kind, problem, CAST(body AS TEXT) AS body FROM dead_letters')

/** An order of a dress (two of it) and a scarf. */
const order = (platformId: string, ...fulfilments: ReturnType<typeof aFulfilment>[]) =>
  anOrder({
    platformId,
    updatedAt: NOON,
    items: [
      anItem({ platformItemId: 'dress', quantity: 2 }),
      anItem({ platformItemId: 'scarf', quantity: 1 }),
    ],
    fulfilments,
  })
const line = (platformItemId: string, quantity: number) => ({ platformItemId, quantity })
const everything = [line('dress', 2), line('scarf', 1)]

describe('a fulfilment found in the shop', () => {
  it.each([
    ['the cron', (shop: ReturnType<typeof shopOf>) => poll(shop)],
    ['a webhook', (shop: ReturnType<typeof shopOf>) => lookAt(shop, '1')],
  ])(
    'becomes a parcel of its order when %s brings it, and is told to no shop again',
    async (_, bring) => {
      const shop = shopOf([
        order('1', aFulfilment({ trackingNumber: ' aaa 1 ', items: everything })),
      ])
      expect(await bring(shop)).toMatchObject({ value: { dispatched: [expect.any(Number)] } })
      expect(await parcels()).toEqual([
        {
          number: '#1',
          parcel: 1,
          carrier: 'Australia Post',
          tracking: 'AAA1',
          items: null,
          door: 'platform',
          at: aFulfilment().createdAt,
        },
      ])
      expect(await rows(`SELECT write_back ->> '$.state' AS state FROM shipments`)).toEqual([
        { state: 'written' },
      ])
    },
  )

  it('holds the items it names, each fulfilment its own', async () => {
    await poll(
      shopOf([
        order(
          '1',
          aFulfilment({ trackingNumber: 'AAA1', items: [line('dress', 1)] }),
          aFulfilment({ trackingNumber: 'AAA2', items: [line('dress', 1), line('scarf', 1)] }),
        ),
      ]),
    )
    expect(
      (await parcels()).map(({ tracking, items }) => [tracking, JSON.parse(String(items))]),
    ).toEqual([
      ['AAA1', [line('dress', 1)]],
      ['AAA2', [line('dress', 1), line('scarf', 1)]],
    ])
  })

  it('is one parcel when two places ship under one number', async () => {
    await poll(
      shopOf([
        order(
          '1',
          aFulfilment({ items: [line('dress', 2)] }),
          aFulfilment({ items: [line('scarf', 1)], createdAt: NOON }),
        ),
      ]),
    )
    expect(await parcels()).toMatchObject([{ tracking: 'AAA1000001', items: null }])
  })

  it('is no parcel when it was cancelled or has no number', async () => {
    await poll(
      shopOf([order('1', aFulfilment({ cancelled: true }), aFulfilment({ trackingNumber: null }))]),
    )
    expect(await parcels()).toEqual([])
    expect(await letters()).toEqual([])
  })

  it('is there for the shopper in a first import, which tells nobody', async () => {
    const old = { ...order('1', aFulfilment({ items: everything })), placedAt: LIVE - 1 }
    await poll(shopOf([old]))
    expect(await parcels()).toHaveLength(1)
    expect(await rows('SELECT silent FROM orders')).toEqual([{ silent: 1 }])
    expect(await rows(`SELECT * FROM messages WHERE state <> 'skipped'`)).toEqual([])
  })
})

describe('our own fulfilment', () => {
  it('coming back as an order update changes nothing, and costs one read more a page', async () => {
    const placed = [order('1'), order('2')]
    await poll(shopOf(placed))
    const db = openDb(env, '0')
    if (!db) throw new Error('no DB0')
    for (const row of await ordersByPlatformId(db, 1, ['1', '2'])) {
      const trackingNumber = `OURS00${row.platformId}`
      const parcel = { trackingNumber, carrier: 'Sendle', service: null, items: null }
      await dispatch(db, row, { ...parcel, door: 'api', dispatchedAt: NOON }, quiet(NOON))
    }
    const before = await rows('SELECT * FROM orders, shipments')

    const read = async (orders: typeof placed) => {
      const meter = metered(env.DB0)
      expect(await poll(shopOf(orders), { d1: meter.d1 })).toMatchObject({ value: { seen: 2 } })
      expect(meter.rowsWritten()).toBe(0)
      return meter.statements()
    }
    const plain = await read(placed)
    const told = placed.map(each => ({
      ...each,
      fulfilments: [aFulfilment({ trackingNumber: `ours00${each.platformId}` })],
    }))
    const withOurs = await read(told)
    expect(withOurs).toHaveLength(plain.length + 1)
    expect(withOurs.filter(text => !plain.includes(text))).toEqual([
      expect.stringMatching(/^select/),
    ])
    expect(await rows('SELECT * FROM orders, shipments')).toEqual(before)

    const updated = told.map(each => ({ ...each, updatedAt: NOON + 60_000 }))
    expect(await poll(shopOf(updated))).toMatchObject({ value: { dispatched: [] } })
    expect(await parcels()).toHaveLength(2)
  })
})

describe('a parcel whose number changed here', () => {
  it('does not get a twin from the old number, which the shop still shows', async () => {
    const shop = shopOf([order('1', aFulfilment({ trackingNumber: 'OLD1', items: everything }))])
    await poll(shop)
    await env.DB0.exec(
      `UPDATE shipments SET tracking_number = 'NEW1', write_back = '{"state":"written","number":"OLD1"}'`,
    )
    await lookAt(shop, '1')
    expect((await parcels()).map(({ tracking }) => tracking)).toEqual(['NEW1'])
  })
})

describe('a number that cannot be taken', () => {
  const taken = () =>
    shopOf([
      order('1', aFulfilment({ trackingNumber: 'AAA1', items: everything })),
      order('2', aFulfilment({ trackingNumber: 'AAA1', items: everything })),
      order('3', aFulfilment({ trackingNumber: '??', items: everything })),
      order('4', aFulfilment({ trackingNumber: 'AAA4', items: everything })),
    ])

  it('holds up neither the other orders nor the cursor, and is kept with what to do', async () => {
    expect(await poll(taken())).toMatchObject({ ok: true, value: { seen: 4, more: false } })
    expect((await parcels()).map(({ number, tracking }) => [number, tracking])).toEqual([
      ['#1', 'AAA1'],
      ['#4', 'AAA4'],
    ])
    expect(await rows('SELECT cursor FROM connections WHERE id = 1')).toEqual([
      { cursor: JSON.stringify({ since: NOON, page: null }) },
    ])
    expect(await letters()).toEqual([
      {
        connection_id: 1,
        kind: 'orders',
        problem: expect.stringMatching(/order #2 .*AAA1 is the number of another order/),
        body: JSON.stringify({ shard: '0', connectionId: 1, orderIds: ['2'] }),
      },
      expect.objectContaining({ problem: expect.stringMatching(/order #3 .*4 to 50 letters/) }),
    ])
  })

  it('is one letter, however often the order is read, until it was replayed', async () => {
    for (let i = 0; i < 3; i++) await lookAt(taken(), '3')
    expect(await letters()).toHaveLength(1)
    await env.DB0.exec('UPDATE dead_letters SET replayed_at = 1')
    for (let i = 0; i < 3; i++) await lookAt(taken(), '3')
    expect(await letters()).toHaveLength(2)
  })

  it('is also one that the same order id of another connection has', async () => {
    const shop = shopOf([order('1', aFulfilment({ items: everything }))])
    await lookAt(shop, '1')
    await lookAt(shop, '1', { connectionId: 2 })
    expect(await parcels()).toHaveLength(1)
    expect(await letters()).toMatchObject([{ connection_id: 2 }])
  })
})
