// Telling Ship24 which parcels to follow: a tracker each. https://docs.ship24.com/trackers, /errors and
// /rate-limiter (read 2026-11-24)
import * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import type { Context, Grants } from '../../context.ts'
import { parseExactly } from '../../exact-json.ts'
import { type CallProblem, notReadable, type Reply, refusal, unwelcome } from '../../http.ts'
import type { Asked, Calls, Watching } from '../carrier.ts'
import { Failure, read, wordsOf } from './read.ts'
import { COURIER } from './tables.ts'

const HOST = 'api.ship24.com'
const API = `https://${HOST}/public/v1/trackers`

const Tracker = z.object({ trackerId: z.string().min(1), isSubscribed: z.boolean().nullish() })
const Begun = z.object({ data: z.object({ tracker: Tracker }) })
const Found = z.object({
  data: z.object({ trackings: z.array(z.object({ tracker: Tracker })) }),
})

/** Ten calls a second for each endpoint that we use. */
export const calls: Calls<unknown> = {
  needs: ['apiKey'],
  hosts: () => [HOST],
  account: () => HOST,
  limits: () => [{ calls: 10, perMs: 1000 }],
}

export async function check(context: Context<unknown>): Promise<Result<Grants, CallProblem>> {
  const listed = await call(context, 'GET', '?limit=1')
  if (!listed.ok) return listed
  const advice = [
    'Ship24 posts to one address only: Integrations › Webhook of its dashboard must name this one.',
  ]
  return ok({ account: 'Ship24', missing: [], advice })
}

/**
 * There is no letting go: all that could be ended is the subscription to webhooks, and by these alone come proofs
 * of delivery, after the parcel has arrived (/webhooks/proof-of-delivery), and corrections. A tracker is paid for
 * when it is made.
 *
 * The same fields give the same tracker, others a second one that is paid for as well: so only what does
 * not change of a parcel is sent. https://docs.ship24.com/trackers (read 2026-11-24)
 */
export async function begin(
  parcel: Asked,
  context: Context<unknown>,
): Promise<Result<Watching, CallProblem>> {
  const made = await call(context, 'POST', '', trackerOf(parcel))
  if (!made.ok) return made.problem.code === 'tracker_conflict' ? existing(parcel, context) : made
  const tracker = Begun.safeParse(made.value).data?.data.tracker
  return tracker ? follow(tracker, context) : err(notReadable(HOST, 201))
}

/** One that was unsubscribed is there still, and posts nothing until it is subscribed to again. */
async function follow(
  { trackerId, isSubscribed }: z.infer<typeof Tracker>,
  context: Context<unknown>,
): Promise<Result<Watching, CallProblem>> {
  if (isSubscribed === false) {
    const resumed = await call(context, 'PATCH', pathOf(trackerId), { isSubscribed: true })
    if (!resumed.ok) return resumed
  }
  return ok({ id: trackerId, until: null })
}

/** The tracker that stands in the way, with all that is known of its parcel. */
async function existing(
  parcel: Asked,
  context: Context<unknown>,
): Promise<Result<Watching, CallProblem>> {
  const path = `/search/${encodeURIComponent(parcel.trackingNumber)}/results`
  const found = await call(context, 'GET', path)
  if (!found.ok) return found
  const trackers = Found.safeParse(found.value).data?.data.trackings.map(each => each.tracker) ?? []
  const tracker = trackers.find(each => each.isSubscribed !== false) ?? trackers[0]
  if (!tracker) return err(notReadable(HOST, 200))
  const reports = read(found.value, context.now)
  const watching = await follow(tracker, context)
  return watching.ok
    ? ok({ ...watching.value, reports: reports.ok ? reports.value : [] })
    : watching
}

const pathOf = (id: string): string => `/${encodeURIComponent(id)}`

function trackerOf(parcel: Asked): object {
  const courier = parcel.calledThere ?? (parcel.carrier ? COURIER[parcel.carrier] : undefined)
  const { country, postcode } = parcel.destination
  return {
    trackingNumber: parcel.trackingNumber,
    ...(courier && { courierCode: [courier] }),
    ...(country && { destinationCountryCode: country }),
    ...(postcode && { destinationPostCode: postcode }),
  }
}

/** Ship24's own code of what was wrong, where it gave one. */
type Failed = CallProblem & { readonly code?: string }

async function call(
  context: Context<unknown>,
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  body?: object,
): Promise<Result<unknown, Failed>> {
  const key = context.secrets.apiKey
  if (!key) return err(noKey)
  const reply = await context.http(API + path, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      accept: 'application/json',
      ...(body && { 'content-type': 'application/json; charset=utf-8' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!reply.ok) return reply
  const { status } = reply.value
  const json = parseExactly(reply.value.text)
  if (status < 200 || status > 299) return err(failed(reply.value, json, context.now))
  return json === undefined ? err(notReadable(HOST, status)) : ok(json)
}

const noKey = unwelcome(
  HOST,
  null,
  'The secret apiKey is not set: waymark secret set <connection> apiKey, with the API key of the Ship24 dashboard.',
)

/** https://docs.ship24.com/errors (read 2026-11-24) */
const NEXT_STEP: Readonly<Record<string, string>> = {
  401: 'Set the secret apiKey to the API key of the Ship24 dashboard.',
  403: 'See in the Ship24 dashboard whether the plan includes trackers.',
  no_active_subscription: 'Choose a plan in the Ship24 dashboard.',
  quota_limit_reached: 'The plan’s parcels of this billing period are used up.',
}

const stepFor = (code: string): string | undefined =>
  Object.hasOwn(NEXT_STEP, code) ? NEXT_STEP[code] : undefined

/** What passes with time although its status says otherwise: seconds to wait. */
const AGAIN: Readonly<Record<string, number>> = {
  request_conflict: 30,
  quota_limit_reached: 6 * 3600,
}

function failed(reply: Reply, json: unknown, now: number): Failed {
  const problem = refusal(HOST, reply, now, 'our call')
  const failure = Failure.safeParse(json).data
  const code = failure?.errors[0]?.code ?? ''
  const words = failure ? ` Ship24 says: ${wordsOf(failure)}.` : ''
  const step = stepFor(code) ?? stepFor(String(reply.status))
  const afterSeconds = Object.hasOwn(AGAIN, code) ? AGAIN[code] : undefined
  return {
    ...problem,
    message: `${problem.message}${words}${step ? ` ${step}` : ''}`,
    ...(/^auth_/.test(code) && { kind: 'credentials' as const }),
    ...(afterSeconds !== undefined && { kind: 'refused' as const, retry: { afterSeconds } }),
    ...(code && { code }),
  }
}
