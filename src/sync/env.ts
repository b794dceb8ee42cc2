// What sync is given: bindings, vars and secrets. Parsed once, at the first use; whatever is missing
// is named all at once, each with the command that mends it. Only this file knows their names.
import * as z from 'zod'
import { err, ok, type Result } from '../core/result.ts'
import type { Account } from './account.ts'
import type { Tries } from './tries.ts'

export type Env = {
  readonly DB0: D1Database
  readonly ARCHIVE: R2Bucket
  readonly ACCOUNTS: DurableObjectNamespace<Account>
  readonly TRIES: DurableObjectNamespace<Tries>
  readonly ORDERS: Queue
  readonly TRACKING: Queue
  readonly MESSAGES: Queue
  readonly WRITE_BACKS: Queue
  readonly WATCHES: Queue
  readonly POLLS: Queue
  readonly ENVIRONMENT: string
  readonly PUBLIC_URL: string
  readonly OUTSIDE_WORLD?: string
  readonly SEAL_KEY: string
  readonly SEAL_KEY_PREVIOUS?: string
  readonly OPERATOR_KEY: string
}

export type Settings = {
  readonly development: boolean
  /** Where shoppers and webhooks reach edge; no trailing slash. */
  readonly publicUrl: string
  /** A stand-in for everything outside; null in production, whatever the variable says. */
  readonly outsideWorld: string | null
  /** Keys that seal the merchants' secrets; the first seals, each may open. Base64 of 32 bytes. */
  readonly sealKeys: readonly [string, ...string[]]
  readonly operatorKey: string
}

/** Each missing or wrong setting with the command that mends it. */
type EnvProblem = { readonly kind: 'misconfigured'; readonly faults: readonly string[] }

const sealKey = z.base64().refine(text => atob(text).length === 32)

const Vars = z.object({
  ENVIRONMENT: z.enum(['production', 'development']),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).transform(url => url.replace(/\/+$/, '')),
  OUTSIDE_WORLD: z.union([z.literal(''), z.url()]).optional(),
  SEAL_KEY: sealKey,
  SEAL_KEY_PREVIOUS: sealKey.optional(),
  OPERATOR_KEY: z.string().regex(/^[!-~]{32,}$/), // it travels in a header
})

const MENDING: Record<keyof z.infer<typeof Vars>, string> = {
  ENVIRONMENT: 'set it to "production" or "development" under [vars] in wrangler.sync.toml',
  PUBLIC_URL: "set it to edge's https:// address under [vars] in wrangler.sync.toml",
  OUTSIDE_WORLD: 'remove it from [vars] in wrangler.sync.toml, or make it an address',
  SEAL_KEY: 'openssl rand -base64 32 | npx wrangler secret put SEAL_KEY -c wrangler.sync.toml',
  SEAL_KEY_PREVIOUS: 'npx wrangler secret delete SEAL_KEY_PREVIOUS -c wrangler.sync.toml',
  OPERATOR_KEY: 'openssl rand -hex 32 | npx wrangler secret put OPERATOR_KEY -c wrangler.sync.toml',
}

const parsed = new WeakMap<object, Result<Settings, EnvProblem>>()

/** The settings in `env`, or every fault in them. */
export function readEnv(env: object): Result<Settings, EnvProblem> {
  const known = parsed.get(env)
  if (known) return known
  const result = parse(env)
  parsed.set(env, result)
  return result
}

function parse(env: object): Result<Settings, EnvProblem> {
  const vars = Vars.safeParse(env)
  if (!vars.success) {
    const names = new Set(vars.error.issues.map(issue => String(issue.path[0])))
    const faults = Object.entries(MENDING)
      .filter(([name]) => names.has(name))
      .map(([name, mending]) => `${name} is missing or malformed: ${mending}`)
    return err({ kind: 'misconfigured', faults })
  }
  const { data } = vars
  const development = data.ENVIRONMENT === 'development'
  return ok({
    development,
    publicUrl: data.PUBLIC_URL,
    outsideWorld: development && data.OUTSIDE_WORLD ? data.OUTSIDE_WORLD : null,
    sealKeys: data.SEAL_KEY_PREVIOUS ? [data.SEAL_KEY, data.SEAL_KEY_PREVIOUS] : [data.SEAL_KEY],
    operatorKey: data.OPERATOR_KEY,
  })
}
