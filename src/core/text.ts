// Text from outside: carriers, platforms and shoppers write anything. Cleaned once, at the door.

/** Control, zero-width and bidirectional characters: they hide or reverse what a reader sees. */
const INVISIBLE = /[\p{Cc}\u200B-\u200F\u2028\u2029\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu

/** One line of plain text of at most `max` characters, never cut inside a character. */
export function cleanText(text: string, max = 300): string {
  const line = text.replace(/\s+/g, ' ').replace(INVISIBLE, '').toWellFormed().trim()
  return line.length <= max ? line : [...line].slice(0, max).join('')
}

/** The same, or null when nothing is left to read. */
export function textOrNull(text: string | null | undefined, max = 300): string | null {
  return cleanText(text ?? '', max) || null
}

/** Letters only, without case and accents: `O'Connor-Müller` → o, connor, muller. */
export const wordsOf = (text: string): string[] =>
  // Most of what is asked about is ASCII, and a page asks two dozen times.
  (/[^\0-\x7F]/.test(text) ? plainLetters(text) : text.toLowerCase()).match(/\p{L}+/gu) ?? []

/** Put together again: a syllable of Hangul falls apart into letters, of which the first would begin its name. */
const plainLetters = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC').toLowerCase()

/** What turns writing around, breaks a line, or is no letter. Joiners stay: emoji and many scripts are written with them. */
const UNRULY = /(?![\t\n\r])\p{Cc}|[\u2028-\u202E\u2066-\u2069\uFEFF]/gu

/** The value with all texts in it tamed: of what others wrote and we keep as they wrote it. */
export function tamed<T>(value: T): T
export function tamed(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(UNRULY, '').toWellFormed()
  if (Array.isArray(value)) return value.map(tamed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, tamed(inner)]))
}
