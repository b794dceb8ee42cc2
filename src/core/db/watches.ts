// Which feed looks after which parcel, and when it is asked next. A feed that is only told what to watch
// costs one row a parcel; one that is asked costs that row and its index entry each time.
import {
  and,
  asc,
  between,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lte,
  ne,
  notInArray,
  or,
  sql,
} from 'drizzle-orm'
import { isFinal, STATUSES, type Status } from '../status.ts'
import type { Db } from './open.ts'
import { connections, orders, shipments, watches } from './schema.ts'
import { FLOOR } from './sweep.ts'

export type WatchRow = typeof watches.$inferSelect

/** Begins, or changes: the row as it shall stand. */
export function putWatch(db: Db, watch: WatchRow) {
  const { orderId, parcel, ...rest } = watch
  return db
    .insert(watches)
    .values(watch)
    .onConflictDoUpdate({ target: [watches.orderId, watches.parcel], set: rest })
}

export const watchesOfOrder = (db: Db, orderId: number) =>
  db.select().from(watches).where(eq(watches.orderId, orderId))

/** The feed has let it go. */
export function dropWatchId(db: Db, { orderId, parcel }: Pick<WatchRow, 'orderId' | 'parcel'>) {
  return db
    .update(watches)
    .set({ watchId: null, until: null })
    .where(and(eq(watches.orderId, orderId), eq(watches.parcel, parcel)))
}

/** What a look needs to know of a parcel. */
const LOOK = {
  watch: watches,
  carrier: shipments.carrier,
  trackingNumber: shipments.trackingNumber,
  status: shipments.status,
  since: sql<number | null>`json_extract(${shipments.state}, '$.since')`,
  dispatchedAt: shipments.dispatchedAt,
  merchantId: shipments.merchantId,
  orderNumber: orders.number,
  country: sql<string | null>`json_extract(${orders.content}, '$.shipTo.country')`,
  region: sql<string | null>`json_extract(${orders.content}, '$.shipTo.state')`,
  postcode: sql<string | null>`json_extract(${orders.content}, '$.shipTo.postcode')`,
} as const

/** The connection's parcels that are due, the first to be late first. Of those that wait it reads the watch alone. */
export function dueLooks(db: Db, connectionId: number, now: number, limit: number) {
  const first = db
    .select({ orderId: watches.orderId, parcel: watches.parcel })
    .from(watches)
    .where(and(eq(watches.connectionId, connectionId), lte(watches.dueAt, now)))
    .orderBy(asc(watches.lateAt))
    .limit(limit)
    .as('first')
  return db
    .select(LOOK)
    .from(first)
    .innerJoin(watches, and(eq(watches.orderId, first.orderId), eq(watches.parcel, first.parcel)))
    .innerJoin(
      shipments,
      and(eq(shipments.orderId, watches.orderId), eq(shipments.parcel, watches.parcel)),
    )
    .innerJoin(orders, eq(orders.id, watches.orderId))
    .orderBy(asc(watches.lateAt))
}

/**
 * Has these parcels asked about with the next minute. One that is due already, or is no longer looked after,
 * stays as it is: a hint that comes twice costs no row. Found by their numbers, not among all that will be due.
 */
export const lookSoon = (
  db: Db,
  { id, merchantId }: Pick<typeof connections.$inferSelect, 'id' | 'merchantId'>,
  trackingNumbers: readonly string[],
  now: number,
) =>
  db
    .update(watches)
    .set({ dueAt: now, lateAt: now })
    .where(
      and(
        sql`(${watches.orderId}, ${watches.parcel}) IN (
          SELECT ${shipments.orderId}, ${shipments.parcel} FROM ${shipments}
          WHERE ${shipments.merchantId} = ${merchantId}
            AND ${shipments.trackingNumber} IN (SELECT value FROM json_each(${JSON.stringify(trackingNumbers)})))`,
        sql`+${watches.connectionId} = ${id}`, // without the plus SQLite goes through all that will be due
        gt(watches.dueAt, now),
      ),
    )

export type LookRow = Awaited<ReturnType<typeof dueLooks>>[number]

/** Connections of these that have anything due. */
export function connectionsDue(db: Db, now: number) {
  return db
    .select({ id: connections.id })
    .from(connections)
    .where(
      and(
        eq(connections.kind, 'carrier'),
        isNull(connections.removedAt),
        sql`EXISTS (SELECT 1 FROM ${watches} WHERE ${watches.connectionId} = ${connections.id}
          AND ${watches.dueAt} <= ${now})`,
      ),
    )
}

