// What a shop is told of a parcel, seen from a marketplace behind it: a connector forwards the carrier's
// name and the number, and THE ICONIC takes neither an unknown carrier nor a correction.
import { isOfIconic } from './channel.ts'
import { connectorOf } from './connectors.ts'
import type { ConnectionConfig, MerchantConfig } from './merchant.ts'
import { courierName } from './message-facts.ts'
import type { OrderContent } from './order.ts'
import { coversOrder, type ParcelItems } from './shipment.ts'
import { numberFault } from './tracking-number.ts'

export type ToTell = {
  readonly parcel: {
    readonly carrier: string
    readonly trackingNumber: string
    /** null: the whole order. */
    readonly items: ParcelItems | null
  }
  readonly order: OrderContent
  /** The order's channel as it was decided. */
  readonly channel: string
  readonly config: Pick<MerchantConfig, 'couriers'>
  readonly shop: Pick<ConnectionConfig, 'carrierNames' | 'connector'>
}

/**
 * The carrier's name: by the connection's list, then by what its connector must read (for the orders that
 * it forwards), then as the merchant calls it.
 */
export function carrierToTell(toTell: ToTell): string {
  const { parcel, config, shop } = toTell
  const name = courierName(parcel.carrier, config)
  const connector = connectorOf(shop.connector)
  const preset = connector && isForwarded(toTell) ? connector.carrierNames : {}
  return (
    own(shop.carrierNames, name) ??
    own(shop.carrierNames, parcel.carrier) ??
    own(preset, name) ??
    name
  )
}

/** A carrier may be called anything, `constructor` too. */
const own = (names: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(names, name) ? names[name] : undefined

/** Whether what the shop is told goes on to THE ICONIC, which takes no correction. */
export const isForwarded = ({ order, channel, shop }: ToTell): boolean =>
  isOfIconic(order, channel, connectorOf(shop.connector))

/** What is wrong with the number of a parcel whose number cannot be corrected later; null: nothing. */
export const numberFaultToTell = (toTell: ToTell): string | null =>
  isForwarded(toTell)
    ? numberFault(toTell.parcel.trackingNumber, courierName(toTell.parcel.carrier, toTell.config))
    : null

/** Why the shop must not be told of the parcel as it stands, for the merchant; null: tell it. */
export function whyNotToTell(toTell: ToTell): string | null {
  if (!isForwarded(toTell)) return null
  const fault = numberFaultToTell(toTell)
  if (fault) {
    return `${fault} THE ICONIC takes no correction, so the shop was not told: correct the number.`
  }
  const { parcel, order, shop } = toTell
  const connector = connectorOf(shop.connector)
  if (connector?.wholeOrdersOnly && parcel.items && !coversOrder(parcel.items, order.items)) {
    return `${connector.name} takes the first parcel for the whole order, and this one holds a part of it: the shop was not told, so enter it in Seller Center.`
  }
  return null
}
