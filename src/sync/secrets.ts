// A connection's secrets, opened for one use.
import * as z from 'zod'
import type { ConnectionRow } from '../core/db/hooks.ts'
import { ok, type Result } from '../core/result.ts'
import type { Settings } from './env.ts'
import { type SealProblem, unseal } from './seal.ts'

const Sealed = z.record(z.string(), z.string())

/** The connection's secrets, opened. */
export async function secretsOf(
  connection: ConnectionRow,
  settings: Pick<Settings, 'sealKeys'>,
): Promise<Result<Record<string, string>, SealProblem>> {
  const secrets: Record<string, string> = {}
  for (const [name, sealed] of Object.entries(Sealed.parse(JSON.parse(connection.secrets)))) {
    const place = { merchantId: connection.merchantId, connection: connection.name, name }
    const opened = await unseal(sealed, place, settings.sealKeys)
    if (!opened.ok) return opened
    secrets[name] = opened.value
  }
  return ok(secrets)
}
