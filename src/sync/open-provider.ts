// The merchant's provider of a channel, opened for one use: its adapter and everything its calls get.
import type { ConnectionRow } from '../core/db/hooks.ts'
import type { Channel } from '../core/message.ts'
import { err, ok, type Result } from '../core/result.ts'
import { readSettings } from './adapter.ts'
import type { Settings } from './env.ts'
import { httpFor } from './http.ts'
import { providerOf } from './notify/index.ts'
import type { Provider, SendContext } from './notify/provider.ts'
import { secretsOf } from './secrets.ts'

export type OpenProvider = {
  readonly connection: ConnectionRow
  readonly provider: Provider<object>
  readonly context: SendContext<object>
}

/** `none`: nobody carries this channel. `unusable`: somebody would, once the merchant mends this. */
export type NoProvider =
  | { readonly kind: 'none' }
  | { readonly kind: 'unusable'; readonly connection: ConnectionRow; readonly message: string }

/** Of several connections of a channel the first one made carries it. */
export async function openProvider(
  channel: Channel,
  connections: readonly ConnectionRow[],
  settings: Settings,
  now: number,
): Promise<Result<OpenProvider, NoProvider>> {
  const [connection] = connections
    .filter(({ kind }) => kind === channel)
    .toSorted((a, b) => a.id - b.id)
  if (!connection) return err({ kind: 'none' })
  const unusable = (message: string) => err({ kind: 'unusable', connection, message } as const)
  const provider = providerOf(connection.adapter)
  if (!provider) return unusable(`There is no provider ${connection.adapter}.`)
  const own = readSettings(provider.settings, connection.settings)
  if (!own.success) {
    const names = own.error.issues.map(issue => issue.path.join('.') || 'settings')
    return unusable(`Correct ${names.join(', ')} of ${connection.name} and run \`waymark apply\`.`)
  }
  const secrets = await secretsOf(connection, settings)
  if (!secrets.ok) return unusable(secrets.problem.message)
  const missing = Object.entries(provider.secrets)
    .filter(([name, { required }]) => required && name !== 'webhookSecret' && !secrets.value[name])
    .map(([name]) => name)
  if (missing.length > 0) {
    return unusable(
      `Set ${missing.map(name => `\`waymark secret set ${connection.name} ${name}\``).join(', ')}.`,
    )
  }
  const http = httpFor({ hosts: provider.hosts, outsideWorld: settings.outsideWorld })
  const context = { settings: own.data, secrets: secrets.value, http, now }
  return ok({ connection, provider, context })
}
