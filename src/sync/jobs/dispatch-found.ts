// Fulfilments found in the platform: somebody shipped there, so each tracking number that no parcel has
// yet becomes a parcel of its order. Our own write-back comes back the same way; its numbers are known,
// and one query a page tells. A number that cannot be taken never holds up the import: it goes to
// dead_letters, where it stays until somebody mends it and the order is looked at again. (A problem at
// the connection would not do: the next good import clears it.)
import { keepDeadLetterOnce } from '../../core/db/dead-letters.ts'
import type { Db } from '../../core/db/open.ts'
import { type OrderScope, ordersByPlatformId } from '../../core/db/orders.ts'
import { numbersOfOrders } from '../../core/db/shipments.ts'
import type { PlatformOrder } from '../../core/order.ts'
import { err, ok, type Result, type Retry } from '../../core/result.ts'
import { coversOrder, type Parcel, readTrackingNumber } from '../../core/shipment.ts'
import { dispatchAll } from './dispatch.ts'
import type { FollowUp } from './follow-up.ts'
import type { ImportRequest } from './import-request.ts'

/** Somebody else dispatches the same order: the page is read again, nothing of it is lost. */
export type Contended = {
  readonly kind: 'contended'
  readonly message: string
  readonly retry: Retry
}

/**
 * Dispatches what the stored orders' fulfilments tell and no parcel has. Returns the ids of the orders
 * that got a parcel. Safe to repeat: what is known costs one read and writes nothing.
 */
export async function dispatchFound(
  db: Db,
  scope: OrderScope,
  orders: readonly PlatformOrder[],
  followUp: FollowUp,
): Promise<Result<readonly number[], Contended>> {
  const parcels = orders.flatMap(order => parcelsOf(order).map(parcel => ({ order, parcel })))
  const unknown = await withoutKnown(db, scope.connectionId, parcels)
  if (unknown.length === 0) return ok([])

  const platformIds = unknown.map(({ order }) => order.platformId)
  const rows = await ordersByPlatformId(db, scope.connectionId, platformIds)
  const rowOf = new Map(rows.map(row => [row.platformId, row]))
  const appearing = unknown.flatMap(({ order, parcel }) => {
    const row = rowOf.get(order.platformId)
    return row ? [{ of: order, order: row, parcel }] : [] // erased since it was stored
  })
  const outcomes = await dispatchAll(db, appearing, followUp)
  const dispatched = new Set<number>()
  for (const [i, { of: order }] of appearing.entries()) {
    const made = outcomes[i]
    if (!made) throw new Error('a parcel was left out')
    if (made.ok) {
      if (made.value.created) dispatched.add(made.value.orderId)
    } else if (made.problem.kind === 'contended') {
      return err({ ...made.problem, kind: 'contended', retry: { afterSeconds: 5 } })
    } else {
      await report(db, scope, order, made.problem.message, followUp.now)
    }
  }
  return ok([...dispatched])
}

/** One parcel a number: an order shipped from two places under one number has two fulfilments. */
function parcelsOf(order: PlatformOrder): Parcel[] {
  const shipped = order.fulfilments.filter(each => each.trackingNumber !== null && !each.cancelled)
  const byNumber = Map.groupBy(shipped, each => normalised(each.trackingNumber ?? ''))
  return [...byNumber].map(([trackingNumber, fulfilments]) => {
    const items = fulfilments.flatMap(each => each.items)
    return {
      carrier: fulfilments.find(each => each.carrier !== null)?.carrier ?? 'Courier',
      service: null,
      trackingNumber,
      items: coversOrder(items, order.items) ? null : items,
      door: 'platform',
      dispatchedAt: Math.min(...fulfilments.map(each => each.createdAt)),
    }
  })
}

/** A malformed number stays as it is: dispatch says what is wrong with it. */
function normalised(text: string): string {
  const number = readTrackingNumber(text)
  return number.ok ? number.value : text
}

type Found = { readonly order: PlatformOrder; readonly parcel: Parcel }

/** What no parcel of the order has, neither as its number nor as the one the shop was told before. */
async function withoutKnown(
  db: Db,
  connectionId: number,
  found: readonly Found[],
): Promise<readonly Found[]> {
  if (found.length === 0) return []
  const platformIds = found.map(({ order }) => order.platformId)
  const rows = await numbersOfOrders(db, connectionId, platformIds)
  const keyOf = (platformId: string, number: string | null) => `${platformId} ${number}`
  const known = new Set(
    rows.flatMap(row => [row.trackingNumber, row.told].map(each => keyOf(row.platformId, each))),
  )
  return found.filter(
    ({ order, parcel }) => !known.has(keyOf(order.platformId, parcel.trackingNumber)),
  )
}

/** The letter's body asks to look at the order again; read again meanwhile, it stays one letter. */
function report(
  db: Db,
  { connectionId, shard }: OrderScope,
  { number, platformId }: PlatformOrder,
  problem: string,
  now: number,
) {
  const again: ImportRequest = { shard, connectionId, orderIds: [platformId] }
  return keepDeadLetterOnce(db, {
    connectionId,
    kind: 'orders',
    problem: `A fulfilment of order ${number} in the shop is not taken over: ${problem}`,
    body: JSON.stringify(again),
    receivedAt: now,
  })
}
