// What is missing at the shop for one parcel, decided from what the shop has. Pure, so every case of
// the write-back can be read and tested here. Ids of fulfilment orders never outlive one reading:
// cancels, moves and splits make new ones.
import type { WantedFulfilment } from '../platform.ts'
import { DEAD_FULFILMENT, NOTHING_OPEN, OVER } from './tables.ts'
import type { Fulfilment, FulfilmentOrder, FulfilmentState } from './wire.ts'

/** One fulfillmentCreate: fulfilment orders of one location. No lines: all that remains. */
export type Creation = readonly {
  readonly fulfillmentOrderId: string
  readonly fulfillmentOrderLineItems?: readonly { readonly id: string; readonly quantity: number }[]
}[]

/**
 * `ours`: ids of the fulfilments that carry the parcel's number already. `write`: those to give it to
 * (they have none, or the one from before), then what to fulfil with it.
 */
export type Plan =
  | { readonly kind: 'settled'; readonly ours: readonly string[] }
  | {
      readonly kind: 'write'
      readonly ours: readonly string[]
      readonly renumber: readonly string[]
      readonly creations: readonly Creation[]
    }
  | { readonly kind: 'refuse'; readonly reason: string }
  /** Open items, but not one fulfilment order to see: the app lacks a scope. */
  | { readonly kind: 'blind' }

export function planFor(state: FulfilmentState, want: WantedFulfilment): Plan {
  const shipped = state.fulfillments.filter(each => !DEAD_FULFILMENT.has(each.status))
  const named = shipped.filter(each => numbersOf(each).includes(want.trackingNumber))
  const outdated = shipped.filter(each => isOutdated(each, want, named))
  const ours = [...named, ...outdated]
  const open = state.fulfillmentOrders.nodes.flatMap(each => openPart(each, want, ours))
  const creatable = open.filter(part => can(part.order, 'CREATE_FULFILLMENT'))

  if (outdated.some(each => numbersOf(each).length > 1)) return refuse(SEVERAL_NUMBERS)
  if (state.cancelledAt && ours.length === 0) return refuse('the order is cancelled')
  if (!want.mayCreate && ours.length === 0)
    return refuse('the fulfilment was cancelled in the shop')
  const create = want.mayCreate && !state.cancelledAt
  const creations = create ? creationsOf(share(creatable, want, ours)) : []
  if (creations.length > 0 || outdated.length > 0) return write(named, outdated, creations)
  if (named.length > 0) return { kind: 'settled', ours: named.map(each => each.id) }
  if (isBlind(state)) return { kind: 'blind' }
  const [blocked] = open
  if (blocked) return refuse(whyBlocked(blocked.order))
  const bare = shipped.find(each => numbersOf(each).length === 0 && holds(each, want))
  if (bare) return write([], [bare], [])
  return shipped.some(each => holds(each, want))
    ? refuse('the items are already fulfilled with another tracking number')
    : refuse('the order has nothing left to fulfil')
}

const write = (
  named: readonly Fulfilment[],
  renumber: readonly Fulfilment[],
  creations: readonly Creation[],
): Plan => ({
  kind: 'write',
  ours: named.map(each => each.id),
  renumber: renumber.map(each => each.id),
  creations,
})

/** An update replaces all numbers of a fulfilment, and the others are not ours to take away. */
const SEVERAL_NUMBERS =
  'the fulfilment carries several tracking numbers: correct the number in the shop'

const refuse = (reason: string): Plan => ({ kind: 'refuse', reason })

type Part = {
  readonly order: FulfilmentOrder
  readonly lines: FulfilmentOrder['lineItems']['nodes']
}

/**
 * Whether a fulfilment still carries the number from before, for items that none with the number of
 * today holds. (Two parcels of an order whose numbers were mixed up would else take each other's.)
 */
function isOutdated(fulfilment: Fulfilment, want: WantedFulfilment, named: Fulfilment[]): boolean {
  const numbers = numbersOf(fulfilment)
  if (!want.previous || !numbers.includes(want.previous)) return false
  if (numbers.includes(want.trackingNumber)) return false
  const missing = missingItems(want, named)
  return (
    missing === null || linesOf(fulfilment).some(line => (missing.get(line.lineItem.id) ?? 0) > 0)
  )
}

/** What of a fulfilment order is still open and belongs into the parcel. */
function openPart(order: FulfilmentOrder, want: WantedFulfilment, ours: Fulfilment[]): Part[] {
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
function belongs(order: FulfilmentOrder, want: WantedFulfilment, ours: Fulfilment[]): boolean {
  if (want.items !== null || ours.length === 0) return true
  const madeAt = Math.min(...ours.map(each => each.createdAt))
  const places = ours.map(each => each.location?.id)
  const place = order.assignedLocation.location?.id
  return order.updatedAt <= madeAt && !places.includes(place) && !places.includes(undefined)
}

/** Wanted items that no fulfilment with our number holds yet; null: everything. */
function missingItems(want: WantedFulfilment, ours: Fulfilment[]): Map<string, number> | null {
  if (want.items === null) return null
  const missing = new Map<string, number>()
  const count = (id: string, quantity: number) => missing.set(id, (missing.get(id) ?? 0) + quantity)
  for (const item of want.items) count(item.platformItemId, item.quantity)
  for (const line of ours.flatMap(linesOf)) count(line.lineItem.id, -(line.quantity ?? 0))
  return missing
}

type Take = { readonly order: FulfilmentOrder; readonly creation: Creation[number] }

/** Spreads the missing quantities over the open lines, never more than remains. */
function share(parts: readonly Part[], want: WantedFulfilment, ours: Fulfilment[]): Take[] {
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

const linesOf = (fulfilment: Fulfilment) => fulfilment.fulfillmentLineItems?.nodes ?? []

const numbersOf = (fulfilment: Fulfilment): string[] =>
  fulfilment.trackingInfo.flatMap(info => info.number?.trim() || [])

/** Whether a fulfilment holds some of the wanted items. */
const holds = (fulfilment: Fulfilment, { items }: WantedFulfilment): boolean =>
  items === null ||
  linesOf(fulfilment).some(line => items.some(item => item.platformItemId === line.lineItem.id))
