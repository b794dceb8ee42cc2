// ShipEngine's codes and what each means for a shopper; and what it calls the carriers.
// https://github.com/ShipEngine/shipengine-openapi openapi.yaml (read 2026-11-24)
import type { CarrierId } from '../../../core/carriers.ts'
import { type Mapped, mappedBy, to, UNMAPPED } from '../../../core/status.ts'
import type { TrackingEvent } from '../../../core/tracking.ts'

/**
 * SP is delivered to a collection point, which is not delivered; NY: the carrier has not seen it yet. AC is
 * told of a label that was just made (“A shipping label has been prepared for your item” is `AC` in
 * ShipEngine's own sample) and of a parcel that was handed over alike: only a detail says that it left.
 * https://help.shipengine.com/hc/en-us/articles/360055719474-Tracking-Webhooks (read 2026-11-29)
 */
const STATUS: Readonly<Record<string, Mapped>> = {
  UN: to('unknown'),
  NY: to('pending', 'not_found'),
  AC: to('pending', 'info_received'),
  IT: to('in_transit'),
  DE: to('delivered'),
  SP: to('awaiting_collection'),
  AT: to('delivery_attempted'),
  EX: to('exception'),
}

/**
 * All 75 of `status_detail_code` in openapi.yaml, which has a sentence on each. Some say that the parcel
 * “will be returned” (refused, moved, not collected): it is on its way back when a scan says so.
 */
const DETAIL: Readonly<Record<string, Mapped>> = {
  CARRIER_STATUS_NOT_MAPPED: to('unknown'),
  SHIPMENT_CREATED: to('pending', 'label_created'),
  AWAITING_PICKUP_DROP_OFF: to('pending', 'awaiting_pickup'),
  ELEC_ADVICE_RECD_BY_CARRIER: to('pending', 'info_received'),
  NOT_YET_RECEIVED_BY_CARRIER: to('pending', 'awaiting_pickup'),
  PICKUP_FAILED: to('pending', 'pickup_failed'),
  DROPPED_OFF: to('in_transit', 'accepted'),
  PICKED_UP: to('in_transit', 'picked_up'),
  RECEIVED_BY_CARRIER: to('in_transit', 'accepted'),
  RECD_BY_CARRIER_NO_ELEC_ADVICE: to('in_transit', 'accepted'),
  HUB_SCAN_IN: to('in_transit', 'arrived_facility'),
  HUB_SCAN_OUT: to('in_transit', 'departed_facility'),
  HUB_PROCESSING: to('in_transit', 'arrived_facility'),
  IN_TRANSIT: to('in_transit'),
  RECEIVED_LOCAL_DELIVERY_DEPOT: to('in_transit', 'at_delivery_depot'),
  SUB_CONTRACTOR_RECEIVED: to('in_transit', 'handed_to_partner'),
  SUB_CONTRACTOR_EVENT: to('in_transit', 'handed_to_partner'),
  CUSTOMS_PROCESSING: to('in_transit', 'customs_processing'),
  CUSTOMS_CLEARED: to('in_transit', 'customs_cleared'),
  HELD_BY_CUSTOMS: to('in_transit', 'customs_held'),
  HELD_BY_CARRIER_FOR_CLEARANCE_PRE_PROCESSING: to('in_transit', 'customs_held'),
  PARCEL_REDIRECTED: to('in_transit', 'redirected'),
  PARCEL_REDIRECTED_BY_CARRIER: to('in_transit', 'redirected'),
  PARCEL_REPACKED: to('in_transit'),
  DELIVERY_SCHEDULED: to('in_transit'),
  DELIVERY_RESCHEDULED: to('in_transit', 'rescheduled'),
  DELIVERY_ARRANGED_WITH_RECIPIENT: to('in_transit', 'rescheduled'),
  CARRIER_DELAYS: to('in_transit', 'delayed'),
  DELAYED_NOT_CARRIER: to('in_transit', 'delayed'),
  MISROUTED: to('in_transit', 'delayed'),
  HELD_BY_CARRIER: to('in_transit', 'on_hold'),
  OUT_FOR_DELIVERY: to('out_for_delivery', 'on_vehicle'),
  ATTEMPTED_DELIVERY: to('delivery_attempted'),
  ATTEMPTED_DELIVERY_FINAL: to('delivery_attempted', 'final'),
  CUSTOMER_CARDED: to('delivery_attempted', 'carded'),
  NO_ACCESS_TO_RECIPIENTS_ADDRESS: to('delivery_attempted', 'no_access'),
  CUSTOMER_IDENTIFICATION_FAILED: to('delivery_attempted', 'id_failed'),
  AWAITING_COLLECTION_FROM_PICKUP_POINT: to('awaiting_collection', 'at_partner_store'),
  COLLECT_AT_LOCAL_PO: to('awaiting_collection', 'at_post_office'),
  CUSTOMER_TO_COLLECT_FROM_CARRIER: to('awaiting_collection', 'at_depot'),
  DELIVERED_TO_PICKUP_POINT: to('awaiting_collection', 'at_partner_store'),
  NOT_COLLECTED_FROM_PICKUP_POINT: to('awaiting_collection', 'pickup_missed'),
  PARCEL_COLLECTED_FROM_PICKUP_POINT: to('delivered', 'collected'),
  DELIVERED: to('delivered'),
  DELIVERED_SPECIFIED_SAFE_PLACE: to('delivered', 'safe_place'),
  DELIVERED_TO_NEIGHBOUR: to('delivered', 'neighbour'),
  DELIVERED_TO_RECEPTION: to('delivered', 'reception'),
  DELIVERED_TO_PO_BOX: to('delivered', 'po_box'),
  DELIVERED_TO_ALTERNATIVE_DELIVERY_LOCATION: to('delivered', 'alternative_location'),
  DELIVERED_IN_PART: to('delivered', 'partial'),
  DELIVERED_DAMAGED: to('delivered', 'damaged'),
  PROOF_OF_DELIVERY: to('delivered'),
  ADDRESS_QUERY: to('exception', 'address_problem'),
  CUSTOMER_MOVED: to('exception', 'address_problem'),
  PARCEL_DAMAGED: to('exception', 'damaged'),
  PARCEL_LOST: to('exception', 'lost'),
  PARCEL_DISPOSED: to('exception', 'disposed'),
  REFUSED_BY_CUSTOMER: to('exception', 'refused'),
  COD_AMOUNT_NOT_PAID: to('exception', 'payment_required'),
  DUTY_NOT_PAID: to('exception', 'payment_required'),
  NOT_DELIVERED: to('exception', 'undeliverable'),
  NOT_DELIVERED_ADDRESSEE_DECEASED: to('exception', 'undeliverable'),
  PARCEL_OUTSIDE_OF_SERVICE_CAPABILITY: to('exception', 'rejected_by_carrier'),
  HAZARDOUS_PROHIBITED: to('exception', 'rejected_by_carrier'),
  INCORRECT_DECLARATION: to('exception', 'documents_missing'),
  UNSPECIFIED_EXCEPTION: to('exception'),
  RETURN_TO_SENDER: to('returning'),
  UNDELIVERABLE_RETURNED_TO_SENDER: to('returned'),
  CANCELLED: to('cancelled'),
  TRACKING_EXPIRED: to('expired'),
  INFORMATION: to('unknown', 'info_only'),
  PARCEL_UPDATE_NOTIFICATION: to('unknown', 'info_only'),
  PARCEL_OVER_LABELLED: to('unknown', 'info_only'),
  COD_AMOUNT_PAID: to('unknown', 'info_only'),
  POST_TRANSIT_STATUS: to('unknown', 'info_only'),
}

