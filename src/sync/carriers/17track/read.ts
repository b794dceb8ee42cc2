// What 17TRACK says of parcels: scans of one or two carriers, each with a sub-status of its own list, and
// the status it draws from them. Webhooks, answers and refusals of its API v2 alike.
// https://asset.17track.net/api/document/v2.2_en/index.html (read 2026-11-24)
import * as z from 'zod'
import { CARRIERS, type CarrierId, carrierNamed } from '../../../core/carriers.ts'
import { zoneOf } from '../../../core/places.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import { type Mapped, mappedBy, to, UNMAPPED } from '../../../core/status.ts'
import { cleanText, textOrNull } from '../../../core/text.ts'
import { type ToldTime, toldTime, toldTimeOr } from '../../../core/told-time.ts'
import type { Eta, TrackingEvent, TrackingReport } from '../../../core/tracking.ts'
import { type Refused, type Unreadable, unreadable } from '../../hook.ts'
import { eventOf, placeOf, reportOf } from '../told.ts'

// Wire shapes ---------------------------------------------------------------------------------

const text = z.union([z.string(), z.number()]).transform(String)
const maybe = z.string().nullish().catch(null)

const Address = z.object({ country: maybe, state: maybe, city: maybe, postal_code: maybe })
type Address = z.infer<typeof Address>

/** As the carrier wrote it, in one text or in three. */
const RawTime = z.union([
  z.string().transform(date => ({ date, time: null, timezone: null, inOne: true })),
  z
    .object({ date: maybe, time: maybe, timezone: maybe })
    .transform(raw => ({ ...raw, inOne: false })),
])

const Scan = z.object({
  time_iso: maybe,
  time_utc: maybe,
  time_raw: RawTime.nullish().catch(null),
  description: maybe,
  location: maybe,
  stage: maybe,
  sub_status: maybe,
  address: Address.nullish().catch(null),
})
type Scan = z.infer<typeof Scan>

/** One carrier's part that is odd must not hide the other's. */
const Provider = z.object({
  provider: z.object({ key: text.nullish(), name: maybe }).nullish().catch(null),
  service_type: maybe,
  latest_sync_time: maybe,
  events: z.array(Scan.nullish().catch(null)).nullish(),
})

const Info = z.object({
  latest_status: z
    .object({ status: maybe, sub_status: maybe, sub_status_descr: maybe })
    .nullish()
    .catch(null),
  latest_event: Scan.nullish().catch(null),
  shipping_info: z.object({ recipient_address: Address.nullish() }).nullish().catch(null),
  time_metrics: z
    .object({ estimated_delivery_date: z.object({ from: maybe, to: maybe }).nullish() })
    .nullish()
    .catch(null),
  misc_info: z.object({ service_type: maybe }).nullish().catch(null),
  tracking: z.object({ providers: z.array(Provider.nullish().catch(null)).nullish() }).nullish(),
})
type Info = z.infer<typeof Info>

const providersOf = (info: Info | null | undefined) =>
  (info?.tracking?.providers ?? []).flatMap(each => each ?? [])

const Parcel = z.object({
  number: text,
  carrier: text.nullish(),
  /** What we, or the merchant, wrote beside it. */
  tag: maybe,
  track_info: Info.nullish(),
})
type Parcel = z.infer<typeof Parcel>

const Notice = z.object({ event: z.string(), data: z.unknown() })

const Fault = z.object({ code: z.number(), message: z.string().catch('') })

/** `code` 0: what was asked was done, as far as nothing is rejected. */
export const Reply = z.object({
  code: z.number(),
  data: z
    .object({
      accepted: z.array(z.unknown()).nullish(),
      rejected: z
        .array(z.object({ number: text.nullish(), error: Fault }).nullish().catch(null))
        .nullish(),
      errors: z.array(Fault).nullish(),
    })
    .nullish(),
})

// Tables --------------------------------------------------------------------------------------

