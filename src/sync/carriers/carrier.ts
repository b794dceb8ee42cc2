// What Waymark needs of a carrier or an aggregator. Optional methods are capabilities: a feed
// without `verify` cannot push. Pure translation (`read`) is shared by push, poll and `inspect`.
import type * as z from 'zod'
import type { Result } from '../../core/result.ts'
import type { TrackingReport } from '../../core/tracking.ts'
import type { HookRefusal, RawHook, Unreadable } from '../hook.ts'

export interface Carrier<Settings> {
  /** As a person reads it: "Starshipit", "EasyPost". */
  readonly name: string
  /** What the merchant writes in the config. */
  readonly settings: z.ZodType<Settings>
  /** Names of the secrets it needs, with what each is; set by `waymark secret set`. */
  readonly secrets: Readonly<Record<string, SecretKind>>
  /** Over the raw bytes, in constant time. */
  verify?(hook: RawHook, connection: Credentials<Settings>): Promise<Result<void, HookRefusal>>
  /** Pure. `receivedAt` is stamped on the events; nothing else may depend on it. */
  read(payload: unknown, receivedAt: number): Result<TrackingReport[], Unreadable>
}

export type SecretKind = {
  readonly about: string
  readonly required: boolean
  /** Nobody else gives it: Waymark makes it up when it connects, and tells the other side. */
  readonly generated?: true
}

/** A connection's settings (config) and unsealed secrets. A rotated secret's predecessor is `<name>.previous`. */
export type Credentials<Settings> = {
  readonly settings: Settings
  readonly secrets: Readonly<Record<string, string>>
}
