// Shopify's order → ours. Pure: `inspect`, the import and the tests share it.

import { given } from '../../../core/given.ts'
import { minorUnits } from '../../../core/money.ts'
import type {
  Address,
  OrderItem,
  PlatformFulfilment,
  PlatformOrder,
  SaleMarks,
} from '../../../core/order.ts'
import { ok, type Result } from '../../../core/result.ts'
import type { Unreadable } from '../../hook.ts'
import { readNodes } from '../rows.ts'
import { DEAD_FULFILMENT, GRAMS_PER } from './tables.ts'
import * as wire from './wire.ts'

/**
 * Reads one order node, a list of them, or a reply of `order` or `orders`. Ids are Shopify's gid
 * strings, never numbers: `gid://shopify/Order/…`. An order we cannot read makes the whole payload
 * unreadable, and the message says where, never what was there.
 */
export function read(payload: unknown): Result<PlatformOrder[], Unreadable> {
  const read = readNodes(nodesOf(payload), wire.Order, 'a Shopify order')
  return read.ok ? ok(read.value.map(toOrder)) : read
}

export function toOrder(order: wire.Order): PlatformOrder {
  const ship = order.shippingAddress
  const total = order.currentTotalPriceSet.shopMoney
  return {
    platformId: order.id,
    number: order.name,
    placedAt: order.processedAt ?? order.createdAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt ?? null,
    test: order.test,
    currency: total.currencyCode,
    totalCents: minorUnits(total.amount, total.currencyCode),
    contact: {
      name: given(ship?.name) ?? given(order.billingAddress?.name),
      email: given(order.email),
      phone: given(order.phone) ?? given(ship?.phone),
    },
    shipTo: toAddress(ship),
    items: order.lineItems.nodes.filter(line => line.currentQuantity > 0).map(toItem),
    shippingMethod: given(order.shippingLine?.title),
    locale: given(order.customerLocale),
    marks: toMarks(order),
    fulfilments: order.fulfillments.flatMap(toFulfilments),
  }
}

/** Also the orders of a reply in its envelope; anything else is taken for one order. */
function nodesOf(payload: unknown): readonly unknown[] {
  if (Array.isArray(payload)) return payload
  const many = wire.Envelope.many.safeParse(payload)
  if (many.success) return many.data.data.orders.nodes
  const one = wire.Envelope.one.safeParse(payload)
  return [one.success ? one.data.data.order : payload]
}

function toItem(line: wire.Line): OrderItem {
  const price = line.originalUnitPriceSet?.shopMoney
  const gramsPer = GRAMS_PER[line.weight?.unit ?? '']
  const variant = given(line.variantTitle)
  const image = given(line.image?.url)
  return {
    platformItemId: line.id,
    sku: given(line.sku),
    title: line.title,
    variant: variant === 'Default Title' ? null : variant, // Shopify's name for "no variants"
    quantity: line.currentQuantity,
    weightGrams: line.weight && gramsPer ? Math.round(line.weight.value * gramsPer) : null,
    priceCents: price ? minorUnits(price.amount, price.currencyCode) : null,
    imageUrl: image?.startsWith('https://') ? image : null,
    requiresShipping: line.requiresShipping,
  }
}

function toAddress(from: wire.Order['shippingAddress']): Address {
  return {
    name: given(from?.name),
    company: given(from?.company),
    line1: given(from?.address1),
    line2: given(from?.address2),
    suburb: given(from?.city),
    state: given(from?.provinceCode) ?? given(from?.province),
    postcode: given(from?.zip),
    country: given(from?.countryCodeV2),
  }
}

/**
 * Where the order was sold, as far as Shopify knows. Connectors mark orders in different fields, so the
 * ids of the selling side are listed among the attributes under Shopify's own names.
 */
function toMarks(order: wire.Order): SaleMarks {
  const billing = new Set([order.billingAddress?.company, order.billingAddress?.name].map(given))
  const foreign = { sourceIdentifier: order.sourceIdentifier, poNumber: order.poNumber }
  const attributes = [
    ...order.customAttributes,
    ...Object.entries(foreign).map(([key, value]) => ({ key, value })),
  ]
  return {
    source: given(order.sourceName),
    app: given(order.app?.name),
    store: given(order.attribution?.displayName) ?? given(order.attribution?.handle),
    payment: order.paymentGatewayNames.join(', ') || null,
    billingName: [...billing].filter(Boolean).join(', ') || null,
    note: given(order.note),
    tags: order.tags,
    attributes: attributes.flatMap(({ key, value }) => (value ? [{ key, value }] : [])),
  }
}

/**
 * One entry per tracking number. Shopify does not say which items lie in which box of a fulfilment
 * with several numbers: the first entry holds them all, the others are named after it.
 */
function toFulfilments(from: wire.Fulfilment): PlatformFulfilment[] {
  const parcels = from.trackingInfo.filter(info => given(info.number))
  const items = (from.fulfillmentLineItems?.nodes ?? []).map(line => ({
    platformItemId: line.lineItem.id,
    quantity: line.quantity ?? 0,
  }))
  return (parcels.length > 0 ? parcels : [null]).map((info, index) => ({
    platformFulfilmentId: index === 0 ? from.id : `${from.id}#${index + 1}`,
    carrier: given(info?.company),
    trackingNumber: given(info?.number),
    createdAt: from.createdAt,
    cancelled: DEAD_FULFILMENT.has(from.status),
    items: index === 0 ? items : [],
  }))
}
