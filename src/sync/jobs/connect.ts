// Connecting a shop: are the secrets there, does the shop accept them, may we do all that we need, do its
// webhooks come to us. Only then is it connected and live, and its orders of the last weeks are imported
// in silence. A feed is connected by the same questions; it only has no orders and makes no webhooks.
// Everything here may be repeated: it finds what it made before.

import { goLive, putSecret } from '../../core/db/config.ts'
import type { ConnectionRow } from '../../core/db/hooks.ts'
import { connectionById } from '../../core/db/hooks.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { newToken } from '../../core/token.ts'
import { adaptersFor, hasSecrets, missingSecrets } from '../adapter.ts'
import { carrierOf } from '../carriers/index.ts'
import { hookUrl, openCarrier, openPlatform } from '../connection.ts'
import type { Grants } from '../context.ts'
import type { Env } from '../env.ts'
import type { CallProblem } from '../http.ts'
import { noteHookProblem, noteProblem } from '../note-problem.ts'
import { isWaiting } from '../pace.ts'
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
  const ready = await withSecrets(place, connection)
  if (!ready.ok) return ready
  const whole = ready.value
  // Somebody waits for it, and it is few calls: an import of the same shop must not stand before it.
  const caller = { accounts: env.ACCOUNTS, priority: 'write-back' } as const
  const opened = await openPlatform(db, whole, settings, now, caller)
  if (!opened.ok) return refused(place, whole, { missing: [], message: opened.problem.message })
  const { platform, context } = opened.value
  const grants = await granted(place, whole, platform.name, await platform.check(context))
  if (!grants.ok) return grants
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

/**
 * Connects a feed, one that is only told too. Parcels under way are told to the others
 * by the sweep, within the hour.
 */
export async function connectFeed(
  place: Place,
  connection: ConnectionRow,
  env: Pick<Env, 'ACCOUNTS'>,
): Promise<Result<FeedConnected, NotConnected>> {
  const { db, settings, now } = place
  const ready = await withSecrets(place, connection)
  if (!ready.ok) return ready
  const carrier = carrierOf(connection.adapter)
  const unset = (carrier?.calls?.needs ?? []).filter(name => !hasSecrets(ready.value, [name]))
  if (!carrier?.check || unset.length > 0) {
    await noteProblem(db, connection.id, null)
    return ok({ account: null, advice: unset.length > 0 ? [optional(connection, unset)] : [] })
  }
  const caller = { accounts: env.ACCOUNTS, priority: 'write-back' } as const
  const opened = await openCarrier(db, ready.value, settings, now, caller)
  if (!opened.ok)
    return refused(place, connection, { missing: [], message: opened.problem.message })
  const checked = await carrier.check(opened.value.context)
  const grants = await granted(place, connection, carrier.name, checked)
  if (!grants.ok) return grants
  await noteProblem(db, connection.id, null)
  return ok({ account: grants.value.account, advice: grants.value.advice ?? [] })
}

/** `account`: null of one that is only told. */
export type FeedConnected = { readonly account: string | null; readonly advice: readonly string[] }

const optional = ({ name }: ConnectionRow, secrets: readonly string[]): string =>
  `If Waymark shall ask it, or tell it what to watch: ${secrets.map(secret => `waymark secret set ${name} ${secret}`).join('; ')}.`

/** The connection with the secrets that nobody else gives; a problem while one of the others is missing. */
async function withSecrets(
  place: Place,
  connection: ConnectionRow,
): Promise<Result<ConnectionRow, NotConnected>> {
  const whole = await withGenerated(place, connection)
  const unset = missingSecrets(whole)
  if (unset.length === 0) return ok(whole)
  const commands = unset.map(secret => `waymark secret set ${whole.name} ${secret}`)
  const message = `Set its secrets first: ${commands.join('; ')}.`
  return refused(place, whole, { missing: unset.map(each => `secret ${each}`), message })
}

/** What the other side said when it was asked who we are, as a yes or a no. */
async function granted(
  place: Place,
  connection: ConnectionRow,
  other: string,
  grants: Result<Grants, CallProblem>,
): Promise<Result<Grants, NotConnected>> {
  if (!grants.ok) return notAsked(place, connection, grants.problem)
  const { missing } = grants.value
  if (missing.length === 0) return grants
  const message = `${other} does not let Waymark do all it must. Grant it: ${missing.join(', ')}.`
  return refused(place, connection, { missing, message })
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
  const kinds = adaptersFor(connection.kind).get(connection.adapter)?.secrets ?? {}
  const known: unknown = JSON.parse(connection.secrets)
  for (const [name, kind] of Object.entries(kinds)) {
    if (!kind.generated || (known && Object.hasOwn(known, name))) continue
    const place = { merchantId: connection.merchantId, connection: connection.name, name }
    const sealed = await seal(`${newToken(shard)}${newToken(shard)}`, place, settings.sealKeys)
    await putSecret(db, connection.id, { name, sealed, previous: null })
  }
  return (await connectionById(db, connection.id)) ?? connection
}
