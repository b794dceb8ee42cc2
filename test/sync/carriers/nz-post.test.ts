// NZ Post: its codes against its words, its naive clock, its token, and an address that is the only proof
// of who posts.
import { describe, expect, it } from 'vitest'
import { nzPost } from '../../../src/sync/carriers/nz-post/index.ts'
import { noKeys } from '../../battery/signers.ts'
import { type Answers, askedFor, contextOf, fakeHttp, NOW, worked } from './fake-http-rsa-custom.ts'

const TOKEN = 'POST https://oauth.nzpost.co.nz/as/token.oauth2'
const NUMBER = '00390000000000000012'
const PARCEL = `GET https://api.nzpost.co.nz/parceltrack/3.0/parcels/${NUMBER}`
const WEBHOOK = 'https://api.nzpost.co.nz/parceltrack/3.0/subscription/webhook/'
const GUID = '32ffd9bd-0000-4000-8000-000000000001'
const SECRETS = { clientSecret: 'an-invented-secret', webhookToken: 'an-invented-token' }
const CALLBACK = 'https://track.example.com/hooks/h1'

const asked = askedFor({ trackingNumber: NUMBER, carrier: 'nz-post' })
const granted = { json: { access_token: 'token-1', token_type: 'Bearer', expires_in: 3600 } }
const scan = {
  tracking_reference: NUMBER,
  event_edifact_code: '8',
  source: 'CME',
  seqref: '8300000002',
  status_description: 'Processing at depot',
  event_datetime: '2026-10-24T22:00:00',
}
const found = {
  json: { success: true, results: { tracking_reference: NUMBER, tracking_events: [scan] } },
}

function calling(answers: Answers, secrets: Record<string, string> = SECRETS) {
  const { http, made } = fakeHttp(answers)
  return { made, context: contextOf(http, { clientId: 'an-invented-client' }, secrets) }
}

describe('what NZ Post tells', () => {
  it.each([
    ['8', 'Processing at depot', 'in_transit', 'arrived_facility'],
    ['32', 'With courier for delivery', 'out_for_delivery', 'on_vehicle'],
    ['42', 'Delivery attempted', 'delivery_attempted', null],
    ['51', 'Delivery attempted - refer to card', 'delivery_attempted', 'carded'],
    ['141', 'Ready to collect', 'awaiting_collection', null],
    ['997', 'Tracking number allocated to parcel', 'pending', 'label_created'],
    ['578', '', 'returning', null],
    ['22', 'Any word at all', 'delivered', null],
    ['5199', 'Held by customs', 'in_transit', 'customs_held'],
    ['5999', 'Ready to collect', 'awaiting_collection', null],
    ['587', '', 'in_transit', null],
    ['587', 'Delivery attempted', 'delivery_attempted', null],
    ['549', 'Words that nobody knows', 'unknown', 'unmapped'],
    ['5999', 'Not delivered', 'unknown', 'unmapped'],
  ])('reads the code %s with the words "%s" as %s', (code, text, status, substatus) => {
    expect(nzPost.meaning({ code, text })).toEqual({ status, substatus })
  })

  it('is read on New Zealand’s clocks, and an offset counts where one is told', () => {
    const told = [scan, { ...scan, seqref: '9', event_datetime: '2026-10-24T22:00:00Z' }]
    const [report] = worked(nzPost.read(told, NOW))
    expect(report?.events.map(event => event.occurredAt)).toEqual([
      Date.UTC(2026, 9, 24, 9),
      Date.UTC(2026, 9, 24, 22),
    ])
  })

  it('is known by the number of its system, which orders scans of one instant too', () => {
    const [report] = worked(nzPost.read(scan, NOW))
    expect(report?.events[0]).toMatchObject({
      sourceEventId: 'CME:8300000002',
      sequence: 8300000002,
    })
    const { seqref: _, ...notified } = scan
    const [other] = worked(nzPost.read(notified, NOW))
    expect(other?.events[0]).toMatchObject({ sourceEventId: null, sequence: null })
  })

  it('keeps neither a courier’s name nor a picture of a signature', () => {
    const told = {
      ...scan,
      event_edifact_code: '22',
      status_description: null,
      event_description: 'Delivered by our courier Sam Example based at Penrose.',
      signed_by: { name: 'A EXAMPLE', signature: 'aW52ZW50ZWQ=' },
    }
    const reports = worked(nzPost.read(told, NOW))
    expect(reports[0]?.events[0]).toMatchObject({ signedBy: 'A EXAMPLE', status: 'delivered' })
    expect(JSON.stringify(reports)).not.toMatch(/Sam|aW52/)
  })

  it('reads the others where one of the events is odd', () => {
    const events = [null, 7, { status_description: 'without a time' }, scan]
    const parcel = { tracking_reference: NUMBER, tracking_events: events }
    expect(worked(nzPost.read(parcel, NOW))[0]?.events).toHaveLength(1)
  })

  it('parts a list of events by their parcels', () => {
    const told = [scan, { ...scan, tracking_reference: 'CL000000003NZ' }]
    expect(worked(nzPost.read(told, NOW)).map(({ trackingNumber }) => trackingNumber)).toEqual([
      NUMBER,
      'CL000000003NZ',
    ])
  })
})

