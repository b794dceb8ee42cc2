// The runs of an import as production drives them: ticks of the cron, the one message that goes on, the
// account's budget, and the statements that an invocation has. The shop is a Cin7 of many pages.
import { createExecutionContext, createMessageBatch, env, getQueueResult } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  applyConfig,
  connectionsOf,
  goLive,
  merchantBySlug,
  putSecret,
} from '../../../src/core/db/config.ts'
import { type Db, openDb } from '../../../src/core/db/open.ts'
import { MerchantConfig } from '../../../src/core/merchant.ts'
import { LIMITS } from '../../../src/sync/platforms/cin7/settings.ts'
import { seal } from '../../../src/sync/seal.ts'
import worker from '../../../src/sync/worker.ts'
import cin7 from '../../fixtures/platforms/cin7/fulfilled.json'
import { metered } from '../../metered.ts'

const MINUTE = 60_000
const START = Date.UTC(2026, 9, 25)
const CONFIG = MerchantConfig.parse({
  merchant: 'demo',
  brand: { name: 'Tide & Thread', colour: '#1f6f78' },
  connections: [
    { name: 'omni', platform: 'cin7', settings: { username: 'WattleAU' } },
    { name: 'twin', platform: 'cin7', settings: { username: 'WattleAU', stages: [] } },
  ],
})

type Sent = { readonly body: unknown; readonly at: number }
let queue: Sent[] = []
let count = 0

/** As Cloudflare hands it on: after the second that a batch may wait, or when it was put off to. */
const send = (body: unknown, delaySeconds = 0) => {
  queue.push({ body, at: Date.now() + Math.max(1, delaySeconds) * 1000 })
}
const outfit = (d1 = env.DB0) =>
  ({
    ...env,
    DB0: d1,
    ORDERS: {
      send: async (body: unknown, options?: QueueSendOptions) => send(body, options?.delaySeconds),
      sendBatch: async (messages: { body: unknown }[]) => {
        for (const { body } of messages) send(body)
      },
    },
  }) as never

async function consume(body: unknown, { d1 = env.DB0, id = `m${count++}` } = {}) {
  const batch = createMessageBatch('waymark-orders', [
    { id, timestamp: new Date(), attempts: 1, body },
  ])
  await worker.queue(batch, outfit(d1))
  return getQueueResult(batch, createExecutionContext())
}

const tick = () => worker.scheduled({} as ScheduledController, outfit())
const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)

function home(): Db {
  const db = openDb(env, '0')
  if (!db) throw new Error('no DB0')
  return db
}

const first = (sql: string) => env.DB0.prepare(sql).first<Record<string, unknown>>()
const cursorOf = async (id: number) =>
  (await first(`SELECT cursor FROM connections WHERE id = ${id}`))?.cursor

/** Orders of one page, a second apart from `from` on. */
const pageFrom = (from: number, rows: number, change: object = {}) =>
  Array.from({ length: rows }, (_, i) => ({
    ...cin7.payload[0],
    id: Math.floor(from / 1000) + i,
    reference: `SO-${from + i}`,
    trackingCode: `33WTD${String(Math.floor(from / 1000) + i).slice(-9)}`,
    modifiedDate: `${new Date(from + i * 1000).toISOString().slice(0, 19)}Z`,
    ...change,
  }))

/** Every page is full; none of its orders comes in unless `change` lets it. */
function endless(rows: number, change: object = { isApproved: false, trackingCode: '' }) {
  const calledAt: number[] = []
  vi.stubGlobal('fetch', async (url: unknown) => {
    calledAt.push(Date.now())
    pass(200)
    const where = new URL(String(url)).searchParams.get('where') ?? ''
    const from = Date.parse(/modifiedDate>='([^']+)'/.exec(where)?.[1] ?? '')
    return Response.json(pageFrom(from, rows, change))
  })
  return calledAt
}

/** The place of an import that reads pages of so many. */
const cursorAt = (from: number, rows: number) =>
  JSON.stringify({
    since: from,
    page: JSON.stringify({ from, afterId: null, newest: from, rows }),
  })

const setCursor = (id: number, cursor: string) =>
  env.DB0.prepare('UPDATE connections SET cursor = ? WHERE id = ?').bind(cursor, id).run()

