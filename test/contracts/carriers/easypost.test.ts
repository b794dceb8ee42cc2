import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { easypost } from '../../../src/sync/carriers/easypost.ts'
import { noKeys } from '../../battery/signers.ts'
import { file, here, inspected } from './contract.ts'

describe.skipIf(!here)('EasyPost’s published payloads', () => {
  it('verify with its own signature vector, and not with a byte more', async () => {
    const vector = z
      .object({ secret: z.string(), header_value: z.string() })
      .parse(JSON.parse(file('easypost/webhook-signature-vector.json')))
    const verify = (body: string) =>
      easypost.verify?.(
        {
          url: '',
          rest: '',
          headers: new Headers({ 'x-hmac-signature': vector.header_value }),
          body: new TextEncoder().encode(body),
          receivedAt: 0,
        },
        { settings: {}, secrets: { webhookSecret: vector.secret } },
        noKeys,
      )
    const body = file('easypost/webhook-tracker-updated.raw.json').trimEnd()
    expect(await verify(body)).toEqual({ ok: true, value: undefined })
    expect(await verify(`${body}\n`)).toMatchObject({ ok: false })
  })

  it.each([
    ['webhook-tracker-updated.raw.json', 'in_transit', 'arrived_facility'],
    ['tracker-pre-transit.json', 'pending', 'info_received'],
  ])('%s reads as %s', (path, status, substatus) => {
    expect(inspected('easypost', `easypost/${path}`)).toMatchObject({
      value: { shipments: [{ state: { status, substatus } }], problems: [] },
    })
  })
})
