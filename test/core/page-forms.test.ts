// The page as a calendar, a feed and a text: read by parsers that are not ours, in every sample's state, and
// with what nobody would write in them on purpose.
import { parseXml } from '@rgrove/parse-xml'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { pageCalendar } from '../../src/core/page-calendar.ts'
import { pageFeed } from '../../src/core/page-feed.ts'
import type { PageParcel, PageRecord } from '../../src/core/page-record.ts'
import { pageText } from '../../src/core/page-text.ts'
import { pageView } from '../../src/core/page-view.ts'
import { to } from '../../src/core/status.ts'
import { wordsFor } from '../../src/core/words.ts'
import { BRAND, scan } from '../edge/sample-pages.ts'

const NOW = Date.UTC(2026, 10, 24, 3, 20)
const DAY = 86_400_000
const URL_OF = 'https://track.example.com/t/00000000000000000000000000'
const place = { url: URL_OF, id: 'abc', now: NOW }
const words = wordsFor(null)

const PARCEL: PageParcel = {
  carrier: 'Post',
  trackingNumber: 'AB1',
  dispatchedAt: NOW - 3 * DAY,
  state: { status: 'in_transit', substatus: null, flags: [], eta: null, deliveredAt: null },
  firstEta: null,
  lane: null,
  events: [scan(20, to('in_transit'), 'Bondi')],
  items: null,
}

function viewOf(parcels: readonly PageParcel[], merchant = 'Wattle & Tide') {
  const record: PageRecord = {
    brand: { ...BRAND, name: merchant },
    order: {
      number: '#1042',
      placedAt: NOW - 4 * DAY,
      cancelled: false,
      locale: null,
      channel: 'shop',
      destination: { suburb: 'Bondi', state: 'NSW', postcode: '2026', country: 'AU' },
      items: [
        { platformItemId: '1', title: 'Shirt', variant: 'M', quantity: 2, hasPicture: false },
      ],
    },
    parcels,
  }
  return pageView(record, NOW)
}

const withState = (state: Partial<PageParcel['state']>, more: Partial<PageParcel> = {}) => ({
  ...PARCEL,
  ...more,
  state: { ...PARCEL.state, ...state },
})

function calendarOf(...parcels: PageParcel[]) {
  const written = pageCalendar(viewOf(parcels), words, place)
  const calendar = new ICAL.Component(ICAL.parse(written))
  return calendar.getAllSubcomponents('vevent').map(one => new ICAL.Event(one))
}

const dayEta = (on: string, toldAt = NOW - DAY) => ({ kind: 'day', on, toldAt }) as const

