// The import, driven by cron and queue: every tick asks for each connected shop, and the consumer
// imports what changed there. A problem is noted at the connection, in words the merchant can act on,
// and tried again when the shop says so.
import { livePlatforms, merchantById } from '../../core/db/config.ts'
import { keepDeadLetterOnce } from '../../core/db/dead-letters.ts'
import { type ConnectionRow, connectionById } from '../../core/db/hooks.ts'
import { type Db, eachShard, openDb } from '../../core/db/open.ts'
import { decideBy } from '../../core/decide.ts'
import { MerchantConfig } from '../../core/merchant.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { clock } from '../clock.ts'
import { hookUrl, type OpenPlatform, openPlatform } from '../connection.ts'
import { type Env, readEnv, type Settings } from '../env.ts'
import type { CallProblem } from '../http.ts'
import { noteHookProblem, noteProblem } from '../note-problem.ts'
import { isWaiting, restAfter } from '../pace.ts'
import { eachMessage, type Outcome, sendAll } from '../queue.ts'
import { followUpAt, type Place, wake } from './follow-up.ts'
import {
  type Imported,
  type ImportProblem,
  importOrders,
  importOrdersById,
} from './import-orders.ts'
import { ImportRequest } from './import-request.ts'
import { lookAfterHooks } from './look-after-hooks.ts'
import { pictureItems } from './picture-items.ts'

/** How far back the first import goes: orders that may still be on their way. Never told to anybody. */
const BACKFILL_MS = 30 * 86_400_000
export const backfillSince = ({ liveSince }: Pick<ConnectionRow, 'liveSince'>): number =>
  liveSince - BACKFILL_MS
/** Shops switch off webhooks that failed for a while, and nobody notices until an order is late. */
const HOOKS_EVERY_MS = 3_600_000

/** A run shows itself at least so often; one that died is taken over after it. */
const LEASE_MS = 5 * 60_000
/** Longer than this nothing waits in the queue: the cron asks again. */
const LONGEST_WAIT_SECONDS = 300

/** Shops that are asked side by side, so that one that does not answer keeps one lane waiting. */
const LANES = 4

/** One queue message a connected shop; the cron itself calls nobody. */
export async function askForOrders(env: Env): Promise<void> {
  await eachShard(env, async (db, shard) => {
    const connections = await livePlatforms(db)
    const requests = connections.map(
      ({ id }) => ({ shard, connectionId: id }) satisfies ImportRequest,
    )
    await sendAll(env.ORDERS, requests)
  })
}

/** Imports for each message by itself, so that one shop's outage holds up no other. */
export async function takeOrders(batch: MessageBatch, env: Env): Promise<void> {
  const settings = readEnv(env)
  if (!settings.ok) throw new Error(settings.problem.faults.join('; '))
  const now = await clock(settings.value)
  const consumer = { env, kind: 'orders', schema: ImportRequest, now, lanes: LANES } as const
  await eachMessage(batch, consumer, (request, message) =>
    take(request, message.id, env, settings.value, now),
  )
}

/** One look at a shop. */
type Look = {
  readonly place: Place
  readonly env: Env
  readonly connection: ConnectionRow
  /** null: as it is, it cannot be used. */
  readonly opened: OpenPlatform | null
  readonly request: ImportRequest
  /** What the account knows this run of the cron's by; a message that comes again goes on with its own. */
  readonly run: string
}

/** What came of it. */
type Looked =
  | { readonly kind: 'read'; readonly imported: Imported }
  /** Nobody was called: the account has no room, or rests. */
  | { readonly kind: 'waits'; readonly afterSeconds: number }
  | { readonly kind: 'failed'; readonly problem: ImportProblem }

async function take(
  request: ImportRequest,
  messageId: string,
  env: Env,
  settings: Settings,
  now: number,
): Promise<Outcome> {
  const db = openDb(env, request.shard)
  const connection = db && (await connectionById(db, request.connectionId))
  // Removed while its message was on the way: nothing of it is wanted any more. Not connected: nobody has
  // said yet that its orders are wanted, and its first import brings them all.
  if (!db || !connection || connection.removedAt !== null || connection.connectedAt === null) {
    return 'done'
  }
  const place = { db, shard: request.shard, settings, now }
  const opened = await openPlatform(db, connection, settings, now, {
    accounts: env.ACCOUNTS,
    priority: isCrons(request) && connection.backfilledAt === null ? 'backfill' : 'orders',
  })
  const run = request.run ?? messageId
  const look = { place, env, connection, request, run, opened: opened.ok ? opened.value : null }
  if (!opened.ok) return settle(look, { kind: 'failed', problem: opened.problem })
  const { account, key } = opened.value
  if (isCrons(request) && !(await account.begin(work(key), run, LEASE_MS, now))) return 'done'
  return settle(look, lookedAt(await importFrom(place, connection, opened.value, request)))
}

