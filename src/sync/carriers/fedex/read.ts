// FedEx's answer to the Track API and what its webhook posts, which have one shape: each result holds all
// of a parcel's scans, so every telling is joined to what is known and overwrites nothing.
// https://developer.fedex.com/api/en-us/catalog/track/v1/docs.html (read 2026-11-24)
import * as z from 'zod'
import { CARRIERS } from '../../../core/carriers.ts'
import { zoneOf } from '../../../core/places.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import { cleanText } from '../../../core/text.ts'
import { type ToldTime, toldTime, toldTimeOr } from '../../../core/told-time.ts'
import type { Eta, Place, TrackingEvent, TrackingReport } from '../../../core/tracking.ts'
import { type Refused, type Unreadable, unreadable } from '../../hook.ts'
import { eventOf, placeOf, reportOf } from '../told.ts'
import { codeOf, meaning } from './tables.ts'

// Wire shapes ---------------------------------------------------------------------------------

const text = z.union([z.string(), z.number()]).transform(String)
/** Beside the point: of another shape than documented it is left out, and the scans still read. */
const aside = <T extends z.ZodType>(schema: T) => schema.nullish().catch(null)
const Words = z.object({ code: text.nullish(), message: text.nullish() })

const Address = z.object({
  streetLines: aside(z.array(text)),
  city: aside(text),
  stateOrProvinceCode: aside(text),
  postalCode: aside(text),
  countryCode: aside(text),
})
type Address = z.infer<typeof Address>

const Located = z.object({
  locationContactAndAddress: aside(z.object({ address: aside(Address) })),
})

const Scan = z.object({
  date: text.nullish(),
  eventType: text.nullish(),
  eventDescription: aside(text),
  derivedStatusCode: aside(text),
  derivedStatus: aside(text),
  exceptionCode: aside(text),
  exceptionDescription: aside(text),
  scanLocation: aside(Address),
})
type Scan = z.infer<typeof Scan>

/** `window` may be `{}`. */
const Window = z.object({
  window: aside(z.object({ begins: aside(text), ends: aside(text) })),
})

const TrackResult = z.object({
  trackingNumberInfo: z.object({ trackingNumber: text.nullish() }).nullish(),
  latestStatusDetail: aside(
    z.object({
      code: text.nullish(),
      derivedCode: aside(text),
      description: aside(text),
      statusByLocale: aside(text),
      scanLocation: aside(Address),
      ancillaryDetails: aside(
        z.array(z.object({ reason: aside(text), reasonDescription: aside(text) })),
      ),
    }),
  ),
  scanEvents: z.array(z.unknown()).nullish(),
  dateAndTimes: aside(z.array(z.object({ type: text.nullish(), dateTime: text.nullish() }))),
  estimatedDeliveryTimeWindow: aside(Window),
  standardTransitTimeWindow: aside(Window),
  deliveryDetails: aside(z.object({ receivedByName: aside(text), signedByName: aside(text) })),
  lastUpdatedDestinationAddress: aside(Address),
  recipientInformation: aside(z.object({ address: aside(Address) })),
  holdAtLocation: aside(Located),
  serviceDetail: aside(z.object({ description: aside(text) })),
  error: aside(Words),
})
type TrackResult = z.infer<typeof TrackResult>

const Complete = z.object({
  trackingNumber: text.nullish(),
  trackResults: z.array(z.unknown()).nullish(),
})

const Tracked = z.object({ output: z.object({ completeTrackResults: z.array(Complete) }) })

/** A proof of delivery as a document: a picture, which tells of no state and is not kept. */
const Documents = z.object({ output: z.object({ documents: z.array(z.unknown()) }) })

export const Refusal = z.object({ errors: z.array(Words).min(1) })

// Pure translation ----------------------------------------------------------------------------

export function read(
  payload: unknown,
  receivedAt: number,
): Result<TrackingReport[], Unreadable | Refused> {
  const refusal = Refusal.safeParse(payload)
  if (refusal.success) return err({ kind: 'refused', message: words(refusal.data.errors) })
  const tracked = Tracked.safeParse(payload)
  if (!tracked.success) {
    return Documents.safeParse(payload).success ? ok([]) : err(unreadable(tracked.error))
  }
  return toReports(tracked.data.output.completeTrackResults, receivedAt)
}

