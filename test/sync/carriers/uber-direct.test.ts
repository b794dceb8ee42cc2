// Uber Direct's traps: reasons that repeat a wish, a return that is a delivery of its own, pins on a map,
// and two headers for one signature.
import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fold } from '../../../src/core/fold.ts'
import { joinEvents, type TrackingReport } from '../../../src/core/tracking.ts'
import { uberDirect } from '../../../src/sync/carriers/uber-direct.ts'
import { noKeys } from '../../battery/signers.ts'

const NOW = Date.UTC(2026, 9, 27)
const DELIVERY = 'del_invented'
const RETURN = 'ret_invented'

const PRIVATE = {
  courier: {
    name: 'Robin X.',
    phone_number: '+61400000000',
    img_href: 'https://pictures.example/courier.jpg',
    license_plate: 'ABC00X',
    location: { lat: -33.9, lng: 151.2 },
  },
  dropoff: { name: 'Alex Example', address: '2 Example St', phone_number: '+61400000001' },
}

const notice = (status: string, data: object = {}, rest: object = {}): object => ({
  id: `evt_${status}`,
  kind: 'event.delivery_status',
  created: '2026-10-26T01:00:00.5Z',
  delivery_id: DELIVERY,
  status,
  data: { id: DELIVERY, status, external_id: '#1042', ...PRIVATE, ...data },
  ...rest,
})

function read(payload: unknown): TrackingReport {
  const reports = uberDirect.read(payload, NOW)
  const report = reports.ok ? reports.value[0] : undefined
  if (!report) throw new Error('tells of no parcel')
  return report
}

const meant = (payload: unknown) => {
  const [event] = read(payload).events
  return [event?.status, event?.substatus]
}

describe('what Uber Direct means', () => {
  it.each([
    ['pending', {}, ['pending', null]],
    ['pickup', { courier_imminent: true }, ['pending', 'awaiting_pickup']],
    ['pickup_complete', {}, ['out_for_delivery', 'picked_up']],
    ['dropoff', { courier_imminent: false }, ['out_for_delivery', 'on_vehicle']],
    ['dropoff', { courier_imminent: true }, ['out_for_delivery', 'arriving_soon']],
    ['delivered', {}, ['delivered', null]],
    ['a_status_of_tomorrow', {}, ['unknown', 'unmapped']],
  ])('reads the status %s with %j as %j', (status, data, expected) => {
    expect(meant(notice(status, data))).toEqual(expected)
  })

  const pickedUp = { pickup: { status: 'completed' } }

  it.each([
    ['customer_unavailable', 'undeliverable'],
    ['customer_rejected_order', 'refused'],
    ['cannot_find_customer_address', 'address_problem'],
    ['cannot_access_customer_location', 'undeliverable'],
  ])('takes a delivery canceled for %s for a problem (%s)', (reason, substatus) => {
    const told = [
      { undeliverable_reason: reason },
      { cancellation_reason: reason },
      { cancelation_reason: { primary_reason: 'UBER_CANCEL', secondary_reason: reason } },
      { cancelation_reason: { primary_reason: reason.toUpperCase() } },
    ]
    for (const data of told) {
      expect(meant(notice('canceled', data))).toEqual(['exception', substatus])
    }
  })

  it('brings back what was picked up, and nothing that never left the shop', () => {
    for (const undeliverable_action of ['return', 'returned']) {
      const wish = { undeliverable_action }
      const refused = { ...wish, undeliverable_reason: 'customer_rejected_order' }
      expect(meant(notice('canceled', { ...wish, ...pickedUp }))).toEqual(['returning', null])
      expect(meant(notice('canceled', refused))).toEqual(['returning', null])
      expect(meant(notice('canceled', wish))).toEqual(['cancelled', null])
    }
  })

  it('takes what the courier left at the door for delivered, with its picture', () => {
    const picture = { image_url: 'https://pictures.example/door.jpg' }
    const told = notice('canceled', {
      ...pickedUp,
      undeliverable_action: 'left_at_door',
      undeliverable_reason: 'NO_SECURE_LOCATION_TO_DROPOFF',
      dropoff: { verification: { picture } },
    })
    expect(meant(told)).toEqual(['delivered', 'safe_place'])
    expect(read(told).events[0]?.proofUrl).toBe(picture.image_url)
    expect(meant(notice('canceled', { undeliverable_action: 'left_at_door' }))).toEqual([
      'cancelled',
      null,
    ])
  })

  it('never takes a canceled delivery for delivered that was only to be left at the door', () => {
    for (const undeliverable_action of ['leave_at_door', 'discard', 'burn/it', '']) {
      const data = { ...pickedUp, undeliverable_action, undeliverable_reason: 'a/b c' }
      expect(meant(notice('canceled', data))).toEqual(['exception', 'undeliverable'])
    }
  })

  it('says lost of what was lost on its way back', () => {
    const data = { undeliverable_reason: 'item_lost', undeliverable_action: 'return' }
    expect(meant(notice('canceled', data))).toEqual(['exception', 'lost'])
  })

  it('keeps "returned" open while a return is named that has not ended', () => {
    const related = { related_deliveries: [{ id: RETURN, relationship: 'returned' }] }
    expect(meant(notice('returned'))).toEqual(['returned', null])
    expect(meant(notice('returned', related))).toEqual(['returning', null])
    expect(meant(notice('returned', { return: { name: 'Shop' } }))).toEqual(['returning', null])
    const ended = { ...related, return: { status: 'completed' } }
    expect(meant(notice('returned', ended))).toEqual(['returned', null])
  })
})

