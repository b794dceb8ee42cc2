// What ShipEngine tells of a parcel, as a report. Its story has two tellers: the scans, with times, and
// the parcel's own status, without one; the first is believed, the second completes it.
import { CARRIERS, carrierNamed } from '../../../core/carriers.ts'
import { zoneOf } from '../../../core/places.ts'
import { cleanText, textOrNull } from '../../../core/text.ts'
import { type ToldTime, toldTime, toldTimeOr } from '../../../core/told-time.ts'
import type { Eta, TrackingEvent, TrackingReport } from '../../../core/tracking.ts'
import { eventOf, placeOf, reportOf } from '../told.ts'
import { meaning, WORDS } from './tables.ts'
import { type Parcel, Scan } from './wire.ts'

type Coded = Pick<Parcel, 'status_code' | 'status_detail_code'>

/** A scan's own codes: its code for ShipEngine's own status where only its old name holds one. */
function codedAs(scan: Scan): Coded {
  const { status_code, status_detail_code } = scan
  if (status_code || status_detail_code) return { status_code, status_detail_code }
  return { status_code: ownStatus(scan) }
}

/**
 * `event_code` is the carrier's own in most payloads, where `DE` may be anything; the published v1
 * sample has ShipEngine's status there. It is one when the words beside it say the same.
 */
function ownStatus({ event_code, event_description }: Scan): string | null {
  const word = WORDS[event_description?.trim().toLowerCase() ?? '']
  return word !== undefined && word === event_code ? word : null
}

/** As it is stored. Where neither is told, the code that staff will look for: `?` and the carrier's own. */
const codeOf = ({ status_code, status_detail_code }: Coded, other: string | null | undefined) =>
  cleanText(
    status_code || status_detail_code
      ? `${status_code ?? ''}/${status_detail_code ?? ''}`
      : `?${other ?? ''}`,
    80,
  )

export function toReport(parcel: Parcel, url: string | null, receivedAt: number): TrackingReport {
  // Read from the address, which is never called: anybody's could stand there.
  const carrier = parcel.carrier_code || URL.parse(url ?? '')?.searchParams.get('carrier_code')
  const home = zoneAtHome(carrier)
  const scans = scansOf(parcel, home, receivedAt)
  const events = scans.map(scan => toEvent(scan, receivedAt))
  const now = current(parcel, scans[0], home, receivedAt)
  return reportOf({
    trackingNumber: parcel.tracking_number,
    carrier,
    events: now ? [...events, now] : events,
    eta: etaOf(parcel, scans, receivedAt),
    lookupFailed: events.length === 0 && !now ? failureOf(parcel) : undefined,
  })
}

function zoneAtHome(carrier: string | null | undefined): string {
  const known = carrierNamed(carrier ?? '')
  return known ? CARRIERS[known].zone : 'UTC'
}

type Timed = { readonly scan: Scan; readonly coded: Coded; readonly time: ToldTime }

/**
 * The newest first. What is no scan is left out, so that one odd entry hides no other. The newest scan
 * is what the parcel's own status is about: where it tells less, the parcel's word completes it.
 */
function scansOf(parcel: Parcel, home: string, receivedAt: number): Timed[] {
  const [newest, ...older] = (parcel.events ?? [])
    .flatMap(each => Scan.safeParse(each).data ?? [])
    .filter(scan => timeTold(scan) !== null || wordsOf(scan))
    .map(scan => ({ scan, coded: codedAs(scan), time: timeOf(scan, home, receivedAt) }))
    .sort((a, b) => b.time.occurredAt - a.time.occurredAt)
  if (!newest) return []
  return [{ ...newest, coded: completed(newest.coded, parcel) }, ...older]
}

function completed(own: Coded, parcel: Coded): Coded {
  if (own.status_detail_code) return own
  if (own.status_code && own.status_code !== parcel.status_code) return own
  return { status_code: parcel.status_code, status_detail_code: parcel.status_detail_code }
}

const timeTold = (scan: Scan) =>
  scan.occurred_at || scan.carrier_occurred_at || scan.event_date || null

/**
 * `occurred_at` is UTC; `carrier_occurred_at` the carrier's own, which ShipEngine takes for the local
 * time of the place. A local midnight tells the day only.
 */
function timeOf(scan: Scan, home: string, receivedAt: number): ToldTime {
  const { carrier_occurred_at: local, occurred_at: utc } = scan
  const place = { state: scan.state_province, postcode: scan.postal_code }
  const zone = zoneOf({ ...blank(place), country: scan.country_code || null }, home)
  const time = /(?:Z|[+-]\d\d:?\d\d)$/i.test(utc ?? '')
    ? toldTimeOr(utc, receivedAt)
    : toldTimeOr(local || timeTold(scan), receivedAt, zone)
  return dated(time, local)
}

