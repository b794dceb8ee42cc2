// Hands a message to its provider and bears what comes back. A provider that recognises a repeat by our
// id is simply asked again; with any other a message is claimed before it leaves, and after a doubtful
// answer it is looked for at the provider before anything is sent again.
import {
  changeMessage,
  claimMessage,
  factsOfRow,
  keyOf,
  linkOfRow,
  type MessageChange,
  type MessageRow,
} from '../../core/db/messages.ts'
import { countSms } from '../../core/db/outbox.ts'
import { suppress } from '../../core/db/suppressions.ts'
import { LINK, messageId } from '../../core/message.ts'
import { voiceOf } from '../../core/message-words.ts'
import { localDay } from '../../core/time.ts'
import { fill } from '../../emails/fill.ts'
import { linkMail } from '../../emails/link.ts'
import { smsText } from '../../emails/sms.ts'
import { noteProblem } from '../note-problem.ts'
import type { Outgoing, SendProblem } from '../notify/provider.ts'
import { type NoProvider, type OpenProvider, openProvider } from '../open-provider.ts'
import { mayLeave } from './may-leave.ts'
import {
  accept,
  close,
  type Job,
  lookAgain,
  OPEN,
  PARKED,
  type Progress,
  waitMs,
} from './message-job.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** Longer than any call takes; whoever dies holding a claim holds it no longer. */
const LEASE_MS = 5 * MINUTE_MS
/** How long it is worth asking the provider whether a message left. */
const DOUBT_MS = 24 * HOUR_MS
const NO_PROVIDER_MS = 15 * MINUTE_MS
const FIND_AGAIN = { afterSeconds: 600 }
const UNSETTLED: MessageChange = { state: 'unknown', reason: 'not_settled', dueAt: PARKED }

/** Gives the message to the merchant's provider. */
export async function send(row: MessageRow, job: Job): Promise<Progress> {
  const opened = await openProvider(row.channel, job.outbox.providers, job.settings, job.now)
  if (!opened.ok) return waitForMerchant(row, opened.problem, job)
  if (opened.value.provider.idempotent) return handOver(row, opened.value, job)
  const claimed = await claim(row, job, { count: true })
  return claimed ? handOver(claimed, opened.value, job) : lookAgain(job.now + LEASE_MS)
}

/** What is wrong is said at the connection; the message waits until it is mended, or is too late. */
async function waitForMerchant(row: MessageRow, problem: NoProvider, job: Job): Promise<Progress> {
  if (problem.kind === 'none') return close(row, job, { state: 'skipped', reason: 'no_provider' })
  await noteProblem(job.db, problem.connection.id, problem.message)
  const dueAt = job.now + NO_PROVIDER_MS
  await changeMessage(job.db, keyOf(row), OPEN, { dueAt })
  return lookAgain(dueAt)
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
  const id = messageId(job.shard, keyOf(row))
  return {
    id,
    to: row.recipient ?? '',
    ...written(row),
    callbackUrl: `${job.settings.publicUrl}/hooks/${connection.hookId}/${id}`,
  }
}

function written(row: MessageRow): Pick<Outgoing, 'subject' | 'html' | 'text'> {
  const { milestone, channel } = keyOf(row)
  if (milestone === LINK) return linkMail(linkOfRow(row))
  const facts = factsOfRow(row)
  const voice = voiceOf(facts.locale)
  if (channel === 'email') return fill(milestone, facts, voice)
  return { subject: '', html: '', text: smsText(milestone, facts, voice) }
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
  const dueAt = now + Math.max(waitMs(attempts), retry.afterSeconds * 1000)
  await changeMessage(db, keyOf(row), OPEN, {
    state: kind === 'unknown' && !idempotent ? 'unknown' : 'pending',
    reason: code,
    attempt: attempts,
    dueAt,
    firstAttemptAt: row.firstAttemptAt ?? now,
  })
  return lookAgain(dueAt)
}

/**
 * Somebody died while sending it, or the provider's answer never came: it is looked for first. Found,
 * it is settled; surely not there, it may be sent after all.
 */
export async function settleDoubt(row: MessageRow, job: Job): Promise<Progress> {
  const { now } = job
  const sentAfter = row.firstAttemptAt ?? row.createdAt
  if (now - sentAfter > DOUBT_MS) return close(row, job, UNSETTLED)
  const opened = await openProvider(row.channel, job.outbox.providers, job.settings, now)
  if (!opened.ok) return waitForMerchant(row, opened.problem, job)
  const { provider, context } = opened.value
  if (!provider.find) return close(row, job, UNSETTLED)
  const claimed = await claim(row, job, { count: false })
  if (!claimed) return lookAgain(now + LEASE_MS)
  const found = await provider.find(outgoing(claimed, opened.value, job), sentAfter, context)
  if (!found.ok) {
    const { code, message, retry } = found.problem
    return bear(claimed, { kind: 'unknown', code, message, retry: retry || FIND_AGAIN }, false, job)
  }
  if (found.value) return accept(claimed, job, found.value.providerId)
  return (await mayLeave(claimed, job)) ?? handOver(claimed, opened.value, job)
}
