// What we send to Magento, and what its stand-in answers, against the OpenAPI file of Magento 2.4.8; and
// the samples that lie beside it, read. Neither is part of this repository: without them the tests say
// that they skipped.
import { existsSync, readFileSync } from 'node:fs'
import Ajv from 'ajv'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createJournal } from '../../demo/world/journal.ts'
import { createMagento } from '../../demo/world/magento/index.ts'
import { BUYERS, CATALOGUE, iconicOrder } from '../../demo/world/orders.ts'
import { recogniseChannel } from '../../src/core/channel.ts'
import { parseExactly } from '../../src/sync/exact-json.ts'
import { httpFor } from '../../src/sync/http.ts'
import { magento } from '../../src/sync/platforms/magento/index.ts'
import * as wire from '../../src/sync/platforms/magento/wire.ts'

const FOLDER = '../shared/contracts/magento'
const here = existsSync(FOLDER)
if (!here) console.log('skipped: the Magento contracts are not beside the repository')
const load = (file: string): unknown => JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'))

const Parameter = z.looseObject({
  name: z.string(),
  in: z.string(),
  schema: z.unknown().optional(),
})
const Operation = z.looseObject({
  parameters: z.array(Parameter).default([]),
  responses: z.looseObject({ 200: z.looseObject({ schema: z.unknown() }) }),
})
const Document = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  definitions: z.record(z.string(), z.unknown()),
})

const NOW = Date.parse('2026-11-25T09:30:00+11:00')
type Call = { method: string; url: URL; body: string; answer: string }

/** Everything that the adapter calls in a life of an order, with what the stand-in answered. */
async function lifeOfAnOrder(): Promise<Call[]> {
  const standIn = createMagento({
    now: () => NOW,
    journal: createJournal(() => NOW),
    post: async () => 200,
  })
  const calls: Call[] = []
  const fetching: typeof fetch = async (target, init = {}) => {
    const { method = 'GET', headers, body } = init
    const ask = {
      method,
      url: new URL(String(target)),
      headers: new Headers(headers),
      body: String(body ?? ''),
    }
    const call: Call = { ...ask, answer: '' }
    calls.push(call) // also when the stand-in refuses it
    const answer = (await standIn.hosts[ask.url.hostname]?.(ask)) ?? Response.error()
    if (answer.status === 200) call.answer = await answer.clone().text()
    return answer
  }
  const settings = magento.settings.parse(standIn.connection.settings)
  const context = {
    settings,
    secrets: standIn.connection.secrets,
    http: httpFor({ hosts: [settings.host], outsideWorld: null, fetch: fetching }),
    now: NOW,
    cache: { get: async () => null, put: async () => undefined },
  }
  const { id } = standIn.place(iconicOrder('217348921', BUYERS.nadia, [CATALOGUE.dress]))
  const parcel = { carrier: 'Sendle', trackingUrl: 'https://t.example', items: null, events: [] }
  await magento.check(context)
  await magento.orders({ since: NOW, page: null }, context)
  await magento.count?.(NOW, context)
  await magento.writeBack(id, [{ ...parcel, trackingNumber: 'A', mayCreate: true }], context)
  const changed = { ...parcel, trackingNumber: 'B', previous: 'A', mayCreate: false }
  await magento.writeBack(id, [changed], context)
  await magento.order(id, context)
  return calls
}

