// What mails and text messages say, one table a language; see words.ts, whose tables these belong to.

import { arMessages } from './words/ar.ts'
import { deMessages } from './words/de.ts'
import { enAUMessages } from './words/en-AU.ts'
import { esMessages } from './words/es.ts'
import { frMessages } from './words/fr.ts'
import { hiMessages } from './words/hi.ts'
import { itMessages } from './words/it.ts'
import { jaMessages } from './words/ja.ts'
import { koMessages } from './words/ko.ts'
import { viMessages } from './words/vi.ts'
import { zhHansMessages } from './words/zh-Hans.ts'
import {
  type Counted,
  say,
  sayCount,
  type Translated,
  tableOf,
  type Words,
  wordsFor,
} from './words.ts'

export type MessageWords = Translated<typeof enAUMessages>

const TABLES: Readonly<Record<string, MessageWords>> = {
  'en-AU': enAUMessages,
  'zh-Hans': zhHansMessages,
  ar: arMessages,
  vi: viMessages,
  hi: hiMessages,
  ko: koMessages,
  ja: jaMessages,
  fr: frMessages,
  de: deMessages,
  es: esMessages,
  it: itMessages,
}

/** By the tag of a table of words.ts; English where there is none. */
export const messageWordsFor = (locale: string): MessageWords =>
  TABLES[tableOf(locale)?.locale ?? ''] ?? enAUMessages

/**
 * A language as mails and texts speak it, with how its phrases are filled: src/emails knows types of core
 * and nothing else, and is handed this.
 */
export type Voice = MessageWords &
  Pick<Words, 'locale' | 'dir'> & {
    readonly say: typeof say
    readonly sayCount: (phrase: Counted, slots: { readonly count: number }) => string
  }

/** The voice of the locale; English where we do not speak it. */
export function voiceOf(locale: string): Voice {
  const words = wordsFor(locale)
  const { dir } = words
  return {
    ...messageWordsFor(words.locale),
    locale: words.locale,
    dir,
    say,
    sayCount: (phrase, slots) => sayCount(words, phrase, slots),
  }
}
