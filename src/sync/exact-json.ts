// JSON whose ids survive: a number that JavaScript cannot hold exactly stays its own text, because
// parsed it would name another order. Platforms count some ids beyond 2^53.

/** The value of the text, or undefined when it is no JSON; integers beyond 2^53 are strings of digits. */
export function parseExactly(text: string): unknown {
  try {
    return JSON.parse(text, keepLongNumbers)
  } catch {
    return undefined // the caller's schema refuses it
  }
}

// V8 gives a reviver the number's text (tc39/proposal-json-parse-with-source); TypeScript's types do
// not know it yet.
const keepLongNumbers = (_key: string, value: unknown, context?: { readonly source?: string }) =>
  typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
    ? (context?.source ?? value)
    : value
