import { describe, expect, it } from 'vitest'
import { fold } from '../../../src/core/fold.ts'
import { joinEvents, type TrackingReport } from '../../../src/core/tracking.ts'
import { australiaPost } from '../../../src/sync/carriers/australia-post/index.ts'
import type { Asked } from '../../../src/sync/carriers/carrier.ts'
import { type Answers, contextOf, fakeHttp, reply } from './fake-http.ts'

const ROOT = 'https://digitalapi.auspost.com.au/shipping/v1/'
const TRACK = `GET ${ROOT}track?*`
const NOW = Date.parse('2026-11-24T03:00:00Z')
const SETTINGS = { accountNumber: '0001234567', startrackAccountNumber: '10234567' }
const SECRETS = { apiKey: 'key', password: 'pass:wörd' }

const asked = (trackingNumber: string, carrier: Asked['carrier'] = null): Asked => ({
  trackingNumber,
  carrier,
  calledThere: null,
  orderNumber: '#1001',
  destination: { country: 'AU', postcode: '2000' },
  dispatchedAt: NOW,
})

function calling(answers: Answers, settings: object) {
  const { http, made } = fakeHttp(['digitalapi.auspost.com.au'], answers)
  const own = australiaPost.settings.parse(settings)
  return { made, context: contextOf(http, own, SECRETS, NOW) }
}

async function ask(parcels: readonly Asked[], answers: Answers, settings: object = SETTINGS) {
  const { context, made } = calling(answers, settings)
  return { result: await australiaPost.poll?.ask(parcels, context), made }
}

const scan = (description: unknown, date: string, location?: string) => ({
  description,
  date,
  location,
})
const article = (article_id: string, status: string | null, ...events: unknown[]) => ({
  article_id,
  status,
  events,
})
const found = (tracking_id: string, ...trackable_items: unknown[]) => ({
  tracking_id,
  trackable_items,
})

function told(payload: unknown, receivedAt = NOW): readonly TrackingReport[] {
  const reports = australiaPost.read(payload, receivedAt)
  if (!reports.ok) throw new Error(reports.problem.message)
  return reports.value
}
const looked = (...tracking_results: unknown[]) => told({ tracking_results })
const stateOf = (reports: readonly TrackingReport[], number: string) => {
  const events = reports.filter(each => each.trackingNumber === number).flatMap(each => each.events)
  const { status, substatus, since } = fold(joinEvents([], events))
  return { status, substatus, since: since && new Date(since).toISOString() }
}

