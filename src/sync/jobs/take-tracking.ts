// The consumer of carriers' webhooks: archives the batch, reads each body, and applies what all of
// them say of a merchant's parcels together. Verified but unreadable bodies go to dead_letters whole.
// One bad body never holds up the others: a group that fails is taken apart, message by message.
import { keepDeadLetter } from '../../core/db/dead-letters.ts'
import { type ConnectionRow, connectionById } from '../../core/db/hooks.ts'
import { type Db, openDb } from '../../core/db/open.ts'
import { lookSoon } from '../../core/db/watches.ts'
import { err, type Result, type Retry } from '../../core/result.ts'
import { readTrackingNumber } from '../../core/shipment.ts'
import type { TrackingReport } from '../../core/tracking.ts'
import { carrierOf } from '../carriers/index.ts'
import { clock } from '../clock.ts'
import { openCarrier } from '../connection.ts'
import { type Env, readEnv, type Settings } from '../env.ts'
import { nameOf } from '../log.ts'
import { noteProblem } from '../note-problem.ts'
import { backoffSeconds, bury } from '../queue.ts'
import { TrackingHook } from '../receive.ts'
import { applyReports } from './apply-reports.ts'
import { followUpAt, type Place } from './follow-up.ts'

/** Somebody else keeps writing the same parcel: a short wait settles it. */
const CONTENDED_SECONDS = 5

/** A message that was read: what it reports, and where it came from. */
type Told = {
  readonly message: Message
  readonly hook: TrackingHook
  readonly db: Db
  readonly connection: ConnectionRow
  readonly text: string
  readonly reports: readonly TrackingReport[]
}

export async function takeTracking(batch: MessageBatch, env: Env): Promise<void> {
  const settings = readEnv(env)
  if (!settings.ok) throw new Error(settings.problem.faults.join('; '))
  await archive(batch, env).catch((cause: unknown) => {
    // A copy for later: news must not wait for it.
    console.error({ event: 'failed', where: 'archive', cause: nameOf(cause) })
  })
  const now = await clock(settings.value)
  const connections = new Map<string, Promise<ConnectionRow | null>>()
  const told: Told[] = []
  for (const message of batch.messages) {
    await guarded([message], async () => {
      const hook = TrackingHook.safeParse(message.body)
      if (!hook.success) await bury(message, hook.error, { env, kind: 'tracking', now })
      const place = { env, settings: settings.value, now, connections }
      const one = hook.success ? await open(message, hook.data, place) : null
      if (one && 'afterSeconds' in one) message.retry({ delaySeconds: one.afterSeconds })
      else if (one) told.push(one)
      else message.ack()
    })
  }
  const [hints, news] = [told.filter(isHint), told.filter(one => !isHint(one))]
  const hinted = Map.groupBy(hints, one => `${one.hook.shard} ${one.connection.id}`)
  for (const group of hinted.values()) {
    await guarded(messagesOf(group), () => takeHints(group, now))
  }
  const groups = Map.groupBy(news, one => `${one.hook.shard} ${one.connection.merchantId}`)
  for (const group of groups.values()) {
    const done = await guarded(group.length > 1 ? [] : messagesOf(group), () =>
      applyGroup(group, env, settings.value, now),
    )
    if (done || group.length === 1) continue
    for (const one of group) {
      await guarded([one.message], () => applyGroup([one], env, settings.value, now))
    }
  }
}

const messagesOf = (group: readonly Told[]): Message[] => group.map(one => one.message)

/** Runs it; a failure is logged and these messages come again. */
async function guarded(messages: readonly Message[], run: () => Promise<void>): Promise<boolean> {
  try {
    await run()
    return true
  } catch (cause) {
    console.error({ event: 'failed', queue: 'tracking', cause: nameOf(cause) })
    for (const message of messages) {
      message.retry({ delaySeconds: backoffSeconds(message.attempts) })
    }
    return false
  }
}

type Desk = {
  readonly env: Env
  readonly settings: Settings
  readonly now: number
  readonly connections: Map<string, Promise<ConnectionRow | null>>
}

/** The message with what it reports; null when there is nothing to apply; or when it must come again. */
async function open(
  message: Message,
  hook: TrackingHook,
  { env, settings, now, connections }: Desk,
): Promise<Told | Exclude<Retry, false> | null> {
  const db = openDb(env, hook.shard)
  if (!db) return null
  const key = `${hook.shard} ${hook.connectionId}`
  const found = connections.get(key) ?? connectionById(db, hook.connectionId)
  connections.set(key, found)
  const connection = await found
  if (!connection) return null // the merchant removed it while this was on its way
  const text = await bodyOf(hook, env)
  const reports = read(text, connection, hook.receivedAt)
  if (!reports.ok) {
    await keep({ db, connection, text, hook }, reports.problem)
    return null
  }
  const answered = await shakeHands(text, { db, shard: hook.shard, settings, now }, connection, env)
  if (answered) return answered
  return { message, hook, db, connection, text, reports: reports.value }
}

