// The whole of Waymark and the demo's world around it, as `npm start` puts them together, with sync's
// database counted (counted/sync.ts). Nothing is kept between two starts. Providers tell of failures
// only, as docs/operating.md advises: a receipt that a message arrived is a row more, if you want it.
import { createApi } from '../demo/api.ts'
import { startClock } from '../demo/clock.ts'
import { CONNECTIONS, OPERATOR_KEY, SEAL_KEY } from '../demo/constants.ts'
import { startServer } from '../demo/server.ts'
import { createWorld } from '../demo/world/world.ts'
import { withEntry } from './counted/config.ts'
import { type Parts, statementsOf } from './counted/parts.ts'
import { startWorkers, type Workers } from './workers.ts'

const SYNC = 'waymark-sync'
/** Longer than anything takes from one statement to the next. */
const REST_MS = 900
const PATIENCE_MS = 30_000

export type CountedWorld = Awaited<ReturnType<typeof startCountedWorld>>

/** Starts everything and connects the demo's merchant. */
export async function startCountedWorld() {
  const clock = startClock()
  const receipts: string[] = []
  const post: typeof fetch = async (url, init) =>
    receipts.some(address => String(url).startsWith(address))
      ? new Response(null, { status: 204 })
      : fetch(url, init)
  const outside = createWorld(clock, { fetch: post })
  let workers: Workers | null = null
  const server = await startServer({
    port: 0,
    world: outside,
    clock,
    edge: () => workers?.url ?? null,
    board: () => Promise.reject(new Error('nobody looks at the front page here')),
    isBusy: () => false,
    push: async () => {},
  })
  const running = await startBoth(server.url)
  workers = running
  const api = createApi(server.url, { shop: outside.selling.connection })
  const hooks = await api.setUp()
  const hookOf = (name: string) => hooks[name] ?? ''
  await api.connect()
  outside.starshipit.notify(hookOf(CONNECTIONS.starshipit))
  receipts.push(hookOf(CONNECTIONS.sms))

  return {
    outside,
    clock,
    rest,
    d1: await running.d1(SYNC),
    /** Applies another config; the connections stay. */
    configure: (config: string) =>
      createApi(server.url, { config, shop: outside.selling.connection }).setUp(),
    runCron: () => running.runCron(SYNC),
    logs: running.logs,
    close: async () => {
      await running.close()
      await server.close()
    },
  }

  /** Waits until sync has had nothing to do for a while; what it cost since the start. */
  async function rest(): Promise<Parts> {
    const startedAt = performance.now()
    let busyAt = startedAt
    for (let before = -1; ; ) {
      const parts = (await (await running.ask(SYNC, '/counts')).json()) as Parts
      const now = performance.now()
      if (statementsOf(parts) !== before) busyAt = now
      else if (now - busyAt > REST_MS) return parts
      if (now - startedAt > PATIENCE_MS) {
        throw new Error(`sync never came to rest:\n${running.logs()}`)
      }
      before = statementsOf(parts)
      await sleep(100)
    }
  }
}

function startBoth(publicUrl: string): Promise<Workers> {
  const vars = {
    ENVIRONMENT: 'development',
    PUBLIC_URL: publicUrl,
    OUTSIDE_WORLD: `${publicUrl}/outside`,
  }
  const sync = withEntry('wrangler.sync.toml', 'bench/counted/sync.ts')
  return startWorkers(
    [
      { configPath: 'wrangler.toml', vars: { ENVIRONMENT: 'development' } },
      { ...sync, vars, secrets: { SEAL_KEY, OPERATOR_KEY } },
    ],
    [SYNC],
  )
}

const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
