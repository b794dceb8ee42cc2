// When a counting sync has nothing left to do, and what it has cost by then.
import type { Workers } from '../workers.ts'
import { type Parts, statementsOf } from './parts.ts'

/** Longer than anything takes from one statement to the next. */
const REST_MS = 900
const PATIENCE_MS = 30_000

/** Waits until `sync` has had nothing to do for a while; what it cost since the start. */
export async function restOf(workers: Pick<Workers, 'ask' | 'logs'>, sync: string): Promise<Parts> {
  const startedAt = performance.now()
  let busyAt = startedAt
  for (let before = -1; ; ) {
    const parts = (await (await workers.ask(sync, '/counts')).json()) as Parts
    const now = performance.now()
    if (statementsOf(parts) !== before) busyAt = now
    else if (now - busyAt > REST_MS) return parts
    if (now - startedAt > PATIENCE_MS) {
      throw new Error(`sync never came to rest:\n${workers.logs()}`)
    }
    before = statementsOf(parts)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}
