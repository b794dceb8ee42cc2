// DHL: what its documents leave open and its samples contradict, its calls, and the handshake that must
// never lead anywhere but to DHL.
import { describe, expect, it } from 'vitest'
import { fold } from '../../../src/core/fold.ts'
import { dhl } from '../../../src/sync/carriers/dhl/index.ts'
import { type Answers, askedFor, contextOf, fakeHttp, NOW, worked } from './fake-http.ts'

const TRACK = 'GET https://api-eu.dhl.com/track/shipments?*'
const SUBSCRIPTION = 'https://api-eu.dhl.com/tracking/push/v1/subscription'
const SECRETS = { apiKey: 'an-invented-key', webhookToken: 'an-invented-token' }
const SETTINGS = dhl.settings.parse({})
const CALLBACK = 'https://track.example.com/hooks/h1'

const asked = askedFor({ trackingNumber: '7700000456', carrier: 'dhl-express' })

function calling(answers: Answers, settings = SETTINGS, secrets: Record<string, string> = SECRETS) {
  const { http, made } = fakeHttp(['api-eu.dhl.com'], answers)
  return { made, context: contextOf(http, settings, secrets) }
}

const shipment = (told: object) => ({ id: '7700000456', service: 'express', ...told })
const read = (...shipments: object[]) => worked(dhl.read({ shipments }, NOW))
const stateOf = (told: object) => {
  const [report] = read(shipment(told))
  return fold(report?.events ?? [])
}

