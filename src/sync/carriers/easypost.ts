// EasyPost's tracker webhook: every scan so far, each time. A list of events without ids of their
// own, signed with HMAC-SHA256 over the exact bytes. Its API is told which numbers to track.
// https://docs.easypost.com/docs/trackers and /docs/webhooks (read 2026-11-24)
import * as z from 'zod'
import type { CarrierId } from '../../core/carriers.ts'
import { sortEvents } from '../../core/fold.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { type Mapped, mappedBy, STATUSES, to, UNMAPPED } from '../../core/status.ts'
import { cleanText, textOrNull } from '../../core/text.ts'
import { type ToldTime, toldTime, toldTimeOr } from '../../core/told-time.ts'
import type { Eta, TrackingEvent, TrackingReport } from '../../core/tracking.ts'
import type { Context, Grants } from '../context.ts'
import { parseExactly } from '../exact-json.ts'
import {
  type HookRefusal,
  type RawHook,
  type Refused,
  type Unreadable,
  unreadable,
} from '../hook.ts'
import { basicAuth, type Call, type CallProblem, notReadable, refusal, unwelcome } from '../http.ts'
import { accepted, verifyHmac } from '../verify.ts'
import type { Asked, Carrier, Watching } from './carrier.ts'
import { eventOf, placeOf, reportOf } from './told.ts'

// Settings ------------------------------------------------------------------------------------

const Settings = z.strictObject({})
type EasyContext = Context<z.infer<typeof Settings>>

// Wire shapes ---------------------------------------------------------------------------------

const text = z.union([z.string(), z.number()]).transform(String)

const Location = z.object({
  city: z.string().nullish(),
  state: z.string().nullish(),
  country: z.string().nullish(),
  zip: text.nullish(),
})

const Detail = z.object({
  message: z.string().nullish(),
  status: z.string(),
  status_detail: z.string().nullish(),
  datetime: z.string(),
  tracking_location: Location.nullish().catch(null),
})
type Detail = z.infer<typeof Detail>

const Tracker = z.object({
  object: z.literal('Tracker'),
  tracking_code: text.refine(code => cleanText(code) !== '', 'is empty'),
  status: z.string(),
  status_detail: z.string().nullish(),
  updated_at: z.string().nullish(),
  signed_by: z.string().nullish(),
  est_delivery_date: z.string().nullish(),
  carrier: z.string().nullish(),
  /** A scan that cannot be read is left out, and the others stand. */
  tracking_details: z.array(Detail.nullish().catch(null)).nullish(),
  carrier_detail: z
    .object({ service: z.string().nullish(), est_delivery_date_local: z.string().nullish() })
    .nullish()
    .catch(null),
})
type Tracker = z.infer<typeof Tracker>

const Notice = z.object({
  object: z.literal('Event'),
  description: z.string(),
  result: z.unknown(),
})

/** https://docs.easypost.com/docs/errors (read 2026-11-24) */
const Complaint = z.object({
  error: z.object({ code: z.string().catch(''), message: z.string().catch('') }),
})

const Created = z.object({ id: z.string().min(1) })

const Webhooks = z.object({
  webhooks: z.array(z.object({ mode: z.string().nullish(), disabled_at: z.string().nullish() })),
})

// Tables --------------------------------------------------------------------------------------

/** Tracker.status; `error` means that EasyPost could not look it up, not that the parcel is in trouble. */
const STATUS: Readonly<Record<string, Mapped>> = {
  unknown: to('unknown'),
  pre_transit: to('pending', 'info_received'),
  in_transit: to('in_transit'),
  out_for_delivery: to('out_for_delivery', 'on_vehicle'),
  available_for_pickup: to('awaiting_collection'),
  delivered: to('delivered'),
  return_to_sender: to('returning'),
  failure: to('exception', 'undeliverable'),
  cancelled: to('cancelled'),
  error: to('unknown', 'lookup_error'),
}

/**
 * What status_detail adds to a status, where the two go together; it never changes the status. Of the
 * 28 details the others add nothing (`status_update`, `unknown`), say the status again, or contradict it.
 * https://docs.easypost.com/docs/trackers (read 2026-11-24)
 */
