// The merchant's parcels that need a person, each with why and what to do next.
import { Hono } from 'hono'
import * as z from 'zod'
import { reasonsOf } from '../../core/attention.ts'
import { parcelsInTrouble } from '../../core/db/attention.ts'
import { MerchantConfig } from '../../core/merchant.ts'
import { trackingLink } from '../../core/tracking-link.ts'
import { type ApiEnv, needs } from './access.ts'
import { problem } from './problem.ts'

const MAX_PARCELS = 100
const LIVE_MS = 60 * 86_400_000

const State = z.object({
  substatus: z.string().nullable(),
  flags: z.array(z.string()),
  since: z.number().nullable(),
  heardAt: z.number().nullable().default(null),
})

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

export const attentionRoutes = new Hono<ApiEnv>().get(
  '/attention',
  needs('orders:read'),
  async c => {
    const merchant = c.get('merchant')
    if (!merchant) return problem(c, { status: 404, title: 'There is no such merchant.' })
    const config = MerchantConfig.parse(JSON.parse(merchant.config))
    const since = c.get('now') - LIVE_MS
    const found = await parcelsInTrouble(c.get('db'), merchant.id, since, MAX_PARCELS)
    return c.json({
      parcels: found.map(({ token, state, refused, feedProblem, ...parcel }) => {
        const { heardAt, ...folded } = State.parse(JSON.parse(state))
        return {
          ...parcel,
          trackingUrl: trackingLink(token, config, c.get('settings').publicUrl),
          /** When the carrier last said anything of it. */
          heardAt: iso(heardAt ?? folded.since),
          reasons: reasonsOf({ ...parcel, ...folded, refused, feedProblem }),
        }
      }),
    })
  },
)
