// What is missing at the shop for one parcel, decided from what the shop has. Pure, so every case of
// the write-back can be read and tested here. Ids of fulfilment orders never outlive one reading:
// cancels, moves and splits make new ones.
import { sameNumber } from '../../../core/shipment.ts'
import {
  besides,
  holds,
  isNumbered,
  isOneOf,
  isOutdated,
  missingItems,
  type Shown,
  sharedBy,
} from '../parcels.ts'
import type { WantedFulfilment } from '../platform.ts'
import type { Plan } from '../settle-parcels.ts'
import { DEAD_FULFILMENT, NOTHING_OPEN, OVER } from './tables.ts'
import type { Fulfilment, FulfilmentOrder, FulfilmentState } from './wire.ts'

/** One fulfillmentCreate: fulfilment orders of one location. No lines: all that remains. */
export type Creation = readonly {
  readonly fulfillmentOrderId: string
  readonly fulfillmentOrderLineItems?: readonly { readonly id: string; readonly quantity: number }[]
}[]

/** A fulfilment with all the numbers it is to have, the parcel's own among them. */
export type Renumbering = {
  readonly id: string
  readonly numbers: readonly string[]
  readonly company: string
}

/** `renumber`: fulfilments to give the number to; `creations`: what to fulfil with it. */
export type Write = {
  readonly kind: 'write'
  readonly ours: readonly string[]
  readonly renumber: readonly Renumbering[]
  readonly creations: readonly Creation[]
}

/** Open items, but not one fulfilment order to see: the app lacks a scope. */
type Blind = { readonly kind: 'blind' }

/** `wanted`: all parcels of the order that are told in this call. */
export function planFor(
  state: FulfilmentState,
  want: WantedFulfilment,
  wanted: readonly WantedFulfilment[] = [],
): Plan<Write> | Blind {
  const shipped = state.fulfillments.filter(each => !DEAD_FULFILMENT.has(each.status)).map(asShown)
  const named = shipped.filter(each => isNumbered(each, want.trackingNumber))
  const outdated = shipped.filter(each => isOutdated(each, want, named))
  const ours = [...named, ...outdated]
  const open = state.fulfillmentOrders.nodes.flatMap(each => openPart(each, want, ours))
  const creatable = open.filter(part => can(part.order, 'CREATE_FULFILLMENT'))

  if (outdated.some(each => isSomebodyElses(each, want, wanted))) return refuse(SEVERAL_NUMBERS)
  if (state.cancelledAt && ours.length === 0) return refuse('the order is cancelled')
  if (!want.mayCreate && ours.length === 0)
    return refuse('the fulfilment was cancelled in the shop')
  const create = want.mayCreate && !state.cancelledAt
  const creations = create ? creationsOf(share(creatable, want, ours)) : []
  if (creations.length > 0 || outdated.length > 0) {
    const renumber = outdated.map(each => renumbered(each, want))
    return { kind: 'write', ours: idsOf(named), renumber, creations }
  }
  if (named.length > 0) return { kind: 'settled', ours: idsOf(named) }
  if (isBlind(state)) return { kind: 'blind' }
  const [blocked] = open
  if (blocked) return refuse(whyBlocked(blocked.order))
  return planForNothingOpen(shipped, want, wanted)
}

/**
 * All is fulfilled already: under no number, which is then ours to give; under that of the order's first
 * box, beside which a fulfilment takes further ones; or under another.
 */
function planForNothingOpen(
  shipped: readonly Shown<Fulfilment>[],
  want: WantedFulfilment,
  wanted: readonly WantedFulfilment[],
): Plan<Write> {
  const bare = shipped.find(each => each.numbers.length === 0 && holds(each, want))
  const taken = bare ?? sharedBy(shipped, want, wanted)
  if (taken) {
    if (isSomebodyElses(taken, want, wanted)) return refuse(SEVERAL_NUMBERS)
    return { kind: 'write', ours: [], renumber: [renumbered(taken, want)], creations: [] }
  }
  return shipped.some(each => holds(each, want))
    ? refuse('the items are already fulfilled with another tracking number')
    : refuse('the order has nothing left to fulfil')
}

const asShown = (fulfilment: Fulfilment): Shown<Fulfilment> => ({
  of: fulfilment,
  numbers: fulfilment.trackingInfo.flatMap(info => info.number?.trim() || []),
  items: (fulfilment.fulfillmentLineItems?.nodes ?? []).map(line => ({
    platformItemId: line.lineItem.id,
    quantity: line.quantity ?? 0,
  })),
})

const idsOf = (fulfilments: readonly Shown<Fulfilment>[]): string[] =>
  fulfilments.map(({ of }) => of.id)

