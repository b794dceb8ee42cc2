import { describe, expect, it } from 'vitest'
import { here, inspected } from './contract.ts'

describe.skipIf(!here)('Uber Direct’s published payloads', () => {
  it('have a robot courier on its way to the door', () => {
    const path = 'uber-direct/webhook-delivery-status-dropoff.json'
    expect(inspected('uber-direct', path)).toMatchObject({
      value: {
        shipments: [
          {
            carrier: 'Uber Direct',
            trackingNumber: 'del_CvvPBsW_RVSFPdk74cD6Pg',
            orderNumber: 'string',
            events: [{ occurredAt: '2023-08-02T14:18:21.600Z', location: null }],
            state: {
              status: 'out_for_delivery',
              substatus: 'on_vehicle',
              eta: { from: '2023-08-02T15:20:00.030Z', to: '2023-08-02T15:20:00.030Z' },
            },
          },
        ],
        problems: [],
      },
    })
  })
})
