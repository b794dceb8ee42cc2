// What every platform promises of the write-back. Runs over the registry: a new adapter brings a
// stand-in shop in shops.ts.
import { describe, expect, it } from 'vitest'
import { type PlatformId, platformOf, platforms } from '../../src/sync/platforms/index.ts'
import type { WantedFulfilment } from '../../src/sync/platforms/platform.ts'
import { type StandInShop, shops } from './shops.ts'

const ids = Object.keys(platforms).filter((id): id is PlatformId => id in shops)

const parcel = (change: Partial<WantedFulfilment> = {}): WantedFulfilment => ({
  trackingNumber: 'AAA1000001',
  carrier: 'Australia Post',
  trackingUrl: 'https://track.example.com/t/0abc',
  items: null,
  mayCreate: true,
  events: [],
  ...change,
})

describe.each(ids)('%s: a parcel told to the shop', id => {
  const platform = platformOf(id)
  if (!platform) throw new Error(`${id} is in the registry and cannot be looked up`)

  async function tell(shop: StandInShop, platformId: string, ...wanted: WantedFulfilment[]) {
    const told = await platform?.writeBack(platformId, wanted, shop.context)
    return told?.ok ? told.value.map(each => each.state) : told?.problem.kind
  }
  const numbersIn = (shop: StandInShop, platformId: string) =>
    shop.fulfilments(platformId).map(each => each.numbers)

  it('appears with carrier, number and all items, in one act', async () => {
    const shop = shops[id]()
    const { platformId, itemIds } = shop.place([2, 1])
    expect(await tell(shop, platformId, parcel())).toEqual(['written'])
    expect(shop.acts()).toBe(1)
    expect(shop.fulfilments(platformId)).toEqual([
      {
        numbers: ['AAA1000001'],
        carrier: 'Australia Post',
        items: [
          { platformItemId: itemIds[0], quantity: 2 },
          { platformItemId: itemIds[1], quantity: 1 },
        ],
      },
    ])
  })

  it('is written once, however often it is told', async () => {
    const shop = shops[id]()
    const { platformId } = shop.place([1])
    for (let i = 0; i < 3; i++) {
      expect(await tell(shop, platformId, parcel())).toEqual(['written'])
    }
    expect(shop.acts()).toBe(1)
  })

  it('is one fulfilment when the answer to the act was lost', async () => {
    const shop = shops[id]()
    const { platformId } = shop.place([1])
    shop.loseNextAnswer()
    await tell(shop, platformId, parcel())
    expect(await tell(shop, platformId, parcel())).toEqual(['written'])
    expect(numbersIn(shop, platformId)).toEqual([['AAA1000001']])
  })

  it('holds its own items beside another parcel of the order', async () => {
    const shop = shops[id]()
    const { platformId, itemIds } = shop.place([2])
    const one = { platformItemId: itemIds[0] ?? '', quantity: 1 }
    const two = ['AAA1', 'AAA2'].map(trackingNumber => parcel({ trackingNumber, items: [one] }))
    expect(await tell(shop, platformId, ...two)).toEqual(['written', 'written'])
    expect(shop.fulfilments(platformId)).toMatchObject([
      { numbers: ['AAA1'], items: [one] },
      { numbers: ['AAA2'], items: [one] },
    ])
  })

  it('shows the new number when it changed, or refuses and stays as it was; never both', async () => {
    const shop = shops[id]()
    const { platformId } = shop.place([1])
    await tell(shop, platformId, parcel())
    const changed = parcel({ trackingNumber: 'BBB2', previous: 'AAA1000001' })
    shop.loseNextAnswer()
    await tell(shop, platformId, changed)
    const [state] = (await tell(shop, platformId, changed)) ?? []
    const acts = shop.acts()
    expect(numbersIn(shop, platformId)).toEqual(state === 'written' ? [['BBB2']] : [['AAA1000001']])
    expect(await tell(shop, platformId, changed)).toEqual([state])
    expect(shop.acts()).toBe(acts)
  })

  it('is refused for an order that the shop does not have', async () => {
    const shop = shops[id]()
    const { platformId } = shop.place([1])
    const gone = platformId.replace(/\d+$/, '1')
    expect(await tell(shop, gone, parcel())).toEqual(['refused'])
    expect(shop.acts()).toBe(0)
  })
})
