// Everything that sending an order's messages has to know, in one round trip: the order, its parcels,
// its ledger, who carries messages for the merchant, and who must not be written to.
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import * as z from 'zod'
import { STATUSES, type Status } from '../status.ts'
import type { ConnectionRow } from './hooks.ts'
import type { MessageRow } from './messages.ts'
import type { Db } from './open.ts'
import { type OrderRow, orderColumns } from './orders.ts'
import {
  connections,
  keep,
  merchants,
  messages,
  orders,
  shipments,
  suppressions,
} from './schema.ts'

const State = z.object({
  status: z.enum(Object.keys(STATUSES) as [Status, ...Status[]]),
  flags: z.array(z.string()),
})

export type Outbox = {
  readonly order: OrderRow
  /** The merchant's config, JSON. */
  readonly config: string
  /** How each parcel is now, by its number. */
  readonly parcels: ReadonlyMap<number, z.infer<typeof State>>
  readonly messages: readonly MessageRow[]
  /** Providers of email and text messages, live ones only. */
  readonly providers: readonly ConnectionRow[]
  /** `<channel> <recipient hash>` of everybody who must not be written to. */
  readonly suppressed: ReadonlySet<string>
}

/** null when there is no such order. */
export async function readOutbox(db: Db, orderId: number): Promise<Outbox | null> {
  const merchantId = sql`(SELECT merchant_id FROM orders WHERE id = ${orderId})`
  const [[found], parcels, ledger, providers, silenced] = await db.batch([
    db
      .select({ order: orderColumns, config: merchants.config })
      .from(orders)
      .innerJoin(merchants, eq(merchants.id, orders.merchantId))
      .where(eq(orders.id, orderId)),
    db
      .select({ parcel: shipments.parcel, state: shipments.state })
      .from(shipments)
      .where(eq(shipments.orderId, orderId)),
    db.select().from(messages).where(eq(messages.orderId, orderId)),
    db
      .select()
      .from(connections)
      .where(
        and(
          sql`${connections.merchantId} = ${merchantId}`,
          inArray(connections.kind, ['email', 'sms']),
          isNull(connections.removedAt),
        ),
      ),
    db
      .select({ channel: suppressions.channel, recipientHash: suppressions.recipientHash })
      .from(suppressions)
      .where(
        and(
          sql`${suppressions.merchantId} = ${merchantId}`,
          sql`${suppressions.recipientHash} IN (SELECT recipient_hash FROM messages WHERE order_id = ${orderId})`,
        ),
      ),
  ])
  if (!found) return null
  return {
    ...found,
    parcels: new Map(parcels.map(({ parcel, state }) => [parcel, State.parse(JSON.parse(state))])),
    messages: ledger,
    providers,
    suppressed: new Set(
      silenced.map(({ channel, recipientHash }) => `${channel} ${recipientHash}`),
    ),
  }
}

const smsCount = (merchantId: number, day: string): string => `sms ${merchantId} ${day}`

/** Text messages of the merchant that were begun that day (`YYYY-MM-DD`). */
export async function smsSentOn(db: Db, merchantId: number, day: string): Promise<number> {
  const [row] = await db
    .select({ value: keep.value })
    .from(keep)
    .where(eq(keep.name, smsCount(merchantId, day)))
  return Number(row?.value ?? 0)
}

/** For a batch with the claim: counts one more. 1 row. */
export function countSms(db: Db, merchantId: number, day: string, expiresAt: number) {
  return db
    .insert(keep)
    .values({ name: smsCount(merchantId, day), value: '1', expiresAt })
    .onConflictDoUpdate({
      target: keep.name,
      set: { value: sql`CAST(CAST(${keep.value} AS INTEGER) + 1 AS TEXT)` },
    })
}
