// The two sides of ingest.ts: Waymark as deployed, with a merchant and as many parcels as there are
// webhooks in a round, and the bare pair. Both get the very same bodies and headers.

import { createApi } from '../demo/api.ts'
import { CONNECTIONS, OPERATOR_KEY, SEAL_KEY, STARSHIPIT } from '../demo/constants.ts'
import { hmac } from '../demo/world/sign.ts'
import { dotNetInstant } from '../demo/world/starshipit.ts'
import { writeHistory } from '../src/core/db/written.ts'
import { track } from '../src/core/shipment.ts'
import { to } from '../src/core/status.ts'
import { anOrder } from '../test/an-order.ts'
import { NOW, scan } from '../test/edge/sample-pages.ts'
import { type Call, type Client, createClient } from './load.ts'
import { startWorkers, type Workers } from './workers.ts'

export type Side = {
  readonly client: Client
  /** The webhook of a parcel's nth scan. */
  call(parcel: number, nth: number): Call
  /** How many parcels' nth scan is in the database. */
  stored(nth: number): Promise<number>
  logs(): string
  close(): Promise<void>
}

const MINUTE_MS = 60_000
const PATH_OF_BARE = '/hooks/bare'

/** edge and sync with their queues, and `parcels` parcels on their way. */
export async function startOurs(parcels: number): Promise<Side> {
  const workers = await startWorkers(
    [
      // In production only a host of the deployment's own takes webhooks.
      { configPath: 'wrangler.toml', vars: { OWN_HOSTS: '127.0.0.1 localhost' } },
      { configPath: 'wrangler.sync.toml', secrets: { SEAL_KEY, OPERATOR_KEY } },
    ],
    ['waymark-sync'],
  )
  const hooks = await createApi(workers.url.origin).setUp()
  const { pathname } = new URL(hooks[CONNECTIONS.starshipit] ?? '')
  const d1 = await workers.d1('waymark-sync')
  for (let parcel = 0; parcel < parcels; parcel += 50) await seed(d1, parcel, parcel + 50)
  return {
    ...sideOf(workers, pathname),
    // Each scan that is stored raises the version by one; a parcel begins with 1.
    stored: nth =>
      count(d1.prepare('SELECT count(*) AS n FROM shipments WHERE version > ?').bind(nth)),
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
    ...sideOf(workers, PATH_OF_BARE),
    stored: nth =>
      count(
        d1
          .prepare("SELECT count(*) AS n FROM events WHERE body ->> '$.last_updated_date' = ?")
          .bind(instantOf(nth)),
      ),
  }
}

const sideOf = (workers: Workers, path: string) => {
  const client = createClient(workers.url)
  return {
    client,
    call: (parcel: number, nth: number) => webhook(path, parcel, nth),
    logs: workers.logs,
    close: async () => {
      client.close()
      await workers.close()
    },
  }
}

const count = async (query: D1PreparedStatement): Promise<number> =>
  (await query.first<{ n: number }>())?.n ?? 0

const numberOf = (parcel: number) => `33WTB${String(parcel).padStart(7, '0')}`
const instantOf = (nth: number) => dotNetInstant(NOW + nth * MINUTE_MS)

/** Starshipit's webhook, signed as the demo's merchant set it up. */
function webhook(path: string, parcel: number, nth: number): Call {
  const body = JSON.stringify({
    order_number: `#${parcel}`,
    order_reference: '',
    carrier_name: 'Australia Post',
    carrier_service: 'Express Post',
    shipment_date: dotNetInstant(NOW - 1440 * MINUTE_MS),
    tracking_number: numberOf(parcel),
    tracking_status: 'InTransit',
    last_updated_date: instantOf(nth),
  })
  const signature = hmac('sha256', STARSHIPIT.webhookSecret, body, 'hex')
  const headers = { 'content-type': 'application/json', 'x-starshipit-signature': signature }
  return { path, method: 'POST', headers, body }
}

/** Orders and parcels that are in transit already, so that a scan in transit is no news. */
async function seed(d1: D1Database, from: number, until: number): Promise<void> {
  const scans = [scan(20, to('in_transit'), null, { source: 'starshipit' })]
  const facts = {
    dispatchedAt: NOW - 1440 * MINUTE_MS,
    destinationPostcode: anOrder().shipTo.postcode,
  }
  const { history, state } = track({ events: [], eta: null }, { events: scans, eta: null }, facts)
  const content = JSON.stringify(anOrder())
  const order = d1.prepare(
    "INSERT INTO orders VALUES (?1, 1, 1, 'p' || ?1, '#' || ?1, 't' || ?1, 'shop', 0, ?2, '{}', 0, 0)",
  )
  const shipment = d1.prepare(
    "INSERT INTO shipments VALUES (?, 1, 1, 'Australia Post', NULL, ?, ?, ?, ?, 1, NULL, 'api', ?, '{}', NULL)",
  )
  const parcels = Array.from({ length: until - from }, (_, i) => from + i)
  await d1.batch(
    parcels.flatMap(parcel => [
      order.bind(parcel + 1, content),
      shipment.bind(
        parcel + 1,
        numberOf(parcel),
        state.status,
        JSON.stringify(state),
        writeHistory(history),
        facts.dispatchedAt,
      ),
    ]),
  )
}