const DETAIL: Readonly<Record<string, string>> = {
  'pre_transit/label_created': 'label_created',
  'in_transit/arrived_at_facility': 'arrived_facility',
  'in_transit/received_at_origin_facility': 'arrived_facility',
  'in_transit/received_at_destination_facility': 'at_delivery_depot',
  'in_transit/departed_facility': 'departed_facility',
  'in_transit/departed_origin_facility': 'departed_facility',
  'in_transit/transferred_to_destination_carrier': 'handed_to_partner',
  'in_transit/delayed': 'delayed',
  'in_transit/weather_delay': 'delayed',
  'in_transit/missorted': 'delayed',
  'in_transit/transit_exception': 'delayed',
  'in_transit/delivery_exception': 'delayed',
  'in_transit/held': 'on_hold',
  'in_transit/awaiting_information': 'on_hold',
  'failure/address_correction': 'address_problem',
  'failure/awaiting_information': 'documents_missing',
  'failure/damaged': 'damaged',
  'failure/lost': 'lost',
  'failure/refused': 'refused',
  'return_to_sender/refused': 'refused',
}

/** By the code as it is stored: `in_transit/arrived_at_facility`. */
function meaning({ code }: Pick<TrackingEvent, 'code'>): Mapped {
  const known = mappedBy(STATUS, code.split('/')[0])
  if (!known) return UNMAPPED
  const refined = Object.hasOwn(DETAIL, code) ? DETAIL[code] : undefined
  return refined ? to(known.status, refined) : known
}

/**
 * Its name for a carrier; left out, it looks at the number. DHL eCommerce has one a region.
 * EasyPost's "Carrier Tracking Strings", by public copies of its guide and its SDKs (read 2026-11-24)
 */
const CODES: Partial<Readonly<Record<CarrierId, string>>> = {
  'australia-post': 'AustraliaPost',
  startrack: 'StarTrack',
  'dhl-express': 'DHLExpress',
  fedex: 'FedEx',
  ups: 'UPS',
  couriersplease: 'CouriersPlease',
  aramex: 'Fastway',
  usps: 'USPS',
  'royal-mail': 'RoyalMail',
}

// Pure translation ----------------------------------------------------------------------------

function read(
  payload: unknown,
  receivedAt: number,
): Result<TrackingReport[], Unreadable | Refused> {
  const notice = Notice.safeParse(payload)
  if (notice.success && !notice.data.description.startsWith('tracker.')) return ok([])
  const tracker = Tracker.safeParse(notice.success ? notice.data.result : payload)
  if (tracker.success) return ok([toReport(tracker.data, receivedAt)])
  const words = complaintIn(payload)
  return err(words ? { kind: 'refused', message: words } : unreadable(tracker.error))
}

/** Its own refusal in its own words; null when it is none. */
function complaintIn(payload: unknown): string | null {
  const { error } = Complaint.safeParse(payload).data ?? {}
  return textOrNull(error?.message) ?? textOrNull(error?.code)
}

function toReport(tracker: Tracker, receivedAt: number): TrackingReport {
  const details = (tracker.tracking_details ?? []).flatMap(detail => detail ?? [])
  const signedBy = textOrNull(tracker.signed_by, 80)
  const scans = details.map(detail => scan(detail, signedBy, receivedAt))
  const events = [...scans, ...current(tracker, scans, signedBy, receivedAt)]
  return reportOf({
    trackingNumber: tracker.tracking_code,
    carrier: tracker.carrier,
    service: tracker.carrier_detail?.service,
    events,
    eta: etaOf(tracker, events, receivedAt),
    lookupFailed: scans.length === 0 && tracker.status === 'error' ? NOT_FOUND : undefined,
  })
}

const NOT_FOUND = 'the carrier did not answer for this number, or does not know it'

function scan(detail: Detail, signedBy: string | null, receivedAt: number): TrackingEvent {
  const code = cleanText(`${detail.status}/${detail.status_detail ?? ''}`, 80)
  const mapped = meaning({ code })
  const place = detail.tracking_location
  return eventOf({
    source: 'easypost',
    receivedAt,
    code,
    text: detail.message || detail.status,
    mapped,
    time: timeOf(detail, receivedAt),
    location: placeOf(place && { ...place, suburb: place.city, postcode: place.zip }),
    signedBy: mapped.status === 'delivered' ? signedBy : null,
  })
}

