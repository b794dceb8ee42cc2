// The page in a real browser: at a narrow phone's width, with scripts off, and with nothing fetched
// besides the document and its script. `vitest run -c vitest.browser.config.ts`; needs Debian's Chromium.
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PAGE_SCRIPT_PATH } from '../../src/edge/pages/script-path.ts'
import { PAGES } from '../edge/sample-pages.ts'
import { CHROMIUM, CHROMIUM_FLAGS, type EdgeServer, startEdge } from './edge-server.ts'

type Name = keyof typeof PAGES
const NAMES = Object.keys(PAGES).filter((name): name is Name => Object.hasOwn(PAGES, name))
const WIDTHS = [320, 412, 1280]

const missing = !existsSync(CHROMIUM)
if (missing && process.env.CI) throw new Error(`CI has no Chromium at ${CHROMIUM}.`)
if (missing) console.log(`Skipped: no Chromium at ${CHROMIUM} (apt-get install chromium).`)

describe.skipIf(missing)('the tracking page in a browser', () => {
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

  async function visit(name: Name, width: number, javaScriptEnabled = true) {
    const page = await browser.newPage({
      viewport: { width, height: 800 },
      extraHTTPHeaders: edge.headers,
      javaScriptEnabled,
    })
    const requests: string[] = []
    const complaints: string[] = []
    // The icon travels inside the document; browsers still report it as a request.
    page.on('request', request => {
      if (!request.url().startsWith('data:')) requests.push(request.url())
    })
    page.on('console', message => complaints.push(message.text()))
    page.on('pageerror', error => complaints.push(error.message))
    await page.goto(edge.pageUrl(name), { waitUntil: 'load' })
    return { page, requests, complaints }
  }

  it.each(NAMES)('fits every width without sideways scrolling, in silence, when %s', async name => {
    for (const width of WIDTHS) {
      const { page, requests, complaints } = await visit(name, width)
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      expect(overflow, `${width} px`).toBe(0)
      expect(complaints).toEqual([])
      expect(requests).toEqual([edge.pageUrl(name), new URL(PAGE_SCRIPT_PATH, edge.url).href])
      await page.close()
    }
  })

  it('says everything with JavaScript switched off', async () => {
    const { page } = await visit('three', 412, false)
    await expect(page.getByRole('heading', { level: 1 }).textContent()).resolves.toBe(
      '1 of 3 parcels delivered',
    )
    await page.getByText('Earlier updates').first().click()
    await expect(page.getByText('Label created').first().isVisible()).resolves.toBe(true)
    await page.close()
  })

  it('has targets of at least 24 by 24 px, and shows where the keyboard is', async () => {
    const { page } = await visit('three', 320)
    for (const target of await page.locator('a:not(.unseen):visible, summary').all()) {
      const box = await target.boundingBox()
      expect(box?.height, (await target.textContent()) ?? '').toBeGreaterThanOrEqual(24)
      expect(box?.width).toBeGreaterThanOrEqual(24)
    }
    await page.keyboard.press('Tab')
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineWidth')
    expect(outline).toBe('3px')
    await page.close()
  })
})
