// Telling the store about parcels: read what it has, do what is missing (plan.ts), and after a failure
// read again instead of guessing, because a shipment takes no idempotency key. Shipments come first and
// the status after them: connectors read the tracking once, when the status becomes "shipped".
// https://get.codisto.help, BigCommerce (read 2026-11-23)
import * as z from 'zod'
import { ok, type Result } from '../../../core/result.ts'
import { type CallProblem, isAmbiguous } from '../../http.ts'
import { fulfilmentEventKey, type WantedFulfilment, type WrittenFulfilment } from '../platform.ts'
import { type Ask, ask, askFor, bodyOf } from './call.ts'
import { readOrder, shipmentsOf } from './orders.ts'
import { openLines, type Plan, planFor, type State, trackingOf } from './plan.ts'
import type { BigCommerceContext } from './settings.ts'
import { MOVES_ON, STATUS } from './tables.ts'
import * as wire from './wire.ts'

export async function writeBack(
  platformId: string,
  wanted: readonly WantedFulfilment[],
  context: BigCommerceContext,
): Promise<Result<WrittenFulfilment[], CallProblem>> {
  const written: WrittenFulfilment[] = []
  for (const want of wanted) {
    // Blanks around a number make THE ICONIC and Australia Post refuse it.
    const trackingNumber = want.trackingNumber.trim()
    const previous = want.previous?.trim() ?? null
    const outcome = await settle(platformId, { ...want, trackingNumber, previous }, context)
    if (!outcome.ok) return outcome // all of it is safe to repeat
    written.push(outcome.value)
  }
  if (written.some(each => each.state === 'written')) {
    const moved = await moveOn(platformId, context)
    if (!moved.ok) return moved
  }
  return ok(written)
}

async function settle(
  platformId: string,
  want: WantedFulfilment,
  context: BigCommerceContext,
): Promise<Result<WrittenFulfilment, CallProblem>> {
  let complaint = ''
  for (const _round of ['first', 'again']) {
    const state = await readState(platformId, context)
    if (!state.ok) return state
    if (!state.value) return refused('the store no longer has this order')
    const plan = planFor(state.value, want)
    if (plan.kind === 'settled') return ok(writtenAs(plan.ours, want))
    if (plan.kind === 'refuse') return refused(plan.reason)

    const acted = await act(platformId, plan, want, context)
    if (!acted.ok) {
      return isAmbiguous(acted.problem) ? lookAgain(platformId, want, context, acted) : acted
    }
    if (acted.value.kind === 'done') return ok(writtenAs(acted.value.ours, want))
    // Somebody may have shipped or edited between our reading and our writing: read once more.
    complaint = acted.value.complaint
  }
  return refused(`BigCommerce refuses the shipment: ${complaint}`)
}

const refused = (reason: string): Result<WrittenFulfilment, never> =>
  ok({ state: 'refused', reason })

/** A shipment has no place for a journey's events, so nothing of them is left to tell. */
const writtenAs = (ours: readonly string[], want: WantedFulfilment): WrittenFulfilment => ({
  state: 'written',
  platformFulfilmentId: ours[0] ?? '',
  events: want.events.map(fulfilmentEventKey),
})

/**
 * The act may have happened or not. When the store does not show it, it may still be under way, so it is
 * not repeated in the same breath: the problem goes back with its delay.
 */
async function lookAgain(
  platformId: string,
  want: WantedFulfilment,
  context: BigCommerceContext,
  failure: Result<never, CallProblem>,
): Promise<Result<WrittenFulfilment, CallProblem>> {
  const state = await readState(platformId, context)
  const plan = state.ok && state.value ? planFor(state.value, want) : null
  return plan?.kind === 'settled' ? ok(writtenAs(plan.ours, want)) : failure
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

type Acted =
  | { readonly kind: 'done'; readonly ours: readonly string[] }
  | { readonly kind: 'complaint'; readonly complaint: string }

async function act(
  orderId: string,
  plan: Extract<Plan, { kind: 'write' }>,
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
