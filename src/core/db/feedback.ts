// What shoppers say of a delivery, and what it comes to for each carrier and service.
import { and, eq, gt, sql } from 'drizzle-orm'
import type { Db } from './open.ts'
import { feedback, shipments } from './schema.ts'
import { FLOOR } from './sweep.ts'

/**
 * One statement: the answer is kept only for a parcel of the order behind the link that has arrived. 1
 * row, 0 for the same answer again.
 */
export async function rate(
  db: Db,
  token: string,
  { parcel, good, at }: { readonly parcel: number; readonly good: boolean; readonly at: number },
): Promise<boolean> {
  const ofLink = sql`FROM shipments s JOIN orders o ON o.id = s.order_id
    WHERE o.token = ${token} AND s.parcel = ${parcel} AND s.status = 'delivered'`
  const [, found] = await db.batch([
    db
      .insert(feedback)
      .select(sql`SELECT s.order_id, s.parcel, ${good ? 1 : 0}, ${at} ${ofLink}`)
      .onConflictDoUpdate({
        target: [feedback.orderId, feedback.parcel],
        set: { good: sql`excluded.good`, at: sql`excluded.at` },
        setWhere: sql`${feedback.good} IS NOT excluded.good`,
      }),
    db.select({ one: sql<number>`1` }).from(sql`(SELECT 1 ${ofLink})`),
  ])
  return found.length > 0
}

type Opinion = {
  readonly carrier: string
  readonly service: string | null
  readonly delivered: number
  readonly answered: number
  readonly good: number
}

/** Of the parcels that left since then and have arrived; read along the primary keys, as `attention` is. */
export function opinions(db: Db, merchantId: number, since: number): Promise<Opinion[]> {
  return db
    .select({
      carrier: shipments.carrier,
      service: shipments.service,
      delivered: sql<number>`count(*)`,
      answered: sql<number>`count(${feedback.good})`,
      good: sql<number>`coalesce(sum(${feedback.good}), 0)`,
    })
    .from(shipments)
    .leftJoin(
      feedback,
      and(eq(feedback.orderId, shipments.orderId), eq(feedback.parcel, shipments.parcel)),
    )
    .where(
      and(
        sql`${shipments.orderId} > ${FLOOR}`,
        // Without the unary plus SQLite would read all that the merchant ever sent, by its numbers.
        sql`+${shipments.merchantId} = ${merchantId}`,
        gt(shipments.dispatchedAt, since),
        eq(shipments.status, 'delivered'),
      ),
    )
    .groupBy(shipments.carrier, shipments.service)
    .orderBy(sql`count(*) DESC`, shipments.carrier, shipments.service)
}
