// The consumer of wake-up calls for write-backs: each call names an order whose shop should hear of
// its parcels. A call that meets trouble comes again when the shop asks for it; what only the merchant
// can mend is noted, and the sweep tries again.
import { openDb } from '../../core/db/open.ts'
import { clock } from '../clock.ts'
import { type Env, readEnv } from '../env.ts'
import { eachMessage, type Outcome } from '../queue.ts'
import { Wake } from './follow-up.ts'
import { writeBack } from './write-back.ts'

/** Through a longer outage the sweep calls again, so that no calls pile up. */
const MAX_ATTEMPTS = 10

/** Side by side are different orders only: see `done`. */
const LANES = 4

export async function takeWriteBacks(batch: MessageBatch, env: Env): Promise<void> {
  const settings = readEnv(env)
  if (!settings.ok) throw new Error(settings.problem.faults.join('; '))
  const done = new Set<string>()
  const consumer = {
    env,
    kind: 'write-backs',
    schema: Wake,
    now: Date.now(),
    lanes: LANES,
  } as const
  await eachMessage(batch, consumer, async ({ shard, orderId }, message): Promise<Outcome> => {
    const order = `${shard} ${orderId}`
    const db = openDb(env, shard)
    if (!db || done.has(order)) return 'done'
    done.add(order)
    const now = await clock(settings.value)
    const place = { db, shard, settings: settings.value, now, accounts: env.ACCOUNTS }
    const afterSeconds = await writeBack(place, orderId)
    const goOn = afterSeconds !== null && message.attempts < MAX_ATTEMPTS
    return goOn ? { afterSeconds } : 'done'
  })
}
