// Parcels that nobody speaks of: from the silence to what the sweep notes of it, and to the scan that ends it.
import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, it } from 'vitest'
import { Attention } from '../../cli/answers.ts'
import { parcelsInTrouble } from '../../src/core/db/attention.ts'
import { type Db, openDb } from '../../src/core/db/open.ts'
import { orderById } from '../../src/core/db/orders.ts'
import { shipmentsByNumber } from '../../src/core/db/shipments.ts'
import { dropUnmatched, keepUnmatched, unmatchedOf } from '../../src/core/db/unmatched-reports.ts'
import { readHistory } from '../../src/core/db/written.ts'
import { carriers } from '../../src/sync/carriers/index.ts'
import { type Env, readEnv } from '../../src/sync/env.ts'
import { applyTracking } from '../../src/sync/jobs/apply-tracking.ts'
import { dispatch } from '../../src/sync/jobs/dispatch.ts'
import { sweep } from '../../src/sync/jobs/sweep.ts'
import worker from '../../src/sync/worker.ts'
import { anOrder } from '../an-order.ts'
import { metered } from '../metered.ts'
import { quiet } from './quiet.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Monday 26 October 2026, ten in the morning in Sydney. */
const T0 = Date.parse('2026-10-25T23:00:00Z')
const NUMBER = 'AAA1000001'

const FEED = { name: 'feed', carrier: 'starshipit' }
const SHOP = { name: 'shop', platform: 'shopify', settings: { shop: 'a.myshopify.com' } }

