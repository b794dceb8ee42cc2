// A shop's webhooks: made when it is connected, and looked after since, because shops switch off those
// that failed for a while and say nothing. The cron's own reading makes up for what was lost meanwhile.
import type { Pulse } from '../account.ts'
import type { OpenPlatform } from '../connection.ts'

type Hooks = NonNullable<Pulse['hooks']>

/** Makes and mends them, and says how they were found; a platform without webhooks has none. */
export async function lookAfterHooks(
  { platform, context }: Pick<OpenPlatform, 'platform' | 'context'>,
  callback: string,
  now: number,
): Promise<Hooks> {
  const found = await platform.subscribe?.(callback, context)
  if (!found) return { at: now, topics: [], problem: null }
  return found.ok
    ? { at: now, topics: found.value.map(({ topic, state }) => ({ topic, state })), problem: null }
    : { at: now, topics: [], problem: found.problem.message }
}
