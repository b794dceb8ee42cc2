// The four forms in a real browser with JavaScript off: both Workers in local workerd, the demo's world
// outside; then by keyboard alone, with it on.
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createTestHarness } from 'wrangler'
import { OPERATOR_KEY, SEAL_KEY } from '../../demo/constants.ts'
import { writeHistory } from '../../src/core/db/written.ts'
import { MerchantConfig } from '../../src/core/merchant.ts'
import { pageBrand } from '../../src/core/page-brand.ts'
import { track } from '../../src/core/shipment.ts'
import { to } from '../../src/core/status.ts'
import { anOrder } from '../an-order.ts'
import { scan } from '../edge/sample-pages.ts'
import { describeInChromium, expectComplaint, useChromium } from './chromium.ts'
import { FAULTS, OVERFLOW } from './in-page.ts'

const TOKEN = '0F0RMS77777777777777777777'

const config = MerchantConfig.parse({
  merchant: 'formosa',
  brand: { name: 'Formosa', colour: '#1f6f78' },
  messages: {},
})

describeInChromium('the forms, with JavaScript off', () => {
  let server: ReturnType<typeof createTestHarness>
  let origin: URL
  const { open } = useChromium(() => [origin.origin])

  beforeAll(async () => {
    const vars = { ENVIRONMENT: 'development', PUBLIC_URL: 'https://track.example.com' }
    server = createTestHarness({
      workers: [
        { configPath: 'wrangler.toml', vars: { ENVIRONMENT: 'development' } },
        { configPath: 'wrangler.sync.toml', vars, secrets: { SEAL_KEY, OPERATOR_KEY } },
      ],
    })
    origin = (await server.listen()).url
    const edge = server.getWorker<{ DB0: D1Database }>('waymark-edge')
    await edge.applyD1Migrations('DB0')
    const { DB0 } = await edge.getEnv()
    await seed(DB0)
  }, 90_000)

  afterAll(() => server?.close())

  /** Each test is a household of its own: three wrong answers from one are all that are taken. */
  let network = 0
  beforeEach(() => {
    network++
  })

  async function visit(path: string, javaScriptEnabled = false) {
    const visit = await open({
      viewport: { width: 320, height: 800 },
      javaScriptEnabled,
      extraHTTPHeaders: { 'cf-connecting-ip': `192.0.${network}.1` },
    })
    await visit.page.goto(new URL(path, origin).href)
    return visit
  }

  /** What was said is read aloud and nothing overflows. */
  async function hears(page: Page, sentence: string) {
    const status = page.getByRole('status').filter({ hasText: sentence })
    await status.waitFor()
    expect(await page.evaluate(OVERFLOW)).toEqual([])
  }

  it('show the address to whoever knows the postcode and the name, also after a wrong one and a reload', async () => {
    const visited = await visit(`/t/${TOKEN}`)
    const { page } = visited
    await page.getByText('Address and proof of delivery').click()
    await page.getByLabel('Postcode or email address').fill('2042')
    await page.getByLabel('Last name').fill('Nobody')
    await page.getByLabel('Last name').press('Enter')
    await hears(page, 'That does not match this order.')
    await expectComplaint(visited, 'a status of 422')
    expect(new URL(page.url()).hash).toBe('#private')
    await page.getByLabel('Postcode or email address').fill('2042')
    await page.getByLabel('Last name').fill('sample')
    await page.getByRole('button', { name: 'Show' }).first().click()
    await hears(page, 'Only you see this, until you leave the page.')
    await expect(page.getByText('1 Sample Street').isVisible()).resolves.toBe(true)
    await page.reload()
    await expect(page.getByText('1 Sample Street').isVisible()).resolves.toBe(true)
    await page.goto(new URL(`/t/${TOKEN}`, origin).href)
    await expect(page.getByText('1 Sample Street').count()).resolves.toBe(0)
  })

  it('take what the shopper thinks of the delivery', async () => {
    const { page } = await visit(`/t/${TOKEN}`)
    await page.getByRole('button', { name: 'Not good' }).click()
    await hears(page, 'We are sorry to hear that.')
    await page.getByRole('button', { name: 'Good', exact: true }).click()
    await hears(page, 'Thank you for telling us.')
  })

  it('switch messages off and on', async () => {
    const { page } = await visit(`/t/${TOKEN}/en-AU`)
    await page.getByText('Messages about this order').click()
    await page.getByRole('button', { name: 'See my choices' }).click()
    expect(new URL(page.url()).pathname).toBe(`/t/${TOKEN}/en-AU`)
    await page.getByLabel('Text messages').uncheck()
    await page.getByRole('button', { name: 'Save' }).click()
    await hears(page, 'Saved.')
    await expect(page.getByLabel('Text messages').isChecked()).resolves.toBe(false)
    await expect(page.getByLabel('Emails').isChecked()).resolves.toBe(true)
  })

  it('find an order', async () => {
    const visited = await visit('/find/formosa')
    const { page } = visited
    await page.getByLabel('Order number').fill('1001')
    await page.getByLabel('Email address or postcode').fill('nobody@example.com')
    await page.getByRole('button', { name: 'Find my order' }).click()
    await hears(page, 'We cannot find an order with these details.')
    await expectComplaint(visited, 'a status of 422')
    await expect(page.getByLabel('Order number').inputValue()).resolves.toBe('1001')
    await page.getByLabel('Email address or postcode').fill('jane@example.com')
    await page.getByRole('button', { name: 'Find my order' }).click()
    await page.waitForURL(({ pathname }) => pathname === `/t/${TOKEN}`)
    await page.goto(new URL('/find/formosa', origin).href)
    await page.getByLabel('Order number').fill('#1001')
    await page.getByLabel('Email address or postcode').fill('2042')
    await page.getByRole('button', { name: 'Find my order' }).click()
    await hears(page, 'If there is an order with these details')
  })

  it('can be used by keyboard alone, with JavaScript on too, and leave axe nothing to find', async () => {
    const visited = await visit('/find/formosa', true)
    const { page } = visited
    const axeFindsNothing = async () => {
      await page.evaluate(axe.source)
      expect(await page.evaluate(FAULTS)).toEqual([])
    }
    await tabTo(page, 'Order number')
    await page.keyboard.type('1002')
    await tabTo(page, 'Email address or postcode')
    await page.keyboard.type('jane@example.com\n')
    await hears(page, 'We cannot find an order with these details.')
    await expectComplaint(visited, 'a status of 422')
    await axeFindsNothing()
    await tabTo(page, 'Order number')
    await page.keyboard.type('1001')
    await tabTo(page, 'Email address or postcode')
    await page.keyboard.type('jane@example.com\n')
    await page.waitForURL(({ pathname }) => pathname === `/t/${TOKEN}`)

    await tabTo(page, 'Address and proof of delivery')
    await page.keyboard.press('Enter')
    await tabTo(page, 'Postcode or email address')
    await page.keyboard.type('9999')
    await tabTo(page, 'Last name')
    await page.keyboard.type('Sample\n')
    await hears(page, 'That does not match this order.')
    await expectComplaint(visited, 'a status of 422')
    await axeFindsNothing()
    await tabTo(page, 'Postcode or email address')
    await page.keyboard.type('2042')
    await tabTo(page, 'Last name')
    await page.keyboard.type('Sample\n')
    await hears(page, 'Only you see this, until you leave the page.')
    await axeFindsNothing()

    await tabTo(page, 'Messages about this order')
    await page.keyboard.press('Enter')
    await tabTo(page, 'See my choices')
    await page.keyboard.press('Enter')
    await page.getByLabel('Text messages').waitFor()
    await tabTo(page, 'Text messages')
    const before = await page.getByLabel('Text messages').isChecked()
    await page.keyboard.press('Space')
    await tabTo(page, 'Save')
    await page.keyboard.press('Enter')
    await hears(page, 'Saved.')
    expect(await page.getByLabel('Text messages').isChecked()).toBe(!before)
    await axeFindsNothing()

    await tabTo(page, 'Good')
    await page.keyboard.press('Space')
    await hears(page, 'Thank you for telling us.')
    await axeFindsNothing()
  }, 60_000)
})

