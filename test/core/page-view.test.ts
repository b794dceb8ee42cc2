// What the page says of a parcel beside its status: when such parcels usually arrive, where one waits, and
// that nobody has scanned it for long.
import { describe, expect, it } from 'vitest'
import type { PageParcel, PageRecord, PageState } from '../../src/core/page-record.ts'
import { pageView } from '../../src/core/page-view.ts'
import type { Status } from '../../src/core/status.ts'
import type { Place, TrackingEvent } from '../../src/core/tracking.ts'
import { anEvent } from '../an-event.ts'
import { BRAND } from '../edge/sample-pages.ts'

const T0 = Date.UTC(2026, 10, 24)
const DAY = 86_400_000

const day = (on: string) => ({ kind: 'day', on, toldAt: T0 }) as const

const scan = anEvent({ source: 'x', code: 'a', text: 'a', occurredAt: T0 })

/** What the page makes of it so many days after its dispatch. */
function viewOf(
  { state, ...more }: Omit<Partial<PageParcel>, 'state'> & { readonly state?: Partial<PageState> },
  days = 0,
) {
  const known = { substatus: null, flags: [], eta: null, deliveredAt: null }
  const parcel: PageParcel = {
    carrier: 'Post',
    trackingNumber: '1',
    dispatchedAt: T0,
    state: { status: 'in_transit', ...known, ...state },
    firstEta: null,
    lane: null,
    events: [],
    items: null,
    ...more,
  }
  return pageView(recordOf({ parcels: [parcel] }), T0 + days * DAY).parcels[0]
}

const recordOf = (more: Partial<PageRecord>): PageRecord => ({
  brand: { ...BRAND, name: 'Shop' },
  order: {
    number: '1',
    placedAt: T0,
    cancelled: false,
    locale: null,
    channel: 'shop',
    destination: { suburb: null, state: null, postcode: null, country: null },
    items: [],
  },
  parcels: [],
  ...more,
})

const collectIn = (text: string | null, place: Partial<Place> = {}) => {
  const location = { text, suburb: 'INALA', state: 'QLD', postcode: null, country: 'AU', ...place }
  const status = 'awaiting_collection'
  return viewOf({ state: { status }, events: [{ ...scan, status, location }] })?.collect?.place
}

/** A parcel of a lane whose parcels take from two to four days, seen after so many days. */
function usualAfter(days: number, state: Partial<PageState> = {}, more: Partial<PageParcel> = {}) {
  const hours = Array.from({ length: 19 }, (_, i) => 40 + 3 * i)
  const lane = { parcels: 99, hours, silenceHours: 24 }
  return viewOf({ lane, ...more, state }, days)?.eta ?? null
}

describe('when a parcel usually arrives', () => {
  it('is a range of days, and later ones for a parcel that takes longer', () => {
    expect(usualAfter(0)?.text).toBe('Thursday 26 November to Saturday 28 November')
    expect(usualAfter(2.5)?.text).toBe('Tomorrow, Friday 27 November to Saturday 28 November')
  })

  it('is never a day that has passed, and nothing once its lane cannot tell any more', () => {
    for (let days = 0; days < 6; days += 0.1) {
      const eta = usualAfter(days)
      expect(eta?.missed ?? false).toBe(false)
      if (eta) expect(Date.parse(`${eta.on}T23:59:59+11:00`)).toBeGreaterThan(T0 + days * DAY)
    }
    expect(usualAfter(5)).toBeNull()
  })

  it('is one day when it can only be that one, and no hours of it', () => {
    const lane = { parcels: 99, hours: Array(19).fill(30), silenceHours: 24 }
    expect(usualAfter(0, {}, { lane })?.text).toBe('Tomorrow, Wednesday 25 November')
  })

  it.each([
    ['not left its lane’s way', { status: 'unknown' }, true],
    ['been announced', { status: 'pending', substatus: 'label_created' }, true],
    ['a clock that is wrong', { flags: ['tz_suspect'] }, true],
    ['a delay', { substatus: 'delayed', flags: ['delayed'] }, false],
    ['no carrier who knows it', { status: 'pending', substatus: 'not_found' }, false],
    ['been brought to the van', { status: 'out_for_delivery' }, false],
    ['a problem', { status: 'exception' }, false],
    ['arrived', { status: 'delivered', deliveredAt: T0 }, false],
  ] as const)('is told of a parcel that has %s: %o', (_, state, told) => {
    expect(usualAfter(1, state) !== null).toBe(told)
  })

  it('gives way to the carrier’s own day', () => {
    const eta = day('2026-11-25')
    expect(usualAfter(0, { eta })).toMatchObject({ on: '2026-11-25', estimated: false })
    expect(usualAfter(0, {}, { lane: null })).toBeNull()
  })
})

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

