// What Waymark needs of a carrier or an aggregator. Optional methods are capabilities: a feed without
// `verify` cannot push, one without `poll` is not asked. Pure translation (`read`, `meaning`) is shared
// by push, poll, `inspect` and `reproject`.
import type * as z from 'zod'
import type { Limit } from '../../core/budget.ts'
import type { CarrierId } from '../../core/carriers.ts'
import type { Result } from '../../core/result.ts'
import type { Mapped } from '../../core/status.ts'
import type { TrackingEvent, TrackingReport } from '../../core/tracking.ts'
import type { Context, Credentials, Grants, SecretKind } from '../context.ts'
import type { HookRefusal, RawHook, Refused, Unreadable } from '../hook.ts'
import type { CallProblem, Reply } from '../http.ts'
import type { KeySource } from '../verify.ts'

export interface Carrier<Settings> {
  /** As a person reads it: "Starshipit", "EasyPost". */
  readonly name: string
  /** What the merchant writes in the config. */
  readonly settings: z.ZodType<Settings>
  /** Names of the secrets it needs, with what each is; set by `waymark secret set`. */
  readonly secrets: Readonly<Record<string, SecretKind>>
  /** Whose parcels it knows; an aggregator knows anybody's. */
  readonly serves: 'any' | readonly CarrierId[]
  /** Whom it calls; left out: nobody, it is only told. */
  readonly calls?: Calls<Settings>
  /**
   * Over the raw bytes, in constant time. `keysAt` fetches a sender's public keys (JWKS) from one of
   * the hosts of `calls`; they are kept for an hour.
   */
  verify?(
    hook: RawHook,
    connection: Credentials<Settings>,
    keysAt: KeySource,
  ): Promise<Result<void, HookRefusal>>
  /**
   * Pure: webhook bodies and poll replies alike. `receivedAt` is stamped on the events; nothing else
   * may depend on it. `refused`: the other side's own error document, which tells of no parcel.
   */
  read(payload: unknown, receivedAt: number): Result<TrackingReport[], Unreadable | Refused>
  /**
   * What its code and text mean by today's tables: what `read` gives each event, and what `reproject`
   * gives the stored ones after a table was mended.
   */
  meaning(event: Pick<TrackingEvent, 'code' | 'text'>): Mapped
  /**
   * Nobody signs what is posted: it only says which parcels to ask about at once, and `poll` says how they
   * fare. A forged post costs a call and changes no parcel.
   */
  readonly postsAreHints?: true
  /** Its posts hold couriers' names, telephones and places: they are read, and not archived. */
  readonly namesCouriers?: true
  readonly handshake?: Handshake<Settings>
  /** Credentials and rights, for `connect`. */
  check?(context: Context<Settings>): Promise<Result<Grants, CallProblem>>
  readonly poll?: Poll<Settings>
  readonly watch?: Watch<Settings>
}

export type Calls<Settings> = {
  /** Secrets without which nobody is called: a connection that has none of them set is only told. */
  readonly needs: readonly string[]
  /** Hosts this connection may call, from its settings. */
  hosts(settings: Settings): readonly string[]
  /**
   * Whose request budget the calls count on: two connections to one account share it. '': no setting names
   * the account, each connection has its own.
   */
  account(settings: Settings): string
  /** What the other side allows an account, each of them at once; left out: only its replies say. */
  limits?(settings: Settings): readonly Limit[]
  /** For how many ms this reply asks us to leave the account alone, beside 429 and `Retry-After`. */
  restMs?(reply: Reply, now: number): number
}

/** A sender that posts nothing before it was answered by a call of ours. */
export type Handshake<Settings> = {
  /** Whether this post asks for the answer. */
  isAsked(payload: unknown): boolean
  /** Safe to repeat. */
  answer(payload: unknown, context: Context<Settings>): Promise<Result<void, CallProblem>>
}

/** A parcel as a feed is asked about it. */
export type Asked = {
  readonly trackingNumber: string
  /** Whose parcel it is, when we know that carrier. */
  readonly carrier: CarrierId | null
  /** What the merchant says this feed calls the carrier (`carrierNames` of the connection). */
  readonly calledThere: string | null
  /** The merchant's order number. */
  readonly orderNumber: string
  readonly destination: { readonly country: string | null; readonly postcode: string | null }
  readonly dispatchedAt: number
}

/** Asking for news, some parcels a call. */
export type Poll<Settings> = {
  /** How many numbers one call may ask about. */
  readonly atOnce: number
  /**
   * Reports of the numbers it knows; a number with `lookupFailed`, or with no report at all, was not
   * found, which never changes a parcel's state.
   */
  ask(
    parcels: readonly Asked[],
    context: Context<Settings>,
  ): Promise<Result<readonly TrackingReport[], CallProblem>>
}

/** Telling the feed which parcels to send news of. */
export type Watch<Settings> = {
  /** Secrets without which what it posts could not come in: while one is not set, nothing is begun. */
  readonly needs?: readonly string[]
  /**
   * Safe to repeat: a parcel that it watches already stays watched once. `callback` is where it shall
   * post to, for feeds that take an address a parcel.
   */
  begin(
    parcel: Asked,
    callback: string,
    context: Context<Settings>,
  ): Promise<Result<Watching, CallProblem>>
  /** Lets it go, by the id that `begin` gave; one that is gone already is let go. */
  end?(id: string, parcel: Asked, context: Context<Settings>): Promise<Result<void, CallProblem>>
}

export type Watching = {
  /** The feed's own id of the watch, or the number itself where it has none. */
  readonly id: string
  /** When it must be begun again, epoch ms; null: it lasts. */
  readonly until: number | null
  /** What it told at once, when its answer holds the parcel's history. */
  readonly reports?: readonly TrackingReport[]
}
