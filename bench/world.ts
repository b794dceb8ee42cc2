// The whole of Waymark and the demo's world around it, as `npm start` puts them together, with sync's
// database counted (counted/sync.ts). Nothing is kept between two starts. Providers tell of failures
// only, as docs/operating.md advises: a receipt that a message arrived is a row more, if you want it.
import { createApi } from '../demo/api.ts'
import { startClock } from '../demo/clock.ts'
import { CONNECTIONS, OPERATOR_KEY, SEAL_KEY } from '../demo/constants.ts'
import { startServer } from '../demo/server.ts'
import { createWorld } from '../demo/world/world.ts'
import { countedSync } from './counted/config.ts'
import { restOf } from './counted/rest.ts'
import { startWorkers, type Workers } from './workers.ts'

const SYNC = 'waymark-sync'

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
    rest: () => restOf(running, SYNC),
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
}

function startBoth(publicUrl: string): Promise<Workers> {
  const vars = {
    ENVIRONMENT: 'development',
    PUBLIC_URL: publicUrl,
    OUTSIDE_WORLD: `${publicUrl}/outside`,
  }
  return startWorkers(
    [
      { configPath: 'wrangler.toml', vars: { ENVIRONMENT: 'development' } },
      { ...countedSync(), vars, secrets: { SEAL_KEY, OPERATOR_KEY } },
    ],
    [SYNC],
  )
}
