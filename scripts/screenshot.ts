// Draws sample pages in a real browser: the pictures of the README and of docs/theming.md, or single pages to
// look at while changing them. The pictures in docs/ were drawn with Debian's fonts-urw-base35, fonts-inter,
// fonts-quicksand, fonts-roboto-slab, fonts-crosextra-carlito and fonts-noto-core, which stand for what phones
// and computers have.
import { mkdirSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import {
  CORNERS,
  DENSITIES,
  FONTS,
  HEADERS,
  PageConfig,
  type Theme,
} from '../src/core/page-config.ts'
import { BRANDS, type BrandName } from '../test/browser/brands.ts'
import {
  CHROMIUM,
  CHROMIUM_FLAGS,
  type EdgeServer,
  everySample,
  startEdge,
} from '../test/browser/edge-server.ts'
import { BRAND, PAGES, type SamplePage } from '../test/edge/sample-pages.ts'

type Name = keyof typeof PAGES
type Scheme = 'light' | 'dark'

/** A page, or the upper part of one. */
type Shot = {
  readonly url: string
  readonly width: number
  /** The whole page where none is given. */
  readonly height?: number
  readonly scheme?: Scheme
}
type Tile = Shot & { readonly caption?: string }

const NAMES = Object.keys(PAGES).filter((name): name is Name => Object.hasOwn(PAGES, name))
const WIDTHS = [320, 375, 768, 1280]
const SCHEMES = ['light', 'dark'] as const
const IMAGES = 'docs/images'

/** What each token of the theme may be, on the same page of the same merchant. */
const THEMES: Readonly<Record<string, readonly Partial<Theme>[]>> = {
  accent: [undefined, '#b5470c', '#6d3fa8'].map(accent => ({ accent, header: 'tinted' })),
  ground: [{ header: 'plain' }, { header: 'plain', ground: '#fbf6ec' }],
  font: FONTS.map(font => ({ font, header: 'plain' })),
  headings: [{ font: 'humanist', headings: 'didone', header: 'plain' }, { headings: 'slab' }],
  corners: CORNERS.map(corners => ({ corners, header: 'tinted' })),
  density: DENSITIES.map(density => ({ density, header: 'tinted' })),
  header: HEADERS.map(header => ({ header })),
}

/** The states of the README, by what they are called there. */
const STATES: readonly Name[] = [
  'preparing',
  'pending',
  'transit',
  'outForDelivery',
  'late',
  'attempted',
  'collect',
  'delivered',
  'exception',
  'returning',
  'returned',
  'stalled',
]

const USAGE = `node scripts/screenshot.ts
    writes ${IMAGES}/

node scripts/screenshot.ts DIR [PAGES] [BRANDS] [WIDTHS] [SCHEMES]
    writes single pages into DIR: each a list with commas, \`all\`, or left out
    PAGES    ${NAMES.join(', ')}
             left out: three
    BRANDS   ${BRANDS.join(', ')}
             left out: all
    WIDTHS   ${WIDTHS.join(', ')}
             left out: 375,1280
    SCHEMES  ${SCHEMES.join(', ')}
             left out: light
`

const [folder, ...asked] = process.argv.slice(2)
if (folder?.startsWith('-')) {
  console.log(USAGE)
  process.exit(folder === '--help' ? 0 : 1)
}
const single = [
  chosen(NAMES, 0, 'three'),
  chosen(BRANDS, 1, 'all'),
  chosen(WIDTHS, 2, '375,1280'),
  chosen(SCHEMES, 3, 'light'),
] as const
mkdirSync(folder ?? IMAGES, { recursive: true })
const themed = folder
  ? []
  : Object.entries(THEMES).flatMap(([token, all]) => all.map((_, i) => themedPage(token, i)))
const edge = await startEdge([...everySample(), ...themed])
const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS })
try {
  await (folder ? drawSingle(edge, browser, folder) : drawImages(edge, browser))
} finally {
  await browser.close()
  await edge.close()
}

