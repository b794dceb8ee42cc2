// Calls to FedEx: the token, which lives an hour, and what is asked with it. A token that is no longer
// taken is fetched anew once. https://developer.fedex.com/api/en-us/catalog/authorization/v1/docs.html
// (read 2026-11-24)
import * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import type { Context } from '../../context.ts'
import { type CallProblem, type Reply, refusal } from '../../http.ts'

export const HOST = 'apis.fedex.com'

const HeaderName = z.string().regex(/^[A-Za-z0-9-]+$/, 'is the name of a header')

export const Settings = z.strictObject({
  clientId: z
    .string()
    .trim()
    .min(1)
    .describe('the API Key of your Track API project at developer.fedex.com'),
  signatureHeaders: z
    .array(HeaderName)
    .min(1)
    .default(['fdx-signature', 'x-fdx-sc-signature', 'x-fedex-signature'])
    .describe('headers in which FedEx may sign a webhook; the first that is there counts'),
})
export type FedexContext = Context<z.infer<typeof Settings>>

/** Renewed this long before its end, so that no call starts with a token that ends on the way. */
const MARGIN_SECONDS = 300

const Grant = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  expires_in: z.coerce.number().positive(),
})

/** Posts JSON; the reply whatever its status, but for tokens that are not to be had. */
export async function post(
  context: FedexContext,
  path: string,
  body: object,
): Promise<Result<Reply, CallProblem>> {
  const first = await attempt(context, path, body, 'cached')
  if (!first.ok) return first
  const { reply, isFresh } = first.value
  if (reply.status !== 401 || isFresh) return ok(reply)
  const second = await attempt(context, path, body, 'fresh')
  return second.ok ? ok(second.value.reply) : second
}

async function attempt(
  context: FedexContext,
  path: string,
  body: object,
  want: 'cached' | 'fresh',
): Promise<Result<{ readonly reply: Reply; readonly isFresh: boolean }, CallProblem>> {
  const token = await accessToken(context, want)
  if (!token.ok) return token
  const reply = await context.http(`https://${HOST}${path}`, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${token.value.text}`,
      'content-type': 'application/json',
      'x-locale': 'en_US', // the tables read its words
    },
    body: JSON.stringify(body),
  })
  return reply.ok ? ok({ reply: reply.value, isFresh: token.value.isFresh }) : reply
}

async function accessToken(
  context: FedexContext,
  want: 'cached' | 'fresh',
): Promise<Result<{ readonly text: string; readonly isFresh: boolean }, CallProblem>> {
  const { clientId } = context.settings
  const secret = context.secrets.clientSecret
  if (!secret) return err(unwelcome(null, 'Set the secret `clientSecret` (`waymark secret set`).'))
  const key = `fedex-token:${clientId}`
  const kept = want === 'cached' ? await context.cache.get(key) : null
  if (kept) return ok({ text: kept, isFresh: false })

  const reply = await context.http(`https://${HOST}/oauth/token`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: secret,
    }).toString(),
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
  'FedEx gave us no token. Check `clientId` (the API Key) and the secret `clientSecret` (the Secret Key) against the production key of your project at developer.fedex.com.'

/** FedEx does not take who we say we are; `message` has the next step. */
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
