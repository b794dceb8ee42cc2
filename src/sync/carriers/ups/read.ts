// What UPS posts (Track Alert: one event a post) and answers (Tracking: every activity so far) as reports.
// UPSTrackAlert.yaml and Tracking.yaml of github.com/UPS-API/api-documentation (read 2026-11-24). Its
// patterns are American (two capital letters a state, ZIP codes) and are not enforced here.
import * as z from 'zod'
import { CARRIERS } from '../../../core/carriers.ts'
import { zoneOf } from '../../../core/places.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import type { Mapped } from '../../../core/status.ts'
import { cleanText } from '../../../core/text.ts'
import { type ToldTime, toldTimeOr } from '../../../core/told-time.ts'
import type { Eta, Place, TrackingEvent, TrackingReport } from '../../../core/tracking.ts'
import { type Refused, type Unreadable, unreadable } from '../../hook.ts'
import { eventOf, placeOf, reportOf } from '../told.ts'
import { codeOf, meaning } from './tables.ts'

// Wire shapes ---------------------------------------------------------------------------------

// What is beside the point is left out where it is of another shape than documented, and the news still read.

/** Codes have leading zeros that an unquoted number loses: `021` stands unquoted in UPS's own document. */
const text = z.union([z.string(), z.number()]).transform(String)
const detailCode = text.transform(code => (/^\d{1,3}$/.test(code) ? code.padStart(3, '0') : code))

const Alert = z.object({
  trackingNumber: text.pipe(z.string().trim().min(1)),
  localActivityDate: text.nullish(),
  localActivityTime: text.nullish(),
  gmtActivityDate: text.nullish(),
  gmtActivityTime: text.nullish(),
  gmtOffset: text.nullish(),
  activityLocation: z
    .object({
      city: text.nullish(),
      stateProvince: text.nullish(),
      postalCode: text.nullish(),
      country: text.nullish(),
    })
    .nullish()
    .catch(null),
  activityStatus: z.object({
    type: text.nullish(),
    code: text.nullish(),
    description: text.nullish(),
    descriptionCode: detailCode.nullish(),
  }),
  scheduledDeliveryDate: text.nullish().catch(null),
  actualDeliveryDate: text.nullish(),
  receivedBy: text.nullish().catch(null),
})
type Alert = z.infer<typeof Alert>

const Address = z.object({
  addressLine1: text.nullish(),
  addressLine2: text.nullish(),
  addressLine3: text.nullish(),
  city: text.nullish(),
  stateProvince: text.nullish(),
  postalCode: text.nullish(),
  countryCode: text.nullish(),
  country: text.nullish(),
})
type Address = z.infer<typeof Address>

const Status = z.object({
  type: text.nullish(),
  code: text.nullish(),
  description: text.nullish(),
  statusCode: detailCode.nullish(),
})

const Activity = z.object({
  date: text.nullish(),
  time: text.nullish(),
  gmtDate: text.nullish(),
  gmtTime: text.nullish(),
  gmtOffset: text.nullish(),
  location: z.object({ address: Address.nullish() }).nullish().catch(null),
  status: Status.nullish(),
})
type Activity = z.infer<typeof Activity>

const Package = z.object({
  trackingNumber: text.nullish(),
  activity: z.array(z.unknown()).nullish(),
  currentStatus: Status.nullish().catch(null),
  deliveryDate: z
    .array(z.object({ type: text.nullish(), date: text.nullish() }))
    .nullish()
    .catch(null),
  deliveryTime: z
    .object({ type: text.nullish(), startTime: text.nullish(), endTime: text.nullish() })
    .nullish()
    .catch(null),
  deliveryInformation: z.object({ receivedBy: text.nullish() }).nullish().catch(null),
  packageAddress: z
    .array(z.object({ type: text.nullish(), address: Address.nullish() }))
    .nullish()
    .catch(null),
  accessPointInformation: z.object({ pickupByDate: text.nullish() }).nullish().catch(null),
  service: z.object({ description: text.nullish() }).nullish().catch(null),
})
type Package = z.infer<typeof Package>

