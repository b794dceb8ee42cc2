// A merchant with a feed that is asked (FedEx) and one that is told what to watch (AfterShip), behind the
// Worker's own handlers and the real D1; outside is what the test lays down, and nothing besides.
import { env } from 'cloudflare:test'
import { expect, vi } from 'vitest'
import { openDb } from '../../../src/core/db/open.ts'
import { orderById } from '../../../src/core/db/orders.ts'
import type { Env } from '../../../src/sync/env.ts'
import { dispatch } from '../../../src/sync/jobs/dispatch.ts'
import worker from '../../../src/sync/worker.ts'
import { anOrder } from '../../an-order.ts'
import { quiet } from '../quiet.ts'

export const HOUR_MS = 3_600_000
export const T0 = Date.parse('2026-10-26T23:00:00Z') // ten in the morning in Sydney
export const NUMBER = '770000000019'
const PARCEL = { orderId: 7, parcel: 1 }

export const CONFIG = {
  merchant: 'demo',
  brand: { name: 'Tide & Thread', colour: '#1f6f78' },
  couriers: { fedex: { name: 'FedEx' }, please: { name: 'CouriersPlease' } },
  connections: [
    { name: 'fedex', carrier: 'fedex', settings: { clientId: 'our-key' } },
    { name: 'anybody', carrier: 'aftership' },
  ],
}

export type Said = { readonly status?: number; readonly json: unknown }
/** By `METHOD address`, with its query or for any. */
export let outside: Record<string, Said>
export let asked: { readonly line: string; readonly body: string }[]
export let queued: { readonly queue: string; readonly body: unknown }[]
export let retried: {
  readonly queue: string
  readonly body: unknown
  readonly delaySeconds?: number
}[]
export let outfit: Env

export const scan = (eventType: string, hours: number) => ({
  date: new Date(T0 + hours * HOUR_MS).toISOString(),
  eventType,
  derivedStatusCode: eventType,
  eventDescription: `scan ${eventType}`,
})
export const fedexSays = (...scans: object[]): Said => ({
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
export const NOT_FOUND: Said = {
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
export const TRACK = 'POST https://apis.fedex.com/track/v1/trackingnumbers'
export const FOLLOWED = 'https://api.aftership.com/tracking/2026-07/trackings/a1'
export const FOLLOW = 'POST https://api.aftership.com/tracking/2026-07/trackings'

const db = () => {
  const opened = openDb(env, '0')
  if (!opened) throw new Error('no database')
  return opened
}
export const rows = async (table: string) =>
  (await env.DB0.prepare(`SELECT * FROM ${table}`).all<Record<string, unknown>>()).results
export const watch = async () => (await rows('watches'))[0]
export const lines = (line: string) => asked.filter(each => each.line === line)

/** Hands over all that is queued, until nothing is; what wants to come again is kept. */
export async function drain(): Promise<void> {
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

export async function tick(hours: number): Promise<void> {
  vi.setSystemTime(Date.now() + hours * HOUR_MS)
  await worker.scheduled({} as never, outfit)
  await drain()
}

export async function api(method: string, path: string, body?: object) {
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

export async function appear(carrier: string, trackingNumber: string) {
  const order = await orderById(db(), PARCEL.orderId)
  if (!order) throw new Error('no order')
  const parcel = { carrier, service: null, trackingNumber, items: null, door: 'api' } as const
  await dispatch(db(), order, { ...parcel, dispatchedAt: Date.now() }, quiet(Date.now()))
}

/** The same, and the call for it comes through. */
export async function ship(carrier: string, trackingNumber = NUMBER) {
  await appear(carrier, trackingNumber)
  queued.push({ queue: 'waymark-watches', body: { shard: '0', orderId: PARCEL.orderId } })
  await drain()
}

/** For `beforeEach`: an empty database, the merchant's config and keys, and order 1001. */
export async function connectFeeds() {
  vi.useFakeTimers({ toFake: ['Date'], now: T0 })
  queued = []
  retried = []
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
    const said = outside[line] ?? outside[line.replace(/\?.*/, '')]
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
  return () => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  }
}

const ORDER = `INSERT INTO orders
  (id, merchant_id, connection_id, platform_id, number, token, channel, placed_at, content, assignment, silent, imported_at)
  VALUES (7, (SELECT id FROM merchants), 9, 'p7', '1001', 'token7', 'shop', ?, ?, '{"courier":null}', 0, ?)`
const CONTENT = JSON.stringify(anOrder({ platformId: 'p7' }))
