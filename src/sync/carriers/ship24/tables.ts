// What Ship24's words mean here: the twenty codes of scans, and the eight milestones that a parcel has
// reached, which every scan tells.
import type { CarrierId } from '../../../core/carriers.ts'
import { type Mapped, mappedBy, to, UNMAPPED } from '../../../core/status.ts'
import type { TrackingEvent } from '../../../core/tracking.ts'

/** All but two of the twenty. https://docs.ship24.com/status/ (read 2026-11-24) */
const CODE: Readonly<Record<string, Mapped>> = {
  data_order_created: to('pending', 'label_created'),
  data_order_cancelled: to('cancelled'),
  transit_handover: to('in_transit', 'picked_up'),
  transit_origin_country_departure: to('in_transit', 'departed_facility'),
  destination_arrival: to('in_transit', 'arrived_destination_country'),
  customs_received: to('in_transit', 'customs_processing'),
  customs_cleared: to('in_transit', 'customs_cleared'),
  customs_exception: to('in_transit', 'customs_held'),
  customs_rejected: to('exception', 'customs_held'),
  delivery_available_for_pickup: to('awaiting_collection'),
  delivery_out_for_delivery: to('out_for_delivery', 'on_vehicle'),
  delivery_attempted: to('delivery_attempted'),
  delivery_exception: to('exception'),
  delivery_refused: to('exception', 'refused'),
  delivery_delivered: to('delivered'),
  exception_return: to('returning'),
  exception_lost: to('exception', 'lost'),
  exception_discarded: to('exception', 'disposed'),
}

/** All eight, of the same page: where the parcel stands after the scan, for scans whose code says nothing. */
const MILESTONE: Readonly<Record<string, Mapped>> = {
  pending: to('pending'),
  info_received: to('pending', 'info_received'),
  in_transit: to('in_transit'),
  out_for_delivery: to('out_for_delivery', 'on_vehicle'),
  failed_attempt: to('delivery_attempted'),
  available_for_pickup: to('awaiting_collection'),
  delivered: to('delivered'),
  exception: to('exception'),
}

/**
 * The other two: that the recipient may choose, or did choose, how to get it. Nothing moves by that; until
 * the parcel goes out it stands where its milestone says.
 */
const CHOICE = new Set(['data_delivery_proposed', 'data_delivery_decided'])
const BEFORE_DELIVERY = new Set(['pending', 'info_received', 'in_transit'])

/**
 * Scans that are of no weight have no code, and the milestone that the parcel had before: a remark the day after
 * a missed delivery is no other visit, and one on the way back no problem. https://docs.ship24.com/status (read
 * 2026-11-29)
 */
const NEEDS_A_CODE = new Set(['out_for_delivery', 'failed_attempt', 'exception'])

/** A proof of delivery tells nothing of where the parcel is. */
export const PROOF = 'tracking/pod'

const INFO_ONLY = to('unknown', 'info_only')

/**
 * By the code as it is stored: `milestone/code` of a scan, whose code is its own and whose milestone is the
 * parcel's; `milestone` alone where the parcel has no scan.
 */
export function meaning({ code }: Pick<TrackingEvent, 'code'>): Mapped {
  if (code === PROOF) return INFO_ONLY
  const [milestone = '', own] = code.split('/')
  if (own === '' && NEEDS_A_CODE.has(milestone)) return INFO_ONLY
  if (own !== undefined && CHOICE.has(own) && !BEFORE_DELIVERY.has(milestone)) return INFO_ONLY
  return mappedBy(CODE, own) ?? mappedBy(MILESTONE, milestone) ?? UNMAPPED
}

/** When a parcel came to its milestone, as `statistics.timestamps` calls it. */
export const REACHED: Readonly<Record<string, string>> = {
  info_received: 'infoReceivedDatetime',
  in_transit: 'inTransitDatetime',
  out_for_delivery: 'outForDeliveryDatetime',
  failed_attempt: 'failedAttemptDatetime',
  available_for_pickup: 'availableForPickupDatetime',
  delivered: 'deliveredDatetime',
  exception: 'exceptionDatetime',
}

/**
 * Courier codes are listed behind an API key only (GET /couriers); of ours just this one is in the public
 * documents. Without one Ship24 finds the courier out itself.
 */
export const COURIER: Readonly<Partial<Record<CarrierId, string>>> = { usps: 'us-post' }
