// A carrier's picture of a delivery, shown without the shopper's browser ever asking the carrier: fetched
// once, kept in R2 under a name that nobody can guess, and opened by a path that holds for ten minutes.
// Carriers' own links run out; what was fetched stays as long as the archive keeps it (docs/operating.md).
import * as z from 'zod'
import type { shipmentsOfOrder } from '../../core/db/shipments.ts'
import { readHistory } from '../../core/db/written.ts'
import { isSameText } from '../../core/hash.ts'
import type { Proof } from '../../core/private-view.ts'
import { keyedHash } from '../../core/recipient-hash.ts'
import { nameOf } from '../log.ts'
import { pepperOf } from '../pepper.ts'
import type { Visit } from './door.ts'
import { fetchPicture, isNone, isPicture } from './kept-pictures.ts'

const MAX_BYTES = 5 * 1024 * 1024
const OPEN_MS = 10 * 60_000

const State = z.object({ signedBy: z.string().nullable() })

type Shipment = Awaited<ReturnType<typeof shipmentsOfOrder>>[number]

/** What is known of the delivery of a parcel that has arrived. */
export async function proofOf({ carrier, state, events }: Shipment, visit: Visit): Promise<Proof> {
  const { signedBy } = State.parse(JSON.parse(state))
  const url = readHistory(events).events.findLast(event => event.proofUrl)?.proofUrl
  const name = url === undefined ? null : await keep(url, visit).catch(withoutIt)
  return { carrier, signedBy, picture: name && (await pathTo(name, visit)) }
}

/** An archive that cannot be reached keeps nobody from the address. */
function withoutIt(cause: unknown): null {
  console.error({ event: 'failed', about: 'proof', cause: nameOf(cause) })
  return null
}

const keyOf = (name: string): string => `proof/${name}`

/** The name it is kept under; null when there is no picture behind the address, or none just now. */
async function keep(url: string, visit: Visit): Promise<string | null> {
  const { env, db, shard, settings } = visit
  const name = await keyedHash(`proof of ${url}`, await pepperOf(db, shard, settings))
  const [key, archive, { outsideWorld }] = [keyOf(name), env.ARCHIVE, settings]
  const kept = await archive.head(key)
  if (kept && isPicture(kept)) return name
  if (kept && isNone(kept, visit.now)) return null
  const from = { hosts: 'public', outsideWorld, maxBytes: MAX_BYTES } as const
  const fetched = await fetchPicture(url, { ...from, key, archive, now: visit.now })
  if (fetched === 'no answer') console.warn({ event: 'no_proof', host: URL.parse(url)?.hostname })
  return fetched && fetched !== 'no answer' ? name : null
}

/** `/proof/<shard>/<name>/<until>/<seal>`; edge shows what is behind it. */
async function pathTo(name: string, visit: Visit): Promise<string> {
  const until = String(visit.now + OPEN_MS)
  return `/proof/${visit.shard}/${name}/${until}/${await sealOf(name, until, visit)}`
}

const sealOf = async (name: string, until: string, { db, shard, settings }: Visit) =>
  keyedHash(`proof ${name} until ${until}`, await pepperOf(db, shard, settings))

/** The picture, as long as its path holds. */
export async function showProof(parts: readonly string[], visit: Visit): Promise<Response> {
  const [, name = '', until = '', seal = ''] = parts
  const nowhere = () => new Response(null, { status: 404 })
  const isOurs = await isSameText(seal, await sealOf(name, until, visit))
  if (!isOurs || Number(until) < visit.now) return nowhere()
  const kept = await visit.env.ARCHIVE.get(keyOf(name))
  const contentType = kept?.httpMetadata?.contentType
  if (!kept || !contentType) return nowhere()
  return new Response(kept.body, { headers: { 'content-type': contentType } })
}
