// Telling AfterShip which parcels to follow, by its Tracking API.
// https://www.aftership.com/docs/tracking/2026-07/quickstart/api-quick-start, /request-errors and /rate-limit
// (read 2026-11-24)
import * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import { cleanText } from '../../../core/text.ts'
import type { TrackingReport } from '../../../core/tracking.ts'
import type { Context, Grants } from '../../context.ts'
import { parseExactly } from '../../exact-json.ts'
import {
  type CallProblem,
  notReadable,
  type Reply,
  refusal,
  retryAfterSeconds,
  unwelcome,
} from '../../http.ts'
import type { Asked, Calls, Watching } from '../carrier.ts'
import { read, trackingsIn } from './read.ts'
import { ALPHA3, SLUG } from './tables.ts'

const HOST = 'api.aftership.com'
const API = `https://${HOST}/tracking/2026-07/trackings`

/** Ours to let go: a tracking that the merchant or another app made is left alone. */
const OURS = { waymark: 'watching' } as const

const ALREADY_THERE = '4003'
const NO_SUCH_SLUG = '4010'
/** "You can only retrack an inactive tracking": it is followed. */
const IS_ACTIVE = '4013'

const text = z.union([z.string(), z.number()]).transform(String)
const Failure = z.object({ meta: z.object({ code: text, message: z.string().nullish() }) })

const Made = z.object({
  id: text.pipe(z.string().min(1)),
  tracking_number: text.nullish(),
  slug: z.string().nullish(),
  active: z.boolean().nullish(),
  tag: z.string().nullish(),
  custom_fields: z.record(z.string(), z.unknown()).nullish(),
})
type Held = z.infer<typeof Made> & { readonly told: unknown }

export const calls: Calls<unknown> = {
  // Each tracking costs, and without its secret AfterShip's news would be turned away.
  needs: ['apiKey', 'webhookSecret'],
  hosts: () => [HOST],
  account: () => HOST,
  limits: () => [{ calls: 10, perMs: 1000 }],
}

export async function check(context: Context<unknown>): Promise<Result<Grants, CallProblem>> {
  const listed = await call(context, 'GET', '?limit=1')
  if (!listed.ok) return listed
  const advice = [
    'AfterShip posts only where it was told to: its Settings › Webhooks must name this address.',
  ]
  return ok({ account: 'AfterShip Tracking', missing: [], advice })
}

/** What it follows already it goes on following: "already exists" gives the one that is there. */
export async function begin(
  parcel: Asked,
  context: Context<unknown>,
): Promise<Result<Watching, CallProblem>> {
  const slug = slugOf(parcel)
  const asked = await call(context, 'POST', '', tracking(parcel, slug))
  const isOurGuess = slug !== null && parcel.calledThere === null
  const isRefused = !asked.ok && asked.problem.code === NO_SUCH_SLUG && isOurGuess
  const made = isRefused ? await call(context, 'POST', '', tracking(parcel, null)) : asked
  if (made.ok) return watching(heldBy(made.value)[0], context.now)
  return made.problem.code === ALREADY_THERE ? existing(parcel, slug, context) : made
}

/**
 * Of several trackings of one number, that of the carrier we mean. One that has ended, after 30 days of silence
 * for instance, is taken up again; one that has arrived tells all in its history.
 */
async function existing(
  parcel: Asked,
  slug: string | null,
  context: Context<unknown>,
): Promise<Result<Watching, CallProblem>> {
  const query = new URLSearchParams({ tracking_numbers: parcel.trackingNumber })
  const listed = await call(context, 'GET', `?${query}`)
  if (!listed.ok) return listed
  const number = parcel.trackingNumber.toUpperCase()
  const same = heldBy(listed.value).filter(each => each.tracking_number?.toUpperCase() === number)
  const held = same.find(each => each.slug === slug) ?? same[0]
  if (held?.active === false && held.tag !== 'Delivered') {
    const again = await call(context, 'POST', `/${encodeURIComponent(held.id)}/retrack`)
    if (!again.ok && again.problem.code !== IS_ACTIVE) return again
  }
  return watching(held, context.now)
}

/** With what it knows of the parcel so far; one that was just made is `Pending`: nobody has looked yet. */
function watching(held: Held | undefined, now: number): Result<Watching, CallProblem> {
  if (!held) return err(notReadable(HOST, 200))
  const reports = read(held.told, now)
  const isNews = ({ events }: TrackingReport) =>
    events.some(({ substatus }) => substatus !== 'not_found')
  const news = reports.ok ? reports.value.filter(isNews) : []
  return ok({ id: held.id, until: null, reports: news })
}

/**
 * Deletes what we had made and what still runs. AfterShip ends a delivered parcel's by itself, and to mark one
 * as completed it wants to be told how the parcel fared, and tells that to all who listen.
 */
