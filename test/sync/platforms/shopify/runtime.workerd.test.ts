// What the adapter leans on in the runtime it is made for: the text of numbers in JSON.parse, the
// currencies of Intl, and Map.groupBy.
import { describe, expect, it } from 'vitest'
import { shopify } from '../../../../src/sync/platforms/shopify/index.ts'
import { planFor } from '../../../../src/sync/platforms/shopify/plan.ts'
import deleted from '../../../fixtures/platforms/shopify/hooks/order-deleted.json'
import currencies from '../../../fixtures/platforms/shopify/other-currencies.json'

describe('Shopify in workerd', () => {
  it('trusts a signed delivery and reads an id above 2^53 to the last digit', async () => {
    const hook = {
      url: 'https://track.example.com/hooks/0abc',
      rest: '',
      headers: new Headers(deleted.headers),
      body: new TextEncoder().encode(deleted.body),
      receivedAt: 0,
    }
    expect(await shopify.verify?.(hook, deleted)).toEqual({ ok: true, value: undefined })
    expect(shopify.readHook?.(hook)).toEqual({ ok: true, value: deleted.expected })
  })

  it('knows how many minor digits a currency has', () => {
    const read = shopify.read(currencies.payload)
    const totals = read.ok ? read.value.map(order => order.totalCents) : []
    expect(totals).toEqual(currencies.expected.map(order => order.totalCents))
  })

  it('groups fulfilment orders by place', () => {
    const at = (place: string) => ({
      id: `gid://shopify/FulfillmentOrder/${place}`,
      status: 'OPEN',
      updatedAt: 0,
      assignedLocation: { name: place },
      supportedActions: [{ action: 'CREATE_FULFILLMENT' }],
      fulfillmentHolds: [],
      lineItems: {
        pageInfo: { hasNextPage: false },
        nodes: [{ id: 'gid://shopify/L/1', remainingQuantity: 1, lineItem: { id: 'gid://x' } }],
      },
    })
    const state = {
      id: 'gid://shopify/Order/1',
      displayFulfillmentStatus: 'UNFULFILLED',
      fulfillmentOrders: { pageInfo: { hasNextPage: false }, nodes: [at('Sydney'), at('Perth')] },
      fulfillments: [],
    }
    const want = {
      trackingNumber: '1',
      carrier: 'x',
      trackingUrl: '',
      items: null,
      mayCreate: true,
      events: [],
    }
    expect(planFor(state, want)).toMatchObject({ kind: 'write', creations: [{}, {}] })
  })
})
