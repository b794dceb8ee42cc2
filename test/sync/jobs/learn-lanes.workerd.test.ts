// From parcels that have arrived to the range on a new parcel's page: the Workers' own doors on the real D1.
import { env } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { deliveredOf } from '../../../src/core/db/lanes.ts'
import { openDb } from '../../../src/core/db/open.ts'
import { insertShipment } from '../../../src/core/db/shipments.ts'
import { MerchantConfig } from '../../../src/core/merchant.ts'
import { pageBrand } from '../../../src/core/page-brand.ts'
import { NOTHING_TOLD, track } from '../../../src/core/shipment.ts'
import { to } from '../../../src/core/status.ts'
import page from '../../../src/edge/worker.tsx'
import { learnLanes, learnMerchant } from '../../../src/sync/jobs/learn-lanes.ts'
import worker from '../../../src/sync/worker.ts'
import { anOrder } from '../../an-order.ts'
import { metered } from '../../metered.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Wednesday, 3 am in Sydney: the first merchant's minute. */
const NOW = Date.UTC(2026, 10, 24, 16)
const MINUTE = 60_000
const ZONE = 'Australia/Sydney'
const SCOPE = { carrier: 'Australia Post', service: null, items: null, door: 'api' } as const

const home = (d1 = env.DB0) => {
  const db = openDb({ DB0: d1 }, '0')
  if (!db) throw new Error('no DB0')
  return db
}
const db = home()

async function order(id: number, merchantId: number) {
  await env.DB0.prepare(`INSERT INTO orders VALUES (?, ?, 1, ?, ?, ?, 'shop', 0, ?, '{}', 0, ?)`)
    .bind(
      id,
      merchantId,
      `p${id}`,
      `#${id}`,
      tokenOf(id),
      JSON.stringify(anOrder()),
      NOW - 100 * DAY,
    )
    .run()
}

const tokenOf = (id: number) => `0${String(id).padStart(25, '0')}`

let nextId = 100

/** Parcels that left so many days ago and took from 36 to 96 hours. */
async function arrived(merchantId: number, count: number, daysAgo = 20, more: object = {}) {
  for (let i = 0; i < count; i++) {
    const id = nextId++
    const dispatchedAt = NOW - daysAgo * DAY
    const scan = (status: 'in_transit' | 'delivered', hours: number) => ({
      source: 'x',
      sourceEventId: null,
      code: status,
      text: '',
      ...to(status),
      occurredAt: dispatchedAt + hours * HOUR,
      offsetMinutes: 0,
      zone: 'offset' as const,
      precision: 'second' as const,
      location: null,
      sequence: null,
      signedBy: null,
      snapshot: false,
      receivedAt: dispatchedAt + hours * HOUR,
    })
    const hours = 36 + (60 * i) / count
    const events = [scan('in_transit', 3), scan('delivered', hours)]
    const facts = { dispatchedAt, destinationPostcode: '2042' }
    const tracked = track(NOTHING_TOLD, { events, eta: null }, facts)
    await order(id, merchantId)
    const parcel = { ...SCOPE, trackingNumber: `AAA${id}`, dispatchedAt, ...more }
    await insertShipment(db, { ...parcel, ...tracked, merchantId, orderId: id, parcel: 1 })
  }
}

const tick = () => worker.scheduled({} as ScheduledController, env)
const lanes = async (merchantId: number) =>
  (await env.DB0.prepare('SELECT * FROM lanes WHERE merchant_id = ?').bind(merchantId).all())
    .results

async function api(method: string, path: string, merchant: string, body: object) {
  const response = await worker.fetch(
    new Request(`https://track.example.com/api/v1${path}`, {
      method,
      body: JSON.stringify(body),
      headers: {
        authorization: `Bearer ${env.OPERATOR_KEY}`,
        'content-type': 'application/json',
        'waymark-merchant': merchant,
      },
    }) as never,
    env,
  )
  expect(response.status).toBeLessThan(300)
}

/** Hands a parcel of a new order over, and opens its page. */
async function ship(merchantId: number, merchant: string, carrier = 'Australia Post') {
  const id = nextId++
  await order(id, merchantId)
  await api('POST', `/orders/%23${id}/shipments`, merchant, { carrier, trackingNumber: `NEW${id}` })
  return { id, eta: await etaOf(id) }
}

async function etaOf(id: number) {
  const request = new Request(`https://track.example.com/t/${tokenOf(id)}`, {
    headers: { accept: 'application/json' },
  })
  const bindings = { DB0: env.DB0, ENVIRONMENT: 'production', OWN_HOSTS: 'track.example.com' }
  const response = await page.fetch(request, bindings as never)
  const view = await response.json<{ parcels: { eta: Record<string, unknown> | null }[] }>()
  return view.parcels[0]?.eta ?? null
}

afterEach(() => vi.useRealTimers())

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  for (const table of ['merchants', 'orders', 'shipments', 'messages', 'lanes']) {
    await env.DB0.exec(`DELETE FROM ${table}`)
  }
  for (const [i, slug] of ['demo', 'other'].entries()) {
    const brand = { name: 'Tide & Thread', colour: '#1f6f78' }
    const config = MerchantConfig.parse({
      merchant: slug,
      brand,
      timeZone: ZONE,
      connections: [{ name: 'mail', email: 'resend', settings: { from: 'Tide <a@example.com>' } }],
    })
    await env.DB0.prepare('INSERT INTO merchants VALUES (?, ?, ?, ?, 1, 1)')
      .bind(i + 1, slug, JSON.stringify(config), JSON.stringify(pageBrand(config)))
      .run()
  }
})

