// What AfterShip tells of a parcel, in webhooks and in replies. Each of its dated versions renames
// fields: all of them are read. https://www.aftership.com/docs/tracking/changelog and
// /webhook/webhook-changelog, fields as in @aftership/tracking-sdk 12 and 17 (read 2026-11-24)
import * as z from 'zod'
import { CARRIERS, carrierNamed } from '../../../core/carriers.ts'
import { australianPlaceIn, zoneOf } from '../../../core/places.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import type { Status } from '../../../core/status.ts'
import { cleanText, textOrNull } from '../../../core/text.ts'
import { type ToldTime, toldTime, toldTimeOr } from '../../../core/told-time.ts'
import type { Eta, Place, TrackingEvent, TrackingReport } from '../../../core/tracking.ts'
import { type Refused, type Unreadable, unreadable } from '../../hook.ts'
import { etaBetween, eventOf, isBeforeAll, placeOf, reportOf } from '../told.ts'
import { ALPHA2, meaning } from './tables.ts'

// Wire shapes ---------------------------------------------------------------------------------

const text = z.union([z.string(), z.number()]).transform(String)
/** One odd field must not hide the rest of a history. */
const maybe = text.nullish().catch(null)

const Checkpoint = z.object({
  hash: maybe, // from 2026-07
  tag: maybe,
  subtag: maybe,
  subtag_message: maybe,
  message: maybe,
  checkpoint_time: maybe,
  slug: maybe,
  location: maybe,
  city: maybe,
  state: maybe,
  zip: maybe, // until 2025-07
  postal_code: maybe, // from 2026-01
  country_iso3: maybe, // in the oldest versions, as country_name
  country_name: maybe,
  country_region: maybe,
  country_region_name: maybe,
})
type Checkpoint = z.infer<typeof Checkpoint>

/** A day or time of arrival, and the span around it when there is one. */
const Estimate = z.object({
  estimated_delivery_date: maybe,
  estimated_delivery_date_min: maybe,
  estimated_delivery_date_max: maybe,
})
const LatestEstimate = z.object({ datetime: maybe, datetime_min: maybe, datetime_max: maybe })

const Tracking = z.object({
  tracking_number: text.pipe(z.string().trim().min(1)),
  slug: maybe,
  order_number: maybe,
  shipment_type: maybe,
  shipment_direction: maybe, // from 2026-07
  shipment_delivery_date: maybe,
  updated_at: maybe,
  tag: maybe,
  subtag: maybe,
  subtag_message: maybe,
  signed_by: maybe,
  pickup_location: maybe,
  destination_state: maybe,
  destination_postal_code: maybe,
  destination_country_iso3: maybe,
  destination_country_region: maybe,
  courier_estimated_delivery_date: Estimate.nullish().catch(null),
  latest_estimated_delivery: LatestEstimate.nullish().catch(null),
  aftership_estimated_delivery_date: Estimate.nullish().catch(null),
  expected_delivery: maybe, // in the oldest versions
  proof_of_delivery: z.unknown().optional(), // from 2026-07
  checkpoints: z.array(z.unknown()).nullish().catch(null),
})
type Tracking = z.infer<typeof Tracking>

const Proofs = z.array(z.object({ url: z.string() }))

const Notice = z.object({ event: z.string(), msg: z.unknown(), ts: maybe })

const Answer = z.object({
  meta: z.object({ code: text, message: maybe }),
  data: z.unknown().optional(),
})

/** A dated version's reply is the tracking itself; lists and v4 hold it in a field. */
const Held = z.object({
  tracking: z.unknown().optional(),
  trackings: z.array(z.unknown()).optional(),
})

// Pure translation ----------------------------------------------------------------------------

export function read(
  payload: unknown,
  receivedAt: number,
): Result<TrackingReport[], Unreadable | Refused> {
  const notice = Notice.safeParse(payload)
  const stamp = notice.success ? (notice.data.ts ?? null) : null
  const found = notice.success ? ok([notice.data.msg]) : trackingsIn(payload)
  if (!found.ok) return found
  const parsed = found.value.map(each => Tracking.safeParse(each))
  const trackings = parsed.flatMap(each => each.data ?? [])
  const fault = parsed.find(each => !each.success)
  if (trackings.length === 0 && fault?.error) return err(unreadable(fault.error))
  return ok(trackings.map(each => toReport(each, stamp, receivedAt)))
}

