// Starshipit: a flat snapshot of one parcel is posted when it changes, and with the keys of its API each
// parcel is asked for as well, which tells its scans. Both carry the order's number, so they can be what
// tells us that the parcel was dispatched.
// https://support.starshipit.com/hc/en-us/articles/360000376436 (read 2026-11-23)
import * as z from 'zod'
import { CARRIERS, carrierNamed } from '../../core/carriers.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { type Mapped, mappedBy, STATUSES, type Status, to, UNMAPPED } from '../../core/status.ts'
import { cleanText } from '../../core/text.ts'
import { toldTimeOr } from '../../core/told-time.ts'
import type { TrackingEvent, TrackingReport } from '../../core/tracking.ts'
import type { Context } from '../context.ts'
import { type Refused, type Unreadable, unreadable } from '../hook.ts'
import { type CallProblem, type Reply as HttpReply, jsonOf, refusal } from '../http.ts'
import { accepted, verifyHmac } from '../verify.ts'
import type { Asked, Carrier } from './carrier.ts'
import { eventOf, reportOf } from './told.ts'

// Settings ------------------------------------------------------------------------------------

const Settings = z.strictObject({})
type Settings = z.infer<typeof Settings>

// Wire shapes ---------------------------------------------------------------------------------

const text = z.union([z.string(), z.number()]).transform(String)
const words = z.string().nullish().catch(null)

/** `tracking_details` of some readers names its fields otherwise than `tracking_events`. */
const Scan = z.object({
  event_datetime: words,
  status_date: words,
  status: z.string().trim().min(1),
  details: words,
  status_details: words,
})
type Scan = z.infer<typeof Scan>

/** Taken one by one: a scan that is odd must not hide the others. */
const scans = z.array(z.unknown()).nullish().catch(null)

const Parcel = z.object({
  order_number: text.nullish(),
  carrier_name: z.string().nullish(),
  carrier_service: z.string().nullish(),
  tracking_number: text.pipe(z.string().trim().min(1, 'is empty')),
  tracking_status: z.string().nullish(),
  last_updated_date: z.string().nullish(),
  tracking_events: scans,
  tracking_details: scans,
})
type Parcel = z.infer<typeof Parcel>

const Snapshot = Parcel.extend({ tracking_status: z.string() })

/** `results` is one parcel or a list of them. */
const Reply = z.object({ success: z.literal(true), results: z.unknown() })

const Refusal = z.object({
  success: z.literal(false),
  message: words,
  errors: z
    .array(z.object({ message: words, details: words }))
    .nullish()
    .catch(null),
})

// Tables --------------------------------------------------------------------------------------

/** All ten statuses of the help page named above. */
const STATUS: Readonly<Record<string, Mapped>> = {
  printed: to('pending', 'label_created'),
  dispatched: to('pending', 'info_received'),
  intransit: to('in_transit'),
  outfordelivery: to('out_for_delivery', 'on_vehicle'),
  delivered: to('delivered'),
  pickupinstore: to('awaiting_collection', 'at_partner_store'),
  attempteddelivery: to('delivery_attempted'),
  exception: to('exception'),
  awaitingcollection: to('awaiting_collection'),
  cancelled: to('cancelled'),
}

/** `InTransit` as it is documented, `In Transit` as readers of the API show it. */
const plain = (code: string): string => code.toLowerCase().replace(/[\s_-]+/g, '')

const meaning = ({ code }: Pick<TrackingEvent, 'code'>): Mapped =>
  mappedBy(STATUS, plain(code)) ?? UNMAPPED

/** A printed label has not left the warehouse, and a cancelled one never will. */
const NOT_DISPATCHED = new Set(['printed', 'cancelled'])

// Pure translation ----------------------------------------------------------------------------

function read(
  payload: unknown,
  receivedAt: number,
): Result<TrackingReport[], Unreadable | Refused> {
  const refused = Refusal.safeParse(payload)
  if (refused.success) return err({ kind: 'refused', message: inWords(refused.data) })
  const reply = Reply.safeParse(payload)
  if (reply.success) return readResults(reply.data.results, receivedAt)
  const snapshot = Snapshot.safeParse(payload)
  if (!snapshot.success) return err(unreadable(snapshot.error))
  return ok([toReport(snapshot.data, receivedAt)])
}

