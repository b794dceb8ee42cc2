// What could not be handled and must not be lost: kept whole, with the reason, until somebody
// replays it after a fix.
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
