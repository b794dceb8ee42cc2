// The door for webhooks: size limit, the connection behind the hook id, the sender's signature over
// the raw bytes, then the queue and a quick 200. Nothing is parsed here. Our own failure is a 503, so
// that the sender tries again; unknown and malformed addresses get one answer at one price.
import * as z from 'zod'
import { keepDeadLetter } from '../core/db/dead-letters.ts'
import { deliveryKnown, noteDelivery } from '../core/db/hook-deliveries.ts'
import { type ConnectionRow, connectionByHook } from '../core/db/hooks.ts'
import { type Db, HOME_SHARD, openDb } from '../core/db/open.ts'
import { readBounded } from '../core/read-bounded.ts'
import { err, ok, type Result } from '../core/result.ts'
import { readToken, shardOf } from '../core/token.ts'
import { adaptersFor, readSettings } from './adapter.ts'
import { carrierOf } from './carriers/index.ts'
import type { Env, Settings } from './env.ts'
import { hookText, type RawHook } from './hook.ts'
import { httpFor } from './http.ts'
import type { Place } from './jobs/follow-up.ts'
import type { ImportRequest } from './jobs/import-request.ts'
import { keepUnread, takeNews } from './jobs/take-news.ts'
import { keySource } from './key-source.ts'
import { providerOf } from './notify/index.ts'
import { platformOf } from './platforms/index.ts'
import { forget, type Opened, recall, remember } from './remembered-hooks.ts'
import { secretsOf } from './secrets.ts'

const MAX_BODY_BYTES = 1024 * 1024
/**
 * A queue message takes 128 KB, measured as the JSON it travels as: there a quote or a line break is
 * two bytes, and a byte that is no UTF-8 is three. Larger bodies travel as an object of the archive.
 */
const MAX_QUEUED_BYTES = 96 * 1024

/** What travels from the door to the consumer. */
export const TrackingHook = z.object({
  shard: z.string(),
  connectionId: z.int(),
  receivedAt: z.int(),
  /** It names the courier: it is not to be kept as it came. */
  fleeting: z.literal(true).optional(),
  /** The raw body, or where in the archive it lies. */
  body: z.union([z.object({ text: z.string() }), z.object({ key: z.string() })]),
})
export type TrackingHook = z.infer<typeof TrackingHook>

const answer = (status: number, text: string): Response =>
  new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })

/**
 * `POST /hooks/<hook id>[/rest]`. `now` stamps the receipt. HEAD is how a sender asks, before it keeps the
 * address, whether anybody is there: Ship24 stores no webhook without a 200.
 * https://docs.ship24.com/webhooks/specification (read 2026-11-29)
 */
export async function receive(
  request: Request,
  env: Env,
  settings: Settings,
  now: number,
): Promise<Response> {
  const isProbe = request.method === 'HEAD'
  if (!isProbe && request.method !== 'POST') return answer(405, 'Webhooks are posted.')
  const [, , hookId = '', ...rest] = new URL(request.url).pathname.split('/')
  const token = readToken(hookId)
  const shard = token ? shardOf(token) : HOME_SHARD
  const db = openDb(env, shard) ?? openDb(env, HOME_SHARD)
  if (!db) return nowhere()
  const address: Address = { hookId: token ?? hookId, db, settings }
  const found = await atAddress(address)
  if (!found.ok) return found.problem
  if (isProbe) return new Response(null)

  const body = await readBody(request)
  if (!body) return answer(413, 'A webhook takes at most 1 MiB.')
  const hook: RawHook = {
    url: `${settings.publicUrl}${new URL(request.url).pathname}${new URL(request.url).search}`,
    rest: rest.join('/'),
    headers: request.headers,
    body,
    receivedAt: now,
  }
  const proved = await prove(hook, found.value, address)
  if (!proved.ok) return proved.problem
  const connection = proved.value

  if (connection.kind === 'platform') return lookAtOrders(hook, connection, { db, shard, env })
  if (connection.kind !== 'carrier') {
    return hearOfMessages(hook, connection, { db, shard, settings, now })
  }
  await env.TRACKING.send(
    await parcelUp(
      {
        shard,
        connectionId: connection.id,
        receivedAt: now,
        ...(carrierOf(connection.adapter)?.namesCouriers && { fleeting: true }),
      },
      body,
      env,
    ),
  )
  return answer(200, 'ok')
}

/**
 * A platform's webhook says only which orders to look at: what it claims of them is never stored. A
 * delivery is remembered after it is queued, so that a crash in between repeats it and never loses it.
 */