const Shipment = z.object({
  inquiryNumber: text.nullish(),
  package: z.array(Package).nullish(),
  warnings: z.array(z.object({ code: text.nullish(), message: text.nullish() })).nullish(),
})

const Answer = z.object({ trackResponse: z.object({ shipment: z.array(Shipment) }) })

/** UPS's own refusal, of every API. */
export const Refusal = z.object({
  response: z.object({
    errors: z.array(z.object({ code: text.nullish(), message: text.nullish() })).min(1),
  }),
})

// Pure translation ----------------------------------------------------------------------------

export function read(
  payload: unknown,
  receivedAt: number,
): Result<TrackingReport[], Unreadable | Refused> {
  const refusal = Refusal.safeParse(payload)
  if (refusal.success) return err({ kind: 'refused', message: words(refusal.data.response.errors) })
  const answer = Answer.safeParse(payload)
  if (answer.success) return readAnswer(answer.data, receivedAt)
  const alert = Alert.safeParse(payload)
  if (alert.success) return ok([alertReport(alert.data, receivedAt)])
  const isAnswer = z.object({ trackResponse: z.unknown() }).safeParse(payload).success
  return err(unreadable(isAnswer ? answer.error : alert.error))
}

export const words = (
  told: readonly { code?: string | null | undefined; message?: string | null | undefined }[],
): string =>
  cleanText(told.map(({ code, message }) => [code, message].filter(Boolean).join(': ')).join('; '))

function alertReport(alert: Alert, receivedAt: number): TrackingReport {
  const { type, code, description, descriptionCode } = alert.activityStatus
  const told = codeOf(
    type ?? '',
    code ?? '',
    descriptionCode ?? '',
    type === 'D' && isDay(alert.actualDeliveryDate),
  )
  const mapped = meaning({ code: told })
  const place = alertPlace(alert)
  const clock = {
    date: alert.localActivityDate,
    time: alert.localActivityTime,
    gmtDate: alert.gmtActivityDate,
    gmtTime: alert.gmtActivityTime,
    gmtOffset: alert.gmtOffset,
  }
  const time = timeOf(clock, place, receivedAt)
  const event = eventOf({
    source: 'ups',
    receivedAt,
    code: told,
    text: description || told,
    mapped,
    time,
    sourceEventId: idOf(told, mapped, time),
    location: place,
    signedBy: mapped.status === 'delivered' ? alert.receivedBy : null,
  })
  return reportOf({
    trackingNumber: alert.trackingNumber,
    carrier: 'UPS',
    events: [event],
    eta: dayEta(
      alert.scheduledDeliveryDate,
      alert.localActivityDate ?? alert.gmtActivityDate,
      event.occurredAt,
    ),
  })
}

const alertPlace = ({ activityLocation: at }: Alert): Place | null =>
  placeOf(at && { ...at, suburb: at.city, state: at.stateProvince, postcode: at.postalCode })

/** Of a number that UPS had twice the newer parcel counts: lists of two are never joined (R12). */
function readAnswer(
  answer: z.infer<typeof Answer>,
  receivedAt: number,
): Result<TrackingReport[], Refused> {
  const { shipment: shipments } = answer.trackResponse
  const reports = new Map<string, TrackingReport>()
  for (const shipment of shipments) {
    for (const one of reportsOf(shipment, receivedAt)) {
      const other = reports.get(one.trackingNumber)
      if (!other || firstAt(one) >= firstAt(other)) reports.set(one.trackingNumber, one)
    }
  }
  const warnings = shipments.flatMap(({ warnings: told }) => told ?? [])
  // "Not found" may come without the number it was asked about.
  if (reports.size === 0 && warnings.length > 0) {
    return err({ kind: 'refused', message: words(warnings) })
  }
  return ok([...reports.values()])
}

