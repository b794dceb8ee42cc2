// Sends what is due of an order's messages, each at most once. A provider that recognises a repeat by
// our id is simply asked again; with any other a message is claimed before it leaves, and after a
// doubtful answer it is looked for at the provider before anything is sent again.
// docs/decisions/007-messages.md draws the states.
import { policyOf } from '../../core/channel.ts'
import { noteProblem } from '../../core/db/config.ts'
import {
  changeMessage,
  claimMessage,
  factsOfRow,
  keyOf,
  type MessageChange,
  type MessageRow,
  type MessageState,
} from '../../core/db/messages.ts'
import { readContent } from '../../core/db/orders.ts'
import { countSms, type Outbox, readOutbox, smsSentOn } from '../../core/db/outbox.ts'
import { suppress } from '../../core/db/suppressions.ts'
import { TOGETHER_MS } from '../../core/intents.ts'
import { MerchantConfig } from '../../core/merchant.ts'
import { messageId } from '../../core/message.ts'
import { gate, type Verdict } from '../../core/milestone.ts'
import { zoneOf } from '../../core/places.ts'
import { quietUntil } from '../../core/quiet-hours.ts'
import { isStatus } from '../../core/status.ts'
import { localDay } from '../../core/time.ts'
import { fill } from '../../emails/fill.ts'
import { smsText } from '../../emails/sms.ts'
import type { Outgoing, SendProblem } from '../notify/provider.ts'
import { type OpenProvider, openProvider } from '../open-provider.ts'
import type { Place } from './follow-up.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** Longer than any call takes; whoever dies holding a claim holds it no longer. */
const LEASE_MS = 5 * MINUTE_MS
/** Resend knows a key for 24 hours; a late text helps nobody. */
const GIVE_UP_MS = { email: 20 * HOUR_MS, sms: 4 * HOUR_MS } as const
/** How long it is worth asking the provider whether a message left. */
const DOUBT_MS = 24 * HOUR_MS
/** Waits between attempts, unless the provider asks for longer. */
const WAITS_MS = [10_000, MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS]
const NO_PROVIDER_MS = 15 * MINUTE_MS
/** The last instant there is: only the provider's own word can settle the message now. */
export const PARKED = 8_640_000_000_000_000

const OPEN: readonly MessageState[] = ['pending', 'claimed', 'unknown']

type Job = Place & {
  readonly outbox: Outbox
  readonly config: MerchantConfig
  readonly zone: string
}

/** A message that needs another look at `at`, or is settled; `sent` when it left just now. */
type Progress =
  | { readonly kind: 'open'; readonly at: number }
  | { readonly kind: 'settled'; readonly sent: boolean }

const open = (at: number): Progress => ({ kind: 'open', at })
const settled = (sent = false): Progress => ({ kind: 'settled', sent })

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
  if (dueAt > now) return open(dueAt)
  if (row.state !== 'pending') return settleDoubt(row, job)
  return (await decide(row, job)) ?? send(row, job)
}

/** Asks every gate; null when the message may leave now. */
async function decide(row: MessageRow, job: Job): Promise<Progress | null> {
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
      return open(verdict.until)
  }
}

