// Configs of Workers that are measured from inside: the real ones with another entry, so that bindings, queues and
// aliases are always those that are deployed.
import { type TestHarnessOptions, unstable_readConfig } from 'wrangler'

type Inline = Extract<TestHarnessOptions['workers'][number], { config: unknown }>['config']

/** `configPath`'s Worker with `main` instead of its own entry. */
export function withEntry(configPath: string, main: string): { readonly config: Inline } {
  const read = unstable_readConfig({ config: configPath }, { hideWarnings: true })
  // As read, a missing list of crons is no list; as written it must be one.
  const triggers = { crons: read.triggers.crons ?? [] }
  return { config: { ...read, triggers, main } as unknown as Inline }
}

/**
 * sync, counting. Its queues wait for no batch to fill: what is counted comes one by one anyway, and a
 * life would take a minute longer.
 */
export function countedSync(): { readonly config: Inline } {
  const { config } = withEntry('wrangler.sync.toml', 'bench/counted/sync.ts')
  const consumers = config.queues?.consumers?.map((each: object) => ({
    ...each,
    max_batch_timeout: 0,
  }))
  return { config: { ...config, queues: { ...config.queues, consumers } } }
}
