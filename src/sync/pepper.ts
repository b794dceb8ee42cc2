// The key under which recipients are hashed: made once for each database, sealed at rest, and kept for
// good, because the ledger and the suppressions recognise people by these hashes only.

import { keepFirst } from '../core/db/keep.ts'
import type { Db } from '../core/db/open.ts'
import type { Settings } from './env.ts'
import { seal, unseal } from './seal.ts'

const NAME = 'recipient pepper'
const PLACE = { merchantId: 0, connection: 'waymark', name: NAME }

const opened = new WeakMap<object, Map<string, string>>()

/** The pepper of the shard's database. Throws when it is sealed under a key we no longer have. */
export async function pepperOf(db: Db, shard: string, settings: Settings): Promise<string> {
  const known = opened.get(settings) ?? new Map<string, string>()
  opened.set(settings, known)
  const before = known.get(shard)
  if (before) return before
  const fresh = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
  const sealed = await keepFirst(db, NAME, () => seal(fresh, PLACE, settings.sealKeys))
  const pepper = await unseal(sealed, PLACE, settings.sealKeys)
  // Another pepper would make strangers of everybody who opted out: better to stop than to go on.
  if (!pepper.ok) throw new Error('the recipient pepper is sealed under another SEAL_KEY')
  known.set(shard, pepper.value)
  return pepper.value
}
