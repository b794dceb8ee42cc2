// Pictures of ordered items: what is needed to fetch one (its address, and the shop that it was ordered at),
// and which ones the stored orders have.
import { and, eq, inArray, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Db } from './open.ts'
import { connections, orders } from './schema.ts'

export type ItemPicture = {
  readonly url: string
  readonly shop: { readonly adapter: string; readonly settings: string }
}

const Pictures = z.object({
  items: z.array(z.object({ imageUrl: z.string().nullish() })),
})

/** The picture of the item at that place (from 1) of the order; null: no such order, item or picture. */
export async function pictureOfItem(
  db: Db,
  token: string,
  place: number,
): Promise<ItemPicture | null> {
  const [row] = await db
    .select({
      content: orders.content,
      adapter: connections.adapter,
      settings: connections.settings,
    })
    .from(orders)
    .innerJoin(connections, eq(connections.id, orders.connectionId))
    .where(eq(orders.token, token))
  if (!row) return null
  const { adapter, settings } = row
  const url = Pictures.parse(JSON.parse(row.content)).items[place - 1]?.imageUrl
  return url ? { url, shop: { adapter, settings } } : null
}

const StoredItem = z.object({
  platformItemId: z.string(),
  sku: z.string().nullable(),
  imageUrl: z.string().nullable(),
})
export type StoredItem = z.infer<typeof StoredItem>
const StoredItems = z.array(StoredItem)

/** The items of those of these orders that are stored, by the platform's id of the order. */
export async function storedItems(
  db: Db,
  connectionId: number,
  platformIds: readonly string[],
): Promise<ReadonlyMap<string, readonly StoredItem[]>> {
  const ids = sql`(SELECT value FROM json_each(${JSON.stringify(platformIds)}))`
  const rows = await db
    .select({
      platformId: orders.platformId,
      items: sql<string>`json_extract(${orders.content}, '$.items')`,
    })
    .from(orders)
    .where(and(eq(orders.connectionId, connectionId), inArray(orders.platformId, ids)))
  return new Map(rows.map(row => [row.platformId, StoredItems.parse(JSON.parse(row.items))]))
}
