import { describe, expect, it } from 'vitest'
import { here, inspected } from './contract.ts'

describe.skipIf(!here)('AfterShip’s published payloads', () => {
  it('tell of a parcel on its way, with the order it belongs to', () => {
    expect(inspected('aftership', 'aftership/webhook-intransit-first-tag.json')).toMatchObject({
      value: {
        shipments: [
          {
            carrier: 'USPS',
            orderNumber: 'string',
            events: [{ occurredAt: '2021-01-14T00:52:00.000Z' }],
            state: { status: 'in_transit', substatus: null, eta: null },
          },
        ],
        problems: [],
      },
    })
  })
})
