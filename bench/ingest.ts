// How many carriers' webhooks a second get from the door into the stored state, measured against a pair
// of Workers that passes the same body over the same kind of hop and queue and only inserts it
// (bare-hooks/). The clock runs from the first POST until D1 shows the last one's effect. Each webhook is
// a signed, ordinary scan of a parcel of its own: nothing follows from it, so nobody outside is called.
import type { Family } from './figures.ts'
import { type Side, startBare, startOurs } from './ingest-sides.ts'
import { CONNECTIONS } from './load.ts'
import { inTurns, perSecondOf } from './rounds.ts'
import { using } from './workers.ts'

const ROUNDS = 7
/** Whole batches of the queue. */
const HOOKS = 300
const PATIENCE_MS = 60_000
const PAUSE_MS = 25

export const ingest: Family = {
  metrics: ['ingest_ratio'],
  measure: () =>
    using(startOurs(HOOKS), ours =>
      using(startBare(), async limit => {
        const pour = pourer()
        await pour(ours) // warm-up
        await pour(limit)
        const rounds = await inTurns(ROUNDS, [() => pour(ours), () => pour(limit)])
        const values = rounds.map(([one, other]) => one / other)
        const note = `${perSecondOf(rounds)} webhooks/s, ${HOOKS} a round, ${CONNECTIONS} connections`
        return new Map([['ingest_ratio', { values, note }]] as const)
      }),
    ),
}

/** Posts one more scan of every parcel and waits for all of them; returns webhooks a second. */
function pourer() {
  const rounds = new Map<Side, number>()
  return async (side: Side): Promise<number> => {
    const round = (rounds.get(side) ?? 0) + 1
    rounds.set(side, round)
    const calls = Array.from({ length: HOOKS }, (_, parcel) => side.call(parcel, round))
    const startedAt = performance.now()
    await side.client.sendAll(calls)
    while ((await side.stored(round)) < HOOKS) {
      if (performance.now() - startedAt > PATIENCE_MS) {
        throw new Error(`webhooks were lost on the way:\n${side.logs()}`)
      }
      await new Promise(resolve => setTimeout(resolve, PAUSE_MS))
    }
    return HOOKS / ((performance.now() - startedAt) / 1000)
  }
}