/** Asked by cron, and by those who send the same: for whatever changed. */
const isCrons = ({ orderIds }: ImportRequest): boolean => orderIds === undefined

function lookedAt(imported: Result<Imported, ImportProblem>): Looked {
  if (imported.ok) return { kind: 'read', imported: imported.value }
  const { problem } = imported
  return isWaiting(problem) && problem.retry
    ? { kind: 'waits', ...problem.retry }
    : { kind: 'failed', problem }
}

async function settle(look: Look, looked: Looked): Promise<Outcome> {
  const { place, env, connection, opened, request } = look
  const { db, shard, now } = place
  if (looked.kind === 'waits') {
    return isCrons(request) ? goOn(look, looked.afterSeconds) : looked
  }
  if (looked.kind === 'failed') {
    const { problem } = looked
    await noteProblem(db, connection.id, problem.message)
    if (opened && problem.kind === 'throttled') await restAfter(opened.account, problem, now)
    if (!isCrons(request)) return problem.retry || keepLetter(look, problem.message)
    // The next tick asks again anyway: a retry beside it would only pile up through an outage.
    return rest(look)
  }
  const { dispatched, untold, more, overtaken } = looked.imported
  await noteProblem(db, connection.id, null)
  await wake(env.MESSAGES, shard, dispatched)
  await wake(env.WATCHES, shard, dispatched)
  await wake(env.WRITE_BACKS, shard, untold)
  if (!isCrons(request)) return 'done'
  if (more) return goOn(look, 0)
  if (opened && !overtaken) await beat(place, connection, opened)
  return rest(look)
}

/** What the lease is for. */
const work = (key: string): string => `import ${key}`

/** The one run of this shop goes on with the rest; ticks of the cron leave it alone meanwhile. */
async function goOn(look: Look, afterSeconds: number): Promise<Outcome> {
  const { place, env, opened, request, run } = look
  if (afterSeconds > LONGEST_WAIT_SECONDS) return rest(look)
  await opened?.account.begin(work(opened.key), run, afterSeconds * 1000 + LEASE_MS, place.now)
  await env.ORDERS.send({ ...request, run }, { delaySeconds: afterSeconds })
  return 'done'
}

/** The run is over: whatever is left, the next tick begins with it. */
async function rest({ opened, run }: Look): Promise<'done'> {
  await opened?.account.end(work(opened.key), run)
  return 'done'
}

/** A shop says once that an order changed: what cannot be looked at now must not be forgotten. */
async function keepLetter({ place, connection, request }: Look, problem: string): Promise<'done'> {
  const { shard, connectionId, orderIds } = request
  const again: ImportRequest = { shard, connectionId, orderIds }
  await keepDeadLetterOnce(place.db, {
    connectionId: connection.id,
    kind: 'orders',
    problem: `The shop told of an order that could not be read: ${problem}`,
    body: JSON.stringify(again),
    receivedAt: place.now,
  })
  return 'done'
}

/** Everything has been read; and now and then, whether the shop still tells us of changes. */
async function beat(
  { db, settings, now }: Place,
  connection: ConnectionRow,
  { platform, context, account, key }: OpenPlatform,
): Promise<void> {
  const { hooks } = await account.note(key, { syncedAt: now })
  if (hooks !== null && now - hooks.at < HOOKS_EVERY_MS) return
  const found = await lookAfterHooks({ platform, context }, hookUrl(connection, settings), now)
  if (!found.ok) return
  await account.note(key, { hooks: found.value })
  await noteHookProblem(db, connection.id, found.value.problem)
}

async function importFrom(
  { db, shard, settings, now }: Place,
  connection: ConnectionRow,
  { platform, context, spare }: OpenPlatform,
  { orderIds }: ImportRequest,
): Promise<Result<Imported, ImportProblem>> {
  const config = await configOf(db, connection)
  if (!config.ok) return config
  const { merchantId, liveSince, cursor } = connection
  const scope = { merchantId, connectionId: connection.id, shard }
  const wanted = config.value.page.pictures
  const job = {
    platform,
    context,
    db,
    scope,
    liveSince,
    decide: decideBy(config.value, connection.name),
    pictureItems: pictureItems({ db, scope, platform, context: spare, wanted }),
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
