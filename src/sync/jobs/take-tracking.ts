// The consumer of carriers' webhooks: archives the batch, reads each body, and applies what all of
// them say of a merchant's parcels together. Verified but unreadable bodies go to dead_letters whole.
// One bad body never holds up the others: a group that fails is taken apart, message by message.
import { keepDeadLetter } from '../../core/db/dead-letters.ts'
import { type ConnectionRow, connectionById } from '../../core/db/hooks.ts'
import { type Db, openDb } from '../../core/db/open.ts'
import { keepUnmatched } from '../../core/db/unmatched-reports.ts'
import { err, type Result } from '../../core/result.ts'
import { readTrackingNumber } from '../../core/shipment.ts'
import type { TrackingReport } from '../../core/tracking.ts'
import { carrierOf } from '../carriers/index.ts'
import { clock } from '../clock.ts'
import { type Env, readEnv, type Settings } from '../env.ts'
import { nameOf } from '../log.ts'
import { backoffSeconds, bury } from '../queue.ts'
import { TrackingHook } from '../receive.ts'
import { applyTracking, type Change } from './apply-tracking.ts'
import { dispatchByReport } from './dispatch.ts'
import { dispatchWaiting } from './dispatch-waiting.ts'
import { followUpAt, wake } from './follow-up.ts'

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
      const one = hook.success ? await open(message, hook.data, env, connections) : null
      if (one) told.push(one)
      else message.ack()
    })
  }
  const groups = Map.groupBy(told, one => `${one.hook.shard} ${one.connection.merchantId}`)
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

/** The message with what it reports; null when there is nothing to apply. */
async function open(
  message: Message,
  hook: TrackingHook,
  env: Env,
  connections: Map<string, Promise<ConnectionRow | null>>,
): Promise<Told | null> {
  const db = openDb(env, hook.shard)
  if (!db) return null
  const key = `${hook.shard} ${hook.connectionId}`
  const found = connections.get(key) ?? connectionById(db, hook.connectionId)
  connections.set(key, found)
  const connection = await found
  if (!connection) return null // the merchant removed it while this was on its way
  const text = await bodyOf(hook, env)
  const reports = read(text, connection, hook.receivedAt)
  if (reports.ok) return { message, hook, db, connection, text, reports: reports.value }
  await keep({ db, connection, text, hook }, reports.problem)
  return null
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
  const followUp = followUpAt({ db, shard, settings, now })
  const reports = group.flatMap(one => one.reports)
  const applied = await applyTracking(db, merchantId, reports, followUp)

  const toSend = new Set(
    applied.changed.filter(hasMessages).map(({ shipment }) => shipment.orderId),
  )
  const toTell = new Set(applied.changed.filter(isTurn).map(({ shipment }) => shipment.orderId))
  const waiting: TrackingReport[] = []
  for (const report of applied.unmatched) {
    const dispatched = await dispatchByReport(db, merchantId, report, followUp)
    if (!dispatched) {
      waiting.push(report)
    } else if (dispatched.ok) {
      toSend.add(dispatched.value.orderId)
      toTell.add(dispatched.value.orderId)
    } else {
      const teller = group.find(one => numbersOf([one]).includes(report.trackingNumber)) ?? first
      await keep(teller, dispatched.problem.message)
    }
  }
  await keepUnmatched(db, merchantId, waiting, now)
  // The order may have been stored since we looked, by an import that saw nothing waiting yet.
  const awaited = waiting.flatMap(report => (report.dispatched ? (report.orderNumber ?? []) : []))
  for (const { result } of await dispatchWaiting(db, merchantId, awaited, followUp)) {
    if (!result.ok) continue // it waits on, and the next reading of its order says why
    toSend.add(result.value.orderId)
    toTell.add(result.value.orderId)
  }
  // A message that comes again may have died between its write and its call.
  if (group.some(one => one.message.attempts > 1)) {
    for (const { orderId } of applied.repeated) {
      toSend.add(orderId)
      toTell.add(orderId)
    }
  }
  await wake(env.MESSAGES, shard, toSend)
  await wake(env.WRITE_BACKS, shard, toTell)

  const contended = new Set(applied.contended.map(report => report.trackingNumber))
  for (const one of group) {
    if (numbersOf([one]).some(number => contended.has(number))) {
      one.message.retry({ delaySeconds: CONTENDED_SECONDS })
    } else {
      one.message.ack()
    }
  }
}

const hasMessages = ({ messages }: Change): boolean =>
  messages.some(message => message.state === 'pending')

/** The shop hears of another status, not of every scan. */
const isTurn = ({ shipment, tracked }: Change): boolean => shipment.status !== tracked.state.status

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

/** One object a batch, so that the archive costs next to nothing; a retried batch writes it again. */
async function archive(batch: MessageBatch, env: Env): Promise<void> {
  const first = batch.messages[0]
  if (!first) return
  const day = first.timestamp.toISOString().slice(0, 10)
  const lines = batch.messages.map(message => JSON.stringify(message.body))
  await env.ARCHIVE.put(`tracking/${day}/${first.id}.ndjson`, lines.join('\n'))
}
