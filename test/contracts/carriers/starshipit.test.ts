import { describe, expect, it } from 'vitest'
import { here, inspected } from './contract.ts'

describe.skipIf(!here)('Starshipit’s published payloads', () => {
  it('tell of a dispatch', () => {
    expect(inspected('starshipit', 'starshipit/webhook-dispatched.json')).toMatchObject({
      value: {
        shipments: [{ state: { status: 'pending', substatus: 'info_received' } }],
        problems: [],
      },
    })
  })
})