async function configure(connections: readonly object[]): Promise<void> {
  const request = new Request('https://track.example.com/api/v1/config', {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${env.OPERATOR_KEY}`,
      'content-type': 'application/json',
      'waymark-merchant': 'acme',
    },
    body: JSON.stringify({
      merchant: 'acme',
      brand: { name: 'Acme', colour: '#1f6f78' },
      connections,
    }),
  })
  expect((await worker.fetch(request as never, env)).status).toBe(200)
}

async function ship(orderId: number, trackingNumber: string, silent = 0): Promise<void> {
  await env.DB0.prepare(
    `INSERT INTO orders (id, merchant_id, connection_id, platform_id, number, token, channel, placed_at, content, assignment, silent, imported_at)
    VALUES (?1, (SELECT id FROM merchants), 9, ?5, '#' || ?5, 'token' || ?5, 'shop', ?2, ?3, '{"courier":null}', ?4, ?2)`,
  )
    .bind(
      orderId,
      T0,
      JSON.stringify(anOrder({ platformId: `${orderId}` })),
      silent,
      String(orderId),
    )
    .run()
  const order = await orderById(db(), orderId)
  if (!order) throw new Error('no order')
  await dispatch(
    db(),
    order,
    {
      carrier: 'Australia Post',
      service: null,
      trackingNumber,
      items: null,
      door: 'api',
      dispatchedAt: T0,
    },
    quiet(T0),
  )
}

async function merchantId(): Promise<number> {
  return (await env.DB0.prepare('SELECT id FROM merchants').first<number>('id')) ?? 0
}

/** What the feed says `hours` after the dispatch; it may come later. */
async function told(status: string, hours: number, number = NUMBER): Promise<void> {
  const at = T0 + hours * HOUR
  await applyTracking(db(), await merchantId(), reportsOf(status, hours, number), quiet(at))
}

function reportsOf(status: string, hours: number, number = NUMBER) {
  const at = T0 + hours * HOUR
  const body = {
    order_number: '#7',
    carrier_name: 'Australia Post',
    tracking_number: number,
    tracking_status: status,
    last_updated_date: new Date(at).toISOString(),
  }
  const read = carriers.starshipit.read(body, at + 5000)
  if (!read.ok) throw new Error('the fixture is unreadable')
  return read.value
}

/** One round of the sweep at `at`; what it wrote of parcels and messages. */
async function round(at: number): Promise<number> {
  const settings = readEnv(env)
  if (!settings.ok) throw new Error('misconfigured')
  await env.DB0.exec("DELETE FROM keep WHERE name = 'sweep'")
  const { d1, rowsWritten } = metered(env.DB0)
  const nowhere = { send: async () => {}, sendBatch: async () => {} }
  const outfit = {
    ...env,
    DB0: d1,
    MESSAGES: nowhere,
    WRITE_BACKS: nowhere,
    WATCHES: nowhere,
  } as unknown as Env
  await sweep(outfit, settings.value, at)
  return rowsWritten()
}

async function stored(number = NUMBER) {
  const [row] = await shipmentsByNumber(db(), await merchantId(), [number])
  if (!row) throw new Error('no such parcel')
  const state: { flags: string[]; substatus: string | null } = JSON.parse(row.state)
  return { status: row.status, ...state, events: readHistory(row.events).events }
}

beforeEach(async () => {
  for (const table of [
    'orders',
    'shipments',
    'connections',
    'merchants',
    'messages',
    'keep',
    'unmatched_reports',
  ]) {
    await env.DB0.exec(`DELETE FROM ${table}`)
  }
  await configure([FEED, SHOP])
  await ship(7, NUMBER)
})

describe('a parcel that is not scanned', () => {
  it('is flagged once its silence is long, for one row, and for none while that stands', async () => {
    await told('InTransit', 1)
    expect(await round(T0 + 3 * DAY)).toBe(0)
    expect((await stored()).flags).toEqual([])
    expect(await round(T0 + 3 * DAY + 2 * HOUR)).toBe(1)
    expect(await stored()).toMatchObject({ status: 'in_transit', flags: ['stalled'] })
    expect(await round(T0 + 3 * DAY + 3 * HOUR)).toBe(0)
    expect(await round(T0 + 9 * DAY)).toBe(0)
    expect((await stored()).events).toHaveLength(2)
  })

  it('loses the flag with the next scan, also one that comes late, and may get it again', async () => {
    await told('InTransit', 1)
    await round(T0 + 4 * DAY)
    await told('InTransit', 2)
    expect((await stored()).flags).toEqual([])
    expect(await round(T0 + 4 * DAY + HOUR)).toBe(1)
    expect((await stored()).flags).toEqual(['stalled'])
    await told('Delivered', 98)
    expect(await stored()).toMatchObject({ status: 'delivered', flags: [] })
    expect(await round(T0 + 20 * DAY)).toBe(0)
  })

  it('goes by what its lane has taught', async () => {
    const lane = { parcels: 40, hours: Array(19).fill(50), silenceHours: 90 }
    await env.DB0.prepare('UPDATE shipments SET lane = ?').bind(JSON.stringify(lane)).run()
    await told('InTransit', 1)
    expect(await round(T0 + 91 * HOUR)).toBe(0)
    expect(await round(T0 + 92 * HOUR)).toBe(1)
  })

  it('is left alone over the weekend', async () => {
    await told('OutForDelivery', 4 * 24)
    expect(await round(T0 + 7 * DAY)).toBe(0)
    expect(await round(T0 + 7 * DAY + HOUR)).toBe(1)
  })

  it('is given up thirty days after the last word, until another one comes', async () => {
    await told('InTransit', 1)
    await round(T0 + 4 * DAY)
    expect(await round(T0 + 31 * DAY)).toBe(1)
    expect(await stored()).toMatchObject({ status: 'expired', flags: [] })
    expect(await round(T0 + 32 * DAY)).toBe(0)
    await told('InTransit', 2 * 24)
    expect((await stored()).status).toBe('in_transit')
  })

  it('is unknown to its carrier when nobody told of it five days after it left', async () => {
    expect(await round(T0 + 5 * DAY - 1)).toBe(0)
    expect(await round(T0 + 5 * DAY)).toBe(1)
    expect(await stored()).toMatchObject({ status: 'pending', substatus: 'not_found' })
    expect(await round(T0 + 6 * DAY)).toBe(0)
    await told('InTransit', 1)
    expect(await stored()).toMatchObject({ status: 'in_transit', substatus: null })
  })

  it('is nobody’s to judge without a carrier’s feed, nor when a first import brought it', async () => {
    await ship(8, 'BBB1000001', 1)
    await configure([SHOP])
    expect(await round(T0 + 31 * DAY)).toBe(0)
    await configure([FEED, SHOP])
    expect(await round(T0 + 31 * DAY)).toBe(1)
    expect((await stored('BBB1000001')).status).toBe('unknown')
    await told('InTransit', 1, 'BBB1000001')
    await round(T0 + 5 * DAY)
    expect((await stored('BBB1000001')).flags).toEqual(['stalled'])
  })

  it('of which a feed said what nobody understood is not unknown to its carrier', async () => {
    await told('SomethingNew', 1)
    expect((await stored()).events).toHaveLength(1)
    expect(await round(T0 + 6 * DAY)).toBe(0)
  })
})

describe('news that waits although its parcel is here', () => {
  it('is taken in by the sweep, whoever was faster, and waits no more', async () => {
    const [report] = reportsOf('InTransit', 1)
    if (!report) throw new Error('no report')
    const waiting = () => env.DB0.prepare('SELECT count(*) AS n FROM unmatched_reports').first('n')
    // The consumer found no parcel, the dispatch no news, and then both wrote.
    await keepUnmatched(db(), await merchantId(), [report], T0 + HOUR)
    await round(T0 + 2 * HOUR)
    expect((await stored()).status).toBe('in_transit')
    expect(await waiting()).toBe(0)
    await keepUnmatched(db(), await merchantId(), [report], T0 + 3 * HOUR)
    expect(await round(T0 + 4 * HOUR)).toBe(0)
    expect(await waiting()).toBe(0)
    expect((await stored()).events).toHaveLength(1)
  })

  it('is not dropped with what was read before it came', async () => {
    const at = [1, 2].flatMap(hour => reportsOf('InTransit', hour))
    const number = 'BBB1000001'
    const news = at.map(report => ({ ...report, trackingNumber: number }))
    await keepUnmatched(db(), await merchantId(), news.slice(0, 1), T0)
    const [read] = await unmatchedOf(db(), await merchantId(), [number])
    if (!read) throw new Error('nothing waits')
    await keepUnmatched(db(), await merchantId(), news.slice(1), T0)
    await dropUnmatched(db(), await merchantId(), [read])
    const [left] = await unmatchedOf(db(), await merchantId(), [number])
    expect(readHistory(left?.report ?? '').events).toHaveLength(2)
  })
})

describe('the parcels that need a person', () => {
  const attention = async () => {
    const request = new Request('https://track.example.com/api/v1/attention', {
      headers: { authorization: `Bearer ${env.OPERATOR_KEY}`, 'waymark-merchant': 'acme' },
    })
    const response = await worker.fetch(request as never, env)
    return Attention.parse(await response.json()).parcels
  }
  const recently = (Date.now() - T0) / HOUR

  it('are listed with why and what is next, the newest order first, and the others are not', async () => {
    await env.DB0.prepare('UPDATE shipments SET dispatched_at = ?').bind(Date.now()).run()
    for (const [id, number] of [
      [8, 'BBB1000001'],
      [9, 'CCC1000001'],
    ] as const) {
      await ship(id, number)
    }
    await env.DB0.prepare('UPDATE shipments SET dispatched_at = ?').bind(Date.now()).run()
    await told('InTransit', recently - 300)
    await told('Exception', recently, 'BBB1000001')
    await told('InTransit', recently, 'CCC1000001')
    await round(Date.now())
    const listed = await attention()
    expect(listed.map(({ order }) => order)).toEqual(['#8', '#7'])
    expect(listed[0]?.reasons[0]?.why).toContain('reports a problem')
    expect(listed[1]?.reasons).toEqual([
      {
        why: 'Australia Post has not scanned it for longer than usual.',
        next: 'Ask Australia Post where it is, before the shopper asks you.',
      },
    ])
    const refused = JSON.stringify({ state: 'refused', reason: 'No such order.' })
    await env.DB0.prepare('UPDATE shipments SET write_back = ? WHERE order_id = 9')
      .bind(refused)
      .run()
    expect((await attention())[0]?.reasons[0]?.why).toBe('The shop was not told: No such order.')
  })

  it('are told what is wrong with their number, where the number itself tells', async () => {
    await env.DB0.prepare(
      "UPDATE shipments SET dispatched_at = ?, carrier = 'UPS', tracking_number = '1Z5R89390357567128'",
    )
      .bind(Date.now() - 6 * DAY)
      .run()
    await round(Date.now())
    expect((await attention())[0]?.reasons).toContainEqual({
      why: 'UPS has told nothing of it since it was dispatched.',
      next: '1Z5R89390357567128 is no tracking number of UPS: its check digit does not fit, so some character is wrong. Put it right where it was dispatched.',
    })
  })

  it('are read by a range of primary keys, whatever the merchant sent before', async () => {
    const { d1, statements } = metered(env.DB0)
    const opened = openDb({ DB0: d1 }, '0')
    if (!opened) throw new Error('no DB0')
    await parcelsInTrouble(opened, 1, { since: 0, late: 0 }, 100)
    const [text] = statements()
    const { results } = await env.DB0.prepare(
      `EXPLAIN QUERY PLAN ${text?.replaceAll('?', "'1'")}`,
    ).all<{ detail: string }>()
    const plan = results.map(({ detail }) => detail).join('\n')
    expect(plan).toContain('SEARCH shipments USING PRIMARY KEY (order_id>')
    expect(plan).not.toContain('TEMP B-TREE')
  })
})

function db(): Db {
  const opened = openDb(env, '0')
  if (!opened) throw new Error('no DB0')
  return opened
}
