// One call to a shop's REST API, and what its reply means. WooCommerce answers faults with
// {code, message, data}; anything else that is no JSON comes from the host in front of it.
import * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import { parseExactly } from '../../exact-json.ts'
import { basicAuth, type CallProblem, type Reply, refusal } from '../../http.ts'
import { hostOf, siteOf, type WooContext } from './settings.ts'

/** `missing`: 404 with WordPress's code. `complaint`: another 4xx: what we sent does not fit. */
export type Answer<Body> =
  | { readonly kind: 'found'; readonly body: Body; readonly total: number | null }
  | { readonly kind: 'missing'; readonly code: string }
  | { readonly kind: 'complaint'; readonly complaint: string }

export type Request = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly query?: Readonly<Record<string, string>>
  /** JSON text: written by hand where an id must stay exact. */
  readonly body?: string
}

export const WC = '/wc/v3'
/** Shared hosting is slow, and a page of orders is made by PHP. */
const TIMEOUT_MS = 25_000

/** Keys travel in the Authorization header, never in the address, where logs would keep them. */
export async function call<Shape extends z.ZodType>(
  context: WooContext,
  path: string,
  shape: Shape,
  request: Request = {},
): Promise<Result<Answer<z.infer<Shape>>, CallProblem>> {
  const { shop } = context.settings
  const { consumerKey, consumerSecret } = context.secrets
  if (!consumerKey || !consumerSecret) return err(keyless(hostOf(shop)))
  const { method = 'GET', query = {}, body } = request
  const search = new URLSearchParams(query).toString()
  const address = `https://${siteOf(shop)}/wp-json${path}${search ? `?${search}` : ''}`
  const reply = await context.http(address, {
    method,
    headers: {
      accept: 'application/json',
      authorization: basicAuth(consumerKey, consumerSecret),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
    timeoutMs: TIMEOUT_MS,
  })
  return reply.ok ? judge(reply.value, context, shape) : reply
}

/** The body of what was found; anything else is a problem the caller has no answer to. */
export async function get<Shape extends z.ZodType>(
  context: WooContext,
  path: string,
  shape: Shape,
  query: Readonly<Record<string, string>> = {},
): Promise<Result<{ body: z.infer<Shape>; total: number | null }, CallProblem>> {
  const answer = await call(context, path, shape, { query })
  if (!answer.ok) return answer
  return answer.value.kind === 'found' ? ok(answer.value) : err(unexpected(answer.value, context))
}

/**
 * Whether the shop has no such API at all: WordPress's own code for an address that nobody registered.
 * https://github.com/WordPress/WordPress/blob/master/wp-includes/rest-api/class-wp-rest-server.php (from memory, not re-read)
 */
export const isNoRoute = (answer: Answer<unknown>): boolean =>
  answer.kind === 'missing' && answer.code === 'rest_no_route'

/** A fault where none was expected, such as a shop whose REST API is switched off. */
export function unexpected(
  answer: Exclude<Answer<unknown>, { kind: 'found' }>,
  { settings }: WooContext,
): CallProblem {
  const host = hostOf(settings.shop)
  const known = answer.kind === 'missing'
  return {
    kind: 'refused',
    host,
    status: known ? 404 : 400,
    message: known
      ? `${host} does not know what we asked for (${answer.code}). Check that WooCommerce is active and its REST API is not switched off.`
      : `${host} refused our request (${answer.complaint}). Please report this to the Waymark project.`,
    retry: { afterSeconds: 3600 },
  }
}

const Fault = z.object({ code: z.string(), message: z.string().catch('') })

function judge<Shape extends z.ZodType>(
  reply: Reply,
  context: WooContext,
  shape: Shape,
): Result<Answer<z.infer<Shape>>, CallProblem> {
  const host = hostOf(context.settings.shop)
  const { status } = reply
  if (status >= 300 && status < 400) return err(moved(host, status))
  if (status === 429 || status === 408 || status >= 500) {
    return err(refusal(host, reply, context.now, 'our request'))
  }
  const body = parseExactly(reply.text)
  if (status === 401) return err(denied(host, status))
  if (body === undefined) return err(unreadable(host, reply))
  const fault = Fault.safeParse(body)
  if (status === 403) return err(fault.success ? denied(host, status) : unreadable(host, reply))
  if (status >= 400) {
    if (!fault.success) return err(unreadable(host, reply))
    const { code, message } = fault.data
    if (status === 404 || status === 410) return ok({ kind: 'missing', code })
    return ok({ kind: 'complaint', complaint: `${code}: ${message}`.slice(0, 300) })
  }
  const parsed = shape.safeParse(body)
  if (!parsed.success) {
    const where = parsed.error.issues.slice(0, 5).map(issue => issue.path.join('.') || 'the reply')
    return err(misshapen(host, status, where))
  }
  const total = Number(reply.headers.get('x-wp-total') ?? Number.NaN)
  return ok({ kind: 'found', body: parsed.data, total: Number.isInteger(total) ? total : null })
}

const keyless = (host: string): CallProblem => ({
  kind: 'credentials',
  host,
  status: null,
  message:
    'Set the REST API key: waymark secret set <connection> consumerKey, and the same for consumerSecret.',
  retry: false,
})

// Codes: woocommerce_rest_cannot_view, woocommerce_rest_authentication_error.
const denied = (host: string, status: number): CallProblem => ({
  kind: 'credentials',
  host,
  status,
  message: `${host} does not accept the REST API key (${status}). Check in WooCommerce > Settings > Advanced > REST API that it exists, has Read/Write permission and belongs to an administrator or shop manager, and set consumerKey and consumerSecret again. If it is right, the host drops the Authorization header: ask it to pass it on.`,
  retry: false,
})

/** Followed, a redirect would turn a POST into a GET and could carry the key to another host. */
const moved = (host: string, status: number): CallProblem => ({
  kind: 'refused',
  host,
  status,
  message: `${host} redirects us. Write the address where the browser ends up (with or without www) as \`shop\` in the settings.`,
  retry: false,
})

function unreadable(host: string, { status, text }: Reply): CallProblem {
  const page = /^\s*</.test(text)
  return {
    kind: 'unreadable',
    host,
    status,
    message: page
      ? `${host} answered with a web page instead of data (${status}). If this stays, let the firewall pass Waymark, check \`shop\` in the settings, and that Settings > Permalinks is not Plain.`
      : `${host} answered with broken JSON; the call is made again by itself.`,
    retry: { afterSeconds: 60 },
  }
}

const misshapen = (host: string, status: number, where: readonly string[]): CallProblem => ({
  kind: 'unreadable',
  host,
  status,
  message: `WooCommerce's answer is not in the documented shape at: ${where.join(', ')}.`,
  misshapen: true,
  retry: { afterSeconds: 60 },
})