describe('what DHL tells', () => {
  it('believes the status code where the text says otherwise', () => {
    const status = {
      timestamp: '2026-10-20T08:00:00Z',
      statusCode: 'pre-transit',
      status: 'DELIVERED',
    }
    expect(stateOf({ status })).toMatchObject({ status: 'pending' })
    const failure = { ...status, statusCode: 'failure', status: 'Out for delivery' }
    expect(stateOf({ status: failure })).toMatchObject({ status: 'exception' })
  })

  it.each([
    ['Shipment is out with courier for delivery', 'out_for_delivery', 'on_vehicle'],
    ['The shipment has been loaded onto the delivery vehicle', 'out_for_delivery', 'on_vehicle'],
    ['WITH DELIVERY COURIER', 'out_for_delivery', 'on_vehicle'],
    ['The shipment is ready for pick-up at the PACKSTATION', 'awaiting_collection', null],
    ['Delivery attempted; recipient not home', 'delivery_attempted', 'no_one_home'],
    ['Returned to shipper', 'returning', null],
    ['Shipment is in customs', 'in_transit', 'customs_processing'],
    ['Shipment is on hold', 'in_transit', 'on_hold'],
    ['Arrived at DHL Delivery Facility  PERTH - AUSTRALIA', 'in_transit', 'at_delivery_depot'],
    ['Words that nobody knows', 'in_transit', null],
  ])('refines "transit" by the words "%s"', (description, status, substatus) => {
    const told = { timestamp: '2026-10-20T08:00:00Z', statusCode: 'transit', description }
    expect(stateOf({ status: told })).toMatchObject({ status, substatus })
  })

  it.each([
    ['transit', 'NH', 'delivery_attempted', 'no_one_home'],
    ['transit', 'CC', 'awaiting_collection', 'at_depot'],
    ['transit', 'PY', 'unknown', 'info_only'],
    ['failure', 'RT', 'returning', null],
    ['failure', 'RD', 'exception', 'refused'],
    ['delivered', 'DD', 'delivered', 'damaged'],
    ['pre-transit', 'SD', 'pending', 'info_received'],
    [undefined, 'WC', 'out_for_delivery', 'on_vehicle'],
    // The status code wins: it alone says what is delivered, and what DHL has not got yet.
    ['transit', 'OK', 'in_transit', null],
    ['pre-transit', 'PU', 'pending', 'info_received'],
    ['delivered', 'PL', 'delivered', null],
    ['transit', 'QQ', 'in_transit', null],
  ])(
    'refines "%s" of Express by its checkpoint code %s',
    (statusCode, status, mapped, substatus) => {
      const scan = {
        timestamp: '2026-10-20T08:00:00+11:00',
        statusCode,
        status,
        description: 'News',
      }
      const [event] = read(shipment({ events: [scan] }))[0]?.events ?? []
      expect(event).toMatchObject({ status: mapped, substatus, text: 'News' })
    },
  )

  it('takes the codes of other services for no checkpoints of Express', () => {
    const scan = { timestamp: '2026-10-20T08:00:00', statusCode: 'transit', status: 'NH' }
    const [report] = read({ id: '1', service: 'parcel-de', events: [scan] })
    expect(report?.events).toMatchObject([{ code: 'transit/NH', status: 'in_transit' }])
  })

  it.each(['1-0', 'ACT-2', '42', 'PO', 'IN_TRANSIT'])(
    'shows words and never the code %s that stands where others have words',
    status => {
      const description = 'Received at terminal'
      const scan = { timestamp: '2026-10-20T08:00:00', statusCode: 'transit', status, description }
      const [report] = read({ id: '1', service: 'freight', events: [scan] })
      expect(report?.events).toMatchObject([{ text: description, code: `transit/${status}` }])
    },
  )

  it.each([
    ['failure', 'Delivery attempted; recipient not home', 'delivery_attempted', 'no_one_home'],
    ['failure', 'The shipment is being returned to the sender', 'returning', null],
    ['failure', 'Refused by the recipient', 'exception', 'refused'],
    ['failure', 'Address information needed; contact DHL', 'exception', 'address_problem'],
    ['failure', 'The shipment is damaged', 'exception', 'damaged'],
    ['failure', 'Out for delivery', 'exception', null],
    ['delivered', 'The shipment was delivered to the original sender', 'returned', null],
    ['delivered', 'Partially delivered', 'delivered', 'partial'],
    ['delivered', 'On hold', 'delivered', null],
    [undefined, 'Delivered to sender', 'returned', null],
  ])('says which kind of "%s" it is by the words "%s"', (code, words, status, substatus) => {
    const told = { timestamp: '2026-10-20T08:00:00Z', statusCode: code, description: words }
    expect(stateOf({ status: told })).toMatchObject({ status, substatus })
  })

  it('never takes words without a code for movement unless they are known', () => {
    const events = [{ timestamp: '2026-10-20T08:00:00', description: 'Words that nobody knows' }]
    expect(stateOf({ events })).toMatchObject({ status: 'unknown' })
    const known = [{ timestamp: '2026-10-20T08:00:00', description: 'Shipment picked up' }]
    expect(stateOf({ events: known })).toMatchObject({
      status: 'in_transit',
      substatus: 'picked_up',
    })
  })

  it('lends the code of the shipment’s status to the scan that the status repeats', () => {
    const scan = { timestamp: '2026-10-20T08:00:00', description: 'Zugestellt' }
    const status = { ...scan, statusCode: 'delivered' }
    const [report] = read(shipment({ status, events: [scan] }))
    expect(report?.events).toHaveLength(1)
    expect(report?.events[0]).toMatchObject({
      code: 'delivered',
      status: 'delivered',
      snapshot: false,
    })
  })

  it('adds the status as a snapshot where no scan can be understood', () => {
    const events = [{ timestamp: '2026-10-20T08:00:00', description: 'Zugestellt' }]
    const status = {
      timestamp: '2026-10-20T09:00:00',
      statusCode: 'delivered',
      status: 'delivered',
    }
    const [report] = read(shipment({ status, events }))
    expect(report?.events.map(event => event.snapshot)).toEqual([false, true])
    expect(fold(report?.events ?? []).status).toBe('delivered')
  })

  it('reads a scan without an offset as UTC where the status repeats it with one', () => {
    const place = { address: { countryCode: 'NZ' } }
    const scan = { timestamp: '2026-10-20T08:00:00', statusCode: 'transit', location: place }
    const twin = { ...scan, timestamp: '2026-10-20T08:00:00Z' }
    const instants = (status: object) =>
      read(shipment({ status, events: [scan] })).flatMap(({ events }) =>
        events.map(event => event.occurredAt),
      )
    expect(instants(twin)).toEqual([Date.UTC(2026, 9, 20, 8)])
    expect(instants(scan)).toEqual([Date.UTC(2026, 9, 19, 19)]) // 13 hours east
  })

  it.each([
    ['PERTH - AUSTRALIA', Date.UTC(2026, 9, 20, 0)],
    ['SYDNEY - AUSTRALIA', Date.UTC(2026, 9, 19, 21)],
    ['BACK OF BOURKE - AUSTRALIA', Date.UTC(2026, 9, 20, 8)],
  ])('reads a scan without an offset on the clock of %s', (addressLocality, at) => {
    const location = { address: { countryCode: 'AU', addressLocality } }
    const scan = { timestamp: '2026-10-20T08:00:00', statusCode: 'transit', location }
    const [report] = read(shipment({ events: [scan] }))
    expect(report?.events).toMatchObject([{ occurredAt: at, zone: 'assumed' }])
  })

  it('keeps no name in the words of a scan, and knows who signed', () => {
    const events = [
      { timestamp: '2026-10-20T08:00:00', description: 'Delivered - Signed for by: A EXAMPLE' },
    ]
    const [event] = read(shipment({ events }))[0]?.events ?? []
    expect(event).toMatchObject({ text: 'Delivered', signedBy: 'A EXAMPLE', status: 'delivered' })
    const named = {
      timestamp: '2026-10-20T08:00:00Z',
      statusCode: 'delivered',
      status: 'DELIVERED',
      description: 'ALEX EXAMPLE',
    }
    expect(JSON.stringify(read(shipment({ status: named })))).not.toContain('ALEX')
  })

  it('shows an ETA of midnight as a day, and drops one from before the first scan', () => {
    const status = { timestamp: '2026-10-20T08:00:00Z', statusCode: 'transit' }
    const etaOf = (estimatedTimeOfDelivery: string) =>
      read(shipment({ status, estimatedTimeOfDelivery }))[0]?.eta
    expect(etaOf('2026-10-22T00:00:00Z')).toMatchObject({ kind: 'day', on: '2026-10-22' })
    expect(etaOf('2026-10-22')).toMatchObject({ kind: 'day', on: '2026-10-22' })
    expect(etaOf('2026-10-22T15:00:00Z')).toMatchObject({ kind: 'window' })
    expect(etaOf('2018-08-03T00:00:00Z')).toBeNull()
    expect(etaOf('soon')).toBeNull()
  })

  it('makes a day of an ETA whose clock nobody knows', () => {
    const events = [{ date: '2026-10-20', time: '08:00:00', typeCode: 'PU' }]
    const told = { shipmentTrackingNumber: '7700000456', events }
    const [report] = read({ ...told, estimatedTimeOfDelivery: '2026-10-22T17:00:00' })
    expect(report?.eta).toMatchObject({ kind: 'day', on: '2026-10-22' })
    const destination = { address: { countryCode: 'NZ' } }
    const known = shipment({ destination, estimatedTimeOfDelivery: '2026-10-22T17:00:00' })
    expect(read(known)[0]?.eta).toMatchObject({ kind: 'window', to: Date.UTC(2026, 9, 22, 4) })
  })

  it.each(['transit', undefined])(
    'takes a parcel in a locker for one to be collected (%s)',
    code => {
      const description = 'Delivered to the DHL parcel locker 12'
      const status = { timestamp: '2026-10-20T08:00:00Z', statusCode: code, description }
      expect(stateOf({ status })).toMatchObject({ status: 'awaiting_collection' })
    },
  )

  it('reads the others where one of several shipments has no id', () => {
    const status = { timestamp: '2026-10-20T08:00:00Z', statusCode: 'transit' }
    expect(read({ status }, shipment({ status }))).toHaveLength(1)
    expect(dhl.read({ shipments: [{ status }] }, NOW)).toMatchObject({ ok: false })
  })

  it('takes a checkpoint of MyDHL from the clock of its place', () => {
    const events = [
      { date: '2026-10-20', time: '08:00:00', typeCode: 'WC', serviceArea: [{ code: 'PER' }] },
      { date: '2026-10-20', time: '08:00:00', typeCode: 'PU', GMTOffset: '+02:00' },
    ]
    const [report] = read({ shipmentTrackingNumber: '7700000456', events })
    expect(report?.events.map(({ occurredAt, zone }) => [occurredAt, zone])).toEqual([
      [Date.UTC(2026, 9, 20, 0), 'assumed'],
      [Date.UTC(2026, 9, 20, 6), 'offset'],
    ])
  })
})

