// Pure translation of what NZ Post sends, whoever sent for it: the reply for a parcel, a notification, one
// event alone or a list of them. Times are naive and read on New Zealand's clocks.
import { CARRIERS } from '../../../core/carriers.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import { textOrNull } from '../../../core/text.ts'
import { toldTimeOr } from '../../../core/told-time.ts'
import type { TrackingEvent, TrackingReport } from '../../../core/tracking.ts'
import { type Refused, type Unreadable, unreadable } from '../../hook.ts'
import { eventOf, placeOf, reportOf } from '../told.ts'
import { meaning } from './tables.ts'
import * as wire from './wire.ts'

const { name: NAME, zone: HOME } = CARRIERS['nz-post']

export function read(
  payload: unknown,
  receivedAt: number,
): Result<TrackingReport[], Unreadable | Refused> {
  const reply = wire.Reply.safeParse(payload)
  if (reply.success) return readReply(reply.data, receivedAt)
  const parcel = wire.Parcel.safeParse(payload)
  if (parcel.success && parcel.data.tracking_events) {
    return ok([parcelReport(parcel.data, receivedAt)])
  }
  return readScans(payload, receivedAt)
}

/** The answer to a subscription is a reply as well: it tells of no parcel. */
function readReply(
  { success, results, subscription_guid, errors }: wire.Reply,
  receivedAt: number,
): Result<TrackingReport[], Unreadable | Refused> {
  if (results && results.length > 0) {
    return ok(results.map(parcel => parcelReport(parcel, receivedAt)))
  }
  if (!success || errors?.length) return err({ kind: 'refused', message: faultsInWords(errors) })
  if (subscription_guid || results) return ok([])
  return err({ kind: 'unreadable', message: 'results: are missing' })
}

/** NZ Post's own words of what went wrong, with its code. */
export const faultsInWords = (faults: readonly wire.Fault[] | null | undefined): string =>
  textOrNull(
    (faults ?? [])
      .map(({ code, message, details }) => [code, message, details].filter(Boolean).join(' '))
      .join('; '),
    200,
  ) ?? 'no reason given'

/** Events alone: each names its parcel. */
function readScans(payload: unknown, receivedAt: number): Result<TrackingReport[], Unreadable> {
  const list: readonly unknown[] = Array.isArray(payload) ? payload : [payload]
  const scans = list.map(each => wire.Scan.safeParse(each))
  const read = scans.flatMap(({ data }) => (data?.trackingReference ? data : []))
  if (read.length === 0) {
    const fault = scans.find(scan => scan.error)?.error
    if (fault) return err(unreadable(fault))
    return err({ kind: 'unreadable', message: 'tracking_reference: is missing' })
  }
  const parcels = Map.groupBy(read, scan => scan.trackingReference ?? '')
  return ok([...parcels].map(([number, each]) => scannedReport(number, each, {}, receivedAt)))
}

function parcelReport(parcel: wire.Parcel, receivedAt: number): TrackingReport {
  const scans = (parcel.tracking_events ?? []).flatMap(each => wire.Scan.safeParse(each).data ?? [])
  return scannedReport(parcel.tracking_reference, scans, parcel, receivedAt)
}

function scannedReport(
  trackingNumber: string,
  scans: readonly wire.Scan[],
  { service, errors }: Partial<wire.Parcel>,
  receivedAt: number,
): TrackingReport {
  return reportOf({
    trackingNumber,
    carrier: NAME, // `carrier` of the reply is a brand of NZ Post's, such as CourierPost
    service,
    events: scans.map(scan => toEvent(scan, receivedAt)),
    lookupFailed: errors?.length ? faultsInWords(errors) : undefined,
  })
}

/** A parcel that was never scanned. */
export const silent = (trackingNumber: string): TrackingReport =>
  scannedReport(trackingNumber, [], {}, 0)

/** A number that NZ Post knows nothing of, which says nothing of the parcel. */
export const notFound = (trackingNumber: string, why: string): TrackingReport => ({
  ...silent(trackingNumber),
  lookupFailed: why,
})

function toEvent(scan: wire.Scan, receivedAt: number): TrackingEvent {
  const { code, seqref, source } = scan
  const text = scan.status || withoutCourier(scan.description ?? '')
  const mapped = meaning({ code, text })
  const order = Number(seqref)
  return eventOf({
    source: 'nz-post',
    // Unique within the system that it came from (CME, IPS, …). Notifications carry none.
    sourceEventId: seqref ? `${source ?? ''}:${seqref}` : null,
    sequence: seqref && Number.isSafeInteger(order) ? order : null,
    receivedAt,
    code,
    text,
    mapped,
    time: toldTimeOr(scan.at, receivedAt, HOME),
    location: placeOf({ text: scan.depot, country: scan.depot && 'NZ' }),
    signedBy: mapped.status === 'delivered' ? scan.signedBy : null,
  })
}

/** `picked up by our courier Sanjay based at …`: people's names are not kept. */
const withoutCourier = (text: string): string =>
  text.replace(/\b(courier(?: driver)?) \p{Lu}[\p{L}'-]*(?: \p{Lu}[\p{L}'-]*)*/gu, '$1')
