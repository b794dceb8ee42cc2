// A Magento order and shipment as its REST API writes them: ids as bare JSON numbers, instants in UTC
// without saying so, the shipping address in the extension attributes, a configurable product as two rows.
import type { MageLine, MageOrder, MageShipment, MageTrack } from './shop.ts'
import type { ShopAddress } from '../shop.ts'

/** Rows as they are answered; a bigint is written as a number (exact-json.ts). */
export type Row = Readonly<Record<string, unknown>>

export const mageTime = (at: number): string =>
  new Date(at).toISOString().slice(0, 19).replace('T', ' ')

const STATE_REGIONS: Readonly<Record<string, string>> = {
  NSW: 'New South Wales',
  VIC: 'Victoria',
  WA: 'Western Australia',
}

/** Connectors give the marketplace's own number as `ext_order_id`. */
const isConnectors = (order: MageOrder) => order.wanted.sourceName !== 'web'

export function orderRow(order: MageOrder): Row {
  const { wanted } = order
  const total = wanted.lines.reduce((sum, line) => sum + line.priceCents * line.quantity, 0) / 100
  return {
    entity_id: order.id,
    // Sequences take a prefix, and a connector may bring its own number.
    increment_id: wanted.name,
    ...(isConnectors(order) ? { ext_order_id: wanted.name } : {}),
    state: order.state,
    status: order.state,
    created_at: mageTime(order.createdAt),
    updated_at: mageTime(order.updatedAt),
    store_id: 1,
    store_name: 'Main Website\nMain Website Store\nDefault Store View',
    customer_email: wanted.email ?? '',
    customer_firstname: wanted.customer?.firstName ?? null,
    customer_lastname: wanted.customer?.lastName ?? null,
    customer_is_guest: 1,
    order_currency_code: 'AUD',
    base_grand_total: total,
    grand_total: total,
    total_qty_ordered: wanted.lines.reduce((sum, line) => sum + line.quantity, 0),
    shipping_description: `${wanted.shippingTitle}`,
    remote_ip: '203.0.113.7',
    items: order.lines.flatMap(line => lineRows(line, order)),
    billing_address: addressRow(wanted.billing, 'billing', order, wanted.billing.address1),
    payment: {
      account_status: '',
      cc_last4: '',
      method: wanted.gateway === 'THE ICONIC' ? 'marketplace' : 'checkmo',
      additional_information: [wanted.gateway.replaceAll('_', ' ')],
    },
    status_histories: remarksOf(order),
    extension_attributes: {
      shipping_assignments: [
        {
          shipping: {
            address: addressRow(wanted.shipping, 'shipping', order, order.street),
            method: 'flatrate_flatrate',
            total: { base_shipping_amount: 0, shipping_amount: 0 },
          },
          items: order.lines.flatMap(line => lineRows(line, order)),
        },
      ],
    },
  }
}

function remarksOf(order: MageOrder): Row[] {
  const remark = (comment: string, at: number, status: string): Row => ({
    comment,
    created_at: mageTime(at),
    entity_id: order.id + BigInt(at % 1000),
    entity_name: 'order',
    is_customer_notified: 0,
    is_visible_on_front: 0,
    parent_id: order.id,
    status,
  })
  const { canceledAt, wanted } = order
  const first = wanted.note
    ? [remark(`Order from ${wanted.note}`, order.createdAt, 'processing')]
    : []
  // Newest first, as Magento gives them.
  return canceledAt === null ? first : [remark('Canceled.', canceledAt, 'canceled'), ...first]
}

function lineRows(line: MageLine, order: MageOrder): Row[] {
  const price = line.priceCents / 100
  const row: Row = {
    item_id: line.id,
    order_id: order.id,
    product_id: 9,
    product_type: line.partId === null ? 'simple' : 'configurable',
    sku: line.sku,
    name: line.title,
    qty_ordered: line.quantity,
    qty_invoiced: line.quantity,
    qty_shipped: line.shipped,
    qty_canceled: line.canceled,
    qty_refunded: 0,
    price,
    price_incl_tax: price,
    row_total: price * line.quantity,
    weight: line.grams / 1000,
    row_weight: (line.grams / 1000) * line.quantity,
    is_virtual: 0,
    store_id: 1,
  }
  if (line.partId === null) return [row]
  const part = {
    ...row,
    item_id: line.partId,
    product_type: 'simple',
    name: `${line.title}-${line.variant}`,
    price: 0,
    price_incl_tax: 0,
    row_total: 0,
    qty_shipped: 0, // Magento counts at the parent
    parent_item_id: line.id,
    parent_item: row,
  }
  return [row, part]
}

function addressRow(
  from: ShopAddress,
  kind: 'billing' | 'shipping',
  order: MageOrder,
  street: string | null,
): Row {
  return {
    address_type: kind,
    entity_id: order.id,
    parent_id: order.id,
    firstname: from.firstName,
    lastname: from.lastName,
    ...(from.company ? { company: from.company } : {}),
    street: [street, from.address2].filter(Boolean),
    city: from.city,
    region: STATE_REGIONS[from.provinceCode ?? ''] ?? from.provinceCode,
    region_code: from.provinceCode,
    postcode: from.zip,
    country_id: from.countryCode,
    telephone: from.phone ?? order.wanted.phone,
    email: order.wanted.email ?? '',
  }
}

export const shipmentRow = (shipment: MageShipment): Row => ({
  entity_id: shipment.id,
  order_id: shipment.orderId,
  increment_id: String(shipment.id % 1_000_000n).padStart(9, '0'),
  created_at: mageTime(shipment.createdAt),
  updated_at: mageTime(shipment.createdAt),
  total_qty: shipment.parts.reduce((sum, part) => sum + part.qty, 0),
  packages: [],
  items: shipment.parts.map(({ id, qty }) => ({ order_item_id: id, qty, parent_id: shipment.id })),
  tracks: shipment.tracks.map(track => trackRow(track, shipment)),
  comments: [],
})

export const trackRow = (track: MageTrack, shipment: MageShipment): Row => ({
  entity_id: track.id,
  order_id: shipment.orderId,
  parent_id: shipment.id,
  track_number: track.number,
  title: track.title,
  carrier_code: track.carrierCode,
  weight: 0,
  qty: 0,
  description: '',
  created_at: mageTime(shipment.createdAt),
  updated_at: mageTime(shipment.createdAt),
})
