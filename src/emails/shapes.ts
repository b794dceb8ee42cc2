// What each mail is made of beside its words: where of the four steps the parcel is, and which facts
// stand in its box, in order; a fact that is not known is left out.

import type { TemplateName } from '../core/message.ts'
import type { MessageWords } from '../core/message-words.ts'

/** Facts that may stand in the box. */
export type Detail = 'eta' | 'happened' | 'place' | 'carrier' | 'trackingNumber' | 'orderNumber'

type Shape = {
  /** Ordered, shipped, out for delivery, delivered. */
  readonly step: 2 | 3 | 4
  readonly details: readonly Detail[]
  /** What it was that `happened`. */
  readonly happened: keyof MessageWords['mail'] & ('delivered' | 'attempted' | 'lastScan')
}

export const STEPS = [1, 2, 3, 4] as const
const PARCEL = ['carrier', 'trackingNumber', 'orderNumber'] as const

export const shapes: Readonly<Record<TemplateName, Shape>> = {
  shipped: { step: 2, details: ['eta', ...PARCEL], happened: 'lastScan' },
  out_for_delivery: { step: 3, details: ['eta', ...PARCEL], happened: 'lastScan' },
  delivered: { step: 4, details: ['happened', 'place', ...PARCEL], happened: 'delivered' },
  delivery_attempted: { step: 3, details: ['happened', ...PARCEL], happened: 'attempted' },
  stalled: { step: 2, details: ['happened', ...PARCEL], happened: 'lastScan' },
}
