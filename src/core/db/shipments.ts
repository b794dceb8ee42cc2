// Shipments: a parcel's row holds its state and the set of events the state was folded from, so
// both change in one compare-and-set and can never disagree. docs/decisions/002-rows.md says why
// events are not rows of their own, and what a shipment's life costs.
import { and, eq, gt, inArray, type SQL, sql } from 'drizzle-orm'
import type { Lane } from '../lanes.ts'
import type { Parcel, Tracked } from '../shipment.ts'
import { FOUND_THERE, PENDING, type WriteBack, writeWriteBack } from '../write-back.ts'
import type { Db } from './open.ts'
import { type OrderRow, orderColumns } from './orders.ts'
import { orders, shipments } from './schema.ts'
import { writeHistory, writeLane } from './written.ts'

/** A stored shipment with the order it belongs to. */
export type ShipmentRow = typeof shipments.$inferSelect & { readonly order: OrderRow }

/** The shipments of these tracking numbers, in one query however many they are. */
export async function shipmentsByNumber(
  db: Db,
  merchantId: number,
  trackingNumbers: readonly string[],
): Promise<ShipmentRow[]> {
  const rows = await db
    .select({ shipment: shipments, order: orderColumns })
    .from(shipments)
    .innerJoin(orders, eq(orders.id, shipments.orderId))
    .where(
      and(
        eq(shipments.merchantId, merchantId),
        // One bound parameter for all of them: D1 takes no more than a hundred.
        inArray(
          shipments.trackingNumber,
          sql`(SELECT value FROM json_each(${JSON.stringify(trackingNumbers)}))`,
        ),
      ),
    )
  return rows.map(({ shipment, order }) => ({ ...shipment, order }))
}

/** The merchant's parcels after a tracking number, in their order: read by its index. */
export async function shipmentsAfter(
  db: Db,
  merchantId: number,
  after: string,
  limit: number,
): Promise<ShipmentRow[]> {
  const rows = await db
    .select({ shipment: shipments, order: orderColumns })
    .from(shipments)
    .innerJoin(orders, eq(orders.id, shipments.orderId))
    .where(and(eq(shipments.merchantId, merchantId), gt(shipments.trackingNumber, after)))
    .orderBy(shipments.trackingNumber)
    .limit(limit)
  return rows.map(({ shipment, order }) => ({ ...shipment, order }))
}

/**
 * The numbers of these orders' parcels, in one query: enough to know our own write-back by. `told` is
 * what the shop was told, which stays behind for a while when a parcel's number changes.
 */
export function numbersOfOrders(db: Db, connectionId: number, platformIds: readonly string[]) {
  const ids = sql`(SELECT value FROM json_each(${JSON.stringify(platformIds)}))`
  return db
    .select({
      platformId: orders.platformId,
      trackingNumber: shipments.trackingNumber,
      told: sql<string | null>`json_extract(${shipments.writeBack}, '$.number')`,
    })
    .from(orders)
    .innerJoin(shipments, eq(shipments.orderId, orders.id))
    .where(and(eq(orders.connectionId, connectionId), inArray(orders.platformId, ids)))
}

/** The parcels of an order, in their order. */
export function shipmentsOfOrder(db: Db, orderId: number) {
  return db.select().from(shipments).where(eq(shipments.orderId, orderId)).orderBy(shipments.parcel)
}

/**
 * A new parcel, for a batch: 2 rows. Ignored when the parcel or the tracking number exists; whoever
 * needs to know reads `changes`.
 */
export function insertShipment(
  db: Db,
  parcel: Parcel & Tracked & { merchantId: number; orderId: number; parcel: number },
) {
  return db
    .insert(shipments)
    .values({
      orderId: parcel.orderId,
      parcel: parcel.parcel,
      merchantId: parcel.merchantId,
      carrier: parcel.carrier,
      service: parcel.service,
      trackingNumber: parcel.trackingNumber,
      status: parcel.state.status,
      state: JSON.stringify(parcel.state),
      events: writeHistory(parcel.history),
      version: 1,
      items: parcel.items && JSON.stringify(parcel.items),
      door: parcel.door,
      dispatchedAt: parcel.dispatchedAt,
      writeBack: writeWriteBack(parcel.door === 'platform' ? FOUND_THERE : PENDING),
    })
    .onConflictDoNothing()
}

