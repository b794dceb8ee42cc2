// What looking at one message starts from and comes to; shared by the steps of sending (send-messages.ts,
// may-leave.ts, hand-over.ts).
import {
  changeMessage,
  keyOf,
  type MessageChange,
  type MessageRow,
  type MessageState,
} from '../../core/db/messages.ts'
import type { Outbox } from '../../core/db/outbox.ts'
import type { MerchantConfig } from '../../core/merchant.ts'
import type { Place } from './follow-up.ts'

/** An order's outbox, opened at one instant. */
export type Job = Place & {
  readonly outbox: Outbox
  readonly config: MerchantConfig
  /** Of the destination. */
  readonly zone: string
}

/** A message that needs another look at `at`, or is settled; `sent` when it left just now. */
export type Progress =
  | { readonly kind: 'open'; readonly at: number }
  | { readonly kind: 'settled'; readonly sent: boolean }

export const lookAgain = (at: number): Progress => ({ kind: 'open', at })

/** States in which a message is not settled yet. */
export const OPEN: readonly MessageState[] = ['pending', 'claimed', 'unknown']

/** The last instant there is: only the provider's own word can settle the message now. */
export const PARKED = 8_640_000_000_000_000

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const WAITS_MS = [10_000, MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS]

/** The wait after so many attempts, unless the provider asks for longer. */
export const waitMs = (attempts: number): number =>
  WAITS_MS[Math.min(attempts, WAITS_MS.length) - 1] ?? MINUTE_MS

/** How long it is worth trying: Resend knows a key for 24 hours; a late text helps nobody. */
export const GIVE_UP_MS = { email: 20 * HOUR_MS, sms: 4 * HOUR_MS } as const

/** Settles the message without its having left. */
export async function close(row: MessageRow, job: Job, change: MessageChange): Promise<Progress> {
  await changeMessage(job.db, keyOf(row), OPEN, change)
  return { kind: 'settled', sent: false }
}

/** The provider has it. */
export async function accept(row: MessageRow, job: Job, providerId: string): Promise<Progress> {
  await changeMessage(job.db, keyOf(row), OPEN, { state: 'accepted', reason: null, providerId })
  return { kind: 'settled', sent: true }
}
