// Dispatches that were told before their order: taken once when it comes, guessed never, and looked
// for at the price of one read.
import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, it } from 'vitest'
import { openDb } from '../../../src/core/db/open.ts'
import { keepUnmatched } from '../../../src/core/db/unmatched-reports.ts'
import type { TrackingReport } from '../../../src/core/tracking.ts'
import { dispatchTold } from '../../../src/sync/jobs/dispatch.ts'
import { anEvent } from '../../an-event.ts'
import { anOrder } from '../../an-order.ts'
import { dyingAt, metered } from '../../metered.ts'
import { quiet } from '../quiet.ts'
import { freshDatabase, lookAt, NOON, poll, rows, shopOf } from './import-shop.ts'

beforeEach(freshDatabase)

const report = (told: Partial<TrackingReport> = {}): TrackingReport => ({
  trackingNumber: 'AAA0000001',
  carrier: 'Australia Post',
  service: null,
  orderNumber: '#1',
  dispatched: true,
  events: [
    anEvent({
      source: 'starshipit',
      code: 'Dispatched',
      text: 'Dispatched',
      status: 'pending',
      substatus: 'info_received',
      occurredAt: NOON,
      snapshot: true,
    }),
  ],
  eta: null,
  ...told,
})

function keep(reports: readonly TrackingReport[], d1 = env.DB0) {
  const db = openDb({ DB0: d1 }, '0')
  if (!db) throw new Error('no DB0')
  return keepUnmatched(db, 1, reports, NOON + 1000)
}

const waiting = () => rows('SELECT tracking_number, order_number FROM unmatched_reports')
const parcels = () => rows('SELECT tracking_number, parcel, door FROM shipments')
const shop = (...platformIds: string[]) =>
  shopOf(platformIds.map(platformId => anOrder({ platformId, updatedAt: NOON })))

describe('a dispatch that waits for its order', () => {
  it('becomes its parcel, whichever way the order comes, and waits no more', async () => {
    for (const bring of [() => poll(shop('1')), () => lookAt(shop('1'), '1')]) {
      await freshDatabase()
      await keep([report()])
      const [id] = [expect.any(Number)]
      expect(await bring()).toMatchObject({ value: { dispatched: [id], untold: [id] } })
      expect(await parcels()).toEqual([
        { tracking_number: 'AAA0000001', parcel: 1, door: 'carrier' },
      ])
      expect(await waiting()).toEqual([])
      expect(await bring()).toMatchObject({ value: { dispatched: [], untold: [] } })
    }
  })

  it('is no other order’s, and no other merchant’s', async () => {
    await keep([report({ orderNumber: '#2' })])
    await env.DB0.exec('UPDATE unmatched_reports SET merchant_id = 2')
    await keep([report({ orderNumber: '#3' })])
    await poll(shop('1', '2'))
    expect(await parcels()).toEqual([])
    expect(await waiting()).toHaveLength(2)
  })

  it('is given to none of two orders of that number: it waits on, and one letter says so', async () => {
    await poll(shop('1'), { connectionId: 2 })
    await keep([report()])
    for (let i = 0; i < 3; i++) {
      expect(await lookAt(shop('1'), '1')).toMatchObject({ value: { dispatched: [] } })
    }
    expect(await parcels()).toEqual([])
    expect(await waiting()).toHaveLength(1)
    const letters = await rows('SELECT kind, problem, CAST(body AS TEXT) AS body FROM dead_letters')
    expect(letters).toMatchObject([
      { kind: 'orders', problem: expect.stringContaining('Several shops have an order #1') },
    ])
    expect(JSON.parse(String(letters[0]?.body))).toEqual({
      shard: '0',
      connectionId: 1,
      orderIds: ['1'],
    })
  })

  it('is lost to no crash, whichever statement it comes before, and made twice by none', {
    timeout: 60_000,
  }, async () => {
    let crashes = 0
    for (let n = 1; ; n++) {
      await freshDatabase()
      await keep([report(), report({ trackingNumber: 'AAA0000002' })])
      const survived = await poll(shop('1'), { d1: dyingAt(n, env.DB0) }).then(
        () => true,
        () => false,
      )
      if (survived) break
      crashes += 1
      await poll(shop('1'))
      expect(await parcels(), `after a crash before call ${n}`).toHaveLength(2)
      expect(await waiting(), `after a crash before call ${n}`).toEqual([])
    }
    expect(crashes).toBeGreaterThan(10)
  })
})