/** The values of the list that was given at that place; what is none of them ends it all. */
function chosen<T extends string | number>(all: readonly T[], at: number, usual: string): T[] {
  const wanted = (asked[at] || usual).split(',')
  const odd = wanted.filter(one => one !== 'all' && !all.some(other => String(other) === one))
  if (odd.length > 0) {
    console.error(`No such thing: ${odd.join(', ')}.\n\n${USAGE}`)
    process.exit(1)
  }
  return all.filter(one => wanted.includes('all') || wanted.includes(String(one)))
}

async function drawSingle(edge: EdgeServer, browser: Browser, into: string) {
  const [pages, brands, widths, schemes] = single
  for (const page of pages)
    for (const brand of brands)
      for (const width of widths)
        for (const scheme of schemes) {
          const file = `${into}/${page}-${brand}-${width}-${scheme}.png`
          await draw(browser, { url: edge.pageUrl(page, brand), width, scheme }, file)
          console.log(file)
        }
}

async function drawImages(edge: EdgeServer, browser: Browser) {
  const own = BRANDS.filter(brand => brand !== 'demo')
  const phone = (page: Name, brand: BrandName, scheme: Scheme = 'light'): Tile => ({
    url: edge.pageUrl(page, brand),
    width: 375,
    height: 760,
    scheme,
  })
  const sheets: Readonly<Record<string, readonly Tile[]>> = {
    brands: own.map(brand => phone('outForDelivery', brand)),
    dark: own.map(brand => phone('collect', brand, 'dark')),
    wide: [{ url: edge.pageUrl('outForDelivery', 'outdoor'), width: 1280 }],
    states: STATES.map(page => ({ url: edge.pageUrl(page), width: 375, height: 420 })),
    ...Object.fromEntries(
      Object.entries(THEMES).map(([token, all]) => [
        `theme-${token}`,
        all.map((theme, i) => ({
          url: edge.tokenUrl(themedPage(token, i).token),
          width: 420,
          height: token === 'density' ? 1200 : 560,
          caption: captionOf(token, theme),
        })),
      ]),
    ),
  }
  for (const [name, tiles] of Object.entries(sheets)) {
    await drawSheet(browser, tiles, `${IMAGES}/${name}.png`)
    console.log(`${IMAGES}/${name}.png`)
  }
}

function captionOf(token: string, theme: Partial<Theme>): string {
  const value = Object.entries(theme).find(([key]) => key === token)?.[1]
  return `${token}: ${value ?? '(left out)'}`
}

function themedPage(token: string, i: number): SamplePage {
  const page = PageConfig.parse({ theme: THEMES[token]?.[i] })
  const at = `${Object.keys(THEMES).indexOf(token)}${i}`
  return { ...PAGES.collect, token: `0THEME${at}`.padEnd(26, '7'), brand: { ...BRAND, page } }
}

async function draw(browser: Browser, { url, width, height, scheme }: Shot, path?: string) {
  const page = await browser.newPage({
    viewport: { width, height: height ?? 900 },
    colorScheme: scheme ?? 'light',
    extraHTTPHeaders: edge.headers,
    javaScriptEnabled: false,
  })
  await page.goto(url)
  const png = await page.screenshot({ fullPage: height === undefined, ...(path && { path }) })
  await page.close()
  return png
}

/** Pictures side by side, four in a row, at half their size. */
async function drawSheet(browser: Browser, tiles: readonly Tile[], path: string) {
  const figures: string[] = []
  for (const tile of tiles) {
    const png = (await draw(browser, tile)).toString('base64')
    const width = tiles.length === 1 ? 960 : 280
    figures.push(
      `<figure><img src="data:image/png;base64,${png}" width="${width}"><figcaption>${tile.caption ?? ''}</figcaption></figure>`,
    )
  }
  const inRow = Math.min(tiles.length, 4)
  const page = await browser.newPage({
    viewport: { width: tiles.length === 1 ? 976 : inRow * 296 + 8, height: 100 },
  })
  await page.setContent(
    `<style>body{margin:8px;display:grid;grid-template-columns:repeat(${inRow},auto);gap:16px;background:#fff;font:12px monospace}figure{margin:0}img{display:block;border:1px solid #d0d0d0}figcaption:not(:empty){padding-top:4px}</style>${figures.join('')}`,
  )
  await page.screenshot({ path, fullPage: true })
  await page.close()
}
