// What a parcel's shop has been told, and what it should be told: carrier and number in one act, then
// how the parcel fares. Kept in the shipment's own row, and written only when it says something new:
// intermediate scans are told and not noted, because the shop itself is read before each telling.
import * as z from 'zod'
import { steps } from './fold.ts'
import type { ParcelFacts, TrackingHistory } from './shipment.ts'
import type { Status } from './status.ts'

const retryAt = z.number().optional()

const WriteBack = z.discriminatedUnion('state', [
  /** Not told yet; `reason` says what the last try met, `retryAt` when the next one is due. */
  z.object({ state: z.literal('pending'), reason: z.string().optional(), retryAt }),
  z.object({
    state: z.literal('written'),
    /** The number the shop was told; null for a parcel the shop told us of. */
    number: z.string().nullable(),
    /** The shop's own id of the fulfilment; null until it is known. */
    fulfilment: z.string().nullable(),
    /** The status that ended the journey, once the shop knows it. */
    ended: z.string().nullable(),
    retryAt,
  }),
  /** `toldBefore`: the shop knew the parcel and dropped it; it is not told of it again. */
  z.object({
    state: z.literal('refused'),
    reason: z.string(),
    toldBefore: z.boolean().optional(),
  }),
  /** The merchant does not want this shop to be told. */
  z.object({ state: z.literal('off') }),
])
export type WriteBack = z.infer<typeof WriteBack>

export const PENDING: WriteBack = { state: 'pending' }
/** A parcel that was found in the shop: the shop knows it, and hears only how it fares. */
export const FOUND_THERE: WriteBack = {
  state: 'written',
  number: null,
  fulfilment: null,
  ended: null,
}

export const readWriteBack = (json: string): WriteBack => WriteBack.parse(JSON.parse(json))

/** The one written form, so that texts can be compared. */
export const writeWriteBack = (writeBack: WriteBack): string =>
  JSON.stringify(WriteBack.parse(writeBack))

/** Whether the shop has never been told of the parcel, nor told us: only then may it be made there. */
export const mayCreate = (writeBack: WriteBack): boolean =>
  writeBack.state === 'pending' || (writeBack.state === 'refused' && !writeBack.toldBefore)

/** Of a parcel with another number: what was held back or refused by its old one may be told now. */
export const anew = (writeBack: WriteBack): WriteBack =>
  writeBack.state !== 'off' && mayCreate(writeBack) ? PENDING : writeBack

/** A turn of the journey that a shop may be told. */
export type Turn = { readonly status: Status; readonly occurredAt: number }

/** Our own timers and codes nobody knows are no news for a shop, and a label is not a journey. */
const NOT_TOLD: ReadonlySet<Status> = new Set(['pending', 'expired', 'unknown', 'cancelled'])

/** The turns of the journey, oldest first: the first event of each status in a row. */
export function turnsOf(history: TrackingHistory, facts: ParcelFacts): Turn[] {
  const turns: Turn[] = []
  for (const { status, at } of steps(history.events, facts)) {
    if (NOT_TOLD.has(status) || turns.at(-1)?.status === status) continue
    turns.push({ status, occurredAt: at })
  }
  return turns
}
