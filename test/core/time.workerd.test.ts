// workerd brings its own Intl data, and what the page says is made of it.
import { describe, expect, it } from 'vitest'
import { zoneOf } from '../../src/core/places.ts'
import { formatDay, startOfDay } from '../../src/core/time.ts'
import { timeInWords } from '../../src/core/timeline.ts'
import { LOCALES, wordsFor } from '../../src/core/words.ts'

const AT = Date.parse('2026-11-24T03:05:00Z')

/** As people of each language write it; Node 24 writes the Korean half of the day as `PM`. */
const WRITTEN: Readonly<Record<string, string>> = {
  'en-AU': 'Tuesday 24 November, 2:05 pm',
  'zh-Hans': '11月24日星期二 14:05',
  ar: 'الثلاثاء، 24 نوفمبر، 2:05 م',
  vi: 'Thứ Ba, 24 tháng 11, 14:05',
  hi: 'मंगलवार, 24 नवंबर, 2:05 pm',
  ko: '11월 24일 화요일 오후 2:05',
  ja: '11月24日火曜日 14:05',
  fr: 'mardi 24 novembre à 14:05',
  de: 'Dienstag, 24. November um 14:05 Uhr',
  es: 'martes, 24 de noviembre, 14:05',
  it: 'martedì 24 novembre, ore 14:05',
}

it('counts in the Worker as in Node', () => {
  const zone = zoneOf({ country: 'AU', state: 'NSW', postcode: '2898' }, 'UTC')
  expect(startOfDay('2026-10-05', zone)).toBe(Date.parse('2026-10-05T00:00:00+11:00'))
})

describe.each(LOCALES)('a day and a time in $locale', ({ locale }) => {
  it('are written as its readers write them, whatever Intl data the Worker brings', () => {
    const words = wordsFor(locale)
    const day = formatDay('2026-11-24', words.locale)
    const zone = 'Australia/Sydney'
    expect(timeInWords({ day, at: AT }, { words, zone })).toBe(WRITTEN[locale])
  })
})
