// What a reply of Shopify means. It answers in layers: the HTTP status, `errors` inside HTTP 200, and
// `userErrors` inside the data (write-back.ts judges those). Nothing that a shop answered is repeated
// in a problem, except the names of fields, codes and scopes.
import * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import { type CallProblem, type Reply, refusal } from '../../http.ts'
import type { ShopifyContext } from './settings.ts'

/** The data of a GraphQL reply, or the problem it stands for. */
export function judge<Data extends z.ZodType>(
  reply: Reply,
  context: ShopifyContext,
  data: Data,
): Result<z.infer<Data>, CallProblem> {
  const { shop } = context.settings
  const body = parseJson(reply.text)
  const envelope = Envelope.safeParse(body)
  // Throttling comes as HTTP 200 in practice and as 429 by some reports: the body is asked first.
  const fault = envelope.success ? knownFault(envelope.data) : null
  if (fault) return err({ ...fault, host: shop, status: reply.status })
  if (reply.status !== 200) return err(refused(reply, context))
  if (!envelope.success) return err(unreadable(shop, reply))
  const { errors = [] } = envelope.data
  if (errors.length > 0) return err({ ...unknownFault(errors), host: shop, status: reply.status })
  const parsed = data.safeParse(envelope.data.data)
  if (parsed.success) return ok(parsed.data)
  const where = parsed.error.issues.slice(0, 5).map(issue => issue.path.join('.'))
  return err({
    kind: 'unreadable',
    host: shop,
    status: reply.status,
    message: `Shopify's answer is not in the documented shape at: ${where.join(', ')}.`,
    misshapen: true,
    retry: false,
  })
}

const Cost = z.object({
  requestedQueryCost: z.number(),
  throttleStatus: z.object({ currentlyAvailable: z.number(), restoreRate: z.number().positive() }),
})
const GraphQLError = z.object({
  message: z.string().optional(),
  path: z.array(z.union([z.string(), z.number()])).nullish(),
  extensions: z.object({ code: z.string().optional() }).nullish(),
})
type GraphQLError = z.infer<typeof GraphQLError>
const Envelope = z.object({
  data: z.unknown().optional(), // absent when throttled
  errors: z.array(GraphQLError).optional(),
  extensions: z.object({ cost: Cost.nullish().catch(null) }).nullish(),
})
type Envelope = z.infer<typeof Envelope>
type Fault = Pick<CallProblem, 'kind' | 'message' | 'retry'>

/** When no cost was told: a bucket of any plan refills enough for one of our queries in this time. */
const BLIND_WAIT_SECONDS = 10

// The codes: https://shopify.dev/docs/api/admin-graphql#status_and_error_codes (from memory, not
// re-read: unknown codes are a refusal without retry, which a person will see).
const FAULTS: Readonly<Record<string, (envelope: Envelope, error: GraphQLError) => Fault>> = {
  THROTTLED: envelope => ({
    kind: 'throttled',
    message: 'Shopify asks us to slow down; the call is made again by itself.',
    retry: { afterSeconds: waitSeconds(envelope) },
  }),
  ACCESS_DENIED: (_, error) => ({
    kind: 'credentials',
    message: `Shopify denies access to ${fieldOf(error)}. Grant the app ${scopesIn(error)} in the Shopify admin.`,
    retry: false,
  }),
  SHOP_INACTIVE: () => ({
    kind: 'refused',
    message: 'The shop is closed or not paid for. Reactivate it in the Shopify admin.',
    retry: { afterSeconds: 3600 },
  }),
  INTERNAL_SERVER_ERROR: () => ({
    kind: 'unreachable', // whether the act happened is unknown
    message: 'Shopify had an error of its own; the call is made again by itself.',
    retry: { afterSeconds: 30 },
  }),
  MAX_COST_EXCEEDED: () => ({
    kind: 'refused',
    message: 'Shopify found the query too expensive. Please report this to the Waymark project.',
    retry: false,
  }),
}

