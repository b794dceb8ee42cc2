// One call to a shop, and what its reply means. Nothing that a shop answered is repeated in a problem
// but the names of rights and fields.
import type * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import { parseExactly } from '../../exact-json.ts'
import { type CallProblem, type Reply, refusal } from '../../http.ts'
import { authorization, encode } from './oauth.ts'
import { baseOf, type MagentoContext } from './settings.ts'
import * as wire from './wire.ts'

export type Ask = {
  readonly method?: 'GET' | 'POST'
  /** After `/rest/<store code>`: `/V1/orders`. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** JSON text: ids in it are written by hand, because a long one would not survive as a number. */
  readonly body?: string
}

/** The reply, whatever its status. */
export async function send(
  { method = 'GET', path, query = {}, body }: Ask,
  context: MagentoContext,
): Promise<Result<Reply, CallProblem>> {
  const asked = Object.entries(query).map(([name, value]) => `${encode(name)}=${encode(value)}`)
  const address = `${baseOf(context.settings)}/rest/${context.settings.storeCode}${path}`
  const url = asked.length > 0 ? `${address}?${asked.join('&')}` : address
  const allowed = await authorization(method, url, context)
  if (!allowed.ok) return err(unset(allowed.problem, context))
  const headers = { authorization: allowed.value, accept: 'application/json' }
  return context.http(url, {
    method,
    headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
    body,
    // A search over a large sales table without a fitting index takes its time.
    timeoutMs: 30_000,
  })
}

/** The data of the reply, or the problem it stands for. */
export async function call<Data extends z.ZodType>(
  ask: Ask,
  context: MagentoContext,
  data: Data,
): Promise<Result<z.infer<Data>, CallProblem>> {
  const reply = await send(ask, context)
  return reply.ok ? judge(reply.value, context, data) : reply
}

export function judge<Data extends z.ZodType>(
  reply: Reply,
  context: MagentoContext,
  data: Data,
): Result<z.infer<Data>, CallProblem> {
  if (reply.status !== 200) return err(refused(reply, context))
  const body = parseExactly(reply.text)
  if (body === undefined) return err(unreadable(reply, context, notJson(reply)))
  const parsed = data.safeParse(body)
  if (parsed.success) return ok(parsed.data)
  const where = parsed.error.issues.slice(0, 5).map(issue => issue.path.join('.') || 'the answer')
  const what = `the answer is not in the documented shape at: ${where.join(', ')}`
  return err({ ...unreadable(reply, context, what), misshapen: true })
}

/** Magento's own word on a refusal; null where it is a page of something in front of it. */
export function faultOf(reply: Reply): wire.Fault | null {
  return wire.Fault.safeParse(parseExactly(reply.text)).data ?? null
}

/** The message with its %1 and %name filled in, for a person to read. */
export function sayFault({ message, parameters }: wire.Fault): string {
  const named = Array.isArray(parameters)
    ? parameters.map((value, index) => [String(index + 1), value] as const)
    : Object.entries(parameters ?? {})
  const values = new Map(named)
  const filled = message.replace(/%(\w+)/g, (whole, name: string) => {
    const value = values.get(name)
    return typeof value === 'string' || typeof value === 'number' ? String(value) : whole
  })
  return filled.replace(/\s+/g, ' ').trim().slice(0, 300)
}

/**
 * The right that a 401 names. Magento says the same of a token it does not know at all: then nobody is
 * asking, and nobody has no rights.
 */
export function deniedRight(reply: Reply): string | null {
  const parameters =
    reply.status === 401 || reply.status === 403 ? faultOf(reply)?.parameters : null
  const named = parameters && !Array.isArray(parameters) ? parameters.resources : null
  return typeof named === 'string' && /^[\w:, ]{1,200}$/.test(named) ? named : null
}

const TOKEN_STEP = {
  bearer:
    'Is the access token right? If it is, the shop takes no token alone: allow it under Stores > Configuration > Services > OAuth > Consumer Settings ("Allow OAuth Access Tokens to be used as standalone Bearer tokens"), or set auth: oauth1.',
  oauth1:
    'Compare the four keys of the integration (System > Integrations) with `waymark secret set`, and that it is active.',
} as const

/** What to do about credentials that open nothing. */
export const tokenStep = ({ settings }: MagentoContext): string => TOKEN_STEP[settings.auth]

// A signature's other parts are complained of with 400: the clock, the nonce, the length of the token.
// magento2 lib/internal/Magento/Framework/Oauth/Oauth.php (read 2026-11-24)
const ABOUT_SIGNING = /oauth_|\bnonce\b|\btoken length\b|\bsignature method\b/i

function refused(reply: Reply, context: MagentoContext): CallProblem {
  const { host, auth } = context.settings
  const problem = refusal(host, reply, context.now, 'our call')
  const fault = faultOf(reply)
  if (auth === 'oauth1' && reply.status === 400 && ABOUT_SIGNING.test(fault?.message ?? '')) {
    const message = `${host} does not take our signature. ${tokenStep(context)}`
    return { ...problem, kind: 'credentials', message }
  }
  return { ...problem, message: `${problem.message} ${stepFor(reply, fault, context)}` }
}

function stepFor(reply: Reply, fault: wire.Fault | null, context: MagentoContext): string {
  const { status } = reply
  if (status === 401 || status === 403) {
    const right = deniedRight(reply)
    if (right)
      return `It lacks the right ${right}, or the token is not known. ${tokenStep(context)}`
    return fault ? tokenStep(context) : FIREWALL
  }
  if (status >= 300 && status < 400) return MOVED
  if (status === 404) return NOT_THERE
  if (status === 429) return 'It asks us to slow down; the call is made again by itself.'
  if (status === 503) return 'It may be in maintenance mode; the call is made again by itself.'
  return status >= 500
    ? 'The shop has a fault; the call is made again by itself. Its log (var/log) says more.'
    : 'Please report this to the Waymark project.'
}

const FIREWALL =
  'Not Magento but something in front of it refused: let our calls to /rest pass in the firewall or CDN.'
const MOVED = 'The shop answers at another address: put that host (often with www.) into `host`.'
const NOT_THERE =
  'There is no such API: check `host`, `path` and `storeCode`; without rewritten addresses `path` is index.php.'

const notJson = (reply: Reply): string =>
  /^\s*</.test(reply.text)
    ? 'a web page came instead of data; if this stays, check `host` and `path`, and the firewall'
    : 'the answer is no whole JSON; the call is made again by itself'

function unreadable(reply: Reply, { settings }: MagentoContext, what: string): CallProblem {
  return {
    kind: 'unreadable',
    host: settings.host,
    status: reply.status,
    message: `${settings.host}: ${what}.`,
    retry: { afterSeconds: 60 },
  }
}

function unset(names: readonly string[], { settings }: MagentoContext): CallProblem {
  const set = names.map(name => `\`waymark secret set <connection> ${name}\``).join(', ')
  return {
    kind: 'credentials',
    host: settings.host,
    status: null,
    message: `Not set for auth: ${settings.auth}: ${names.join(', ')}. Set with ${set}.`,
    retry: false,
  }
}
