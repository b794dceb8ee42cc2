// Draws sample pages in a real browser. `node scripts/screenshot.ts` writes the pictures of the README and of
// docs/theming.md; with a folder, `DIR [page,…] [brand,…] [width,…] [light,dark]`, what is asked for, to look
// at while changing the page. The pictures in docs/ were drawn with Debian's fonts-urw-base35, fonts-inter,
// fonts-quicksand and fonts-noto-core, which stand for what phones and computers have.
import { mkdirSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { BRANDS, type BrandName } from '../test/browser/brands.ts'
import { CHROMIUM, CHROMIUM_FLAGS, startEdge } from '../test/browser/edge-server.ts'
import { PAGES } from '../test/edge/sample-pages.ts'

type Name = keyof typeof PAGES
type Scheme = 'light' | 'dark'
type Shot = {
  readonly page: Name
  readonly brand: BrandName
  readonly width: number
  /** The whole page where none is given. */
  readonly height?: number
  readonly scheme: Scheme
  readonly file: string
}

const NAMES = Object.keys(PAGES).filter((name): name is Name => Object.hasOwn(PAGES, name))
const WIDTHS = [320, 375, 768, 1280]
const SCHEMES = ['light', 'dark'] as const

const [folder, ...asked] = process.argv.slice(2)
const shots = folder ? toLookAt(folder) : []

mkdirSync(folder ?? 'docs/images', { recursive: true })
const edge = await startEdge()
const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS })
try {
  for (const { page: name, brand, width, height, scheme, file } of shots) {
    const page = await browser.newPage({
      viewport: { width, height: height ?? 900 },
      colorScheme: scheme,
      extraHTTPHeaders: edge.headers,
      javaScriptEnabled: false,
    })
    await page.goto(edge.pageUrl(name, brand))
    await page.screenshot({ path: file, fullPage: height === undefined })
    await page.close()
    console.log(file)
  }
} finally {
  await browser.close()
  await edge.close()
}

function toLookAt(into: string): Shot[] {
  const [pages, brands, widths, schemes] = asked.map(list => list.split(','))
  const among = <T>(all: readonly T[], wanted: readonly string[] | undefined): readonly T[] =>
    wanted ? all.filter(one => wanted.includes(String(one))) : all
  return among(NAMES, pages).flatMap(page =>
    among(BRANDS, brands).flatMap(brand =>
      among(WIDTHS, widths).flatMap(width =>
        among(SCHEMES, schemes).map(scheme => ({
          page,
          brand,
          width,
          scheme,
          file: `${into}/${page}-${brand}-${width}-${scheme}.png`,
        })),
      ),
    ),
  )
}
