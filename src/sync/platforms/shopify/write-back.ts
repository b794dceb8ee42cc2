// Telling the shop about a parcel: read what it has, do what is missing (plan.ts), and after a failure
// read again instead of guessing. fulfillmentCreate takes no idempotency key and its errors have no
// code, so reading is the only way to know. Carrier and number go in one act, because connectors
// forward a fulfilment the moment it appears; the shop's own mail stays off, because we send it.
import * as z from 'zod'
import { ok, type Result } from '../../../core/result.ts'
import type { CallProblem } from '../../http.ts'
import { tidied } from '../parcels.ts'
import type { WantedFulfilment, WrittenFulfilment } from '../platform.ts'
import { type Acted, settleParcels } from '../settle-parcels.ts'
import { call } from './call.ts'
import * as documents from './documents.ts'
import { restOf, wholeFulfilments } from './orders.ts'
import { type Creation, planFor, type Renumbering, type Write } from './plan.ts'
import { SCOPES, type ShopifyContext } from './settings.ts'
import { tellEvents } from './tell-events.ts'
import * as wire from './wire.ts'

/** All parcels get their fulfilment first: trouble with an event must not delay another's number. */
export async function writeBack(
  platformId: string,
  wanted: readonly WantedFulfilment[],
  context: ShopifyContext,
): Promise<Result<WrittenFulfilment[], CallProblem>> {
  const wants = tidied(wanted)
  const settled = await settleParcels(wants, {
    readState: () => readState(platformId, context),
    plan: (state, want) => {
      const plan = planFor(state, want, wants)
      return plan.kind === 'blind' ? { kind: 'stop', problem: blind(context) } : plan
    },
    act: (plan, want) => act(plan, want, context),
    gone: 'the shop no longer has this order',
    refuses: 'Shopify refuses the fulfilment',
  })
  if (!settled.ok) return settled
  const written: WrittenFulfilment[] = []
  for (const [index, outcome] of settled.value.entries()) {
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

async function act(
  plan: Write,
  want: WantedFulfilment,
  context: ShopifyContext,
): Promise<Result<Acted, CallProblem>> {
  const ours = [...plan.ours]
  for (const each of plan.renumber) {
    const given = await renumber(each, want, context)
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

/** Gives a fulfilment its numbers, in place of any it has. */
async function renumber(
  { id, numbers, company }: Renumbering,
  want: WantedFulfilment,
  context: ShopifyContext,
): Promise<Result<Acted, CallProblem>> {
  const variables = {
    fulfillmentId: id,
    trackingInfoInput:
      numbers.length === 1
        ? trackingOf(want)
        : { company, numbers, urls: numbers.map(() => want.trackingUrl) },
    notifyCustomer: false,
  }
  const reply = await call(context, documents.updateTracking, variables, UpdateReply)
  return reply.ok ? ok(actedOf(reply.value.fulfillmentTrackingInfoUpdate)) : reply
}

// The page's address beats the one Shopify would derive from the company; it is one page for all parcels
// of an order. Of several numbers each has its address at the same place of the list.
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
