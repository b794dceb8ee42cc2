// Pictures of what was ordered, at platforms whose orders carry none: looked up in the catalogue once, when
// an item is new to us, and kept with the order (decision 020). They are a nicety: in one call a page, on
// calls to spare, and whatever goes wrong, the orders come without.
import type { Db } from '../../core/db/open.ts'
import type { OrderScope } from '../../core/db/orders.ts'
import { type StoredItem, storedItems } from '../../core/db/pictures.ts'
import type { PlatformItem, PlatformOrder } from '../../core/order.ts'
import { tamed } from '../../core/text.ts'
import type { Context } from '../context.ts'
import { isWaiting } from '../pace.ts'
import type { Platform } from '../platforms/platform.ts'

/** The orders of a page, with pictures where there are any. */
export type PictureItems = (orders: readonly PlatformOrder[]) => Promise<readonly PlatformOrder[]>

type Finder = {
  readonly db: Db
  readonly scope: OrderScope
  readonly platform: Pick<Platform<unknown>, 'pictures'>
  /** On calls to spare. */
  readonly context: Context<unknown>
  /** false: the merchant shows none, so none are looked up. */
  readonly wanted: boolean
}

/** For how long nobody asks again: a right that is missing is given some day, a shop that is busy rests. */
const REFUSED_MS = 86_400_000
const FAILED_MS = 10 * 60_000

/** For one run: what it asked for once, it knows. */
export function pictureItems({ db, scope, platform, context, wanted }: Finder): PictureItems {
  const catalogue = platform.pictures?.catalogue
  /** By product; null: asked for, and not got. */
  const found = new Map<string, string | null>()
  const note = `pictures of ${scope.connectionId}`

  return async orders => {
    const ids = orders.filter(hasProducts).map(order => order.platformId)
    if (!catalogue || ids.length === 0) return orders
    const stored = await storedItems(db, scope.connectionId, ids)
    const known = (order: PlatformOrder, item: PlatformItem) =>
      stored.get(order.platformId)?.find(isSame(item))
    const products = orders.flatMap(order =>
      order.items.flatMap(item => (known(order, item) ? [] : (item.product ?? []))),
    )
    if (wanted) await lookUp(products)
    return orders.map(order => ({
      ...order,
      items: order.items.map(item => ({
        ...item,
        imageUrl: pictureOf(item, known(order, item)),
      })),
    }))
  }

  function pictureOf(item: PlatformItem, known: StoredItem | undefined): string | null {
    return known ? known.imageUrl : (found.get(item.product ?? '') ?? item.imageUrl)
  }

  /** Of more than fit into one call, the newest: pages are read from the oldest on. */
  async function lookUp(products: readonly string[]): Promise<void> {
    const asked = [...new Set(products)].filter(product => !found.has(product))
    const fitting = asked.slice(-(catalogue?.most ?? 0))
    if (!catalogue || fitting.length === 0 || (await context.cache.get(note))) return
    const answer = await catalogue.find(fitting, context)
    for (const product of fitting) found.set(product, null)
    if (answer.ok) {
      for (const [product, url] of answer.value) found.set(product, url)
    } else if (!isWaiting(answer.problem)) {
      const { kind, host, status, retry } = answer.problem
      console.warn({ event: 'no_pictures', host, kind, status })
      await context.cache.put(note, kind, context.now + (retry ? FAILED_MS : REFUSED_MS))
    }
  }
}

const hasProducts = ({ items }: PlatformOrder): boolean => items.some(item => item.product)

/** A line may come to hold something else: ids of lines stay, and are made up where there are none. */
function isSame({ platformItemId, sku }: PlatformItem): (stored: StoredItem) => boolean {
  const line = tamed({ platformItemId, sku }) // as it is stored
  return stored => stored.platformItemId === line.platformItemId && stored.sku === line.sku
}
