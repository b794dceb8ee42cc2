// What a shop is told of a marketplace's order, through the queue and the demo's shop: a number that
// cannot be true is held back before anything that cannot be taken back.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { OPERATOR_KEY } from '../../../demo/constants.ts'
import { BUYERS, CATALOGUE, iconicOrder, ownOrder } from '../../../demo/world/orders.ts'
import type { NewOrder } from '../../../demo/world/shop.ts'
import { type Simulation, simulate } from '../simulation.ts'

const MORNING = Date.parse('2026-11-24T09:30:00+11:00')
const ICONIC = iconicOrder('217000001', BUYERS.nadia, [CATALOGUE.dress])
const GOOD = '33WTD0001042'
const BAD = '33WTD104'

let sim: Simulation

beforeEach(async () => {
  sim = await simulate(MORNING)
  await sim.cron()
  sim.clock.jump(1)
})

afterEach(() => {
  vi.unstubAllGlobals()
})

async function place(order: NewOrder) {
  const placed = sim.world.shop.place(order)
  await sim.drain()
  return placed
}

const request = (method: string, body: object): RequestInit => ({
  method,
  body: JSON.stringify(body),
  headers: {
    authorization: `Bearer ${OPERATOR_KEY}`,
    'waymark-merchant': 'wattle-and-tide',
    'content-type': 'application/json',
  },
})

async function call(method: string, path: string, body: object) {
  const response = await sim.ask(`https://x.example/api/v1${path}`, request(method, body))
  await sim.drain()
  return { status: response.status, text: await response.text() }
}

const ship = (number: string, trackingNumber: string, more: object = {}) =>
  call('POST', `/orders/${encodeURIComponent(number)}/shipments`, {
    carrier: 'Australia Post',
    trackingNumber,
    ...more,
  })

const correct = (number: string, parcel: number, body: object) =>
  call('PUT', `/orders/${encodeURIComponent(number)}/shipments/${parcel}`, body)

const writeBacks = async () =>
  (await sim.rows<{ write_back: string }>('shipments')).map(row => JSON.parse(row.write_back))

const behind = (connector: string) =>
  sim.db
    .prepare("UPDATE merchants SET config = json_set(config, '$.connections[0].connector', ?)")
    .bind(connector)
    .run()

describe('a number that cannot be its carrier’s', () => {
  it('is not told for an order of THE ICONIC, and the reason names the fault', async () => {
    const placed = await place(ICONIC)
    expect((await ship(placed.name, BAD)).status).toBe(201)
    expect(placed.fulfilments).toEqual([])
    expect(await writeBacks()).toEqual([
      {
        state: 'refused',
        reason: expect.stringMatching(
          /^33WTD104 is no tracking number of Australia Post: .* THE ICONIC takes no correction/,
        ),
      },
    ])
    expect(sim.waiting()).toEqual([])
  })

  it('is told for an order of the own shop, which can be corrected', async () => {
    const placed = await place(ownOrder('#2001', BUYERS.tom, [CATALOGUE.knit]))
    await ship(placed.name, BAD)
    expect(placed.fulfilments).toMatchObject([{ tracking: [{ number: BAD }] }])
  })

  it('holds up neither the order’s other parcels nor asks again', async () => {
    const placed = await place(ICONIC)
    await ship(placed.name, BAD)
    await ship(placed.name, GOOD)
    expect(placed.fulfilments).toMatchObject([{ tracking: [{ number: GOOD }] }])
    const before = await writeBacks()
    expect(before).toMatchObject([{ state: 'refused' }, { state: 'written', number: GOOD }])
    await sim.pass(90)
    await sim.cron()
    expect(await writeBacks()).toEqual(before)
  })

  it('that the shop has already is no reason to keep the journey from it', async () => {
    const placed = await place(ICONIC)
    const [open] = placed.fulfilmentOrders
    if (!open) throw new Error('nothing to fulfil')
    const tracking = [{ company: 'Australia Post', number: BAD, url: null }]
    sim.world.shop.fulfil([{ fulfilmentOrderId: open.id, lines: null }], tracking)
    await sim.drain()
    await sim.cron()
    const parcel = {
      orderNumber: placed.name,
      carrier: 'Australia Post',
      service: 'Express Post',
      trackingNumber: BAD,
      shippedAt: sim.clock.now(),
    }
    sim.clock.jump(60)
    await sim.world.starshipit.tell(parcel, 'InTransit')
    await sim.drain()
    expect(await writeBacks()).toMatchObject([{ state: 'written' }])
    expect(placed.fulfilments[0]?.events.map(event => event.status)).toEqual(['IN_TRANSIT'])
  })
})

