// Holds the feeds to payloads and vectors published by the carriers, where these lie beside the
// project; says so when they do not.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { inspectCarrier } from '../../cli/inspect.ts'
import { carriers } from '../../src/sync/carriers/index.ts'

const CONTRACTS = join(import.meta.dirname, '../../../shared/contracts/carriers')
const here = existsSync(CONTRACTS)
if (!here) console.log('carrier contracts are not beside this clone: these tests are skipped')

const file = (path: string) => readFileSync(join(CONTRACTS, path), 'utf8')

describe.skipIf(!here)('published carrier payloads', () => {
  it('verify with EasyPost’s own signature vector, and not with a byte more', async () => {
    const vector = z
      .object({ secret: z.string(), header_value: z.string() })
      .parse(JSON.parse(file('easypost/webhook-signature-vector.json')))
    const verify = (body: string) =>
      carriers.easypost.verify?.(
        {
          url: '',
          rest: '',
          headers: new Headers({ 'x-hmac-signature': vector.header_value }),
          body: new TextEncoder().encode(body),
          receivedAt: 0,
        },
        { settings: {}, secrets: { webhookSecret: vector.secret } },
      )
    const body = file('easypost/webhook-tracker-updated.raw.json').trimEnd()
    expect(await verify(body)).toEqual({ ok: true, value: undefined })
    expect(await verify(`${body}\n`)).toMatchObject({ ok: false })
  })

  it.each([
    ['easypost', 'easypost/webhook-tracker-updated.raw.json', 'in_transit', 'arrived_facility'],
    ['easypost', 'easypost/tracker-pre-transit.json', 'pending', 'info_received'],
    ['starshipit', 'starshipit/webhook-dispatched.json', 'pending', 'info_received'],
  ])('of %s in %s read as %s', (id, path, status, substatus) => {
    expect(inspectCarrier(id, file(path))).toMatchObject({
      ok: true,
      value: { shipments: [{ state: { status, substatus } }], problems: [] },
    })
  })
})
