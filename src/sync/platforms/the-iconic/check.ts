// Whether a connection works: the token, and each part of the API that Waymark needs. Seller Center
// tells nobody their rights, so each is tried with a call that changes nothing.

import * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import type { Grants } from '../../context.ts'
import type { CallProblem } from '../../http.ts'
import { call } from './call.ts'
import { readProviders } from './providers.ts'
import type { IconicContext } from './settings.ts'
import * as wire from './wire.ts'

export async function check(context: IconicContext): Promise<Result<Grants, CallProblem>> {
  const orders = await granted(
    call(context, { ...PROBE, path: '/v2/orders?limit=1&offset=0' }, wire.Envelope),
  )
  if (!orders.ok) return orders
  const providers = await granted(readProviders(context))
  if (!providers.ok) return providers
  const webhooks = await granted(call(context, { ...PROBE, path: '/v2/webhooks' }, wire.Webhooks))
  if (!webhooks.ok) return webhooks
  const missing = Object.entries({
    orders: orders.value,
    'shipment providers': providers.value,
  }).flatMap(([right, found]) => (found === null ? [right] : []))
  const advice = [
    ...adviceOn(providers.value ?? []),
    ...(webhooks.value === null ? [NO_WEBHOOKS] : []),
  ]
  return ok({ account: accountOf(orders.value), missing, advice })
}

/** No reason to stay unconnected: every change is found by reading the orders, a minute later. */
const NO_WEBHOOKS =
  'Webhooks are closed to the user of the application: changes come with the next reading of the orders. Open them to the user and connect again to hear of them at once.'

const PROBE = { method: 'GET', what: 'our look at its rights' } as const

/** null: this part is closed to the user who added the application. */
async function granted<Found>(
  asked: Promise<Result<Found, CallProblem>>,
): Promise<Result<Found | null, CallProblem>> {
  const answer = await asked
  if (answer.ok) return answer
  return answer.problem.status === 403 ? ok(null) : err(answer.problem)
}

const Seller = z.object({ sellerId: wire.Id })

/** No call tells the seller's name; an order tells the seller's number. */
function accountOf(orders: z.infer<typeof wire.Envelope> | null): string {
  const seller = Seller.safeParse(orders?.items[0])
  return seller.success ? `THE ICONIC, seller ${seller.data.sellerId}` : 'THE ICONIC Seller Center'
}

function adviceOn(providers: readonly string[]): string[] {
  const carriers =
    providers.length > 0
      ? `THE ICONIC takes these carriers, written like this: ${providers.join(', ')}. Name yours under carrierNames where it is written differently.`
      : 'Seller Center lists no shipment provider: have yours enabled there, or no parcel can be told.'
  return [
    carriers,
    // https://marketplace.zendesk.com/hc/en-us/articles/5809585579023 (read 2026-11-23)
    'The application answers for the shop its user has open: add it as a user who belongs to this one shop only.',
  ]
}