async function verdictOf(row: MessageRow, job: Job): Promise<Verdict> {
  const { outbox, config, now, zone } = job
  const { milestone, channel } = keyOf(row)
  const status = outbox.statuses.get(row.parcel) ?? ''
  return gate(
    { milestone, at: row.happenedAt },
    {
      now,
      zone,
      status: isStatus(status) ? status : 'unknown',
      channel,
      silent: outbox.order.silent === 1,
      allowed: policyOf(outbox.order.channel, config.channels)[channel],
      wanted: config.messages[milestone][channel],
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
      other !== row &&
      other.parcel === row.parcel &&
      other.channel === 'sms' &&
      other.firstAttemptAt !== null,
  ).length
  const today = await smsSentOn(db, outbox.order.merchantId, localDay(now, config.timeZone))
  return Math.min(smsPerShipment - begun, smsPerDay - today)
}

async function send(row: MessageRow, job: Job): Promise<Progress> {
  const opened = await openProvider(row.channel, job.outbox.providers, job.settings, job.now)
  if (!opened.ok) {
    if (opened.problem.kind === 'none')
      return close(row, job, { state: 'skipped', reason: 'no_provider' })
    await noteProblem(job.db, opened.problem.connection.id, opened.problem.message)
    return open(job.now + NO_PROVIDER_MS)
  }
  if (opened.value.provider.idempotent) return handOver(row, opened.value, job)
  const claimed = await claim(row, job, { count: true })
  return claimed ? handOver(claimed, opened.value, job) : open(job.now + LEASE_MS)
}

/** The row as claimed, or null when somebody else has it. */
async function claim(
  row: MessageRow,
  { db, now, config, outbox }: Job,
  { count }: { readonly count: boolean },
): Promise<MessageRow | null> {
  const claimUntil = now + LEASE_MS
  const claiming = claimMessage(db, row, { now, until: claimUntil })
  const day = localDay(now, config.timeZone)
  const counting = countSms(db, outbox.order.merchantId, day, now + 3 * 24 * HOUR_MS)
  const [{ meta }] = count ? await db.batch([claiming, counting]) : [await claiming]
  if (meta.changes !== 1) return null
  const firstAttemptAt = row.firstAttemptAt ?? now
  return { ...row, state: 'claimed', claimUntil, attempt: row.attempt + 1, firstAttemptAt }
}

async function handOver(row: MessageRow, carrier: OpenProvider, job: Job): Promise<Progress> {
  const { provider, context, connection } = carrier
  const sent = await provider.send(outgoing(row, carrier, job), context)
  if (sent.ok) {
    if (connection.problem !== null) await noteProblem(job.db, connection.id, null)
    return accept(row, job, sent.value.providerId)
  }
  if (sent.problem.kind === 'channel') {
    await noteProblem(job.db, connection.id, sent.problem.message)
  }
  return bear(row, sent.problem, provider.idempotent, job)
}

function outgoing(row: MessageRow, { connection }: OpenProvider, job: Job): Outgoing {
  const key = keyOf(row)
  const facts = factsOfRow(row)
  const id = messageId(job.shard, key)
  const mail = row.channel === 'email' ? fill(key.milestone, facts) : null
  return {
    id,
    to: row.recipient ?? '',
    subject: mail?.subject ?? '',
    html: mail?.html ?? '',
    text: mail?.text ?? smsText(key.milestone, facts),
    callbackUrl: `${job.settings.publicUrl}/hooks/${connection.hookId}/${id}`,
  }
}

/** What a refusal, a failure or a doubtful answer makes of the message. */
async function bear(
  row: MessageRow,
  { kind, code, retry }: SendProblem,
  idempotent: boolean,
  job: Job,
): Promise<Progress> {
  const { db, now, outbox } = job
  if (kind === 'opted_out') {
    const who = {
      merchantId: outbox.order.merchantId,
      channel: row.channel,
      recipientHash: row.recipientHash,
    }
    await suppress(db, who, 'opted_out', now)
    return close(row, job, { state: 'skipped', reason: 'opted_out' })
  }
  if (kind === 'unknown' && retry === false) {
    return close(row, job, { state: 'unknown', reason: code, dueAt: PARKED })
  }
  if (retry === false) return close(row, job, { state: 'failed', reason: code })
  const attempts = idempotent ? row.attempt + 1 : row.attempt
  const wait = WAITS_MS[Math.min(attempts, WAITS_MS.length) - 1] ?? MINUTE_MS
  const dueAt = now + Math.max(wait, retry.afterSeconds * 1000)
  await changeMessage(db, keyOf(row), OPEN, {
    state: kind === 'unknown' && !idempotent ? 'unknown' : 'pending',
    reason: code,
    attempt: attempts,
    dueAt,
    firstAttemptAt: row.firstAttemptAt ?? now,
  })
  return open(dueAt)
}

/**
 * Somebody died while sending it, or the provider's answer never came: it is looked for first. Found,
 * it is settled; surely not there, it may be sent after all.
 */
async function settleDoubt(row: MessageRow, job: Job): Promise<Progress> {
  const { now } = job
  const opened = await openProvider(row.channel, job.outbox.providers, job.settings, now)
  const sentAfter = row.firstAttemptAt ?? row.createdAt
  if (!opened.ok || !opened.value.provider.find || now - sentAfter > DOUBT_MS) {
    return close(row, job, { state: 'unknown', reason: 'not_settled', dueAt: PARKED })
  }
  const claimed = await claim(row, job, { count: false })
  if (!claimed) return open(now + LEASE_MS)
  const { provider, context } = opened.value
  const found = await provider.find?.(outgoing(claimed, opened.value, job), sentAfter, context)
  if (found && !found.ok) {
    const problem = {
      ...found.problem,
      kind: 'unknown',
      retry: found.problem.retry || { afterSeconds: 600 },
    } as const
    return bear(claimed, problem, false, job)
  }
  if (found?.value) return accept(claimed, job, found.value.providerId)
  return (await decide(claimed, job)) ?? handOver(claimed, opened.value, job)
}

async function accept(row: MessageRow, job: Job, providerId: string): Promise<Progress> {
  await changeMessage(job.db, keyOf(row), OPEN, { state: 'accepted', reason: null, providerId })
  return settled(true)
}

async function close(row: MessageRow, job: Job, change: MessageChange): Promise<Progress> {
  await changeMessage(job.db, keyOf(row), OPEN, change)
  return settled()
}
