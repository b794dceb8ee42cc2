// What people should not write, where a browser shows it: nothing runs (chromium.ts listens), and nothing sticks
// out of a narrow phone's window.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOSTILE, hostilePage, hostileToken } from '../edge/hostile.ts'
import { describeInChromium, useChromium } from './chromium.ts'
import { type EdgeServer, startEdge } from './edge-server.ts'
import { OVERFLOW } from './in-page.ts'

const TEXTS = Object.entries(HOSTILE)

describeInChromium('a page full of what nobody should write', () => {
  let edge: EdgeServer
  const { open } = useChromium(() => [edge.url])

  beforeAll(async () => {
    const pages = TEXTS.flatMap(([, text], i) =>
      ([1, 2] as const).map(parcels => hostilePage(text, hostileToken(i, parcels), parcels)),
    )
    edge = await startEdge(pages)
  }, 60_000)
  afterAll(() => edge?.close())

  describe.each([1, 2])('of %i parcels', parcels => {
    it.each(TEXTS.map(([name], i) => [name, i] as const))(
      'runs nothing and fits 320 px: %s',
      async (_, i) => {
        const { page } = await open({
          viewport: { width: 320, height: 800 },
          extraHTTPHeaders: edge.headers,
        })
        await page.goto(edge.tokenUrl(hostileToken(i, parcels)))
        await page.evaluate(
          `for (const one of document.querySelectorAll('details')) one.open = true`,
        )
        expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
        expect(await page.evaluate(OVERFLOW)).toEqual([])
      },
    )
  })
})
