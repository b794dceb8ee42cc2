// WooCommerce's webhooks: who sent them, which orders they are about, and keeping them switched on:
// there is no second try, and after some failures in a row WooCommerce switches a webhook off.
// https://github.com/woocommerce/woocommerce/blob/trunk/docs/apis/rest-api/v3/webhooks.mdx (read 2026-11-23)

import * as z from 'zod'
import { fingerprint, sha256 } from '../../../core/hash.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import type { Credentials } from '../../context.ts'
import { parseExactly } from '../../exact-json.ts'
import { type HookRefusal, hookText, type RawHook, type Unreadable } from '../../hook.ts'
import type { CallProblem } from '../../http.ts'
import { accepted, verifyHmac } from '../../verify.ts'
import type { Subscription } from '../platform.ts'
import { call, get, unexpected, WC } from './call.ts'
import { metaText } from './read.ts'
import { hostOf, type WooContext, type WooSettings } from './settings.ts'
import { TOPICS } from './tables.ts'
import * as wire from './wire.ts'

const SIGNATURE = 'x-wc-webhook-signature'

/**
 * Proves the sender by base64 HMAC-SHA256 over the raw bytes, and that it is this shop. The ping on a
 * webhook's creation is a form without signature or headers; it may come in, because it names no order.
 */
export async function verify(
  hook: RawHook,
  { settings, secrets }: Credentials<WooSettings>,
): Promise<Result<void, HookRefusal>> {
  const signature = hook.headers.get(SIGNATURE)
  if (!signature && isPing(hook)) return ok(undefined)
  const proof = await verifyHmac({
    hash: 'SHA-256',
    encodings: ['base64'],
    secrets: accepted(secrets, 'webhookSecret'),
    signature,
    signed: hook.body,
  })
  if (!proof.ok) return proof
  return isFrom(settings, hook) ? proof : err({ kind: 'bad_signature' })
}

const isPing = (hook: RawHook): boolean =>
  hook.body.byteLength < 40 && /^webhook_id=\d+$/.test(hookText(hook))

/** The source is the site's home, which headless shops have on a neighbouring name of the same domain. */
function isFrom({ shop }: WooSettings, hook: RawHook): boolean {
  const source = URL.parse(hook.headers.get('x-wc-webhook-source') ?? '')?.hostname
  const bare = (host: string) => host.replace(/^www\./, '')
  const [ours, theirs] = [bare(hostOf(shop)), bare(source ?? '')]
  if (theirs === '') return false
  return ours === theirs || ours.endsWith(`.${theirs}`) || theirs.endsWith(`.${ours}`)
}

/**
 * The order to look at. One change makes several deliveries, each with its own Delivery-ID, so the id
 * we remember is the order, its last change and a hash of the body: meta may change while
 * `date_modified` stays. Parcels of the Fulfillments API are not in the body, so equal bodies may hide a
 * new one: an order that has any is always looked at, as is a deletion, which names no instant.
 */
export function readHook(
  hook: RawHook,
): Result<{ orderIds: string[]; deliveryId: string | null }, Unreadable> {
  if (isPing(hook)) return ok({ orderIds: [], deliveryId: null })
  const resource = hook.headers.get('x-wc-webhook-resource')
  if (resource !== null && resource !== 'order') return ok({ orderIds: [], deliveryId: null })
  const text = hookText(hook)
  const body = Delivery.safeParse(parseExactly(text))
  if (!body.success) {
    return err({ kind: 'unreadable', message: 'the delivery names no order in a shape we know' })
  }
  const { id, date_modified_gmt } = body.data
  const complete = date_modified_gmt && !metaText(body.data, '_fulfillment_status')
  const deliveryId = complete ? `${id}@${date_modified_gmt}#${fingerprint(text)}` : null
  return ok({ orderIds: [id], deliveryId })
}

const Delivery = z.object({
  id: wire.id,
  date_modified_gmt: z.string().max(40).nullish().catch(null),
  meta_data: wire.Order.shape.meta_data,
})

