// Which deliveries of a platform's webhook were taken: senders repeat them, and the same one again
// needs no second look at the order. Kept for as long as a sender may repeat, a week at most.
import { and, eq, lt } from 'drizzle-orm'
import type { Db } from './open.ts'
import { hookDeliveries } from './schema.ts'

export async function deliveryKnown(
  db: Db,
  connectionId: number,
  deliveryId: string,
): Promise<boolean> {
  const [row] = await db
    .select({ receivedAt: hookDeliveries.receivedAt })
    .from(hookDeliveries)
    .where(
      and(eq(hookDeliveries.connectionId, connectionId), eq(hookDeliveries.deliveryId, deliveryId)),
    )
  return row !== undefined
}

/** Remembers a delivery, after its work is safely queued: 1 row, or 0 when it is known. */
export function noteDelivery(db: Db, delivery: typeof hookDeliveries.$inferInsert) {
  return db.insert(hookDeliveries).values(delivery).onConflictDoNothing()
}

/** Forgets deliveries received before that instant; for the sweep. */
export function forgetDeliveries(db: Db, before: number) {
  return db.delete(hookDeliveries).where(lt(hookDeliveries.receivedAt, before))
}
