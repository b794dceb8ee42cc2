// Once a day each merchant's lanes are learned anew from the parcels that have arrived, at night in
// Australia, one merchant a minute: no merchant's history is ever mixed with another's. The minute and the
// night say whose turn it is, so that nothing is written down for it; a minute that is missed is made up
// for the next night, which a history of months hardly feels.
import {
  type DeliveredRow,
  deliveredOf,
  merchantsAt,
  ordersBefore,
  putLanes,
} from '../../core/db/lanes.ts'
import { type Db, eachShard } from '../../core/db/open.ts'
import { readHistory } from '../../core/db/written.ts'
import { learn, type Travelled } from '../../core/lanes.ts'
import { travelled } from '../../core/travelled.ts'

const DAY_MS = 86_400_000
/** The first merchant's turn: 16:00 UTC is 2 or 3 in the morning in Sydney. */
const BEGINS_MS = 16 * 3_600_000
/** With more merchants than minutes, those of one minute take turns, night by night. */
const TURNS = 1440

/** What is older says little of today's carriers. */
const HISTORY_MS = 120 * DAY_MS
/** Of parcels that left later only the quick have arrived: learned from these, every lane would look fast. */
const SETTLED_MS = 14 * DAY_MS
const MOST_PARCELS = 10_000

/** Orders read at once: with their events some megabytes at the most. */
const PAGE = 400
/** Two statements each, of the thousand that a call may send. */
const MOST_PAGES = 250

export async function learnLanes(env: object, now: number): Promise<void> {
  const night = Math.floor((now - BEGINS_MS) / DAY_MS)
  const minute = Math.floor(((now - BEGINS_MS) % DAY_MS) / 60_000)
  await eachShard(env, async db => {
    const waiting = await merchantsAt(db, minute, TURNS)
    const merchant = waiting[night % waiting.length]
    if (merchant?.timeZone) await learnMerchant(db, merchant.id, merchant.timeZone, now)
  })
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
