import { describe, expect, it } from 'vitest'
import type { WantedFulfilment } from '../../../../src/sync/platforms/platform.ts'
import { shopify } from '../../../../src/sync/platforms/shopify/index.ts'
import { aParcel } from '../../../a-parcel.ts'
import { createFakeShopify, type FakeOrder, NOW, SHOP } from './fake-shopify.ts'

type Fake = ReturnType<typeof createFakeShopify>

const parcel = (change: Partial<WantedFulfilment> = {}) =>
  aParcel({ trackingNumber: '33ABC0000017', ...change })

async function tell(fake: Fake, order: FakeOrder, ...wanted: WantedFulfilment[]) {
  const result = await shopify.writeBack(order.id, wanted, fake.context())
  return result.ok ? result.value : result.problem
}

const refusal = (reason: string) => [{ state: 'refused', reason: expect.stringContaining(reason) }]
const written = (order: FakeOrder, index = 0) => ({
  state: 'written',
  platformFulfilmentId: order.fulfilments[index]?.id,
  events: [],
})
const linesOf = (order: FakeOrder) =>
  order.fulfilments.map(each => each.lines.map(line => line.quantity))
const item = (order: FakeOrder, index: number, quantity: number) => ({
  platformItemId: order.items[index]?.id ?? '',
  quantity,
})

describe('telling Shopify of a parcel', () => {
  it('gives carrier, number and page in the act that fulfils, and lets the shop mail nobody', async () => {
    const fake = createFakeShopify()
    const order = fake.place({ quantities: [1, 2] })
    expect(await tell(fake, order, parcel())).toEqual([written(order)])
    expect(linesOf(order)).toEqual([[1, 2]])
    expect(fake.callsOf('fulfill').map(call => call.variables)).toEqual([
      {
        fulfillment: {
          lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: order.open[0]?.id }],
          trackingInfo: {
            company: 'Australia Post',
            number: '33ABC0000017',
            url: 'https://track.example.com/t/0abc',
          },
          notifyCustomer: false,
        },
      },
    ])
  })

  it('reads only, when the shop has the number already', async () => {
    const fake = createFakeShopify()
    const order = fake.place()
    await tell(fake, order, parcel())
    fake.calls.length = 0
    expect(await tell(fake, order, parcel())).toEqual([written(order)])
    expect(fake.calls.map(call => call.operation)).toEqual(['orderFulfillmentState'])
  })

  it('takes blanks off the number, and knows it again with blanks', async () => {
    const fake = createFakeShopify()
    const order = fake.place()
    await tell(fake, order, parcel({ trackingNumber: ' 33ABC0000017\n' }))
    expect(order.fulfilments[0]?.trackingInfo[0]?.number).toBe('33ABC0000017')
    await tell(fake, order, parcel({ trackingNumber: '33ABC0000017 ' }))
    expect(order.fulfilments).toHaveLength(1)
  })

  it('does not take a cancelled fulfilment with the number for the parcel', async () => {
    const fake = createFakeShopify()
    const order = fake.place()
    const old = fake.shipRest(order, '33ABC0000017')
    old.status = 'CANCELLED'
    order.open.push(fake.openAt('Sydney', order.items)) // cancelling opens the items anew
    expect(await tell(fake, order, parcel())).toEqual([written(order, 1)])
  })

  it('does not make again what was cancelled in the shop after it was told', async () => {
    const fake = createFakeShopify()
    const order = fake.place()
    await tell(fake, order, parcel())
    const [made] = order.fulfilments
    if (made) made.status = 'CANCELLED'
    order.open.push(fake.openAt('Sydney', order.items))
    expect(await tell(fake, order, parcel({ mayCreate: false }))).toEqual([
      { state: 'refused', reason: 'the fulfilment was cancelled in the shop' },
    ])
    expect(order.fulfilments).toHaveLength(1)
  })
})

