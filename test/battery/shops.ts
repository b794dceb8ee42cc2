// A stand-in shop for each platform of the registry, as the battery of the write-back needs it: what
// the merchant would see there, and an answer that gets lost. A platform without one does not compile.
import type { PlatformId } from '../../src/sync/platforms/index.ts'
import type { Context } from '../../src/sync/platforms/platform.ts'
import { createFakeShopify } from '../sync/platforms/shopify/fake-shopify.ts'

export type Shown = {
  readonly numbers: readonly string[]
  readonly carrier: string | null
  readonly items: readonly { readonly platformItemId: string; readonly quantity: number }[]
}

export type StandInShop = {
  readonly context: Context<unknown>
  /** An order with one line a quantity, ready to ship from one place. */
  place(quantities: readonly number[]): { platformId: string; itemIds: readonly string[] }
  /** The fulfilments that count. */
  fulfilments(platformId: string): readonly Shown[]
  /** How often anything was written so far. */
  acts(): number
  /** The next act happens and its answer is lost. */
  loseNextAnswer(): void
}

export const shops: Readonly<Record<PlatformId, () => StandInShop>> = {
  shopify: () => {
    const fake = createFakeShopify()
    const acting = ['fulfill', 'updateTracking', 'addEvent']
    return {
      context: fake.context(),
      place: quantities => {
        const order = fake.place({ quantities: [...quantities] })
        return { platformId: order.id, itemIds: order.items.map(item => item.id) }
      },
      fulfilments: platformId =>
        (fake.orders.find(order => order.id === platformId)?.fulfilments ?? []).map(each => ({
          numbers: each.trackingInfo.flatMap(info => info.number ?? []),
          carrier: each.trackingInfo[0]?.company ?? null,
          items: each.lines.map(({ lineItem, quantity }) => ({
            platformItemId: lineItem.id,
            quantity,
          })),
        })),
      acts: () => fake.calls.filter(({ operation }) => acting.includes(operation)).length,
      loseNextAnswer: () => acting.map(operation => fake.fail(operation, 'lost')),
    }
  },
}
