// The fast path must not drift from what React writes, and no fact may become markup.
import { readFileSync } from 'node:fs'
import { render } from '@react-email/render'
import * as fc from 'fast-check'
import { createElement } from 'react'
import { describe, expect, it } from 'vitest'
import { compileEmails, renderLive } from '../../scripts/compile-emails.ts'
import { MILESTONES } from '../../src/core/merchant.ts'
import type { MessageFacts } from '../../src/core/message.ts'
import { voiceOf } from '../../src/core/message-words.ts'
import { LOCALES } from '../../src/core/words.ts'
import { escapeHtml, fill } from '../../src/emails/fill.ts'
import { templates } from '../../src/emails/templates.ts'
import { textOf } from '../../src/emails/text.ts'
import { textOn, viewOf } from '../../src/emails/view.ts'
import { anyFacts, FACTS } from './facts.ts'

const english = voiceOf('en-AU')

/** The words of phrases, without their slots; what is left of two letters tells nothing. */
const piecesOf = (table: object): string[] =>
  Object.values(table).flatMap(value =>
    typeof value === 'string'
      ? value.split(/\{\w+\}/).filter(piece => piece.length > 2)
      : piecesOf(value),
  )

/** Not at the end of a longer word: `and ` is no part of `Stand ansehen`. */
const says = (text: string, piece: string): boolean =>
  text
    .split(piece)
    .slice(0, -1)
    .some(before => !/\p{L}$/u.test(before))

/** What React's streaming render adds and mail clients ignore: boundaries, separators, preloads. */
const withoutNoise = (html: string): string =>
  html.replace(/<!--\/?\$-->|<!-- -->|<!--(?:html|head|body)-->|<link rel="preload"[^>]*>/g, '')

/** Where two long texts part, with what stands around it; null when they are the same bytes. */
function difference(one: string, other: string): { at: number; one: string; other: string } | null {
  if (one === other) return null
  let at = 0
  while (one[at] === other[at]) at++
  const around = (text: string) => text.slice(Math.max(0, at - 60), at + 60)
  return { at, one: around(one), other: around(other) }
}

describe.each(MILESTONES)('the %s mail', template => {
  it.each(LOCALES)(
    'is byte-equal to the live render in $locale, whatever the facts',
    ({ locale }) => {
      const voice = voiceOf(locale)
      fc.assert(
        fc.property(anyFacts, facts => {
          const filled = fill(template, facts, voice)
          const view = viewOf(template, facts, voice)
          expect(difference(filled.html, renderLive(template, view))).toBeNull()
          expect(filled.text).toBe(textOf(template, view, voice))
        }),
        { numRuns: 20 },
      )
    },
  )

  it.each(LOCALES)('speaks $locale and nothing else', ({ locale }) => {
    const voice = voiceOf(locale)
    const { subject, html, text } = fill(template, FACTS, voice)
    expect(html).toMatch(new RegExp(`<html dir="${voice.dir}" lang="${locale}">`))
    const { headline, lead, action } = voice.mails[template]
    const said = voice.say(lead, { brand: FACTS.brand.name, carrier: FACTS.carrier })
    for (const words of [headline, action, said]) {
      expect(html).toContain(escapeHtml(words))
      expect(text).toContain(words)
    }
    expect(subject).toBe(voice.say(voice.mails[template].subject, { number: FACTS.orderNumber }))
    for (const written of [html, text, subject]) expect(written).not.toMatch(/\{\w+\}/)
    if (locale === 'en-AU') return
    for (const piece of piecesOf({ ...english.mail, ...english.mails[template] })) {
      for (const written of [subject, text, html]) expect(says(written, piece), piece).toBe(false)
    }
  })

  it('is what React Email’s own render gives, but for its known noise', async () => {
    const rendered = await render(
      createElement(templates[template], { view: viewOf(template, FACTS, english) }),
    )
    expect(difference(fill(template, FACTS, english).html, withoutNoise(rendered))).toBeNull()
  })

  it('has one h1, a language, an alternative for every picture, and layout tables marked as such', () => {
    const { html } = fill(template, FACTS, english)
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(html).toContain('lang="en-AU"')
    expect(html.match(/<img(?![^>]* alt=)/g)).toBeNull()
    expect(html.match(/<table(?![^>]* role="presentation")/g)).toBeNull()
    expect(html).toMatch(/Step [234] of 4/)
    expect(html).not.toMatch(/[\uE000\uE001]|undefined|null|NaN/)
  })

  it('names order, carrier, number and the tracking page in HTML and in text', () => {
    const { html, text, subject } = fill(template, FACTS, english)
    for (const fact of [
      FACTS.orderNumber,
      FACTS.carrier,
      FACTS.trackingNumber,
      FACTS.trackingUrl,
    ]) {
      expect(html).toContain(fact)
      expect(text).toContain(fact)
    }
    expect(subject).toContain(FACTS.orderNumber)
    expect(html.match(/href="https:\/\/track\.example\.com/g)).toHaveLength(1)
    expect(text).toContain('hello@example.com')
  })

  it('stays far below the size at which Gmail cuts a mail off', () => {
    const item = { title: 'A good thing', variant: 'Blue', quantity: 1, imageUrl: null }
    const many = { ...FACTS, items: Array.from({ length: 200 }, () => item) }
    const { html, text } = fill(template, many, english)
    expect(html.length).toBeLessThan(60_000)
    expect(html).toContain('and 180 more items')
    expect(text).toContain('and 180 more items')
  })
})

describe('the compiled mails', () => {
  it('are what a fresh build gives (if not: npm run build)', () => {
    expect(readFileSync('src/emails/compiled.ts', 'utf8')).toBe(compileEmails())
  })

  it('never carry a fact into markup, an address or a header', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...MILESTONES), (facts, template) => {
        const { html, subject } = fill(template, facts, english)
        expect(html).not.toMatch(/<script|<img src=x/i)
        const attributes = [...html.matchAll(/ (?:href|src)="([^"]*)"/g)].map(match => match[1])
        for (const address of attributes) {
          expect(address).toMatch(/^(https:\/\/|http:\/\/localhost|mailto:|tel:)/)
        }
        expect(subject).not.toMatch(/\p{Cc}/u)
        expect(subject.isWellFormed() && html.isWellFormed()).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('refuse to be filled without a tracking page', () => {
    expect(() =>
      fill('shipped', { ...FACTS, trackingUrl: 'javascript:alert(1)' }, english),
    ).toThrow()
  })

  it('leave out what is not known', () => {
    const bare: MessageFacts = {
      ...FACTS,
      brand: { name: 'Tide', colour: '#ffd23f', support: {} },
      firstName: null,
      eta: null,
      happened: null,
      place: null,
      items: [],
    }
    const { html, text } = fill('delivered', bare, english)
    for (const gone of ['<img', 'Hi ', 'Where', 'In this parcel', 'Questions']) {
      expect(html).not.toContain(gone)
      expect(text).not.toContain(gone)
    }
    expect(html).toContain('color:#000000')
  })
})

describe('text on the brand’s colour', () => {
  it('always reads at 4.5 : 1 or better', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), value => {
        const colour = `#${value.toString(16).padStart(6, '0')}`
        expect(contrast(colour, textOn(colour))).toBeGreaterThanOrEqual(4.5)
      }),
    )
  })
})

function contrast(one: string, other: string): number {
  const luminance = (colour: string) =>
    [0.2126, 0.7152, 0.0722].reduce((sum, weight, at) => {
      const channel = Number.parseInt(colour.slice(1 + at * 2, 3 + at * 2), 16) / 255
      return (
        sum + weight * (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)
      )
    }, 0)
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}
