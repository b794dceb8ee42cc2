// Connecting a shop: are the secrets there, does the shop accept them, may we do all that we need, do
// its webhooks come to us. Then it is live, and its orders of the last weeks are imported in silence.
// Everything here may be repeated: it finds what it made before.

import { goLive, putSecret } from '../../core/db/config.ts'
import type { ConnectionRow } from '../../core/db/hooks.ts'
import { connectionById } from '../../core/db/hooks.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { newToken } from '../../core/token.ts'
import type { Pulse } from '../account.ts'
import { missingSecrets } from '../adapter.ts'
import { hookUrl, openPlatform } from '../connection.ts'
import type { Grants } from '../context.ts'
import type { Env } from '../env.ts'
import { noteProblem } from '../note-problem.ts'
import { platformOf } from '../platforms/index.ts'
import { seal } from '../seal.ts'
import type { Place } from './follow-up.ts'
import type { ImportRequest } from './import-request.ts'
import { lookAfterHooks } from './look-after-hooks.ts'

export type Connected = {
  readonly grants: Grants
  readonly hooks: NonNullable<Pulse['hooks']>
  readonly liveSince: number
}

/** What stands in the way, in words for the merchant, and who can take it away. */
export type NotConnected = { readonly missing: readonly string[]; readonly message: string }

export async function connect(
  place: Place,
  connection: ConnectionRow,
  env: Pick<Env, 'ACCOUNTS' | 'ORDERS'>,
): Promise<Result<Connected, NotConnected>> {
  const { db, shard, settings, now } = place
  const whole = await withGenerated(place, connection)
  const missing = missingSecrets(whole).map(name => `secret ${name}`)
  if (missing.length > 0) return refused(place, whole, missing, 'Set its secrets first.')
  const caller = { accounts: env.ACCOUNTS, priority: 'reconciliation' } as const
  const opened = await openPlatform(db, whole, settings, now, caller)
  if (!opened.ok) return refused(place, whole, [], opened.problem.message)
  const grants = await opened.value.platform.check(opened.value.context)
  if (!grants.ok) return refused(place, whole, [], grants.problem.message)
  if (grants.value.missing.length > 0) {
    const names = grants.value.missing.join(', ')
    const message = `${opened.value.platform.name} does not let Waymark do all it must. Grant it: ${names}.`
    return refused(place, whole, grants.value.missing, message)
  }
  const hooks = await lookAfterHooks(opened.value, hookUrl(whole, settings), now)
  await opened.value.account.note(whole.id, { hooks })
  await noteProblem(db, whole.id, hooks.problem)
  const liveSince = await begin(place, whole)
  await env.ORDERS.send({ shard, connectionId: whole.id } satisfies ImportRequest)
  return ok({ grants: grants.value, hooks, liveSince })
}

async function refused(
  { db }: Place,
  { id }: ConnectionRow,
  missing: readonly string[],
  message: string,
): Promise<Result<never, NotConnected>> {
  await noteProblem(db, id, message)
  return err({ missing, message })
}

/** A shop whose import has begun was live before, and stays so since then. */
async function begin({ db, now }: Place, { id }: ConnectionRow): Promise<number> {
  await goLive(db, id, now)
  return (await connectionById(db, id))?.liveSince ?? now
}

/** Secrets that nobody else gives are made up here, once. */
async function withGenerated(
  { db, shard, settings }: Place,
  connection: ConnectionRow,
): Promise<ConnectionRow> {
  const kinds = platformOf(connection.adapter)?.secrets ?? {}
  const known: unknown = JSON.parse(connection.secrets)
  for (const [name, kind] of Object.entries(kinds)) {
    if (!kind.generated || (known && Object.hasOwn(known, name))) continue
    const place = { merchantId: connection.merchantId, connection: connection.name, name }
    const sealed = await seal(`${newToken(shard)}${newToken(shard)}`, place, settings.sealKeys)
    await putSecret(db, connection.id, { name, sealed, previous: null })
  }
  return (await connectionById(db, connection.id)) ?? connection
}
