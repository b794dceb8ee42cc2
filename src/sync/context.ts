// What every adapter's call gets: the connection, the way out, and the time. Platforms, carriers and
// providers share it, so that the same hands open all of them.
import type { Http } from './http.ts'

export type SecretKind = {
  readonly about: string
  readonly required: boolean
  /** Nobody else gives it: Waymark makes it up when it connects, and tells the other side. */
  readonly generated?: true
}

/** A connection's settings (config) and unsealed secrets. A rotated secret's predecessor is `<name>.previous`. */
export type Credentials<Settings> = {
  readonly settings: Settings
  readonly secrets: Readonly<Record<string, string>>
}

export type Context<Settings> = Credentials<Settings> & {
  readonly http: Http
  readonly now: number
  /** A small store that outlives the call, for tokens fetched with client credentials. */
  readonly cache: TokenCache
}

export type TokenCache = {
  get(key: string): Promise<string | null>
  put(key: string, value: string, expiresAt: number): Promise<void>
}

/** What was found and what is missing, for `connect` and for the merchant. */
export type Grants = {
  /** The other side's own name for the account. */
  readonly account: string
  /** Scopes and rights that it lacks, as its own settings call them. */
  readonly missing: readonly string[]
  /** Settings over there that the merchant should know of or change, in plain sentences. */
  readonly advice?: readonly string[]
}
