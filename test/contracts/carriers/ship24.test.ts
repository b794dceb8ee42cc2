import { describe, expect, it } from 'vitest'
import { here, inspected } from './contract.ts'

describe.skipIf(!here)('Ship24’s published payloads', () => {
  it('tell of a delivery under the number that Ship24 was told of', () => {
    expect(inspected('ship24', 'ship24/webhook-delivered.json')).toMatchObject({
      value: {
        shipments: [
          {
            trackingNumber: 'S24DEMO456393',
            state: { status: 'delivered', deliveredAt: '2025-03-04T17:12:57.000Z' },
          },
        ],
        problems: [],
      },
    })
  })
})