/**
 * One webhook a topic, all with our secret. WooCommerce never shows a secret again, so its name carries
 * a fingerprint of it: a webhook signed with an older one is given the new one.
 */
export async function subscribe(
  callback: string,
  context: WooContext,
): Promise<Result<Subscription[], CallProblem>> {
  const secret = context.secrets.webhookSecret
  if (!secret) return err(secretless(context))
  const existing = await webhooks(context)
  if (!existing.ok) return existing
  const print = (await sha256(secret)).slice(0, 6)
  const subscriptions: Subscription[] = []
  for (const topic of TOPICS) {
    const wanted = { name: `Waymark ${topic} ${print}`, status: 'active', delivery_url: callback }
    const mine = existing.value.filter(each => each.topic === topic && leadsTo(each, callback))
    const [best] = mine.toSorted((a, b) => closeness(b, wanted) - closeness(a, wanted))
    if (best && isAs(best, wanted)) {
      subscriptions.push({ topic, state: 'active' })
      continue
    }
    const done = await put(best ?? null, topic, { ...wanted, secret }, context)
    if (!done.ok) return done
    subscriptions.push({ topic, state: best ? 'mended' : 'created' })
  }
  return ok(subscriptions)
}

/** An address is given at the start and never changed: a webhook that leads elsewhere is replaced. */
async function put(
  existing: wire.Webhook | null,
  topic: string,
  wanted: Wanted & { readonly secret: string },
  context: WooContext,
): Promise<Result<void, CallProblem>> {
  const { name, status, secret, delivery_url } = wanted
  if (existing?.delivery_url === delivery_url) {
    return send(`${WC}/webhooks/${existing.id}`, 'PUT', { name, status, secret }, context)
  }
  const made = await send(`${WC}/webhooks`, 'POST', { ...wanted, topic }, context)
  if (!made.ok || existing?.status !== 'active') return made
  return send(`${WC}/webhooks/${existing.id}`, 'PUT', { status: 'disabled' }, context)
}

async function send(
  path: string,
  method: 'POST' | 'PUT',
  body: object,
  context: WooContext,
): Promise<Result<void, CallProblem>> {
  const done = await call(context, path, wire.Webhook, { method, body: JSON.stringify(body) })
  if (!done.ok) return done
  return done.value.kind === 'found' ? ok(undefined) : err(unexpected(done.value, context))
}

type Wanted = Readonly<Record<'name' | 'status' | 'delivery_url', string>>

const isAs = (webhook: wire.Webhook, { name, status, delivery_url }: Wanted): boolean =>
  webhook.status === status && webhook.delivery_url === delivery_url && webhook.name === name

/** The one that is right comes first, then one that can be put right. */
const closeness = (webhook: wire.Webhook, wanted: Wanted): number =>
  isAs(webhook, wanted) ? 2 : webhook.delivery_url === wanted.delivery_url ? 1 : 0

/** Ours by its path, which holds the hook id, also when Waymark has moved to another host. */
function leadsTo({ delivery_url }: wire.Webhook, callback: string): boolean {
  const [theirs, ours] = [URL.parse(delivery_url ?? ''), URL.parse(callback)]
  return theirs !== null && theirs.pathname === ours?.pathname
}

async function webhooks(context: WooContext): Promise<Result<wire.Webhook[], CallProblem>> {
  const all: wire.Webhook[] = []
  for (let page = 1; page <= 20; page++) {
    const query = { per_page: '100', page: String(page), orderby: 'id', order: 'asc' }
    const found = await get(context, `${WC}/webhooks`, z.array(wire.Webhook), query)
    if (!found.ok) return found
    all.push(...found.value.body)
    if (found.value.body.length < 100) break
  }
  return ok(all)
}

const secretless = ({ settings }: WooContext): CallProblem => ({
  kind: 'credentials',
  host: hostOf(settings.shop),
  status: null,
  message:
    'There is no secret to sign webhooks with: connect the shop again, Waymark makes one up.',
  retry: false,
})
