// Whether a connection works: the key, what it may do, and what the shop is able to show of a parcel.

import * as z from 'zod'
import { ok, type Result } from '../../../core/result.ts'
import type { Grants } from '../../context.ts'
import type { CallProblem } from '../../http.ts'
import { call, get, isNoRoute, WC } from './call.ts'
import { namespacesOf } from './namespaces.ts'
import { hostOf, siteOf, type WooContext } from './settings.ts'

const WRITES = 'the permission Read/Write of the REST API key'
const MANAGES = 'a REST API key of a user with the role Administrator or Shop manager'

export async function check(context: WooContext): Promise<Result<Grants, CallProblem>> {
  const orders = { per_page: '1', _fields: 'id' }
  const readable = await get(context, `${WC}/orders`, z.array(z.unknown()), orders)
  if (!readable.ok) return readable
  const missing: string[] = []
  for (const { method, path, right } of PROBES) {
    const body = method === 'POST' ? { body: '{}' } : {}
    const answer = await call(context, path, z.unknown(), { method, ...body })
    if (answer.ok) continue
    if (answer.problem.kind !== 'credentials') return answer
    if (!missing.includes(right)) missing.push(right)
  }
  const about = await namespacesOf(context)
  if (!about.ok) return about
  const place = await parcelPlace(context, about.value.namespaces)
  if (!place.ok) return place
  const mail = context.settings.completeOrders ? await completedMail(context) : ok(null)
  if (!mail.ok) return mail
  const advice = [place.value, mail.value].flatMap(each => each ?? [])
  const account = about.value.name || siteOf(context.settings.shop)
  return ok({ account, missing, ...(advice.length > 0 ? { advice } : {}) })
}

/**
 * A key's permission is judged before the request's own fields: a note without text for an order that
 * cannot exist is refused for the one or the other, and nothing is made.
 * Unverified: that no plugin turns the sequence around. A read-only key is then found at the first write.
 */
const PROBES = [
  { method: 'POST', path: `${WC}/orders/0/notes`, right: WRITES },
  { method: 'GET', path: `${WC}/webhooks`, right: MANAGES },
  { method: 'GET', path: `${WC}/settings/products/woocommerce_weight_unit`, right: MANAGES },
] as const

/** Advice where the shop has no place for a tracking number; null where it has one. */
async function parcelPlace(
  context: WooContext,
  namespaces: readonly string[],
): Promise<Result<string | null, CallProblem>> {
  if (namespaces.some(each => /^wc-(?:ast|shipment-tracking)\//.test(each))) return ok(null)
  // Without the feature there is no such route, with it there is no such order.
  const answer = await call(context, `${WC}/orders/0/fulfillments`, z.unknown())
  if (!answer.ok && answer.problem.kind !== 'credentials') return answer
  return ok(
    answer.ok && isNoRoute(answer.value)
      ? 'The shop has no place for tracking numbers, so parcels are told as private order notes. Turn on Order fulfillments under WooCommerce > Settings > Advanced > Features (WooCommerce 10.1 or later), or install Shipment Tracking or Advanced Shipment Tracking.'
      : null,
  )
}

/** Unverified: that the mail's settings are the group `email_customer_completed_order`; else the general advice. */
async function completedMail(context: WooContext): Promise<Result<string | null, CallProblem>> {
  const path = `${WC}/settings/email_customer_completed_order/enabled`
  const answer = await call(context, path, z.object({ value: z.string() }))
  if (!answer.ok && answer.problem.kind !== 'credentials') return answer
  const isOff = answer.ok && answer.value.kind === 'found' && answer.value.body.value === 'no'
  return ok(
    isOff
      ? null
      : `completeOrders is on: ${hostOf(context.settings.shop)} mails the buyer when an order is completed. Switch off "Completed order" under WooCommerce > Settings > Emails, or shoppers hear of a parcel twice.`,
  )
}
