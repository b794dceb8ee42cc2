// The looks of the tracking page, held to what a person would otherwise have to see: every sample page of every
// example merchant at three widths; on paper, in forced colours, from right to left, spaced out, by keyboard
// and by ear. What a machine can find in colours and markup is in axe.test.ts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PAGE_SCRIPT_PATH } from '../../src/edge/pages/script-path.ts'
import { PAGES } from '../edge/sample-pages.ts'
import { BRANDS, type BrandName } from './brands.ts'
import { describeInChromium, useChromium } from './chromium.ts'
import { type EdgeServer, startEdge } from './edge-server.ts'
import { OVERFLOW, SHIFT } from './in-page.ts'

type Name = keyof typeof PAGES
const NAMES = Object.keys(PAGES).filter((name): name is Name => Object.hasOwn(PAGES, name))
const WIDTHS = [1280, 768, 320]
const SCHEMES = ['light', 'dark'] as const

describeInChromium('the looks of the tracking page', () => {
  let edge: EdgeServer
  const { open } = useChromium(() => [edge.url])

  beforeAll(async () => {
    edge = await startEdge()
  }, 60_000)
  afterAll(() => edge?.close())

  async function visit(name: Name, brand: BrandName, width: number, locale = 'en-AU') {
    const visit = await open({ viewport: { width, height: 900 }, extraHTTPHeaders: edge.headers })
    await visit.page.goto(`${edge.pageUrl(name, brand)}/${locale}`)
    return visit
  }

  describe.each(BRANDS)('of %s', brand => {
    it.each(NAMES)('fit every width, from either side and spaced out, when %s', async name => {
      const { page, requests } = await visit(name, brand, 320)
      const url = `${edge.pageUrl(name, brand)}/en-AU`
      expect(requests).toEqual([url, new URL(PAGE_SCRIPT_PATH, edge.url).href])
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 })
        expect(await page.evaluate(OVERFLOW), `${width} px`).toEqual([])
      }
      await page.evaluate('document.documentElement.dir = "rtl"')
      expect(await page.evaluate(OVERFLOW), 'rtl').toEqual([])
      await page.evaluate(SPACE_OUT)
      expect(await page.evaluate(OVERFLOW), 'rtl, spaced out').toEqual([])
      await page.evaluate('document.documentElement.dir = "ltr"')
      expect(await page.evaluate(OVERFLOW), 'spaced out').toEqual([])
    })

    it('put a parcel with eight scans on one sheet of paper, black on white, with nothing to press', async () => {
      const { page } = await visit('delivered', brand, 1280)
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
      expect(await page.evaluate(INK)).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)'])
      expect(await page.locator('.act:visible, .links:visible, .acts:visible').count()).toBe(0)
      expect(await page.getByText('Label created').isVisible()).toBe(true)
      const paper = (await page.pdf({ format: 'A4' })).toString('latin1')
      expect(paper.match(/\/Type ?\/Page\b/g)).toHaveLength(1)
    })

    it('keep their bars and dots in forced colours', async () => {
      const { page } = await visit('transit', brand, 375)
      await page.emulateMedia({ forcedColors: 'active' })
      expect(await page.evaluate(MARKS)).toEqual({
        newest: true,
        older: true,
        rail: true,
        done: 4,
        seal: true,
      })
    })

    it.each(SCHEMES)('show where the keyboard is, from top to bottom, when %s', async scheme => {
      const { page } = await visit('collect', brand, 375)
      await page.emulateMedia({ colorScheme: scheme })
      const seen: number[] = []
      for (let i = 0; i < 40; i++) {
        await page.keyboard.press('Tab')
        const focus = await page.evaluate<{ y: number; text: string; contrast: number } | null>(
          FOCUS,
        )
        if (!focus) break
        expect(focus.contrast, focus.text).toBeGreaterThanOrEqual(3)
        seen.push(focus.y)
      }
      expect(seen.length).toBeGreaterThan(4)
      // What stands in one row has not one height.
      const back = seen.filter((y, i) => y < (seen[i - 1] ?? 0) - 24)
      expect(back).toEqual([])
    })
  })

  it('do not move once they are drawn', async () => {
    const { page } = await visit('three', 'fashion', 375)
    await page.waitForTimeout(200)
    expect(await page.evaluate(SHIFT)).toEqual([])
  })

  it.each([
    ['outForDelivery', 'en-AU'],
    ['collect', 'en-AU'],
    ['three', 'en-AU'],
    ['collect', 'ar'],
    ['three', 'ja'],
  ] as const)('are heard in a good order when %s, in %s', async (name, locale) => {
    const { page } = await visit(name, 'pharmacy', 375, locale)
    const heard = await page.locator('body').ariaSnapshot()
    const file = locale === 'en-AU' ? name : `${name}.${locale}`
    await expect(heard).toMatchFileSnapshot(`heard/${file}.yaml`)
  })
})

/** WCAG 1.4.12: https://www.w3.org/TR/WCAG22/#text-spacing (read 2026-11-29) */
const SPACE_OUT = `(() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}')
  document.adoptedStyleSheets = [sheet]
})()`

const INK = `['color', 'backgroundColor'].map(of => getComputedStyle(document.querySelector(of === 'color' ? 'h1 b' : 'body'))[of])`

const MARKS = `(() => {
  const canvas = getComputedStyle(document.body).backgroundColor
  const seen = (selector, part, side) => {
    const style = getComputedStyle(document.querySelector(selector), part)
    return parseFloat(style['border' + side + 'Width']) > 0 && style['border' + side + 'Color'] !== canvas
  }
  return {
    newest: seen('.newest', '::before', 'Top'),
    older: seen('.day li:not(.newest)', '::before', 'Top'),
    rail: seen('.day', '::before', 'InlineStart'),
    seal: getComputedStyle(document.querySelector('.icon')).color === getComputedStyle(document.body).color,
    done: parseFloat(getComputedStyle(document.querySelector('.done')).borderTopWidth),
  }
})()`

/** The focused element: where it is, and its outline's contrast with what is behind it; null: none. */
const FOCUS = `(() => {
  const one = document.activeElement
  if (!one || one === document.body) return null
  const rgb = text => (text.match(/[\\d.]+/g) ?? []).map(Number)
  const light = colour => rgb(colour).slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0)
  let behind = one.classList.contains('unseen') ? one : one.parentElement
  while (behind && rgb(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement
  const style = getComputedStyle(one)
  const [a, b] = [light(style.outlineColor), light(getComputedStyle(behind ?? document.body).backgroundColor)]
  const contrast = style.outlineStyle === 'none' ? 0 : (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
  return { y: one.getBoundingClientRect().y + scrollY, text: one.textContent ?? '', contrast }
})()`
