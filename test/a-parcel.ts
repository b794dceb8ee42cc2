// A parcel that a shop shall show, as the write-back asks for it; each test says what it is about.
import type { WantedFulfilment } from '../src/sync/platforms/platform.ts'

export const aParcel = (change: Partial<WantedFulfilment> = {}): WantedFulfilment => ({
  trackingNumber: 'AAA1000001',
  carrier: 'Australia Post',
  trackingUrl: 'https://track.example.com/t/0abc',
  items: null,
  mayCreate: true,
  events: [],
  ...change,
})
