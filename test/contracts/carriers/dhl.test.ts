import { describe, expect, it } from 'vitest'
import { dhl } from '../../../src/sync/carriers/dhl/index.ts'
import { file, here, inspected } from './contract.ts'

const json = (path: string): unknown => JSON.parse(file(`dhl/${path}`))

describe.skipIf(!here)('DHL’s published payloads', () => {
  it('of Unified: the status code wins over "DELIVERED", and no time of day is made of midnight', () => {
    expect(inspected('dhl', 'dhl/unified-track-200-doc-sample.json')).toMatchObject({
      value: {
        shipments: [
          {
            trackingNumber: '7777777770',
            events: [{ occurredAt: '2018-03-02T07:53:47.000Z' }],
            state: { status: 'pending', substatus: 'info_received', eta: { on: '2018-08-03' } },
          },
        ],
        problems: [],
      },
    })
  })

  it('of MyDHL: delivered', () => {
    expect(inspected('dhl', 'dhl/mydhl-track-200.json')).toMatchObject({
      value: {
        shipments: [
          {
            trackingNumber: '9356579890',
            events: [{ status: 'in_transit', substatus: 'picked_up' }, { status: 'delivered' }],
            state: { status: 'delivered', eta: null },
          },
        ],
        problems: [],
      },
    })
  })

  it('of a number that is not known: DHL’s own words, and no state', () => {
    expect(inspected('dhl', 'dhl/unified-track-404.json')).toMatchObject({
      value: {
        shipments: [{ trackingNumber: '8264715546', events: [], state: { status: 'unknown' } }],
        problems: ['8264715546: DHL says: No shipment with given tracking number found.'],
      },
    })
  })

  it('of the push: delivered, by a shipment that has its status only', () => {
    expect(inspected('dhl', 'dhl/unified-push-delivered.json')).toMatchObject({
      value: {
        shipments: [{ trackingNumber: 'JD777', state: { status: 'delivered' } }],
        problems: [],
      },
    })
  })

  it('of the handshake: only the validation is to be answered, and neither tells of a parcel', () => {
    expect(dhl.handshake?.isAsked(json('unified-push-validate.json'))).toBe(true)
    expect(dhl.handshake?.isAsked(json('unified-push-ready.json'))).toBe(false)
    for (const path of ['unified-push-validate.json', 'unified-push-ready.json']) {
      expect(inspected('dhl', `dhl/${path}`)).toEqual({
        ok: true,
        value: { shipments: [], problems: [] },
      })
    }
  })
})
