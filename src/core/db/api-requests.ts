// Answers given under an Idempotency-Key: the same request again gets the same answer, another
// request under the same key is refused.
import { and, eq } from 'drizzle-orm'
import type { Db } from './open.ts'
import { apiRequests } from './schema.ts'

export async function answerGiven(db: Db, merchantId: number, idempotencyKey: string) {
  const [row] = await db
    .select()
    .from(apiRequests)
    .where(
      and(eq(apiRequests.merchantId, merchantId), eq(apiRequests.idempotencyKey, idempotencyKey)),
    )
  return row ?? null
}

/** Keeps an answer; of two at once the first stays. */
export function keepAnswer(db: Db, answer: typeof apiRequests.$inferInsert) {
  return db.insert(apiRequests).values(answer).onConflictDoNothing()
}
