// What a webhook's address leads to: one keyed read by the unguessable hook id.
import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from './open.ts'
import { connections } from './schema.ts'

export type ConnectionRow = typeof connections.$inferSelect

/** The live connection behind a hook id, or null: removed ones are as unknown as those never made. */
export async function connectionByHook(db: Db, hookId: string): Promise<ConnectionRow | null> {
  const [row] = await db
    .select()
    .from(connections)
    .where(and(eq(connections.hookId, hookId), isNull(connections.removedAt)))
  return row ?? null
}

/** The connection of that id, also when it was removed while its messages were on their way. */
export async function connectionById(db: Db, id: number): Promise<ConnectionRow | null> {
  const [row] = await db.select().from(connections).where(eq(connections.id, id))
  return row ?? null
}
