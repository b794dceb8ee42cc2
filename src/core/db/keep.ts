// Small values that outlive a call, by name: a platform's access token, a sweep's position.
import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { Db } from './open.ts'
import { keep } from './schema.ts'

/** The value, or null when there is none or it has expired. */
export async function kept(db: Db, name: string, now: number): Promise<string | null> {
  const [row] = await db
    .select({ value: keep.value })
    .from(keep)
    .where(and(eq(keep.name, name), or(isNull(keep.expiresAt), gt(keep.expiresAt, now))))
  return row?.value ?? null
}

/** Keeps a value until `expiresAt`; null keeps it for good. The same value again writes nothing. */
export async function keepValue(
  db: Db,
  name: string,
  value: string,
  expiresAt: number | null,
): Promise<void> {
  await db
    .insert(keep)
    .values({ name, value, expiresAt })
    .onConflictDoUpdate({
      target: keep.name,
      set: { value, expiresAt },
      setWhere: sql`${keep.value} is not excluded.value`,
    })
}

/** The value of that name; when there is none, the one made now, or the one somebody made meanwhile. */
export async function keepFirst(
  db: Db,
  name: string,
  make: () => Promise<string>,
): Promise<string> {
  const read = db.select({ value: keep.value }).from(keep).where(eq(keep.name, name))
  const [known] = await read
  if (known) return known.value
  const value = await make()
  await db.insert(keep).values({ name, value, expiresAt: null }).onConflictDoNothing()
  const [first] = await read
  return first?.value ?? value
}
