// The way out at the platform's own pace: each call asks the account first, waits a moment when there
// is no room, and passes on what the reply says of the next one. Adapters do not know.
import type { Limit, Priority } from '../core/budget.ts'
import { err, type Result } from '../core/result.ts'
import type { Account } from './account.ts'
import { type CallProblem, type Http, type Reply, retryAfterSeconds } from './http.ts'

/** Longer than this no invocation stands and waits: the call comes again as another. */
const PATIENCE_MS = 5000
/** A 429 without a word on when to come back. */
const REST_MS = 60_000
/** After no answer: each further call would stand and wait for its timeout, and keep others from theirs. */
const SILENT_REST_MS = 30_000

type Pace = {
  readonly account: Pick<Account, 'take' | 'rest'>
  /** Whose calls these are, among those who share the account. */
  readonly connection: string
  readonly limits: readonly Limit[]
  readonly priority: Priority
  /** For how long the reply asks to be left alone, ms; see `Platform.restMs`. */
  restMs?(reply: Reply, now: number): number
  now(): Promise<number>
  readonly wait?: (ms: number) => Promise<void>
  /** Its calls may be left out: they wait for no room, and that one of them got no answer stops no others. */
  readonly spare?: boolean
}

/** The same calls, none of them before the account has room for it. */
export function paced(http: Http, pace: Pace): Http {
  return async (url, call) => {
    const host = URL.parse(url)?.hostname ?? '(no host)'
    const turn = await turnOf(pace, host)
    if (turn) return turn
    const reply = await http(url, call)
    const now = await pace.now()
    if (!reply.ok) {
      if (reply.problem.kind === 'unreachable' && !pace.spare)
        await pace.account.rest(SILENT_REST_MS, now)
      return reply
    }
    const forMs = pace.restMs?.(reply.value, now) || askedRestMs(reply.value, now)
    if (forMs > 0) await pace.account.rest(forMs, now)
    return reply
  }
}

/** Waits for room; a problem when that would take too long. */
async function turnOf(pace: Pace, host: string): Promise<Result<never, CallProblem> | null> {
  const wait = pace.wait ?? (ms => scheduler.wait(ms))
  let waited = 0
  for (;;) {
    const now = await pace.now()
    const waitMs = await pace.account.take(pace.connection, pace.limits, pace.priority, now)
    if (waitMs === 0) return null
    if (waited + waitMs > (pace.spare ? 0 : PATIENCE_MS)) return err(full(host, waitMs))
    await wait(waitMs)
    waited += waitMs
  }
}

/** Where the platform has no way of its own: 429, and 503 with a word on when to come back. */
function askedRestMs({ status, headers }: Reply, now: number): number {
  const seconds = retryAfterSeconds(headers.get('retry-after'), now)
  if (status === 429) return seconds === null ? REST_MS : seconds * 1000
  return status === 503 && seconds !== null ? seconds * 1000 : 0
}

/** Whether nothing was called, because the account has no room or rests: no news of the platform. */
export const isWaiting = (problem: {
  readonly kind: string
  readonly status?: number | null
}): boolean => problem.kind === 'throttled' && problem.status === null

/** A reply that only its adapter knew to be a refusal of more calls counts for the whole account. */
export async function restAfter(
  account: Pace['account'],
  problem: CallProblem,
  now: number,
): Promise<void> {
  if (problem.kind !== 'throttled' || isWaiting(problem) || !problem.retry) return
  await account.rest(problem.retry.afterSeconds * 1000, now)
}

const full = (host: string, waitMs: number): CallProblem => ({
  kind: 'throttled',
  host,
  status: null,
  message: `${host} takes no more calls for now. Waymark goes on by itself.`,
  retry: { afterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) },
})
