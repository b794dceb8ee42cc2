// Dispatches that were told before their order was here: carriers' webhooks and shops' orders promise
// no order of arrival. Whoever comes second, the order or the report, looks for the other; a page of
// orders costs one read for it, of no rows when nothing waits.
import { keepDeadLetterOnce } from '../../core/db/dead-letters.ts'
import type { Db } from '../../core/db/open.ts'
import { type OrderScope, ordersByNumbers } from '../../core/db/orders.ts'
import { type Kept, waitingDispatches } from '../../core/db/unmatched-reports.ts'
import type { PlatformOrder } from '../../core/order.ts'
import { err, ok, type Result } from '../../core/result.ts'
import {
  type Appearing,
  type Dispatched,
  type DispatchProblem,
  dispatchAll,
  orderNamed,
  parcelTold,
} from './dispatch.ts'
import type { Contended } from './dispatch-found.ts'
import type { FollowUp } from './follow-up.ts'
import type { ImportRequest } from './import-request.ts'
import { takeIn } from './take-in.ts'

type Tried = {
  readonly orderNumber: string
  readonly result: Result<Dispatched, DispatchProblem>
}

/** Dispatches what waits for orders of these numbers. What cannot be dispatched waits on. */
export async function dispatchWaiting(
  db: Db,
  merchantId: number,
  orderNumbers: readonly string[],
  followUp: FollowUp,
): Promise<readonly Tried[]> {
  const waiting = await waitingDispatches(db, merchantId, orderNumbers)
  if (waiting.length === 0) return []
  const numbers = waiting.map(({ orderNumber }) => orderNumber)
  const orders = await ordersByNumbers(db, merchantId, [...new Set(numbers)])
  const tried: Tried[] = []
  const appearing: (Appearing & { readonly orderNumber: string; readonly kept: Kept })[] = []
  for (const told of waiting) {
    const { orderNumber, kept } = told
    const named = orderNamed(orders, told)
    if (named?.ok) {
      appearing.push({ orderNumber, kept, order: named.value, parcel: parcelTold(told), told })
    } else if (named) tried.push({ orderNumber, result: named })
  }
  const outcomes = await dispatchAll(db, appearing, followUp)
  const left: Kept[] = []
  for (const [i, { orderNumber, kept }] of appearing.entries()) {
    const result = outcomes[i]
    if (!result) throw new Error('a parcel was left out')
    tried.push({ orderNumber, result })
    if (result.ok && !result.value.created) left.push(kept)
  }
  // Left behind their parcels, by a crash or a race: each reading of the orders would find them again.
  await takeIn(db, merchantId, left, followUp)
  return tried
}

/**
 * Dispatches what waited for the stored orders, and returns the ids of those that got a parcel. What
 * cannot be taken over holds up no import: it goes to dead_letters, as a fulfilment found does.
 */
export async function dispatchAwaited(
  db: Db,
  scope: OrderScope,
  orders: readonly PlatformOrder[],
  followUp: FollowUp,
): Promise<Result<readonly number[], Contended>> {
  const numbers = orders.map(order => order.number)
  const dispatched = new Set<number>()
  for (const { orderNumber, result } of await dispatchWaiting(
    db,
    scope.merchantId,
    numbers,
    followUp,
  )) {
    if (result.ok) {
      dispatched.add(result.value.orderId)
    } else if (result.problem.kind === 'contended') {
      return err({ ...result.problem, kind: 'contended', retry: { afterSeconds: 5 } })
    } else {
      const orderIds = orders
        .filter(order => order.number === orderNumber)
        .map(order => order.platformId)
      await report(db, scope, { orderNumber, orderIds }, result.problem.message, followUp.now)
    }
  }
  return ok([...dispatched])
}

/** The letter's body asks to look at the order again; read again meanwhile, it stays one letter. */
function report(
  db: Db,
  { connectionId, shard }: OrderScope,
  { orderNumber, orderIds }: { readonly orderNumber: string; readonly orderIds: string[] },
  problem: string,
  now: number,
) {
  const again: ImportRequest = { shard, connectionId, orderIds }
  return keepDeadLetterOnce(db, {
    connectionId,
    kind: 'orders',
    problem: `A dispatch of order ${orderNumber} that a carrier told of is not taken over: ${problem}`,
    body: JSON.stringify(again),
    receivedAt: now,
  })
}
