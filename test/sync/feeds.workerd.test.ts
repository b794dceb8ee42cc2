// Feeds that are told what to watch, and feeds that are asked: from a parcel's dispatch to its end, through
// the Worker's own handlers, the real D1, and an outside that answers what the test lays down.
import { env } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openDb } from '../../src/core/db/open.ts'
import { orderById } from '../../src/core/db/orders.ts'
import type { Env } from '../../src/sync/env.ts'
import { dispatch } from '../../src/sync/jobs/dispatch.ts'
import worker from '../../src/sync/worker.ts'
import { anOrder } from '../an-order.ts'
import { quiet } from './quiet.ts'

const HOUR_MS = 3_600_000
const T0 = Date.parse('2026-10-26T23:00:00Z') // ten in the morning in Sydney
const NUMBER = '770000000019'
const PARCEL = { orderId: 7, parcel: 1 }

const CONFIG = {
  merchant: 'demo',
  brand: { name: 'Tide & Thread', colour: '#1f6f78' },
  couriers: { fedex: { name: 'FedEx' }, please: { name: 'CouriersPlease' } },
  connections: [
    { name: 'fedex', carrier: 'fedex', settings: { clientId: 'our-key' } },
    { name: 'anybody', carrier: 'aftership' },
  ],
}

type Said = { readonly status?: number; readonly json: unknown }
let outside: Record<string, Said>
let asked: { readonly line: string; readonly body: string }[]
let queued: { readonly queue: string; readonly body: unknown }[]
let outfit: Env

const scan = (eventType: string, hours: number) => ({
  date: new Date(T0 + hours * HOUR_MS).toISOString(),
  eventType,
  derivedStatusCode: eventType,
  eventDescription: `scan ${eventType}`,
})
const fedexSays = (...scans: object[]): Said => ({
  json: {
    output: {
      completeTrackResults: [
        {
          trackingNumber: NUMBER,
          trackResults: [{ trackingNumberInfo: { trackingNumber: NUMBER }, scanEvents: scans }],
        },
      ],
    },
  },
})
const NOT_FOUND: Said = {
  json: {
    output: {
      completeTrackResults: [
        {
          trackingNumber: NUMBER,
          trackResults: [
            {
              trackingNumberInfo: { trackingNumber: NUMBER },
              error: {
                code: 'TRACKING.TRACKINGNUMBER.NOTFOUND',
                message: 'Tracking number cannot be found.',
              },
            },
          ],
        },
      ],
    },
  },
}
const TRACK = 'POST https://apis.fedex.com/track/v1/trackingnumbers'
const FOLLOW = 'POST https://api.aftership.com/tracking/2026-07/trackings'

const db = () => {
  const opened = openDb(env, '0')
  if (!opened) throw new Error('no database')
  return opened
}
const rows = async (table: string) =>
  (await env.DB0.prepare(`SELECT * FROM ${table}`).all<Record<string, unknown>>()).results
const watch = async () => (await rows('watches'))[0]
const lines = (line: string) => asked.filter(each => each.line === line)

/** Hands over all that is queued, until nothing is. */
async function drain(): Promise<void> {
  for (let next = queued.shift(); next; next = queued.shift()) {
    const { queue, body } = next
    const message = {
      id: 'm',
      timestamp: new Date(Date.now()),
      attempts: 1,
      body,
      ack: () => {},
      retry: () => {},
    }
    await worker.queue({ queue, messages: [message] } as never, outfit)
  }
}

async function tick(hours: number): Promise<void> {
  vi.setSystemTime(Date.now() + hours * HOUR_MS)
  await worker.scheduled({} as never, outfit)
  await drain()
}

