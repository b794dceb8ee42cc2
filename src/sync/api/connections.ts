// A merchant's connections: how they are doing, and the act of connecting a shop. Of a secret only its
// name is ever shown. The scope is one of its own, because a webhook address without a secret is a
// credential itself.
import { type Context, Hono } from 'hono'
import { type ConnectorId, onboarding } from '../../core/connectors.ts'
import { connectionsOf } from '../../core/db/config.ts'
import type { ConnectionRow } from '../../core/db/hooks.ts'
import { MerchantConfig } from '../../core/merchant.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { missingSecrets, takesHooks } from '../adapter.ts'
import { hookUrl } from '../connection.ts'
import { statusOf } from '../connection-status.ts'
import { connect } from '../jobs/connect.ts'
import type { Place } from '../jobs/follow-up.ts'
import { type ApiEnv, needs } from './access.ts'
import { type Problem, problem } from './problem.ts'

export const connectionRoutes = new Hono<ApiEnv>()
  .get('/connections', needs('connections:read'), async c => {
    const merchant = c.get('merchant')
    if (!merchant) return problem(c, noMerchant(c))
    const connections = await connectionsOf(c.get('db'), merchant.id)
    return c.json({
      connections: connections.map(connection => ({
        name: connection.name,
        kind: connection.kind,
        adapter: connection.adapter,
        hookUrl: takesHooks(connection) ? hookUrl(connection, c.get('settings')) : null,
        problem: connection.problem,
        webhookProblem: connection.hookProblem,
        connectedAt: iso(connection.connectedAt),
        backfilledAt: iso(connection.backfilledAt),
        missingSecrets: missingSecrets(connection),
      })),
    })
  })
  .get('/connections/:name', needs('connections:read'), async c => {
    const shop = await platformNamed(c, c.req.param('name'))
    if (!shop.ok) return problem(c, shop.problem)
    const connection = shop.value
    const status = await statusOf(placeOf(c), connection, c.env.ACCOUNTS)
    const { budget, hooks } = status
    return c.json({
      name: connection.name,
      adapter: connection.adapter,
      problem: status.problem,
      missingSecrets: status.missingSecrets,
      liveSince: iso(status.liveSince),
      backfill: status.backfill,
      backfilledAt: iso(status.backfilledAt),
      syncedAt: iso(status.syncedAt),
      lagSeconds:
        status.syncedAt === null ? null : Math.round((c.get('now') - status.syncedAt) / 1000),
      budget: budget && { limits: budget.limits, restsUntil: iso(budget.restsUntil) },
      webhooks: hooks && { checkedAt: iso(hooks.at), topics: hooks.topics, problem: hooks.problem },
    })
  })
  .post('/connections/:name/connect', needs('config:write'), async c => {
    const shop = await platformNamed(c, c.req.param('name'))
    if (!shop.ok) return problem(c, shop.problem)
    const connection = shop.value
    const connected = await connect(placeOf(c), connection, c.env)
    if (!connected.ok) {
      const { message, missing } = connected.problem
      const errors = missing.map(name => ({ path: name, message: 'is missing' }))
      return problem(c, { status: 409, title: message, errors })
    }
    const { grants, hooks, liveSince } = connected.value
    return c.json({
      name: connection.name,
      account: grants.account,
      advice: [...(grants.advice ?? []), ...onboarding(connectorNamed(c, connection.name))],
      webhooks: { topics: hooks.topics, problem: hooks.problem },
      liveSince: iso(liveSince),
    })
  })

/** By the connection's name, or by the platform's where the merchant has one shop of it. */
async function platformNamed(
  c: Context<ApiEnv>,
  name: string,
): Promise<Result<ConnectionRow, Problem>> {
  const merchant = c.get('merchant')
  if (!merchant) return err(noMerchant(c))
  const connections = await connectionsOf(c.get('db'), merchant.id)
  const shops = connections.filter(({ kind }) => kind === 'platform')
  const ofPlatform = shops.filter(({ adapter }) => adapter === name)
  const [only] = ofPlatform.length === 1 ? ofPlatform : []
  const shop = shops.find(each => each.name === name) ?? only
  if (shop) return ok(shop)
  const names = shops.map(each => each.name).join(', ')
  const known = names ? `The shops are: ${names}.` : 'The config has no shop.'
  const other = connections.find(each => each.name === name)
  if (other) {
    const title = `${name} is no shop: it is a ${other.kind} connection, to ${other.adapter}. ${known}`
    return err({ status: 404, title })
  }
  const what =
    ofPlatform.length > 1 ? `There are several shops of ${name}` : `There is no shop ${name}`
  return err({ status: 404, title: `${what}. ${known}` })
}

function noMerchant(c: Context<ApiEnv>): Problem {
  const slug = c.req.header('waymark-merchant')
  return { status: 404, title: slug ? `There is no merchant ${slug}.` : 'No merchant is named.' }
}

/** What stands between the shop and THE ICONIC; a config of an older version is no hindrance here. */
function connectorNamed(c: Context<ApiEnv>, name: string): ConnectorId | undefined {
  const config = MerchantConfig.safeParse(JSON.parse(c.get('merchant')?.config ?? 'null'))
  return config.data?.connections.find(each => each.name === name)?.connector
}

const placeOf = (c: Context<ApiEnv>): Place => ({
  db: c.get('db'),
  shard: c.get('shard'),
  settings: c.get('settings'),
  now: c.get('now'),
})

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())