function reportsOf(shipment: z.infer<typeof Shipment>, receivedAt: number): TrackingReport[] {
  const packages = shipment.package ?? []
  const warnings = words(shipment.warnings ?? [])
  if (packages.length === 0 && shipment.inquiryNumber && warnings) {
    const trackingNumber = shipment.inquiryNumber
    return [reportOf({ trackingNumber, carrier: 'UPS', lookupFailed: warnings })]
  }
  return packages.flatMap(one => {
    // Of one package the number that was asked about: UPS may know it by another of its own.
    const names = [shipment.inquiryNumber, one.trackingNumber]
    const number = (packages.length === 1 ? names : names.toReversed()).find(name => name?.trim())
    return number ? [packageReport(one, number, receivedAt)] : []
  })
}

/** When the parcel was first heard of; before everything, when it was not. */
const firstAt = ({ events }: TrackingReport): number =>
  events.length === 0 ? 0 : Math.min(...events.map(event => event.occurredAt))

function packageReport(one: Package, number: string, receivedAt: number): TrackingReport {
  const activities = (one.activity ?? []).flatMap(each => Activity.safeParse(each).data ?? [])
  const newest = activities[0]
  const events =
    activities.length > 0
      ? activities.map(activity => scan(activity, one, receivedAt))
      : [{ ...scan(currentOf(one), one, receivedAt), snapshot: true }]
  const newestAt = newest ? Math.max(...events.map(event => event.occurredAt)) : null
  return reportOf({
    trackingNumber: number,
    carrier: 'UPS',
    service: one.service?.description,
    events: activities.length > 0 || one.currentStatus ? events : [],
    eta: newestAt === null ? null : packageEta(one, activities, newestAt),
  })
}

/** The status alone. Live replies put the three digits where the document has the two letters. */
function currentOf(one: Package): Activity {
  const status = one.currentStatus
  const isDigits = /^\d{3}$/.test(status?.code ?? '')
  const delivered = (one.deliveryDate ?? []).find(each => each.type === 'DEL')
  return {
    status: isDigits ? { ...status, code: null, statusCode: status?.code } : status,
    date: delivered?.date,
    time: one.deliveryTime?.type === 'DEL' ? one.deliveryTime.endTime : null,
  }
}

function scan(activity: Activity, one: Package, receivedAt: number): TrackingEvent {
  const { type, code, description, statusCode } = activity.status ?? {}
  const deliveredOn = (one.deliveryDate ?? []).find(each => each.type === 'DEL')?.date
  const isDelivery = type === 'D' && isDay(deliveredOn) && deliveredOn === activity.date
  const told = codeOf(type ?? '', code ?? '', statusCode ?? '', isDelivery)
  const mapped = meaning({ code: told })
  const collected = mapped.status === 'awaiting_collection'
  const place = addressPlace(activity.location?.address, collected)
  const time = timeOf(activity, place, receivedAt)
  return eventOf({
    source: 'ups',
    receivedAt,
    code: told,
    text: description || told,
    mapped,
    time,
    sourceEventId: idOf(told, mapped, time),
    location: place,
    signedBy: mapped.status === 'delivered' ? one.deliveryInformation?.receivedBy : null,
    collectBy: collected ? dayOf(one.accessPointInformation?.pickupByDate) : null,
  })
}

/**
 * An alert and an answer tell one scan in other words, and one of them without the postcode; its codes at its
 * instant are the same. Where it waits to be collected only the answer has the street: there both are kept.
 */
function idOf(told: string, { status }: Mapped, { occurredAt, precision, zone }: ToldTime) {
  const [, code, detail] = told.split('/')
  const isTimed = zone !== 'unknown' && precision !== 'day'
  const isKnown = isTimed && (code || detail) && status !== 'awaiting_collection'
  return isKnown ? `${told}@${occurredAt}` : null
}

/** The street is a shop's where the parcel waits, and the recipient's own elsewhere: then it is left out. */
function addressPlace(address: Address | null | undefined, withStreet = false): Place | null {
  if (!address) return null
  const street = [address.addressLine1, address.addressLine2, address.addressLine3]
  return placeOf({
    text: withStreet ? street.filter(Boolean).join(', ') : null,
    suburb: address.city,
    state: address.stateProvince,
    postcode: address.postalCode,
    country: address.countryCode ?? address.country,
  })
}