/** Names of an earlier specification, which ShipStation's V2 had and older payloads have. */
const EARLIER: Readonly<Record<string, Mapped>> = {
  AWAITING_ELECTRONIC_ADVICE: to('pending', 'label_created'),
  AWAITING_DESPATCH: to('pending', 'awaiting_pickup'),
  COLLECTION_REQUESTED: to('pending', 'awaiting_pickup'),
  COLLECTION_FAILED: to('pending', 'pickup_failed'),
  COLLECTION_MADE: to('in_transit', 'picked_up'),
  DESPATCHED: to('in_transit', 'accepted'),
  HELD_BY_EXPORT_CUSTOMS: to('in_transit', 'customs_held'),
  HELD_BY_IMPORT_CUSTOMS: to('in_transit', 'customs_held'),
  MISSORTED: to('in_transit', 'delayed'),
  ROUTING_ERROR: to('in_transit', 'delayed'),
  ATTEMPTED_DELIVERY_2ND: to('delivery_attempted'),
  ATTEMPTED_DELIVERY_3RD: to('delivery_attempted'),
  DELIVERED_TO_LOCKER_COLLECTION_POINT: to('awaiting_collection'),
  INVALID_METHOD_OF_PAYMENT: to('exception', 'payment_required'),
  CANCELLED_BEFORE_DESPATCH: to('cancelled'),
  PARCEL_UPDATE_NOTIFICATION_VIA_EMAIL: to('unknown', 'info_only'),
  PARCEL_UPDATE_NOTIFICATION_VIA_SMS: to('unknown', 'info_only'),
}

/** How ShipEngine words a status; see `ownStatus`. */
export const WORDS: Readonly<Record<string, string>> = {
  'in transit': 'IT',
  delivered: 'DE',
  accepted: 'AC',
  exception: 'EX',
  'delivery attempt': 'AT',
  'not yet in system': 'NY',
}

/**
 * What ShipEngine calls our carriers: `carrier_name` and the codes of openapi.yaml. Unverified for
 * the others, so that the merchant names them (`carrierNames`).
 */
export const CODES: Partial<Readonly<Record<CarrierId, string>>> = {
  'australia-post': 'australia_post',
  'dhl-express': 'dhl_express_australia',
  'dhl-ecommerce': 'dhl_ecommerce',
  fedex: 'fedex',
  'royal-mail': 'royal_mail',
  ups: 'ups',
  usps: 'stamps_com',
}

/** By `IT/HUB_SCAN_IN`: the detail decides, the status speaks where there is none that we know. */
export function meaning({ code }: Pick<TrackingEvent, 'code'>): Mapped {
  if (code.startsWith('?')) return UNMAPPED // a carrier's own code, which may look like any of ours
  const [status, detail] = code.split('/')
  return (
    mappedBy(DETAIL, detail) ?? mappedBy(EARLIER, detail) ?? mappedBy(STATUS, status) ?? UNMAPPED
  )
}
