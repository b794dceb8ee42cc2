// A merchant's config and the secrets of its connections. Config in one piece, checked as the CLI
// checks it; a secret goes in and never comes out.
import { Hono } from 'hono'
import * as z from 'zod'
import {
  applyConfig,
  connectionsOf,
  everyConnectionOf,
  merchantBySlug,
  previousOf,
  putSecret,
} from '../../core/db/config.ts'
import { HOME_SHARD, openDb } from '../../core/db/open.ts'
import { MerchantConfig } from '../../core/merchant.ts'
import { secretNames, takesHooks } from '../adapter.ts'
import { type ConnectionFault, checkAccounts, checkConnections } from '../check-connections.ts'
import { hookUrl } from '../connection.ts'
import { seal, unseal } from '../seal.ts'
import { type ApiEnv, needs } from './access.ts'
import { notRight, readBody } from './body.ts'
import { problem } from './problem.ts'

/** Secrets travel in headers: what a paste brought along (a line break) would only fail there. */
const Secret = z.strictObject({
  value: z
    .string()
    .min(1)
    .max(4096)
    .regex(/^[^\p{Cc}]+$/u, 'holds a line break or another control character'),
})
const Sealed = z.record(z.string(), z.string())

export const configRoutes = new Hono<ApiEnv>()
  .put('/config', needs('config:write'), async c => {
    const body = await readBody(c, MerchantConfig)
    if (!body.ok) return problem(c, body.problem)
    const own = c.get('merchant')?.slug
    if (!c.get('operator') && body.value.merchant !== own) {
      const title = `This key is for ${own}: it cannot write another merchant’s config.`
      return problem(c, { status: 403, title })
    }
    const faults = checkConnections(body.value)
    if (faults.length > 0) return problem(c, notRight(byName(faults, body.value)))
    const db = c.get('db')
    const elsewhere = checkAccounts(body.value, await everyConnectionOf(db, body.value.merchant))
    if (elsewhere.length > 0) return problem(c, notRight(byName(elsewhere, body.value)))
    const ours = c.get('operator') ? [] : deploymentHosts(body.value, c.get('settings').publicUrl)
    if (ours.length > 0) return problem(c, notRight(ours))
    const home = openDb(c.env, HOME_SHARD) ?? db
    const applied = await applyConfig(db, body.value, {
      now: c.get('now'),
      shard: c.get('shard'),
      home,
    })
    if (!applied.ok) return problem(c, notRight(applied.problem.hosts.map(hostTaken)))
    const merchant = await merchantBySlug(db, body.value.merchant)
    if (!merchant) throw new Error('the merchant just stored is not there')
    const connections = await connectionsOf(db, merchant.id)
    return c.json({
      merchant: merchant.slug,
      version: merchant.version,
      connections: connections.map(connection => ({
        name: connection.name,
        adapter: connection.adapter,
        hookUrl: takesHooks(connection) ? hookUrl(connection, c.get('settings')) : null,
      })),
    })
  })
  .put('/connections/:name/secrets/:secret', needs('secrets:write'), async c => {
    const merchant = c.get('merchant')
    const { name, secret } = c.req.param()
    const connections = merchant ? await connectionsOf(c.get('db'), merchant.id) : []
    const connection = connections.find(other => other.name === name)
    if (!connection) return problem(c, { status: 404, title: 'There is no such connection.' })
    const names = secretNames(connection)
    if (!names.includes(secret)) {
      const known = names.length > 0 ? `Its secrets: ${names.join(', ')}.` : 'It has none.'
      const title = `${connection.adapter} has no secret by that name. ${known}`
      return problem(c, { status: 422, title })
    }
    const body = await readBody(c, Secret)
    if (!body.ok) return problem(c, body.problem)
    const known = Sealed.parse(JSON.parse(connection.secrets))
    const { sealKeys } = c.get('settings')
    const place = (name: string) => ({
      merchantId: connection.merchantId,
      connection: connection.name,
      name,
    })
    const opened = async (name: string) => {
      const text = known[name] ? await unseal(known[name], place(name), sealKeys) : null
      return text?.ok ? text.value : null
    }
    const { value } = body.value
    const before = await opened(secret)
    const previousName = previousOf(secret)
    // Set again unchanged, a secret replaces nothing: what was valid beside it stays valid. It is
    // sealed anew all the same, as everything must be before an old SEAL_KEY goes.
    const previous = before === null || before === value ? await opened(previousName) : before
    await putSecret(c.get('db'), connection.id, {
      name: secret,
      sealed: await seal(value, place(secret), sealKeys),
      previous: previous === null ? null : await seal(previous, place(previousName), sealKeys),
    })
    return c.json({ connection: connection.name, secret, previousValid: previous !== null })
  })

const hostFault = (host: string, message: string) => ({ path: ['page', 'hosts', host], message })

const hostTaken = (host: string) =>
  hostFault(host, 'is the host of another merchant. It must leave their config before.')

/** Whoever has the deployment's own host has the front page that all merchants share: no merchant's to take. */
const deploymentHosts = ({ page }: MerchantConfig, publicUrl: string) =>
  page.hosts
    .filter(host => host === new URL(publicUrl).hostname || host.endsWith('.workers.dev'))
    .map(host => hostFault(host, 'belongs to the whole deployment: only its operator may give it.'))

/** A person knows connections by their names, and not by how many stand before them. */
const byName = (
  faults: readonly ConnectionFault[],
  { connections }: Pick<MerchantConfig, 'connections'>,
): ConnectionFault[] =>
  faults.map(({ path: [list, index, ...rest], message }) => ({
    path: [list ?? '', connections[Number(index)]?.name ?? index ?? '', ...rest],
    message,
  }))
