// What could not be handled and must not be lost: kept whole, with the reason, until somebody
// replays it after a fix.
import { sql } from 'drizzle-orm'
import type { Db } from './open.ts'
import { deadLetters } from './schema.ts'

export type DeadLetter = {
  readonly connectionId: number | null
  /** Which queue or door it died at. */
  readonly kind: 'tracking' | 'orders' | 'messages' | 'write-backs' | 'hook'
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
