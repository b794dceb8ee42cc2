// What is missing at the store for one parcel, decided from what the store has. Pure, so every case of
// the write-back can be read and tested here.
import {
  furtherBox,
  holds,
  isNumbered,
  isOutdated,
  missingItems,
  type Shown,
  sharedBy,
} from '../parcels.ts'
import type { WantedFulfilment } from '../platform.ts'
import type { Plan } from '../settle-parcels.ts'
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

/** `renumber`: shipments to give the number to (they have none, or the one from before). */
export type Write = {
  readonly kind: 'write'
  readonly ours: readonly string[]
  readonly renumber: readonly string[]
  readonly creations: readonly Creation[]
}

/** `wanted`: all parcels of the order that are told in this call. */
export function planFor(
  state: State,
  want: WantedFulfilment,
  wanted: readonly WantedFulfilment[] = [],
): Plan<Write> {
  const reason = unfit(want)
  if (reason) return refuse(reason)
  const shipments = state.shipments.map(asShown)
  const named = shipments.filter(each => isNumbered(each, want.trackingNumber))
  const outdated = shipments.filter(each => isOutdated(each, want, named))
  const ours = [...named, ...outdated]
  const isDead = DEAD.has(state.order.status_id)
  if (isDead && ours.length === 0) return refuse('the order is cancelled')
  if (!want.mayCreate && ours.length === 0) return refuse('the shipment was deleted in the store')
  const creations = want.mayCreate && !isDead ? creationsFor(state, want, ours) : []
  if (creations.length > 0 || outdated.length > 0) return write(named, outdated, creations)
  if (named.length > 0) return { kind: 'settled', ours: idsOf(named) }
  const bare = shipments.find(each => each.numbers.length === 0 && holds(each, want))
  if (bare) return write([], [bare], [])
  const shared = sharedBy(shipments, want, wanted)
  if (shared) return refuse(furtherBox(shared, 'BigCommerce'))
  return shipments.some(each => holds(each, want))
    ? refuse('the items are already shipped with another tracking number')
    : refuse('the order has nothing left to ship')
}

const asShown = (shipment: Shipment): Shown<Shipment> => ({
  of: shipment,
  numbers: [shipment.tracking_number ?? []].flat(),
  items: shipment.items.map(({ order_product_id, quantity }) => ({
    platformItemId: order_product_id,
    quantity,
  })),
})

const idsOf = (shipments: readonly Shown<Shipment>[]): string[] => shipments.map(({ of }) => of.id)

const refuse = (reason: string): Plan<Write> => ({ kind: 'refuse', reason })

const write = (
  named: readonly Shown<Shipment>[],
  renumber: readonly Shown<Shipment>[],
  creations: readonly Creation[],
): Write => ({ kind: 'write', ours: idsOf(named), renumber: idsOf(renumber), creations })

/** https://github.com/bigcommerce/docs reference/orders.v2.oas2.yml, orderShipment_Post (read 2026-11-23) */
const LONGEST_NUMBER = 50

function unfit({ trackingNumber }: WantedFulfilment): string | null {
  if (trackingNumber === '') return 'the tracking number is empty'
  const isLong = trackingNumber.length > LONGEST_NUMBER
  return isLong ? `BigCommerce keeps only ${LONGEST_NUMBER} characters of a tracking number` : null
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
  ours: readonly Shown<Shipment>[],
): Creation[] {
  const missing = missingItems(want, ours)
  const served = new Set(ours.map(({ of }) => of.order_address_id))
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
