// The access token: fetched with the application's credentials, kept until shortly before it ends
// (it lives an hour). https://marketplace.zendesk.com/hc/en-us/articles/5809585579023 (read 2026-11-23)
import * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import { parseExactly } from '../../exact-json.ts'
import { basicAuth, type CallProblem } from '../../http.ts'
import { refused, unreadable } from './reply.ts'
import { hostOf, type IconicContext } from './settings.ts'

/** Renewed this long before its end, so that no call starts with a token that ends on the way. */
const MARGIN_SECONDS = 300

const Grant = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  expires_in: z.number().positive(),
})

export async function accessToken(
  context: IconicContext,
  want: 'cached' | 'fresh',
): Promise<Result<string, CallProblem>> {
  const { applicationId } = context.settings
  const host = hostOf(context.settings)
  const secret = context.secrets.applicationSecret
  if (!secret) return err(missing(host))
  const key = `the-iconic-token:${host}:${applicationId}`
  const kept = want === 'cached' ? await context.cache.get(key) : null
  if (kept) return ok(kept)

  const reply = await context.http(`https://${host}/oauth/client-credentials`, {
    method: 'POST',
    headers: {
      authorization: basicAuth(applicationId, secret),
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    },
    body: 'grant_type=client_credentials',
  })
  if (!reply.ok) return reply
  const { status, text } = reply.value
  if (status >= 400 && status < 500 && status !== 429) return err(unwelcome(host, status))
  if (status !== 200) return err(refused(reply.value, context, 'our request for a token'))
  const grant = Grant.safeParse(parseExactly(text))
  if (!grant.success) return err(unreadable(host, reply.value))
  const lifeSeconds = Math.max(grant.data.expires_in - MARGIN_SECONDS, 60)
  await context.cache.put(key, grant.data.access_token, context.now + lifeSeconds * 1000)
  return ok(grant.data.access_token)
}

function missing(host: string): CallProblem {
  return {
    kind: 'credentials',
    host,
    status: null,
    message: 'Set the secret `applicationSecret` (`waymark secret set`).',
    retry: false,
  }
}

function unwelcome(host: string, status: number): CallProblem {
  return {
    kind: 'credentials',
    host,
    status,
    message: `Seller Center gave us no token (${status}). Check \`applicationId\`, \`environment\` and the secret \`applicationSecret\`, and that the application still stands in Seller Center under Settings, OAuth Applications.`,
    retry: false,
  }
}
