// What a message says of the day, beside what the page does.
import { expect, it } from 'vitest'
import { MerchantConfig } from '../../src/core/merchant.ts'
import { factsOf } from '../../src/core/message-facts.ts'
import { anOrder } from '../an-order.ts'

const MORNING = Date.parse('2026-11-24T08:14:00+11:00')

const config = MerchantConfig.parse({
  merchant: 'shop',
  brand: { name: 'Shop', colour: '#1f6f78' },
})

const etaSaid = (milestone: 'shipped' | 'out_for_delivery', on: string) =>
  factsOf({
    reached: { milestone, epoch: 0, at: MORNING, step: null },
    order: anOrder(),
    parcel: {
      carrier: 'Post',
      trackingNumber: '1',
      items: null,
      eta: { kind: 'day', on },
    },
    config,
    trackingUrl: 'https://track.example.com/t/0',
    zone: 'Australia/Sydney',
  }).eta

it('A message that a parcel is with the driver names no other day than this one', () => {
  expect(etaSaid('out_for_delivery', '2026-11-24')).toBe('Tuesday 24 November')
  expect(etaSaid('out_for_delivery', '2026-11-25')).toBeNull()
  expect(etaSaid('out_for_delivery', '2026-11-23')).toBeNull()
  expect(etaSaid('shipped', '2026-11-25')).toBe('Wednesday 25 November')
})