/**
 * Where EasyPost does not know the place, a local time stands there as if it were UTC.
 * "When location information is incomplete, timestamps default to UTC": docs/trackers.
 */
function timeOf({ datetime, tracking_location: place }: Detail, receivedAt: number): ToldTime {
  const time = toldTimeOr(datetime, receivedAt)
  const isGuess = time.zone === 'offset' && !place?.city && !place?.zip
  return isGuess ? { ...time, zone: 'assumed' } : time
}

/**
 * The tracker's own status, where no scan tells of it: trackers without scans, and what EasyPost alone knows, as
 * that a label was cancelled. Beside scans it stands at the newest of them: `updated_at` moves with each telling.
 */
function current(
  tracker: Tracker,
  scans: readonly TrackingEvent[],
  signedBy: string | null,
  receivedAt: number,
): TrackingEvent[] {
  const detail: Detail = {
    status: tracker.status,
    status_detail: tracker.status_detail,
    datetime: tracker.updated_at ?? '',
  }
  const event = { ...scan(detail, signedBy, receivedAt), snapshot: true }
  const newest = sortEvents(scans).at(-1)
  if (!newest) return [event]
  const { rank } = STATUSES[event.status]
  if (rank <= STATUSES[newest.status].rank || scans.some(({ status }) => status === event.status))
    return []
  const { occurredAt, offsetMinutes, zone, precision } = newest
  return [{ ...event, occurredAt, offsetMinutes, zone, precision }]
}

/**
 * Midnight UTC stands for "that day, hour unknown" in EasyPost's samples: no time may be shown. What lies
 * before the first scan is a placeholder.
 */
function etaOf(tracker: Tracker, events: readonly TrackingEvent[], receivedAt: number): Eta | null {
  const toldAt = toldTimeOr(tracker.updated_at, receivedAt).occurredAt
  const local = tracker.carrier_detail?.est_delivery_date_local
  const isLocal = local && /^\d{4}-\d\d-\d\d$/.test(local)
  const told = isLocal ? local : tracker.est_delivery_date
  const at = toldTime(told)?.occurredAt
  const first = Math.min(...events.map(({ occurredAt }) => occurredAt))
  if (!told || at === undefined || at + 86_400_000 <= first) return null
  if (isLocal || /T00:00:00(?:\.0+)?Z$/.test(told)) {
    return { kind: 'day', on: told.slice(0, 10), toldAt }
  }
  return { kind: 'window', from: at, to: at, toldAt }
}

// Calls ---------------------------------------------------------------------------------------

const HOST = 'api.easypost.com'

async function call(
  context: EasyContext,
  path: string,
  request: Call = {},
): Promise<Result<unknown, CallProblem>> {
  const { apiKey } = context.secrets
  if (!apiKey) return err(keyless)
  const headers = {
    accept: 'application/json',
    authorization: basicAuth(apiKey, ''),
    ...(request.body !== undefined && { 'content-type': 'application/json' }),
  }
  const reply = await context.http(`https://${HOST}/v2${path}`, { ...request, headers })
  if (!reply.ok) return reply
  const { status } = reply.value
  const body = parseExactly(reply.value.text)
  if (status === 200 || status === 201)
    return body === undefined ? err(notReadable(HOST, status)) : ok(body)
  const problem = refusal(HOST, reply.value, context.now, 'our request')
  const words = complaintIn(body)
  if (problem.kind === 'credentials') return err({ ...problem, message: DENIED })
  return err(words ? { ...problem, message: `EasyPost says: ${words}` } : problem)
}

const SET_KEY =
  'copy the production API key of EasyPost’s dashboard › Account Settings › API Keys, and set it: waymark secret set <connection> apiKey.'
const DENIED = `EasyPost does not accept the API key: ${SET_KEY}`

const keyless = unwelcome(
  HOST,
  null,
  `Waymark has no API key of EasyPost, and so cannot tell it which parcels to watch: ${SET_KEY}`,
)

/**
 * Within three months EasyPost answers a repeat with the tracker that it has, also with one that came
 * with a label. There is no letting go: deleting takes the tracker and its public page from the
 * merchant's account, and it ends with the parcel anyway.
 */
