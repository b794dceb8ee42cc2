// An order of an invented shopper, as a platform's adapter hands it over; each test changes what it is
// about.
import type { OrderItem, PlatformFulfilment, PlatformOrder, SaleMarks } from '../src/core/order.ts'

type Changes = Partial<Omit<PlatformOrder, 'shipTo' | 'contact' | 'marks'>> & {
  readonly shipTo?: Partial<PlatformOrder['shipTo']>
  readonly contact?: Partial<PlatformOrder['contact']>
  readonly marks?: Partial<SaleMarks>
}

/** Its number follows its platform id: `anOrder({ platformId: '7' })` is `#7`. */
export function anOrder(changes: Changes = {}): PlatformOrder {
  const { platformId = '1001' } = changes
  return {
    platformId,
    number: `#${platformId}`,
    placedAt: Date.parse('2026-11-24T03:00:00Z'),
    updatedAt: Date.parse('2026-11-24T03:00:00Z'),
    cancelledAt: null,
    test: false,
    fulfilments: [],
    currency: 'AUD',
    totalCents: 12_000,
    items: [anItem()],
    shippingMethod: 'Standard',
    locale: 'en-AU',
    ...changes,
    contact: {
      name: 'Jane Sample',
      email: 'jane@example.com',
      phone: '0491 570 156',
      ...changes.contact,
    },
    shipTo: {
      name: 'Jane Sample',
      company: null,
      line1: '1 Sample Street',
      line2: null,
      suburb: 'Newtown',
      state: 'NSW',
      postcode: '2042',
      country: 'AU',
      ...changes.shipTo,
    },
    marks: {
      source: 'web',
      app: null,
      store: null,
      payment: 'Card',
      billingName: 'Jane Sample',
      note: null,
      tags: [],
      attributes: [],
      ...changes.marks,
    },
  }
}

export function anItem(changes: Partial<OrderItem> = {}): OrderItem {
  return {
    platformItemId: '1',
    sku: 'DRESS-RED-10',
    title: 'Dress',
    variant: 'Red / 10',
    quantity: 1,
    weightGrams: 500,
    priceCents: 12_000,
    imageUrl: null,
    requiresShipping: true,
    ...changes,
  }
}

/** A fulfilment of the whole of `anOrder()`. */
export function aFulfilment(changes: Partial<PlatformFulfilment> = {}): PlatformFulfilment {
  return {
    platformFulfilmentId: 'f1',
    carrier: 'Australia Post',
    trackingNumber: 'AAA1000001',
    createdAt: Date.parse('2026-11-24T05:00:00Z'),
    cancelled: false,
    items: [{ platformItemId: '1', quantity: 1 }],
    ...changes,
  }
}
