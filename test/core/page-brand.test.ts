// What the page is given of a merchant's couriers.
import { expect, it } from 'vitest'
import { MerchantConfig } from '../../src/core/merchant.ts'
import { pageBrand } from '../../src/core/page-brand.ts'

it('links a courier to the page the merchant names, else to the carrier’s own, else to none', () => {
  const config = MerchantConfig.parse({
    merchant: 'demo',
    brand: { name: 'Tide & Thread', colour: '#1f6f78' },
    couriers: {
      post: { name: 'AusPost eParcel' },
      ups: { name: 'UPS', trackingUrl: 'https://parcels.example.com/{number}' },
      van: { name: 'Our own van' },
    },
  })
  expect(pageBrand(config).trackingUrls).toEqual({
    'AusPost eParcel': 'https://auspost.com.au/mypost/track/details/{number}',
    UPS: 'https://parcels.example.com/{number}',
  })
})
