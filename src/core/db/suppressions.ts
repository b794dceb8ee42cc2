// Recipients who must not be written to: those whose mailbox is dead, who complained, who answered STOP,
// or who switched messages off on their page. Kept by hash for good, and lifted only by the recipient's
// own word.
import { and, eq, inArray, or, sql } from 'drizzle-orm'
import type { Channel } from '../message.ts'
import type { Db } from './open.ts'
import { suppressions } from './schema.ts'

type Suppression = {
  readonly merchantId: number
  readonly channel: Channel
  readonly recipientHash: string
}

/** Switched off on the page; whoever has the link may take that back, and nothing else. */
export const SWITCHED_OFF = 'switched_off'

/** 1 row; the first reason stays, but a tick on a page must never open a mailbox that bounced since. */
export function suppress(db: Db, who: Suppression, reason: string, at: number) {
  return db
    .insert(suppressions)
    .values({ ...who, reason, at })
    .onConflictDoUpdate({
      target: [suppressions.merchantId, suppressions.channel, suppressions.recipientHash],
      set: { reason, at },
      setWhere: sql`${suppressions.reason} = ${SWITCHED_OFF} AND excluded.reason <> ${SWITCHED_OFF}`,
    })
}

/** By a START, which is the owner's of the number: lifts their own STOP, and what they switched off here. */
export const welcomeBack = (db: Db, who: Suppression) => lift(db, who, ['opted_out', SWITCHED_OFF])

/** 1 row for a suppression of one of these reasons, 0 for any other: a dead mailbox stays dead. */
export function lift(
  db: Db,
  { merchantId, channel, recipientHash }: Suppression,
  reasons: readonly string[],
) {
  return db
    .delete(suppressions)
    .where(
      and(
        eq(suppressions.merchantId, merchantId),
        eq(suppressions.channel, channel),
        eq(suppressions.recipientHash, recipientHash),
        inArray(suppressions.reason, [...reasons]),
      ),
    )
}

/** Which of these must not be written to, for whatever reason. */
export function suppressionsOf(db: Db, who: readonly Suppression[]) {
  return db
    .select({ channel: suppressions.channel })
    .from(suppressions)
    .where(
      or(
        ...who.map(({ merchantId, channel, recipientHash }) =>
          and(
            eq(suppressions.merchantId, merchantId),
            eq(suppressions.channel, channel),
            eq(suppressions.recipientHash, recipientHash),
          ),
        ),
      ),
    )
}