describe('a return', () => {
  const back = (status: string, minute: string, related?: object[]) =>
    notice(
      status,
      { id: RETURN, related_deliveries: related },
      { id: `evt_back_${status}`, delivery_id: RETURN, created: `2026-10-26T02:${minute}:00Z` },
    )
  const original = [{ id: DELIVERY, relationship: 'original' }]

  it('is news of the parcel that it carries, and ends its journey in any order of arrival', () => {
    const reports = [
      notice('returned', { related_deliveries: [{ id: RETURN, relationship: 'returned' }] }),
      back('dropoff', '10', original),
      back('delivered', '30', original),
    ].map(read)
    expect(reports.map(report => report.trackingNumber)).toEqual([DELIVERY, DELIVERY, DELIVERY])
    const events = reports.flatMap(report => report.events)
    expect(events.map(event => event.status)).toEqual(['returning', 'returning', 'returned'])
    expect(fold(joinEvents([], events.toReversed()))).toMatchObject({
      status: 'returned',
      deliveredAt: Date.UTC(2026, 9, 26, 2, 30),
    })
  })

  it('finds its parcel by the id alone, and keeps its own number where none is told', () => {
    expect(read(back('dropoff', '10', [{ id: DELIVERY }])).trackingNumber).toBe(DELIVERY)
    const alone = read(back('delivered', '10'))
    expect([alone.trackingNumber, alone.events[0]?.status]).toEqual([RETURN, 'returned'])
  })

  it('dispatches nothing and promises no day to the shopper', () => {
    const data = { id: RETURN, dropoff_eta: '2026-10-26T03:00:00Z', related_deliveries: original }
    expect(read(notice('dropoff', data))).toMatchObject({ dispatched: false, eta: null })
  })
})

