import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { australiaPost } from '../../../src/sync/carriers/australia-post/index.ts'
import { file, here, inspected } from './contract.ts'

const Mapping = z.object({
  sources: z.record(
    z.string(),
    z.object({
      map: z.record(z.string(), z.object({ status: z.string(), substatus: z.string().nullable() })),
    }),
  ),
})

/** What the carrier's own page says otherwise, see words.ts. */
const CARRIER_KNOWS_BETTER = new Set(['Booked In', 'Ready for Pickup', 'Partial Delivery'])

describe.skipIf(!here)('Australia Post’s published replies', () => {
  it('tell of a delivery, through each of its scans', () => {
    const path = 'australia-post/track-200-delivered-safe-place.json'
    expect(inspected('australia-post', path)).toMatchObject({
      value: {
        shipments: [
          {
            trackingNumber: 'LX123456789US',
            events: { length: 9 },
            state: {
              status: 'delivered',
              substatus: 'safe_place',
              deliveredAt: '2021-01-21T00:04:27.000Z',
            },
          },
        ],
        problems: [],
      },
    })
  })

  it('say that a number was not found, and nothing of the parcel', () => {
    expect(inspected('australia-post', 'australia-post/track-200-invalid-id.json')).toMatchObject({
      value: {
        shipments: [{ events: [], state: { status: 'unknown' } }],
        problems: ['7XX1000: Australia Post says: Invalid tracking ID'],
      },
    })
  })

  it('refuse a question about too many', () => {
    expect(inspected('australia-post', 'australia-post/track-400-too-many-ids.json')).toMatchObject(
      {
        value: { shipments: [], problems: [expect.stringContaining('10 or less')] },
      },
    )
  })

  it.each([
    'australia_post.article_status',
    'australia_post.event_description',
    'startrack.consignment_status',
  ])('mean what %s has, but where the carrier’s own page says otherwise', source => {
    const { map } = Mapping.parse(JSON.parse(file('status_model.json'))).sources[source] ?? {}
    const words = Object.keys(map ?? {}).filter(text => !CARRIER_KNOWS_BETTER.has(text))
    expect(words.length).toBeGreaterThan(10)
    const meant = words.map(text => {
      const written = text.replace('{place}', 'WAGGA WAGGA NSW')
      return [text, australiaPost.meaning({ code: written, text: written })]
    })
    expect(Object.fromEntries(meant)).toEqual(
      Object.fromEntries(words.map(text => [text, map?.[text]])),
    )
  })
})
