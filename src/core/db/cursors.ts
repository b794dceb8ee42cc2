// Where each connection's import stands. The cursor moves after the orders and parcels of its page, so
// a crash in between repeats a page and never skips one; a cursor that stays where it is costs nothing.
import { and, eq, sql } from 'drizzle-orm'
import type { Db } from './open.ts'
import { connections } from './schema.ts'

/** For a batch: moves the cursor (opaque JSON of the adapter). 1 row, or 0 when it stays. */
export function moveCursor(db: Db, connectionId: number, cursor: string) {
  return db
    .update(connections)
    .set({ cursor })
    .where(and(eq(connections.id, connectionId), sql`${connections.cursor} is not ${cursor}`))
}

/** For a batch: the first import is complete. 1 row once, 0 after. */
export function endBackfill(db: Db, connectionId: number, now: number) {
  return db
    .update(connections)
    .set({ backfilledAt: now })
    .where(and(eq(connections.id, connectionId), sql`${connections.backfilledAt} is null`))
}
