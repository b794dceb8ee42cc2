// Whether a connection works: the shop behind it, the keys, and the rights of the integration.

import { err, ok, type Result } from '../../../core/result.ts'
import type { Grants } from '../../context.ts'
import type { CallProblem, Reply } from '../../http.ts'
import { type Ask, deniedRight, judge, send, tokenStep } from './call.ts'
import { queryOf } from './search.ts'
import { accountOf, type MagentoContext } from './settings.ts'
import { storeConfigs } from './stores.ts'
import { Count } from './wire.ts'

const one = (path: '/V1/orders' | '/V1/shipments'): Ask => ({
  path,
  query: queryOf({ path, filters: [], pageSize: 1, fields: 'items[entity_id],total_count' }),
})

/**
 * What we need, and a call that shows whether we may. Order 0 never is: Magento looks at the right first
 * and then finds nothing to ship.
 * https://developer.adobe.com/commerce/webapi/rest/tutorials/orders/order-create-shipment/ (read 2026-11-23)
 * A denied call names the right it lacks: Magento_Sales::actions_view, Magento_Sales::shipment and
 * Magento_Sales::ship, by the names that this shop's version has for them.
 */
const RIGHTS: readonly { readonly ask: Ask; readonly reads: boolean }[] = [
  { ask: one('/V1/orders'), reads: true },
  { ask: one('/V1/shipments'), reads: true },
  {
    ask: { method: 'POST', path: '/V1/order/0/ship', body: '{"notify":false}' },
    reads: false,
  },
]
/** Reading the store views, for weights and languages. In older versions everybody may. */
const STORE_RIGHT = 'Magento_Backend::store'

export async function check(context: MagentoContext): Promise<Result<Grants, CallProblem>> {
  const missing: string[] = []
  for (const { ask, reads } of RIGHTS) {
    const reply = await send(ask, context)
    if (!reply.ok) return reply
    const denied = deniedRight(reply.value)
    if (denied !== null) missing.push(denied)
    else if (reads || isOurFault(reply.value)) {
      const read = judge(reply.value, context, Count)
      if (!read.ok) return read
    }
  }
  // Nobody makes an integration that may do nothing: the token is not known at all.
  if (missing.length === RIGHTS.length) return err(nobody(context))
  const configs = await storeConfigs(context)
  if (!configs.ok) return configs
  if (configs.value === null) missing.push(STORE_RIGHT)
  const [store] = configs.value ?? []
  const named = URL.parse(store?.secure_base_url ?? store?.base_url ?? '')?.hostname
  return ok({ account: named || accountOf(context.settings), missing, advice: ADVICE })
}

/** Of the probing call: that it did not get as far as looking for order 0. */
const isOurFault = ({ status }: Reply): boolean =>
  (status >= 300 && status < 400) || status === 401 || status === 403 || status === 429

const ADVICE = [
  "Waymark's shipments send no mail of Magento's. Shipments that your staff make in the admin do, unless “Email Copy of Shipment” stays unticked or Stores > Configuration > Sales > Sales Emails > Shipment is off.",
] as const

const nobody = (context: MagentoContext): CallProblem => ({
  kind: 'credentials',
  host: context.settings.host,
  status: 401,
  message: `${context.settings.host} does not know our token. ${tokenStep(context)}`,
  retry: false,
})
