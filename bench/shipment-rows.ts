// What a shipment costs in its whole life, in rows that D1 bills: the real Workers on the demo's world,
// every statement of sync counted from its `meta`. One life has two text messages and one has one.
//
// Counted is its life with everything a shipment is promised: the import, the parcel, eight scans, four mails and their texts
// with claims and the day's count, and what the shop is told. Beside it stands what the shop's own
// webhooks and cursor cost; counted/parts.ts names that and what grows with days.
import { readFileSync } from 'node:fs'
import { between, inWords, rowsOfTheShop, rowsWritten } from './counted/parts.ts'
import type { Family, Measured, MetricName } from './figures.ts'
import { LIFE, live } from './shipment-life.ts'
import { using } from './workers.ts'
import { type CountedWorld, startCountedWorld } from './world.ts'

/** The demo's merchant texts of two milestones; with this change, of one. */
const TWO_TEXTS = readFileSync('merchants/demo.yaml', 'utf8')
const ONE_TEXT = TWO_TEXTS.replace(
  'delivery_attempted: { email: true, sms: true }',
  'delivery_attempted: { email: true, sms: false }',
)

export const shipmentRows: Family = {
  metrics: ['rows_written_per_shipment', 'import_noop_rows'],
  measure: wanted =>
    using(startCountedWorld(), async world => {
      await live(world, { config: TWO_TEXTS, texts: 0, scans: LIFE.slice(0, 1) }) // what is made once
      const found = new Map<MetricName, Measured>()
      if (wanted.has('rows_written_per_shipment')) {
        const two = await live(world, { config: TWO_TEXTS, texts: 2, scans: LIFE })
        const one = await live(world, { config: ONE_TEXT, texts: 1, scans: LIFE })
        const values = [(rowsWritten(one) + rowsWritten(two)) / 2]
        found.set('rows_written_per_shipment', {
          values,
          note: `with one text: ${inWords(one)}; with two: ${inWords(two)}; beside it ${rowsOfTheShop(two)} for the shop's webhooks and cursor`,
        })
      }
      if (wanted.has('import_noop_rows')) found.set('import_noop_rows', await again(world))
      return found
    }),
}

/** Every order of the shop read once more: by the shop's webhook, by the cron, and again. */
async function again(world: CountedWorld): Promise<Measured> {
  const { orders } = world.outside.shop
  const before = await world.rest()
  for (let i = 0; i < 2; i++) {
    for (const order of orders) world.outside.shopify.announce({ topic: 'orders/updated', order })
    await world.rest()
    await world.runCron()
    await world.rest()
  }
  const parts = between(before, await world.rest())
  const reads = parts['insert orders']?.statements ?? 0
  if (reads < 2 * orders.length) throw new Error(`orders were read again ${reads} times only`)
  return {
    values: [rowsWritten(parts)],
    note: `${orders.length} orders stored again in ${reads} statements: ${inWords(parts)} written`,
  }
}