/** A result that cannot be read hides no other; only when there is no other is it all unreadable. */
function toReports(
  completes: readonly z.infer<typeof Complete>[],
  receivedAt: number,
): Result<TrackingReport[], Unreadable> {
  const faults: z.ZodError[] = []
  const reports = completes.flatMap(complete => {
    const results = (complete.trackResults ?? []).flatMap(each => {
      const result = TrackResult.safeParse(each)
      if (!result.success) faults.push(result.error)
      return result.data ?? []
    })
    return newestOf(results, complete.trackingNumber, receivedAt) ?? []
  })
  const [fault] = faults
  return reports.length === 0 && fault ? err(unreadable(fault)) : ok(reports)
}

export const words = (told: readonly z.infer<typeof Words>[]): string =>
  cleanText(told.map(({ code, message }) => [code, message].filter(Boolean).join(': ')).join('; '))

type Told = { readonly report: TrackingReport; readonly beganAt: number }

/**
 * FedEx gives numbers out again: of several parcels under one number the newest counts, by the day it
 * was shipped, and their scans are never joined (R12).
 */
function newestOf(
  results: readonly TrackResult[],
  asked: string | null | undefined,
  receivedAt: number,
): TrackingReport | null {
  const parcels = results.flatMap(result => toTold(result, asked, receivedAt) ?? [])
  const [newest] = parcels.toSorted((a, b) => b.beganAt - a.beganAt)
  return newest?.report ?? null
}

function toTold(
  result: TrackResult,
  asked: string | null | undefined,
  receivedAt: number,
): Told | null {
  const number = [asked, result.trackingNumberInfo?.trackingNumber].find(each => each?.trim())
  if (!number) return null
  const scans = (result.scanEvents ?? []).flatMap(each => Scan.safeParse(each).data ?? [])
  const scanned = scans.map(scan => toEvent(scan, result, receivedAt))
  const events = [...scanned, ...currentEvent(result, scanned, receivedAt)]
  const times = events.map(event => event.occurredAt)
  const beganAt = shippedAt(result) ?? (times.length > 0 ? Math.min(...times) : 0)
  const report = reportOf({
    trackingNumber: number,
    carrier: 'FedEx',
    service: result.serviceDetail?.description,
    events,
    eta: times.length > 0 ? etaOf(result, beganAt, Math.max(...times)) : null,
  })
  if (events.length > 0 || !result.error) return { report, beganAt }
  return { report: { ...report, lookupFailed: words([result.error]) || 'not found' }, beganAt: -1 }
}

const timeNamed = (result: TrackResult, ...types: readonly string[]): string | null =>
  types.flatMap(type => result.dateAndTimes?.find(each => each.type === type)?.dateTime ?? [])[0] ??
  null

const shippedAt = (result: TrackResult): number | null =>
  toldTime(timeNamed(result, 'SHIP', 'ACTUAL_PICKUP', 'ACTUAL_TENDER'))?.occurredAt ?? null

function toEvent(scan: Scan, result: TrackResult, receivedAt: number): TrackingEvent {
  const code = codeOf(scan.eventType ?? '', scan.derivedStatusCode ?? '', scan.exceptionCode ?? '')
  const what = scan.eventDescription || scan.derivedStatus || code
  const why = scan.exceptionDescription === what ? null : scan.exceptionDescription
  const said = [what, why].filter(Boolean).join(': ')
  const mapped = meaning({ code, text: cleanText(said) })
  return eventOf({
    source: 'fedex',
    receivedAt,
    code,
    text: said,
    mapped,
    time: timeOf(scan.date, addressPlace(scan.scanLocation), receivedAt),
    location:
      mapped.status === 'awaiting_collection'
        ? waitingPlace(scan.scanLocation, result)
        : addressPlace(scan.scanLocation),
    signedBy: mapped.status === 'delivered' ? signerOf(result) : null,
    snapshot: !scan.date, // of a list that is told whole: when we heard of it says nothing
  })
}

/** Where nobody signed, FedEx says so in the place of the name: "Signature not required". */
function signerOf({ deliveryDetails }: TrackResult): string | null {
  const { receivedByName, signedByName } = deliveryDetails ?? {}
  const names = [receivedByName, signedByName].flatMap(name => name?.trim() || [])
  return names.find(name => !/\bsignature\b/i.test(name)) ?? null
}

/**
 * The status above the scans, where no scan tells of it: labels that were cancelled, and results without
 * scans. Its time is that of the act itself, else of the newest scan.
 */
