// EasyPost's tracker webhook: every scan so far, each time. A list of events without ids of their
// own, signed with HMAC-SHA256 over the exact bytes.
// https://docs.easypost.com/docs/trackers and /docs/webhooks (read 2026-11-23)
import * as z from 'zod'
import { err, ok } from '../../core/result.ts'
import { type Mapped, to, UNMAPPED } from '../../core/status.ts'
import { cleanText, textOrNull } from '../../core/text.ts'
import { toldTime, toldTimeOr } from '../../core/told-time.ts'
import type { Eta, Place, TrackingEvent, TrackingReport } from '../../core/tracking.ts'
import { unreadable, verifyHmac } from '../hook.ts'
import type { Carrier } from './carrier.ts'

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

const mapped = (status: string, detail: string | null | undefined): Mapped => {
  const known = Object.hasOwn(STATUS, status) ? STATUS[status] : undefined
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
  const status = mapped(detail.status, detail.status_detail)
  return {
    ...toldTimeOr(detail.datetime, receivedAt),
    source: 'easypost',
    sourceEventId: null,
    code: cleanText(`${detail.status}/${detail.status_detail ?? ''}`, 80),
    text: cleanText(detail.message ?? detail.status),
    ...status,
    location: placeOf(detail.tracking_location),
    sequence: null,
    signedBy: status.status === 'delivered' ? signedBy : null,
    snapshot: false,
    receivedAt,
  }
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

function placeOf(location: z.infer<typeof Location> | null | undefined): Place | null {
  if (!location) return null
  const place = {
    text: null,
    suburb: textOrNull(location.city, 80),
    state: textOrNull(location.state, 40),
    postcode: textOrNull(location.zip, 20),
    country: textOrNull(location.country, 40),
  }
  return Object.values(place).some(Boolean) ? place : null
}

// Calls ---------------------------------------------------------------------------------------

export const easypost: Carrier<z.infer<typeof Settings>> = {
  name: 'EasyPost',
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
      secrets: [secrets.webhookSecret, secrets['webhookSecret.previous']].flatMap(secret =>
        secret ? [secret.normalize('NFKD')] : [],
      ),
      signature: header?.startsWith('hmac-sha256-hex=') ? header.slice(16) : header && '-',
      signed: hook.body,
    })
  },

  read(payload, receivedAt) {
    const notice = Notice.safeParse(payload)
    if (notice.success && !notice.data.description.startsWith('tracker.')) return ok([])
    const tracker = Tracker.safeParse(notice.success ? notice.data.result : payload)
    if (!tracker.success) return err(unreadable(tracker.error))
    return ok([toReport(tracker.data, receivedAt)])
  },
}
