// Holds the adapter and the demo's Seller Center to what is published of THE ICONIC's API, where that
// lies beside the project; says so when it does not.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { inspectPlatform } from '../../cli/inspect-platform.ts'
import { createJournal } from '../../demo/world/journal.ts'
import { BUYERS, CATALOGUE, iconicOrder } from '../../demo/world/orders.ts'
import { createTheIconic } from '../../demo/world/the-iconic/index.ts'
import { httpFor } from '../../src/sync/http.ts'
import { theIconic } from '../../src/sync/platforms/the-iconic/index.ts'
import { NOT_SENT, NOT_WANTED, WEBHOOK_EVENTS } from '../../src/sync/platforms/the-iconic/tables.ts'

const CONTRACTS = join(import.meta.dirname, '../../../shared/contracts/the-iconic')
const here = existsSync(CONTRACTS)
if (!here) console.log('the contracts of THE ICONIC are not beside this clone: skipped')

const file = (name: string) => readFileSync(join(CONTRACTS, name), 'utf8')
const HOST = 'sellercenter-api.theiconic.com.au'

const Endpoints = z.object({
  endpoints: z.array(
    z.object({
      m: z.string(),
      p: z.string(),
      query: z.array(z.string()).default([]),
      body: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
  webhook_events: z.array(z.string()),
})
const Schema = z.looseObject({ $defs: z.record(z.string(), z.unknown()) })
const Statuses = z.object({ enum: z.array(z.string()) })

type Call = { method: string; url: URL; body: string; reply: string }

/** Everything the adapter asks of a Seller Center, from `check` to a parcel that arrived. */
async function everyCall(): Promise<Call[]> {
  let now = Date.parse('2026-11-25T09:30:00+11:00')
  const calls: Call[] = []
  const journal = createJournal(() => now)
  const center = createTheIconic({ now: () => now, journal, post: async () => 200 })
  const send: typeof fetch = async (input, init = {}) => {
    const url = new URL(String(input))
    const { method = 'GET' } = init
    const ask = { method, url, headers: new Headers(init.headers), body: String(init.body ?? '') }
    const answer = await center.hosts[HOST]?.(ask)
    const reply = (await answer?.text()) ?? ''
    calls.push({ method, url, body: ask.body, reply })
    return new Response(reply || null, answer)
  }
  const kept = new Map<string, string>()
  const context = () => ({
    settings: theIconic.settings.parse(center.connection.settings),
    secrets: center.connection.secrets,
    now,
    http: httpFor({ hosts: [HOST], outsideWorld: null, fetch: send }),
    cache: {
      get: async (key: string) => kept.get(key) ?? null,
      put: async (key: string, value: string) => void kept.set(key, value),
    },
  })
  const { id } = center.place(iconicOrder('217348921', BUYERS.masked, [CATALOGUE.scarf]))
  const parcel = {
    trackingNumber: 'AAA1000001',
    previous: 'OLD1',
    carrier: 'Sendle',
    trackingUrl: 'https://track.example.com/t/0abc',
    items: null,
    mayCreate: true,
    events: [{ status: 'delivered' as const, occurredAt: now, etaAt: null }],
  }
  await theIconic.check(context())
  await theIconic.subscribe?.('https://track.example.com/hooks/0abc', context())
  await theIconic.subscribe?.('https://other.example.com/hooks/0abc', context())
  await theIconic.count?.(now, context())
  await theIconic.writeBack(id, [parcel], context())
  const other = center.place(iconicOrder('217348922', BUYERS.tom, [CATALOGUE.dress]))
  for (const unit of center.units(other.id)) {
    Object.assign(unit, { status: 'ready_to_ship', trackingCode: 'OLD1', provider: 'Sendle' })
  }
  await theIconic.writeBack(other.id, [{ ...parcel, trackingNumber: 'NEW1' }], context())
  now += 1000
  await theIconic.orders({ since: now, page: null }, context())
  await theIconic.order(id, context())
  expect(journal.problems).toEqual([])
  return calls
}

describe.skipIf(!here)('what is published of THE ICONIC', () => {
  const schema = () => Schema.parse(JSON.parse(file('iconic-v2-orders.schema.json')))
  const validator = (name: string) => {
    const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
    ajv.addSchema(schema(), 'iconic')
    return (value: unknown) => {
      ajv.validate(`iconic#/$defs/${name}`, value)
      return (ajv.errors ?? []).map(error => `${error.instancePath} ${error.message}`)
    }
  }

  it('reads as one order of two units of one sku', () => {
    expect(inspectPlatform('the-iconic', file('iconic-v2-order.sample.json'))).toMatchObject({
      ok: true,
      value: {
        orders: [
          {
            platformId: '900100',
            number: '208812345',
            totalCents: 17990,
            placedAt: '2026-11-23T01:15:00.000Z',
            contact: { name: 'Alex Sample', email: '#####', phone: '#####' },
            shipTo: { line1: '12 Example St', line2: 'Unit 3', state: 'VIC', country: 'AU' },
            items: [{ platformItemId: '700001', sku: 'DRESS-RED-10', quantity: 2 }],
            marks: { source: 'THE ICONIC' },
          },
        ],
      },
    })
  })

  it('has each path, parameter and field that we send', async () => {
    const { endpoints } = Endpoints.parse(JSON.parse(file('iconic-v2-endpoints.json')))
    const strangers = (await everyCall())
      .filter(({ url }) => url.pathname !== '/oauth/client-credentials')
      .flatMap(({ method, url, body }) => {
        const known = endpoints.find(({ m, p }) => m === method && matches(p, url.pathname))
        if (!known) return [`${method} ${url.pathname}`]
        const parameters = known.query.map(text => text.split(' ')[0])
        const fields: unknown = body === '' ? {} : JSON.parse(body)
        return [
          ...[...url.searchParams.keys()].filter(name => !parameters.includes(name)),
          // Of PUT no body is published: it is taken to be that of POST.
          ...(method === 'PUT' ? [] : strangeFields(fields, known.body)),
        ].map(name => `${name} in ${method} ${url.pathname}`)
      })
    expect(strangers).toEqual([])
  })

  it('describes the orders that the demo’s Seller Center answers with', async () => {
    const faultsOf = validator('Order')
    const orders = (await everyCall()).flatMap(({ method, url, reply }) => {
      if (method !== 'GET' || !/^\/v2\/orders(\/\d+)?$/.test(url.pathname)) return []
      const body = z.looseObject({ items: z.array(z.unknown()) }).parse(JSON.parse(reply))
      return 'pagination' in body ? body.items : [body]
    })
    expect(orders.length).toBeGreaterThan(4)
    expect(orders.flatMap(faultsOf)).toEqual([])
  })

  it('describes its order items and webhooks', async () => {
    const calls = await everyCall()
    const replies = (pattern: RegExp) =>
      calls.flatMap(({ method, url, reply }): unknown[] =>
        pattern.test(`${method} ${url.pathname}`) ? [JSON.parse(reply)].flat() : [],
      )
    const items = replies(/^POST \/v2\/order-item\/\d+\/shipping-provider$/)
    const webhooks = replies(/^GET \/v2\/webhooks$/)
    expect(items.length).toBeGreaterThan(0)
    expect(webhooks.length).toBeGreaterThan(0)
    expect(items.flatMap(validator('OrderItem'))).toEqual([])
    expect(webhooks.flatMap(validator('Webhook'))).toEqual([])
  })

  it('knows the statuses and events of our tables', () => {
    const { webhook_events } = Endpoints.parse(JSON.parse(file('iconic-v2-endpoints.json')))
    expect(webhook_events).toEqual(expect.arrayContaining([...WEBHOOK_EVENTS]))
    const statuses = Statuses.parse(schema().$defs.OrderStatus).enum
    expect(statuses).toEqual(expect.arrayContaining([...NOT_WANTED, ...NOT_SENT]))
  })
})

/** `/v2/orders/{orderId}` and `/v2/orders/7`. */
const matches = (template: string, path: string): boolean =>
  new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(path)

/** Fields of `sent`, at any depth, that the documented body does not have. */
function strangeFields(sent: unknown, documented: unknown): string[] {
  const [first] = Array.isArray(documented) ? documented : []
  if (Array.isArray(sent)) return sent.flatMap(each => strangeFields(each, first))
  if (typeof sent !== 'object' || sent === null) return []
  const known = new Map(
    typeof documented === 'object' && documented ? Object.entries(documented) : [],
  )
  return Object.entries(sent).flatMap(([name, value]) =>
    known.has(name) ? strangeFields(value, known.get(name)) : [name],
  )
}