async function begin(
  parcel: Asked,
  _callback: string,
  context: EasyContext,
): Promise<Result<Watching, CallProblem>> {
  const carrier = parcel.calledThere ?? (parcel.carrier ? CODES[parcel.carrier] : undefined)
  const body = JSON.stringify({ tracker: { tracking_code: parcel.trackingNumber, carrier } })
  const made = await call(context, '/trackers', { method: 'POST', body })
  if (!made.ok) return made
  const created = Created.safeParse(made.value)
  if (!created.success) return err(notReadable(HOST, 200))
  const reports = read(made.value, context.now)
  return ok({ id: created.data.id, until: null, ...(reports.ok && { reports: reports.value }) })
}

/** The list of webhooks costs nothing, proves the key, and shows whether news would reach anybody. */
async function check(context: EasyContext): Promise<Result<Grants, CallProblem>> {
  const grants = { account: 'EasyPost', missing: [] }
  const reply = await call(context, '/webhooks')
  if (!reply.ok) return reply
  const list = Webhooks.safeParse(reply.value)
  if (!list.success) return err(notReadable(HOST, 200))
  const live = list.data.webhooks.filter(({ disabled_at }) => !disabled_at)
  const advice = [
    ...(live.length > 0 ? [] : [NO_WEBHOOK]),
    ...(live.some(({ mode }) => mode === 'test') ? [TEST_KEY] : []),
  ]
  return ok({ ...grants, advice })
}

const NO_WEBHOOK =
  'EasyPost has no active webhook: add one with this connection’s address and webhook secret in the dashboard › Webhooks & Events.'
const TEST_KEY =
  'This is a test key: EasyPost then knows its own test numbers only. Set the production key: waymark secret set <connection> apiKey.'

// Two headers, each `hmac-sha256-hex=<hex>`. The one over the raw bytes is what EasyPost's own libraries check
// (validateWebhook in easypost-node); the newer one signs the time, the method and the path before them.
// https://support.easypost.com/hc/en-us/articles/39826034964237-Webhook-HMAC-Validation (read 2026-11-29)
// Unverified: how long EasyPost lets its time be good; five minutes are those of other senders.
const TOLERANCE_MS = 300_000

/** Either fits: a sender that leaves the older one out is let in by the newer, while its time is fresh. */
async function verify(
  hook: RawHook,
  secrets: readonly string[],
): Promise<Result<void, HookRefusal>> {
  const { headers, body } = hook
  const plain = await fits(headers.get('x-hmac-signature'), body, secrets)
  const signature = headers.get('x-hmac-signature-v2')
  if (plain.ok || !signature) return plain
  const timestamp = headers.get('x-timestamp') ?? ''
  const parts = new Blob([`${timestamp}POST${headers.get('x-path') ?? ''}`, new Uint8Array(body)])
  const stamped = await fits(signature, new Uint8Array(await parts.arrayBuffer()), secrets)
  const isFresh = Math.abs(hook.receivedAt - Date.parse(timestamp)) <= TOLERANCE_MS
  return !stamped.ok || isFresh ? stamped : err({ kind: 'stale' })
}

const fits = (header: string | null, signed: Uint8Array, secrets: readonly string[]) =>
  verifyHmac({
    hash: 'SHA-256',
    encodings: ['hex'],
    secrets,
    signature: header?.startsWith('hmac-sha256-hex=') ? header.slice(16) : header && '-',
    signed,
  })

export const easypost: Carrier<z.infer<typeof Settings>> = {
  name: 'EasyPost',
  serves: 'any',
  settings: Settings,
  secrets: {
    webhookSecret: {
      about: 'the webhook secret you gave EasyPost for this address',
      required: true,
    },
    apiKey: {
      about:
        'the production API key, to tell EasyPost which parcels to watch; without it only labels bought there are told of',
      required: false,
    },
  },
  calls: { needs: ['apiKey'], hosts: () => [HOST], account: () => HOST },

  // The secret is brought to NFKD first, as EasyPost's own libraries do.
  verify: (hook, { secrets }) =>
    verify(
      hook,
      accepted(secrets, 'webhookSecret').map(secret => secret.normalize('NFKD')),
    ),

  read,
  meaning,
  check,
  watch: { begin },
}
