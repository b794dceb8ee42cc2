// Which feed looks after a parcel: the one whose connection names its courier, else one of the carrier's
// own, else an aggregator; of several alike the first in the merchant's config. Feeds that only push by
// themselves (they tell of everything anyway) are not asked for.
import { type CarrierId, carrierNamed } from '../core/carriers.ts'
import type { ConnectionRow } from '../core/db/hooks.ts'
import type { ConnectionConfig, MerchantConfig } from '../core/merchant.ts'
import { hasSecrets } from './adapter.ts'
import type { Asked, Carrier } from './carriers/carrier.ts'
import { carrierOf, carriers } from './carriers/index.ts'

export type Feed = {
  readonly connection: ConnectionRow
  readonly config: ConnectionConfig
  readonly carrier: Carrier<unknown>
  /** Whether it can be told what to watch, and what it posts then could come in. */
  readonly watches: boolean
}

/** Registry ids of the feeds that can be asked, or told what to watch. */
export const ASKING = Object.entries<Carrier<unknown>>(carriers).flatMap(([adapter, feed]) =>
  feed.poll || feed.watch ? [adapter] : [],
)

/** The merchant's feeds that can be asked or told, in the order of the config. */
export function askingFeeds(
  config: MerchantConfig,
  connections: readonly ConnectionRow[],
): readonly Feed[] {
  return config.connections.flatMap(each => {
    const connection = connections.find(
      ({ name, kind }) => name === each.name && kind === 'carrier',
    )
    const carrier = connection && carrierOf(connection.adapter)
    if (!connection || !carrier) return []
    const watches = canWatch(connection, carrier)
    return isCalled(connection) ? [{ connection, config: each, carrier, watches }] : []
  })
}

/** Whether it is asked or told what to watch, with the secrets that it has. */
export function isCalled(connection: ConnectionRow): boolean {
  const carrier = carrierOf(connection.adapter)
  if (!carrier || !hasSecrets(connection, carrier.calls?.needs ?? [])) return false
  return carrier.poll !== undefined || canWatch(connection, carrier)
}

const canWatch = (connection: ConnectionRow, { watch }: Carrier<unknown>): boolean =>
  watch !== undefined && hasSecrets(connection, watch.needs ?? [])

/** `carrier`: as the parcel's label calls it. null: none of them knows it. */
export function feedFor(
  carrier: string,
  feeds: readonly Feed[],
  couriers: MerchantConfig['couriers'],
): Feed | null {
  const id = carrierNamed(carrier)
  const closeness = (feed: Feed): number => {
    const named = feed.config.couriers?.some(key => isSame(couriers[key]?.name ?? key, carrier, id))
    if (feed.config.couriers) return named ? 3 : 0
    if (feed.carrier.serves === 'any') return 1
    return id !== null && feed.carrier.serves.includes(id) ? 2 : 0
  }
  const best = Math.max(0, ...feeds.map(closeness))
  return best === 0 ? null : (feeds.find(feed => closeness(feed) === best) ?? null)
}

const isSame = (courier: string, carrier: string, id: CarrierId | null): boolean =>
  courier.toLowerCase() === carrier.toLowerCase() || (id !== null && carrierNamed(courier) === id)

/** A parcel with what of its order a feed may know. */
type Parcel = Pick<Asked, 'trackingNumber' | 'orderNumber' | 'dispatchedAt'> &
  Asked['destination'] & { readonly carrier: string }

/** The parcel as the feed is asked about it. */
export function asked(parcel: Parcel, { config }: Pick<Feed, 'config'>): Asked {
  const { carrier, trackingNumber, orderNumber, dispatchedAt, country, postcode } = parcel
  const named = Object.hasOwn(config.carrierNames, carrier) ? config.carrierNames[carrier] : null
  return {
    trackingNumber,
    carrier: carrierNamed(carrier),
    calledThere: named ?? null,
    orderNumber,
    destination: { country, postcode },
    dispatchedAt,
  }
}
