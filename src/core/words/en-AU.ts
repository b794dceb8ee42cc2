// English as Australians read it, and the catalogue itself: what stands here, every other language must
// have (words.ts derives its type from it). Calm and plain: say what is known, what comes next, and whom
// to ask; never promise what only the carrier can keep. `{carrier}`, `{merchant}` … are filled in by
// `say`; a phrase that counts has a form for each of its language's plurals.

export const enAU = {
  /** BCP 47, for `<html lang>` and for dates. */
  locale: 'en-AU',
  dir: 'ltr',
  /** As its speakers call it. */
  name: 'English',
  /** Of headlines, explanations, and lines of the timeline. */
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
      explanation:
        'Your parcel is with the {carrier} driver. There may be other stops before yours, so the time can vary.',
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
      explanation: 'Your parcel is packed and waiting for {carrier} to pick it up.',
      entry: 'Ready for {carrier} to pick up',
    },
    'pending/pickup_failed': {
      explanation:
        '{carrier} could not pick up your parcel. {merchant} has to arrange another pick-up; there is nothing for you to do.',
      entry: 'Pick-up did not happen',
    },
    'pending/overdue': {
      headline: 'Still waiting for the first scan',
      explanation:
        '{carrier} has not scanned your parcel yet, and it is taking longer than usual. {merchant} can ask about it: get in touch below.',
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
        '{carrier} reports a delay. Your parcel is still on its way and will take longer than planned.',
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
    'exception/disposed': {
      headline: 'Could not be delivered',
      explanation:
        '{carrier} could not deliver your parcel, and it is no longer on its way. Get in touch with {merchant} below to agree on what comes next.',
      entry: 'Not deliverable, no longer on its way',
    },
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
      explanation: '{carrier} has delivered part of this parcel.',
      entry: 'Partly delivered',
    },
    'delivered/damaged': {
      explanation:
        '{carrier} has delivered your parcel and reports damage. Get in touch below if something is wrong with it.',
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
      headline: {
        one: 'Your order comes in {count} parcel',
        other: 'Your order comes in {count} parcels',
      },
      explanation: 'They travel on their own and may arrive on different days.',
    },
    someDelivered: {
      headline: {
        one: '{delivered} of {count} parcel delivered',
        other: '{delivered} of {count} parcels delivered',
      },
      explanation: 'The others travel on their own and may arrive on different days.',
    },
    allDelivered: {
      headline: { one: 'Your parcel is delivered', other: 'All {count} parcels delivered' },
      explanation: 'We hope everything is just what you wanted.',
    },
  },
  steps: ['Packed', 'On its way', 'Out for delivery', 'Delivered'],
  collectSteps: ['Packed', 'On its way', 'Ready to collect', 'Collected'],
  /** Inside a sentence; what begins a line gets its capital letter there. `{date}`: `Wednesday 25 November`. */
  days: {
    today: 'today',
    tomorrow: 'tomorrow, {date}',
    yesterday: 'yesterday, {date}',
    /** One of these, or a date, and the time of day. */
    at: '{day}, {time}',
  },
  /** The headline, with when or where. `{when}` is one of `days`, a date, or one of the ranges of `eta`. */
  sentence: {
    expected: '{headline}, expected {when}',
    usual: '{headline}, usually here {when}',
    late: '{headline}: it was expected {when}',
    at: '{headline} {when}',
    collect: '{headline} in {place}',
    /** One sentence after another. */
    after: '{first} {second}',
  },
  eta: {
    between: '{day}, between {from} and {to}',
    by: '{day}, around {to}',
    days: '{from} to {to}',
    missedHeadline: 'Running late',
    missed:
      'We are sorry for the wait. {carrier} has not given a new day yet; it appears here when they do.',
    /** Why the range is as it is; the range holds eight of ten parcels. */
    usualBecause: '8 in 10 parcels on this route arrive in that time.',
    moved: 'At first {carrier} expected {first}.',
    /** `{reason}` is a line of the timeline: `Held at customs`. */
    movedBecause: 'At first {carrier} expected {first}. The reason they give: {reason}.',
  },
  labels: {
    title: '{headline} · order {number} · {merchant}',
    order: 'Order',
    placed: 'Ordered',
    progress: 'Progress',
    step: 'Step {step} of {of}: {name}',
    delivered: 'Delivered',
    parcel: 'Parcel {n} of {count}',
    parcelCount: 'Parcels',
    noScans: 'No scans yet.',
    /** What the carrier wrote. */
    quote: '“{text}”',
    /** Where there is no layout, in plain text. */
    row: '{label}: {text}',
    updates: 'Updates',
    earlier: { one: '{count} earlier update', other: '{count} earlier updates' },
    items: 'In this parcel',
    ordered: 'In this order',
    toFollow: 'Still to be sent',
    times: '×',
    details: 'Details',
    carrier: 'Carrier',
    service: 'Service',
    trackingNumber: 'Tracking number',
    copy: 'Copy',
    copied: 'Copied',
    destination: 'Going to',
    carrierPage: 'See it at {carrier}',
    contact: 'Get in touch with {merchant}',
    help: 'Questions?',
    helpText: '{merchant} is happy to help. Please mention order {number}.',
    email: 'Email',
    call: 'Call',
    helpPage: 'Help page',
    zone: 'Days and times are {city} time.',
    language: 'Language',
    skip: 'Skip to the updates',
    map: 'From {from} to {to}',
    faq: 'Good to know',
    follow: 'Follow {merchant}',
    calendar: 'Add to calendar',
    feed: 'Follow in a feed reader',
    share: 'Share',
    shareText:
      'The link shows where the parcel is, what is in it and which suburb it goes to, but not your name or street.',
    /** The ways to share that need no script: `email`, and this. */
    sms: 'Text message',
    /** Of a page that asks for news by itself. */
    live: 'This page updates by itself.',
    pause: 'Pause',
    resume: 'Resume',
    updated: 'Updated at {time}',
    notFound: 'We cannot find this page',
    notFoundText:
      'The link may be incomplete. Open it again from your email or text message, or copy all of it.',
    broken: 'Something went wrong on our side',
    brokenText: 'Your parcel is not affected. Please try again in a minute.',
    /** Of a form that another site sent. */
    refused: 'This form did not come from our page',
    refusedText:
      'To keep you safe, we take forms from our own pages only. Open the page again and send the form from there.',
    reference: 'Reference',
    home: 'Parcel tracking',
    homeText: 'To follow a parcel, open the link in your email or text message.',
  },
  /** Where a parcel waits. */
  collect: {
    heading: 'Where to collect it',
    hours: 'Opening hours',
    /** Where the carrier has told of none. */
    askHours: 'Check the opening hours with {carrier} before you go.',
    askPlace:
      '{carrier} has not told us the place. Look on the card they left, or on their own page.',
    until: 'Collect it by {day}',
    directions: 'Show it on a map',
  },
  /** What the link alone does not show, behind one question. */
  private: {
    heading: 'Address and proof of delivery',
    /** While nothing has arrived that there could be proof of. */
    headingBefore: 'Delivery address and instructions',
    text: 'To see them, enter the email address of this order, or its postcode and the last name on the parcel.',
    /** Above it, where the order was long ago. */
    old: 'This order was a while ago, so the link alone no longer shows what was in it and where it went.',
    field: 'Postcode or email address',
    name: 'Last name, with a postcode',
    show: 'Show',
    /** Of an answer that cannot be right for want of a field. */
    missing: 'With a postcode, please enter the last name as well.',
    wrong: 'That does not match this order. Check it and try again.',
    wait: {
      one: 'Too many tries. Please try again in {count} minute.',
      other: 'Too many tries. Please try again in {count} minutes.',
    },
    waitDay: 'Too many tries. Please try again tomorrow.',
    address: 'Delivery address',
    instructions: 'Delivery instructions',
    signature: 'May be left without a signature',
    signatureRequired: 'Must be signed for',
    proof: 'Proof of delivery',
    signedBy: 'Signed by {name}',
    picture: 'Picture or signature taken by {carrier}',
    nothing: '{carrier} has not sent us a picture or a signature.',
    shown: 'Only you see this, until you leave the page.',
  },
  /** The page that finds an order. */
  lookup: {
    heading: 'Where is my order?',
    text: 'Enter your order number, and the email address or postcode you ordered with.',
    number: 'Order number',
    numberHint: 'It is in your order confirmation.',
    contact: 'Email address or postcode',
    find: 'Find my order',
    missing: 'Please fill in both fields.',
    /** One answer for a wrong number, a wrong address, and an order that does not exist. */
    nothing:
      'We cannot find an order with these details. Check both fields; a new order can take a few minutes to appear.',
    sent: 'Check your email',
    sentText:
      'If there is an order with these details, its link is on the way to the email address it was placed with. It can take a few minutes.',
  },
  feedback: {
    question: 'How was the delivery?',
    good: 'Good',
    bad: 'Not good',
    thanks: 'Thank you for telling us.',
    thanksBad:
      'We are sorry to hear that. If something needs putting right, please get in touch with us.',
  },
  /** Messages about this order. */
  preferences: {
    heading: 'Messages about this order',
    text: 'Choose what we may send you.',
    show: 'See my choices',
    email: 'Emails',
    sms: 'Text messages',
    save: 'Save',
    saved: 'Saved.',
  },
  /** An entry of the shopper's calendar. */
  calendar: {
    expected: 'Parcel from {merchant}',
    delivered: 'Parcel from {merchant}: delivered',
    text: '{headline}. Order {number}, {carrier} {trackingNumber}.',
  },
} as const