describe('the page as a calendar', () => {
  it('has the day a parcel is expected, as a whole day', () => {
    const [event] = calendarOf(withState({ eta: dayEta('2026-11-25') }))
    expect(event?.summary).toBe('Parcel from Wattle & Tide')
    expect(event?.startDate.toString()).toBe('2026-11-25')
    expect(event?.endDate.toString()).toBe('2026-11-26')
    expect(event?.description).toContain(URL_OF)
    expect(event?.component.getFirstPropertyValue('status')).toBe('CONFIRMED')
  })

  it('has the hours of a window, in UTC', () => {
    const eta = { kind: 'window', from: NOW, to: NOW + 7_200_000, toldAt: NOW } as const
    const [event] = calendarOf(withState({ eta }))
    expect(event?.startDate.toString()).toBe('2026-11-24T03:20:00Z')
    expect(event?.endDate.toString()).toBe('2026-11-24T05:20:00Z')
  })

  it('keeps its name and raises its number when the day moves', () => {
    const [before] = calendarOf(withState({ eta: dayEta('2026-11-25', NOW - DAY) }))
    const [after] = calendarOf(withState({ eta: dayEta('2026-11-27', NOW) }))
    expect(after?.uid).toBe(before?.uid)
    expect(after?.sequence).toBeGreaterThan(before?.sequence ?? Number.POSITIVE_INFINITY)
  })

  it('says when it was delivered, and cancels what goes back or waits to be collected', () => {
    const [done] = calendarOf(withState({ status: 'delivered', deliveredAt: NOW - 3_600_000 }))
    expect(done?.summary).toBe('Parcel from Wattle & Tide: delivered')
    expect(done?.startDate.toString()).toBe('2026-11-24T02:20:00Z')
    for (const status of ['returning', 'awaiting_collection'] as const) {
      const [back] = calendarOf(withState({ status, eta: dayEta('2026-11-25') }))
      expect(back?.component.getFirstPropertyValue('status'), status).toBe('CANCELLED')
    }
  })

  it('is empty while nobody knows a day, and has an entry a parcel', () => {
    expect(calendarOf(PARCEL)).toEqual([])
    const expected = withState({ eta: dayEta('2026-11-25') })
    expect(new Set(calendarOf(expected, expected).map(({ uid }) => uid)).size).toBe(2)
  })

  it('calls what is usual tentative, over all its days', () => {
    const hours = Array.from({ length: 19 }, (_, i) => 80 + 2 * i)
    const [event] = calendarOf({ ...PARCEL, lane: { parcels: 99, hours, silenceHours: 24 } })
    expect(event?.component.getFirstPropertyValue('status')).toBe('TENTATIVE')
    expect(event?.duration.toSeconds()).toBeGreaterThan(86_400)
  })

  it('survives names that would break a line', () => {
    const name = `A;b,c\\d "${'é'.repeat(60)}\r\nEND:VCALENDAR`
    const parcel = withState({ eta: dayEta('2026-11-25') })
    const written = pageCalendar(viewOf([parcel], name), words, place)
    const octets = written.split('\r\n').map(line => new TextEncoder().encode(line).length)
    expect(Math.max(...octets)).toBeLessThanOrEqual(75)
    const [event] = new ICAL.Component(ICAL.parse(written)).getAllSubcomponents('vevent')
    expect(event && new ICAL.Event(event).summary).toBe(`Parcel from ${name.replace('\r\n', '\n')}`)
  })
})

describe('the page as a feed', () => {
  const feedOf = (...told: Parameters<typeof viewOf>) =>
    pageFeed(viewOf(...told), { ...place, self: `${URL_OF}/feed.atom` })

  it('is well-formed and has an entry an update, newest first', () => {
    const events = [scan(40, to('in_transit'), 'Sydney'), scan(20, to('out_for_delivery'), 'Bondi')]
    const { root } = parseXml(feedOf([{ ...PARCEL, events }]))
    const entries = root?.children.filter(one => 'name' in one && one.name === 'entry') ?? []
    expect(entries.map(one => one.toJSON()).length).toBe(2)
    expect(entries[0] && 'text' in entries[0] && entries[0].text).toContain('Out for delivery')
  })

  it('stays well-formed whatever a carrier or a merchant writes', () => {
    const bad = `<&>"' ]]> \u0000\u0008\u001b \uFFFE \uD800 <script>`
    const events = [scan(20, to('exception'), bad, { text: bad })]
    const { root } = parseXml(feedOf([{ ...PARCEL, carrier: bad, events }], bad))
    expect(root?.name).toBe('feed')
    expect(root?.text).toContain('<script>')
  })
})

describe('the page as a text', () => {
  it('reads from the answer to the details', () => {
    const text = pageText(viewOf([withState({ eta: dayEta('2026-11-25') })]), words, URL_OF)
    expect(text).toMatchInlineSnapshot(`
      "On its way, expected tomorrow, Wednesday 25 November
      Post has your parcel and is bringing it to you.

      Step 2 of 4: On its way

      Carrier: Post
      Tracking number: AB1

      In this parcel:
      - 2 × Shirt (M)

      Updates:
      Yesterday, Monday 23 November
      - 6:20 pm On its way (Bondi NSW)

      Order: #1042
      Ordered: Friday 20 November
      Going to: Bondi NSW
      Days and times are Sydney time.

      Wattle & Tide
      https://track.example.com/t/00000000000000000000000000
      "
    `)
  })
})
