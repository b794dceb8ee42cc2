// A dead letter goes back to where it died. Everything behind the queues takes a message twice without
// harm, so a letter may be replayed as often as somebody likes; if it dies again, it is a new letter.
import type { DeadLetterKind, KeptLetter } from '../../core/db/dead-letters.ts'
import { connectionById } from '../../core/db/hooks.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { Env } from '../env.ts'
import { parcelUp } from '../receive.ts'
import type { Place } from './follow-up.ts'
import type { ImportRequest } from './import-request.ts'
import { takeUnread } from './take-news.ts'

type QueueName = 'ORDERS' | 'TRACKING' | 'MESSAGES' | 'WRITE_BACKS' | 'WATCHES'
type Sending = readonly [QueueName, message: unknown]

/** Where a queue's message goes; a wake-up call to all queues that know it. */
const QUEUES: Partial<Record<DeadLetterKind, readonly QueueName[]>> = {
  tracking: ['TRACKING'],
  orders: ['ORDERS'],
  messages: ['MESSAGES'],
  'write-backs': ['WRITE_BACKS'],
  watches: ['WATCHES'],
  wake: ['MESSAGES', 'WRITE_BACKS', 'WATCHES'],
}

type ReplayProblem = { readonly kind: 'no_way_back'; readonly message: string }

/** Sends the letter back; the problem says why there is no way back for it. */
export async function replay(
  letter: KeptLetter,
  place: Place,
  env: Env,
): Promise<Result<void, ReplayProblem>> {
  const { shard } = place
  if (letter.connectionKind === 'email' || letter.connectionKind === 'sms') {
    return toldAgain(letter, place)
  }
  const sendings = letter.kind === 'hook' ? await asHook(letter, shard, env) : asMessage(letter)
  if (sendings.length === 0) {
    const message = `A letter of kind ${letter.kind} has no way back: nobody knows who would read it.`
    return err({ kind: 'no_way_back', message })
  }
  for (const [queue, message] of sendings) await env[queue].send(message)
  return ok(undefined)
}

/** What a provider tells is applied at the door, so it is applied here too. */
async function toldAgain(letter: KeptLetter, place: Place): Promise<Result<void, ReplayProblem>> {
  const connection = await connectionById(place.db, letter.connectionId ?? 0)
  if (!connection) throw new Error('the connection of a dead letter is not there')
  const taken = await takeUnread(place, connection, letter)
  if (taken.ok) return taken
  return err({ kind: 'no_way_back', message: `It still cannot be read: ${taken.problem.message}.` })
}

/**
 * A webhook, as its door would queue it. A carrier's travels whole, with the instant it was received;
 * a shop's only says that something changed, so the shop is asked what did.
 */
async function asHook(
  { connectionId, connectionKind, body, receivedAt }: KeptLetter,
  shard: string,
  env: Env,
): Promise<Sending[]> {
  if (connectionId === null) return []
  if (connectionKind === 'platform') {
    return [['ORDERS', { shard, connectionId } satisfies ImportRequest]]
  }
  if (connectionKind !== 'carrier') return []
  const hook = await parcelUp({ shard, connectionId, receivedAt }, body, env)
  return [['TRACKING', hook]]
}

function asMessage({ kind, body }: KeptLetter): Sending[] {
  const queues = (isQueued(kind) && QUEUES[kind]) || []
  if (queues.length === 0) return []
  let message: unknown
  try {
    message = JSON.parse(body.toString())
  } catch {
    return [] // it was no JSON when it was kept: no consumer could read it
  }
  return queues.map(queue => [queue, message])
}

const isQueued = (kind: string): kind is keyof typeof QUEUES => Object.hasOwn(QUEUES, kind)
