import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { UNMAPPED } from '../../../src/core/status.ts'
import { shipengine } from '../../../src/sync/carriers/shipengine/index.ts'
import { file, here, inspected } from './contract.ts'

const codes = here
  ? z
      .object({ status_code: z.array(z.string()), status_detail_code: z.array(z.string()) })
      .parse(JSON.parse(file('shipengine/status_codes.json')))
  : { status_code: [], status_detail_code: [] }

describe.skipIf(!here)('ShipEngine’s published payloads', () => {
  it.each([
    ['webhook-api-track-in-transit.json', 'in_transit', null, { on: '2025-10-23' }],
    [
      'webhook-track-event-v2-not-yet-in-system.partial.json',
      'pending',
      'not_found',
      { on: '2026-04-30' },
    ],
  ])('%s reads as %s', (path, status, substatus, eta) => {
    expect(inspected('shipengine', `shipengine/${path}`)).toMatchObject({
      value: { shipments: [{ carrier: 'ups', state: { status, substatus, eta } }], problems: [] },
    })
  })

  it('hold no code that no table knows', () => {
    const told = [
      ...codes.status_code.map(code => `${code}/`),
      ...codes.status_detail_code.map(code => `/${code}`),
    ]
    expect(told).toHaveLength(8 + 75)
    expect(told.filter(code => shipengine.meaning({ code, text: '' }) === UNMAPPED)).toEqual([])
  })

  it('mean by each code what the reference says', () => {
    const model = z
      .object({
        sources: z.record(
          z.string(),
          z.object({
            map: z.record(
              z.string(),
              z.object({ status: z.string(), substatus: z.string().nullish() }),
            ),
          }),
        ),
      })
      .parse(JSON.parse(file('status_model.json')))
    const mapOf = (name: string) => Object.entries(model.sources[name]?.map ?? {})
    const all = [
      ...mapOf('shipengine.status_code').map(([code, means]) => [`${code}/`, means] as const),
      ...mapOf('shipengine.status_detail_code').map(
        ([code, means]) => [`/${code}`, means] as const,
      ),
    ]
    expect(all.length).toBeGreaterThan(75)
    for (const [code, { status, substatus }] of all) {
      if (code === 'AC/') continue // a printed label too, by ShipEngine's own sample: see tables.ts
      const means = shipengine.meaning({ code, text: '' })
      expect({ code, ...means }).toEqual({ code, status, substatus: substatus ?? null })
    }
  })
})
