// What Australia Post and StarTrack write, and what it means. Scans are free text without codes, and no
// list of them is published: the table below holds what is known, and a text that is in no row stays
// unknown. To grow it, add the beginning of the text as it was written; `{place}` stands for any words in
// between, and a full stop says that the text ends here.
import { type Mapped, to, UNMAPPED } from '../../../core/status.ts'

const label = to('pending', 'label_created')
const expected = to('pending', 'info_received')
const accepted = to('in_transit', 'accepted')
const pickedUp = to('in_transit', 'picked_up')
const arrived = to('in_transit', 'arrived_facility')
const departed = to('in_transit', 'departed_facility')
const landed = to('in_transit', 'arrived_destination_country')
const atDepot = to('in_transit', 'at_delivery_depot')
const inCustoms = to('in_transit', 'customs_processing')
const cleared = to('in_transit', 'customs_cleared')
const heldByCustoms = to('in_transit', 'customs_held')
const delayed = to('in_transit', 'delayed')
const onHold = to('in_transit', 'on_hold')
const rescheduled = to('in_transit', 'rescheduled')
const redirected = to('in_transit', 'redirected')
const changed = to('in_transit', 'instructions_changed')
const onVehicle = to('out_for_delivery', 'on_vehicle')
const noAccess = to('delivery_attempted', 'no_access')
const noOneHome = to('delivery_attempted', 'no_one_home')
const closed = to('delivery_attempted', 'business_closed')
const carded = to('delivery_attempted', 'carded')
const waiting = to('awaiting_collection')
const atPostOffice = to('awaiting_collection', 'at_post_office')
const safePlace = to('delivered', 'safe_place')
const neighbour = to('delivered', 'neighbour')
const signed = to('delivered', 'signed')
const collected = to('delivered', 'collected')
const reception = to('delivered', 'reception')
const poBox = to('delivered', 'po_box')
const wrongAddress = to('exception', 'address_problem')
const refused = to('exception', 'refused')
const unclaimed = to('returning', 'unclaimed')
const news = to('unknown', 'info_only')

/**
 * Statuses of articles, and of StarTrack's consignments and freight items: the whole published list.
 * https://developers.auspost.com.au/content/apis/shipping-and-tracking/reference-statuses.html (read
 * 2026-11-24; its second half, with its explanations, as
 * https://github.com/parcel-trap/driver-auspost repeats it).
 */
const STATUSES: Readonly<Record<string, Mapped>> = {
  'Created.': label,
  'Sealed.': label,
  'Initiated.': expected,
  'In transit': to('in_transit'),
  Delivered: to('delivered'),
  'Awaiting collection': atPostOffice,
  'Possible delay': delayed,
  'Unsuccessful pickup': to('pending', 'pickup_failed'),
  'Article damaged.': to('exception', 'damaged'),
  Cancelled: to('cancelled'),
  'Held by courier': onHold,
  'Cannot be delivered': to('exception', 'undeliverable'),
  // The items of a shipment differ: each of them has to be looked at.
  'Track items for detailed delivery information': to('unknown', 'mixed_items'),
  'Unknown.': to('unknown'),
  // StarTrack. "Ready for Pickup" waits for the carrier, not for the receiver; "Booked In" waits at the
  // depot nearest to the receiver for the time that was agreed on.
  'Incomplete.': label,
  'Unconfirmed.': label,
  'Confirmed.': expected,
  'Ready for Pickup': to('pending', 'awaiting_pickup'),
  'Deleted.': to('cancelled'),
  'Picked Up': pickedUp,
  'Partial Pickup': pickedUp,
  'At Delivery Depot': atDepot,
  'Booked In': atDepot,
  'On Board for Delivery': onVehicle,
  'Unsuccessful Delivery': to('delivery_attempted'),
  'To be Re-Delivered': to('delivery_attempted', 'rescheduled'),
  // Some of the items have arrived: the parcel is delivered when all have (R13).
  'Partial Delivery': to('in_transit'),
  'Delivered in Full': to('delivered'),
  'Item Delivered': to('delivered'),
  'Final Shortage': to('exception', 'lost'),
  'Re-Consigned': redirected,
  // Unverified: these are in no list that was read.
  'Checked In to Depot': arrived,
  'Scanned in Transit': arrived,
  'Freight Handling': arrived,
}

/**
 * Texts of scans that were seen: in the API's own samples
 * (https://developers.auspost.com.au/content/apis/shipping-and-tracking/reference-track-items.html), in
 * the fixtures and docs of karrio, shippy, EWE, courier_tracking_auspost and of two clients of the public
 * tracking page (all read 2026-11-24).
 */
