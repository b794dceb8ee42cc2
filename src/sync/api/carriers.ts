// What carriers said that no table understood, and reading the stored events again once one does.
import { Hono } from 'hono'
import * as z from 'zod'
import { unmappedOf } from '../../core/db/unmapped-codes.ts'
import { reproject } from '../jobs/reproject.ts'
import { type ApiEnv, needs } from './access.ts'
import { readBody } from './body.ts'
import { problem } from './problem.ts'

const Page = z.strictObject({ after: z.string().max(80).default('') })

export const carrierRoutes = new Hono<ApiEnv>()
  .get('/unmapped-codes', needs('orders:read'), async c => {
    const merchant = c.get('merchant')
    if (!merchant) return problem(c, { status: 404, title: 'There is no such merchant.' })
    const codes = await unmappedOf(c.get('db'), merchant.id)
    return c.json({
      codes: codes.map(({ firstAt, lastAt, ...code }) => ({
        ...code,
        firstAt: new Date(firstAt).toISOString(),
        lastAt: new Date(lastAt).toISOString(),
      })),
    })
  })
  .post('/reproject', needs('config:write'), async c => {
    const merchant = c.get('merchant')
    if (!merchant) return problem(c, { status: 404, title: 'There is no such merchant.' })
    const body = await readBody(c, Page)
    if (!body.ok) return problem(c, body.problem)
    const place = {
      db: c.get('db'),
      shard: c.get('shard'),
      settings: c.get('settings'),
      now: c.get('now'),
    }
    return c.json(await reproject(place, c.env, merchant.id, body.value.after))
  })
