// Cin7 Omni's published sales order against what we ask, send and read, and against what our stand-in
// answers. The contract is not part of this repository: without it the tests say that they skipped.
import { existsSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { recogniseChannel } from '../../src/core/channel.ts'
import { parseExactly } from '../../src/sync/exact-json.ts'
import { cin7 } from '../../src/sync/platforms/cin7/index.ts'
import * as wire from '../../src/sync/platforms/cin7/wire.ts'
import { openShop } from '../battery/shops.ts'

const FOLDER = '../shared/contracts/cin7'
const here = existsSync(FOLDER)
if (!here) console.log('skipped: the Cin7 contract is not on this machine')
const load = (file: string): unknown => JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'))

const Properties = z.record(z.string(), z.looseObject({ readOnly: z.boolean().optional() }))
const Schema = z.looseObject({
  properties: Properties,
  $defs: z.looseObject({
    SalesOrderItem: z.looseObject({ properties: Properties }),
    WriteResult: z.looseObject({ properties: Properties }),
  }),
})
const schema = () => Schema.parse(load('cin7-omni-salesorder.schema.json'))
const closed = () => {
  const { $defs, $schema: _, ...order } = schema()
  const item = { ...$defs.SalesOrderItem, additionalProperties: false }
  return {
    ...order,
    additionalProperties: false,
    $defs: { ...$defs, SalesOrderItem: item },
  }
}

/** The faults of each row; no row may have a field that the schema does not know. */
function faultsOf(rows: unknown, { $defs, ...items }: Record<string, unknown>): unknown[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  const validate = ajv.compile({ type: 'array', items, $defs })
  return validate(rows) ? [] : (validate.errors ?? [])
}

/** What went over the wire while one order is read and told: bodies as JSON. */
async function traffic() {
  const shop = openShop('cin7')
  const context = shop.context()
  const { platformId } = shop.place([2, 1])
  const seen: { method: string; sent: unknown; answered: unknown }[] = []
  const http: typeof context.http = async (url, call = {}) => {
    const reply = await context.http(url, call)
    // The schema knows numbers only: here the digits beyond 2^53 may go.
    const answered: unknown = reply.ok ? JSON.parse(reply.value.text) : null
    seen.push({ method: call.method ?? 'GET', sent: JSON.parse(call.body ?? 'null'), answered })
    return reply
  }
  await shop.platform.orders({ since: 0, page: null }, { ...context, http })
  const parcel = {
    trackingNumber: 'AAA1',
    carrier: 'Australia Post',
    trackingUrl: 'https://track.example.com/t/0abc',
    items: null,
    mayCreate: true,
    events: [],
  }
  const settings = { username: 'WattleThreadsAU', stages: [], dispatch: true }
  await shop.platform.writeBack(platformId, [parcel], {
    ...context,
    http,
    settings: { ...settings, dispatchedStage: 'Dispatched' },
  })
  return seen
}

describe.skipIf(!here)('Cin7’s sales order', () => {
  it('is read from the published sample, as an order of THE ICONIC', () => {
    const read = cin7.read(load('cin7-omni-salesorders-get.sample.json'))
    if (!read.ok) throw new Error(read.problem.message)
    expect(read.value).toMatchObject([
      {
        platformId: '51234',
        number: '208812345',
        totalCents: 17990,
        shipTo: { name: 'Alex Sample', state: 'VIC', country: 'AU' },
        items: [{ sku: 'DRESS-RED-10', variant: 'Red / 10', quantity: 2, priceCents: 8995 }],
        fulfilments: [],
      },
    ])
    expect(read.value.map(order => recogniseChannel(order, []))).toEqual(['the-iconic'])
  })

  it('has every field that we ask for', () => {
    const { properties, $defs } = schema()
    const asked = [...wire.ORDER_FIELDS.split(','), ...wire.STATE_FIELDS.split(',')]
    expect(asked.filter(name => !(name in properties))).toEqual([])
    const lines = Object.keys(wire.Line.shape)
    expect(lines.filter(name => !(name in $defs.SalesOrderItem.properties))).toEqual([])
  })

  it('takes the rows we send: known fields of the right kind, none that is read-only', async () => {
    const put = (await traffic()).find(({ method }) => method === 'PUT')
    expect(faultsOf(put?.sent, closed())).toEqual([])
    const rows = z.array(z.looseObject({})).parse(put?.sent)
    const { properties } = schema()
    const names = rows.flatMap(row => Object.keys(row))
    expect(names.filter(name => properties[name]?.readOnly)).toEqual([])
    const sample = z
      .object({ request: z.array(z.looseObject({})) })
      .parse(load('cin7-omni-salesorders-put.sample.json'))
    expect(names.toSorted()).toEqual(Object.keys(sample.request[0] ?? {}).toSorted())
  })

  it('is what the stand-in answers, and so are its results of a write', async () => {
    const answers = await traffic()
    expect(answers.map(({ method }) => method)).toEqual(['GET', 'GET', 'PUT'])
    for (const { method, answered } of answers) {
      const shape = method === 'PUT' ? schema().$defs.WriteResult : closed()
      expect(faultsOf(answered, shape)).toEqual([])
    }
  })

  it('is answered for each row, and we read both ways of answering', () => {
    const sample = z
      .object({ response_ok: z.unknown(), response_partial: z.unknown() })
      .parse(load('cin7-omni-salesorders-put.sample.json'))
    const Results = z.array(wire.WriteResult)
    expect(Results.parse(sample.response_ok)).toMatchObject([
      { index: 0, success: true, id: '51234' },
    ])
    expect(Results.parse(sample.response_partial)).toMatchObject([{ index: 0, success: false }])
    expect(parseExactly('[{"id":9007199254740993}]')).toEqual([{ id: '9007199254740993' }])
  })
})
