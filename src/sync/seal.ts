// Merchants' secrets at rest: sealed with AES-256-GCM under a key that only sync holds. The place a
// secret belongs to is authenticated with it, so a sealed text moved to another merchant, connection
// or name does not open.
import { err, ok, type Result } from '../core/result.ts'

/** `merchant|connection|name` of the secret. */
type SecretPlace = {
  readonly merchantId: number
  readonly connection: string
  readonly name: string
}

/** The text was sealed under another key or for another place. */
export type SealProblem = { readonly kind: 'sealed_elsewhere'; readonly message: string }

const IV_BYTES = 12

/** Seals under the first key: `v1.<iv>.<ciphertext>`, base64url. */
export async function seal(
  secret: string,
  place: SecretPlace,
  sealKeys: readonly [string, ...string[]],
): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const key = await importKey(sealKeys[0])
  const text = new TextEncoder().encode(secret)
  const sealed = await crypto.subtle.encrypt(parameters(iv, place), key, text)
  return `v1.${base64url(iv)}.${base64url(new Uint8Array(sealed))}`
}

/** Opens with any of the keys, the newest first. */
export async function unseal(
  sealed: string,
  place: SecretPlace,
  sealKeys: readonly string[],
): Promise<Result<string, SealProblem>> {
  const [version, iv, text] = sealed.split('.')
  if (version === 'v1' && iv && text) {
    for (const sealKey of sealKeys) {
      const opened = await open(bytesOf(iv), bytesOf(text), place, sealKey)
      if (opened !== null) return ok(opened)
    }
  }
  return err({
    kind: 'sealed_elsewhere',
    message: `The secret ${place.name} of ${place.connection} cannot be opened: was SEAL_KEY changed? Set the secret again.`,
  })
}

async function open(
  iv: Uint8Array<ArrayBuffer>,
  text: Uint8Array<ArrayBuffer>,
  place: SecretPlace,
  sealKey: string,
): Promise<string | null> {
  try {
    const key = await importKey(sealKey)
    return new TextDecoder().decode(await crypto.subtle.decrypt(parameters(iv, place), key, text))
  } catch {
    return null // authentication failed: not this key or not this place
  }
}

const parameters = (iv: Uint8Array<ArrayBuffer>, place: SecretPlace) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(`${place.merchantId}|${place.connection}|${place.name}`),
})

const importKey = (sealKey: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytesOf(sealKey), 'AES-GCM', false, ['encrypt', 'decrypt'])

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), char => char.charCodeAt(0))
