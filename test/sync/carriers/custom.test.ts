import { spawnSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { customSchema } from '../../../scripts/build-schema.ts'
import { STATUSES } from '../../../src/core/status.ts'
import { custom } from '../../../src/sync/carriers/custom.ts'
import { noKeys } from '../../battery/signers.ts'
import { NOW, worked } from './fake-http.ts'

const read = (payload: unknown, at = NOW) => custom.read(payload, at)
const faultsOf = (payload: unknown): string => {
  const result = read(payload)
  return result.ok ? '' : result.problem.message
}

const event = { status: 'in_transit', text: 'On its way', at: '2026-10-20T10:00:00+11:00' }
const shipment = { trackingNumber: 'A1', events: [event] }
const withEvent = (over: object) => ({ ...shipment, events: [{ ...event, ...over }] })
const local = (over: object) => withEvent({ at: undefined, ...over })

const BROKEN: readonly [string, unknown, string][] = [
  ['a status of its own', withEvent({ status: 'arrived' }), 'must be one of pending, in_transit,'],
  ['a status in capitals', withEvent({ status: 'DELIVERED' }), 'events.0.status: must be one of'],
  [
    'an unknown field',
    { ...shipment, order_number: '1' },
    'has "order_number", which the feed does',
  ],
  ['an unknown field of an event', withEvent({ when: 1 }), 'events.0: has "when", which the feed'],
  [
    'an unknown field of a place',
    withEvent({ place: { city: 'Perth' } }),
    'events.0.place: has "city"',
  ],
  [
    'a time without an offset',
    withEvent({ at: '2026-10-20T10:00:00' }),
    'events.0.at: must be a time',
  ],
  ['a time before parcels', withEvent({ at: '0001-01-01T00:00:00Z' }), 'not before the year 2000'],
  [
    'a day that there is not',
    local({ localTime: '2026-02-30', timeZone: 'UTC' }),
    'localTime: must be',
  ],
  [
    'a local time with an offset',
    local({ localTime: '2026-10-20T10:00Z', timeZone: 'UTC' }),
    'localTime',
  ],
  [
    'a zone that there is not',
    local({ localTime: '2026-10-20', timeZone: 'Mars/Base' }),
    'no list of',
  ],
  [
    'an offset for a zone',
    local({ localTime: '2026-10-20', timeZone: '+10:00' }),
    'Australia/Sydney',
  ],
  ['no time at all', local({}), 'events.0: must say when'],
  ['two times', withEvent({ localTime: '2026-10-20', timeZone: 'UTC' }), 'events.0: must say when'],
  [
    'a local time without a zone',
    local({ localTime: '2026-10-20' }),
    'localTime and timeZone together',
  ],
  [
    'a zone without a local time',
    withEvent({ timeZone: 'UTC' }),
    'localTime and timeZone together',
  ],
  [
    'a postcode as a number',
    withEvent({ place: { postcode: 800 } }),
    'place.postcode: Invalid input',
  ],
  [
    'a country in words',
    withEvent({ place: { country: 'Australia' } }),
    'place.country: must be two',
  ],
  ['an empty place', withEvent({ place: {} }), 'place: is empty'],
  [
    'a reason in words',
    withEvent({ reason: 'No one home' }),
    'reason: must be such as no_one_home',
  ],
  [
    'a picture in the post',
    withEvent({ proofUrl: 'data:image/png;base64,AA' }),
    'begin with https://',
  ],
  ['an id with blanks', withEvent({ id: 'a b' }), 'events.0.id: must be'],
  ['no text', withEvent({ text: '  ' }), 'events.0.text: must not be empty'],
  [
    'a deadline with an hour',
    withEvent({ collectBy: '2026-12-04T10:00:00Z' }),
    'collectBy: must be a day',
  ],
  ['a dispatch of no order', { ...shipment, dispatched: true }, 'orderNumber: must name'],
  ['nothing to tell', { trackingNumber: 'A1', events: [] }, 'tells nothing'],
  ['no number', { ...shipment, trackingNumber: ' ' }, 'trackingNumber: must not be empty'],
  [
    'an estimate of both kinds',
    { ...shipment, eta: { date: '2026-12-04', to: event.at } },
    'eta: has "to", which',
  ],
  ['an estimate that is empty', { ...shipment, eta: {} }, 'eta: must be {date}, or {from, to}'],
  ['too many shipments', Array(101).fill(shipment), '<=100'],
  ['no shipments', [], '>=1'],
]

/** What JSON Schema cannot say: that text is more than blanks, a zone is one, a moment is real. */
const BEYOND_SCHEMA = new Set([
  'a time before parcels',
  'a day that there is not',
  'a zone that there is not',
  'no text',
  'no number',
])

describe('the custom feed', () => {
  it.each(BROKEN)('refuses a post with %s, and names it', (_, payload, words) => {
    expect(read(payload)).toMatchObject({ ok: false, problem: { kind: 'unreadable' } })
    expect(faultsOf(payload)).toContain(words)
  })

  it('refuses an estimate that ends before it begins', () => {
    const eta = { from: '2026-12-04T12:00:00Z', to: '2026-12-04T11:00:00Z' }
    expect(read({ ...shipment, eta }).ok).toBe(false)
  })

  it('names all that is wrong at once, with where it stands, and repeats nothing of the post', () => {
    const broken = [shipment, withEvent({ status: 'Secret Street 5', foo: 1, at: 'yesterday' })]
    const words = faultsOf(broken)
    for (const part of ['1.events.0.status: ', '1.events.0: has "foo"', '1.events.0.at: ']) {
      expect(words).toContain(part)
    }
    expect(words).not.toContain('Secret')
    expect(faultsOf(Array(100).fill({})).length).toBeLessThan(2000)
  })

  it('takes none of a list when one of it is wrong', () => {
    expect(read([shipment, withEvent({ status: 'arrived' })]).ok).toBe(false)
  })

  it.each(Object.keys(STATUSES))('takes the status %s as its own', status => {
    const [report] = worked(read(withEvent({ status, reason: 'some_reason' })))
    expect(report?.events[0]).toMatchObject({ status, substatus: 'some_reason' })
  })

  it('keeps a note as a note: no code that a table lacks', () => {
    const [report] = worked(read(withEvent({ status: 'unknown' })))
    expect(report?.events[0]).toMatchObject({ status: 'unknown', substatus: 'info_only' })
  })

  it('reads a local time by the clocks of its zone, also where they change', () => {
    const at = (localTime: string, timeZone: string) =>
      worked(read(local({ localTime, timeZone })))[0]?.events[0]
    const sydney = 'Australia/Sydney'
    expect(at('2026-10-04T01:30', sydney)?.occurredAt).toBe(Date.UTC(2026, 9, 3, 15, 30))
    expect(at('2026-10-04T03:30', sydney)?.occurredAt).toBe(Date.UTC(2026, 9, 3, 16, 30))
    expect(at('2026-10-04', 'Australia/Perth')).toMatchObject({
      occurredAt: Date.UTC(2026, 9, 3, 16),
      precision: 'day',
    })
  })

  it('says when an estimate was told: by its own word, else by the newest event', () => {
    const toldAt = (over: object) =>
      worked(read({ ...shipment, eta: { date: '2026-12-04', ...over } }))[0]?.eta?.toldAt
    expect(toldAt({})).toBe(Date.UTC(2026, 9, 19, 23))
    expect(toldAt({ toldAt: '2026-10-21T00:00:00Z' })).toBe(Date.UTC(2026, 9, 21))
  })

  it('drops an estimate that ended before the first event', () => {
    const etaOf = (eta: object) => worked(read({ ...shipment, eta }))[0]?.eta
    expect(etaOf({ date: '2026-10-17' })).toBeNull()
    expect(etaOf({ from: '2026-10-17T00:00:00Z', to: '2026-10-18T00:00:00Z' })).toBeNull()
    expect(etaOf({ date: '2026-10-20' })).toMatchObject({ kind: 'day', on: '2026-10-20' })
  })

  it('knows an event by its id, else by what it says, whenever it is heard', () => {
    const ids = (over: object) => worked(read(withEvent(over)))[0]?.events[0]?.sourceEventId
    expect(ids({ id: '17-1' })).toBe('17-1')
    expect(ids({})).toBeNull()
  })

  it('makes a shipment only when the post says that an order was dispatched', () => {
    const told = (over: object) => worked(read({ ...shipment, ...over }))[0]
    expect(told({ orderNumber: '#1' })).toMatchObject({ orderNumber: '#1', dispatched: false })
    expect(told({ orderNumber: '#1', dispatched: true })).toMatchObject({ dispatched: true })
  })
})

describe('the published schema of the custom feed', () => {
  const text = readFileSync('docs/carriers/custom.schema.json', 'utf8')
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  const fits = ajv.compile(z.record(z.string(), z.unknown()).parse(JSON.parse(text)))

  it('is what the feed reads now (npm run build writes it)', () => {
    expect(text).toBe(customSchema())
  })

  it('takes what the feed takes', () => {
    const folder = join(import.meta.dirname, '../../fixtures/carriers/custom')
    const files = readdirSync(folder).filter(file => /^(?!signing).*\.json$/.test(file))
    expect(files.length).toBeGreaterThan(3)
    for (const file of files) {
      const { payload } = z
        .object({ payload: z.unknown() })
        .parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))
      expect([file, fits(payload), fits.errors]).toEqual([file, true, null])
    }
  })

  it.each(BROKEN.filter(([name]) => !BEYOND_SCHEMA.has(name)))(
    'refuses %s as the feed does',
    (_, payload) => {
      expect(fits(JSON.parse(JSON.stringify(payload)))).toBe(false)
    },
  )
})

