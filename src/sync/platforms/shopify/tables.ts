// Our words in Shopify's, and Shopify's in ours.
import type { Status } from '../../../core/status.ts'

/**
 * Our status → FulfillmentEventStatus; null: Shopify has no word for it and is told nothing.
 * https://shopify.dev/docs/api/admin-graphql/2026-10/enums/FulfillmentEventStatus (read 2026-11-23)
 */
export const EVENT_STATUS: Readonly<Record<Status, string | null>> = {
  pending: null, // the fulfilment itself says as much
  in_transit: 'IN_TRANSIT',
  out_for_delivery: 'OUT_FOR_DELIVERY',
  delivery_attempted: 'ATTEMPTED_DELIVERY',
  awaiting_collection: 'READY_FOR_PICKUP',
  // A guess: most exceptions end in a late delivery, and FAILURE tells the shopper that none will come.
  exception: 'DELAYED',
  // A guess: there is no word for a return, and the parcel did not reach the shopper.
  returning: 'FAILURE',
  returned: 'FAILURE',
  delivered: 'DELIVERED',
  cancelled: null,
  expired: null,
  unknown: null,
}

/**
 * WebhookSubscriptionTopic → the topic as its deliveries name it: what may change an order or its
 * parcels. A delivery only names an order to look at, so one that says no news does no harm.
 * https://shopify.dev/docs/api/admin-graphql/2026-10/enums/WebhookSubscriptionTopic (read 2026-11-23)
 */
export const TOPICS: Readonly<Record<string, string>> = {
  ORDERS_CREATE: 'orders/create',
  ORDERS_UPDATED: 'orders/updated',
  ORDERS_CANCELLED: 'orders/cancelled',
  ORDERS_EDITED: 'orders/edited',
  FULFILLMENTS_CREATE: 'fulfillments/create',
  FULFILLMENTS_UPDATE: 'fulfillments/update',
}

/** FulfillmentStatus values of a fulfilment under which nothing was shipped. */
export const DEAD_FULFILMENT: ReadonlySet<string> = new Set(['CANCELLED', 'ERROR', 'FAILURE'])

/**
 * FulfillmentOrderStatus values under which nothing is left to do. A cancelled request closes its
 * fulfilment order, which stays in the list beside its replacement.
 * https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/fulfillmentOrderCancel (read 2026-11-23)
 * Unverified: whether a closed one still counts items as remaining; no public sample.
 */
export const OVER: ReadonlySet<string> = new Set(['CANCELLED', 'CLOSED'])

/** OrderDisplayFulfillmentStatus values under which an order rightly has no open fulfilment order. */
export const NOTHING_OPEN: ReadonlySet<string> = new Set([
  'FULFILLED',
  'FULFILLMENT_NOT_REQUIRED',
  'RESTOCKED',
])

/** https://shopify.dev/docs/api/admin-graphql/2026-10/enums/WeightUnit (read 2026-11-23) */
export const GRAMS_PER: Readonly<Record<string, number>> = {
  GRAMS: 1,
  KILOGRAMS: 1000,
  OUNCES: 28.349523125,
  POUNDS: 453.59237,
}
