// Orders: written by the import, read by everything that follows. A re-read order that did not
// change writes nothing: our own write-back comes back as an "updated" order and must cost 0 rows.
import { and, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Assignment, OrderContent } from '../order.ts'
import { newToken } from '../token.ts'
import type { Db } from './open.ts'
import { connections, orders } from './schema.ts'

/** An order as the import hands it over: what the platform said, and what we made of it. */
export type ImportedOrder = {
  readonly platformId: string
  readonly content: OrderContent
  readonly channel: string
  readonly assignment: Assignment
  readonly silent: boolean
}

export type OrderScope = {
  readonly merchantId: number
  readonly connectionId: number
  /** Shard of the database, for new tokens. */
  readonly shard: string
}

const text = z.string().nullable()

const Content: z.ZodType<OrderContent> = z.object({
  number: z.string(),
  placedAt: z.number(),
  cancelledAt: z.number().nullable(),
  currency: z.string(),
  totalCents: z.number().nullable(),
  contact: z.object({ name: text, email: text, phone: text }),
  shipTo: z.object({
    name: text,
    company: text,
    line1: text,
    line2: text,
    suburb: text,
    state: text,
    postcode: text,
    country: text,
  }),
  items: z.array(
    z.object({
      platformItemId: z.string(),
      sku: text,
      title: z.string(),
      variant: text,
      quantity: z.number(),
      weightGrams: z.number().nullable(),
      priceCents: z.number().nullable(),
      imageUrl: text,
      requiresShipping: z.boolean(),
    }),
  ),
  shippingMethod: text,
  locale: text,
  marks: z.object({
    source: text,
    app: text,
    store: text,
    payment: text,
    billingName: text,
    note: text,
    tags: z.array(z.string()),
    attributes: z.array(z.object({ key: z.string(), value: z.string() })),
  }),
})

/** The content of a stored order. */
export const readContent = (json: string): OrderContent => Content.parse(JSON.parse(json))

/**
 * One guarded upsert, for a batch: 4 rows for a new order, 1 for a changed one, 0 for the same. A change
 * decides the courier anew only while nothing is shipped: after that the assignment says what was done.
 */
export function upsertOrder(db: Db, scope: OrderScope, order: ImportedOrder, now: number) {
  const content = JSON.stringify(order.content)
  return db
    .insert(orders)
    .values({
      merchantId: scope.merchantId,
      connectionId: scope.connectionId,
      platformId: order.platformId,
      number: order.content.number,
      token: newToken(scope.shard),
      channel: order.channel,
      placedAt: order.content.placedAt,
      content,
      assignment: JSON.stringify(order.assignment),
      silent: order.silent ? 1 : 0,
      importedAt: now,
    })
    .onConflictDoUpdate({
      target: [orders.connectionId, orders.platformId],
      set: {
        channel: sql`excluded.channel`,
        content: sql`excluded.content`,
        assignment: sql`CASE
          WHEN EXISTS (SELECT 1 FROM shipments WHERE shipments.order_id = ${orders.id})
          THEN ${orders.assignment} ELSE excluded.assignment END`,
      },
      setWhere: sql`${orders.content} is not excluded.content`,
    })
}

/**
 * For the batch after the upserts: orders whose platform gave them another number (rare) get it. Kept
 * apart, because assigning an indexed column costs a row for its index even when the value stays. 0
 * rows when every number is as it was.
 */
export function renumberOrders(db: Db, scope: OrderScope, platformIds: readonly string[]) {
  const number = sql<string>`json_extract(${orders.content}, '$.number')`
  const ids = sql`(SELECT value FROM json_each(${JSON.stringify(platformIds)}))`
  return db
    .update(orders)
    .set({ number })
    .where(
      and(
        eq(orders.connectionId, scope.connectionId),
        inArray(orders.platformId, ids),
        sql`${orders.number} is not ${number}`,
      ),
    )
}

/** The destination's, out of the content: the fold asks for it. */
const postcode = sql<string | null>`json_extract(${orders.content}, '$.shipTo.postcode')`

/** When the order was cancelled in the shop, out of the content; null: it was not. */
const cancelledAt = sql<number | null>`json_extract(${orders.content}, '$.cancelledAt')`

/** A stored order with what is asked of it most, so that its content need not be parsed. */
export const orderColumns = { ...getTableColumns(orders), postcode, cancelledAt }

export type OrderRow = typeof orders.$inferSelect & {
  readonly postcode: string | null
  readonly cancelledAt: number | null
}

/** The stored orders of these platform ids, in one query. */
export function ordersByPlatformId(db: Db, connectionId: number, platformIds: readonly string[]) {
  const ids = sql`(SELECT value FROM json_each(${JSON.stringify(platformIds)}))`
  return db
    .select(orderColumns)
    .from(orders)
    .where(and(eq(orders.connectionId, connectionId), inArray(orders.platformId, ids)))
}

/** The merchant's orders of that number, newest first: numbers repeat across connections. */
export const ordersByNumber = (db: Db, merchantId: number, number: string) =>
  ordersByNumbers(db, merchantId, [number])

/** The same for many numbers, in one query. */
export function ordersByNumbers(db: Db, merchantId: number, numbers: readonly string[]) {
  const each = sql`(SELECT value FROM json_each(${JSON.stringify(numbers)}))`
  return db
    .select(orderColumns)
    .from(orders)
    .where(and(eq(orders.merchantId, merchantId), inArray(orders.number, each)))
    .orderBy(sql`${orders.id} desc`)
    .limit(10 * numbers.length)
}

/** The order behind a link. */
export async function orderByToken(db: Db, token: string): Promise<OrderRow | null> {
  const [row] = await db.select(orderColumns).from(orders).where(eq(orders.token, token))
  return row ?? null
}

export async function orderById(db: Db, id: number): Promise<OrderRow | null> {
  const [row] = await db.select(orderColumns).from(orders).where(eq(orders.id, id))
  return row ?? null
}

/** How many orders of the connection there are, for the progress of its first import. */
export async function countOrders(db: Db, connectionId: number): Promise<number> {
  const [row] = await db
    .select({ orders: sql<number>`count(*)` })
    .from(orders)
    .where(eq(orders.connectionId, connectionId))
  return row?.orders ?? 0
}

/** The shop of each of these orders, by the order's id. */
export async function connectionsOfOrders(
  db: Db,
  orderIds: readonly number[],
): Promise<ReadonlyMap<number, { readonly id: number; readonly adapter: string }>> {
  const rows = await db
    .select({ orderId: orders.id, id: connections.id, adapter: connections.adapter })
    .from(orders)
    .innerJoin(connections, eq(orders.connectionId, connections.id))
    .where(sql`${orders.id} in (select value from json_each(${JSON.stringify(orderIds)}))`)
  return new Map(rows.map(({ orderId, id, adapter }) => [orderId, { id, adapter }]))
}
