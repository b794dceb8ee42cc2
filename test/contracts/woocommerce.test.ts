// What we read from and send to WooCommerce, and what its stand-in answers, against what a running
// WooCommerce 9.5.1 gave: an order, signed deliveries, and the arguments and schemas of its routes.
import { existsSync, readFileSync } from 'node:fs'
import { Ajv, type AnySchema } from 'ajv'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createJournal } from '../../demo/world/journal.ts'
import { BUYERS, CATALOGUE, ownOrder } from '../../demo/world/orders.ts'
import type { Hook } from '../../demo/world/post.ts'
import { createWooCommerce, type Mode } from '../../demo/world/woocommerce/index.ts'
import { httpFor } from '../../src/sync/http.ts'
import { woocommerce } from '../../src/sync/platforms/woocommerce/index.ts'

const FOLDER = '../shared/contracts/woocommerce'
const isHere = existsSync(FOLDER)
if (!isHere) console.log('skipped: the WooCommerce contracts are not beside the repository')

const file = (name: string): unknown => JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8'))

const Delivery = z.object({ headers: z.record(z.string(), z.string()), body: z.string() })
const deliveries = () =>
  z.object({ deliveries: z.array(Delivery) }).parse(file('webhook-deliveries.raw.json')).deliveries

const SHOP = 'shop.example.com'
const CONNECTION = {
  settings: { shop: SHOP, completeOrders: false },
  secrets: { webhookSecret: 'whsec_probe' },
}
/** The shop ran on an address that no merchant may give us; the header that names it is not signed. */
const rawHook = ({ headers, body }: z.infer<typeof Delivery>) => ({
  url: '',
  rest: '',
  headers: new Headers({ ...headers, 'x-wc-webhook-source': `https://${SHOP}/` }),
  body: new TextEncoder().encode(body),
  receivedAt: 0,
})

describe.skipIf(!isHere)('what WooCommerce sends', () => {
  it('is an order that we read as a person would', () => {
    expect(woocommerce.read(file('order-create-response.json'))).toMatchObject({
      ok: true,
      value: [
        {
          platformId: '11',
          number: '11',
          placedAt: Date.parse('2026-11-23T10:50:39Z'),
          updatedAt: Date.parse('2026-11-23T10:50:40Z'),
          cancelledAt: null,
          currency: 'USD',
          totalCents: 25990,
          contact: { name: 'Jo Lee', email: 'jo@example.test', phone: '0400000000' },
          shipTo: { line1: '1 Test St', state: 'NSW', country: 'AU' },
          items: [{ platformItemId: '1', sku: 'DRS-10', quantity: 2, priceCents: 12995 }],
          shippingMethod: 'Standard',
          marks: {
            source: 'rest-api',
            payment: 'THE ICONIC, other',
            attributes: [{ key: '_marketplace_order_id', value: 'ICN-1' }],
          },
        },
      ],
    })
  })

  it('is signed: every signed delivery verifies, and none with a byte more or another secret', async () => {
    const signed = deliveries().filter(each => 'x-wc-webhook-signature' in each.headers)
    expect(signed).toHaveLength(4)
    for (const each of signed) {
      expect(await woocommerce.verify?.(rawHook(each), CONNECTION)).toMatchObject({ ok: true })
      const longer = rawHook({ ...each, body: `${each.body} ` })
      expect(await woocommerce.verify?.(longer, CONNECTION)).toMatchObject({ ok: false })
      const other = { ...CONNECTION, secrets: { webhookSecret: 'whsec_other' } }
      expect(await woocommerce.verify?.(rawHook(each), other)).toMatchObject({ ok: false })
    }
  })

  it('names the order of each delivery, and only a repeated body has a known delivery id', () => {
    const bodies = new Map<string, string>()
    for (const each of deliveries()) {
      const read = woocommerce.readHook?.(rawHook(each))
      if (!read?.ok) throw new Error(read?.problem.message)
      const { orderIds, deliveryId } = read.value
      if (each.body.startsWith('webhook_id')) {
        expect(orderIds).toEqual([])
        continue
      }
      expect(orderIds).toEqual([String(JSON.parse(each.body).id)])
      if (deliveryId === null) continue
      expect(bodies.get(deliveryId) ?? each.body).toBe(each.body)
      bodies.set(deliveryId, each.body)
    }
    expect(bodies.size).toBeGreaterThan(1)
  })

  it('lets in its pings, which are unsigned', async () => {
    const pings = deliveries().filter(each => each.body.startsWith('webhook_id'))
    expect(pings.length).toBeGreaterThan(0)
    for (const ping of pings) {
      expect(await woocommerce.verify?.(rawHook(ping), CONNECTION)).toMatchObject({ ok: true })
    }
  })
})