describe('asking DHL', () => {
  it('asks with the key in a header, for the service of the parcel, and keeps the merchant’s number', async () => {
    const status = { timestamp: '2026-10-20T08:00:00Z', statusCode: 'transit' }
    const body = { shipments: [{ id: 1234567890, details: { pieceIds: ['7700000456'] }, status }] }
    const { made, context } = calling({ [TRACK]: { json: body } })
    const reports = worked(await dhl.poll?.ask([asked], context))
    expect(reports.map(report => report.trackingNumber)).toEqual(['7700000456'])
    expect(made).toHaveLength(1)
    expect(made[0]?.headers.get('DHL-API-Key')).toBe('an-invented-key')
    const { searchParams } = new URL(made[0]?.url ?? '')
    expect(searchParams.get('service')).toBe('express')
    expect(made[0]?.url).not.toContain('an-invented-key')
  })

  it.each([
    ['473325380000000017', { id: '00473325380000000017' }],
    ['473325380000000017', { id: 'ORDER-7', details: { pieceIds: ['00473325380000000017'] } }],
    [
      '6100000751',
      {
        id: 'ORDER-7',
        details: { references: [{ number: '6100000751', type: 'domestic-consignment-id' }] },
      },
    ],
  ])('knows the parcel %s by the number on its label in %j', async (trackingNumber, told) => {
    const status = { timestamp: '2026-10-20T08:00:00Z', statusCode: 'transit' }
    const body = { shipments: [{ ...told, status }] }
    const { context } = calling({ [TRACK]: { json: body } })
    const reports = worked(await dhl.poll?.ask([{ ...asked, trackingNumber }], context))
    expect(reports.map(report => report.trackingNumber)).toEqual([trackingNumber])
  })

  it('takes a parcel that only refers to the number for another one', async () => {
    const details = { references: [{ number: '7700000456', type: 'customer-reference' }] }
    const { context } = calling({ [TRACK]: { json: { shipments: [{ id: 'X-1', details }] } } })
    expect(await dhl.poll?.ask([asked], context)).toEqual({ ok: true, value: [] })
  })

  it('leaves out a parcel that carries another number', async () => {
    const { context } = calling({ [TRACK]: { json: { shipments: [{ id: 'SOMEBODY-ELSE' }] } } })
    expect(await dhl.poll?.ask([asked], context)).toEqual({ ok: true, value: [] })
  })

  it('reports a number that DHL does not know as not looked up', async () => {
    const json = { status: 404, title: 'No result found', detail: 'No shipment found.' }
    const { context } = calling({ [TRACK]: { status: 404, json } })
    const [report] = worked(await dhl.poll?.ask([asked], context))
    expect(report).toMatchObject({ events: [], eta: null, lookupFailed: 'No shipment found.' })
  })

  it.each([
    [{ status: 401, json: { status: 401, title: 'Unauthorized' } }, 'credentials', false],
    [{ status: 403, json: {} }, 'credentials', false],
    [
      { status: 429, json: {}, headers: { 'retry-after': '90' } },
      'throttled',
      { afterSeconds: 90 },
    ],
    [{ status: 503, text: 'busy' }, 'refused', { afterSeconds: 60 }],
    [{ status: 400, json: { status: 400, detail: 'Bad number' } }, 'refused', false],
    [{ text: '<html></html>' }, 'unreadable', { afterSeconds: 60 }],
    [{ status: 404, text: '<html></html>' }, 'unreadable', { afterSeconds: 60 }],
    [{ json: { shipments: [{ id: null }] } }, 'unreadable', { afterSeconds: 60 }],
  ])('says what is wrong with the answer %j', async (answer, kind, retry) => {
    const { context } = calling({ [TRACK]: answer })
    const told = await dhl.poll?.ask([asked], context)
    expect(told).toMatchObject({ ok: false, problem: { kind, retry } })
    expect(JSON.stringify(told)).not.toContain('an-invented-key')
  })

  it('calls nobody without a key, and names the next step', async () => {
    const { made, context } = calling({}, SETTINGS, {})
    expect(await dhl.poll?.ask([asked], context)).toMatchObject({
      problem: { kind: 'credentials', message: expect.stringContaining('waymark secret set') },
    })
    expect(made).toEqual([])
  })

  it('keeps the pace of a new app, and a faster one with a larger allowance', () => {
    const paceOf = (told: object) => dhl.calls?.limits?.(dhl.settings.parse(told))[0]
    expect(paceOf({})).toEqual({ calls: 1, perMs: 5000 })
    expect(paceOf({ callsPerDay: 5000 })).toEqual({ calls: 1, perMs: 1000 })
  })

  it('spends what the merchant’s plan allows', () => {
    const settings = dhl.settings.parse({ callsPerDay: 5000 })
    expect(dhl.calls?.limits?.(settings)).toContainEqual({ calls: 5000, perMs: 86_400_000 })
    expect(dhl.calls?.limits?.(dhl.settings.parse({}))).toContainEqual({
      calls: 250,
      perMs: 86_400_000,
    })
  })
})

