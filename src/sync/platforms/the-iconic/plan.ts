// What is missing at THE ICONIC for one parcel, decided from the order as it stands there. Pure, so
// every case of the write-back can be read and tested here. A number is told once: it must be unique,
// and after an item is shipped nothing about it can be changed.
// https://marketplace.zendesk.com/hc/en-us/articles/8960060160143 (read 2026-11-23)
import { sameNumber } from '../../../core/shipment.ts'
import { besides, furtherBox, isOneOf } from '../parcels.ts'
import type { WantedFulfilment } from '../platform.ts'
import { codeOf, isTheirs, unitsByLine } from './read.ts'
import { CROSS_DOCKING, NOT_SENT } from './tables.ts'
import type { Item, Order } from './wire.ts'

/** The next act, or that none is left. `units` are the order items it is about. */
export type Plan =
  | { readonly kind: 'settled'; readonly units: readonly Item[] }
  | { readonly kind: 'refuse'; readonly reason: string }
  | Act

export type Act =
  | {
      readonly kind: 'ready'
      readonly units: readonly Item[]
      readonly deliveryType: 'dropship' | 'send_to_warehouse'
    }
  | { readonly kind: 'correct'; readonly units: readonly Item[] }
  | { readonly kind: 'ship'; readonly units: readonly Item[] }
  | { readonly kind: 'deliver'; readonly units: readonly Item[] }

/** `wanted`: all parcels of the order that are told in this call. */
export function planFor(
  order: Order,
  want: WantedFulfilment,
  wanted: readonly WantedFulfilment[] = [],
): Plan {
  const lines = unitsByLine(order)
  const alive = order.items.filter(unit => unit.status !== 'canceled')
  const sent = alive.filter(unit => !NOT_SENT.has(unit.status))
  const named = sent.filter(unit => sameNumber(codeOf(unit), want.trackingNumber))
  const open = missingUnits(lines, want, named)
  const mendable = open.filter(unit => !NOT_SENT.has(unit.status) && isMendable(unit, want))

  const tooLate = mendable.some(unit => unit.status !== 'ready_to_ship')
  if (tooLate) return refuse('THE ICONIC takes no other number for a parcel that is shipped')
  if (mendable.length > 0) return { kind: 'correct', units: mendable }
  return named.length > 0
    ? completion(named, open, want)
    : creation(alive, open, want, besides(want, wanted))
}

/** The parcel stands there under its number: moves it on as far as it should be. */
function completion(named: Item[], open: readonly Item[], want: WantedFulfilment): Plan {
  const ready = named.filter(unit => unit.status === 'ready_to_ship' && !isCrossDocked(unit))
  if (ready.length > 0) return { kind: 'ship', units: ready }
  const left = open.filter(unit => unit.status === 'pending')
  if (left.length > 0) {
    const all = named.length + left.length
    return refuse(
      `THE ICONIC shows only ${named.length} of ${all} items under this number, and takes a number once: ship the others there`,
    )
  }
  const arrived = want.events.some(event => event.status === 'delivered')
  const underWay = named.filter(unit => unit.status === 'shipped' && !isCrossDocked(unit))
  if (arrived && underWay.length > 0) return { kind: 'deliver', units: underWay }
  return { kind: 'settled', units: named }
}

function creation(
  alive: Item[],
  open: readonly Item[],
  want: WantedFulfilment,
  others: readonly WantedFulfilment[],
): Plan {
  if (alive.length === 0) return refuse('the order is cancelled')
  if (!want.mayCreate) return refuse('the parcel was cancelled in Seller Center')
  const pending = open.filter(unit => unit.status === 'pending')
  const [first] = pending
  if (!first) return refuse(whyNothing(alive, open, want, others))
  const crossDocked = pending.filter(isCrossDocked)
  if (crossDocked.length === 0) return { kind: 'ready', units: pending, deliveryType: 'dropship' }
  if (crossDocked.length < pending.length) {
    return refuse(
      'some items go to THE ICONIC’s warehouse and some to the shopper: they need a parcel each',
    )
  }
  return { kind: 'ready', units: pending, deliveryType: 'send_to_warehouse' }
}

const refuse = (reason: string): Plan => ({ kind: 'refuse', reason })

const isCrossDocked = (unit: Item): boolean => CROSS_DOCKING.has(unit.shipment?.type ?? '')

/** Set ready without a number, or with the one from before. */
function isMendable(unit: Item, { previous, mayCreate }: WantedFulfilment): boolean {
  const code = codeOf(unit)
  if (code === null) return mayCreate && unit.status === 'ready_to_ship'
  return sameNumber(code, previous)
}

/**
 * The units that belong into the parcel and are not under its number. Of a line that fills several
 * parcels, those come first that carry the number from before, then those without any.
 */
function missingUnits(
  lines: ReadonlyMap<string, readonly Item[]>,
  want: WantedFulfilment,
  named: readonly Item[],
): Item[] {
  return [...lines].flatMap(([line, units]) => {
    const ours = units.filter(unit => unit.status !== 'canceled' && !isTheirs(unit))
    const rest = ours.filter(unit => !named.includes(unit))
    if (want.items === null) return rest
    const wanted = want.items.filter(item => item.platformItemId === line)
    const quantity = wanted.reduce((sum, item) => sum + item.quantity, 0)
    const missing = Math.max(quantity - ours.filter(unit => named.includes(unit)).length, 0)
    const rank = (unit: Item) => (isMendable(unit, want) ? 0 : codeOf(unit) === null ? 1 : 2)
    return rest.toSorted((a, b) => rank(a) - rank(b)).slice(0, missing)
  })
}

function whyNothing(
  alive: Item[],
  open: readonly Item[],
  want: WantedFulfilment,
  others: readonly WantedFulfilment[],
): string {
  if (open.some(unit => unit.status === 'payment_pending')) return 'the order is not paid for yet'
  const codes = [...new Set(open.flatMap(unit => codeOf(unit) ?? []))]
  const numbers = codes.filter(code => isOneOf(code, others))
  if (numbers.length > 0) return furtherBox({ numbers }, 'THE ICONIC')
  if (codes.length > 0) {
    return 'the items are already sent with another tracking number'
  }
  const lines = want.items?.map(item => item.platformItemId)
  const theirs = alive.filter(unit => isTheirs(unit) && (!lines || lines.includes(unit.id)))
  if (theirs.length > 0) return 'THE ICONIC sends these items from its own warehouse'
  return 'the order has nothing left to send'
}
