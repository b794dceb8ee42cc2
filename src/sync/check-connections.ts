// What the config's own schema cannot know: whether there is such an adapter, and whether the adapter
// takes these settings. Asked before a config is stored, so that a slip of the pen is told to whoever
// made it and not found out by a webhook.
import { adapterOf, type MerchantConfig } from '../core/merchant.ts'
import { adaptersFor, readSettings } from './adapter.ts'
import { platformOf } from './platforms/index.ts'

export type ConnectionFault = { readonly path: readonly PropertyKey[]; readonly message: string }

const WORDS = {
  platform: 'platform',
  carrier: 'tracking feed',
  email: 'email provider',
  sms: 'text message provider',
} as const

/** Every fault of the config's connections; none when all of them can be used. */
export function checkConnections({
  connections,
}: Pick<MerchantConfig, 'connections'>): ConnectionFault[] {
  return connections.flatMap((connection, i): ConnectionFault[] => {
    const { kind, id } = adapterOf(connection)
    const adapters = adaptersFor(kind)
    const adapter = adapters.get(id)
    if (!adapter) {
      const known = [...adapters.keys()].join(', ')
      const message = `names no ${WORDS[kind]} that there is. Known: ${known}.`
      return [{ path: ['connections', i, kind], message }]
    }
    const own = adapter.settings.safeParse(connection.settings)
    if (own.success) return []
    return own.error.issues.map(({ path, message }) => ({
      path: ['connections', i, 'settings', ...path],
      message,
    }))
  })
}

/** A connection as it is stored. */
type Stored = { readonly name: string; readonly adapter: string; readonly settings: string }

/**
 * Connections that the config would lead elsewhere. Orders, secrets and the place of the import belong
 * to one account: under its name another shop's order 123 would take the place of this one's, and the
 * secrets would go to another host.
 */
export function checkAccounts(
  { connections }: Pick<MerchantConfig, 'connections'>,
  stored: readonly Stored[],
): ConnectionFault[] {
  return connections.flatMap((connection, i): ConnectionFault[] => {
    const before = stored.find(({ name }) => name === connection.name)
    const { kind, id } = adapterOf(connection)
    if (!before) return []
    if (before.adapter !== id) return [elsewhere(['connections', i, kind], before.adapter)]
    const platform = kind === 'platform' ? platformOf(id) : null
    const old = platform && readSettings(platform.settings, before.settings)
    if (!platform || !old?.success) return []
    const account = platform.account(old.data)
    const same = account === platform.account(platform.settings.parse(connection.settings))
    return same ? [] : [elsewhere(['connections', i, 'settings'], account)]
  })
}

const elsewhere = (path: readonly PropertyKey[], before: string): ConnectionFault => ({
  path,
  message: `leads elsewhere than before (${before}). Give the new one a name of its own; its orders and secrets are not those of the old.`,
})
