// OAuth 2.0 client credentials (RFC 6749, 4.4): a token fetched with the client's name and secret, kept
// until shortly before its end, and fetched anew once when the other side no longer takes it.
import * as z from 'zod'
import { err, ok, type Result } from '../core/result.ts'
import type { Context } from './context.ts'
import {
  basicAuth,
  type CallProblem,
  jsonOf,
  notReadable,
  type Reply,
  refusal,
  unwelcome,
} from './http.ts'

export type TokenDesk = {
  /** Where tokens are given. */
  readonly url: string
  readonly clientId: string
  readonly clientSecret: string | undefined
  /** How the client says who it is: in the header, or in the form. */
  readonly by: 'basic' | 'form'
  /** What the merchant must check when none is given, and how the secret is set. */
  readonly nextStep: string
  /** A refusal that is no word about the client: too many asked from this address. Left out: 429 alone. */
  readonly crowded?: { readonly status: number; readonly afterSeconds: number }
}

/** Renewed this long before its end, so that no call starts with a token that ends on the way. */
const MARGIN_SECONDS = 300

const Grant = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  expires_in: z.coerce.number().positive(),
})

/**
 * What `send` is answered with, whatever the status. A token from before that is answered with 401 is
 * replaced, and sent once more.
 */
export async function withToken(
  context: Context<unknown>,
  desk: TokenDesk,
  send: (token: string) => Promise<Result<Reply, CallProblem>>,
): Promise<Result<Reply, CallProblem>> {
  const kept = await context.cache.get(keyOf(desk))
  if (kept) {
    const reply = await send(kept)
    if (!reply.ok || reply.value.status !== 401) return reply
  }
  const token = await freshToken(context, desk)
  return token.ok ? send(token.value) : token
}

/** For `check`: whether this client is given a token today. */
export async function freshToken(
  { http, now, cache }: Context<unknown>,
  desk: TokenDesk,
): Promise<Result<string, CallProblem>> {
  const host = new URL(desk.url).hostname
  const { clientSecret } = desk
  if (!clientSecret) {
    return err(unwelcome(host, null, 'Set the secret `clientSecret` (`waymark secret set`).'))
  }
  const reply = await http(desk.url, request(desk, clientSecret))
  if (!reply.ok) return reply
  const { status, text } = reply.value
  if (status === desk.crowded?.status)
    return err(crowdedOut(host, status, desk.crowded.afterSeconds))
  if (status >= 400 && status < 500 && status !== 429) {
    return err(unwelcome(host, status, `${host} gave us no token. ${desk.nextStep}`))
  }
  if (status !== 200) return err(refusal(host, reply.value, now, 'our request for a token'))
  const grant = Grant.safeParse(jsonOf(text))
  if (!grant.success) return err(notReadable(host, status))
  const { access_token, expires_in } = grant.data
  await cache.put(keyOf(desk), access_token, now + (expires_in - MARGIN_SECONDS) * 1000)
  return ok(access_token)
}

const crowdedOut = (host: string, status: number, afterSeconds: number): CallProblem => ({
  kind: 'throttled',
  host,
  status,
  message: `${host} answered ${status} to our request for a token: too many came from this address. Waymark goes on by itself.`,
  retry: { afterSeconds },
})

const keyOf = ({ clientId }: Pick<TokenDesk, 'clientId'>): string => `access ${clientId}`

function request({ by, clientId }: TokenDesk, clientSecret: string) {
  const form = new URLSearchParams({ grant_type: 'client_credentials' })
  if (by === 'form') {
    form.set('client_id', clientId)
    form.set('client_secret', clientSecret)
  }
  return {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      ...(by === 'basic' && { authorization: basicAuth(clientId, clientSecret) }),
    },
    body: form.toString(),
  }
}
