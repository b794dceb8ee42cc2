// A parcel from Sydney to Perth: page and message go by the clocks of Perth, where the shopper waits.
import { expect, it } from 'vitest'
import { fold } from '../../src/core/fold.ts'
import { intentsFor } from '../../src/core/intents.ts'
import { MerchantConfig } from '../../src/core/merchant.ts'
import { pageView } from '../../src/core/page-view.ts'
import type { Eta, TrackingEvent } from '../../src/core/tracking.ts'
import { anEvent } from '../an-event.ts'
import { anOrder } from '../an-order.ts'
import { BRAND } from '../edge/sample-pages.ts'

/** 25 November, 21:30 in Perth; 26 November, 0:30 in Sydney. */
const AT = Date.parse('2026-11-25T13:30:00Z')
const HOUR_MS = 3_600_000
const PERTH = { suburb: 'Perth', state: 'WA', postcode: '6000', country: 'AU' }

/** Told with Sydney's offset. */
const event = anEvent({ status: 'delivered', occurredAt: AT, offsetMinutes: 660 })

function pageOf(events: readonly TrackingEvent[], eta: Eta | null, now: number) {
  const { status, substatus, flags, deliveredAt } = fold(events)
  const parcel = {
    carrier: 'Australia Post',
    trackingNumber: '1',
    dispatchedAt: AT - 72 * HOUR_MS,
    state: { status, substatus, flags, deliveredAt, eta },
    firstEta: null,
    lane: null,
    events: [...events],
    items: null,
  }
  const order = {
    number: '1',
    placedAt: AT - 96 * HOUR_MS,
    cancelled: false,
    locale: null,
    channel: 'shop',
    destination: PERTH,
    items: [],
  }
  return pageView({ brand: { ...BRAND, name: 'Shop' }, order, parcels: [parcel] }, now)
}

it('shows the day and the clock of the delivery as they were there', () => {
  const shown = JSON.stringify(pageOf([event], null, AT + HOUR_MS))
  expect(shown).toContain('9:30 pm')
  expect(shown).not.toContain('12:30 am')
})

it('shows a window of hours by the clocks there, and a bare day as that day', () => {
  const moving = { ...event, status: 'in_transit', occurredAt: AT - 24 * HOUR_MS } as const
  const window: Eta = { kind: 'window', from: AT, to: AT + HOUR_MS, toldAt: AT - 24 * HOUR_MS }
  const hours = JSON.stringify(pageOf([moving], window, AT - 20 * HOUR_MS).parcels[0]?.eta)
  expect(hours).toMatch(/9:30.*10:30 pm/)
  const day: Eta = { kind: 'day', on: '2026-11-27', toldAt: AT - 24 * HOUR_MS }
  const bare = JSON.stringify(pageOf([moving], day, AT - 20 * HOUR_MS).parcels[0]?.eta)
  expect(bare).toContain('27 November')
  expect(bare).not.toMatch(/\d:\d\d/)
})

it('tells the delivery in a message by the clocks there', () => {
  const config = MerchantConfig.parse({
    merchant: 'acme',
    brand: { name: 'Acme', colour: '#1f6f78' },
    timeZone: 'Australia/Sydney',
    connections: [{ name: 'mail', email: 'resend', settings: { from: 'Acme <a@example.com>' } }],
  })
  const history = { events: [event], eta: null }
  const [told] = intentsFor(
    {
      order: anOrder({ shipTo: PERTH }),
      salesChannel: 'shop',
      silent: false,
      parcel: {
        carrier: 'Australia Post',
        trackingNumber: '1',
        items: null,
        dispatchedAt: AT - 72 * HOUR_MS,
      },
      before: { events: [], eta: null },
      after: { history, state: fold(history.events) },
    },
    config,
    { trackingUrl: 'https://track.example.com/t/1', now: AT + HOUR_MS },
  ).filter(({ milestone, channel }) => milestone === 'delivered' && channel === 'email')
  expect(told?.facts?.happened).toMatch(/25 November, 9:30 pm/)
})
