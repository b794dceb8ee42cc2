// Recipients who must not be written to: those whose mailbox is dead, who complained, or who answered
// STOP. Kept by hash for good, and lifted only by the recipient's own word.
import { and, eq } from 'drizzle-orm'
import type { Channel } from '../message.ts'
import type { Db } from './open.ts'
import { suppressions } from './schema.ts'

export type Suppression = {
  readonly merchantId: number
  readonly channel: Channel
  readonly recipientHash: string
}

/** 1 row; the first reason stays. */
export function suppress(db: Db, who: Suppression, reason: string, at: number) {
  return db
    .insert(suppressions)
    .values({ ...who, reason, at })
    .onConflictDoNothing()
}

/** The recipient wants messages again: lifts what their own STOP set, never a dead mailbox. */
export function welcomeBack(db: Db, { merchantId, channel, recipientHash }: Suppression) {
  return db
    .delete(suppressions)
    .where(
      and(
        eq(suppressions.merchantId, merchantId),
        eq(suppressions.channel, channel),
        eq(suppressions.recipientHash, recipientHash),
        eq(suppressions.reason, 'opted_out'),
      ),
    )
}
