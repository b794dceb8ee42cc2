// Shopify's webhooks: who sent them, and which orders they are about. Nothing else is taken from the
// body, because a retry carries the original payload hours later: the order is fetched again instead.
// https://shopify.dev/docs/apps/build/webhooks/verify-deliveries (read 2026-11-23)

import * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import type { Credentials } from '../../context.ts'
import { parseExactly } from '../../exact-json.ts'
import { type HookRefusal, hookText, type RawHook, type Unreadable } from '../../hook.ts'
import { accepted, verifyHmac } from '../../verify.ts'
import type { ShopifySettings } from './settings.ts'

/**
 * Proves the sender by base64 HMAC-SHA256 over the raw bytes, and that the delivery is this shop's: one
 * app secret signs for every shop the app is installed in. After a rotation the secret before it may
 * sign for up to an hour.
 */
export async function verify(
  hook: RawHook,
  { settings, secrets }: Credentials<ShopifySettings>,
): Promise<Result<void, HookRefusal>> {
  const proof = await verifyHmac({
    hash: 'SHA-256',
    encodings: ['base64'],
    secrets: ['clientSecret', 'webhookSecret'].flatMap(name => accepted(secrets, name)),
    signature: hook.headers.get('x-shopify-hmac-sha256'),
    signed: hook.body,
  })
  if (!proof.ok) return proof
  const shop = hook.headers.get('x-shopify-shop-domain')?.toLowerCase()
  return shop === settings.shop ? proof : err({ kind: 'bad_signature' })
}

/**
 * The orders to look at, and the delivery's own id, which stays the same when Shopify tries again
 * (the Event-Id would not do: all deliveries of one act of the merchant share it). Topics that are not
 * about an order answer with none.
 */
export function readHook(
  hook: RawHook,
): Result<{ orderIds: string[]; deliveryId: string | null }, Unreadable> {
  const topic = hook.headers.get('x-shopify-topic') ?? ''
  const deliveryId = hook.headers.get('x-shopify-webhook-id')
  const [family = ''] = topic.split('/')
  const orderId = Object.hasOwn(ORDER_ID, family) ? ORDER_ID[family] : undefined
  if (!orderId) return ok({ orderIds: [], deliveryId })
  const body = orderId.safeParse(parseExactly(hookText(hook)))
  if (!body.success) {
    const message = `a delivery of ${family}/… names no order in a shape we know`
    return err({ kind: 'unreadable', message })
  }
  return ok({ orderIds: [body.data], deliveryId })
}

const gid = z.string().regex(/^gid:\/\/shopify\/Order\/\d+$/)
const bareId = z
  .union([z.int().positive(), z.string().regex(/^\d{1,20}$/)]) // text beyond 2^53, see parseExactly
  .transform(id => `gid://shopify/Order/${id}`)
const aboutOrder = z.object({ order_id: bareId }).transform(body => body.order_id)

/**
 * Where a family of topics keeps the order's id; the bodies are the REST resources. A deleted order
 * has a bare number only.
 * https://shopify.dev/docs/api/webhooks (read 2026-11-23)
 */
const ORDER_ID: Readonly<Record<string, z.ZodType<string>>> = {
  orders: z.union([
    z.object({ admin_graphql_api_id: gid }).transform(body => body.admin_graphql_api_id),
    z.object({ order_edit: aboutOrder }).transform(body => body.order_edit), // orders/edited
    z.object({ id: bareId }).transform(body => body.id),
  ]),
  fulfillments: aboutOrder,
  fulfillment_events: aboutOrder,
  refunds: aboutOrder,
  order_transactions: aboutOrder,
}
