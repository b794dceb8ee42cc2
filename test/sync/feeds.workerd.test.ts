// Feeds that are told what to watch, and feeds that are asked: from a parcel's dispatch to its end, through
// the Worker's own handlers, the real D1, and an outside that answers what the test lays down.
import { env } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openDb } from '../../src/core/db/open.ts'
import { orderById } from '../../src/core/db/orders.ts'
import { TOKEN_HEADER } from '../../src/sync/carriers/dhl/calls.ts'
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
let byNumber: Record<string, Said>
let everyDetails: Said | null
let fallback: Said | null
let retried: { readonly queue: string; readonly body: unknown; readonly delaySeconds?: number }[]
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
const FOLLOWED = 'https://api.aftership.com/tracking/2026-07/trackings/a1'
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

/** Hands over all that is queued, until nothing is; what wants to come again is kept. */
async function drain(): Promise<void> {
  for (let next = queued.shift(); next; next = queued.shift()) {
    const { queue, body } = next
    const message = {
      id: 'm',
      timestamp: new Date(Date.now()),
      attempts: 1,
      body,
      ack: () => {},
      retry: (how?: { delaySeconds?: number }) => retried.push({ queue, body, ...how }),
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

async function appear(carrier: string, trackingNumber: string) {
  const order = await orderById(db(), PARCEL.orderId)
  if (!order) throw new Error('no order')
  const parcel = { carrier, service: null, trackingNumber, items: null, door: 'api' } as const
  await dispatch(db(), order, { ...parcel, dispatchedAt: Date.now() }, quiet(Date.now()))
}

/** The same, and the call for it comes through. */
async function ship(carrier: string, trackingNumber = NUMBER) {
  await appear(carrier, trackingNumber)
  queued.push({ queue: 'waymark-watches', body: { shard: '0', orderId: PARCEL.orderId } })
  await drain()
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: T0 })
  queued = []
  retried = []
  byNumber = {}
  everyDetails = null
  fallback = null
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
    TRACKING: broker('waymark-tracking'),
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
    const number = /\/details\/(\w+)/.exec(line)?.[1] ?? ''
    const said = outside[line] ?? byNumber[number] ?? (number ? everyDetails : fallback)
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
    'dead_letters',
    'keep',
    'unmatched_reports',
  ]) {
    await env.DB0.exec(`DELETE FROM ${table}`)
  }
  expect((await api('PUT', '/config', CONFIG)).status).toBe(200)
  await api('PUT', '/connections/fedex/secrets/clientSecret', { value: 'hush' })
  await api('PUT', '/connections/anybody/secrets/apiKey', { value: 'hush' })
  await api('PUT', '/connections/anybody/secrets/webhookSecret', { value: 'our-word' })
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
    expect((await watch())?.problem).toContain(`could tell nothing of ${NUMBER}, 3 times in a row`)
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

  it('is called for although another database is out of order', async () => {
    await ship('FedEx')
    const broken = {
      prepare: () => {
        throw new Error('out of order')
      },
      withSession: () => {},
    }
    outfit = { ...outfit, DB0: broken, DB1: env.DB0 } as unknown as Env
    await expect(worker.scheduled({} as never, outfit)).rejects.toThrow()
    expect(queued).toMatchObject([{ queue: 'waymark-polls', body: { shard: '1' } }])
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

  it('is told of nothing while its answers could not come in, and of all once they can', async () => {
    await env.DB0.exec(
      `UPDATE connections SET secrets = json_remove(secrets, '$.webhookSecret') WHERE name = 'anybody'`,
    )
    await ship('CouriersPlease', 'CPAAAA0001')
    expect(lines(FOLLOW)).toEqual([])
    outside[FOLLOW] = made
    await api('PUT', '/connections/anybody/secrets/webhookSecret', { value: 'our-word' })
    await tick(0.5)
    expect(lines(FOLLOW)).toHaveLength(1)
    expect(await watch()).toMatchObject({ watch_id: expect.stringContaining('a1') })
  })

  it('is told by the sweep when the call to tell it was lost', async () => {
    outside[FOLLOW] = made
    await appear('CouriersPlease', 'CPAAAA0001')
    expect(await watch()).toBeUndefined()
    await tick(0.5)
    expect(await watch()).toMatchObject({ watch_id: expect.stringContaining('a1') })
  })

  it('is not called each minute while it is out of order, and is told within the hour', async () => {
    outside[FOLLOW] = { status: 503, json: { meta: { code: 503, message: 'busy' } } }
    await ship('CouriersPlease', 'CPAAAA0001')
    expect(retried).toMatchObject([{ queue: 'waymark-watches' }])
    for (const hours of [0.25, 0.25, 0.25]) await tick(hours)
    expect(lines(FOLLOW)).toHaveLength(1)
    outside[FOLLOW] = made
    await tick(0.25)
    expect(await watch()).toMatchObject({ watch_id: expect.stringContaining('a1'), due_at: null })
  })

  it('is told of a number that it refuses some times a day, and the merchant of why', async () => {
    const message = 'The value of `tracking_number` is invalid.'
    outside[FOLLOW] = { status: 400, json: { meta: { code: 4005, message } } }
    await ship('CouriersPlease', 'CPAAAA0001')
    expect((await watch())?.problem).toContain('AfterShip')
    for (const hours of [1, 2, 2]) await tick(hours)
    expect(lines(FOLLOW)).toHaveLength(1)
    await tick(1.1)
    expect(lines(FOLLOW)).toHaveLength(2)
  })

  it('is named at the connection and at the parcel when it refuses the key', async () => {
    outside[FOLLOW] = { status: 401, json: { meta: { code: 401, message: 'Invalid API key.' } } }
    await ship('CouriersPlease', 'CPAAAA0001')
    expect(await rows('connections')).toMatchObject([
      {},
      { problem: expect.stringContaining('key') },
    ])
    const [parcel] = (await api('GET', '/orders/1001')).json.shipments
    expect(parcel.feed).toMatchObject({ watched: false, problem: expect.stringContaining('key') })
    outside[FOLLOW] = made
    await tick(1)
    expect(await watch()).toMatchObject({ watch_id: expect.stringContaining('a1'), problem: null })
    expect(await rows('connections')).toMatchObject([{}, { problem: null }])
  })

  it('is never called for a parcel that no feed of the merchant serves', async () => {
    const connections = CONFIG.connections.filter(({ name }) => name === 'fedex')
    await api('PUT', '/config', { ...CONFIG, connections })
    await ship('CouriersPlease', 'CPAAAA0001')
    await worker.scheduled({} as never, outfit)
    expect(queued).toEqual([])
    expect(await watch()).toBeUndefined()
  })
})