/**
 * The nine statuses, their sub-statuses, and the milestones that an older version gives a scan instead.
 * The sub-status decides; one that is not here means what its status means. `Departure` and `Arrival`
 * are of a country's port; a scan of 17TRACK's does not always know, so they read as any facility's.
 * "Status" and "Sub-status" at https://asset.17track.net/api/document/v2.2_en/index.html (read 2026-11-24)
 */
const MEANING: Readonly<Record<string, Mapped>> = {
  NotFound: to('pending', 'not_found'),
  NotFound_Other: to('pending', 'not_found'),
  NotFound_InvalidCode: to('unknown', 'invalid_number'),
  InfoReceived: to('pending', 'info_received'),
  InTransit: to('in_transit'),
  InTransit_PickedUp: to('in_transit', 'picked_up'),
  InTransit_Other: to('in_transit'),
  InTransit_Departure: to('in_transit', 'departed_facility'),
  InTransit_Arrival: to('in_transit', 'arrived_facility'),
  InTransit_CustomsProcessing: to('in_transit', 'customs_processing'),
  InTransit_CustomsReleased: to('in_transit', 'customs_cleared'),
  InTransit_CustomsRequiringInformation: to('in_transit', 'customs_held'),
  Expired: to('expired'),
  Expired_Other: to('expired'),
  AvailableForPickup: to('awaiting_collection'),
  AvailableForPickup_Other: to('awaiting_collection'),
  OutForDelivery: to('out_for_delivery', 'on_vehicle'),
  OutForDelivery_Other: to('out_for_delivery', 'on_vehicle'),
  DeliveryFailure: to('delivery_attempted'),
  DeliveryFailure_Other: to('delivery_attempted'),
  DeliveryFailure_NoBody: to('delivery_attempted', 'no_one_home'),
  DeliveryFailure_Security: to('exception', 'customs_held'),
  DeliveryFailure_Rejected: to('exception', 'refused'),
  DeliveryFailure_InvalidAddress: to('exception', 'address_problem'),
  Delivered: to('delivered'),
  Delivered_Other: to('delivered'),
  Exception: to('exception'),
  Exception_Other: to('exception'),
  Exception_Returning: to('returning'),
  Exception_Returned: to('returned'),
  Exception_NoBody: to('exception'),
  Exception_Security: to('exception', 'customs_held'),
  Exception_Damage: to('exception', 'damaged'),
  Exception_Rejected: to('exception', 'refused'),
  Exception_Delayed: to('in_transit', 'delayed'),
  Exception_Lost: to('exception', 'lost'),
  Exception_Destroyed: to('exception', 'disposed'),
  Exception_Cancel: to('cancelled'),
  PickedUp: to('in_transit', 'picked_up'),
  Departure: to('in_transit', 'departed_facility'),
  Arrival: to('in_transit', 'arrived_facility'),
  Returning: to('returning'),
  Returned: to('returned'),
}

/** A scan that 17TRACK itself gives no meaning is no code to be missed in a table. */
const NAMELESS = to('unknown')

export const meaning = ({ code }: Pick<TrackingEvent, 'code'>): Mapped =>
  code === ''
    ? NAMELESS
    : (mappedBy(MEANING, code) ?? mappedBy(MEANING, code.split('_')[0]) ?? UNMAPPED)

/**
 * Its number for a carrier. DHL eCommerce and TNT have several, one a country: those it finds by itself.
 * https://res.17track.net/asset/carrier/info/apicarrier.all.json (a copy of 2025-08-17, read 2026-11-24)
 */
export const CODES: Partial<Readonly<Record<CarrierId, number>>> = {
  'australia-post': 1151,
  startrack: 100335,
  'nz-post': 14061,
  'dhl-express': 100001,
  fedex: 100003,
  ups: 100002,
  couriersplease: 100122,
  aramex: 100044,
  'team-global-express': 100872,
  'direct-freight': 101066,
  hunter: 100233,
  allied: 100623,
  usps: 21051,
  'royal-mail': 11031,
}

// Pure translation ----------------------------------------------------------------------------

const STOPPED = 'it has stopped watching this number, and will send no more news of it'

