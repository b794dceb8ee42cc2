// What edge asks sync on a shopper's behalf, and what sync answers: the whole of what passes between the
// Worker that faces the internet and the one that may write. Whatever stands here a shopper may see.
import * as z from 'zod/mini'

const text = z.string()

/** An email address is told by its @; all else that is answered is read as a postcode. */
export const isEmail = (answer: string): boolean => answer.includes('@')

/**
 * `answer`: a postcode, with a `name`, or an email address. `network`: where the visitor comes from, less than
 * an address (edge/network.ts); neither stored nor logged. `host`: where they are; what is opened there opens
 * nowhere else.
 */
export const Unlock = z.object({
  token: text,
  answer: text,
  name: text,
  network: text,
  host: text,
})
/** `shard`: of the merchant's database. */
export const LookUp = z.object({
  shard: text,
  merchant: text,
  number: text,
  contact: text,
  network: text,
})
export const Rate = z.object({ token: text, parcel: z.int(), good: z.boolean() })
/** `choice`: what stays ticked; null: only show what is. */
export const Prefer = z.object({
  token: text,
  choice: z.nullable(z.object({ email: z.boolean(), sms: z.boolean() })),
})
/** `host`: a merchant's, which shows that merchant's orders only; null: the deployment's own. */
export const Picture = z.object({
  token: text,
  place: z.int().check(z.minimum(1)),
  host: z.nullable(text),
})
export type Picture = z.infer<typeof Picture>
export type Unlock = z.infer<typeof Unlock>
export type LookUp = z.infer<typeof LookUp>
export type Rate = z.infer<typeof Rate>
export type Prefer = z.infer<typeof Prefer>

/** A shape of these, for whoever reads one without knowing zod. */
export type Shape<T> = { parse(value: unknown): T }

const Wait = z.object({ kind: z.literal('wait'), minutes: z.number() })
export type Wait = z.infer<typeof Wait>
/** No order has the token, or no longer. */
const Unknown = z.object({ kind: z.literal('unknown') })

/** What the link alone does not show. */
export const Private = z.object({
  name: z.nullable(text),
  /** As it is written on a parcel, from the company to the postcode. */
  address: z.array(text),
  /** ISO 3166-1 alpha-2; its name is the page's to say. */
  country: z.nullable(text),
  instructions: z.nullable(text),
  signatureRequired: z.boolean(),
  authorityToLeave: z.boolean(),
  /** The delivered ones, in their order. */
  proofs: z.array(
    z.object({
      carrier: text,
      signedBy: z.nullable(text),
      /** A path of ours that opens the picture for a few minutes. */
      picture: z.nullable(text),
    }),
  ),
})
export type Private = z.infer<typeof Private>

export const Unlocked = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('shown'), private: Private }),
  z.object({ kind: z.literal('wrong') }),
  Wait,
  Unknown,
])
export type Unlocked = z.infer<typeof Unlocked>

export const LookedUp = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('page'), token: text }),
  z.object({ kind: z.literal('sent') }),
  z.object({ kind: z.literal('nothing') }),
  Wait,
])
export type LookedUp = z.infer<typeof LookedUp>

/** `refused`: there is no such parcel, or it has not arrived. */
export const Rated = z.object({ kind: z.enum(['rated', 'refused']) })
export type Rated = z.infer<typeof Rated>

/** `none`: there is nobody to write to that way. */
const Channel = z.enum(['on', 'off', 'none'])

export const Preferred = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('preferred'), email: Channel, sms: Channel }),
  Unknown,
])
export type Preferred = z.infer<typeof Preferred>
