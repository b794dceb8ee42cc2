// How one connection is doing, for the merchant: what was imported and when, how much of the platform's
// budget is used, whether its webhooks come, and what to do about what is wrong.
import type { ConnectionRow } from '../core/db/hooks.ts'
import { countOrders } from '../core/db/orders.ts'
import type { Budget, Pulse } from './account.ts'
import { missingSecrets } from './adapter.ts'
import { bookkeeperOf, type OpenPlatform, openPlatform } from './connection.ts'
import type { Env } from './env.ts'
import type { Place } from './jobs/follow-up.ts'
import { backfillSince } from './jobs/take-orders.ts'

export type ConnectionStatus = {
  readonly problem: string | null
  readonly missingSecrets: readonly string[]
  /** null: it was never connected. */
  readonly liveSince: number | null
  readonly backfilledAt: number | null
  /** The first import while it runs; `total`: null where the platform does not count. */
  readonly backfill: { readonly imported: number; readonly total: number | null } | null
  readonly syncedAt: number | null
  readonly budget: Budget | null
  readonly hooks: Pulse['hooks']
}

/**
 * Asks the platform one thing at most, and that once a minute: how many orders there are, while the first
 * import runs. What is remembered is told also of a connection that cannot be used as it is.
 */
export async function statusOf(
  place: Place,
  connection: ConnectionRow,
  accounts: Env['ACCOUNTS'],
): Promise<ConnectionStatus> {
  const { db, settings, now } = place
  const { connectedAt, backfilledAt } = connection
  const books = bookkeeperOf(connection, accounts)
  const pulse = await books?.account.pulse(books.key)
  const known = {
    missingSecrets: missingSecrets(connection),
    liveSince: connectedAt === null ? null : connection.liveSince,
    backfilledAt,
    syncedAt: pulse?.syncedAt ?? null,
    hooks: pulse?.hooks ?? null,
  }
  const caller = { accounts, priority: 'reconciliation' } as const
  const opened = await openPlatform(db, connection, settings, now, caller)
  if (!opened.ok) return { ...known, problem: opened.problem.message, backfill: null, budget: null }
  const runs = connectedAt !== null && backfilledAt === null
  return {
    ...known,
    problem: connection.problem,
    backfill: runs
      ? {
          imported: await countOrders(db, connection.id),
          total: await totalOf(opened.value, connection, now),
        }
      : null,
    budget: await opened.value.account.budget(opened.value.limits, now),
  }
}

async function totalOf(
  { platform, context, account, key }: OpenPlatform,
  connection: ConnectionRow,
  now: number,
): Promise<number | null> {
  if (!platform.count) return null
  const kept = await account.counted(key, now)
  if (kept) return kept.orders
  const counted = await platform.count(backfillSince(connection), context)
  const orders = counted.ok ? counted.value : null
  await account.noteCount(key, orders, now)
  return orders
}
