// Debian's Chromium for one test file, and the one place that listens: what a page complains of, what its
// policy refuses, what it pops up and what it asks of others fails the test that opened it.
import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import { CHROMIUM, CHROMIUM_FLAGS } from './edge-server.ts'

const missing = !existsSync(CHROMIUM)
if (missing && process.env.CI) throw new Error(`CI has no Chromium at ${CHROMIUM}.`)
if (missing) console.log(`Skipped: no Chromium at ${CHROMIUM} (apt-get install chromium).`)

export const describeInChromium = describe.skipIf(missing)

export type Visit = {
  readonly page: Page
  /** Every address it asked for; what travels inside the document is none. */
  readonly requests: string[]
  /** Must be empty in the end: a test takes out what it expects (`expectComplaint`). */
  readonly complaints: string[]
}

/** Waits for a complaint that must come, and takes it out. */
export async function expectComplaint({ complaints }: Visit, part: string): Promise<void> {
  await expect.poll(() => complaints.join('\n')).toContain(part)
  const others = complaints.filter(text => !text.includes(part))
  complaints.splice(0, complaints.length, ...others)
}

export type Chromium = {
  /** A page in a profile of its own, closed after the test. */
  open(options?: BrowserContextOptions): Promise<Visit>
}

/** `ours`: the origins that may be asked, known once the servers have started. */
export function useChromium(
  ours: () => readonly string[],
  flags: readonly string[] = [],
): Chromium {
  let browser: Browser
  const visits: Visit[] = []

  beforeAll(async () => {
    const args = [...CHROMIUM_FLAGS, ...flags]
    browser = await chromium.launch({ executablePath: CHROMIUM, args })
  }, 60_000)

  afterAll(() => browser?.close())

  afterEach(async () => {
    const all = visits.splice(0)
    await Promise.all(all.map(({ page }) => page.context().close()))
    expect(all.flatMap(({ complaints }) => complaints)).toEqual([])
  })

  return {
    open: async (options = {}) => {
      const context = await browser.newContext(options)
      context.setDefaultTimeout(10_000)
      const visit = listenTo(await context.newPage(), ours)
      visits.push(visit)
      return visit
    },
  }
}

/** A policy's refusals are console messages, with scripts off too. */
function listenTo(page: Page, ours: () => readonly string[]): Visit {
  const requests: string[] = []
  const complaints: string[] = []
  page.on('console', message => complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(error.message))
  page.on('dialog', dialog => {
    complaints.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', request => {
    const url = request.url()
    // The icon travels inside the document; browsers still report it as a request.
    if (url.startsWith('data:')) return
    requests.push(url)
    if (!ours().includes(new URL(url).origin)) complaints.push(`asks a third party: ${url}`)
  })
  return { page, requests, complaints }
}
