// What every platform promises of the write-back. Runs over the registry: a new adapter brings a
// stand-in in the demo world, and no test code.
import { afterEach, describe, expect, it } from 'vitest'
import type { WantedFulfilment } from '../../src/sync/platforms/platform.ts'
import { aParcel } from '../a-parcel.ts'
import { carrierIn, openShop, type StandInShop, shopIds } from './shops.ts'

let shop: StandInShop
afterEach(() => {
  expect(shop.problems).toEqual([])
})

async function tell(platformId: string, ...wanted: WantedFulfilment[]) {
  const named = wanted.map(each => ({ ...each, carrier: carrierIn(shop, each.carrier) }))
  const told = await shop.platform.writeBack(platformId, named, shop.context())
  return told.ok ? told.value.map(each => each.state) : told.problem.kind
}
const shown = (platformId: string) => shop.standIn.shown(platformId)
const numbersIn = (platformId: string) => shown(platformId).map(each => each.numbers)

/** Whether the platform shows which items lie in a parcel; else it knows whole orders only. */
function knowsItems(): boolean {
  const { platformId } = shop.place([1])
  shop.standIn.fulfil(platformId, { carrier: 'Sendle', trackingNumber: 'S1', items: null })
  return shown(platformId).some(each => each.items.length > 0)
}

