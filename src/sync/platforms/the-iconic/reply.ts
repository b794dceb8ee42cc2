// What a reply of Seller Center means. Nothing that it answered is repeated in a problem; why it refuses
// an act is for the merchant, and write-back.ts asks for it (`complaintOf`).
import type * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import { parseExactly } from '../../exact-json.ts'
import { type CallProblem, type Reply, refusal, retryAfterSeconds } from '../../http.ts'
import { hostOf, type IconicContext } from './settings.ts'
import * as wire from './wire.ts'

/** How long a maintenance is given when Seller Center does not say. */
const MAINTENANCE_SECONDS = 300

/** The data of a reply, or the problem it stands for. */
export function judge<Data extends z.ZodType>(
  reply: Reply,
  context: IconicContext,
  data: Data,
  what: string,
): Result<z.infer<Data>, CallProblem> {
  if (reply.status < 200 || reply.status >= 300) return err(refused(reply, context, what))
  const body = reply.text.trim() === '' ? null : parseExactly(reply.text)
  const host = hostOf(context.settings)
  if (body === undefined) return err(unreadable(host, reply))
  const parsed = data.safeParse(body)
  if (parsed.success) return ok(parsed.data)
  const where = parsed.error.issues.slice(0, 5).map(issue => issue.path.join('.') || 'the reply')
  return err({
    kind: 'unreadable',
    host,
    status: reply.status,
    message: `Seller Center's answer to ${what} is not in the documented shape at: ${where.join(', ')}.`,
    retry: { afterSeconds: 60 },
  })
}

const NEXT_STEP: Readonly<Record<number, string>> = {
  401: 'The application was removed or its secret changed: set `applicationSecret` again with `waymark secret set`.',
  403: 'The user who added the application in Seller Center lacks the right to this: give it to them under Settings, Manage Users.',
  429: 'Seller Center asks us to slow down; the call is made again by itself.',
}

export function refused(reply: Reply, context: IconicContext, what: string): CallProblem {
  const problem = refusal(hostOf(context.settings), reply, context.now, what)
  if (isMaintenance(reply)) {
    const afterSeconds = maintenanceSeconds(reply, context.now)
    const message = 'Seller Center is under maintenance; the call is made again by itself.'
    return { ...problem, kind: 'throttled', message, retry: { afterSeconds } }
  }
  const step =
    NEXT_STEP[reply.status] ??
    (reply.status >= 500
      ? 'Seller Center has a fault; the call is made again by itself.'
      : 'Please report this to the Waymark project.')
  return { ...problem, message: `${problem.message} ${step}` }
}

const isMaintenance = (reply: Reply): boolean =>
  reply.status === 503 && wire.Maintenance.safeParse(parseExactly(reply.text)).success

const maintenanceSeconds = (reply: Reply, now: number): number =>
  retryAfterSeconds(reply.headers.get('retry-after'), now) ?? MAINTENANCE_SECONDS

/** The whole account rests while Seller Center is under maintenance. */
export function restMs(reply: Reply, now: number): number {
  return isMaintenance(reply) ? maintenanceSeconds(reply, now) * 1000 : 0
}

/** What Seller Center says against an act, in its own words, or null when the reply is no such refusal. */
export function complaintOf({ status, text }: Reply): string | null {
  if (![400, 404, 409, 422].includes(status)) return null
  const { title, detail } = wire.Problem.safeParse(parseExactly(text)).data ?? {}
  const words = [title, detail].flatMap(each => each?.trim() || [])
  return words.join(': ').slice(0, 300) || `it answered ${status} and gave no reason`
}

/** A web page in front of the API, or a reply cut short. */
export function unreadable(host: string, reply: Reply): CallProblem {
  const page = /^\s*</.test(reply.text)
  return {
    kind: 'unreadable',
    host,
    status: reply.status,
    message: page
      ? `${host} answered with a web page instead of data; the call is made again by itself.`
      : `${host} answered with broken JSON; the call is made again by itself.`,
    retry: { afterSeconds: 60 },
  }
}
