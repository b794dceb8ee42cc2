// Invented orders in every state a page can be in, as rows for D1: the edge tests, the browser tests
// and the README's picture are made of them. Times are told from a fixed Tuesday afternoon.
import { writeHistory, writeLane } from '../../src/core/db/written.ts'
import type { Lane } from '../../src/core/lanes.ts'
import { PageConfig } from '../../src/core/page-config.ts'
import { track } from '../../src/core/shipment.ts'
import type { Mapped } from '../../src/core/status.ts'
import { to } from '../../src/core/status.ts'
import type { Eta, TrackingEvent } from '../../src/core/tracking.ts'

/** Tuesday 24 November 2026, 2:20 pm in Sydney. */
export const NOW = Date.UTC(2026, 10, 24, 3, 20)
const HOUR = 3_600_000

export const BRAND = {
  name: 'Wattle & Tide',
  colour: '#1f6f78',
  logo: null,
  website: 'https://wattleandtide.example',
  support: {
    email: 'hello@wattleandtide.example',
    phone: '02 5550 0142',
    url: 'https://wattleandtide.example/help',
  },
  locale: 'en-AU',
  timeZone: 'Australia/Sydney',
  trackingUrls: { 'Australia Post': 'https://auspost.com.au/mypost/track/#/details/{number}' },
  page: PageConfig.parse({}),
  factsOnly: ['the-iconic'],
}

export const SHOPPER = {
  name: 'Robin Quillfeather',
  company: null,
  line1: '41 Marigold Crescent',
  line2: 'Unit 7',
  suburb: 'Bondi',
  state: 'NSW',
  postcode: '2026',
  country: 'AU',
}

export type SampleParcel = {
  readonly carrier?: string
  readonly trackingNumber?: string
  readonly events: readonly TrackingEvent[]
  readonly eta?: Eta | null
  readonly items?: readonly { platformItemId: string; quantity: number }[] | null
  readonly dispatchedAt?: number
  readonly lane?: Lane | null
}

export type SamplePage = {
  readonly token: string
  readonly number?: string
  readonly brand?: object
  readonly shipTo?: object
  readonly items?: readonly object[]
  readonly cancelledAt?: number | null
  readonly locale?: string
  readonly placedAt?: number
  readonly parcels: readonly SampleParcel[]
}

const ITEMS = [
  item('1', 'Linen overshirt, oversized', 'Sage / M', 1),
  item('2', 'Merino socks', 'Charcoal', 3),
  item('3', 'Canvas tote', null, 1),
]

function item(platformItemId: string, title: string, variant: string | null, quantity: number) {
  return { platformItemId, title, variant, quantity }
}

/** A scan `hours` before NOW. */
export function scan(
  hours: number,
  mapped: Mapped,
  suburb: string | null,
  more: Partial<TrackingEvent> = {},
): TrackingEvent {
  const occurredAt = NOW - hours * HOUR
  return {
    source: 'easypost',
    sourceEventId: null,
    code: mapped.status,
    text: '',
    ...mapped,
    occurredAt,
    offsetMinutes: 660,
    zone: 'offset',
    precision: 'minute',
    location: suburb ? { text: null, suburb, state: 'NSW', postcode: null, country: 'AU' } : null,
    sequence: null,
    signedBy: null,
    snapshot: false,
    receivedAt: occurredAt + 60_000,
    ...more,
  }
}

const day = (on: string): Eta => ({ kind: 'day', on, toldAt: NOW - 20 * HOUR })

const LABEL = scan(73, to('pending', 'label_created'), null, { text: 'Label created' })
const PICKED_UP = scan(46, to('in_transit', 'picked_up'), 'Marrickville', {
  text: 'Picked up from sender',
})
const SORTED = scan(41.5, to('in_transit', 'arrived_facility'), 'CHULLORA', {
  text: 'Item processed at facility',
})
const LEFT = scan(26, to('in_transit', 'departed_facility'), 'Chullora', {
  text: 'In transit to next facility',
})
const AT_DEPOT = scan(21.4, to('in_transit', 'at_delivery_depot'), 'Rosebery', {
  text: 'Arrived at delivery depot',
})
const ON_BOARD = scan(6.1, to('out_for_delivery', 'on_vehicle'), 'Rosebery', {
  text: 'Onboard for delivery',
})
const MISSED = scan(2.2, to('delivery_attempted', 'no_one_home'), 'Bondi', {
  text: 'Attempted delivery',
})
const DONE = scan(1.3, to('delivered', 'safe_place'), 'Bondi', {
  text: 'Delivered - left in a safe place',
})
const ON_THE_WAY = [LABEL, PICKED_UP, SORTED, LEFT]

