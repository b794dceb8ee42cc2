import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Db, openDb } from '../../../src/core/db/open.ts'
import { insertShipment, shipmentsByNumber } from '../../../src/core/db/shipments.ts'
import { readHistory } from '../../../src/core/db/written.ts'
import { fold } from '../../../src/core/fold.ts'
import { NOTHING_TOLD } from '../../../src/core/shipment.ts'
import type { TrackingReport } from '../../../src/core/tracking.ts'
import { carriers } from '../../../src/sync/carriers/index.ts'
import { applyTracking } from '../../../src/sync/jobs/apply-tracking.ts'
import { quiet } from '../quiet.ts'

const db = home()
const MERCHANT = 1
const T0 = Date.UTC(2026, 9, 24)
const QUIET = quiet(T0)

/** A real webhook body of the flat kind, `hour` hours after dispatch. */
const told = (status: string, hour: number, number = 'AAA1000001'): TrackingReport => {
  const reports = carriers.starshipit.read(
    {
      order_number: '#1',
      carrier_name: 'Australia Post',
      tracking_number: number,
      tracking_status: status,
      last_updated_date: new Date(T0 + hour * 3_600_000).toISOString(),
    },
    T0 + hour * 3_600_000 + 5000,
  )
  const [report] = reports.ok ? reports.value : []
  if (!report) throw new Error('the fixture is unreadable')
  return report
}

async function ship(number: string, orderId: number) {
  await env.DB0.prepare(
    "INSERT OR IGNORE INTO orders (id, merchant_id, connection_id, platform_id, number, token, channel, placed_at, content, assignment, silent, imported_at) VALUES (?, 1, 1, ?, '#1', ?, 'shop', 0, '{}', '{}', 0, 0)",
  )
    .bind(orderId, `p${orderId}`, `token${orderId}`)
    .run()
  return insertShipment(db, {
    merchantId: MERCHANT,
    orderId,
    parcel: 1,
    carrier: 'Australia Post',
    service: null,
    trackingNumber: number,
    items: null,
    door: 'api',
    dispatchedAt: T0,
    history: NOTHING_TOLD,
    state: fold([]),
  })
}

async function stored(number = 'AAA1000001') {
  const [row] = await shipmentsByNumber(db, MERCHANT, [number])
  if (!row) throw new Error('no such shipment')
  return { ...row, history: readHistory(row.events) }
}

beforeEach(async () => {
  await env.DB0.exec('DELETE FROM shipments')
  await ship('AAA1000001', 1)
})

describe('carrier news', () => {
  it('costs one row when it changes something and none when it is told again', async () => {
    const rows = () => env.DB0.prepare('SELECT version FROM shipments').first<number>('version')
    const first = await applyTracking(db, MERCHANT, [told('InTransit', 1)], QUIET)
    expect(first.changed).toHaveLength(1)
    expect(await rows()).toBe(2)
    for (let again = 0; again < 4; again++) {
      const repeat = await applyTracking(db, MERCHANT, [told('InTransit', 1)], QUIET)
      expect(repeat).toMatchObject({ changed: [], unmatched: [], contended: [] })
      expect(repeat.repeated).toHaveLength(1)
    }
    expect(await rows()).toBe(2)
    expect((await stored()).history.events).toHaveLength(1)
  })

  it('gives the same state in any order of arrival', async () => {
    const news = [told('Delivered', 9), told('InTransit', 1), told('OutForDelivery', 5)]
    for (const report of news) await applyTracking(db, MERCHANT, [report], QUIET)
    const oneByOne = await stored()
    await env.DB0.exec('DELETE FROM shipments')
    await ship('AAA1000001', 1)
    await applyTracking(db, MERCHANT, news.toReversed(), QUIET)
    const together = await stored()
    expect(together.status).toBe('delivered')
    expect(together.state).toBe(oneByOne.state)
  })

  it('of many parcels in one batch reaches each, and names those nobody dispatched', async () => {
    await ship('BBB1000001', 2)
    const result = await applyTracking(
      db,
      MERCHANT,
      [
        told('InTransit', 1),
        told('Delivered', 2, 'bbb 1000001'),
        told('InTransit', 1, 'CCC1000001'),
      ],
      QUIET,
    )
    expect(result.changed).toHaveLength(2)
    expect(result.unmatched.map(report => report.trackingNumber)).toEqual(['CCC1000001'])
    expect((await stored('BBB1000001')).status).toBe('delivered')
  })

  it('of another merchant never touches the parcel', async () => {
    const result = await applyTracking(db, 2, [told('Delivered', 1)], QUIET)
    expect(result.unmatched).toHaveLength(1)
    expect((await stored()).status).toBe('unknown')
  })

  it('that arrives twice at once loses nothing: the loser of the race folds again', async () => {
    await Promise.all(
      [told('InTransit', 1), told('OutForDelivery', 5), told('Delivered', 9)].map(report =>
        applyTracking(db, MERCHANT, [report], QUIET),
      ),
    )
    const { status, history } = await stored()
    expect(status).toBe('delivered')
    expect(history.events).toHaveLength(3)
  })
})

describe('a dispatched parcel', () => {
  it('costs two rows, and none when the same number is dispatched again', async () => {
    expect((await ship('DDD1000001', 3)).meta.rows_written).toBe(2)
    expect((await ship('DDD1000001', 4)).meta.rows_written).toBe(0)
  })
})

function home(): Db {
  const opened = openDb(env, '0')
  if (!opened) throw new Error('no DB0')
  return opened
}
