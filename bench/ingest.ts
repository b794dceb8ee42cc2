// How many of a sender's webhooks a second get from the door into the stored state, measured against a
// pair of Workers that passes the same bodies over the same kind of hop and queue and only inserts them
// (bare-hooks/). The clock runs from the first POST until D1 shows the last one's effect. Each webhook is
// a signed, ordinary scan of a parcel of its own: nothing follows from it, so nobody outside is called.
import type { Family, Measured, MetricName } from './figures.ts'
import { type Side, startBare, startOurs } from './ingest-sides.ts'
import { type Call, CONNECTIONS } from './load.ts'
import { inTurns, perSecondOf } from './rounds.ts'
import { numberOf } from './told/parcels.ts'
import { SENDERS, type Sender } from './told/scans.ts'
import { bodyOf, factsOf, webhook } from './told/webhook.ts'
import { using } from './workers.ts'

/** All senders together shall take little more than a minute; one alone gets the rounds it deserves. */
const roundsFor = (senders: readonly Sender[]): number => (senders.length > 2 ? 3 : 7)
/** Whole batches of the queue. */
const HOOKS = 200
const PATIENCE_MS = 60_000
const PAUSE_MS = 25

const metricOf = <T extends Sender>(sender: T): `ingest_ratio_${T}` => `ingest_ratio_${sender}`

export const ingest: Family = {
  metrics: SENDERS.map(metricOf),
  measure: wanted => {
    const senders = SENDERS.filter(sender => wanted.has(metricOf(sender)))
    return using(startOurs(senders, HOOKS), ours =>
      using(startBare(), async limit => {
        const found = new Map<MetricName, Measured>()
        for (const sender of senders) {
          const path = ours.hookPaths.get(sender) ?? ''
          found.set(metricOf(sender), await compare(sender, path, ours, limit, roundsFor(senders)))
        }
        return found
      }),
    )
  },
}

async function compare(
  sender: Sender,
  path: string,
  ours: Side,
  limit: Side,
  count: number,
): Promise<Measured> {
  const pour = pourer(sender, path)
  await pour(ours) // warm-up
  await pour(limit)
  const rounds = await inTurns(count, [() => pour(ours), () => pour(limit)])
  const values = rounds.map(([one, other]) => one / other)
  const bytes = bodyOf(sender, numberOf(sender, 0), 1).length
  const note = `${perSecondOf(rounds)} webhooks/s of ${bytes} bytes, ${HOOKS} a round, ${CONNECTIONS} connections`
  return { values, note }
}

/** Posts one more scan of every parcel and waits for all of them; returns webhooks a second. */
function pourer(sender: Sender, path: string) {
  const facts = factsOf(sender)
  const turns = new Map<Side, number>()
  const poured = new Map<number, readonly Call[]>()
  return async (side: Side): Promise<number> => {
    const nth = (turns.get(side) ?? 0) + 1
    turns.set(side, nth)
    const calls = poured.get(nth) ?? hooksOf(nth)
    poured.set(nth, calls)
    await side.prepare()
    const startedAt = performance.now()
    await side.client.sendAll(calls.map(side.addressed))
    while ((await side.stored(sender, nth)) < HOOKS) {
      if (performance.now() - startedAt > PATIENCE_MS) {
        throw new Error(`webhooks of ${sender} were lost on the way:\n${side.logs()}`)
      }
      await new Promise(resolve => setTimeout(resolve, PAUSE_MS))
    }
    return HOOKS / ((performance.now() - startedAt) / 1000)
  }

  function hooksOf(nth: number): readonly Call[] {
    const now = Date.now()
    return Array.from({ length: HOOKS }, (_, parcel) =>
      webhook(facts, path, bodyOf(sender, numberOf(sender, parcel), nth), now),
    )
  }
}
