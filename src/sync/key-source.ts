// Public keys that senders sign with, fetched from the address their documents name and kept for an hour,
// an isolate. A key id that is not known is looked for again, at most once a minute: a forger must not
// make us call.
import * as z from 'zod'
import { err, ok, type Result } from '../core/result.ts'
import { type CallProblem, type Http, refusal } from './http.ts'
import type { KeySource } from './verify.ts'

const KEEP_MS = 3_600_000
const ASK_AGAIN_MS = 60_000
/** After an outage sooner: it is real webhooks that wait. */
const TRY_AGAIN_MS = 10_000

const base64url = z.string().regex(/^[\w-]+$/)
const Key = z.looseObject({ kid: z.string(), kty: z.literal('RSA'), n: base64url, e: base64url })
const KeySet = z.object({ keys: z.array(z.looseObject({ kid: z.string().optional() })) })

type Keys = {
  readonly byId: ReadonlyMap<string, JsonWebKey>
  /** When they were fetched. */
  readonly at: number
  /** What became of the last try, when it brought none. */
  readonly failed: { readonly problem: CallProblem; readonly at: number } | null
}

const NONE: Keys = { byId: new Map(), at: Number.NEGATIVE_INFINITY, failed: null }

const known = new Map<string, Keys>()

/** null: the sender has no key of that id. Known keys outlast an outage of the sender. */
export function keySource(http: Http, now: number): KeySource {
  return async (url, keyId) => {
    const kept = known.get(url) ?? NONE
    const key = kept.byId.get(keyId)
    if (isWithin(key ? KEEP_MS : ASK_AGAIN_MS, kept.at, now)) return ok(key ?? null)
    if (kept.failed && isWithin(TRY_AGAIN_MS, kept.failed.at, now)) {
      return key ? ok(key) : err(kept.failed.problem)
    }
    const fetched = await fetchKeys(http, url, now)
    if (!fetched.ok) {
      known.set(url, { ...kept, failed: { problem: fetched.problem, at: now } })
      return key ? ok(key) : fetched
    }
    known.set(url, { byId: fetched.value, at: now, failed: null })
    return ok(fetched.value.get(keyId) ?? null)
  }
}

const isWithin = (spanMs: number, from: number, now: number): boolean =>
  now >= from && now - from < spanMs

async function fetchKeys(
  http: Http,
  url: string,
  now: number,
): Promise<Result<ReadonlyMap<string, JsonWebKey>, CallProblem>> {
  const reply = await http(url, { headers: { accept: 'application/json' } })
  if (!reply.ok) return reply
  const host = new URL(url).hostname
  if (reply.value.status !== 200)
    return err(refusal(host, reply.value, now, 'the question for its keys'))
  const keys = readKeys(reply.value.text)
  if (keys) return ok(keys)
  const message = `${host} gave no list of keys.`
  return err({ kind: 'unreadable', host, status: 200, message, retry: { afterSeconds: 60 } })
}

function readKeys(text: string): ReadonlyMap<string, JsonWebKey> | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const set = KeySet.safeParse(json)
  if (!set.success) return null
  const keys = set.data.keys.flatMap(each => Key.safeParse(each).data ?? [])
  return new Map(keys.map(({ kid, kty, n, e }) => [kid, { kty, n, e }]))
}
