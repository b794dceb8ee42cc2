// What feeds tell of a merchant's parcels, pushed or asked: applied to those that are here, dispatched
// where it names an order, kept where nobody has dispatched the parcel yet. Then whoever waits for the
// news is called.
import type { Db } from '../../core/db/open.ts'
import { countUnmapped } from '../../core/db/unmapped-codes.ts'
import { keepUnmatched } from '../../core/db/unmatched-reports.ts'
import { eventKey, type TrackingReport } from '../../core/tracking.ts'
import type { Env } from '../env.ts'
import { applyTracking, type Change } from './apply-tracking.ts'
import { dispatchTold } from './dispatch.ts'
import { dispatchWaiting } from './dispatch-waiting.ts'
import { type FollowUp, wake } from './follow-up.ts'

export type Surroundings = {
  readonly db: Db
  readonly shard: string
  readonly merchantId: number
  readonly env: Pick<Env, 'MESSAGES' | 'WRITE_BACKS' | 'WATCHES'>
  readonly followUp: FollowUp
  /** It was tried before, and may have died between its write and its calls: they are made again. */
  readonly again: boolean
}

export type Outcome = {
  /** Parcels whose history changed. */
  readonly changed: readonly Change[]
  /** Somebody else kept writing these: the same reports want to be applied again. */
  readonly contended: readonly TrackingReport[]
  /** Cannot be dispatched as they were told, each with the reason. */
  readonly refused: readonly { readonly report: TrackingReport; readonly problem: string }[]
}

/** Safe to repeat, in any order, any number of times. */
export async function applyReports(
  { db, shard, merchantId, env, followUp, again }: Surroundings,
  reports: readonly TrackingReport[],
): Promise<Outcome> {
  const { changed, repeated, unmatched, contended } = await applyTracking(
    db,
    merchantId,
    reports,
    followUp,
  )
  const made = await dispatchOrKeep(db, merchantId, unmatched, followUp)
  await countUnmapped(db, merchantId, changed.flatMap(newEvents), followUp.now)

  const idsOf = (changes: readonly Change[]) => changes.map(({ shipment }) => shipment.orderId)
  const repeats = again ? repeated.map(({ orderId }) => orderId) : []
  const calls = [...made.dispatched, ...repeats]
  await wake(env.MESSAGES, shard, [...idsOf(changed.filter(hasMessages)), ...calls])
  await wake(env.WRITE_BACKS, shard, [...idsOf(changed.filter(isTurn)), ...calls])
  await wake(env.WATCHES, shard, calls)
  return { changed, contended, refused: made.refused }
}

/** Dispatches what the reports tell of, and keeps the rest until its parcel appears. */
async function dispatchOrKeep(
  db: Db,
  merchantId: number,
  unmatched: readonly TrackingReport[],
  followUp: FollowUp,
): Promise<{ readonly dispatched: readonly number[]; readonly refused: Outcome['refused'] }> {
  const waiting: TrackingReport[] = []
  const dispatched: number[] = []
  const refused: Outcome['refused'][number][] = []
  const outcomes = await dispatchTold(db, merchantId, unmatched, followUp)
  for (const report of unmatched) {
    const made = outcomes.get(report)
    if (!made) waiting.push(report)
    else if (made.ok) dispatched.push(made.value.orderId)
    else refused.push({ report, problem: made.problem.message })
  }
  await keepUnmatched(db, merchantId, waiting, followUp.now)
  // The order may have been stored since we looked, by an import that saw nothing waiting yet.
  const awaited = waiting.flatMap(report => (report.dispatched ? (report.orderNumber ?? []) : []))
  for (const { result } of await dispatchWaiting(db, merchantId, awaited, followUp)) {
    if (result.ok) dispatched.push(result.value.orderId) // else it waits on, and its order says why
  }
  return { dispatched, refused }
}

const hasMessages = ({ messages }: Change): boolean =>
  messages.some(message => message.state === 'pending')

/** The shop hears of another status, not of every scan. */
const isTurn = ({ shipment, tracked }: Change): boolean => shipment.status !== tracked.state.status

function newEvents({ before, tracked }: Change) {
  const known = new Set(before.events.map(eventKey))
  return tracked.history.events.filter(event => !known.has(eventKey(event)))
}
