// An order of an invented shopper, for tests of core; each test changes what it is about.
import type { OrderContent, OrderItem, SaleMarks } from '../../src/core/order.ts'

type Changes = Partial<Omit<OrderContent, 'shipTo' | 'contact' | 'marks'>> & {
  readonly shipTo?: Partial<OrderContent['shipTo']>
  readonly contact?: Partial<OrderContent['contact']>
  readonly marks?: Partial<SaleMarks>
}

export function anOrder(changes: Changes = {}): OrderContent {
  return {
    number: '#1001',
    placedAt: Date.parse('2026-11-24T03:00:00Z'),
    cancelledAt: null,
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
