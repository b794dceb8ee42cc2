// A webhook as it arrived, before anybody trusted it, and the ways a sender proves who it is.
// Shared verifier kinds live here because every feed needs one of a handful of them.
import type * as z from 'zod'
import { err, ok, type Result } from '../core/result.ts'

export type RawHook = {
  /** The public URL it was posted to (Twilio signs it). */
  readonly url: string
  /** What follows the hook id in the path, without slashes; '' when nothing does. */
  readonly rest: string
  readonly headers: Headers
  readonly body: Uint8Array
  readonly receivedAt: number
}

/** `handshake`: the sender wants this answered before it sends anything. */
export type HookRefusal = { readonly kind: 'unsigned' | 'bad_signature' | 'stale' }
export type Unreadable = { readonly kind: 'unreadable'; readonly message: string }

export const hookText = (hook: RawHook): string => new TextDecoder().decode(hook.body)

/** Parses the body as JSON; a problem names what is wrong without repeating the body. */
export function hookJson(hook: RawHook): Result<unknown, Unreadable> {
  try {
    return ok(JSON.parse(hookText(hook)))
  } catch {
    return err({ kind: 'unreadable', message: 'the body is not JSON' })
  }
}

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

/** Verifies an HMAC over exact bytes, in constant time, against each of the accepted secrets. */
export async function verifyHmac(hook: HmacHook): Promise<Result<void, HookRefusal>> {
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

/** The first fault of a payload, by path: `tracking_number: Invalid input: expected string`. */
export function unreadable(error: z.ZodError): Unreadable {
  const issue = error.issues[0]
  const path = issue?.path.join('.') || 'the payload'
  return { kind: 'unreadable', message: `${path}: ${issue?.message ?? 'is not what it should be'}` }
}