describe('the manual of the custom feed', () => {
  const manual = readFileSync('docs/carriers/custom.md', 'utf8')
  const [example = ''] = [...manual.matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
    .map(match => match[1] ?? '')
    .filter(block => block.includes('curl'))
  const verify = (body: string, headers: Headers, secret: string, receivedAt: number) =>
    custom.verify?.(
      { url: '', rest: '', headers, body: new TextEncoder().encode(body), receivedAt },
      { settings: {}, secrets: { webhookSecret: secret } },
      noKeys,
    )

  it('shows a shell script whose post is accepted and read', async () => {
    const key = Buffer.from('sixteen odd bytes ÿ\u0000\n').toString('base64')
    const secret = `whsec_${key}`
    // Its curl is replaced by one that shows what it was given.
    const script = `curl() { for word in "$@"; do printf '%s\\037' "$word"; done; }\n${example}`
    const run = spawnSync('sh', ['-eu', '-c', script], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, WAYMARK_SECRET: secret, WAYMARK_HOOK: 'https://x.example/h' },
    })
    expect(run.stderr).toBe('')
    const words = run.stdout.split('\u001f')
    const given = (option: string) =>
      words.flatMap((word, i) => (word === option ? [words[i + 1] ?? ''] : []))
    const headers = new Headers(
      given('--header').map((line): [string, string] => {
        const [name = '', ...rest] = line.split(': ')
        return [name, rest.join(': ')]
      }),
    )
    const [body = ''] = given('--data-binary')
    expect(words).toContain('https://x.example/h')
    expect(await verify(body, headers, secret, Date.now())).toEqual({ ok: true, value: undefined })
    const [report] = worked(read(JSON.parse(body)))
    expect(report).toMatchObject({
      orderNumber: '#1001',
      dispatched: true,
      eta: { kind: 'window' },
    })
    expect(report?.events.map(({ status, occurredAt }) => [status, occurredAt])).toEqual([
      ['in_transit', Date.UTC(2026, 11, 3, 22, 5)],
      ['out_for_delivery', Date.UTC(2026, 11, 4, 0, 30)],
    ])
  })

  it('shows a signature that fits its own secret, id, timestamp and body', async () => {
    const [, secret = '', id = '', timestamp = '', body = '', signature = ''] =
      /the secret `(\S+)`, the id `(\S+)`, the timestamp\s+`(\d+)` and the body `(.+?)` give\s+```text\n(\S+)\n/.exec(
        manual,
      ) ?? []
    const bytes = Buffer.from(secret.slice('whsec_'.length), 'base64')
    const proof = createHmac('sha256', bytes).update(`${id}.${timestamp}.${body}`)
    expect(signature).toBe(`v1,${proof.digest('base64')}`)
    const headers = new Headers({
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signature,
    })
    expect(await verify(body, headers, secret, Number(timestamp) * 1000)).toMatchObject({
      ok: true,
    })
    expect(read(JSON.parse(body)).ok).toBe(true)
  })

  it('names every status and every field that the schema has', () => {
    const Published = z.object({
      $defs: z.record(z.string(), z.object({ properties: z.record(z.string(), z.unknown()) })),
    })
    const { $defs } = Published.parse(JSON.parse(customSchema()))
    const words = Object.values($defs).flatMap(({ properties }) => Object.keys(properties))
    expect(words).toContain('trackingNumber')
    for (const word of [...words, ...Object.keys(STATUSES)]) expect(manual).toContain(`\`${word}\``)
  })
})
