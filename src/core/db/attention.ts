// The merchant's parcels that need a person. No index serves it: a range of the primary keys is read, the
// newest orders first, down to where the sweep has found them too old.
import { and, desc, eq, gt, inArray, isNotNull, notInArray, or, sql } from 'drizzle-orm'
import { isFinal, STATUSES, type Status } from '../status.ts'
import type { Db } from './open.ts'
import { orders, shipments, watches } from './schema.ts'
import { FLOOR } from './sweep.ts'

const FINAL = (Object.keys(STATUSES) as Status[]).filter(isFinal)

/** `since`: nothing that left before. `late`: what left before this should be known to its shop. */
export function parcelsInTrouble(
  db: Db,
  merchantId: number,
  { since, late }: { readonly since: number; readonly late: number },
  limit: number,
) {
  const flagged = sql`EXISTS (SELECT 1 FROM json_each(${shipments.state}, '$.flags')
    WHERE value IN ('stalled', 'action_required'))`
  const refused = sql`json_extract(${shipments.writeBack}, '$.state') = 'refused'`
  const reason = sql<string | null>`CASE WHEN ${refused}
    THEN json_extract(${shipments.writeBack}, '$.reason') END`
  const untold = sql<number>`(json_extract(${shipments.writeBack}, '$.state') = 'pending'
    AND ${shipments.dispatchedAt} <= ${late})`
  return db
    .select({
      order: orders.number,
      token: orders.token,
      parcel: shipments.parcel,
      carrier: shipments.carrier,
      trackingNumber: shipments.trackingNumber,
      status: sql<Status>`${shipments.status}`,
      state: shipments.state,
      refused: reason,
      untold,
      feedProblem: watches.problem,
    })
    .from(shipments)
    .innerJoin(orders, eq(orders.id, shipments.orderId))
    .leftJoin(
      watches,
      and(eq(watches.orderId, shipments.orderId), eq(watches.parcel, shipments.parcel)),
    )
    .where(
      and(
        sql`${shipments.orderId} > ${FLOOR}`,
        // Without the unary plus SQLite would read all that the merchant ever sent, by its numbers.
        sql`+${shipments.merchantId} = ${merchantId}`,
        gt(shipments.dispatchedAt, since),
        or(
          inArray(shipments.status, ['exception', 'returning', 'expired']),
          flagged,
          sql`json_extract(${shipments.state}, '$.substatus') = 'not_found'`,
          refused,
          untold,
          and(isNotNull(watches.problem), notInArray(shipments.status, FINAL)),
        ),
      ),
    )
    .orderBy(desc(shipments.orderId), desc(shipments.parcel))
    .limit(limit)
}
