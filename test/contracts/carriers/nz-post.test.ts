import { describe, expect, it } from 'vitest'
import { here, inspected } from './contract.ts'

describe.skipIf(!here)('NZ Post’s published payloads', () => {
  it('of one event: accepted, on New Zealand’s clock', () => {
    expect(inspected('nz-post', 'nz-post/tracking-event-acceptance.json')).toMatchObject({
      value: {
        shipments: [
          {
            trackingNumber: '00393311680005810444',
            events: [{ occurredAt: '2015-06-23T22:05:13.000Z', text: 'Acceptance' }],
            state: { status: 'in_transit', substatus: 'accepted' },
          },
        ],
        problems: [],
      },
    })
  })

  it('of a new subscription: it tells of no parcel', () => {
    expect(inspected('nz-post', 'nz-post/subscribe-webhook-response.json')).toEqual({
      ok: true,
      value: { shipments: [], problems: [] },
    })
  })
})