describe('after an answer that never came', () => {
  it.each([
    ['the connection broke', 'lost'],
    ['a proxy answered 502', { status: 502, body: 'bad gateway', after: true }],
    ['the answer was cut short', { status: 200, body: '{"data":{"ful', after: true }],
    ['Shopify had an inner error', { status: 200, body: inner(), after: true }],
  ] as const)('makes one fulfilment, not two, when it had happened and %s', async (_, fault) => {
    const fake = createFakeShopify()
    const order = fake.place()
    fake.fail('fulfill', fault)
    expect(await tell(fake, order, parcel())).toEqual([written(order)])
    expect(await tell(fake, order, parcel())).toEqual([written(order)])
    expect(order.fulfilments).toHaveLength(1)
  })

  it('does not act again in the same breath when the shop does not show it', async () => {
    const fake = createFakeShopify()
    const order = fake.place()
    fake.fail('fulfill', 'never')
    expect(await tell(fake, order, parcel())).toMatchObject({
      kind: 'unreachable',
      retry: { afterSeconds: 30 },
    })
    expect(fake.callsOf('fulfill')).toHaveLength(1)
    expect(await tell(fake, order, parcel())).toEqual([written(order)])
    expect(order.fulfilments).toHaveLength(1)
  })

  it('keeps the first problem when reading again fails as well', async () => {
    const fake = createFakeShopify()
    const order = fake.place()
    fake.fail('fulfill', { status: 502, body: '' })
    fake.fail('orderFulfillmentState', { status: 200, body: { data: { order: stateOf(order) } } })
    fake.fail('orderFulfillmentState', 'never')
    expect(await tell(fake, order, parcel())).toMatchObject({ kind: 'refused', status: 502 })
  })
})

describe('several parcels and places', () => {
  it('fulfils each parcel’s own items, to the piece', async () => {
    const fake = createFakeShopify()
    const order = fake.place({ quantities: [3, 1] })
    const one = parcel({ trackingNumber: 'ONE', items: [item(order, 0, 2)] })
    const two = parcel({ trackingNumber: 'TWO', items: [item(order, 0, 1), item(order, 1, 1)] })
    expect(await tell(fake, order, one, two)).toEqual([written(order, 0), written(order, 1)])
    expect(linesOf(order)).toEqual([[2], [1, 1]])
    expect(await tell(fake, order, one, two)).toEqual([written(order, 0), written(order, 1)])
    expect(order.fulfilments).toHaveLength(2)
  })

  it('leaves open what the parcel does not hold', async () => {
    const fake = createFakeShopify()
    const order = fake.place({ quantities: [3, 1] })
    for (const _ of ['told', 'told again']) {
      await tell(fake, order, parcel({ items: [item(order, 0, 1)] }))
      expect(order.open[0]?.lines.map(line => line.remainingQuantity)).toEqual([2, 1])
      expect(order.open[0]?.status).toBe('OPEN')
    }
  })

  it('takes an item that lies at two places once', async () => {
    const fake = createFakeShopify()
    const order = fake.place({ quantities: [1] })
    order.open.push(fake.openAt('Perth', order.items))
    await tell(fake, order, parcel({ items: [item(order, 0, 1)] }))
    expect(linesOf(order)).toEqual([[1]])
  })

  it('fulfils what is left of the items when some were refunded meanwhile', async () => {
    const fake = createFakeShopify()
    const order = fake.place({ quantities: [1] })
    await tell(fake, order, parcel({ items: [item(order, 0, 5)] }))
    expect(linesOf(order)).toEqual([[1]])
  })

  it('fulfils each place by a call of its own, and orders of one place together', async () => {
    const fake = createFakeShopify()
    const order = fake.place({ quantities: [1, 1, 1] })
    order.open = order.items.map((each, i) => fake.openAt(i < 2 ? 'Sydney' : 'Perth', [each]))
    expect(await tell(fake, order, parcel())).toEqual([written(order)])
    expect(linesOf(order)).toEqual([[1, 1], [1]])
    expect(fake.callsOf('fulfill')).toHaveLength(2)
  })

  it('comes back for the second place when it was held up after the first', async () => {
    const fake = createFakeShopify()
    const order = fake.place({ quantities: [1, 1] })
    order.open = order.items.map((each, i) => fake.openAt(i === 0 ? 'Sydney' : 'Perth', [each]))
    const busy = { status: 200, body: { errors: [{ extensions: { code: 'THROTTLED' } }] } }
    let calls = 0
    const context = fake.context()
    const http: typeof context.http = async (url, call) => {
      if (call?.body?.includes('"fulfill"') && ++calls === 2) fake.fail('fulfill', busy)
      return context.http(url, call)
    }
    const held = await shopify.writeBack(order.id, [parcel()], { ...context, http })
    expect(held).toMatchObject({ ok: false, problem: { kind: 'throttled' } })
    expect(order.fulfilments).toHaveLength(1)
    expect(await tell(fake, order, parcel())).toMatchObject([{ state: 'written' }])
    expect(linesOf(order)).toEqual([[1], [1]])
  })

  it('does not take what is added to the order later for part of the parcel', async () => {
    const fake = createFakeShopify()
    const order = fake.place()
    await tell(fake, order, parcel())
    const added = fake.openAt('Perth', [{ id: 'gid://shopify/LineItem/1', quantity: 1 }])
    order.open.push({ ...added, updatedAt: '2026-10-26T05:00:00Z' })
    order.open.push(fake.openAt('Sydney', [{ id: 'gid://shopify/LineItem/2', quantity: 1 }]))
    expect(await tell(fake, order, parcel())).toEqual([written(order)])
    expect(order.fulfilments).toHaveLength(1)
  })

  it('sees every fulfilment order and line, however many there are', async () => {
    const fake = createFakeShopify()
    const order = fake.place({ quantities: Array.from({ length: 40 }, () => 1) })
    order.open = [
      ...order.items.slice(0, 30).map(each => fake.openAt('Sydney', [each])),
      fake.openAt('Perth', order.items),
    ]
    for (const open of order.open.slice(0, 12)) fake.shipRest({ ...order, open: [open] }, 'X')
    const last = parcel({ items: [item(order, 35, 1)] })
    await tell(fake, order, last)
    expect(order.fulfilments).toHaveLength(13)
    await tell(fake, order, last)
    expect(order.fulfilments).toHaveLength(13)
  })
})

