// Asking carriers for news: every minute the cron calls for each feed that has a parcel due, and the
// consumer asks about those, the first to be late first, as far as the account's budget goes. A number that
// the carrier does not know changes no state; three times in a row, and the merchant is told.
import * as z from 'zod'
import { type Looked as LookedParcel, nextLook } from '../../core/cadence.ts'
import { merchantById } from '../../core/db/config.ts'
import { type ConnectionRow, connectionById } from '../../core/db/hooks.ts'
import { type Db, eachShard, openDb } from '../../core/db/open.ts'
import {
  connectionsDue,
  dueLooks,
  type Looked,
  type LookRow,
  noteLooks,
} from '../../core/db/watches.ts'
import type { TrackingState } from '../../core/fold.ts'
import { MerchantConfig } from '../../core/merchant.ts'
import { zoneOf } from '../../core/places.ts'
import { readTrackingNumber } from '../../core/shipment.ts'
import { isStatus } from '../../core/status.ts'
import type { TrackingReport } from '../../core/tracking.ts'
import type { Poll } from '../carriers/carrier.ts'
import { clock } from '../clock.ts'
import { type OpenCarrier, openCarrier } from '../connection.ts'
import { type Env, readEnv } from '../env.ts'
import { asked, askingFeeds, type Feed } from '../feeds.ts'
import type { CallProblem } from '../http.ts'
import { noteProblem } from '../note-problem.ts'
import { isWaiting, restAfter } from '../pace.ts'
import { eachMessage, sendAll } from '../queue.ts'
import { applyReports } from './apply-reports.ts'
import { followUpAt, type Place, wake } from './follow-up.ts'

const PollRequest = z.object({ shard: z.string(), pollOf: z.int() })
type PollRequest = z.infer<typeof PollRequest>

const LANES = 4
/** Of one invocation: ten queries a call and two statements a parcel stay below D1's thousand. */
const MAX_CALLS = 30
const MAX_PARCELS = 300
/** How long one invocation may take; another one begins after that whatever became of it. */
const LEASE_MS = 2 * 60_000
/** After so long no further call is begun, so that the lease outlives the last one. */
const ROUND_MS = 60_000
/** So many misses in a row are no accident. */
const WARN_AFTER = 3
/** A watch that ends is begun again by its own consumer; it is called again when that has had time. */
const RENEWING_MS = 3_600_000
/** So many odd answers in a row are no matter of the parcels any more. */
const MAX_ODD = 3
/** Wrong credentials do not get better by asking each minute. */
const REFUSED_MS = 15 * 60_000

/** One queue message a feed with parcels due; the cron itself calls nobody. */
export async function askCarriers(env: Env, now: number): Promise<void> {
  await eachShard(env, async (db, shard) => {
    const due = await connectionsDue(db, now)
    await sendAll(
      env.POLLS,
      due.map(({ id }) => ({ shard, pollOf: id }) satisfies PollRequest),
    )
  })
}

export async function takePolls(batch: MessageBatch, env: Env): Promise<void> {
  const settings = readEnv(env)
  if (!settings.ok) throw new Error(settings.problem.faults.join('; '))
  const consumer = {
    env,
    kind: 'polls',
    schema: PollRequest,
    now: Date.now(),
    lanes: LANES,
  } as const
  await eachMessage(batch, consumer, async ({ shard, pollOf }) => {
    const db = openDb(env, shard)
    const connection = db && (await connectionById(db, pollOf))
    if (!db || !connection || connection.removedAt !== null) return 'done'
    const now = await clock(settings.value)
    await pollFeed({ db, shard, settings: settings.value, now }, connection, env)
    return 'done' // what is left is due still, and the next minute asks
  })
}

async function pollFeed(place: Place, connection: ConnectionRow, env: Env): Promise<void> {
  const { db, settings, now } = place
  const found = await feedOf(db, connection)
  if (!found) return
  const caller = { accounts: env.ACCOUNTS, priority: 'reconciliation' } as const
  const opened = await openCarrier(db, connection, settings, now, caller)
  if (!opened.ok) {
    await noteProblem(db, connection.id, opened.problem.message)
    return
  }
  const { account, key } = opened.value
  // One invocation at a time asks for a feed: two would ask about the same parcels.
  const [work, run] = [`looks ${key}`, crypto.randomUUID()]
  if (!(await account.begin(work, run, LEASE_MS, now))) return
  try {
    const problem = await askAll({ ...found, place, env, open: opened.value })
    if (problem) await restAfter(account, problem, now)
    if (problem?.kind === 'credentials') await account.rest(REFUSED_MS, now)
    if (!problem || !isWaiting(problem)) {
      await noteProblem(db, connection.id, problem?.message ?? null)
    }
  } finally {
    await account.end(work, run)
  }
}

type Found = { readonly feed: Feed; readonly timeZone: string }

/** null: the config is of an older version, or names the feed no more. */
async function feedOf(db: Db, connection: ConnectionRow): Promise<Found | null> {
  const merchant = await merchantById(db, connection.merchantId)
  const config = MerchantConfig.safeParse(JSON.parse(merchant?.config ?? 'null'))
  if (!config.success) return null
  const [feed] = askingFeeds(config.data, [connection])
  return feed ? { feed, timeZone: config.data.timeZone } : null
}

type Round = Found & {
  readonly place: Place
  readonly env: Env
  readonly open: OpenCarrier
}

