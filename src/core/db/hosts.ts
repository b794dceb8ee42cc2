// Merchants' own hosts. The brand says which hosts are a merchant's, and a page needs nothing else; this table
// answers the other question, whose host that is, and lets no two merchants have the same. It lies in the
// home shard and names the shard of each merchant.
import * as z from 'zod/mini'
import type { PageBrand } from '../page-brand.ts'
import { HOME_SHARD, type Reader, replicaOf } from './bound.ts'
import { readBrand } from './page.ts'

type HostOwner = { readonly shard: string; readonly merchant: string }

/**
 * Gives these hosts to the merchant, and takes from them what they no longer have; all or nothing. Those
 * that are another's come back, and then nothing was changed.
 */
export async function claimHosts(
  home: Pick<D1Database, 'prepare' | 'batch'>,
  { shard, merchant }: HostOwner,
  hosts: readonly string[],
): Promise<string[]> {
  const wanted = JSON.stringify(hosts)
  const taken = `SELECT host FROM hosts
    WHERE host IN (SELECT value FROM json_each(?1)) AND NOT (shard = ?2 AND merchant = ?3)`
  const [found] = await home.batch(
    [
      taken,
      `DELETE FROM hosts WHERE shard = ?2 AND merchant = ?3
        AND host NOT IN (SELECT value FROM json_each(?1)) AND NOT EXISTS (${taken})`,
      `INSERT INTO hosts (host, shard, merchant) SELECT value, ?2, ?3 FROM json_each(?1)
        WHERE NOT EXISTS (${taken}) ON CONFLICT DO NOTHING`,
    ].map(query => home.prepare(query).bind(wanted, shard, merchant)),
  )
  return (found?.results ?? []).map(row => Taken.parse(row).host)
}

const Taken = z.object({ host: z.string() })

/** A merchant as a front page needs it: who, where, and in which looks. */
type MerchantAtHost = {
  readonly shard: string
  readonly merchantId: number
  readonly slug: string
  readonly brand: PageBrand
}

const AtHome = z.object({
  shard: z.string(),
  slug: z.string(),
  id: z.nullable(z.number()),
  brand: z.nullable(z.string()),
})
const Elsewhere = z.object({ id: z.number(), brand: z.string() })

/** Whose host that is; null: nobody's. One keyed read, and one more where the merchant lives elsewhere. */
export async function merchantOfHost(env: object, host: string): Promise<MerchantAtHost | null> {
  const home = replicaOf(env, HOME_SHARD)
  if (!home) throw new Error(`no database is bound as DB${HOME_SHARD}`)
  const row = await home
    .prepare(
      `SELECT h.shard, h.merchant AS slug, m.id, m.brand FROM hosts h
        LEFT JOIN merchants m ON h.shard = ?2 AND m.slug = h.merchant WHERE h.host = ?1`,
    )
    .bind(host, HOME_SHARD)
    .first()
  if (!row) return null
  const { shard, slug, ...here } = AtHome.parse(row)
  const db = shard === HOME_SHARD ? null : replicaOf(env, shard)
  const { id, brand } = db ? ((await merchantIn(db, slug)) ?? here) : here
  if (id === null || brand === null) return null
  const own = readBrand(brand)
  // The config is the truth: a host that it gave up is nobody's, whatever this row still says.
  return own.page.hosts.includes(host) ? { shard, merchantId: id, slug, brand: own } : null
}

async function merchantIn(db: Reader, slug: string) {
  const row = await db.prepare('SELECT id, brand FROM merchants WHERE slug = ?').bind(slug).first()
  return row && Elsewhere.parse(row)
}
