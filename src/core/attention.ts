// Which parcels need a person, and what that person can do next, in words. Pure: what is asked of the
// database (db/attention.ts) and what is said here go by the same facts.
import { isFinal, type Status } from './status.ts'
import { numberFault } from './tracking-number.ts'

/** What is known of a parcel that may need somebody. */
export type Watched = {
  readonly status: Status
  readonly substatus: string | null
  readonly flags: readonly string[]
  readonly carrier: string
  readonly trackingNumber: string
  /** Why the shop was not told of it; null: it was, or will be. */
  readonly refused: string | null
  /** It left a day ago, and the shop has still not been told. */
  readonly untold: boolean
  /** What its feed could not do, in words. */
  readonly feedProblem: string | null
}

type Words = { readonly why: string; readonly next: string }
/** `kind` is the reason's own name: a parcel has each of them once. */
export type Reason = Words & { readonly kind: string }

type Rule = (parcel: Watched) => Words | null

/** What can be said of the number by itself, before anybody looks at the label. */
const numberOrLabel = ({ trackingNumber, carrier }: Watched): string => {
  const fault = numberFault(trackingNumber, carrier)
  return fault
    ? `${fault} Put it right where it was dispatched.`
    : 'See whether it left, and whether number and carrier are right.'
}

const inWords = (name: string): string => name.replaceAll('_', ' ')

/** The most urgent first. */
const RULES: Readonly<Record<string, Rule>> = {
  problem: ({ status, substatus, carrier }) =>
    status === 'exception'
      ? {
          why: `${carrier} reports a problem${substatus ? `: ${inWords(substatus)}` : ''}.`,
          next: `Sort it out with ${carrier}, and tell the shopper what comes next.`,
        }
      : null,
  awaited: ({ status, substatus, flags, carrier }) =>
    flags.includes('action_required') && status !== 'exception'
      ? {
          why: `${carrier} waits for something: ${inWords(substatus ?? 'action required')}.`,
          next: `Give ${carrier} what it asks for, or ask the shopper for it.`,
        }
      : null,
  returning: ({ status, carrier }) =>
    status === 'returning'
      ? {
          why: `${carrier} is bringing it back.`,
          next: 'Agree with the shopper on sending it again or on a refund.',
        }
      : null,
  given_up: ({ status, carrier }) =>
    status === 'expired'
      ? {
          why: `${carrier} has said nothing of it for 30 days.`,
          next: `Ask ${carrier} for an investigation, and replace or refund it.`,
        }
      : null,
  stalled: ({ flags, carrier }) =>
    flags.includes('stalled')
      ? {
          why: `${carrier} has not scanned it for longer than usual.`,
          next: `Ask ${carrier} where it is, before the shopper asks you.`,
        }
      : null,
  not_found: parcel =>
    parcel.status === 'pending' && parcel.substatus === 'not_found'
      ? {
          why: `${parcel.carrier} has told nothing of it since it was dispatched.`,
          next: numberOrLabel(parcel),
        }
      : null,
  feed: parcel =>
    parcel.feedProblem && !isFinal(parcel.status)
      ? { why: parcel.feedProblem, next: numberOrLabel(parcel) }
      : null,
  refused: ({ refused }) =>
    refused
      ? { why: `The shop was not told: ${refused}`, next: 'Put it right, or enter it in the shop.' }
      : null,
  untold: ({ untold }) =>
    untold
      ? {
          why: 'The shop has not been told of it for a day.',
          next: 'See `waymark connection status` of the shop for what is wrong.',
        }
      : null,
}

/** Why it needs a person; nothing when it needs none. */
export const reasonsOf = (parcel: Watched): readonly Reason[] =>
  Object.entries(RULES).flatMap(([kind, rule]) => {
    const words = rule(parcel)
    return words ? [{ kind, ...words }] : []
  })