describe('what Uber Direct tells besides', () => {
  it('dispatches an order once the parcel is on its way, and not without its number', () => {
    expect(read(notice('pickup')).dispatched).toBe(false)
    expect(read(notice('pickup_complete'))).toMatchObject({
      dispatched: true,
      orderNumber: '#1042',
    })
    const byReference = { external_id: ' ', manifest: { reference: 1042 } }
    expect(read(notice('dropoff', byReference))).toMatchObject({
      dispatched: true,
      orderNumber: '1042',
    })
    const nameless = read(notice('dropoff', { external_id: null }))
    expect(nameless).toMatchObject({ dispatched: false, orderNumber: null })
  })

  it('keeps nothing of the courier, nor where the shopper lives', () => {
    const stored = JSON.stringify(read(notice('dropoff')))
    for (const secret of [
      'Robin',
      '+614',
      'courier.jpg',
      'ABC00X',
      '-33.9',
      'Alex',
      'Example St',
    ]) {
      expect(stored).not.toContain(secret)
    }
  })

  it('keeps the picture of the drop-off, else the signature, of https only, and not before', () => {
    const proof = (picture: string, signature: string) => ({
      dropoff: {
        verification: { picture: { image_url: picture }, signature: { image_url: signature } },
      },
    })
    const url = 'https://pictures.example/p.jpg'
    const other = 'https://pictures.example/s.png'
    const kept = (status: string, data: object) => read(notice(status, data)).events[0]?.proofUrl
    expect(kept('delivered', proof(url, other))).toBe(url)
    expect(kept('delivered', proof('', other))).toBe(other)
    expect(kept('delivered', proof('http://pictures.example/p.jpg', ''))).toBeUndefined()
    expect(kept('dropoff', proof(url, other))).toBeUndefined()
  })

  it('knows who signed by either name of the field', () => {
    const signed = (signature: object) =>
      read(notice('delivered', { dropoff: { verification: { signature } } })).events[0]?.signedBy
    expect(signed({ signer_name: 'Sam Example' })).toBe('Sam Example')
    expect(signed({ name: 'Sam Example', signer_name: '' })).toBe('Sam Example')
  })

  it('knows a repeated notice by its id, whenever it comes', () => {
    const [first, again] = [NOW, NOW + 60_000].map(at => {
      const reports = uberDirect.read(notice('delivered'), at)
      return reports.ok ? (reports.value[0]?.events ?? []) : []
    })
    expect(joinEvents(first ?? [], again ?? [])).toHaveLength(1)
  })

  it('makes no event of a pin on a map, and the same rough estimate of pins of ten minutes', () => {
    const update = (second: string, dropoff_eta: string) =>
      read({
        kind: 'event.courier_update',
        created: `2026-10-26T01:0${second}Z`,
        delivery_id: DELIVERY,
        location: { lat: -33.9, lng: 151.2 },
        data: { id: DELIVERY, status: 'dropoff', ...PRIVATE, dropoff_eta },
      })
    const one = update('1:20', '2026-10-26T01:31:00Z')
    expect(one).toMatchObject({ events: [], dispatched: false })
    expect(one.eta).toMatchObject({ from: Date.UTC(2026, 9, 26, 1, 30), kind: 'window' })
    expect(update('1:40', '2026-10-26T01:29:10Z')).toEqual(one)
  })

  it('tells no estimate that has passed, nor one of a delivery that is over', () => {
    const eta = { dropoff_eta: '2026-10-26T01:30:00Z' }
    expect(read(notice('dropoff', eta)).eta).toMatchObject({ to: Date.UTC(2026, 9, 26, 1, 30) })
    expect(read(notice('delivered', eta)).eta).toBeNull()
    expect(read(notice('dropoff', { dropoff_eta: '2026-10-26T00:30:00Z' })).eta).toBeNull()
  })

  it('reads notices of other things as news of no parcel', () => {
    for (const kind of ['event.refund_request', 'event.shopping_progress', 'event.of_tomorrow']) {
      expect(uberDirect.read({ kind, data: {} }, NOW)).toEqual({ ok: true, value: [] })
    }
  })

  it('reads the older API by its own words, returns as well', () => {
    const change = (status: string, meta: object = {}) => ({
      event_type: 'dapi.status_changed',
      event_id: 'invented',
      event_time: 1_792_801_800_000,
      meta: { order_id: 'an-order', status, ...meta },
    })
    expect(meant(change('ARRIVED_AT_DROPOFF'))).toEqual(['out_for_delivery', 'arriving_soon'])
    expect(meant(change('FAILED'))).toEqual(['exception', null])
    expect(meant(change('COMPLETED', { is_returning: true }))).toEqual(['returned', null])
    expect(read(change('COMPLETED')).events[0]?.occurredAt).toBe(1_792_801_800_000)
  })
})

describe('the signature of Uber Direct', () => {
  const body = JSON.stringify(notice('delivered'))
  const hex = createHmac('sha256', 'a key').update(body).digest('hex')
  const verify = async (headers: Record<string, string>, secrets = { webhookSecret: 'a key' }) =>
    uberDirect.verify?.(
      {
        url: '',
        rest: '',
        headers: new Headers(headers),
        body: new TextEncoder().encode(body),
        receivedAt: NOW,
      },
      { settings: {}, secrets },
      noKeys,
    )

  it('is taken from either header, with or without the name of the hash', async () => {
    for (const header of ['X-Uber-Signature', 'X-Postmates-Signature']) {
      for (const signature of [hex, `sha256=${hex}`]) {
        expect(await verify({ [header]: signature })).toEqual({ ok: true, value: undefined })
      }
    }
  })

  it('is wrong when the newer header is, whatever the older one says', async () => {
    const headers = { 'x-uber-signature': 'ab', 'x-postmates-signature': hex }
    expect(await verify(headers)).toEqual({ ok: false, problem: { kind: 'bad_signature' } })
  })
})
