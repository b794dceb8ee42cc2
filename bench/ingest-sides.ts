// The two sides of ingest.ts: Waymark as deployed, with a merchant and as many parcels as there are
// webhooks in a round, and the bare pair. Both get the very same bodies and headers.
import { type Call, type Client, createClient } from './load.ts'
import { forgetHints, seedParcels, storedOf } from './told/parcels.ts'
import type { Sender } from './told/scans.ts'
import { SYNC, startConnected } from './told/workers.ts'
import { startWorkers, type Workers } from './workers.ts'

export type Side = {
  readonly client: Client
  /** Before a round, while no clock runs. */
  prepare(): Promise<unknown>
  /** The same webhook to where this side takes those of its sender. */
  addressed(call: Call): Call
  /** How many parcels' nth scan is in the database. */
  stored(sender: Sender, nth: number): Promise<number>
  logs(): string
  close(): Promise<void>
}

/** edge and sync with their queues, and `parcels` parcels of each sender on their way. */
export async function startOurs(senders: readonly Sender[], parcels: number) {
  const workers = await startConnected('deployed', senders)
  const d1 = await workers.d1(SYNC)
  for (const sender of senders) await seedParcels(d1, sender, parcels)
  return {
    ...sideOf(workers),
    hookPaths: workers.hookPaths,
    prepare: () => forgetHints(d1),
    addressed: (call: Call) => call,
    stored: (sender: Sender, nth: number) => storedOf(d1, sender, nth),
  }
}

export async function startBare(): Promise<Side> {
  const workers = await startWorkers(
    [
      { configPath: 'bench/bare-hooks/wrangler.door.toml' },
      { configPath: 'bench/bare-hooks/wrangler.store.toml' },
    ],
    [],
  )
  const d1 = await workers.d1('bare-store')
  await d1.exec('CREATE TABLE events (body TEXT PRIMARY KEY) WITHOUT ROWID')
  return {
    ...sideOf(workers),
    prepare: () => d1.exec('DELETE FROM events'),
    addressed: call => ({ ...call, path: '/hooks/bare' }),
    // No two bodies of a round are alike.
    stored: async () =>
      (await d1.prepare('SELECT count(*) AS n FROM events').first<{ n: number }>())?.n ?? 0,
  }
}

function sideOf(workers: Workers) {
  const client = createClient(workers.url)
  return {
    client,
    logs: workers.logs,
    close: async () => {
      client.close()
      await workers.close()
    },
  }
}
