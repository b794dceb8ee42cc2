// What a shopper hears of a parcel that its carrier scans no more: by the merchant's policy, once, and
// nothing that is no longer so. The whole path, from the sweep to the mailbox.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { OPERATOR_KEY } from '../../demo/constants.ts'
import { BUYERS, CATALOGUE, iconicOrder, ownOrder } from '../../demo/world/orders.ts'
import type { ShopOrder } from '../../demo/world/shop.ts'
import type { StarshipitStatus } from '../../demo/world/starshipit.ts'
import demo from '../../merchants/demo.yaml?raw'
import { type Simulation, simulate } from './simulation.ts'

/** A Tuesday; three working days later it is Friday. */
const MORNING = Date.parse('2026-11-24T09:30:00+11:00')
const HOUR = 60
const DAY = 24 * HOUR
const LINE = /^ {2}stalled: .*$/m

let sim: Simulation

// Days in a simulation take seconds on a busy machine.
vi.setConfig({ testTimeout: 20_000 })

const begin = async (telling: string, config = demo) => {
  sim = await simulate(MORNING, config.replace(LINE, telling))
  await sim.cron()
  sim.clock.jump(1)
}

beforeEach(() => begin('  stalled: { email: true, sms: false }'))
afterEach(async () => {
  await sim.drain() // the stand-ins' own webhooks
  vi.unstubAllGlobals()
})

async function order(wanted = ownOrder('#2001', BUYERS.tom, [CATALOGUE.knit])) {
  const placed = sim.world.shop.place(wanted)
  await sim.drain()
  return placed
}

async function told(placed: Pick<ShopOrder, 'name'>, status: StarshipitStatus) {
  await sim.world.starshipit.tell(
    {
      orderNumber: placed.name,
      carrier: 'Australia Post',
      service: 'Express Post',
      trackingNumber: '33AAA0000001',
      shippedAt: sim.clock.now(),
    },
    status,
  )
  await sim.drain()
}

/** On its way, and then silent for three working days and a bit. */
async function stall(placed: Pick<ShopOrder, 'name'>) {
  await told(placed, 'InTransit')
  sim.clock.jump(5 * DAY + HOUR)
  await sim.cron()
}

const about = async (placed: ShopOrder) =>
  ((await sim.api.order(placed.name))?.messages ?? [])
    .filter(({ milestone }) => milestone === 'stalled')
    .map(({ channel, state, reason }) => [channel, state, reason].filter(Boolean).join(' '))

const mails = () => sim.world.resend.mails.filter(({ subject }) => subject.startsWith('No news'))
const texts = () => sim.world.twilio.texts.map(({ body }) => body)

describe('a shopper whose parcel is scanned no more', () => {
  it('is told once, since when and whom to ask, and nothing when it moves again', async () => {
    const placed = await order()
    await stall(placed)
    expect(mails()).toHaveLength(1)
    expect(mails()[0]?.text).toContain(
      'Australia Post has not scanned your parcel from Wattle & Tide for longer than usual.',
    )
    expect(mails()[0]?.text).toContain('Last scan: Tuesday 24 November, 9:31 am')
    expect(mails()[0]?.text).toContain('Questions about your order?\nhello@wattleandtide.example')
    await sim.cron()
    await stall(placed)
    expect(await sim.rows('shipments')).toMatchObject([
      { state: expect.stringContaining('"stalled"') },
    ])
    await told(placed, 'Delivered')
    expect(mails()).toHaveLength(1)
    expect(await about(placed)).toEqual(['email delivered'])
    expect(texts()).toEqual([])
  })

  it('is told nothing, and nothing is noted, unless the merchant turned it on', async () => {
    await begin('')
    const placed = await order()
    await stall(placed)
    expect(mails()).toEqual([])
    expect(await about(placed)).toEqual([])
  })

  it('is told nothing where the marketplace’s policy says so', async () => {
    await begin(
      '  stalled: { email: true, sms: true }',
      demo.replace('email: true\n', 'email: false\n'),
    )
    const placed = await order(iconicOrder('217000001', BUYERS.tom, [CATALOGUE.dress]))
    await stall(placed)
    expect(mails()).toEqual([])
    expect(await about(placed)).toContain('email skipped channel_policy')
  })

  it('is not told again after a reproject, also where the ledger was lost', async () => {
    const placed = await order()
    await stall(placed)
    await sim.db.exec('DELETE FROM messages')
    await sim.db.exec(`UPDATE shipments SET state = json_set(state, '$.substatus', 'old')`)
    const reprojected = await sim.ask('https://track.example.com/api/v1/reproject', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${OPERATOR_KEY}`,
        'content-type': 'application/json',
        'waymark-merchant': 'wattle-and-tide',
      },
      body: '{}',
    })
    expect(await reprojected.json()).toMatchObject({ changed: 1 })
    await sim.drain()
    expect(mails()).toHaveLength(1)
    expect(await about(placed)).toEqual([])
  })

  it('is not told after it was delivered, when the provider comes back late', async () => {
    const placed = await order()
    await told(placed, 'InTransit')
    sim.clock.jump(5 * DAY + HOUR)
    sim.world.faults.next('api.resend.com', 1, { kind: 'status', status: 503 })
    await sim.cron()
    await told(placed, 'Delivered')
    await sim.pass(HOUR)
    expect(mails()).toEqual([])
    expect(await about(placed)).toEqual(['email superseded delivered'])
  })

  it('gets no text in the night, and none in the morning when it was scanned meanwhile', async () => {
    await begin('  stalled: { email: false, sms: true }')
    const placed = await order()
    await told(placed, 'InTransit')
    sim.clock.jump(3 * DAY + 13 * HOUR)
    await sim.cron()
    expect(texts()).toEqual([])
    expect(await about(placed)).toEqual(['sms pending quiet_hours'])
    await told(placed, 'InTransit')
    await sim.pass(12 * HOUR)
    expect(texts()).toEqual([])
    expect(await about(placed)).toEqual(['sms superseded in_transit'])
  })

  it('gets its text in the morning when nothing was scanned in the night', async () => {
    await begin('  stalled: { email: false, sms: true }')
    const placed = await order()
    await told(placed, 'InTransit')
    sim.clock.jump(3 * DAY + 13 * HOUR)
    await sim.cron()
    await sim.pass(12 * HOUR)
    expect(texts()).toEqual([
      expect.stringContaining('Australia Post has not scanned your order #2001 for a while'),
    ])
  })
})