describe('a parcel that nobody scans', () => {
  const ours: TrackingEvent = {
    ...scan,
    source: 'waymark',
    code: 'stalled',
    text: '',
    status: 'unknown',
    substatus: 'stalled',
  }
  const parcelWith = (state: Partial<PageState>) =>
    viewOf({ state: { flags: ['stalled'], ...state }, events: [scan, ours] }, 5)

  it('is spoken of calmly, with whom to ask, and what we noted is no line of its history', () => {
    const parcel = parcelWith({})
    expect(parcel).toMatchObject({ tone: 'attention', next: 'merchant' })
    expect(parcel?.headline).toBe('On its way, with no news just now')
    expect(parcel?.explanation).toContain('Shop can ask where yours is')
    expect(parcel?.days.flatMap(({ entries }) => entries)).toHaveLength(1)
  })

  it('keeps the carrier’s own reason for a delay', () => {
    const parcel = parcelWith({ substatus: 'delayed', flags: ['delayed', 'stalled'] })
    expect(parcel?.headline).not.toContain('no news')
  })
})

describe('where a parcel waits', () => {
  it('says until when it waits, when it is open, and the way there', () => {
    const location = {
      text: 'Inala LPO',
      suburb: 'INALA',
      state: 'QLD',
      postcode: null,
      country: 'AU',
    }
    const status = 'awaiting_collection'
    const told = { collectBy: '2026-11-27', openingHours: 'Mon-Fri 9-17' }
    const events = [{ ...scan, status, location, ...told } as const]
    expect(viewOf({ state: { status }, events })?.collect).toEqual({
      place: 'Inala LPO, Inala QLD',
      until: 'Collect it by Friday 27 November',
      hours: 'Mon-Fri 9-17',
      ask: null,
      directions: 'https://www.google.com/maps/search/?api=1&query=Inala%20LPO%2C%20Inala%20QLD',
    })
  })

  it('says neither the place nor its hours once the link is old', () => {
    const status = 'awaiting_collection'
    const location = {
      text: 'Inala LPO',
      suburb: null,
      state: 'QLD',
      postcode: null,
      country: 'AU',
    }
    const events = [{ ...scan, status, location, openingHours: 'Inala LPO: Mon-Fri' } as const]
    expect(JSON.stringify(viewOf({ state: { status }, events }, 89))).toContain('Inala')
    expect(JSON.stringify(viewOf({ state: { status }, events }, 91))).not.toContain('Inala')
  })

  it('says whom to ask for hours and a place that the carrier has not told', () => {
    const status = 'awaiting_collection'
    const location = { text: null, suburb: 'Inala', state: 'QLD', postcode: '4077', country: 'AU' }
    const collect = (more: object) =>
      viewOf({ state: { status }, events: [{ ...scan, status, location, ...more } as const] })
    expect(collect({})?.collect).toMatchObject({
      place: 'Inala QLD',
      ask: 'Check the opening hours with Post before you go.',
      directions: 'https://www.google.com/maps/search/?api=1&query=Inala%20QLD%204077',
    })
    const nowhere = collect({ location: null, collectBy: '2026-11-27' })
    expect(nowhere?.sentence).toBe('Ready to collect')
    expect(nowhere?.collect).toMatchObject({
      place: null,
      until: 'Collect it by Friday 27 November',
      ask: expect.stringContaining('Look on the card they left'),
      directions: null,
    })
  })
})

describe('what a page says in one sentence', () => {
  const sentence = (...told: Parameters<typeof viewOf>) => viewOf(...told)?.sentence

  it('is where the parcel is, and when it comes', () => {
    expect(sentence({ state: { eta: day('2026-11-25') } })).toBe(
      'On its way, expected tomorrow, Wednesday 25 November',
    )
    expect(sentence({ state: { eta: day('2026-11-23') } })).toBe(
      'Running late: it was expected yesterday, Monday 23 November',
    )
    const delivered = { ...scan, status: 'delivered', occurredAt: T0 } as const
    const state = { status: 'delivered', deliveredAt: T0 } as const
    expect(sentence({ state, events: [delivered] })).toBe('Delivered today, 11:00 am')
    expect(sentence({})).toBe('On its way')
  })

  it('is today for a parcel with the driver, unless it went out before', () => {
    const state = { status: 'out_for_delivery' } as const
    const out = { ...scan, ...state }
    expect(sentence({ state, events: [out] })).toBe('Out for delivery, expected today')
    expect(sentence({ state, events: [out] }, 1)).toBe('Out for delivery')
  })

  it('believes the scan where the carrier still names the day of before', () => {
    const out = { ...scan, status: 'out_for_delivery' } as const
    const withDriver = (on: string, more = {}) =>
      viewOf({ state: { status: out.status, eta: day(on), ...more }, events: [out] })
    expect(withDriver('2026-11-25')?.sentence).toBe('Out for delivery, expected today')
    expect(withDriver('2026-11-25')?.eta?.dates).toEqual({ kind: 'day', on: '2026-11-24' })
    expect(withDriver('2026-11-25', { substatus: 'arriving_soon' })?.sentence).toBe('Arriving soon')
    const late = withDriver('2026-11-23')
    expect(late?.sentence).toBe('Out for delivery, expected today')
    expect(late?.because).toBe('At first Post expected yesterday, Monday 23 November.')
    expect(late?.explanation).not.toContain('has not given a new day')

    const attempted = { ...scan, status: 'delivery_attempted' } as const
    const missed = (on: string, days = 0) =>
      viewOf({ state: { status: attempted.status, eta: day(on) }, events: [attempted] }, days)
    expect(missed('2026-11-24')?.sentence).toBe('Delivery was attempted')
    expect(missed('2026-11-24', 1)?.sentence).toBe('Delivery was attempted')
    expect(missed('2026-11-24', 1)?.explanation).not.toContain('We are sorry for the wait.')
    expect(missed('2026-11-25')?.sentence).toBe(
      'Delivery was attempted, expected tomorrow, Wednesday 25 November',
    )

    const collect = viewOf({ state: { status: 'awaiting_collection', eta: day('2026-11-23') } })
    expect(collect).toMatchObject({ sentence: 'Ready to collect', eta: null })
    expect(collect?.explanation).not.toContain('We are sorry for the wait.')
  })

  it('sends nobody to look around the door months later', () => {
    const state = { status: 'delivered', substatus: 'safe_place', deliveredAt: T0 } as const
    const events = [{ ...scan, status: state.status, substatus: state.substatus }]
    expect(viewOf({ state, events }, 1)?.explanation).toContain('Look around the door')
    expect(viewOf({ state, events }, 120)?.explanation).toBe(
      'Post has delivered your parcel. We hope it is just what you wanted.',
    )
  })

  it('says what was promised at first when a day moved back, and what held the parcel up', () => {
    const moved = { state: { eta: day('2026-11-27') }, firstEta: day('2026-11-25') }
    expect(viewOf(moved)?.because).toBe('At first Post expected tomorrow, Wednesday 25 November.')
    const held = { ...scan, substatus: 'customs_held' }
    expect(viewOf({ ...moved, events: [held] })?.because).toBe(
      'At first Post expected tomorrow, Wednesday 25 November. The reason they give: Held at customs.',
    )
    expect(viewOf({ ...moved, firstEta: day('2026-11-28') })?.because).toBeNull()
  })
})

