// What a reader's eye stumbles over: typewriter's quotes and dots, two spaces, and a French colon that
// begins a line because the space before it is an ordinary one. Text messages have GSM's few letters.
import { describe, expect, it } from 'vitest'
import { messageWordsFor } from '../../src/core/message-words.ts'
import { LOCALES, wordsFor } from '../../src/core/words.ts'

const textsIn = (table: object): string[] =>
  Object.values(table).flatMap(value => (typeof value === 'string' ? [value] : textsIn(value)))

describe.each(LOCALES)('the page and the mails in $locale', ({ locale }) => {
  const { mail, mails, link } = messageWordsFor(locale)
  const texts = textsIn({ ...wordsFor(locale), mail, mails, link })

  it('are typeset, not typed', () => {
    for (const text of texts) expect(text).not.toMatch(/['"]|\.\.\.|\s\s/)
  })

  it.runIf(wordsFor(locale).dir === 'rtl')('keep the sign of a number on its left', () => {
    for (const text of texts) expect(text).not.toMatch(/(?<!\u200e)\{(number|trackingNumber)\}/)
  })

  it.runIf(locale === 'fr')('keep a colon and its like with their word', () => {
    for (const text of texts) expect(text).not.toMatch(/[^\u00A0][:;?!]/)
  })
})
