// What our text messages say, and what they cost: one segment (160 characters of the GSM alphabet)
// wherever names allow it, with the brand in the first words, because a sender may be a bare number.
// GSM 03.38, basic set and extension: https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding
// (read 2026-11-23)
import type { MessageFacts, TemplateName } from '../core/message.ts'

export type Segments = {
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

type Told = {
  readonly brand: string
  readonly order: string
  readonly carrier: string
  readonly place: string | null
  readonly url: string
}

/** From the fullest to the barest: the first that fits one segment is sent. */
const TEXTS: Readonly<Record<TemplateName, readonly ((told: Told) => string)[]>> = {
  shipped: [
    t => `${t.brand}: your order ${t.order} is on its way with ${t.carrier}. Track it: ${t.url}`,
    t => `${t.brand}: your order ${t.order} is on its way. Track it: ${t.url}`,
    t => `${t.brand}: order on its way. ${t.url}`,
  ],
  out_for_delivery: [
    t =>
      `${t.brand}: your order ${t.order} is out for delivery with ${t.carrier}. Track it: ${t.url}`,
    t => `${t.brand}: your order ${t.order} is out for delivery. Track it: ${t.url}`,
    t => `${t.brand}: order out for delivery. ${t.url}`,
  ],
  delivered: [
    t =>
      `${t.brand}: your order ${t.order} was delivered${t.place ? ` (${t.place})` : ''}. Details: ${t.url}`,
    t => `${t.brand}: your order ${t.order} was delivered. Details: ${t.url}`,
    t => `${t.brand}: order delivered. ${t.url}`,
  ],
  delivery_attempted: [
    t =>
      `${t.brand}: ${t.carrier} could not deliver your order ${t.order}. What happens next: ${t.url}`,
    t => `${t.brand}: order ${t.order} could not be delivered. What next: ${t.url}`,
    t => `${t.brand}: delivery missed. ${t.url}`,
  ],
  stalled: [
    t =>
      `${t.brand}: ${t.carrier} has not scanned your order ${t.order} for a while. More: ${t.url}`,
    t => `${t.brand}: no scan of your order ${t.order} for a while. More: ${t.url}`,
    t => `${t.brand}: no news of your order. ${t.url}`,
  ],
}

const SHORT_BRAND = 24
const SHORTEST_BRAND = 12

/** The text of a milestone; never longer than it must be, and the tracking address is never cut. */
export function smsText(template: TemplateName, facts: MessageFacts): string {
  const told: Told = {
    brand: toGsm(facts.brand.name) || 'Your shop',
    order: toGsm(facts.orderNumber),
    carrier: toGsm(facts.carrier),
    place: facts.place && toGsm(facts.place),
    url: facts.trackingUrl,
  }
  const texts = TEXTS[template]
  const tries = [
    ...texts.map(text => text(told)),
    ...texts.map(text => text({ ...told, brand: shorten(told.brand, SHORT_BRAND) })),
  ]
  const barest = texts.at(-1)?.({ ...told, brand: shorten(told.brand, SHORTEST_BRAND) }) ?? ''
  return tries.find(text => segments(text).segments === 1) ?? barest
}

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
