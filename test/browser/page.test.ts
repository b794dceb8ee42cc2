// The page where something is missing: scripts, pictures, a quick line, a wide window.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PAGE_SCRIPT_PATH } from '../../src/edge/pages/script-path.ts'
import { BRAND, PAGES, type SamplePage } from '../edge/sample-pages.ts'
import { describeInChromium, expectComplaint, useChromium } from './chromium.ts'
import { type EdgeServer, startEdge } from './edge-server.ts'
import { OVERFLOW, SHIFT } from './in-page.ts'

const LOGO = 'https://img.wattleandtide.example'
const WITH_PICTURES: SamplePage = {
  ...PAGES.transit,
  brand: { ...BRAND, logo: { url: `${LOGO}/logo.png`, width: 120, height: 40 } },
  items: [1, 2].map(n => ({
    platformItemId: `${n}`,
    title: `Linen overshirt no. ${n}`,
    variant: null,
    quantity: 1,
    imageUrl: `https://cdn.shopify.com/${n}.png`,
  })),
}

describeInChromium('the tracking page where something is missing', () => {
  let edge: EdgeServer
  const { open } = useChromium(() => [edge.url, LOGO])

  beforeAll(async () => {
    edge = await startEdge([PAGES.three, PAGES.crowded, PAGES.preparing, WITH_PICTURES])
  }, 60_000)
  afterAll(() => edge?.close())

  const visit = (width: number, options: object = {}) =>
    open({ viewport: { width, height: 800 }, extraHTTPHeaders: edge.headers, ...options })

  it('says everything with JavaScript switched off', async () => {
    const { page } = await visit(412, { javaScriptEnabled: false })
    await page.goto(edge.pageUrl('three'))
    const headline = page.getByRole('heading', { level: 1 })
    expect(await headline.textContent()).toBe('1 of 3 parcels delivered')
    await page.getByText('Earlier updates').first().click()
    expect(await page.getByText('Label created').first().isVisible()).toBe(true)
  })

  it('has targets of at least 24 by 24 px, and shows where the keyboard is', async () => {
    const { page } = await visit(320)
    await page.goto(edge.pageUrl('three'))
    for (const target of await page.locator('a:not(.unseen):visible, summary').all()) {
      const box = await target.boundingBox()
      expect(box?.height, (await target.textContent()) ?? '').toBeGreaterThanOrEqual(24)
      expect(box?.width).toBeGreaterThanOrEqual(24)
    }
    await page.keyboard.press('Tab')
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineWidth')
    expect(outline).toBe('3px')
  })

  // WCAG 1.4.10: 1,280 by 1,024 px at 400 %. https://www.w3.org/TR/WCAG22/#reflow
  it.each(['three', 'crowded', 'transit'] as const)(
    'reads in one column, and nothing covers it, when %s is four times as large',
    async name => {
      const { page } = await visit(320, {
        viewport: { width: 320, height: 256 },
        deviceScaleFactor: 4,
        javaScriptEnabled: false,
      })
      await givePictures(page)
      await page.goto(edge.pageUrl(name))
      expect(await page.evaluate(OVERFLOW)).toEqual([])
      expect(await page.evaluate(STUCK)).toEqual([])
    },
  )

  it('says the shop’s name and every item’s where no picture comes, and nothing moves', async () => {
    const visited = await visit(375)
    const { page } = visited
    await page.route(/\.png$|\/picture\//, route => route.abort())
    await page.goto(edge.pageUrl('transit'))
    await page.locator('.items').scrollIntoViewIfNeeded()
    await expectComplaint(visited, 'ERR_FAILED')
    expect(await page.evaluate(SHIFT)).toEqual([])
    expect(await page.getByRole('img', { name: BRAND.name }).isVisible()).toBe(true)
    expect(await page.evaluate(SHOWN_ALT)).toBe(BRAND.name)
    for (const { title } of WITH_PICTURES.items as { title: string }[])
      expect(await page.getByText(title).isVisible()).toBe(true)
    for (const picture of await page.locator('.items .pic').all())
      expect(await picture.boundingBox()).toMatchObject({ width: 64, height: 64 })
    // Of what an item looks like its title is all there is to say.
    const alts = await page
      .locator('.items img')
      .evaluateAll(all => all.map(one => one.getAttribute('alt')))
    expect(alts).toEqual(['', ''])
  })

  it('is there after one request on a slow line, and can be used before the rest comes', async () => {
    const { page, requests } = await visit(375)
    const line = await page.context().newCDPSession(page)
    await line.send('Network.enable')
    await line.send('Network.emulateNetworkConditions', SLOW_3G)
    await givePictures(page)
    const arrive = await holdScript(page)
    await page.goto(edge.pageUrl('transit'), { waitUntil: 'commit' })
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expect.poll(() => page.evaluate(PAINTED)).toBe(true)
    // All but the document came after it was asked for, and was not waited for.
    expect(requests[0]).toBe(edge.pageUrl('transit'))
    expect(await page.evaluate(BLOCKING)).toEqual([])
    await page.getByText('Delivery address and instructions').click()
    await page.getByLabel('Postcode or email address').fill('2042')
    expect(await page.getByRole('button', { name: 'Show' }).first().isEnabled()).toBe(true)
    arrive()
    await page.getByRole('button', { name: 'Copy' }).first().waitFor()
    expect(await page.getByLabel('Postcode or email address').inputValue()).toBe('2042')
    expect(await page.evaluate(SHIFT)).toEqual([])
  }, 60_000)

  // So high that all of the page is in sight: what is out of sight may move.
  it.each([
    ['transit', 375, 3000],
    ['transit', 1280, 2000],
    ['three', 375, 6000],
    ['preparing', 375, 2000],
  ] as const)('does not move for its script when %s, at %i px', async (name, width, height) => {
    const { page } = await visit(width, { viewport: { width, height } })
    await givePictures(page)
    const arrive = await holdScript(page)
    await page.goto(edge.pageUrl(name), { waitUntil: 'commit' })
    await expect.poll(() => page.evaluate(PAINTED)).toBe(true)
    arrive()
    await page.getByRole('status').waitFor()
    await page.waitForTimeout(100)
    expect(await page.evaluate(SHIFT)).toEqual([])
  })
})

/** The script comes when the answer is called. */
async function holdScript(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route(`**${PAGE_SCRIPT_PATH}`, route => promise.then(() => route.continue()))
  return resolve
}

const givePictures = (page: Page) =>
  page.route(/\.png$|\/picture\//, route =>
    route.fulfill({ contentType: 'image/png', body: Buffer.from(PIXEL, 'base64') }),
  )

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/**
 * What Chromium's own tools call Slow 3G, and later 3G: bytes a second, milliseconds a request.
 * https://github.com/ChromeDevTools/devtools-frontend/blob/main/front_end/core/sdk/NetworkManager.ts (read 2026-11-29)
 */
const SLOW_3G = {
  offline: false,
  downloadThroughput: ((500 * 1000) / 8) * 0.8,
  uploadThroughput: ((500 * 1000) / 8) * 0.8,
  latency: 400 * 5,
}

/** https://developer.mozilla.org/docs/Web/API/PerformanceResourceTiming/renderBlockingStatus (read 2026-11-29) */
const BLOCKING = `performance.getEntriesByType('resource').filter(one => one.renderBlockingStatus === 'blocking').map(one => one.name)`

const PAINTED = `performance.getEntriesByName('first-contentful-paint').length > 0`

/** What stays where it is while the page is scrolled, and so covers it. */
const STUCK = `[...document.querySelectorAll('*')].filter(one => /fixed|sticky/.test(getComputedStyle(one).position)).map(one => one.outerHTML.slice(0, 90))`

/** The logo's words, where there is room for them. */
const SHOWN_ALT = `(one => one.offsetWidth > 24 && one.offsetHeight > 16 ? one.alt : 'no room')(document.querySelector('.bar img'))`
