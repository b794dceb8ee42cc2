// sync: a table of contents. It has no public route; edge passes on what the internet sends.
import { api } from './api/app.ts'
import { clock } from './clock.ts'
import { type Env, readEnv } from './env.ts'
import { learnLanes } from './jobs/learn-lanes.ts'
import { askCarriers, takePolls } from './jobs/poll-carriers.ts'
import { sendDigests } from './jobs/send-digests.ts'
import { sweep } from './jobs/sweep.ts'
import { takeDeadLetters } from './jobs/take-dead-letters.ts'
import { takeMessages } from './jobs/take-messages.ts'
import { askForOrders, takeOrders } from './jobs/take-orders.ts'
import { takeTracking } from './jobs/take-tracking.ts'
import { takeWriteBacks } from './jobs/take-write-backs.ts'
import { takeWatches } from './jobs/watch-parcels.ts'
import { nameOf } from './log.ts'
import { receive } from './receive.ts'
import { hearShopper } from './shopper/door.ts'

export { Account } from './account.ts'
export { Tries } from './tries.ts'

export default {
  async fetch(request, env) {
    const requestId = crypto.randomUUID()
    try {
      const settings = readEnv(env)
      if (!settings.ok) {
        console.error({ event: 'misconfigured', requestId, faults: settings.problem.faults })
        return unavailable(requestId)
      }
      const { pathname } = new URL(request.url)
      const now = await clock(settings.value)
      if (pathname.startsWith('/hooks/')) return await receive(request, env, settings.value, now)
      if (pathname.startsWith('/shopper/')) {
        return await hearShopper(request, env, settings.value, now)
      }
      return await api(settings.value, now).fetch(request, env)
    } catch (cause) {
      console.error({ event: 'failed', requestId, cause: nameOf(cause) })
      return unavailable(requestId)
    }
  },

  async scheduled(_, env) {
    const settings = readEnv(env)
    if (!settings.ok) throw new Error(settings.problem.faults.join('; '))
    const now = await clock(settings.value)
    // None waits for the others: what one of them meets must not keep the others from their work.
    const jobs = [
      askForOrders(env),
      askCarriers(env, now),
      sweep(env, settings.value, now),
      learnLanes(env, now),
      sendDigests(env, settings.value, now),
    ]
    for (const job of await Promise.allSettled(jobs))
      if (job.status === 'rejected') throw job.reason
  },

  async queue(batch, env) {
    const take = QUEUES[batch.queue]
    if (!take) throw new Error(`no consumer for the queue ${batch.queue}`)
    await take(batch, env)
  },
} satisfies ExportedHandler<Env>

const QUEUES: Readonly<Record<string, (batch: MessageBatch, env: Env) => Promise<void>>> = {
  'waymark-orders': takeOrders,
  'waymark-tracking': takeTracking,
  'waymark-messages': takeMessages,
  'waymark-write-backs': takeWriteBacks,
  'waymark-watches': takeWatches,
  'waymark-polls': takePolls,
  'waymark-dead-letters': takeDeadLetters,
}

/** Our own failure: the sender shall try again. */
const unavailable = (requestId: string): Response =>
  new Response(`This cannot be taken now. Try again later. (${requestId})\n`, {
    status: 503,
    headers: { 'retry-after': '60' },
  })
