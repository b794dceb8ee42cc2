// The Magento shop's orders and shipments, and the acts that change them. Instants are kept to the
// second, as MySQL keeps them there: ties are normal.
import type { NewLine, NewOrder } from '../shop.ts'

export type MageLine = NewLine & {
  readonly id: bigint
  /** The simple product of a configurable one: a row of its own, which is never shipped. */
  readonly partId: bigint | null
  shipped: number
  canceled: number
}
export type MageTrack = {
  readonly id: bigint
  readonly number: string
  readonly title: string
  readonly carrierCode: string
}
export type MageShipment = {
  readonly id: bigint
  readonly orderId: bigint
  readonly createdAt: number
  readonly parts: readonly Part[]
  tracks: readonly MageTrack[]
}
export type MageOrder = {
  readonly wanted: NewOrder
  readonly id: bigint
  readonly lines: readonly MageLine[]
  readonly createdAt: number
  updatedAt: number
  street: string | null
  state: 'new' | 'processing' | 'complete' | 'canceled' | 'holded'
  canceledAt: number | null
}
export type Part = { readonly id: bigint; readonly qty: number }
type NewTrack = Omit<MageTrack, 'id'>

/**
 * Above 2^53 and neighbours: read as a JSON number, two orders would become one. Magento's own ids are
 * smaller today (32 bits); a reader that survives these survives those.
 */
const FIRST_ID = 820_982_911_946_200_500n

export const openOf = (line: MageLine): number => line.quantity - line.shipped - line.canceled

export type MagentoShop = ReturnType<typeof createMagentoShop>

export function createMagentoShop(now: () => number) {
  const orders: MageOrder[] = []
  const shipments: MageShipment[] = []
  let lastId = FIRST_ID
  const newId = () => {
    lastId += 1n
    return lastId
  }
  const toSecond = (at: number) => Math.floor(at / 1000) * 1000
  const touch = (order: MageOrder) => {
    order.updatedAt = toSecond(now())
  }

  return {
    orders,
    shipments,
    shipmentsOf: (order: MageOrder) => shipments.filter(each => each.orderId === order.id),

    place(wanted: NewOrder, placedAt = now()): MageOrder {
      const at = toSecond(placedAt)
      const lines = wanted.lines.map(line => ({
        ...line,
        id: newId(),
        partId: line.variant === null ? null : newId(),
        shipped: 0,
        canceled: 0,
      }))
      const made: MageOrder = {
        wanted,
        id: newId(),
        lines,
        createdAt: at,
        updatedAt: at,
        street: wanted.shipping.address1,
        state: 'processing', // paid and invoiced, as connectors bring them
        canceledAt: null,
      }
      orders.push(made)
      return made
    },

    edit(order: MageOrder, street: string): void {
      order.street = street
      touch(order)
    },

    cancel(order: MageOrder): void {
      for (const line of order.lines) line.canceled = line.quantity - line.shipped
      order.state = 'canceled'
      order.canceledAt = toSecond(now())
      touch(order)
    },

    remove(order: MageOrder): void {
      orders.splice(orders.indexOf(order), 1)
    },

    /** `null`: all that is open. Returns what Magento complains of, or the shipment. */
    ship(
      order: MageOrder,
      wanted: readonly Part[] | null,
      tracks: readonly NewTrack[],
    ): MageShipment | string {
      if (order.state === 'canceled' || order.state === 'holded') return NOT_ALLOWED
      const parts =
        wanted ??
        order.lines.map(line => ({ id: line.id, qty: openOf(line) })).filter(part => part.qty > 0)
      if (parts.length === 0) return NO_PRODUCTS
      for (const { id, qty } of parts) {
        const line = order.lines.find(each => each.id === id)
        if (!line)
          return `The shipment contains product item that is not part of the original order.`
        if (openOf(line) === 0) return NO_PRODUCTS
        if (qty <= 0 || qty > openOf(line)) {
          return `The quantity to ship must not be greater than the unshipped quantity for product SKU "${line.sku}".`
        }
      }
      for (const line of order.lines) {
        line.shipped += parts.find(part => part.id === line.id)?.qty ?? 0
      }
      const made: MageShipment = {
        id: newId(),
        orderId: order.id,
        createdAt: toSecond(now()),
        parts,
        tracks: tracks.map(track => ({ ...track, id: newId() })),
      }
      shipments.push(made)
      order.state = order.lines.every(line => openOf(line) === 0) ? 'complete' : 'processing'
      touch(order)
      return made
    },

    /** With the id of a track that track is changed, else one is added. */
    saveTrack(shipment: MageShipment, id: bigint | null, track: NewTrack): MageTrack {
      const made = { ...track, id: id ?? newId() }
      shipment.tracks = shipment.tracks.some(each => each.id === id)
        ? shipment.tracks.map(each => (each.id === id ? made : each))
        : [...shipment.tracks, made]
      return made
    },
  }
}

// The words are from memory, but for the second: nobody may classify by them.
const NOT_ALLOWED = 'The order does not allow a shipment to be created.'
// https://github.com/magento/magento2/issues/13248 (read 2026-11-23)
const NO_PRODUCTS = "You can't create a shipment without products."
