// What a text message costs in each language: the barest form fits one segment, and a language that GSM's
// alphabet can write is written in it, because one other letter turns 160 characters into 70.
import { describe, expect, it } from 'vitest'
import { messageWordsFor } from '../../src/core/message-words.ts'
import { LOCALES, say } from '../../src/core/words.ts'
import { segments } from '../../src/emails/sms.ts'

const TOLD = {
  brand: 'Wattle &Tide',
  number: '#1042',
  carrier: 'CouriersPlease',
  place: '',
  url: `https://track.example/t/${'0'.repeat(16)}`,
}

const IN_GSM = new Set(['en', 'fr', 'de', 'es', 'it'])

describe.each(LOCALES)('the text messages of $locale', ({ locale }) => {
  const texts = Object.values(messageWordsFor(locale).texts)

  it('fit one segment in their barest form', () => {
    for (const text of texts) {
      const barest = say(text.at(-1) ?? '', TOLD)
      expect(segments(barest).segments, barest).toBe(1)
    }
  })

  it.runIf(IN_GSM.has(locale.slice(0, 2)))('are written in the GSM alphabet', () => {
    for (const text of texts.flat()) {
      expect(segments(say(text, TOLD)).encoding, text).toBe('GSM-7')
    }
  })
})
