// Seller Center's order → ours. Pure: `inspect`, the import and the tests share it. There is no
// quantity there, each unit is an order item of its own: the units of one sku are one item of ours,
// named by the lowest id among them, which stays whatever becomes of the others.

import { countryCode } from '../../../core/countries.ts'
import { fullName, given } from '../../../core/given.ts'
import { minorUnits } from '../../../core/money.ts'
import type {
  Address,
  Contact,
  OrderItem,
  PlatformFulfilment,
  PlatformOrder,
  SaleMarks,
} from '../../../core/order.ts'
import { ok, type Result } from '../../../core/result.ts'
import type { Unreadable } from '../../hook.ts'
import { readNodes } from '../rows.ts'
import { NOT_SENT, NOT_WANTED, SENT_BY_THEM } from './tables.ts'
import * as wire from './wire.ts'

/**
 * Reads one order, a list of them, or the envelope of GET /v2/orders. An order we cannot read makes the
 * whole payload unreadable, and the message says where, never what was there.
 */
export function read(payload: unknown): Result<PlatformOrder[], Unreadable> {
  const orders = readOrders(ordersIn(payload))
  return orders.ok ? ok(orders.value.map(toOrder)) : orders
}

export const readOrders = (nodes: readonly unknown[]): Result<wire.Order[], Unreadable> =>
  readNodes(nodes, wire.Order, 'an order of Seller Center')

function ordersIn(payload: unknown): readonly unknown[] {
  if (Array.isArray(payload)) return payload
  const many = wire.Envelope.safeParse(payload)
  return many.success ? many.data.items : [payload]
}

export function toOrder(order: wire.Order): PlatformOrder {
  return {
    platformId: order.id,
    number: order.number,
    placedAt: order.placedAt,
    updatedAt: order.updatedAt,
    cancelledAt: cancelledAt(order),
    test: false,
    currency: order.currency,
    totalCents: minorUnits(order.grandTotal, order.currency),
    contact: toContact(order),
    shipTo: toAddress(order.address?.shipping),
    items: [...unitsByLine(order)].flatMap(([id, units]) => toItem(id, units, order.currency)),
    shippingMethod: given(order.shipmentProviderType),
    locale: null,
    marks: toMarks(order),
    fulfilments: toFulfilments(order),
  }
}

/** The units of each of our items, by its id. Units that THE ICONIC sends itself are apart from ours. */
export function unitsByLine(order: wire.Order): Map<string, wire.Item[]> {
  const units = order.items.toSorted(byId)
  const lines = Map.groupBy(
    units,
    unit => `${isTheirs(unit) ? 'theirs' : 'ours'} ${unit.product.sku}`,
  )
  return new Map([...lines.values()].map(line => [line[0]?.id ?? '', line]))
}

export const isTheirs = (unit: wire.Item): boolean => SENT_BY_THEM.has(unit.shipment?.type ?? '')

export const codeOf = (unit: wire.Item): string | null => given(unit.shipment?.trackingCode)

/** As numbers, without their limit. */
function byId(a: wire.Item, b: wire.Item): number {
  return a.id.length - b.id.length || (a.id < b.id ? -1 : 1)
}

/** When the last unit was cancelled; null while one is not. */
function cancelledAt({ items, updatedAt }: wire.Order): number | null {
  if (items.length === 0 || items.some(unit => unit.status !== 'canceled')) return null
  return Math.max(...items.map(unit => unit.lastStatusChangedAt ?? updatedAt))
}

function toItem(platformItemId: string, units: wire.Item[], currency: string): OrderItem[] {
  const wanted = units.filter(unit => !NOT_WANTED.has(unit.status))
  const [first] = wanted
  if (!first) return []
  const { name, sku, sellerSku, variation } = first.product
  const variant = given(variation)
  const weight = first.shipment?.weight
  return [
    {
      platformItemId,
      sku: given(sellerSku) ?? given(sku),
      title: name,
      variant: variant === '-' ? null : variant, // Seller Center's "no variants"
      quantity: wanted.length,
      // Unverified: kilograms, as Seller Center wants product weights; 0.5 is the schema's example.
      weightGrams: weight ? Math.round(weight * 1000) : null,
      priceCents: minorUnits(first.unitPrice, currency),
      imageUrl: null,
      requiresShipping: !isTheirs(first),
    },
  ]
}

/** Mostly masked (`#####`): passed on as it is, core knows a mask when it sees one. */
function toContact({ address, customer }: wire.Order): Contact {
  const { shipping, billing } = address ?? {}
  const phones = [...(shipping?.phone ?? []), ...(billing?.phone ?? [])].map(given)
  return {
    name: nameOf(shipping) ?? nameOf(customer),
    email: given(shipping?.email) ?? given(billing?.email),
    phone: phones.find(phone => phone !== null) ?? null,
  }
}

function toAddress(from: wire.Address | null | undefined): Address {
  const [line1 = null, ...more] = (from?.address ?? []).map(given).filter(line => line !== null)
  const country = given(from?.country)
  return {
    name: nameOf(from),
    company: null,
    line1,
    line2: more.join(', ') || null,
    suburb: given(from?.city) ?? given(from?.ward),
    state: given(from?.region),
    postcode: given(from?.postCode),
    country: country && countryCode(country),
  }
}

type Named = { readonly firstName?: string | null; readonly lastName?: string | null }
const nameOf = (person: Named | null | undefined): string | null =>
  fullName(person?.firstName, person?.lastName)

/** Every order here is THE ICONIC's; its own word for the country's shop is kept beside. */
function toMarks(order: wire.Order): SaleMarks {
  const { source, regionId, targetToShip } = order
  const attributes = Object.entries({ source, regionId, targetToShip })
  return {
    source: 'THE ICONIC',
    app: null,
    store: null,
    payment: given(order.paymentMethod),
    billingName: nameOf(order.address?.billing),
    note: given(order.remarks),
    tags: [],
    attributes: attributes.flatMap(([key, value]) => (value?.trim() ? [{ key, value }] : [])),
  }
}

/** One entry per tracking code; void when each unit under it was cancelled. */
function toFulfilments(order: wire.Order): PlatformFulfilment[] {
  const lineOf = new Map(
    [...unitsByLine(order)].flatMap(([line, units]) => units.map(unit => [unit.id, line])),
  )
  const sent = order.items.filter(unit => codeOf(unit) && !NOT_SENT.has(unit.status))
  return [...Map.groupBy(sent.toSorted(byId), codeOf)].flatMap(([trackingNumber, units]) => {
    const live = units.filter(unit => unit.status !== 'canceled')
    const counted = live.length > 0 ? live : units
    const [first] = counted
    if (!first) return []
    const lines = Map.groupBy(counted, unit => lineOf.get(unit.id) ?? unit.id)
    return {
      platformFulfilmentId: fulfilmentId(units),
      carrier: given(first.shipment?.provider?.name),
      trackingNumber,
      createdAt: Math.min(...counted.map(unit => unit.lastStatusChangedAt ?? order.updatedAt)),
      cancelled: live.length === 0,
      items: [...lines].map(([id, of]) => ({ platformItemId: id, quantity: of.length })),
    }
  })
}

/** Seller Center gives packages no id: the lowest of their units names them, cancelled ones included. */
export const fulfilmentId = (units: readonly wire.Item[]): string =>
  `package-${units.toSorted(byId)[0]?.id ?? ''}`