const dated = (time: ToldTime, local: string | null | undefined): ToldTime =>
  local && isMidnight(local) ? { ...time, precision: 'day' } : time

const blank = (place: { state: Scan['state_province']; postcode: Scan['postal_code'] }) => ({
  state: place.state || null,
  postcode: place.postcode || null,
})

const isMidnight = (told: string): boolean => /T00:00(?::00(?:\.0+)?)?(?:Z|\+00:?00)?$/.test(told)

function toEvent({ scan, coded, time }: Timed, receivedAt: number): TrackingEvent {
  const code = codeOf(coded, scan.event_code)
  const mapped = meaning({ code })
  const place = {
    // Unverified: no public sample of a scan at a collection point; its name is taken to stand here.
    text: mapped.status === 'awaiting_collection' ? scan.company_name : null,
    suburb: scan.city_locality,
    state: scan.state_province,
    postcode: scan.postal_code,
    country: scan.country_code,
  }
  return eventOf({
    source: 'shipengine',
    receivedAt,
    code,
    text: wordsOf(scan) || code,
    mapped,
    time,
    sourceEventId: idOf(scan),
    location: placeOf(place),
    signedBy: mapped.status === 'delivered' ? scan.signer : null,
    proofUrl: scan.proof_of_delivery_url,
  })
}

/**
 * ShipEngine gives a scan no id, and we complete the newest by the parcel's own codes: told again as an older
 * one it has less of a code, and must not stand there twice. So it is known by what its own words are.
 */
function idOf(scan: Scan): string {
  const { event_code, city_locality, postal_code } = scan
  return [timeTold(scan), event_code, postal_code, city_locality, wordsOf(scan)]
    .map(part => part?.trim().toLowerCase() ?? '')
    .join('|')
}

const wordsOf = (scan: Scan): string | null | undefined =>
  scan.description ||
  scan.event_description ||
  scan.carrier_status_description ||
  scan.status_description

/**
 * The parcel's own status, where no scan tells it: a payload without scans, or one whose status has
 * gone on beyond the newest of them. It has no time but that of a delivery (R10).
 */
function current(
  parcel: Parcel,
  newest: Timed | undefined,
  home: string,
  receivedAt: number,
): TrackingEvent | null {
  const code = codeOf(parcel, null)
  const mapped = meaning({ code })
  if (newest ? isToldBy(newest.coded, parcel) || mapped.status === 'unknown' : isUnknown(parcel)) {
    return null
  }
  const delivered = mapped.status === 'delivered' ? parcel.actual_delivery_date : null
  return eventOf({
    source: 'shipengine',
    receivedAt,
    code,
    text:
      parcel.status_detail_description ||
      parcel.carrier_status_description ||
      parcel.status_description ||
      code,
    mapped,
    time: dated(toldTimeOr(delivered, receivedAt, home), delivered),
    snapshot: true,
  })
}

function isToldBy(own: Coded, parcel: Parcel): boolean {
  if (own.status_code && own.status_code === parcel.status_code) return true
  return (
    meaning({ code: codeOf(own, null) }).status === meaning({ code: codeOf(parcel, null) }).status
  )
}

/** `UN` without a detail: the carrier was asked and told nothing. */
const isUnknown = ({ status_code, status_detail_code }: Coded): boolean =>
  (!status_code || status_code === 'UN') && !status_detail_code

const failureOf = (parcel: Parcel): string =>
  textOrNull(
    parcel.exception_description || parcel.carrier_status_description || parcel.status_description,
    200,
  ) ?? 'nothing is known of this number'

/**
 * The day only, unless an hour and an offset stand there: midnight is a placeholder, and whose hour a
 * naive one is, nobody says. One before the parcel's first sign of life is a placeholder too.
 */
function etaOf(parcel: Parcel, scans: readonly Timed[], receivedAt: number): Eta | null {
  const told = parcel.estimated_delivery_date
  const time = toldTime(told)
  if (!told || !time) return null
  const shipped = toldTime(parcel.ship_date || parcel.shipped_date)?.occurredAt
  const seen = [...scans.map(scan => scan.time.occurredAt), ...(shipped ? [shipped] : [])]
  if (seen.length > 0 && time.occurredAt + DAY_MS < Math.min(...seen)) return null
  const toldAt = scans[0]?.time.occurredAt ?? shipped ?? receivedAt
  if (time.zone !== 'offset' || isMidnight(told))
    return { kind: 'day', on: told.slice(0, 10), toldAt }
  return { kind: 'window', from: time.occurredAt, to: time.occurredAt, toldAt }
}

const DAY_MS = 86_400_000
