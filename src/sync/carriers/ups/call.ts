// Calls to UPS: the token, and whatever is asked with it. A token that UPS no longer takes is fetched
// anew once. https://developer.ups.com/api/reference/oauth/client-credentials (read 2026-11-24)
import * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import type { Context } from '../../context.ts'
import { basicAuth, type Call, type CallProblem, type Reply, refusal } from '../../http.ts'

export const HOST = 'onlinetools.ups.com'

export const Settings = z.strictObject({
  clientId: z.string().trim().min(1).describe('the Client ID of your app at developer.ups.com'),
})
export type UpsContext = Context<z.infer<typeof Settings>>

/** Renewed this long before its end, so that no call starts with a token that ends on the way. */
const MARGIN_SECONDS = 300

const Grant = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  expires_in: z.coerce.number().positive(),
})

/** The reply whatever its status, but for tokens that are not taken. `what` names the question. */
export async function ask(
  context: UpsContext,
  path: string,
  call: Call,
): Promise<Result<Reply, CallProblem>> {
  const first = await attempt(context, path, call, 'cached')
  if (!first.ok || first.value.reply.status !== 401 || first.value.isFresh) return replyOf(first)
  return replyOf(await attempt(context, path, call, 'fresh'))
}

type Attempt = { readonly reply: Reply; readonly isFresh: boolean }

const replyOf = (attempt: Result<Attempt, CallProblem>): Result<Reply, CallProblem> =>
  attempt.ok ? ok(attempt.value.reply) : attempt

async function attempt(
  context: UpsContext,
  path: string,
  call: Call,
  want: 'cached' | 'fresh',
): Promise<Result<Attempt, CallProblem>> {
  const token = await accessToken(context, want)
  if (!token.ok) return token
  const reply = await context.http(`https://${HOST}${path}`, {
    ...call,
    headers: {
      ...call.headers,
      accept: 'application/json',
      authorization: `Bearer ${token.value.text}`,
      transid: crypto.randomUUID().replaceAll('-', ''),
      transactionsrc: 'waymark',
    },
  })
  return reply.ok ? ok({ reply: reply.value, isFresh: token.value.isFresh }) : reply
}

async function accessToken(
  context: UpsContext,
  want: 'cached' | 'fresh',
): Promise<Result<{ readonly text: string; readonly isFresh: boolean }, CallProblem>> {
  const { clientId } = context.settings
  const secret = context.secrets.clientSecret
  if (!secret) return err(unwelcome(null, 'Set the secret `clientSecret` (`waymark secret set`).'))
  const key = `ups-token:${clientId}`
  const kept = want === 'cached' ? await context.cache.get(key) : null
  if (kept) return ok({ text: kept, isFresh: false })

  const reply = await context.http(`https://${HOST}/security/v1/oauth/token`, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      authorization: basicAuth(clientId, secret),
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  })
  if (!reply.ok) return reply
  const { status, text } = reply.value
  if (status >= 400 && status < 500 && status !== 429) return err(unwelcome(status, NO_TOKEN))
  if (status !== 200) return err(refusal(HOST, reply.value, context.now, 'our request for a token'))
  const grant = Grant.safeParse(jsonOf(text))
  if (!grant.success) return err(notReadable(status))
  const lifeSeconds = Math.max(grant.data.expires_in - MARGIN_SECONDS, 60)
  await context.cache.put(key, grant.data.access_token, context.now + lifeSeconds * 1000)
  return ok({ text: grant.data.access_token, isFresh: true })
}

const NO_TOKEN =
  'UPS gave us no token. Check `clientId` and the secret `clientSecret` against your app at developer.ups.com.'

/** UPS does not take who we say we are; `message` has the next step. */
export const unwelcome = (status: number | null, message: string): CallProblem => ({
  kind: 'credentials',
  host: HOST,
  status,
  message,
  retry: false,
})

/** A page of HTML, as gateways answer with, or JSON of another shape. */
export const notReadable = (status: number): CallProblem => ({
  kind: 'unreadable',
  host: HOST,
  status,
  message: `${HOST} answered ${status} with something that is not what it documents.`,
  retry: { afterSeconds: 60 },
})

/** Null, which no shape takes, when it is not JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
