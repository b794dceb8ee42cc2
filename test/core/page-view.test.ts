import { describe, expect, it } from 'vitest'
import type { PageRecord } from '../../src/core/page-record.ts'
import { pageView } from '../../src/core/page-view.ts'
import type { Place } from '../../src/core/tracking.ts'

const T0 = Date.UTC(2026, 10, 24)

const collectIn = (text: string | null, place: Partial<Place> = {}) => {
  const location = { text, suburb: 'INALA', state: 'QLD', postcode: null, country: 'AU', ...place }
  const at = {
    occurredAt: T0,
    receivedAt: T0,
    offsetMinutes: 0,
    zone: 'offset',
    precision: 'second',
  }
  const state = {
    status: 'awaiting_collection',
    substatus: null,
    since: T0,
    flags: [],
    eta: null,
    deliveredAt: null,
  }
  const event = {
    ...at,
    source: 'x',
    sourceEventId: null,
    code: 'a',
    text: 'a',
    status: 'awaiting_collection',
    substatus: null,
    location,
    sequence: null,
    signedBy: null,
    snapshot: false,
  }
  const record = {
    brand: { name: 'Shop', timeZone: 'Australia/Brisbane', locale: 'en-AU', trackingUrls: {} },
    order: {
      number: '1',
      placedAt: T0,
      cancelled: false,
      locale: null,
      destination: { suburb: null, state: 'QLD', postcode: null, country: 'AU' },
      items: [],
    },
    parcels: [
      {
        carrier: 'Post',
        trackingNumber: '1',
        dispatchedAt: T0,
        state,
        events: [event],
        items: null,
      },
    ],
  }
  return pageView(record as unknown as PageRecord, T0).parcels[0]?.collectIn
}

describe('where a parcel waits to be collected', () => {
  it('is the shop’s own name with its suburb, or the suburb alone', () => {
    expect(collectIn('INALA HEIGHTS LPO')).toBe('INALA HEIGHTS LPO, Inala QLD')
    expect(collectIn('INALA HEIGHTS LPO', { suburb: null, state: null })).toBe('INALA HEIGHTS LPO')
    expect(collectIn('Inala')).toBe('Inala QLD')
    expect(collectIn('Newsagency Inala QLD')).toBe('Newsagency Inala QLD')
    expect(collectIn(null)).toBe('Inala QLD')
  })

  it('is the suburb alone where what was told is too long to be a name', () => {
    expect(collectIn('a'.repeat(61))).toBe('Inala QLD')
  })
})