async function api(method: string, path: string, body?: object) {
  const request = new Request(`https://track.example.com/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${env.OPERATOR_KEY}`,
      'content-type': 'application/json',
      'waymark-merchant': 'demo',
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  const response = await worker.fetch(request as never, outfit)
  return { status: response.status, json: JSON.parse((await response.text()) || 'null') }
}

async function ship(carrier: string, trackingNumber = NUMBER) {
  const order = await orderById(db(), PARCEL.orderId)
  if (!order) throw new Error('no order')
  const parcel = { carrier, service: null, trackingNumber, items: null, door: 'api' } as const
  await dispatch(db(), order, { ...parcel, dispatchedAt: Date.now() }, quiet(Date.now()))
  queued.push({ queue: 'waymark-watches', body: { shard: '0', orderId: order.id } })
  await drain()
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: T0 })
  queued = []
  asked = []
  const broker = (queue: string) => ({
    send: async (body: unknown) => void queued.push({ queue, body }),
    sendBatch: async (messages: Iterable<{ body: unknown }>) => {
      for (const { body } of messages) queued.push({ queue, body })
    },
  })
  outfit = {
    ...env,
    OUTSIDE_WORLD: '',
    WATCHES: broker('waymark-watches'),
    POLLS: broker('waymark-polls'),
    MESSAGES: broker('waymark-messages'),
    ORDERS: { send: async () => {}, sendBatch: async () => {} },
    WRITE_BACKS: { send: async () => {}, sendBatch: async () => {} },
  } as unknown as Env
  outside = {
    'POST https://apis.fedex.com/oauth/token': {
      json: { access_token: 'a-token', token_type: 'bearer', expires_in: 3599 },
    },
  }
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const line = `${init.method ?? 'GET'} ${String(url)}`
    asked.push({ line, body: String(init.body ?? '') })
    const said = outside[line]
    if (!said) throw new TypeError(`nobody laid down an answer to ${line}`)
    return new Response(JSON.stringify(said.json), { status: said.status ?? 200 })
  })
  for (const table of [
    'orders',
    'shipments',
    'connections',
    'merchants',
    'watches',
    'messages',
    'unmapped_codes',
    'keep',
  ]) {
    await env.DB0.exec(`DELETE FROM ${table}`)
  }
  expect((await api('PUT', '/config', CONFIG)).status).toBe(200)
  await api('PUT', '/connections/fedex/secrets/clientSecret', { value: 'hush' })
  await api('PUT', '/connections/anybody/secrets/apiKey', { value: 'hush' })
  await env.DB0.prepare(ORDER).bind(T0, CONTENT, T0).run()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const ORDER = `INSERT INTO orders
  (id, merchant_id, connection_id, platform_id, number, token, channel, placed_at, content, assignment, silent, imported_at)
  VALUES (7, (SELECT id FROM merchants), 9, 'p7', '1001', 'token7', 'shop', ?, ?, '{"courier":null}', 0, ?)`
const CONTENT = JSON.stringify(anOrder({ platformId: 'p7' }))

describe('a carrier that is asked', () => {
  it('is asked at once, and again by what the parcel is doing, until a day after its end', async () => {
    outside[TRACK] = fedexSays(scan('PU', -1))
    await ship('FedEx')
    await tick(0)
    expect(lines(TRACK)).toHaveLength(1)
    expect(await rows('shipments')).toMatchObject([{ status: 'in_transit' }])
    await tick(1)
    expect(lines(TRACK)).toHaveLength(1)
    outside[TRACK] = fedexSays(scan('PU', -1), scan('OD', 2))
    await tick(1)
    expect(lines(TRACK)).toHaveLength(2)
    await tick(1 / 3)
    expect(lines(TRACK)).toHaveLength(3)
    outside[TRACK] = fedexSays(scan('PU', -1), scan('OD', 2), scan('DL', 2.5))
    await tick(1 / 3)
    expect(await rows('shipments')).toMatchObject([{ status: 'delivered' }])
    await tick(12)
    expect(lines(TRACK)).toHaveLength(4)
    await tick(12)
    expect(lines(TRACK)).toHaveLength(5)
    await tick(48)
    expect(lines(TRACK)).toHaveLength(5)
    expect(await watch()).toMatchObject({ due_at: null, misses: 0, problem: null })
  })

  it('changes no state by not knowing the number, and says so after three times', async () => {
    outside[TRACK] = NOT_FOUND
    await ship('FedEx')
    for (const hours of [0, 6.1, 6.1]) await tick(hours)
    expect(await rows('shipments')).toMatchObject([{ status: 'unknown' }])
    expect(await watch()).toMatchObject({ misses: 3 })
    expect((await watch())?.problem).toContain(`did not know ${NUMBER}, 3 times in a row`)
    outside[TRACK] = fedexSays(scan('PU', 1))
    await tick(6.1)
    expect(await watch()).toMatchObject({ misses: 0, problem: null })
  })

  it('is left alone while its answer is no answer, and the parcel stays due', async () => {
    outside[TRACK] = { status: 503, json: {} }
    await ship('FedEx')
    await tick(0)
    expect(await watch()).toMatchObject({ asked_at: null })
    expect(await rows('connections')).toMatchObject([
      { problem: expect.stringContaining('503') },
      {},
    ])
    outside[TRACK] = fedexSays(scan('PU', -1))
    await tick(0.1)
    expect(await rows('shipments')).toMatchObject([{ status: 'in_transit' }])
    expect(await rows('connections')).toMatchObject([{ problem: null }, {}])
  })

  it('is asked by one invocation at a time', async () => {
    outside[TRACK] = fedexSays(scan('PU', -1))
    await ship('FedEx')
    await worker.scheduled({} as never, outfit)
    const [call] = queued.filter(({ queue }) => queue === 'waymark-polls')
    const twice = [call, call].map(one => ({
      id: 'm',
      timestamp: new Date(T0),
      attempts: 1,
      body: one?.body,
      ack: () => {},
      retry: () => {},
    }))
    await worker.queue({ queue: 'waymark-polls', messages: twice } as never, outfit)
    expect(lines(TRACK)).toHaveLength(1)
  })
})