/** Asks until nothing is due, the budget is used up or a call fails; returns what failed. */
async function askAll(round: Round): Promise<CallProblem | null> {
  const { place, feed } = round
  const { db, now } = place
  const { poll } = feed.carrier
  const most = Math.min((poll?.atOnce ?? MAX_PARCELS) * MAX_CALLS, MAX_PARCELS)
  const rows = await dueLooks(db, feed.connection.id, now, most)
  const expiring = rows.filter(({ watch }) => isExpiring(watch, now))
  if (expiring.length > 0) await renew(round, expiring)
  let last: CallProblem | null = null
  let odd = 0
  for (let i = 0; poll && i < rows.length; i += poll.atOnce) {
    if ((await clock(place.settings)) - now > ROUND_MS) break
    const problem = await ask(round, poll, rows.slice(i, i + poll.atOnce))
    odd = problem ? odd + 1 : 0
    if (problem && (!isOfTheseParcels(problem) || odd === MAX_ODD)) return problem
    last = problem
  }
  return last
}

/**
 * It answered, and would answer the same again: about these parcels. They are put off like a number that
 * was not found, or the first of them would be asked about for ever, and no other.
 */
const isOfTheseParcels = ({ kind, retry }: CallProblem): boolean =>
  kind === 'unreadable' || kind === 'too_large' || (kind === 'refused' && !retry)

const isExpiring = ({ until, askedAt }: LookRow['watch'], now: number): boolean =>
  until !== null && until <= now && (askedAt ?? 0) <= now - RENEWING_MS

/** Has them begun again. Those that are asked about as well stay due: this round asks. */
async function renew({ place, env, feed }: Round, rows: readonly LookRow[]): Promise<void> {
  const { db, shard, now } = place
  const later = now + RENEWING_MS
  const called = rows.map(({ watch }) => ({
    ...watch,
    ...(!feed.carrier.poll && { dueAt: later, lateAt: later }),
  }))
  await noteLooks(db, called, now)
  await wake(
    env.WATCHES,
    shard,
    rows.map(({ watch }) => watch.orderId),
  )
}

/** One call: its news is applied first, so that a crash in between asks again and loses nothing. */
async function ask(
  { place, env, feed, open, timeZone }: Round,
  poll: Poll<unknown>,
  rows: readonly LookRow[],
): Promise<CallProblem | null> {
  const { db, shard, now } = place
  const reply = await poll.ask(
    rows.map(row => asked(row, feed)),
    open.context,
  )
  if (!reply.ok) {
    const { problem } = reply
    if (!isOfTheseParcels(problem)) return problem
    const missed = rows.map(row => lookedAt(row, { failed: problem.message }, { now, timeZone }))
    await noteLooks(db, missed, now)
    return problem
  }
  const merchantId = feed.connection.merchantId
  const surroundings = { db, shard, merchantId, env, followUp: followUpAt(place), again: false }
  const { changed, contended } = await applyReports(surroundings, reply.value)
  const states = new Map(
    changed.map(({ shipment, tracked }) => [shipment.trackingNumber, tracked.state]),
  )
  // What others kept writing to is due still: the next minute asks again.
  const busy = new Set(contended.map(numberOf))
  const looks = rows
    .filter(row => !busy.has(row.trackingNumber))
    .map(row => lookedAt(row, answerAbout(row, reply.value, states), { now, timeZone }))
  await noteLooks(db, looks, now)
  return null
}

type Answer = {
  /** Its state, when the answer changed it. */
  readonly state?: TrackingState | undefined
  /** Why the feed told nothing of it; left out: it told. */
  readonly failed?: string | undefined
}

function answerAbout(
  row: LookRow,
  reports: readonly TrackingReport[],
  states: ReadonlyMap<string, TrackingState>,
): Answer {
  const told = reports.filter(report => numberOf(report) === row.trackingNumber)
  const state = states.get(row.trackingNumber)
  const failed = told.find(report => report.lookupFailed !== undefined)?.lookupFailed
  const isMiss = told.length === 0 || (failed !== undefined && told.every(isEmpty))
  return isMiss ? { state, failed: failed ?? 'its answers leave it out' } : { state }
}

/** When to look at this parcel again, and what the merchant should know of it. */
function lookedAt(
  row: LookRow,
  { state, failed }: Answer,
  { now, timeZone }: { readonly now: number; readonly timeZone: string },
): Looked {
  const { status, since } = state ?? row
  const misses = failed === undefined ? 0 : row.watch.misses + 1
  const parcel: LookedParcel = {
    status: isStatus(status) ? status : 'unknown',
    since,
    dispatchedAt: row.dispatchedAt,
    zone: zoneOf({ state: row.region, postcode: row.postcode, country: row.country }, timeZone),
    watched: row.watch.watchId !== null,
  }
  const { orderId, parcel: number } = row.watch
  const next = nextLook(parcel, now)
  return {
    orderId,
    parcel: number,
    dueAt: next?.dueAt ?? null,
    lateAt: next?.lateAt ?? null,
    misses,
    problem: failed === undefined || misses < WARN_AFTER ? null : warning(row, misses, failed),
  }
}

const isEmpty = ({ events, eta }: TrackingReport): boolean => events.length === 0 && !eta

function numberOf({ trackingNumber }: TrackingReport): string {
  const number = readTrackingNumber(trackingNumber)
  return number.ok ? number.value : trackingNumber
}

const warning = ({ trackingNumber, carrier }: LookRow, misses: number, failed: string): string =>
  `${carrier} could tell nothing of ${trackingNumber}, ${misses} times in a row (${failed}).`
