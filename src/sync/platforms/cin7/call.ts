// One call to Cin7, and what its reply means. Nothing that Cin7 answered is repeated in a problem.
import type * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import { parseExactly } from '../../exact-json.ts'
import { basicAuth, type CallProblem, type Reply, refusal } from '../../http.ts'
import { type Cin7Context, HOST } from './settings.ts'

const API = `https://${HOST}/api/v1`

export type Ask = {
  readonly resource?: 'SalesOrders' | 'Products'
  /** After the resource. */
  readonly path?: string
  readonly query?: Readonly<Record<string, string>>
  /** JSON text of an array: a PUT. */
  readonly rows?: string
}

/** Calls and parses; 404 comes back as a refusal with that status. */
export async function call<Data extends z.ZodType>(
  ask: Ask,
  data: Data,
  context: Cin7Context,
): Promise<Result<z.infer<Data>, CallProblem>> {
  const key = context.secrets.connectionKey
  if (!key) return err(noKey)
  const { resource = 'SalesOrders', path = '', query } = ask
  const reply = await context.http(`${API}/${resource}${path}${queryOf(query)}`, {
    method: ask.rows === undefined ? 'GET' : 'PUT',
    headers: {
      authorization: basicAuth(context.settings.username, key),
      accept: 'application/json',
      ...(ask.rows !== undefined && { 'content-type': 'application/json' }),
    },
    body: ask.rows,
  })
  if (!reply.ok) return reply
  if (reply.value.status !== 200) return err(refused(reply.value, context.now))
  const parsed = data.safeParse(parseExactly(reply.value.text))
  if (parsed.success) return ok(parsed.data)
  return err(unreadable(reply.value, parsed.error))
}

/**
 * `%20`, not `+`, for blanks. ASP.NET refuses query strings of more than 2,048 characters unless it is
 * told otherwise (unverified for Cin7), so callers keep below that.
 * https://learn.microsoft.com/en-us/iis/configuration/system.webserver/security/requestfiltering/requestlimits/
 */
export function queryOf(query: Readonly<Record<string, string>> = {}): string {
  const pairs = Object.entries(query).map(([name, value]) => {
    return `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`
  })
  return pairs.length > 0 ? `?${pairs.join('&')}` : ''
}

/** An instant as Cin7 takes it: whole seconds, UTC. */
export const isoSeconds = (at: number): string =>
  `${new Date(Math.floor(at / 1000) * 1000).toISOString().slice(0, 19)}Z`

const noKey: CallProblem = {
  kind: 'credentials',
  host: HOST,
  status: null,
  message:
    'The secret connectionKey is not set: waymark secret set <connection> connectionKey, with the key of the API connection in Cin7 Omni.',
  retry: false,
}

const NEXT_STEP: Readonly<Record<number, string>> = {
  400: 'It did not take our question. Please report this to the Waymark project.',
  401: 'Check `username` in the settings and the secret connectionKey against Integrations › API v1 in Cin7 Omni.',
  403: 'Give the API connection the rights SalesOrders Read and Update in Cin7 Omni under Integrations › API v1.',
  429: 'It asks us to slow down; the call is made again by itself.',
}

function refused(reply: Reply, now: number): CallProblem {
  const problem = refusal(HOST, reply, now, 'our call')
  const step =
    NEXT_STEP[reply.status] ??
    (reply.status >= 500
      ? 'Cin7 has a fault; the call is made again by itself.'
      : 'If this stays, please report it to the Waymark project.')
  return { ...problem, message: `${problem.message} ${step}` }
}

/** HTTP 200 that is no answer of the API: a page in front of it, JSON cut short, another shape. */
function unreadable(reply: Reply, error: z.ZodError): CallProblem {
  const where = error.issues.slice(0, 3).map(issue => issue.path.join('.') || 'the whole')
  const message = /^\s*</.test(reply.text)
    ? `${HOST} answered with a web page instead of data.`
    : `${HOST} answered with broken JSON, or not in the documented shape at: ${where.join(', ')}.`
  return {
    kind: 'unreadable',
    host: HOST,
    status: reply.status,
    message: `${message} The call is made again by itself.`,
    retry: { afterSeconds: 60 },
  }
}
