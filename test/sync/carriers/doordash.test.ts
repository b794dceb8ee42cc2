// DoorDash's traps: the name is the status, pings that repeat it, reasons under two names, and no
// signature but a password.
import { describe, expect, it } from 'vitest'
import { fold } from '../../../src/core/fold.ts'
import { joinEvents, type TrackingReport } from '../../../src/core/tracking.ts'
import { doordash } from '../../../src/sync/carriers/doordash.ts'
import { noKeys } from '../../battery/signers.ts'

const NOW = Date.UTC(2026, 9, 27)

const notice = (event_name: string, rest: object = {}): object => ({
  event_name,
  external_delivery_id: 'mug-1042',
  created_at: '2026-10-26T01:00:00.123456Z',
  dasher_name: 'Robin X.',
  dasher_dropoff_phone_number: '+61400000000',
  dasher_vehicle_make: 'Toyota',
  dasher_location: { lat: -37.8, lng: 144.9 },
  dropoff_address: '2 Example St, Fitzroy VIC 3065',
  ...rest,
})

function read(payload: unknown): TrackingReport {
  const reports = doordash.read(payload, NOW)
  const report = reports.ok ? reports.value[0] : undefined
  if (!report) throw new Error('tells of no parcel')
  return report
}

const meant = (payload: unknown) => {
  const [event] = read(payload).events
  return [event?.status, event?.substatus]
}

describe('what DoorDash means', () => {
  it.each([
    ['DASHER_CONFIRMED', ['pending', 'awaiting_pickup']],
    ['dasher_enroute_to_pickup', ['pending', 'awaiting_pickup']],
    ['DASHER_CONFIRMED_PICKUP_ARRIVAL', ['pending', 'awaiting_pickup']],
    ['DASHER_PICKED_UP', ['out_for_delivery', 'picked_up']],
    ['DASHER_CONFIRMED_DROPOFF_ARRIVAL', ['out_for_delivery', 'arriving_soon']],
    ['DASHER_DROPPED_OFF', ['delivered', null]],
    ['DELIVERY_CANCELLED', ['cancelled', null]],
    ['DELIVERY_RETURN_INITIALIZED', ['returning', null]],
    ['dasher_enroute_to_return', ['returning', null]],
    ['DASHER_CONFIRMED_RETURN_ARRIVAL', ['returning', null]],
    ['DELIVERY_RETURNED', ['returned', null]],
    ['DELIVERY_BATCHED', ['unknown', 'info_only']],
    ['PARCEL_LABELED', ['pending', 'label_created']],
    ['PARCEL_MID_MILE_ARRIVED', ['in_transit', 'arrived_facility']],
    ['PARCEL_RECEIVED_TO_REDELIVER', ['in_transit', 'rescheduled']],
    ['PARCEL_RETURN_TO_MERCHANT', ['returning', null]],
    ['AN_EVENT_OF_TOMORROW', ['unknown', 'unmapped']],
  ])('reads %s as %j', (name, expected) => {
    expect(meant(notice(name))).toEqual(expected)
  })

  it.each([
    ['failed_to_return', ['exception', 'undeliverable']],
    ['FAILED_TO_DELIVER', ['exception', 'undeliverable']],
    ['wrong_delivery_address', ['exception', 'address_problem']],
    ['package_lost_at_facility', ['exception', 'lost']],
    ['cancelled_by_creator', ['cancelled', null]],
    ['no_available_dashers', ['cancelled', null]],
    ['a reason of tomorrow', ['cancelled', null]],
  ])('reads a cancellation for %s as %j, under either name of the field', (reason, expected) => {
    expect(meant(notice('DELIVERY_CANCELLED', { reason }))).toEqual(expected)
    expect(meant(notice('DELIVERY_CANCELLED', { cancellation_reason: reason }))).toEqual(expected)
  })

  it('does not read the status from fields that other documents have', () => {
    const claims = { delivery_status: 'delivered', event_type: 'DASHER_DROPPED_OFF' }
    expect(meant(notice('DASHER_CONFIRMED', claims))).toEqual(['pending', 'awaiting_pickup'])
    expect(doordash.read({ ...claims, external_delivery_id: 'x' }, NOW)).toMatchObject({
      ok: false,
      problem: { kind: 'unreadable' },
    })
  })
})

