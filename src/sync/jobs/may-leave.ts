// Whether a message may leave now: every gate (core/milestone.ts) is asked with the world as it is, and
// what is too late is given up.
import { policyOf } from '../../core/channel.ts'
import { changeMessage, keyOf, type MessageRow } from '../../core/db/messages.ts'
import { smsSentOn } from '../../core/db/outbox.ts'
import { LINK } from '../../core/message.ts'
import { gate, type Verdict } from '../../core/milestone.ts'
import { quietUntil } from '../../core/quiet-hours.ts'
import { isSilentOnTheWay } from '../../core/silence.ts'
import { localDay } from '../../core/time.ts'
import { close, GIVE_UP_MS, type Job, lookAgain, OPEN, type Progress } from './message-job.ts'

/** Settles or holds what must not leave; null when the message may leave now. */
export async function mayLeave(row: MessageRow, job: Job): Promise<Progress | null> {
  const { now } = job
  const since = row.channel === 'email' ? row.createdAt : (row.firstAttemptAt ?? now)
  if (now - since > GIVE_UP_MS[row.channel]) {
    return close(row, job, { state: 'dead', reason: `gave_up:${row.reason ?? 'no_answer'}` })
  }
  const verdict = await verdictOf(row, job)
  switch (verdict.kind) {
    case 'send':
      return null
    case 'skip':
      return close(row, job, { state: 'skipped', reason: verdict.reason })
    case 'superseded':
      return close(row, job, { state: 'superseded', reason: verdict.by })
    case 'hold':
      await changeMessage(job.db, keyOf(row), OPEN, {
        state: 'pending',
        dueAt: verdict.until,
        reason: 'quiet_hours',
      })
      return lookAgain(verdict.until)
  }
}

async function verdictOf(row: MessageRow, job: Job): Promise<Verdict> {
  const { outbox, config, now, zone } = job
  const { milestone, channel } = keyOf(row)
  const parcel = outbox.parcels.get(row.parcel)
  return gate(
    { milestone, at: row.happenedAt },
    {
      now,
      zone,
      status: parcel?.status ?? 'unknown',
      silentOnTheWay: parcel !== undefined && isSilentOnTheWay(parcel),
      channel,
      // A link was asked for: it is no news of an order from before, and no milestone to be switched off.
      silent: milestone !== LINK && outbox.order.silent === 1,
      allowed: policyOf(outbox.order.channel, config.channels)[channel],
      wanted: milestone === LINK || config.messages[milestone][channel],
      noRecipient: row.recipient === null ? 'missing' : null,
      provider: outbox.providers.some(({ kind }) => kind === channel),
      suppressed: outbox.suppressed.has(`${channel} ${row.recipientHash}`),
      quietUntil: channel === 'sms' ? quietUntil(now, zone, config.messages.quietHours) : null,
      smsLeft: channel === 'sms' ? await smsLeft(row, job) : 1,
    },
  )
}

/** What the budgets of the shipment and of the merchant's day leave. */
async function smsLeft(row: MessageRow, { db, outbox, config, now }: Job): Promise<number> {
  const { smsPerShipment, smsPerDay } = config.messages
  const begun = outbox.messages.filter(
    other =>
      !isSame(other, row) &&
      other.parcel === row.parcel &&
      other.channel === 'sms' &&
      other.firstAttemptAt !== null,
  ).length
  const today = await smsSentOn(db, outbox.order.merchantId, localDay(now, config.timeZone))
  return Math.min(smsPerShipment - begun, smsPerDay - today)
}

/** By key: the row at hand may be a copy, as it was claimed. */
const isSame = (a: MessageRow, b: MessageRow): boolean =>
  a.parcel === b.parcel &&
  a.milestone === b.milestone &&
  a.channel === b.channel &&
  a.recipientHash === b.recipientHash &&
  a.epoch === b.epoch
