// Pictures of the demo's products, for platforms that keep them in a catalogue: each SKU is a product with a
// number, and its picture one pixel that is no photograph of anything.
import type { NewLine } from './shop.ts'

/** The same number for the same SKU, as a catalogue has it. */
export const productIdOf = ({ sku }: Pick<NewLine, 'sku'>): number =>
  [...sku].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 99_991, 7) + 1

/** Everything that was ever ordered, once. */
export const catalogueOf = (lines: readonly NewLine[]): ReadonlyMap<number, NewLine> =>
  new Map(lines.map(line => [productIdOf(line), line]))

const PIXEL = 'R0lGODlhAQABAIAAAMzMzAAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=='

/** What lies at every address of a picture. */
export const picture = (): Response =>
  new Response(Buffer.from(PIXEL, 'base64'), { headers: { 'content-type': 'image/gif' } })
