// A merchant's colours become a palette that is readable everywhere: what is written on them, and shades
// for links and marks on light and on dark ground. WCAG 2.2 AA, computed, not hoped for.

type Rgb = readonly [number, number, number]

export type Palette = {
  readonly brand: string
  /** Black or white: whichever reads better on the brand. At least 4.58:1 by arithmetic. */
  readonly onBrand: string
  /** For links and marks: darkened until it reads on the ground and on its tint. */
  readonly accent: string
  readonly onAccent: string
  /** The same for dark screens, lightened. */
  readonly accentOnDark: string
  /** Behind everything: as the merchant wants it, as far as text can be read on it. */
  readonly ground: string
  /** A breath of the brand on it, for what stands apart. */
  readonly tint: string
}

/** Body text asks for 4.5; a little more survives rounding. */
const READABLE = 4.8
const WHITE: Rgb = [255, 255, 255]
const BLACK: Rgb = [0, 0, 0]
/** What is hardly a colour is as near to white on a dark screen as it is to black on a light one. */
const HARDLY_A_COLOUR = 24
const STARK = 12
const NEUTRAL: Rgb = [63, 76, 89]
/** The quietest text of style.ts on a light ground, and the darkest ground's tint on a dark screen. */
const SOFT: Rgb = [85, 96, 106]
const DARK_TINT: Rgb = [31, 35, 39]

type Colours = {
  readonly colour: string
  readonly theme: { readonly accent?: string; readonly ground?: string }
} | null

/** Colours as `#1f6f78`; anything else is answered with a neutral slate, never with its text. */
export function palette(look: Colours): Palette {
  const brand = readHex(look?.colour ?? '') ?? NEUTRAL
  const wanted = readHex(look?.theme.accent ?? '') ?? brand
  const ground = shadeUntil(readHex(look?.theme.ground ?? '') ?? WHITE, WHITE, SOFT, 6)
  const tint = shadeUntil(mix(brand, ground, 0.92), WHITE, SOFT)
  const accent = shadeUntil(wanted, BLACK, tint)
  return {
    brand: hex(brand),
    onBrand: hex(readableOn(brand)),
    accent: hex(accent),
    onAccent: hex(readableOn(accent)),
    accentOnDark: hex(shadeUntil(wanted, WHITE, DARK_TINT, isNearBlack(wanted) ? STARK : READABLE)),
    ground: hex(ground),
    tint: hex(tint),
  }
}

const readableOn = (ground: Rgb): Rgb =>
  contrast(ground, WHITE) >= contrast(ground, BLACK) ? WHITE : BLACK

const isNearBlack = (colour: Rgb): boolean =>
  Math.max(...colour) - Math.min(...colour) < HARDLY_A_COLOUR && luminance(colour) < 0.1

/** Mixes towards black or white until the colour and the other can be told apart. */
function shadeUntil(colour: Rgb, towards: Rgb, other: Rgb, enough = READABLE): Rgb {
  for (let part = 0; part < 1; part += 0.05) {
    const shade = mix(colour, towards, part)
    if (contrast(shade, other) >= enough) return shade
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
