// The only place that opens a database for queries: Drizzle over the shard's binding (bound.ts).
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1'
import { boundTo, shards } from './bound.ts'
import * as schema from './schema.ts'

export { HOME_SHARD } from './bound.ts'

export type Db = DrizzleD1Database<typeof schema> & { readonly $client: D1Database }

/** The shard's database for reading and writing; null when there is no such shard. */
export function openDb(env: object, shard: string): Db | null {
  const d1 = boundTo(env, shard)
  return d1 && drizzle(d1, { schema })
}

/** One database after the other; one that fails keeps none of the others waiting, and then it is said. */
export async function eachShard(
  env: object,
  act: (db: Db, shard: string) => Promise<void>,
): Promise<void> {
  const failed: unknown[] = []
  for (const shard of shards(env)) {
    const db = openDb(env, shard)
    if (db) await act(db, shard).catch(cause => failed.push(cause))
  }
  if (failed.length > 0) throw failed[0]
}
