// What could not be handled, and the way back for it. Bodies are never shown: they hold what shoppers
// wrote. The operator without `Waymark-Merchant` sees all, those included that belong to nobody.
import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { letterById, lettersBefore, markReplayed, type Whose } from '../../core/db/dead-letters.ts'
import { replay } from '../jobs/replay.ts'
import { type ApiEnv, needs } from './access.ts'
import { problem } from './problem.ts'

const PAGE = 50

const Id = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number)

export const deadLetterRoutes = new Hono<ApiEnv>()
  .get('/dead-letters', needs('dead-letters:replay'), async c => {
    const whose = whoseOf(c)
    if (!whose) return problem(c, { status: 404, title: 'There is no such merchant.' })
    const before = Id.optional().safeParse(c.req.query('before'))
    if (!before.success) {
      const title = '“before” is the `next` of another answer: a number.'
      return problem(c, { status: 422, title })
    }
    const found = await lettersBefore(c.get('db'), whose, before.data ?? null, PAGE + 1)
    const letters = found.slice(0, PAGE)
    return c.json({
      deadLetters: letters.map(letter => ({
        ...letter,
        receivedAt: iso(letter.receivedAt),
        replayedAt: letter.replayedAt === null ? null : iso(letter.replayedAt),
      })),
      next: found.length > PAGE ? (letters.at(-1)?.id ?? null) : null,
    })
  })
  .post('/dead-letters/:id/replay', needs('dead-letters:replay'), async c => {
    const whose = whoseOf(c)
    const id = Id.safeParse(c.req.param('id'))
    const letter = whose && id.success ? await letterById(c.get('db'), whose, id.data) : null
    if (!letter) return problem(c, { status: 404, title: 'There is no such dead letter.' })
    const sent = await replay(letter, placeOf(c), c.env)
    if (!sent.ok) return problem(c, { status: 409, title: sent.problem.message })
    const now = c.get('now')
    await markReplayed(c.get('db'), letter.id, now)
    return c.json({ id: letter.id, kind: letter.kind, replayedAt: iso(now) }, 202)
  })

const placeOf = (c: Context<ApiEnv>) => ({
  db: c.get('db'),
  shard: c.get('shard'),
  settings: c.get('settings'),
  now: c.get('now'),
})

/** Null when the operator names a merchant that there is not: that must not mean everybody. */
function whoseOf(c: Context<ApiEnv>): Whose | null {
  const merchant = c.get('merchant')
  if (merchant) return { merchantId: merchant.id }
  return c.get('operator') && !c.req.header('waymark-merchant') ? 'everybody' : null
}

const iso = (instant: number): string => new Date(instant).toISOString()
