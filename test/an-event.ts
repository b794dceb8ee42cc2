// A scan of an invented parcel, as a feed hands it over; each test says what it is about.
import type { TrackingEvent } from '../src/core/tracking.ts'

/** `receivedAt` follows `occurredAt`, and the words follow the status. */
export function anEvent(changes: Partial<TrackingEvent> = {}): TrackingEvent {
  const { occurredAt = Date.parse('2026-11-24T00:00:00Z'), status = 'in_transit' } = changes
  return {
    source: 'carrier',
    sourceEventId: null,
    code: status,
    text: status,
    status,
    substatus: null,
    occurredAt,
    offsetMinutes: 0,
    zone: 'offset',
    precision: 'second',
    location: null,
    sequence: null,
    signedBy: null,
    snapshot: false,
    receivedAt: occurredAt,
    ...changes,
  }
}
