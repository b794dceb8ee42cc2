// EasyPost's tracker webhook: every scan so far, each time. A list of events without ids of their
// own, signed with HMAC-SHA256 over the exact bytes.
// https://docs.easypost.com/docs/trackers and /docs/webhooks (read 2026-11-23)
import * as z from 'zod'
import { err, ok } from '../../core/result.ts'
import { type Mapped, mappedBy, to, UNMAPPED } from '../../core/status.ts'
import { cleanText, textOrNull } from '../../core/text.ts'
import { toldTime, toldTimeOr } from '../../core/told-time.ts'
import type { Eta, TrackingEvent, TrackingReport } from '../../core/tracking.ts'
import { unreadable } from '../hook.ts'
import { accepted, verifyHmac } from '../verify.ts'
import type { Carrier } from './carrier.ts'
import { eventOf, placeOf } from './told.ts'

// Settings ------------------------------------------------------------------------------------

const Settings = z.strictObject({})

// Wire shapes ---------------------------------------------------------------------------------

const Location = z.object({
  city: z.string().nullish(),
  state: z.string().nullish(),
  country: z.string().nullish(),
  zip: z.string().nullish(),
})

const Detail = z.object({
  message: z.string().nullish(),
  status: z.string(),
  status_detail: z.string().nullish(),
  datetime: z.string(),
  tracking_location: Location.nullish(),
})
type Detail = z.infer<typeof Detail>

const Tracker = z.object({
  object: z.literal('Tracker'),
  tracking_code: z.string().trim().min(1),
  status: z.string(),
  status_detail: z.string().nullish(),
  updated_at: z.string(),
  signed_by: z.string().nullish(),
  est_delivery_date: z.string().nullish(),
  carrier: z.string().nullish(),
  tracking_details: z.array(Detail).nullish(),
  carrier_detail: z
    .object({ service: z.string().nullish(), est_delivery_date_local: z.string().nullish() })
    .nullish(),
})
type Tracker = z.infer<typeof Tracker>

const Notice = z.object({
  object: z.literal('Event'),
  description: z.string(),
  result: z.unknown(),
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

/** status_detail says where in transit; it refines a status and never changes it. */
const DETAIL: Readonly<Record<string, string>> = {
  label_created: 'label_created',
  arrived_at_facility: 'arrived_facility',
  departed_facility: 'departed_facility',
}

/** By the code as it is stored: `in_transit/arrived_at_facility`. */
function meaning({ code }: Pick<TrackingEvent, 'code'>): Mapped {
  const [status, detail] = code.split('/')
  const known = mappedBy(STATUS, status)
  if (!known) return UNMAPPED
  const refined = detail && Object.hasOwn(DETAIL, detail) ? DETAIL[detail] : undefined
  return refined ? to(known.status, refined) : known
}

// Pure translation ----------------------------------------------------------------------------

function toReport(tracker: Tracker, receivedAt: number): TrackingReport {
  const details = tracker.tracking_details ?? []
  const signedBy = textOrNull(tracker.signed_by, 80)
  const events = details.map(detail => scan(detail, signedBy, receivedAt))
  return {
    trackingNumber: cleanText(tracker.tracking_code, 80),
    carrier: textOrNull(tracker.carrier, 80),
    service: textOrNull(tracker.carrier_detail?.service, 80),
    orderNumber: null,
    dispatched: false,
    events: events.length > 0 ? events : [current(tracker, signedBy, receivedAt)],
    eta: etaOf(tracker, receivedAt),
  }
}

function scan(detail: Detail, signedBy: string | null, receivedAt: number): TrackingEvent {
  const code = `${detail.status}/${detail.status_detail ?? ''}`
  const text = detail.message ?? detail.status
  const mapped = meaning({ code })
  const place = detail.tracking_location
  return eventOf({
    source: 'easypost',
    receivedAt,
    code,
    text,
    mapped,
    time: toldTimeOr(detail.datetime, receivedAt),
    location: placeOf(place && { ...place, suburb: place.city, postcode: place.zip }),
    signedBy: mapped.status === 'delivered' ? signedBy : null,
  })
}

/** A tracker without details tells its current status only. */
function current(tracker: Tracker, signedBy: string | null, receivedAt: number): TrackingEvent {
  const detail: Detail = {
    status: tracker.status,
    status_detail: tracker.status_detail,
    datetime: tracker.updated_at,
  }
  return { ...scan(detail, signedBy, receivedAt), snapshot: true }
}

/** Midnight UTC stands for "that day, hour unknown" in EasyPost's samples: no time may be shown. */
function etaOf(tracker: Tracker, receivedAt: number): Eta | null {
  const toldAt = toldTimeOr(tracker.updated_at, receivedAt).occurredAt
  const local = tracker.carrier_detail?.est_delivery_date_local
  if (local && /^\d{4}-\d\d-\d\d$/.test(local)) return { kind: 'day', on: local, toldAt }
  const told = tracker.est_delivery_date
  const at = toldTime(told)?.occurredAt
  if (!told || at === undefined) return null
  if (/T00:00:00(?:\.0+)?Z$/.test(told)) return { kind: 'day', on: told.slice(0, 10), toldAt }
  return { kind: 'window', from: at, to: at, toldAt }
}

// Calls ---------------------------------------------------------------------------------------

export const easypost: Carrier<z.infer<typeof Settings>> = {
  name: 'EasyPost',
  serves: 'any',
  settings: Settings,
  secrets: {
    webhookSecret: {
      about: 'the webhook secret you gave EasyPost for this address',
      required: true,
    },
  },

  // `hmac-sha256-hex=<hex>` over the raw bytes; the secret is brought to NFKD first, as EasyPost's own
  // libraries do (validateWebhook in easypost-node).
  async verify(hook, { secrets }) {
    const header = hook.headers.get('x-hmac-signature')
    return verifyHmac({
      hash: 'SHA-256',
      encodings: ['hex'],
      secrets: accepted(secrets, 'webhookSecret').map(secret => secret.normalize('NFKD')),
      signature: header?.startsWith('hmac-sha256-hex=') ? header.slice(16) : header && '-',
      signed: hook.body,
    })
  },

  meaning,

  read(payload, receivedAt) {
    const notice = Notice.safeParse(payload)
    if (notice.success && !notice.data.description.startsWith('tracker.')) return ok([])
    const tracker = Tracker.safeParse(notice.success ? notice.data.result : payload)
    if (!tracker.success) return err(unreadable(tracker.error))
    return ok([toReport(tracker.data, receivedAt)])
  },
}
