// The state of a shipment: a pure fold over the set of its events (STATUS rules R1–R15).
import type { Status } from './status.ts'
import type { Eta } from './tracking.ts'

/** Beside the status, never a status of its own. */
export type Flag = 'delayed' | 'action_required' | 'post_delivery_scan' | 'delivered_reversed' | 'tz_suspect'

export type TrackingState = {
  readonly status: Status
  readonly substatus: string | null
  /** When the current status began; null before the first event. */
  readonly since: number | null
  readonly flags: readonly Flag[]
  readonly eta: Eta | null
  readonly deliveredAt: number | null
  readonly signedBy: string | null
}
