// One merchant colour becomes a palette that is readable everywhere: what is written on it, and a
// shade of it for links and marks on light and on dark ground. WCAG 2.2 AA, computed, not hoped for.

type Rgb = readonly [number, number, number]

export type Palette = {
  readonly brand: string
  /** Black or white: whichever reads better on the brand. At least 4.58:1 by arithmetic. */
  readonly onBrand: string
  /** The brand, darkened until it reads on white cards. */
  readonly accent: string
  /** The brand, lightened until it reads on dark cards. */
  readonly accentOnDark: string
  /** A breath of the brand for the ground behind the cards. */
  readonly ground: string
}

/** Body text asks for 4.5; a little more survives rounding and the tinted ground. */
const READABLE = 4.8
const WHITE: Rgb = [255, 255, 255]
const BLACK: Rgb = [0, 0, 0]
const NEUTRAL: Rgb = [63, 76, 89]
/** The dark card of style.ts. */
const DARK_CARD: Rgb = [29, 32, 36]

/** `colour` as `#1f6f78`; anything else is answered with a neutral slate, never with its text. */
export function palette(colour: string | null): Palette {
  const brand = readHex(colour ?? '') ?? NEUTRAL
  const ground = mix(brand, WHITE, 0.95)
  return {
    brand: hex(brand),
    onBrand: contrast(brand, WHITE) >= contrast(brand, BLACK) ? '#ffffff' : '#000000',
    accent: hex(shadeUntil(brand, BLACK, ground)),
    accentOnDark: hex(shadeUntil(brand, WHITE, DARK_CARD)),
    ground: hex(ground),
  }
}

/** Mixes towards black or white until the colour reads on the ground. */
function shadeUntil(colour: Rgb, towards: Rgb, ground: Rgb): Rgb {
  for (let part = 0; part < 1; part += 0.05) {
    const shade = mix(colour, towards, part)
    if (contrast(shade, ground) >= READABLE) return shade
  }
  return towards
}

function readHex(text: string): Rgb | null {
  const digits = /^#([0-9a-f]{6})$/i.exec(text)?.[1]
  if (!digits) return null
  const value = Number.parseInt(digits, 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

const hex = (colour: Rgb): string =>
  `#${colour.map(part => Math.round(part).toString(16).padStart(2, '0')).join('')}`

const mix = (a: Rgb, b: Rgb, part: number): Rgb => [
  a[0] + (b[0] - a[0]) * part,
  a[1] + (b[1] - a[1]) * part,
  a[2] + (b[2] - a[2]) * part,
]

// https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio and #dfn-relative-luminance (read 2026-11-24)
function contrast(a: Rgb, b: Rgb): number {
  const [one, other] = [luminance(a) + 0.05, luminance(b) + 0.05]
  return one > other ? one / other : other / one
}

function luminance([r, g, b]: Rgb): number {
  const linear = (part: number): number =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}
