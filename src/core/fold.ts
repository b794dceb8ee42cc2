// The state of a shipment: a pure fold over the set of its events. Whatever the order, repetition or
// splitting in which they arrived, the same set gives the same state. R1–R15 name the rules in
// docs/decisions/004-tracking-state.md; each rule has its test in test/core/fold.test.ts.
import { EXPIRES_AFTER_MS, isOwn, isStalledEvent, isUnderWay } from './silence.ts'
import { isFinal, STATUSES, type Status } from './status.ts'
import { type Eta, eventKey, type TrackingEvent } from './tracking.ts'

/** Beside the status, never a status of its own. */
type Flag =
  | 'delayed'
  | 'action_required'
  | 'post_delivery_scan'
  | 'delivered_reversed'
  | 'tz_suspect'
  | 'stalled'

export type TrackingState = {
  readonly status: Status
  readonly substatus: string | null
  /** When the current status began; null before the first event. */
  readonly since: number | null
  /** The instant of the newest event of others that says anything; null when there is none. */
  readonly heardAt: number | null
  readonly flags: readonly Flag[]
  readonly eta: Eta | null
  readonly deliveredAt: number | null
  readonly signedBy: string | null
}

/** What the fold may know of the shipment besides its events. */
export type FoldFacts = {
  /** The newest ETA told; see `newerEta`. */
  readonly eta?: Eta | null
  /** When the parcel was dispatched: far older events belong to an earlier use of the number. */
  readonly dispatchedAt?: number
  /** Tells a delivery to the shopper from one back to the sender. */
  readonly destinationPostcode?: string | null
}

/** One event that changed the status or its reason, in the order of the journey. */
export type Step = {
  readonly status: Status
  readonly substatus: string | null
  readonly at: number
  readonly event: TrackingEvent
}

const FUTURE_TOLERANCE_MS = 15 * 60_000
const NUMBER_REUSE_MS = 30 * 86_400_000

/** Reasons that are news about a parcel, not a scan of it: they do not find what was lost (R7). */
const NOT_A_SCAN = new Set([
  'delayed',
  'on_hold',
  'rescheduled',
  'redirected',
  'instructions_changed',
])
const GONE = new Set(['lost', 'disposed'])
const DELAYED = new Set(['delayed', 'on_hold', 'customs_held', 'rescheduled'])
const ACTION_REQUIRED = new Set([
  'address_problem',
  'payment_required',
  'documents_missing',
  'id_failed',
  'pickup_missed',
])

/** Folds the events; `unknown` and no `since` when none of them says where the parcel is. */
export function fold(events: readonly TrackingEvent[], facts: FoldFacts = {}): TrackingState {
  const journey = walk(events, facts)
  const last = journey.steps.at(-1)
  const status = last?.status ?? 'unknown'
  const began = startOf(journey.steps)
  const delivered = status === 'delivered' || status === 'returned'
  return {
    status,
    substatus: last?.substatus ?? null,
    since: began?.at ?? null,
    heardAt: journey.heardAt,
    flags: flagsOf(journey, last),
    eta: etaOf(status, facts),
    deliveredAt: delivered ? (began?.at ?? null) : null,
    signedBy: delivered ? journey.signedBy : null,
  }
}

/** The journey's turning points, for milestones: every event that changed status or reason. */
export function steps(events: readonly TrackingEvent[], facts: FoldFacts = {}): readonly Step[] {
  return walk(events, facts).steps
}

/**
 * The silences on its way that we noted, in the order of noting: `at` is when, and the step is where it
 * was then, as the last word told it.
 */
export function silences(
  events: readonly TrackingEvent[],
  facts: FoldFacts = {},
): { readonly at: number; readonly step: Step }[] {
  const noted = events.filter(isStalledEvent)
  if (noted.length === 0) return []
  const journey = steps(events, facts)
  return noted
    .toSorted((a, b) => a.receivedAt - b.receivedAt)
    .flatMap(({ occurredAt, receivedAt }) => {
      const step = journey.findLast(({ at }) => at <= occurredAt)
      if (step?.status !== 'in_transit' || DELAYED.has(step.substatus ?? '')) return []
      const word = events.find(event => !isOwn(event) && instantOf(event) === occurredAt)
      return [{ at: receivedAt, step: { ...step, at: occurredAt, event: word ?? step.event } }]
    })
}

