// A merchant's connections as they are doing: the webhook address, what is wrong, which secrets are still
// to be set. Of a secret only its name is ever shown. The scope is one of its own, because a webhook
// address without a secret is a credential itself.
import { Hono } from 'hono'
import * as z from 'zod'
import { connectionsOf } from '../../core/db/config.ts'
import type { ConnectionRow } from '../../core/db/hooks.ts'
import { adaptersFor } from '../adapter.ts'
import { type ApiEnv, needs } from './access.ts'
import { problem } from './problem.ts'

const Sealed = z.record(z.string(), z.string())

export const connectionRoutes = new Hono<ApiEnv>().get(
  '/connections',
  needs('connections:read'),
  async c => {
    const merchant = c.get('merchant')
    if (!merchant) return problem(c, { status: 404, title: 'There is no such merchant.' })
    const connections = await connectionsOf(c.get('db'), merchant.id)
    return c.json({
      connections: connections.map(connection => ({
        name: connection.name,
        kind: connection.kind,
        adapter: connection.adapter,
        hookUrl: `${c.get('settings').publicUrl}/hooks/${connection.hookId}`,
        problem: connection.problem,
        backfilledAt:
          connection.backfilledAt === null ? null : new Date(connection.backfilledAt).toISOString(),
        missingSecrets: missingSecrets(connection),
      })),
    })
  },
)

/** Names of the secrets that the adapter cannot do without and that are not set. */
function missingSecrets({ kind, adapter, secrets }: ConnectionRow): string[] {
  const known = Sealed.parse(JSON.parse(secrets))
  return Object.entries(adaptersFor(kind).get(adapter)?.secrets ?? {})
    .filter(([name, { required }]) => required && !Object.hasOwn(known, name))
    .map(([name]) => name)
}
