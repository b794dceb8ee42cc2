import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import { ups } from '../../../src/sync/carriers/ups/index.ts'
import { contextOf, fakeHttp, reply } from '../../sync/carriers/fake-http.ts'
import { file, here, inspected } from './contract.ts'

const Spec = z.object({ components: z.looseObject({}) })

describe.skipIf(!here)('what is published of UPS', () => {
  it.each([
    [
      'track-alert-out-for-delivery.json',
      '1Z204W4R0308071865',
      { status: 'out_for_delivery', substatus: 'on_vehicle', eta: { on: '2024-04-23' } },
    ],
    [
      'track-v1-200-doc-sample.json',
      '1Z023E2X0214323462',
      { status: 'in_transit', substatus: 'customs_cleared', eta: null },
    ],
  ])('%s reads as %s in the right state', (path, trackingNumber, state) => {
    expect(inspected('ups', `ups/${path}`)).toMatchObject({
      value: { shipments: [{ trackingNumber, state }], problems: [] },
    })
  })

  it('has a number that is not found told in UPS’s own words', () => {
    expect(inspected('ups', 'ups/track-v1-not-found.json')).toEqual({
      ok: true,
      value: { shipments: [], problems: ['UPS says: TW0001: Tracking Information Not Found'] },
    })
  })

  it('allows the subscription that we send', async () => {
    const number = '1ZCIETST0111111114'
    const { http, made } = fakeHttp(['onlinetools.ups.com'], {
      'POST https://onlinetools.ups.com/security/v1/oauth/token': reply(200, {
        access_token: 'a',
        expires_in: '14399',
      }),
      'POST https://onlinetools.ups.com/api/track/v2/subscription/standard/package': reply(200, {
        validTrackingNumbers: [number],
      }),
    })
    await ups.watch?.begin(
      {
        trackingNumber: number,
        carrier: 'ups',
        calledThere: null,
        orderNumber: '1',
        destination: { country: null, postcode: null },
        dispatchedAt: 0,
      },
      '',
      contextOf(http, { clientId: 'a' }, { clientSecret: 'b' }, 0),
    )
    const { components } = Spec.parse(parse(file('ups/UPSTrackAlert.openapi.yaml')))
    const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
    ajv.addSchema({ components }, 'ups')
    ajv.validate('ups#/components/schemas/PackageSubscriptionRequest', made[1]?.json)
    expect(ajv.errors ?? []).toEqual([])
  })
})