/** R1: by instant; ties by rank, the source's own sequence, receipt, and at last by key. */
export function sortEvents(events: readonly TrackingEvent[]): TrackingEvent[] {
  return [...events].sort(
    (a, b) =>
      instantOf(a) - instantOf(b) ||
      STATUSES[a.status].rank - STATUSES[b.status].rank ||
      (a.sequence ?? 0) - (b.sequence ?? 0) ||
      a.receivedAt - b.receivedAt ||
      (eventKey(a) < eventKey(b) ? -1 : 1),
  )
}

/** R15: an event from the future is a time-zone mistake; it counts from when we heard of it. */
export const instantOf = (event: TrackingEvent): number =>
  isFromFuture(event) ? event.receivedAt : event.occurredAt

/** Of two ETAs the one told later; commutative, so that the order of arrival cannot matter. */
export function newerEta(a: Eta | null, b: Eta | null): Eta | null {
  if (!a || !b) return a ?? b
  if (a.toldAt !== b.toldAt) return a.toldAt > b.toldAt ? a : b
  return JSON.stringify(a) >= JSON.stringify(b) ? a : b
}

/** Of two ETAs the one told earlier; commutative as well. */
export function olderEta(a: Eta | null, b: Eta | null): Eta | null {
  return a && b && newerEta(a, b) === a ? b : (a ?? b)
}

type Journey = {
  readonly steps: Step[]
  readonly flags: Set<Flag>
  readonly heardAt: number | null
  /** We noted a silence, and nobody has said anything since. */
  readonly stalled: boolean
  signedBy: string | null
}

function walk(events: readonly TrackingEvent[], facts: FoldFacts): Journey {
  const told = events.filter(event => event.status !== 'unknown' && !isFromEarlierUse(event, facts))
  const others = told.filter(event => !isOwn(event))
  const heard = others.filter(event => !isOutranked(event, others))
  const counted = [...heard, ...told.filter(event => isOwn(event) && isDue(event, heard))]
  const heardAt = heard.length > 0 ? Math.max(...heard.map(instantOf)) : null
  const stalled =
    heardAt !== null && events.some(event => isStalledEvent(event) && event.occurredAt >= heardAt)
  const journey: Journey = { steps: [], flags: new Set(), heardAt, stalled, signedBy: null }
  let homeward = false // R5: once returning, the journey leads to the sender

  for (const event of sortEvents(counted)) {
    const before = journey.steps.at(-1)
    if (isFromFuture(event)) journey.flags.add('tz_suspect')
    if (event.substatus === 'return_cancelled') homeward = false
    const atRecipient = isAt(event, facts.destinationPostcode)
    if (event.status === 'returning') homeward = true
    if (event.status === 'delivered' && atRecipient) homeward = false

    const status = homeward ? onTheWayBack(event.status) : event.status
    const verdict = judge(before, status, event)
    if (verdict === 'scan_after_delivery') journey.flags.add('post_delivery_scan')
    if (verdict === 'reversed') journey.flags.add('delivered_reversed')
    if (status === 'delivered' || status === 'returned') journey.signedBy ??= event.signedBy
    if (verdict === 'ignored' || verdict === 'scan_after_delivery') continue
    if (verdict === 'reversed') journey.signedBy = null

    const repeated = before?.status === status
    const substatus = repeated ? (event.substatus ?? before.substatus) : event.substatus
    if (repeated && substatus === before.substatus && !isDaily(status)) continue
    journey.steps.push({ status, substatus, at: instantOf(event), event })
  }
  return journey
}

type Verdict = 'taken' | 'ignored' | 'reversed' | 'scan_after_delivery'

