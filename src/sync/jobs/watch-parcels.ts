// The consumer of wake-up calls for watches: each call names an order whose parcels' feed should know of
// them. What is under way is told to the feed that serves its carrier, or put on the list of what is
// asked; what has ended is let go; a number that was corrected is watched in place of the old one.
import * as z from 'zod'
import { LET_GO_AFTER_MS } from '../../core/cadence.ts'
import { connectionsOf, merchantById } from '../../core/db/config.ts'
import { openDb } from '../../core/db/open.ts'
import { type OrderRow, orderById, readContent } from '../../core/db/orders.ts'
import { shipmentsOfOrder } from '../../core/db/shipments.ts'
import {
  dropWatchId,
  noteTold,
  putWatch,
  type WatchRow,
  watchesOfOrder,
} from '../../core/db/watches.ts'
import { MerchantConfig } from '../../core/merchant.ts'
import { err, ok, type Result, type Retry } from '../../core/result.ts'
import { isFinal, isStatus } from '../../core/status.ts'
import type { Asked, Watching } from '../carriers/carrier.ts'
import { clock } from '../clock.ts'
import { hookUrl, type OpenCarrier, openCarrier } from '../connection.ts'
import { type Env, readEnv } from '../env.ts'
import { asked, askingFeeds, type Feed, feedFor } from '../feeds.ts'
import type { CallProblem } from '../http.ts'
import { noteProblem } from '../note-problem.ts'
import { restAfter } from '../pace.ts'
import { eachMessage, type Outcome } from '../queue.ts'
import { applyReports } from './apply-reports.ts'
import { followUpAt, type Place, Wake } from './follow-up.ts'

const LANES = 4
/** Through a longer outage the sweep calls again, so that no calls pile up. */
const MAX_ATTEMPTS = 10
/** A subscription is begun again this long before it ends. */
const RENEW_MS = 86_400_000
/** What a feed could not do is tried again after so long, beside the tries of the queue. */
const AGAIN_MS = 3_600_000
/** And this, which it understood and refused: mostly the number. */
const REFUSED_AGAIN_MS = 6 * 3_600_000

type Shipment = Awaited<ReturnType<typeof shipmentsOfOrder>>[number]
type Scene = {
  readonly place: Place
  readonly env: Env
  readonly order: OrderRow
  readonly config: MerchantConfig
  readonly feeds: readonly Feed[]
}

export async function takeWatches(batch: MessageBatch, env: Env): Promise<void> {
  const settings = readEnv(env)
  if (!settings.ok) throw new Error(settings.problem.faults.join('; '))
  const consumer = { env, kind: 'watches', schema: Wake, now: Date.now(), lanes: LANES } as const
  await eachMessage(batch, consumer, async ({ shard, orderId }, message): Promise<Outcome> => {
    const db = openDb(env, shard)
    if (!db) return 'done'
    const now = await clock(settings.value)
    const retry = await watchOrder({ db, shard, settings: settings.value, now }, env, orderId)
    return retry && message.attempts < MAX_ATTEMPTS ? retry : 'done'
  })
}

/** Looks after all parcels of the order; the retry is the soonest that one of them asks for. */
async function watchOrder(place: Place, env: Env, orderId: number): Promise<Retry> {
  const { db } = place
  const order = await orderById(db, orderId)
  const merchant = order && (await merchantById(db, order.merchantId))
  const config = MerchantConfig.safeParse(JSON.parse(merchant?.config ?? 'null'))
  if (!order || !config.success) return false // gone, or the config is of an older version: the cron says so
  const feeds = askingFeeds(config.data, await connectionsOf(db, order.merchantId))
  if (feeds.length === 0) return false
  const [shipments, watches] = await db.batch([
    shipmentsOfOrder(db, orderId),
    watchesOfOrder(db, orderId),
  ])
  const scene = { place, env, order, config: config.data, feeds }
  const retries: Retry[] = []
  for (const shipment of shipments) {
    const watch = watches.find(({ parcel }) => parcel === shipment.parcel) ?? null
    const done = await watchParcel(scene, shipment, watch)
    if (!done.ok) retries.push(done.problem.retry)
  }
  const waits = retries.flatMap(retry => (retry ? [retry.afterSeconds] : []))
  return waits.length > 0 && { afterSeconds: Math.min(...waits) }
}

async function watchParcel(
  scene: Scene,
  shipment: Shipment,
  watch: WatchRow | null,
): Promise<Result<void, CallProblem>> {
  const ended = isStatus(shipment.status) && isFinal(shipment.status)
  if (ended) {
    const isOver = endedAt(shipment) + LET_GO_AFTER_MS <= scene.place.now
    return watch && isOver ? letGo(scene, shipment, watch) : ok(undefined)
  }
  const feed = feedFor(shipment.carrier, scene.feeds, scene.config.couriers)
  if (!feed) return ok(undefined)
  if (watch && isWatched(shipment, watch, feed, scene.place.now)) return ok(undefined)
  if (watch && isOfSame(shipment, watch, feed)) return begin(scene, shipment, feed, watch)
  if (watch) {
    const gone = await letGo(scene, { ...shipment, trackingNumber: watch.trackingNumber }, watch)
    if (!gone.ok && gone.problem.retry) return gone
  }
  return begin(scene, shipment, feed, null)
}