describe('what is posted in the name of NZ Post', () => {
  const verify = (rest: string, secrets: Record<string, string>) =>
    nzPost.verify?.(
      { url: '', rest, headers: new Headers(), body: new Uint8Array(), receivedAt: NOW },
      { settings: { clientId: 'x' }, secrets },
      noKeys,
    )

  it('is let in by the address’s own token, the previous one too, and by no other', async () => {
    expect(await verify('an-invented-token', SECRETS)).toMatchObject({ ok: true })
    const rotated = { webhookToken: 'new', 'webhookToken.previous': 'old one' }
    expect(await verify('old%20one', rotated)).toMatchObject({ ok: true })
    expect(await verify('', SECRETS)).toMatchObject({ ok: false })
    expect(await verify('an-invented-token/more', SECRETS)).toMatchObject({ ok: false })
    expect(await verify('', { webhookToken: '' })).toMatchObject({ ok: false })
  })

  it('is a hint: our own question says how the parcel fares', () => {
    expect(nzPost.postsAreHints).toBe(true)
    expect(nzPost.poll).toBeDefined()
  })
})

describe('asking NZ Post', () => {
  it('fetches a token once, sends it with the client id, and keeps the secret out of the address', async () => {
    const { made, context } = calling({ [TOKEN]: granted, [PARCEL]: found })
    for (const _ of [1, 2]) {
      const [report] = worked(await nzPost.poll?.ask([asked], context))
      expect(report).toMatchObject({ trackingNumber: NUMBER, events: [{ status: 'in_transit' }] })
    }
    expect(made.map(({ url }) => new URL(url).hostname)).toEqual([
      'oauth.nzpost.co.nz',
      'api.nzpost.co.nz',
      'api.nzpost.co.nz',
    ])
    expect(made[0]?.body).toContain('grant_type=client_credentials')
    expect(made[1]?.headers).toMatchObject({
      authorization: 'Bearer token-1',
      client_id: 'an-invented-client',
    })
    expect(made.map(({ url }) => url).join()).not.toContain('an-invented-secret')
  })

  it('fetches another token where the kept one is no longer taken, and only once', async () => {
    const later = { json: { access_token: 'token-2', expires_in: '3600' } }
    const refused = { status: 401, json: {} }
    const { made, context } = calling({
      [TOKEN]: [granted, later],
      [PARCEL]: [found, refused, found, refused, refused],
    })
    await nzPost.poll?.ask([asked], context)
    expect(await nzPost.poll?.ask([asked], context)).toMatchObject({ ok: true })
    expect(made.at(-1)?.headers).toMatchObject({ authorization: 'Bearer token-2' })
    expect(await nzPost.poll?.ask([asked], context)).toMatchObject({
      problem: { kind: 'credentials', message: expect.stringContaining('waymark secret set') },
    })
    expect(made).toHaveLength(8)
  })

  it('does not use a token in its last minutes', async () => {
    const short = { json: { access_token: 'token-1', expires_in: 60 } }
    const { made, context } = calling({ [TOKEN]: short, [PARCEL]: found })
    await nzPost.poll?.ask([asked], context)
    await nzPost.poll?.ask([asked], context)
    expect(made.filter(({ url }) => url.includes('oauth'))).toHaveLength(2)
  })

  it.each([400, 401, 403])(
    'says that the client is not known when the token is refused with %i',
    async status => {
      const { context } = calling({ [TOKEN]: { status, json: { error: 'invalid_client' } } })
      const told = await nzPost.poll?.ask([asked], context)
      expect(told).toMatchObject({ problem: { kind: 'credentials', retry: false } })
      expect(JSON.stringify(told)).not.toContain('an-invented-secret')
    },
  )

  it('reports a parcel that was never scanned without scans, and does not call that a failure', async () => {
    const { context } = calling({
      [TOKEN]: granted,
      [PARCEL]: { json: { success: true, results: [] } },
    })
    const [report] = worked(await nzPost.poll?.ask([asked], context))
    expect(report).toMatchObject({ trackingNumber: NUMBER, events: [] })
    expect(report?.lookupFailed).toBeUndefined()
  })

  const fault = (code: string) => ({ success: false, errors: { code, message: 'Said so' } })

  it.each([
    [{ status: 404, json: fault('404001') }],
    [{ json: fault('404001') }],
    [{ json: { success: false, errors: [{ code: 404001, message: 'Said so' }] } }],
  ])('reports a number that it does not know as not looked up: %j', async answer => {
    const { context } = calling({ [TOKEN]: granted, [PARCEL]: answer })
    const [report] = worked(await nzPost.poll?.ask([asked], context))
    expect(report).toMatchObject({ events: [], lookupFailed: '404001 Said so' })
  })

  it.each([
    [{ json: fault('401001') }, 'credentials', false],
    [{ status: 400, json: fault('400002') }, 'refused', false],
    [{ json: fault('500002') }, 'refused', { afterSeconds: 60 }],
    [{ status: 429, text: '', headers: { 'retry-after': '7' } }, 'throttled', { afterSeconds: 7 }],
    [{ status: 503, text: '<html></html>' }, 'refused', { afterSeconds: 60 }],
    [{ text: '<html></html>' }, 'unreadable', { afterSeconds: 60 }],
    [{ json: { hello: 'there' } }, 'unreadable', { afterSeconds: 60 }],
  ])('says what is wrong with the answer %j', async (answer, kind, retry) => {
    const { context } = calling({ [TOKEN]: granted, [PARCEL]: answer })
    expect(await nzPost.poll?.ask([asked], context)).toMatchObject({
      ok: false,
      problem: { kind, retry },
    })
  })
})

