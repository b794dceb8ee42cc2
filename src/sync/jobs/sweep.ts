// The sweep: goes round the orders slice by slice and calls again for whatever waits longer than it
// should, because a call was lost between a write and its queue, and notes which parcels have been silent
// for long. Once a round it forgets what has had its time. It looks at orders of the last two months; older ones have nothing left to tell.
import * as z from 'zod'
import { keepValue, kept } from '../../core/db/keep.ts'
import { eachShard } from '../../core/db/open.ts'
import { forget, ordersAfter, ordersBehind, ordersWithDueMessages } from '../../core/db/sweep.ts'
import type { Env, Settings } from '../env.ts'
import { type Place, wake } from './follow-up.ts'
import { noteSilences } from './note-silence.ts'
import { takeInStrays } from './take-in.ts'
import { ordersToWatch } from './to-watch.ts'

/** A hundred thousand live orders are gone round in 50 minutes, at about 20,000 rows read a minute. */
const SLICE = 2000
/** What the queue is surely still working on is left alone. */
const GRACE_MS = 5 * 60_000
const LIVE_MS = 60 * 86_400_000

/** `floor`: orders up to this one are too old to look at. `at`: the last one looked at. */
const Position = z.object({ floor: z.int(), at: z.int() })
type Position = z.infer<typeof Position>

export async function sweep(env: Env, settings: Settings, now: number): Promise<void> {
  await eachShard(env, (db, shard) => sweepShard({ db, shard, settings, now }, env))
}

async function sweepShard(place: Place, env: Env): Promise<void> {
  const { db, shard, now } = place
  const stored = await kept(db, 'sweep', now)
  const { floor, at }: Position = stored ? Position.parse(JSON.parse(stored)) : { floor: 0, at: 0 }
  const slice = await ordersAfter(db, at, SLICE)
  const [first, last] = [slice[0], slice.at(-1)]
  const range = first && last && { from: first.id, to: last.id, since: now - LIVE_MS }
  if (range) {
    const before = now - GRACE_MS
    const [due, behind] = await db.batch([
      ordersWithDueMessages(db, range.from, range.to, before),
      ordersBehind(db, range.from, range.to, before),
    ])
    await wake(env.WATCHES, shard, await ordersToWatch(db, range, now))
    await wake(
      env.MESSAGES,
      shard,
      due.map(({ orderId }) => orderId),
    )
    await wake(
      env.WRITE_BACKS,
      shard,
      behind.map(({ orderId }) => orderId),
    )
  }
  const old = slice.filter(({ importedAt }) => importedAt < now - LIVE_MS).at(-1)
  const lowest = old && at === floor ? old.id : floor
  const roundIsOver = slice.length < SLICE
  if (roundIsOver) await forget(db, now)
  const next: Position = { floor: lowest, at: roundIsOver || !last ? lowest : last.id }
  await keepValue(db, 'sweep', JSON.stringify(next), null)
  // At last: these write, and what they may meet there must not hold the round up.
  if (!range) return
  await takeInStrays(place, range)
  await noteSilences(place, env, range)
}
