import { describe, expect, it } from 'vitest'
import { here, inspected } from './contract.ts'

describe.skipIf(!here)('17TRACK’s published payloads', () => {
  it('read as in transit where only the latest event is told', () => {
    expect(inspected('17track', '17track/webhook-v2-in-transit.json')).toMatchObject({
      value: {
        shipments: [
          {
            trackingNumber: '1234567890',
            events: [{ occurredAt: '2024-01-15T10:30:00.000Z', status: 'in_transit' }],
            state: { status: 'in_transit', substatus: null },
          },
        ],
        problems: [],
      },
    })
  })

  it('say that the watch ended, which is no state of a parcel', () => {
    expect(inspected('17track', '17track/webhook-v2-tracking-stopped.json')).toMatchObject({
      value: {
        shipments: [{ trackingNumber: '1234567890', events: [], state: { status: 'unknown' } }],
        problems: [expect.stringContaining('stopped watching')],
      },
    })
  })
})
