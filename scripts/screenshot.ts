// Draws docs/tracking-page.png, the README's picture, from a sample page in a real browser.
// `node scripts/screenshot.ts`; with a folder as argument, every sample page at three widths and in
// both colour schemes, to look at while changing the page.
import { chromium } from 'playwright-core'
import { CHROMIUM, CHROMIUM_FLAGS, startEdge } from '../test/browser/edge-server.ts'
import { PAGES } from '../test/edge/sample-pages.ts'

type Name = keyof typeof PAGES
type Shot = {
  readonly page: Name
  readonly width: number
  readonly scheme: 'light' | 'dark'
  readonly file: string
}

const [folder, only] = process.argv.slice(2)
const README: Shot = {
  page: 'outForDelivery',
  width: 1024,
  scheme: 'light',
  file: 'docs/tracking-page.png',
}
const shots = folder ? everything(folder) : [README]

const edge = await startEdge()
const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS })
try {
  for (const shot of shots) {
    const page = await browser.newPage({
      viewport: { width: shot.width, height: 960 },
      colorScheme: shot.scheme,
      extraHTTPHeaders: edge.headers,
      javaScriptEnabled: false,
    })
    await page.goto(edge.pageUrl(shot.page))
    await page.screenshot({ path: shot.file, fullPage: Boolean(folder) })
    await page.close()
    console.log(shot.file)
  }
} finally {
  await browser.close()
  await edge.close()
}

function everything(into: string): Shot[] {
  const names = Object.keys(PAGES).filter((name): name is Name => Object.hasOwn(PAGES, name))
  const sizes = [
    { width: 320, scheme: 'light' },
    { width: 412, scheme: 'dark' },
    { width: 1024, scheme: 'light' },
  ] as const
  return names
    .filter(name => !only || only.split(',').includes(name))
    .flatMap(page =>
      sizes.map(size => ({
        page,
        ...size,
        file: `${into}/${page}-${size.width}-${size.scheme}.png`,
      })),
    )
}
