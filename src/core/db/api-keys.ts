// Merchants' API keys: their hashes, never themselves. A key opens its own merchant and nothing else;
// within a merchant its name is unique. A row without a merchant opens nothing.
import { and, eq, sql } from 'drizzle-orm'
import * as z from 'zod'
import { isScope, type Scope } from '../api-key.ts'
import type { MerchantRow } from './config.ts'
import type { Db } from './open.ts'
import { apiKeys, merchants } from './schema.ts'

export type ApiKey = {
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly createdAt: number
}

/** Whom the key opens and what it may do there; null when nobody knows it. */
export async function keyByHash(
  db: Db,
  hash: string,
): Promise<{ merchant: MerchantRow; scopes: readonly Scope[] } | null> {
  const [row] = await db
    .select({ merchant: merchants, scopes: apiKeys.scopes })
    .from(apiKeys)
    .innerJoin(merchants, eq(merchants.id, apiKeys.merchantId))
    .where(eq(apiKeys.hash, hash))
  return row ? { merchant: row.merchant, scopes: readScopes(row.scopes) } : null
}

/** The merchant's keys by name, without their hashes. */
export async function keysOf(db: Db, merchantId: number): Promise<ApiKey[]> {
  const rows = await db
    .select({ name: apiKeys.name, scopes: apiKeys.scopes, createdAt: apiKeys.createdAt })
    .from(apiKeys)
    .where(eq(apiKeys.merchantId, merchantId))
    .orderBy(apiKeys.name)
  return rows.map(row => ({ ...row, scopes: readScopes(row.scopes) }))
}

/**
 * Keeps a new key: 1 row. False when the merchant has one of that name, also when both come at once:
 * looking and writing are one statement.
 */
export async function keepKey(
  db: Db,
  merchantId: number,
  { hash, name, scopes, createdAt }: ApiKey & { readonly hash: string },
): Promise<boolean> {
  const { meta } = await db.run(sql`
    INSERT INTO api_keys (hash, merchant_id, name, scopes, created_at)
    SELECT ${hash}, ${merchantId}, ${name}, ${JSON.stringify(scopes)}, ${createdAt}
    WHERE NOT EXISTS (SELECT 1 FROM api_keys WHERE merchant_id = ${merchantId} AND name = ${name})`)
  return meta.changes === 1
}

/** False when the merchant has no key of that name. */
export async function deleteKey(db: Db, merchantId: number, name: string): Promise<boolean> {
  const { meta } = await db
    .delete(apiKeys)
    .where(and(eq(apiKeys.merchantId, merchantId), eq(apiKeys.name, name)))
  return meta.changes > 0
}

/** A scope that this version no longer knows opens nothing. */
const readScopes = (json: string): Scope[] =>
  z.array(z.string()).parse(JSON.parse(json)).filter(isScope)