describe('a wrong number', () => {
  it('that was held back is corrected, and the shop is told the right one', async () => {
    const placed = await place(ICONIC)
    await ship(placed.name, BAD)
    const answer = await correct(placed.name, 1, { trackingNumber: ' 33wtd0001042' })
    expect(answer).toMatchObject({ status: 200 })
    expect(JSON.parse(answer.text)).toMatchObject({ parcel: 1, trackingNumber: GOOD })
    expect(placed.fulfilments).toMatchObject([{ tracking: [{ number: GOOD }] }])
    expect(await writeBacks()).toMatchObject([{ state: 'written', number: GOOD }])
    const before = await sim.rows('shipments')
    expect((await correct(placed.name, 1, { trackingNumber: GOOD })).status).toBe(200)
    expect(await sim.rows('shipments')).toEqual(before)
  })

  it.each([
    ['held back', ICONIC, BAD],
    ['written', ownOrder('#2001', BUYERS.tom, [CATALOGUE.knit]), '33WTD0001043'],
  ])(
    'that was %s is told again though the call for it was lost',
    {
      timeout: 20_000,
    },
    async (_, wanted, wrong) => {
      const placed = await place(wanted)
      await ship(placed.name, wrong)
      await sim.ask(
        `https://x.example/api/v1/orders/${encodeURIComponent(placed.name)}/shipments/1`,
        request('PUT', { trackingNumber: GOOD }),
      )
      sim.waiting().splice(0)
      sim.clock.jump(20)
      await sim.cron()
      expect(placed.fulfilments).toMatchObject([{ tracking: [{ number: GOOD }] }])
    },
  )

  it('may have been right with another carrier', async () => {
    const placed = await place(ICONIC)
    await ship(placed.name, 'CPAWTD9')
    await correct(placed.name, 1, { trackingNumber: 'CPAWTD9', carrier: 'CouriersPlease' })
    expect(placed.fulfilments).toMatchObject([{ tracking: [{ number: 'CPAWTD9' }] }])
  })

  it('is not replaced by another wrong one, nor by one that is taken', async () => {
    const placed = await place(ICONIC)
    const other = await place(iconicOrder('217000002', BUYERS.tom, [CATALOGUE.tote]))
    await ship(placed.name, BAD)
    await ship(other.name, GOOD)
    const wrong = await correct(placed.name, 1, { trackingNumber: 'WATTLE-1' })
    expect(wrong.status).toBe(422)
    expect(JSON.parse(wrong.text).title).toMatch(/^WATTLE-1 is no tracking number of Australia/)
    expect((await correct(placed.name, 1, { trackingNumber: '!' })).status).toBe(422)
    expect((await correct(placed.name, 1, { trackingNumber: GOOD })).status).toBe(409)
    expect((await correct(placed.name, 2, { trackingNumber: '33WTD0001043' })).status).toBe(404)
    expect((await correct('#9', 1, { trackingNumber: '33WTD0001043' })).status).toBe(404)
    expect((await correct(placed.name, 1, { number: '33WTD0001043' })).status).toBe(422)
    expect(placed.fulfilments).toEqual([])
  })

  it('that was forwarded to THE ICONIC stays, and the merchant is told why', async () => {
    const placed = await place(ICONIC)
    await ship(placed.name, GOOD)
    const { status, text } = await correct(placed.name, 1, { trackingNumber: '33WTD0001043' })
    expect(status).toBe(409)
    expect(JSON.parse(text).title).toContain('THE ICONIC takes no correction')
    expect(placed.fulfilments).toMatchObject([{ tracking: [{ number: GOOD }] }])
  })

  it('that THE ICONIC was told directly is left to its adapter, which knows how long it may be', async () => {
    const placed = await place(ICONIC)
    await ship(placed.name, GOOD)
    // The connected shop stands for it: what counts here is who decides.
    await sim.db.exec(
      `UPDATE merchants SET config = json_set(config, '$.connections[0].platform', 'the-iconic')`,
    )
    const { status } = await correct(placed.name, 1, { trackingNumber: '33WTD0001043' })
    expect(status).toBe(200)
    expect(placed.fulfilments).toMatchObject([{ tracking: [{ number: '33WTD0001043' }] }])
  })

  it('of the own shop is corrected there too, in the same fulfilment', async () => {
    const placed = await place(ownOrder('#2001', BUYERS.tom, [CATALOGUE.knit]))
    await ship(placed.name, GOOD)
    await correct(placed.name, 1, { trackingNumber: '33WTD0001043' })
    expect(placed.fulfilments).toMatchObject([{ tracking: [{ number: '33WTD0001043' }] }])
    sim.clock.jump(1)
    await sim.cron()
    expect(await sim.rows('shipments')).toHaveLength(1)
    expect(sim.world.resend.mails).toHaveLength(1)
  })

  it('takes with it what was reported of the right one, and of nothing else', async () => {
    const placed = await place(ownOrder('#2001', BUYERS.tom, [CATALOGUE.knit]))
    const parcel = {
      orderNumber: 'unknown here',
      carrier: 'Australia Post',
      service: 'Express Post',
      trackingNumber: GOOD,
      shippedAt: sim.clock.now(),
    }
    await ship(placed.name, BAD)
    await sim.world.starshipit.tell({ ...parcel, trackingNumber: BAD }, 'Delivered')
    await sim.world.starshipit.tell(parcel, 'InTransit')
    await sim.drain()
    await correct(placed.name, 1, { trackingNumber: GOOD })
    expect(await sim.rows('shipments')).toMatchObject([
      { tracking_number: GOOD, status: 'in_transit' },
    ])
    expect(await sim.rows('unmatched_reports')).toEqual([])
  })

  it('of a parcel that was found in the shop is corrected there', async () => {
    const placed = await place(ICONIC)
    const [open] = placed.fulfilmentOrders
    if (!open) throw new Error('nothing to fulfil')
    const tracking = [{ company: 'Australia Post', number: GOOD, url: null }]
    sim.world.shop.fulfil([{ fulfilmentOrderId: open.id, lines: null }], tracking)
    await sim.drain()
    await sim.cron()
    const { status, text } = await correct(placed.name, 1, { trackingNumber: '33WTD0001043' })
    expect(status).toBe(409)
    expect(JSON.parse(text).title).toContain('found in the shop')
  })

  it('is put right by whoever may hand parcels over, and by nobody else', async () => {
    const placed = await place(ICONIC)
    await ship(placed.name, BAD)
    const url = `https://x.example/api/v1/orders/${placed.name}/shipments/1`
    const body = JSON.stringify({ trackingNumber: GOOD })
    const asked = await sim.ask(url, {
      method: 'PUT',
      body,
      headers: { authorization: 'Bearer x' },
    })
    expect(asked.status).toBe(401)
    expect(placed.fulfilments).toEqual([])
  })
})