/** Answers a sender that wants an answer first; when that fails, the post comes again. */
async function shakeHands(
  text: string,
  { db, settings, now }: Place,
  connection: ConnectionRow,
  env: Env,
): Promise<Exclude<Retry, false> | null> {
  const handshake = carrierOf(connection.adapter)?.handshake
  if (!handshake) return null
  const payload: unknown = JSON.parse(text)
  if (!handshake.isAsked(payload)) return null
  const caller = { accounts: env.ACCOUNTS, priority: 'orders' } as const
  const opened = await openCarrier(db, connection, settings, now, caller)
  const answered = opened.ok ? await handshake.answer(payload, opened.value.context) : opened
  await noteProblem(db, connection.id, answered.ok ? null : answered.problem.message)
  return answered.ok || !answered.problem.retry ? null : answered.problem.retry
}

const isHint = ({ connection }: Told): boolean =>
  carrierOf(connection.adapter)?.postsAreHints === true

/** No post names more parcels than this; the rest wait for their turn. */
const MAX_HINTED = 50

/** What one connection's messages hint at is asked about soon: the answer says how they fare. */
async function takeHints(group: readonly Told[], now: number): Promise<void> {
  const [first] = group
  if (!first) return
  const numbers = new Set(group.flatMap(one => numbersOf([one]).slice(0, MAX_HINTED)))
  await lookSoon(first.db, first.connection, [...numbers], now)
  for (const { message } of group) message.ack()
}

/** Applies what the messages say of one merchant's parcels, and acknowledges or retries each. */
async function applyGroup(
  group: readonly Told[],
  env: Env,
  settings: Settings,
  now: number,
): Promise<void> {
  const [first] = group
  if (!first) return
  const { db, hook, connection } = first
  const { merchantId } = connection
  const { shard } = hook
  const applied = await applyReports(
    {
      db,
      shard,
      merchantId,
      env,
      followUp: followUpAt({ db, shard, settings, now }),
      again: group.some(one => one.message.attempts > 1),
    },
    group.flatMap(one => one.reports),
  )
  for (const { report, problem } of applied.refused) {
    const teller = group.find(one => numbersOf([one]).includes(report.trackingNumber)) ?? first
    await keep(teller, problem)
  }
  const contended = new Set(applied.contended.map(report => report.trackingNumber))
  for (const one of group) {
    if (numbersOf([one]).some(number => contended.has(number))) {
      one.message.retry({ delaySeconds: CONTENDED_SECONDS })
    } else {
      one.message.ack()
    }
  }
}

const numbersOf = (group: readonly Told[]): string[] =>
  group.flatMap(one =>
    one.reports.map(({ trackingNumber }) => {
      const number = readTrackingNumber(trackingNumber)
      return number.ok ? number.value : trackingNumber
    }),
  )

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

/** Verified, but of no use as it is: kept whole. */
async function keep(
  { db, connection, text, hook }: Pick<Told, 'db' | 'connection' | 'text' | 'hook'>,
  problem: string,
): Promise<void> {
  const { receivedAt } = hook
  const letter = {
    connectionId: connection.id,
    kind: 'hook',
    problem,
    body: text,
    receivedAt,
  } as const
  await keepDeadLetter(db, letter)
}

async function bodyOf(hook: TrackingHook, env: Env): Promise<string> {
  if ('text' in hook.body) return hook.body.text
  const object = await env.ARCHIVE.get(hook.body.key)
  if (!object) throw new Error('a large webhook body is missing from the archive')
  return object.text()
}

/**
 * One object a batch, so that the archive costs next to nothing; a retried batch writes it again. What
 * names couriers stays out: it is theirs.
 */
async function archive(batch: MessageBatch, env: Env): Promise<void> {
  const kept = batch.messages.filter(({ body }) => !TrackingHook.safeParse(body).data?.fleeting)
  const [first] = kept
  if (!first) return
  const day = first.timestamp.toISOString().slice(0, 10)
  const lines = kept.map(message => JSON.stringify(message.body))
  await env.ARCHIVE.put(`tracking/${day}/${first.id}.ndjson`, lines.join('\n'))
}