/** The trackings of a reply, each still to be parsed. */
export function trackingsIn(payload: unknown): Result<readonly unknown[], Refused> {
  const answer = Answer.safeParse(payload)
  if (!answer.success) return ok([payload])
  const { meta, data } = answer.data
  if (!meta.code.startsWith('2')) {
    return err({ kind: 'refused', message: cleanText(`${meta.code} ${meta.message ?? ''}`) })
  }
  const held = Held.safeParse(data)
  return ok(held.data?.trackings ?? [held.data?.tracking ?? data])
}

function toReport(tracking: Tracking, stamp: string | null, receivedAt: number): TrackingReport {
  const scans = (tracking.checkpoints ?? [])
    .flatMap(each => Checkpoint.safeParse(each).data ?? [])
    .filter(each => each.tag || each.subtag || each.message)
    .map(each => scan(each, tracking, receivedAt))
  const current = currentOf(tracking, scans, receivedAt)
  const events = current ? [...scans, current] : scans
  // What a shopper sends back bears the same order's number, and is no parcel of ours to them.
  const isReturn = tracking.shipment_direction === 'return'
  const orderNumber = isReturn ? null : textOrNull(tracking.order_number, 80)
  const eta = etaOf(tracking, toldAtOf(tracking, stamp, receivedAt))
  return reportOf({
    trackingNumber: tracking.tracking_number,
    carrier: nameOf(tracking.slug),
    service: tracking.shipment_type,
    orderNumber,
    dispatched: orderNumber !== null && events.some(({ status }) => !NOT_LEFT.has(status)),
    events,
    eta: eta && !isBeforeAll(eta, scans) ? eta : null,
  })
}

/** A parcel that AfterShip dispatches bears this name before shoppers, and by it finds its tracking page. */
function nameOf(slug: string | null | undefined): string | null {
  const id = slug ? carrierNamed(slug) : null
  return id ? CARRIERS[id].name : textOrNull(slug, 80)
}

/** These do not say that the parcel left the merchant. */
const NOT_LEFT = new Set<Status>(['pending', 'cancelled', 'expired', 'unknown'])

function scan(checkpoint: Checkpoint, tracking: Tracking, receivedAt: number): TrackingEvent {
  const code = `${checkpoint.tag ?? ''}/${checkpoint.subtag ?? ''}`
  const mapped = meaning({ code })
  const waits = mapped.status === 'awaiting_collection'
  const place = placeAt(checkpoint, waits ? tracking.pickup_location : null)
  const zone = zoneAt(place, checkpoint.slug ?? tracking.slug ?? '')
  return eventOf({
    source: 'aftership',
    sourceEventId: checkpoint.hash ?? null,
    receivedAt,
    code,
    text: checkpoint.message || checkpoint.subtag_message || checkpoint.tag || '',
    mapped,
    time: toldTimeOr(checkpoint.checkpoint_time, receivedAt, zone),
    location: place,
    ...(mapped.status === 'delivered' && proofOf(tracking)),
  })
}

/** That AfterShip found nothing (any more) is no news of a parcel that was seen (R8). */
const NO_NEWS = new Set<Status>(['pending', 'expired', 'unknown'])

/**
 * The tag of the whole tracking (R10), when no checkpoint says as much: a parcel without checkpoints, or
 * one that somebody marked as completed.
 */
function currentOf(
  tracking: Tracking,
  scans: readonly TrackingEvent[],
  receivedAt: number,
): TrackingEvent | null {
  const code = `${tracking.tag ?? ''}/${tracking.subtag ?? ''}`
  const mapped = meaning({ code })
  const isSeen = scans.some(({ status }) => status !== 'unknown')
  const isTold = scans.some(({ status }) => status === mapped.status)
  if (code === '/' || isTold || (isSeen && NO_NEWS.has(mapped.status))) return null
  const isDelivered = mapped.status === 'delivered'
  return eventOf({
    source: 'aftership',
    receivedAt,
    code,
    text: tracking.subtag_message || tracking.tag || '',
    mapped,
    time: sinceWhen(tracking, isDelivered, scans, receivedAt),
    ...(isDelivered && proofOf(tracking)),
    snapshot: true,
  })
}

