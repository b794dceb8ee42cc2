// Who may call the API. One key so far: the operator's, which opens every merchant and names the one
// it means in `Waymark-Merchant`. Every refusal is the same answer.
import type { MiddlewareHandler } from 'hono'
import { merchantBySlug, type MerchantRow } from '../../core/db/config.ts'
import { type Db, HOME_SHARD, openDb } from '../../core/db/open.ts'
import type { Env, Settings } from '../env.ts'
import { problem } from './problem.ts'

export type ApiEnv = {
  Bindings: Env
  Variables: {
    settings: Settings
    now: number
    db: Db
    /** The merchant that was named; routes that need one use `ofMerchant`. */
    merchant: MerchantRow | null
  }
}

/** Lets the operator in; everybody else gets the same 401. */
export const access: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const key = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
  if (!(await sameText(key, c.get('settings').operatorKey))) {
    return problem(c, { status: 401, title: 'This needs a valid API key.' })
  }
  const db = openDb(c.env, HOME_SHARD)
  if (!db) return problem(c, { status: 503, title: 'The database is not bound.' })
  c.set('db', db)
  const slug = c.req.header('waymark-merchant')
  c.set('merchant', slug ? await merchantBySlug(db, slug) : null)
  return next()
}

/** Compares digests, so that the time it takes tells nothing of either text. */
async function sameText(a: string, b: string): Promise<boolean> {
  const digest = async (text: string) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return crypto.subtle.timingSafeEqual(await digest(a), await digest(b))
}
