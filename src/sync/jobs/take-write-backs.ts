// The consumer of wake-up calls for write-backs: each call names an order whose shop should hear of
// its parcels. Orders of a shop that takes many in one call go together, all others by themselves. A
// call that meets trouble comes again when the shop asks for it; what only the merchant can mend is
// noted, and the sweep tries again.

import { openDb } from '../../core/db/open.ts'
import { connectionsOfOrders } from '../../core/db/orders.ts'
import { clock } from '../clock.ts'
import { type Env, readEnv } from '../env.ts'
import { platformOf } from '../platforms/index.ts'
import { eachBundle, type Read } from '../queue.ts'
import { Wake } from './follow-up.ts'
import { writeBack } from './write-back.ts'

/** Through a longer outage the sweep calls again, so that no calls pile up. */
const MAX_ATTEMPTS = 10

/** Side by side are different orders only: calls for one order are one bundle. */
const LANES = 4

export async function takeWriteBacks(batch: MessageBatch, env: Env): Promise<void> {
  const settings = readEnv(env)
  if (!settings.ok) throw new Error(settings.problem.faults.join('; '))
  const consumer = {
    env,
    kind: 'write-backs',
    schema: Wake,
    now: Date.now(),
    lanes: LANES,
  } as const
  await eachBundle(
    batch,
    consumer,
    calls => bundlesOf(calls, env),
    async bundle => {
      const [first] = bundle
      const db = first && openDb(env, first.body.shard)
      if (!first || !db) return 'done'
      const { shard } = first.body
      const now = await clock(settings.value)
      const place = { db, shard, settings: settings.value, now, accounts: env.ACCOUNTS }
      const orderIds = [...new Set(bundle.map(({ body }) => body.orderId))]
      const afterSeconds = await writeBack(place, orderIds)
      const attempts = Math.max(...bundle.map(({ message }) => message.attempts))
      return afterSeconds !== null && attempts < MAX_ATTEMPTS ? { afterSeconds } : 'done'
    },
  )
}

/** Calls for one order, or for all orders of a shop that is told of many at once. */
async function bundlesOf(calls: readonly Read<Wake>[], env: Env) {
  const bundles = new Map<string, Read<Wake>[]>()
  for (const [shard, ofShard] of Map.groupBy(calls, ({ body }) => body.shard)) {
    const db = openDb(env, shard)
    const orderIds = ofShard.map(({ body }) => body.orderId)
    const shops = db && (await connectionsOfOrders(db, orderIds))
    for (const call of ofShard) {
      const shop = shops?.get(call.body.orderId)
      const together = shop && platformOf(shop.adapter)?.writeBackMany !== undefined
      const key = together ? `${shard} shop ${shop.id}` : `${shard} ${call.body.orderId}`
      bundles.set(key, [...(bundles.get(key) ?? []), call])
    }
  }
  return [...bundles.values()]
}