describe('when others fulfilled first', () => {
  it('adds the number to a fulfilment that has none', async () => {
    const fake = createFakeShopify()
    const order = fake.place()
    const theirs = fake.shipRest(order)
    expect(await tell(fake, order, parcel())).toEqual([written(order)])
    expect(theirs.trackingInfo).toMatchObject([{ number: '33ABC0000017' }])
    expect(fake.callsOf('fulfill')).toEqual([])
    expect(fake.callsOf('updateTracking')[0]?.variables.notifyCustomer).toBe(false)
  })

  it.each(['CLOSED', 'CANCELLED'])(
    'is not misled by a fulfilment order that is %s and still counts items',
    async status => {
      const fake = createFakeShopify()
      const order = fake.place()
      fake.shipRest(order)
      const over = fake.openAt('Perth', order.items)
      order.open.push({ ...over, status, supportedActions: [] })
      expect(await tell(fake, order, parcel())).toEqual([written(order)])
      expect(order.fulfilments[0]?.trackingInfo).toMatchObject([{ number: '33ABC0000017' }])
    },
  )

  it('leaves another number alone, and says so', async () => {
    const fake = createFakeShopify()
    const order = fake.place()
    fake.shipRest(order, 'THEIRS')
    expect(await tell(fake, order, parcel())).toEqual(refusal('another tracking number'))
    expect(fake.calls.map(call => call.operation)).toEqual(['orderFulfillmentState'])
  })

  it('does not add the number to a fulfilment of other items', async () => {
    const fake = createFakeShopify()
    const order = fake.place({ quantities: [1, 1] })
    const [theirs, bare] = order.items.map(each => fake.openAt('Sydney', [each]))
    fake.shipRest({ ...order, open: bare ? [bare] : [] })
    fake.shipRest({ ...order, open: theirs ? [theirs] : [] }, 'THEIRS')
    order.open = []
    order.status = 'FULFILLED'
    const ours = parcel({ items: [item(order, 0, 1)] })
    expect(await tell(fake, order, ours)).toEqual(refusal('another tracking number'))
  })

  it('reads once more when the shop complains, and uses what is there then', async () => {
    const fake = createFakeShopify()
    const order = fake.place()
    fake.complain('Fulfillment order has been moved')
    expect(await tell(fake, order, parcel())).toEqual([written(order)])
    expect(fake.callsOf('orderFulfillmentState')).toHaveLength(2)
  })

  it('gives up with the shop’s words when it complains again', async () => {
    const fake = createFakeShopify()
    const order = fake.place()
    fake.complain('Line items are invalid')
    fake.complain('Line items are invalid')
    expect(await tell(fake, order, parcel())).toEqual(refusal('Line items are invalid'))
    expect(fake.callsOf('fulfill')).toHaveLength(2)
  })
})

