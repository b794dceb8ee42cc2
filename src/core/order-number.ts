// Order numbers as shoppers type them: with or without the `#`, with blanks around, in any case.

/** Longer than any platform's. */
const MAX_NUMBER = 60

/** The number in the form that spellings of it share; an empty one is none. */
export const numberKey = (typed: string): string =>
  typed.normalize('NFKC').replace(/\s+/g, '').replace(/^#+/, '').toUpperCase().slice(0, MAX_NUMBER)

/**
 * How a platform may have written it: always six, so that the query is the same for everybody. A number of
 * mixed case (`Wt-1042`) is found as it is written only: another index would cost a row an order.
 */
export function numbersLike(typed: string): readonly string[] {
  const key = numberKey(typed)
  const written = typed.normalize('NFKC').trim().replace(/^#+/, '').slice(0, MAX_NUMBER)
  return [key, key.toLowerCase(), written].flatMap(number => [number, `#${number}`])
}
