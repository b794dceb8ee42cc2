// How the outside signs its webhooks. Written with node:crypto and apart from src on purpose: the
// verifiers there must agree with somebody else's code.
import { createHmac } from 'node:crypto'

export const hmac = (
  hash: 'sha1' | 'sha256',
  secret: string | Buffer,
  text: string,
  encoding: 'hex' | 'base64',
): string => createHmac(hash, secret).update(text, 'utf8').digest(encoding)

/**
 * Resend signs as Svix does: base64 HMAC-SHA256 of `id.timestamp.body` under the decoded secret.
 * https://docs.svix.com/receiving/verifying-payloads/how-manual (read 2026-11-23)
 */
export function svixHeaders(secret: string, id: string, now: number, body: string) {
  const timestamp = String(Math.floor(now / 1000))
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return {
    'svix-id': id,
    'svix-timestamp': timestamp,
    'svix-signature': `v1,${hmac('sha256', key, `${id}.${timestamp}.${body}`, 'base64')}`,
  }
}

/**
 * Twilio signs the URL followed by each parameter's name and value, sorted by name: base64
 * HMAC-SHA1 under the auth token. https://www.twilio.com/docs/usage/security (read 2026-11-23)
 */
export function twilioSignature(authToken: string, url: string, params: URLSearchParams): string {
  const sorted = [...params].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const signed = url + sorted.map(([name, value]) => name + value).join('')
  return hmac('sha1', authToken, signed, 'base64')
}
