// The feeds whose webhooks were proved a moment ago, so that a busy one costs the database one read in
// ten seconds instead of one each. What it costs: docs/decisions/016-remembered-hooks.md.
import type { ConnectionRow } from '../core/db/hooks.ts'

/** A connection with its secrets opened, as a webhook is held against it. */
export type Opened = {
  readonly connection: ConnectionRow
  readonly secrets: Readonly<Record<string, string>>
}

/** How long a removed connection or a replaced secret may still be taken. */
const KEPT_MS = 10_000
/** One isolate serves many merchants; past this the one that has been here longest makes room. */
const MOST = 200

const remembered = new Map<string, Opened & { readonly until: number }>()

/** By hook id. Real time, not the demo's: this is about how stale a copy may be. */
export function recall(hookId: string): Opened | null {
  const found = remembered.get(hookId)
  if (!found) return null
  if (found.until > Date.now()) return found
  remembered.delete(hookId)
  return null
}

/** Only what a proved webhook led to comes in, so nobody can fill it from outside. */
export function remember(hookId: string, { connection, secrets }: Opened): void {
  if (remembered.has(hookId)) return
  const [oldest] = remembered.keys()
  if (remembered.size >= MOST && oldest !== undefined) remembered.delete(oldest)
  remembered.set(hookId, { connection, secrets, until: Date.now() + KEPT_MS })
}

/** False: there was nothing to forget. */
export const forget = (hookId: string): boolean => remembered.delete(hookId)
