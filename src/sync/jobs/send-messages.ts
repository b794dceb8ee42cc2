// Sends what is due of an order's messages, each at most once. docs/decisions/007-messages.md draws the
// states; may-leave.ts asks the gates, hand-over.ts speaks to the provider.
import { changeMessage, keyOf, type MessageRow } from '../../core/db/messages.ts'
import { readContent } from '../../core/db/orders.ts'
import { readOutbox } from '../../core/db/outbox.ts'
import { TOGETHER_MS } from '../../core/intents.ts'
import { MerchantConfig } from '../../core/merchant.ts'
import { zoneOf } from '../../core/places.ts'
import type { Place } from './follow-up.ts'
import { send, settleDoubt } from './hand-over.ts'
import { mayLeave } from './may-leave.ts'
import { type Job, lookAgain, OPEN, PARKED, type Progress } from './message-job.ts'

/** Returns when the order's messages want another look, in epoch milliseconds; null: never. */
export async function sendMessages(place: Place, orderId: number): Promise<number | null> {
  const outbox = await readOutbox(place.db, orderId)
  if (!outbox) return null
  const config = MerchantConfig.parse(JSON.parse(outbox.config))
  const zone = zoneOf(readContent(outbox.order.content).shipTo, config.timeZone)
  const job: Job = { ...place, outbox, config, zone }
  const looks: number[] = []
  for (const group of toldTogether(outbox.messages)) {
    const at = await sendGroup(group, job)
    if (at !== null) looks.push(at)
  }
  return looks.length > 0 ? Math.min(...looks) : null
}

/** Messages of several parcels that say the same to the same person; the one to lead comes first. */
function toldTogether(messages: readonly MessageRow[]): MessageRow[][] {
  const waiting = messages.filter(({ state, dueAt }) => OPEN.includes(state) && dueAt < PARKED)
  const groups = Map.groupBy(waiting, ({ milestone, epoch, channel, recipientHash }) =>
    [milestone, epoch, channel, recipientHash].join(' '),
  )
  return [...groups.values()].map(group =>
    group.toSorted((a, b) => b.attempt - a.attempt || a.dueAt - b.dueAt || a.parcel - b.parcel),
  )
}

/** The leader speaks for parcels that would follow closely; whoever it does not speak for is next. */
async function sendGroup(group: readonly MessageRow[], job: Job): Promise<number | null> {
  const [leader, ...others] = group
  if (!leader) return null
  const progress = await attempt(leader, job)
  if (progress.kind === 'open') return progress.at
  if (!progress.sent) return sendGroup(others, job)
  const isIncluded = (row: MessageRow) => row.attempt === 0 && row.dueAt <= job.now + TOGETHER_MS
  for (const row of others.filter(isIncluded)) {
    const reason = `told_with_parcel_${leader.parcel}`
    await changeMessage(job.db, keyOf(row), ['pending'], { state: 'superseded', reason })
  }
  return sendGroup(
    others.filter(row => !isIncluded(row)),
    job,
  )
}

async function attempt(row: MessageRow, job: Job): Promise<Progress> {
  const { now } = job
  const dueAt = row.state === 'claimed' ? (row.claimUntil ?? now) : row.dueAt
  if (dueAt > now) return lookAgain(dueAt)
  if (row.state !== 'pending') return settleDoubt(row, job)
  return (await mayLeave(row, job)) ?? send(row, job)
}
