// The import, driven by cron and queue: every tick asks for each connected shop, and the consumer
// imports what changed there. A problem is noted at the connection, in words the merchant can act on,
// and tried again when the shop says so.
import { livePlatforms, merchantById } from '../../core/db/config.ts'
import { type ConnectionRow, connectionById } from '../../core/db/hooks.ts'
import { keepValue, kept } from '../../core/db/keep.ts'
import { type Db, openDb, shards } from '../../core/db/open.ts'
import { decideBy } from '../../core/decide.ts'
import { MerchantConfig } from '../../core/merchant.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { clock } from '../clock.ts'
import { openPlatform } from '../connection.ts'
import { type Env, readEnv, type Settings } from '../env.ts'
import type { CallProblem } from '../http.ts'
import { noteProblem } from '../note-problem.ts'
import { eachMessage, type Outcome } from '../queue.ts'
import { followUpAt, wake } from './follow-up.ts'
import {
  type Imported,
  type ImportProblem,
  importOrders,
  importOrdersById,
} from './import-orders.ts'
import { ImportRequest } from './import-request.ts'

/** How far back the first import goes: orders that may still be on their way. Never told to anybody. */
const BACKFILL_MS = 30 * 86_400_000

/** The cron comes every minute: a shop that wants to be left alone for longer is noted. */
const TICK_SECONDS = 60
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
  const rest = `rest ${connection.id}`
  const byCron = request.orderIds === undefined
  if (byCron && (await kept(db, rest, now)) !== null) return 'done'
  const imported = await importFrom(db, connection, request, settings, now)
  await noteProblem(db, connection.id, imported.ok ? null : imported.problem.message)
  if (!imported.ok) {
    const { retry } = imported.problem
    if (!byCron) return retry || 'done'
    // The next tick asks again anyway: a retry beside it would only pile up through an outage.
    const until =
      retry && retry.afterSeconds > TICK_SECONDS ? now + retry.afterSeconds * 1000 : null
    if (until !== null) await keepValue(db, rest, String(until), until)
    return 'done'
  }
  await wake(env.MESSAGES, request.shard, imported.value.dispatched)
  await wake(env.WRITE_BACKS, request.shard, imported.value.untold)
  if (imported.value.more) await env.ORDERS.send(request)
  return 'done'
}

async function importFrom(
  db: Db,
  connection: ConnectionRow,
  { shard, orderIds }: ImportRequest,
  settings: Settings,
  now: number,
): Promise<Result<Imported, ImportProblem>> {
  const opened = await openPlatform(db, connection, settings, now)
  if (!opened.ok) return opened
  const config = await configOf(db, connection)
  if (!config.ok) return config
  const { merchantId, liveSince, cursor } = connection
  const job = {
    ...opened.value,
    db,
    scope: { merchantId, connectionId: connection.id, shard },
    liveSince,
    decide: decideBy(config.value, connection.name),
    followUp: followUpAt({ db, shard, settings, now }),
  }
  return orderIds
    ? importOrdersById(job, orderIds)
    : importOrders({ ...job, cursor, backfillSince: liveSince - BACKFILL_MS })
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
