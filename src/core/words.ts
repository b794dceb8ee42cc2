// The words of Waymark, one table a language: the page, the messages and the calendar speak from it. English
// is the catalogue, and the others must have its phrases, every one: a missing one does not compile. A key
// of `reasons` is `status/substatus`; what a reason leaves out comes from its status.
import type { Status } from './status.ts'
import { ar } from './words/ar.ts'
import { de } from './words/de.ts'
import { enAU } from './words/en-AU.ts'
import { es } from './words/es.ts'
import { fr } from './words/fr.ts'
import { hi } from './words/hi.ts'
import { it } from './words/it.ts'
import { ja } from './words/ja.ts'
import { ko } from './words/ko.ts'
import { vi } from './words/vi.ts'
import { zhHans } from './words/zh-Hans.ts'

/** A phrase that counts: a form for each plural of its language, chosen by `{count}`. */
export type Counted = { readonly [rule in Intl.LDMLPluralRule]?: string } & {
  readonly other: string
}

/** English's keys with anybody's words. */
export type Translated<T> = {
  readonly [key in keyof T]: T[key] extends string
    ? string
    : T[key] extends { readonly other: string }
      ? Counted
      : Translated<T[key]>
}

export type Words = Omit<Translated<typeof enAU>, 'dir'> & { readonly dir: 'ltr' | 'rtl' }

/** What a status or a reason says: above the page, below that, and as a line of the timeline. */
export type StatusWords = {
  readonly headline: string
  readonly explanation: string
  readonly entry: string
}

const TABLES: readonly Words[] = [enAU, zhHans, ar, vi, hi, ko, ja, fr, de, es, it]

/** The languages there are, by their tags, in the order a switcher shows them. */
export const LOCALES = TABLES.map(({ locale, name }) => ({ locale, name }))

/** The table of the locale or of its language; null: we do not speak it. */
export function tableOf(locale: string): Words | null {
  const wanted = locale.toLowerCase()
  const [language] = wanted.split('-')
  return (
    TABLES.find(table => table.locale.toLowerCase() === wanted) ??
    TABLES.find(table => table.locale.split('-')[0] === language) ??
    null
  )
}

/** The table of the first of these that we speak, or English. */
export const wordsFor = (...wanted: readonly (string | null)[]): Words =>
  wanted.flatMap(locale => (locale && tableOf(locale)) || [])[0] ?? enAU

/** The words of a status and its reason; a reason no table knows says what its status says. */
export function statusWords(words: Words, status: Status, substatus: string | null): StatusWords {
  const reasons: Readonly<Record<string, Partial<StatusWords>>> = words.reasons
  const key = `${status}/${substatus}`
  return { ...words.statuses[status], ...(Object.hasOwn(reasons, key) && reasons[key]) }
}

type Slots = Readonly<Record<string, string | number>>

/** Fills `{name}` slots; an unknown slot stays visible, so that a test can see it. */
export const say = (text: string, slots: Slots): string =>
  text.replace(/\{(\w+)\}/g, (slot, name) => String(slots[name] ?? slot))

/** The same for a phrase that counts. */
export function sayCount(
  { locale }: Pick<Words, 'locale'>,
  phrase: Counted,
  slots: Slots & { readonly count: number },
): string {
  return say(phrase[pluralOf(locale).select(slots.count)] ?? phrase.other, slots)
}

const plurals = new Map<string, Intl.PluralRules>()

function pluralOf(locale: string): Intl.PluralRules {
  const made = plurals.get(locale) ?? new Intl.PluralRules(locale)
  plurals.set(locale, made)
  return made
}
