// Who may call the API, and what for. The operator's key opens every merchant and names the one it
// means in `Waymark-Merchant`; a merchant's key opens its own merchant only, within its scopes. A key
// that nobody knows gets one answer after one read, whatever it looks like.
import type { MiddlewareHandler } from 'hono'
import { ALL_SCOPES, hashOfKey, type Scope, shardOfKey } from '../../core/api-key.ts'
import { keyByHash } from '../../core/db/api-keys.ts'
import { type MerchantRow, merchantBySlug } from '../../core/db/config.ts'
import { type Db, HOME_SHARD, openDb } from '../../core/db/open.ts'
import { isSameText } from '../../core/hash.ts'
import type { Env, Settings } from '../env.ts'
import { problem } from './problem.ts'

export type ApiEnv = {
  Bindings: Env
  Variables: {
    settings: Settings
    now: number
    db: Db
    /** The database's character, for whatever is made in it. */
    shard: string
    operator: boolean
    scopes: readonly Scope[]
    /** The key's own merchant, or the one the operator named; null when there is none of that name. */
    merchant: MerchantRow | null
  }
}

/** Lets the operator and merchants in; everybody else gets the same 401. */
export const access: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const key = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
  const operator = await isSameText(key, c.get('settings').operatorKey)
  const shard = (operator ? null : shardOfKey(key)) ?? HOME_SHARD
  const db = openDb(c.env, shard) ?? openDb(c.env, HOME_SHARD)
  if (!db) return problem(c, { status: 503, title: 'The database is not bound.' })
  c.set('db', db)
  c.set('shard', shard)
  c.set('operator', operator)
  const slug = c.req.header('waymark-merchant')
  if (operator) {
    c.set('scopes', ALL_SCOPES)
    c.set('merchant', slug ? await merchantBySlug(db, slug) : null)
    return next()
  }
  const known = await keyByHash(db, await hashOfKey(key))
  if (!known) return problem(c, { status: 401, title: 'This needs a valid API key.' })
  // Not ignored: whoever names another merchant would otherwise write to the wrong one unawares.
  if (slug && slug !== known.merchant.slug) {
    const title = 'This key is not for the merchant that Waymark-Merchant names: leave it out.'
    return problem(c, { status: 403, title })
  }
  c.set('scopes', known.scopes)
  c.set('merchant', known.merchant)
  return next()
}

/** Stands beside each route: the scope a key must have to call it. */
export const needs =
  (scope: Scope): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    if (c.get('scopes').includes(scope)) return next()
    return problem(c, { status: 403, title: `This key lacks the scope ${scope}.` })
  }
