// What FedEx's codes mean. The event's own type decides; the status that FedEx derives from it counts
// where the type is in no table (a van derives to "in transit"). Of an exception the reason decides.
// Tracking Status Codes: https://developer.fedex.com/api/en-us/guides/api-reference.html; those of the
// webhook: …/catalog/shipment-visibility-webhook/docs/aiv-reason-codes.html (both read 2026-11-24)
import { type Mapped, mappedBy, to, UNMAPPED } from '../../../core/status.ts'
import type { TrackingEvent } from '../../../core/tracking.ts'

/** Not a movement: an estimate, a request, a label sent by mail. */
const NEWS = to('unknown', 'info_only')

/** All of both lists, and four of older replies (FD to HA, PY). */
const EVENT: Readonly<Record<string, Mapped>> = {
  AA: to('in_transit', 'arrived_facility'), // at an airport
  AC: to('in_transit', 'handed_to_partner'), // at Canada Post
  AD: to('in_transit', 'at_delivery_depot'), // "at delivery": of freight, not yet delivered
  AE: NEWS, // arriving early
  AF: to('in_transit', 'at_delivery_depot'),
  AO: NEWS, // arriving on time
  AP: to('in_transit', 'picked_up'), // at pickup
  AR: to('in_transit', 'arrived_facility'),
  AS: to('in_transit', 'instructions_changed'), // address corrected
  AX: to('in_transit', 'handed_to_partner'), // at USPS
  BR: to('in_transit', 'customs_processing'), // with a broker
  CA: to('cancelled'),
  CC: to('in_transit', 'customs_cleared'),
  CD: to('in_transit', 'customs_held'),
  CH: to('in_transit'), // location changed
  CP: to('in_transit', 'customs_processing'),
  CU: to('in_transit', 'customs_processing'), // with customs
  DD: to('in_transit', 'delayed'),
  // By its reason, see below. Of one that nobody knows FedEx's own word for an exception holds, "temporarily
  // delayed while in transit" (as merchants' help pages quote it, read 2026-11-29): it may not have been a visit.
  DE: to('in_transit', 'delayed'),
  DL: to('delivered'),
  DO: to('in_transit', 'accepted'), // dropped off
  DP: to('in_transit', 'departed_facility'),
  DR: NEWS, // vehicle not used
  DS: to('pending', 'awaiting_pickup'), // vehicle on its way to the sender
  DY: to('in_transit', 'delayed'),
  EA: to('in_transit'), // export approved, or on the way to an airport
  ED: to('out_for_delivery', 'on_vehicle'),
  EO: to('in_transit'),
  EP: to('pending', 'info_received'), // on the way to pickup
  FD: to('in_transit', 'at_delivery_depot'),
  HA: to('in_transit', 'on_hold'), // a hold was accepted; the parcel is not there yet
  HL: to('awaiting_collection', 'at_partner_store'),
  HP: to('awaiting_collection', 'at_partner_store'),
  IN: to('pending', 'info_received'),
  IP: to('in_transit', 'accepted'), // in FedEx's possession
  IT: to('in_transit'),
  IX: to('in_transit'),
  LC: NEWS, // return labels
  LO: to('in_transit', 'departed_facility'),
  LP: NEWS,
  MD: to('pending', 'info_received'), // manifest data
  OC: to('pending', 'label_created'),
  OD: to('out_for_delivery', 'on_vehicle'),
  OF: to('in_transit', 'arrived_facility'), // at the origin
  OW: to('in_transit'), // on the way
  OX: to('pending', 'info_received'), // told to USPS
  PD: to('pending', 'pickup_failed'), // pickup delayed
  PF: to('in_transit', 'departed_facility'), // in the air
  PL: to('in_transit', 'arrived_facility'), // landed
  PM: to('in_transit'),
  PR: to('in_transit', 'redirected'),
  PU: to('in_transit', 'picked_up'),
  PX: to('in_transit', 'picked_up'),
  PY: to('in_transit', 'delayed'),
  RA: NEWS, // address change requested
  RC: NEWS, // delivery options: cancelled, changed, requested
  RD: NEWS,
  RG: NEWS,
  RL: to('in_transit', 'delayed'),
  RM: NEWS,
  RP: NEWS,
  RR: NEWS,
  RS: to('returning'),
  RT: to('returning'),
  SE: to('exception'), // by its reason
  SF: to('in_transit', 'arrived_facility'), // sorting
  SP: NEWS, // pieces of several states
  TP: to('in_transit', 'handed_to_partner'),
  TR: to('in_transit', 'handed_to_partner'),
  US: NEWS, // scheduled delivery updated
}

