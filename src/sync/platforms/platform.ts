// What Waymark needs of a selling platform. Optional methods are capabilities: a platform without
// `readHook` is only polled.
import type * as z from 'zod'
import type { Limit } from '../../core/budget.ts'
import type { PlatformOrder } from '../../core/order.ts'
import type { Result } from '../../core/result.ts'
import type { Status } from '../../core/status.ts'
import type { Context, Credentials, Grants, SecretKind } from '../context.ts'
import type { HookRefusal, RawHook, Unreadable } from '../hook.ts'
import type { CallProblem, Reply } from '../http.ts'

/** Where the import stands: opaque to us, written by the adapter, JSON. `null` = from the beginning of `since`. */
export type Cursor = { readonly since: number; readonly page: string | null }

export type OrdersPage = {
  readonly orders: readonly PlatformOrder[]
  /** Orders of the page that cannot be read: they hold up no other. Left out: none. */
  readonly unread?: readonly UnreadOrder[]
  /** Its `since` is as the platform's dates have it: the import never lets one in the future stand. */
  readonly next: Cursor
  readonly more: boolean
}

/** An order that is not as documented, and where; `fault` says nothing of what was there. */
export type UnreadOrder = { readonly platformId: string; readonly fault: string }

/** A webhook as the platform has it after `subscribe`; `mended`: it had been switched off, or led elsewhere. */
export type Subscription = {
  readonly topic: string
  readonly state: 'active' | 'created' | 'mended'
}

/** The parcels of one order as its platform should show them. */
export type OrderWriteBack = {
  readonly platformId: string
  readonly wanted: readonly WantedFulfilment[]
}

/** One parcel as the platform should show it. */
export type WantedFulfilment = {
  readonly trackingNumber: string
  /** The number that the platform was told of this parcel before; left out or null: none. */
  readonly previous?: string | null
  /**
   * false: the platform knew this parcel before. A fulfilment that is gone now was cancelled there on
   * purpose, and must not be made again.
   */
  readonly mayCreate: boolean
  /** The shop had this parcel before we did: what carries its number is somebody else's. */
  readonly found?: boolean
  /** As this platform (and the connector behind it) must read it. */
  readonly carrier: string
  readonly trackingUrl: string
  /** null: everything that is still open. */
  readonly items: readonly { readonly platformItemId: string; readonly quantity: number }[] | null
  /** Statuses to tell after the fulfilment exists, oldest first. */
  readonly events: readonly FulfilmentEvent[]
}
export type FulfilmentEvent = {
  readonly status: Status
  readonly occurredAt: number
  readonly etaAt: number | null
}

/** What is true at the platform after the call, per wanted fulfilment, in their order. */
export type WrittenFulfilment =
  | {
      readonly state: 'written'
      readonly platformFulfilmentId: string
      /**
       * Keys of the events the platform now has, see `fulfilmentEventKey`; all of them where it has no
       * place for such events, because then there is nothing left to tell.
       */
      readonly events: readonly string[]
    }
  | { readonly state: 'refused'; readonly reason: string }

export const fulfilmentEventKey = (event: Pick<FulfilmentEvent, 'status' | 'occurredAt'>): string =>
  `${event.status}@${event.occurredAt}`

export type Pictures<Settings> = {
  /** The only hosts that one is fetched from, whatever address the order holds. */
  hosts(settings: Settings): readonly string[]
  /** The same picture some 200 pixels wide, where the platform can be asked for that. */
  small?(picture: URL): string
  /** Where orders carry none. */
  readonly catalogue?: Catalogue<Settings>
}

/** Pictures of products, by what the adapter's orders name as an item's `product`. */
export type Catalogue<Settings> = {
  /** So many products fit into one call. */
  readonly most: number
  /** The https addresses of those that have one, in one call. */
  find(
    products: readonly string[],
    context: Context<Settings>,
  ): Promise<Result<ReadonlyMap<string, string>, CallProblem>>
}

export interface Platform<Settings> {
  readonly name: string
  readonly settings: z.ZodType<Settings>
  readonly secrets: Readonly<Record<string, SecretKind>>
  /** Hosts this connection may call, from its settings. */
  hosts(settings: Settings): readonly string[]
  /**
   * Whose orders these are and whose request budget its calls count on: the shop's host, the store, the
   * API user. With another account a connection begins anew: nothing of the old one fits it.
   */
  account(settings: Settings): string
  /** Where pictures of its items come from; left out: its orders have none. */
  readonly pictures?: Pictures<Settings>
  /** What the platform allows an account, each of them at once; left out: only its replies say. */
  readonly limits?: readonly Limit[]
  /** For how many ms this reply asks us to leave the account alone, beside 429 and `Retry-After`. */
  restMs?(reply: Reply, now: number): number
  /** Credentials, scopes, what is missing. */
  check(context: Context<Settings>): Promise<Result<Grants, CallProblem>>
  orders(cursor: Cursor, context: Context<Settings>): Promise<Result<OrdersPage, CallProblem>>
  /** How many orders a read since that instant brings, for the progress of the first import. */
  count?(since: number, context: Context<Settings>): Promise<Result<number, CallProblem>>
  order(
    platformId: string,
    context: Context<Settings>,
  ): Promise<Result<PlatformOrder | 'gone', CallProblem>>
  /** Pure: the platform's own JSON of one order → ours. `inspect platform` prints it. */
  read(payload: unknown): Result<PlatformOrder[], Unreadable>
  verify?(hook: RawHook, connection: Credentials<Settings>): Promise<Result<void, HookRefusal>>
  /** Only which orders to look at, and the delivery's own id for de-duplication. */
  readHook?(hook: RawHook): Result<{ orderIds: string[]; deliveryId: string | null }, Unreadable>
  /**
   * Makes sure that its webhooks come to `callback`: creates what is missing and switches on again what
   * was switched off. Repeating it changes nothing.
   */
  subscribe?(
    callback: string,
    context: Context<Settings>,
  ): Promise<Result<Subscription[], CallProblem>>
  /** Reads, compares, does what is missing; safe to repeat after an ambiguous failure. */
  writeBack(
    platformId: string,
    wanted: readonly WantedFulfilment[],
    context: Context<Settings>,
  ): Promise<Result<WrittenFulfilment[], CallProblem>>
  /** The same for many orders in few calls; the outcomes in their order. */
  writeBackMany?(
    orders: readonly OrderWriteBack[],
    context: Context<Settings>,
  ): Promise<readonly Result<WrittenFulfilment[], CallProblem>[]>
}
