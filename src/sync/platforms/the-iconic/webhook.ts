// Seller Center's webhooks. They carry no signature in any source that was seen: what proves the sender
// is that only it was given the address, whose path is secret. So a delivery is only a hint which order
// to look at, and the order is fetched from Seller Center by its id.
// https://github.com/DuneRaccoon/py-iconic-api, docs/webhook_documentation.md (read 2026-11-23)
import * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import { parseExactly } from '../../exact-json.ts'
import { type HookRefusal, hookText, type RawHook, type Unreadable } from '../../hook.ts'
import type { CallProblem } from '../../http.ts'
import type { Subscription } from '../platform.ts'
import { call } from './call.ts'
import type { IconicContext } from './settings.ts'
import { WEBHOOK_EVENTS } from './tables.ts'
import * as wire from './wire.ts'

/** Whoever knows the address may make us look at an order, and nothing more. */
export async function verify(): Promise<Result<void, HookRefusal>> {
  return ok(undefined)
}

const Delivery = z.object({ event: z.string(), payload: z.object({ OrderId: wire.Id }) })
const OtherDelivery = z.object({ event: z.string().regex(/^on(?!Order)[A-Z]/) })

/**
 * The order of the delivery. A retry is word for word the first try and so may be a change back, hence
 * no id to know it by: looking twice is harmless.
 */
export function readHook(
  hook: RawHook,
): Result<{ orderIds: string[]; deliveryId: string | null }, Unreadable> {
  const body = parseExactly(hookText(hook))
  const delivery = Delivery.safeParse(body)
  if (delivery.success) return ok({ orderIds: [delivery.data.payload.OrderId], deliveryId: null })
  // Products, feeds, statistics: whatever somebody else subscribed to with our address.
  if (OtherDelivery.safeParse(body).success) return ok({ orderIds: [], deliveryId: null })
  return err({ kind: 'unreadable', message: 'the delivery names no order in a shape we know' })
}

/** One webhook for all our events; one that was switched off or lacks an event is mended. */
export async function subscribe(
  callback: string,
  context: IconicContext,
): Promise<Result<Subscription[], CallProblem>> {
  const what = 'our request for its webhooks'
  const list = await call(context, { method: 'GET', path: '/v2/webhooks', what }, wire.Webhooks)
  if (!list.ok) return list
  const ours = list.value.filter(each => leadsTo(callback, each.callbackUrl))
  const hook = ours.find(each => isWhole(each, callback)) ?? ours[0]
  const acted = hook ? await mend(hook, callback, context) : await create(callback, context)
  if (!acted.ok) return acted
  return ok(WEBHOOK_EVENTS.map(topic => ({ topic, state: acted.value })))
}

/** Also at another host: the path is ours alone, so that is where Waymark lived before. */
const leadsTo = (callback: string, url: string | null | undefined): boolean =>
  url === callback || URL.parse(url ?? '')?.pathname === URL.parse(callback)?.pathname

const hasEvents = (hook: wire.Webhook): boolean =>
  WEBHOOK_EVENTS.every(event => hook.events?.includes(event))

const isWhole = (hook: wire.Webhook, callback: string): boolean =>
  hook.callbackUrl === callback && hook.isEnabled !== false && hasEvents(hook)

async function create(
  callbackUrl: string,
  context: IconicContext,
): Promise<Result<Subscription['state'], CallProblem>> {
  const body = JSON.stringify({ callbackUrl, events: WEBHOOK_EVENTS })
  const what = 'our new webhook'
  const made = await call(context, { method: 'POST', path: '/v2/webhook', body, what }, z.unknown())
  return made.ok ? ok('created') : made
}

/** Unverified: the body of PUT; taken to be that of POST. */
async function mend(
  hook: wire.Webhook,
  callbackUrl: string,
  context: IconicContext,
): Promise<Result<Subscription['state'], CallProblem>> {
  if (isWhole(hook, callbackUrl)) return ok('active')
  const path = `/v2/webhook/${encodeURIComponent(hook.publicId ?? '')}`
  const what = 'our change of a webhook'
  if (hook.callbackUrl !== callbackUrl || !hasEvents(hook)) {
    const events = [...new Set([...(hook.events ?? []), ...WEBHOOK_EVENTS])]
    const body = JSON.stringify({ callbackUrl, events })
    const put = await call(context, { method: 'PUT', path, body, what }, z.unknown())
    if (!put.ok) return put
  }
  if (hook.isEnabled !== false) return ok('mended')
  const body = JSON.stringify({ isEnabled: true })
  const on = await call(
    context,
    { method: 'POST', path: `${path}/status`, body, what },
    z.unknown(),
  )
  return on.ok ? ok('mended') : on
}
