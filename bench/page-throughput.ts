// How many tracking pages a second edge serves, measured against a Worker that only reads the same
// rows (bare-page/). Both run in workerd with a D1 of their own and are loaded in turns, so that what
// else the machine does falls on both.
import { NOW, PAGES, seedPage } from '../test/edge/sample-pages.ts'
import type { Family } from './figures.ts'
import { CONNECTIONS, createClient } from './load.ts'
import { inTurns, joined, perSecondOf } from './rounds.ts'
import { startWorkers, using, type Workers } from './workers.ts'

const ROUNDS = 9
/** A round is so many short turns of each side. */
const TURNS = 8
const SECONDS = 0.15
const WARM_UP_SECONDS = 2

const CALL = {
  path: `/t/${PAGES.delivered.token}`,
  headers: { accept: 'text/html', 'waymark-now': String(NOW) },
}

export const pageThroughput: Family = {
  metrics: ['page_throughput_ratio'],
  measure: () =>
    using(startEdge(), async edge => {
      await seedPage(await edge.d1('waymark-edge'), PAGES.delivered)
      return using(startBare(await answerOf(edge)), bare => compare(edge, bare))
    }),
}

/** The Worker that only reads, and answers what our page answered once. */
const startBare = (ANSWER: string) =>
  startWorkers([{ configPath: 'bench/bare-page/wrangler.toml', vars: { ANSWER } }], ['bare-page'])

/** Of one connection only: how the bytes travel, each Worker's runtime says itself. */
const OF_THE_CONNECTION =
  /^(connection|keep-alive|date|transfer-encoding|content-(length|encoding))$/

async function answerOf({ url }: Workers): Promise<string> {
  const response = await fetch(new URL(CALL.path, url), { headers: CALL.headers })
  if (response.status !== 200) throw new Error(`the page was answered with ${response.status}`)
  const headers = [...response.headers].filter(([name]) => !OF_THE_CONNECTION.test(name))
  return JSON.stringify({ text: await response.text(), headers: Object.fromEntries(headers) })
}

/** edge as it is deployed, with somebody at the other end of its binding. */
export const startEdge = () =>
  startWorkers(
    [
      { configPath: 'wrangler.toml', vars: { ENVIRONMENT: 'development' } },
      { configPath: 'test/browser/wrangler.sync-stub.toml' },
    ],
    ['waymark-edge'],
  )

async function compare(edge: Workers, bare: Workers) {
  await seedPage(await bare.d1('bare-page'), PAGES.delivered)
  const clients = [createClient(edge.url), createClient(bare.url)] as const
  for (const client of clients) await client.perSecond(CALL, WARM_UP_SECONDS)
  const turns = await inTurns(ROUNDS * TURNS, [
    () => clients[0].perSecond(CALL, SECONDS),
    () => clients[1].perSecond(CALL, SECONDS),
  ])
  for (const client of clients) client.close()
  const rounds = joined(turns, TURNS)
  const values = rounds.map(([ours, limit]) => ours / limit)
  const note = `${perSecondOf(rounds)} pages/s, ${CONNECTIONS} connections, 1 parcel, 8 events`
  return new Map([['page_throughput_ratio', { values, note }]] as const)
}