const Argument = z.looseObject({ required: z.unknown().optional() })
const Endpoint = z.object({
  methods: z.array(z.string()),
  args: z.union([
    z.record(z.string(), Argument),
    z.array(z.never()).transform((): Record<string, z.infer<typeof Argument>> => ({})),
  ]),
})
type Endpoint = z.infer<typeof Endpoint>
const Routes = z.record(z.string(), z.object({ endpoints: z.array(Endpoint) }))
const Index = z.union([z.object({ routes: Routes }).transform(index => index.routes), Routes])

/** WordPress's own words in a schema (draft 4) that are none of today's. */
const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false, validateFormats: false })

function today(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(today)
  if (typeof schema !== 'object' || schema === null) return schema
  const entries = Object.entries(schema).flatMap(([key, value]) => {
    if (key === '$schema') return []
    if (key === 'required' && typeof value === 'boolean') return []
    if (key === 'properties' && Array.isArray(value)) return [] // PHP's empty object
    if (key === 'type' && value === 'mixed') return []
    if (key === 'type' && (value === 'date-time' || value === 'action')) return []
    return [[key, today(value)]]
  })
  return Object.fromEntries(entries)
}

/** The real one leaves its own schema in places (`image.id` is ''): what it does, the stand-in may. */
const ownFaults = () => {
  const schema = schemaOf('/orders')
  return new Set(faultsOf(schema, file('order-create-response.json')).map(withoutNumbers))
}
const withoutNumbers = (fault: string): string => fault.replace(/\/\d+/g, '/n')

const faultsOf = (schema: unknown, value: unknown): string[] => {
  const validate = ajv.compile(z.custom<AnySchema>(each => typeof each === 'object').parse(schema))
  validate(value)
  return (validate.errors ?? []).map(error => `${error.instancePath}: ${error.message}`)
}

/** The endpoint that takes this call; undefined: the real shop had no such route. */
function endpointFor(method: string, path: string): Endpoint | undefined {
  for (const [pattern, { endpoints }] of Object.entries(Index.parse(file(ROUTES)))) {
    const route = new RegExp(`^${pattern.replaceAll('(?P<', '(?<')}$`)
    if (route.test(path)) return endpoints.find(each => each.methods.includes(method))
  }
  return undefined
}
const ROUTES = 'wc-v3-route-index.orders-webhooks.json'

/** Everything the adapter does with a shop; what it sent and what came back. */
async function wholeTrip(mode: Mode) {
  const posted: Hook[] = []
  const heard: { method: string; url: URL; body: string; status: number; reply: unknown }[] = []
  const now = Date.parse('2026-11-25T09:30:00+11:00')
  const standIn = createWooCommerce(
    {
      now: () => now,
      journal: createJournal(() => now),
      post: async (_, hook) => posted.push(hook) && 200,
    },
    mode,
  )
  const settings = woocommerce.settings.parse({ ...standIn.connection.settings })
  const send: typeof fetch = async (address, init = {}) => {
    const url = new URL(String(address))
    const { method = 'GET', headers, body: sent } = init
    const body = String(sent ?? '')
    const ask = { method, url, headers: new Headers(headers), body }
    const answer = await standIn.hosts[url.hostname]?.(ask)
    if (!answer) throw new Error(`no such host: ${url.hostname}`)
    heard.push({ method, url, body, status: answer.status, reply: await answer.clone().json() })
    return answer
  }
  const context = {
    settings,
    secrets: standIn.connection.secrets,
    now,
    http: httpFor({ hosts: woocommerce.hosts(settings), outsideWorld: null, fetch: send }),
    cache: { get: async () => null, put: async () => undefined },
  }
  await woocommerce.check(context)
  for (let each = 0; each < 2; each++) {
    await woocommerce.subscribe?.('https://track.example.com/hooks/0abc', context)
    for (const webhook of standIn.webhooks) webhook.status = 'disabled'
  }
  const { id, itemIds } = standIn.place(
    ownOrder('#1', BUYERS.tom, [CATALOGUE.dress, CATALOGUE.scarf]),
  )
  standIn.refund(id, itemIds[1] ?? '', 1)
  await woocommerce.orders({ since: now, page: null }, context)
  await woocommerce.count?.(now, context)
  await woocommerce.order(id, context)
  const parcel = {
    trackingNumber: 'AAA1',
    carrier: 'Australia Post',
    trackingUrl: 'https://track.example.com/t/0abc',
    items: null,
    mayCreate: true,
    events: [],
  }
  await woocommerce.writeBack(id, [parcel], context)
  await woocommerce.writeBack(id, [{ ...parcel, trackingNumber: 'B2', previous: 'AAA1' }], context)
  return heard
}

