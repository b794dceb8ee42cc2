// What a merchant's parcels have taught of their lanes (core/lanes.ts): learned once a day, read when a
// parcel leaves, and carried by it from then on.
import { and, between, desc, eq, inArray, lt, notInArray, sql } from 'drizzle-orm'
import type { Lane } from '../lanes.ts'
import type { Db } from './open.ts'
import { lanes, merchants, orders, shipments } from './schema.ts'
import { Hours } from './written.ts'

const listed = (values: Iterable<string>) =>
  sql`(SELECT value FROM json_each(${JSON.stringify([...values])}))`

/** Those of these lanes that are known, in one query. */
export function lanesIn(db: Db, merchantId: number, wanted: Iterable<string>) {
  return db
    .select()
    .from(lanes)
    .where(and(eq(lanes.merchantId, merchantId), inArray(lanes.lane, listed(wanted))))
}

/** The lanes by their keys. */
export const laneTable = (
  rows: readonly (typeof lanes.$inferSelect)[],
): ReadonlyMap<string, Lane> =>
  new Map(
    rows.map(({ lane, parcels, hours, silenceHours }) => [
      lane,
      { parcels, hours: Hours.parse(JSON.parse(hours)), silenceHours },
    ]),
  )

/** The merchant's lanes from now on: 1 row for each that is new, changed or gone, none for the others. */
export async function putLanes(
  db: Db,
  merchantId: number,
  learned: ReadonlyMap<string, Lane>,
): Promise<void> {
  const rows = [...learned].map(([lane, figures]) => ({ lane, ...figures }))
  await db.batch([
    db
      .insert(lanes)
      .select(
        sql`SELECT ${merchantId}, value ->> '$.lane', value ->> '$.parcels', value -> '$.hours',
          value ->> '$.silenceHours'
        FROM json_each(${JSON.stringify(rows)})
        WHERE true`,
      )
      .onConflictDoUpdate({
        target: [lanes.merchantId, lanes.lane],
        set: {
          parcels: sql`excluded.parcels`,
          hours: sql`excluded.hours`,
          silenceHours: sql`excluded.silence_hours`,
        },
        setWhere: sql`(${lanes.parcels}, ${lanes.hours}, ${lanes.silenceHours})
          IS NOT (excluded.parcels, excluded.hours, excluded.silence_hours)`,
      }),
    db
      .delete(lanes)
      .where(and(eq(lanes.merchantId, merchantId), notInArray(lanes.lane, listed(learned.keys())))),
  ])
}

/** Every `of`th merchant from this place on, from 0, with its time zone. */
export function merchantsAt(db: Db, place: number, of: number) {
  return db
    .select({
      id: merchants.id,
      timeZone: sql<string | null>`json_extract(${merchants.brand}, '$.timeZone')`,
    })
    .from(merchants)
    .where(sql`(${merchants.id} - 1) % ${of} = ${place}`)
    .orderBy(merchants.id)
}

/** Orders before this one, newest first. */
export function ordersBefore(db: Db, before: number, limit: number) {
  return db
    .select({ id: orders.id, importedAt: orders.importedAt })
    .from(orders)
    .where(lt(orders.id, before))
    .orderBy(desc(orders.id))
    .limit(limit)
}

type Span = { readonly from: number; readonly to: number }

/** The merchant's delivered parcels of a range of orders that were dispatched in this time. */
export function deliveredOf(db: Db, merchantId: number, range: Span, dispatched: Span) {
  const to = (name: string) =>
    sql<string | null>`json_extract(${orders.content}, ${`$.shipTo.${name}`})`
  return db
    .select({
      carrier: shipments.carrier,
      service: shipments.service,
      dispatchedAt: shipments.dispatchedAt,
      events: shipments.events,
      state: to('state'),
      postcode: to('postcode'),
      country: to('country'),
    })
    .from(shipments)
    .innerJoin(orders, eq(orders.id, shipments.orderId))
    .where(
      and(
        between(shipments.orderId, range.from, range.to),
        // The plus keeps SQLite off the index of numbers, by which it would read all that the merchant ever sent.
        sql`+${shipments.merchantId} = ${merchantId}`,
        eq(shipments.status, 'delivered'),
        between(shipments.dispatchedAt, dispatched.from, dispatched.to),
      ),
    )
    .orderBy(desc(shipments.orderId))
}

export type DeliveredRow = Awaited<ReturnType<typeof deliveredOf>>[number]