describe('subscribing at DHL', () => {
  const POST = `POST ${SUBSCRIPTION}`
  const begin = async (answers: Answers, parcel = asked, settings = SETTINGS) => {
    const { made, context } = calling(answers, settings)
    return { made, told: await dhl.watch?.begin(parcel, CALLBACK, context) }
  }

  it('names the shipment, the address and the token that DHL shall repeat', async () => {
    const { made, told } = await begin({ [POST]: { status: 202, json: { id: 'sub-1' } } })
    expect(told).toEqual({ ok: true, value: { id: 'sub-1', until: null } })
    expect(made[0]?.json).toMatchObject({
      hook: {
        uri: CALLBACK,
        authentication: {
          type: 'ApiKeyAuthentication',
          header: 'x-waymark-token',
          token: 'an-invented-token',
        },
      },
      type: 'Shipment',
      service: 'express',
      shipmentIDs: ['7700000456'],
    })
  })

  it.each([
    [{ subscriptionId: 'sub-2' }, 'sub-2'],
    [{ self: `${SUBSCRIPTION}/sub-3` }, 'sub-3'],
    [{}, '7700000456'],
  ])('finds the id in %j', async (json, id) => {
    const { told } = await begin({ [POST]: { status: 202, json } })
    expect(told).toMatchObject({ ok: true, value: { id } })
  })

  it('finds the subscription that stands already', async () => {
    const list = [
      { id: 'sub-8', shipmentIDs: ['7700000111'], hook: { uri: CALLBACK } },
      { id: 'sub-9', shipmentIDs: [7700000456], hook: { uri: CALLBACK } },
    ]
    const { told } = await begin({
      [POST]: { status: 409, json: { status: 409, detail: 'exists' } },
      [`GET ${SUBSCRIPTION}s`]: { json: list },
    })
    expect(told).toMatchObject({ ok: true, value: { id: 'sub-9' } })
  })

  it('asks for the service where it does not know it, and calls nobody', async () => {
    const unknown = { ...asked, carrier: 'dhl-ecommerce' } as const
    const { made, told } = await begin({}, unknown)
    expect(told).toMatchObject({
      ok: false,
      problem: { message: expect.stringContaining('service:') },
    })
    expect(made).toEqual([])
    const settings = dhl.settings.parse({ service: 'ecommerce-europe' })
    const named = await begin({ [POST]: { status: 202, json: { id: 'x' } } }, unknown, settings)
    expect(named.told).toMatchObject({ ok: true })
  })

  it.each([204, 404, 410])('lets go of one that is gone already (%i)', async status => {
    const { context } = calling({ [`DELETE ${SUBSCRIPTION}/sub-1`]: { status, text: '' } })
    expect(await dhl.watch?.end?.('sub-1', asked, context)).toEqual({ ok: true, value: undefined })
  })
})

