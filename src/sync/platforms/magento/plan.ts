// What is missing at the shop for one parcel, decided from what the shop has. Pure, so every case of the
// write-back can be read and tested here.
import type { WantedFulfilment } from '../platform.ts'
import { cancelledAt, isCarried, linesOf } from './read.ts'
import { BLOCKED } from './tables.ts'
import type { Line, Order, Shipment, Track } from './wire.ts'

export type Part = { readonly id: string; readonly qty: number }

/**
 * `track`: the shipment gets the number; `replaces` is the track that has the number from before, or null
 * when it has none at all. `ship`: a new shipment; `whole` when it is all that is open.
 */
export type Act =
  | { readonly kind: 'track'; readonly shipment: Shipment; readonly replaces: Track | null }
  | { readonly kind: 'ship'; readonly parts: readonly Part[]; readonly whole: boolean }

/** `settled` and `write` carry the shipment that has the number already. */
export type Plan =
  | { readonly kind: 'settled'; readonly shipmentId: string }
  | { readonly kind: 'write'; readonly shipmentId: string | null; readonly acts: readonly Act[] }
  | { readonly kind: 'refuse'; readonly reason: string }

export type State = { readonly order: Order; readonly shipments: readonly Shipment[] }

export function planFor({ order, shipments }: State, want: WantedFulfilment): Plan {
  const named = shipments.filter(each => has(each, want.trackingNumber))
  const outdated = shipments.filter(each => isOutdated(each, want, named))
  const ours = [...named, ...outdated]
  const cancelled = cancelledAt(order) !== null

  if (ours.length === 0 && cancelled) return refuse('the order is cancelled')
  if (ours.length === 0 && !want.mayCreate) return refuse('the shipment was deleted in the shop')
  const open = openParts(order)
  const parts = want.mayCreate && !cancelled ? partsFor(open, want, ours) : []
  const renumber = outdated.map(shipment => renumbering(shipment, want))
  const blocked = BLOCKED[order.state ?? '']
  if (parts.length > 0 && blocked && ours.length === 0) return refuse(blocked)
  const acts: Act[] = parts.length > 0 && !blocked ? [...renumber, shipping(parts, open)] : renumber
  const shipmentId = named[0]?.entity_id ?? null
  if (acts.length > 0) return { kind: 'write', shipmentId, acts }
  if (shipmentId !== null) return { kind: 'settled', shipmentId }
  return planForNothingOpen(shipments, want)
}

/** All is shipped already: under no number, which is then ours to give, or under another. */
function planForNothingOpen(shipments: readonly Shipment[], want: WantedFulfilment): Plan {
  const bare = shipments.find(each => numbersOf(each).length === 0 && holds(each, want))
  if (bare) {
    const act: Act = { kind: 'track', shipment: bare, replaces: null }
    return { kind: 'write', shipmentId: null, acts: [act] }
  }
  return shipments.some(each => holds(each, want))
    ? refuse('the items are already shipped with another tracking number')
    : refuse('the order has nothing left to ship')
}

const refuse = (reason: string): Plan => ({ kind: 'refuse', reason })

const renumbering = (shipment: Shipment, want: WantedFulfilment): Act => ({
  kind: 'track',
  shipment,
  replaces: shipment.tracks.find(track => numberOf(track) === want.previous) ?? null,
})

const shipping = (parts: readonly Part[], open: readonly Part[]): Act => ({
  kind: 'ship',
  parts,
  whole: open.every(each => parts.some(part => part.id === each.id && part.qty === each.qty)),
})

/**
 * Whether a shipment still carries the number from before, for items that none with the number of today
 * holds. (Two parcels of an order whose numbers were mixed up would else take each other's.)
 */
function isOutdated(
  shipment: Shipment,
  want: WantedFulfilment,
  named: readonly Shipment[],
): boolean {
  if (!want.previous || !has(shipment, want.previous) || has(shipment, want.trackingNumber)) {
    return false
  }
  const missing = missingItems(want, named)
  if (missing === null) return named.length === 0
  return shipment.items.some(item => (missing.get(item.order_item_id) ?? 0) > 0)
}

/** What is still open and belongs into the parcel. A parcel of "everything" is one shipment, once. */
function partsFor(
  open: readonly Part[],
  want: WantedFulfilment,
  ours: readonly Shipment[],
): Part[] {
  const missing = missingItems(want, ours)
  if (missing === null) return ours.length === 0 ? [...open] : []
  return open.flatMap(({ id, qty }) => {
    const take = Math.min(missing.get(id) ?? 0, qty)
    return take > 0 ? [{ id, qty: take }] : []
  })
}

/** Wanted items that no shipment with our number holds yet; null: everything. */
function missingItems(
  want: WantedFulfilment,
  ours: readonly Shipment[],
): Map<string, number> | null {
  if (want.items === null) return null
  const missing = new Map<string, number>()
  const add = (id: string, quantity: number) => missing.set(id, (missing.get(id) ?? 0) + quantity)
  for (const item of want.items) add(item.platformItemId, item.quantity)
  for (const item of ours.flatMap(each => each.items)) add(item.order_item_id, -item.qty)
  return missing
}

const openParts = (order: Order): Part[] =>
  linesOf(order)
    .filter(isCarried)
    .map(line => ({ id: line.item_id, qty: openOf(line) }))
    .filter(part => part.qty > 0)

/**
 * As Magento counts it: what was refunded may have been shipped before.
 * Magento\Sales\Model\Order\Item::getSimpleQtyToShip (from memory, not re-read)
 */
const openOf = (line: Line): number =>
  Number(
    (line.qty_ordered - Math.max(line.qty_shipped, line.qty_refunded) - line.qty_canceled).toFixed(
      4,
    ),
  )

const numberOf = (track: Track): string | null => track.track_number?.trim() || null

const numbersOf = (shipment: Shipment): string[] =>
  shipment.tracks.flatMap(track => numberOf(track) ?? [])

const has = (shipment: Shipment, number: string): boolean => numbersOf(shipment).includes(number)

/** Whether a shipment holds some of the wanted items. */
const holds = (shipment: Shipment, { items }: WantedFulfilment): boolean =>
  items === null ||
  shipment.items.some(held => items.some(item => item.platformItemId === held.order_item_id))
