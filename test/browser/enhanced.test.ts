// What scripts add, in a real browser: the page inside a merchant's website, news by itself, a number copied;
// and pictures, of which no third party learns.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { BRAND, PAGES, type SamplePage } from '../edge/sample-pages.ts'
import { describeInChromium, expectComplaint, useChromium, type Visit } from './chromium.ts'
import { type EdgeServer, startEdge } from './edge-server.ts'

const SHOP = 'https://shop.wattleandtide.example'
const brand = { page: { ...BRAND.page, embed: [`${SHOP}/pages/track`] } }

const item = (n: number) => ({
  platformItemId: `${n}`,
  title: `Item ${n}`,
  variant: null,
  quantity: 1,
  imageUrl: `https://cdn.shopify.com/${n}.png`,
})
const SAMPLES: SamplePage[] = [
  { ...PAGES.three, brand },
  { ...PAGES.delivered, brand },
  { ...PAGES.transit, brand, items: [item(1), item(2)] },
]

const STRANGER = 'https://evil.example'

describeInChromium('the page in a browser with scripts', () => {
  let edge: EdgeServer
  // The websites below are made up, and what they show is on this machine.
  const flags = ['--disable-features=LocalNetworkAccessChecks']
  const { open } = useChromium(() => [edge.url, SHOP, STRANGER], flags)

  beforeAll(async () => {
    edge = await startEdge(SAMPLES)
  }, 60_000)
  afterAll(() => edge?.close())

  const visit = async (options: object = {}): Promise<Visit> =>
    open({ viewport: { width: 600, height: 800 }, extraHTTPHeaders: edge.headers, ...options })

  /** A website of that origin around the element. */
  async function visitWebsite(page: Page, attributes: string, address = `${SHOP}/pages/track`) {
    const body = `<!doctype html><title>Shop</title><h1>Shop</h1>
      <script src="${edge.url}/embed.js" defer></script>
      <waymark-tracking host="${edge.url}" ${attributes}></waymark-tracking>`
    await page.route(`${new URL(address).origin}/**`, route =>
      route.fulfill({ contentType: 'text/html', body }),
    )
    await page.goto(address)
  }

  const heights = async (page: Page) => {
    const inner = await page.frames()[1]?.evaluate('document.documentElement.offsetHeight')
    const outer = await page.evaluate("document.querySelector('iframe').offsetHeight")
    return [outer, inner]
  }

  it('is shown inside a merchant’s website, as high as it is, without bar and footer', async () => {
    const { page } = await visit()
    await visitWebsite(page, `token="${PAGES.three.token}" lang="en-AU"`)
    const frame = page.frameLocator('iframe[title="Parcel tracking"]')
    await frame.getByRole('heading', { level: 1 }).waitFor()
    expect(await frame.locator('header, footer').count()).toBe(0)
    await expect.poll(async () => new Set(await heights(page)).size).toBe(1)
    const [before] = await heights(page)
    await frame.getByText('Earlier updates').or(frame.getByText('earlier update')).first().click()
    await expect.poll(async () => (await heights(page))[0]).toBeGreaterThan(Number(before))
    await expect.poll(async () => new Set(await heights(page)).size).toBe(1)
  })

  it.each(['#waymark=', '?waymark='])(
    'takes the token from the website’s address: %s',
    async way => {
      const { page } = await visit()
      await visitWebsite(page, '', `${SHOP}/pages/track${way}${PAGES.delivered.token}`)
      const frame = page.frameLocator('iframe')
      expect(await frame.getByRole('heading', { level: 1 }).textContent()).toContain('Delivered')
    },
  )

  it('is not shown inside a website that nobody named, and tells it nothing', async () => {
    const visited = await visit()
    const { page } = visited
    await visitWebsite(page, `token="${PAGES.three.token}"`, `${STRANGER}/`)
    await expectComplaint(visited, 'frame-ancestors')
    expect(await page.frameLocator('iframe').getByRole('heading').count()).toBe(0)
  })

  it('brings its news by itself, keeps what is open and in focus, and can be paused', async () => {
    const { page, complaints, requests } = await visit()
    await page.clock.install()
    await page.goto(edge.pageUrl('three'))
    const status = page.getByRole('status')
    expect(await status.textContent()).toBe('This page updates by itself.')
    const fold = page.locator('main summary').first()
    await fold.click()
    await page.clock.runFor(61_000)
    await expect.poll(() => requests.filter(url => url === edge.pageUrl('three')).length).toBe(2)
    expect(await status.textContent()).toBe('This page updates by itself.')

    const renumber = (number: string) =>
      edge.db
        .prepare(`UPDATE orders SET number = ? WHERE token = ?`)
        .bind(number, PAGES.three.token)
    await renumber('#2077').run()
    await page.clock.runFor(61_000)
    await page.getByText('Order #2077').first().waitFor()
    expect(await status.textContent()).toMatch(/^Updated at /)
    expect(await page.locator('main details').first().getAttribute('open')).toBe('')
    const focused = "document.activeElement === document.querySelector('main summary')"
    expect(await page.evaluate(focused)).toBe(true)

    await page.getByRole('button', { name: 'Pause' }).click()
    await renumber('#3088').run()
    await page.clock.runFor(300_000)
    expect(await page.getByText('Order #3088').count()).toBe(0)
    await page.getByRole('button', { name: 'Resume' }).click()
    await page.getByText('Order #3088').first().waitFor()
    expect(complaints.splice(0).filter(text => !text.includes('304'))).toEqual([])
  })

  it('asks for nothing once all has arrived', async () => {
    const { page, requests } = await visit()
    await page.clock.install()
    await page.goto(edge.pageUrl('delivered'))
    await page.clock.runFor(300_000)
    expect(await page.getByRole('status').count()).toBe(0)
    expect(requests).toHaveLength(2)
  })

  it('asks for nothing where data is to be saved, and takes nothing away from who writes', async () => {
    const saving = await visit()
    await saving.page.addInitScript(
      "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })",
    )
    await saving.page.goto(edge.pageUrl('three'))
    await saving.page.getByRole('button', { name: 'Copy' }).first().waitFor()
    expect(await saving.page.getByRole('status').count()).toBe(0)

    const { page, requests } = await visit()
    await page.clock.install()
    await page.goto(edge.pageUrl('three'))
    await page.evaluate(
      "document.querySelector('main').append(Object.assign(document.createElement('input'), { ariaLabel: 'mine' }))",
    )
    await page.getByLabel('mine').fill('half a thought')
    await page.clock.runFor(300_000)
    expect(requests).toHaveLength(2)
    await page.getByLabel('mine').fill('')
    await page.clock.runFor(20_000)
    await expect.poll(() => requests.length).toBe(3)
  })

  it('shares the link itself, in no language, where the device can', async () => {
    const { page } = await visit()
    await page.addInitScript('navigator.share = async data => { window.shared = data }')
    await page.goto(`${edge.pageUrl('delivered')}/en-AU#updates`)
    await page.getByRole('button', { name: 'Share' }).click()
    expect(await page.evaluate('shared.url')).toBe(edge.pageUrl('delivered'))
    expect(await page.locator('#share').count()).toBe(0)
    await page.close()
  })

  it('copies a number', async () => {
    const { page } = await visit({ permissions: ['clipboard-read', 'clipboard-write'] })
    await page.goto(edge.pageUrl('delivered'))
    await page.getByRole('button', { name: 'Copy' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('33WAT0050123')
  })

  it('shows pictures from its own host, and a tinted square where one is missing', async () => {
    const visited = await visit()
    const { page, requests } = visited
    await page.goto(edge.pageUrl('transit'), { waitUntil: 'networkidle' })
    await page.locator('.items img').first().scrollIntoViewIfNeeded()
    await expect.poll(() => requests.filter(url => url.includes('/picture/')).length).toBe(2)
    for (const image of await page.locator('.items .pic').all()) {
      expect(await image.boundingBox()).toMatchObject({ width: 64, height: 64 })
    }
    const [shown, broken] = [0, 1].map(
      i => `(({ naturalWidth, complete }) => [naturalWidth, complete])(document.images[${i}])`,
    )
    await expect.poll(() => page.evaluate(shown ?? '')).toEqual([1, true])
    await expect.poll(() => page.evaluate(broken ?? '')).toEqual([0, true])
    await expectComplaint(visited, 'a status of 404')
    // Of the broken one nothing is to be seen: not even the browser's own sign.
    const square = page.locator('.pic').nth(1)
    const withIt = await square.screenshot()
    await page.evaluate('document.images[1].remove()')
    expect(await square.screenshot()).toEqual(withIt)
  })
})
