// Telling the shop about a parcel: read what it has, do what is missing (plan.ts), and after a failure
// read again instead of guessing, because Magento takes no idempotency key. Number and carrier go in the
// call that ships, because connectors forward an order the moment it turns complete; the shop's own mail
// stays off, because we send it.
import * as z from 'zod'
import { ok, type Result } from '../../../core/result.ts'
import type { CallProblem, Reply } from '../../http.ts'
import { tidied } from '../parcels.ts'
import type { WantedFulfilment, WrittenFulfilment } from '../platform.ts'
import { type Acted, settleParcels, withoutJourneys } from '../settle-parcels.ts'
import { type Ask, faultOf, judge, sayFault, send } from './call.ts'
import { readOrder, shipmentsOf } from './orders.ts'
import { type Act, type Part, planFor, type State, type Write } from './plan.ts'
import type { MagentoContext } from './settings.ts'
import { CARRIER_CODE } from './tables.ts'
import * as wire from './wire.ts'

export async function writeBack(
  platformId: string,
  wanted: readonly WantedFulfilment[],
  context: MagentoContext,
): Promise<Result<WrittenFulfilment[], CallProblem>> {
  const wants = tidied(wanted)
  const settled = await settleParcels(wants, {
    readState: () => readState(platformId, context),
    plan: (state, want) => planFor(state, want, wants),
    act: (plan, want) => act(platformId, plan, want, context),
    gone: 'the shop no longer has this order',
    refuses: 'Magento refuses the shipment',
  })
  if (!settled.ok) return settled
  return ok(withoutJourneys(settled.value, wants))
}

async function readState(
  id: string,
  context: MagentoContext,
): Promise<Result<State | null, CallProblem>> {
  const order = await readOrder(id, context)
  if (!order.ok || order.value === null) return order.ok ? ok(null) : order
  const shipments = await shipmentsOf([id], context)
  return shipments.ok ? ok({ order: order.value, shipments: shipments.value }) : shipments
}

async function act(
  orderId: string,
  plan: Write,
  want: WantedFulfilment,
  context: MagentoContext,
): Promise<Result<Acted, CallProblem>> {
  const ours = [...plan.ours]
  for (const each of plan.acts) {
    const done =
      each.kind === 'ship'
        ? await ship(orderId, each, want, context)
        : await giveNumber(orderId, each, want, context)
    if (!done.ok || done.value.kind === 'complaint') return done
    ours.push(...done.value.ours)
  }
  return ok({ kind: 'done', ours })
}

/** Shops may allow only so many elements in a call (20, when they limit input at all). */
const MOST_ITEMS = 20

/**
 * Its fields stand at the top: inside an `entity`, as the older call wants them, Magento ships and drops
 * the number without a word. https://github.com/magento/magento2/issues/13248 (read 2026-11-23)
 */
async function ship(
  orderId: string,
  { parts, whole }: Extract<Act, { kind: 'ship' }>,
  want: WantedFulfilment,
  context: MagentoContext,
): Promise<Result<Acted, CallProblem>> {
  // Without items Magento ships all that is open.
  const items = whole && parts.length > MOST_ITEMS ? '' : `"items":[${parts.map(toItem).join()}],`
  const tracks = JSON.stringify([trackOf(want)])
  const body = `{${items}"notify":false,"appendComment":false,"tracks":${tracks}}`
  const reply = await post({ path: `/V1/order/${orderId}/ship`, body }, context)
  if (!reply.ok) return reply
  return actedOf(reply.value, context, wire.Id, shipmentId => shipmentId)
}

const toItem = ({ id, qty }: Part): string => `{"order_item_id":${id},"qty":${qty}}`

const trackOf = (want: WantedFulfilment) => ({
  track_number: want.trackingNumber,
  title: want.carrier,
  carrier_code: CARRIER_CODE,
})

/**
 * Puts the number on a shipment that is there. With the id of a track that track is changed, so the old
 * number and the new one never stand side by side. Unverified on a live shop: the call is documented as
 * "persist", and the model saves an object with an id as an update.
 */
async function giveNumber(
  orderId: string,
  { shipment, replaces }: Extract<Act, { kind: 'track' }>,
  want: WantedFulfilment,
  context: MagentoContext,
): Promise<Result<Acted, CallProblem>> {
  const id = replaces?.entity_id ? `"entity_id":${replaces.entity_id},` : ''
  const rest = JSON.stringify({
    ...trackOf(want),
    // Wanted by the schema; nobody reads them.
    weight: Number(replaces?.weight ?? 0),
    qty: Number(replaces?.qty ?? 0),
    description: replaces?.description ?? '',
  }).slice(1)
  const entity = `{${id}"order_id":${orderId},"parent_id":${shipment.entity_id},${rest}`
  const reply = await post({ path: '/V1/shipment/track', body: `{"entity":${entity}}` }, context)
  if (!reply.ok) return reply
  return actedOf(reply.value, context, z.object({}), () => shipment.entity_id)
}

const post = (ask: Ask, context: MagentoContext): Promise<Result<Reply, CallProblem>> =>
  send({ ...ask, method: 'POST' }, context)

/** 400 and 404 are Magento's word on this order; everything else is about the call. */
function actedOf<Data extends z.ZodType>(
  reply: Reply,
  context: MagentoContext,
  data: Data,
  shipmentIdOf: (value: z.infer<Data>) => string,
): Result<Acted, CallProblem> {
  const read = judge(reply, context, data)
  if (read.ok) return ok({ kind: 'done', ours: [shipmentIdOf(read.value)] })
  const fault = read.problem.kind === 'refused' ? faultOf(reply) : null
  const isAboutOrder = reply.status === 400 || reply.status === 404
  return fault && isAboutOrder ? ok({ kind: 'complaint', complaint: sayFault(fault) }) : read
}