/** Routes that came after 9.5.1, or with a plugin, or that the index was not asked for. */
const NOT_IN_INDEX = /\/fulfillments|\/shipment-trackings|\/products|\/settings\/|^\/$/

describe.skipIf(!isHere).each(['notes', 'tracking', 'fulfilments'] as const)(
  'what we ask a shop with %s',
  mode => {
    it('has only arguments that the route knows, of the kind it wants', async () => {
      const faults: string[] = []
      for (const { method, url, body } of await wholeTrip(mode)) {
        const path = url.pathname.replace('/wp-json', '') || '/'
        if (NOT_IN_INDEX.test(path) || path.includes('/orders/0/')) continue
        const endpoint = endpointFor(method, path)
        if (!endpoint) {
          faults.push(`${method} ${path} is no route`)
          continue
        }
        for (const [name, value] of Object.entries(argumentsOf(url, body))) {
          const argument = endpoint.args[name]
          if (name === '_fields') continue // WordPress takes it everywhere
          if (!argument) faults.push(`${method} ${path} takes no ${name}`)
          else faults.push(...faultsOf(today(argument), value).map(fault => `${name}${fault}`))
        }
        for (const [name, { required }] of Object.entries(endpoint.args)) {
          if (
            required === true &&
            !(name in argumentsOf(url, body)) &&
            !path.includes(`<${name}>`)
          ) {
            faults.push(`${method} ${path} wants ${name}`)
          }
        }
      }
      expect(faults).toEqual([])
    })

    it('is answered by the stand-in in the shapes of the real one', async () => {
      const faults: string[] = []
      const own = ownFaults()
      for (const { method, url, status, reply } of await wholeTrip(mode)) {
        const schema = schemaOf(url.pathname)
        if (!schema || status >= 300) continue
        for (const each of Array.isArray(reply) ? reply : [reply]) {
          const found = faultsOf(schema, each).filter(fault => !own.has(withoutNumbers(fault)))
          faults.push(...found.map(fault => `${method} ${url.pathname} ${fault}`))
        }
      }
      expect(faults).toEqual([])
    })
  },
)

/** Query arguments as PHP would take them: numbers and lists from text. */
function argumentsOf(url: URL, body: string): Record<string, unknown> {
  const query = [...url.searchParams].map(([name, text]): [string, unknown] => [
    name,
    kindOf(name, text),
  ])
  const sent: unknown = body === '' ? {} : JSON.parse(body)
  return { ...Object.fromEntries(query), ...z.record(z.string(), z.unknown()).parse(sent) }
}
const kindOf = (name: string, text: string): unknown => {
  if (name === 'exclude' || name === 'include') return text.split(',').map(Number)
  if (text === 'true' || text === 'false') return text === 'true'
  return /^\d+$/.test(text) ? Number(text) : text
}

function schemaOf(path: string): unknown {
  const name = [
    [/\/orders(?:\/\d+)?$/, 'orders.options-schema.json'],
    [/\/notes(?:\/\d+)?$/, 'order-notes.options-schema.json'],
    [/\/webhooks(?:\/\d+)?$/, 'webhooks.options-schema.json'],
  ].find(([pattern]) => pattern instanceof RegExp && pattern.test(path))?.[1]
  if (typeof name !== 'string') return null
  return today(z.object({ schema: z.unknown() }).parse(file(name)).schema)
}
