// What could not be handled and must not be lost: kept whole, with the reason, until somebody
// replays it after a fix. Letters are few, so no index serves them but their own id.
import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm'
import type { Db } from './open.ts'
import { connections, deadLetters, orders } from './schema.ts'

/**
 * Which door or queue it died at. `wake`: a call to look at an order, of one of the queues for messages,
 * write-backs and watches, which carry the same. `unknown`: a queue message of a shape nobody knows.
 */
export type DeadLetterKind =
  | 'tracking'
  | 'orders'
  | 'messages'
  | 'write-backs'
  | 'watches'
  | 'polls'
  | 'hook'
  | 'wake'
  | 'unknown'

export type DeadLetter = {
  readonly connectionId: number | null
  readonly kind: DeadLetterKind
  /** Why, in a sentence without secrets or people's data. */
  readonly problem: string
  readonly body: string
  readonly receivedAt: number
}

export function keepDeadLetter(db: Db, letter: DeadLetter) {
  return db.insert(deadLetters).values({ ...letter, body: Buffer.from(letter.body) })
}

/**
 * For what is met again with every reading: 1 row, or 0 while the same letter waits to be replayed.
 * It looks through all letters, which is cheap as long as they are few.
 */
export function keepDeadLetterOnce(db: Db, letter: DeadLetter) {
  const { connectionId, kind, problem, receivedAt } = letter
  const body = sql`cast(${letter.body} as blob)`
  return db.run(sql`
    INSERT INTO dead_letters (connection_id, kind, problem, body, received_at)
    SELECT ${connectionId}, ${kind}, ${problem}, ${body}, ${receivedAt}
    WHERE NOT EXISTS (
      SELECT 1 FROM dead_letters
      WHERE replayed_at IS NULL AND connection_id IS ${connectionId} AND kind = ${kind}
        AND problem = ${problem} AND body = ${body})`)
}

/** Whose letters: a merchant's, or all of the database, those of no connection included. */
export type Whose = { readonly merchantId: number } | 'everybody'

const isOf = (whose: Whose) =>
  whose === 'everybody' ? undefined : eq(connections.merchantId, whose.merchantId)

/** Letters, newest first, without their bodies; `before` is the last id of the page before. */
export function lettersBefore(db: Db, whose: Whose, before: number | null, limit: number) {
  return db
    .select({
      id: deadLetters.id,
      kind: deadLetters.kind,
      connection: connections.name,
      problem: deadLetters.problem,
      receivedAt: deadLetters.receivedAt,
      replayedAt: deadLetters.replayedAt,
    })
    .from(deadLetters)
    .leftJoin(connections, eq(connections.id, deadLetters.connectionId))
    .where(and(isOf(whose), before === null ? undefined : lt(deadLetters.id, before)))
    .orderBy(desc(deadLetters.id))
    .limit(limit)
}

/** A letter with its body and the kind of its connection; null when it is nobody's or another's. */
export async function letterById(db: Db, whose: Whose, id: number) {
  const [row] = await db
    .select({ letter: deadLetters, connectionKind: connections.kind })
    .from(deadLetters)
    .leftJoin(connections, eq(connections.id, deadLetters.connectionId))
    .where(and(eq(deadLetters.id, id), isOf(whose)))
  return row ? { ...row.letter, connectionKind: row.connectionKind } : null
}

export type KeptLetter = NonNullable<Awaited<ReturnType<typeof letterById>>>

/** Letters of the merchant that wait to be replayed, newest first. */
export function lettersWaiting(db: Db, merchantId: number, limit: number) {
  return db
    .select({ id: deadLetters.id, kind: deadLetters.kind, problem: deadLetters.problem })
    .from(deadLetters)
    .innerJoin(connections, eq(connections.id, deadLetters.connectionId))
    .where(and(eq(connections.merchantId, merchantId), isNull(deadLetters.replayedAt)))
    .orderBy(desc(deadLetters.id))
    .limit(limit)
}

export function markReplayed(db: Db, id: number, now: number) {
  return db.update(deadLetters).set({ replayedAt: now }).where(eq(deadLetters.id, id))
}

/** The connection an order came through, so that a letter about the order finds its merchant. */
export async function connectionOfOrder(db: Db, orderId: number): Promise<number | null> {
  const [row] = await db
    .select({ connectionId: orders.connectionId })
    .from(orders)
    .where(eq(orders.id, orderId))
  return row?.connectionId ?? null
}
