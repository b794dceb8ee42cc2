// What the store views say of their orders: in which unit they weigh, and which language they speak. An
// order names only its view, so this is read once a day and kept.
import * as z from 'zod'
import { ok, type Result } from '../../../core/result.ts'
import { parseExactly } from '../../exact-json.ts'
import type { CallProblem } from '../../http.ts'
import { judge, send } from './call.ts'
import type { Stores } from './read.ts'
import { accountOf, type MagentoContext } from './settings.ts'
import { StoreConfigs } from './wire.ts'

const DAY_MS = 24 * 3600_000

const Kept = z.record(
  z.string(),
  z.object({
    weightUnit: z.string().nullable(),
    locale: z.string().nullable(),
    media: z.string().nullish(),
  }),
)

/** By id of the view. An integration that may not read them has none: then weights are unknown. */
export async function storesOf(context: MagentoContext): Promise<Result<Stores, CallProblem>> {
  const key = `magento-stores:${accountOf(context.settings)}`
  const kept = Kept.safeParse(parseExactly((await context.cache.get(key)) ?? ''))
  if (kept.success) return ok(kept.data)
  const configs = await storeConfigs(context)
  if (!configs.ok) return configs
  const stores: Stores = Object.fromEntries(
    (configs.value ?? []).map(({ id, weight_unit, locale, secure_base_media_url }) => [
      id,
      { weightUnit: weight_unit ?? null, locale: locale ?? null, media: secure_base_media_url },
    ]),
  )
  await context.cache.put(key, JSON.stringify(stores), context.now + DAY_MS)
  return ok(stores)
}

/** null: the integration may not read them, which is no reason to read no orders. */
export async function storeConfigs(
  context: MagentoContext,
): Promise<Result<z.infer<typeof StoreConfigs> | null, CallProblem>> {
  const reply = await send({ path: '/V1/store/storeConfigs' }, context)
  if (!reply.ok) return reply
  const { status } = reply.value
  if (status === 401 || status === 403 || status === 404) return ok(null)
  return judge(reply.value, context, StoreConfigs)
}