// Times and days ------------------------------------------------------------------------------

type Clock = Pick<Activity, 'date' | 'time' | 'gmtDate' | 'gmtTime' | 'gmtOffset'>

/**
 * GMT where it is told; else the local clock with UPS's offset, else with the place's own. Track Alert
 * writes `131519` and `-04.00`, Tracking `13:15:19` and `-04:00`, its document `74700` for 07:47.
 */
function timeOf(clock: Clock, place: Place | null, receivedAt: number): ToldTime {
  const offset = /^[+-]\d\d[.:]\d\d$/.test(clock.gmtOffset ?? '')
    ? clock.gmtOffset?.replace('.', ':')
    : undefined
  const gmt = stampOf(clock.gmtDate, clock.gmtTime)
  if (gmt) {
    const time = toldTimeOr(`${gmt}Z`, receivedAt)
    return offset ? { ...time, offsetMinutes: minutesOf(offset) } : time
  }
  const local = stampOf(clock.date, clock.time)
  const told = local ? `${local}${offset ?? ''}` : dayOf(clock.date)
  const zone = zoneOf(place ?? NOWHERE, CARRIERS.ups.zone)
  return toldTimeOr(told, receivedAt, zone)
}

const NOWHERE = { state: null, postcode: null, country: null }

const minutesOf = (offset: string): number =>
  (offset.startsWith('-') ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4)))

/** `20260423`, `91519` → `2026-04-23T09:15:19`; null when either is not told. */
function stampOf(date: string | null | undefined, time: string | null | undefined): string | null {
  const day = dayOf(date)
  const clock = (time ?? '').replaceAll(':', '')
  if (!day || !/^\d{5,6}$/.test(clock)) return null
  const [hours, minutes, seconds] = clock.padStart(6, '0').match(/../g) ?? []
  return `${day}T${hours}:${minutes}:${seconds}`
}

const isDay = (text: string | null | undefined): boolean => dayOf(text) !== null

/** `20260423` → `2026-04-23`; null for anything else, such as UPS's `string`. */
function dayOf(text: string | null | undefined): string | null {
  const [, year, month, day] =
    /^(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.exec(text ?? '') ?? []
  return year ? `${year}-${month}-${day}` : null
}

// ETA -----------------------------------------------------------------------------------------

/** UPS schedules a day at the destination; one that lies before the scan has passed, or never was. */
function dayEta(
  scheduled: string | null | undefined,
  scanned: string | null | undefined,
  toldAt: number,
): Eta | null {
  const on = dayOf(scheduled)
  return on && on >= (dayOf(scanned) ?? '') ? { kind: 'day', on, toldAt } : null
}

/** Windows of the day; the other types are the end of it or a promise. */
const WINDOWS = new Set(['EDW', 'CDW', 'IDW'])

function packageEta(one: Package, activities: readonly Activity[], toldAt: number): Eta | null {
  const dates = one.deliveryDate ?? []
  const told = dates.find(each => each.type === 'RDD') ?? dates.find(each => each.type === 'SDD')
  const first = activities.flatMap(({ date }) => (isDay(date) ? (date ?? []) : [])).toSorted()[0]
  const day = dayEta(told?.date, first, toldAt)
  if (day?.kind !== 'day' || !WINDOWS.has(one.deliveryTime?.type ?? '')) return day
  return windowOn(told?.date, one, toldAt) ?? day
}

/** Hours are the destination's: without its zone only the day can be shown. */
function windowOn(date: string | null | undefined, one: Package, toldAt: number): Eta | null {
  const ends = (one.packageAddress ?? []).find(each => each.type === 'DESTINATION')?.address
  const zone = zoneOf(addressPlace(ends) ?? NOWHERE, '')
  const [from, to] = [one.deliveryTime?.startTime, one.deliveryTime?.endTime].map(time => {
    const stamp = stampOf(date, time)
    return zone && stamp ? toldTimeOr(stamp, 0, zone).occurredAt : null
  })
  return from && to && from <= to ? { kind: 'window', from, to, toldAt } : null
}
