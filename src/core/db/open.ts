// The only place that picks a database. A merchant lives in one of several D1 databases; tokens,
// hook ids and API keys start with its character, so nothing has to be looked up to find it.
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1'
import * as schema from './schema.ts'

export type Db = DrizzleD1Database<typeof schema> & { readonly $client: D1Database }

/** New merchants are placed here. */
export const HOME_SHARD = '0'

/** The shard's database for reading and writing; null when there is no such shard. */
export function openDb(env: object, shard: string): Db | null {
  const d1 = binding(env, shard)
  return d1 && drizzle(d1, { schema })
}

/** For pages: any replica may answer, the nearest first (D1 Sessions API). */
export function openReplica(env: object, shard: string): Db | null {
  const d1 = binding(env, shard)
  if (!d1) return null
  // Drizzle's type asks for a whole D1Database; it calls prepare and batch, which a session has.
  const session = d1.withSession('first-unconstrained') as unknown as D1Database
  return drizzle(session, { schema })
}

/** Every shard this Worker is bound to: `DB0`, `DB1` … */
function shards(env: object): string[] {
  return Object.keys(env).flatMap(name => /^DB([0-9A-Z])$/.exec(name)?.[1] ?? [])
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

function binding(env: object, shard: string): D1Database | null {
  const bindings: Readonly<Record<string, unknown>> = { ...env }
  const d1 = bindings[`DB${shard}`]
  return isD1(d1) ? d1 : null
}

const isD1 = (value: unknown): value is D1Database =>
  typeof value === 'object' && value !== null && 'prepare' in value && 'withSession' in value
