// sync with a database that counts, over everything it does from its start on; `/counts` tells. Handlers,
// queues and bindings are the real ones.
import '../told/keys.ts'
import type { Env } from '../../src/sync/env.ts'
import sync from '../../src/sync/worker.ts'
import { createCounter } from './count.ts'

export { Account, Tries } from '../../src/sync/worker.ts'

const counter = createCounter()

/** One outfit for each env, because sync keeps what it has parsed of one. */
const outfits = new WeakMap<object, Env>()

function counted(env: Env): Env {
  const outfit = outfits.get(env) ?? { ...env, DB0: counter.d1(env.DB0) }
  outfits.set(env, outfit)
  return outfit
}

export default {
  async fetch(request, env) {
    if (new URL(request.url).pathname !== '/counts') {
      return sync.fetch(request, counted(env))
    }
    return Response.json(counter.parts)
  },
  scheduled: (event, env) => sync.scheduled(event, counted(env)),
  queue: (batch, env) => sync.queue(batch, counted(env)),
} satisfies ExportedHandler<Env>
