// A shop's webhooks: made when it is connected, and looked after since, because shops switch off those
// that failed for a while and say nothing. The cron's own reading makes up for what was lost meanwhile.
import { err, ok, type Result } from '../../core/result.ts'
import type { Pulse } from '../account.ts'
import type { OpenPlatform } from '../connection.ts'
import type { CallProblem } from '../http.ts'
import { isWaiting } from '../pace.ts'

export type Hooks = NonNullable<Pulse['hooks']>

/**
 * Makes and mends them, and says how they were found; a platform without webhooks has none. The problem is
 * that nobody could look, because the account has no room: it says nothing of them.
 */
export async function lookAfterHooks(
  { platform, context }: Pick<OpenPlatform, 'platform' | 'context'>,
  callback: string,
  now: number,
): Promise<Result<Hooks, CallProblem>> {
  const found = await platform.subscribe?.(callback, context)
  if (!found) return ok({ at: now, topics: [], problem: null })
  if (found.ok) {
    const topics = found.value.map(({ topic, state }) => ({ topic, state }))
    return ok({ at: now, topics, problem: null })
  }
  if (isWaiting(found.problem)) return err(found.problem)
  return ok({ at: now, topics: [], problem: found.problem.message })
}