let omni = 0
let twin = 0

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START })
  vi.stubGlobal('scheduler', { wait: async (ms: number) => pass(ms) })
  for (const table of ['merchants', 'connections', 'orders', 'keep', 'dead_letters', 'shipments']) {
    await env.DB0.exec(`DELETE FROM ${table}`)
  }
  queue = []
  await applyConfig(home(), CONFIG, { now: START, shard: '0' })
  const merchant = await merchantBySlug(home(), 'demo')
  for (const { id, name, merchantId } of await connectionsOf(home(), merchant?.id ?? 0)) {
    const place = { merchantId, connection: name, name: 'connectionKey' }
    const sealed = await seal('invented', place, [env.SEAL_KEY])
    await putSecret(home(), id, { name: 'connectionKey', sealed, previous: null })
    if (name === 'omni') omni = id
    else twin = id
  }
  await goLive(home(), omni, START)
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** Ticks, messages and calls on one clock; nobody works at two things at once. */
async function drive(minutes: number): Promise<void> {
  const end = Date.now() + minutes * MINUTE
  for (let nextTick = Date.now(); ; ) {
    const nextMessage = Math.min(...queue.map(({ at }) => at))
    const next = Math.min(nextTick, nextMessage)
    if (Math.max(next, Date.now()) >= end) return
    if (next > Date.now()) vi.setSystemTime(next)
    if (nextTick <= nextMessage) {
      await tick()
      nextTick += MINUTE
    } else {
      const due = queue.find(({ at }) => at === nextMessage)
      queue = queue.filter(each => each !== due)
      await consume(due?.body)
    }
  }
}

/** The most calls in any stretch of that length. */
function most(calledAt: readonly number[], perMs: number): number {
  let from = 0
  return calledAt.reduce((largest, at, i) => {
    while ((calledAt[from] ?? at) <= at - perMs) from++
    return Math.max(largest, i - from + 1)
  }, 0)
}

describe('a long import', () => {
  it('is one run, however many ticks pass over it', async () => {
    endless(10)
    await setCursor(omni, cursorAt(START - 30 * 86_400_000, 10))
    for (let i = 0; i < 4; i++) {
      await tick()
      const due = queue
      queue = []
      for (const { body } of due) await consume(body)
      expect(queue).toHaveLength(1)
    }
  })

  it('is taken over when its run has died, and the one that wakes up late leads nobody back', async () => {
    let release = () => {}
    const stalled = new Promise<void>(resolve => {
      release = resolve
    })
    let calls = 0
    vi.stubGlobal('fetch', async (url: unknown) => {
      const where = new URL(String(url)).searchParams.get('where') ?? ''
      const from = Date.parse(/modifiedDate>='([^']+)'/.exec(where)?.[1] ?? '')
      if (++calls === 1) await stalled
      return Response.json(pageFrom(from, 10, { isApproved: false, trackingCode: '' }))
    })
    await setCursor(omni, cursorAt(START - 30 * 86_400_000, 10))
    const body = { shard: '0', connectionId: omni }
    const slow = consume(body, { id: 'slow' })
    await vi.waitFor(() => expect(calls).toBe(1))
    await consume(body, { id: 'early' })
    expect(calls).toBe(1)
    pass(10 * MINUTE)
    await consume(body, { id: 'late' })
    const reached = await cursorOf(omni)
    const sent = queue.length
    release()
    await slow
    expect(await cursorOf(omni)).toBe(reached)
    expect(queue).toHaveLength(sent)
  })

  it('uses its minute to 80 % and more under the cron, and is never over', {
    timeout: 120_000,
  }, async () => {
    const calledAt = endless(10)
    await setCursor(omni, cursorAt(START - 30 * 86_400_000, 10))
    const minutes = 6
    await drive(minutes)
    expect(calledAt.length).toBeGreaterThanOrEqual(0.8 * 60 * minutes)
    for (const { calls, perMs } of LIMITS) expect(most(calledAt, perMs)).toBeLessThanOrEqual(calls)
    expect((await first(`SELECT problem FROM connections WHERE id = ${omni}`))?.problem).toBeNull()
  })

  it('does not keep another connection of its account from its turn', {
    timeout: 120_000,
  }, async () => {
    await goLive(home(), twin, START)
    const calledAt = endless(10)
    await setCursor(omni, cursorAt(START - 30 * 86_400_000, 10))
    await setCursor(twin, cursorAt(START - 29 * 86_400_000, 10))
    const places = async () => [await cursorOf(omni), await cursorOf(twin)].map(pagesRead)
    await drive(5)
    const [one = 0, other = 0] = await places()
    expect(Math.min(one, other)).toBeGreaterThan(0.35 * calledAt.length)
  })

  it('stays within the statements of an invocation, also when all orders were dispatched', {
    timeout: 120_000,
  }, async () => {
    endless(250, {})
    const meter = metered(env.DB0)
    const body = { shard: '0', connectionId: omni }
    expect(await consume(body, { d1: meter.d1 })).toMatchObject({ retryMessages: [] })
    expect((await first('SELECT count(*) AS n FROM shipments'))?.n).toBeGreaterThanOrEqual(250)
    expect(meter.statements().length).toBeLessThan(1000)
    expect(queue).toMatchObject([{ body }])
  })
})

/** How far an endless import has come: each page begins where the last one ended, nine seconds on. */
function pagesRead(cursor: unknown): number {
  const { since, page } = JSON.parse(String(cursor))
  return Math.round((JSON.parse(page).from - since) / 9000)
}
