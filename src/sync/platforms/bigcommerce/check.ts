// Whether a connection works: the token, the store behind it, and what the API account may do. No call
// lists an account's scopes, so they are found out by asking.

import { ok, type Result } from '../../../core/result.ts'
import type { Grants } from '../../context.ts'
import type { CallProblem } from '../../http.ts'
import { type Ask, ask, bodyOf } from './call.ts'
import type { BigCommerceContext } from './settings.ts'
import * as wire from './wire.ts'

/**
 * The call that each right opens. The second one writes to an order that cannot be (numbers begin at
 * 100): without the right the answer is 403, with it 404.
 * Unverified: that rights are looked at before the order; if not, a missing right shows at the first
 * write-back instead. https://github.com/bigcommerce/docs, api-accounts (read 2026-11-23)
 */
const RIGHTS: readonly { readonly name: string; readonly probe: Ask }[] = [
  { name: 'Orders: read-only', probe: { path: '/v2/orders', query: { limit: '1' } } },
  {
    name: 'Orders: modify',
    probe: {
      method: 'POST',
      path: '/v2/orders/0/shipments',
      body: { order_address_id: '0', items: [] },
    },
  },
]

export async function check(context: BigCommerceContext): Promise<Result<Grants, CallProblem>> {
  const missing: string[] = []
  const store = await ask(context, { path: '/v2/store' })
  if (!store.ok && store.problem.status !== 403) return store
  if (!store.ok) missing.push('Information & settings: read-only')
  for (const { name, probe } of RIGHTS) {
    const answer = await ask(context, probe)
    if (answer.ok) continue
    if (answer.problem.kind !== 'credentials' || answer.problem.status !== 403) return answer
    missing.push(name)
  }
  const found = store.ok ? bodyOf(store.value, wire.Store) : null
  if (found && !found.ok) return found
  const account = found?.value.name.trim() || context.settings.storeHash
  return ok({ account, missing, advice: adviceFor(context) })
}

/**
 * A shipment made through the API mails the shopper, and the call has no switch for it.
 * https://github.com/bigcommerce/docs, store-operations/orders (read 2026-11-23)
 */
function adviceFor({ secrets }: BigCommerceContext): string[] {
  const mails =
    'BigCommerce mails the shopper about every shipment: switch the mails for “Shipped” and “Partially Shipped” off under Settings › Order notifications, or shoppers hear things twice.'
  const unsigned =
    'Set the secret clientSecret as well: then the signatures of the webhooks are checked, not only their secret header.'
  return secrets.clientSecret ? [mails] : [mails, unsigned]
}
