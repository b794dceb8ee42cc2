// What is missing at the shop for one parcel, decided from what the shop has. Pure, so every case of the
// write-back can be read and tested here.
import { sameNumber } from '../../../core/shipment.ts'
import { holds, isNumbered, isOutdated, missingItems, type Shown, sharedBy } from '../parcels.ts'
import type { WantedFulfilment } from '../platform.ts'
import type { Plan } from '../settle-parcels.ts'
import { cancelledAt, isCarried, linesOf } from './read.ts'
import { BLOCKED } from './tables.ts'
import type { Line, Order, Shipment, Track } from './wire.ts'

export type Part = { readonly id: string; readonly qty: number }

/**
 * `track`: the shipment gets the number; `replaces` is the track that has the number from before, or null
 * when a track is added. `ship`: a new shipment; `whole` when it is all that is open.
 */
export type Act =
  | { readonly kind: 'track'; readonly shipment: Shipment; readonly replaces: Track | null }
  | { readonly kind: 'ship'; readonly parts: readonly Part[]; readonly whole: boolean }

export type Write = {
  readonly kind: 'write'
  readonly ours: readonly string[]
  readonly acts: readonly Act[]
}

export type State = { readonly order: Order; readonly shipments: readonly Shipment[] }

/** `wanted`: all parcels of the order that are told in this call. */
export function planFor(
  { order, shipments: given }: State,
  want: WantedFulfilment,
  wanted: readonly WantedFulfilment[] = [],
): Plan<Write> {
  const shipments = given.map(asShown)
  const named = shipments.filter(each => isNumbered(each, want.trackingNumber))
  // A parcel of "everything" is one shipment, once: under its number another is not its own.
  const isOnce = want.items === null && named.length > 0
  const outdated = isOnce ? [] : shipments.filter(each => isOutdated(each, want, named))
  const ours = [...named, ...outdated]
  const cancelled = cancelledAt(order) !== null

  if (ours.length === 0 && cancelled) return refuse('the order is cancelled')
  if (ours.length === 0 && !want.mayCreate) return refuse('the shipment was deleted in the shop')
  const open = openParts(order)
  const parts = want.mayCreate && !cancelled ? partsFor(open, want, ours) : []
  const renumber = outdated.map(({ of }) => renumbering(of, want))
  const blocked = BLOCKED[order.state ?? '']
  if (parts.length > 0 && blocked && ours.length === 0) return refuse(blocked)
  const acts: Act[] = parts.length > 0 && !blocked ? [...renumber, shipping(parts, open)] : renumber
  const known = named.map(({ of }) => of.entity_id)
  if (acts.length > 0) return { kind: 'write', ours: known, acts }
  if (known.length > 0) return { kind: 'settled', ours: known }
  return planForNothingOpen(shipments, want, wanted)
}

/**
 * All is shipped already: under no number, which is then ours to give; under that of the order's first
 * box, beside which a further one gets a track of its own; or under another.
 */
function planForNothingOpen(
  shipments: readonly Shown<Shipment>[],
  want: WantedFulfilment,
  wanted: readonly WantedFulfilment[],
): Plan<Write> {
  const bare = shipments.find(each => each.numbers.length === 0 && holds(each, want))
  const taken = bare ?? sharedBy(shipments, want, wanted)
  if (taken) {
    const act: Act = { kind: 'track', shipment: taken.of, replaces: null }
    return { kind: 'write', ours: [], acts: [act] }
  }
  return shipments.some(each => holds(each, want))
    ? refuse('the items are already shipped with another tracking number')
    : refuse('the order has nothing left to ship')
}

const asShown = (shipment: Shipment): Shown<Shipment> => ({
  of: shipment,
  numbers: shipment.tracks.flatMap(track => track.track_number?.trim() || []),
  items: shipment.items.map(({ order_item_id, qty }) => ({
    platformItemId: order_item_id,
    quantity: qty,
  })),
})

const refuse = (reason: string): Plan<Write> => ({ kind: 'refuse', reason })

const renumbering = (shipment: Shipment, want: WantedFulfilment): Act => ({
  kind: 'track',
  shipment,
  replaces: shipment.tracks.find(track => sameNumber(track.track_number, want.previous)) ?? null,
})

const shipping = (parts: readonly Part[], open: readonly Part[]): Act => ({
  kind: 'ship',
  parts,
  whole: open.every(each => parts.some(part => part.id === each.id && part.qty === each.qty)),
})

/** What is still open and belongs into the parcel. A parcel of "everything" is one shipment, once. */
function partsFor(
  open: readonly Part[],
  want: WantedFulfilment,
  ours: readonly Shown<Shipment>[],
): Part[] {
  const missing = missingItems(want, ours)
  if (missing === null) return ours.length === 0 ? [...open] : []
  return open.flatMap(({ id, qty }) => {
    const take = Math.min(missing.get(id) ?? 0, qty)
    return take > 0 ? [{ id, qty: take }] : []
  })
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
