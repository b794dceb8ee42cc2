// What we send to BigCommerce, what its stand-in answers, and the samples it publishes, against its own
// OpenAPI documents and a signature made by the Standard Webhooks library.
// The documents are not part of this repository: without them the tests say that they skipped.
import { existsSync, readFileSync } from 'node:fs'
import Ajv from 'ajv'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import { BIGCOMMERCE, createBigCommerce } from '../../demo/world/bigcommerce/index.ts'
import type { Ask } from '../../demo/world/host.ts'
import { createJournal } from '../../demo/world/journal.ts'
import { BUYERS, CATALOGUE, iconicOrder } from '../../demo/world/orders.ts'
import { httpFor } from '../../src/sync/http.ts'
import { bigcommerce } from '../../src/sync/platforms/bigcommerce/index.ts'

const FOLDER = '../shared/contracts/bigcommerce'
const isHere = existsSync(FOLDER)
if (!isHere) console.log('skipped: the BigCommerce contract is not beside the repository')
const text = (file: string): string => readFileSync(`${FOLDER}/${file}`, 'utf8')

const Example = z.object({ value: z.unknown() })
const Content = z.object({
  'application/json': z.object({ examples: z.record(z.string(), Example).optional() }).optional(),
})
const Document = z.object({
  paths: z.record(z.string(), z.unknown()),
  components: z.looseObject({
    parameters: z.record(z.string(), z.looseObject({ name: z.string() })),
    responses: z.record(z.string(), z.object({ content: Content.optional() })),
  }),
})
const document = (file: string) => Document.parse(parse(text(file)))

const ORDERS = 'orders.v2.oas2.yml'
const HOOKS = 'webhooks.v3.yml'

/** The faults of a value. `oneOf` is read as `anyOf`: a link and what it leads to both fit everything. */
function faults(file: string, schema: string, value: unknown): unknown {
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true })
  const components: object = JSON.parse(
    JSON.stringify(document(file).components).replaceAll('"oneOf"', '"anyOf"'),
  )
  ajv.addSchema({ $id: 'bigcommerce', components })
  const check = ajv.compile({ $ref: `bigcommerce#/components/schemas/${schema}` })
  return check(value) ? [] : check.errors
}

/** Our adapter with the stand-in, every call and answer kept. */
function open() {
  const now = Date.parse('2026-11-25T09:30:00+11:00')
  const journal = createJournal(() => now)
  const options = { now: () => now, journal, post: async () => 200 }
  const store = createBigCommerce(options, { movesStatus: false })
  const said: { ask: Ask; status: number; body: unknown }[] = []
  const send: typeof fetch = async (url, init) => {
    const ask = {
      method: init?.method ?? 'GET',
      url: new URL(String(url)),
      headers: new Headers(init?.headers),
      body: String(init?.body ?? ''),
    }
    const reply = await store.hosts[ask.url.hostname]?.(ask)
    if (!reply) throw new TypeError('no such host')
    const body = await reply.clone().text()
    said.push({ ask, status: reply.status, body: body ? JSON.parse(body) : null })
    return reply
  }
  const context = {
    settings: { storeHash: BIGCOMMERCE.storeHash },
    secrets: store.connection.secrets,
    now,
    http: httpFor({ hosts: [BIGCOMMERCE.host], outsideWorld: null, fetch: send }),
    cache: { get: async () => null, put: async () => undefined },
  }
  const last = (method: string, end: RegExp) =>
    said.findLast(({ ask }) => ask.method === method && end.test(ask.url.pathname))
  return { store, context, said, last }
}

const parcel = (trackingNumber: string, previous: string | null = null) => ({
  trackingNumber,
  previous,
  carrier: 'Sendle',
  trackingUrl: 'https://track.example.com/t/0abc',
  items: null,
  mayCreate: true,
  events: [],
})

/** An order shipped, corrected and read again, and the webhooks made. */
async function run() {
  const opened = open()
  const lines = [CATALOGUE.dress, CATALOGUE.scarf]
  const { id } = opened.store.place(iconicOrder('217348921', BUYERS.nadia, lines))
  await bigcommerce.writeBack(id, [parcel('S1')], opened.context)
  await bigcommerce.writeBack(id, [parcel('S2', 'S1')], opened.context)
  await bigcommerce.orders({ since: opened.context.now, page: null }, opened.context)
  await bigcommerce.count?.(opened.context.now, opened.context)
  await bigcommerce.subscribe?.('https://track.example.com/hooks/0abc', opened.context)
  for (const hook of opened.store.hooks) hook.is_active = false
  await bigcommerce.subscribe?.('https://track.example.com/hooks/0abc', opened.context)
  return opened
}

const bodyOf = (said: { ask: Ask } | undefined): unknown => JSON.parse(said?.ask.body ?? 'null')