describe('a feed that watches a parcel', () => {
  const made: Said = {
    status: 201,
    json: {
      meta: { code: 201 },
      data: {
        id: 'a1',
        tracking_number: 'CPAAAA0001',
        slug: 'couriers-please',
        active: true,
        custom_fields: { waymark: 'watching' },
      },
    },
  }
  beforeEach(async () => {
    outside[FOLLOW] = made
    outside[`GET ${FOLLOWED}`] = { ...made, status: 200 }
    outside[`DELETE ${FOLLOWED}`] = { json: { meta: { code: 200 }, data: { id: 'a1' } } }
    await ship('CouriersPlease', 'CPAAAA0001')
  })
  const wakeUp = async () => {
    queued.push({ queue: 'waymark-watches', body: { shard: '0', orderId: 7 } })
    await drain()
  }

  it('lets it go when the parcel has arrived, once', async () => {
    await env.DB0.exec("UPDATE shipments SET status = 'delivered'")
    await wakeUp()
    await wakeUp()
    expect(lines(`DELETE ${FOLLOWED}`)).toHaveLength(1)
    expect(await watch()).toMatchObject({ watch_id: null })
  })

  it('watches it for a day more: a picture or a correction may come', async () => {
    await env.DB0.prepare(
      "UPDATE shipments SET status = 'delivered', state = json_set(state, '$.since', ?)",
    )
      .bind(Date.now())
      .run()
    await wakeUp()
    await tick(23)
    expect(lines(`DELETE ${FOLLOWED}`)).toEqual([])
    await tick(1.1)
    expect(lines(`DELETE ${FOLLOWED}`)).toHaveLength(1)
  })

  it('is found by the sweep when the call to let it go was lost', async () => {
    await env.DB0.exec("UPDATE shipments SET status = 'delivered'")
    await tick(0.5)
    expect(lines(`DELETE ${FOLLOWED}`)).toHaveLength(1)
  })

  it('is called to let it go once an hour while it cannot, not each minute', async () => {
    await env.DB0.exec("UPDATE shipments SET status = 'delivered'")
    outside[`DELETE ${FOLLOWED}`] = { status: 503, json: { meta: { code: 503 } } }
    await wakeUp()
    for (const hours of [0.25, 0.25, 0.25]) await tick(hours)
    expect(lines(`DELETE ${FOLLOWED}`)).toHaveLength(1)
    outside[`DELETE ${FOLLOWED}`] = { json: { meta: { code: 200 }, data: { id: 'a1' } } }
    await tick(0.25)
    expect(await watch()).toMatchObject({ watch_id: null })
  })

  it('watches it again when it had not ended after all', async () => {
    await env.DB0.exec("UPDATE shipments SET status = 'delivered'")
    await wakeUp()
    await env.DB0.exec("UPDATE shipments SET status = 'delivery_attempted'")
    await tick(0.5)
    expect(lines(FOLLOW)).toHaveLength(2)
    expect(await watch()).toMatchObject({ watch_id: expect.stringContaining('a1') })
  })

  it('hands it over when it left the config, and is not called for what it cannot let go', async () => {
    const connections = [...CONFIG.connections.slice(0, 1), { name: 'other', carrier: 'aftership' }]
    await api('PUT', '/config', { ...CONFIG, connections })
    for (const secret of ['apiKey', 'webhookSecret'])
      await api('PUT', `/connections/other/secrets/${secret}`, { value: 'hush' })
    await tick(0.5)
    const [other] = (await rows('connections')).filter(({ name }) => name === 'other')
    expect(await watch()).toMatchObject({ connection_id: other?.id, watch_id: expect.anything() })
    await env.DB0.exec("UPDATE shipments SET status = 'delivered'")
    await api('PUT', '/config', { ...CONFIG, connections: CONFIG.connections.slice(0, 1) })
    await worker.scheduled({} as never, outfit)
    expect(queued).toEqual([])
  })

  it('lets it go when its carrier is put right and another feed serves that one', async () => {
    const right = { trackingNumber: 'CPAAAA0001', carrier: 'FedEx' }
    expect((await api('PUT', '/orders/1001/shipments/1', right)).status).toBe(200)
    await drain()
    expect(lines(`DELETE ${FOLLOWED}`)).toHaveLength(1)
    expect(await watch()).toMatchObject({ watch_id: null, due_at: expect.any(Number) })
  })

  it('watches the right number in place of the wrong one', async () => {
    const right = { trackingNumber: 'CPAAAA0002' }
    expect((await api('PUT', '/orders/1001/shipments/1', right)).status).toBe(200)
    await drain()
    expect(lines(`DELETE ${FOLLOWED}`)).toHaveLength(1)
    expect(lines(FOLLOW).map(({ body }) => JSON.parse(body).tracking_number)).toEqual([
      'CPAAAA0001',
      'CPAAAA0002',
    ])
    expect(await watch()).toMatchObject({ tracking_number: 'CPAAAA0002' })
  })
})

