// What Shippo's tracks say: the whole history each time, a status with a finer substatus beside it, times
// in UTC, no ids that last. Webhooks, answers and Shippo's own refusals alike.
// https://docs.goshippo.com/docs/tracking/tracking and /webhooks (read 2026-11-24)
import * as z from 'zod'
import type { CarrierId } from '../../../core/carriers.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import { type Mapped, mappedBy, to, UNMAPPED } from '../../../core/status.ts'
import { cleanText, textOrNull } from '../../../core/text.ts'
import { toldTime, toldTimeOr } from '../../../core/told-time.ts'
import type { Eta, TrackingEvent, TrackingReport } from '../../../core/tracking.ts'
import { type Refused, type Unreadable, unreadable } from '../../hook.ts'
import { eventOf, placeOf, reportOf } from '../told.ts'

// Wire shapes ---------------------------------------------------------------------------------

const text = z.union([z.string(), z.number()]).transform(String)

const Location = z.object({
  city: text.nullish(),
  state: text.nullish(),
  country: text.nullish(),
  zip: text.nullish(),
})

const Scan = z.object({
  status: z.string(),
  substatus: z.object({ code: z.string().nullish() }).nullish().catch(null),
  status_details: z.string().nullish(),
  status_date: z.string().nullish(),
  /** When Shippo heard of it. */
  object_created: z.string().nullish(),
  object_updated: z.string().nullish(),
  location: Location.nullish().catch(null),
})
type Scan = z.infer<typeof Scan>

/** A scan that cannot be read is left out, and the others stand. */
const anyScan = Scan.nullish().catch(null)

export const Track = z.object({
  carrier: z.string().nullish(),
  tracking_number: text,
  tracking_status: anyScan,
  tracking_history: z.array(anyScan).nullish(),
  eta: z.string().nullish(),
  metadata: z.string().nullish().catch(null),
  /** The label that was bought at Shippo, if it was. */
  transaction: z.string().nullish(),
  servicelevel: z.object({ name: z.string().nullish() }).nullish().catch(null),
  messages: z.array(z.unknown()).nullish().catch(null),
})
export type Track = z.infer<typeof Track>

const Notice = z.object({
  event: z.string(),
  data: z.unknown(),
  /** Shippo's portal posts its sample at a click, which names an “Order 000123”. */
  test: z.boolean().nullish().catch(null),
})

/** Unverified: Shippo documents no error body; its API answers with one sentence, or one list a field. */
const Complaint = z.union([
  z.object({ detail: z.string() }),
  z.record(z.string(), z.array(z.string()).min(1)),
])

// Tables --------------------------------------------------------------------------------------

/**
 * By status, and by status and substatus where the two go together. A substatus that contradicts its
 * status counts for nothing: in Shippo's own sample a delivered parcel has `information_received`.
 * All of "Event definitions" at https://docs.goshippo.com/docs/tracking/tracking (read 2026-11-24)
 */
const MEANING: Readonly<Record<string, Mapped>> = {
  UNKNOWN: to('unknown'),
  PRE_TRANSIT: to('pending', 'info_received'),
  TRANSIT: to('in_transit'),
  DELIVERED: to('delivered'),
  RETURNED: to('returning'), // "en route to be returned, or has been returned": it does not say which
  FAILURE: to('exception'),
  'TRANSIT/address_issue': to('exception', 'address_problem'),
  'TRANSIT/contact_carrier': to('exception'),
  'TRANSIT/delayed': to('in_transit', 'delayed'),
  'TRANSIT/delivery_attempted': to('delivery_attempted'),
  'TRANSIT/delivery_rescheduled': to('in_transit', 'rescheduled'),
  'TRANSIT/location_inaccessible': to('delivery_attempted', 'no_access'),
  'TRANSIT/notice_left': to('delivery_attempted', 'carded'),
  'TRANSIT/out_for_delivery': to('out_for_delivery', 'on_vehicle'),
  'TRANSIT/package_accepted': to('in_transit', 'accepted'),
  'TRANSIT/package_arrived': to('in_transit', 'arrived_facility'),
  'TRANSIT/package_damaged': to('exception', 'damaged'),
  'TRANSIT/package_departed': to('in_transit', 'departed_facility'),
  'TRANSIT/package_forwarded': to('in_transit', 'redirected'),
  'TRANSIT/package_held': to('in_transit', 'on_hold'),
  'TRANSIT/package_processed': to('in_transit', 'arrived_facility'),
  'TRANSIT/package_processing': to('in_transit', 'arrived_facility'),
  'TRANSIT/pickup_available': to('awaiting_collection'),
  'TRANSIT/reschedule_delivery': to('delivery_attempted', 'rescheduled'),
  'RETURNED/package_unclaimed': to('returning', 'unclaimed'),
  'FAILURE/address_issue': to('exception', 'address_problem'),
  'FAILURE/package_damaged': to('exception', 'damaged'),
  'FAILURE/package_undeliverable': to('exception', 'undeliverable'),
  'FAILURE/package_disposed': to('exception', 'disposed'),
  'FAILURE/package_lost': to('exception', 'lost'),
}

export const meaning = ({ code }: Pick<TrackingEvent, 'code'>): Mapped =>
  mappedBy(MEANING, code) ?? mappedBy(MEANING, code.split('/')[0]) ?? UNMAPPED