describe('lanes', () => {
  it('are learned from what arrived, and give a new parcel the days it usually takes', async () => {
    await arrived(1, 40)
    expect((await ship(1, 'demo')).eta).toBeNull()
    await tick()
    const { id, eta } = await ship(1, 'demo')
    expect(eta).toMatchObject({
      text: 'Tomorrow, Thursday 26 November to Saturday 28 November',
      missed: false,
      estimated: true,
      from: '2026-11-26',
      on: '2026-11-28',
    })
    const facts = await env.DB0.prepare('SELECT facts FROM messages WHERE order_id = ?')
      .bind(id)
      .first<string>('facts')
    expect(facts).toContain('"eta":"Thursday 26 November to Saturday 28 November"')
  })

  it('of one merchant never serve another', async () => {
    await arrived(1, 40)
    await arrived(2, 5)
    for (let i = 0; i < 3; i++) {
      vi.setSystemTime(NOW + i * MINUTE)
      await tick()
    }
    expect(await lanes(1)).not.toEqual([])
    expect(await lanes(2)).toEqual([])
    expect((await ship(2, 'other')).eta).toBeNull()
    expect((await ship(1, 'demo')).eta).not.toBeNull()
  })

  it('that have not changed write no row, and one that nobody goes any more is forgotten', async () => {
    await arrived(1, 40)
    await learnMerchant(db, 1, ZONE, NOW)
    const known = await lanes(1)
    const again = metered(env.DB0)
    await learnMerchant(home(again.d1), 1, ZONE, NOW + DAY)
    expect(again.rowsWritten()).toBe(0)
    expect(await lanes(1)).toEqual(known)
    await learnMerchant(db, 1, ZONE, NOW + 120 * DAY)
    expect(await lanes(1)).toEqual([])
  })

  it('learn nothing from parcels that left lately, of which only the quick have arrived', async () => {
    await arrived(1, 40, 5)
    await learnMerchant(db, 1, ZONE, NOW)
    expect(await lanes(1)).toEqual([])
  })

  it('are read over many pages of orders, whoever else’s lie between', async () => {
    await arrived(1, 20)
    for (let i = 0; i < 450; i++) await order(nextId++, 2)
    await arrived(1, 20)
    await learnMerchant(db, 1, ZONE, NOW)
    expect((await lanes(1))[0]).toMatchObject({ parcels: 40 })
  })

  it('are read by the orders of a page alone, however much a merchant ever sent', async () => {
    const query = deliveredOf(db, 1, { from: 1, to: 2 }, { from: 0, to: NOW }).toSQL()
    const plan = await env.DB0.prepare(`EXPLAIN QUERY PLAN ${query.sql}`)
      .bind(...query.params)
      .all<{ detail: string }>()
    expect(plan.results.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/^SEARCH shipments USING PRIMARY KEY \(order_id>/),
      expect.stringMatching(/^SEARCH orders USING INTEGER PRIMARY KEY/),
    ])
  })

  it('are learned one merchant a minute and once a day', async () => {
    await arrived(1, 40)
    await arrived(2, 40)
    const learned = async () => [(await lanes(1)).length > 0, (await lanes(2)).length > 0]
    await learnLanes(env, NOW)
    expect(await learned()).toEqual([true, false])
    await learnLanes(env, NOW + MINUTE)
    expect(await learned()).toEqual([true, true])
    await env.DB0.exec('DELETE FROM lanes')
    for (let minute = 2; minute < 1440; minute += 37) await learnLanes(env, NOW + minute * MINUTE)
    expect(await learned()).toEqual([false, false])
    await learnLanes(env, NOW + DAY)
    expect(await learned()).toEqual([true, false])
  })

  it('are learned in turns where a minute has several merchants, and none is left out', async () => {
    await env.DB0.exec('UPDATE merchants SET id = 1441 WHERE id = 2')
    await arrived(1, 40)
    await arrived(1441, 40)
    const learned = new Set<number>()
    for (const night of [0, 1]) {
      await env.DB0.exec('DELETE FROM lanes')
      await learnLanes(env, NOW + night * DAY)
      const { results } = await env.DB0.prepare('SELECT DISTINCT merchant_id FROM lanes').all<{
        merchant_id: number
      }>()
      expect(results).toHaveLength(1)
      for (const { merchant_id } of results) learned.add(merchant_id)
    }
    expect([...learned].toSorted((a, b) => a - b)).toEqual([1, 1441])
  })

  it('stay with a parcel whose number is put right, and leave it with its carrier', async () => {
    await arrived(1, 40)
    await tick()
    const { id } = await ship(1, 'demo')
    const right = { trackingNumber: `RIGHT${id}` }
    await api('PUT', `/orders/%23${id}/shipments/1`, 'demo', right)
    expect(await etaOf(id)).not.toBeNull()
    await api('PUT', `/orders/%23${id}/shipments/1`, 'demo', { ...right, carrier: 'Aramex' })
    expect(await etaOf(id)).toBeNull()
  })
})