function readResults(
  results: unknown,
  receivedAt: number,
): Result<TrackingReport[], Unreadable | Refused> {
  const parcels = z.array(Parcel).safeParse([results ?? []].flat())
  if (!parcels.success) return err(unreadable(parcels.error))
  return ok(parcels.data.map(parcel => toReport(parcel, receivedAt)))
}

const inWords = ({ message, errors }: z.infer<typeof Refusal>): string =>
  cleanText(
    [message, ...(errors ?? []).map(fault => fault.details || fault.message)]
      .filter(Boolean)
      .join('; ') || 'it gives no reason',
  )

function toReport(parcel: Parcel, receivedAt: number): TrackingReport {
  const events = eventsOf(parcel, receivedAt)
  const status = plain(parcel.tracking_status ?? '')
  return reportOf({
    trackingNumber: parcel.tracking_number,
    carrier: parcel.carrier_name,
    service: parcel.carrier_service,
    orderNumber: parcel.order_number,
    dispatched: Object.hasOwn(STATUS, status) && !NOT_DISPATCHED.has(status),
    events,
  })
}

/** Its scans; and the status as it stands, where it has gone on beyond all of them. */
function eventsOf(parcel: Parcel, receivedAt: number): TrackingEvent[] {
  const zone = zoneOf(parcel)
  const told = (parcel.tracking_events ?? parcel.tracking_details ?? []).flatMap(value => {
    const { data } = Scan.safeParse(value)
    return data ? toEvent(data, receivedAt, zone) : []
  })
  if (!parcel.tracking_status) return told
  const mapped = meaning({ code: parcel.tracking_status })
  if (told.some(({ status }) => reach(status) >= reach(mapped.status))) return told
  const snapshot = eventOf({
    source: 'starshipit',
    receivedAt,
    code: parcel.tracking_status,
    text: parcel.tracking_status,
    mapped,
    time: toldTimeOr(parcel.last_updated_date, receivedAt, zone),
    snapshot: true,
  })
  return [...told, snapshot]
}

/** How far along it is; a label that was voided is beyond one that was made, and behind any movement (R6). */
const reach = (status: Status): number =>
  status === 'cancelled' ? STATUSES.pending.rank + 1 : STATUSES[status].rank

const toEvent = (scan: Scan, receivedAt: number, zone: string): TrackingEvent =>
  eventOf({
    source: 'starshipit',
    receivedAt,
    code: scan.status,
    text: scan.details || scan.status_details || scan.status,
    mapped: meaning({ code: scan.status }),
    time: toldTimeOr(scan.event_datetime ?? scan.status_date, receivedAt, zone),
  })

/**
 * What a reply dates without an offset is read from the clocks of its carrier. Unverified: the documented
 * example (https://developers.starshipit.com, Tracking Details, read 2026-11-29) has none and does not say
 * whose they are.
 */
function zoneOf({ carrier_name }: Parcel): string {
  const carrier = carrierNamed(carrier_name ?? '')
  return carrier ? CARRIERS[carrier].zone : 'UTC'
}

// Calls ---------------------------------------------------------------------------------------

const HOST = 'api.starshipit.com'

type Owner = Context<Settings>

async function ask(
  parcels: readonly Asked[],
  context: Owner,
): Promise<Result<readonly TrackingReport[], CallProblem>> {
  const reports: TrackingReport[] = []
  for (const { trackingNumber } of parcels) {
    const told = await track(trackingNumber, context)
    if (!told.ok) return told
    reports.push(...told.value)
  }
  return ok(reports)
}

async function track(
  trackingNumber: string,
  context: Owner,
): Promise<Result<readonly TrackingReport[], CallProblem>> {
  const reply = await call(trackingNumber, context)
  if (!reply.ok) return reply
  const { status } = reply.value
  const json = jsonOf(reply.value.text)
  const told = read(json, context.now)
  if (status === 200 && told.ok) return told
  if (status === 200 && !told.ok && told.problem.kind === 'unreadable') {
    return err(unlooked(told.problem))
  }
  if (!ABOUT_THE_NUMBER.has(status)) {
    return err(refusal(HOST, reply.value, context.now, 'the question for a parcel'))
  }
  const said = !told.ok && told.problem.kind === 'refused' ? told.problem.message : null
  const lookupFailed = said ?? 'the number was not found'
  return ok([reportOf({ trackingNumber, lookupFailed })])
}

