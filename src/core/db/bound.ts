// The databases a Worker is bound to. A merchant lives in one of several; tokens, hook ids and API keys
// start with its character, so nothing has to be looked up to find it.

/** New merchants are placed here. */
export const HOME_SHARD = '0'

/** The shard's database; null when there is no such shard. */
export function boundTo(env: object, shard: string): D1Database | null {
  const d1 = (env as Readonly<Record<string, unknown>>)[`DB${shard}`]
  return isD1(d1) ? d1 : null
}

/** Every shard this Worker is bound to: `DB0`, `DB1` … */
export const shards = (env: object): string[] =>
  Object.keys(env).flatMap(name => /^DB([0-9A-Z])$/.exec(name)?.[1] ?? [])

/** What asks a database, and changes nothing. */
export type Reader = Pick<D1DatabaseSession, 'prepare' | 'batch'>

/** For pages: any replica may answer, the nearest first (D1 Sessions API). */
export const replicaOf = (env: object, shard: string): Reader | null =>
  boundTo(env, shard)?.withSession('first-unconstrained') ?? null

const isD1 = (value: unknown): value is D1Database =>
  typeof value === 'object' && value !== null && 'prepare' in value && 'withSession' in value