describe('dispatches that feeds tell of', () => {
  it('cost twenty in one post hardly more statements than one', async () => {
    const ids = Array.from({ length: 20 }, (_, i) => `${i + 1}`)
    await poll(shop(...ids))
    const told = ids.map(id =>
      report({ orderNumber: `#${id}`, trackingNumber: `AAA${id.padStart(7, '0')}` }),
    )
    const { d1, statements } = metered(env.DB0)
    const db = openDb({ DB0: d1 }, '0')
    if (!db) throw new Error('no DB0')
    const made = await dispatchTold(db, 1, told, quiet(NOON))
    expect([...made.values()].filter(({ ok }) => ok)).toHaveLength(20)
    expect(await parcels()).toHaveLength(20)
    expect(statements().length).toBeLessThan(10)
  })
})

describe('looking for what waits', () => {
  it('costs a page one read, by the index, and an unchanged page no row', async () => {
    await keep([report({ orderNumber: '#9' })])
    await poll(shop('1', '2'))
    const meter = metered(env.DB0)
    await poll(shop('1', '2'), { d1: meter.d1 })
    expect(meter.rowsWritten()).toBe(0)
    const looks = meter.statements().filter(text => text.includes('"unmatched_reports"'))
    expect(looks).toHaveLength(1)
    const plan = await env.DB0.prepare(`EXPLAIN QUERY PLAN ${looks[0]}`).bind(1, 1, '["#1"]').all()
    const searches = plan.results
      .map(row => row.detail)
      .filter(step => /unmatched/.test(String(step)))
    expect(searches).toEqual([
      expect.stringContaining('(merchant_id=? AND tracking_number=?)'),
      expect.stringContaining('unmatched_reports_dispatch (merchant_id=? AND order_number=?)'),
    ])
  })
})

describe('what is kept of a report', () => {
  it('costs 1 row, 2 when it is a dispatch with its order, and 0 when it is told again', async () => {
    const cost = async (told: TrackingReport) => {
      const meter = metered(env.DB0)
      await keep([told], meter.d1)
      return meter.rowsWritten()
    }
    const label = report({ trackingNumber: 'BBB0000001', dispatched: false })
    expect([await cost(label), await cost(label)]).toEqual([1, 0])
    expect([await cost(report()), await cost(report())]).toEqual([2, 0])
  })

  it('keeps the news of all who tell at once', async () => {
    const at = (hour: number) => {
      const [event] = report().events
      if (!event) throw new Error('no event')
      return report({ events: [{ ...event, occurredAt: NOON + hour * 3_600_000 }] })
    }
    await Promise.all([0, 1, 2].map(hour => keep([at(hour)])))
    const [kept] = await rows('SELECT report FROM unmatched_reports')
    expect(JSON.parse(String(kept?.report)).events).toHaveLength(3)
  })

  it('is completed by what is told later, and overwritten by none of it', async () => {
    await keep([report({ orderNumber: null, carrier: null, dispatched: false })])
    await keep([report({ service: 'Express Post' })])
    await keep([report({ orderNumber: '#2', carrier: 'Other', dispatched: false })])
    expect(
      await rows('SELECT order_number, carrier, service, dispatched_at FROM unmatched_reports'),
    ).toEqual([
      {
        order_number: '#1',
        carrier: 'Australia Post',
        service: 'Express Post',
        dispatched_at: NOON,
      },
    ])
  })
})
