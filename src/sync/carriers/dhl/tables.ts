// What DHL's words mean. Three vocabularies: the five status codes of the Unified services, the checkpoint
// codes of Express, and the sentences of Express checkpoints, which the Unified services pass on without
// their codes.
import { type Mapped, mappedBy, type Status, to, UNMAPPED } from '../../../core/status.ts'
import type { TrackingEvent } from '../../../core/tracking.ts'

/**
 * All five of Unified. The code wins over the text: DHL's own sample pairs `pre-transit` with `DELIVERED`.
 * https://developer.dhl.com/api-reference/shipment-tracking (read 2026-11-24)
 */
const STATUS: Readonly<Record<string, Mapped>> = {
  'pre-transit': to('pending', 'info_received'),
  transit: to('in_transit'),
  delivered: to('delivered'),
  failure: to('exception'),
  unknown: to('unknown'),
}

/**
 * The checkpoints of DHL Express, all that are published: DHL's list of 61 as
 * github.com/jooorooo/omniship-dhl keeps it (src/data/tracking_event_codes.php, read 2026-11-24). The codes
 * and their names are DHL's; what they mean to a shopper is ours. `SD` is in no list: a shipper's notes on
 * its own replies of 2026-10 have it (dhl_codes_doc.py on GitHub, read 2026-11-29).
 */
const CHECKPOINT: Readonly<Record<string, Mapped>> = {
  AD: to('in_transit', 'rescheduled'), // agreed delivery
  AF: to('in_transit', 'arrived_facility'),
  AR: to('in_transit', 'at_delivery_depot'),
  BA: to('exception', 'address_problem'),
  BL: to('in_transit', 'customs_processing'), // bond location
  BN: to('in_transit', 'customs_processing'), // broker notified
  BR: to('in_transit', 'customs_cleared'), // broker release
  CA: to('delivery_attempted', 'business_closed'), // closed on arrival
  // "Awaiting cnee collection", in both copies of DHL's list; karrio takes it for a delay at customs.
  CC: to('awaiting_collection', 'at_depot'),
  CD: to('in_transit', 'customs_held'),
  CI: to('in_transit', 'arrived_facility'),
  CM: to('exception', 'address_problem'), // customer moved
  CR: to('in_transit', 'customs_cleared'),
  CS: to('unknown', 'info_only'), // closed shipment: their file, not the parcel
  CU: to('in_transit', 'departed_facility'), // confirm uplift
  DD: to('delivered', 'damaged'),
  DF: to('in_transit', 'departed_facility'),
  DI: to('unknown', 'info_only'), // duty invoice
  DM: to('exception', 'damaged'),
  DP: to('exception', 'rejected_by_carrier'), // denied parties
  DS: to('exception', 'disposed'),
  DUMMY_PU: to('pending', 'info_received'),
  ES: to('in_transit', 'customs_processing'), // entry submitted
  FD: to('in_transit', 'redirected'),
  HI: to('in_transit', 'on_hold'), // into held inventory
  HN: to('in_transit', 'handed_to_partner'),
  HO: to('in_transit'), // out of held inventory
  HP: to('exception', 'payment_required'),
  IA: to('unknown', 'info_only'), // image available
  IC: to('in_transit', 'customs_processing'),
  IR: to('in_transit', 'delayed'), // incorrect route
  LV: to('in_transit', 'departed_facility'),
  MC: to('in_transit', 'delayed'), // miscode
  MD: to('in_transit', 'delayed'),
  MS: to('in_transit', 'delayed'),
  NA: to('in_transit', 'delayed'), // not arrived
  ND: to('delivery_attempted'), // not delivered
  NH: to('delivery_attempted', 'no_one_home'),
  OH: to('in_transit', 'on_hold'),
  OK: to('delivered'),
  PD: to('delivered', 'partial'),
  PL: to('in_transit', 'arrived_facility'),
  PU: to('in_transit', 'picked_up'),
  PY: to('unknown', 'info_only'), // payment booked
  RD: to('exception', 'refused'),
  RR: to('in_transit', 'customs_processing'), // response received
  RT: to('returning'),
  RW: to('unknown', 'info_only'), // weighed
  SA: to('in_transit', 'accepted'),
  SC: to('unknown', 'info_only'), // service changed
  SD: to('pending', 'info_received'),
  SI: to('in_transit', 'on_hold'), // inspection
  SM: to('unknown', 'info_only'), // movement scheduled
  SS: to('in_transit', 'on_hold'),
  ST: to('in_transit', 'on_hold'), // intercepted
  TD: to('in_transit', 'delayed'),
  TI: to('unknown', 'info_only'), // trace opened
  TP: to('in_transit', 'handed_to_partner'),
  TR: to('in_transit', 'handed_to_partner'),
  TT: to('unknown', 'info_only'), // trace closed
  UD: to('in_transit', 'customs_held'),
  UV: to('in_transit', 'arrived_facility'),
  WC: to('out_for_delivery', 'on_vehicle'),
}

/**
 * Whether a code is a checkpoint of Express that says what the scan's status code says, and then says more.
 * The status code wins: it alone tells what is delivered, and what DHL has not got yet.
 */
export function refines(code: string, statusCode: string | null | undefined): boolean {
  const checkpoint = mappedBy(CHECKPOINT, code)
  const known = mappedBy(STATUS, statusCode)
  if (!checkpoint || !known) return checkpoint !== undefined
  const isSettled = known.status === 'delivered' || known.status === 'pending'
  return isSettled
    ? checkpoint.status === known.status
    : checkpoint.status !== 'delivered' && checkpoint.status !== 'pending'
}

