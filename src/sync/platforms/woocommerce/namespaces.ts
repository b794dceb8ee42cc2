// What a site offers beside WooCommerce itself: the name it gives itself and the APIs of its plugins.
import * as z from 'zod'
import { ok, type Result } from '../../../core/result.ts'
import { parseExactly } from '../../exact-json.ts'
import type { CallProblem } from '../../http.ts'
import { get } from './call.ts'
import type { WooContext } from './settings.ts'

const Index = z.object({
  name: z.string().catch(''),
  namespaces: z.array(z.string()),
})
type Index = z.infer<typeof Index>

/** Of the index only these: the whole of it lists every route of every plugin. */
export async function namespacesOf(context: WooContext): Promise<Result<Index, CallProblem>> {
  const found = await get(context, '/', Index, { _fields: 'name,namespaces' })
  return found.ok ? ok(found.value.body) : found
}

const CACHE_KEY = 'namespaces'
const KEPT_MS = 3600_000

/** The same, at most an hour old: plugins are not installed with every parcel. */
export async function knownNamespaces(
  context: WooContext,
): Promise<Result<readonly string[], CallProblem>> {
  const kept = Index.shape.namespaces.safeParse(
    parseExactly((await context.cache.get(CACHE_KEY)) ?? ''),
  )
  if (kept.success) return ok(kept.data)
  const found = await namespacesOf(context)
  if (!found.ok) return found
  const { namespaces } = found.value
  await context.cache.put(CACHE_KEY, JSON.stringify(namespaces), context.now + KEPT_MS)
  return ok(namespaces)
}
