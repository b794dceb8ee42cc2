// Public keys that senders sign with, fetched from the address their documents name and kept for an hour,
// an isolate. A key id that is not known is looked for again, at most once a minute: a forger must not
// make us call.
import * as z from 'zod'
import { err, ok, type Result } from '../core/result.ts'
import { type CallProblem, type Http, refusal } from './http.ts'
import type { KeySource } from './verify.ts'

const KEEP_MS = 3_600_000
const ASK_AGAIN_MS = 60_000

const Key = z.looseObject({ kid: z.string(), kty: z.literal('RSA'), n: z.string(), e: z.string() })
const KeySet = z.object({ keys: z.array(z.looseObject({ kid: z.string().optional() })) })

type Keys = { readonly byId: ReadonlyMap<string, JsonWebKey>; readonly at: number }

const known = new Map<string, Keys>()

/** null: the sender has no key of that id. */
export function keySource(http: Http, now: number): KeySource {
  return async (url, keyId) => {
    const kept = known.get(url)
    const age = now - (kept?.at ?? Number.NEGATIVE_INFINITY)
    const key = kept?.byId.get(keyId)
    if (age >= 0 && age < (key ? KEEP_MS : ASK_AGAIN_MS)) return ok(key ?? null)
    const fetched = await fetchKeys(http, url, now)
    if (!fetched.ok) return key ? ok(key) : fetched
    known.set(url, { byId: fetched.value, at: now })
    return ok(fetched.value.get(keyId) ?? null)
  }
}

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
