// The merchant's parcels that need a person, each with why and what to do next.
import { Hono } from 'hono'
import { MerchantConfig } from '../../core/merchant.ts'
import { troubledParcels } from '../attention.ts'
import { type ApiEnv, needs } from './access.ts'
import { problem } from './problem.ts'

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

export const attentionRoutes = new Hono<ApiEnv>().get(
  '/attention',
  needs('orders:read'),
  async c => {
    const merchant = c.get('merchant')
    if (!merchant) return problem(c, { status: 404, title: 'There is no such merchant.' })
    const { page } = MerchantConfig.parse(JSON.parse(merchant.config))
    const { publicUrl } = c.get('settings')
    const place = { page, publicUrl, now: c.get('now') }
    const found = await troubledParcels(c.get('db'), merchant.id, place)
    return c.json({
      parcels: found.map(({ heardAt, ...parcel }) => ({ ...parcel, heardAt: iso(heardAt) })),
    })
  },
)
