// BigCommerce's webhooks: who sent them, which orders they are about, and keeping them alive. The
// payload is thin on purpose; the order is fetched.
// https://github.com/bigcommerce/docs, webhooks: https-webhook-overview.mdx, webhooks.v3.yml (read 2026-11-23)

import * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import type { Credentials } from '../../context.ts'
import { parseExactly } from '../../exact-json.ts'
import { type HookRefusal, hookText, type RawHook, type Unreadable } from '../../hook.ts'
import type { CallProblem } from '../../http.ts'
import { accepted, verifyStandard, verifyToken } from '../../verify.ts'
import type { Subscription } from '../platform.ts'
import { askFor } from './call.ts'
import { type BigCommerceContext, type BigCommerceSettings, HOST } from './settings.ts'
import * as wire from './wire.ts'

const SECRET_HEADER = 'x-waymark-secret'

type Connection = Credentials<BigCommerceSettings>

/**
 * With the client secret, the Standard Webhooks signature must be right; with the generated secret, the
 * header that carries it. Each that we hold counts, and the delivery must be of this very store.
 */
export async function verify(
  hook: RawHook,
  connection: Connection,
): Promise<Result<void, HookRefusal>> {
  const { settings, secrets } = connection
  const signing = accepted(secrets, 'clientSecret')
  const shared = accepted(secrets, 'webhookSecret')
  const header = hook.headers.get(SECRET_HEADER)
  if (signing.length > 0 || !header) {
    const signed = await verifyStandard(hook, signing)
    if (!signed.ok) return signed
  }
  if (shared.length > 0 || signing.length === 0) {
    const known = await verifyToken(header, shared)
    if (!known.ok) return known
  }
  const body = Delivery.safeParse(parseExactly(hookText(hook)))
  const isOurs = body.success && body.data.producer === `stores/${settings.storeHash}`
  return isOurs ? ok(undefined) : err({ kind: 'bad_signature' })
}

const Delivery = z.object({
  scope: z.string(),
  producer: z.string(),
  hash: z.string(),
  created_at: z.int(),
  data: z.looseObject({ type: z.string(), id: wire.Id, orderId: wire.Id.optional() }),
})

/**
 * The order to look at; other scopes name none. A repeat has the same `webhook-id`; without one, `hash`
 * is the same for repeats, and by the samples also for other acts on the order, so the rest is added.
 */
export function readHook(
  hook: RawHook,
): Result<{ orderIds: string[]; deliveryId: string | null }, Unreadable> {
  const body = Delivery.safeParse(parseExactly(hookText(hook)))
  if (!body.success) {
    return err({ kind: 'unreadable', message: 'the body is no delivery of BigCommerce' })
  }
  const { scope, hash, created_at, data } = body.data
  const orderId = data.type === 'order' ? data.id : data.type === 'shipment' ? data.orderId : null
  return ok({
    orderIds: orderId ? [orderId] : [],
    deliveryId: hook.headers.get('webhook-id') ?? [scope, data.id, hash, created_at].join(':'),
  })
}

/** Everything that changes what an order or its shipments show; messages and payments do not. */
export const SCOPES = [
  'store/order/created',
  'store/order/updated',
  'store/order/archived',
  'store/order/statusUpdated',
  'store/shipment/created',
  'store/shipment/updated',
  'store/shipment/deleted',
] as const

/**
 * BigCommerce switches a webhook off after 48 hours of failures or 90 days without an event, so the
 * scopes are checked each time. One that leads elsewhere is ours when it carries our own secret: another
 * tool, or another Waymark, with the same API account keeps its own.
 */
export async function subscribe(
  callback: string,
  context: BigCommerceContext,
): Promise<Result<Subscription[], CallProblem>> {
  const secret = context.secrets.webhookSecret
  if (!secret) return err(noSecret)
  const hooks = await allHooks(context)
  if (!hooks.ok) return hooks
  const secrets: readonly unknown[] = accepted(context.secrets, 'webhookSecret')
  const done: Subscription[] = []
  for (const topic of SCOPES) {
    const of = hooks.value.filter(hook => hook.scope === topic)
    const mine =
      of.find(hook => hook.destination === callback) ??
      of.find(hook => secrets.includes(secretIn(hook)))
    const state = await ensure(topic, mine, { destination: callback, secret }, context)
    if (!state.ok) return state
    done.push({ topic, state: state.value })
  }
  return ok(done)
}

async function ensure(
  scope: string,
  hook: wire.Hook | undefined,
  { destination, secret }: { destination: string; secret: string },
  context: BigCommerceContext,
): Promise<Result<Subscription['state'], CallProblem>> {
  const wanted = { scope, destination, is_active: true, headers: { [SECRET_HEADER]: secret } }
  const isRight = hook?.is_active && hook.destination === destination && secretIn(hook) === secret
  if (isRight) return ok('active')
  const call = hook
    ? ({ method: 'PUT', path: `/v3/hooks/${hook.id}`, body: wanted } as const)
    : ({ method: 'POST', path: '/v3/hooks', body: wanted } as const)
  const reply = await askFor(context, call, z.object({ data: z.object({ id: wire.Id }) }))
  return reply.ok ? ok(hook ? 'mended' : 'created') : reply
}

const secretIn = (hook: wire.Hook): unknown =>
  Object.entries(hook.headers ?? {}).find(([name]) => name.toLowerCase() === SECRET_HEADER)?.[1]

async function allHooks(context: BigCommerceContext): Promise<Result<wire.Hook[], CallProblem>> {
  const all: wire.Hook[] = []
  for (let page = 1, pages = 1; page <= Math.min(pages, 20); page++) {
    const query = { page: String(page), limit: '250' }
    const reply = await askFor(context, { path: '/v3/hooks', query }, wire.Hooks)
    if (!reply.ok) return reply
    all.push(...reply.value.data)
    pages = reply.value.meta?.pagination?.total_pages ?? 1
  }
  return ok(all)
}

const noSecret: CallProblem = {
  kind: 'credentials',
  host: HOST,
  status: null,
  message: 'The secret webhookSecret is missing: set it with `waymark secret set`.',
  retry: false,
}
