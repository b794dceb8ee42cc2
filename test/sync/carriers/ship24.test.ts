import { describe, expect, it } from 'vitest'
import { fold, steps } from '../../../src/core/fold.ts'
import { joinEvents } from '../../../src/core/tracking.ts'
import type { Asked } from '../../../src/sync/carriers/carrier.ts'
import { ship24 } from '../../../src/sync/carriers/ship24/index.ts'
import { type Answer, type Answers, contextOf, fakeHttp } from './fake-http.ts'

const NOW = Date.UTC(2026, 10, 24, 8)
const API = 'https://api.ship24.com/public/v1/trackers'
const PARCEL: Asked = {
  trackingNumber: '33ZZZ2000001',
  carrier: 'australia-post',
  calledThere: null,
  orderNumber: '#1001',
  destination: { country: 'AU', postcode: '4000' },
  dispatchedAt: Date.UTC(2026, 10, 24, 1),
}

function asking(answers: Answers, apiKey = 'a-key') {
  const { http, made: asked } = fakeHttp(['api.ship24.com'], answers)
  return { asked, context: contextOf(http, {}, { apiKey, webhookSecret: 'w' }, NOW) }
}
const begin = (answers: Answers, parcel = PARCEL) => {
  const { asked, context } = asking(answers)
  return { asked, begun: ship24.watch?.begin(parcel, 'https://t.example/hooks/x', context) }
}
const failure = (status: number, code: string) => ({
  status,
  json: { errors: [{ code, message: 'Words of Ship24' }], data: null },
})
const tracker = (fields: object = {}) => ({
  trackerId: 'trk-1',
  trackingNumber: '33ZZZ2000001',
  isSubscribed: true,
  ...fields,
})
const made = (fields: object = {}) => ({
  status: 201,
  json: { data: { tracker: tracker(fields) } },
})

describe('Ship24 is told of a parcel', () => {
  it('by what never changes of it, so that telling it twice makes one tracker', async () => {
    const first = begin({ [`POST ${API}`]: made() })
    expect(await first.begun).toEqual({ ok: true, value: { id: 'trk-1', until: null } })
    expect(first.asked[0]?.headers.get('authorization')).toBe('Bearer a-key')
    const body = {
      trackingNumber: '33ZZZ2000001',
      destinationCountryCode: 'AU',
      destinationPostCode: '4000',
    }
    expect(first.asked[0]?.json).toEqual(body)
    const later = { ...PARCEL, orderNumber: '#1001-A', dispatchedAt: NOW }
    const again = begin({ [`POST ${API}`]: made() }, later)
    await again.begun
    expect(again.asked[0]?.json).toEqual(body)
  })

  it('with the courier’s code only where one is known', async () => {
    const named = begin({ [`POST ${API}`]: made() }, { ...PARCEL, calledThere: 'au-post' })
    await named.begun
    expect(named.asked[0]?.json).toMatchObject({ courierCode: ['au-post'] })
    const known = begin({ [`POST ${API}`]: made() }, { ...PARCEL, carrier: 'usps' })
    await known.begun
    expect(known.asked[0]?.json).toMatchObject({ courierCode: ['us-post'] })
  })

  it('again after it was unsubscribed, and follows it once more', async () => {
    const resumed = { [`PATCH ${API}/trk-1`]: { json: { data: { tracker: tracker() } } } }
    const { asked, begun } = begin({ [`POST ${API}`]: made({ isSubscribed: false }), ...resumed })
    expect(await begun).toMatchObject({ ok: true, value: { id: 'trk-1' } })
    expect(asked[1]?.json).toEqual({ isSubscribed: true })
  })

  it('while another tracker stands in the way, and takes that one with its history', async () => {
    const scan = {
      eventId: 'e-1',
      status: 'Accepted',
      occurrenceDatetime: '2026-11-24T12:00:00+11:00',
      statusMilestone: 'in_transit',
    }
    const archived = { tracker: tracker({ trackerId: 'trk-0', isSubscribed: false }), events: [] }
    const { begun } = begin({
      [`POST ${API}`]: failure(409, 'tracker_conflict'),
      [`GET ${API}/search/33ZZZ2000001/results`]: {
        json: { data: { trackings: [archived, { tracker: tracker(), events: [scan] }] } },
      },
    })
    expect(await begun).toMatchObject({
      ok: true,
      value: { id: 'trk-1', reports: [{}, { events: [{ sourceEventId: 'e-1' }] }] },
    })
  })

  it('while one that was unsubscribed stands in the way, and takes that one up again', async () => {
    const archived = { tracker: tracker({ trackerId: 'trk-0', isSubscribed: false }), events: [] }
    const { asked, begun } = begin({
      [`POST ${API}`]: failure(409, 'tracker_conflict'),
      [`GET ${API}/search/33ZZZ2000001/results`]: { json: { data: { trackings: [archived] } } },
      [`PATCH ${API}/trk-0`]: { json: { data: { tracker: tracker({ trackerId: 'trk-0' }) } } },
    })
    expect(await begun).toMatchObject({ ok: true, value: { id: 'trk-0' } })
    expect(asked[2]?.json).toEqual({ isSubscribed: true })
  })

  it.each([
    ['request_conflict', 409, 'refused', { afterSeconds: 30 }],
    ['quota_limit_reached', 403, 'refused', { afterSeconds: 21_600 }],
    ['no_active_subscription', 403, 'credentials', false],
    ['auth_invalid_header', 400, 'credentials', false],
    ['validation_error', 400, 'refused', false],
    ['__proto__', 400, 'refused', false],
  ])('and its “%s” is understood', async (code, status, kind, retry) => {
    const problem = await begin({ [`POST ${API}`]: failure(status, code) }).begun
    expect(problem).toMatchObject({ problem: { kind, retry } })
    expect(JSON.stringify(problem)).toContain('Words of Ship24')
    expect(JSON.stringify(problem)).not.toContain('[object')
  })

  it('no faster than it allows, although its refusal is no JSON', async () => {
    const limited = { status: 429, text: 'Too Many Requests', headers: { 'retry-after': '3' } }
    expect(await begin({ [`POST ${API}`]: limited }).begun).toMatchObject({
      problem: { kind: 'throttled', retry: { afterSeconds: 3 } },
    })
  })

  it('and a web page for an answer is asked again in a minute', async () => {
    const page = { [`POST ${API}`]: { status: 201, text: '<html></html>' } }
    expect(await begin(page).begun).toMatchObject({
      problem: { kind: 'unreadable', retry: { afterSeconds: 60 } },
    })
  })
})

