// The calls to NZ Post: a token for client credentials, one parcel a question, one subscription a parcel.
import * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import type { TrackingReport } from '../../../core/tracking.ts'
import { freshToken, type TokenDesk, withToken } from '../../client-credentials.ts'
import type { Context, Grants } from '../../context.ts'
import { parseExactly } from '../../exact-json.ts'
import {
  type Call,
  type CallProblem,
  notReadable,
  type Reply,
  refusal,
  unwelcome,
} from '../../http.ts'
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

/** By NZ Post's page Authentication of the ParcelTrack API (read 2026-11-24). */
const deskOf = ({ settings, secrets }: Connection): TokenDesk => ({
  url: `https://${OAUTH}/as/token.oauth2`,
  clientId: settings.clientId,
  clientSecret: secrets.clientSecret,
  by: 'form',
  nextStep: NEXT_STEP,
})

const NEXT_STEP =
  'Compare the client id in the settings with your application at NZ Post’s developer portal, see that ParcelTrack is granted to it, and set its secret: waymark secret set <connection> clientSecret.'

const call = async (
  path: string,
  context: Connection,
  what: string,
  given: Call = {},
): Promise<Result<Reply, CallProblem>> =>
  judged(
    await withToken(context, deskOf(context), token => callWith(token, path, context, given)),
    context,
    what,
  )

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
    return err(notAccepted(`${API} answered ${status} to ${what}.`, status))
  }
  return status === 429 || status >= 500 ? err(refusal(API, reply.value, now, what)) : reply
}

const notAccepted = (said: string, status: number): CallProblem =>
  unwelcome(API, status, `${said} ${NEXT_STEP}`)

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
    return notAccepted(`${API} answered ${faultsInWords(told?.errors)} to ${what}.`, status)
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
  if (!told) return err(notReadable(API, reply.value.status))
  const status = statusOf(reply.value, told)
  if (status === 404) return ok(notFound(trackingNumber, faultsInWords(told.errors)))
  if (status !== 200) return err(refused(reply.value, told, context.now, what))
  const reports = read(payload, context.now)
  if (!reports.ok) return err(notReadable(API, status))
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
    if (!told) return err(notReadable(API, reply.value.status))
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
  const token = await freshToken(context, deskOf(context))
  if (!token.ok) return token
  const what = 'a test of ParcelTrack'
  const reply = judged(
    await callWith(token.value, '/parcels/00000000000000000000', context, {}),
    context,
    what,
  )
  if (!reply.ok) return reply
  const told = wire.Reply.safeParse(parseExactly(reply.value.text)).data
  if (!told) return err(notReadable(API, reply.value.status))
  const status = statusOf(reply.value, told)
  if (status === 401 || status === 403) return err(refused(reply.value, told, context.now, what))
  return ok({ account: context.settings.clientId, missing: [] })
}
