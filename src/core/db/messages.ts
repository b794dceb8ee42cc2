// The ledger of messages: one row for each thing we told somebody or decided not to tell.
import { eq } from 'drizzle-orm'
import type { Db } from './open.ts'
import { messages } from './schema.ts'

/** Everything told, or not told and why, about an order's parcels. */
export function messagesOfOrder(db: Db, orderId: number) {
  return db
    .select()
    .from(messages)
    .where(eq(messages.orderId, orderId))
    .orderBy(messages.parcel, messages.happenedAt)
}
