// One shipment from its order to its last scan, each step of it waited for until Waymark has come to
// rest, and looked at in the end: a life that lost a message would be cheap.
import { BUYERS, CATALOGUE, ownOrder } from '../demo/world/orders.ts'
import type { StarshipitStatus } from '../demo/world/starshipit.ts'
import { between, type Parts } from './counted/parts.ts'
import type { CountedWorld } from './world.ts'

type Scan = readonly [status: StarshipitStatus, afterMinutes: number]

/** Eight scans, all by day, because quiet hours hold texts back. The first dispatches the parcel. */
export const LIFE: readonly Scan[] = [
  ['Dispatched', 1],
  ['InTransit', 60],
  ['InTransit', 22 * 60],
  ['InTransit', 24 * 60],
  ['OutForDelivery', 24 * 60],
  ['AttemptedDelivery', 180],
  ['InTransit', 60],
  ['Delivered', 22 * 60],
]

export type Wanted = {
  /** The merchant's YAML. */
  readonly config: string
  /** How many texts this config makes of a whole life. */
  readonly texts: number
  readonly scans: readonly Scan[]
}

/** Lives it; returns what that cost, and throws when something of it did not happen. */
export async function live(world: CountedWorld, { config, texts, scans }: Wanted): Promise<Parts> {
  const { outside, clock } = world
  await world.configure(config)
  await world.runCron()
  const before = await world.rest()
  const index = outside.shop.orders.length + 1
  const order = outside.shop.place(ownOrder(`#${3000 + index}`, BUYERS.tom, [CATALOGUE.knit]))
  const parcel = {
    orderNumber: order.name,
    carrier: 'Australia Post',
    service: 'Express Post',
    trackingNumber: `33WTB${String(index).padStart(7, '0')}`,
    shippedAt: clock.now(),
  }
  await world.rest()
  for (const [status, afterMinutes] of scans) {
    await world.runCron() // every minute in life: it pulls what the step before changed in the shop
    await world.rest()
    clock.jump(afterMinutes)
    await outside.starshipit.tell(parcel, status)
    await world.rest()
  }
  await world.runCron()
  const after = await world.rest()
  if (scans === LIFE) await mustBeWhole(world, parcel.trackingNumber, texts)
  return between(before, after)
}

async function mustBeWhole(
  { d1, outside, logs }: CountedWorld,
  trackingNumber: string,
  texts: number,
): Promise<void> {
  const { results } = await d1
    .prepare(
      `SELECT json_array_length(events, '$.events') || ' scans, shop knows ' ||
          coalesce(json_extract(write_back, '$.ended'), 'nothing') AS told FROM shipments
        WHERE tracking_number = ?1
      UNION ALL SELECT channel || ' ' || messages.state || ' ' || count(*) FROM messages
        JOIN shipments USING (order_id, parcel) WHERE tracking_number = ?1
        GROUP BY channel, messages.state`,
    )
    .bind(trackingNumber)
    .all<{ told: string }>()
  const wanted = `8 scans, shop knows delivered; email accepted 4; sms accepted ${texts}`
  const seen = results.map(({ told }) => told).join('; ')
  const { problems } = outside.journal
  if (seen === wanted && problems.length === 0) return
  throw new Error([`a life was not whole: ${seen}`, ...problems, logs()].join('\n'))
}
