// Step-up: whoever can tell that the order is theirs sees where it goes and the proof of its delivery. A try counts before it is looked at, so that many at once are no way around the count.

import * as z from 'zod'
import { orderByToken, readContent } from '../../core/db/orders.ts'
import { shipmentsOfOrder } from '../../core/db/shipments.ts'
import type { Assignment } from '../../core/order.ts'
import { privateView } from '../../core/private-view.ts'
import type { Unlock, Unlocked } from '../../core/shopper.ts'
import { belongsTo } from '../../core/step-up.ts'
import type { Visit } from './door.ts'
import { guess } from './guess.ts'
import { proofOf } from './proof.ts'

const Assigned: z.ZodType<Pick<Assignment, 'signatureRequired' | 'authorityToLeave'>> = z.object({
  signatureRequired: z.boolean().default(false),
  authorityToLeave: z.boolean().default(false),
})

export async function unlock(
  { token, network, ...given }: Unlock,
  visit: Visit,
): Promise<Unlocked> {
  const { db } = visit
  const order = await orderByToken(db, token)
  if (!order) return { kind: 'unknown' }
  const tried = await guess({ things: [`order ${order.id}`], network }, visit)
  if (tried.kind === 'wait') return tried
  const content = readContent(order.content)
  if (!belongsTo(content, given)) return { kind: 'wrong' }
  await tried.wasRight()
  const parcels = await shipmentsOfOrder(db, order.id)
  const arrived = parcels.filter(({ status }) => status === 'delivered')
  const proofs = await Promise.all(arrived.map(parcel => proofOf(parcel, visit)))
  const assigned = Assigned.parse(JSON.parse(order.assignment))
  return { kind: 'shown', private: privateView(content, assigned, proofs) }
}