describe.skipIf(!isHere)('what we send to BigCommerce', () => {
  it('is a shipment, a correction and a status as its document has them', async () => {
    const { last } = await run()
    const made = bodyOf(last('POST', /\/shipments$/))
    expect(made).toMatchObject({ tracking_number: 'S1' })
    expect(faults(ORDERS, 'orderShipment_Post', made)).toEqual([])
    const corrected = bodyOf(last('PUT', /\/shipments\/\d+$/))
    expect(corrected).toMatchObject({ tracking_number: 'S2' })
    expect(faults(ORDERS, 'orderShipment_Put', corrected)).toEqual([])
    const status = bodyOf(last('PUT', /\/orders\/\d+$/))
    expect(status).toEqual({ status_id: 2 })
    expect(faults(ORDERS, 'order_Put', status)).toEqual([])
    const known = ['tracking_number', 'tracking_link', 'tracking_carrier', 'shipping_provider']
    expect(Object.keys(z.record(z.string(), z.unknown()).parse(made)).toSorted()).toEqual(
      [...known, 'items', 'order_address_id', 'shipping_method'].toSorted(),
    )
  })

  it('is refused by the same measure when a field has another kind', () => {
    expect(faults(ORDERS, 'orderShipment_Post', { tracking_number: 7 })).not.toEqual([])
    expect(faults(ORDERS, 'orderShipment_Post', { order_address_id: '7' })).not.toEqual([])
  })

  it('asks for orders by parameters that the document has', async () => {
    const { said } = await run()
    const known = Object.values(document(ORDERS).components.parameters).map(each => each.name)
    const asked = said
      .filter(({ ask }) => ask.url.pathname.includes('/v2/'))
      .flatMap(({ ask }) => [...ask.url.searchParams.keys()])
    expect(asked.length).toBeGreaterThan(4)
    expect(asked.filter(name => !known.includes(name))).toEqual([])
  })

  it('is webhooks as its document has them', async () => {
    const { last } = await run()
    expect(faults(HOOKS, 'webhook_Base', bodyOf(last('POST', /\/hooks$/)))).toEqual([])
    expect(faults(HOOKS, 'webhook_Put', bodyOf(last('PUT', /\/hooks\/\d+$/)))).toEqual([])
  })
})

describe.skipIf(!isHere)('what the stand-in answers', () => {
  it('is orders, lines, shipments and counts as the document has them', async () => {
    const { last, store, context } = await run()
    const [order] = z.array(z.unknown()).parse(last('GET', /\/v2\/orders$/)?.body)
    expect(faults(ORDERS, 'order_Resp', order)).toEqual([])
    const [shipment] = z.array(z.unknown()).parse(last('GET', /\/shipments$/)?.body)
    expect(faults(ORDERS, 'orderShipment', shipment)).toEqual([])
    expect(faults(ORDERS, 'ordersCount_Full', last('GET', /\/count$/)?.body)).toEqual([])
    const crowded = Array.from({ length: 60 }, () => CATALOGUE.tote)
    const { id } = store.place(iconicOrder('217348922', BUYERS.tom, crowded))
    await bigcommerce.order(id, context)
    const [line] = z.array(z.unknown()).parse(last('GET', /\/products$/)?.body)
    expect(faults(ORDERS, 'orderProducts', line)).toEqual([])
  })
})

describe.skipIf(!isHere)('what BigCommerce publishes', () => {
  const examples = (response: string): unknown[] => {
    const content = document(ORDERS).components.responses[response]?.content
    const found = content?.['application/json']?.examples ?? {}
    return Object.values(found).map(each => each.value)
  }

  it.each(['order_Resp', 'orderCollection_Resp'])('is read, by the samples of %s', response => {
    const samples = examples(response)
    expect(samples.length).toBeGreaterThan(0)
    for (const sample of samples) {
      expect(bigcommerce.read(sample)).toMatchObject({ ok: true, value: [{ currency: 'USD' }] })
    }
  })

  it('is read with its shipments', () => {
    const [order] = examples('order_Resp')
    const [shipments] = examples('orderShipmentCollection_Resp')
    const joined = { ...z.looseObject({}).parse(order), shipments }
    expect(bigcommerce.read(joined)).toMatchObject({
      value: [{ fulfilments: [{ trackingNumber: 'EJ958083578US', carrier: 'USPS' }, {}] }],
    })
  })

  const Vector = z.object({
    client_secret: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
  })
  const hookOf = (body: string, headers: Record<string, string> = {}) => ({
    url: 'https://track.example.com/hooks/0abc',
    rest: '',
    headers: new Headers(headers),
    body: new TextEncoder().encode(body),
    receivedAt: Number(headers['webhook-timestamp'] ?? 0) * 1000,
  })

  it('is signed so that our verifier agrees with the Standard Webhooks library', async () => {
    const { client_secret, headers, body } = Vector.parse(JSON.parse(text('signature-vector.json')))
    const connection = {
      settings: { storeHash: 'abcde' },
      secrets: { clientSecret: client_secret },
    }
    const verify = (changed: string) => bigcommerce.verify?.(hookOf(changed, headers), connection)
    expect(await verify(body)).toEqual({ ok: true, value: undefined })
    expect(await verify(`${body} `)).toMatchObject({ ok: false })
  })

  it.each([
    ['webhook_store_order_created.json', '250'],
    ['webhook_store_order_updated.json', '250'],
    ['webhook_store_order_archived.json', '250'],
    ['webhook_store_order_statusUpdated.json', '250'],
    ['webhook_store_order_message_created.json', '250'],
    ['webhook_store_order_refund_created.json', '250'],
    ['webhook_store_shipment_created.json', '251'],
    ['webhook_store_shipment_updated.json', '251'],
  ])('names the order in %s', (file, orderId) => {
    expect(bigcommerce.readHook?.(hookOf(text(file)))).toMatchObject({
      ok: true,
      value: { orderIds: [orderId], deliveryId: expect.any(String) },
    })
  })
})
