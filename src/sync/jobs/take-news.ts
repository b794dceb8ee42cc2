// What providers tell of our messages: delivered, bounced, answered with STOP. Applied at the door, by
// the message's own id; news that is older than what we know changes nothing.

import * as z from 'zod'
import { keepDeadLetter } from '../../core/db/dead-letters.ts'
import type { ConnectionRow } from '../../core/db/hooks.ts'
import { changeMessage, type MessageState } from '../../core/db/messages.ts'
import type { Db } from '../../core/db/open.ts'
import { suppress, welcomeBack } from '../../core/db/suppressions.ts'
import { type Channel, readMessageId } from '../../core/message.ts'
import { recipientHash } from '../../core/recipient-hash.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { hookText, type RawHook, type Unreadable } from '../hook.ts'
import { providerOf } from '../notify/index.ts'
import type { DeliveryNews } from '../notify/provider.ts'
import { pepperOf } from '../pepper.ts'
import type { Place } from './follow-up.ts'

type Outcome = DeliveryNews['outcome']

/** What each outcome makes of a message, and which states it may come after. */
const CHANGES: Partial<Record<Outcome, { state: MessageState; after: readonly MessageState[] }>> = {
  accepted: { state: 'accepted', after: ['pending', 'claimed', 'unknown', 'dead'] },
  delivered: { state: 'delivered', after: ['pending', 'claimed', 'unknown', 'dead', 'accepted'] },
  // Some mailboxes take a mail and send it back later.
  bounced: {
    state: 'bounced',
    after: ['pending', 'claimed', 'unknown', 'dead', 'accepted', 'delivered'],
  },
  failed: { state: 'failed', after: ['pending', 'claimed', 'unknown', 'accepted'] },
  opted_out: { state: 'failed', after: ['pending', 'claimed', 'unknown', 'accepted'] },
}

/** Why somebody is written to no more; outcomes that are not here silence nobody. */
const SILENCES: ReadonlySet<Outcome> = new Set(['bounced', 'complained', 'opted_out'])

/** A provider's webhook that could not be read: Twilio names the message in the path, not in the body. */
const Unread = z.object({ rest: z.string(), text: z.string() })

/** Keeps a verified webhook that cannot be read until somebody replays it after a fix. */
export async function keepUnread(
  db: Db,
  connection: ConnectionRow,
  hook: RawHook,
  problem: string,
): Promise<void> {
  const body = JSON.stringify({ rest: hook.rest, text: hookText(hook) } satisfies z.infer<
    typeof Unread
  >)
  const { receivedAt } = hook
  await keepDeadLetter(db, { connectionId: connection.id, kind: 'hook', problem, body, receivedAt })
}

/** Reads it again, as it came; the problem says what still cannot be read. */
export async function takeUnread(
  place: Place,
  connection: ConnectionRow,
  { body, receivedAt }: { readonly body: Uint8Array; readonly receivedAt: number },
): Promise<Result<void, Unreadable>> {
  const { rest, text } = Unread.parse(JSON.parse(new TextDecoder().decode(body)))
  const bytes = new TextEncoder().encode(text)
  const hook = { url: '', rest, headers: new Headers(), body: bytes, receivedAt }
  const news = providerOf(connection.adapter)?.readHook(hook)
  if (!news)
    return err({ kind: 'unreadable', message: `there is no provider ${connection.adapter}` })
  if (!news.ok) return news
  await takeNews(place, connection, news.value)
  return ok(undefined)
}

export async function takeNews(
  place: Place,
  connection: ConnectionRow,
  news: readonly DeliveryNews[],
): Promise<void> {
  for (const one of news) {
    await changeOne(place, connection, one)
    await silence(place, connection, one)
  }
}

async function changeOne(
  { db, shard }: Place,
  { merchantId, kind }: ConnectionRow,
  { messageId, providerId, outcome, detail }: DeliveryNews,
): Promise<void> {
  const named = messageId === null ? null : readMessageId(messageId)
  const change = CHANGES[outcome]
  // An id is no secret: it counts only for the merchant and the channel whose provider sent it.
  if (!named || !change || named.shard !== shard || named.key.channel !== kind) return
  const { state, after } = change
  const reason = state === 'accepted' || state === 'delivered' ? null : (detail ?? outcome)
  await changeMessage(
    db,
    named.key,
    after,
    { state, reason, ...(providerId !== null && { providerId }) },
    merchantId,
  )
}

async function silence(
  { db, shard, settings, now }: Place,
  { merchantId, kind }: ConnectionRow,
  { recipient, outcome }: DeliveryNews,
): Promise<void> {
  if (recipient === null || (kind !== 'email' && kind !== 'sms')) return
  const channel: Channel = kind
  const pepper = await pepperOf(db, shard, settings)
  const who = { merchantId, channel, recipientHash: await recipientHash(recipient, pepper) }
  if (outcome === 'opted_in') await welcomeBack(db, who)
  else if (SILENCES.has(outcome)) await suppress(db, who, outcome, now)
}
