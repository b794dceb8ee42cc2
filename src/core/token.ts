// Tokens for links and hook ids: 26 characters of Crockford base32. The first names the database
// shard, the other 25 are random (125 bits), so a token cannot be guessed and needs no directory
// to find its database. Read case-insensitively, with the usual look-alikes (O→0, I and L→1).

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const TOKEN_LENGTH = 26

/** `random` must be 25 bytes of a cryptographic generator. */
function tokenFrom(shard: string, random: Uint8Array): string {
  if (random.length !== TOKEN_LENGTH - 1) throw new RangeError('a token takes 25 random bytes')
  let token = shard
  for (const byte of random) token += ALPHABET[byte & 31]
  return token
}

/** A new token on the given shard (one character of the alphabet). */
export function newToken(shard: string): string {
  return tokenFrom(shard, crypto.getRandomValues(new Uint8Array(TOKEN_LENGTH - 1)))
}

/** The token in its one written form, or null when it cannot be one. */
export function readToken(text: string): string | null {
  // ASCII before upper-casing: ı and ſ would turn into I and S.
  if (text.length !== TOKEN_LENGTH || !/^[0-9a-z]+$/i.test(text)) return null
  const token = text.toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1')
  for (const char of token) if (!ALPHABET.includes(char)) return null
  return token
}

/** Which database a token or hook id lives in. */
export const shardOf = (token: string): string => token.charAt(0)
