// Parcels that senders tell of, as rows: on their way already, as each sender's scan 0 has them, so that
// the next scan is no news and nobody outside is called.
import { writeHistory } from '../../src/core/db/written.ts'
import { NOTHING_TOLD, track } from '../../src/core/shipment.ts'
import type { TrackingReport } from '../../src/core/tracking.ts'
import { carrierOf } from '../../src/sync/carriers/index.ts'
import { anOrder } from '../../test/an-order.ts'
import { SENDERS, type Sender } from './scans.ts'
import { bodyOf } from './webhook.ts'

/** Of one sender at the most. */
const PARCELS = 10_000
const firstOf = (sender: Sender): number => 1 + SENDERS.indexOf(sender) * PARCELS

/** Digits only: DHL writes its numbers without quotes. */
export const numberOf = (sender: Sender, parcel: number): string =>
  String(7_700_000_000 + firstOf(sender) + parcel)

/** Long after any bench: when a parcel that nobody hints at is asked about. */
const FAR = Date.UTC(2100, 0, 1)

/** Its posts only bring forward when a parcel is asked about: that is all there is to store of them. */
const isHint = (sender: Sender): boolean => carrierOf(sender)?.postsAreHints === true

/** How many of a sender's parcels know their nth scan. Each that is stored raises the version, from 1. */
export async function storedOf(d1: D1Database, sender: Sender, nth: number): Promise<number> {
  const [table, told, than] = isHint(sender)
    ? ['watches', 'due_at <', FAR]
    : ['shipments', 'version >', nth]
  const count = await d1
    .prepare(
      `SELECT count(*) AS n FROM ${table} WHERE ${told} ? AND order_id >= ? AND order_id < ?`,
    )
    .bind(than, firstOf(sender), firstOf(sender) + PARCELS)
    .first<{ n: number }>()
  return count?.n ?? 0
}

/** Hints that came before are forgotten: the next one is the first again. */
export const forgetHints = (d1: D1Database) =>
  d1.prepare('UPDATE watches SET due_at = ?1, late_at = ?1').bind(FAR).run()

/** What the sender says of it with its nth scan. */
export function reportOf(sender: Sender, number: string, nth: number): TrackingReport {
  const read = carrierOf(sender)?.read(JSON.parse(bodyOf(sender, number, nth)), Date.now())
  if (!read?.ok || !read.value[0]) throw new Error(`${sender} cannot read its own scan`)
  return read.value[0]
}

/** Orders with a parcel each, and who asks about it where that matters. */
export async function seedParcels(d1: D1Database, sender: Sender, parcels: number): Promise<void> {
  const content = JSON.stringify(anOrder())
  const statements = Array.from({ length: parcels }, (_, parcel) => {
    const [id, number] = [firstOf(sender) + parcel, numberOf(sender, parcel)]
    const report = reportOf(sender, number, 0)
    const dispatchedAt = Math.min(...report.events.map(event => event.occurredAt))
    const facts = { dispatchedAt, destinationPostcode: anOrder().shipTo.postcode }
    const { history, state } = track(NOTHING_TOLD, report, facts)
    return [
      d1.prepare(ORDER).bind(id, content),
      d1
        .prepare(SHIPMENT)
        .bind(id, number, state.status, JSON.stringify(state), writeHistory(history), dispatchedAt),
      ...(isHint(sender) ? [d1.prepare(WATCH).bind(id, number, FAR, sender)] : []),
    ]
  })
  const BATCH = 50
  for (let i = 0; i < statements.length; i += BATCH) {
    await d1.batch(statements.slice(i, i + BATCH).flat())
  }
}

const ORDER = `INSERT INTO orders
  VALUES (?1, 1, 1, 'p' || ?1, '#' || ?1, 't' || ?1, 'shop', 0, ?2, '{}', 0, 0)`
const SHIPMENT = `INSERT INTO shipments
  VALUES (?1, 1, 1, 'Example Couriers', NULL, ?2, ?3, ?4, ?5, 1, NULL, 'api', ?6, '{}', NULL)`
const WATCH = `INSERT INTO watches
  SELECT ?1, 1, id, ?2, NULL, NULL, ?3, ?3, NULL, 0, NULL FROM connections WHERE name = ?4`