describe('what DoorDash tells besides', () => {
  it('takes all pings of one leg for one event, the first, and no estimate from them', () => {
    const pings = ['00', '20', '40'].map((second, i) => {
      const created_at = `2026-10-26T01:00:${second}Z`
      const dropoff_time_estimated = `2026-10-26T01:3${i}:00Z`
      return read(notice('dasher_enroute_to_dropoff', { created_at, dropoff_time_estimated }))
    })
    expect(pings.map(({ eta }) => eta)).toEqual([null, null, null])
    const events = pings.flatMap((ping, i) =>
      ping.events.map(event => ({ ...event, receivedAt: NOW + i })),
    )
    expect(joinEvents([], events.toReversed())).toEqual([events[0]])
  })

  it('knows a repeat by its number, name and time, and two deliveries apart', () => {
    const [event] = read(notice('DASHER_PICKED_UP')).events
    const [again] = read(notice('DASHER_PICKED_UP')).events
    const [other] = read(notice('DASHER_PICKED_UP', { created_at: '2026-10-26T02:00:00Z' })).events
    if (!event || !again || !other) throw new Error('tells nothing')
    expect(joinEvents([event], [{ ...again, receivedAt: NOW + 1 }])).toHaveLength(1)
    expect(joinEvents([event], [other])).toHaveLength(2)
  })

  it('ends a return at the shop in any order of arrival', () => {
    const events = [
      ['DASHER_CONFIRMED_DROPOFF_ARRIVAL', '01:00'],
      ['DELIVERY_RETURN_INITIALIZED', '01:20'],
      ['DASHER_CONFIRMED_RETURN_ARRIVAL', '01:50'],
      ['DELIVERY_RETURNED', '01:55'],
    ].flatMap(
      ([name = '', clock]) => read(notice(name, { created_at: `2026-10-26T${clock}:00Z` })).events,
    )
    expect(fold(joinEvents([], events.toReversed())).status).toBe('returned')
  })

  it('keeps nothing of the Dasher, nor where the shopper lives', () => {
    const stored = JSON.stringify(read(notice('DASHER_PICKED_UP')))
    for (const secret of ['Robin', '+614', 'Toyota', '-37.8', 'Example St']) {
      expect(stored).not.toContain(secret)
    }
  })

  it('keeps the picture of the drop-off, of https only, and none of other events', () => {
    const url = 'https://pictures.example/door.jpg'
    const kept = (name: string, dropoff_verification_image_url: string) =>
      read(notice(name, { dropoff_verification_image_url })).events[0]?.proofUrl
    expect(kept('DASHER_DROPPED_OFF', url)).toBe(url)
    expect(kept('DASHER_DROPPED_OFF', 'data:image/png;base64,aaaa')).toBeUndefined()
    expect(kept('DASHER_PICKED_UP', url)).toBeUndefined()
  })

  it('tells an estimate of a day as a day, and none that has passed or leads to the shop', () => {
    const eta = (name: string, dropoff_time_estimated: string) =>
      read(notice(name, { dropoff_time_estimated })).eta
    expect(eta('PARCEL_SCANNED', '2026-10-27')).toMatchObject({ kind: 'day', on: '2026-10-27' })
    expect(eta('DASHER_PICKED_UP', '2026-10-26T01:30:00Z')).toMatchObject({ kind: 'window' })
    expect(eta('DASHER_PICKED_UP', '2026-10-26T00:30:00Z')).toBeNull()
    expect(eta('DELIVERY_RETURN_INITIALIZED', '2026-10-26T01:30:00Z')).toBeNull()
  })

  it('dispatches nothing: it tells no order’s number', () => {
    expect(read(notice('DASHER_PICKED_UP', { pickup_reference_tag: '#1042' }))).toMatchObject({
      dispatched: false,
      orderNumber: null,
    })
  })

  it('refuses a notice without a number, or without a name', () => {
    for (const payload of [
      notice(' '),
      notice('DASHER_CONFIRMED', { external_delivery_id: ' ' }),
    ]) {
      expect(doordash.read(payload, NOW)).toMatchObject({ ok: false })
    }
  })
})

describe('the password of DoorDash', () => {
  const verify = (authorization: string) =>
    doordash.verify?.(
      {
        url: '',
        rest: '',
        headers: new Headers({ authorization }),
        body: new Uint8Array(),
        receivedAt: NOW,
      },
      { settings: {}, secrets: { webhookPassword: 'door:dash' } },
      noKeys,
    )

  it('is user and password together, as Basic writes them', async () => {
    expect(await verify(`Basic ${btoa('door:dash')}`)).toEqual({ ok: true, value: undefined })
    for (const other of ['door:dash', btoa('door:dash'), `Basic ${btoa('door:')}`, 'Basic ']) {
      expect(await verify(other)).toMatchObject({ ok: false })
    }
  })
})
