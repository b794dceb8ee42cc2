// Which messages a parcel's news gives rise to: one for each milestone it brought and each channel
// the merchant wants it told by, with the facts frozen, or with the reason why it will not be sent.
import { policyOf } from './channel.ts'
import { recipientFor } from './contact.ts'
import { usualDays } from './eta-words.ts'
import { silences, steps } from './fold.ts'
import type { Lane } from './lanes.ts'
import type { MerchantConfig } from './merchant.ts'
import type { Channel, MessageFacts } from './message.ts'
import { factsOf } from './message-facts.ts'
import {
  gate,
  milestones,
  newMilestones,
  type Reached,
  silenceReached,
  type Verdict,
} from './milestone.ts'
import type { OrderContent } from './order.ts'
import { zoneOf } from './places.ts'
import type { ParcelItems, Tracked, TrackingHistory } from './shipment.ts'
import { isSilentOnTheWay } from './silence.ts'

/** A parcel before and after a report; `before` is null when it was just dispatched. */
export type News = {
  readonly order: OrderContent
  /** Where the order was sold (channel.ts). */
  readonly salesChannel: string
  readonly silent: boolean
  readonly parcel: {
    readonly carrier: string
    readonly trackingNumber: string
    readonly items: ParcelItems | null
    readonly dispatchedAt: number
  }
  /** What the lane of a parcel that leaves now has taught: its range is told where the carrier names no day. */
  readonly lane?: Lane | null
  readonly before: TrackingHistory | null
  readonly after: Tracked
}

/** A message to be written into the ledger: to be sent at `dueAt`, or decided already. */
export type Intent = Pick<Reached, 'milestone' | 'epoch'> & {
  readonly channel: Channel
  readonly happenedAt: number
  readonly dueAt: number
  readonly state: 'pending' | 'skipped' | 'superseded'
  readonly reason: string | null
  /** The one address to write to; null when there is none. */
  readonly recipient: string | null
  /** null when nothing will be sent. */
  readonly facts: MessageFacts | null
}

const CHANNELS: readonly Channel[] = ['email', 'sms']

/** Parcels of one order that leave together are told of once: the others may follow this closely. */
export const TOGETHER_MS = 2 * 60_000
/** A delivery that was taken back may be a driver's slip: it is told when it has stood this long (R4). */
const REVERSED_MS = 2 * 3_600_000

export function intentsFor(
  news: News,
  config: MerchantConfig,
  { trackingUrl, now }: { readonly trackingUrl: string; readonly now: number },
): Intent[] {
  const zone = zoneOf(news.order.shipTo, config.timeZone)
  return freshMilestones(news, zone).flatMap(reached =>
    CHANNELS.filter(channel => config.messages[reached.milestone][channel]).map(channel => {
      const found = recipientFor(channel, news.order.contact, news.order.shipTo)
      const recipient = 'address' in found ? found.address : null
      const verdict = gate(reached, {
        now,
        zone,
        status: news.after.state.status,
        silentOnTheWay: isSilentOnTheWay(news.after.state),
        channel,
        silent: news.silent,
        allowed: policyOf(news.salesChannel, config.channels)[channel],
        wanted: true,
        noRecipient: 'none' in found ? found.none : null,
        provider: config.connections.some(connection => connection[channel] !== undefined),
        // What may change until it is sent is asked then.
        suppressed: false,
        quietUntil: null,
        smsLeft: 1,
      })
      const { carrier, trackingNumber, items } = news.parcel
      const { milestone, epoch, at } = reached
      const eta =
        news.after.state.eta ?? (milestone === 'shipped' ? usualOf(news, now, zone) : null)
      const parcel = { carrier, trackingNumber, items, eta }
      return {
        milestone,
        epoch,
        channel,
        happenedAt: at,
        dueAt: now + delayOf(news),
        ...decided(verdict),
        recipient,
        facts:
          verdict.kind === 'send'
            ? factsOf({ reached, order: news.order, parcel, config, trackingUrl, zone })
            : null,
      }
    }),
  )
}

/** The mail says `Estimated delivery`, as it does of the carrier's day. */
function usualOf({ lane = null, parcel, after }: News, now: number, zone: string) {
  if (after.state.flags.length > 0) return null
  return usualDays({ lane, dispatchedAt: parcel.dispatchedAt }, now, zone)
}

/** What the parcel had not reached before. */
function freshMilestones({ order, parcel, before, after }: News, zone: string): Reached[] {
  const { dispatchedAt } = parcel
  const facts = { dispatchedAt, destinationPostcode: order.shipTo.postcode }
  const reached = ({ events }: TrackingHistory) => [
    ...milestones(steps(events, facts), dispatchedAt, zone),
    ...silenceReached(silences(events, facts)),
  ]
  return newMilestones(before ? reached(before) : [], reached(after.history))
}

function delayOf({ parcel, after }: News): number {
  if (after.state.flags.includes('delivered_reversed')) return REVERSED_MS
  return parcel.items === null ? 0 : TOGETHER_MS
}

function decided(verdict: Verdict): Pick<Intent, 'state' | 'reason'> {
  if (verdict.kind === 'skip') return { state: 'skipped', reason: verdict.reason }
  if (verdict.kind === 'superseded') return { state: 'superseded', reason: verdict.by }
  return { state: 'pending', reason: null }
}