/** What messages say. Apart from the page's, which edge carries. */
export const enAUMessages = {
  /** What every mail says somewhere. */
  mail: {
    greeting: 'Hi {name},',
    step: 'Step {step} of {of}:',
    eta: 'Estimated delivery',
    delivered: 'Delivered',
    attempted: 'Attempted',
    lastScan: 'Last scan',
    where: 'Where',
    carrier: 'Carrier',
    trackingNumber: 'Tracking number',
    order: 'Order',
    items: 'In this parcel',
    quantity: 'Quantity: {count}',
    more: { one: 'and {count} more item', other: 'and {count} more items' },
    questions: 'Questions about your order?',
    helpPages: 'Help pages of {brand}',
    reason: 'You are getting this message because you placed order {number} with {brand}.',
    /** A fact in plain text. */
    row: '{label}: {text}',
  },
  /** What each mail says. `{place}` and the like never stand in these, so that no fact is needed. */
  mails: {
    shipped: {
      subject: 'Your order {number} is on its way',
      preview: '{carrier} has your parcel from {brand}.',
      headline: 'Your order is on its way',
      lead: 'Your parcel from {brand} is packed and in the hands of {carrier}.',
      progress: 'Shipped',
      action: 'Track your parcel',
      help: '',
    },
    out_for_delivery: {
      subject: 'Your order {number} is out for delivery',
      preview: '{carrier} is bringing your parcel from {brand}.',
      headline: 'Your parcel is out for delivery',
      lead: 'Your parcel from {brand} is with the {carrier} driver and on the way to your door.',
      progress: 'Out for delivery',
      action: 'Follow your delivery',
      help: '',
    },
    delivered: {
      subject: 'Your order {number} was delivered',
      preview: 'Your parcel from {brand} has arrived.',
      headline: 'Your parcel has arrived',
      lead: '{carrier} has delivered your parcel from {brand}. We hope everything is just right.',
      progress: 'Delivered',
      action: 'See the delivery',
      help: 'Cannot find it? Look in safe spots around the door and ask your household and neighbours. If it is still missing, tell us and we will look into it.',
    },
    delivery_attempted: {
      subject: 'We could not deliver your order {number} yet',
      preview: '{carrier} tried to deliver your parcel from {brand}.',
      headline: 'Your parcel could not be delivered yet',
      lead: '{carrier} tried to deliver your parcel from {brand}, but could not hand it over.',
      progress: 'Delivery attempted',
      action: 'See what happens next',
      help: 'Your tracking page tells whether the carrier will try again or where you can collect the parcel. A card left at your door says it too.',
    },
    stalled: {
      subject: 'No news of your order {number} for a while',
      preview: '{carrier} has not scanned your parcel from {brand} lately.',
      headline: 'On its way, with no news just now',
      lead: '{carrier} has not scanned your parcel from {brand} for longer than usual. Most parcels turn up all the same.',
      progress: 'On its way',
      action: 'See where it was last',
      help: 'You need not do anything: your tracking page shows the next scan as soon as there is one. If you would rather have us ask the carrier where it is, get in touch with us.',
    },
  },
  /** The mail that brings the link to an order, to whoever asked for it. */
  link: {
    subject: 'Your link to order {number}',
    text: 'You, or somebody who knows your order number, asked for this link to follow it:',
    ignore:
      'If it was not you, there is nothing to do: the link was sent to you and to nobody else.',
  },
  /** Text messages, from the fullest to the barest: the first that fits one segment is sent. */
  texts: {
    shipped: [
      '{brand}: your order {number} is on its way with {carrier}. Track it: {url}',
      '{brand}: your order {number} is on its way. Track it: {url}',
      '{brand}: order on its way. {url}',
    ],
    out_for_delivery: [
      '{brand}: your order {number} is out for delivery with {carrier}. Track it: {url}',
      '{brand}: your order {number} is out for delivery. Track it: {url}',
      '{brand}: order out for delivery. {url}',
    ],
    delivered: [
      '{brand}: your order {number} was delivered ({place}). Details: {url}',
      '{brand}: your order {number} was delivered. Details: {url}',
      '{brand}: order delivered. {url}',
    ],
    delivery_attempted: [
      '{brand}: {carrier} could not deliver your order {number}. What happens next: {url}',
      '{brand}: order {number} could not be delivered. What next: {url}',
      '{brand}: delivery attempted. {url}',
    ],
    stalled: [
      '{brand}: {carrier} has not scanned your order {number} for a while. More: {url}',
      '{brand}: no scan of your order {number} for a while. More: {url}',
      '{brand}: no news of your order. {url}',
    ],
  },
} as const
