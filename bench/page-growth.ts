// What a page costs when the shop has grown: the same pages of the same edge, with a thousand shipments in
// the database and with a million. Each request is another page, so that nothing is warm for it alone.
import { NOW, PAGES, seedPage } from '../test/edge/sample-pages.ts'
import type { Family } from './figures.ts'
import { type Client, CONNECTIONS, createClient } from './load.ts'
import { startEdge } from './page-throughput.ts'
import { inTurns, joined, perSecondOf } from './rounds.ts'
import { using, type Workers } from './workers.ts'

const SMALL = 1000
const LARGE = 1_000_000
/** D1 is slow in one statement of a million rows, and fast in ten of a hundred thousand. */
const SLICE = 100_000
const ROUNDS = 5
const TURNS = 4
const PAGES_A_TURN = 60
const WARM_UP = 400

export const pageGrowth: Family = {
  metrics: ['page_latency_growth'],
  measure: () =>
    using(grown(LARGE), large =>
      using(grown(SMALL), async small => {
        const sides = [read(large, LARGE), read(small, SMALL)] as const
        for (const side of sides) await side.next(WARM_UP)
        const turns = await inTurns(ROUNDS * TURNS, [
          () => sides[0].next(PAGES_A_TURN),
          () => sides[1].next(PAGES_A_TURN),
        ])
        for (const side of sides) side.client.close()
        const rounds = joined(turns, TURNS)
        const values = rounds.map(([many, few]) => few / many)
        const note = `${perSecondOf(rounds)} pages/s, ${CONNECTIONS} connections, another page each`
        return new Map([['page_latency_growth', { values, note }]] as const)
      }),
    ),
}

/** edge with so many orders of one parcel each: copies of a sample, with tokens of their own. */
async function grown(shipments: number): Promise<Workers> {
  const edge = await startEdge()
  const d1 = await edge.d1('waymark-edge')
  await seedPage(d1, PAGES.delivered)
  for (let from = 1; from < shipments; from += SLICE)
    await copy(d1, from, Math.min(from + SLICE, shipments))
  return edge
}

/** Orders `from` to `until` of the first one there is; their tokens are `tokenOf` their numbers. */
async function copy(d1: D1Database, from: number, until: number): Promise<void> {
  const numbers = `WITH RECURSIVE n(i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?2)`
  const [order, shipment] = await Promise.all([columns(d1, 'orders'), columns(d1, 'shipments')])
  const fresh: Readonly<Record<string, string>> = {
    id: '1000 + i',
    order_id: '1000 + i',
    platform_id: "'copy-' || i",
    token: "'0' || printf('%025d', i)",
    tracking_number: "'COPY' || i",
  }
  const insert = (table: string, names: readonly string[]) =>
    d1
      .prepare(
        `INSERT INTO ${table} (${names}) ${numbers} SELECT ${names.map(name => fresh[name] ?? `t.${name}`)}
         FROM n, (SELECT * FROM ${table} ORDER BY 1 LIMIT 1) t`,
      )
      .bind(from, until)
  await d1.batch([insert('orders', order), insert('shipments', shipment)])
}

async function columns(d1: D1Database, table: string): Promise<string[]> {
  const { results } = await d1
    .prepare('SELECT name FROM pragma_table_info(?)')
    .bind(table)
    .all<{ name: string }>()
  return results.map(({ name }) => name)
}

/** Pages a second, over pages that lie all over the table. */
function read(
  edge: Workers,
  shipments: number,
): { client: Client; next(count: number): Promise<number> } {
  const client = createClient(edge.url)
  let at = 1
  const step = 7919 // a prime: the pages are visited in no order
  const call = () => {
    at = 1 + ((at + step) % (shipments - 1))
    return {
      path: `/t/0${String(at).padStart(25, '0')}`,
      headers: { accept: 'text/html', 'waymark-now': String(NOW) },
    }
  }
  return {
    client,
    next: async count => {
      const calls = Array.from({ length: count }, call)
      const startedAt = performance.now()
      await client.sendAll(calls)
      return count / ((performance.now() - startedAt) / 1000)
    },
  }
}
