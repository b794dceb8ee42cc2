// The journey of a consignment of several items, told by the scans of each: what holds for all of them
// (R13). It is a journey of its own, so that a later reply only ever adds to what was told before.
import { instantOf, steps } from '../../../core/fold.ts'
import { STATUSES, type Status } from '../../../core/status.ts'
import { eventKey, type TrackingEvent } from '../../../core/tracking.ts'

/** Troubles that somebody must see come first, then whoever is behind. */
const URGENT: readonly Status[] = ['exception', 'delivery_attempted', 'awaiting_collection']

const standing = (status: Status): number => {
  const urgency = URGENT.indexOf(status)
  return urgency === -1 ? STATUSES[status].rank : urgency - URGENT.length - 1
}

type Traveller = { readonly told: TrackingEvent[]; stands: TrackingEvent | null; status: Status }

/**
 * Whenever an item moves, the scan that its least advanced fellow stands at, dated by the moment since
 * when that holds for all. `unheard`: items that nothing was told of; they hold the end of the journey
 * back. An item of which only the status is known has stood there from the beginning.
 */
export function jointEvents(
  items: readonly (readonly TrackingEvent[])[],
  unheard: number,
): TrackingEvent[] {
  const travellers = items.map((): Traveller => ({ told: [], stands: null, status: 'unknown' }))
  const joint: TrackingEvent[] = []
  let held: Status = 'unknown'
  for (const { event, traveller } of inOrder(items, travellers)) {
    move(traveller, event)
    const behind = leastAdvanced(travellers)
    if (!behind?.stands) continue
    const waits = unheard > 0 || travellers.some(({ status }) => status === 'unknown')
    if (waits && STATUSES[behind.status].final) continue
    if (behind.stands !== event && behind.status === held) continue
    held = behind.status
    joint.push(since(event, behind.stands))
  }
  return joint
}

function move(traveller: Traveller, event: TrackingEvent): void {
  traveller.told.push(event)
  const step = steps(traveller.told).at(-1)
  if (!step) return
  traveller.status = step.status
  traveller.stands = event.status === step.status ? event : step.event
}

function inOrder(
  items: readonly (readonly TrackingEvent[])[],
  travellers: readonly Traveller[],
): { event: TrackingEvent; traveller: Traveller }[] {
  return items
    .flatMap((events, i) => {
      const traveller = travellers[i]
      return traveller ? events.map(event => ({ event, traveller })) : []
    })
    .sort(
      ({ event: a }, { event: b }) =>
        Number(b.snapshot) - Number(a.snapshot) ||
        instantOf(a) - instantOf(b) ||
        STATUSES[a.status].rank - STATUSES[b.status].rank ||
        (eventKey(a) < eventKey(b) ? -1 : 1),
    )
}

const leastAdvanced = (travellers: readonly Traveller[]): Traveller | null =>
  travellers
    .filter(({ status }) => status !== 'unknown')
    .reduce<Traveller | null>(
      (least, each) => (least && standing(least.status) <= standing(each.status) ? least : each),
      null,
    )

/** What one item stands at, since the scan of whichever item made it the last. */
function since(cause: TrackingEvent, stands: TrackingEvent): TrackingEvent {
  const { occurredAt, offsetMinutes, zone, precision, sequence } =
    instantOf(cause) > instantOf(stands) ? cause : stands
  return { ...stands, occurredAt, offsetMinutes, zone, precision, sequence }
}
