// The carriers that THE ICONIC takes. It wants their names letter for letter.
import { ok, type Result } from '../../../core/result.ts'
import type { CallProblem } from '../../http.ts'
import { call } from './call.ts'
import type { IconicContext } from './settings.ts'
import { ShipmentProviders } from './wire.ts'

export async function readProviders(
  context: IconicContext,
): Promise<Result<string[], CallProblem>> {
  const path = '/v2/orders-shipment-providers'
  const what = 'our request for its carriers'
  const list = await call(context, { method: 'GET', path, what }, ShipmentProviders)
  return list.ok ? ok(list.value.flatMap(provider => provider.name || [])) : list
}

/** The carrier as THE ICONIC spells it, or null when it is none of theirs. */
export function providerNamed(carrier: string, providers: readonly string[]): string | null {
  const plain = (name: string) => name.trim().toLowerCase()
  return (
    providers.find(name => name === carrier) ??
    providers.find(name => plain(name) === plain(carrier)) ??
    null
  )
}
