// Telling the shop about a parcel: read what it has, do what is missing (plan.ts), and after a failure
// read again instead of guessing. fulfillmentCreate takes no idempotency key and its errors have no
// code, so reading is the only way to know. Carrier and number go in one act, because connectors
// forward a fulfilment the moment it appears; the shop's own mail stays off, because we send it.
import * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import { type CallProblem, isAmbiguous } from '../../http.ts'
import type { WantedFulfilment, WrittenFulfilment } from '../platform.ts'
import { call } from './call.ts'
import * as documents from './documents.ts'
import { restOf, wholeFulfilments } from './orders.ts'
import { type Creation, type Plan, planFor } from './plan.ts'
import { SCOPES, type ShopifyContext } from './settings.ts'
import { tellEvents } from './tell-events.ts'
import * as wire from './wire.ts'

/** All parcels get their fulfilment first: trouble with an event must not delay another's number. */
export async function writeBack(
  platformId: string,
  wanted: readonly WantedFulfilment[],
  context: ShopifyContext,
): Promise<Result<WrittenFulfilment[], CallProblem>> {
  const settled: Settled[] = []
  for (const want of wanted) {
    // Blanks around a number make THE ICONIC and Australia Post refuse it.
    const trackingNumber = want.trackingNumber.trim()
    const previous = want.previous?.trim() ?? null
    const outcome = await settle(platformId, { ...want, trackingNumber, previous }, context)
    if (!outcome.ok) return outcome // all of it is safe to repeat
    settled.push(outcome.value)
  }
  const written: WrittenFulfilment[] = []
  for (const [index, outcome] of settled.entries()) {
    if (outcome.state === 'refused') {
      written.push(outcome)
      continue
    }
    const events = await tellEvents(outcome.ours, wanted[index]?.events ?? [], context)
    if (!events.ok) return events
    const [platformFulfilmentId = ''] = outcome.ours
    written.push({ state: 'written', platformFulfilmentId, events: events.value })
  }
  return ok(written)
}

/** `ours`: the fulfilments that now carry the parcel's number, one per location. */
type Settled =
  | { readonly state: 'written'; readonly ours: readonly string[] }
  | { readonly state: 'refused'; readonly reason: string }

async function settle(
  platformId: string,
  want: WantedFulfilment,
  context: ShopifyContext,
): Promise<Result<Settled, CallProblem>> {
  let complaint = ''
  for (const _round of ['first', 'again']) {
    const state = await readState(platformId, context)
    if (!state.ok) return state
    if (!state.value) return refused('the shop no longer has this order')
    const plan = planFor(state.value, want)
    if (plan.kind === 'settled') return ok({ state: 'written', ours: plan.ours })
    if (plan.kind === 'refuse') return refused(plan.reason)
    if (plan.kind === 'blind') return err(blind(context))

    const acted = await act(plan, want, context)
    if (!acted.ok) {
      return isAmbiguous(acted.problem) ? lookAgain(platformId, want, context, acted) : acted
    }
    if (acted.value.kind === 'done') return ok({ state: 'written', ours: acted.value.ours })
    // Somebody may have shipped, split or moved between our reading and our writing: read once more.
    complaint = acted.value.complaint
  }
  return refused(`Shopify refuses the fulfilment: ${complaint}`)
}

/**
 * The act may have happened or not. When the shop does not show it, it may still be under way, so it is
 * not repeated in the same breath: the problem goes back with its delay.
 */
async function lookAgain(
  platformId: string,
  want: WantedFulfilment,
  context: ShopifyContext,
  failure: Result<never, CallProblem>,
): Promise<Result<Settled, CallProblem>> {
  const state = await readState(platformId, context)
  const plan = state.ok && state.value ? planFor(state.value, want) : null
  return plan?.kind === 'settled' ? ok({ state: 'written', ours: plan.ours }) : failure
}

const refused = (reason: string): Result<Settled, never> => ok({ state: 'refused', reason })

type Acted =
  | { readonly kind: 'done'; readonly ours: readonly string[] }
  | { readonly kind: 'complaint'; readonly complaint: string }

async function act(
  plan: Extract<Plan, { kind: 'write' }>,
  want: WantedFulfilment,
  context: ShopifyContext,
): Promise<Result<Acted, CallProblem>> {
  const ours = [...plan.ours]
  for (const fulfilmentId of plan.renumber) {
    const given = await renumber(fulfilmentId, want, context)
    if (!given.ok || given.value.kind === 'complaint') return given
    ours.push(...given.value.ours)
  }
  for (const creation of plan.creations) {
    const made = await create(creation, want, context)
    if (!made.ok || made.value.kind === 'complaint') return made
    ours.push(...made.value.ours)
  }
  return ok({ kind: 'done', ours })
}

