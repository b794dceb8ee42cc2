// The queue protocol, once for every consumer: each message of a batch stands or falls by itself. One
// that cannot be read goes to dead_letters whole; one that fails in a way nobody expected comes again
// later, and neither holds up the others. Some are taken side by side, so that a shop or a provider
// that does not answer keeps only its own lane waiting.
import type * as z from 'zod'
import { type DeadLetter, keepDeadLetter } from '../core/db/dead-letters.ts'
import { HOME_SHARD, openDb } from '../core/db/open.ts'
import type { Env } from './env.ts'
import { nameOf } from './log.ts'

/** `done`: acknowledge. Else the message comes again after so many seconds. */
export type Outcome = 'done' | { readonly afterSeconds: number }

export type Consumer<T> = {
  readonly env: Env
  readonly kind: DeadLetter['kind']
  readonly schema: z.ZodType<T>
  readonly now: number
  /** How many messages are taken side by side; one after the other unless told. */
  readonly lanes?: number
}

/** Cloudflare takes a hundred messages a call. https://developers.cloudflare.com/queues/platform/limits/ (read 2026-11-23) */
const MAX_BATCH = 100

/** Sends all of them, in as many calls as it takes. */
export async function sendAll<T>(queue: Queue, bodies: readonly T[]): Promise<void> {
  for (let i = 0; i < bodies.length; i += MAX_BATCH) {
    await queue.sendBatch(bodies.slice(i, i + MAX_BATCH).map(body => ({ body })))
  }
}

/** A message that could be read. */
export type Read<T> = { readonly body: T; readonly message: Message }

/** Takes each message of the batch, parsed; whatever `take` throws is logged and tried again. */
export const eachMessage = <T>(
  batch: MessageBatch,
  consumer: Consumer<T>,
  take: (body: T, message: Message) => Promise<Outcome>,
): Promise<void> =>
  eachBundle(
    batch,
    consumer,
    async messages => messages.map(message => [message]),
    ([one]) => (one ? take(one.body, one.message) : Promise.resolve('done')),
  )

/** The same for messages that are taken together: `gather` says which, and one outcome is theirs. */
export async function eachBundle<T>(
  batch: MessageBatch,
  consumer: Consumer<T>,
  gather: (messages: readonly Read<T>[]) => Promise<readonly (readonly Read<T>[])[]>,
  take: (bundle: readonly Read<T>[]) => Promise<Outcome>,
): Promise<void> {
  const readable: Read<T>[] = []
  for (const message of batch.messages) {
    const body = consumer.schema.safeParse(message.body)
    if (body.success) readable.push({ body: body.data, message })
    else await settle([message], batch.queue, () => bury(message, body.error, consumer))
  }
  const all = readable.map(({ message }) => message)
  let waiting: (readonly Read<T>[])[] = []
  await settle(all, batch.queue, async () => {
    waiting = [...(await gather(readable))]
    return 'later'
  })
  const lane = async () => {
    for (let bundle = waiting.shift(); bundle; bundle = waiting.shift()) {
      const taken = bundle
      await settle(
        taken.map(({ message }) => message),
        batch.queue,
        () => take(taken),
      )
    }
  }
  await Promise.all(Array.from({ length: consumer.lanes ?? 1 }, lane))
}

/**
 * The longest that a message may be put off: with more the call throws, and the message comes at once.
 * https://developers.cloudflare.com/queues/configuration/batching-retries/ (12 hours)
 */
const MAX_DELAY_SECONDS = 43_200

/** Acknowledges or retries by the outcome of `act`; `later`: somebody else will. */
async function settle(
  messages: readonly Message[],
  queue: string,
  act: () => Promise<Outcome | 'later'>,
): Promise<void> {
  try {
    const outcome = await act()
    if (outcome === 'later') return
    for (const message of messages) {
      if (outcome === 'done') message.ack()
      else message.retry({ delaySeconds: Math.min(outcome.afterSeconds, MAX_DELAY_SECONDS) })
    }
  } catch (cause) {
    for (const message of messages) {
      const { attempts } = message
      console.error({ event: 'failed', queue, attempts, cause: nameOf(cause) })
      message.retry({ delaySeconds: backoffSeconds(attempts) })
    }
  }
}

/** 30 s, a minute, two … an hour: a fault of ours may last until somebody deploys. */
export const backoffSeconds = (attempts: number): number =>
  Math.min(30 * 2 ** Math.max(attempts - 1, 0), 3600)

/** An unreadable message names no shard that could be believed, so it is kept in the home database. */
export async function bury(
  { body }: Message,
  error: z.ZodError,
  { env, kind, now }: Pick<Consumer<unknown>, 'env' | 'kind' | 'now'>,
): Promise<'done'> {
  const db = openDb(env, HOME_SHARD)
  if (!db) throw new Error('the home database is not bound')
  const where = error.issues.map(issue => issue.path.join('.') || 'the message')
  await keepDeadLetter(db, {
    connectionId: null,
    kind,
    problem: `The queue message cannot be read at: ${where.slice(0, 5).join(', ')}.`,
    body: JSON.stringify(body) ?? 'undefined',
    receivedAt: now,
  })
  console.error({ event: 'unreadable_message', kind, faults: where.length })
  return 'done'
}
