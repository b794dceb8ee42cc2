// The ledger of messages: one row for each thing we told somebody or decided not to tell. A row is
// written together with the news it is about, and changes only from states it may change from.
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Intent } from '../intents.ts'
import { ABOUT, LINK, type LinkFacts, type MessageFacts, type MessageKey } from '../message.ts'
import type { Db } from './open.ts'
import { messages } from './schema.ts'
import type { NewShipment } from './shipments.ts'

export type MessageRow = typeof messages.$inferSelect
export type MessageState = MessageRow['state']

/** An intent with what the ledger adds: whom it is for, and in which words. */
export type NewMessage = Intent & { readonly recipientHash: string; readonly template: string }

/** Everything told, or not told and why, about an order's parcels. */
export function messagesOfOrder(db: Db, orderId: number) {
  return db
    .select()
    .from(messages)
    .where(eq(messages.orderId, orderId))
    .orderBy(messages.parcel, messages.happenedAt)
}

/**
 * For a batch, directly after the statement that these messages depend on: writes them when that one
 * changed its row, and nothing when it lost its race. 1 row each, 0 for those that exist.
 */
export function insertMessages(
  db: Db,
  parcel: { readonly merchantId: number; readonly orderId: number; readonly parcel: number },
  intents: readonly NewMessage[],
  now: number,
) {
  const rows = intents.map(intent => ({ ...intent, facts: JSON.stringify(intent.facts ?? {}) }))
  const field = (name: keyof NewMessage): SQL => sql.raw(`value ->> '$.${name}'`)
  // Every column, in the order of the table.
  return db
    .insert(messages)
    .select(
      sql`SELECT ${parcel.orderId}, ${parcel.parcel}, ${field('milestone')}, ${field('channel')},
        ${field('recipientHash')}, ${field('epoch')}, ${field('state')}, ${field('reason')},
        ${parcel.merchantId}, ${field('recipient')}, ${field('facts')}, ${field('template')},
        0, NULL, NULL, ${field('dueAt')}, NULL, ${field('happenedAt')}, ${now}
      FROM json_each(${JSON.stringify(rows)})
      WHERE changes() = 1`,
    )
    .onConflictDoNothing()
}

/**
 * For a batch, directly after `insertShipments`: the messages of each parcel that stands as it was to be
 * written, and none of one that lost its race. 1 row each, 0 for those that exist.
 */
export function insertMessagesOfNew(
  db: Db,
  parcels: readonly { readonly row: NewShipment; readonly messages: readonly NewMessage[] }[],
  now: number,
) {
  const rows = parcels.flatMap(({ row, messages }) => {
    const { merchantId, orderId, parcel, trackingNumber } = row
    const of = { merchantId, orderId, parcel, trackingNumber, tracked: JSON.stringify(row.state) }
    return messages.map(each => ({ ...each, ...of, facts: JSON.stringify(each.facts ?? {}) }))
  })
  const field = (name: keyof (typeof rows)[number]): SQL => sql.raw(`value ->> '$.${name}'`)
  // Every column, in the order of the table.
  return db
    .insert(messages)
    .select(
      sql`SELECT ${field('orderId')}, ${field('parcel')}, ${field('milestone')}, ${field('channel')},
        ${field('recipientHash')}, ${field('epoch')}, ${field('state')}, ${field('reason')},
        ${field('merchantId')}, ${field('recipient')}, ${field('facts')}, ${field('template')},
        0, NULL, NULL, ${field('dueAt')}, NULL, ${field('happenedAt')}, ${now}
      FROM json_each(${JSON.stringify(rows)})
      WHERE EXISTS (SELECT 1 FROM shipments
        WHERE order_id = ${field('orderId')} AND parcel = ${field('parcel')} AND version = 1
          AND tracking_number = ${field('trackingNumber')} AND shipments.state = ${field('tracked')})`,
    )
    .onConflictDoNothing()
}

/** Somebody with an order's number may ask for its link again and again: the shopper gets this many. */
const LINKS_A_DAY = 3
const DAY_MS = 86_400_000

/** What a message with the link starts as. */
type NewLink = Pick<NewMessage, 'state' | 'reason' | 'recipient' | 'recipientHash' | 'template'> & {
  readonly merchantId: number
  readonly orderId: number
  readonly facts: LinkFacts
}

/**
 * One more message with the order's link: 1 row, or 0 when the last day's are used up. The ledger itself
 * counts, in the statement that writes, so that a hundred askers at once get no more than one after the other.
 */
