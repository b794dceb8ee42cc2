import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, it } from 'vitest'
import { openDb } from '../../../src/core/db/open.ts'
import type { PlatformOrder } from '../../../src/core/order.ts'
import { err, ok } from '../../../src/core/result.ts'
import type { CallProblem } from '../../../src/sync/http.ts'
import { type ImportJob, importOrders } from '../../../src/sync/jobs/import-orders.ts'
import type { Context, Cursor, Platform } from '../../../src/sync/platforms/platform.ts'
import { metered } from '../../metered.ts'
import { anOrder } from '../../an-order.ts'

const NOW = Date.UTC(2026, 9, 25)
const LIVE = Date.UTC(2026, 9, 20)
const DOWN: CallProblem = {
  kind: 'unreachable',
  host: 'shop.example',
  status: null,
  message: 'shop.example did not answer in time.',
  retry: { afterSeconds: 30 },
}

/** A shop that pages by (updatedAt, id) and answers nothing it was not asked. */
function shopOf(orders: PlatformOrder[], pageSize = 2, failAtPage = Number.POSITIVE_INFINITY) {
  let calls = 0
  const platform: Pick<Platform<unknown>, 'orders'> = {
    async orders(cursor: Cursor) {
      calls += 1
      if (calls === failAtPage) return err(DOWN)
      const due = orders
        .filter(order => order.updatedAt >= cursor.since)
        .sort((a, b) => a.updatedAt - b.updatedAt || (a.platformId < b.platformId ? -1 : 1))
      const from = cursor.page === null ? 0 : Number(cursor.page)
      const page = due.slice(from, from + pageSize)
      const more = from + pageSize < due.length
      const newest = Math.max(cursor.since, ...due.map(order => order.updatedAt))
      const next = more
        ? { since: cursor.since, page: String(from + pageSize) }
        : { since: newest, page: null }
      return ok({ orders: page, next, more })
    },
  }
  return { platform, calls: () => calls }
}

const context: Context<unknown> = {
  settings: {},
  secrets: {},
  now: NOW,
  http: async () => err(DOWN),
  cache: { get: async () => null, put: async () => {} },
}

async function run(platform: ImportJob['platform'], d1 = env.DB0) {
  const db = openDb({ DB0: d1 }, '0')
  if (!db) throw new Error('no DB0')
  const cursor = await env.DB0.prepare('SELECT cursor FROM connections').first<string>('cursor')
  return importOrders({
    db,
    scope: { merchantId: 1, connectionId: 1, shard: '0' },
    platform,
    context,
    cursor,
    backfillSince: 0,
    liveSince: LIVE,
    decide: () => ({
      channel: 'shop',
      assignment: {
        courier: 'auspost',
        service: null,
        signatureRequired: false,
        authorityToLeave: false,
        tags: [],
        hold: null,
      },
    }),
  })
}

const numbers = async () =>
  (
    await env.DB0.prepare('SELECT number FROM orders ORDER BY number').all<{ number: string }>()
  ).results.map(row => row.number)

beforeEach(async () => {
  await env.DB0.exec('DELETE FROM orders')
  await env.DB0.exec('DELETE FROM connections')
  await env.DB0.exec(
    "INSERT INTO connections (id, merchant_id, name, kind, adapter, hook_id, settings, secrets, live_since) VALUES (1, 1, 'shop', 'platform', 'a', 'h', '{}', '{}', 0)",
  )
})

describe('the import', () => {
  const noon = Date.UTC(2026, 9, 24, 12)

  it('loses none of two orders with one updatedAt across a page break', async () => {
    const tied = ['1', '2', '3', '4', '5'].map(id => anOrder({ platformId: id, updatedAt: noon }))
    const shop = shopOf(tied)
    expect(await run(shop.platform)).toEqual(ok({ seen: 5, pages: 3, more: false }))
    expect(await numbers()).toEqual(['#1', '#2', '#3', '#4', '#5'])
  })

  it('takes up where a crash between two pages left it', async () => {
    const orders = ['1', '2', '3', '4'].map((id, i) =>
      anOrder({ platformId: id, updatedAt: noon + i * 1000 }),
    )
    const broken = shopOf(orders, 2, 2)
    expect(await run(broken.platform)).toEqual(err(DOWN))
    expect(await numbers()).toEqual(['#1', '#2'])
    const healed = shopOf(orders)
    expect(await run(healed.platform)).toMatchObject({ ok: true, value: { seen: 2, pages: 1 } })
    expect(await numbers()).toEqual(['#1', '#2', '#3', '#4'])
  })

  it('writes nothing when an order is read again unchanged', async () => {
    const { platform } = shopOf([
      anOrder({ platformId: '1', updatedAt: noon }),
      anOrder({ platformId: '2' }),
    ])
    await run(platform)
    const meter = metered(env.DB0)
    expect(await run(platform, meter.d1)).toMatchObject({ ok: true, value: { seen: 1 } })
    expect(meter.rowsWritten()).toBe(0)
  })

  it('writes nothing when our own fulfilment comes back as an order update', async () => {
    const order = anOrder({ platformId: '1', updatedAt: noon })
    await run(shopOf([order]).platform)
    const [before] = (await env.DB0.prepare('SELECT * FROM orders').all()).results
    const fulfilment = {
      platformFulfilmentId: 'f1',
      carrier: 'Australia Post',
      trackingNumber: 'AAA1000001',
      createdAt: noon,
      cancelled: false,
      items: [],
    }
    const updated = { ...order, updatedAt: noon + 60_000, fulfilments: [fulfilment] }
    await run(shopOf([updated]).platform)
    expect((await env.DB0.prepare('SELECT * FROM orders').all()).results).toEqual([before])
  })

  it('marks what was placed before the connection went live, and test orders, as silent', async () => {
    const orders = [
      anOrder({ platformId: '1' }),
      anOrder({ platformId: '2', placedAt: LIVE - 1 }),
      anOrder({ platformId: '3', test: true }),
    ]
    await run(shopOf(orders).platform)
    const rows = await env.DB0.prepare('SELECT number, silent FROM orders ORDER BY number').all()
    expect(rows.results).toEqual([
      { number: '#1', silent: 0 },
      { number: '#2', silent: 1 },
      { number: '#3', silent: 1 },
    ])
  })

  it('stops after ten pages and says that there is more', async () => {
    const many = Array.from({ length: 30 }, (_, i) =>
      anOrder({ platformId: String(100 + i), updatedAt: noon }),
    )
    expect(await run(shopOf(many).platform)).toEqual(ok({ seen: 20, pages: 10, more: true }))
    expect(await run(shopOf(many).platform)).toMatchObject({ ok: true, value: { more: false } })
    expect(await numbers()).toHaveLength(30)
  })
})