describe('a feed that is told what to watch', () => {
  const made: Said = {
    status: 201,
    json: {
      meta: { code: 201 },
      data: { id: 'a1', tracking_number: 'CPAAAA0001', slug: 'couriers-please', active: true },
    },
  }

  it('hears of a parcel of a carrier that no feed of its own serves, once', async () => {
    outside[FOLLOW] = made
    await ship('CouriersPlease', 'CPAAAA0001')
    queued.push({ queue: 'waymark-watches', body: { shard: '0', orderId: 7 } })
    await drain()
    expect(lines(FOLLOW)).toHaveLength(1)
    expect(lines(FOLLOW)[0]?.body).toContain('CPAAAA0001')
    expect(await watch()).toMatchObject({ watch_id: expect.stringContaining('a1'), due_at: null })
  })

  it('is told by the sweep when the call to tell it was lost', async () => {
    outside[FOLLOW] = { status: 503, json: { meta: { code: 503, message: 'busy' } } }
    await ship('CouriersPlease', 'CPAAAA0001')
    expect(await watch()).toBeUndefined()
    outside[FOLLOW] = made
    await tick(0.5)
    expect(await watch()).toMatchObject({ watch_id: expect.stringContaining('a1') })
  })

  it('is named at the connection and at the parcel when it refuses the key', async () => {
    outside[FOLLOW] = { status: 401, json: { meta: { code: 401, message: 'Invalid API key.' } } }
    await ship('CouriersPlease', 'CPAAAA0001')
    expect(await rows('connections')).toMatchObject([
      {},
      { problem: expect.stringContaining('key') },
    ])
    expect(await watch()).toMatchObject({ watch_id: null, problem: expect.stringContaining('key') })
  })
})

describe('a table that was mended', () => {
  it('is applied to what is stored, and the code is no longer counted as unknown', async () => {
    outside[TRACK] = fedexSays(scan('PU', -3), scan('ZZ', -2))
    await ship('FedEx')
    await tick(0)
    const unmapped = await api('GET', '/unmapped-codes')
    expect(unmapped.json.codes).toMatchObject([{ source: 'fedex', seen: 1, text: 'scan ZZ' }])
    // As it stood before the table knew what DL means.
    await env.DB0.exec(
      `UPDATE shipments SET events = replace(events, 'ZZ', 'DL'), status = 'in_transit'`,
    )
    await env.DB0.exec(`UPDATE unmapped_codes SET code = replace(code, 'ZZ', 'DL')`)
    const page = await api('POST', '/reproject', {})
    expect(page.json).toEqual({ looked: 1, changed: 1, next: null })
    expect(await rows('shipments')).toMatchObject([{ status: 'delivered' }])
    expect(await rows('unmapped_codes')).toEqual([])
    expect((await api('POST', '/reproject', {})).json).toMatchObject({ changed: 0 })
  })
})

describe('connecting a feed', () => {
  it('asks whether it accepts us, and says what to do there', async () => {
    outside['GET https://api.aftership.com/tracking/2026-07/trackings?limit=1'] = {
      json: { meta: { code: 200 }, data: { trackings: [] } },
    }
    await api('PUT', '/connections/anybody/secrets/webhookSecret', { value: 'hush' })
    const connected = await api('POST', '/connections/anybody/connect')
    expect(connected).toMatchObject({
      status: 200,
      json: { kind: 'carrier', account: 'AfterShip Tracking' },
    })
    expect(connected.json.hookUrl).toContain('/hooks/0')
    expect(connected.json.advice).not.toEqual([])
  })

  it('names the secrets that are missing, with the command for each', async () => {
    await env.DB0.exec(`UPDATE connections SET secrets = '{}'`)
    expect(await api('POST', '/connections/anybody/connect')).toMatchObject({
      status: 409,
      json: { title: expect.stringContaining('waymark secret set anybody webhookSecret') },
    })
  })

  it('notes a refused key, and the problem goes when it is accepted', async () => {
    const check = 'POST https://apis.fedex.com/oauth/token'
    outside[check] = { status: 401, json: { errors: [{ code: 'NOT.AUTHORIZED.ERROR' }] } }
    expect((await api('POST', '/connections/fedex/connect')).status).toBe(409)
    const [fedex] = await rows('connections')
    expect(fedex?.problem).not.toBeNull()
  })

  it('tells how many parcels it looks after, which it does not know, and whether looks are late', async () => {
    outside[TRACK] = NOT_FOUND
    await ship('FedEx')
    for (const hours of [0, 6.1, 6.1]) await tick(hours)
    vi.setSystemTime(Date.now() + 7 * HOUR_MS)
    const { json } = await api('GET', '/connections/fedex')
    expect(json).toMatchObject({ kind: 'carrier', parcels: 1, problem: null })
    expect(json.lagSeconds).toBeGreaterThan(3000)
    expect(json.warnings).toMatchObject([{ order: '1001' }])
    const order = await api('GET', '/orders/1001')
    expect(order.json.shipments[0].feed).toMatchObject({ name: 'fedex', watched: false })
  })
})
