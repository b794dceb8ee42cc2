// A long journey: 30 events, from the label over a missed delivery to the door. They are told in another
// order than they happened, as by feeds that repeat the newest first and others that come late.
import type { FoldFacts } from '../../src/core/fold.ts'
import { type Mapped, to } from '../../src/core/status.ts'
import type { TrackingEvent } from '../../src/core/tracking.ts'

const BEGAN_AT = Date.UTC(2026, 10, 16, 22)
const HOUR_MS = 3_600_000

const DEPOTS = ['arrived_facility', 'departed_facility', null, 'at_delivery_depot']

const JOURNEY: readonly Mapped[] = [
  to('pending', 'label_created'),
  to('in_transit', 'picked_up'),
  ...Array.from({ length: 20 }, (_, i) => to('in_transit', DEPOTS[i % DEPOTS.length])),
  to('in_transit', 'delayed'),
  to('in_transit', 'at_delivery_depot'),
  to('out_for_delivery', 'on_vehicle'),
  to('delivery_attempted', 'no_one_home'),
  to('in_transit', 'at_delivery_depot'),
  to('out_for_delivery', 'on_vehicle'),
  to('delivered', 'safe_place'),
  to('unknown', 'info_only'),
]

const told = JOURNEY.map(
  ({ status, substatus }, i): TrackingEvent => ({
    source: 'easypost',
    sourceEventId: null,
    code: `${status} ${substatus ?? ''}`,
    text: `Scan ${i + 1} of an invented parcel`,
    status,
    substatus,
    occurredAt: BEGAN_AT + i * 4 * HOUR_MS,
    offsetMinutes: 660,
    zone: 'offset',
    precision: 'minute',
    location: { text: null, suburb: 'Chullora', state: 'NSW', postcode: '2190', country: 'AU' },
    sequence: null,
    signedBy: null,
    snapshot: false,
    receivedAt: BEGAN_AT + i * 4 * HOUR_MS + 60_000,
  }),
)

/** Seven sets of the same events, each in an order of its own. */
export const EVENTS: readonly (readonly TrackingEvent[])[] = [1, 7, 11, 13, 17, 19, 29].map(step =>
  told.flatMap((_, i) => told[(i * step) % told.length] ?? []),
)

export const FACTS: FoldFacts = { dispatchedAt: BEGAN_AT, destinationPostcode: '2026', eta: null }