const Ended = z.object({ since: z.number().nullable() })

const endedAt = ({ state }: Shipment): number => Ended.parse(JSON.parse(state)).since ?? 0

const isOfSame = (shipment: Shipment, watch: WatchRow, feed: Feed): boolean =>
  watch.trackingNumber === shipment.trackingNumber && watch.connectionId === feed.connection.id

const isWatched = (shipment: Shipment, watch: WatchRow, feed: Feed, now: number): boolean =>
  isOfSame(shipment, watch, feed) &&
  (feed.watches ? watch.watchId !== null : watch.dueAt !== null) &&
  (watch.until === null || watch.until > now)

/**
 * Tells the feed, or puts the parcel on the list of those that are asked about; both where it does both. One
 * that could not be told is asked about all the same, at the times that it has (`watch`), and told again later.
 */
async function begin(
  scene: Scene,
  shipment: Shipment,
  feed: Feed,
  watch: WatchRow | null,
): Promise<Result<void, CallProblem>> {
  const { place, env, order } = scene
  const { db, now } = place
  const watching = feed.watches ? await tell(scene, shipment, feed) : null
  const failed = watching && !watching.ok ? watching.problem : null
  const began = watching?.ok ? watching.value : null
  const until = failed ? now + againMs(failed) : began?.until ? began.until - RENEW_MS : null
  const dueAt = feed.carrier.poll ? (watch?.dueAt ?? now) : until
  await putWatch(db, {
    orderId: order.id,
    parcel: shipment.parcel,
    connectionId: feed.connection.id,
    trackingNumber: shipment.trackingNumber,
    watchId: began?.id ?? watch?.watchId ?? null,
    until,
    dueAt,
    lateAt: feed.carrier.poll ? (watch?.lateAt ?? dueAt) : dueAt,
    askedAt: watch?.askedAt ?? null,
    misses: watch?.misses ?? 0,
    problem: failed && isRefusal(failed) ? failed.message : null,
  })
  if (began?.reports) {
    const { merchantId } = order
    const followUp = followUpAt(place)
    const surroundings = { db, shard: place.shard, merchantId, env, followUp, again: false }
    await applyReports(surroundings, began.reports)
  }
  return failed ? err(failed) : ok(undefined)
}

/** It is about this parcel: what is wrong with all of them is said at the connection. */
const isRefusal = ({ kind, retry }: CallProblem): boolean => kind === 'refused' && !retry

const againMs = (failed: CallProblem): number => (isRefusal(failed) ? REFUSED_AGAIN_MS : AGAIN_MS)

async function tell(
  scene: Scene,
  shipment: Shipment,
  feed: Feed,
): Promise<Result<Watching, CallProblem>> {
  const { place } = scene
  const callback = hookUrl(feed.connection, place.settings)
  return called(scene, feed, async ({ carrier, context }) =>
    carrier.watch
      ? carrier.watch.begin(aboutParcel(shipment, scene.order, feed), callback, context)
      : err(nobody(feed)),
  )
}

/** The feed forgets it, where it can; one that was never told has nothing to forget. */
async function letGo(
  scene: Scene,
  shipment: Shipment,
  watch: WatchRow,
): Promise<Result<void, CallProblem>> {
  const feed = scene.feeds.find(({ connection }) => connection.id === watch.connectionId)
  const { watchId } = watch
  if (watchId === null || !feed?.carrier.watch?.end) return ok(undefined)
  const gone = await called(scene, feed, async ({ carrier, context }) =>
    carrier.watch?.end
      ? carrier.watch.end(watchId, aboutParcel(shipment, scene.order, feed), context)
      : ok(undefined),
  )
  // What cannot be let go for good is not tried for ever: it ends by itself over there.
  const { db, now } = scene.place
  if (gone.ok || !gone.problem.retry) await dropWatchId(db, watch)
  else await noteTold(db, watch, now)
  return gone
}

/** One call of the feed; what only the merchant can mend is noted at the connection. */
async function called<T>(
  { place, env }: Scene,
  { connection }: Feed,
  call: (open: OpenCarrier) => Promise<Result<T, CallProblem>>,
): Promise<Result<T, CallProblem>> {
  const { db, settings, now } = place
  const caller = { accounts: env.ACCOUNTS, priority: 'orders' } as const
  const opened = await openCarrier(db, connection, settings, now, caller)
  const result = opened.ok ? await call(opened.value) : opened
  if (result.ok) {
    if (connection.problem !== null) await noteProblem(db, connection.id, null)
    return result
  }
  if (opened.ok) await restAfter(opened.value.account, result.problem, now)
  if (result.problem.kind === 'credentials') {
    await noteProblem(db, connection.id, result.problem.message)
  }
  return result
}

const aboutParcel = (shipment: Shipment, order: OrderRow, feed: Feed): Asked => {
  const { country, postcode } = readContent(order.content).shipTo
  return asked({ ...shipment, orderNumber: order.number, country, postcode }, feed)
}

const nobody = ({ carrier }: Feed): CallProblem => ({
  kind: 'refused',
  host: carrier.name,
  status: null,
  message: `${carrier.name} cannot be told what to watch.`,
  retry: false,
})