function currentEvent(
  result: TrackResult,
  scanned: readonly TrackingEvent[],
  receivedAt: number,
): TrackingEvent[] {
  const latest = result.latestStatusDetail
  if (!latest?.code && !latest?.derivedCode) return []
  const [reason] = latest.ancillaryDetails ?? []
  const newest = scanned.toSorted((a, b) => b.occurredAt - a.occurredAt)[0]
  const acts = ACT_TIMES[latest.code ?? ''] ?? []
  const date = timeNamed(result, ...acts, ...(newest ? [] : ['SHIP']))
  const event = toEvent(
    {
      date,
      eventType: latest.code,
      derivedStatusCode: latest.derivedCode,
      eventDescription: latest.description || latest.statusByLocale,
      exceptionCode: reason?.reason,
      exceptionDescription: reason?.reasonDescription,
      scanLocation: latest.scanLocation,
    },
    result,
    receivedAt,
  )
  if (event.status === 'unknown' && scanned.length > 0) return []
  if (scanned.some(scan => scan.status === event.status)) return []
  const isOwn = !newest || (date !== null && event.occurredAt >= newest.occurredAt)
  return [{ ...event, ...(!isOwn && timeAlone(newest)), snapshot: true }]
}

const ACT_TIMES: Readonly<Record<string, readonly string[]>> = {
  DL: ['ACTUAL_DELIVERY'],
  PU: ['ACTUAL_PICKUP'],
  DE: ['ATTEMPTED_DELIVERY'],
}

const timeAlone = ({ occurredAt, offsetMinutes, zone, precision }: ToldTime): ToldTime => ({
  occurredAt,
  offsetMinutes,
  zone,
  precision,
})

/** Events without an offset at midnight sharp are days; the hour is not known. */
function timeOf(date: string | null | undefined, place: Place | null, receivedAt: number) {
  const day = /^(\d{4}-\d\d-\d\d)T00:00(?::00(?:\.0+)?)?$/.exec(date ?? '')?.[1]
  return toldTimeOr(day ?? date, receivedAt, zoneOf(place ?? NOWHERE, CARRIERS.fedex.zone))
}

const NOWHERE = { state: null, postcode: null, country: null }

/** Without the street: it is the recipient's own where a parcel was delivered. */
const addressPlace = (address: Address | null | undefined, street?: string): Place | null =>
  placeOf(
    address && {
      text: street,
      suburb: address.city,
      state: address.stateOrProvinceCode,
      postcode: address.postalCode,
      country: address.countryCode,
    },
  )

const streetOf = (address: Address | null | undefined): string =>
  (address?.streetLines ?? [])
    .map(line => line.trim())
    .filter(Boolean)
    .join(', ')

/** Where the recipient shall go: the scan's own street, else the place of the hold. */
function waitingPlace(scanned: Address | null | undefined, result: TrackResult): Place | null {
  const held = result.holdAtLocation?.locationContactAndAddress?.address
  const address = streetOf(scanned) || !streetOf(held) ? scanned : held
  return addressPlace(address, streetOf(address))
}

// ETA -----------------------------------------------------------------------------------------

/** FedEx's estimate, else what it promised. One that lies before the parcel began its way is none. */
function etaOf(result: TrackResult, beganAt: number, toldAt: number): Eta | null {
  const home = result.lastUpdatedDestinationAddress ?? result.recipientInformation?.address
  const zone = zoneOf(addressPlace(home) ?? NOWHERE, '')
  const { estimatedDeliveryTimeWindow, standardTransitTimeWindow } = result
  const told = [
    estimatedDeliveryTimeWindow?.window,
    pointOf(timeNamed(result, 'ESTIMATED_DELIVERY')),
    standardTransitTimeWindow?.window,
    pointOf(timeNamed(result, 'COMMITMENT')),
  ]
  const [eta] = told.flatMap(window => (window ? (windowEta(window, zone, toldAt) ?? []) : []))
  if (!eta) return null
  const latest = eta.kind === 'day' ? Date.parse(`${eta.on}T23:59:59Z`) : eta.to
  return latest < beganAt ? null : eta
}

const pointOf = (time: string | null) => ({ begins: time, ends: time })

type Span = {
  readonly begins?: string | null | undefined
  readonly ends?: string | null | undefined
}

/** A midnight stands for the day, and so does a clock of which nobody says whose it is. */
function windowEta({ begins, ends }: Span, zone: string, toldAt: number): Eta | null {
  const last = ends || begins
  const to = toldTime(last, zone || 'UTC')
  if (!last || !to) return null
  const from = toldTime(begins || ends, zone || 'UTC') ?? to
  const isKnown = zone !== '' || (from.zone === 'offset' && to.zone === 'offset')
  const isDay = /T00:00(?::00)?/.test(last) || to.precision === 'day' || !isKnown
  if (isDay) return { kind: 'day', on: last.trim().slice(0, 10), toldAt }
  return {
    kind: 'window',
    from: Math.min(from.occurredAt, to.occurredAt),
    to: to.occurredAt,
    toldAt,
  }
}