describe('a feed whose watches end', () => {
  const SUBSCRIBE = 'POST https://onlinetools.ups.com/api/track/v2/subscription/standard/package'
  const [ONE, TWO] = ['1ZCIETST0111111114', '1ZCIETST0422222228']
  const detailsOf = (number: string) =>
    `GET https://onlinetools.ups.com/api/track/v1/details/${number}`
  const upsSays = (number: string): Said => ({
    json: {
      trackResponse: {
        shipment: [
          {
            package: [
              {
                trackingNumber: number,
                activity: [
                  {
                    date: '20261026',
                    time: '090000',
                    gmtDate: '20261026',
                    gmtTime: '09:00:00',
                    status: { type: 'I', code: 'DP', description: 'Departed from Facility' },
                  },
                ],
              },
            ],
          },
        ],
      },
    },
  })
  const detailsAsked = (number: string) =>
    asked.filter(({ line }) => line.startsWith(detailsOf(number)))

  beforeEach(async () => {
    outside['POST https://onlinetools.ups.com/security/v1/oauth/token'] = {
      json: { access_token: 'a-token', expires_in: '14399' },
    }
    const connections = [
      ...CONFIG.connections,
      { name: 'ups', carrier: 'ups', settings: { clientId: 'our-app' } },
    ]
    expect((await api('PUT', '/config', { ...CONFIG, connections })).status).toBe(200)
    await api('PUT', '/connections/ups/secrets/clientSecret', { value: 'hush' })
  })

  it('are begun again before they end, and asked beside it four times as seldom', async () => {
    await api('PUT', '/connections/ups/secrets/webhookToken', { value: 'our-word' })
    outside[SUBSCRIBE] = { json: { validTrackingNumbers: [ONE] } }
    everyDetails = upsSays(ONE)
    await ship('UPS', ONE)
    await tick(0)
    expect(lines(SUBSCRIBE)).toHaveLength(1)
    expect(detailsAsked(ONE)).toHaveLength(1)
    await tick(7)
    expect(detailsAsked(ONE)).toHaveLength(1)
    await tick(1.1)
    expect(detailsAsked(ONE)).toHaveLength(2)
    await tick(13 * 24)
    expect(lines(SUBSCRIBE)).toHaveLength(2)
  })

  it('that are refused bring no look forward: it is asked as if there were none', async () => {
    await api('PUT', '/connections/ups/secrets/webhookToken', { value: 'our-word' })
    outside[SUBSCRIBE] = {
      status: 400,
      json: { response: { errors: [{ code: 'X', message: 'No.' }] } },
    }
    everyDetails = upsSays(ONE)
    await ship('UPS', ONE)
    for (const hours of [1 / 6, 0.5, 0.5, 0.5]) await tick(hours)
    expect(detailsAsked(ONE)).toHaveLength(1)
    expect(lines(SUBSCRIBE)).toHaveLength(1)
    await tick(0.5)
    expect(detailsAsked(ONE)).toHaveLength(2)
    outside[SUBSCRIBE] = { json: { validTrackingNumbers: [ONE] } }
    await tick(4.5)
    expect(lines(SUBSCRIBE)).toHaveLength(2)
    expect(await watch()).toMatchObject({ watch_id: ONE, problem: null })
  })

  it('are not begun where what it posts could not come in: it is asked only', async () => {
    everyDetails = upsSays(ONE)
    await ship('UPS', ONE)
    await tick(0)
    expect(lines(SUBSCRIBE)).toEqual([])
    await tick(2.1)
    expect(detailsAsked(ONE)).toHaveLength(2)
  })

  it('put off a parcel whose answer cannot be read, and ask about the others', async () => {
    await ship('UPS', ONE)
    await ship('UPS', TWO)
    byNumber = { [ONE]: { json: 'a page of some gateway' }, [TWO]: upsSays(TWO) }
    await tick(0)
    expect(await rows('shipments')).toMatchObject([
      { tracking_number: ONE, status: 'unknown' },
      { tracking_number: TWO, status: 'in_transit' },
    ])
    expect(await rows('watches')).toMatchObject([{ misses: 1 }, { misses: 0 }])
    await tick(1)
    expect(detailsAsked(ONE)).toHaveLength(1)
  })
})