describe('Australia Post is asked', () => {
  it('about ten parcels in one call, with the account and the key in headers only', async () => {
    const parcels = Array.from({ length: 10 }, (_, i) => asked(`7XT100063${i}01000935102`))
    const { result, made } = await ask(parcels, { [TRACK]: reply(200, { tracking_results: [] }) })
    expect(result).toEqual({ ok: true, value: [] })
    expect(australiaPost.poll?.atOnce).toBe(10)
    expect(made).toHaveLength(1)
    const numbers = parcels.map(({ trackingNumber }) => trackingNumber).join(',')
    expect(made[0]?.url).toBe(`${ROOT}track?tracking_ids=${numbers}`)
    expect(Object.fromEntries(made[0]?.headers ?? [])).toEqual({
      accept: 'application/json',
      authorization: `Basic ${Buffer.from('key:pass:wörd').toString('base64')}`,
      'account-number': '0001234567',
    })
  })

  it('about StarTrack’s in a call of their own: it takes no mix', async () => {
    const parcels = [asked('WTDE00000417'), asked('7XT1000631'), asked('2FWZ50008569', 'startrack')]
    const { made } = await ask(parcels, { [TRACK]: reply(200, { tracking_results: [] }) })
    expect(
      made.map(({ url, headers }) => [url.split('=')[1], headers.get('account-number')]),
    ).toEqual([
      ['7XT1000631', '0001234567'],
      ['WTDE00000417,2FWZ50008569', '10234567'],
    ])
  })

  it('about StarTrack’s with the one account where there is no other', async () => {
    const answers = { [TRACK]: reply(200, { tracking_results: [] }) }
    const { made } = await ask([asked('WTDE00000417')], answers, { accountNumber: '10234567' })
    expect(made[0]?.headers.get('account-number')).toBe('10234567')
  })

  it('and a number that it does not know leaves the others their news', async () => {
    const body = {
      tracking_results: [
        { tracking_id: '7XT9', errors: [{ code: 'ESB-10001' }] },
        found(
          '7XT1000631',
          article('7XT1000631', 'In transit', scan('In transit', '2026-11-24T08:00:00+11:00')),
        ),
      ],
    }
    const { result } = await ask([asked('7XT9'), asked('7XT1000631')], {
      [TRACK]: reply(200, body),
    })
    expect(result).toMatchObject({
      value: [
        { trackingNumber: '7XT9', events: [], eta: null, lookupFailed: 'ESB-10001' },
        { trackingNumber: '7XT1000631', events: [{ status: 'in_transit' }] },
      ],
    })
  })

  it.each([
    ['is no JSON', reply(200, '<html>down for the night</html>'), 'unreadable', 60],
    ['is of another shape', reply(200, { results: [] }), 'unreadable', 60],
    ['has errors only', reply(200, { errors: [{ code: '51102', name: 'X' }] }), 'unreadable', 60],
    ['says too many calls with 429', reply(429, '', { 'retry-after': '7' }), 'throttled', 7],
    [
      'says too many calls with 200',
      reply(200, { errors: [{ error_code: 'API_002' }] }),
      'throttled',
      60,
    ],
    ['is 503', reply(503, '<html></html>'), 'refused', 60],
  ])('and tries again later when the reply %s', async (_, answer, kind, afterSeconds) => {
    const { result } = await ask([asked('7XT1000631')], { [TRACK]: answer })
    expect(result).toMatchObject({ ok: false, problem: { kind, retry: { afterSeconds } } })
  })

  it('and hands on its reason when it refuses the question', async () => {
    const body = { errors: [{ code: '51101', message: 'Ten ids at most.' }] }
    const { result } = await ask([asked('7XT1000631')], { [TRACK]: reply(400, body) })
    expect(result).toMatchObject({
      problem: {
        kind: 'refused',
        message: expect.stringContaining('Ten ids at most.'),
        retry: false,
      },
    })
  })

  it.each([401, 403])('and says what to set again when it answers %i', async status => {
    const { result } = await ask([asked('7XT1000631')], { [TRACK]: reply(status, 'key') })
    expect(result).toMatchObject({
      problem: {
        kind: 'credentials',
        message: expect.stringContaining('waymark secret set <connection> apiKey'),
        retry: false,
      },
    })
    expect(JSON.stringify(result)).not.toContain('wörd')
  })

  it('and is left alone for a minute when its count of calls is at an end', () => {
    const rest = (left: string) => {
      const headers = new Headers({ 'X-RateLimit-Remaining-Minute': left })
      return australiaPost.calls?.restMs?.({ status: 200, headers, text: '' }, NOW)
    }
    expect(rest('0')).toBe(60_000)
    expect(rest('3')).toBe(0)
  })

  it('for the account, to prove the key', async () => {
    const check = async (answer: Answers[string]) => {
      const answers = { [`GET ${ROOT}accounts/0001234567`]: answer }
      const { context, made } = calling(answers, SETTINGS)
      return { result: await australiaPost.check?.(context), made }
    }
    const { result, made } = await check(reply(200, { name: 'Tide & Thread', expired: false }))
    expect(result).toEqual({
      ok: true,
      value: { account: 'Tide & Thread', missing: [], advice: [] },
    })
    expect(made).toHaveLength(1)
    expect(await check(reply(200, { expired: true }))).toMatchObject({
      result: { value: { account: '0001234567', advice: [expect.stringContaining('expired')] } },
    })
    expect(await check(reply(401, ''))).toMatchObject({
      result: { ok: false, problem: { kind: 'credentials' } },
    })
  })
})

