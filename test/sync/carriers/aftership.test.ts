import { describe, expect, it } from 'vitest'
import { fold } from '../../../src/core/fold.ts'
import { aftership } from '../../../src/sync/carriers/aftership/index.ts'
import type { Asked } from '../../../src/sync/carriers/carrier.ts'
import { type Answer, type Answers, contextOf, fakeHttp } from './fake-http.ts'

const NOW = Date.UTC(2026, 10, 24, 8)
const API = 'https://api.aftership.com/tracking/2026-07/trackings'
const PARCEL: Asked = {
  trackingNumber: '33ZZZ1000001',
  carrier: 'australia-post',
  calledThere: null,
  orderNumber: '#1001',
  destination: { country: 'AU', postcode: '4000' },
  dispatchedAt: Date.UTC(2026, 10, 24, 1),
}
const LOOKUP = `GET ${API}?tracking_numbers=33ZZZ1000001`

function asking(answers: Answers, apiKey = 'a-key') {
  const { http, made: asked } = fakeHttp(['api.aftership.com'], answers)
  return { asked, context: contextOf(http, {}, { apiKey, webhookSecret: 'w' }, NOW) }
}
const begin = (answers: Answers, parcel = PARCEL) => {
  const { asked, context } = asking(answers)
  return { asked, begun: aftership.watch?.begin(parcel, 'https://t.example/hooks/x', context) }
}
const failure = (status: number, code: number, message = 'No.') => ({
  status,
  json: { meta: { code, message, type: 'BadRequest' }, data: {} },
})
const made = (fields: object = {}) => ({
  status: 201,
  json: { meta: { code: 201 }, data: { id: 'aft-1', tracking_number: '33ZZZ1000001', ...fields } },
})

