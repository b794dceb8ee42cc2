// What AfterShip's words mean here, and what it calls the carriers and countries that we know.
// Its lists are open: a subtag that is in no table is as much as its tag says.
import type { CarrierId } from '../../../core/carriers.ts'
import { type Mapped, mappedBy, to, UNMAPPED } from '../../../core/status.ts'
import type { TrackingEvent } from '../../../core/tracking.ts'

/** https://www.aftership.com/docs/tracking/enum/delivery-statuses (read 2026-11-24) */
const TAG: Readonly<Record<string, Mapped>> = {
  Pending: to('pending', 'not_found'),
  InfoReceived: to('pending', 'info_received'),
  InTransit: to('in_transit'),
  OutForDelivery: to('out_for_delivery', 'on_vehicle'),
  AttemptFail: to('delivery_attempted'),
  Delivered: to('delivered'),
  AvailableForPickup: to('awaiting_collection'),
  Exception: to('exception'),
  Expired: to('expired'),
}

/**
 * https://www.aftership.com/docs/tracking/2026-07/enum/delivery-sub-statuses and
 * https://tracking-helpcenter.aftership.com/en/article/learn-about-delivery-sub-status-1b0hdlx
 * (both read 2026-11-24). Exception_014, Exception_015 and InTransit_010 are in no list.
 * Unverified: InTransit_011 to _013 are listed, their meanings were not to be had: the tag speaks for
 * them.
 */
const SUBTAG: Readonly<Record<string, Mapped>> = {
  Delivered_001: to('delivered'),
  Delivered_002: to('delivered', 'collected'),
  Delivered_003: to('delivered', 'signed'),
  Delivered_004: to('delivered', 'cod_collected'),
  Delivered_005: to('delivered', 'neighbour'),
  AvailableForPickup_001: to('awaiting_collection'),
  Exception_001: to('exception'),
  Exception_002: to('exception', 'address_problem'), // the recipient moved
  Exception_003: to('exception', 'refused'),
  Exception_004: to('in_transit', 'customs_held'),
  Exception_005: to('in_transit', 'delayed'),
  Exception_006: to('exception', 'payment_required'),
  Exception_007: to('exception', 'address_problem'),
  Exception_008: to('awaiting_collection', 'pickup_missed'),
  Exception_009: to('exception', 'rejected_by_carrier'),
  Exception_010: to('returning'),
  Exception_011: to('returned'),
  Exception_012: to('exception', 'damaged'),
  Exception_013: to('exception', 'lost'),
  Exception_016: to('in_transit', 'delayed'), // in the carrier's network
  Exception_017: to('in_transit', 'delayed'), // weather
  Exception_018: to('exception', 'documents_missing'),
  Exception_019: to('in_transit', 'delayed'), // flight
  Exception_020: to('cancelled'),
  Exception_021: to('exception', 'disposed'),
  AttemptFail_001: to('delivery_attempted'),
  AttemptFail_002: to('delivery_attempted', 'no_one_home'),
  AttemptFail_003: to('delivery_attempted', 'business_closed'),
  InTransit_001: to('in_transit'),
  InTransit_002: to('in_transit', 'accepted'),
  InTransit_003: to('in_transit', 'arrived_facility'),
  InTransit_004: to('in_transit', 'arrived_destination_country'),
  InTransit_005: to('in_transit', 'customs_cleared'),
  InTransit_006: to('in_transit', 'customs_processing'),
  InTransit_007: to('in_transit', 'departed_facility'),
  InTransit_008: to('in_transit'), // a problem is solved
  InTransit_009: to('in_transit', 'redirected'),
  InfoReceived_001: to('pending', 'info_received'),
  OutForDelivery_001: to('out_for_delivery', 'on_vehicle'),
  OutForDelivery_002: to('awaiting_collection'), // until 2021, then AvailableForPickup_001
  OutForDelivery_003: to('out_for_delivery', 'arriving_soon'), // the recipient was rung up
  OutForDelivery_004: to('in_transit', 'rescheduled'), // an appointment was made: no van yet
  Pending_001: to('pending', 'not_found'),
  Expired_001: to('expired'),
}

/** By the code as it is stored, `Exception/Exception_010`: the subtag decides, else the tag. */
export function meaning({ code }: Pick<TrackingEvent, 'code'>): Mapped {
  const [tag, subtag] = code.split('/')
  return (
    mappedBy(SUBTAG, subtag) ??
    mappedBy(TAG, tag) ??
    mappedBy(TAG, subtag?.replace(/_\d+$/, '')) ??
    UNMAPPED
  )
}

/**
 * What AfterShip calls the carriers we know. A carrier that is not here is left to its own detection, and so
 * is one whose slug it refuses. https://www.aftership.com/docs/tracking/enum/slug-groups (read 2026-11-24).
 * Unverified: of the Australian ones only an older public copy of the list was to be had.
 */
export const SLUG: Readonly<Partial<Record<CarrierId, string>>> = {
  'australia-post': 'australia-post',
  startrack: 'star-track',
  'nz-post': 'new-zealand-post',
  'dhl-express': 'dhl',
  fedex: 'fedex',
  tnt: 'tnt-au',
  ups: 'ups',
  couriersplease: 'couriers-please',
  aramex: 'fastway-au',
  usps: 'usps',
  'royal-mail': 'royal-mail',
}

/** AfterShip writes countries in three letters. */
export const ALPHA3: Readonly<Record<string, string>> = {
  AE: 'ARE',
  AT: 'AUT',
  AU: 'AUS',
  BE: 'BEL',
  CA: 'CAN',
  CH: 'CHE',
  CN: 'CHN',
  DE: 'DEU',
  DK: 'DNK',
  ES: 'ESP',
  FI: 'FIN',
  FJ: 'FJI',
  FR: 'FRA',
  GB: 'GBR',
  HK: 'HKG',
  ID: 'IDN',
  IE: 'IRL',
  IN: 'IND',
  IT: 'ITA',
  JP: 'JPN',
  KR: 'KOR',
  MY: 'MYS',
  NC: 'NCL',
  NL: 'NLD',
  NO: 'NOR',
  NZ: 'NZL',
  PG: 'PNG',
  PH: 'PHL',
  PL: 'POL',
  PT: 'PRT',
  SE: 'SWE',
  SG: 'SGP',
  TH: 'THA',
  TW: 'TWN',
  US: 'USA',
  VN: 'VNM',
  VU: 'VUT',
  ZA: 'ZAF',
}

export const ALPHA2: ReadonlyMap<string, string> = new Map(
  Object.entries(ALPHA3).map(([two, three]) => [three, two]),
)
