// Telling the shop how a parcel fares. fulfillmentEventCreate makes a new event each time it is called,
// so the events a fulfilment has are read first; two with one status in one second are the same.
import * as z from 'zod'
import { ok, type Result } from '../../../core/result.ts'
import type { CallProblem } from '../../http.ts'
import { type FulfilmentEvent, fulfilmentEventKey } from '../platform.ts'
import { call } from './call.ts'
import * as documents from './documents.ts'
import { isoSeconds, restOf } from './orders.ts'
import type { ShopifyContext } from './settings.ts'
import { EVENT_STATUS } from './tables.ts'
import * as wire from './wire.ts'

/**
 * Adds the events that the fulfilments (one per location) lack, oldest first. The keys that come back
 * include those Shopify has no word for: nothing is left to tell about them.
 */
export async function tellEvents(
  fulfilmentIds: readonly string[],
  events: readonly FulfilmentEvent[],
  context: ShopifyContext,
): Promise<Result<string[], CallProblem>> {
  const told = new Set(events.map(fulfilmentEventKey))
  const sayable = events.filter(event => EVENT_STATUS[event.status] !== null)
  for (const id of sayable.length > 0 ? fulfilmentIds : []) {
    const refused = await tellOne(id, sayable, context)
    if (!refused.ok) return refused
    for (const event of refused.value) told.delete(fulfilmentEventKey(event))
  }
  return ok([...told])
}

/** Returns the events that the shop refused. */
async function tellOne(
  fulfillmentId: string,
  events: readonly FulfilmentEvent[],
  context: ShopifyContext,
): Promise<Result<FulfilmentEvent[], CallProblem>> {
  const known = await eventsOf(fulfillmentId, context)
  if (!known.ok) return known
  const refused: FulfilmentEvent[] = []
  for (const event of events) {
    if (known.value.has(keyOf(EVENT_STATUS[event.status], event.occurredAt))) continue
    const fulfillmentEvent = {
      fulfillmentId,
      status: EVENT_STATUS[event.status],
      happenedAt: isoSeconds(event.occurredAt),
      ...(event.etaAt === null ? {} : { estimatedDeliveryAt: isoSeconds(event.etaAt) }),
    }
    // After a failure the caller comes again and reads first, so an unclear outcome needs no care here.
    const reply = await call(context, documents.addEvent, { fulfillmentEvent }, AddReply)
    if (!reply.ok) return reply
    if (reply.value.fulfillmentEventCreate.userErrors.length > 0) refused.push(event)
    known.value.add(keyOf(fulfillmentEvent.status, event.occurredAt))
  }
  return ok(refused)
}

async function eventsOf(
  id: string,
  context: ShopifyContext,
): Promise<Result<Set<string>, CallProblem>> {
  const page = async (after: string | null) => {
    const reply = await call(context, documents.fulfillmentEvents, { id, after }, EventsReply)
    return reply.ok ? ok(reply.value.fulfillment?.events) : reply
  }
  const all = await restOf(wire.NOT_READ, page)
  return all.ok ? ok(new Set(all.value.map(each => keyOf(each.status, each.happenedAt)))) : all
}

const keyOf = (status: string | null, at: number): string => `${status}@${isoSeconds(at)}`

const EventsReply = z.object({
  fulfillment: z.object({ events: wire.FulfilmentEvents }).nullable(),
})
const AddReply = z.object({ fulfillmentEventCreate: z.object({ userErrors: wire.UserErrors }) })
