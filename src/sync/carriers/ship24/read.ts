// What Ship24 tells of a parcel: a scan in each webhook, a proof of delivery, or all scans in a reply. Its
// own sample writes `"false,"` and `"null,"` for values, so every field may be odd and none is needed.
// https://docs.ship24.com/assets/openapi/ship24-tracking-api.yaml and /data-format (read 2026-11-24)
import * as z from 'zod'
import { CARRIERS, carrierNamed } from '../../../core/carriers.ts'
import { australianPlaceIn, zoneOf } from '../../../core/places.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import { cleanText, textOrNull } from '../../../core/text.ts'
import { toldTime, toldTimeOr } from '../../../core/told-time.ts'
import type { Eta, TrackingEvent, TrackingReport } from '../../../core/tracking.ts'
import { type Refused, type Unreadable, unreadable } from '../../hook.ts'
import { etaBetween, eventOf, isBeforeAll, placeOf, reportOf } from '../told.ts'
import { meaning, PROOF, REACHED } from './tables.ts'

// Wire shapes ---------------------------------------------------------------------------------

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String)

/** Ship24's own sample writes `false,` and `null,` in quotes: such a text is nothing, and no fault. */
const maybe = text
  .nullish()
  .transform(told => (told && !/^null,?$/.test(told.trim()) ? told : null))
  .catch(null)

const Scan = z.object({
  eventId: maybe,
  trackingNumber: maybe,
  status: maybe,
  occurrenceDatetime: maybe,
  datetime: maybe,
  hasNoTime: maybe,
  utcOffset: maybe,
  order: z.number().nullish().catch(null),
  location: maybe,
  courierCode: maybe,
  statusCode: maybe,
  statusMilestone: maybe,
})
type Scan = z.infer<typeof Scan>

const Shipment = z.object({
  statusCode: maybe,
  statusMilestone: maybe,
  originCountryCode: maybe,
  destinationCountryCode: maybe,
  trackingNumbers: z
    .array(z.object({ tn: maybe }))
    .nullish()
    .catch(null),
  recipient: z.object({ postCode: maybe }).nullish().catch(null),
  delivery: z
    .object({
      estimatedDeliveryDate: maybe,
      courierEstimatedDeliveryDate: z.object({ from: maybe, to: maybe }).nullish().catch(null),
      service: maybe,
      signedBy: maybe,
    })
    .nullish()
    .catch(null),
})
type Shipment = z.infer<typeof Shipment>

