// The only place that opens a database for queries: Drizzle over the shard's binding (bound.ts).
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1'
import { boundTo } from './bound.ts'
import * as schema from './schema.ts'

export { HOME_SHARD, shards } from './bound.ts'

export type Db = DrizzleD1Database<typeof schema> & { readonly $client: D1Database }

/** The shard's database for reading and writing; null when there is no such shard. */
export function openDb(env: object, shard: string): Db | null {
  const d1 = boundTo(env, shard)
  return d1 && drizzle(d1, { schema })
}
