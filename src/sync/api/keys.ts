// A merchant's API keys. A key is shown once, in the answer that makes it; afterwards there is only its
// name. A key can make others, but none that may do more than itself.
import { Hono } from 'hono'
import * as z from 'zod'
import { hashOfKey, newApiKey, Scope } from '../../core/api-key.ts'
import { type ApiKey, deleteKey, keepKey, keysOf } from '../../core/db/api-keys.ts'
import { type ApiEnv, needs } from './access.ts'
import { readBody } from './body.ts'
import { problem } from './problem.ts'

const NewKey = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'use lower-case letters, digits and dashes, at most 40'),
  scopes: z
    .array(Scope)
    .min(1)
    .transform(scopes => [...new Set(scopes)].sort()),
})

const NO_MERCHANT = { status: 404, title: 'There is no such merchant.' } as const

export const keyRoutes = new Hono<ApiEnv>()
  .post('/keys', needs('keys:write'), async c => {
    const merchant = c.get('merchant')
    if (!merchant) return problem(c, NO_MERCHANT)
    const body = await readBody(c, NewKey)
    if (!body.ok) return problem(c, body.problem)
    const beyond = body.value.scopes.find(scope => !c.get('scopes').includes(scope))
    if (beyond) {
      const title = `This key cannot give the scope ${beyond}: it lacks it itself.`
      return problem(c, { status: 403, title })
    }
    const key = newApiKey(c.get('shard'))
    const made: ApiKey = { ...body.value, createdAt: c.get('now') }
    if (!(await keepKey(c.get('db'), merchant.id, { ...made, hash: await hashOfKey(key) }))) {
      const title = `There is a key ${made.name} already: delete it first, or take another name.`
      return problem(c, { status: 409, title })
    }
    return c.json({ key, ...shown(made) }, 201, { 'cache-control': 'no-store' })
  })
  .get('/keys', needs('keys:write'), async c => {
    const merchant = c.get('merchant')
    if (!merchant) return problem(c, NO_MERCHANT)
    const keys = await keysOf(c.get('db'), merchant.id)
    return c.json({ keys: keys.map(shown) })
  })
  .delete('/keys/:name', needs('keys:write'), async c => {
    const merchant = c.get('merchant')
    const deleted = merchant && (await deleteKey(c.get('db'), merchant.id, c.req.param('name')))
    if (!deleted) return problem(c, { status: 404, title: 'There is no key of that name.' })
    return c.body(null, 204)
  })

const shown = ({ name, scopes, createdAt }: ApiKey) => ({
  name,
  scopes,
  createdAt: new Date(createdAt).toISOString(),
})
