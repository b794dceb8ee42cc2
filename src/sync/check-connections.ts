// What the config's own schema cannot know: whether there is such an adapter, and whether the adapter
// takes these settings. Asked before a config is stored, so that a slip of the pen is told to whoever
// made it and not found out by a webhook.
import { adapterOf, type MerchantConfig } from '../core/merchant.ts'
import { adaptersFor } from './adapter.ts'

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
