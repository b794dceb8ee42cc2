// The merchant's parcels that need a person, each with why and what to do next: what the API lists and the
// daily mail tells.
import * as z from 'zod'
import { type Reason, reasonsOf } from '../core/attention.ts'
import { parcelsInTrouble } from '../core/db/attention.ts'
import type { Db } from '../core/db/open.ts'
import { trackingLink } from '../core/tracking-link.ts'

export const MAX_PARCELS = 100
const DAY_MS = 86_400_000
const LIVE_MS = 60 * DAY_MS

const State = z.object({
  substatus: z.string().nullable(),
  flags: z.array(z.string()),
  since: z.number().nullable(),
  heardAt: z.number().nullable().default(null),
})

type TroubledParcel = {
  readonly order: string
  readonly parcel: number
  readonly carrier: string
  readonly trackingNumber: string
  readonly status: string
  readonly trackingUrl: string
  /** When the carrier last said anything of it. */
  readonly heardAt: number | null
  readonly reasons: readonly Reason[]
}

type Place = {
  /** Whose first host the links lead to. */
  readonly page: { readonly hosts: readonly string[] }
  readonly publicUrl: string
  readonly now: number
}

/** At most `MAX_PARCELS`, the newest orders first. */
export async function troubledParcels(
  db: Db,
  merchantId: number,
  { page, publicUrl, now }: Place,
): Promise<TroubledParcel[]> {
  const spans = { since: now - LIVE_MS, late: now - DAY_MS }
  const found = await parcelsInTrouble(db, merchantId, spans, MAX_PARCELS)
  return found.map(({ token, state, refused, untold, feedProblem, ...parcel }) => {
    const { heardAt, ...folded } = State.parse(JSON.parse(state))
    return {
      ...parcel,
      trackingUrl: trackingLink(token, { page }, publicUrl),
      heardAt: heardAt ?? folded.since,
      reasons: reasonsOf({ ...parcel, ...folded, refused, untold: untold === 1, feedProblem }),
    }
  })
}
