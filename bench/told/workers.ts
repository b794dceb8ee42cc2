// edge and sync with a merchant who has a connection to each sender, and nobody else.
import { readFileSync } from 'node:fs'
import { parse as parseYaml } from 'yaml'
import * as z from 'zod'
import { MERCHANT, OPERATOR_KEY, SEAL_KEY } from '../../demo/constants.ts'
import { keysAt, secretFor, signed } from '../../test/battery/signers.ts'
import { countedSync, withEntry } from '../counted/config.ts'
import { startWorkers, type Workers } from '../workers.ts'
import type { Sender } from './scans.ts'
import { factsOf } from './webhook.ts'

export const SYNC = 'waymark-sync'

/** How sync is started: as it is deployed, or counting its rows. */
export type How = 'deployed' | 'counted'

export type Connected = Workers & {
  /** Where each sender posts to. */
  readonly hookPaths: ReadonlyMap<Sender, string>
}

export async function startConnected(how: How, senders: readonly Sender[]): Promise<Connected> {
  const sync =
    how === 'counted' ? countedSync() : withEntry('wrangler.sync.toml', 'bench/told/sync.ts')
  const vars = { ...sync.config.vars, SENDER_KEYS: await senderKeys() }
  const secrets = { SEAL_KEY, OPERATOR_KEY }
  const workers = await startWorkers(
    [
      // In production only a host of the deployment's own takes webhooks.
      { configPath: 'wrangler.toml', vars: { OWN_HOSTS: '127.0.0.1 localhost' } },
      { ...sync, vars, secrets },
    ],
    [SYNC],
  )
  return { ...workers, hookPaths: await connect(workers.url, senders) }
}

/** The answer to whoever asks for the keys of the one sender that signs with a key pair (keys.ts). */
async function senderKeys(): Promise<string> {
  const { signing } = factsOf('shipengine')
  if (signing.kind !== 'rsa') throw new Error('ShipEngine signs with a key of its own')
  const { [signing.key]: kid = '' } = signed(signing, '', secretFor(signing))
  const key = await keysAt('', kid)
  return JSON.stringify({ keys: key.ok ? [{ kid, ...key.value }] : [] })
}

const Applied = z.object({
  connections: z.array(z.object({ name: z.string(), hookUrl: z.string() })),
})

async function connect(url: URL, senders: readonly Sender[]): Promise<Connected['hookPaths']> {
  const connections = senders.map(sender => ({
    name: sender,
    carrier: sender,
    settings: factsOf(sender).settings,
  }))
  const config = parseYaml(readFileSync('merchants/demo.yaml', 'utf8')) as object
  const applied = Applied.parse(JSON.parse(await put(url, '/config', { ...config, connections })))
  for (const sender of senders) {
    for (const [name, value] of Object.entries(factsOf(sender).secrets)) {
      await put(url, `/connections/${sender}/secrets/${name}`, { value })
    }
  }
  return new Map(
    senders.map(sender => {
      const { hookUrl = '' } = applied.connections.find(({ name }) => name === sender) ?? {}
      return [sender, new URL(hookUrl).pathname]
    }),
  )
}

async function put(url: URL, path: string, body: object): Promise<string> {
  const response = await fetch(new URL(`/api/v1${path}`, url), {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${OPERATOR_KEY}`,
      'waymark-merchant': MERCHANT,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${path} was refused: ${text}`)
  return text
}
