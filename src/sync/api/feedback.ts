// What shoppers say of deliveries, by carrier and service: how many arrived, how many answered, and how far
// the share of good ones can be trusted. Who did not answer is neither satisfied nor not.
import { Hono } from 'hono'
import { opinions } from '../../core/db/feedback.ts'
import { wilson } from '../../core/wilson.ts'
import { type ApiEnv, needs } from './access.ts'
import { problem } from './problem.ts'

const DAYS = 60

export const feedbackRoutes = new Hono<ApiEnv>().get('/feedback', needs('orders:read'), async c => {
  const merchant = c.get('merchant')
  if (!merchant) return problem(c, { status: 404, title: 'There is no such merchant.' })
  const since = c.get('now') - DAYS * 86_400_000
  const found = await opinions(c.get('db'), merchant.id, since)
  return c.json({
    days: DAYS,
    deliveries: found.map(({ good, answered, ...of }) => ({
      ...of,
      answered,
      good,
      share: answered > 0 ? good / answered : null,
      /** Where the true share lies, 19 times of 20. */
      between: wilson(good, answered),
    })),
  })
})