describe('a sender that wants an answer first', () => {
  const SELF = 'https://api-eu.dhl.com/tracking/push/v1/subscription/sub-1'
  let path = ''
  beforeEach(async () => {
    const connections = [{ name: 'dhl', carrier: 'dhl', settings: {} }]
    const applied = await api('PUT', '/config', { ...CONFIG, connections })
    expect(applied.status).toBe(200)
    path = new URL(applied.json.connections[0].hookUrl).pathname
    await api('PUT', '/connections/dhl/secrets/apiKey', { value: 'hush' })
    await api('PUT', '/connections/dhl/secrets/webhookToken', { value: 'our-word' })
  })
  const validate = () =>
    worker.fetch(
      new Request(`https://track.example.com${path}`, {
        method: 'POST',
        headers: { [TOKEN_HEADER]: 'our-word' },
        body: JSON.stringify({ scope: 'subscription.validate', self: SELF, secret: 'shh' }),
      }) as never,
      outfit,
    )
  const answers = () => asked.filter(({ line }) => line.includes('/subscription/sub-1'))

  it('counts on the calls a day that its plan allows', async () => {
    const limits = async () => (await api('GET', '/connections/dhl')).json.budget.limits
    expect(await limits()).toContainEqual({ calls: 250, perMs: 86_400_000, used: 0 })
    const connections = [{ name: 'dhl', carrier: 'dhl', settings: { callsPerDay: 900 } }]
    await api('PUT', '/config', { ...CONFIG, connections })
    expect(await limits()).toContainEqual({ calls: 900, perMs: 86_400_000, used: 0 })
  })

  it('gets it, with the key and once', async () => {
    fallback = { json: {} }
    expect((await validate()).status).toBe(200)
    await drain()
    expect(answers()).toHaveLength(1)
    expect(retried).toEqual([])
    expect(await rows('dead_letters')).toEqual([])
  })

  it('gets it later when it cannot be reached now, and the merchant sees why', async () => {
    fallback = { status: 503, json: {} }
    await validate()
    await drain()
    expect(retried).toMatchObject([{ queue: 'waymark-tracking' }])
    const [dhl] = (await rows('connections')).filter(({ name }) => name === 'dhl')
    expect(dhl?.problem).toContain('503')
  })
})

