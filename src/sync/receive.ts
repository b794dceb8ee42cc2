// The door for webhooks: size limit, the connection behind the hook id, the sender's signature over
// the raw bytes, then the queue and a quick 200. Nothing is parsed here. Our own failure is a 503, so
// that the sender tries again; unknown and malformed addresses get one answer at one price.
import * as z from 'zod'
import { type ConnectionRow, connectionByHook } from '../core/db/hooks.ts'
import { HOME_SHARD, openDb } from '../core/db/open.ts'
import { err, ok, type Result } from '../core/result.ts'
import { readToken, shardOf } from '../core/token.ts'
import { carrierOf } from './carriers/index.ts'
import type { Env, Settings } from './env.ts'
import type { RawHook } from './hook.ts'
import { secretsOf } from './secrets.ts'

const MAX_BODY_BYTES = 1024 * 1024
/** A queue message takes 128 KB; larger bodies travel as an object of the archive. */
const MAX_QUEUED_BYTES = 96 * 1024

/** What travels from the door to the consumer. */
export const TrackingHook = z.object({
  shard: z.string(),
  connectionId: z.int(),
  receivedAt: z.int(),
  /** The raw body, or where in the archive it lies. */
  body: z.union([z.object({ text: z.string() }), z.object({ key: z.string() })]),
})
export type TrackingHook = z.infer<typeof TrackingHook>

const answer = (status: number, text: string): Response =>
  new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })

/** `POST /hooks/<hook id>[/rest]`. `now` stamps the receipt. */
export async function receive(
  request: Request,
  env: Env,
  settings: Settings,
  now: number,
): Promise<Response> {
  if (request.method !== 'POST') return answer(405, 'Webhooks are posted.')
  const [, , hookId = '', ...rest] = new URL(request.url).pathname.split('/')
  const token = readToken(hookId)
  const shard = token ? shardOf(token) : HOME_SHARD
  const db = openDb(env, shard) ?? openDb(env, HOME_SHARD)
  const connection = db && (await connectionByHook(db, token ?? hookId))
  if (!connection) return answer(404, 'There is no such webhook address.')

  const body = await readBody(request)
  if (!body) return answer(413, 'A webhook takes at most 1 MiB.')
  const hook: RawHook = {
    url: request.url,
    rest: rest.join('/'),
    headers: request.headers,
    body,
    receivedAt: now,
  }
  const verified = await verify(hook, connection, settings)
  if (!verified.ok) return verified.problem

  await env.TRACKING.send({
    shard,
    connectionId: connection.id,
    receivedAt: now,
    body: await parcelUp(body, env),
  } satisfies TrackingHook)
  return answer(200, 'ok')
}

async function verify(
  hook: RawHook,
  connection: ConnectionRow,
  settings: Settings,
): Promise<Result<void, Response>> {
  const carrier = connection.kind === 'carrier' ? carrierOf(connection.adapter) : null
  if (!carrier?.verify) return err(answer(404, 'There is no such webhook address.'))
  const secrets = await secretsOf(connection, settings)
  if (!secrets.ok) return err(answer(503, 'This webhook cannot be taken now. Try again later.'))
  const verdict = await carrier.verify(hook, {
    settings: carrier.settings.parse(JSON.parse(connection.settings)),
    secrets: secrets.value,
  })
  return verdict.ok ? ok(undefined) : err(answer(401, 'The signature does not fit.'))
}

async function readBody(request: Request): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) return null
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > MAX_BODY_BYTES) return null
    chunks.push(chunk)
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer())
}

async function parcelUp(body: Uint8Array, env: Env): Promise<TrackingHook['body']> {
  if (body.byteLength <= MAX_QUEUED_BYTES) return { text: new TextDecoder().decode(body) }
  const key = `large/${crypto.randomUUID()}`
  await env.ARCHIVE.put(key, body)
  return { key }
}