const SEEN: Readonly<Record<string, Mapped>> = {
  'Shipping information received by Australia Post': expected,
  'Shipping information approved by Australia Post': expected,
  'Shipment information received': expected,
  'Label created by sender': label,
  'Pending - no events yet': to('pending'),
  'Received by Australia Post': accepted,
  'Received and ready for processing': accepted,
  'Received item from Sender': accepted,
  "We've got it": accepted,
  'Accepted by Driver': accepted,
  'Arrived at facility': arrived,
  'Arrived at sorting facility': arrived,
  'Arrived at facility in destination country': landed,
  'Item processed at facility': arrived,
  'Processed through Australia Post facility': arrived,
  'In transit to next facility': departed,
  "It's on its way": to('in_transit'),
  Despatched: departed,
  'Departed facility': departed,
  'Processed at Export Facility': departed,
  'Despatch Parcels from Export Facility': departed,
  'Processed by air carrier': departed,
  'Flight landed': to('in_transit'),
  'Cleared and awaiting international departure': cleared,
  'Arrived awaiting clearance': inCustoms,
  'Item is in Customs': inCustoms,
  'Item received into Customs': inCustoms,
  'Item cleared by Customs': cleared,
  'Arrived in New Zealand': landed,
  'Onboard for delivery': onVehicle,
  'With Australia Post for delivery today': onVehicle,
  "It's coming today": onVehicle,
  'Leave in a safe place requested by Receiver': changed,
  'Receiver requested Safe Drop': changed,
  Delayed: delayed,
  'Attempted delivery': to('delivery_attempted'),
  'Attempted delivery - Item being carded': carded,
  'Attempted delivery - being carded': carded,
  'Attempted delivery - Unable to gain access': noAccess,
  'Attempted delivery - Incorrect address': wrongAddress,
  'Attempted delivery - Receiver not available': noOneHome,
  'Attempted delivery - No one in attendance': noOneHome,
  'Unsuccessful delivery - Addressee not available': noOneHome,
  'Unable to complete delivery': to('delivery_attempted'),
  'Delivery location closed': closed,
  'Awaiting collection at {place} Parcel Locker': waiting,
  'Awaiting collection at {place} Parcel Delivery': waiting,
  'Delivered - Left in a safe place': safePlace,
  'Delivered - Item collected': collected,
  'Returning to sender': to('returning'),
  'Return to sender': to('returning'),
  'Returned to sender': to('returned'),
  'Contact sender': to('returning'),
  'Customer enquiry lodged': news,
  'Updating Status': news,
}

/**
 * Unverified: near kin of the above, no sample of which was seen. Each says one thing only; a live reply
 * with the text confirms its row.
 */
