// JSON with integers beyond 2^53, as shops write and read their ids: bigints here, so that none loses its
// last digits and text in their place is noticed.
import * as z from 'zod'

/** A bigint is written as the integer that it is. */
export const writeExactly = (value: unknown): string =>
  JSON.stringify(value, (_, each) =>
    typeof each === 'bigint' ? `\u0000${each}\u0000` : each,
  ).replace(/"\\u0000(-?\d+)\\u0000"/g, '$1')

/** Integers beyond 2^53 are bigints, all others numbers; undefined when the text is no JSON. */
export function parseExactly(text: string): unknown {
  // The number's own text is the third argument: https://github.com/tc39/proposal-json-parse-with-source
  const keep = (_: string, value: unknown, context?: { readonly source?: string }) =>
    typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
      ? BigInt(context?.source ?? value)
      : value
  try {
    return JSON.parse(text, keep)
  } catch {
    return undefined
  }
}

/** An integer of whatever length, as `parseExactly` gives it. */
export const Integer = z.union([z.int(), z.bigint()]).transform(BigInt)
