// Recognises a recipient again without keeping who it is: ledgers and suppressions hold this hash.
// Keyed, because the eight digits of a mobile number are quickly tried out against a plain hash.

/** 22 base64url characters (128 bits) of HMAC-SHA256; an address and a number in any case are one. */
export const recipientHash = (address: string, pepper: string): Promise<string> =>
  keyedHash(address.trim().toLowerCase(), pepper)

/** The same of any text, as it is. */
export async function keyedHash(text: string, key: string): Promise<string> {
  const encoder = new TextEncoder()
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('raw', encoder.encode(key), algorithm, false, [
    'sign',
  ])
  const digest = new Uint8Array(await crypto.subtle.sign('HMAC', imported, encoder.encode(text)))
  return btoa(String.fromCharCode(...digest.subarray(0, 16)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
