// One call to BigCommerce and what its reply means: 204 is "nothing", V2 complains in an array, V3 in an
// object, and 429 says in its own header how long to rest. Nothing that a store answered is repeated in
// a problem, except why it refused what we sent.
// https://github.com/bigcommerce/docs, api-rate-limits.mdx, status-codes.mdx (read 2026-11-23)
import * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import { parseExactly } from '../../exact-json.ts'
import { type CallProblem, type Reply, refusal } from '../../http.ts'
import { type BigCommerceContext, HOST } from './settings.ts'

export type Ask = {
  readonly method?: 'GET' | 'POST' | 'PUT'
  /** Below the store: `/v2/orders`. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: object
}

/** `complaint`: it understood the call and will not do it, for the reason in `text`. */
export type Answer =
  | { readonly kind: 'body'; readonly value: unknown }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'complaint'; readonly status: number; readonly text: string }

export async function ask(
  context: BigCommerceContext,
  { method = 'GET', path, query, body }: Ask,
): Promise<Result<Answer, CallProblem>> {
  const search = query ? `?${new URLSearchParams(query)}` : ''
  const reply = await context.http(
    `https://${HOST}/stores/${context.settings.storeHash}${path}${search}`,
    {
      method,
      headers: {
        'x-auth-token': context.secrets.accessToken ?? '',
        accept: 'application/json', // V2 may answer in XML without it
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: exactJson(body) } : {}),
    },
  )
  return reply.ok ? judge(reply.value, context) : reply
}

/** The parsed body; a problem when the answer has none or another shape. */
export async function askFor<Shape extends z.ZodType>(
  context: BigCommerceContext,
  wanted: Ask,
  shape: Shape,
): Promise<Result<z.infer<Shape>, CallProblem>> {
  const answer = await ask(context, wanted)
  return answer.ok ? bodyOf(answer.value, shape) : answer
}

export function bodyOf<Shape extends z.ZodType>(
  answer: Answer,
  shape: Shape,
): Result<z.infer<Shape>, CallProblem> {
  if (answer.kind === 'missing') return err(notThere)
  if (answer.kind === 'complaint') {
    const message = `BigCommerce answered ${answer.status}: ${answer.text}.`
    return err({ kind: 'refused', host: HOST, status: answer.status, message, retry: false })
  }
  const parsed = shape.safeParse(answer.kind === 'body' ? answer.value : undefined)
  if (parsed.success) return ok(parsed.data)
  const where = parsed.error.issues.slice(0, 5).map(issue => issue.path.join('.') || 'the body')
  const message = `BigCommerce's answer is not in the documented shape at: ${where.join(', ')}.`
  return err({ ...unreadable(200, message), misshapen: true })
}

const notThere: CallProblem = {
  kind: 'refused',
  host: HOST,
  status: 404,
  message: 'BigCommerce does not know this store or address: check `storeHash` in the settings.',
  retry: false,
}

/**
 * How long a reply asks us to rest: others use the same quota, so we stop a little before it is empty.
 * The headers are on every reply.
 */
export function restMs(reply: Reply): number {
  const left = numberIn(reply, 'x-rate-limit-requests-left')
  const quota = numberIn(reply, 'x-rate-limit-requests-quota') ?? 0
  const resetMs = numberIn(reply, 'x-rate-limit-time-reset-ms')
  if (resetMs === null) return 0
  if (reply.status === 429) return Math.min(resetMs, MAX_REST_MS)
  if (left === null) return 0
  return left <= Math.max(3, Math.floor(quota / 20)) ? Math.min(resetMs, MAX_REST_MS) : 0
}

const MAX_REST_MS = 5 * 60_000 // ten windows: more is a mistake
const OVERLOAD_SECONDS = 60 // a 429 without the headers: the whole platform is busy

function judge(reply: Reply, context: BigCommerceContext): Result<Answer, CallProblem> {
  const { status, text } = reply
  if (status === 204) return ok({ kind: 'nothing' })
  if (status >= 200 && status < 300) {
    const value = parseExactly(text)
    return value === undefined ? err(noJson(reply)) : ok({ kind: 'body', value })
  }
  if (status === 429) return err(throttled(reply))
  if (status === 404 && !isPage(text)) return ok({ kind: 'missing' })
  if (status === 401)
    return err(credentials(reply, context, 'The access token is wrong or was revoked.'))
  // A page with a 403 comes from a firewall, not from BigCommerce's API.
  if (status < 500 && isPage(text)) return err(noJson(reply))
  if (status === 403)
    return err(
      credentials(reply, context, 'The API account may not do this: give it Orders: modify.'),
    )
  if (COMPLAINTS.has(status)) return ok({ kind: 'complaint', status, text: reasonIn(text) })
  return err(refusal(HOST, reply, context.now, 'our call'))
}

/** 413: a page too large. 409 and 422: it clashes with what is there. */
const COMPLAINTS: ReadonlySet<number> = new Set([400, 405, 409, 413, 415, 422])

const isPage = (text: string): boolean => /^\s*</.test(text)

function noJson(reply: Reply): CallProblem {
  const what = isPage(reply.text) ? 'a web page instead of data' : 'broken JSON'
  return unreadable(reply.status, `BigCommerce answered with ${what}; the call is made again.`)
}

export const unreadable = (status: number, message: string): CallProblem => ({
  kind: 'unreadable',
  host: HOST,
  status,
  message,
  retry: { afterSeconds: 60 },
})

function throttled(reply: Reply): CallProblem {
  const resetMs = numberIn(reply, 'x-rate-limit-time-reset-ms')
  const seconds = resetMs === null ? OVERLOAD_SECONDS : Math.ceil(resetMs / 1000)
  return {
    kind: 'throttled',
    host: HOST,
    status: reply.status,
    message: 'BigCommerce asks us to slow down; the call is made again by itself.',
    retry: { afterSeconds: Math.min(Math.max(seconds, 1), 3600) },
  }
}

function credentials(reply: Reply, context: BigCommerceContext, why: string): CallProblem {
  const problem = refusal(HOST, reply, context.now, 'our call')
  const step =
    'Make a store-level API account under Settings › Store-level API accounts and set its token with `waymark secret set`.'
  return { ...problem, message: `${problem.message} ${why} ${step}` }
}

const V2Errors = z.array(z.object({ message: z.string() })).min(1)
const V3Error = z.object({ title: z.string() })

function reasonIn(text: string): string {
  const body = parseExactly(text)
  const many = V2Errors.safeParse(body)
  const one = V3Error.safeParse(body)
  const reason = many.data?.map(each => each.message).join('; ') ?? one.data?.title
  return (reason ?? 'no reason given').slice(0, 300)
}

function numberIn(reply: Reply, header: string): number | null {
  const text = reply.headers.get(header)?.trim() ?? ''
  return /^\d{1,12}$/.test(text) ? Number(text) : null
}

/** Ids are integers there: written as digits, also where no JavaScript number can hold them. */
const exactJson = (body: object): string =>
  JSON.stringify(body).replace(/("order_(?:address|product)_id":)"(\d+)"/g, '$1$2')