const LIKELY: Readonly<Record<string, Mapped>> = {
  Manifested: expected,
  'Shipment information approved': expected,
  'Lodged at': accepted,
  'Lodged with': accepted,
  'Accepted at': accepted,
  'Picked up from sender': pickedUp,
  'Collected from sender': pickedUp,
  'Picked up by addressee': collected,
  'Picked up by customer': collected,
  'Picked up by receiver': collected,
  'Processed at facility': arrived,
  'Processed at {place} facility': arrived,
  'Processed through facility': arrived,
  'Arrived at delivery facility': atDepot,
  'Arrived at delivery depot': atDepot,
  'Arrived at delivery centre': atDepot,
  'Arrived in': landed,
  'Transferred to': departed,
  Departed: departed,
  Dispatched: departed,
  'Flight departed': departed,
  'Customs cleared': cleared,
  'Cleared customs': cleared,
  'Released by Customs': cleared,
  'Return item from customs': cleared,
  'Send item to customs': inCustoms,
  'Awaiting customs clearance': inCustoms,
  'Held by Customs': heldByCustoms,
  'Held in Customs': heldByCustoms,
  'In transit - Delayed': delayed,
  // What goes back must not pass for what its beginning says: its "Delivered" would be told to the shopper.
  'In transit to sender': to('returning'),
  'In transit {place} Return to sender': to('returning'),
  'In transit {place} Returning to sender': to('returning'),
  'Attempted delivery {place} Return to sender': to('returning'),
  'Attempted delivery {place} Returning to sender': to('returning'),
  'Unable to complete delivery {place} Return to sender': to('returning'),
  'Unable to complete delivery {place} Returning to sender': to('returning'),
  'Cannot be delivered {place} Return to sender': to('returning'),
  'Cannot be delivered {place} Returning to sender': to('returning'),
  'Delivered {place} Return to sender': to('returned'),
  'Delay in transit': delayed,
  'On hold': onHold,
  Misdirected: delayed,
  Missorted: delayed,
  'Delivery rescheduled': rescheduled,
  'Redelivery requested': rescheduled,
  'Redelivery booked': rescheduled,
  Redirected: redirected,
  'Redirection requested': changed,
  'Safe drop requested': changed,
  'Safe place requested': changed,
  'Delivery instructions updated': changed,
  'Out for delivery': onVehicle,
  'Onboard with driver for delivery': onVehicle,
  'With driver for delivery': onVehicle,
  'Attempted delivery - No one home': noOneHome,
  'Attempted delivery - Addressee not available': noOneHome,
  'Attempted delivery - Business closed': closed,
  'Attempted delivery - Delivery location closed': closed,
  'Attempted delivery - No access': noAccess,
  'Attempted delivery - No safe place': noOneHome,
  'Attempted delivery - Refused': refused,
  'Attempted delivery - ID': to('delivery_attempted', 'id_failed'),
  'Unable to gain access': noAccess,
  'Business closed': closed,
  'Card left': carded,
  Carded: carded,
  'Awaiting collection at {place} Delivery Centre': waiting,
  'Awaiting collection at {place} Delivery Facility': waiting,
  'Awaiting collection at {place} Business Hub': waiting,
  'Available for collection': atPostOffice,
  'Ready for collection': atPostOffice,
  'Held at Post Office': atPostOffice,
  'Delivered to Post Office': atPostOffice,
  'Delivered to Parcel Locker': waiting,
  'Delivered - Parcel Locker': waiting,
  'Delivered to collection point': waiting,
  'Delivered - In a safe place': safePlace,
  'Delivered in a safe place': safePlace,
  'Left in a safe place': safePlace,
  'Delivered - Collected': collected,
  'Collected by addressee': collected,
  'Collected by customer': collected,
  'Collected by receiver': collected,
  'Delivered - Signed': signed,
  'Delivered and signed': signed,
  'Delivered with signature': signed,
  'Delivered - Left with neighbour': neighbour,
  'Delivered to neighbour': neighbour,
  'Delivered - Reception': reception,
  'Delivered to reception': reception,
  'Delivered to mailroom': reception,
  'Delivered - PO Box': poBox,
  'Delivered to PO Box': poBox,
  'Delivered to letterbox': to('delivered'),
  'Delivered to mailbox': to('delivered'),
  'Delivered to household': to('delivered'),
  'Delivered to addressee': to('delivered'),
  'Delivered to receiver': to('delivered'),
  'Delivered to sender': to('returned'),
  'Delivered - Returned to sender': to('returned'),
  'Delivered in part': to('in_transit'),
  'Being returned to sender': to('returning'),
  'Unclaimed - Returning to sender': unclaimed,
  Unclaimed: unclaimed,
  Undeliverable: to('exception', 'undeliverable'),
  'Insufficient address': wrongAddress,
  'Incorrect address': wrongAddress,
  'Incomplete address': wrongAddress,
  'Unknown at address': wrongAddress,
  'Delivery refused': refused,
  'Refused by': refused,
  'Damaged in transit': to('exception', 'damaged'),
  'Item lost.': to('exception', 'lost'),
  'Lost in transit': to('exception', 'lost'),
  'Item missing.': to('exception', 'lost'),
  'Disposed.': to('exception', 'disposed'),
  'Notification sent': news,
  'Email notification': news,
  'SMS notification': news,
  'Estimated delivery': news,
}

/** Where the beginning of a text would mislead: what follows decides, and it is in no row. */
const OPEN: Readonly<Record<string, Mapped>> = {
  'Delivered to': UNMAPPED,
}

type Row = { readonly looks: RegExp; readonly length: number; readonly mapped: Mapped }

/** How a text begins when all it says is what travels: "Item", "Your parcel has been". */
const SUBJECT =
  /^(?:(?:your|the|this) )?(?:freight item|item|parcel|article|consignment)(?: (?:is|was|has been))? (?=\S)/

/** Case, punctuation and apostrophes told apart nothing in any sample. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/\bre (?=deliver|consign)/g, 're')
    .replace(SUBJECT, '')

/** By first word, so that a text is held to a handful of rows; of several that fit the longest says most. */
const ROWS: ReadonlyMap<string, readonly Row[]> = rowsOf([
  ...Object.entries(OPEN),
  ...Object.entries(LIKELY),
  ...Object.entries(SEEN),
  ...Object.entries(STATUSES),
])

function rowsOf(entries: readonly (readonly [string, Mapped])[]): Map<string, Row[]> {
  const rows = new Map<string, Row[]>()
  for (const [text, mapped] of entries) {
    const parts = text.split('{place}').map(plain)
    const words = parts.join(' ')
    const [first = ''] = words.split(' ')
    const end = text.endsWith('.') ? '$' : '(?: |$)'
    const looks = new RegExp(`^${parts.join(' (?:.+ )?')}${end}`)
    rows.set(first, [...(rows.get(first) ?? []), { looks, length: words.length, mapped }])
  }
  for (const each of rows.values()) each.sort((a, b) => b.length - a.length)
  return rows
}

/** What a scan's text or a status means; UNMAPPED where no row fits its beginning. */
export function meaningOf(text: string): Mapped {
  const words = plain(text)
  const [first = ''] = words.split(' ')
  return ROWS.get(first)?.find(({ looks }) => looks.test(words))?.mapped ?? UNMAPPED
}
