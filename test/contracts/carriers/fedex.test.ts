import { describe, expect, it } from 'vitest'
import { here, inspected } from './contract.ts'

describe.skipIf(!here)('FedEx’s published payloads', () => {
  it('read as a parcel that was picked up, and as a number that was not found', () => {
    expect(inspected('fedex', 'fedex/track-v1-200-doc-sample.json')).toMatchObject({
      value: {
        shipments: [
          {
            trackingNumber: '123456789012',
            events: [{ occurredAt: '2018-02-02T19:01:00.000Z' }],
            state: { status: 'in_transit', substatus: 'picked_up', deliveredAt: null },
          },
          { trackingNumber: '39936862321', events: [], state: { status: 'unknown' } },
        ],
        problems: [
          expect.stringMatching(/^39936862321: FedEx says: TRACKING\.TRACKINGNUMBER\.NOTFOUND: /),
        ],
      },
    })
  })

  it('tell of no parcel in a proof of delivery, which is a picture', () => {
    expect(inspected('fedex', 'fedex/track-v1-200-proof-of-delivery.json')).toEqual({
      ok: true,
      value: { shipments: [], problems: [] },
    })
  })

  it('tell a refusal in FedEx’s own words', () => {
    expect(inspected('fedex', 'fedex/track-v1-error.json')).toEqual({
      ok: true,
      value: {
        shipments: [],
        problems: ['FedEx says: TRACKING.TRACKINGNUMBER.EMPTY: Please provide tracking number.'],
      },
    })
  })
})
