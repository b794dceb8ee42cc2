// The merchant's API, mounted at /api/v1: a table of contents.
import { Hono } from 'hono'
import type { Settings } from '../env.ts'
import { type ApiEnv, access } from './access.ts'
import { attentionRoutes } from './attention.ts'
import { carrierRoutes } from './carriers.ts'
import { configRoutes } from './config.ts'
import { connectionRoutes } from './connections.ts'
import { deadLetterRoutes } from './dead-letters.ts'
import { feedbackRoutes } from './feedback.ts'
import { keyRoutes } from './keys.ts'
import { orderRoutes } from './orders.ts'
import { problem, unexpected } from './problem.ts'
import { shipmentRoutes } from './shipments.ts'

/** `settings` and `now` belong to the one request that is answered. */
export function api(settings: Settings, now: number): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>().basePath('/api/v1')
  app.use(async (c, next) => {
    c.set('settings', settings)
    c.set('now', now)
    await next()
  })
  app.use(access)
  app.route('/', configRoutes)
  app.route('/', connectionRoutes)
  app.route('/', carrierRoutes)
  app.route('/', orderRoutes)
  app.route('/', attentionRoutes)
  app.route('/', feedbackRoutes)
  app.route('/', shipmentRoutes)
  app.route('/', keyRoutes)
  app.route('/', deadLetterRoutes)
  app.notFound(c => problem(c, { status: 404, title: 'There is no such address.' }))
  app.onError(unexpected)
  return app
}