/** The highest parcel of each of these orders; those that have none are not in it. */
export async function lastParcels(
  db: Db,
  orderIds: readonly number[],
): Promise<Map<number, number>> {
  const ids = sql`(SELECT value FROM json_each(${JSON.stringify(orderIds)}))`
  const rows = await db
    .select({ orderId: shipments.orderId, last: sql<number>`max(${shipments.parcel})` })
    .from(shipments)
    .where(inArray(shipments.orderId, ids))
    .groupBy(shipments.orderId)
  return new Map(rows.map(({ orderId, last }) => [orderId, last]))
}

/** A parcel that is new, with all that is known of it. */
export type NewShipment = Parcel &
  Tracked & { merchantId: number; orderId: number; parcel: number; lane: Lane | null }

/**
 * New parcels in one statement, for a batch: 2 rows each. Ignored where the parcel or the tracking number
 * exists; returns those that were written.
 */
export function insertShipments(db: Db, parcels: readonly NewShipment[]) {
  const rows = parcels.map(parcel => ({
    ...parcel,
    status: parcel.state.status,
    state: JSON.stringify(parcel.state),
    events: writeHistory(parcel.history),
    items: parcel.items && JSON.stringify(parcel.items),
    writeBack: writeWriteBack(parcel.door === 'platform' ? FOUND_THERE : PENDING),
    lane: writeLane(parcel.lane),
    history: undefined,
  }))
  const field = (name: keyof (typeof rows)[number]): SQL => sql.raw(`value ->> '$.${name}'`)
  // Every column, in the order of the table.
  return db
    .insert(shipments)
    .select(
      sql`SELECT ${field('orderId')}, ${field('parcel')}, ${field('merchantId')}, ${field('carrier')},
        ${field('service')}, ${field('trackingNumber')}, ${field('status')}, ${field('state')},
        ${field('events')}, 1, ${field('items')}, ${field('door')}, ${field('dispatchedAt')},
        ${field('writeBack')}, ${field('lane')}
      FROM json_each(${JSON.stringify(rows)})
      WHERE true`,
    )
    .onConflictDoNothing()
    .returning({
      orderId: shipments.orderId,
      parcel: shipments.parcel,
      trackingNumber: shipments.trackingNumber,
    })
}

/** The compare-and-set: writes history and state if nobody wrote since `version` was read. 1 row. */
export function updateTracking(
  db: Db,
  shipment: Pick<ShipmentRow, 'orderId' | 'parcel' | 'version'>,
  { history, state }: Tracked,
) {
  return db
    .update(shipments)
    .set({
      status: state.status,
      state: JSON.stringify(state),
      events: writeHistory(history),
      version: shipment.version + 1,
    })
    .where(
      and(
        eq(shipments.orderId, shipment.orderId),
        eq(shipments.parcel, shipment.parcel),
        eq(shipments.version, shipment.version),
      ),
    )
}

/**
 * Gives the parcel another number, with what is known under that one: 1 row; 0 when somebody wrote since
 * `version` was read, or when the number is taken.
 */
export function updateNumber(
  db: Db,
  shipment: Pick<ShipmentRow, 'merchantId' | 'orderId' | 'parcel' | 'version' | 'carrier'>,
  change: Tracked & { carrier: string; trackingNumber: string; writeBack: WriteBack },
) {
  const { carrier, trackingNumber, history, state, writeBack } = change
  return db
    .update(shipments)
    .set({
      carrier,
      trackingNumber,
      status: state.status,
      state: JSON.stringify(state),
      events: writeHistory(history),
      writeBack: writeWriteBack(writeBack),
      // Another carrier takes its own time.
      ...(carrier !== shipment.carrier && { lane: null }),
      version: shipment.version + 1,
    })
    .where(
      and(
        eq(shipments.orderId, shipment.orderId),
        eq(shipments.parcel, shipment.parcel),
        eq(shipments.version, shipment.version),
        sql`NOT EXISTS (SELECT 1 FROM shipments AS other
          WHERE other.merchant_id = ${shipment.merchantId} AND other.tracking_number = ${trackingNumber}
            AND (other.order_id, other.parcel) <> (${shipment.orderId}, ${shipment.parcel}))`,
      ),
    )
}

/** Notes what the shop has been told. 1 row, or 0 when that is noted already. */
export function noteWriteBack(
  db: Db,
  shipment: Pick<ShipmentRow, 'orderId' | 'parcel'>,
  writeBack: WriteBack,
) {
  const text = writeWriteBack(writeBack)
  return db
    .update(shipments)
    .set({ writeBack: text })
    .where(
      and(
        eq(shipments.orderId, shipment.orderId),
        eq(shipments.parcel, shipment.parcel),
        sql`${shipments.writeBack} is not ${text}`,
      ),
    )
}
