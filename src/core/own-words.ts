// A merchant's words as a shopper reads them. Apart from the schema, which edge does not carry.
import type { OwnWords } from './page-config.ts'

/** The merchant's words in that language; else in their own, else in the one they gave. */
export const ownText = (text: OwnWords, locale: string, merchantLocale: string): string =>
  typeof text === 'string'
    ? text
    : (text[locale] ?? text[merchantLocale] ?? Object.values(text).find(Boolean) ?? '')
