// The consumer of wake-up calls for messages: each call names an order whose ledger wants a look. A
// call comes again when something of it is due later.
import { openDb } from '../../core/db/open.ts'
import { clock } from '../clock.ts'
import { type Env, readEnv } from '../env.ts'
import { eachMessage, type Outcome } from '../queue.ts'
import { Wake } from './follow-up.ts'
import { sendMessages } from './send-messages.ts'

/** The longest a queue holds a message back. https://developers.cloudflare.com/queues/platform/limits/ (read 2026-11-23) */
const MAX_DELAY_SECONDS = 12 * 3600

/** A Worker has six connections, and the database takes some of them. */
const LANES = 4

export async function takeMessages(batch: MessageBatch, env: Env): Promise<void> {
  const settings = readEnv(env)
  if (!settings.ok) throw new Error(settings.problem.faults.join('; '))
  const looked = new Set<string>()
  const consumer = { env, kind: 'messages', schema: Wake, now: Date.now(), lanes: LANES } as const
  await eachMessage(batch, consumer, async ({ shard, orderId }): Promise<Outcome> => {
    const order = `${shard} ${orderId}`
    const db = openDb(env, shard)
    if (!db || looked.has(order)) return 'done'
    looked.add(order)
    const now = await clock(settings.value) // asked anew: other orders' calls took their time
    const at = await sendMessages({ db, shard, settings: settings.value, now }, orderId)
    if (at === null) return 'done'
    const afterSeconds = Math.max(1, Math.ceil((at - now) / 1000))
    return { afterSeconds: Math.min(afterSeconds, MAX_DELAY_SECONDS) }
  })
}