describe('a code that nobody understands', () => {
  it('is counted also where it was told before its parcel appeared', async () => {
    const connections = [{ name: 'ours', carrier: 'starshipit' }]
    const applied = await api('PUT', '/config', { ...CONFIG, connections })
    const body = {
      order_number: 'unknown',
      carrier_name: 'Australia Post',
      tracking_number: 'AAA1000001',
      tracking_status: 'SomethingNew',
      last_updated_date: new Date(T0).toISOString(),
    }
    const { pathname } = new URL(applied.json.connections[0].hookUrl)
    const post = { method: 'POST', body: JSON.stringify(body) }
    const hook = new Request(`https://track.example.com${pathname}`, post)
    expect((await worker.fetch(hook as never, outfit)).status).toBe(200)
    await drain()
    expect((await api('GET', '/unmapped-codes')).json.codes).toEqual([])
    await appear('Australia Post', 'AAA1000001')
    expect((await api('GET', '/unmapped-codes')).json.codes).toMatchObject([{ seen: 1 }])
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

  it('tells nobody twice: what was told stays told, and what is new is told once', async () => {
    outside[TRACK] = fedexSays(scan('PU', -3), scan('DL', -1))
    await ship('FedEx')
    await tick(0)
    const told = await rows('messages')
    expect(told.filter(({ milestone }) => milestone === 'delivered')).toHaveLength(1)
    // The table forgets what DL means, and learns it again.
    const shipment = "UPDATE shipments SET status = 'in_transit', events = replace(events"
    await env.DB0.exec(`${shipment}, '"status":"delivered"', '"status":"unknown"')`)
    expect((await api('POST', '/reproject', {})).json).toMatchObject({ changed: 1 })
    expect(await rows('shipments')).toMatchObject([{ status: 'delivered' }])
    expect(await rows('messages')).toHaveLength(told.length)
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

  it('says of one that is only told what its keys would add', async () => {
    const connections = [{ name: 'easy', carrier: 'easypost' }]
    await api('PUT', '/config', { ...CONFIG, connections })
    await api('PUT', '/connections/easy/secrets/webhookSecret', { value: 'hush' })
    const connected = await api('POST', '/connections/easy/connect')
    expect(connected).toMatchObject({ status: 200, json: { account: null } })
    expect(connected.json.advice).toEqual([
      expect.stringContaining('waymark secret set easy apiKey'),
    ])
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
