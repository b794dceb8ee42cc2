// Pure translation of what DHL sends. A Unified scan often has no status code and no zone: the shipment's
// own status, which has both, lends them to the scan it repeats.
import { CARRIERS } from '../../../core/carriers.ts'
import { zoneOf } from '../../../core/places.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import { cleanText, textOrNull } from '../../../core/text.ts'
import { toldTime, toldTimeOr } from '../../../core/told-time.ts'
import type { Eta, Place, TrackingEvent, TrackingReport } from '../../../core/tracking.ts'
import { type Refused, type Unreadable, unreadable } from '../../hook.ts'
import { eventOf, placeOf, reportOf } from '../told.ts'
import { meaning, NO_CODE, refines } from './tables.ts'
import * as wire from './wire.ts'

const HOME = CARRIERS['dhl-express'].zone

/** Webhook bodies of the push, poll replies of Unified and of MyDHL, and the error document of both. */
export function read(
  payload: unknown,
  receivedAt: number,
): Result<TrackingReport[], Unreadable | Refused> {
  const told = wire.Shipments.safeParse(payload)
  if (told.success) return readShipments(told.data.shipments, receivedAt)
  const notice = wire.Notice.safeParse(payload)
  if (notice.success) {
    const { failure } = notice.data
    return failure ? err({ kind: 'refused', message: failureOf(failure) }) : ok([])
  }
  const refusal = wire.Refusal.safeParse(payload)
  if (!refusal.success) return err(unreadable(told.error))
  const number = /\/shipments?\/([^/?]+)(?:\/tracking)?$/.exec(refusal.data.instance ?? '')?.[1]
  return refusal.data.status === 404 && number
    ? ok([notFound(decoded(number), failureOf(refusal.data))])
    : err({ kind: 'refused', message: failureOf(refusal.data) })
}

/** A number that DHL knows nothing of, which says nothing of the parcel. */
export const notFound = (trackingNumber: string, why: string): TrackingReport =>
  reportOf({ trackingNumber, lookupFailed: why })

/** DHL's own words of why not; its title alone where it says no more. */
export const failureOf = (told: Partial<wire.Refusal>): string =>
  textOrNull(told.detail ?? told.message ?? told.title, 200) ?? 'no reason given'

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function readShipments(
  shipments: readonly unknown[],
  receivedAt: number,
): Result<TrackingReport[], Unreadable> {
  const reports: TrackingReport[] = []
  for (const shipment of shipments) {
    const express = wire.Express.safeParse(shipment)
    const unified = express.success ? null : wire.Unified.safeParse(shipment)
    const report = express.success
      ? expressReport(express.data, receivedAt)
      : unified?.success
        ? unifiedReport(unified.data, receivedAt)
        : null
    // One of several that cannot be read must not hold up the others; one alone is said.
    if (report?.trackingNumber) reports.push(report)
    else if (shipments.length === 1 && unified?.error) return err(unreadable(unified.error))
  }
  if (reports.length > 0 || shipments.length === 0) return ok(reports)
  return err({ kind: 'unreadable', message: 'shipments: none of them has an id' })
}

// Unified ---------------------------------------------------------------------------------------

/** DHL's services by the names that people know them by. */
const carrierName = (service: string | null | undefined): string =>
  service === 'express'
    ? CARRIERS['dhl-express'].name
    : service?.startsWith('ecommerce')
      ? CARRIERS['dhl-ecommerce'].name
      : cleanText(`DHL ${service ?? ''}`, 80)

function unifiedReport(shipment: wire.Unified, receivedAt: number): TrackingReport {
  const scans = (shipment.events ?? []).flatMap(each => wire.Scan.safeParse(each).data ?? [])
  const told = scans.map(scan => unifiedEvent(scan, shipment, receivedAt))
  const current = shipment.status
  // R10: the status alone is a snapshot; it speaks only where no scan can be understood.
  const events =
    current && told.every(event => event.status === 'unknown')
      ? [...told, { ...unifiedEvent(current, shipment, receivedAt), snapshot: true }]
      : told
  const { product } = shipment.details ?? {}
  return reportOf({
    trackingNumber: shipment.id,
    carrier: carrierName(shipment.service),
    service: product?.productName ?? shipment.service,
    events,
    eta: etaOf(etaTold(shipment), events, zoneAt(shipment.destination, '')),
  })
}