describe('a number that another order has', () => {
  it('is refused at the door, and the merchant is told which and what to do', async () => {
    const first = await place(ICONIC)
    const second = await place(iconicOrder('217000002', BUYERS.tom, [CATALOGUE.tote]))
    await ship(first.name, GOOD)
    const { status, text } = await ship(second.name, ' 33wtd 0001042 ')
    expect(status).toBe(409)
    expect(JSON.parse(text).title).toBe(
      `${GOOD} is the number of another order's parcel. Marketplaces refuse a number that was used before: check it on the label.`,
    )
    expect(second.fulfilments).toEqual([])
  })
})

describe('the connector behind the shop', () => {
  it('is what the carrier’s name is written for', async () => {
    await behind('cin7app')
    const iconic = await place(ICONIC)
    const own = await place(ownOrder('#2001', BUYERS.tom, [CATALOGUE.knit]))
    await ship(iconic.name, GOOD)
    await ship(own.name, '33WTD0001043')
    expect(iconic.fulfilments).toMatchObject([{ tracking: [{ company: 'AusPost' }] }])
    expect(own.fulfilments).toMatchObject([{ tracking: [{ company: 'Australia Post' }] }])
  })

  it('that ships whole orders hears of no part of one', async () => {
    await behind('hemi')
    const placed = await place(
      iconicOrder('217000003', BUYERS.nadia, [CATALOGUE.dress, CATALOGUE.tote]),
    )
    const [line] = placed.fulfilmentOrders.flatMap(order => order.lines)
    if (!line) throw new Error('nothing to fulfil')
    const seen = await sim.rows<{ content: string }>('orders')
    const [item] = JSON.parse(seen[0]?.content ?? '{}').items
    const items = [{ platformItemId: item.platformItemId, quantity: 1 }]
    expect((await ship(placed.name, GOOD, { items })).status).toBe(201)
    expect(placed.fulfilments).toEqual([])
    expect(await writeBacks()).toMatchObject([
      { state: 'refused', reason: expect.stringMatching(/^Hemi takes the first parcel/) },
    ])
  })
})

describe('a shop that does not answer', () => {
  const HOST = 'wattle-and-tide.myshopify.com'

  it('keeps no more calls waiting than were out already, and hears of all parcels afterwards', async () => {
    const placed = []
    for (let i = 1; i <= 8; i++) {
      placed.push(await place(ownOrder(`#21${i}`, BUYERS.tom, [CATALOGUE.knit])))
    }
    for (const [i, { name }] of placed.entries()) {
      const body = { carrier: 'Australia Post', trackingNumber: `33WTD000205${i}` }
      const path = `https://x.example/api/v1/orders/${encodeURIComponent(name)}/shipments`
      expect((await sim.ask(path, request('POST', body))).status).toBe(201)
    }
    let unanswered = 0
    const answer = globalThis.fetch
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      if (!url.includes(HOST)) return answer(url, init)
      unanswered++
      throw new TypeError('no answer')
    })
    await sim.deliver(sim.waiting().filter(({ queue }) => queue === 'waymark-write-backs'))
    expect(unanswered).toBeLessThanOrEqual(4)
    vi.stubGlobal('fetch', answer)
    await sim.pass(5)
    for (const { fulfilments } of placed) expect(fulfilments).toHaveLength(1)
  })
})
