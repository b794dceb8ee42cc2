// An order as every platform's adapter must hand it over, and as we keep it.
// Money is in the currency's minor unit, weights are in grams, instants are epoch milliseconds (UTC).

export type Address = {
  readonly name: string | null
  readonly company: string | null
  readonly line1: string | null
  readonly line2: string | null
  readonly suburb: string | null
  /** As the country writes it: `NSW`, `Auckland`, `CA`. */
  readonly state: string | null
  readonly postcode: string | null
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string | null
}

/** Whom we may tell. As the platform gave it: masked or shared contacts are recognised in contact.ts. */
export type Contact = {
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
}

export type OrderItem = {
  /** The platform's id of the line: what a partial dispatch names. */
  readonly platformItemId: string
  readonly sku: string | null
  readonly title: string
  readonly variant: string | null
  /** What is still wanted: an edited or refunded line counts what is left. */
  readonly quantity: number
  readonly weightGrams: number | null
  readonly priceCents: number | null
  readonly imageUrl: string | null
  readonly requiresShipping: boolean
}

/** What the platform says of where and how the order was sold; channel.ts recognises the channel in it. */
export type SaleMarks = {
  readonly source: string | null
  readonly app: string | null
  readonly store: string | null
  readonly payment: string | null
  readonly billingName: string | null
  readonly note: string | null
  readonly tags: readonly string[]
  readonly attributes: readonly { readonly key: string; readonly value: string }[]
}

/** Courier choice, made by the rules at import and kept with the order. */
export type Assignment = {
  readonly courier: string | null
  readonly service: string | null
  readonly signatureRequired: boolean
  readonly authorityToLeave: boolean
  readonly tags: readonly string[]
  /** Why the order must wait for a person, or null. */
  readonly hold: string | null
}

/** A fulfilment found in the platform: perhaps our own write-back, perhaps somebody else's dispatch. */
export type PlatformFulfilment = {
  readonly platformFulfilmentId: string
  readonly carrier: string | null
  readonly trackingNumber: string | null
  readonly createdAt: number
  readonly cancelled: boolean
  readonly items: readonly { readonly platformItemId: string; readonly quantity: number }[]
}

/** The part of an order that, when it changes, is worth a write. */
export type OrderContent = {
  /** As the shopper knows it, `#1001` or `217348921`. Not unique across a merchant's connections. */
  readonly number: string
  readonly placedAt: number
  readonly cancelledAt: number | null
  readonly currency: string
  readonly totalCents: number | null
  readonly contact: Contact
  readonly shipTo: Address
  readonly items: readonly OrderItem[]
  readonly shippingMethod: string | null
  readonly locale: string | null
  readonly marks: SaleMarks
}

/** An item as a platform adapter returns it. */
export type PlatformItem = OrderItem & {
  /** By which the adapter finds its picture in the platform's catalogue; only for that, and not kept. */
  readonly product?: string
}

/** One order as a platform adapter returns it. */
export type PlatformOrder = Omit<OrderContent, 'items'> & {
  readonly items: readonly PlatformItem[]
  readonly platformId: string
  readonly updatedAt: number
  /** A test order of the platform: imported, never told to anybody. */
  readonly test: boolean
  readonly fulfilments: readonly PlatformFulfilment[]
  /**
   * Of use for an order we have, and no order to begin with: one that was void or long gone before it
   * would have come to us.
   */
  readonly onlyIfKnown?: true
}

/** Total weight in grams, or null when no line carries a weight. */
export function weightGrams(order: Pick<OrderContent, 'items'>): number | null {
  const known = order.items.filter(item => item.weightGrams !== null)
  if (known.length === 0) return null
  return known.reduce((sum, item) => sum + (item.weightGrams ?? 0) * item.quantity, 0)
}
