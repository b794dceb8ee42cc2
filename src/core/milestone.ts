// When something worth telling has happened, and whether a message about it may leave now. Both are
// pure: the same journey gives the same milestones, and every "no" has its reason.

import type { NoRecipient } from './contact.ts'
import type { Step } from './fold.ts'
import type { Milestone } from './merchant.ts'
import type { About } from './message.ts'
import type { Status } from './status.ts'
import { localDay } from './time.ts'

/** A milestone as it happened. (milestone, epoch) is unique in a shipment's life. */
export type Reached = {
  readonly milestone: Milestone
  /** 0 for what happens once; the day for what may happen again on another day. */
  readonly epoch: number
  readonly at: number
  /** The turn of the journey that made it, or the last word before a silence; null for the dispatch itself. */
  readonly step: Step | null
}

/** What each status means for the shopper, and whether another day makes it news again. */
const MILESTONE_OF: Partial<Record<Status, { milestone: Milestone; daily: boolean }>> = {
  out_for_delivery: { milestone: 'out_for_delivery', daily: true },
  delivery_attempted: { milestone: 'delivery_attempted', daily: true },
  delivered: { milestone: 'delivered', daily: false },
}

const DAY_MS = 86_400_000

/**
 * Every milestone the journey has reached, each once. The epoch comes from the event's own day at the
 * destination, so an older scan that arrives late renumbers nothing.
 */
export function milestones(
  journey: readonly Step[],
  dispatchedAt: number,
  zone: string,
): Reached[] {
  const reached = new Map<string, Reached>()
  reached.set('shipped 0', { milestone: 'shipped', epoch: 0, at: dispatchedAt, step: null })
  for (const step of journey) {
    const { status, at } = step
    const row = MILESTONE_OF[status]
    if (!row) continue
    const epoch = row.daily ? Date.parse(localDay(at, zone)) / DAY_MS : 0
    const key = `${row.milestone} ${epoch}`
    if (!reached.has(key)) reached.set(key, { milestone: row.milestone, epoch, at, step })
  }
  return [...reached.values()]
}

/** Once in a parcel's life, however often it falls silent. */
export const silenceReached = (
  silences: readonly { readonly at: number; readonly step: Step }[],
): Reached[] =>
  silences.slice(0, 1).map(silence => ({ milestone: 'stalled', epoch: 0, ...silence }))

/** Milestones of `after` that `before` did not have: what a report brought. */
export function newMilestones(before: readonly Reached[], after: readonly Reached[]): Reached[] {
  const known = new Set(before.map(({ milestone, epoch }) => `${milestone} ${epoch}`))
  return after.filter(({ milestone, epoch }) => !known.has(`${milestone} ${epoch}`))
}

/** Everything a gate may look at, as it is at the moment of sending. */
export type Situation = {
  readonly now: number
  readonly zone: string
  /** The shipment's status now, which may be past the milestone. */
  readonly status: Status
  /** Nobody has said anything of it since its silence was noted. */
  readonly silentOnTheWay: boolean
  readonly channel: 'email' | 'sms'
  /** The order came with the first import, or is a test. */
  readonly silent: boolean
  /** The sales channel's policy allows this kind of message. */
  readonly allowed: boolean
  /** The merchant wants this milestone told by this kind of message. */
  readonly wanted: boolean
  /** Why there is nobody to write to; null when there is somebody. */
  readonly noRecipient: NoRecipient | null
  /** A connection can carry this kind of message. */
  readonly provider: boolean
  /** The recipient opted out, bounced or complained. */
  readonly suppressed: boolean
  /** When the recipient's quiet hours end; null when it is not quiet. */
  readonly quietUntil: number | null
  /** Text messages that may still leave for this shipment and this merchant today. */
  readonly smsLeft: number
}

export type SkipReason =
  | NoRecipient
  | 'backfill'
  | 'no_provider'
  | 'channel_policy'
  | 'not_wanted'
  | 'suppressed'
  | 'stale'
  | 'budget'

export type Verdict =
  | { readonly kind: 'send' }
  | { readonly kind: 'skip'; readonly reason: SkipReason }
  | { readonly kind: 'superseded'; readonly by: Status }
  | { readonly kind: 'hold'; readonly until: number }

/** News older than this when we could first tell it is a backfill or a replay, not news. */
const STALE_MS = DAY_MS

/** Statuses after which telling the milestone would only confuse. */
const SUPERSEDED_BY: Record<Exclude<About, 'stalled'>, readonly Status[]> = {
  link: [],
  shipped: [
    'out_for_delivery',
    'delivery_attempted',
    'awaiting_collection',
    'delivered',
    'returning',
    'returned',
    'cancelled',
  ],
  out_for_delivery: [
    'delivery_attempted',
    'awaiting_collection',
    'delivered',
    'returning',
    'returned',
    'cancelled',
  ],
  delivery_attempted: ['delivered', 'returned', 'cancelled'],
  delivered: ['returning', 'returned'],
}

/** A silence is over with the next word, whatever that says. */
const isPast = (
  milestone: About,
  { status, silentOnTheWay }: Pick<Situation, 'status' | 'silentOnTheWay'>,
): boolean =>
  milestone === 'stalled' ? !silentOnTheWay : SUPERSEDED_BY[milestone].includes(status)

/** What a gate asks of the milestone. */
type Told = { readonly milestone: About; readonly at: number }

type Gate = (told: Told, situation: Situation) => Verdict | null

const skip = (reason: SkipReason): Verdict => ({ kind: 'skip', reason })

/** In this order: the first that objects decides. */
const GATES: readonly Gate[] = [
  (_, { silent }) => (silent ? skip('backfill') : null),
  (_, { wanted }) => (wanted ? null : skip('not_wanted')),
  (_, { allowed }) => (allowed ? null : skip('channel_policy')),
  (_, { noRecipient }) => (noRecipient ? skip(noRecipient) : null),
  (_, { provider }) => (provider ? null : skip('no_provider')),
  (_, { suppressed }) => (suppressed ? skip('suppressed') : null),
  ({ milestone }, situation) =>
    isPast(milestone, situation) ? { kind: 'superseded', by: situation.status } : null,
  (told, situation) => (isStale(told, situation) ? skip('stale') : null),
  (_, { channel, smsLeft }) => (channel === 'sms' && smsLeft <= 0 ? skip('budget') : null),
  (_, { channel, quietUntil }) =>
    channel === 'sms' && quietUntil !== null ? { kind: 'hold', until: quietUntil } : null,
]

/** Whether the message about the milestone may leave now, and if not, why. */
export function gate(told: Told, situation: Situation): Verdict {
  for (const objects of GATES) {
    const verdict = objects(told, situation)
    if (verdict) return verdict
  }
  return { kind: 'send' }
}

/** "Out for delivery" is about today; anything else may be a day old. */
function isStale({ milestone, at }: Told, { now, zone }: Situation): boolean {
  if (milestone === 'out_for_delivery') return localDay(at, zone) !== localDay(now, zone)
  return now - at > STALE_MS
}