describe('AfterShip is told of a parcel', () => {
  it('with number, slug, order and the postcode that some carriers want, the key in a header', async () => {
    const pending = { tag: 'Pending', subtag: 'Pending_001', checkpoints: [] }
    const { asked, begun } = begin({ [`POST ${API}`]: made(pending) })
    expect(await begun).toEqual({ ok: true, value: { id: 'aft-1', until: null, reports: [] } })
    expect(asked).toHaveLength(1)
    expect(asked[0]?.headers.get('as-api-key')).toBe('a-key')
    expect(asked[0]?.json).toEqual({
      tracking_number: '33ZZZ1000001',
      slug: 'australia-post',
      order_number: '#1001',
      tracking_ship_date: '2026-11-24T01:00:00Z',
      destination_postal_code: '4000',
      destination_country_region: 'AUS',
      custom_fields: { waymark: 'watching' },
    })
  })

  it('with the merchant’s own name of the carrier, or none when nobody knows one', async () => {
    const named = begin({ [`POST ${API}`]: made() }, { ...PARCEL, calledThere: 'my-courier' })
    await named.begun
    expect(named.asked[0]?.json).toMatchObject({ slug: 'my-courier' })
    const unnamed = begin({ [`POST ${API}`]: made() }, { ...PARCEL, carrier: 'hunter' })
    await unnamed.begun
    expect(unnamed.asked[0]?.json).not.toHaveProperty('slug')
  })

  it('twice, and goes on following the one it has, with the history that it knows', async () => {
    const checkpoint = {
      hash: 'h-1',
      tag: 'InTransit',
      subtag: 'InTransit_002',
      message: 'Picked up',
      checkpoint_time: '2026-11-24T13:00:00+11:00',
    }
    const theirs = { id: 'aft-9', tracking_number: '33zzz1000001', slug: 'australia-post' }
    const other = { id: 'aft-8', tracking_number: '33ZZZ100000199', slug: 'australia-post' }
    const dhl = { ...theirs, id: 'aft-7', slug: 'dhl' }
    const trackings = [other, dhl, { ...theirs, tag: 'InTransit', checkpoints: [checkpoint] }]
    const { begun } = begin({
      [`POST ${API}`]: failure(400, 4003, 'Tracking already exists.'),
      [LOOKUP]: { json: { meta: { code: 200 }, data: { trackings } } },
    })
    expect(await begun).toMatchObject({
      ok: true,
      value: {
        id: 'aft-9',
        reports: [{ trackingNumber: '33zzz1000001', events: [{ substatus: 'accepted' }] }],
      },
    })
  })

  const there = (fields: object) => ({
    [`POST ${API}`]: failure(400, 4003, 'Tracking already exists.'),
    [LOOKUP]: {
      json: {
        meta: { code: 200 },
        data: { trackings: [{ id: 'aft-9', tracking_number: '33ZZZ1000001', ...fields }] },
      },
    },
  })
  const RETRACK = `POST ${API}/aft-9/retrack`

  it('and follows one again that it had ceased to follow, unless that has arrived', async () => {
    const again = begin({ ...there({ active: false, tag: 'Expired' }), [RETRACK]: made() })
    expect(await again.begun).toMatchObject({ ok: true, value: { id: 'aft-9' } })
    expect(again.asked.at(-1)?.line).toBe(RETRACK)
    for (const fields of [
      { active: true, tag: 'InTransit' },
      { active: false, tag: 'Delivered' },
    ]) {
      const { asked, begun } = begin(there(fields))
      expect(await begun).toMatchObject({ ok: true, value: { id: 'aft-9' } })
      expect(asked).toHaveLength(2)
    }
  })

  it('and says so where AfterShip follows nothing a third time', async () => {
    const answers = { ...there({ active: false, tag: 'Expired' }), [RETRACK]: failure(400, 4016) }
    expect(await begin(answers).begun).toMatchObject({
      problem: { kind: 'refused', retry: false, message: expect.stringContaining('once') },
    })
    // It was taken up between our two questions.
    const meanwhile = { ...answers, [RETRACK]: failure(400, 4013) }
    expect(await begin(meanwhile).begun).toMatchObject({ ok: true, value: { id: 'aft-9' } })
  })

  it('without the slug when it does not know ours, and says what to do when it knows not the merchant’s', async () => {
    const answers = {
      [`POST ${API}`]: [failure(400, 4010, 'The value of slug is invalid.'), made()],
    }
    const ours = begin(answers)
    expect(await ours.begun).toMatchObject({ ok: true, value: { id: 'aft-1' } })
    expect(ours.asked.map(({ json }) => json)).toMatchObject([{ slug: 'australia-post' }, {}])
    expect(ours.asked[1]?.json).not.toHaveProperty('slug')
    const theirs = begin(answers, { ...PARCEL, calledThere: 'auspost' })
    expect(await theirs.begun).toMatchObject({
      problem: { kind: 'refused', retry: false, message: expect.stringContaining('carrierNames') },
    })
  })

  it.each([
    ['a web page', { status: 200, text: '<html>Sorry</html>' }],
    ['no id', { status: 201, json: { meta: { code: 201 }, data: {} } }],
  ])('and %s for an answer is asked again in a minute', async (_, said) => {
    expect(await begin({ [`POST ${API}`]: said }).begun).toMatchObject({
      problem: { kind: 'unreadable', retry: { afterSeconds: 60 } },
    })
  })

  it('again after a 429 at the second that it names, or at the next one', async () => {
    const reset = { 'x-ratelimit-reset': String(NOW / 1000 + 7) }
    const limited = begin({ [`POST ${API}`]: { ...failure(429, 429), headers: reset } })
    expect(await limited.begun).toMatchObject({
      problem: { kind: 'throttled', retry: { afterSeconds: 7 } },
    })
    const silent = begin({ [`POST ${API}`]: failure(429, 429) })
    expect(await silent.begun).toMatchObject({ problem: { retry: { afterSeconds: 1 } } })
  })
})

