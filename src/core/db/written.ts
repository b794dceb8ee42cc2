// What rows hold as JSON, in its one written form: the same value always gives the same text, so texts can
// be compared. Checked on its way in, and trusted on its way out: pages and webhooks read far more than is
// written. Apart from the queries, because edge reads it and needs none of them.
import * as z from 'zod/mini'
import type { Lane } from '../lanes.ts'
import type { ParcelItems, TrackingHistory } from '../shipment.ts'
import { STATUSES, type Status } from '../status.ts'

const Place = z.object({
  text: z.nullable(z.string()),
  suburb: z.nullable(z.string()),
  state: z.nullable(z.string()),
  postcode: z.nullable(z.string()),
  country: z.nullable(z.string()),
})

const Event = z.object({
  source: z.string(),
  sourceEventId: z.nullable(z.string()),
  code: z.string(),
  text: z.string(),
  status: z.enum(Object.keys(STATUSES) as [Status, ...Status[]]),
  substatus: z.nullable(z.string()),
  occurredAt: z.number(),
  offsetMinutes: z.nullable(z.number()),
  zone: z.enum(['offset', 'assumed', 'unknown']),
  precision: z.enum(['second', 'minute', 'day']),
  location: z.nullable(Place),
  sequence: z.nullable(z.number()),
  signedBy: z.nullable(z.string()),
  proofUrl: z.optional(z.string()),
  collectBy: z.optional(z.string()),
  openingHours: z.optional(z.string()),
  snapshot: z.boolean(),
  receivedAt: z.number(),
})

const Eta = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('day'), on: z.string(), toldAt: z.number() }),
  z.object({ kind: z.literal('window'), from: z.number(), to: z.number(), toldAt: z.number() }),
])

const History: z.ZodMiniType<TrackingHistory> = z.object({
  events: z.array(Event),
  eta: z.nullable(Eta),
  firstEta: z.optional(Eta),
})

export const readHistory = (json: string): TrackingHistory => JSON.parse(json)

export const writeHistory = (history: TrackingHistory): string =>
  JSON.stringify(History.parse(history))

/** The items of a stored parcel; null is the whole order. */
export const readItems = (json: string | null): ParcelItems | null =>
  json === null ? null : JSON.parse(json)

/** The nineteen twentieths of a lane. */
export const Hours = z.array(z.number())
const Figures: z.ZodMiniType<Lane> = z.object({
  parcels: z.number(),
  hours: Hours,
  silenceHours: z.number(),
})

/** A lane as a parcel carries it. */
export const readLane = (json: string | null): Lane | null =>
  json === null ? null : JSON.parse(json)

export const writeLane = (lane: Lane | null): string | null =>
  lane && JSON.stringify(Figures.parse(lane))
