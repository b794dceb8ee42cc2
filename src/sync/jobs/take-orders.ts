// The import, driven by cron and queue: every tick asks for each connected shop, and the consumer
// imports what changed there. A problem is noted at the connection, in words the merchant can act on,
// and tried again when the shop says so.
import * as z from 'zod'
import { recogniseChannel } from '../../core/channel.ts'
import { assign } from '../../core/courier-rules.ts'
import { livePlatforms, type MerchantRow, merchantById, noteProblem } from '../../core/db/config.ts'
import { type ConnectionRow, connectionById } from '../../core/db/hooks.ts'
import { keepValue, kept } from '../../core/db/keep.ts'
import { type Db, openDb, shards } from '../../core/db/open.ts'
import { MerchantConfig } from '../../core/merchant.ts'
import { ok, type Result } from '../../core/result.ts'
import { clock } from '../clock.ts'
import { type Env, readEnv, type Settings } from '../env.ts'
import { type CallProblem, httpFor } from '../http.ts'
import { platformOf } from '../platforms/index.ts'
import type { Context, Platform } from '../platforms/platform.ts'
import { seal, unseal } from '../seal.ts'
import { secretsOf } from '../secrets.ts'
import { type Decide, type Imported, importOrders, importOrdersById } from './import-orders.ts'

/** How far back the first import goes: orders that may still be on their way. Never told to anybody. */
const BACKFILL_MS = 30 * 86_400_000

/** Without order ids: whatever changed since the cursor. */
const ImportRequest = z.object({
  shard: z.string(),
  connectionId: z.int(),
  orderIds: z.array(z.string()).optional(),
})
type ImportRequest = z.infer<typeof ImportRequest>

/** One queue message a connected shop; the cron itself calls nobody. */
export async function askForOrders(env: Env): Promise<void> {
  for (const shard of shards(env)) {
    const db = openDb(env, shard)
    const connections = db ? await livePlatforms(db) : []
    for (const { id } of connections) {
      await env.ORDERS.send({ shard, connectionId: id } satisfies ImportRequest)
    }
  }
}

/** Imports for each message by itself, so that one shop's outage holds up no other. */
export async function takeOrders(batch: MessageBatch, env: Env): Promise<void> {
  const settings = readEnv(env)
  if (!settings.ok) throw new Error(settings.problem.faults.join('; '))
  const now = await clock(settings.value)
  for (const message of batch.messages) {
    const request = ImportRequest.parse(message.body)
    const imported = await importFor(request, env, settings.value, now)
    if (imported.ok && imported.value.more) await env.ORDERS.send(request)
    const retry = imported.ok ? false : imported.problem.retry
    if (retry) message.retry({ delaySeconds: retry.afterSeconds })
    else message.ack()
  }
}

const NOTHING: Imported = { seen: 0, pages: 0, more: false }

async function importFor(
  { shard, connectionId, orderIds }: ImportRequest,
  env: Env,
  settings: Settings,
  now: number,
): Promise<Result<Imported, CallProblem>> {
  const db = openDb(env, shard)
  const connection = db && (await connectionById(db, connectionId))
  const platform = connection && platformOf(connection.adapter)
  if (!db || !connection || !platform || connection.removedAt !== null) return ok(NOTHING)
  const merchant = await merchantById(db, connection.merchantId)
  if (!merchant) return ok(NOTHING)
  const shop = platform

  const context = await contextOf(db, connection, platform, settings, now)
  const imported = context.ok ? await run(context.value, db, merchant, connection) : context
  await noteProblem(db, connectionId, imported.ok ? null : imported.problem.message)
  return imported

  function run(
    own: Context<unknown>,
    home: Db,
    { id, config }: MerchantRow,
    { cursor, liveSince }: ConnectionRow,
  ): Promise<Result<Imported, CallProblem>> {
    const job = {
      db: home,
      scope: { merchantId: id, connectionId, shard },
      context: own,
      liveSince,
      decide: decideBy(MerchantConfig.parse(JSON.parse(config))),
    }
    return orderIds
      ? importOrdersById({ ...job, platform: shop }, orderIds)
      : importOrders({ ...job, platform: shop, cursor, backfillSince: liveSince - BACKFILL_MS })
  }
}

const decideBy =
  (config: MerchantConfig): Decide =>
  order => {
    const channel = recogniseChannel(order, config.channels)
    return { channel, assignment: assign(order, { channel }, config).assignment }
  }

/** Everything an adapter's call gets, with the connection's secrets opened. */
async function contextOf(
  db: Db,
  connection: ConnectionRow,
  platform: Platform<unknown>,
  settings: Settings,
  now: number,
): Promise<Result<Context<unknown>, CallProblem>> {
  const own = platform.settings.parse(JSON.parse(connection.settings))
  const secrets = await secretsOf(connection, settings)
  if (!secrets.ok) {
    const { message } = secrets.problem
    const problem = { kind: 'credentials', host: connection.name, status: null, message } as const
    return { ok: false, problem: { ...problem, retry: false } }
  }
  const hosts = platform.hosts(own)
  return ok({
    settings: own,
    secrets: secrets.value,
    now,
    http: httpFor({ hosts, outsideWorld: settings.outsideWorld }),
    cache: tokenCache(db, connection, settings, now),
  })
}

/** Fetched tokens are secrets too: sealed at rest, under the connection they belong to. */
function tokenCache(
  db: Db,
  { merchantId, id, name }: ConnectionRow,
  { sealKeys }: Settings,
  now: number,
): Context<unknown>['cache'] {
  const place = (key: string) => ({ merchantId, connection: name, name: `token ${key}` })
  return {
    get: async key => {
      const sealed = await kept(db, `token ${id} ${key}`, now)
      const opened = sealed ? await unseal(sealed, place(key), sealKeys) : null
      return opened?.ok ? opened.value : null
    },
    put: async (key, value, expiresAt) =>
      keepValue(db, `token ${id} ${key}`, await seal(value, place(key), sealKeys), expiresAt),
  }
}
