// DoorDash Drive's webhooks: the event's name is the whole status, and the number is the one that the
// merchant gave the delivery. Same-day deliveries and DashLink parcels come by one address.
// https://developer.doordash.com/en-US/docs/drive/reference/webhooks and /webhooks_parcel (read 2026-11-24)
import * as z from 'zod'
import { err, ok } from '../../core/result.ts'
import { type Mapped, mappedBy, to, UNMAPPED } from '../../core/status.ts'
import { cleanText } from '../../core/text.ts'
import { toldTimeOr } from '../../core/told-time.ts'
import type { Eta, TrackingEvent, TrackingReport } from '../../core/tracking.ts'
import { unreadable } from '../hook.ts'
import { accepted, verifyToken } from '../verify.ts'
import type { Carrier } from './carrier.ts'
import { etaBetween, eventOf, placeOf, reportOf } from './told.ts'

// Settings ------------------------------------------------------------------------------------

const Settings = z.strictObject({})

// Wire shapes ---------------------------------------------------------------------------------

// The Dasher (name, telephone, vehicle, position) and the addresses are not read at all.
const number = z.union([z.string(), z.number()]).transform(String).pipe(z.string().trim().min(1))
/** Beside the point: of another shape than documented it is left out, and the news still read. */
const aside = z.string().nullish().catch(null)

const Notice = z.object({
  event_name: z.string().trim().min(1),
  external_delivery_id: number,
  created_at: aside,
  description: aside,
  cancellation_reason: aside,
  reason: aside,
  dropoff_time_estimated: aside,
  dropoff_verification_image_url: aside,
  dropoff_signature_image_url: aside,
  package_location: z.object({ city: aside, state: aside, zip_code: aside }).nullish().catch(null),
})
type Notice = z.infer<typeof Notice>

// Tables --------------------------------------------------------------------------------------

/** `event_name` in capitals: the reference writes some of them small. */
const EVENT: Readonly<Record<string, Mapped>> = {
  DELIVERY_CREATED: to('pending', 'info_received'),
  DASHER_CONFIRMED: to('pending', 'awaiting_pickup'),
  DASHER_ENROUTE_TO_PICKUP: to('pending', 'awaiting_pickup'),
  DASHER_CONFIRMED_PICKUP_ARRIVAL: to('pending', 'awaiting_pickup'),
  DASHER_PICKED_UP: to('out_for_delivery', 'picked_up'),
  DASHER_ENROUTE_TO_DROPOFF: to('out_for_delivery', 'on_vehicle'),
  DASHER_CONFIRMED_DROPOFF_ARRIVAL: to('out_for_delivery', 'arriving_soon'),
  DASHER_DROPPED_OFF: to('delivered'),
  DELIVERY_CANCELLED: to('cancelled'),
  DELIVERY_RETURN_INITIALIZED: to('returning'),
  DASHER_ENROUTE_TO_RETURN: to('returning'),
  DASHER_CONFIRMED_RETURN_ARRIVAL: to('returning'),
  DELIVERY_RETURNED: to('returned'),
  // Several deliveries on one trip, shopping for the shopper, tips: nothing of this parcel's journey.
  DELIVERY_BATCHED: to('unknown', 'info_only'),
  DASHER_COMPLETED_SHOPPING: to('unknown', 'info_only'),
  DASHER_COMPLETED_STAGING: to('unknown', 'info_only'),
  ITEM_SHOPPING_UPDATE: to('unknown', 'info_only'),
  // DashLink parcels, which pass through depots.
  PARCEL_LABELED: to('pending', 'label_created'),
  PARCEL_AWAITING: to('pending', 'awaiting_pickup'),
  PARCEL_ORIGIN_ARRIVED: to('pending', 'awaiting_pickup'),
  PARCEL_ORIGIN_PICKED_UP: to('in_transit', 'picked_up'),
  PARCEL_MID_MILE_ARRIVED: to('in_transit', 'arrived_facility'),
  PARCEL_MID_MILE_DEPARTED: to('in_transit', 'departed_facility'),
  PARCEL_SCANNED: to('in_transit', 'at_delivery_depot'),
  PARCEL_DELAYED: to('in_transit', 'delayed'),
  DASHER_ATTEMPTED_DELIVERY: to('delivery_attempted'),
  PARCEL_RECEIVED_TO_REDELIVER: to('in_transit', 'rescheduled'),
  // Unverified: the reference has it sent back from the depot, the sample's words have it returned. Going
  // back is true of both.
  PARCEL_RETURN_TO_MERCHANT: to('returning'),
}