export function read(
  payload: unknown,
  receivedAt: number,
): Result<TrackingReport[], Unreadable | Refused> {
  const notice = Notice.safeParse(payload)
  if (notice.success) return readNotice(notice.data, receivedAt)
  const reply = Reply.safeParse(payload)
  if (reply.success) return readReply(reply.data, receivedAt)
  const parcel = Parcel.safeParse(payload)
  return parcel.success ? toReports(parcel.data, receivedAt) : err(unreadable(parcel.error))
}

function readNotice(
  { event, data }: z.infer<typeof Notice>,
  receivedAt: number,
): Result<TrackingReport[], Unreadable> {
  if (event !== 'TRACKING_UPDATED' && event !== 'TRACKING_STOPPED') return ok([])
  const parcel = Parcel.safeParse(data)
  if (!parcel.success) return err(unreadable(parcel.error))
  if (event === 'TRACKING_STOPPED') return toReports(parcel.data, receivedAt, STOPPED)
  if (parcel.data.track_info) return toReports(parcel.data, receivedAt)
  const message = 'track_info: is missing, as in webhooks of version 1: set version 2.2 at 17TRACK'
  return err({ kind: 'unreadable', message })
}

function readReply(
  { code, data }: z.infer<typeof Reply>,
  receivedAt: number,
): Result<TrackingReport[], Unreadable | Refused> {
  if (code !== 0) {
    return err({ kind: 'refused', message: wordsOf(data?.errors?.[0] ?? { code, message: '' }) })
  }
  const told = (data?.accepted ?? []).flatMap(each => Parcel.safeParse(each).data ?? [])
  const refused = (data?.rejected ?? []).flatMap(each =>
    each?.number ? { number: each.number, words: wordsOf(each.error) } : [],
  )
  const reports = [
    ...told.map(parcel => toReports(parcel, receivedAt)),
    ...refused.map(({ number, words }) => toReports({ number, tag: null }, receivedAt, words)),
  ]
  return ok(reports.flatMap(report => (report.ok ? report.value : [])))
}

const wordsOf = ({ code, message }: z.infer<typeof Fault>): string =>
  textOrNull(message) ?? `error ${code}`

function toReports(
  parcel: Parcel,
  receivedAt: number,
  failure?: string,
): Result<TrackingReport[], Unreadable> {
  const trackingNumber = cleanText(parcel.number, 80)
  if (!trackingNumber) return err({ kind: 'unreadable', message: 'number: is empty' })
  const info = parcel.track_info
  const providers = providersOf(info)
  const main = providers.find(({ provider }) => provider?.key === parcel.carrier) ?? providers[0]
  const events = info ? eventsOf(info, receivedAt) : []
  const isInvalid = events.some(({ substatus }) => substatus === 'invalid_number')
  const lookupFailed = failure ?? (isInvalid ? 'it takes this for no tracking number' : undefined)
  const report = reportOf({
    trackingNumber,
    carrier: main?.provider?.name,
    service: info?.misc_info?.service_type || main?.service_type,
    orderNumber: parcel.tag,
    events,
    eta: info ? etaOf(info, events, receivedAt) : null,
    lookupFailed: events.every(isUnknown) ? lookupFailed : undefined,
  })
  return ok([report])
}

const isUnknown = ({ status }: TrackingEvent): boolean => status === 'unknown'

/**
 * Every carrier's scans, and the status that 17TRACK draws from them where the newest does not say it. A
 * scan without any time would be a new one each time it is told: the status has to do for it.
 */
function eventsOf(info: Info, receivedAt: number): TrackingEvent[] {
  const providers = providersOf(info)
  const scans = providers.flatMap(({ provider, events }) =>
    (events ?? []).flatMap(scan => {
      const time = scan && timeOf(scan, homeOf(provider?.name))
      return time ? toEvent(scan, codeOf(scan), receivedAt, time) : []
    }),
  )
  const { latest_status: latest, latest_event } = info
  const code = cleanText(latest?.sub_status || latest?.status || '', 80)
  if (!code) return scans
  const newest = latest_event ?? NOTHING
  const words = newest.description || latest?.sub_status_descr
  const time = timeOf(newest, homeOf(providers.at(-1)?.provider?.name))
  const at = time ?? toldTimeOr(null, receivedAt)
  const current = toEvent({ ...newest, description: words }, code, receivedAt, at)
  const last = Math.max(...scans.map(({ occurredAt }) => occurredAt))
  const isTold = scans.some(scan => scan.occurredAt === last && says(scan, current))
  return isTold ? scans : [...scans, { ...current, snapshot: true }]
}