describe('a number that changed after the shop was told', () => {
  const renumbered = (change: Partial<WantedFulfilment> = {}) =>
    parcel({ trackingNumber: 'NEW1', previous: ' 33ABC0000017', ...change })
  const numbersOf = (order: FakeOrder) =>
    order.fulfilments.map(each => each.trackingInfo.map(info => info.number).join())

  it('takes the place of the old one, with its page, and the shop mails nobody', async () => {
    const fake = createFakeShopify()
    const order = fake.place()
    await tell(fake, order, parcel())
    expect(await tell(fake, order, renumbered())).toEqual([written(order)])
    expect(numbersOf(order)).toEqual(['NEW1'])
    expect(fake.callsOf('updateTracking').map(call => call.variables)).toEqual([
      {
        fulfillmentId: order.fulfilments[0]?.id,
        trackingInfoInput: {
          company: 'Australia Post',
          number: 'NEW1',
          url: 'https://track.example.com/t/0abc',
        },
        notifyCustomer: false,
      },
    ])
  })

  it('is settled when the shop shows it already, also after a lost answer', async () => {
    const fake = createFakeShopify()
    const order = fake.place()
    await tell(fake, order, parcel())
    fake.fail('updateTracking', 'lost')
    for (const _ of ['lost', 'again']) {
      expect(await tell(fake, order, renumbered())).toEqual([written(order)])
    }
    expect(fake.callsOf('updateTracking')).toHaveLength(1)
    expect(fake.callsOf('fulfill')).toHaveLength(1)
  })

  it('reaches every place that ships the parcel, and those that were not told yet', async () => {
    const fake = createFakeShopify()
    const order = fake.place({ quantities: [1, 1, 1] })
    order.open = order.items.map((each, i) =>
      fake.openAt(['Sydney', 'Perth', 'Hobart'][i] ?? '', [each]),
    )
    for (const open of order.open.slice(0, 2)) {
      fake.shipRest({ ...order, open: [open] }, '33ABC0000017')
    }
    expect(await tell(fake, order, renumbered())).toEqual([written(order)])
    expect(numbersOf(order)).toEqual(['NEW1', 'NEW1', 'NEW1'])
    expect(linesOf(order)).toEqual([[1], [1], [1]])
  })

  it('ships nothing more of the order, though more of the same item is open', async () => {
    const fake = createFakeShopify()
    const order = fake.place({ quantities: [3] })
    const items = [item(order, 0, 1)]
    await tell(fake, order, parcel({ items }))
    expect(await tell(fake, order, renumbered({ items }))).toEqual([written(order)])
    expect(linesOf(order)).toEqual([[1]])
  })

  it('leaves the other parcel of the order alone', async () => {
    const fake = createFakeShopify()
    const order = fake.place({ quantities: [2] })
    const one = parcel({ items: [item(order, 0, 1)] })
    const two = parcel({ trackingNumber: 'TWO', items: [item(order, 0, 1)] })
    await tell(fake, order, one, two)
    const changed = renumbered({ items: one.items })
    expect(await tell(fake, order, changed, two)).toEqual([written(order, 0), written(order, 1)])
    expect(numbersOf(order)).toEqual(['NEW1', 'TWO'])
  })

  it('does not take the number of a parcel that was mixed up with this one', async () => {
    const fake = createFakeShopify()
    const order = fake.place({ quantities: [2] })
    const items = [item(order, 0, 1)]
    await tell(fake, order, parcel({ items }), parcel({ items, trackingNumber: 'NEW1' }))
    await tell(fake, order, renumbered({ items }))
    expect(numbersOf(order)).toEqual(['33ABC0000017', 'NEW1'])
  })

  it('is refused where the fulfilment carries other numbers, which an update would take away', async () => {
    const fake = createFakeShopify()
    const order = fake.place()
    await tell(fake, order, parcel())
    order.fulfilments[0]?.trackingInfo.push({ number: 'THEIRS' })
    expect(await tell(fake, order, renumbered())).toEqual(refusal('correct the number in the shop'))
    expect(numbersOf(order)).toEqual(['33ABC0000017,THEIRS'])
  })

  it('stands beside that of a further box of the same items, in its place in the list', async () => {
    const fake = createFakeShopify()
    const order = fake.place()
    const second = parcel({ trackingNumber: 'BOX2', carrier: 'Sendle' })
    expect(await tell(fake, order, parcel(), second)).toEqual([written(order), written(order)])
    expect(fake.callsOf('updateTracking').map(call => call.variables)).toEqual([
      {
        fulfillmentId: order.fulfilments[0]?.id,
        trackingInfoInput: {
          company: 'Australia Post',
          numbers: ['33ABC0000017', 'BOX2'],
          urls: [parcel().trackingUrl, parcel().trackingUrl],
        },
        notifyCustomer: false,
      },
    ])
    await tell(fake, order, renumbered({ mayCreate: false }), { ...second, mayCreate: false })
    expect(numbersOf(order)).toEqual(['NEW1,BOX2'])
  })

  it('is not added where somebody else’s number stands beside that of the first box', async () => {
    const fake = createFakeShopify()
    const order = fake.place()
    await tell(fake, order, parcel())
    order.fulfilments[0]?.trackingInfo.push({ number: 'THEIRS' })
    const told = await tell(fake, order, parcel(), parcel({ trackingNumber: 'BOX2' }))
    expect(told).toEqual([written(order), ...refusal('correct the number in the shop')])
    expect(numbersOf(order)).toEqual(['33ABC0000017,THEIRS'])
  })

  it('is refused when somebody gave the items yet another number', async () => {
    const fake = createFakeShopify()
    const order = fake.place()
    fake.shipRest(order, 'THEIRS')
    expect(await tell(fake, order, renumbered())).toEqual(refusal('another tracking number'))
    expect(numbersOf(order)).toEqual(['THEIRS'])
  })

  it('is a first number where the shop never heard the old one', async () => {
    const fake = createFakeShopify()
    const order = fake.place()
    expect(await tell(fake, order, renumbered())).toEqual([written(order)])
    expect(numbersOf(order)).toEqual(['NEW1'])
  })
})