/** What an event does to the status that stood before it: R2–R8. */
function judge(before: Step | undefined, status: Status, event: TrackingEvent): Verdict {
  if (!before) return 'taken'
  switch (before.status) {
    case 'delivered': // R4
      if (status === 'returning' || status === 'returned') return 'taken'
      if (status === 'delivered') return 'ignored'
      if (status === 'delivery_attempted' || status === 'awaiting_collection') {
        const later = instantOf(event) > before.at && event.source === before.event.source
        return later ? 'reversed' : 'scan_after_delivery'
      }
      return 'scan_after_delivery'
    case 'returned':
      return status === 'returned' ? 'ignored' : 'scan_after_delivery'
    case 'cancelled': // R6
      return isPhysical(status) ? 'taken' : 'ignored'
    case 'exception': // R7
      if (status === 'exception') return 'taken'
      if (!isPhysical(status) && !isFinal(status)) return 'ignored'
      if (GONE.has(before.substatus ?? '')) {
        return NOT_A_SCAN.has(event.substatus ?? '') ? 'ignored' : 'taken'
      }
      return 'taken'
    default:
      if (status === 'expired')
        return isOwn(event) || !isPhysical(before.status) ? 'taken' : 'ignored' // R8
      if (status === 'pending' && event.substatus === 'not_found') {
        return before.status === 'pending' ? 'taken' : 'ignored' // R8
      }
      return 'taken'
  }
}

/** The parcel itself was seen or handled. */
const isPhysical = (status: Status): boolean =>
  status !== 'pending' && status !== 'expired' && status !== 'unknown' && status !== 'cancelled'

/**
 * Timers of our own are events too; nobody else's silence ends a carrier's word (R8). One
 * counts as long as the silence that it speaks of was one: a scan may arrive late.
 */
function isDue(timer: TrackingEvent, heard: readonly TrackingEvent[]): boolean {
  const at = instantOf(timer)
  if (timer.status === 'expired') {
    return !heard.some(scan => instantOf(scan) > at - EXPIRES_AFTER_MS && instantOf(scan) <= at)
  }
  return timer.substatus !== 'not_found' || heard.length === 0
}

/** Every van and every ring of the bell is a fact of its own, even without a status in between. */
const isDaily = (status: Status): boolean =>
  status === 'out_for_delivery' || status === 'delivery_attempted'

function onTheWayBack(status: Status): Status {
  if (status === 'delivered') return 'returned'
  return status === 'returned' || status === 'exception' ? status : 'returning'
}

function isAt(event: TrackingEvent, postcode: string | null | undefined): boolean {
  return !!postcode && event.location?.postcode === postcode
}

function isFromFuture(event: TrackingEvent): boolean {
  return event.occurredAt > event.receivedAt + FUTURE_TOLERANCE_MS
}

/** R15: carriers reuse numbers; what is a month older than the dispatch was another parcel. */
function isFromEarlierUse(event: TrackingEvent, facts: FoldFacts): boolean {
  return facts.dispatchedAt !== undefined && event.occurredAt < facts.dispatchedAt - NUMBER_REUSE_MS
}

/** R10: a snapshot without a time of its own fills a gap, no more. */
function isOutranked(event: TrackingEvent, all: readonly TrackingEvent[]): boolean {
  if (!event.snapshot || event.zone !== 'unknown') return false
  const { rank } = STATUSES[event.status]
  return all.some(other => !other.snapshot && STATUSES[other.status].rank >= rank)
}

function startOf(journey: readonly Step[]): Step | undefined {
  const status = journey.at(-1)?.status
  let first = journey.at(-1)
  for (let i = journey.length - 1; i >= 0 && journey[i]?.status === status; i--) first = journey[i]
  return first
}

function flagsOf(journey: Journey, last: Step | undefined): Flag[] {
  const flags = new Set(journey.flags)
  const reason = last?.substatus ?? ''
  if (last && !isFinal(last.status)) {
    if (DELAYED.has(reason)) flags.add('delayed')
    if (ACTION_REQUIRED.has(reason)) flags.add('action_required')
    if (journey.stalled && isUnderWay(last.status)) flags.add('stalled')
  }
  return [...flags].sort()
}

/** No ETA once the journey is over, nor one that lies before the dispatch (a placeholder). */
function etaOf(status: Status, facts: FoldFacts): Eta | null {
  const eta = facts.eta ?? null
  if (!eta || isFinal(status) || status === 'returning') return null
  if (facts.dispatchedAt === undefined) return eta
  const latest = eta.kind === 'day' ? Date.parse(`${eta.on}T23:59:59Z`) : eta.to
  return latest < facts.dispatchedAt - 86_400_000 ? null : eta
}
