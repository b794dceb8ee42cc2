// axe-core over the tracking page: state × language × brand in light and dark × width. All 4,752 take a
// quarter of an hour, so any two of these are seen together here, and everything with EVERY_LOOK=1.
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { LOCALES } from '../../src/core/words.ts'
import { PAGES } from '../edge/sample-pages.ts'
import { BRANDS } from './brands.ts'
import { describeInChromium, useChromium } from './chromium.ts'
import { covering, everyRow, pairsOf } from './covering.ts'
import { type EdgeServer, startEdge } from './edge-server.ts'
import { FAULTS, FAULTS_OF_LOOKS, OVERFLOW } from './in-page.ts'

type Name = keyof typeof PAGES
/** A brand with its scheme is one: what can be read is a matter of both. */
const FACES = Object.fromEntries(
  BRANDS.flatMap(brand =>
    (['light', 'dark'] as const).map(scheme => [`${brand}, ${scheme}`, { brand, scheme }]),
  ),
)
const FACTORS = {
  state: Object.keys(PAGES) as Name[],
  locale: LOCALES.map(({ locale }) => locale),
  face: Object.keys(FACES),
  width: [320, 768, 1280],
}
type Look = ReturnType<typeof everyRow<typeof FACTORS>>[number]

const LOOKS = process.env.EVERY_LOOK ? everyRow(FACTORS) : covering(FACTORS)

describeInChromium('axe finds nothing in the tracking page', () => {
  let edge: EdgeServer
  const { open } = useChromium(() => [edge.url])

  beforeAll(async () => {
    edge = await startEdge()
  }, 60_000)
  afterAll(() => edge?.close())

  it.each(FACTORS.state)(
    'in any language, brand, scheme and width, when %s',
    async state => {
      const { page } = await open({ extraHTTPHeaders: edge.headers })
      const documents = Map.groupBy(
        LOOKS.filter(look => look.state === state),
        ({ locale, face }) => `${edge.pageUrl(state, FACES[face]?.brand)}/${locale}`,
      )
      const found: string[] = []
      for (const [url, looks] of documents) {
        await page.goto(url)
        await page.evaluate(axe.source)
        for (const look of looks) found.push(...(await faultsOf(page, look, look === looks[0])))
      }
      expect(found).toEqual([])
    },
    900_000,
  )
})

async function faultsOf(page: Page, look: Look, whole: boolean): Promise<string[]> {
  await page.setViewportSize({ width: look.width, height: 900 })
  await page.emulateMedia({ colorScheme: FACES[look.face]?.scheme })
  const overflow = await page.evaluate<string[]>(OVERFLOW)
  const faults = await page.evaluate<string[]>(whole ? FAULTS : FAULTS_OF_LOOKS)
  return [...overflow, ...faults].map(fault => `${Object.values(look).join(' ')}: ${fault}`)
}

it('tries any two values together', () => {
  const tried = new Set(covering(FACTORS).flatMap(pairsOf))
  expect(
    everyRow(FACTORS)
      .flatMap(pairsOf)
      .filter(pair => !tried.has(pair)),
  ).toEqual([])
})