async function create(
  lineItemsByFulfillmentOrder: Creation,
  want: WantedFulfilment,
  context: ShopifyContext,
): Promise<Result<Acted, CallProblem>> {
  const fulfillment = {
    lineItemsByFulfillmentOrder,
    trackingInfo: trackingOf(want),
    notifyCustomer: false,
  }
  const reply = await call(context, documents.fulfill, { fulfillment }, CreateReply)
  return reply.ok ? ok(actedOf(reply.value.fulfillmentCreate)) : reply
}

/** Gives a fulfilment the parcel's number, in place of any it has. */
async function renumber(
  fulfillmentId: string,
  want: WantedFulfilment,
  context: ShopifyContext,
): Promise<Result<Acted, CallProblem>> {
  const variables = {
    fulfillmentId,
    trackingInfoInput: trackingOf(want),
    notifyCustomer: false,
  }
  const reply = await call(context, documents.updateTracking, variables, UpdateReply)
  return reply.ok ? ok(actedOf(reply.value.fulfillmentTrackingInfoUpdate)) : reply
}

// The page's address beats the one Shopify would derive from the company.
// https://shopify.dev/docs/api/admin-graphql/2026-10/input-objects/FulfillmentTrackingInput (read 2026-11-23)
const trackingOf = (want: WantedFulfilment) => ({
  company: want.carrier,
  number: want.trackingNumber,
  url: want.trackingUrl,
})

function actedOf({ fulfillment, userErrors }: z.infer<typeof Payload>): Acted {
  if (fulfillment && userErrors.length === 0) return { kind: 'done', ours: [fulfillment.id] }
  const told = userErrors.map(error => error.message).join('; ')
  return { kind: 'complaint', complaint: told.slice(0, 300) || 'no reason given' }
}

/** What the shop has shipped of an order and may still ship, complete; null: no such order. */
async function readState(
  id: string,
  context: ShopifyContext,
): Promise<Result<wire.FulfilmentState | null, CallProblem>> {
  const reply = await call(context, documents.orderFulfillmentState, { id }, StateReply)
  if (!reply.ok || !reply.value.order) return reply.ok ? ok(null) : reply
  const { order } = reply.value
  const fulfillments = await wholeFulfilments(id, order.fulfillments, context)
  if (!fulfillments.ok) return fulfillments
  const found = await restOf(order.fulfillmentOrders, async after => {
    const more = await call(context, documents.fulfillmentOrders, { id, after }, OrdersReply)
    return more.ok ? ok(more.value.order?.fulfillmentOrders) : more
  })
  if (!found.ok) return found
  const nodes: wire.FulfilmentOrder[] = []
  for (const each of found.value) {
    const lines = await restOf(each.lineItems, async after => {
      const variables = { id: each.id, after }
      const more = await call(context, documents.fulfillmentOrderLines, variables, LinesReply)
      return more.ok ? ok(more.value.fulfillmentOrder?.lineItems) : more
    })
    if (!lines.ok) return lines
    nodes.push({ ...each, lineItems: { ...each.lineItems, nodes: lines.value } })
  }
  return ok({
    ...order,
    fulfillments: fulfillments.value,
    fulfillmentOrders: { ...order.fulfillmentOrders, nodes },
  })
}

function blind({ settings }: ShopifyContext): CallProblem {
  return {
    kind: 'credentials',
    host: settings.shop,
    status: null,
    message: `The order is not fulfilled, yet Shopify shows our app nothing to fulfil: grant it the scopes ${SCOPES.join(', ')}.`,
    retry: false,
  }
}

const Payload = z.object({
  fulfillment: z.object({ id: z.string() }).nullable(),
  userErrors: wire.UserErrors,
})
const CreateReply = z.object({ fulfillmentCreate: Payload })
const UpdateReply = z.object({ fulfillmentTrackingInfoUpdate: Payload })
const StateReply = z.object({ order: wire.FulfilmentState.nullable() })
const OrdersReply = z.object({
  order: z.object({ fulfillmentOrders: wire.FulfilmentOrders }).nullable(),
})
const LinesReply = z.object({
  fulfillmentOrder: z.object({ lineItems: wire.FulfilmentOrderLines }).nullable(),
})
