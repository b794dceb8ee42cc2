// What every selling platform's stand-in offers the demo and the battery: the platform's own API behind
// its hosts, and beside it what people do there by hand. It answers as the real one documents, traps
// included, and refuses calls it does not know (host.ts).
import type { Host } from './host.ts'
import type { Journal } from './journal.ts'
import type { PostHook } from './post.ts'
import type { NewOrder } from './shop.ts'

export type StandInOptions = {
  readonly now: () => number
  readonly journal: Journal
  readonly post: PostHook
}

/** An order as it stands in the platform. */
export type Placed = NewOrder & {
  /** As the adapter's `platformId`. */
  readonly id: string
  /** As the adapter's `platformItemId`, one a line (or what a line stands for there). */
  readonly itemIds: readonly string[]
  readonly placedAt: number
}

/** One parcel as the merchant sees it at the order. */
export type Shown = {
  readonly carrier: string | null
  readonly numbers: readonly string[]
  /** Empty where the platform knows whole orders only. */
  readonly items: readonly { readonly platformItemId: string; readonly quantity: number }[]
}

export type StandIn = {
  /** As people call the platform: "WooCommerce". */
  readonly name: string
  readonly hosts: Readonly<Record<string, Host>>
  /** What the merchant writes into the config and sets as secrets, to connect to this very shop. */
  readonly connection: {
    readonly platform: string
    readonly settings: Readonly<Record<string, unknown>>
    readonly secrets: Readonly<Record<string, string>>
    /** How this shop writes our couriers' names, where it differs. */
    readonly carrierNames?: Readonly<Record<string, string>>
  }
  /** false: no webhook tells of a corrected address, only the next pull finds it. */
  readonly tellsOfEdits?: boolean
  /** true: every order there is THE ICONIC's, and the shop has none of its own. */
  readonly isMarketplace?: boolean
  /** Oldest first. */
  orders(): readonly Placed[]
  /** `quietly`: the webhook is lost on the way, as some are; only the next pull can find the order. */
  place(order: NewOrder, options?: { quietly?: boolean; placedAt?: number }): Placed
  /** Somebody corrects the street: the order counts as changed. */
  edit(id: string, street: string): void
  /** The merchant cancels the whole order. */
  cancel(id: string): void
  /** The order is deleted for good. */
  remove(id: string): void
  /** Somebody else ships, in the platform itself; `items: null` is all that is left. */
  fulfil(
    id: string,
    parcel: {
      readonly carrier: string
      readonly trackingNumber: string
      readonly items:
        | readonly { readonly platformItemId: string; readonly quantity: number }[]
        | null
    },
  ): void
  /** The order's parcels that count. */
  shown(id: string): readonly Shown[]
  /** Whether the platform holds the order for wholly shipped. */
  isShipped(id: string): boolean
  /** What the order says of the parcels' journeys, oldest first; left out: there is no place for it. */
  heard?(id: string): readonly string[]
  /** How often anything was written through the API so far. */
  acts(): number
  /** The next `times` calls are refused in the platform's own way of throttling. */
  throttle(times: number): void
  /** From now on the credentials open nothing. */
  revoke(): void
  /** Largest number of calls seen in any stretch of that many ms, where the platform counts them. */
  mostCallsIn?(ms: number): number
}
