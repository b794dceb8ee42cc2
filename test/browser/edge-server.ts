// edge in local workerd with every sample page in its database, of every example merchant, for a real
// browser to look at.
import { createTestHarness } from 'wrangler'
import { NOW, PAGES, type SamplePage, seedPage } from '../edge/sample-pages.ts'
import { BRANDS, type BrandName, branded } from './brands.ts'

export const CHROMIUM = '/usr/bin/chromium'

/** A fresh profile, and none of the calls home that a browser makes by itself. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export type EdgeServer = {
  readonly url: string
  readonly db: D1Database
  pageUrl(name: keyof typeof PAGES, brand?: BrandName): string
  tokenUrl(token: string): string
  /** Sets the page's clock to the samples' Tuesday. */
  readonly headers: Readonly<Record<string, string>>
  close(): Promise<void>
}

/** Every sample in every brand's looks. */
export const everySample = (): SamplePage[] =>
  Object.values<SamplePage>(PAGES).flatMap(sample => BRANDS.map(brand => branded(sample, brand)))

export async function startEdge(
  samples: readonly SamplePage[] = everySample(),
): Promise<EdgeServer> {
  const server = createTestHarness({
    workers: [
      { configPath: 'wrangler.toml', vars: { ENVIRONMENT: 'development' } },
      { configPath: 'test/browser/wrangler.sync-stub.toml' },
    ],
  })
  const { url } = await server.listen()
  const edge = server.getWorker<{ DB0: D1Database }>('waymark-edge')
  await edge.applyD1Migrations('DB0')
  const env = await edge.getEnv()
  for (const sample of samples) await seedPage(env.DB0, sample)
  const urlOf = (token: string) => new URL(`/t/${token}`, url).href
  return {
    url: url.origin,
    db: env.DB0,
    pageUrl: (name, brand = 'demo') => urlOf(branded(PAGES[name], brand).token),
    tokenUrl: urlOf,
    headers: { 'waymark-now': String(NOW) },
    close: () => server.close(),
  }
}
