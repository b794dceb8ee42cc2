// What each message says, as a table a product person can check. Used by the HTML templates and by
// their plain-text twins, so that both tell the same. Factual only: the moment a mail promotes
// something it needs consent and an unsubscribe line (Spam Act 2003, docs/decisions).
import type { TemplateName } from '../core/message.ts'

type Facts = {
  readonly brand: string
  readonly firstName: string | null
  readonly orderNumber: string
  readonly carrier: string
  /** See MessageFacts. */
  readonly happened: string | null
}

type Words = {
  readonly subject: (facts: Pick<Facts, 'brand' | 'orderNumber'>) => string
  /** What an inbox shows beside the subject. */
  readonly preview: (facts: Facts) => string
  readonly headline: string
  readonly lead: (facts: Facts) => string
  /** Of the four steps below: where this parcel is, as text. */
  readonly step: 2 | 3 | 4
  readonly progress: string
  readonly action: string
  /** Rows of the box, in order; a row whose fact is unknown is left out. */
  readonly details: readonly { readonly label: string; readonly slot: DetailSlot }[]
  readonly help: string | null
}

/** Facts that may stand in the box. */
type DetailSlot = 'eta' | 'happened' | 'place' | 'carrier' | 'trackingNumber' | 'orderNumber'

export const STEPS = ['Ordered', 'Shipped', 'Out for delivery', 'Delivered'] as const

const PARCEL = [
  { label: 'Carrier', slot: 'carrier' },
  { label: 'Tracking number', slot: 'trackingNumber' },
  { label: 'Order', slot: 'orderNumber' },
] as const

const hello = (firstName: string | null, sentence: string): string =>
  firstName ? `Hi ${firstName}, ${sentence}` : sentence.charAt(0).toUpperCase() + sentence.slice(1)

export const words: Readonly<Record<TemplateName, Words>> = {
  shipped: {
    subject: facts => `Your order ${facts.orderNumber} is on its way`,
    preview: facts => `${facts.carrier} has your parcel from ${facts.brand}.`,
    headline: 'Your order is on its way',
    lead: facts =>
      hello(
        facts.firstName,
        `your parcel from ${facts.brand} is packed and in the hands of ${facts.carrier}.`,
      ),
    step: 2,
    progress: 'Shipped',
    action: 'Track your parcel',
    details: [{ label: 'Estimated delivery', slot: 'eta' }, ...PARCEL],
    help: null,
  },
  out_for_delivery: {
    subject: facts => `Your order ${facts.orderNumber} is out for delivery`,
    preview: facts => `${facts.carrier} is bringing your parcel from ${facts.brand}.`,
    headline: 'Your parcel is out for delivery',
    lead: facts =>
      hello(
        facts.firstName,
        `your parcel from ${facts.brand} is with the driver of ${facts.carrier} and on the way to your door.`,
      ),
    step: 3,
    progress: 'Out for delivery',
    action: 'Follow your delivery',
    details: [{ label: 'Estimated delivery', slot: 'eta' }, ...PARCEL],
    help: null,
  },
  delivered: {
    subject: facts => `Your order ${facts.orderNumber} was delivered`,
    preview: facts => `Your parcel from ${facts.brand} has arrived.`,
    headline: 'Your parcel has arrived',
    lead: facts =>
      hello(
        facts.firstName,
        `${facts.carrier} has delivered your parcel from ${facts.brand}. We hope everything is just right.`,
      ),
    step: 4,
    progress: 'Delivered',
    action: 'See the delivery',
    details: [
      { label: 'Delivered', slot: 'happened' },
      { label: 'Where', slot: 'place' },
      ...PARCEL,
    ],
    help: 'Cannot find it? Look in safe spots around the door and ask your household and neighbours. If it is still missing, tell us and we will look into it.',
  },
  delivery_attempted: {
    subject: facts => `We could not deliver your order ${facts.orderNumber} yet`,
    preview: facts => `${facts.carrier} tried to deliver your parcel from ${facts.brand}.`,
    headline: 'Sorry we missed you',
    lead: facts =>
      hello(
        facts.firstName,
        `${facts.carrier} tried to deliver your parcel from ${facts.brand}, but could not hand it over.`,
      ),
    step: 3,
    progress: 'Delivery attempted',
    action: 'See what happens next',
    details: [{ label: 'Attempted', slot: 'happened' }, ...PARCEL],
    help: 'Your tracking page tells whether the carrier will try again or where you can collect the parcel. A card left at your door says it too.',
  },
  stalled: {
    subject: facts => `No news of your order ${facts.orderNumber} for a while`,
    preview: facts => `${facts.carrier} has not scanned your parcel from ${facts.brand} lately.`,
    headline: 'On its way, with no news just now',
    lead: facts =>
      hello(
        facts.firstName,
        `${facts.carrier} has not scanned your parcel from ${facts.brand} ${
          facts.happened ? `since ${facts.happened}` : 'for longer than usual'
        }. Most parcels turn up all the same.`,
      ),
    step: 2,
    progress: 'On its way',
    action: 'See where it was last',
    details: [{ label: 'Last scan', slot: 'happened' }, ...PARCEL],
    help: 'You need not do anything: your tracking page shows the next scan as soon as there is one. If you would rather have us ask the carrier where it is, get in touch with us.',
  },
}
