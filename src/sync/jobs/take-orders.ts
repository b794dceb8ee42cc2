// The import, driven by cron and queue: every tick asks for each connected shop, and the consumer
// imports what changed there. A problem is noted at the connection, in words the merchant can act on,
// and tried again when the shop says so.
import { livePlatforms, merchantById } from '../../core/db/config.ts'
import { type ConnectionRow, connectionById } from '../../core/db/hooks.ts'
import { type Db, openDb, shards } from '../../core/db/open.ts'
import { decideBy } from '../../core/decide.ts'
import { MerchantConfig } from '../../core/merchant.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { clock } from '../clock.ts'
import { hookUrl, type OpenPlatform, openPlatform } from '../connection.ts'
import { type Env, readEnv, type Settings } from '../env.ts'
import type { CallProblem } from '../http.ts'
import { noteProblem } from '../note-problem.ts'
import { isWaiting, restAfter } from '../pace.ts'
import { eachMessage, type Outcome } from '../queue.ts'
import { followUpAt, type Place, wake } from './follow-up.ts'
import {
  type Imported,
  type ImportProblem,
  importOrders,
  importOrdersById,
} from './import-orders.ts'
import { ImportRequest } from './import-request.ts'
import { lookAfterHooks } from './look-after-hooks.ts'

/** How far back the first import goes: orders that may still be on their way. Never told to anybody. */
const BACKFILL_MS = 30 * 86_400_000
export const backfillSince = ({ liveSince }: Pick<ConnectionRow, 'liveSince'>): number =>
  liveSince - BACKFILL_MS
/** Shops switch off webhooks that failed for a while, and nobody notices until an order is late. */
const HOOKS_EVERY_MS = 3_600_000

/** Shops that are asked side by side, so that one that does not answer keeps one lane waiting. */
const LANES = 4
/** Cloudflare takes a hundred messages a call. */
const MAX_CALLS = 100

/** One queue message a connected shop; the cron itself calls nobody. */
export async function askForOrders(env: Env): Promise<void> {
  for (const shard of shards(env)) {
    const db = openDb(env, shard)
    const connections = db ? await livePlatforms(db) : []
    const calls = connections.map(({ id }) => ({
      body: { shard, connectionId: id } satisfies ImportRequest,
    }))
    for (let i = 0; i < calls.length; i += MAX_CALLS) {
      await env.ORDERS.sendBatch(calls.slice(i, i + MAX_CALLS))
    }
  }
}

/** Imports for each message by itself, so that one shop's outage holds up no other. */
export async function takeOrders(batch: MessageBatch, env: Env): Promise<void> {
  const settings = readEnv(env)
  if (!settings.ok) throw new Error(settings.problem.faults.join('; '))
  const now = await clock(settings.value)
  const consumer = { env, kind: 'orders', schema: ImportRequest, now, lanes: LANES } as const
  await eachMessage(batch, consumer, request => take(request, env, settings.value, now))
}

async function take(
  request: ImportRequest,
  env: Env,
  settings: Settings,
  now: number,
): Promise<Outcome> {
  const db = openDb(env, request.shard)
  const connection = db && (await connectionById(db, request.connectionId))
  // Removed while its message was on the way: nothing of it is wanted any more.
  if (!db || !connection || connection.removedAt !== null) return 'done'
  const byCron = request.orderIds === undefined
  const place = { db, shard: request.shard, settings, now }
  const opened = await openPlatform(db, connection, settings, now, {
    accounts: env.ACCOUNTS,
    priority: byCron && connection.backfilledAt === null ? 'backfill' : 'orders',
  })
  const imported = opened.ok ? await importFrom(place, connection, opened.value, request) : opened
  if (imported.ok || !isWaiting(imported.problem)) {
    await noteProblem(db, connection.id, imported.ok ? null : imported.problem.message)
  }
  if (!imported.ok) {
    const { problem } = imported
    if (opened.ok && problem.kind === 'throttled')
      await restAfter(opened.value.account, problem, now)
    // The next tick asks again anyway: a retry beside it would only pile up through an outage.
    return byCron ? 'done' : problem.retry || 'done'
  }
  await wake(env.MESSAGES, request.shard, imported.value.dispatched)
  await wake(env.WATCHES, request.shard, imported.value.dispatched)
  await wake(env.WRITE_BACKS, request.shard, imported.value.untold)
  if (imported.value.more) await env.ORDERS.send(request)
  else if (byCron && opened.ok) await beat(place, connection, opened.value)
  return 'done'
}

/** Everything has been read; and now and then, whether the shop still tells us of changes. */
async function beat(
  { settings, now }: Place,
  connection: ConnectionRow,
  { platform, context, account }: OpenPlatform,
): Promise<void> {
  const { hooks } = await account.note(connection.id, { syncedAt: now })
  if (hooks === null || now - hooks.at < HOOKS_EVERY_MS) return
  await account.note(connection.id, {
    hooks: await lookAfterHooks({ platform, context }, hookUrl(connection, settings), now),
  })
}

async function importFrom(
  { db, shard, settings, now }: Place,
  connection: ConnectionRow,
  { platform, context }: OpenPlatform,
  { orderIds }: ImportRequest,
): Promise<Result<Imported, ImportProblem>> {
  const config = await configOf(db, connection)
  if (!config.ok) return config
  const { merchantId, liveSince, cursor } = connection
  const job = {
    platform,
    context,
    db,
    scope: { merchantId, connectionId: connection.id, shard },
    liveSince,
    decide: decideBy(config.value, connection.name),
    followUp: followUpAt({ db, shard, settings, now }),
  }
  return orderIds
    ? importOrdersById(job, orderIds)
    : importOrders({ ...job, cursor, backfillSince: backfillSince(connection) })
}

/** The merchant's config; one stored by an older version may no longer fit the schema of this one. */
async function configOf(
  db: Db,
  { merchantId, name }: ConnectionRow,
): Promise<Result<MerchantConfig, CallProblem>> {
  const merchant = await merchantById(db, merchantId)
  const config = MerchantConfig.safeParse(JSON.parse(merchant?.config ?? 'null'))
  if (config.success) return ok(config.data)
  const where = config.error.issues.map(issue => issue.path.join('.') || 'the config')
  const message = `The stored config does not fit this version at ${where.slice(0, 5).join(', ')}. Run \`waymark check\`, correct it and run \`waymark apply\`.`
  return err({ kind: 'refused', host: name, status: null, message, retry: false })
}