describe('how a parcel’s seal is lit', () => {
  const toneIn = (state: Partial<PageState>) => viewOf({ state })?.tone

  it('is bright wherever there is something to do, and whenever a promise was not kept', () => {
    const asks: Status[] = [
      'delivery_attempted',
      'awaiting_collection',
      'exception',
      'expired',
      'returning',
      'returned',
    ]
    for (const status of asks) expect(toneIn({ status }), status).toBe('attention')
    expect(toneIn({ flags: ['stalled'] })).toBe('attention')
    expect(toneIn({ flags: ['delayed'] })).toBe('attention')
    expect(toneIn({ eta: day('2026-11-23') })).toBe('attention')
    expect(toneIn({ status: 'delivered', substatus: 'damaged' })).toBe('attention')
  })

  it('is calm on the way, filled at the end, and dashed where nothing will come', () => {
    for (const status of ['pending', 'in_transit', 'out_for_delivery', 'unknown'] as const)
      expect(toneIn({ status }), status).toBe('calm')
    expect(toneIn({ status: 'delivered' })).toBe('good')
    expect(toneIn({ status: 'cancelled' })).toBe('ended')
  })
})

it('keeps the steps where the journey was when a scan that nobody understands follows a problem', () => {
  const after = (...statuses: Status[]) =>
    viewOf({
      state: { status: 'exception' },
      events: statuses.map((status, i) => ({ ...scan, status, occurredAt: T0 + i })),
    })?.steps?.current
  expect(after('in_transit', 'exception')).toBe(2)
  expect(after('in_transit', 'exception', 'unknown')).toBe(2)
})

describe('what others call things', () => {
  it('is a name and nothing more, also where it is one of JavaScript’s', () => {
    for (const carrier of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      expect(viewOf({ carrier })).toMatchObject({ carrier, carrierUrl: null })
    }
  })

  it('is no link where a merchant’s address is not of https', () => {
    const link = (url: string) => ({ label: url, url })
    const bad = ['javascript:alert(1)', 'data:text/html,x', 'http://plain.example', 'nothing']
    const page = {
      ...BRAND.page,
      social: [...bad, 'https://social.example/us'].map(link),
      legal: { links: bad.map(link) },
      promotions: [...bad, 'https://shop.example/sale'].map(url => ({
        heading: 'Sale',
        text: 'Sale',
        link: link(url),
        when: {},
      })),
    }
    const { own } = pageView(recordOf({ brand: { ...BRAND, page } }), T0)
    expect(own.social).toEqual([link('https://social.example/us')])
    expect(own.legal.links).toEqual([])
    expect(own.promotion?.link).toEqual(link('https://shop.example/sale'))
  })
})

describe('a link', () => {
  it('is old once the merchant’s own number of days has passed since the last news, but for whose it is', () => {
    const brand = { ...BRAND, page: { ...BRAND.page, linkDays: 14 } }
    const isOld = (days: number, more: { isTheirs?: boolean } = {}) =>
      pageView(recordOf({ brand }), T0 + days * DAY, more).isOld
    expect([isOld(14), isOld(14.1), isOld(14.1, { isTheirs: true })]).toEqual([false, true, false])
  })
})
