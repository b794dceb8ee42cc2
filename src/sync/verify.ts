// The ways a sender proves that a webhook is its own. Every feed needs one of this handful; each works on
// the exact bytes, in constant time, and takes the secret before the present one while it is rotated.
import { isSameText, sha256 } from '../core/hash.ts'
import { err, ok, type Result } from '../core/result.ts'
import type { HookRefusal, RawHook } from './hook.ts'
import type { CallProblem } from './http.ts'

type Verdict = Result<void, HookRefusal>

/** The secret of that name and the one before it, those that are set. */
export const accepted = (
  secrets: Readonly<Record<string, string>>,
  name: string,
): readonly string[] => [secrets[name], secrets[`${name}.previous`]].flatMap(secret => secret || [])

export type HmacHook = {
  readonly hash: 'SHA-256' | 'SHA-1'
  readonly encodings: readonly ('hex' | 'base64')[]
  /**
   * Current secret first; the one before it stays valid while the sender rotates. Bytes where the
   * sender's secret is encoded (`whsec_<base64>`).
   */
  readonly secrets: readonly (string | Uint8Array<ArrayBuffer>)[]
  readonly signature: string | null
  readonly signed: Uint8Array
}

/** HMAC over exact bytes, against each of the accepted secrets. */
export async function verifyHmac(hook: HmacHook): Promise<Verdict> {
  if (!hook.signature) return err({ kind: 'unsigned' })
  const candidates = hook.encodings
    .map(encoding => decode(hook.signature ?? '', encoding))
    .filter(bytes => bytes !== null)
  for (const secret of hook.secrets) {
    const key = await crypto.subtle.importKey(
      'raw',
      typeof secret === 'string' ? new TextEncoder().encode(secret) : secret,
      { name: 'HMAC', hash: hook.hash },
      false,
      ['verify'],
    )
    for (const bytes of candidates) {
      if (await crypto.subtle.verify('HMAC', key, bytes, hook.signed)) return ok(undefined)
    }
  }
  return err({ kind: 'bad_signature' })
}

function decode(text: string, encoding: 'hex' | 'base64'): Uint8Array<ArrayBuffer> | null {
  if (encoding === 'hex') {
    if (!/^(?:[0-9a-f]{2})+$/i.test(text)) return null
    return Uint8Array.from(text.match(/../g) ?? [], pair => Number.parseInt(pair, 16))
  }
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null
  try {
    return Uint8Array.from(atob(text), char => char.charCodeAt(0))
  } catch {
    return null
  }
}

/** What a sender repeats to us as it was given: a Bearer token, an API key, Basic's user and password. */
export async function verifyToken(
  given: string | null,
  secrets: readonly string[],
): Promise<Verdict> {
  if (!given) return err({ kind: 'unsigned' })
  for (const secret of secrets) {
    if (secret && (await isSameText(given, secret))) return ok(undefined)
  }
  return err({ kind: 'bad_signature' })
}

/** SHA-256, in hex, over the body and a secret joined as `joined` says (17TRACK: body, `/`, key). */
export async function verifyDigest(hook: {
  readonly signature: string | null
  readonly secrets: readonly string[]
  readonly joined: (secret: string) => readonly (string | Uint8Array<ArrayBuffer>)[]
}): Promise<Verdict> {
  if (!hook.signature) return err({ kind: 'unsigned' })
  for (const secret of hook.secrets) {
    const bytes = await new Blob([...hook.joined(secret)]).arrayBuffer()
    const digest = await sha256(bytes)
    if (await isSameText(hook.signature.toLowerCase(), digest)) return ok(undefined)
  }
  return err({ kind: 'bad_signature' })
}

export type StampedHook = {
  /** Seconds since 1970, as the sender wrote them: they are signed too. */
  readonly timestamp: string
  readonly signatures: readonly string[]
  readonly encodings: HmacHook['encodings']
  readonly secrets: HmacHook['secrets']
  /** What is signed before the body, as the timestamp stands in it: `1700000000.` */
  readonly prefix: string
  readonly hook: RawHook
  readonly toleranceSeconds?: number
}