/**
 * 404 for a number that nobody has (https://glama.ai/mcp/servers/devkindhq/starshipit-mcp, read 2026-11-29).
 * Unverified: the others; one number a call, it can be no other's.
 */
const ABOUT_THE_NUMBER = new Set([200, 400, 404])

/** The reply to a question for one number, unless it does not know who we are. */
async function call(
  trackingNumber: string,
  { http, secrets, now }: Owner,
): Promise<Result<HttpReply, CallProblem>> {
  const { apiKey, subscriptionKey } = secrets
  if (!apiKey || !subscriptionKey) return err(NO_KEYS)
  const number = encodeURIComponent(trackingNumber)
  const reply = await http(`https://${HOST}/api/track?tracking_number=${number}`, {
    headers: {
      accept: 'application/json',
      'starshipit-api-key': apiKey,
      'ocp-apim-subscription-key': subscriptionKey,
    },
  })
  if (!reply.ok || (reply.value.status !== 401 && reply.value.status !== 403)) return reply
  const problem = refusal(HOST, reply.value, now, 'the question for a parcel')
  const next = 'Copy both keys from Settings › API in Starshipit and set them again'
  return err({
    ...problem,
    message: `${problem.message} ${next}: waymark secret set <connection> apiKey, and subscriptionKey.`,
  })
}

const NO_KEYS: CallProblem = {
  kind: 'credentials',
  host: HOST,
  status: null,
  message:
    'Starshipit tells what it posts, and is not asked: that needs the secrets apiKey and subscriptionKey.',
  retry: false,
}

const unlooked = ({ message }: { readonly message: string }): CallProblem => ({
  kind: 'unreadable',
  host: HOST,
  status: 200,
  message: `Starshipit’s reply cannot be used: ${message}.`,
  retry: { afterSeconds: 60 },
})

export const starshipit: Carrier<Settings> = {
  name: 'Starshipit',
  serves: 'any',
  settings: Settings,
  secrets: {
    webhookSecret: {
      about: 'the secret key of Settings › Tracking & notifications, when you have set one',
      required: false,
    },
    apiKey: {
      about: 'the API key of Settings › API, when parcels shall be asked for as well',
      required: false,
    },
    subscriptionKey: { about: 'the subscription key beside the API key', required: false },
  },

  calls: {
    needs: ['apiKey', 'subscriptionKey'],
    hosts: () => [HOST],
    // Nothing but the keys names the account.
    account: () => '',
    // Of a developer's subscription; one for production, which Starshipit has to approve, has twenty.
    // https://support.starshipit.com/articles/developer-center/starshipit-api/api-fundamentals (read 2026-11-29)
    limits: () => [{ calls: 2, perMs: 1000 }],
  },

  // The help page names the header but not the algorithm. It is HMAC-SHA256 over the raw body, in hex, by a
  // receiver in production that lets nothing else in (https://github.com/GorgonFreeman/bedrock utils.js, read
  // 2026-11-29). Unverified: base64, which costs nothing. Without a secret the unguessable address is the
  // credential.
  async verify(hook, { secrets }) {
    const keys = accepted(secrets, 'webhookSecret')
    if (keys.length === 0) return ok(undefined)
    return verifyHmac({
      hash: 'SHA-256',
      encodings: ['hex', 'base64'],
      secrets: keys,
      signature: hook.headers.get('x-starshipit-signature'),
      signed: hook.body,
    })
  },

  meaning,

  read,

  // Any answer about a number that nobody has proves the keys; without keys there is nothing to prove.
  async check(context) {
    const { apiKey, subscriptionKey } = context.secrets
    if (!apiKey && !subscriptionKey) {
      const advice = ['Set apiKey and subscriptionKey, and parcels are asked for as well.']
      return ok({ account: 'Starshipit', missing: [], advice })
    }
    const reply = await track('WAYMARK-CHECK', context)
    return reply.ok ? ok({ account: 'Starshipit', missing: [] }) : reply
  },

  // The API answers for one number a call.
  poll: { atOnce: 1, ask },
}
