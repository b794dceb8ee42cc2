// The consumer of messages whose retries ran out: keeps each as a dead letter, for a person to replay.
// A message of a dead letter queue does not say in which queue it died (workers-types 5 has no field
// for it), so its shape has to. After this consumer there is no other: what it drops is gone.
import * as z from 'zod'
import {
  connectionOfOrder,
  type DeadLetterKind,
  keepDeadLetter,
} from '../../core/db/dead-letters.ts'
import { HOME_SHARD, openDb } from '../../core/db/open.ts'
import type { Env } from '../env.ts'
import { eachMessage } from '../queue.ts'
import { TrackingHook } from '../receive.ts'
import { Wake } from './follow-up.ts'
import { ImportRequest } from './import-request.ts'

/** What of a message says whose it is. */
type Address = {
  readonly shard?: string
  readonly connectionId?: number
  readonly orderId?: number
}

type Shape = {
  readonly kind: DeadLetterKind
  readonly schema: z.ZodType<Address>
  readonly problem: string
}

/** The first shape that fits counts; the last fits whatever there is. */
const SHAPES: readonly Shape[] = [
  {
    kind: 'tracking',
    schema: TrackingHook,
    problem: 'A carrier’s webhook could not be applied, however often it was tried.',
  },
  {
    kind: 'orders',
    schema: ImportRequest,
    problem: 'Orders could not be fetched from the shop, however often it was tried.',
  },
  {
    kind: 'wake',
    schema: Wake,
    problem:
      'An order’s messages, its shop or its feed could not be looked at, however often it was tried.',
  },
  {
    kind: 'unknown',
    schema: z.unknown().transform((): Address => ({})),
    problem: 'A queue message of a shape nobody knows ran out of retries.',
  },
]

/** A message that arrives twice is two letters: replaying both is harmless. */
export async function takeDeadLetters(batch: MessageBatch, env: Env): Promise<void> {
  const consumer = { env, kind: 'unknown', schema: z.unknown(), now: Date.now() } as const
  await eachMessage(batch, consumer, async (_, message) => {
    await keep(message, env)
    return 'done'
  })
}

async function keep({ body, timestamp }: Message, env: Env): Promise<void> {
  const { kind, problem, address } = recognise(body)
  const db = openDb(env, address.shard ?? HOME_SHARD) ?? openDb(env, HOME_SHARD)
  if (!db) throw new Error('the home database is not bound')
  const { connectionId = null, orderId = null } = address
  const letter = {
    kind,
    problem,
    connectionId: orderId === null ? connectionId : await connectionOfOrder(db, orderId),
    body: JSON.stringify(body) ?? 'null',
    receivedAt: timestamp.getTime(),
  }
  await keepDeadLetter(db, letter)
  console.error({ event: 'dead_letter', kind, connectionId: letter.connectionId })
}

function recognise(body: unknown): Pick<Shape, 'kind' | 'problem'> & { address: Address } {
  for (const { kind, schema, problem } of SHAPES) {
    const read = schema.safeParse(body)
    if (read.success) return { kind, problem, address: read.data }
  }
  throw new Error('the last shape fits everything')
}