/** HMAC-SHA256 over a timestamp and the body: one of the signatures must fit, and the stamp be fresh. */
export async function verifyStamped(stamped: StampedHook): Promise<Verdict> {
  const { timestamp, signatures, encodings, secrets, prefix, hook } = stamped
  if (!timestamp || signatures.length === 0) return err({ kind: 'unsigned' })
  if (!/^\d{1,12}$/.test(timestamp) || signatures.length > 10) return err({ kind: 'bad_signature' })
  const parts = new Blob([prefix, new Uint8Array(hook.body)])
  const signed = new Uint8Array(await parts.arrayBuffer())
  for (const signature of signatures) {
    const proof = await verifyHmac({ hash: 'SHA-256', encodings, secrets, signature, signed })
    if (!proof.ok) continue
    const age = Math.abs(hook.receivedAt / 1000 - Number(timestamp))
    return age <= (stamped.toleranceSeconds ?? 300) ? proof : err({ kind: 'stale' })
  }
  return err({ kind: 'bad_signature' })
}

/** `v1,<base64>`, up to ten of them, a blank between each. */
const STANDARD =
  /^v\w{1,3},[A-Za-z0-9+/]{1,100}={0,2}(?: v\w{1,3},[A-Za-z0-9+/]{1,100}={0,2}){0,9}$/

/**
 * Standard Webhooks: HMAC-SHA256 of `id.timestamp.body`. A secret of the form `whsec_<base64>` stands
 * for the bytes behind it; any other is taken as it is. https://www.standardwebhooks.com (read 2026-11-23)
 */
export async function verifyStandard(
  hook: RawHook,
  secrets: readonly string[],
  headers = 'webhook',
): Promise<Verdict> {
  const [id, timestamp, list] = ['id', 'timestamp', 'signature'].map(
    name => hook.headers.get(`${headers}-${name}`) ?? '',
  )
  if (!id || !timestamp || !list) return err({ kind: 'unsigned' })
  if (!STANDARD.test(list)) return err({ kind: 'bad_signature' })
  return verifyStamped({
    timestamp,
    signatures: list.split(' ').flatMap(each => (each.startsWith('v1,') ? each.slice(3) : [])),
    encodings: ['base64'],
    secrets: secrets.flatMap(secret => standardKey(secret) ?? []),
    prefix: `${id}.${timestamp}.`,
    hook,
  })
}

const standardKey = (secret: string): string | Uint8Array<ArrayBuffer> | null =>
  secret.startsWith('whsec_') ? decode(secret.slice('whsec_'.length), 'base64') : secret

/** A sender's public keys by their id, from its JWKS; see key-source.ts. */
export type KeySource = (
  url: string,
  keyId: string,
) => Promise<Result<JsonWebKey | null, CallProblem>>

/** RSASSA-PKCS1-v1_5 with SHA-256, the signature in base64, by the sender's key of that id. */
export async function verifyRsa(hook: {
  readonly signature: string | null
  readonly key: JsonWebKey
  readonly signed: Uint8Array<ArrayBuffer>
}): Promise<Verdict> {
  if (!hook.signature) return err({ kind: 'unsigned' })
  const signature = decode(hook.signature, 'base64')
  // Cut off before its padding, a text still decodes to the same bytes: it is no other sender's all the same.
  if (!signature || hook.signature.length % 4 !== 0) return err({ kind: 'bad_signature' })
  const key = await rsaKey(hook.key)
  const fits = key !== null && (await crypto.subtle.verify(RSA, key, signature, hook.signed))
  return fits ? ok(undefined) : err({ kind: 'bad_signature' })
}

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const

/** null when it is no RSA key, whatever it calls itself. */
async function rsaKey(key: JsonWebKey): Promise<CryptoKey | null> {
  try {
    return await crypto.subtle.importKey('jwk', key, RSA, false, ['verify'])
  } catch {
    return null
  }
}
