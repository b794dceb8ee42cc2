// The consumer of carriers' webhooks: archives the batch, reads each body, applies what it says.
// Verified but unreadable bodies go to dead_letters whole. Each message is acknowledged or retried
// by itself: one bad body never holds up the others.
import { keepDeadLetter } from '../../core/db/dead-letters.ts'
import { type ConnectionRow, connectionById } from '../../core/db/hooks.ts'
import { type Db, openDb } from '../../core/db/open.ts'
import { keepUnmatched } from '../../core/db/unmatched-reports.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { TrackingReport } from '../../core/tracking.ts'
import { carrierOf } from '../carriers/index.ts'
import type { Env } from '../env.ts'
import { TrackingHook } from '../receive.ts'
import { applyTracking } from './apply-tracking.ts'
import { dispatchByReport } from './dispatch.ts'

/** Somebody else keeps writing the same parcel: a short wait settles it. */
const CONTENDED_SECONDS = 5

export async function takeTracking(batch: MessageBatch, env: Env): Promise<void> {
  await archive(batch, env)
  for (const message of batch.messages) {
    const applied = await take(TrackingHook.parse(message.body), env)
    if (applied.ok) message.ack()
    else message.retry({ delaySeconds: CONTENDED_SECONDS })
  }
}

async function take(hook: TrackingHook, env: Env): Promise<Result<void, 'contended'>> {
  const db = openDb(env, hook.shard)
  const connection = db && (await connectionById(db, hook.connectionId))
  if (!db || !connection) return ok(undefined) // the merchant removed it while this was on its way
  const text = await bodyOf(hook, env)
  const reports = read(text, connection, hook.receivedAt)
  if (!reports.ok) {
    await bury(db, connection, text, reports.problem, hook.receivedAt)
    return ok(undefined)
  }
  const { contended, unmatched } = await applyTracking(db, connection.merchantId, reports.value)
  const waiting: TrackingReport[] = []
  for (const report of unmatched) {
    const dispatched = await dispatchByReport(db, connection.merchantId, report)
    if (!dispatched) waiting.push(report)
    else if (!dispatched.ok)
      await bury(db, connection, text, dispatched.problem.message, hook.receivedAt)
  }
  await keepUnmatched(db, connection.merchantId, waiting, hook.receivedAt)
  return contended.length > 0 ? err('contended') : ok(undefined)
}

function read(
  text: string,
  connection: ConnectionRow,
  receivedAt: number,
): Result<TrackingReport[], string> {
  let payload: unknown
  try {
    payload = JSON.parse(text)
  } catch {
    return err('The body is not JSON.')
  }
  const reports = carrierOf(connection.adapter)?.read(payload, receivedAt)
  if (!reports) return err(`There is no carrier feed ${connection.adapter}.`)
  return reports.ok ? reports : err(reports.problem.message)
}

async function bury(
  db: Db,
  connection: ConnectionRow,
  body: string,
  problem: string,
  receivedAt: number,
): Promise<void> {
  const connectionId = connection.id
  await keepDeadLetter(db, { connectionId, kind: 'hook', problem, body, receivedAt })
}

async function bodyOf(hook: TrackingHook, env: Env): Promise<string> {
  if ('text' in hook.body) return hook.body.text
  const object = await env.ARCHIVE.get(hook.body.key)
  if (!object) throw new Error('a large webhook body is missing from the archive')
  return object.text()
}

/** One object a batch, so that the archive costs next to nothing; a retried batch writes it again. */
async function archive(batch: MessageBatch, env: Env): Promise<void> {
  const first = batch.messages[0]
  if (!first) return
  const day = first.timestamp.toISOString().slice(0, 10)
  const lines = batch.messages.map(message => JSON.stringify(message.body))
  await env.ARCHIVE.put(`tracking/${day}/${first.id}.ndjson`, lines.join('\n'))
}
