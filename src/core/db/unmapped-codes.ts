// Codes that no table of ours knows, counted a feed, with the words they last came with: what to add to the
// tables next. Only news costs a row; a scan that is told again was counted.
import { and, desc, eq, sql } from 'drizzle-orm'
import type { TrackingEvent } from '../tracking.ts'
import type { Db } from './open.ts'
import { unmappedCodes } from './schema.ts'

/** Feeds without codes have only their words: numbers in them are places and dates, not meaning. */
const codeOf = ({ code, text }: TrackingEvent): string =>
  (code || text.toLowerCase().replace(/\d+/g, '#')).slice(0, 120)

/** Counts those of the events that nobody understood. */
export async function countUnmapped(
  db: Db,
  merchantId: number,
  events: readonly TrackingEvent[],
  now: number,
): Promise<void> {
  const unmapped = events.filter(event => event.substatus === 'unmapped')
  const groups = Map.groupBy(unmapped, event => JSON.stringify([event.source, codeOf(event)]))
  const [first, ...others] = [...groups.values()].flatMap(([event, ...more]) => {
    if (!event) return []
    const seen = 1 + more.length
    return db
      .insert(unmappedCodes)
      .values({
        merchantId,
        source: event.source,
        code: codeOf(event),
        text: event.text,
        seen,
        firstAt: now,
        lastAt: now,
      })
      .onConflictDoUpdate({
        target: [unmappedCodes.merchantId, unmappedCodes.source, unmappedCodes.code],
        set: { seen: sql`${unmappedCodes.seen} + ${seen}`, text: event.text, lastAt: now },
      })
  })
  if (first) await db.batch([first, ...others])
}

/** The merchant's, the most frequent first. */
export function unmappedOf(db: Db, merchantId: number, limit = 200) {
  return db
    .select({
      source: unmappedCodes.source,
      code: unmappedCodes.code,
      text: unmappedCodes.text,
      seen: unmappedCodes.seen,
      firstAt: unmappedCodes.firstAt,
      lastAt: unmappedCodes.lastAt,
    })
    .from(unmappedCodes)
    .where(eq(unmappedCodes.merchantId, merchantId))
    .orderBy(desc(unmappedCodes.seen))
    .limit(limit)
}

/** A table knows it now. */
export function forgetUnmapped(db: Db, merchantId: number, source: string, code: string) {
  return db
    .delete(unmappedCodes)
    .where(
      and(
        eq(unmappedCodes.merchantId, merchantId),
        eq(unmappedCodes.source, source),
        eq(unmappedCodes.code, code),
      ),
    )
}
