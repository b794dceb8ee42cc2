// Connecting a shop: are the secrets there, does the shop accept them, may we do all that we need, do
// its webhooks come to us. Only then is it connected, live, and its
// orders of the last weeks are imported in silence.
// Everything here may be repeated: it finds what it made before.

import { goLive, putSecret } from '../../core/db/config.ts'
import type { ConnectionRow } from '../../core/db/hooks.ts'
import { connectionById } from '../../core/db/hooks.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { newToken } from '../../core/token.ts'
import { missingSecrets } from '../adapter.ts'
import { hookUrl, openPlatform } from '../connection.ts'
import type { Grants } from '../context.ts'
import type { Env } from '../env.ts'
import type { CallProblem } from '../http.ts'
import { noteHookProblem, noteProblem } from '../note-problem.ts'
import { isWaiting } from '../pace.ts'
import { platformOf } from '../platforms/index.ts'
import { seal } from '../seal.ts'
import type { Place } from './follow-up.ts'
import type { ImportRequest } from './import-request.ts'
import { type Hooks, lookAfterHooks } from './look-after-hooks.ts'

export type Connected = {
  readonly grants: Grants
  readonly hooks: Hooks
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
  const { name } = whole
  const unset = missingSecrets(whole)
  if (unset.length > 0) {
    const commands = unset.map(secret => `waymark secret set ${name} ${secret}`)
    const message = `Set its secrets first: ${commands.join('; ')}.`
    return refused(place, whole, { missing: unset.map(each => `secret ${each}`), message })
  }
  // Somebody waits for it, and it is few calls: an import of the same shop must not stand before it.
  const caller = { accounts: env.ACCOUNTS, priority: 'write-back' } as const
  const opened = await openPlatform(db, whole, settings, now, caller)
  if (!opened.ok) return refused(place, whole, { missing: [], message: opened.problem.message })
  const grants = await opened.value.platform.check(opened.value.context)
  if (!grants.ok) return notAsked(place, whole, grants.problem)
  const { missing } = grants.value
  if (missing.length > 0) {
    const message = `${opened.value.platform.name} does not let Waymark do all it must. Grant it: ${missing.join(', ')}.`
    return refused(place, whole, { missing, message })
  }
  // It has proved whose shop it is: from here on its calls count on the account that it shares with others.
  const proved = { ...whole, connectedAt: whole.connectedAt ?? now }
  const shop = await openPlatform(db, proved, settings, now, caller)
  if (!shop.ok) return refused(place, whole, { missing: [], message: shop.problem.message })
  const { account, key } = shop.value
  const hooks = await lookAfterHooks(shop.value, hookUrl(whole, settings), now)
  if (!hooks.ok) return notAsked(place, whole, hooks.problem)
  await account.note(key, { hooks: hooks.value })
  await noteProblem(db, whole.id, null)
  await noteHookProblem(db, whole.id, hooks.value.problem)
  const liveSince = await begin(place, whole)
  await env.ORDERS.send({ shard, connectionId: whole.id } satisfies ImportRequest)
  return ok({ grants: grants.value, hooks: hooks.value, liveSince })
}

/** Only the merchant can mend it, or somebody at the shop: noted, so that it is not forgotten. */
async function refused(
  { db }: Place,
  { id }: ConnectionRow,
  problem: NotConnected,
): Promise<Result<never, NotConnected>> {
  await noteProblem(db, id, problem.message)
  return err(problem)
}

/** Connecting is one act, so nothing goes on by itself; that the account has no room says nothing of it. */
async function notAsked(
  place: Place,
  connection: ConnectionRow,
  problem: CallProblem,
): Promise<Result<never, NotConnected>> {
  const { message, retry, host } = problem
  if (!retry) return refused(place, connection, { missing: [], message })
  const again = `Run \`waymark connect ${connection.name}\` again in ${retry.afterSeconds} s.`
  if (isWaiting(problem)) {
    return err({ missing: [], message: `${host} takes no more calls for now. ${again}` })
  }
  return refused(place, connection, { missing: [], message: `${message} ${again}` })
}

/** A shop that was connected before is live since then, and stays so. */
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