describe('DHL’s handshake', () => {
  const POST = `POST ${SUBSCRIPTION}/sub-123`
  const validate = {
    scope: 'subscription.validate',
    self: `${SUBSCRIPTION}/sub-123`,
    secret: 'hush',
  }

  it('is asked for by the validation only', () => {
    expect(dhl.handshake?.isAsked(validate)).toBe(true)
    const { scope: _, ...rest } = validate
    for (const scope of ['subscription.ready', 'subscription.push', 'validate', 7]) {
      expect(dhl.handshake?.isAsked({ ...rest, scope })).toBe(false)
    }
    expect(dhl.handshake?.isAsked(null)).toBe(false)
    expect(dhl.read({ ...validate, scope: 'subscription.ready' }, NOW)).toEqual({
      ok: true,
      value: [],
    })
  })

  it('brings the secret back to the subscription, and may be repeated', async () => {
    const { made, context } = calling({
      [POST]: [
        { status: 204, text: '' },
        { status: 409, text: '' },
      ],
    })
    expect(await dhl.handshake?.answer(validate, context)).toEqual({ ok: true, value: undefined })
    expect(await dhl.handshake?.answer(validate, context)).toEqual({ ok: true, value: undefined })
    expect(made[0]?.headers.get('DHL-API-Hook-Secret')).toBe('hush')
  })

  it.each([
    'https://evil.example/tracking/push/v1/subscription/sub-123',
    'http://api-eu.dhl.com/tracking/push/v1/subscription/sub-123',
    'https://api-eu.dhl.com.evil.example/tracking/push/v1/subscription/sub-123',
    'https://api-eu.dhl.com:8443/tracking/push/v1/subscription/sub-123',
    'https://api-eu.dhl.com@evil.example/tracking/push/v1/subscription/sub-123',
    'https://user:word@api-eu.dhl.com/tracking/push/v1/subscription/sub-123',
    'https://api-eu.dhl.com/tracking/push/v1/subscription/../../other',
    'https://api-eu.dhl.com/somewhere/else',
    'https://dhl.com/tracking/push/v1/subscription/sub-123',
    '',
    null,
  ])('calls nobody for the address %j', async self => {
    const { made, context } = calling({})
    const told = await dhl.handshake?.answer({ ...validate, self }, context)
    expect(told).toMatchObject({ ok: false, problem: { retry: false } })
    expect(made).toEqual([])
    expect(JSON.stringify(told)).not.toContain('hush')
  })

  it.each([null, '', 'two\r\nlines'])('calls nobody with the secret %j', async secret => {
    const { made, context } = calling({})
    expect(await dhl.handshake?.answer({ ...validate, secret }, context)).toMatchObject({
      ok: false,
    })
    expect(made).toEqual([])
  })
})

describe('checking DHL', () => {
  it('proves the key with a number that no parcel has, and tells of a push that is not there', async () => {
    const lost = { status: 404, json: { status: 404, title: 'No result found' } }
    const list = `GET ${SUBSCRIPTION}s`
    const without = calling({ [TRACK]: lost, [list]: { status: 403, text: '' } })
    expect(worked(await dhl.check?.(without.context)).advice).toEqual([
      expect.stringContaining('Unified - Push'),
    ])
    const busy = calling({ [TRACK]: lost, [list]: { status: 429, json: {} } })
    expect(worked(await dhl.check?.(busy.context)).advice).toEqual([])
    const whole = calling({ [TRACK]: lost, [list]: { json: [] } })
    expect(worked(await dhl.check?.(whole.context)).advice).toEqual([])
    const wrong = calling({ [TRACK]: { status: 401, text: '' } })
    expect(await dhl.check?.(wrong.context)).toMatchObject({ problem: { kind: 'credentials' } })
  })
})