describe.skipIf(!here)('Magento’s own contract', () => {
  const document = here
    ? Document.parse(load('magento-2.4.8-sales-cut.swagger.json'))
    : { paths: {}, definitions: {} }
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true })
  ajv.addSchema({ $id: 'magento', definitions: document.definitions })

  /** The schema with its references made absolute, and closed: a field it does not know is a fault. */
  function faultsOf(schema: unknown, value: unknown): string[] {
    const closed = JSON.stringify(schema).replaceAll('"#/definitions', '"magento#/definitions')
    const parsed = z.record(z.string(), z.unknown()).parse(JSON.parse(closed))
    const check = ajv.compile(
      parsed.properties ? { ...parsed, additionalProperties: false } : parsed,
    )
    check(value)
    return (check.errors ?? []).map(error => `${error.instancePath} ${error.message}`)
  }

  function operationOf(call: Call) {
    const path = call.url.pathname.replace(/^\/rest\/\w+/, '')
    const found = Object.entries(document.paths).find(([template]) =>
      new RegExp(`^${template.replace(/\{\w+\}/g, '\\d+')}$`).test(path),
    )
    return Operation.parse(found?.[1][call.method.toLowerCase()], {
      error: () => `${call.method} ${path} is not documented`,
    })
  }

  it('knows every call we make, its query and its body', async () => {
    const calls = await lifeOfAnOrder()
    const faults = calls.flatMap(call => {
      const { parameters } = operationOf(call)
      const known = parameters.filter(each => each.in === 'query').map(each => each.name)
      // Groups and sort orders are listed once, as [0]; `fields` goes with every call.
      const asked = [...call.url.searchParams.keys()].filter(name => name !== 'fields')
      const unknown = asked.filter(
        name => !known.includes(name.replace(/^(searchCriteria\[\w+\])\[\d+\]/, '$1[0]')),
      )
      const body = parameters.find(each => each.in === 'body')
      const wrong = body ? faultsOf(body.schema, JSON.parse(call.body)) : []
      return [...unknown, ...wrong].map(fault => `${call.url.pathname}: ${fault}`)
    })
    expect(faults).toEqual([])
    expect(new Set(calls.map(call => call.method)).size).toBe(2)
    expect(calls.length).toBeGreaterThan(10)
  })

  it('allows every field that we ask for', () => {
    const Definition = z.looseObject({ properties: z.record(z.string(), z.unknown()) })
    const known = Object.values(document.definitions).flatMap(each =>
      Object.keys(Definition.safeParse(each).data?.properties ?? {}),
    )
    const ours = Object.keys(wire.Order.shape).filter(name => name !== 'shipments')
    expect(
      [...ours, ...Object.keys(wire.Line.shape)].filter(name => !known.includes(name)),
    ).toEqual([])
  })

  it('is what the stand-in answers, when nothing is cut away', async () => {
    const standIn = createMagento(
      { now: () => NOW, journal: createJournal(() => NOW), post: async () => 200 },
      { bearer: true },
    )
    const { id } = standIn.place(iconicOrder('217348921', BUYERS.nadia, [CATALOGUE.dress]))
    standIn.fulfil(id, { carrier: 'Sendle', trackingNumber: 'S1', items: null })
    const [host = ''] = Object.keys(standIn.hosts)
    const headers = new Headers({
      authorization: `Bearer ${standIn.connection.secrets.accessToken}`,
    })
    for (const path of [
      '/V1/orders',
      `/V1/orders/${id}`,
      '/V1/shipments',
      '/V1/store/storeConfigs',
    ]) {
      const ask = {
        method: 'GET',
        url: new URL(`https://${host}/rest/all${path}`),
        headers,
        body: '',
      }
      const answer = await standIn.hosts[host]?.(ask)
      const { responses } = operationOf({ ...ask, answer: '' })
      expect(faultsOf(responses[200].schema, await answer?.json()), path).toEqual([])
    }
  })

  it('answers what we take for the id of a shipment', async () => {
    const shipping = (await lifeOfAnOrder()).filter(call => call.url.pathname.endsWith('/ship'))
    const made = shipping.find(call => call.answer !== '')
    if (!made) throw new Error('nothing was shipped')
    expect(faultsOf(operationOf(made).responses[200].schema, JSON.parse(made.answer))).toEqual([])
    expect(wire.Id.parse(parseExactly(made.answer))).toMatch(/^\d+$/)
  })
})

describe.skipIf(!here)('the samples beside Magento’s contract', () => {
  it('are read: the address of the parcel, its line, and THE ICONIC as the channel', () => {
    const read = magento.read(load('magento-orders-list.sample.json'))
    if (!read.ok) throw new Error(read.problem.message)
    expect(read.value).toMatchObject([
      {
        platformId: '42',
        number: '000000042',
        placedAt: Date.parse('2026-11-23T01:20:11Z'),
        updatedAt: Date.parse('2026-11-23T03:02:40Z'),
        totalCents: 17990,
        shipTo: { name: 'Alex Sample', line1: '12 Example St', line2: 'Unit 3', state: 'VIC' },
        items: [{ platformItemId: '101', quantity: 2, priceCents: 8995 }],
        marks: { billingName: 'THE ICONIC, Alex Sample' },
      },
    ])
    expect(read.value.map(order => recogniseChannel(order, []))).toEqual(['the-iconic'])
  })

  it('show a shipment’s id and complaints as we read them', () => {
    const Sample = z.object({
      response_ok: z.unknown(),
      errors: z.array(z.object({ body: z.unknown() })),
    })
    const { response_ok, errors } = Sample.parse(load('magento-ship.sample.json'))
    expect(wire.Id.parse(response_ok)).toBe('17')
    expect(errors.every(({ body }) => wire.Fault.safeParse(body).success)).toBe(true)
  })
})