describe('what cannot be fulfilled', () => {
  const cases: [string, (order: FakeOrder) => void, string][] = [
    [
      'is cancelled',
      order => Object.assign(order, { cancelledAt: '2026-10-26T01:00:00Z' }),
      'cancelled',
    ],
    [
      'is on hold',
      order =>
        Object.assign(order.open[0] ?? {}, {
          status: 'ON_HOLD',
          supportedActions: [{ action: 'RELEASE_HOLD' }],
          fulfillmentHolds: [{ displayReason: 'Awaiting payment' }],
        }),
      'Awaiting payment',
    ],
    [
      'is planned for later',
      order =>
        Object.assign(order.open[0] ?? {}, {
          status: 'SCHEDULED',
          supportedActions: [{ action: 'MARK_AS_OPEN' }],
          fulfillAt: '2026-12-01T00:00:00Z',
        }),
      '2026-12-01',
    ],
    [
      'belongs to another fulfilment service',
      order => Object.assign(order.open[0] ?? {}, { supportedActions: [{ action: 'MOVE' }] }),
      'assigned to Sydney',
    ],
    [
      'has nothing left',
      order => Object.assign(order, { open: [], status: 'FULFILLMENT_NOT_REQUIRED' }),
      'nothing left',
    ],
  ]
  it.each(cases)('is refused with its reason when the order %s', async (_, change, reason) => {
    const fake = createFakeShopify()
    const order = fake.place()
    change(order)
    expect(await tell(fake, order, parcel())).toEqual(refusal(reason))
    expect(fake.callsOf('fulfill')).toEqual([])
  })

  it('is refused when the order is gone', async () => {
    const fake = createFakeShopify()
    const order = fake.place()
    fake.orders.length = 0
    expect(await tell(fake, order, parcel())).toEqual(refusal('no longer has this order'))
  })

  it('is a missing scope when an unfulfilled order shows nothing to fulfil', async () => {
    const fake = createFakeShopify()
    const order = fake.place()
    order.open = []
    const problem = await tell(fake, order, parcel())
    expect(problem).toMatchObject({ kind: 'credentials', retry: false, host: SHOP })
    expect(JSON.stringify(problem)).toContain('write_merchant_managed_fulfillment_orders')
  })
})