/** Scans of last week, and our own note that nothing came after them. */
const LONG_AGO = [
  scan(180, to('in_transit', 'picked_up'), 'Marrickville', { text: 'Picked up from sender' }),
  scan(150, to('in_transit', 'departed_facility'), 'Chullora', { text: 'In transit' }),
]
const SILENCE = scan(150, { status: 'unknown', substatus: 'stalled' }, null, {
  source: 'waymark',
  code: 'stalled',
  receivedAt: NOW,
})

/** Four of five parcels take from 88 to 152 hours. */
export const LANE: Lane = {
  parcels: 120,
  hours: Array.from({ length: 19 }, (_, i) => 84 + 4 * i),
  silenceHours: 40,
}

/** The typical page of the size budget: one parcel, eight events. */
const EIGHT = [
  ...ON_THE_WAY,
  AT_DEPOT,
  scan(30, to('in_transit', 'delayed'), null, { text: 'Delayed by weather' }),
  ON_BOARD,
  DONE,
]

const LONG: readonly TrackingEvent[] = Array.from({ length: 6 }, (_, i) =>
  scan(
    70 - i * 3,
    to('in_transit', i % 2 ? 'departed_facility' : 'arrived_facility'),
    `Hub ${'ABCDEF'[i]}`,
    {
      text: `Scanned at interchange ${'ABCDEF'[i]}`,
    },
  ),
)

const token = (name: string): string =>
  `0${name
    .toUpperCase()
    .replace(/[^A-HJKMNP-TV-Z]/g, 'X')
    .padEnd(25, '7')}`

const LONGEST = 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch'

export const PAGES = {
  preparing: page('prep', []),
  cancelled: { ...page('canc', []), cancelledAt: NOW - HOUR },
  pending: page('pend', [{ events: [LABEL] }]),
  transit: page('tran', [{ events: [...ON_THE_WAY, AT_DEPOT], eta: day('2026-11-25') }]),
  usual: page('used', [{ events: ON_THE_WAY, lane: LANE }]),
  stalled: page('stal', [
    { events: [...LONG_AGO, SILENCE], lane: LANE, dispatchedAt: NOW - 200 * HOUR },
  ]),
  late: page('late', [{ events: ON_THE_WAY, eta: day('2026-11-23') }]),
  outForDelivery: page('van', [
    {
      events: [...ON_THE_WAY, AT_DEPOT, ON_BOARD],
      eta: { kind: 'window', from: NOW + HOUR * 0.7, to: NOW + HOUR * 2.7, toldAt: NOW },
    },
  ]),
  attempted: page('miss', [{ events: [...ON_THE_WAY, AT_DEPOT, ON_BOARD, MISSED] }]),
  collect: page('coll', [
    {
      events: [
        ...ON_THE_WAY,
        ON_BOARD,
        MISSED,
        scan(0.4, to('awaiting_collection', 'at_post_office'), 'Bondi Junction', {
          collectBy: '2026-12-08',
          openingHours: 'Mon-Fri 9:00-17:00, Sat 9:00-12:00',
        }),
      ],
    },
  ]),
  delivered: page('done', [{ events: EIGHT }]),
  old: longAgo(page('ages', [{ events: EIGHT }])),
  exception: page('trob', [
    { events: [...ON_THE_WAY, scan(3, to('exception', 'address_problem'), 'Rosebery')] },
  ]),
  returning: page('back', [{ events: [...ON_THE_WAY, scan(3, to('returning'), 'Rosebery')] }]),
  returned: page('home', [
    {
      events: [
        ...ON_THE_WAY,
        scan(20, to('returning'), 'Rosebery'),
        scan(2, to('returned'), 'Marrickville'),
      ],
    },
  ]),
  expired: page('gone', [{ events: [LABEL, scan(2, to('expired'), null)] }]),
  // Nothing to show but the words.
  bare: { ...page('bare', [{ events: [] }]), items: [] },
  // Whatever does not fit: names without a space, a number of forty characters, thirty things in a parcel.
  crowded: {
    ...page('full', [
      {
        carrier: 'Überlandzustellgesellschaft Nordwest-Mecklenburg & Partner',
        trackingNumber: 'JD014600006281230704003840271956QX204417',
        events: [
          ...ON_THE_WAY,
          scan(8, to('exception', 'address_problem'), LONGEST),
          scan(2, to('unknown', 'unmapped'), LONGEST, { text: `Scanned by ${LONGEST}` }),
        ],
      },
    ]),
    number: `#${LONGEST}-1042`,
    shipTo: { suburb: LONGEST },
    items: Array.from({ length: 30 }, (_, i) =>
      item(
        `${i}`,
        i % 7 === 3 ? `${LONGEST} socks` : `Merino socks no. ${i + 1}`,
        'Charcoal',
        i + 1,
      ),
    ),
  },
  // The worst page of the size budget: three parcels, twenty-five events.
  three: page('tree', [
    { events: EIGHT, items: [{ platformItemId: '1', quantity: 1 }] },
    {
      carrier: 'CouriersPlease',
      trackingNumber: 'CPWAT0004471',
      events: [...ON_THE_WAY, AT_DEPOT, ...LONG.slice(0, 3)],
      eta: day('2026-11-26'),
      items: [{ platformItemId: '2', quantity: 2 }],
    },
    {
      carrier: 'Sendle',
      trackingNumber: 'S0WATTLE9',
      events: [
        ...ON_THE_WAY,
        AT_DEPOT,
        ...LONG.slice(3),
        scan(3, to('in_transit', 'delayed'), null),
      ],
      items: [{ platformItemId: '2', quantity: 1 }],
    },
  ]),
} satisfies Record<string, SamplePage>

