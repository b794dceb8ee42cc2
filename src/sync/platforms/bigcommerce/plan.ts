// What is missing at the store for one parcel, decided from what the store has. Pure, so every case of
// the write-back can be read and tested here.
import type { WantedFulfilment } from '../platform.ts'
import { isPhysical, shippingLines, wantedOf } from './read.ts'
import { carrierFor, DEAD } from './tables.ts'
import type { Order, Shipment } from './wire.ts'

/** An order and its shipments, read one after the other. */
export type State = { readonly order: Order; readonly shipments: readonly Shipment[] }

/** One POST: a shipment goes to one address. */
export type Creation = {
  readonly order_address_id: string
  readonly items: readonly { readonly order_product_id: string; readonly quantity: number }[]
}

/**
 * `ours`: ids of the shipments that carry the parcel's number already. `write`: those to give it to (they
 * have none, or the one from before), then what to ship with it.
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

export function planFor(state: State, want: WantedFulfilment): Plan {
  const reason = unfit(want)
  if (reason) return refuse(reason)
  const named = state.shipments.filter(each => each.tracking_number === want.trackingNumber)
  const outdated = state.shipments.filter(each => isOutdated(each, want, named))
  const ours = [...named, ...outdated]
  const isDead = DEAD.has(state.order.status_id)
  if (isDead && ours.length === 0) return refuse('the order is cancelled')
  if (!want.mayCreate && ours.length === 0) return refuse('the shipment was deleted in the store')
  const creations = want.mayCreate && !isDead ? creationsFor(state, want, ours) : []
  if (creations.length > 0 || outdated.length > 0) return write(named, outdated, creations)
  if (named.length > 0) return { kind: 'settled', ours: named.map(each => each.id) }
  const bare = state.shipments.find(each => each.tracking_number === null && holds(each, want))
  if (bare) return write([], [bare], [])
  return state.shipments.some(each => holds(each, want))
    ? refuse('the items are already shipped with another tracking number')
    : refuse('the order has nothing left to ship')
}

const refuse = (reason: string): Plan => ({ kind: 'refuse', reason })

const write = (
  named: readonly Shipment[],
  renumber: readonly Shipment[],
  creations: readonly Creation[],
): Plan => ({
  kind: 'write',
  ours: named.map(each => each.id),
  renumber: renumber.map(each => each.id),
  creations,
})

/** https://github.com/bigcommerce/docs reference/orders.v2.oas2.yml, orderShipment_Post (read 2026-11-23) */
const LONGEST_NUMBER = 50

function unfit({ trackingNumber }: WantedFulfilment): string | null {
  if (trackingNumber === '') return 'the tracking number is empty'
  const isLong = trackingNumber.length > LONGEST_NUMBER
  return isLong ? `BigCommerce keeps only ${LONGEST_NUMBER} characters of a tracking number` : null
}

/**
 * Whether a shipment still carries the number from before, for items that none with the number of today
 * holds. (Two parcels of an order whose numbers were mixed up would else take each other's.)
 */
function isOutdated(shipment: Shipment, want: WantedFulfilment, named: Shipment[]): boolean {
  if (!want.previous || shipment.tracking_number !== want.previous) return false
  if (want.previous === want.trackingNumber) return false
  const missing = missingItems(want, named)
  return (
    missing === null || shipment.items.some(item => (missing.get(item.order_product_id) ?? 0) > 0)
  )
}

/** Wanted items that no shipment of ours holds yet; null: everything. */
function missingItems(
  want: WantedFulfilment,
  ours: readonly Shipment[],
): Map<string, number> | null {
  if (want.items === null) return null
  const missing = new Map<string, number>()
  const count = (id: string, quantity: number) => missing.set(id, (missing.get(id) ?? 0) + quantity)
  for (const item of want.items) count(item.platformItemId, item.quantity)
  for (const item of ours.flatMap(each => each.items)) count(item.order_product_id, -item.quantity)
  return missing
}

/** What may still be shipped of each line, by address; digital and picked-up lines never are. */
export function openLines(order: Order): {
  readonly addressId: string
  readonly id: string
  readonly open: number
}[] {
  return shippingLines(order.consignments?.shipping ?? [])
    .filter(({ line, addressId }) => isPhysical(line) && addressId !== '0')
    .map(({ addressId, line }) => ({
      addressId,
      id: line.id,
      open: wantedOf(line) - line.quantity_shipped,
    }))
    .filter(each => each.open > 0)
}

/**
 * A parcel of "everything" is one shipment per address. When some of them exist the other addresses still
 * belong to it; what is open at an address that has one was added later.
 */
function creationsFor(
  { order }: State,
  want: WantedFulfilment,
  ours: readonly Shipment[],
): Creation[] {
  const missing = missingItems(want, ours)
  const served = new Set(ours.map(each => each.order_address_id))
  const taken = openLines(order).flatMap(({ addressId, id, open }) => {
    if (missing === null && served.has(addressId)) return []
    const left = missing === null ? open : (missing.get(id) ?? 0)
    const quantity = Math.min(left, open)
    if (quantity < 1) return []
    missing?.set(id, left - quantity)
    return [{ addressId, item: { order_product_id: id, quantity } }]
  })
  const byAddress = Map.groupBy(taken, each => each.addressId)
  return [...byAddress].map(([order_address_id, parts]) => ({
    order_address_id,
    items: parts.map(part => part.item),
  }))
}

/** Whether a shipment holds some of the wanted items. */
const holds = (shipment: Shipment, { items }: WantedFulfilment): boolean =>
  items === null ||
  shipment.items.some(item => items.some(each => each.platformItemId === item.order_product_id))

const LONGEST_LINK = 500

/**
 * Carrier, number and link, in one act. Our page beats the link that BigCommerce would derive; the
 * carrier's name as the merchant knows it stands in `shipping_method`, the one free text.
 */
export function trackingOf(want: WantedFulfilment): Readonly<Record<string, string>> {
  const { name, provider, slug } = carrierFor(want.carrier)
  return {
    tracking_number: want.trackingNumber,
    shipping_method: want.carrier.trim() || name,
    shipping_provider: provider,
    tracking_carrier: slug,
    ...(want.trackingUrl.length <= LONGEST_LINK ? { tracking_link: want.trackingUrl } : {}),
  }
}
