// Where a WooCommerce shop shows a parcel: the Fulfillments API, a plugin's list, or a note, and what becomes
// of a parcel when the shop gets another place.
import { beforeEach, describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../../../demo/world/orders.ts'
import type { WantedFulfilment } from '../../../../src/sync/platforms/platform.ts'
import { woocommerce } from '../../../../src/sync/platforms/woocommerce/index.ts'
import { aParcel } from '../../../a-parcel.ts'
import { openShop, type Shop, WRITTEN } from './shop.ts'

let shop: Shop
beforeEach(() => {
  shop = openShop()
})

describe.each(['fulfilments', 'tracking', 'ast', 'ast-alone', 'notes'] as const)(
  'a parcel told with %s',
  mode => {
    beforeEach(() => {
      shop = openShop(mode)
    })
    const numbers = (id: string) => shop.standIn.shown(id).map(each => each.numbers)

    it('is written once, with its carrier, and nobody is mailed', async () => {
      const { id } = shop.place()
      for (let i = 0; i < 3; i++) {
        expect(await shop.tell(id, aParcel())).toMatchObject([{ state: 'written' }])
      }
      expect(shop.standIn.shown(id)).toMatchObject([
        { carrier: 'Australia Post', numbers: ['AAA1000001'] },
      ])
      expect(shop.standIn.acts()).toBe(mode === 'fulfilments' ? 1 : 2) // with the status, where it is wanted
      expect(shop.standIn.isShipped(id)).toBe(true)
      expect(shop.problems).toEqual([])
    })

    it('is one parcel when the answer to the act was lost', async () => {
      const { id } = shop.place()
      shop.loseNext('POST')
      expect(await shop.tell(id, aParcel())).toMatchObject([{ state: 'written' }])
      expect(numbers(id)).toEqual([['AAA1000001']])
    })

    it.each(['POST', 'PUT', 'DELETE'])(
      'gets its new number, also when the answer to a %s was lost',
      async method => {
        const { id } = shop.place()
        await shop.tell(id, aParcel())
        const changed = aParcel({
          trackingNumber: 'BBB2',
          previous: 'AAA1000001',
          mayCreate: false,
        })
        shop.loseNext(method)
        await woocommerce.writeBack(id, [changed], shop.context())
        expect(await shop.tell(id, changed)).toMatchObject([{ state: 'written' }])
        expect(numbers(id)).toEqual([['BBB2']])
        const acts = shop.standIn.acts()
        await shop.tell(id, changed)
        expect(shop.standIn.acts()).toBe(acts)
      },
    )

    it('is corrected beside another one that is corrected or new in the same call', async () => {
      const { id, itemIds } = shop.place([CATALOGUE.dress, CATALOGUE.tote])
      const [one = [], two = []] = itemIds.map(itemId => [{ platformItemId: itemId, quantity: 1 }])
      const first = aParcel({ trackingNumber: 'OLD1', items: one })
      const second = aParcel({ trackingNumber: 'OLD2', items: two })
      const known = { mayCreate: false }
      expect(await shop.tell(id, second)).toMatchObject([{ state: 'written' }])
      const corrected = { ...second, ...known, trackingNumber: 'MID2', previous: 'OLD2' }
      expect(await shop.tell(id, first, corrected)).toMatchObject(Array(2).fill(WRITTEN))
      expect(numbers(id).flat().toSorted()).toEqual(['MID2', 'OLD1'])
      const both = [
        { ...first, ...known, trackingNumber: 'NEW1', previous: 'OLD1' },
        { ...second, ...known, trackingNumber: 'NEW2', previous: 'MID2' },
      ]
      expect(await shop.tell(id, ...both)).toMatchObject(Array(2).fill(WRITTEN))
      expect(numbers(id).flat().toSorted()).toEqual(['NEW1', 'NEW2'])
    })

    it('goes to the next place when the plugin is gone before we hear of it', async () => {
      const before = shop.place()
      await shop.tell(before.id, aParcel())
      shop.standIn.offer('notes')
      const after = shop.place()
      const later = aParcel({ trackingNumber: 'AAA1000002' })
      expect(await shop.tell(after.id, later)).toMatchObject([WRITTEN])
      expect(numbers(after.id)).toEqual([['AAA1000002']])
    })

    it('never completes the order again that somebody set back, nor one cancelled meanwhile', async () => {
      const { id } = shop.place()
      const completing = shop.context({ settings: { completeOrders: true } })
      await shop.tell(id, aParcel())
      shop.standIn.setStatus(id, 'processing')
      const asked = shop.standIn.asks.length
      await woocommerce.writeBack(
        id,
        [aParcel({ previous: 'AAA1000001', mayCreate: false })],
        completing,
      )
      expect(shop.standIn.asks.slice(asked).every(ask => ask.method === 'GET')).toBe(true)

      const other = shop.place()
      shop.afterNext('POST', () => shop.standIn.setStatus(other.id, 'cancelled'))
      const told = await woocommerce.writeBack(
        other.id,
        [aParcel({ trackingNumber: 'AAA1000002' })],
        completing,
      )
      expect(told).toMatchObject({ ok: true, value: [WRITTEN] })
      expect(
        shop.standIn.asks.filter(
          ({ method, url }) => method === 'PUT' && url.pathname.endsWith(other.id),
        ),
      ).toEqual([])
    })

    it('is shown beside a further box of the same items, where a parcel holds no items', async () => {
      const { id } = shop.place()
      const told = await shop.tell(id, aParcel(), aParcel({ trackingNumber: 'AAA1000002' }))
      const isShown = mode !== 'fulfilments'
      expect(told).toMatchObject([WRITTEN, { state: isShown ? 'written' : 'refused' }])
      expect(numbers(id)).toEqual([['AAA1000001'], ...(isShown ? [['AAA1000002']] : [])])
    })

    it('is known by its number as staff typed it', async () => {
      if (mode === 'notes') return // a note of theirs is not read
      const { id } = shop.place()
      const typed = { carrier: 'Australia Post', trackingNumber: 'aaa 1000001', items: null }
      shop.standIn.fulfil(id, typed)
      expect(await shop.tell(id, aParcel())).toMatchObject([WRITTEN])
      expect(numbers(id)).toEqual([['aaa 1000001']])
    })

    it('is not made again when it was removed there', async () => {
      const { id } = shop.place()
      await shop.tell(id, aParcel())
      shop.standIn.clearParcels(id)
      expect(await shop.tell(id, aParcel({ mayCreate: false }))).toMatchObject([
        { state: 'refused' },
      ])
      expect(numbers(id)).toEqual([])
    })

    it('is refused for a cancelled or refunded order', async () => {
      const { id } = shop.place()
      for (const status of ['cancelled', 'refunded']) {
        shop.standIn.setStatus(id, status)
        expect(await shop.tell(id, aParcel())).toMatchObject([
          { state: 'refused', reason: expect.stringContaining(status) },
        ])
      }
    })

    it('completes the order only when all is sent and the merchant wants it', async () => {
      const { id, itemIds } = shop.place([CATALOGUE.dress, CATALOGUE.scarf])
      const [one = '', two = ''] = itemIds
      const context = (completeOrders: boolean) => shop.context({ settings: { completeOrders } })
      const statusAfter = async (wanted: readonly WantedFulfilment[], completeOrders: boolean) => {
        const told = await woocommerce.writeBack(id, wanted, context(completeOrders))
        expect(told).toMatchObject({ ok: true })
        return shop.standIn.asks.filter(
          ({ method, body }) => method === 'PUT' && body.includes('"status":"completed"'),
        ).length
      }
      const first = aParcel({ items: [{ platformItemId: one, quantity: 1 }] })
      const second = aParcel({
        trackingNumber: 'AAA2',
        items: [{ platformItemId: two, quantity: 2 }],
      })
      expect(await statusAfter([first], true)).toBe(0)
      expect(await statusAfter([first, second], false)).toBe(0)
      expect(await statusAfter([first, second], true)).toBe(1)
      expect(await statusAfter([first, second], true)).toBe(1)
    })
  },
)

describe('a parcel that was told before the shop got a better place', () => {
  it.each([
    ['notes', 'fulfilments'],
    ['notes', 'tracking'],
    ['tracking', 'fulfilments'],
    ['ast', 'fulfilments'],
  ] as const)('is known in the %s while the %s take the next', async (before, after) => {
    shop = openShop(before)
    const { id, itemIds } = shop.place([CATALOGUE.dress, CATALOGUE.tote])
    const [dress = [], tote = []] = itemIds.map(itemId => [{ platformItemId: itemId, quantity: 1 }])
    await shop.tell(id, aParcel({ items: dress }))
    shop.standIn.offer(after, before)
    shop.forget()
    const acts = shop.standIn.acts()
    const known = aParcel({ items: dress, previous: 'AAA1000001', mayCreate: false })
    expect(await shop.tell(id, known)).toMatchObject([WRITTEN])
    expect(shop.standIn.acts()).toBe(acts)

    const next = aParcel({ trackingNumber: 'AAA1000002', items: tote })
    expect(await shop.tell(id, known, next)).toMatchObject([WRITTEN, WRITTEN])
    expect(shop.standIn.shown(id).map(each => each.numbers)).toEqual([['AAA1000002']])
    const corrected = { ...known, trackingNumber: 'BBB2' }
    expect(await shop.tell(id, corrected)).toMatchObject([WRITTEN])
    shop.standIn.offer(before)
    expect(shop.standIn.shown(id).map(each => each.numbers)).toEqual([['BBB2']])
  })

  it('is looked for nowhere else when it is new, or stands in the best place', async () => {
    const { id } = shop.place()
    await shop.tell(id, aParcel())
    await shop.tell(id, aParcel({ previous: 'AAA1000001', mayCreate: false }))
    expect(shop.paths().filter(path => path.endsWith('/') || path.includes('notes'))).toEqual([])
  })

  it('is not looked for elsewhere when the shop answers a fault that is not “no such route”', async () => {
    const { id } = shop.place()
    const { http, ...context } = shop.context()
    const body = '{"code":"rest_forbidden_context","message":"Sorry","data":{"status":400}}'
    const told = await woocommerce.writeBack(id, [aParcel()], {
      ...context,
      http: async (url, call) =>
        url.includes('/fulfillments')
          ? { ok: true, value: { status: 400, headers: new Headers(), text: body } }
          : http(url, call),
    })
    expect(told).toMatchObject({ ok: false, problem: { kind: 'refused', status: 400 } })
    expect(shop.standIn.acts()).toBe(0)
  })
})

describe('a parcel told to the Fulfillments API', () => {
  it('holds what is left: no refunded pieces, none of another parcel, none of a draft', async () => {
    const { id, itemIds } = shop.place([{ ...CATALOGUE.scarf, quantity: 5 }])
    const [scarf = ''] = itemIds
    shop.standIn.refund(id, scarf, 1)
    shop.standIn.fulfil(id, {
      carrier: 'Sendle',
      trackingNumber: 'S1',
      items: [{ platformItemId: scarf, quantity: 1 }],
    })
    expect(await shop.tell(id, aParcel())).toMatchObject([{ state: 'written' }])
    expect(shop.standIn.shown(id)[1]?.items).toEqual([{ platformItemId: scarf, quantity: 3 }])
    const more = aParcel({
      trackingNumber: 'AAA2',
      items: [{ platformItemId: scarf, quantity: 1 }],
    })
    expect(await shop.tell(id, more)).toMatchObject([
      { state: 'refused', reason: 'the items are already fulfilled with another tracking number' },
    ])
  })

  it('keeps the items and the meta that others gave a fulfilment when its number changes', async () => {
    const { id } = shop.place()
    shop.standIn.fulfil(id, { carrier: 'Sendle', trackingNumber: 'AAA1', items: null })
    await shop.tell(id, aParcel({ trackingNumber: 'BBB2', previous: 'AAA1', mayCreate: false }))
    const put = shop.standIn.asks.find(ask => ask.method === 'PUT')
    expect(put?.body).toMatch(/"_items","value":\[\{"item_id":9007199254\d+,"qty":1\}\]/)
    expect(put?.body).toContain('{"key":"_shipping_option","value":"manual-entry"}')
    expect(put?.url.searchParams.get('notify_customer')).toBe('false')
    expect(shop.standIn.shown(id)).toMatchObject([
      { carrier: 'Australia Post', numbers: ['BBB2'], items: [{ quantity: 1 }] },
    ])
  })

  it('sends line ids as exact integers beyond 2^53', async () => {
    const { id, itemIds } = shop.place([CATALOGUE.dress, CATALOGUE.tote])
    await shop.tell(id, aParcel())
    expect(shop.standIn.shown(id)[0]?.items.map(item => item.platformItemId)).toEqual(itemIds)
  })
})

describe('a parcel told as a note', () => {
  it('is private and names number, carrier and page', async () => {
    shop = openShop('notes')
    const { id } = shop.place()
    await shop.tell(id, aParcel())
    const [note] = shop.standIn.asks.filter(ask => ask.method === 'POST')
    expect(JSON.parse(note?.body ?? '')).toEqual({
      note: 'Parcel AAA1000001 sent with Australia Post. https://track.example.com/t/0abc',
      customer_note: false,
    })
  })
})
