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
import { feedStatusOf } from '../feed-status.ts'
import { connect, connectFeed, type NotConnected } from '../jobs/connect.ts'
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
    const named = await connectionNamed(c, c.req.param('name'))
    if (!named.ok) return problem(c, named.problem)
    const connection = named.value
    if (connection.kind === 'carrier') {
      const { dueAt, budget, ...feed } = await feedStatusOf(placeOf(c), connection, c.env.ACCOUNTS)
      const overdue = dueAt !== null && dueAt < c.get('now')
      return c.json({
        name: connection.name,
        kind: connection.kind,
        adapter: connection.adapter,
        ...feed,
        lagSeconds: overdue ? Math.round((c.get('now') - dueAt) / 1000) : 0,
        budget: budget && { limits: budget.limits, restsUntil: iso(budget.restsUntil) },
      })
    }
    const status = await statusOf(placeOf(c), connection, c.env.ACCOUNTS)
    const { budget, hooks } = status
    return c.json({
      name: connection.name,
      kind: connection.kind,
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
    const named = await connectionNamed(c, c.req.param('name'))
    if (!named.ok) return problem(c, named.problem)
    const connection = named.value
    if (connection.kind === 'carrier') {
      const feed = await connectFeed(placeOf(c), connection, c.env)
      if (!feed.ok) return problem(c, notConnected(feed.problem))
      return c.json({
        name: connection.name,
        kind: connection.kind,
        ...feed.value,
        hookUrl: takesHooks(connection) ? hookUrl(connection, c.get('settings')) : null,
      })
    }
    const connected = await connect(placeOf(c), connection, c.env)
    if (!connected.ok) return problem(c, notConnected(connected.problem))
    const { grants, hooks, liveSince } = connected.value
    return c.json({
      name: connection.name,
      kind: connection.kind,
      account: grants.account,
      advice: [...(grants.advice ?? []), ...onboarding(connectorNamed(c, connection.name))],
      webhooks: { topics: hooks.topics, problem: hooks.problem },
      liveSince: iso(liveSince),
    })
  })

const notConnected = ({ message, missing }: NotConnected): Problem => ({
  status: 409,
  title: message,
  errors: missing.map(name => ({ path: name, message: 'is missing' })),
})

/** Kinds of which there is more to say and to do than that they are there. */
const CONNECTED: readonly ConnectionRow['kind'][] = ['platform', 'carrier']

/** By the connection's name, or by its adapter's where the merchant has one of it. */
async function connectionNamed(
  c: Context<ApiEnv>,
  name: string,
): Promise<Result<ConnectionRow, Problem>> {
  const merchant = c.get('merchant')
  if (!merchant) return err(noMerchant(c))
  const connections = await connectionsOf(c.get('db'), merchant.id)
  const fit = connections.filter(({ kind }) => CONNECTED.includes(kind))
  const ofAdapter = fit.filter(({ adapter }) => adapter === name)
  const [only] = ofAdapter.length === 1 ? ofAdapter : []
  const found = fit.find(each => each.name === name) ?? only
  if (found) return ok(found)
  const names = fit.map(each => each.name).join(', ')
  const known = names ? `There are: ${names}.` : 'The config has no shop and no tracking feed.'
  const other = connections.find(each => each.name === name)
  if (other) {
    const title = `${name} is no shop and no tracking feed: it is the ${other.kind} connection to ${other.adapter}. ${known}`
    return err({ status: 404, title })
  }
  const what =
    ofAdapter.length > 1
      ? `There are several connections to ${name}`
      : `There is no connection ${name}`
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
