// Once a day each merchant's lanes are learned anew from the parcels that have arrived, at night in
// Australia, one merchant a minute: no merchant's history is ever mixed with another's.
import * as z from 'zod'
import { keepValue, kept } from '../../core/db/keep.ts'
import {
  type DeliveredRow,
  deliveredOf,
  merchantAfter,
  ordersBefore,
  putLanes,
} from '../../core/db/lanes.ts'
import { type Db, openDb, shards } from '../../core/db/open.ts'
import { readHistory } from '../../core/db/shipments.ts'
import { learn, type Travelled } from '../../core/lanes.ts'
import { travelled } from '../../core/travelled.ts'

const DAY_MS = 86_400_000
/** The day begins at 16:00 UTC, which is 2 or 3 in the morning in Sydney. */
const NIGHT_MS = 8 * 3_600_000

/** What is older says little of today's carriers. */
const HISTORY_MS = 120 * DAY_MS
/** Of parcels that left later only the quick have arrived: learned from these, every lane would look fast. */
const SETTLED_MS = 14 * DAY_MS
const MOST_PARCELS = 10_000

/** Orders read at once: with their events some megabytes at the most. */
const PAGE = 400
/** Two statements each, of the thousand that a call may send. */
const MOST_PAGES = 250

/** `after`: the last merchant whose turn it was; null: that day is done. */
const Position = z.object({ day: z.string(), after: z.int().nullable() })
type Position = z.infer<typeof Position>

export async function learnLanes(env: object, now: number): Promise<void> {
  for (const shard of shards(env)) {
    const db = openDb(env, shard)
    if (db) await learnNext(db, now)
  }
}

async function learnNext(db: Db, now: number): Promise<void> {
  const day = new Date(now + NIGHT_MS).toISOString().slice(0, 10)
  const stored = await kept(db, 'lanes', now)
  const known = stored ? Position.parse(JSON.parse(stored)) : null
  const { after }: Position = known?.day === day ? known : { day, after: 0 }
  if (after === null) return
  const merchant = await merchantAfter(db, after)
  const next: Position = { day, after: merchant?.id ?? null }
  // Before the work: a merchant whose history cannot be read must not keep the others from learning.
  await keepValue(db, 'lanes', JSON.stringify(next), null)
  if (merchant?.timeZone) await learnMerchant(db, merchant.id, merchant.timeZone, now)
}

/** Learns one merchant's lanes. What has not changed writes nothing. */
export async function learnMerchant(
  db: Db,
  merchantId: number,
  timeZone: string,
  now: number,
): Promise<void> {
  const parcels = await arrivedOf(db, merchantId, timeZone, now)
  await putLanes(db, merchantId, learn(parcels))
}

/** The newest of the merchant's parcels that teach something. */
async function arrivedOf(
  db: Db,
  merchantId: number,
  timeZone: string,
  now: number,
): Promise<Travelled[]> {
  const dispatched = { from: now - HISTORY_MS, to: now - SETTLED_MS }
  const found: Travelled[] = []
  let before = Number.MAX_SAFE_INTEGER
  for (let page = 0; page < MOST_PAGES && found.length < MOST_PARCELS; page++) {
    const slice = await ordersBefore(db, before, PAGE)
    const [newest, oldest] = [slice[0], slice.at(-1)]
    if (!newest || !oldest || newest.importedAt < dispatched.from) break
    const range = { from: oldest.id, to: newest.id }
    const rows = await deliveredOf(db, merchantId, range, dispatched)
    found.push(...rows.flatMap(row => travelledOf(row, timeZone) ?? []))
    before = oldest.id
  }
  return found.slice(0, MOST_PARCELS)
}

function travelledOf(row: DeliveredRow, timeZone: string): Travelled | null {
  const { carrier, service, dispatchedAt, state, postcode, country } = row
  const { events } = readHistory(row.events)
  const destination = { state, postcode, country }
  return travelled({ carrier, service, dispatchedAt, destination, events }, timeZone)
}