async function lookAtOrders(
  hook: RawHook,
  connection: ConnectionRow,
  { db, shard, env }: { db: Db; shard: string; env: Env },
): Promise<Response> {
  const read = platformOf(connection.adapter)?.readHook?.(hook)
  if (!read) return nowhere()
  const { id: connectionId } = connection
  const { receivedAt } = hook
  if (!read.ok) {
    const { message: problem } = read.problem
    const body = hookText(hook)
    await keepDeadLetter(db, { connectionId, kind: 'hook', problem, body, receivedAt })
    return answer(200, 'Not about an order that can be read.')
  }
  const { orderIds, deliveryId } = read.value
  if (orderIds.length === 0) return answer(200, 'ok')
  if (deliveryId && (await deliveryKnown(db, connectionId, deliveryId))) return answer(200, 'ok')
  const request: ImportRequest = { shard, connectionId, orderIds }
  await env.ORDERS.send(request)
  if (deliveryId) await noteDelivery(db, { connectionId, deliveryId, receivedAt })
  return answer(200, 'ok')
}

/** A provider tells what became of our messages. Its answer is empty: Twilio texts back what it reads. */
async function hearOfMessages(
  hook: RawHook,
  connection: ConnectionRow,
  place: Place,
): Promise<Response> {
  const news = providerOf(connection.adapter)?.readHook(hook)
  if (news?.ok) await takeNews(place, connection, news.value)
  else if (news) await keepUnread(place.db, connection, hook, news.problem.message)
  return new Response(null, { status: 204 })
}

type Address = { readonly hookId: string; readonly db: Db; readonly settings: Settings }

/** What the hook id leads to: as remembered, else as the database has it. */
async function atAddress({ hookId, db, settings }: Address): Promise<Result<Opened, Response>> {
  const remembered = recall(hookId)
  if (remembered) return ok(remembered)
  const connection = await connectionByHook(db, hookId)
  if (!connection) return err(nowhere())
  const secrets = await secretsOf(connection, settings)
  return secrets.ok ? ok({ connection, secrets: secrets.value }) : err(notNow())
}

/**
 * The connection whose sender this webhook proves to be. What does not fit a remembered one is held
 * against the database: its secret may have been replaced since.
 */
async function prove(
  hook: RawHook,
  opened: Opened,
  address: Address,
): Promise<Result<ConnectionRow, Response>> {
  const { connection } = opened
  const verified = await verify(hook, opened, address.settings)
  if (verified.ok) {
    if (connection.kind === 'carrier') remember(address.hookId, opened)
    return ok(connection)
  }
  if (!forget(address.hookId)) return verified
  const again = await atAddress(address)
  return again.ok ? prove(hook, again.value, address) : again
}

/**
 * An adapter that takes no webhooks has no address; stored settings that fit this version no longer are
 * ours to mend, so the sender is asked to come again.
 */
async function verify(
  hook: RawHook,
  { connection: { kind, adapter, settings }, secrets }: Opened,
  { outsideWorld }: Settings,
): Promise<Result<void, Response>> {
  const sender = adaptersFor(kind).get(adapter)
  if (!sender?.verify) return err(nowhere())
  const own = readSettings(sender.settings, settings)
  if (!own.success) return err(notNow())
  const hosts = kind === 'carrier' ? (carrierOf(adapter)?.calls?.hosts(own.data) ?? []) : []
  const keysAt = keySource(httpFor({ hosts, outsideWorld }), hook.receivedAt)
  const verdict = await sender.verify(hook, { settings: own.data, secrets }, keysAt)
  if (verdict.ok) return verdict
  return err(
    verdict.problem.kind === 'cannot_look' ? notNow() : answer(401, 'The signature does not fit.'),
  )
}

const nowhere = () => answer(404, 'There is no such webhook address.')
const notNow = () => answer(503, 'This webhook cannot be taken now. Try again later.')

async function readBody(request: Request): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) return null
  return readBounded(request, MAX_BODY_BYTES)
}

/** A webhook as it travels in a queue message. */
export async function parcelUp(
  about: Omit<TrackingHook, 'body'>,
  body: Uint8Array,
  env: Env,
): Promise<TrackingHook> {
  const whole: TrackingHook = { ...about, body: { text: new TextDecoder().decode(body) } }
  const serialised = new TextEncoder().encode(JSON.stringify(whole))
  if (serialised.byteLength <= MAX_QUEUED_BYTES) return whole
  const key = `large/${crypto.randomUUID()}`
  await env.ARCHIVE.put(key, body)
  return { ...about, body: { key } }
}
