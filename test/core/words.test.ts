// Every language says everything: the same phrases with the same slots, and a form for each plural that
// numbers of parcels can ask for. That no key is missing is held by the compiler.
import { describe, expect, it } from 'vitest'
import { messageWordsFor } from '../../src/core/message-words.ts'
import {
  type Counted,
  LOCALES,
  say,
  sayCount,
  tableOf,
  type Words,
  wordsAmong,
  wordsFor,
} from '../../src/core/words.ts'
import { segments } from '../../src/emails/sms.ts'

const SLOT = /\{(\w+)\}/g
/** Which there are; how often a name is said is the language's affair. */
const slotsOf = (text: string): string =>
  [...new Set([...text.matchAll(SLOT)].map(([slot]) => slot))].sort().join()

const isCounted = (value: object): value is Counted =>
  'other' in value && typeof value.other === 'string'

/** Every phrase with its path; a phrase that counts is one. */
function phrases(table: object, path = ''): [string, string | Counted][] {
  return Object.entries(table).flatMap(([key, value]): [string, string | Counted][] => {
    const here = path ? `${path}.${key}` : key
    if (typeof value === 'string') return [[here, value]]
    if (typeof value !== 'object' || value === null) return []
    return isCounted(value) ? [[here, value]] : phrases(value, here)
  })
}

const OWN = new Set(['locale', 'dir', 'name'])
const all = (locale: string) => {
  const page = Object.entries(tableOf(locale) ?? {}).filter(([key]) => !OWN.has(key))
  return new Map(phrases({ ...Object.fromEntries(page), ...messageWordsFor(locale) }))
}

const english = all('en-AU')

describe.each(LOCALES)('the words of $locale', ({ locale }) => {
  const table = all(locale)

  it('are those of the catalogue, with its slots', () => {
    expect([...table.keys()].sort()).toEqual([...english.keys()].sort())
    for (const [path, phrase] of table) {
      const other = english.get(path) ?? ''
      const wanted = slotsOf(typeof other === 'string' ? other : other.other)
      const texts = typeof phrase === 'string' ? [phrase] : Object.values(phrase)
      // A plural of one or two may say the number in its own word.
      for (const text of texts) {
        const given = slotsOf(text)
        const fits =
          given === wanted ||
          (typeof phrase !== 'string' && given === wanted.replace(/\{count\},?/, ''))
        expect(fits, `${path}: ${text}`).toBe(true)
      }
    }
  })

  it('leave no phrase empty that English has', () => {
    for (const [path, phrase] of table) {
      if (english.get(path) === '') continue
      const texts = typeof phrase === 'string' ? [phrase] : Object.values(phrase)
      for (const text of texts) expect(text.trim(), path).toBe(text)
      for (const text of texts) expect(text, path).not.toBe('')
    }
  })

  it('have a form for every number of parcels', () => {
    const rules = new Intl.PluralRules(locale)
    const needed = new Set(Array.from({ length: 121 }, (_, n) => rules.select(n)))
    for (const [path, phrase] of table) {
      if (typeof phrase === 'string') continue
      expect(new Set(Object.keys(phrase)), path).toEqual(new Set([...needed, 'other']))
    }
  })

  // A brand is cut to twelve letters before a text may cost a second segment (emails/sms.ts).
  it('have a barest text that fits one segment, whatever its alphabet', () => {
    const slots = { brand: 'W'.repeat(12), url: 'https://track.example/'.padEnd(40, 'x') }
    for (const [name, texts] of Object.entries(messageWordsFor(locale).texts)) {
      expect(segments(say(texts.at(-1) ?? '', slots)).segments, name).toBe(1)
    }
  })
})

describe('whose words are used', () => {
  it.each([
    ['en-NZ', 'en-AU'],
    ['EN-au', 'en-AU'],
    ['zh', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['zh-Hans-HK', 'zh-Hans'],
    ['zh-TW', 'en-AU'],
    ['zh-Hant-HK', 'en-AU'],
    ['hi-Latn', 'en-AU'],
    ['de-AT', 'de'],
    ['pt-BR', 'en-AU'],
    ['*', 'en-AU'],
    ['en_AU', 'en-AU'],
    ['tlh', 'en-AU'],
    ['', 'en-AU'],
  ])('%s is answered in %s', (wanted, given) => {
    expect(wordsFor(wanted).locale).toBe(given)
  })

  it('goes on to the next language of a reader of Traditional Chinese', () => {
    expect(wordsFor('zh-TW', 'ja', 'zh-CN').locale).toBe('ja')
  })

  it('keeps to the languages a merchant wants spoken', () => {
    expect(wordsAmong(['en-AU', 'ko'], 'ja', 'ko-KR', 'en').locale).toBe('ko')
    expect(wordsAmong(['de'], 'ja', null, 'de').locale).toBe('de')
  })

  it('takes the first that is spoken, and counts as its language does', () => {
    expect(wordsFor(null, 'tlh', 'en-GB').locale).toBe('en-AU')
    const words: Pick<Words, 'locale'> = { locale: 'en-AU' }
    const phrase = { one: '{count} day', other: '{count} days' }
    expect([1, 2].map(count => sayCount(words, phrase, { count }))).toEqual(['1 day', '2 days'])
  })
})
