// How one connection is doing, for the merchant: what was imported and when, how much of the platform's
// budget is used, whether its webhooks come, and what to do about what is wrong.
import type { ConnectionRow } from '../core/db/hooks.ts'
import { countOrders } from '../core/db/orders.ts'
import type { Budget, Pulse } from './account.ts'
import { missingSecrets } from './adapter.ts'
import { openPlatform } from './connection.ts'
import type { Env } from './env.ts'
import type { Place } from './jobs/follow-up.ts'
import { backfillSince } from './jobs/take-orders.ts'

export type ConnectionStatus = {
  readonly problem: string | null
  readonly missingSecrets: readonly string[]
  readonly liveSince: number
  readonly backfilledAt: number | null
  /** The first import while it runs; `total`: null where the platform does not count. */
  readonly backfill: { readonly imported: number; readonly total: number | null } | null
  readonly syncedAt: number | null
  readonly budget: Budget | null
  readonly hooks: Pulse['hooks']
}

/** Asks the platform one thing at most: how many orders there are, while the first import runs. */
export async function statusOf(
  place: Place,
  connection: ConnectionRow,
  accounts: Env['ACCOUNTS'],
): Promise<ConnectionStatus> {
  const { db, settings, now } = place
  const caller = { accounts, priority: 'reconciliation' } as const
  const opened = await openPlatform(db, connection, settings, now, caller)
  const known = {
    missingSecrets: missingSecrets(connection),
    liveSince: connection.liveSince,
    backfilledAt: connection.backfilledAt,
  }
  if (!opened.ok) {
    const { message } = opened.problem
    return { ...known, problem: message, backfill: null, syncedAt: null, budget: null, hooks: null }
  }
  const { platform, context, account } = opened.value
  const { syncedAt, hooks } = await account.pulse(connection.id)
  const counted =
    connection.backfilledAt === null
      ? await platform.count?.(backfillSince(connection), context)
      : undefined
  return {
    ...known,
    problem: connection.problem,
    backfill:
      connection.backfilledAt === null
        ? {
            imported: await countOrders(db, connection.id),
            total: counted?.ok ? counted.value : null,
          }
        : null,
    syncedAt,
    budget: await account.budget(platform.limits ?? [], now),
    hooks,
  }
}