export function insertLink(db: Db, link: NewLink, now: number) {
  const { orderId, recipientHash, state, reason, merchantId, recipient, template } = link
  // Every column, in the order of the table.
  return db
    .insert(messages)
    .select(
      sql`SELECT ${orderId}, 0, ${LINK}, 'email', ${recipientHash}, coalesce(max(epoch) + 1, 0),
        ${state}, ${reason}, ${merchantId}, ${recipient}, ${JSON.stringify(link.facts)}, ${template},
        0, NULL, NULL, ${now}, NULL, ${now}, ${now}
      FROM messages WHERE order_id = ${orderId} AND milestone = ${LINK}
      HAVING coalesce(sum(created_at > ${now - DAY_MS}), 0) < ${LINKS_A_DAY}`,
    )
    .onConflictDoNothing()
}

const ofKey = (key: MessageKey): SQL | undefined =>
  and(
    eq(messages.orderId, key.orderId),
    eq(messages.parcel, key.parcel),
    eq(messages.milestone, key.milestone),
    eq(messages.channel, key.channel),
    eq(messages.recipientHash, key.recipientHash),
    eq(messages.epoch, key.epoch),
  )

/** What may change of a message. */
export type MessageChange = Partial<
  Pick<
    MessageRow,
    'state' | 'reason' | 'attempt' | 'claimUntil' | 'firstAttemptAt' | 'dueAt' | 'providerId'
  >
>

/**
 * Changes a message that is still in one of these states: 1 row, or 0 when somebody was faster, or
 * when it is not a message of `merchantId`, where that is given.
 */
export function changeMessage(
  db: Db,
  key: MessageKey,
  from: readonly MessageState[],
  change: MessageChange,
  merchantId?: number,
) {
  return db
    .update(messages)
    .set(change)
    .where(
      and(
        ofKey(key),
        inArray(messages.state, [...from]),
        merchantId === undefined ? undefined : eq(messages.merchantId, merchantId),
      ),
    )
}

/**
 * Takes a message for one attempt until `until`: the compare-and-set that keeps two consumers from
 * sending it both. 1 row for the winner, 0 for everybody else.
 */
export function claimMessage(
  db: Db,
  message: MessageRow,
  { now, until }: { readonly now: number; readonly until: number },
) {
  return db
    .update(messages)
    .set({
      state: 'claimed',
      claimUntil: until,
      attempt: message.attempt + 1,
      firstAttemptAt: message.firstAttemptAt ?? now,
    })
    .where(
      and(
        ofKey(keyOf(message)),
        eq(messages.state, message.state),
        eq(messages.attempt, message.attempt),
      ),
    )
}

const About = z.enum(ABOUT)

export const keyOf = (row: MessageRow): MessageKey => ({
  orderId: row.orderId,
  parcel: row.parcel,
  milestone: About.parse(row.milestone),
  channel: row.channel,
  recipientHash: row.recipientHash,
  epoch: row.epoch,
})

const Facts: z.ZodType<MessageFacts> = z.object({
  locale: z.string().default('en-AU'), // facts that were frozen when English was the only language have none
  brand: z.object({
    name: z.string(),
    colour: z.string(),
    logo: z.object({ url: z.string(), width: z.number(), height: z.number() }).optional(),
    website: z.string().optional(),
    support: z.object({
      email: z.string().optional(),
      phone: z.string().optional(),
      url: z.string().optional(),
    }),
  }),
  orderNumber: z.string(),
  firstName: z.string().nullable(),
  carrier: z.string(),
  trackingNumber: z.string(),
  trackingUrl: z.string(),
  eta: z.string().nullable(),
  happened: z.string().nullable(),
  place: z.string().nullable(),
  items: z.array(
    z.object({
      title: z.string(),
      variant: z.string().nullable(),
      quantity: z.number(),
      imageUrl: z.string().nullable(),
    }),
  ),
})

export const factsOfRow = (row: MessageRow): MessageFacts => Facts.parse(JSON.parse(row.facts))

const Link: z.ZodType<LinkFacts> = z.object({
  locale: z.string(),
  dir: z.enum(['ltr', 'rtl']),
  brand: z.string(),
  subject: z.string(),
  text: z.string(),
  ignore: z.string(),
  url: z.string(),
})

export const linkOfRow = (row: MessageRow): LinkFacts => Link.parse(JSON.parse(row.facts))
