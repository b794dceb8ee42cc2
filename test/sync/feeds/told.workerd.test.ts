// A feed that is told which parcels to watch: when it hears of one, and when it lets it go.
import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, it } from 'vitest'
import worker from '../../../src/sync/worker.ts'
import {
  api,
  appear,
  CONFIG,
  connectFeeds,
  drain,
  FOLLOW,
  FOLLOWED,
  lines,
  outfit,
  outside,
  queued,
  retried,
  rows,
  type Said,
  ship,
  tick,
  watch,
} from './two-feeds.ts'

beforeEach(connectFeeds)

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

describe('a feed that is told what to watch', () => {
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
