// Where each connection's import stands. The cursor moves after the orders and parcels of its page, so
// a crash in between repeats a page and never skips one; a cursor that stays where it is costs nothing.
// It moves only from where its page was read: of two imports of one shop the slower would otherwise lead
// the faster back.
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from './open.ts'
import { connections } from './schema.ts'

/**
 * For a batch: moves the cursor (opaque JSON of the adapter). 1 row, or 0 when somebody else has moved it
 * since.
 */
export function moveCursor(
  db: Db,
  connectionId: number,
  { from, to }: { readonly from: string | null; readonly to: string },
) {
  return db
    .update(connections)
    .set({ cursor: to })
    .where(and(eq(connections.id, connectionId), sql`${connections.cursor} is ${from}`))
}

/** For a batch, after the cursor: the first import is complete there. 1 row once, 0 after. */
export function endBackfill(db: Db, connectionId: number, at: string, now: number) {
  return db
    .update(connections)
    .set({ backfilledAt: now })
    .where(
      and(
        eq(connections.id, connectionId),
        eq(connections.cursor, at),
        isNull(connections.backfilledAt),
      ),
    )
}