const NOTHING = Scan.parse({})

const codeOf = (scan: Scan): string => cleanText(scan.sub_status || scan.stage || '', 80)

const says = (scan: TrackingEvent, current: TrackingEvent): boolean =>
  scan.status === current.status &&
  (current.substatus === null || scan.substatus === current.substatus)

/** Whose clocks a scan without zone and place is read from. */
function homeOf(name: string | null | undefined): string {
  const id = name ? carrierNamed(name) : null
  return id ? CARRIERS[id].zone : 'UTC'
}

function toEvent(scan: Scan, code: string, receivedAt: number, time: ToldTime): TrackingEvent {
  const { address } = scan
  return eventOf({
    source: '17track',
    receivedAt,
    code,
    text: scan.description || code,
    mapped: meaning({ code }),
    time,
    location: placeOf({ ...placed(address), suburb: address?.city, text: scan.location }),
  })
}

const placed = (address: Address | null | undefined) => ({
  state: address?.state ?? null,
  postcode: address?.postal_code ?? null,
  country: address?.country ?? null,
})

/**
 * The first that tells its offset, else the first at all: `time_iso` is null, or written without one,
 * where the carrier told none. An offset that the carrier did not write is 17TRACK's guess, and midnight
 * where it wrote no hour is none.
 */
function timeOf(scan: Scan, home: string): ToldTime | null {
  const { time_iso, time_utc, time_raw: raw } = scan
  const zone = zoneOf(placed(scan.address), home)
  const offset = /^(?:Z|[+-]\d\d:?\d\d)$/i.test(raw?.timezone ?? '') ? raw?.timezone : ''
  const written = raw?.time ? `${raw.date}T${raw.time}${offset}` : raw?.date
  const times = [time_iso, time_utc, written].flatMap(each => toldTime(each, zone) ?? [])
  const told = times.find(time => time.zone === 'offset') ?? times[0]
  if (!told || !raw || raw.inOne) return told ?? null
  return {
    ...told,
    zone: raw.timezone ? told.zone : 'assumed',
    precision: raw.date && !raw.time ? 'day' : told.precision,
  }
}

/** No hour was told where it is midnight or the last minute. */
const isDay = (told: string): boolean => !/[T ](?!00:00|23:59)\d/.test(told)

/** A day, or a window where both hours were told; what lies before the first scan is a placeholder. */
function etaOf(info: Info, events: readonly TrackingEvent[], receivedAt: number): Eta | null {
  const told = info.time_metrics?.estimated_delivery_date
  const last = told?.to || told?.from
  if (!last) return null
  const zone = zoneOf(placed(info.shipping_info?.recipient_address), 'UTC')
  const until = toldTime(last, zone)?.occurredAt
  const from = toldTime(told?.from || last, zone)?.occurredAt
  if (until === undefined) return null
  const first = Math.min(...events.map(({ occurredAt }) => occurredAt))
  if (Number.isFinite(first) && until + (isDay(last) ? 86_400_000 : 0) <= first) return null
  const toldAt = syncedAt(info) ?? receivedAt
  if (isDay(last)) return { kind: 'day', on: last.slice(0, 10), toldAt }
  const isWindow = from !== undefined && from <= until && !isDay(told?.from || last)
  return { kind: 'window', from: isWindow ? from : until, to: until, toldAt }
}

/** When it last asked a carrier. */
function syncedAt(info: Info): number | null {
  const synced = providersOf(info).map(({ latest_sync_time }) => latest_sync_time)
  const times = [...synced, info.latest_event?.time_utc].flatMap(
    each => toldTime(each)?.occurredAt ?? [],
  )
  return times.length > 0 ? Math.max(...times) : null
}
