// What is needed to show the picture of an ordered item: the item, whose page it stands on, and the shop
// that it was ordered at.
import { eq } from 'drizzle-orm'
import * as z from 'zod'
import type { PageBrand } from '../page-brand.ts'
import type { Db } from './open.ts'
import { readBrand } from './page.ts'
import { connections, merchants, orders } from './schema.ts'

export type ItemPicture = {
  readonly url: string
  readonly brand: PageBrand
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
      brand: merchants.brand,
      adapter: connections.adapter,
      settings: connections.settings,
    })
    .from(orders)
    .innerJoin(merchants, eq(merchants.id, orders.merchantId))
    .innerJoin(connections, eq(connections.id, orders.connectionId))
    .where(eq(orders.token, token))
  if (!row) return null
  const { adapter, settings } = row
  const url = Pictures.parse(JSON.parse(row.content)).items[place - 1]?.imageUrl
  return url ? { url, brand: readBrand(row.brand), shop: { adapter, settings } } : null
}
