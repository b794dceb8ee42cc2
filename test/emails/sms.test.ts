// A text message costs by the segment: these hold what it says and what it costs.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MILESTONES } from '../../src/core/merchant.ts'
import { voiceOf } from '../../src/core/message-words.ts'
import { LOCALES } from '../../src/core/words.ts'
import { segments, smsText } from '../../src/emails/sms.ts'
import { anyFacts, FACTS } from './facts.ts'

const english = voiceOf('en-AU')
const told = { encoding: 'GSM-7', segments: 1 }

describe.each(MILESTONES)('the %s text', template => {
  it('starts with the brand, names the order, ends with the tracking page, in one segment', () => {
    const text = smsText(template, FACTS, english)
    expect(text).toMatch(/^Wattle & Tide: /)
    expect(text).toContain('#1042')
    expect(text.endsWith(` ${FACTS.trackingUrl}`)).toBe(true)
    expect(segments(text)).toMatchObject(told)
  })

  it('keeps to one segment when names are long, and never cuts the address', () => {
    const long = {
      ...FACTS,
      brand: {
        ...FACTS.brand,
        name: 'The Very Long and Winding Homewares Company of Victoria Pty',
      },
      carrier: 'Couriers Please Priority Saver Service',
      orderNumber: 'TI-AU-2026-000123456789',
      trackingUrl: `https://track.example.com/t/${'a'.repeat(40)}`,
    }
    const text = smsText(template, long, english)
    expect(segments(text)).toMatchObject(told)
    expect(text).toContain('The Very Long')
    expect(text.endsWith(long.trackingUrl)).toBe(true)
  })

  it('writes curly quotes, dashes, accents and emoji in letters every phone has', () => {
    const brand = { ...FACTS.brand, name: 'Zoë’s “Ŝea” – Café 🌊👩🏽‍🚀…' }
    const text = smsText(template, { ...FACTS, brand }, english)
    expect(text).toMatch(/^Zoe's "Sea" - Café ...: /)
    expect(segments(text)).toMatchObject(told)
  })

  it('keeps a name that has no such letters, and says what that costs', () => {
    const text = smsText(template, { ...FACTS, brand: { ...FACTS.brand, name: '海と波' } }, english)
    expect(text).toMatch(/^海と波: /)
    expect(segments(text).encoding).toBe('UCS-2')
    expect(segments(text).segments).toBeLessThanOrEqual(2)
  })

  it('ends with the whole tracking page and is one line, whatever the facts', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...LOCALES), (facts, { locale }) => {
        const text = smsText(template, facts, voiceOf(locale))
        expect(text.endsWith(facts.trackingUrl)).toBe(true)
        expect(text).not.toMatch(/\p{Cc}/u)
        expect(text.isWellFormed()).toBe(true)
        expect(text.length).toBeLessThanOrEqual(1600)
      }),
      { numRuns: 100 },
    )
  })
})

describe.each(LOCALES)('the texts of $locale', ({ locale }) => {
  const voice = voiceOf(locale)

  it.each(MILESTONES)('say %s in one segment, with the brand and the whole address', template => {
    const text = smsText(template, FACTS, voice)
    expect(segments(text).segments, text).toBe(1)
    expect(text).toContain('Wattle & Tide')
    expect(text.endsWith(FACTS.trackingUrl)).toBe(true)
    expect(text).not.toMatch(/[{}]/)
  })

  it('say no empty brackets where the place is not known', () => {
    const text = smsText('delivered', { ...FACTS, place: null }, voice)
    expect(text).not.toMatch(/[(（]\s*[)）]/)
  })
})

describe('a name in a text', () => {
  const brand = { ...FACTS.brand, name: 'Café “Ŝea”' }

  it('loses the letters that would cost the others theirs, in a language of GSM’s alphabet', () => {
    expect(smsText('delivered', { ...FACTS, brand }, voiceOf('de'))).toMatch(/^Café "Sea": /)
  })

  it('keeps them where the language has others anyway', () => {
    expect(smsText('delivered', { ...FACTS, brand }, voiceOf('vi'))).toMatch(/^Café “Ŝea”: /)
  })
})

describe('segments', () => {
  it.each([
    ['', 'GSM-7', 0, 1],
    ['a'.repeat(160), 'GSM-7', 160, 1],
    ['a'.repeat(161), 'GSM-7', 161, 2],
    ['a'.repeat(306), 'GSM-7', 306, 2],
    ['a'.repeat(307), 'GSM-7', 307, 3],
    ['€'.repeat(80), 'GSM-7', 160, 1],
    ['€'.repeat(81), 'GSM-7', 162, 2],
    ['[]{}\\~^|\f€', 'GSM-7', 20, 1],
    ['’'.repeat(70), 'UCS-2', 70, 1],
    ['’'.repeat(71), 'UCS-2', 71, 2],
    ['😀'.repeat(35), 'UCS-2', 70, 1],
    ['😀'.repeat(36), 'UCS-2', 72, 2],
  ])('counts %j as carriers do', (text, encoding, units, count) => {
    expect(segments(text)).toEqual({ encoding, units, segments: count })
  })

  it('starts a new part rather than cut an escape or a surrogate pair in two', () => {
    // 153 a part: an escape that would begin at the last septet moves on, so 306 units need 3 parts.
    expect(segments(`${'a'.repeat(152)}€${'a'.repeat(152)}`)).toMatchObject({
      units: 306,
      segments: 3,
    })
    expect(segments(`é${'’'.repeat(65)}😀${'’'.repeat(66)}`)).toMatchObject({
      units: 134,
      segments: 3,
    })
  })
})