/** Presses Tab until what is called so has the focus: its name begins with these words. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate<string>(
      `(one => (one.labels?.[0] ?? one).textContent.trim())(document.activeElement)`,
    )
    if (focused.startsWith(name)) return
  }
  throw new Error(`Tab never comes to “${name}”.`)
}

/** One merchant with one order, which has arrived. */
async function seed(d1: D1Database): Promise<void> {
  const order = anOrder()
  const dispatchedAt = Date.now() - 2 * 86_400_000
  const done = scan(0, to('delivered', 'safe_place'), 'Newtown', {
    occurredAt: Date.now() - 3_600_000,
    receivedAt: Date.now() - 3_600_000,
  })
  const facts = { dispatchedAt, destinationPostcode: '2042' }
  const { history, state } = track({ events: [], eta: null }, { events: [done], eta: null }, facts)
  await d1.batch([
    d1
      .prepare('INSERT INTO merchants VALUES (1, ?, ?, ?, 1, 0)')
      .bind(config.merchant, JSON.stringify(config), JSON.stringify(pageBrand(config))),
    d1
      .prepare("INSERT INTO orders VALUES (1, 1, 1, '1001', ?, ?, 'shop', ?, ?, '{}', 0, 0)")
      .bind(order.number, TOKEN, order.placedAt, JSON.stringify(order)),
    d1
      .prepare(
        "INSERT INTO shipments VALUES (1, 1, 1, 'Australia Post', NULL, '33AAA1', ?, ?, ?, 1, NULL, 'api', ?, '{}', NULL)",
      )
      .bind(state.status, JSON.stringify(state), writeHistory(history), dispatchedAt),
  ])
}