describe('telling Shopify how the parcel fares', () => {
  const events = [
    { status: 'in_transit', occurredAt: NOW - 7_200_123, etaAt: NOW + 86_400_000 },
    { status: 'pending', occurredAt: NOW - 7_000_000, etaAt: null },
    { status: 'delivered', occurredAt: NOW - 500, etaAt: null },
  ] as const
  const keys = events.map(event => `${event.status}@${event.occurredAt}`)

  it('adds each event once, with its second, and reports those the shop has no word for', async () => {
    const fake = createFakeShopify()
    const order = fake.place()
    expect(await tell(fake, order, parcel({ events }))).toMatchObject([{ events: keys }])
    expect(order.fulfilments[0]?.events).toEqual([
      {
        status: 'IN_TRANSIT',
        happenedAt: '2026-10-26T22:59:59Z',
        estimatedDeliveryAt: '2026-10-28T01:00:00Z',
      },
      { status: 'DELIVERED', happenedAt: '2026-10-27T00:59:59Z' },
    ])
    expect(await tell(fake, order, parcel({ events }))).toMatchObject([{ events: keys }])
    expect(fake.callsOf('addEvent')).toHaveLength(2)
  })

  it('adds only what is new, also among more events than one page holds', async () => {
    const fake = createFakeShopify()
    const order = fake.place()
    const scans = Array.from({ length: 130 }, (_, i) => ({
      status: 'in_transit' as const,
      occurredAt: NOW - 200_000 + i * 1000,
      etaAt: null,
    }))
    await tell(fake, order, parcel({ events: scans }))
    await tell(fake, order, parcel({ events: [...scans, ...events.slice(2)] }))
    expect(order.fulfilments[0]?.events).toHaveLength(131)
  })

  it('does not repeat an event whose answer was lost', async () => {
    const fake = createFakeShopify()
    const order = fake.place()
    fake.fail('addEvent', 'lost')
    expect(await tell(fake, order, parcel({ events }))).toMatchObject({ kind: 'unreachable' })
    expect(await tell(fake, order, parcel({ events }))).toMatchObject([{ events: keys }])
    expect(order.fulfilments[0]?.events).toHaveLength(2)
  })

  it('reports an event that the shop refused as not told', async () => {
    const fake = createFakeShopify()
    const order = fake.place()
    const no = { fulfillmentEvent: null, userErrors: [{ field: null, message: 'no' }] }
    fake.fail('addEvent', { status: 200, body: { data: { fulfillmentEventCreate: no } } })
    const [, ...told] = keys
    expect(await tell(fake, order, parcel({ events }))).toMatchObject([{ events: told }])
  })

  it('gives every parcel its number before the first event', async () => {
    const fake = createFakeShopify()
    const order = fake.place({ quantities: [1, 1] })
    const denied = { errors: [{ extensions: { code: 'ACCESS_DENIED' } }] }
    fake.fail('addEvent', { status: 200, body: denied })
    const one = parcel({ trackingNumber: 'ONE', items: [item(order, 0, 1)], events })
    const two = parcel({ trackingNumber: 'TWO', items: [item(order, 1, 1)] })
    expect(await tell(fake, order, one, two)).toMatchObject({ kind: 'credentials' })
    expect(order.fulfilments).toHaveLength(2)
  })

  it('asks nothing about events when there are none to tell', async () => {
    const fake = createFakeShopify()
    const order = fake.place()
    await tell(fake, order, parcel({ events: events.slice(1, 2) }))
    expect(fake.callsOf('fulfillmentEvents')).toEqual([])
  })
})

function inner() {
  return { errors: [{ message: 'Internal error', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] }
}

/** The state of an order with one open place, for the fault that stands in for a reply. */
function stateOf(order: FakeOrder) {
  const nodes = order.open.map(open => ({ ...open, lineItems: { nodes: open.lines } }))
  return {
    id: order.id,
    cancelledAt: null,
    displayFulfillmentStatus: order.status,
    fulfillmentOrders: { nodes },
    fulfillments: [],
  }
}
