// What the sweep asks for its wake-up calls to feeds: of the parcels that nobody looks after, those that one of
// the merchant's feeds can look after. Who serves whom is said by the config and by carriers' names, which
// no query knows; and a parcel that none serves would be called for each minute of its life.
import { LET_GO_AFTER_MS } from '../../core/cadence.ts'
import { feedsOfMerchants } from '../../core/db/config.ts'
import type { Db } from '../../core/db/open.ts'
import { parcelsToTell } from '../../core/db/watches.ts'
import { MerchantConfig } from '../../core/merchant.ts'
import { isFinal } from '../../core/status.ts'
import { ASKING, askingFeeds, type Feed, feedFor } from '../feeds.ts'

/** A feed that could not do it is told again by its own queue first. */
const TOLD_MS = 3_600_000
/** Of a slice at once; the rest waits for the next round. */
const MOST_ORDERS = 500

type Range = { readonly from: number; readonly to: number; readonly since: number }
type Told = Awaited<ReturnType<typeof parcelsToTell>>[number]

export async function ordersToWatch(db: Db, range: Range, now: number): Promise<number[]> {
  const until = { toldBefore: now - TOLD_MS, endedBefore: now - LET_GO_AFTER_MS }
  const parcels = await parcelsToTell(db, range, until, ASKING)
  if (parcels.length === 0) return []
  const merchantIds = new Set(parcels.map(({ merchantId }) => merchantId))
  const orders = new Set<number>()
  for (const [merchantId, rows] of await feedsOfMerchants(db, merchantIds)) {
    const config = MerchantConfig.safeParse(JSON.parse(rows[0]?.config ?? 'null'))
    if (!config.success) continue // of an older version: the cron says so
    const connections = rows.map(({ connection }) => connection)
    const feeds = askingFeeds(config.data, connections)
    for (const parcel of parcels) {
      if (parcel.merchantId !== merchantId) continue
      if (canDo(parcel, feeds, config.data.couriers)) orders.add(parcel.orderId)
    }
  }
  return [...orders].slice(0, MOST_ORDERS)
}

/** Look after it, or let it go: with a feed that has no way to, a watch ends by itself. */
function canDo(
  parcel: Told,
  feeds: readonly Feed[],
  couriers: MerchantConfig['couriers'],
): boolean {
  if (!isFinal(parcel.status)) return feedFor(parcel.carrier, feeds, couriers) !== null
  const feed = feeds.find(({ connection }) => connection.id === parcel.connectionId)
  return feed?.carrier.watch?.end !== undefined
}