describe('Ship24', () => {
  it('is not told to stop: what it finds out after the delivery would not come', () => {
    expect(ship24.watch?.end).toBeUndefined()
  })
})

describe('Ship24’s credentials', () => {
  const check = (said: Answer, apiKey?: string) =>
    ship24.check?.(asking({ [`GET ${API}?limit=1`]: said }, apiKey).context)

  it('are proven by a list of one tracker, and named with the next step when they fail', async () => {
    expect(await check({ json: { data: { trackers: [] } } })).toMatchObject({ ok: true })
    const wrong = await check(failure(401, 'auth_invalid_api_key'), 'the-wrong-key')
    expect(wrong).toMatchObject({ problem: { kind: 'credentials', retry: false } })
    expect(JSON.stringify(wrong)).toContain('apiKey')
    expect(JSON.stringify(wrong)).not.toContain('the-wrong-key')
    expect(await check({ json: {} }, '')).toMatchObject({ problem: { kind: 'credentials' } })
  })

  it('let a webhook in by its bearer alone, and none without the word Bearer', async () => {
    const verify = async (authorization: string) =>
      (
        await ship24.verify?.(
          {
            url: '',
            rest: '',
            headers: new Headers({ authorization }),
            body: new Uint8Array(),
            receivedAt: NOW,
          },
          { settings: {}, secrets: { webhookSecret: 'the-secret' } },
          async () => ({ ok: true, value: null }),
        )
      )?.ok
    expect(await verify('Bearer the-secret')).toBe(true)
    expect(await verify('the-secret')).toBe(false)
    expect(await verify('Basic the-secret')).toBe(false)
  })
})

