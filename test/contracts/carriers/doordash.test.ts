import { describe, expect, it } from 'vitest'
import { here, inspected } from './contract.ts'

describe.skipIf(!here)('DoorDash’s published payloads', () => {
  it('have a Dasher who dropped it off', () => {
    const path = 'doordash-drive/webhook-dasher-dropped-off.json'
    expect(inspected('doordash', path)).toMatchObject({
      value: {
        shipments: [
          {
            carrier: 'DoorDash',
            trackingNumber: 'c19a5d37-e457-4247-9a67-921ec0134125',
            state: { status: 'delivered', deliveredAt: '2022-02-01T23:18:22.791Z' },
          },
        ],
        problems: [],
      },
    })
  })
})
