// Telling THE ICONIC about a parcel: read the order, do the next missing act (plan.ts), compare which
// items it has reached, and go on until nothing is missing. The acts take no idempotency key, so after
// a failure the order is read again instead of guessing. Carrier and number go in one act.
import { ok, type Result } from '../../../core/result.ts'
import { sameNumber } from '../../../core/shipment.ts'
import { type CallProblem, isAmbiguous, type Reply } from '../../http.ts'
import { tidied } from '../parcels.ts'
import { fulfilmentEventKey, type WantedFulfilment, type WrittenFulfilment } from '../platform.ts'
import { type Ask, send } from './call.ts'
import { readOrder } from './orders.ts'
import { type Act, planFor } from './plan.ts'
import { providerNamed, readProviders } from './providers.ts'
import { codeOf, fulfilmentId } from './read.ts'
import { complaintOf, judge } from './reply.ts'
import type { IconicContext } from './settings.ts'
import * as wire from './wire.ts'

/** More than the acts one parcel can need, each tried twice: the loop ends by itself before. */
const MAX_STEPS = 10

/** All parcels get their number first: trouble with a delivery must not delay another's number. */
export async function writeBack(
  platformId: string,
  wanted: readonly WantedFulfilment[],
  context: IconicContext,
): Promise<Result<WrittenFulfilment[], CallProblem>> {
  const wants = tidied(wanted)
  const settled: WrittenFulfilment[] = []
  for (const want of wants) {
    const outcome = await settle(platformId, { ...want, events: [] }, wants, context)
    if (!outcome.ok) return outcome // all of it is safe to repeat
    settled.push(outcome.value)
  }
  const written: WrittenFulfilment[] = []
  for (const [index, outcome] of settled.entries()) {
    const want = wants[index]
    const told =
      want && outcome.state === 'written' ? await tell(platformId, want, wants, context) : null
    if (told && !told.ok) return told
    // Only a delivery has a place there, and that is told now or was refused for good.
    const events = (want?.events ?? []).map(fulfilmentEventKey)
    written.push(outcome.state === 'written' ? { ...outcome, events } : outcome)
  }
  return ok(written)
}

/** Sets the parcel to delivered when it is. */
function tell(
  platformId: string,
  want: WantedFulfilment,
  wanted: readonly WantedFulfilment[],
  context: IconicContext,
) {
  const arrived = want.events.some(event => event.status === 'delivered')
  return arrived ? settle(platformId, want, wanted, context) : null
}

async function settle(
  platformId: string,
  want: WantedFulfilment,
  wanted: readonly WantedFulfilment[],
  context: IconicContext,
): Promise<Result<WrittenFulfilment, CallProblem>> {
  let order: wire.Order | null = null
  let refusedAct: Act['kind'] | null = null
  for (let step = 0; step < MAX_STEPS; step++) {
    if (!order) {
      const found = await readOrder(platformId, context)
      if (!found.ok) return found
      if (!found.value) return refused('the shop no longer has this order')
      order = found.value
    }
    const plan = planFor(order, want, wanted)
    if (plan.kind === 'settled') return written(order, want)
    if (plan.kind === 'refuse') return refused(plan.reason)

    const acted = await act(plan, order, want, context)
    if (!acted.ok) {
      return isAmbiguous(acted.problem) ? lookAgain(platformId, want, context, acted) : acted
    }
    if (acted.value.kind === 'refuse') return refused(acted.value.reason)
    if (acted.value.kind === 'complaint') {
      // Somebody may have acted between our reading and our writing: read and try once more.
      if (refusedAct === plan.kind) return giveUp(plan, acted.value.complaint, order, want)
      refusedAct = plan.kind
    }
    order = acted.value.kind === 'done' ? acted.value.order : null
  }
  return refused('THE ICONIC does not keep what it is told')
}

const written = (
  order: wire.Order,
  { trackingNumber }: WantedFulfilment,
): Result<WrittenFulfilment, never> => {
  const units = order.items.filter(unit => sameNumber(codeOf(unit), trackingNumber))
  return ok({ state: 'written', platformFulfilmentId: fulfilmentId(units), events: [] })
}

const refused = (reason: string): Result<WrittenFulfilment, never> =>
  ok({ state: 'refused', reason })

/** The number stands whether or not THE ICONIC lets us say that the parcel arrived. */
function giveUp(
  plan: Act,
  complaint: string,
  order: wire.Order,
  want: WantedFulfilment,
): Result<WrittenFulfilment, never> {
  if (plan.kind === 'deliver') return written(order, want)
  if (plan.kind === 'ship') {
    return refused(`THE ICONIC has the number, but does not set the items to shipped: ${complaint}`)
  }
  return refused(`THE ICONIC refuses the number: ${complaint}`)
}

/**
 * The act may have happened or not. When the order does not show it, it may still be under way, so it is
 * not repeated in the same breath: the problem goes back with its delay.
 */
async function lookAgain(
  platformId: string,
  want: WantedFulfilment,
  context: IconicContext,
  failure: Result<never, CallProblem>,
): Promise<Result<WrittenFulfilment, CallProblem>> {
  const found = await readOrder(platformId, context)
  if (!found.ok || !found.value) return failure
  return planFor(found.value, want).kind === 'settled' ? written(found.value, want) : failure
}