describe('a consignment of Australia Post', () => {
  const A = ['7XT1000635', '7XT100063501000935102', '7XT100063502000935102'] as const
  const at = (hour: number) =>
    `2026-11-2${hour < 24 ? 3 : 4}T${String(hour % 24).padStart(2, '0')}:00:00+11:00`
  const consignment = (one: unknown[], two: unknown[], more = 2) =>
    looked(
      found(A[0], {
        consignment_id: A[0],
        number_of_items: more,
        items: [article(A[2], null, ...two), article(A[1], null, ...one)],
      }),
    )
  const taken = scan('Received by Australia Post', at(8))
  const onboard = scan('Onboard for delivery', at(12))
  const delivered = scan('Delivered', at(14))

  it('is delivered when the last of its items is', () => {
    const half = consignment([taken], [taken, onboard, delivered])
    expect(stateOf(half, A[2])).toMatchObject({ status: 'delivered' })
    expect(stateOf(half, A[0])).toMatchObject({ status: 'in_transit' })
    const late = scan('Delivered - Left in a safe place', at(30))
    const both = consignment([taken, late], [taken, onboard, delivered])
    expect(stateOf(both, A[0])).toEqual({
      status: 'delivered',
      substatus: 'safe_place',
      since: '2026-11-23T19:00:00.000Z',
    })
  })

  it('stands where its last item stands, once the others have gone ahead', () => {
    const waiting = scan('Awaiting collection at KEW LPO', at(10))
    const reports = consignment([taken, waiting], [taken, onboard, delivered])
    expect(stateOf(reports, A[0])).toMatchObject({ status: 'awaiting_collection' })
  })

  it('shows trouble of one item before the others’ progress', () => {
    const hurt = scan('Article damaged', at(11))
    expect(stateOf(consignment([taken, hurt], [taken, onboard]), A[0])).toMatchObject({
      status: 'exception',
      substatus: 'damaged',
    })
  })

  it('is not delivered while items are missing from the reply', () => {
    const reports = consignment([taken, delivered], [taken, delivered], 3)
    expect(stateOf(reports, A[0])).toMatchObject({ status: 'in_transit' })
  })

  it('of StarTrack has scans of its own, which count before those of its items', () => {
    const own = { events: [scan('On Board for Delivery', at(12))], status: 'On Board for Delivery' }
    const item = article('WTDE00000417FPP00001', null, delivered)
    const reports = looked({ ...found('WTDE00000417', item), consignment: own })
    expect(reports.map(each => each.carrier)).toEqual(['StarTrack', 'StarTrack'])
    expect(stateOf(reports, 'WTDE00000417')).toMatchObject({ status: 'out_for_delivery' })
  })

  it('of StarTrack with a status and no scans of its own goes by those of its items', () => {
    const item = article('WTDE00000417FPP00001', null, taken, onboard)
    const reports = looked({
      ...found('WTDE00000417', item),
      consignment: { status: 'At Delivery Depot', events: [] },
    })
    expect(stateOf(reports, 'WTDE00000417')).toMatchObject({
      status: 'out_for_delivery',
      since: '2026-11-23T01:00:00.000Z',
    })
    const bare = looked({ tracking_id: 'WTDE00000417', consignment: { status: 'Picked Up' } })
    expect(stateOf(bare, 'WTDE00000417')).toMatchObject({ substatus: 'picked_up' })
  })

  it('that is called as its article is told of once', () => {
    const own = { events: [scan('Item Delivered', at(14))] }
    const reports = looked({ ...found(A[1], article(A[1], null, taken)), consignment: own })
    expect(reports).toHaveLength(1)
    expect(stateOf(reports, A[1])).toMatchObject({ status: 'delivered' })
  })

  it('only ever adds to what it told before', () => {
    const one = [taken, scan('In transit', at(13)), delivered]
    const two = [taken, scan('Awaiting collection', at(9)), scan('Delivered', at(30))]
    const eventsAt = (hour: number) =>
      consignment(
        one.filter(({ date }) => date <= at(hour)),
        two.filter(({ date }) => date <= at(hour)),
      ).find(({ trackingNumber }) => trackingNumber === A[0])?.events ?? []
    let known = joinEvents([], [])
    for (const hour of [8, 9, 13, 14, 30]) {
      known = joinEvents(known, eventsAt(hour))
      expect(fold(known)).toEqual(fold(joinEvents([], eventsAt(hour))))
    }
    expect(fold(known).status).toBe('delivered')
  })
})

describe('a status of Australia Post', () => {
  const only = (status: string, receivedAt = NOW) =>
    told({ tracking_results: [{ tracking_id: '7XT1000631', status }] }, receivedAt)

  it('fills the gap where no scan is told, once a day', () => {
    const [report] = only('Initiated')
    expect(report?.events).toMatchObject([
      { status: 'pending', snapshot: true, precision: 'day', zone: 'unknown' },
    ])
    const later = only('Initiated', NOW + 3 * 3_600_000)
    expect(joinEvents(report?.events ?? [], later[0]?.events ?? [])).toHaveLength(1)
  })

  it('never outranks a scan of the same standing', () => {
    const moving = looked(
      found(
        '7XT1000631',
        article('7XT1000631', null, scan('Delivered', '2026-11-23T12:00:00+11:00')),
      ),
    )
    const events = [...only('Delivered'), ...moving].flatMap(each => each.events)
    expect(fold(joinEvents([], events)).since).toBe(Date.parse('2026-11-23T01:00:00Z'))
  })

  it('says nothing where the scans are known', () => {
    const reports = looked(
      found(
        '7XT1000631',
        article(
          '7XT1000631',
          'Delivered',
          scan('Awaiting collection at KEW LPO', '2026-11-23T12:00:00+11:00'),
        ),
      ),
    )
    expect(stateOf(reports, '7XT1000631')).toMatchObject({ status: 'awaiting_collection' })
  })

  it.each(['Track items for detailed delivery information', 'Unknown', ' '])(
    '%j is none',
    status => {
      expect(only(status)[0]?.events).toEqual([])
    },
  )

  it('that is in no table is kept, and moves nothing', () => {
    expect(only('Lost in thought')[0]?.events).toMatchObject([{ status: 'unknown' }])
  })
})