describe('Ship24 tells', () => {
  const read = (...scans: object[]) => {
    const trackings = scans.map(scan => ({ tracker: tracker(), events: [scan] }))
    const reports = ship24.read({ trackings }, NOW)
    if (!reports.ok) throw new Error(reports.problem.message)
    return reports.value.flatMap(({ events }) => events)
  }
  const scan = (eventId: string, at: string, fields: object) => ({
    eventId,
    occurrenceDatetime: at,
    ...fields,
  })
  const out = { statusMilestone: 'out_for_delivery', statusCode: 'delivery_out_for_delivery' }
  const delivered = { statusMilestone: 'delivered', statusCode: 'delivery_delivered' }

  it('in no order, and one scan twice; the last of the journey counts', () => {
    const late = scan('e-2', '2026-11-24T12:00:00Z', delivered)
    const early = scan('e-1', '2026-11-24T01:00:00Z', out)
    const events = joinEvents(read(late), read(early, late))
    expect(events).toHaveLength(2)
    expect(fold(events).status).toBe('delivered')
  })

  it('by the code, which is the scan’s own, before the milestone, which is the parcel’s', () => {
    const customs = { statusMilestone: 'in_transit', statusCode: 'customs_exception' }
    const plain = { statusMilestone: 'in_transit', statusCode: null }
    const strange = { statusMilestone: 'in_transit', statusCode: 'transit_by_balloon' }
    expect(
      read(...[customs, plain, strange].map(each => scan('e', '2026-11-24', each))),
    ).toMatchObject([
      { status: 'in_transit', substatus: 'customs_held' },
      { status: 'in_transit', substatus: null },
      { status: 'in_transit', substatus: null },
    ])
  })

  it('of a scan without a code no second visit, no second van and no problem on the way back', () => {
    const at = (day: number, statusMilestone: string, statusCode: string | null) =>
      scan(`e-${day}`, `2026-11-${day}T09:00:00Z`, { statusMilestone, statusCode })
    for (const [milestone, code, status] of [
      ['failed_attempt', 'delivery_attempted', 'delivery_attempted'],
      ['out_for_delivery', 'delivery_out_for_delivery', 'out_for_delivery'],
      ['exception', 'exception_return', 'returning'],
    ] as const) {
      const events = read(at(22, milestone, code), at(23, milestone, null))
      expect(events[1]).toMatchObject({ status: 'unknown', substatus: 'info_only' })
      expect(steps(events).map(step => step.status)).toEqual([status])
    }
  })

  it('where a parcel without scans stands by its milestone alone', () => {
    for (const [statusMilestone, status] of [
      ['failed_attempt', 'delivery_attempted'],
      ['exception', 'exception'],
    ] as const) {
      const shipment = { statusMilestone, statusCode: null }
      const payload = { trackings: [{ tracker: tracker(), shipment, events: [] }] }
      expect(ship24.read(payload, NOW)).toMatchObject({ value: [{ events: [{ status }] }] })
    }
  })

  it('of a choice of the recipient what moves nothing once the parcel went out', () => {
    const chosen = (statusMilestone: string) =>
      read(scan('e', '2026-11-24', { statusMilestone, statusCode: 'data_delivery_decided' }))
    expect(chosen('info_received')).toMatchObject([{ status: 'pending' }])
    expect(chosen('in_transit')).toMatchObject([{ status: 'in_transit' }])
    for (const milestone of ['out_for_delivery', 'failed_attempt', 'available_for_pickup', '']) {
      expect(chosen(milestone)).toMatchObject([{ status: 'unknown', substatus: 'info_only' }])
    }
  })

  it.each([
    [{ location: 'PERTH WA 6000', courierCode: null }, '2026-11-24T04:00:00.000Z', 'assumed'],
    [
      { location: 'SEATTLE, WA 98101', courierCode: 'us-post' },
      '2026-11-24T12:00:00.000Z',
      'assumed',
    ],
    [{ location: 'Guangzhou', courierCode: 'cn-post' }, '2026-11-24T04:00:00.000Z', 'assumed'],
    [{ location: 'Somewhere', courierCode: 'au-post' }, '2026-11-24T01:00:00.000Z', 'assumed'],
    [{ location: 'BRISBANE QLD', courierCode: 'au-post' }, '2026-11-24T02:00:00.000Z', 'assumed'],
    [{ utcOffset: '+09:00', location: 'PERTH WA 6000' }, '2026-11-24T03:00:00.000Z', 'offset'],
  ])('the time on the clocks of the place: %j', (fields, at, zone) => {
    // The deprecated `datetime` is that reading with a Z behind it.
    const told = { ...fields, ...out, datetime: '2026-11-24T12:00:00.000Z' }
    const [event] = read(scan('e', '2026-11-24T12:00:00', told))
    expect(new Date(event?.occurredAt ?? 0).toISOString()).toBe(at)
    expect(event?.zone).toBe(zone)
  })

  it('a day alone where its flag says that the hour is made up, also when the flag is a text', () => {
    for (const hasNoTime of [true, 'true', 'true,']) {
      const [event] = read(scan('e', '2026-11-24T00:00:00', { ...out, hasNoTime }))
      expect(event?.precision).toBe('day')
    }
    const [event] = read(scan('e', '2026-11-24T00:00:00', { ...out, hasNoTime: 'false,' }))
    expect(event?.precision).toBe('second')
  })

  it('of scans of one minute in the order that it gives them', () => {
    const same = (eventId: string, order: number, statusCode: string) =>
      scan(eventId, '2026-11-24T12:00:00Z', { statusMilestone: 'in_transit', order, statusCode })
    const events = read(same('b', 8, 'customs_received'), same('a', 9, 'customs_cleared'))
    expect(fold(events.toReversed()).substatus).toBe('customs_cleared')
  })

  it('a proof of delivery that moves nothing and holds no picture itself', () => {
    const proof = (content: object) =>
      ship24.read(
        {
          trackings: [
            {
              metadata: {
                messageId: 'm-1',
                generatedAt: '2026-11-24T05:00:00Z',
                topic: 'tracking/pod',
              },
              tracker: tracker(),
              data: { status: 'found', content },
            },
          ],
        },
        NOW,
      )
    expect(proof({ type: 'text/plain', text: 'A EXAMPLE', downloadUrl: null })).toMatchObject({
      value: [{ events: [{ status: 'unknown', substatus: 'info_only', signedBy: 'A EXAMPLE' }] }],
    })
    const picture = proof({
      type: 'image/png',
      text: 'iVBORw0KGgo',
      downloadUrl: 'https://p.example/1',
    })
    expect(picture).toMatchObject({ value: [{ events: [{ proofUrl: 'https://p.example/1' }] }] })
    expect(JSON.stringify(picture)).not.toContain('iVBORw0KGgo')
  })

  it('nothing where there was no proof to be had', () => {
    const payload = { trackings: [{ tracker: tracker(), data: { status: 'unavailable' } }] }
    expect(ship24.read(payload, NOW)).toMatchObject({ value: [{ events: [], eta: null }] })
  })
})
