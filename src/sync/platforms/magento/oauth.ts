// How a call to Magento proves itself: the access token alone, or an OAuth 1.0a signature over method,
// address and query (the body is not signed).
// https://datatracker.ietf.org/doc/html/rfc5849#section-3.4 (read 2026-11-24)
// https://developer.adobe.com/commerce/webapi/get-started/authentication/gs-authentication-oauth/ (read 2026-11-23)
import { err, ok, type Result } from '../../../core/result.ts'
import type { MagentoContext, SECRETS } from './settings.ts'

type SecretName = keyof typeof SECRETS

const NEEDED: Readonly<Record<'bearer' | 'oauth1', readonly SecretName[]>> = {
  bearer: ['accessToken'],
  oauth1: ['accessToken', 'accessTokenSecret', 'consumerKey', 'consumerSecret'],
}

/** The `Authorization` of one call, or the names of all secrets that are not set. */
export async function authorization(
  method: string,
  url: string,
  { settings, secrets, now }: Pick<MagentoContext, 'settings' | 'secrets' | 'now'>,
): Promise<Result<string, readonly SecretName[]>> {
  const missing = NEEDED[settings.auth].filter(name => !secrets[name]?.trim())
  if (missing.length > 0) return err(missing)
  const of = (name: SecretName) => secrets[name]?.trim() ?? ''
  if (settings.auth === 'bearer') return ok(`Bearer ${of('accessToken')}`)
  const oauth = {
    oauth_consumer_key: of('consumerKey'),
    // Magento keeps nonces in 32 characters: a UUID with its dashes is longer.
    // magento2 app/code/Magento/Integration/etc/db_schema.xml (read 2026-11-24)
    oauth_nonce: crypto.randomUUID().replaceAll('-', ''),
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: String(Math.floor(now / 1000)),
    oauth_token: of('accessToken'),
  }
  const signature = await sign(
    baseString(method, url, oauth),
    `${encode(of('consumerSecret'))}&${encode(of('accessTokenSecret'))}`,
  )
  const parts = Object.entries({ ...oauth, oauth_signature: signature })
  return ok(`OAuth ${parts.map(([name, value]) => `${name}="${encode(value)}"`).join(', ')}`)
}

/** `METHOD&address&parameters`, each encoded; the query's parameters and ours, sorted by their code. */
export function baseString(method: string, url: string, oauth: Record<string, string>): string {
  const { origin, pathname, searchParams } = new URL(url)
  const encoded = [...searchParams, ...Object.entries(oauth)].map(
    ([name, value]) => [encode(name), encode(value)] as const,
  )
  const parameters = encoded
    .toSorted(([a, x], [b, y]) => byCode(a, b) || byCode(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  return [method.toUpperCase(), origin + pathname, parameters].map(encode).join('&')
}

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** RFC 3986: also what encodeURIComponent leaves alone. */
export const encode = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )

async function sign(text: string, secret: string): Promise<string> {
  const utf8 = new TextEncoder()
  const key = await crypto.subtle.importKey(
    'raw',
    utf8.encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  )
  const mac = await crypto.subtle.sign('HMAC', key, utf8.encode(text))
  return btoa(String.fromCharCode(...new Uint8Array(mac)))
}
