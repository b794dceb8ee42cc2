import { describe, expect, it } from 'vitest'
import { here, inspected } from './contract.ts'

describe.skipIf(!here)('Shippo’s published payloads', () => {
  it('read by the status, where the substatus contradicts it', () => {
    expect(inspected('shippo', 'shippo/webhook-track-updated-doc-sample.json')).toMatchObject({
      value: {
        shipments: [
          {
            carrier: 'usps',
            trackingNumber: '9205590164917312751089',
            orderNumber: '000123',
            events: [{ status: 'delivered', substatus: null }],
            state: { status: 'delivered', substatus: null, eta: null },
          },
        ],
        problems: [],
      },
    })
  })
})
