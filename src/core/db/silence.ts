// Which parcels of a slice of orders have been silent for long (core/silence.ts). No index serves it, for
// the reason that sweep.ts gives; what is noted already, and what never will be, is left out here.
import { and, between, eq, gt, inArray, notInArray, or, type SQL, sql } from 'drizzle-orm'
import {
  EXPIRES_AFTER_MS,
  isLearnt,
  NOT_FOUND_AFTER_MS,
  SHORTEST_LEARNT_HOURS,
  silenceLimit,
  UNDER_WAY,
} from '../silence.ts'
import { isFinal, STATUSES, type Status } from '../status.ts'
import type { Db } from './open.ts'
import { connections, merchants, orders, shipments } from './schema.ts'

const state = (name: string): SQL => sql`json_extract(${shipments.state}, ${`$.${name}`})`

/** `since` stands in for it in states that were written before it was known. */
const HEARD_AT = sql<number | null>`coalesce(${state('heardAt')}, ${state('since')})`

const shipTo = (name: string) =>
  sql<string | null>`json_extract(${orders.content}, ${`$.shipTo.${name}`})`

/** A problem stands until a scan ends it, however old it grows (R7). */
const NEVER_EXPIRES = (Object.keys(STATUSES) as Status[]).filter(
  status => isFinal(status) || status === 'expired' || status === 'exception',
)

const LEARNT_MS = sql`max(json_extract(${shipments.lane}, '$.silenceHours'), ${SHORTEST_LEARNT_HOURS}) * 3600000`

/** What silenceLimit says, weekends aside. */
const LIMITS: SQL = sql.join(
  UNDER_WAY.map(status => {
    const usual = silenceLimit(status, null)?.ms ?? 0
    const limit = isLearnt(status) ? sql`coalesce(${LEARNT_MS}, ${usual})` : sql`${usual}`
    return sql`WHEN ${status} THEN ${limit}`
  }),
  sql` `,
)

/**
 * Parcels of the range that may be stalled, unknown to their carrier or given up, of merchants whom a
 * carrier's feed tells of parcels at all. Old orders that came with a shop's first import count only
 * once somebody has told of them.
 */
export function silentParcels(
  db: Db,
  range: { readonly from: number; readonly to: number; readonly since: number },
  now: number,
) {
  const stalled = sql`EXISTS (SELECT 1 FROM json_each(${state('flags')}) WHERE value = 'stalled')`
  const told = sql`EXISTS (SELECT 1 FROM json_each(${shipments.events}, '$.events') AS event
    WHERE event.value ->> '$.source' <> 'waymark' AND coalesce(event.value ->> '$.substatus', '')
      NOT IN ('lookup_error', 'invalid_number', 'not_found'))`
  return db
    .select({
      merchantId: shipments.merchantId,
      trackingNumber: shipments.trackingNumber,
      status: sql<Status>`${shipments.status}`,
      heardAt: HEARD_AT,
      dispatchedAt: shipments.dispatchedAt,
      lane: shipments.lane,
      country: shipTo('country'),
      region: shipTo('state'),
      postcode: shipTo('postcode'),
      timeZone: sql<string>`json_extract(${merchants.brand}, '$.timeZone')`,
    })
    .from(shipments)
    .innerJoin(orders, eq(orders.id, shipments.orderId))
    .innerJoin(merchants, eq(merchants.id, shipments.merchantId))
    .where(
      and(
        between(shipments.orderId, range.from, range.to),
        gt(shipments.dispatchedAt, range.since),
        or(
          and(
            inArray(shipments.status, UNDER_WAY),
            sql`${HEARD_AT} < ${now} - CASE ${shipments.status} ${LIMITS} END`,
            sql`NOT ${stalled}`,
          ),
          and(
            eq(shipments.status, 'unknown'),
            sql`${HEARD_AT} IS NULL AND ${shipments.dispatchedAt} <= ${now - NOT_FOUND_AFTER_MS}`,
            sql`NOT ${told}`,
          ),
          and(
            notInArray(shipments.status, NEVER_EXPIRES),
            sql`max(coalesce(${HEARD_AT}, 0), ${shipments.dispatchedAt}) <= ${now - EXPIRES_AFTER_MS}`,
          ),
        ),
        sql`(${orders.silent} = 0 OR ${HEARD_AT} IS NOT NULL)`,
        sql`EXISTS (SELECT 1 FROM ${connections} WHERE ${connections.merchantId} = ${shipments.merchantId}
          AND ${connections.kind} = 'carrier' AND ${connections.removedAt} IS NULL)`,
      ),
    )
}
