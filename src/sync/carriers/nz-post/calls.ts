// The calls to NZ Post: a token for client credentials, one parcel a question, one subscription a parcel.
import * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import type { TrackingReport } from '../../../core/tracking.ts'
import type { Context, Grants } from '../../context.ts'
import { parseExactly } from '../../exact-json.ts'
import { type Call, type CallProblem, type Reply, refusal } from '../../http.ts'
import type { Asked, Poll, Watch } from '../carrier.ts'
import { faultsInWords, notFound, read, silent } from './read.ts'
import * as wire from './wire.ts'

export const API = 'api.nzpost.co.nz'
export const OAUTH = 'oauth.nzpost.co.nz'
const PARCELTRACK = `https://${API}/parceltrack/3.0`

export const Settings = z.strictObject({
  clientId: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .describe('the client id of your application at NZ Post’s developer portal'),
})
export type Settings = z.infer<typeof Settings>

type Connection = Context<Settings>

// Who we are ------------------------------------------------------------------------------------

/** A token lasts a day, and is not used in its last minute. */
const MARGIN_MS = 60_000

/** By NZ Post's page Authentication of the ParcelTrack API (read 2026-11-24). */
async function tokenFor(context: Connection): Promise<Result<string, CallProblem>> {
  const { settings, secrets, http, now, cache } = context
  if (!secrets.clientSecret) return err(credentials(OAUTH, 'The secret clientSecret is missing.'))
  const reply = await http(`https://${OAUTH}/as/token.oauth2`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: settings.clientId,
      client_secret: secrets.clientSecret,
    }).toString(),
  })
  if (!reply.ok) return reply
  const { status, text } = reply.value
  if (status === 400 || status === 401 || status === 403) {
    return err(
      credentials(OAUTH, `${OAUTH} answered ${status} to the question for a token.`, status),
    )
  }
  if (status !== 200) return err(refusal(OAUTH, reply.value, now, 'the question for a token'))
  const token = wire.Token.safeParse(parseExactly(text))
  if (!token.success) return err(unreadableReply(OAUTH, status))
  const { access_token, expires_in } = token.data
  await cache.put(cacheKey(settings), access_token, now + expires_in * 1000 - MARGIN_MS)
  return ok(access_token)
}

const cacheKey = ({ clientId }: Settings): string => `token:${clientId}`

/** A token that NZ Post no longer takes is replaced once. */
async function call(
  path: string,
  context: Connection,
  what: string,
  given: Call = {},
): Promise<Result<Reply, CallProblem>> {
  const kept = await context.cache.get(cacheKey(context.settings))
  if (kept) {
    const reply = await callWith(kept, path, context, given)
    if (!reply.ok || reply.value.status !== 401) return judged(reply, context, what)
  }
  const token = await tokenFor(context)
  if (!token.ok) return token
  return judged(await callWith(token.value, path, context, given), context, what)
}

const callWith = (
  token: string,
  path: string,
  { http, settings }: Connection,
  { headers, ...given }: Call,
) =>
  http(`${PARCELTRACK}${path}`, {
    ...given,
    headers: {
      authorization: `Bearer ${token}`,
      client_id: settings.clientId,
      accept: 'application/json',
      ...headers,
    },
  })

/** What no caller can do anything with. */
function judged(
  reply: Result<Reply, CallProblem>,
  { now }: Connection,
  what: string,
): Result<Reply, CallProblem> {
  if (!reply.ok) return reply
  const { status } = reply.value
  if (status === 401 || status === 403) {
    return err(credentials(API, `${API} answered ${status} to ${what}.`, status))
  }
  return status === 429 || status >= 500 ? err(refusal(API, reply.value, now, what)) : reply
}

const credentials = (host: string, said: string, status: number | null = null): CallProblem => ({
  kind: 'credentials',
  host,
  status,
  message: `${said} Compare the client id in the settings with your application at NZ Post’s developer portal, see that ParcelTrack is granted to it, and set its secret: waymark secret set <connection> clientSecret.`,
  retry: false,
})

const unreadableReply = (host: string, status: number): CallProblem => ({
  kind: 'unreadable',
  host,
  status,
  message: `${host} answered in a shape that its documents do not describe.`,
  retry: { afterSeconds: 60 },
})

/**
 * What NZ Post's own error code stands for: its first three digits are an HTTP status, also where the
 * reply's is 200. Null: the reply has none.
 */
function statusOf(reply: Reply, told: wire.Reply | undefined): number {
  const [fault] = told?.errors ?? []
  const inCode = /^[45]\d\d/.exec(fault?.code ?? '')?.[0]
  return inCode && told?.success === false ? Number(inCode) : reply.status
}

