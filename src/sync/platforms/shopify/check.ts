// Whether a connection works: the token, the shop behind it, and the scopes the app was granted.

import * as z from 'zod'
import { ok, type Result } from '../../../core/result.ts'
import type { Grants } from '../../context.ts'
import type { CallProblem } from '../../http.ts'
import { call } from './call.ts'
import * as documents from './documents.ts'
import { SCOPES, type ShopifyContext } from './settings.ts'

const Reply = z.object({
  shop: z.object({ name: z.string() }),
  currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
})

export async function check(context: ShopifyContext): Promise<Result<Grants, CallProblem>> {
  const reply = await call(context, documents.grants, {}, Reply)
  if (!reply.ok) return reply
  const granted = new Set(reply.value.currentAppInstallation.accessScopes.map(each => each.handle))
  // A scope that writes also reads. https://shopify.dev/docs/api/usage/access-scopes (read 2026-11-23)
  const has = (scope: string) =>
    granted.has(scope) || granted.has(scope.replace(/^read_/, 'write_'))
  return ok({
    account: reply.value.shop.name,
    missing: SCOPES.filter(scope => !has(scope)),
    advice: adviceFor(context),
  })
}

/** Orders come without webhooks too, a little later: so it is advice, and nothing that is missing. */
function adviceFor({ secrets }: ShopifyContext): string[] {
  return secrets.clientSecret || secrets.webhookSecret ? [] : [NO_WEBHOOKS]
}

const NO_WEBHOOKS =
  "Set the secret `clientSecret` (for an app made in the Shopify admin: its API secret key). It signs the app's webhooks; without it none are made, and orders are found only when Waymark next reads the shop."