/**
 * Its name for a carrier; it must be told and guesses none. StarTrack goes by Australia Post's.
 * https://docs.goshippo.com/docs/tracking/trackingcarriers and CarriersEnum of Shippo's SDKs (read 2026-11-24)
 */
export const CODES: Partial<Readonly<Record<CarrierId, string>>> = {
  'australia-post': 'australia_post',
  startrack: 'australia_post',
  'nz-post': 'new_zealand_post',
  'dhl-express': 'dhl_express',
  'dhl-ecommerce': 'dhl_ecommerce',
  fedex: 'fedex',
  ups: 'ups',
  aramex: 'fastway_australia',
  usps: 'usps',
  'royal-mail': 'royal_mail',
}

// Pure translation ----------------------------------------------------------------------------

export function read(
  payload: unknown,
  receivedAt: number,
): Result<TrackingReport[], Unreadable | Refused> {
  const notice = Notice.safeParse(payload)
  if (notice.success && notice.data.event !== 'track_updated') return ok([])
  const track = Track.safeParse(notice.success ? notice.data.data : payload)
  if (track.success) {
    const reports = readTrack(track.data, receivedAt)
    return reports.ok && notice.data?.test ? ok(reports.value.map(tried)) : reports
  }
  const words = complaintIn(payload)
  return err(words ? { kind: 'refused', message: words } : unreadable(track.error))
}

export function readTrack(track: Track, receivedAt: number): Result<TrackingReport[], Unreadable> {
  const trackingNumber = cleanText(track.tracking_number, 80)
  if (!trackingNumber) return err({ kind: 'unreadable', message: 'tracking_number: is empty' })
  const events = scansOf(track).map(scan => toEvent(scan, receivedAt))
  const orderNumber = orderNumberIn(track.metadata)
  const isKnown = events.some(({ code }) => code !== 'UNKNOWN' && code !== 'UNKNOWN/other')
  const report = reportOf({
    trackingNumber,
    carrier: track.carrier,
    service: track.servicelevel?.name,
    orderNumber,
    dispatched: orderNumber !== null && events.some(hasLeft),
    events: isKnown ? events : [],
    eta: etaOf(track, events, receivedAt),
    lookupFailed: isKnown ? undefined : notFound(track),
  })
  return ok([report])
}

/** A trial is read as any other news, and makes no parcel of anybody's order. */
const tried = (report: TrackingReport): TrackingReport => ({ ...report, dispatched: false })

/** The history, and the current status where the history lags behind it: both tell one scan alike. */
function scansOf(track: Track): Scan[] {
  const history = (track.tracking_history ?? []).flatMap(scan => scan ?? [])
  const current = track.tracking_status
  const second = (scan: Scan) => scan.status_date?.slice(0, 19)
  const isTold = history.some(
    scan => current && codeOf(scan) === codeOf(current) && second(scan) === second(current),
  )
  return current && !isTold ? [...history, current] : history
}

const codeOf = ({ status, substatus }: Scan): string =>
  cleanText(substatus?.code ? `${status}/${substatus.code}` : status, 80)

function toEvent(scan: Scan, receivedAt: number): TrackingEvent {
  const code = codeOf(scan)
  const { location } = scan
  return eventOf({
    source: 'shippo',
    receivedAt,
    code,
    text: scan.status_details || code,
    mapped: meaning({ code }),
    // "Displayed in UTC": the mocks leave the Z out.
    time: toldTimeOr(scan.status_date ?? scan.object_created, receivedAt),
    location: placeOf(location && { ...location, suburb: location.city, postcode: location.zip }),
  })
}

const hasLeft = ({ status }: TrackingEvent): boolean =>
  status !== 'pending' && status !== 'unknown' && status !== 'cancelled'

/**
 * `Order 000123`, as Shippo's pages and our own registrations write it. Other words in it are the
 * merchant's own: a customer's number must not pass for an order's.
 */
const orderNumberIn = (metadata: string | null | undefined): string | null =>
  textOrNull(/^order[: ]\s*(.+)$/i.exec(metadata?.trim() ?? '')?.[1], 80)

export const noteOf = (orderNumber: string): string => `Order ${orderNumber}`.slice(0, 100)

const DAY_MS = 86_400_000

/** Midnight UTC stands for "that day, hour unknown"; what lies before the first scan is a placeholder. */
function etaOf(
  { eta: told, tracking_status: current }: Track,
  events: readonly TrackingEvent[],
  receivedAt: number,
): Eta | null {
  const at = toldTime(told)?.occurredAt
  if (!told || at === undefined) return null
  const first = Math.min(...events.map(({ occurredAt }) => occurredAt))
  if (Number.isFinite(first) && at + DAY_MS <= first) return null
  const toldAt = toldTimeOr(current?.object_updated ?? current?.status_date, receivedAt).occurredAt
  if (!/T(?!00:00)/.test(told)) return { kind: 'day', on: told.slice(0, 10), toldAt }
  return { kind: 'window', from: at, to: at, toldAt }
}

const notFound = ({ messages }: Track): string =>
  textOrNull((messages ?? []).filter(each => typeof each === 'string').join(' ')) ??
  'the carrier has no news of this number'

/** Its own refusal in its own words; null when it is none. */
export function complaintIn(payload: unknown): string | null {
  const complaint = Complaint.safeParse(payload)
  const told = Object.entries(complaint.data ?? {}).map(([field, words]) =>
    field === 'detail' ? words : `${field}: ${[words].flat().join(' ')}`,
  )
  return textOrNull(told.join('; '))
}