describe('a scan of Australia Post', () => {
  it('that is odd hides none of the others', () => {
    const reports = looked(
      found(
        '7XT1000631',
        article(
          '7XT1000631',
          null,
          null,
          7,
          scan(null, 'x'),
          scan('Delivered', '2026-11-23T12:00:00+11:00', 'KEW VIC'),
        ),
        'no item at all',
      ),
      'no result at all',
      { tracking_id: 12345, trackable_items: 'none' },
    )
    expect(stateOf(reports, '7XT1000631')).toMatchObject({ status: 'delivered' })
    expect(reports.map(({ trackingNumber }) => trackingNumber)).toEqual(['7XT1000631', '12345'])
  })

  it('without an offset is read from head office’s clocks, wherever it was sent', () => {
    const reports = looked(
      found(
        '7XT1000631',
        article('7XT1000631', null, scan('Delivered', '2026-11-23 12:00:00', 'PERTH WA')),
      ),
    )
    expect(reports[0]?.events).toMatchObject([
      { occurredAt: Date.parse('2026-11-23T01:00:00Z'), zone: 'assumed' },
    ])
  })

  it('names the place where it waits', () => {
    const reports = looked(
      found(
        '7XT1000631',
        article(
          '7XT1000631',
          null,
          scan('Awaiting collection at KEW LPO', '2026-11-23', 'KEW VIC'),
        ),
      ),
    )
    expect(reports[0]?.events[0]?.location).toEqual({
      text: 'KEW LPO',
      suburb: 'KEW',
      state: 'VIC',
      postcode: null,
      country: 'AU',
    })
  })

  it.each([
    ['DELIVERED; left in a safe place!', 'delivered/safe_place'],
    ['Your parcel has been delivered', 'delivered/null'],
    ['Delivered to the moon', 'unknown/unmapped'],
    ['Delivered to Parcel Locker', 'awaiting_collection/null'],
    ['Awaiting collection at KEW 24/7 Parcel Locker', 'awaiting_collection/null'],
    ['In Transit - Return to sender', 'returning/null'],
    ['Cannot be delivered, item is returning to sender', 'returning/null'],
    ['Delivered - Return to sender', 'returned/null'],
    ['Delivered - Returned to sender', 'returned/null'],
    ['Awaiting Collection at CITY PARCEL DELIVERY', 'awaiting_collection/null'],
    ['Awaiting collection at KEW LPO', 'awaiting_collection/at_post_office'],
    ['Awaiting collection at INALA HEIGHTS Post Shop', 'awaiting_collection/at_post_office'],
    [
      'Attempted delivery - being carded to Australia\n\t\tPost outlet',
      'delivery_attempted/carded',
    ],
    ['Parcel will be delivered today', 'unknown/unmapped'],
    ['Item not delivered', 'unknown/unmapped'],
    ['Missing customs papers', 'unknown/unmapped'],
    ['Damaged barcode', 'unknown/unmapped'],
    ['Article damaged', 'exception/damaged'],
    ['Undelivered', 'unknown/unmapped'],
    ['In transitional care', 'unknown/unmapped'],
    ['In transit to next facility in WAGGA WAGGA NSW', 'in_transit/departed_facility'],
    ['It’s coming today', 'out_for_delivery/on_vehicle'],
    ['Ready for Pickup', 'pending/awaiting_pickup'],
    ['Booked In', 'in_transit/at_delivery_depot'],
    ['Partial Delivery', 'in_transit/null'],
    ['re-consigned', 'in_transit/redirected'],
    ['Customer enquiry lodged', 'unknown/info_only'],
  ])('%j means %s', (text, meaning) => {
    const { status, substatus } = australiaPost.meaning({ code: text, text })
    expect(`${status}/${substatus}`).toBe(meaning)
  })
})

describe('the settings of Australia Post', () => {
  it('take account numbers with their leading zeros, and nothing else', () => {
    const takes = (accountNumber: unknown) =>
      australiaPost.settings.safeParse({ accountNumber }).success
    expect(['0001234567', '10234567'].every(takes)).toBe(true)
    expect([1234567, '1234567', '123456789', '12 345 678', undefined].some(takes)).toBe(false)
  })
})