function page(name: string, parcels: readonly SampleParcel[]): SamplePage {
  return { token: token(name), parcels }
}

/** The same a season ago. */
function longAgo(sample: SamplePage): SamplePage {
  const ago = (at: number) => at - 100 * 24 * HOUR
  const parcels = sample.parcels.map(parcel => ({
    ...parcel,
    dispatchedAt: ago(NOW - 73 * HOUR),
    events: parcel.events.map(event => ({
      ...event,
      occurredAt: ago(event.occurredAt),
      receivedAt: ago(event.receivedAt),
    })),
  }))
  return { ...sample, placedAt: ago(NOW - 96 * HOUR), parcels }
}

let nextId = 1

/** Writes the page's rows. Each page is an order, a merchant and a connection of its own. */
export async function seedPage(d1: D1Database, sample: SamplePage): Promise<void> {
  const id = nextId++
  const number = sample.number ?? '#1042'
  const content = {
    number,
    placedAt: sample.placedAt ?? NOW - 96 * HOUR,
    cancelledAt: sample.cancelledAt ?? null,
    contact: { name: SHOPPER.name, email: 'robin.q@example.net', phone: '0491 570 006' },
    shipTo: { ...SHOPPER, ...sample.shipTo },
    items: sample.items ?? ITEMS,
    locale: sample.locale ?? null,
  }
  await d1.batch([
    d1
      .prepare("INSERT INTO merchants VALUES (?, ?, '{}', ?, 1, 0)")
      .bind(id, `sample-${id}`, JSON.stringify({ ...BRAND, ...sample.brand })),
    d1
      .prepare("INSERT INTO orders VALUES (?, ?, ?, ?, ?, ?, 'shop', ?, ?, '{}', 0, 0)")
      .bind(id, id, id, `p-${id}`, number, sample.token, content.placedAt, JSON.stringify(content)),
    ...sample.parcels.map((parcel, i) => shipment(d1, id, i + 1, parcel)),
  ])
}

function shipment(d1: D1Database, orderId: number, n: number, parcel: SampleParcel) {
  const dispatchedAt = parcel.dispatchedAt ?? NOW - 73 * HOUR
  const facts = { dispatchedAt, destinationPostcode: SHOPPER.postcode }
  const report = { events: parcel.events, eta: parcel.eta ?? null }
  const { history, state } = track({ events: [], eta: null }, report, facts)
  return d1
    .prepare("INSERT INTO shipments VALUES (?, ?, ?, ?, NULL, ?, ?, ?, ?, 1, ?, 'api', ?, '{}', ?)")
    .bind(
      orderId,
      n,
      orderId,
      parcel.carrier ?? 'Australia Post',
      parcel.trackingNumber ?? '33WAT0050123',
      state.status,
      JSON.stringify(state),
      writeHistory(history),
      parcel.items ? JSON.stringify(parcel.items) : null,
      dispatchedAt,
      writeLane(parcel.lane ?? null),
    )
}
