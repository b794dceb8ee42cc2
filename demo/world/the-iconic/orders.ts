// Orders of the demo's Seller Center, as its API writes them: one order item a unit, instants with
// microseconds, amounts as numbers, ids as integers beyond 2^53, contacts it does not give as #####.
// Field names and shapes: https://github.com/DuneRaccoon/py-iconic-api (read 2026-11-23)
import type { NewLine, NewOrder, ShopAddress } from '../shop.ts'

export type Unit = {
  readonly id: bigint
  readonly line: NewLine
  status: 'pending' | 'ready_to_ship' | 'shipped' | 'delivered' | 'canceled'
  type: 'dropshipping' | 'crossdocking' | 'warehouse'
  provider: string | null
  trackingCode: string | null
  changedAt: number
}
export type SellerOrder = Omit<NewOrder, 'shipping'> & {
  readonly id: bigint
  shipping: ShopAddress
  readonly units: readonly Unit[]
  readonly placedAt: number
  updatedAt: number
}

export const MASK = '#####'
export const SELLER_ID = 4711
const HOUR = 3_600_000

export const uuidOf = (id: bigint): string => `00000000-0000-4000-8000-${String(id).slice(-12)}`

/** `2026-11-23T01:15:00.000000Z` */
const micros = (at: number): string => new Date(at).toISOString().replace('Z', '000Z')

export function orderView(order: SellerOrder): object {
  const total = order.units.reduce((sum, unit) => sum + unit.line.priceCents, 0) / 100
  const { customer } = order
  return {
    uuid: uuidOf(order.id),
    invoiceRequired: false,
    id: order.id,
    regionId: `${order.id}-1`,
    sellerId: SELLER_ID,
    number: order.name,
    customer: { firstName: customer?.firstName ?? '', lastName: customer?.lastName ?? '' },
    address: {
      billing: addressView(order, order.billing),
      shipping: addressView(order, order.shipping),
    },
    payoutPending: false,
    gift: { option: false, message: '' },
    voucher: { code: '', type: '' },
    deliveryInfo: '',
    paymentMethod: 'Adyen_Payment',
    currency: 'AUD',
    remarks: '',
    createdAt: micros(order.placedAt),
    updatedAt: micros(order.updatedAt),
    addressUpdatedAt: micros(order.updatedAt),
    statusList: countsOf(order.units),
    source: order.shipping.countryCode === 'NZ' ? 'THE ICONIC NZ' : 'THE ICONIC AU',
    itemCount: order.units.length,
    unitPriceSumWithFees: total,
    shippingFeeSstSum: 0,
    grandTotal: total,
    targetToShip: micros(order.placedAt + 24 * HOUR),
    shipmentProviderType: 'express',
    shipmentProviderPreSelected: false,
    packedItemsCount: 0,
    orderItemIds: order.units.map(unit => unit.id),
    items: order.units.map(unit => unitView(unit, order)),
  }
}

function addressView(order: SellerOrder, address: ShopAddress): object {
  return {
    firstName: address.firstName ?? '',
    lastName: address.lastName ?? '',
    phone: [order.phone ?? MASK],
    address: [address.address1 ?? '', address.address2 ?? '', '', '', ''],
    email: order.email ?? MASK,
    city: address.city ?? '',
    ward: '',
    region: address.provinceCode ?? '',
    postCode: address.zip ?? '',
    country: address.countryCode === 'NZ' ? 'New Zealand' : 'Australia',
  }
}

function countsOf(units: readonly Unit[]): Record<string, number> {
  const groups = Map.groupBy(units, unit => unit.status)
  return Object.fromEntries([...groups].map(([status, of]) => [status, of.length]))
}

export function unitView(unit: Unit, order: SellerOrder): object {
  const price = unit.line.priceCents / 100
  return {
    id: unit.id,
    srcId: `AU-${unit.id}`,
    sellerId: SELLER_ID,
    orderId: order.id,
    uuid: uuidOf(unit.id),
    status: unit.status,
    isProcessable: true,
    failureReason: null,
    shipment: {
      type: unit.type,
      method: 'home',
      provider: unit.provider && { uuid: uuidOf(1n), name: unit.provider },
      providerType: 'express',
      weight: unit.line.grams / 1000,
      trackingCode: unit.trackingCode,
      preTrackingCode: null,
    },
    inTransit: false,
    premium: false,
    targetToShipAt: micros(order.placedAt + 24 * HOUR),
    product: {
      name: unit.line.title,
      sku: `IC-${unit.line.sku}`,
      variation: unit.line.variant ?? '-',
      sellerSku: unit.line.sku,
    },
    unitPrice: price,
    taxAmount: Math.round((price / 11) * 100) / 100,
    taxPercent: 10,
    paidPrice: price,
    shippingFee: 0,
    shippingVoucherAmount: 0,
    priceAfterDiscount: price,
    salesDueAmount: price,
    createdAt: micros(order.placedAt),
    updatedAt: micros(unit.changedAt),
    lastStatusChangedAt: micros(unit.changedAt),
    isHybrid: false,
    isOutlet: false,
    actions: ACTIONS[unit.status],
    vouchers: [],
  }
}

const ACTIONS: Readonly<Record<Unit['status'], readonly string[]>> = {
  pending: ['status_set_to_ready_to_ship', 'status_set_to_canceled'],
  ready_to_ship: ['status_set_to_shipped', 'set_tracking_code', 'set_shipment_provider'],
  shipped: ['status_set_to_delivered', 'status_set_to_failed_delivery'],
  delivered: ['status_set_to_returned'],
  canceled: [],
}