function refused(reply: Reply, told: wire.Reply | undefined, now: number, what: string) {
  const status = statusOf(reply, told)
  if (status === 401 || status === 403) {
    return credentials(API, `${API} answered ${faultsInWords(told?.errors)} to ${what}.`, status)
  }
  const problem = refusal(API, { ...reply, status }, now, what)
  const message = `${problem.message} NZ Post says: ${faultsInWords(told?.errors)}`
  return { ...problem, message }
}

// Asking ----------------------------------------------------------------------------------------

export const poll: Poll<Settings> = {
  atOnce: 1,
  async ask(parcels, context) {
    const reports: TrackingReport[] = []
    for (const asked of parcels) {
      const told = await askOne(asked, context)
      if (!told.ok) return told
      reports.push(told.value)
    }
    return ok(reports)
  },
}

async function askOne(
  { trackingNumber }: Asked,
  context: Connection,
): Promise<Result<TrackingReport, CallProblem>> {
  const what = 'the question for a parcel'
  const reply = await call(`/parcels/${encodeURIComponent(trackingNumber)}`, context, what)
  if (!reply.ok) return reply
  const payload = parseExactly(reply.value.text)
  const told = wire.Reply.safeParse(payload).data
  if (!told) return err(unreadableReply(API, reply.value.status))
  const status = statusOf(reply.value, told)
  if (status === 404) return ok(notFound(trackingNumber, faultsInWords(told.errors)))
  if (status !== 200) return err(refused(reply.value, told, context.now, what))
  const reports = read(payload, context.now)
  if (!reports.ok) return err(unreadableReply(API, status))
  return ok({ ...(reports.value[0] ?? silent(trackingNumber)), trackingNumber })
}

// Subscribing -----------------------------------------------------------------------------------

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i

/**
 * Nothing is signed, so the address carries a token of its own, which the merchant can change.
 * Unverified: how 3.0 answers a second subscription; 2.0 says "Duplicate subscription found" with 409.
 */
export const watch: Watch<Settings> = {
  async begin({ trackingNumber }, callback, context) {
    const { webhookToken } = context.secrets
    if (!webhookToken) return err(noToken())
    const what = 'a subscription'
    const reply = await call('/subscription/webhook/', context, what, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        tracking_reference: trackingNumber,
        notification_endpoint: `${callback}/${encodeURIComponent(webhookToken)}`,
      }),
    })
    if (!reply.ok) return reply
    const told = wire.Reply.safeParse(parseExactly(reply.value.text)).data
    if (!told) return err(unreadableReply(API, reply.value.status))
    const said = faultsInWords(told.errors)
    const stands = statusOf(reply.value, told) === 409 || /duplicate subscription/i.test(said)
    if (!told.success && !stands) return err(refused(reply.value, told, context.now, what))
    const id = told.subscription_guid ?? ID.exec(said)?.[0] ?? trackingNumber
    return ok({ id, until: null })
  },

  async end(id, _asked, context) {
    if (!ID.test(id)) return ok(undefined) // it stood before us, and NZ Post did not say as what
    const what = 'the end of a subscription'
    const path = `/subscription/webhook/${encodeURIComponent(id)}`
    const reply = await call(path, context, what, { method: 'DELETE' })
    if (!reply.ok) return reply
    const told = wire.Reply.safeParse(parseExactly(reply.value.text)).data
    const status = statusOf(reply.value, told)
    const gone = (status >= 200 && status < 300) || status === 404 || status === 410
    return gone ? ok(undefined) : err(refused(reply.value, told, context.now, what))
  },
}

const noToken = (): CallProblem => ({
  kind: 'credentials',
  host: API,
  status: null,
  message: 'The secret webhookToken is missing: connect again (waymark connect), which makes one.',
  retry: false,
})

// Checking --------------------------------------------------------------------------------------

/** A fresh token, then a number that no parcel has: both the app and its grant are proven. */
export async function check(context: Connection): Promise<Result<Grants, CallProblem>> {
  const token = await tokenFor(context)
  if (!token.ok) return token
  const what = 'a test of ParcelTrack'
  const reply = judged(
    await callWith(token.value, '/parcels/00000000000000000000', context, {}),
    context,
    what,
  )
  if (!reply.ok) return reply
  const told = wire.Reply.safeParse(parseExactly(reply.value.text)).data
  if (!told) return err(unreadableReply(API, reply.value.status))
  const status = statusOf(reply.value, told)
  if (status === 401 || status === 403) return err(refused(reply.value, told, context.now, what))
  return ok({ account: context.settings.clientId, missing: [] })
}
