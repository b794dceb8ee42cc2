// What one fold of 30 events costs in workerd. There the clock stands still while a request is computed
// (no timing attacks), so it is measured from outside: a request that folds many times less one that does
// not fold, over how many it folds. On a busy machine others' time is in it, and it looks dearer.
import type { Family } from './figures.ts'
import { createClient } from './load.ts'
import { startWorkers, using } from './workers.ts'

const ROUNDS = 11
/** Some tenths of a second: a request's own millisecond and its jitter weigh nothing. */
const FOLDS = 20_000

export const folds: Family = {
  metrics: ['fold_us'],
  measure: () =>
    using(startWorkers([{ configPath: 'bench/fold/wrangler.toml' }], []), async ({ url }) => {
      const client = createClient(url)
      const msOf = async (times: number) => {
        const startedAt = performance.now()
        await client.sendAll([{ path: `/${times}` }])
        return performance.now() - startedAt
      }
      await msOf(FOLDS) // warm-up
      const values: number[] = []
      for (let i = 0; i < ROUNDS; i++) {
        const nothing = await msOf(0)
        values.push(((await msOf(FOLDS)) - nothing) * (1000 / FOLDS))
      }
      client.close()
      const note = `30 events, ${FOLDS} folds a round less a request without any`
      return new Map([['fold_us', { values, note }]] as const)
    }),
}