type Words = readonly (readonly [words: RegExp, mapped: Mapped])[]

/** Handed to a shop or a locker is not yet delivered to anybody. */
const TO_A_SHOP: Words[number] = [
  /^delivered (?:to|at|in) .*(?:service ?point|locker|packstation|parcel ?shop|post office)/i,
  to('awaiting_collection', 'at_partner_store'),
]

const ATTEMPTS: Words = [
  [/not home|no response at/i, to('delivery_attempted', 'no_one_home')],
  [/delivery attempt|attempted delivery/i, to('delivery_attempted')],
]

const GOING_BACK: Words[number] = [
  /return(?:ed|ing)? to (?:the )?(?:shipper|sender)/i,
  to('returning'),
]

/**
 * Where in transit, by DHL's words; the first that fits. From the checkpoint sentences of dhl.com and from
 * replies in public code (read 2026-11-24). Unverified: the services outside Express word theirs freely.
 */
const TRANSIT_WORDS: Words = [
  TO_A_SHOP,
  [/shipper contacted|payment is received|closed shipment/i, to('unknown', 'info_only')],
  [
    /out for delivery|(?:out )?with (?:the )?(?:delivery )?courier|loaded (?:in|on)?to the .*(?:van|vehicle)/i,
    to('out_for_delivery', 'on_vehicle'),
  ],
  ...ATTEMPTS,
  [
    /(?:awaiting|ready for|available for) (?:collection|pick-?up|customer pick-?up)/i,
    to('awaiting_collection'),
  ],
  GOING_BACK,
  [
    /clearance (?:processing |process .*)?(?:has been )?complete|clear(?:ed|ance) (?:by |from )?customs|released by customs/i,
    to('in_transit', 'customs_cleared'),
  ],
  [/clearance delay|(?:held|delayed).* customs/i, to('in_transit', 'customs_held')],
  [/customs|clearance/i, to('in_transit', 'customs_processing')],
  [/on hold/i, to('in_transit', 'on_hold')],
  [/delay/i, to('in_transit', 'delayed')],
  [/forwarded for delivery/i, to('in_transit', 'redirected')],
  [
    /forwarded to (?:a )?third party|delivery arranged|transferred through/i,
    to('in_transit', 'handed_to_partner'),
  ],
  [/scheduled for delivery/i, to('in_transit', 'rescheduled')],
  [
    /arrived (?:at|in) (?:the )?(?:dhl )?delivery (?:facility|depot|base)/i,
    to('in_transit', 'at_delivery_depot'),
  ],
  [
    /arrived in (?:the )?(?:destination|receiving) country/i,
    to('in_transit', 'arrived_destination_country'),
  ],
  [/departed|has left/i, to('in_transit', 'departed_facility')],
  [/arrived|processed (?:at|in)/i, to('in_transit', 'arrived_facility')],
  [/^(?:the )?(?:shipment|parcel) (?:has been |was )?picked up/i, to('in_transit', 'picked_up')],
  [/shipment (?:has been )?accept/i, to('in_transit', 'accepted')],
  [/\bin transit\b/i, to('in_transit')],
]

/** In part, damaged, or at the wrong door: what is delivered all the same. */
const DELIVERED_WORDS: Words = [
  [/^partial(?:ly)? deliver/i, to('delivered', 'partial')],
  [/^delivered - damaged|^delivered damaged/i, to('delivered', 'damaged')],
  [/delivered to (?:the )?(?:original )?(?:shipper|sender)/i, to('returned')],
]

const FAILURE_WORDS: Words = [
  [/refused|not accepted/i, to('exception', 'refused')],
  [
    /available upon (?:receipt of )?payment|awaiting (?:for )?payment|held for payment/i,
    to('exception', 'payment_required'),
  ],
  [
    /recipient moved|address information|consignee information/i,
    to('exception', 'address_problem'),
  ],
]

/** Beside those of transit, for scans that carry no code at all: here the words alone speak. */
const BARE_WORDS: Words = [
  TO_A_SHOP,
  ...DELIVERED_WORDS,
  [/^delivered\b/i, to('delivered')],
  ...FAILURE_WORDS,
  [/shipment information received|has been announced/i, to('pending', 'info_received')],
]

/** What words may add to a status code; those that contradict it are in none of its lists. */
const KINDS: Partial<Readonly<Record<Status, Words>>> = {
  in_transit: TRANSIT_WORDS,
  delivered: DELIVERED_WORDS,
  exception: [
    GOING_BACK,
    ...ATTEMPTS,
    ...FAILURE_WORDS,
    [/\bdamaged?\b/i, to('exception', 'damaged')],
  ],
}

const saidBy = (words: Words, text: string): Mapped | undefined =>
  words.find(([pattern]) => pattern.test(text))?.[1]

/** The code of a scan that carries none: its words speak for it. */
export const NO_CODE = 'none'

/** By the code as it is stored: `transit`, `transit/42` with the division's own code, `WC` of Express, `none`. */
export function meaning({ code, text }: Pick<TrackingEvent, 'code' | 'text'>): Mapped {
  const checkpoint = mappedBy(CHECKPOINT, code)
  if (checkpoint) return checkpoint
  const [statusCode] = code.split('/')
  if (statusCode === NO_CODE) {
    return saidBy(BARE_WORDS, text) ?? saidBy(TRANSIT_WORDS, text) ?? UNMAPPED
  }
  const known = mappedBy(STATUS, statusCode)
  if (!known) return UNMAPPED
  return saidBy(KINDS[known.status] ?? [], text) ?? known
}