/** `done`: with the order as it stands after the act, or null when it must be read again to know. */
type Acted =
  | { readonly kind: 'done'; readonly order: wire.Order | null }
  | { readonly kind: 'complaint'; readonly complaint: string }
  | { readonly kind: 'refuse'; readonly reason: string }

async function act(
  plan: Act,
  order: wire.Order,
  want: WantedFulfilment,
  context: IconicContext,
): Promise<Result<Acted, CallProblem>> {
  if (plan.kind === 'ship' || plan.kind === 'deliver') {
    const status = plan.kind === 'ship' ? 'shipped' : 'delivered'
    const path = `/v2/orders/statuses/set-to-${status}`
    const body = `{"orderItemIds":[${idsOf(plan).join(',')}]}`
    return confirm({ path, body }, plan, context, unit => changed(order, unit, { status }))
  }
  const provider = await providerFor(want, context)
  if (!provider.ok) return provider
  if ('reason' in provider.value) return ok({ kind: 'refuse', reason: provider.value.reason })
  const shippingProvider = provider.value.name
  return plan.kind === 'correct'
    ? correct(plan, shippingProvider, want, context)
    : makeReady(plan, order, shippingProvider, want, context)
}

function makeReady(
  plan: Extract<Act, { kind: 'ready' }>,
  order: wire.Order,
  shippingProvider: string,
  { trackingNumber }: WantedFulfilment,
  context: IconicContext,
): Promise<Result<Acted, CallProblem>> {
  const { deliveryType } = plan
  const items = idsOf(plan).map(id => `{"id":${id}}`)
  const rest = JSON.stringify({ trackingNumber, deliveryType, shippingProvider })
  const body = `{"orderItems":[${items.join(',')}],${rest.slice(1)}`
  const path = '/v2/orders/statuses/set-to-ready-to-ship'
  return confirm({ path, body }, plan, context, units => {
    return changed(order, units, { status: 'ready_to_ship', trackingCode: trackingNumber })
  })
}

/** For the whole package, of which one item is named; it is read again to see what became of it. */
async function correct(
  plan: Act,
  shippingProvider: string,
  { trackingNumber: trackingCode }: WantedFulfilment,
  context: IconicContext,
): Promise<Result<Acted, CallProblem>> {
  const path = `/v2/order-item/${idsOf(plan)[0]}/shipping-provider`
  const body = JSON.stringify({ shippingProvider, trackingCode })
  const reply = await post({ path, body }, context)
  if (!reply.ok) return reply
  const complaint = complaintOf(reply.value)
  if (complaint !== null) return ok({ kind: 'complaint', complaint })
  const answer = judge(reply.value, context, wire.Reached, WHAT)
  return answer.ok ? ok({ kind: 'done', order: null }) : answer
}

/** The ids that the answer confirms are compared with those that were sent. */
async function confirm(
  ask: Pick<Ask, 'path' | 'body'>,
  plan: Act,
  context: IconicContext,
  after: (reached: ReadonlySet<string>) => wire.Order,
): Promise<Result<Acted, CallProblem>> {
  const reply = await post(ask, context)
  if (!reply.ok) return reply
  const complaint = complaintOf(reply.value)
  if (complaint !== null) return ok({ kind: 'complaint', complaint })
  const answer = judge(reply.value, context, wire.Confirmed, WHAT)
  if (!answer.ok) return answer
  const ids = idsOf(plan)
  const reached = new Set(answer.value.orderItemIds)
  const count = ids.filter(id => reached.has(id)).length
  if (count === ids.length) return ok({ kind: 'done', order: after(reached) })
  return ok({ kind: 'complaint', complaint: `it confirms ${count} of ${ids.length} items` })
}

const WHAT = 'what we told of a parcel'

const post = (
  ask: Pick<Ask, 'path' | 'body'>,
  context: IconicContext,
): Promise<Result<Reply, CallProblem>> => send(context, { ...ask, method: 'POST', what: WHAT })

/** Written as they are: as JavaScript numbers, ids beyond 2^53 would name other items. */
const idsOf = ({ units }: Act): string[] => units.map(unit => unit.id)

/** The order after an act that was confirmed: reading it again could show the state from before. */
function changed(
  order: wire.Order,
  reached: ReadonlySet<string>,
  change: { readonly status: string; readonly trackingCode?: string },
): wire.Order {
  const { status, ...shipment } = change
  const items = order.items.map(unit =>
    reached.has(unit.id) ? { ...unit, status, shipment: { ...unit.shipment, ...shipment } } : unit,
  )
  return { ...order, items }
}

type Provider = { readonly name: string } | { readonly reason: string }

/** A name that THE ICONIC does not know is refused there without a word on which it knows. */
async function providerFor(
  { carrier }: WantedFulfilment,
  context: IconicContext,
): Promise<Result<Provider, CallProblem>> {
  const providers = await readProviders(context)
  if (!providers.ok) return providers
  const name = providerNamed(carrier, providers.value)
  if (name !== null) return ok({ name })
  const known = providers.value.join(', ') || 'none yet'
  return ok({
    reason: `THE ICONIC does not know the carrier ${carrier}: name it under carrierNames as one of: ${known}`,
  })
}
