// A connection, opened for one use: its adapter, and everything the adapter's calls get. What the
// merchant must mend (a setting, a secret) is a problem in words, never a failure of ours.
import type * as z from 'zod'
import type { Limit, Priority } from '../core/budget.ts'
import type { ConnectionRow } from '../core/db/hooks.ts'
import { keepValue, kept } from '../core/db/keep.ts'
import type { Db } from '../core/db/open.ts'
import { err, ok, type Result } from '../core/result.ts'
import { shardOf } from '../core/token.ts'
import type { Account } from './account.ts'
import { readSettings } from './adapter.ts'
import type { Carrier } from './carriers/carrier.ts'
import { carrierOf } from './carriers/index.ts'
import { clock } from './clock.ts'
import type { Context, TokenCache } from './context.ts'
import type { Env, Settings } from './env.ts'
import { type CallProblem, type Http, httpFor, type Reply } from './http.ts'
import { paced } from './pace.ts'
import { platformOf } from './platforms/index.ts'
import type { Platform } from './platforms/platform.ts'
import { seal, unseal } from './seal.ts'
import { secretsOf } from './secrets.ts'

/** For calls to spare; others wait as long as `http.ts` or the adapter says. */
const SPARE_TIMEOUT_MS = 5000

type Open = {
  readonly context: Context<unknown>
  /** The same for what may be left out: it leaves room for all other calls, and waits for nobody long. */
  readonly spare: Context<unknown>
  /** The authority over the account's calls, and by which key it knows the connection. */
  readonly account: DurableObjectStub<Account>
  readonly key: string
  /** What the other side allows the account. */
  readonly limits: readonly Limit[]
}
export type OpenPlatform = Open & { readonly platform: Platform<unknown> }
export type OpenCarrier = Open & { readonly carrier: Carrier<unknown> }

/** Whose calls these will be: they wait for those that are more urgent. */
export type Caller = { readonly accounts: Env['ACCOUNTS']; readonly priority: Priority }

/** Opens the connection; the problems are those of its settings and secrets, and no call is made. */
export async function openPlatform(
  db: Db,
  connection: ConnectionRow,
  settings: Settings,
  now: number,
  caller: Caller,
): Promise<Result<OpenPlatform, CallProblem>> {
  const platform = platformOf(connection.adapter)
  if (!platform) return err(unusable(connection, `There is no platform ${connection.adapter}.`))
  const outside = { ...platform, limits: () => platform.limits ?? [] }
  const opened = await open(db, connection, settings, now, { ...caller, outside })
  return opened.ok ? ok({ ...opened.value, platform }) : opened
}

/** The same for a feed; one that only pushes has nobody to call, and says so. */
export async function openCarrier(
  db: Db,
  connection: ConnectionRow,
  settings: Settings,
  now: number,
  caller: Caller,
): Promise<Result<OpenCarrier, CallProblem>> {
  const carrier = carrierOf(connection.adapter)
  if (!carrier) return err(unusable(connection, `There is no carrier ${connection.adapter}.`))
  if (!carrier.calls) return err(unusable(connection, `${carrier.name} is not called.`))
  const { calls } = carrier
  const outside = {
    ...calls,
    settings: carrier.settings,
    limits: (own: unknown) => calls.limits?.(own) ?? [],
    // Many feeds know an account by its key alone: then another merchant's is another one.
    account: (own: unknown) =>
      calls.account(own) && `${connection.merchantId} ${calls.account(own)}`,
  }
  const opened = await open(db, connection, settings, now, { ...caller, outside })
  return opened.ok ? ok({ ...opened.value, carrier }) : opened
}

/** What an adapter says of whom it calls. */
type Outside = {
  readonly settings: z.ZodType
  hosts(settings: unknown): readonly string[]
  account(settings: unknown): string
  limits(settings: unknown): readonly Limit[]
  restMs?(reply: Reply, now: number): number
}

