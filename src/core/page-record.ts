// What a tracking page may know: the one list of it. No street, phone, email or name is here, so no
// page, JSON or calendar made of it can show one.
import type { Lane } from './lanes.ts'
import type { PageBrand } from './page-brand.ts'
import type { Status } from './status.ts'
import type { TrackingEvent } from './tracking.ts'

export type PageItem = {
  readonly platformItemId: string
  readonly title: string
  readonly variant: string | null
  readonly quantity: number
  readonly hasPicture: boolean
}

export type PageEta =
  | { readonly kind: 'day'; readonly on: string; readonly toldAt: number }
  | { readonly kind: 'window'; readonly from: number; readonly to: number; readonly toldAt: number }

/** The folded state (fold.ts) without who signed. */
export type PageState = {
  readonly status: Status
  readonly substatus: string | null
  readonly flags: readonly string[]
  readonly eta: PageEta | null
  readonly deliveredAt: number | null
}

export type PageParcel = {
  readonly carrier: string
  /** null: an old link's. */
  readonly trackingNumber: string | null
  readonly dispatchedAt: number
  readonly state: PageState
  /** What was promised at first, where more was told since. */
  readonly firstEta: PageEta | null
  /** What its lane had taught when it left; null: too little. */
  readonly lane: Lane | null
  /** Their texts are discreet (discreet.ts); an empty one held something private. */
  readonly events: readonly TrackingEvent[]
  /** null: everything of the order. */
  readonly items: readonly { readonly platformItemId: string; readonly quantity: number }[] | null
}

export type PageRecord = {
  readonly brand: PageBrand
  readonly order: {
    readonly number: string
    readonly placedAt: number
    readonly cancelled: boolean
    readonly locale: string | null
    /** Where it was sold; see channel.ts. */
    readonly channel: string
    readonly destination: {
      readonly suburb: string | null
      readonly state: string | null
      readonly postcode: string | null
      readonly country: string | null
    }
    readonly items: readonly PageItem[]
  }
  readonly parcels: readonly PageParcel[]
}
