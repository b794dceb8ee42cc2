// English as Australians read it. Calm and plain: say what is known, what comes next, and whom to
// ask; never promise what only the carrier can keep.
import type { Words } from '../words.ts'

export const enAU: Words = {
  locale: 'en-AU',
  statuses: {
    pending: {
      headline: 'Getting ready to leave',
      explanation:
        '{merchant} has told {carrier} about your parcel. The first update appears here when {carrier} scans it, often the next business day. Nothing is wrong until then.',
      entry: '{carrier} expects the parcel',
    },
    in_transit: {
      headline: 'On its way',
      explanation: '{carrier} has your parcel and is bringing it to you.',
      entry: 'On its way',
    },
    out_for_delivery: {
      headline: 'Out for delivery',
      explanation: 'The driver has your parcel on board. It should reach you today.',
      entry: 'Out for delivery',
    },
    delivery_attempted: {
      headline: 'Delivery was attempted',
      explanation:
        '{carrier} could not hand your parcel over. Look for a card they left, or see their own page for what happens next.',
      entry: 'Delivery attempted',
    },
    awaiting_collection: {
      headline: 'Ready to collect',
      explanation:
        'Your parcel is waiting for you. Take photo ID and the tracking number with you.',
      entry: 'Ready to collect',
    },
    exception: {
      headline: 'There is a problem',
      explanation:
        'Something is holding your parcel up. {merchant} can sort it out with {carrier}: get in touch below.',
      entry: 'A problem was reported',
    },
    returning: {
      headline: 'On its way back',
      explanation:
        '{carrier} is taking your parcel back to {merchant}. Get in touch below to agree on what comes next.',
      entry: 'On its way back to the sender',
    },
    delivered: {
      headline: 'Delivered',
      explanation: '{carrier} has delivered your parcel. We hope it is just what you wanted.',
      entry: 'Delivered',
    },
    returned: {
      headline: 'Back with the sender',
      explanation:
        'Your parcel has come back to {merchant}. Get in touch below to agree on what comes next.',
      entry: 'Returned to the sender',
    },
    cancelled: {
      headline: 'Cancelled',
      explanation: 'This parcel was cancelled. If that surprises you, get in touch below.',
      entry: 'Cancelled',
    },
    expired: {
      headline: 'No recent updates',
      explanation:
        '{carrier} has been quiet about this parcel for a while. {merchant} can ask where it is: get in touch below.',
      entry: 'No recent updates',
    },
    unknown: {
      headline: 'Getting ready to leave',
      explanation:
        'Your parcel is registered with {carrier}. The first update appears here when {carrier} scans it, often the next business day. Nothing is wrong until then.',
      entry: 'Update from {carrier}',
    },
  },
  reasons: {
    'pending/label_created': { entry: 'Label created' },
    'pending/info_received': { entry: '{carrier} expects the parcel' },
    'pending/awaiting_pickup': {
      headline: 'Packed and ready',
      explanation: 'Your parcel is packed and waits for {carrier} to pick it up.',
      entry: 'Ready for {carrier} to pick up',
    },
    'pending/pickup_failed': {
      explanation: '{carrier} could not pick your parcel up. {merchant} is asked to try again.',
      entry: 'Pick-up did not happen',
    },
    'pending/overdue': {
      headline: 'Still waiting for the first scan',
      explanation:
        '{carrier} has not scanned your parcel yet, and that takes longer than usual. {merchant} can ask about it: get in touch below.',
    },
    'in_transit/stalled': {
      headline: 'On its way, with no news just now',
      explanation:
        '{carrier} has not scanned your parcel for longer than usual. Most parcels turn up all the same, and {merchant} can ask where yours is: get in touch below.',
    },
    'in_transit/accepted': { entry: 'Accepted by {carrier}' },
    'in_transit/picked_up': { entry: 'Picked up by {carrier}' },
    'in_transit/arrived_facility': { entry: 'Arrived at a sorting facility' },
    'in_transit/departed_facility': { entry: 'Left a sorting facility' },
    'in_transit/at_delivery_depot': {
      headline: 'Almost there',
      explanation:
        'Your parcel has reached the depot that serves your area. Next, it goes out for delivery.',
      entry: 'Arrived at the local depot',
    },
    'in_transit/handed_to_partner': { entry: 'Handed to a delivery partner' },
    'in_transit/arrived_destination_country': { entry: 'Arrived in your country' },
    'in_transit/customs_processing': { entry: 'Going through customs' },
    'in_transit/customs_cleared': { entry: 'Cleared customs' },
    'in_transit/customs_held': {
      headline: 'Waiting at customs',
      explanation: 'Customs is checking your parcel. It moves on when they are done.',
      entry: 'Held at customs',
    },
    'in_transit/delayed': {
      headline: 'Running late',
      explanation:
        '{carrier} reports a delay. Your parcel is still on its way and needs longer than planned.',
      entry: 'Delayed',
    },
    'in_transit/on_hold': {
      headline: 'Paused on the way',
      explanation: '{carrier} is holding your parcel for now. It moves on when they release it.',
      entry: 'Held by {carrier}',
    },
    'in_transit/rescheduled': {
      headline: 'Delivery was rescheduled',
      explanation: '{carrier} has moved the delivery to another day.',
      entry: 'Delivery rescheduled',
    },
    'in_transit/redirected': { entry: 'Sent to a new destination' },
    'in_transit/instructions_changed': { entry: 'Delivery instructions changed' },
    'out_for_delivery/arriving_soon': {
      headline: 'Arriving soon',
      explanation: 'The driver is close to you.',
      entry: 'The driver is close',
    },
    'out_for_delivery/earlier': {
      explanation:
        'Your parcel went out for delivery on an earlier day, and {carrier} has not said how it ended. It may go out again from the depot.',
    },
    'delivery_attempted/carded': { entry: 'Delivery attempted, a card was left' },
    'delivery_attempted/no_one_home': {
      headline: 'Sorry to have missed you',
      entry: 'Delivery attempted, nobody was home',
    },
    'delivery_attempted/business_closed': { entry: 'Delivery attempted, the business was closed' },
    'delivery_attempted/no_access': { entry: 'Delivery attempted, no access to the address' },
    'delivery_attempted/id_failed': { entry: 'Delivery attempted, ID could not be checked' },
    'delivery_attempted/rescheduled': {
      explanation: '{carrier} could not hand your parcel over and will try again.',
      entry: 'Delivery attempted, another try is planned',
    },
    'delivery_attempted/final': { entry: 'Last delivery attempt' },
    'awaiting_collection/at_post_office': { entry: 'Ready to collect at the post office' },
    'awaiting_collection/at_partner_store': { entry: 'Ready to collect at a partner store' },
    'awaiting_collection/at_depot': { entry: 'Ready to collect at the depot' },
    'awaiting_collection/pickup_missed': {
      headline: 'Still waiting for you',
      explanation:
        'Your parcel has not been collected yet. Collect it soon, or it goes back to the sender.',
      entry: 'Not collected yet',
    },
    'exception/address_problem': {
      headline: 'The address needs a look',
      explanation:
        '{carrier} cannot deliver to the address as it is written. Get in touch with {merchant} below to put it right.',
      entry: 'Problem with the address',
    },
    'exception/customs_held': { headline: 'Held at customs', entry: 'Held at customs' },
    'exception/damaged': {
      headline: 'Damaged on the way',
      explanation:
        '{carrier} reports damage. Get in touch with {merchant} below and they will make it right.',
      entry: 'Damage reported',
    },
    'exception/lost': {
      headline: 'The parcel is missing',
      explanation:
        '{carrier} cannot find your parcel. We are sorry. Get in touch with {merchant} below to agree on what comes next.',
      entry: 'Reported missing',
    },
    'exception/disposed': { entry: 'Not deliverable, no longer on its way' },
    'exception/documents_missing': { entry: 'Papers are missing' },
    'exception/payment_required': {
      // Parcel scams live on payment links: we name the problem and point at the merchant only.
      explanation:
        '{carrier} is waiting for a payment. Check with {merchant} below before you pay anybody anything.',
      entry: 'Waiting for a payment',
    },
    'exception/refused': { headline: 'Delivery was refused', entry: 'Delivery refused' },
    'exception/rejected_by_carrier': { entry: 'Not accepted by {carrier}' },
    'exception/undeliverable': {
      headline: 'Could not be delivered',
      entry: 'Could not be delivered',
    },
    'returning/unclaimed': {
      explanation:
        'Your parcel was not collected in time and is going back to {merchant}. Get in touch below to agree on what comes next.',
      entry: 'Not collected, on its way back',
    },
    'delivered/safe_place': {
      explanation:
        '{carrier} has left your parcel in a safe place. Cannot find it? Look around the door, ask your household and neighbours, then get in touch below.',
      entry: 'Delivered, left in a safe place',
    },
    'delivered/neighbour': {
      explanation: '{carrier} has left your parcel with a neighbour.',
      entry: 'Delivered to a neighbour',
    },
    'delivered/reception': {
      explanation: '{carrier} has left your parcel at reception.',
      entry: 'Delivered to reception',
    },
    'delivered/po_box': {
      explanation: 'Your parcel is in the PO box.',
      entry: 'Delivered to the PO box',
    },
    'delivered/signed': { entry: 'Delivered and signed for' },
    'delivered/collected': {
      headline: 'Collected',
      explanation: 'Your parcel was collected. We hope it is just what you wanted.',
      entry: 'Collected',
    },
    'delivered/partial': {
      headline: 'Partly delivered',
      explanation: '{carrier} has delivered a part of this parcel.',
      entry: 'Partly delivered',
    },
    'delivered/damaged': {
      explanation:
        '{carrier} has delivered your parcel and notes damage. Get in touch below if something is wrong with it.',
      entry: 'Delivered, damage noted',
    },
    'delivered/alternative_location': {
      explanation:
        '{carrier} has delivered your parcel to another place near you. Cannot find it? Get in touch below.',
      entry: 'Delivered to another place',
    },
  },
  left: {
    safe_place: 'left in a safe place',
    neighbour: 'left with a neighbour',
    reception: 'left at reception',
    po_box: 'in the PO box',
    signed: 'handed over and signed for',
    collected: 'collected',
    alternative_location: 'left at another place near you',
  },
  order: {
    preparing: {
      headline: 'We are preparing your order',
      explanation:
        '{merchant} has your order. As soon as it leaves, you can follow it here: keep this link.',
    },
    cancelled: {
      headline: 'This order was cancelled',
      explanation: 'Nothing will be sent. If that surprises you, get in touch below.',
    },
    parcels: {
      headline: 'Your order comes in {count} parcels',
      explanation: 'They travel on their own and may arrive on different days.',
    },
    someDelivered: {
      headline: '{delivered} of {count} parcels delivered',
      explanation: 'The others travel on their own and may arrive on different days.',
    },
    allDelivered: {
      headline: 'All {count} parcels delivered',
      explanation: 'We hope everything is just what you wanted.',
    },
  },
  steps: ['Packed', 'On its way', 'Out for delivery', 'Delivered'],
  collectSteps: ['Packed', 'On its way', 'Ready to collect', 'Collected'],
  eta: {
    expected: 'Expected',
    usual: 'Usually arrives',
    late: 'Was expected',
    between: '{day}, between {from} and {to}',
    by: '{day}, around {to}',
    days: '{from} to {to}',
    missedHeadline: 'Running late',
    missed:
      'It is running late, and we are sorry. {carrier} has not given a new day yet; it appears here when they do.',
  },
  labels: {
    title: '{headline} · order {number} · {merchant}',
    order: 'Order',
    placed: 'Ordered',
    progress: 'Progress',
    step: 'Step {step} of {of}: {name}',
    delivered: 'Delivered',
    collectIn: 'Collect it in',
    parcel: 'Parcel {n} of {count}',
    parcelCount: 'Parcels',
    noScans: 'No scans yet.',
    updates: 'Updates',
    earlier: 'Earlier updates ({count})',
    items: 'In this parcel',
    ordered: 'In this order',
    toFollow: 'Still to be sent',
    times: '×',
    details: 'Details',
    carrier: 'Carrier',
    trackingNumber: 'Tracking number',
    destination: 'Going to',
    carrierPage: 'See it at {carrier}',
    contact: 'Get in touch with {merchant}',
    help: 'Questions?',
    helpText: '{merchant} is happy to help. Have order {number} at hand.',
    email: 'Email',
    call: 'Call',
    helpPage: 'Help page',
    today: 'Today',
    tomorrow: 'Tomorrow',
    yesterday: 'Yesterday',
    zone: 'Days and times are as in {city}.',
    notFound: 'We cannot find this page',
    notFoundText:
      'The link may be incomplete. Open it again from your email or text message, or copy all of it.',
    broken: 'Something went wrong on our side',
    brokenText: 'Your parcel is not affected. Please try again in a minute.',
    reference: 'Reference',
    home: 'Parcel tracking',
    homeText: 'To follow a parcel, open the link in your email or text message.',
  },
}