function unifiedEvent(scan: wire.Scan, shipment: wire.Unified, receivedAt: number): TrackingEvent {
  const { status, details } = shipment
  const statusCode = scan.statusCode ?? (isSameScan(scan, status) ? status?.statusCode : null)
  const { text, signedBy } = wordsOf(scan, statusCode)
  const code = codeOf(scan, statusCode, shipment.service)
  const mapped = meaning({ code, text })
  const proof = mapped.status === 'delivered' ? details?.proofOfDelivery : null
  return eventOf({
    source: 'dhl',
    receivedAt,
    code,
    text,
    mapped,
    time: toldTimeOr(scan.timestamp, receivedAt, scanZone(scan, status)),
    location: placeAt(scan.location),
    signedBy: mapped.status === 'delivered' ? (signedBy ?? nameOf(proof?.signed)) : null,
    proofUrl: [proof?.signatureUrl, proof?.documentUrl].find(url => url?.startsWith('https:')),
  })
}

/** `2026-10-05T08:00:00`, whatever zone was told with it. */
const wallClock = (timestamp: string | null | undefined): string | null =>
  timestamp?.slice(0, 19) ?? null

/** Express gives the code with the status only; the scan of that instant and those words is the same. */
const isSameScan = (scan: wire.Scan, status: wire.Scan | null | undefined): boolean =>
  wallClock(scan.timestamp) !== null &&
  wallClock(scan.timestamp) === wallClock(status?.timestamp) &&
  (scan.description ?? null) === (status?.description ?? null)

/**
 * Scans come without an offset. Where the status repeats one of them with a `Z`, they were UTC all along,
 * as in DHL's own sample; else they are on the clocks of their place.
 */
function scanZone(scan: wire.Scan, status: wire.Scan | null | undefined): string {
  const inUtc = status?.timestamp?.endsWith('Z') && isSameScan(scan, status)
  return inUtc ? 'UTC' : zoneAt(scan.location, HOME)
}

const zoneAt = (location: wire.Location | null | undefined, fallback: string): string =>
  zoneOf(
    {
      state: cityState(location?.address),
      postcode: location?.address?.postalCode ?? null,
      country: location?.address?.countryCode ?? null,
    },
    fallback,
  )

/** Australia has many clocks, and Express tells its cities only: `PERTH - AUSTRALIA`. */
const cityState = (address: wire.Address | null | undefined): string | null =>
  address?.countryCode === 'AU'
    ? (CITY_STATES.find(([city]) => city.test(address.addressLocality ?? ''))?.[1] ?? null)
    : null

const CITY_STATES: readonly (readonly [city: RegExp, state: string])[] = [
  [/^adelaide\b/i, 'SA'],
  [/^(?:brisbane|cairns|gold coast|townsville)\b/i, 'QLD'],
  [/^canberra\b/i, 'ACT'],
  [/^darwin\b/i, 'NT'],
  [/^(?:hobart|launceston)\b/i, 'TAS'],
  [/^melbourne\b/i, 'VIC'],
  [/^(?:newcastle|sydney)\b/i, 'NSW'],
  [/^perth\b/i, 'WA'],
]

const placeAt = (location: wire.Location | null | undefined): Place | null =>
  placeOf({
    text: location?.servicePoint?.label,
    suburb: location?.address?.addressLocality,
    postcode: location?.address?.postalCode,
    country: location?.address?.countryCode,
  })

/** A division's own code, such as `42`, `AA`, `ACT-2` or `IN_TRANSIT`: it stands where others have words. */
const isBareCode = (status: string): boolean =>
  /^(?:[A-Z]{1,6}|(?=\S*[\d_])[A-Z\d]+(?:[._/-][A-Z\d]+)*)$/.test(status)

const sameWord = (a: string, b: string | null | undefined): boolean =>
  a.toLowerCase() === b?.toLowerCase()

function codeOf(
  scan: wire.Scan,
  statusCode: string | null | undefined,
  service: string | null | undefined,
): string {
  const code = statusCode ? statusCode.toLowerCase() : NO_CODE
  const own = scan.status?.trim()
  if (own && service === 'express' && refines(own, statusCode?.toLowerCase())) return own
  return own && isBareCode(own) && !sameWord(own, statusCode) ? `${code}/${own}` : code
}

/**
 * The words of a scan. `status` has them where it is more than a code: then `description` may hold a
 * person's name, as in DHL's sample. Express puts the name of who signed into the description.
 */
function wordsOf(scan: Words, statusCode: string | null | undefined) {
  const status = scan.status?.trim() ?? ''
  const described = scan.description?.trim() ?? ''
  const speaks = status !== '' && !isBareCode(status) && !sameWord(status, statusCode)
  const echoes = sameWord(status, statusCode) && !isSentence(described)
  const words = speaks || echoes ? status : described
  const [, text = '', name] = SIGNED.exec(words) ?? [null, words || status || (scan.remark ?? '')]
  return { text, signedBy: name && !/^receiver\b/i.test(name) ? name : null }
}

type Words = Partial<Pick<wire.Scan, 'status' | 'description' | 'remark'>>

/** A name has two words, or three with a middle one; what tells of a parcel has more. */
const isSentence = (text: string): boolean => text.split(/\s+/).length > 3

