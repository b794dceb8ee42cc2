// A webhook as it arrived, before anybody trusted it; verify.ts has the ways a sender proves who it is.
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

/** `cannot_look`: what would prove the sender (its own public keys) cannot be had now; it shall come again. */
export type HookRefusal = { readonly kind: 'unsigned' | 'bad_signature' | 'stale' | 'cannot_look' }
export type Unreadable = { readonly kind: 'unreadable'; readonly message: string }
/** The other side's own refusal, in its own shape: it was read, and tells of nothing. */
export type Refused = { readonly kind: 'refused'; readonly message: string }

export const hookText = (hook: RawHook): string => new TextDecoder().decode(hook.body)

/** Parses the body as JSON; a problem names what is wrong without repeating the body. */
export function hookJson(hook: RawHook): Result<unknown, Unreadable> {
  try {
    return ok(JSON.parse(hookText(hook)))
  } catch {
    return err({ kind: 'unreadable', message: 'the body is not JSON' })
  }
}

/** The first fault of a payload, by path: `tracking_number: Invalid input: expected string`. */
export function unreadable(error: z.ZodError): Unreadable {
  const issue = error.issues[0]
  const path = issue?.path.join('.') || 'the payload'
  return { kind: 'unreadable', message: `${path}: ${issue?.message ?? 'is not what it should be'}` }
}