describe.each(shopIds)('%s: a parcel told to the shop', id => {
  const open = () => {
    shop = openShop(id)
    return shop
  }

  it('appears with carrier, number and all items, and never with one of them alone', async () => {
    const { platformId, itemIds } = open().place([2, 1])
    shop.watch(() => {
      for (const each of shown(platformId)) {
        expect(each.carrier !== null).toBe(each.numbers.length > 0)
      }
    })
    expect(await tell(platformId, aParcel())).toEqual(['written'])
    const items = [
      { platformItemId: itemIds[0], quantity: 2 },
      { platformItemId: itemIds[1], quantity: 1 },
    ]
    expect(shown(platformId)).toEqual([
      {
        numbers: ['AAA1000001'],
        carrier: carrierIn(shop, 'Australia Post'),
        items: knowsItems() ? items : [],
      },
    ])
    expect(shop.standIn.isShipped(platformId)).toBe(true)
  })

  it('is written once, however often it is told', async () => {
    const { platformId } = open().place([1])
    expect(await tell(platformId, aParcel())).toEqual(['written'])
    const acts = shop.standIn.acts()
    for (let i = 0; i < 2; i++) {
      shop.pass(60_000)
      expect(await tell(platformId, aParcel())).toEqual(['written'])
    }
    expect(shop.standIn.acts()).toBe(acts)
  })

  it('is one fulfilment when the answer to the act was lost', async () => {
    const { platformId } = open().place([1])
    shop.loseNextAnswer()
    await tell(platformId, aParcel())
    shop.pass(60_000)
    expect(await tell(platformId, aParcel())).toEqual(['written'])
    expect(numbersIn(platformId)).toEqual([['AAA1000001']])
  })

  it('holds its own items beside another parcel of the order', async ({ skip }) => {
    open()
    if (!knowsItems()) skip('it knows whole orders only')
    const { platformId, itemIds } = shop.place([2])
    const one = { platformItemId: itemIds[0] ?? '', quantity: 1 }
    const two = ['AAA1', 'AAA2'].map(trackingNumber => aParcel({ trackingNumber, items: [one] }))
    expect(await tell(platformId, ...two)).toEqual(['written', 'written'])
    expect(shown(platformId)).toMatchObject([
      { numbers: ['AAA1'], items: [one] },
      { numbers: ['AAA2'], items: [one] },
    ])
  })

  it('leaves what is not in it open', async ({ skip }) => {
    open()
    if (!knowsItems()) skip('it knows whole orders only')
    const { platformId, itemIds } = shop.place([2, 1])
    const items = [{ platformItemId: itemIds[0] ?? '', quantity: 1 }]
    expect(await tell(platformId, aParcel({ items }))).toEqual(['written'])
    expect(shown(platformId)).toMatchObject([{ items }])
    expect(shop.standIn.isShipped(platformId)).toBe(false)
    expect(await tell(platformId, aParcel({ items }))).toEqual(['written'])
    expect(shown(platformId)).toHaveLength(1)
  })

  it('shows the new number when it changed, or refuses and stays as it was; never both', async () => {
    const { platformId } = open().place([1])
    await tell(platformId, aParcel())
    const changed = aParcel({ trackingNumber: 'BBB2', previous: 'AAA1000001' })
    shop.loseNextAnswer()
    await tell(platformId, changed)
    shop.pass(60_000)
    const [state] = (await tell(platformId, changed)) ?? []
    const acts = shop.standIn.acts()
    expect(numbersIn(platformId)).toEqual(state === 'written' ? [['BBB2']] : [['AAA1000001']])
    expect(await tell(platformId, changed)).toEqual([state])
    expect(shop.standIn.acts()).toBe(acts)
  })

  it('is not made again when somebody cancelled it there', async () => {
    const { platformId } = open().place([1])
    expect(await tell(platformId, aParcel({ mayCreate: false }))).toEqual(['refused'])
    expect(shown(platformId)).toEqual([])
    expect(shop.standIn.acts()).toBe(0)
  })

  it('makes no second one when somebody else shipped the order before', async () => {
    const { platformId } = open().place([1])
    const carrier = carrierIn(shop, 'Sendle')
    shop.standIn.fulfil(platformId, { carrier, trackingNumber: 'S7', items: null })
    const answer = await shop.platform.writeBack(platformId, [aParcel()], shop.context())
    if (!answer.ok) throw new Error(answer.problem.message)
    const [outcome] = answer.value
    if (outcome?.state === 'refused') expect(outcome.reason).toMatch(/\w+ \w+/)
    const [only, ...others] = numbersIn(platformId)
    expect(others).toEqual([])
    expect(only).toContain(outcome?.state === 'written' ? 'AAA1000001' : 'S7')
  })

  it('is known already when somebody else told the same number', async () => {
    const { platformId } = open().place([1])
    const carrier = carrierIn(shop, 'Australia Post')
    shop.standIn.fulfil(platformId, { carrier, trackingNumber: 'AAA1000001', items: null })
    expect(await tell(platformId, aParcel())).toEqual(['written'])
    expect(numbersIn(platformId)).toEqual([['AAA1000001']])
    expect(shop.standIn.acts()).toBe(0)
  })

  it.each([true, false])(
    'is known by its number as staff typed it, blanks and small letters included (new: %s)',
    async mayCreate => {
      const { platformId } = open().place([1])
      const carrier = carrierIn(shop, 'Australia Post')
      shop.standIn.fulfil(platformId, { carrier, trackingNumber: '33 abc 0123456', items: null })
      const wanted = aParcel({ trackingNumber: '33ABC0123456', mayCreate })
      expect(await tell(platformId, wanted)).toEqual(['written'])
      expect(numbersIn(platformId)).toEqual([['33 abc 0123456']])
      expect(shop.standIn.acts()).toBe(0)
    },
  )

  it.each(['later', 'at once'])(
    'that is a further box of the same items, told %s, is shown or refused for just that',
    async when => {
      const { platformId } = open().place([2])
      const first = aParcel()
      const second = aParcel({ trackingNumber: 'AAA1000002' })
      const known = { ...first, previous: first.trackingNumber, mayCreate: false }
      if (when === 'later') expect(await tell(platformId, first)).toEqual(['written'])
      const wanted = (when === 'later' ? [known, second] : [first, second]).map(each => ({
        ...each,
        carrier: carrierIn(shop, each.carrier),
      }))
      const told = await shop.platform.writeBack(platformId, wanted, shop.context())
      const [one, two] = told.ok ? told.value : []
      expect(one?.state).toBe('written')
      if (two?.state === 'refused') expect(two.reason).toMatch(/AAA1000001.* further box/)
      const ours = two?.state === 'written' ? ['AAA1000001', 'AAA1000002'] : ['AAA1000001']
      expect(numbersIn(platformId).flat()).toEqual(ours)
      expect(shown(platformId).every(each => each.carrier === wanted[0]?.carrier)).toBe(true)
      const acts = shop.standIn.acts()
      const again = [known, { ...second, mayCreate: two?.state === 'refused' }]
      expect(await tell(platformId, ...again)).toEqual(['written', two?.state])
      expect(shop.standIn.acts()).toBe(acts)
    },
  )

  it('is no further box of one that somebody else shipped, though we know that one too', async () => {
    const { platformId } = open().place([2])
    const carrier = carrierIn(shop, 'Sendle')
    shop.standIn.fulfil(platformId, { carrier, trackingNumber: 'SENDLE7', items: null })
    const found = aParcel({ trackingNumber: 'SENDLE7', mayCreate: false, found: true })
    for (const previous of [null, 'SENDLE7']) {
      const wanted = [{ ...found, carrier, previous }, aParcel()]
      const told = await shop.platform.writeBack(platformId, wanted, shop.context())
      const [theirs, ours] = told.ok ? told.value : []
      expect(theirs?.state).toBe('written')
      if (ours?.state === 'refused') expect(ours.reason).toMatch(/another tracking number/)
      expect(numbersIn(platformId).flat()).toEqual(
        ours?.state === 'written' ? ['SENDLE7', 'AAA1000001'] : ['SENDLE7'],
      )
    }
  })

  it('gets its new number beside a further box of the same items', async () => {
    const { platformId } = open().place([2])
    const second = aParcel({ trackingNumber: 'AAA1000002' })
    const [, state] = (await tell(platformId, aParcel(), second)) ?? []
    const changed = aParcel({ trackingNumber: 'BBB2', previous: 'AAA1000001', mayCreate: false })
    const beside = { ...second, mayCreate: state === 'refused' }
    const [one, two] = (await tell(platformId, changed, beside)) ?? []
    expect(two).toBe(state)
    expect(numbersIn(platformId).flat()).toEqual([
      one === 'written' ? 'BBB2' : 'AAA1000001',
      ...(two === 'written' ? ['AAA1000002'] : []),
    ])
  })

  it('is told or refused for a cancelled order, and shows what it said', async () => {
    const { platformId } = open().place([1])
    shop.standIn.cancel(platformId)
    const [state] = await tell(platformId, aParcel())
    expect(['written', 'refused']).toContain(state)
    expect(numbersIn(platformId)).toEqual(state === 'written' ? [['AAA1000001']] : [])
  })

  it('is refused for an order that the shop does not have', async () => {
    const { platformId } = open().place([1])
    shop.standIn.remove(platformId)
    expect(await tell(platformId, aParcel())).toEqual(['refused'])
    expect(shop.standIn.acts()).toBe(0)
  })

  it('has all its events told, also when they are told twice', async () => {
    const { platformId } = open().place([1])
    const told = ['in_transit', 'out_for_delivery', 'delivered'] as const
    const events = told.map((status, hours) => ({
      status,
      occurredAt: shop.now() + hours * 3_600_000,
      etaAt: null,
    }))
    expect(await tell(platformId, aParcel())).toEqual(['written'])
    shop.pass(86_400_000)
    const wanted = [{ ...aParcel({ events }), carrier: carrierIn(shop, 'Australia Post') }]
    const first = await shop.platform.writeBack(platformId, wanted, shop.context())
    const acts = shop.standIn.acts()
    const again = await shop.platform.writeBack(platformId, wanted, shop.context())
    for (const each of [first, again]) {
      if (!each.ok || each.value[0]?.state !== 'written') throw new Error(JSON.stringify(each))
      expect(each.value[0].events.toSorted()).toEqual(
        events.map(({ status, occurredAt }) => `${status}@${occurredAt}`).toSorted(),
      )
    }
    expect(shop.standIn.acts()).toBe(acts)
    expect(numbersIn(platformId)).toEqual([['AAA1000001']])
  })
})
