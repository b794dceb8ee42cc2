// Telling the store about parcels: read what it has, do what is missing (plan.ts), and after a failure
// read again instead of guessing, because a shipment takes no idempotency key. Shipments come first and
// the status after them: connectors read the tracking once, when the status becomes "shipped".
// https://get.codisto.help, BigCommerce (read 2026-11-23)
import * as z from 'zod'
import { ok, type Result } from '../../../core/result.ts'
import type { CallProblem } from '../../http.ts'
import { tidied } from '../parcels.ts'
import type { WantedFulfilment, WrittenFulfilment } from '../platform.ts'
import { type Acted, settleParcels, withoutJourneys } from '../settle-parcels.ts'
import { type Ask, ask, askFor, bodyOf } from './call.ts'
import { readOrder, shipmentsOf } from './orders.ts'
import { openLines, planFor, type State, trackingOf, type Write } from './plan.ts'
import type { BigCommerceContext } from './settings.ts'
import { MOVES_ON, STATUS } from './tables.ts'
import * as wire from './wire.ts'

export async function writeBack(
  platformId: string,
  wanted: readonly WantedFulfilment[],
  context: BigCommerceContext,
): Promise<Result<WrittenFulfilment[], CallProblem>> {
  const wants = tidied(wanted)
  const settled = await settleParcels(wants, {
    readState: () => readState(platformId, context),
    plan: (state, want) => planFor(state, want, wants),
    act: (plan, want) => act(platformId, plan, want, context),
    gone: 'the store no longer has this order',
    refuses: 'BigCommerce refuses the shipment',
  })
  if (!settled.ok) return settled
  // A parcel that the store knew before never moves the status again: somebody may have set it back on
  // purpose, and BigCommerce mails the shopper each time. (A move that failed was not noted: it is new.)
  if (wants.some((want, index) => want.mayCreate && settled.value[index]?.state === 'written')) {
    const moved = await moveOn(platformId, context)
    if (!moved.ok) return moved
  }
  return ok(withoutJourneys(settled.value, wants))
}

/** null: no such order, or it was archived, or it is a checkout that nobody finished. */
async function readState(
  id: string,
  context: BigCommerceContext,
): Promise<Result<State | null, CallProblem>> {
  const order = await readOrder(id, context)
  if (!order.ok || !order.value) return order.ok ? ok(null) : order
  const shipments = await shipmentsOf(id, context)
  return shipments.ok ? ok({ order: order.value, shipments: shipments.value }) : shipments
}

async function act(
  orderId: string,
  plan: Write,
  want: WantedFulfilment,
  context: BigCommerceContext,
): Promise<Result<Acted, CallProblem>> {
  const path = `/v2/orders/${orderId}/shipments`
  const tracking = trackingOf(want)
  const calls: Ask[] = [
    ...plan.renumber.map(id => ({ method: 'PUT' as const, path: `${path}/${id}`, body: tracking })),
    ...plan.creations.map(creation => ({
      method: 'POST' as const,
      path,
      body: { ...creation, ...tracking },
    })),
  ]
  const ours = [...plan.ours]
  for (const call of calls) {
    const answer = await ask(context, call)
    if (!answer.ok) return answer
    if (answer.value.kind === 'complaint' || answer.value.kind === 'missing') {
      const text = answer.value.kind === 'complaint' ? answer.value.text : 'it is gone'
      return ok({ kind: 'complaint', complaint: text })
    }
    const made = bodyOf(answer.value, z.object({ id: wire.Id }))
    if (!made.ok) return made
    ours.push(made.value.id)
  }
  return ok({ kind: 'done', ours })
}

/**
 * BigCommerce moves the status by itself when the merchant lets it; where it did not, we do. Nothing but
 * `status_id` is ever sent: a PUT with products clears their discounts and drops fees left out.
 * https://github.com/bigcommerce/docs reference/orders.v2.oas2.yml, PUT /orders/{order_id} (read 2026-11-23)
 * Unverified: when it moves by itself; either way the order ends as shipped or partly shipped.
 */
async function moveOn(
  orderId: string,
  context: BigCommerceContext,
): Promise<Result<void, CallProblem>> {
  const order = await readOrder(orderId, context)
  if (!order.ok) return order
  if (!order.value || !MOVES_ON.has(order.value.status_id)) return ok(undefined)
  const isPart = openLines(order.value).length > 0
  const status_id = isPart ? STATUS.partiallyShipped : STATUS.shipped
  if (order.value.status_id === status_id) return ok(undefined)
  const body = { status_id: Number(status_id) }
  const call: Ask = { method: 'PUT', path: `/v2/orders/${orderId}`, body }
  const moved = await askFor(context, call, z.unknown())
  return moved.ok ? ok(undefined) : moved
}
