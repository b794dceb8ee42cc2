// How one tracking feed is doing, for the merchant: how many parcels it looks after, which of them it does
// not know, whether looks are late, and how much of its budget is used. Nobody is called.
import type { ConnectionRow } from '../core/db/hooks.ts'
import { warnedOf, watchFigures } from '../core/db/watches.ts'
import type { Budget } from './account.ts'
import { missingSecrets } from './adapter.ts'
import { openCarrier } from './connection.ts'
import type { Env } from './env.ts'
import { isCalled } from './feeds.ts'
import type { Place } from './jobs/follow-up.ts'

/** At most so many are named. */
const MAX_WARNINGS = 20

export type FeedStatus = {
  readonly problem: string | null
  readonly missingSecrets: readonly string[]
  /** It posts, and nobody calls it: whose parcels it will tell of, it alone knows. */
  readonly onlyTold: boolean
  /** Parcels that it watches, or is asked about. */
  readonly parcels: number
  /** When the look that is due first is due; null: none is. */
  readonly dueAt: number | null
  readonly warnings: readonly { readonly order: string; readonly problem: string }[]
  readonly budget: Budget | null
}

export async function feedStatusOf(
  { db, settings, now }: Place,
  connection: ConnectionRow,
  accounts: Env['ACCOUNTS'],
): Promise<FeedStatus> {
  const { parcels, dueAt } = await watchFigures(db, connection.id)
  const caller = { accounts, priority: 'reconciliation' } as const
  const opened = await openCarrier(db, connection, settings, now, caller)
  return {
    problem: connection.problem,
    missingSecrets: missingSecrets(connection),
    onlyTold: !isCalled(connection),
    parcels,
    dueAt,
    warnings: await warnedOf(db, connection.id, MAX_WARNINGS),
    budget: opened.ok ? await opened.value.account.budget(opened.value.limits, now) : null,
  }
}