/**
 * Why a delivery was cancelled, where that says more than the name. `failed_to_return` is the reference's.
 * Unverified: the rest, as DoorDash's SDK and others who integrated it know them; the field is
 * `cancellation_reason` there and `reason` in the reference, so both are read. Of every reason that is
 * not here the parcel never left, or nobody says so.
 */
const REASON: Readonly<Record<string, Mapped>> = {
  failed_to_return: to('exception', 'undeliverable'),
  failed_to_deliver: to('exception', 'undeliverable'),
  wrong_delivery_address: to('exception', 'address_problem'),
  package_needs_redelivery: to('exception', 'undeliverable'),
  package_lost_at_facility: to('exception', 'lost'),
}

/** By the code as it is stored: `DASHER_PICKED_UP`, `DELIVERY_CANCELLED/failed_to_return`. */
function meaning({ code }: Pick<TrackingEvent, 'code'>): Mapped {
  const [name, reason] = code.split('/')
  const known = mappedBy(EVENT, name)
  if (known?.status === 'cancelled') return mappedBy(REASON, reason) ?? known
  return known ?? UNMAPPED
}

/** Where the Dasher is, again and again, for the pin on a map. */
const isPing = (name: string): boolean => name.startsWith('DASHER_ENROUTE_')

// Pure translation ----------------------------------------------------------------------------

function toReport(notice: Notice, receivedAt: number): TrackingReport {
  const event = toEvent(notice, receivedAt)
  return reportOf({
    trackingNumber: notice.external_delivery_id,
    carrier: 'DoorDash',
    events: [event],
    eta: etaOf(notice, event),
  })
}

function toEvent(notice: Notice, receivedAt: number): TrackingEvent {
  const name = notice.event_name.toUpperCase()
  const reason = (notice.cancellation_reason || notice.reason)?.trim().toLowerCase() ?? ''
  const code = cleanText(name === 'DELIVERY_CANCELLED' && reason ? `${name}/${reason}` : name, 80)
  const mapped = meaning({ code })
  const place = notice.package_location
  return eventOf({
    source: 'doordash',
    receivedAt,
    code,
    text: notice.description || code.toLowerCase().replaceAll('_', ' ').replace('/', ', '),
    mapped,
    time: toldTimeOr(notice.created_at, receivedAt),
    // Nothing that DoorDash sends has an id. All pings of one leg are one event: the first.
    sourceEventId: isPing(name) ? `${notice.external_delivery_id}/${name}` : null,
    location: placeOf(
      place && { suburb: place.city, state: place.state, postcode: place.zip_code },
    ),
    proofUrl: mapped.status === 'delivered' ? proofOf(notice) : null,
  })
}

const proofOf = (notice: Notice): string | null =>
  notice.dropoff_verification_image_url || notice.dropoff_signature_image_url || null

const ON_ITS_WAY = new Set(['pending', 'in_transit', 'out_for_delivery'])

/** One that lies before its telling is a leftover; a ping's would be written with every ping. */
function etaOf(notice: Notice, { code, status, occurredAt: toldAt }: TrackingEvent): Eta | null {
  if (!ON_ITS_WAY.has(status) || isPing(code)) return null
  const eta = etaBetween(null, notice.dropoff_time_estimated, 'UTC', toldAt)
  return eta?.kind === 'window' && eta.to < toldAt ? null : eta
}

// Calls ---------------------------------------------------------------------------------------

const basic = (userAndPassword: string): string =>
  `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(userAndPassword)))}`

export const doordash: Carrier<z.infer<typeof Settings>> = {
  name: 'DoorDash Drive',
  namesCouriers: true,
  serves: ['doordash-drive'],
  settings: Settings,
  secrets: {
    webhookPassword: {
      about:
        'user:password, which DoorDash repeats with each webhook; both made up by you (Developer Portal › Webhooks)',
      required: true,
    },
  },

  // Basic, and nothing over the body: whoever knows the password can post in DoorDash's name.
  async verify(hook, { secrets }) {
    const known = accepted(secrets, 'webhookPassword').map(basic)
    return verifyToken(hook.headers.get('authorization'), known)
  },

  meaning,

  read(payload, receivedAt) {
    const notice = Notice.safeParse(payload)
    if (!notice.success) return err(unreadable(notice.error))
    const report = toReport(notice.data, receivedAt)
    if (!report.trackingNumber)
      return err({ kind: 'unreadable', message: 'external_delivery_id: is empty' })
    return ok([report])
  },
}