async function open(
  db: Db,
  connection: ConnectionRow,
  settings: Settings,
  now: number,
  { accounts, priority, outside }: Caller & { readonly outside: Outside },
): Promise<Result<Open, CallProblem>> {
  const own = readSettings(outside.settings, connection.settings)
  if (!own.success) {
    const faults = own.error.issues.map(
      ({ path, message }) => `\`${path.join('.') || 'settings'}\`: ${message}`,
    )
    return err(unusable(connection, `Its settings are not right (${faults.join('; ')}).`))
  }
  const secrets = await secretsOf(connection, settings)
  if (!secrets.ok) return err(problemOf(connection, secrets.problem.message))
  const hosts = outside.hosts(own.data)
  const account = authorityOf(accounts, connection, outside.account(own.data) || connection.hookId)
  const key = keyOf(connection)
  const limits = outside.limits(own.data)
  const direct = httpFor({ hosts, outsideWorld: settings.outsideWorld })
  const pace = {
    account,
    connection: key,
    limits,
    priority,
    restMs: (reply: Reply, at: number) => outside.restMs?.(reply, at) ?? 0,
    now: () => clock(settings),
  }
  const brief: Http = (url, call) => direct(url, { ...call, timeoutMs: SPARE_TIMEOUT_MS })
  const context = {
    settings: own.data,
    secrets: secrets.value,
    now,
    http: paced(direct, pace),
    cache: tokenCache(db, connection, settings, now),
  }
  const spare = { ...context, http: paced(brief, { ...pace, priority: 'backfill', spare: true }) }
  return ok({ account, key, limits, context, spare })
}

/** Where the other side posts its webhooks to. */
export const hookUrl = (
  { hookId }: Pick<ConnectionRow, 'hookId'>,
  { publicUrl }: Pick<Settings, 'publicUrl'>,
): string => `${publicUrl}/hooks/${hookId}`

/** What is known of a connection without a call, also while it cannot be used; null: nothing can be. */
export function bookkeeperOf(
  connection: ConnectionRow,
  accounts: Env['ACCOUNTS'],
): Pick<Open, 'account' | 'key'> | null {
  const platform = platformOf(connection.adapter)
  const own = platform && readSettings(platform.settings, connection.settings)
  if (!platform || !own?.success) return null
  const account = authorityOf(accounts, connection, platform.account(own.data))
  return { account, key: keyOf(connection) }
}

/** Ids repeat from shard to shard. */
const keyOf = ({ hookId, id }: ConnectionRow): string => `${shardOf(hookId)} ${id}`

/**
 * Two connections to one account have one authority. A shop that was never connected has one of its own:
 * anybody may write another's account into a config, and must not spend its budget.
 */
function authorityOf(accounts: Env['ACCOUNTS'], connection: ConnectionRow, account: string) {
  const { adapter, kind, connectedAt } = connection
  const isClaim = kind === 'platform' && connectedAt === null
  const name = `${adapter} ${account}`
  return accounts.get(
    accounts.idFromName(isClaim ? `claim of ${keyOf(connection)}: ${name}` : name),
  )
}

const unusable = (connection: ConnectionRow, fault: string): CallProblem =>
  problemOf(
    connection,
    `The connection ${connection.name} cannot be used. ${fault} Correct it in the config and run \`waymark apply\`.`,
  )

/** Only the merchant can mend it, so trying again is no use. */
const problemOf = ({ name }: ConnectionRow, message: string): CallProblem => ({
  kind: 'credentials',
  host: name,
  status: null,
  message,
  retry: false,
})

/** Fetched tokens are secrets too: sealed at rest, under the connection they belong to. */
function tokenCache(
  db: Db,
  { merchantId, id, name }: ConnectionRow,
  { sealKeys }: Settings,
  now: number,
): TokenCache {
  const place = (key: string) => ({ merchantId, connection: name, name: `token ${key}` })
  return {
    get: async key => {
      const sealed = await kept(db, `token ${id} ${key}`, now)
      const opened = sealed ? await unseal(sealed, place(key), sealKeys) : null
      return opened?.ok ? opened.value : null
    },
    put: async (key, value, expiresAt) =>
      keepValue(db, `token ${id} ${key}`, await seal(value, place(key), sealKeys), expiresAt),
  }
}