/** A tracking, or the proof of one that was delivered (topic `tracking/pod`). */
const Tracking = z.object({
  metadata: z.object({ generatedAt: maybe, messageId: maybe, topic: maybe }).nullish().catch(null),
  tracker: z.object({ trackingNumber: maybe, createdAt: maybe }).nullish().catch(null),
  shipment: Shipment.nullish().catch(null),
  events: z.array(z.unknown()).nullish().catch(null),
  statistics: z
    .object({ timestamps: z.record(z.string(), maybe).nullish() })
    .nullish()
    .catch(null),
  data: z
    .object({
      status: maybe,
      content: z.object({ type: maybe, text: maybe, downloadUrl: maybe }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
})
type Tracking = z.infer<typeof Tracking>

const Pushed = z.object({ trackings: z.array(z.unknown()) })
const Answered = z.object({ data: Pushed })
export const Failure = z.object({
  errors: z.array(z.object({ code: maybe, message: maybe })).min(1),
})

// Pure translation ----------------------------------------------------------------------------

export function read(
  payload: unknown,
  receivedAt: number,
): Result<TrackingReport[], Unreadable | Refused> {
  const failure = Failure.safeParse(payload)
  if (failure.success) return err({ kind: 'refused', message: wordsOf(failure.data) })
  const found = Answered.safeParse(payload).data?.data ?? Pushed.safeParse(payload).data
  if (!found) return err({ kind: 'unreadable', message: 'trackings: Invalid input' })
  const reports = found.trackings.map(each => toReport(each, receivedAt))
  const fault = reports.find(each => !each.ok)
  const readable = reports.flatMap(each => (each.ok ? [each.value] : []))
  return fault && readable.length === 0 ? fault : ok(readable)
}

export const wordsOf = ({ errors }: z.infer<typeof Failure>): string =>
  cleanText(errors.map(({ code, message }) => message || code || 'no reason').join('; '))

function toReport(told: unknown, receivedAt: number): Result<TrackingReport, Unreadable> {
  const parsed = Tracking.safeParse(told)
  if (!parsed.success) return err(unreadable(parsed.error))
  const tracking = parsed.data
  const scans = (tracking.events ?? []).flatMap(each => Scan.safeParse(each).data ?? [])
  const trackingNumber = numberOf(tracking, scans)
  if (!trackingNumber)
    return err({ kind: 'unreadable', message: 'tracker.trackingNumber: is missing' })
  const { shipment } = tracking
  const events = eventsOf(tracking, scans, receivedAt)
  const toldAt = toldTimeOr(tracking.metadata?.generatedAt, receivedAt).occurredAt
  const eta = shipment ? etaOf(shipment, toldAt) : null
  return ok(
    reportOf({
      trackingNumber,
      carrier: scans.find(({ courierCode }) => courierCode)?.courierCode,
      service: shipment?.delivery?.service,
      events,
      eta: eta && !isBeforeAll(eta, events) ? eta : null,
    }),
  )
}

/** The one it was told of; a scan may bear another, of the carrier that took over. */
const numberOf = ({ tracker, shipment }: Tracking, scans: readonly Scan[]): string | null =>
  textOrNull(tracker?.trackingNumber, 80) ??
  textOrNull(shipment?.trackingNumbers?.find(({ tn }) => tn)?.tn, 80) ??
  textOrNull(scans.find(each => each.trackingNumber)?.trackingNumber, 80)

function eventsOf(tracking: Tracking, scans: readonly Scan[], receivedAt: number): TrackingEvent[] {
  const proof = proofOf(tracking, receivedAt)
  if (proof) return [proof]
  const events = scans.map(each => toEvent(each, tracking.shipment ?? null, receivedAt))
  const current = events.length === 0 ? currentOf(tracking, receivedAt) : null
  return current ? [current] : events
}

function toEvent(scan: Scan, shipment: Shipment | null, receivedAt: number): TrackingEvent {
  const code = `${scan.statusMilestone ?? ''}/${scan.statusCode ?? ''}`
  const mapped = meaning({ code })
  const zone = zoneAt(scan, shipment)
  return eventOf({
    source: 'ship24',
    sourceEventId: scan.eventId,
    receivedAt,
    code,
    text: scan.status || scan.statusCode || scan.statusMilestone || '',
    mapped,
    time: toldTimeOr(whenOf(scan), receivedAt, zone),
    location: placeOf({ text: scan.location }),
    sequence: scan.order ?? null,
    signedBy: mapped.status === 'delivered' ? shipment?.delivery?.signedBy : null,
  })
}

/**
 * occurrenceDatetime reads the clocks of the scan. `datetime` is deprecated and a liar: it is the same
 * reading with a Z behind it.
 */
function whenOf(scan: Scan): string | null {
  const told = scan.occurrenceDatetime ?? scan.datetime?.replace(/Z$/, '') ?? null
  if (told === null) return null
  if (scan.hasNoTime?.startsWith('true')) return told.slice(0, 10)
  const isNaive = /T[\d:.]+$/.test(told)
  const offset = /^[+-]\d\d:?\d\d/.exec(scan.utcOffset ?? '')?.[0] ?? ''
  return isNaive ? told + offset : told
}

/** Where nobody told an offset: the clocks of the place, else of the courier or its country. */
function zoneAt({ location, courierCode }: Scan, shipment: Shipment | null): string {
  const id = carrierNamed(courierCode ?? '')
  const country = (/^([a-z]{2})-/.exec(courierCode ?? '')?.[1] ?? domestic(shipment))?.toUpperCase()
  const isAustralian =
    country === 'AU' || (id !== null && CARRIERS[id].zone.startsWith('Australia/'))
  const home = id ? CARRIERS[id].zone : isAustralian ? CARRIERS['australia-post'].zone : 'UTC'
  const place = australianPlaceIn(location ?? '', isAustralian)
  return zoneOf(place ?? { state: null, postcode: null, country: country ?? null }, home)
}

/** The country that a parcel never leaves. */
const domestic = (shipment: Shipment | null): string | null =>
  shipment && shipment.originCountryCode === shipment.destinationCountryCode
    ? shipment.originCountryCode
    : null

/** A parcel without scans tells where it stands, and since when (R10). */
function currentOf(tracking: Tracking, receivedAt: number): TrackingEvent | null {
  const { shipment, statistics, metadata, tracker } = tracking
  if (!shipment?.statusMilestone && !shipment?.statusCode) return null
  const milestone = shipment.statusMilestone ?? ''
  const code = shipment.statusCode ? `${milestone}/${shipment.statusCode}` : milestone
  const reached = Object.hasOwn(REACHED, milestone) ? REACHED[milestone] : undefined
  const since = reached ? statistics?.timestamps?.[reached] : null
  return eventOf({
    source: 'ship24',
    receivedAt,
    code,
    text: shipment.statusCode || milestone,
    mapped: meaning({ code }),
    time:
      toldTime(since, destinationZone(shipment)) ??
      toldTimeOr(metadata?.generatedAt ?? tracker?.createdAt, receivedAt),
    snapshot: true,
  })
}

/** Picture, paper or name; its link is good for seven days. https://docs.ship24.com/webhooks/proof-of-delivery */
function proofOf({ data, metadata }: Tracking, receivedAt: number): TrackingEvent | null {
  if (data?.status !== 'found' || !data.content) return null
  const { type, text: words, downloadUrl } = data.content
  return eventOf({
    source: 'ship24',
    sourceEventId: metadata?.messageId ?? null,
    receivedAt,
    code: PROOF,
    text: 'Proof of delivery',
    mapped: meaning({ code: PROOF }),
    time: toldTimeOr(metadata?.generatedAt, receivedAt),
    signedBy: type === 'text/plain' ? words : null,
    proofUrl: downloadUrl,
  })
}

const destinationZone = ({ destinationCountryCode, recipient }: Shipment): string =>
  zoneOf(
    { state: null, postcode: recipient?.postCode ?? null, country: destinationCountryCode },
    'UTC',
  )

function etaOf(shipment: Shipment, toldAt: number): Eta | null {
  const { courierEstimatedDeliveryDate: own, estimatedDeliveryDate } = shipment.delivery ?? {}
  const zone = destinationZone(shipment)
  return (
    etaBetween(own?.from, own?.to, zone, toldAt) ??
    etaBetween(null, estimatedDeliveryDate, zone, toldAt)
  )
}
