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
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/\p{L}+/gu) ?? []