/** `Delivered - Signed for by: A EXAMPLE`; `… by receiver in AUCKLAND` names nobody. */
const SIGNED = /^(.*?)\s*-?\s*signed for by:?\s*(.*)$/is

function nameOf(signed: { [part: string]: string | null | undefined } | null | undefined) {
  const { name, givenName, familyName } = signed ?? {}
  const full = name ?? [givenName, familyName].flatMap(part => part ?? []).join(' ')
  // Express fills the field with the word itself when nobody signed.
  return /^delivered$/i.test(full) ? null : full
}

// ETA -------------------------------------------------------------------------------------------

type Span = { readonly from: string | null; readonly to: string | null }

function etaTold(shipment: wire.Unified): Span {
  const { estimatedFrom, estimatedThrough } = shipment.estimatedDeliveryTimeFrame ?? {}
  const at = shipment.estimatedTimeOfDelivery ?? null
  return { from: estimatedFrom ?? estimatedThrough ?? at, to: estimatedThrough ?? at }
}

/**
 * Midnight stands for "that day" in DHL's samples, and so must a time on nobody knows whose clock (`zone` is
 * then ''). An ETA from before the first scan is a leftover.
 */
function etaOf({ from, to }: Span, events: readonly TrackingEvent[], zone: string): Eta | null {
  const [start, end] = [from, to ?? from].map(told => toldTime(told, zone || HOME))
  if (!from || !start || !end) return null
  const scannedAt = events.map(event => event.occurredAt)
  const isLeftover = scannedAt.every(at => end.occurredAt < at - DAY_MS)
  if (isLeftover && scannedAt.length > 0) return null
  const toldAt = Math.max(0, ...scannedAt) // as old as the news it came with
  const on = (to ?? from).slice(0, 10)
  const isPlaceholder = start.precision === 'day' || MIDNIGHT.test(from)
  if (isPlaceholder || (start.zone === 'assumed' && zone === '')) {
    return { kind: 'day', on, toldAt }
  }
  const latest = Math.max(start.occurredAt, end.occurredAt)
  return { kind: 'window', from: start.occurredAt, to: latest, toldAt }
}

const MIDNIGHT = /T00:00(?::00(?:\.0+)?)?(?:Z|[+-]|$)/
const DAY_MS = 86_400_000

// MyDHL (Express) -------------------------------------------------------------------------------

function expressReport(shipment: wire.Express, receivedAt: number): TrackingReport {
  const events = (shipment.events ?? []).flatMap(each => {
    const checkpoint = wire.Checkpoint.safeParse(each)
    return checkpoint.success ? expressEvent(checkpoint.data, receivedAt) : []
  })
  const at = shipment.estimatedTimeOfDelivery ?? shipment.estimatedDeliveryDate ?? null
  return reportOf({
    trackingNumber: shipment.shipmentTrackingNumber,
    carrier: CARRIERS['dhl-express'].name,
    service: shipment.description,
    events,
    eta: etaOf({ from: at, to: at }, events, ''),
  })
}

function expressEvent(checkpoint: wire.Checkpoint, receivedAt: number): TrackingEvent {
  const { date, time, GMTOffset, signedBy: signer } = checkpoint
  const [area] = checkpoint.serviceArea ?? []
  const { text, signedBy } = wordsOf({ description: checkpoint.description }, null)
  const code = checkpoint.typeCode?.trim().toUpperCase() || NO_CODE
  const mapped = meaning({ code, text })
  const told = time ? `${date}T${time}${GMTOffset ?? ''}` : date
  return eventOf({
    source: 'dhl',
    receivedAt,
    code,
    text,
    mapped,
    time: toldTimeOr(told, receivedAt, areaZone(area)),
    location: placeOf({ text: area?.description ?? area?.code }),
    signedBy: mapped.status === 'delivered' ? (signer ?? signedBy) : null,
  })
}

/** Airports of Australia, which has many clocks. Unverified: DHL's service areas are named after them. */
const AREA_STATES: Readonly<Record<string, string>> = {
  ADL: 'SA',
  BNE: 'QLD',
  CBR: 'ACT',
  CNS: 'QLD',
  DRW: 'NT',
  HBA: 'TAS',
  MEL: 'VIC',
  OOL: 'QLD',
  PER: 'WA',
  SYD: 'NSW',
}

/** An area says its country at the end: `Zurich-CH`. */
function areaZone(area: { code?: string | null; description?: string | null } | undefined): string {
  const code = area?.code ?? ''
  const state = Object.hasOwn(AREA_STATES, code) ? (AREA_STATES[code] ?? null) : null
  const country = state ? 'AU' : (/-([A-Z]{2})$/.exec(area?.description?.trim() ?? '')?.[1] ?? null)
  return zoneOf({ state, postcode: null, country }, HOME)
}
