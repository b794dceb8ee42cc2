// A platform connection, opened for one use: its adapter, and everything the adapter's calls get. What
// the merchant must mend (a setting, a secret) is a problem in words, never a failure of ours.

import type { Priority } from '../core/budget.ts'
import type { ConnectionRow } from '../core/db/hooks.ts'
import { keepValue, kept } from '../core/db/keep.ts'
import type { Db } from '../core/db/open.ts'
import { err, ok, type Result } from '../core/result.ts'
import type { Account } from './account.ts'
import { readSettings } from './adapter.ts'
import { clock } from './clock.ts'
import type { Context, TokenCache } from './context.ts'
import type { Env, Settings } from './env.ts'
import { type CallProblem, httpFor } from './http.ts'
import { paced } from './pace.ts'
import { platformOf } from './platforms/index.ts'
import type { Platform } from './platforms/platform.ts'
import { seal, unseal } from './seal.ts'
import { secretsOf } from './secrets.ts'

export type OpenPlatform = {
  readonly platform: Platform<unknown>
  readonly context: Context<unknown>
  /** The authority over the account's calls. */
  readonly account: DurableObjectStub<Account>
}

/** Whose calls these will be: they wait for those that are more urgent. */
export type Caller = { readonly accounts: Env['ACCOUNTS']; readonly priority: Priority }

/** Opens the connection; the problems are those of its settings and secrets, and no call is made. */
export async function openPlatform(
  db: Db,
  connection: ConnectionRow,
  settings: Settings,
  now: number,
  { accounts, priority }: Caller,
): Promise<Result<OpenPlatform, CallProblem>> {
  const platform = platformOf(connection.adapter)
  if (!platform) return err(unusable(connection, `There is no platform ${connection.adapter}.`))
  const own = readSettings(platform.settings, connection.settings)
  if (!own.success) {
    const faults = own.error.issues.map(
      ({ path, message }) => `\`${path.join('.') || 'settings'}\`: ${message}`,
    )
    return err(unusable(connection, `Its settings are not right (${faults.join('; ')}).`))
  }
  const secrets = await secretsOf(connection, settings)
  if (!secrets.ok) return err(problemOf(connection, secrets.problem.message))
  const hosts = platform.hosts(own.data)
  const account = accountOf(accounts, connection.adapter, platform.account(own.data))
  const http = paced(httpFor({ hosts, outsideWorld: settings.outsideWorld }), {
    account,
    limits: platform.limits ?? [],
    priority,
    restMs: platform.restMs,
    now: () => clock(settings),
  })
  return ok({
    platform,
    account,
    context: {
      settings: own.data,
      secrets: secrets.value,
      now,
      http,
      cache: tokenCache(db, connection, settings, now),
    },
  })
}

/** Where the other side posts its webhooks to. */
export const hookUrl = (
  { hookId }: Pick<ConnectionRow, 'hookId'>,
  { publicUrl }: Pick<Settings, 'publicUrl'>,
): string => `${publicUrl}/hooks/${hookId}`

/** Two connections to one account have one authority. */
const accountOf = (accounts: Env['ACCOUNTS'], adapter: string, account: string) =>
  accounts.get(accounts.idFromName(`${adapter} ${account}`))

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