describe('subscribing at NZ Post', () => {
  const begin = (answer: Answers[string]) => {
    const { made, context } = calling({ [TOKEN]: granted, [`POST ${WEBHOOK}`]: answer })
    return { made, told: nzPost.watch?.begin(asked, CALLBACK, context) }
  }

  it('names the parcel and an address that ends in the token', async () => {
    const { made, told } = begin({ json: { success: true, subscription_guid: GUID } })
    expect(await told).toEqual({ ok: true, value: { id: GUID, until: null } })
    expect(JSON.parse(made[1]?.body ?? '')).toEqual({
      tracking_reference: NUMBER,
      notification_endpoint: `${CALLBACK}/an-invented-token`,
    })
  })

  it.each([
    [`Duplicate subscription found for ${NUMBER}`, NUMBER],
    [`Duplicate subscription found: ${GUID}`, GUID],
  ])('takes "%s" for success', async (message, id) => {
    const errors = [{ code: '409001', message }]
    const { told } = begin({ status: 409, json: { success: false, errors } })
    expect(await told).toMatchObject({ ok: true, value: { id } })
  })

  it('passes on why it was refused', async () => {
    const errors = { code: '400002', message: 'Invalid parameter(s)' }
    const { told } = begin({ json: { success: false, errors } })
    expect(await told).toMatchObject({
      problem: { kind: 'refused', message: expect.stringContaining('Invalid parameter(s)') },
    })
  })

  it('makes no open address where the token is missing', async () => {
    const { made, context } = calling({}, { clientSecret: 'an-invented-secret' })
    expect(await nzPost.watch?.begin(asked, CALLBACK, context)).toMatchObject({ ok: false })
    expect(made).toEqual([])
  })

  it.each([200, 404])('lets go of one that is gone already (%i)', async status => {
    const json = { success: status === 200 }
    const { context } = calling({
      [TOKEN]: granted,
      [`DELETE ${WEBHOOK}${GUID}`]: { status, json },
    })
    expect(await nzPost.watch?.end?.(GUID, asked, context)).toEqual({ ok: true, value: undefined })
  })

  it('has nothing to end where it was never told an id', async () => {
    const { made, context } = calling({})
    expect(await nzPost.watch?.end?.(NUMBER, asked, context)).toMatchObject({ ok: true })
    expect(made).toEqual([])
  })
})

describe('checking NZ Post', () => {
  const TEST = 'GET https://api.nzpost.co.nz/parceltrack/3.0/parcels/00000000000000000000'
  const lost = { status: 404, json: { success: false, errors: [{ code: '404001' }] } }

  it('proves both the client and its grant', async () => {
    const good = calling({ [TOKEN]: granted, [TEST]: lost })
    expect(await nzPost.check?.(good.context)).toMatchObject({
      ok: true,
      value: { account: 'an-invented-client', missing: [] },
    })
    const bad = calling({ [TOKEN]: granted, [TEST]: { status: 403, text: '' } })
    expect(await nzPost.check?.(bad.context)).toMatchObject({ problem: { kind: 'credentials' } })
  })
})
