// Where the access token comes from: fixed by the merchant, or fetched with the app's client
// credentials and kept until shortly before it ends (they live a day).
// https://shopify.dev/docs/apps/build/authentication-authorization/client-secrets (read 2026-11-23)
import * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import { type CallProblem, refusal } from '../../http.ts'
import { parseJson, unreadable } from './reply.ts'
import type { ShopifyContext } from './settings.ts'

/** Renewed this long before its end, so that no call starts with a token that ends on the way. */
const MARGIN_SECONDS = 600

const Grant = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() })

/** `renewable`: a new one can be fetched when the shop refuses this one. */
type Token = { readonly text: string; readonly renewable: boolean }

export async function accessToken(
  context: ShopifyContext,
  want: 'cached' | 'fresh',
): Promise<Result<Token, CallProblem>> {
  const { token, clientSecret } = context.secrets
  const { shop, clientId } = context.settings
  if (token) return ok({ text: token, renewable: false })
  if (!clientId || !clientSecret) return err(missing(context))
  const key = `shopify-token:${shop}:${clientId}`
  const kept = want === 'cached' ? await context.cache.get(key) : null
  if (kept) return ok({ text: kept, renewable: true })

  const reply = await context.http(`https://${shop}/admin/oauth/access_token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    }).toString(),
  })
  if (!reply.ok) return reply
  const { status, text } = reply.value
  if (status >= 400 && status < 500 && status !== 429) return err(unwelcome(shop, status))
  if (status !== 200) return err(refusal(shop, reply.value, context.now, 'our request for a token'))
  const grant = Grant.safeParse(parseJson(text))
  if (!grant.success) return err(unreadable(shop, reply.value))
  const lifeSeconds = Math.max(grant.data.expires_in - MARGIN_SECONDS, 60)
  await context.cache.put(key, grant.data.access_token, context.now + lifeSeconds * 1000)
  return ok({ text: grant.data.access_token, renewable: true })
}

function missing({ settings, secrets }: ShopifyContext): CallProblem {
  const lacking = [
    ...(settings.clientId ? [] : ['the setting `clientId`']),
    ...(secrets.clientSecret ? [] : ['the secret `clientSecret`']),
  ]
  return {
    kind: 'credentials',
    host: settings.shop,
    status: null,
    message: `Set the secret \`token\`, or ${lacking.join(' and ')} (\`waymark secret set\`).`,
    retry: false,
  }
}

function unwelcome(host: string, status: number): CallProblem {
  return {
    kind: 'credentials',
    host,
    status,
    message: `${host} gave us no token (${status}). Check \`shop\`, \`clientId\` and the secret \`clientSecret\`, and that the app is installed in this shop and belongs to the same organisation.`,
    retry: false,
  }
}