describe('AfterShip lets a parcel go', () => {
  const end = (answers: Answers) => {
    const { asked, context } = asking(answers)
    return { asked, ended: aftership.watch?.end?.('aft-1', PARCEL, context) }
  }
  const there = (fields: object) => ({ [`GET ${API}/aft-1`]: made(fields) })
  const ours = { custom_fields: { waymark: 'watching' } }
  const gone = { [`DELETE ${API}/aft-1`]: { status: 200, json: { meta: { code: 200 } } } }

  it('by deleting what we had made and what still runs', async () => {
    const { asked, ended } = end({ ...there({ ...ours, active: true }), ...gone })
    expect(await ended).toEqual({ ok: true, value: undefined })
    expect(asked.map(({ line }) => line)).toEqual([`GET ${API}/aft-1`, `DELETE ${API}/aft-1`])
  })

  it.each([
    ['that the merchant made', { active: true, custom_fields: { theirs: 'yes' } }],
    ['that has ended by itself', { ...ours, active: false }],
  ])('and leaves a tracking alone %s', async (_, fields) => {
    const { asked, ended } = end(there(fields))
    expect(await ended).toEqual({ ok: true, value: undefined })
    expect(asked).toHaveLength(1)
  })

  it('when it is gone already, before or after we looked', async () => {
    expect(await end({ [`GET ${API}/aft-1`]: failure(404, 4004) }).ended).toMatchObject({
      ok: true,
    })
    const between = { [`DELETE ${API}/aft-1`]: failure(404, 4004) }
    expect(await end({ ...there(ours), ...between }).ended).toMatchObject({ ok: true })
  })

  it('and says so when it could not', async () => {
    const answers = { [`DELETE ${API}/aft-1`]: failure(500, 500) }
    expect(await end({ ...there(ours), ...answers }).ended).toMatchObject({ ok: false })
  })
})

describe('AfterShip’s credentials', () => {
  const check = (said: Answer, apiKey?: string) =>
    aftership.check?.(asking({ [`GET ${API}?limit=1`]: said }, apiKey).context)

  it('are proven by a list of one tracking', async () => {
    const listed = { json: { meta: { code: 200 }, data: { trackings: [] } } }
    expect(await check(listed)).toMatchObject({ ok: true, value: { missing: [] } })
  })

  it('are named with the next step when they are wrong or missing, and never shown', async () => {
    const wrong = await check(failure(401, 401, 'Invalid API key.'), 'the-wrong-key')
    expect(wrong).toMatchObject({ problem: { kind: 'credentials', retry: false } })
    expect(JSON.stringify(wrong)).toContain('apiKey')
    expect(JSON.stringify(wrong)).not.toContain('the-wrong-key')
    expect(await check({ json: {} }, '')).toMatchObject({
      problem: { kind: 'credentials', message: expect.stringContaining('waymark secret set') },
    })
  })
})

