// The words of the tracking page, one table a locale. A key is a status, or `status/reason` for a
// substatus that deserves its own; what a reason leaves out comes from its status. `{carrier}` and
// `{merchant}` are filled in by `say`.
import type { Status } from './status.ts'
import { enAU } from './words/en-AU.ts'

/** What a status or a reason says: above the page, below that, and as a line of the timeline. */
export type StatusWords = {
  readonly headline: string
  readonly explanation: string
  readonly entry: string
}

export type Words = {
  /** BCP 47, for `<html lang>` and for dates. */
  readonly locale: string
  readonly statuses: Readonly<Record<Status, StatusWords>>
  readonly reasons: Readonly<Record<`${Status}/${string}`, Partial<StatusWords>>>
  /** Where a delivered parcel was left, by substatus, as part of a sentence; a message says it. */
  readonly left: Readonly<Record<string, string>>
  readonly order: Readonly<
    Record<
      'preparing' | 'cancelled' | 'parcels' | 'someDelivered' | 'allDelivered',
      Omit<StatusWords, 'entry'>
    >
  >
  readonly steps: readonly [string, string, string, string]
  readonly collectSteps: readonly [string, string, string, string]
  readonly eta: Readonly<
    Record<
      'expected' | 'usual' | 'late' | 'between' | 'by' | 'days' | 'missed' | 'missedHeadline',
      string
    >
  >
  readonly labels: Readonly<
    Record<
      | 'title'
      | 'order'
      | 'placed'
      | 'progress'
      | 'step'
      | 'delivered'
      | 'collectIn'
      | 'parcel'
      | 'parcelCount'
      | 'noScans'
      | 'updates'
      | 'earlier'
      | 'items'
      | 'ordered'
      | 'toFollow'
      | 'times'
      | 'details'
      | 'carrier'
      | 'trackingNumber'
      | 'destination'
      | 'carrierPage'
      | 'contact'
      | 'help'
      | 'helpText'
      | 'email'
      | 'call'
      | 'helpPage'
      | 'today'
      | 'tomorrow'
      | 'yesterday'
      | 'zone'
      | 'notFound'
      | 'notFoundText'
      | 'broken'
      | 'brokenText'
      | 'reference'
      | 'home'
      | 'homeText',
      string
    >
  >
}

const TABLES: readonly Words[] = [enAU]

/** The table of the locale, or of its language, or ours. */
export function wordsFor(locale: string | null): Words {
  const wanted = locale?.toLowerCase() ?? ''
  const language = wanted.split('-')[0]
  return (
    TABLES.find(table => table.locale.toLowerCase() === wanted) ??
    TABLES.find(table => table.locale.split('-')[0] === language) ??
    enAU
  )
}

/** The words of a status and its reason; a reason no table knows says what its status says. */
export function statusWords(words: Words, status: Status, substatus: string | null): StatusWords {
  const key = `${status}/${substatus}` as const
  const reason = Object.hasOwn(words.reasons, key) ? words.reasons[key] : undefined
  return { ...words.statuses[status], ...reason }
}

/** Fills `{name}` slots; an unknown slot stays visible, so that a test can see it. */
export function say(text: string, slots: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (slot, name) => String(slots[name] ?? slot))
}
