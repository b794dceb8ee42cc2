// Carriers write free text, and now and then a shopper's name or street into it. Whoever has the link
// may read a tracking page, so such text is dropped whole; our own words for the status remain.
import { wordsOf } from './text.ts'

/** A digit may be a phone, a house or a unit; the rest speaks of signatures and addresses. */
const PRIVATE = /\p{Nd}|@|https?:|www\.|\bsign(?:ed|ature)\b|\breceived by\b|\bcontact\b/iu

/** Street types are in every address and in half of all scans: no secret by themselves. */
const COMMON = new Set(['street', 'road', 'avenue', 'drive', 'place', 'unit', 'level', 'shop'])

/**
 * What names and address lines of the shopper must not be heard in: any word of theirs with three
 * letters or more gives a text away, whatever its case.
 */
export const tellingWords = (keepOut: readonly (string | null)[]): ReadonlySet<string> =>
  new Set(
    keepOut
      .flatMap(name => wordsOf(name ?? ''))
      .filter(word => word.length > 2 && !COMMON.has(word)),
  )

/** The text when it holds nothing private, else null. */
export function discreet(text: string, telling: ReadonlySet<string>): string | null {
  if (text === '' || PRIVATE.test(text)) return null
  return wordsOf(text).some(word => telling.has(word)) ? null : text
}

/**
 * A town out of what a carrier wrote into the field for it: DHL puts a street before it (`Rosenweg 1, BERLIN`).
 * `known` is where the parcel goes, which the page says anyway: `Preston` gives nobody of that name away.
 */
export function discreetTown(
  text: string,
  telling: ReadonlySet<string>,
  known: string | null,
): string | null {
  if (text !== '' && text.toLowerCase() === known?.toLowerCase()) return text
  return discreet(text, telling) ?? discreet(text.split(',').at(-1)?.trim() ?? '', telling)
}