describe('AfterShip tells', () => {
  const read = (msg: object, receivedAt = NOW) => {
    const reports = aftership.read({ event: 'tracking_update', msg, ts: NOW / 1000 }, receivedAt)
    if (!reports.ok) throw new Error(reports.problem.message)
    const [report] = reports.value
    if (!report) throw new Error('no report')
    return report
  }
  const scanned = (tag: string, subtag: string, at = '2026-11-20T10:00:00Z') => ({
    tag,
    subtag,
    message: subtag,
    checkpoint_time: at,
  })

  it.each([
    ['Exception', 'Exception_010', 'returning', null],
    ['Exception', 'Exception_021', 'exception', 'disposed'],
    ['OutForDelivery', 'OutForDelivery_002', 'awaiting_collection', null],
    ['OutForDelivery', 'OutForDelivery_004', 'in_transit', 'rescheduled'],
    ['Exception', 'Exception_099', 'exception', null],
    ['', 'Delivered_077', 'delivered', null],
    ['Vanished', 'Vanished_001', 'unknown', 'unmapped'],
  ])('by its subtag, else by its tag: %s/%s is %s', (tag, subtag, status, substatus) => {
    const { events } = read({ tracking_number: '1', checkpoints: [scanned(tag, subtag)] })
    expect(events).toMatchObject([{ status, substatus }])
  })

  it('of one checkpoint once, however its words or its subtag change, where it has a hash', () => {
    const told = (message: string) =>
      read({
        tracking_number: '1',
        checkpoints: [{ ...scanned('InTransit', 'x'), message, hash: 'h' }],
      })
    expect(told('One').events[0]?.sourceEventId).toBe('h')
    expect(told('Two').events[0]?.sourceEventId).toBe('h')
  })

  it.each([
    ['australia-post', 'Australia Post'],
    ['fastway-au', 'Aramex'],
    ['star-track', 'StarTrack'],
    ['dpd-uk', 'dpd-uk'],
  ])('whose parcel it is, by the name that shoppers know: %s is %s', (slug, carrier) => {
    expect(read({ tracking_number: '1', slug })).toMatchObject({ carrier })
  })

  it('that a parcel left only with the order’s number, and never of what is sent back', () => {
    const checkpoints = [scanned('InTransit', 'InTransit_001')]
    const parcel = { tracking_number: '1', order_number: '#7', checkpoints }
    expect(read(parcel)).toMatchObject({ orderNumber: '#7', dispatched: true })
    expect(read({ ...parcel, order_number: null })).toMatchObject({ dispatched: false })
    expect(
      read({ ...parcel, checkpoints: [scanned('InfoReceived', 'InfoReceived_001')] }),
    ).toMatchObject({ orderNumber: '#7', dispatched: false })
    expect(read({ ...parcel, shipment_direction: 'return' })).toMatchObject({
      orderNumber: null,
      dispatched: false,
    })
  })

  it('nothing new by a tag without checkpoints of its own when it only lost sight of the parcel', () => {
    const checkpoints = [scanned('OutForDelivery', 'OutForDelivery_001')]
    for (const tag of ['Expired', 'Pending', 'Mislaid']) {
      const { events } = read({ tracking_number: '1', tag, subtag: `${tag}_001`, checkpoints })
      expect(events).toHaveLength(1)
      expect(fold(events).status).toBe('out_for_delivery')
    }
  })

  it('the same instant however often it repeats a tag that no checkpoint bears', () => {
    const msg = { tracking_number: '1', tag: 'Delivered', subtag: 'Delivered_001' }
    const checkpoints = [scanned('InTransit', 'InTransit_001')]
    const at = (updated_at: string) => read({ ...msg, updated_at, checkpoints }).events[1]
    expect(at('2026-11-21T00:00:00Z')?.occurredAt).toBe(Date.UTC(2026, 10, 20, 10))
    expect(at('2026-11-22T00:00:00Z')).toEqual(at('2026-11-21T00:00:00Z'))
  })

  it('no arrival before the first scan, and of a range of days the last', () => {
    const checkpoints = [scanned('InTransit', 'InTransit_001')]
    const expecting = (from: string, to: string) =>
      read({
        tracking_number: '1',
        checkpoints,
        courier_estimated_delivery_date: {
          estimated_delivery_date_min: from,
          estimated_delivery_date_max: to,
        },
      }).eta
    expect(expecting('2026-11-18', '2026-11-19')).toBeNull()
    expect(expecting('2026-11-25', '2026-11-27')).toMatchObject({ kind: 'day', on: '2026-11-27' })
  })

  it('of a picture only by a whole https address', () => {
    const proven = (url: unknown) =>
      read({
        tracking_number: '1',
        checkpoints: [scanned('Delivered', 'Delivered_001')],
        proof_of_delivery: [{ type: 'photo', url }],
      }).events[0]?.proofUrl
    expect(proven('https://pod.example.com/1.jpg')).toBe('https://pod.example.com/1.jpg')
    for (const url of ['http://pod.example.com/1.jpg', 'data:image/png;base64,AA==', 7, null]) {
      expect(proven(url)).toBeUndefined()
    }
  })
})