export type Looked = {
  readonly orderId: number
  readonly parcel: number
  readonly dueAt: number | null
  readonly lateAt: number | null
  readonly misses: number
  readonly problem: string | null
}

/** What came of the looks, in one statement. */
export function noteLooks(db: Db, looked: readonly Looked[], now: number) {
  const told = JSON.stringify(looked)
  const of = (name: keyof Looked) => sql`json_extract(value, ${`$.${name}`})`
  return db.run(sql`
    UPDATE watches SET due_at = ${of('dueAt')}, late_at = ${of('lateAt')}, misses = ${of('misses')},
      problem = ${of('problem')}, asked_at = ${now}
    FROM json_each(${told})
    WHERE order_id = ${of('orderId')} AND parcel = ${of('parcel')}`)
}

const LIVE = (Object.keys(STATUSES) as Status[]).filter(status => !isFinal(status))

/**
 * Parcels of the range that a feed may have to be told of: live ones that no feed of the config looks after,
 * and ones that ended before `endedBefore` and that a feed still watches, unless it was told of them after
 * `toldBefore`. `adapters`: the merchant has a feed of one of these.
 */
export function parcelsToTell(
  db: Db,
  range: { readonly from: number; readonly to: number; readonly since: number },
  { toldBefore, endedBefore }: { readonly toldBefore: number; readonly endedBefore: number },
  adapters: readonly string[],
) {
  return db
    .select({
      orderId: shipments.orderId,
      merchantId: shipments.merchantId,
      carrier: shipments.carrier,
      status: sql<Status>`${shipments.status}`,
      connectionId: watches.connectionId,
    })
    .from(shipments)
    .leftJoin(
      watches,
      and(eq(watches.orderId, shipments.orderId), eq(watches.parcel, shipments.parcel)),
    )
    .where(
      and(
        between(shipments.orderId, range.from, range.to),
        sql`${shipments.dispatchedAt} > ${range.since}`,
        or(
          and(
            inArray(shipments.status, LIVE),
            or(
              isNull(watches.orderId),
              ne(watches.trackingNumber, shipments.trackingNumber),
              and(isNull(watches.watchId), isNull(watches.dueAt)), // let go, and on its way again
              sql`EXISTS (SELECT 1 FROM ${connections} WHERE ${connections.id} = ${watches.connectionId}
                AND ${connections.removedAt} IS NOT NULL)`,
            ),
          ),
          and(
            isNotNull(watches.watchId),
            notInArray(shipments.status, LIVE),
            sql`coalesce(json_extract(${shipments.state}, '$.since'), 0) <= ${endedBefore}`,
            sql`coalesce(${watches.askedAt}, 0) <= ${toldBefore}`,
          ),
        ),
        sql`EXISTS (SELECT 1 FROM ${connections} WHERE ${connections.merchantId} = ${shipments.merchantId}
          AND ${connections.kind} = 'carrier' AND ${connections.removedAt} IS NULL
          AND ${connections.adapter} IN (SELECT value FROM json_each(${JSON.stringify(adapters)})))`,
      ),
    )
}

/** The feed was told of it and could not do it: whoever looks for what was lost waits a while. */
export function noteTold(
  db: Db,
  { orderId, parcel }: Pick<WatchRow, 'orderId' | 'parcel'>,
  now: number,
) {
  return db
    .update(watches)
    .set({ askedAt: now })
    .where(and(eq(watches.orderId, orderId), eq(watches.parcel, parcel)))
}

/** How many parcels of the last months a feed looks after, and when the first of them is due. */
export async function watchFigures(db: Db, connectionId: number) {
  const [row] = await db
    .select({ parcels: sql<number>`count(*)`, dueAt: sql<number | null>`min(${watches.dueAt})` })
    .from(watches)
    .where(
      and(
        sql`${watches.orderId} > ${FLOOR}`,
        sql`+${watches.connectionId} = ${connectionId}`,
        or(isNotNull(watches.dueAt), isNotNull(watches.watchId)),
      ),
    )
  return row ?? { parcels: 0, dueAt: null }
}

/** The orders whose parcels the merchant should look at, and why. */
export function warnedOf(db: Db, connectionId: number, limit: number) {
  return db
    .select({ order: orders.number, problem: sql<string>`${watches.problem}` })
    .from(watches)
    .innerJoin(orders, eq(orders.id, watches.orderId))
    .where(
      and(
        sql`${watches.orderId} > ${FLOOR}`,
        sql`+${watches.connectionId} = ${connectionId}`,
        isNotNull(watches.problem),
      ),
    )
    .limit(limit)
}
