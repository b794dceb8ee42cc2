// The counting Workers' configs: the real ones with another entry, so that bindings, queues and
// aliases are always those that are deployed.
import { type TestHarnessOptions, unstable_readConfig } from 'wrangler'

type Inline = Extract<TestHarnessOptions['workers'][number], { config: unknown }>['config']

/**
 * `configPath`'s Worker with `main` instead of its own entry. Its queues wait for no batch to fill: what
 * is counted comes one by one anyway, and a life would take a minute longer.
 */
export function withEntry(configPath: string, main: string): { readonly config: Inline } {
  const read = unstable_readConfig({ config: configPath }, { hideWarnings: true })
  const consumers = read.queues.consumers?.map((each: object) => ({
    ...each,
    max_batch_timeout: 0,
  }))
  const queues = { ...read.queues, consumers }
  // As read, a missing list of crons is no list; as written it must be one.
  const triggers = { crons: read.triggers.crons ?? [] }
  return { config: { ...read, queues, triggers, main } as unknown as Inline }
}
