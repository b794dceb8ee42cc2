// The looks of the tracking page, held to what a person would otherwise have to see: every sample page of every
// example merchant, in both schemes, at three widths; on paper, in forced colours, from right to left, spaced
// out, and by keyboard. `npm run check` runs it; needs Debian's Chromium.
import { existsSync } from 'node:fs'
import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LOCALES } from '../../src/core/words.ts'
import { PAGES } from '../edge/sample-pages.ts'
import { BRANDS, type BrandName } from './brands.ts'
import { CHROMIUM, CHROMIUM_FLAGS, type EdgeServer, startEdge } from './edge-server.ts'

type Name = keyof typeof PAGES
const NAMES = Object.keys(PAGES).filter((name): name is Name => Object.hasOwn(PAGES, name))
const WIDTHS = [320, 768, 1280]
const SCHEMES = ['light', 'dark'] as const

/** WCAG 1.4.12: https://www.w3.org/TR/WCAG22/#text-spacing (read 2026-11-29) */
const SPACED_OUT =
  '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}'

describe.skipIf(!existsSync(CHROMIUM))('the looks of the tracking page', () => {
  let edge: EdgeServer
  let browser: Browser

  beforeAll(async () => {
    edge = await startEdge()
    browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS })
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    await edge?.close()
  })

  /** Opens the page, shows it to `look`, and closes it. */
  async function visit(name: Name, brand: BrandName, width: number, look: (page: Page) => unknown) {
    const page = await browser.newPage({
      viewport: { width, height: 900 },
      extraHTTPHeaders: edge.headers,
      bypassCSP: true,
    })
    try {
      await page.goto(edge.pageUrl(name, brand))
      await look(page)
    } finally {
      await page.close()
    }
  }

  describe.each(BRANDS)('of %s', brand => {
    it.each(NAMES)(
      'fit 320 px from either side and spaced out, and leave axe nothing to find, when %s',
      async name => {
        await visit(name, brand, 320, async page => {
          expect(await page.evaluate(OVERFLOW)).toEqual([])
          await page.evaluate('document.documentElement.dir = "rtl"')
          expect(await page.evaluate(OVERFLOW), 'rtl').toEqual([])
          const style = await page.addStyleTag({ content: SPACED_OUT })
          expect(await page.evaluate(OVERFLOW), 'rtl, spaced out').toEqual([])
          await page.evaluate('document.documentElement.dir = "ltr"')
          expect(await page.evaluate(OVERFLOW), 'spaced out').toEqual([])
          await style.evaluate('one => one.remove()')
          await page.evaluate(axe.source)
          for (const width of WIDTHS) {
            await page.setViewportSize({ width, height: 900 })
            for (const colorScheme of SCHEMES) {
              await page.emulateMedia({ colorScheme })
              const faults = await page.evaluate(faultsFor(width === WIDTHS[0]))
              expect(faults, `${width} px, ${colorScheme}`).toEqual([])
            }
          }
        })
      },
    )

    it('put a parcel with eight scans on one sheet of paper, black on white, with nothing to press', async () => {
      await visit('delivered', brand, 1280, async page => {
        await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
        expect(await page.evaluate(INK)).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)'])
        expect(await page.locator('.act:visible, .links:visible, .acts:visible').count()).toBe(0)
        expect(await page.getByText('Label created').isVisible()).toBe(true)
        const paper = (await page.pdf({ format: 'A4' })).toString('latin1')
        expect(paper.match(/\/Type ?\/Page\b/g)).toHaveLength(1)
      })
    })

    it('keep their bars and dots in forced colours', async () => {
      await visit('transit', brand, 375, async page => {
        await page.emulateMedia({ forcedColors: 'active' })
        expect(await page.evaluate(MARKS)).toEqual({
          newest: true,
          older: true,
          rail: true,
          done: 4,
          seal: true,
        })
      })
    })

    it('show where the keyboard is, from top to bottom', async () => {
      for (const colorScheme of SCHEMES) {
        await visit('collect', brand, 375, async page => {
          await page.emulateMedia({ colorScheme })
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
      }
    })
  })

  it.each(LOCALES)('fit, and leave axe nothing to find, in $name', async ({ locale }) => {
    for (const name of ['collect', 'late', 'three', 'delivered'] as const) {
      await visit(name, 'pharmacy', 320, async page => {
        await page.goto(`${edge.pageUrl(name, 'pharmacy')}/${locale}`)
        expect(await page.evaluate('document.documentElement.lang')).toBe(locale)
        await page.evaluate(axe.source)
        for (const width of [320, 1280]) {
          await page.setViewportSize({ width, height: 900 })
          expect(await page.evaluate(OVERFLOW), `${name}, ${width} px`).toEqual([])
          const faults = await page.evaluate(faultsFor(width === 320))
          expect(faults, `${name}, ${width} px`).toEqual([])
        }
      })
    }
  })

  it('do not move once they are drawn', async () => {
    await visit('three', 'fashion', 375, async page => {
      await page.waitForTimeout(200)
      expect(await page.evaluate(SHIFT)).toBe(0)
    })
  })

  it.each(['outForDelivery', 'collect', 'three'] as const)(
    'are heard in a good order when %s',
    async name => {
      await visit(name, 'pharmacy', 375, async page => {
        const heard = await page.locator('body').ariaSnapshot()
        await expect(heard).toMatchFileSnapshot(`heard/${name}.yaml`)
      })
    },
  )
})

// What runs in the page. A string, because the tests are not compiled for a browser.
/** What axe finds; on a wider screen, of the rules that see widths and colours: the document is the same. */
const faultsFor = (whole: boolean) => `axe.run({
  resultTypes: ['violations'],
  ${whole ? '' : "runOnly: ['color-contrast', 'target-size', 'link-in-text-block', 'scrollable-region-focusable'],"}
}).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ': ' + html.slice(0, 120) + failureSummary)))`

/** Whatever sticks out of the window, or of the element that holds its text. */
const OVERFLOW = `(() => {
  const wide = document.documentElement
  const out = wide.scrollWidth > wide.clientWidth ? ['the page'] : []
  for (const one of document.querySelectorAll('h1,h2,p,li,a,dd,summary,small')) {
    if (one.closest('.unseen') || !one.checkVisibility()) continue
    if (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline') out.push(one.outerHTML.slice(0, 90))
  }
  return out
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

const SHIFT = `new Promise(resolve => {
  let sum = 0
  new PerformanceObserver(list => { for (const { value } of list.getEntries()) sum += value })
    .observe({ type: 'layout-shift', buffered: true })
  setTimeout(() => resolve(sum), 100)
})`
