// How was the delivery? One answer a parcel; the last one counts, and the same again changes nothing.
import { rate } from '../../core/db/feedback.ts'
import type { Rate, Rated } from '../../core/shopper.ts'
import type { Visit } from './door.ts'

export async function rateDelivery(
  { token, parcel, good }: Rate,
  { db, now }: Visit,
): Promise<Rated> {
  const found = await rate(db, token, { parcel, good, at: now })
  return { kind: found ? 'rated' : 'refused' }
}
