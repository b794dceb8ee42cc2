// What Waymark needs of somebody who carries messages: an email or an SMS provider.

import type * as z from 'zod'
import type { Channel } from '../../core/message.ts'
import type { Result, Retry } from '../../core/result.ts'
import type { Credentials, SecretKind } from '../context.ts'
import type { HookRefusal, RawHook, Unreadable } from '../hook.ts'
import type { Http } from '../http.ts'

/** A message ready to leave. Frozen: the same id always carries the same bytes. */
export type Outgoing = {
  /** Our id: the idempotency key, the provider's tag, the last part of the status callback. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly html: string
  readonly text: string
  /** Where the provider may tell what became of it: an absolute URL that names `id`. */
  readonly callbackUrl: string | null
}

/**
 * Why a message did not leave.
 * - `refused`: for good; another try of the same message cannot work
 * - `later`: it was certainly not sent; try again
 * - `unknown`: it may have been sent; only `find` or a repeat with the same key may settle it
 * - `channel`: the account or sender is at fault: the merchant must act, every message waits
 */
export type SendProblem = {
  readonly kind: 'refused' | 'later' | 'unknown' | 'channel' | 'opted_out'
  readonly code: string
  readonly message: string
  readonly retry: Retry
}

/** What a provider's webhook tells about one of our messages, or about a recipient. */
export type DeliveryNews = {
  readonly messageId: string | null
  readonly providerId: string | null
  readonly outcome:
    | 'accepted'
    | 'delivered'
    | 'bounced'
    | 'complained'
    | 'failed'
    | 'opted_out'
    | 'opted_in'
  /** Address or number to suppress (or allow again), when the news is about the recipient. */
  readonly recipient: string | null
  readonly detail: string | null
  readonly occurredAt: number
}

export type SendContext<Settings> = Credentials<Settings> & {
  readonly http: Http
  readonly now: number
}

export interface Provider<Settings> {
  readonly name: string
  readonly channel: Channel
  readonly settings: z.ZodType<Settings>
  readonly secrets: Readonly<Record<string, SecretKind>>
  readonly hosts: readonly string[]
  /** Sending the same id again within 20 h sends nothing twice. Without it, doubt is settled by `find`. */
  readonly idempotent: boolean
  send(
    message: Outgoing,
    context: SendContext<Settings>,
  ): Promise<Result<{ providerId: string }, SendProblem>>
  /** Looks for a message that may have been sent at or after `sentAfter`. */
  find?(
    message: Outgoing,
    sentAfter: number,
    context: SendContext<Settings>,
  ): Promise<Result<{ providerId: string } | null, SendProblem>>
  verify(hook: RawHook, connection: Credentials<Settings>): Promise<Result<void, HookRefusal>>
  readHook(hook: RawHook): Result<DeliveryNews[], Unreadable>
}