function knownFault(envelope: Envelope): Fault | null {
  for (const [code, fault] of Object.entries(FAULTS)) {
    const error = envelope.errors?.find(each => each.extensions?.code === code)
    if (error) return fault(envelope, error)
  }
  return null
}

function unknownFault(errors: readonly GraphQLError[]): Fault {
  const codes = errors.map(each => each.extensions?.code ?? each.path?.join('.') ?? 'no code')
  return {
    kind: 'refused',
    message: `Shopify refused the query (${codes.slice(0, 3).join(', ')}). Please report this to the Waymark project.`,
    retry: false,
  }
}

/** `orders.nodes.0.email` → `email`. */
const fieldOf = (error: GraphQLError): string =>
  error.path?.findLast(step => typeof step === 'string')?.toString() ?? 'what was asked'

/** The scopes that Shopify's own sentence names; without one it is the customer data approval. */
function scopesIn(error: GraphQLError): string {
  const scopes = error.message?.match(/\b(?:read|write)_[a-z_]+/g) ?? []
  return scopes.join(', ') || 'its scope, or access to protected customer data,'
}

/** Until the bucket holds what the query asks for, as the reply states it. */
function waitSeconds({ extensions }: Envelope): number {
  const cost = extensions?.cost
  if (!cost) return BLIND_WAIT_SECONDS
  const { currentlyAvailable, restoreRate } = cost.throttleStatus
  return Math.max(1, Math.ceil((cost.requestedQueryCost - currentlyAvailable) / restoreRate))
}

/**
 * How long until the bucket could pay for the same query once more, ms: the next call of the app would
 * only be THROTTLED before. A bucket is the app's own in each shop.
 * https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits (read 2026-11-23)
 */
export function restMs(reply: Reply): number {
  const cost = Envelope.safeParse(parseJson(reply.text)).data?.extensions?.cost
  if (!cost) return 0
  const { currentlyAvailable, restoreRate } = cost.throttleStatus
  const lacking = cost.requestedQueryCost - currentlyAvailable
  return lacking > 0 ? Math.ceil((lacking / restoreRate) * 1000) : 0
}

// https://shopify.dev/docs/api/usage/response-codes (402, 423, 430 from memory)
const NEXT_STEP: Readonly<Record<number, string>> = {
  400: 'Please report this to the Waymark project.',
  401: 'The token is wrong or was revoked: set it again with `waymark secret set`.',
  402: 'The shop is frozen: pay the Shopify bill.',
  403: 'The app is not allowed this: check its scopes and that it is installed in the shop.',
  404: 'There is no such shop: check `shop` in the settings.',
  423: 'The shop is locked: ask Shopify support to unlock it.',
  429: 'Shopify asks us to slow down; the call is made again by itself.',
  430: 'Shopify took the call for an attack: wait, then ask Shopify support.',
}
const WAITS_FOR_MERCHANT: ReadonlySet<number> = new Set([402, 423, 430])

function refused(reply: Reply, context: ShopifyContext): CallProblem {
  const problem = refusal(context.settings.shop, reply, context.now, 'our query')
  const step =
    NEXT_STEP[reply.status] ??
    (reply.status >= 500
      ? 'Shopify has a fault; the call is made again by itself.'
      : 'Check `shop` in the settings: it must be the myshopify.com address.')
  return {
    ...problem,
    message: `${problem.message} ${step}`,
    retry: WAITS_FOR_MERCHANT.has(reply.status) ? { afterSeconds: 3600 } : problem.retry,
  }
}

/** HTTP 200 that is no GraphQL reply: a page in front of the shop, or a reply cut short. */
export function unreadable(host: string, reply: Reply): CallProblem {
  const page = /^\s*</.test(reply.text)
  return {
    kind: 'unreadable',
    host,
    status: reply.status,
    message: page
      ? `${host} answered with a web page instead of data. If this stays, check \`shop\` in the settings.`
      : `${host} answered with broken JSON; the call is made again by itself.`,
    retry: { afterSeconds: 60 },
  }
}

/** undefined when the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // the caller's schema refuses it
  }
}
