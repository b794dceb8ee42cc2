// What our text messages cost: one segment (160 characters of the GSM alphabet, 70 of any other) wherever
// names allow it, with the brand in the first words, because a sender may be a bare number.
// GSM 03.38, basic set and extension: https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding
// (read 2026-11-23)
import type { MessageFacts, TemplateName } from '../core/message.ts'
import type { Voice } from '../core/message-words.ts'
import { line } from './view.ts'

type Segments = {
  readonly encoding: 'GSM-7' | 'UCS-2'
  /** Septets, or UTF-16 code units: what the segment limits count. */
  readonly units: number
  readonly segments: number
}

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const EXTENSION = '\f^{}\\[~]|€'
const COST = new Map([
  ...[...BASIC].map(char => [char, 1] as const),
  ...[...EXTENSION].map(char => [char, 2] as const),
])

/** How a carrier will count this text: no part ends inside an escape or a surrogate pair. */
export function segments(text: string): Segments {
  const gsm = [...text].every(char => COST.has(char))
  const costs = [...text].map(char => (gsm ? (COST.get(char) ?? 1) : char.length))
  const units = costs.reduce((sum, cost) => sum + cost, 0)
  const [single, part] = gsm ? [160, 153] : [70, 67]
  const encoding = gsm ? 'GSM-7' : 'UCS-2'
  return { encoding, units, segments: units <= single ? 1 : parts(costs, part) }
}

function parts(costs: readonly number[], size: number): number {
  let count = 1
  let used = 0
  for (const cost of costs) {
    if (used + cost > size) {
      count++
      used = 0
    }
    used += cost
  }
  return count
}

const SHORT_BRAND = 24
const SHORTEST_BRAND = 12

/** The text of a milestone; never longer than it must be, and the tracking address is never cut. */
export function smsText(template: TemplateName, facts: MessageFacts, voice: Voice): string {
  const written = isGsm(voice) ? toGsm : (text: string) => line(text) ?? ''
  const place = facts.place && written(facts.place)
  const brand = written(facts.brand.name) || '-'
  const told = {
    number: written(facts.orderNumber),
    carrier: written(facts.carrier),
    place: place ?? '',
    url: facts.trackingUrl,
  }
  // From the fullest to the barest; what is not known is not said.
  const texts = voice.texts[template].filter(text => place || !text.includes('{place}'))
  const textsFor = (name: string) => texts.map(text => voice.say(text, { ...told, brand: name }))
  const tries = [...textsFor(brand), ...textsFor(shorten(brand, SHORT_BRAND))]
  const barest = textsFor(shorten(brand, SHORTEST_BRAND)).at(-1) ?? told.url
  return tries.find(text => segments(text).segments === 1) ?? barest
}

/** A language whose own texts need no other letters; in any other, names may keep theirs. */
const isGsm = ({ texts }: Voice): boolean =>
  Object.values(texts)
    .flat()
    .every(text => segments(text).encoding === 'GSM-7')

/** What looks the same and costs a third: one curly quote would turn the whole text into UCS-2. */
const LOOKALIKES: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201A\u201B\u2032\u0060\u00B4]/g, "'"],
  [/[\u201C\u201D\u201E\u2033\u00AB\u00BB]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, '-'],
  [/\u2026/g, '...'],
  [/[\u00B7\u2022]/g, '-'],
  [/\u00D7/g, 'x'],
  [/[\u2122\u00AE\u00A9]/g, ''],
  [
    /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u20E3|\uFE0F|[\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu,
    '',
  ],
]

/** One line with lookalikes replaced, emoji left out, and accents dropped where GSM has no such letter. */
function toGsm(text: string): string {
  const plain = LOOKALIKES.reduce(
    (line, [from, to]) => line.replace(from, to),
    text.normalize('NFC'),
  )
  const letters = [...plain.replace(/\s+/g, ' ').replace(/\p{Cc}/gu, '')].map(char => {
    const bare = char.normalize('NFD').replace(/\p{M}/gu, '')
    return !COST.has(char) && [...bare].every(letter => COST.has(letter)) ? bare : char
  })
  return letters.join('').toWellFormed().replace(/ {2,}/g, ' ').trim()
}

/** Cut at a word where one ends near, never inside a character. */
function shorten(text: string, max: number): string {
  const chars = [...text]
  if (chars.length <= max) return text
  const cut = chars.slice(0, max).join('')
  const word = cut.lastIndexOf(' ')
  return (word > max / 2 ? cut.slice(0, word) : cut).trim()
}
