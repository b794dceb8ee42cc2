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

/** The language of exactly that tag, as an address names it. */
export const localeNamed = (tag: string | undefined): string | undefined =>
  LOCALES.find(({ locale }) => locale === tag)?.locale

/**
 * The table of a language in the script its reader reads, of all or of the tags in `spoken`; null: none.
 * Traditional Chinese is not answered in Simplified, nor Hindi in Latin letters in Devanagari: who asks
 * for them is asked for the next language they read.
 */
export function tableOf(locale: string, spoken?: readonly string[]): Words | null {
  const wanted = writingOf(locale)
  const found = TABLES.find(table => writingOf(table.locale) === wanted)
  return found && (spoken?.includes(found.locale) ?? true) ? found : null
}

/** `zh-TW` → `zh-Hant`, `de-AT` → `de-Latn`; null of what is no tag (BCP 47). */
function writingOf(locale: string): string | null {
  const known = writings.get(locale)
  if (known !== undefined) return known
  const read = readTag(locale)
  if (writings.size < MOST_WRITINGS) writings.set(locale, read)
  return read
}

/** Asking Intl costs more than all else here, and strangers choose the tags. */
const writings = new Map<string, string | null>()
const MOST_WRITINGS = 300

function readTag(locale: string): string | null {
  try {
    const { language, script } = new Intl.Locale(locale).maximize()
    return `${language}-${script}`
  } catch {
    return null
  }
}

/** The table of the first of these that is spoken, or English. */
export function wordsAmong(
  spoken: readonly string[] | undefined,
  ...wanted: readonly (string | null)[]
): Words {
  for (const locale of wanted) {
    const table = locale && tableOf(locale, spoken)
    if (table) return table
  }
  return enAU
}

export const wordsFor = (...wanted: readonly (string | null)[]): Words =>
  wordsAmong(undefined, ...wanted)

/** The words of a status and its reason; a reason no table knows says what its status says. */
export function statusWords(words: Words, status: Status, substatus: string | null): StatusWords {
  const reasons: Readonly<Record<string, Partial<StatusWords>>> = words.reasons
  const key = `${status}/${substatus}`
  return { ...words.statuses[status], ...(Object.hasOwn(reasons, key) && reasons[key]) }
}

type Slots = Readonly<Record<string, string | number>>

/** Fills `{name}` slots; an unknown slot stays visible, so that a test can see it. */
export const say = (text: string, slots: Slots): string =>
  text.includes('{')
    ? text.replace(/\{(\w+)\}/g, (slot, name) => String(slots[name] ?? slot))
    : text

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
