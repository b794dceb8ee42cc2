// A feed whose posts nobody signs: what it says of a parcel is not believed, it is asked about instead.
import { createExecutionContext, createMessageBatch, env, getQueueResult } from 'cloudflare:test'
import { beforeEach, describe, expect, it } from 'vitest'
import { newToken } from '../../src/core/token.ts'
import type { TrackingHook } from '../../src/sync/receive.ts'
import worker from '../../src/sync/worker.ts'
import { metered } from '../metered.ts'

const NUMBER = '00390000000000000012'
const T0 = Date.UTC(2026, 9, 24)
const FAR = Date.UTC(2100, 0, 1)

const delivered = (number: string) => ({
  tracking_reference: number,
  event_edifact_code: '22',
  status_description: 'Delivered',
  event_datetime: '2026-10-24T10:00:00',
})

const post = (...numbers: string[]) => posts(numbers)

/** One message for each list of numbers. */
async function posts(...lists: readonly (readonly string[])[]) {
  const messages = lists.map((numbers, i) => {
    const body: TrackingHook = {
      shard: '0',
      connectionId: 1,
      receivedAt: T0,
      body: { text: JSON.stringify(numbers.map(delivered)) },
    }
    return { id: `m${i + 1}`, timestamp: new Date(T0), attempts: 1, body }
  })
  const batch = createMessageBatch('waymark-tracking', messages)
  const { d1, statements } = metered(env.DB0)
  await worker.queue(batch, { ...env, DB0: d1 })
  const updates = statements().filter(sql => sql.startsWith('update "watches"')).length
  return { ...(await getQueueResult(batch, createExecutionContext())), updates }
}

const rows = async (table: string) =>
  (await env.DB0.prepare(`SELECT * FROM ${table}`).all<Record<string, unknown>>()).results

/** A parcel, and who looks after it. */
async function watch(orderId: number, number: string, connectionId: number, dueAt: number | null) {
  await env.DB0.prepare(
    `INSERT INTO shipments (order_id, parcel, merchant_id, carrier, tracking_number, status, state, events, version, door, dispatched_at, write_back)
    VALUES (?, 1, 1, 'NZ Post', ?, 'in_transit', '{}', '{}', 1, 'api', 0, '{}')`,
  )
    .bind(orderId, number)
    .run()
  await env.DB0.prepare(
    'INSERT INTO watches (order_id, parcel, connection_id, tracking_number, due_at, late_at, misses) VALUES (?, 1, ?, ?, ?, ?, 0)',
  )
    .bind(orderId, connectionId, number, dueAt, dueAt)
    .run()
}

beforeEach(async () => {
  for (const table of [
    'connections',
    'watches',
    'shipments',
    'dead_letters',
    'unmatched_reports',
  ]) {
    await env.DB0.exec(`DELETE FROM ${table}`)
  }
  await env.DB0.prepare(
    "INSERT INTO connections (id, merchant_id, name, kind, adapter, hook_id, settings, secrets, live_since) VALUES (1, 1, 'nz-post', 'carrier', 'nz-post', ?, '{\"clientId\":\"x\"}', '{}', 0)",
  )
    .bind(newToken('0'))
    .run()
})

describe('an unsigned post', () => {
  it('has its parcels asked about at once, and is neither applied nor kept', async () => {
    await watch(7, NUMBER, 1, FAR)
    expect((await post(NUMBER, 'CL000000099NZ')).explicitAcks).toEqual(['m1'])
    const [row] = await rows('watches')
    expect(row?.due_at).toBeLessThanOrEqual(Date.now())
    expect(row?.late_at).toBe(row?.due_at)
    expect(await rows('unmatched_reports')).toEqual([])
    expect(await rows('dead_letters')).toEqual([])
  })

  it('is taken together with the others of its batch, more than D1 takes parameters', async () => {
    const numbers = Array.from({ length: 120 }, (_, i) => `CL${String(i).padStart(9, '0')}NZ`)
    for (const [i, number] of numbers.entries()) await watch(i, number, 1, FAR)
    const { explicitAcks, updates } = await posts(
      numbers.slice(0, 40),
      numbers.slice(40, 80),
      numbers.slice(80),
    )
    expect(explicitAcks).toEqual(['m1', 'm2', 'm3'])
    expect(updates).toBe(1)
    expect((await rows('watches')).filter(({ due_at }) => due_at === FAR)).toEqual([])
  })

  it('names no more parcels than a post may', async () => {
    const numbers = Array.from({ length: 51 }, (_, i) => `CL${String(i).padStart(9, '0')}NZ`)
    for (const [i, number] of numbers.entries()) await watch(i, number, 1, FAR)
    await post(...numbers)
    expect((await rows('watches')).filter(({ due_at }) => due_at === FAR)).toHaveLength(1)
  })

  it('writes no row when it comes again, nor for parcels of others or that have ended', async () => {
    const [other, ended] = ['00390000000000000029', '00390000000000000036']
    await watch(7, NUMBER, 1, 5)
    await watch(8, other, 2, FAR)
    await watch(9, ended, 1, null)
    await post(NUMBER, other, ended)
    expect((await rows('watches')).map(({ due_at }) => due_at)).toEqual([5, FAR, null])
  })
})
