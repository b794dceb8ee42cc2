// What a tracking page weighs in the language that is the longest, and what it reads. The page is asked of the
// real edge in workerd; its bytes are compressed as Cloudflare compresses a page that is made for one visitor.
import { brotliCompressSync, constants } from 'node:zlib'
import { LOCALES } from '../src/core/words.ts'
import { NOW, PAGES, type SamplePage, seedPage } from '../test/edge/sample-pages.ts'
import { withEntry } from './counted/config.ts'
import type { Family, Measured, MetricName } from './figures.ts'
import { startWorkers, using } from './workers.ts'

const EDGE = 'waymark-edge'
const ROWS_READ = 'bench-rows-read'

/**
 * Unverified: quality 4 is what Cloudflare is known to use for a page that is made on the fly; the size
 * of one deployed page settles it. Quality 11 gives less, and nobody waits for it.
 */
const QUALITY = 4

export const pages: Family = {
  metrics: ['page_bytes_typical', 'page_bytes_worst', 'rows_read_per_page'],
  measure: () =>
    using(startEdge(), async edge => {
      const d1 = await edge.d1(EDGE)
      const seen = new Map<keyof typeof PAGES, { bytes: number; rows: number; events: number }>()
      for (const [name, sample] of Object.entries<SamplePage>(PAGES)) {
        await seedPage(d1, sample)
        seen.set(name as keyof typeof PAGES, await look(edge.url, sample))
      }
      const spoken = async (name: keyof typeof PAGES, about: string): Promise<Measured> => {
        const weights: (readonly [number, string])[] = []
        for (const { locale } of LOCALES) {
          weights.push([(await look(edge.url, PAGES[name], locale)).bytes, locale])
        }
        const [bytes, locale] = weights.toSorted(([a], [b]) => b - a)[0] ?? [Number.NaN, '']
        return { values: [bytes], note: `${about}, in ${locale}; brotli quality ${QUALITY}` }
      }
      const rows = [...seen.values()]
      const typical = seen.get('delivered')
      return new Map<MetricName, Measured>([
        ['page_bytes_typical', await spoken('delivered', '1 parcel, 8 events')],
        ['page_bytes_worst', await spoken('three', '3 parcels, 25 events')],
        [
          'rows_read_per_page',
          {
            values: [Math.max(...rows.map(page => page.rows - page.events))],
            note: `rows read less events, the highest of ${rows.length} pages; ${typical?.rows} rows with 8 events`,
          },
        ],
      ])
    }),
}

const startEdge = () =>
  startWorkers(
    [
      {
        ...withEntry('wrangler.toml', 'bench/counted/edge.ts'),
        vars: { ENVIRONMENT: 'development' },
      },
      { configPath: 'test/browser/wrangler.sync-stub.toml' },
    ],
    [EDGE],
  )

/** In the order's language, or in that one. */
async function look(url: URL, { token, parcels }: SamplePage, locale?: string) {
  const headers = { accept: 'text/html', 'waymark-now': String(NOW) }
  const response = await fetch(new URL(`/t/${token}${locale ? `/${locale}` : ''}`, url), {
    headers,
  })
  if (response.status !== 200) throw new Error(`a page was answered with ${response.status}`)
  const html = Buffer.from(await response.arrayBuffer())
  const params = { [constants.BROTLI_PARAM_QUALITY]: QUALITY }
  return {
    bytes: brotliCompressSync(html, { params }).length,
    rows: Number(response.headers.get(ROWS_READ) ?? Number.NaN),
    events: parcels.reduce((sum, { events }) => sum + events.length, 0),
  }
}
