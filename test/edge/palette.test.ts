// Whatever colours a merchant picks, everything on the page can be read: the sheet itself is asked, with a
// contrast of this file's own (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio, read 2026-11-29).
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { styleFor } from '../../src/edge/pages/style.ts'

type Colours = Readonly<Record<string, string>>

const hex = fc
  .integer({ min: 0, max: 0xffffff })
  .map(value => `#${value.toString(16).padStart(6, '0')}`)
const looks = fc.record({ colour: hex, accent: hex, ground: hex })

/** The sheet's variables on a light screen, and on a dark one. */
async function schemes({
  colour,
  accent,
  ground,
}: { [key in 'colour' | 'accent' | 'ground']: string }) {
  const theme = {
    accent,
    ground,
    font: 'system',
    corners: 'soft',
    density: 'normal',
    header: 'filled',
  } as const
  const { css } = await styleFor({ colour, theme })
  const [, light = '', dark = ''] =
    /^:root\{(.*?)\}@media\(prefers-color-scheme:dark\)\{:root\{(.*?)\}\}/.exec(css) ?? []
  const read = (text: string): Colours =>
    Object.fromEntries(text.split(';').map(line => line.replace('--', '').split(':')))
  return { light: read(light), dark: { ...read(light), ...read(dark) } }
}

/** Written on what, at least 4.5 : 1. */
const TEXT = [
  ['on-brand', 'brand'],
  ['on-accent', 'accent'],
  ['warn', 'warn-ground'],
  // A button's own words, in a top that is plain or tinted.
  ['ground', 'accent'],
  ['tint', 'accent'],
  ...['ink', 'soft', 'accent'].flatMap(
    text =>
      [
        [text, 'ground'],
        [text, 'tint'],
      ] as const,
  ),
] as const

/** Drawn on what, at least 3 : 1. */
const MARKS = [
  ['edge', 'ground'],
  ['edge', 'tint'],
  ['accent', 'ground'],
  ['accent', 'tint'],
  ['on-brand', 'brand'],
] as const

describe('a merchant’s colours', () => {
  it.each(['light', 'dark'] as const)(
    'can be read on a %s screen, whichever they are',
    async scheme => {
      await fc.assert(
        fc.asyncProperty(looks, async look => {
          const colours = (await schemes(look))[scheme]
          for (const [over, under] of TEXT) {
            expect(contrast(colours[over], colours[under]), `${over} on ${under}`).toBeGreaterThan(
              4.5,
            )
          }
          for (const [over, under] of MARKS) {
            expect(contrast(colours[over], colours[under]), `${over} on ${under}`).toBeGreaterThan(
              3,
            )
          }
        }),
        {
          numRuns: 400,
          examples: ['#000000', '#ffffff', '#808080', '#ffe600', '#1c1a19'].map(one => [
            { colour: one, accent: one, ground: one },
          ]),
        },
      )
    },
  )
})

function contrast(a = '', b = ''): number {
  const [one, other] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return ((one ?? Number.NaN) + 0.05) / ((other ?? Number.NaN) + 0.05)
}

function luminance(colour: string): number {
  const [r = Number.NaN, g = Number.NaN, b = Number.NaN] = (
    colour.match(/[0-9a-f]{2}/gi) ?? []
  ).map(pair => {
    const part = Number.parseInt(pair, 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
