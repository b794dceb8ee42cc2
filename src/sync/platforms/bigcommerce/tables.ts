// BigCommerce's words in ours, and ours in BigCommerce's.

/**
 * Default order status ids. Merchants rename the labels, never the ids.
 * https://github.com/bigcommerce/docs reference/orders.v2.oas2.yml, GET /order_statuses (read 2026-11-23)
 */
export const STATUS = {
  incomplete: '0',
  shipped: '2',
  partiallyShipped: '3',
  cancelled: '5',
  declined: '6',
  awaitingShipment: '9',
  awaitingFulfilment: '11',
} as const

/** Under these nothing is wanted any more. A refunded order counts by its lines' `quantity_refunded`. */
export const DEAD: ReadonlySet<string> = new Set([STATUS.cancelled, STATUS.declined])

/**
 * From these an order goes on to "shipped" when its parcels are written and BigCommerce did not move it
 * by itself. Refunded, disputed, on hold, waiting for money: those are for people to move.
 */
export const MOVES_ON: ReadonlySet<string> = new Set([
  STATUS.awaitingShipment,
  STATUS.awaitingFulfilment,
  STATUS.partiallyShipped,
])

/** The payment method of BigCommerce's own test gateway, `payment_method` in the same document. */
export const TEST_PAYMENT = 'Test Payment Gateway'

/**
 * Values of `weight_units` in GET /v2/store, in lower case.
 * Unverified: the words are from memory; an unknown one leaves the weight out.
 */
export const GRAMS_PER: Readonly<Record<string, number>> = {
  grams: 1,
  g: 1,
  kgs: 1000,
  kg: 1000,
  kilograms: 1000,
  tonnes: 1_000_000,
  lbs: 453.59237,
  pounds: 453.59237,
  ounces: 28.349523125,
  oz: 28.349523125,
}

export type Carrier = {
  readonly name: string
  /** From the documented list; '' is "other". */
  readonly provider: string
  /** AfterShip's slug; '' is "unknown". */
  readonly slug: string
}

/**
 * How a courier is said in a shipment. `shipping_provider` takes only the documented values, so other
 * couriers go as "" with AfterShip's slug in `tracking_carrier`.
 * https://github.com/bigcommerce/docs reference/orders.v2.oas2.yml, createOrderShipments (read 2026-11-23)
 * Unverified: the slugs, https://www.aftership.com/docs/tracking/others/supported-couriers, from memory.
 */
export const CARRIERS: readonly Carrier[] = [
  { name: 'Australia Post', provider: 'auspost', slug: 'australia-post' },
  { name: 'StarTrack', provider: '', slug: 'star-track' },
  { name: 'CouriersPlease', provider: '', slug: 'couriers-please' },
  { name: 'Sendle', provider: '', slug: 'sendle' },
  { name: 'Toll', provider: '', slug: 'toll-ipec' },
  { name: 'TNT', provider: '', slug: 'tnt-au' },
  { name: 'DHL', provider: '', slug: 'dhl' },
  { name: 'FedEx', provider: 'fedex', slug: 'fedex' },
  { name: 'UPS', provider: 'ups', slug: 'ups' },
]

const PROVIDER = /^(auspost|canadapost|endicia|usps|fedex|royalmail|ups|upsready|carrier_\d+)$/
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

/** A merchant may also name the provider itself under `carrierNames`: `auspost`, `carrier_123`. */
export function carrierFor(name: string): Carrier {
  const known = CARRIERS.find(each => plain(each.name) === plain(name))
  const provider = PROVIDER.test(name.trim()) ? name.trim() : ''
  return known ?? { name: name.trim(), provider, slug: '' }
}

export const carrierOfSlug = (slug: string): string =>
  CARRIERS.find(each => each.slug === slug)?.name ?? slug
