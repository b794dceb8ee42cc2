// An API key: how it looks, what it may do, and the hash that is all we keep of it. After `wm_`
// comes a token (token.ts): its first character names the database, 125 bits are random. A new scope
// is one line here and one `needs` beside its route; docs/api.md lists them for the merchant.
import * as z from 'zod'
import { sha256 } from './hash.ts'
import { newToken, readToken, shardOf } from './token.ts'

/** What a key may do, as people read it. */
export const SCOPES = {
  'config:write': 'apply the config',
  'secrets:write': "set connections' secrets",
  'connections:read': 'see how connections are doing: problems, webhook addresses',
  'orders:read': 'look at orders, their parcels and messages',
  'shipments:write': 'hand parcels over',
  'dead-letters:replay': 'see what could not be handled, and send it back',
  'keys:write': 'see, make and delete keys; none that may do more than itself',
} as const

export type Scope = keyof typeof SCOPES

export const isScope = (text: string): text is Scope => Object.hasOwn(SCOPES, text)

export const ALL_SCOPES: readonly Scope[] = Object.keys(SCOPES).filter(isScope)

export const Scope = z.enum(Object.keys(SCOPES) as [Scope, ...Scope[]])

const PREFIX = 'wm_'

/** A new key of a merchant who lives on that shard: `wm_0…`, 29 characters. */
export const newApiKey = (shard: string): string => PREFIX + newToken(shard)

/** Which database knows the key, or null when it cannot be a merchant's key. */
export function shardOfKey(key: string): string | null {
  const token = key.startsWith(PREFIX) ? readToken(key.slice(PREFIX.length)) : null
  return token && shardOf(token)
}

/** Without salt or stretching: nobody can search through 125 random bits. */
export const hashOfKey = (key: string): Promise<string> => sha256(key)
