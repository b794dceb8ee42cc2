// An invented order for tests, to be varied.
import type { PlatformOrder } from '../src/core/order.ts'

export function anOrder(platformId: string, more: Partial<PlatformOrder> = {}): PlatformOrder {
  return {
    platformId,
    number: `#${platformId}`,
    placedAt: Date.UTC(2026, 9, 24),
    updatedAt: Date.UTC(2026, 9, 24),
    cancelledAt: null,
    test: false,
    currency: 'AUD',
    totalCents: 12_900,
    contact: { name: 'Robin Example', email: 'robin@example.net', phone: '0491 570 006' },
    shipTo: {
      name: 'Robin Example',
      company: null,
      line1: '1 Example Street',
      line2: null,
      suburb: 'Bondi',
      state: 'NSW',
      postcode: '2026',
      country: 'AU',
    },
    items: [
      {
        platformItemId: 'item-1',
        sku: 'LINEN-S',
        title: 'Linen shirt',
        variant: 'S',
        quantity: 1,
        weightGrams: 300,
        priceCents: 12_900,
        imageUrl: null,
        requiresShipping: true,
      },
    ],
    shippingMethod: 'Standard',
    locale: null,
    marks: {
      source: 'web',
      app: null,
      store: null,
      payment: null,
      billingName: null,
      note: null,
      tags: [],
      attributes: [],
    },
    fulfilments: [],
    ...more,
  }
}