/** The number in the place of the one from before, or after those of the order's other boxes. */
function renumbered({ of, numbers }: Shown<Fulfilment>, want: WantedFulfilment): Renumbering {
  const others = numbers.filter(each => !sameNumber(each, want.previous))
  const isReplaced = others.length < numbers.length
  return {
    id: of.id,
    numbers: isReplaced
      ? numbers.map(each => (sameNumber(each, want.previous) ? want.trackingNumber : each))
      : [...numbers, want.trackingNumber],
    // One company stands for all numbers of a fulfilment: with several the first box's stays.
    company: (others.length > 0 && of.trackingInfo[0]?.company) || want.carrier,
  }
}

/** Whether it carries numbers, beside the parcel's, that are of none of our parcels of the order. */
const isSomebodyElses = (
  { numbers }: Shown<Fulfilment>,
  want: WantedFulfilment,
  wanted: readonly WantedFulfilment[],
): boolean => !numbers.every(each => isOneOf(each, [want, ...besides(want, wanted)]))

/** An update replaces all numbers of a fulfilment, and the others are not ours to take away. */
const SEVERAL_NUMBERS =
  'the fulfilment carries several tracking numbers: correct the number in the shop'

const refuse = (reason: string): Plan<Write> => ({ kind: 'refuse', reason })

type Part = {
  readonly order: FulfilmentOrder
  readonly lines: FulfilmentOrder['lineItems']['nodes']
}

/** What of a fulfilment order is still open and belongs into the parcel. */
function openPart(
  order: FulfilmentOrder,
  want: WantedFulfilment,
  ours: readonly Shown<Fulfilment>[],
): Part[] {
  if (OVER.has(order.status) || !belongs(order, want, ours)) return []
  const missing = missingItems(want, ours)
  const isMissing = (id: string) => missing === null || (missing.get(id) ?? 0) > 0
  const lines = order.lineItems.nodes.filter(
    line => line.remainingQuantity > 0 && isMissing(line.lineItem.id),
  )
  return lines.length > 0 ? [{ order, lines }] : []
}

/**
 * A parcel of "everything" is one fulfilment per location. When some of them exist, the other locations
 * still belong to it, unless they changed since (items added, a hold released).
 */
function belongs(
  order: FulfilmentOrder,
  want: WantedFulfilment,
  ours: readonly Shown<Fulfilment>[],
): boolean {
  if (want.items !== null || ours.length === 0) return true
  const madeAt = Math.min(...ours.map(({ of }) => of.createdAt))
  const places = ours.map(({ of }) => of.location?.id)
  const place = order.assignedLocation.location?.id
  return order.updatedAt <= madeAt && !places.includes(place) && !places.includes(undefined)
}

type Take = { readonly order: FulfilmentOrder; readonly creation: Creation[number] }

/** Spreads the missing quantities over the open lines, never more than remains. */
function share(
  parts: readonly Part[],
  want: WantedFulfilment,
  ours: readonly Shown<Fulfilment>[],
): Take[] {
  const missing = missingItems(want, ours)
  return parts.flatMap(({ order, lines }) => {
    const fulfillmentOrderId = order.id
    if (!missing) return [{ order, creation: { fulfillmentOrderId } }]
    const taken = lines.flatMap(line => {
      const left = missing.get(line.lineItem.id) ?? 0
      const quantity = Math.min(left, line.remainingQuantity)
      missing.set(line.lineItem.id, left - quantity)
      return quantity > 0 ? [{ id: line.id, quantity }] : []
    })
    const creation = { fulfillmentOrderId, fulfillmentOrderLineItems: taken }
    return taken.length > 0 ? [{ order, creation }] : []
  })
}

/** One fulfillmentCreate takes fulfilment orders of one location only. */
function creationsOf(takes: readonly Take[]): Creation[] {
  const placeOf = ({ order }: Take) =>
    order.assignedLocation.location?.id ?? order.assignedLocation.name
  const byPlace = Map.groupBy(takes, placeOf)
  return [...byPlace.values()].map(group => group.map(take => take.creation))
}

const can = (order: FulfilmentOrder, action: string): boolean =>
  order.supportedActions.some(each => each.action === action)

/** fulfillmentOrders shows only what the scopes allow, without a word about the rest. */
const isBlind = (state: FulfilmentState): boolean =>
  state.fulfillmentOrders.nodes.length === 0 && !NOTHING_OPEN.has(state.displayFulfillmentStatus)

function whyBlocked({ status, fulfillAt, assignedLocation, ...order }: FulfilmentOrder): string {
  if (status === 'ON_HOLD') {
    const holds = order.fulfillmentHolds.map(hold => hold.displayReason).filter(Boolean)
    return `the shop holds the items back (${holds.join(', ') || 'no reason given'}): release the hold`
  }
  if (status === 'SCHEDULED') {
    const day = fulfillAt ? new Date(fulfillAt).toISOString().slice(0, 10) : 'a later day'
    return `the shop plans the items for ${day}: open them in the shop to ship earlier`
  }
  return `the items are assigned to ${assignedLocation.name}, where our app may not fulfil`
}
