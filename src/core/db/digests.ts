// How far each merchant's daily mail is: one value of `keep`, written when the day was looked at and once
// more when its mail left.
import { and, eq, isNotNull, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Db } from './open.ts'
import { keep, merchants } from './schema.ts'

const State = z.object({
  /** The merchant's day that was looked at last: `2026-11-25`. */
  on: z.string(),
  /** Keys (core/digest.ts) of what the last mail that left has told. */
  told: z.array(z.string()),
  /** Written and not left yet: the same bytes at every attempt, or the provider would know it as another. */
  mail: z
    .object({
      to: z.string(),
      subject: z.string(),
      html: z.string(),
      text: z.string(),
      tells: z.array(z.string()),
      madeAt: z.number(),
      dueAt: z.number(),
      attempts: z.number(),
    })
    .nullable(),
})
export type DigestState = z.infer<typeof State>

/** Everybody who wants the mail. Reads each merchant's row, which is cheap as long as they are some thousand. */
export async function merchantsToTell(db: Db) {
  const ofConfig = (path: string) => sql<string>`json_extract(${merchants.config}, ${`$.${path}`})`
  const rows = await db
    .select({
      id: merchants.id,
      slug: merchants.slug,
      brand: ofConfig('brand.name'),
      zone: ofConfig('timeZone'),
      email: ofConfig('alerts.email'),
      at: ofConfig('alerts.at'),
      host: sql<string | null>`${ofConfig('page.hosts[0]')}`,
      stored: keep.value,
    })
    .from(merchants)
    .leftJoin(keep, eq(keep.name, sql`'digest ' || ${merchants.id}`))
    .where(isNotNull(ofConfig('alerts.email')))
    .orderBy(merchants.id)
  return rows.map(row => ({
    ...row,
    state: row.stored === null ? null : State.parse(JSON.parse(row.stored)),
  }))
}

export type MerchantToTell = Awaited<ReturnType<typeof merchantsToTell>>[number]

/** 1 row, and true, if nobody has changed it since `stored` was read; else nothing. */
export async function changeDigest(
  db: Db,
  { id, stored }: Pick<MerchantToTell, 'id' | 'stored'>,
  value: string,
): Promise<boolean> {
  const name = `digest ${id}`
  const { meta } =
    stored === null
      ? await db.insert(keep).values({ name, value, expiresAt: null }).onConflictDoNothing()
      : await db
          .update(keep)
          .set({ value })
          .where(and(eq(keep.name, name), eq(keep.value, stored)))
  return meta.changes === 1
}