export async function end(
  id: string,
  context: Context<unknown>,
): Promise<Result<void, CallProblem>> {
  const path = `/${encodeURIComponent(id)}`
  const found = await call(context, 'GET', path)
  if (!found.ok) return isGone(found.problem) ? ok(undefined) : found
  const [watched] = heldBy(found.value)
  if (!watched) return err(notReadable(HOST, 200))
  const isOurs = watched.custom_fields?.waymark === OURS.waymark
  if (watched.active === false || !isOurs) return ok(undefined)
  const deleted = await call(context, 'DELETE', path)
  return deleted.ok || isGone(deleted.problem) ? ok(undefined) : deleted
}

const slugOf = (parcel: Asked): string | null =>
  parcel.calledThere ?? (parcel.carrier ? (SLUG[parcel.carrier] ?? null) : null)

/** Without a slug AfterShip finds the carrier out itself. Some carriers want postcode, country and date. */
function tracking(parcel: Asked, slug: string | null): object {
  const { country, postcode } = parcel.destination
  const country3 = country && Object.hasOwn(ALPHA3, country) ? ALPHA3[country] : undefined
  return {
    tracking_number: parcel.trackingNumber,
    ...(slug !== null && { slug }),
    order_number: parcel.orderNumber,
    tracking_ship_date: new Date(parcel.dispatchedAt).toISOString().replace(/\.\d+Z$/, 'Z'),
    ...(postcode && { destination_postal_code: postcode }),
    ...(country3 && { destination_country_region: country3 }),
    custom_fields: OURS,
  }
}

/** The trackings of a reply that bear an id, each beside its whole text. */
function heldBy(reply: unknown): Held[] {
  const found = trackingsIn(reply)
  if (!found.ok) return []
  return found.value.flatMap(told => {
    const made = Made.safeParse(told)
    return made.success ? [{ ...made.data, told }] : []
  })
}

/** AfterShip's own code of what was wrong, where it gave one. */
type Failed = CallProblem & { readonly code?: string }

async function call(
  context: Context<unknown>,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<Result<unknown, Failed>> {
  const key = context.secrets.apiKey
  if (!key) return err(noKey)
  const reply = await context.http(API + path, {
    method,
    headers: {
      'as-api-key': key,
      accept: 'application/json',
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!reply.ok) return reply
  const json = parseExactly(reply.value.text)
  if (reply.value.status < 200 || reply.value.status > 299)
    return err(failed(reply.value, json, context.now))
  if (json === undefined && method !== 'DELETE') return err(notReadable(HOST, reply.value.status))
  return ok(json)
}

const noKey = unwelcome(
  HOST,
  null,
  'The secret apiKey is not set: waymark secret set <connection> apiKey, with a key of AfterShip’s Settings › API keys.',
)

const NEXT_STEP: Readonly<Record<string, string>> = {
  401: 'Set the secret apiKey to a key of AfterShip’s Settings › API keys.',
  403: 'Give the API key the right to read and write trackings, or ask AfterShip whether the plan includes the API.',
  429: 'It asks us to slow down; the call is made again by itself.',
  4005: 'AfterShip takes numbers of 4 to 100 letters, digits and - . _ / only.',
  4010: 'Name the carrier as AfterShip does: `carrierNames` of the connection.',
  4011: 'AfterShip wants more of this carrier than Waymark knows; connect the carrier account in AfterShip.',
  4012: 'Name the carrier as AfterShip does: `carrierNames` of the connection.',
  4016: 'AfterShip takes up a tracking that has ended only once: it sends no more news of this one.',
}

const stepFor = (code: string): string | undefined =>
  Object.hasOwn(NEXT_STEP, code) ? NEXT_STEP[code] : undefined

function failed(reply: Reply, json: unknown, now: number): Failed {
  const problem = refusal(HOST, reply, now, 'our call')
  const meta = Failure.safeParse(json).data?.meta
  const words = meta?.message ? ` AfterShip says: ${cleanText(meta.message, 200)}` : ''
  const step = stepFor(meta?.code ?? '') ?? stepFor(String(reply.status))
  return {
    ...problem,
    message: `${problem.message}${words}${step ? ` ${step}` : ''}`,
    retry: problem.kind === 'throttled' ? { afterSeconds: restSeconds(reply, now) } : problem.retry,
    ...(meta && { code: meta.code }),
  }
}

/** Its limit is one of each second; it names the second at which the next one begins. */
function restSeconds(reply: Reply, now: number): number {
  const after = retryAfterSeconds(reply.headers.get('retry-after'), now)
  const resetAt = Number(reply.headers.get('x-ratelimit-reset')) * 1000
  return after ?? Math.min(Math.max(Math.ceil((resetAt - now) / 1000), 1), 60)
}

/** What was to be let go is not there. */
const isGone = ({ status, code }: Failed): boolean => status === 404 || code === '4004'
