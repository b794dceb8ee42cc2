// What a message says. The facts are frozen when the milestone happens, so that every attempt
// carries the same bytes and a provider's idempotency key holds.
import type { Brand, Milestone } from './merchant.ts'

export type MessageFacts = {
  readonly brand: Pick<Brand, 'name' | 'colour' | 'logo' | 'website' | 'support'>
  readonly orderNumber: string
  /** The shopper's first name, or null. */
  readonly firstName: string | null
  readonly carrier: string
  readonly trackingNumber: string
  /** Our page, absolute. */
  readonly trackingUrl: string
  /** Ready to read, in the merchant's locale and the destination's zone: `Wednesday 25 November`; null when unknown. */
  readonly eta: string | null
  /** When the milestone happened, ready to read: `Tuesday 24 November, 2:05 pm`; null when only guessed. */
  readonly happened: string | null
  /** Where the parcel was left, in plain words (`left in a safe place`), or null. */
  readonly place: string | null
  readonly items: readonly {
    readonly title: string
    readonly variant: string | null
    readonly quantity: number
    readonly imageUrl: string | null
  }[]
}

/** Which words: one template a milestone; the version changes when its bytes do. */
export type TemplateName = Milestone