/**
 * Codes of which FedEx's own lists say two things; the words of the event decide. IN is "initiated" and
 * "On Demand Care completed", DO "dropped off" and, in older lists, "delivered at original destination".
 */
const TWOFOLD: Readonly<Record<string, readonly [words: RegExp, mapped: Mapped]>> = {
  IN: [/\bcare\b/i, NEWS],
  DO: [/^delivered/i, to('delivered')],
}

/**
 * What happened, in FedEx's English. Before the numbers: Express counts 07 and Ground 007, and they are
 * different things (refused; nobody there). First match.
 */
const WORDS: readonly (readonly [words: RegExp, mapped: Mapped])[] = [
  [/not attempted|restriction/i, to('in_transit', 'delayed')],
  [/refused/i, to('exception', 'refused')],
  [
    /not available|business closed|recipient not in\b|no one/i,
    to('delivery_attempted', 'no_one_home'),
  ],
  [/\b(?:no|gain|without) access\b|inaccessible/i, to('delivery_attempted', 'no_access')],
  [
    /\b(?:delivery|was) attempted|attempted delivery|door ?tag|left a (?:note|notice)\b/i,
    to('delivery_attempted'),
  ],
  [/unable to collect payment|payment (?:is )?required/i, to('exception', 'payment_required')],
  [/return(?:ed|ing)? (?:the package |package )?to (?:shipper|sender)/i, to('returning')],
  [
    /\b(?:incorrect|incomplete|missing|wrong|bad)\b.*\baddress|unable to locate/i,
    to('exception', 'address_problem'),
  ],
  [/recipient (?:has )?moved/i, to('exception', 'address_problem')],
  [/damage/i, to('exception', 'damaged')],
  [/available for pickup|ready for (?:recipient )?pickup/i, to('awaiting_collection')],
  [/redirected|re-?routed?\b/i, to('in_transit', 'redirected')],
  [/(?:change|future|requested).*(?:date|delivery)|appointment/i, to('in_transit', 'rescheduled')],
  [/clearance|customs|importer|regulatory|paperwork/i, to('in_transit', 'customs_held')],
  [
    /weather|holiday|disaster|\blate\b|delay|after courier dispatch|wrong route|missort/i,
    to('in_transit', 'delayed'),
  ],
  [/unable to deliver/i, to('exception', 'undeliverable')],
  [/\b(?:held|holding|on hold)\b/i, to('in_transit', 'on_hold')],
]

/**
 * Reason codes seen in FedEx's samples and live replies, with the words that came with them.
 * Unverified: A52 and A25 are from samples that say no more than the code.
 */
const REASON: Readonly<Record<string, Mapped>> = {
  '03': to('exception', 'address_problem'), // incorrect address
  '07': to('exception', 'refused'), // Express
  '007': to('delivery_attempted', 'no_one_home'), // Ground
  '08': to('delivery_attempted', 'no_one_home'),
  '12': to('in_transit', 'delayed'), // sorted to the wrong route
  '14': to('returning'), // unable to deliver, returned to shipper
  '15': to('delivery_attempted', 'no_one_home'),
  '015A': to('awaiting_collection', 'at_partner_store'),
  '17': to('in_transit', 'rescheduled'), // a change of the day was asked for
  '31': to('in_transit', 'delayed'), // arrived after the courier left
  '71': to('in_transit', 'customs_processing'), // available for clearance
  '083': to('in_transit', 'delayed'), // local restriction, not attempted
  '84': to('in_transit', 'delayed'),
  '93': to('exception', 'payment_required'),
  '099': to('exception', 'undeliverable'),
  A25: to('in_transit', 'delayed'),
  A47: to('in_transit', 'redirected'), // to a FedEx location nearby
  A52: to('in_transit', 'delayed'),
}

const BY_REASON = new Set(['DE', 'SE'])

/** `event type/derived status/reason`: `DE/DE/08`. */
export const codeOf = (
  ...parts: readonly [type: string, derived: string, reason: string]
): string =>
  parts
    .map(part => part.trim())
    .join('/')
    .replace(/\/+$/, '')

export function meaning({ code: told, text }: Pick<TrackingEvent, 'code' | 'text'>): Mapped {
  const [type = '', derived = '', reason = ''] = told.split('/')
  const code = Object.hasOwn(EVENT, type) ? type : derived
  if (BY_REASON.has(code)) {
    const said = WORDS.find(([words]) => words.test(text))?.[1]
    return said ?? mappedBy(REASON, reason) ?? mappedBy(EVENT, code) ?? UNMAPPED
  }
  const twofold = Object.hasOwn(TWOFOLD, code) ? TWOFOLD[code] : undefined
  if (twofold?.[0].test(text)) return twofold[1]
  return mappedBy(EVENT, code) ?? UNMAPPED
}