/** Of the last checkpoint, so that later ones go on from there, or of the delivery when that is later. */
function sinceWhen(
  tracking: Tracking,
  isDelivered: boolean,
  scans: readonly TrackingEvent[],
  receivedAt: number,
): ToldTime {
  const told = isDelivered ? tracking.shipment_delivery_date : null
  const times: ToldTime[] = [...scans, toldTime(told, destinationZone(tracking)) ?? []].flat()
  const last = times.toSorted((a, b) => a.occurredAt - b.occurredAt).at(-1)
  if (!last) return toldTimeOr(tracking.updated_at, receivedAt)
  const { occurredAt, offsetMinutes, zone, precision } = last
  return { occurredAt, offsetMinutes, zone, precision }
}

const proofOf = (tracking: Tracking) => ({
  signedBy: tracking.signed_by ?? null,
  proofUrl: Proofs.safeParse(tracking.proof_of_delivery).data?.[0]?.url ?? null,
})

function placeAt(checkpoint: Checkpoint, pickup: string | null | undefined): Place | null {
  const country = alpha2(checkpoint.country_region ?? checkpoint.country_iso3)
  return placeOf({
    text: pickup || checkpoint.location,
    suburb: checkpoint.city,
    state: checkpoint.state,
    postcode: checkpoint.postal_code ?? checkpoint.zip,
    country: country ?? checkpoint.country_region_name ?? checkpoint.country_name,
  })
}

const alpha2 = (three: string | null | undefined): string | null =>
  three ? (ALPHA2.get(three.toUpperCase()) ?? three) : null

/** checkpoint_time reads the clocks of the place, and only some carriers tell their offset. */
function zoneAt(place: Place | null, slug: string): string {
  const home = homeOf(slug)
  const country = place?.country ?? (home.startsWith('Australia/') ? 'AU' : null)
  const [state, postcode] = [place?.state ?? null, place?.postcode ?? null]
  if (state || postcode) return zoneOf({ state, postcode, country }, home)
  const line = [place?.text, place?.suburb].filter(Boolean).join(' ')
  return zoneOf(australianPlaceIn(line, country === 'AU') ?? { state, postcode, country }, home)
}

function homeOf(slug: string): string {
  const id = carrierNamed(slug)
  return id ? CARRIERS[id].zone : 'UTC'
}

const destinationZone = (tracking: Tracking): string =>
  zoneOf(
    {
      state: tracking.destination_state ?? null,
      postcode: tracking.destination_postal_code ?? null,
      country: alpha2(tracking.destination_country_region ?? tracking.destination_country_iso3),
    },
    homeOf(tracking.slug ?? ''),
  )

/** `ts` is when the notice was made, in seconds. */
function toldAtOf(tracking: Tracking, stamp: string | null, receivedAt: number): number {
  const updatedAt = toldTime(tracking.updated_at)?.occurredAt
  const madeAt = Number(stamp) * 1000
  return updatedAt ?? (madeAt > 0 && madeAt <= receivedAt ? madeAt : receivedAt)
}

/** The carrier's own word, else the newest of anybody's. All of them read the destination's clocks. */
function etaOf(tracking: Tracking, toldAt: number): Eta | null {
  const courier = tracking.courier_estimated_delivery_date
  const latest = tracking.latest_estimated_delivery
  const own = tracking.aftership_estimated_delivery_date
  const zone = destinationZone(tracking)
  const between = (from?: string | null, until?: string | null, only?: string | null) =>
    etaBetween(from || only, until || only, zone, toldAt)
  const estimated = (told: z.infer<typeof Estimate> | null | undefined) =>
    between(
      told?.estimated_delivery_date_min,
      told?.estimated_delivery_date_max,
      told?.estimated_delivery_date,
    )
  return (
    estimated(courier) ??
    between(latest?.datetime_min, latest?.datetime_max, latest?.datetime) ??
    between(null, null, tracking.expected_delivery) ??
    estimated(own)
  )
}
