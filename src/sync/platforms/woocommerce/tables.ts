// WooCommerce's words in ours.

/**
 * Statuses under which nothing will be sent any more. A failed payment may still be made good: the
 * order then changes its status, and is open again.
 * https://woocommerce.com/document/managing-orders/order-statuses/ (read 2026-11-23)
 */
export const CANCELLED: ReadonlySet<string> = new Set(['cancelled', 'failed', 'trash'])

/** Refunded in full: nothing goes out, unless it had gone out before. */
export const REFUNDED = 'refunded'

/** A cart that somebody is still filling in, and what the admin makes before it is saved. */
export const NO_ORDER_YET: ReadonlySet<string> = new Set(['checkout-draft', 'auto-draft', 'draft'])

/** The bin: the order is in no list, and can be taken out again. */
export const BINNED = 'trash'

/** woocommerce_weight_unit: https://woocommerce.github.io/woocommerce-rest-api-docs/#settings (read 2026-11-23) */
export const GRAMS_PER: Readonly<Record<string, number>> = {
  g: 1,
  kg: 1000,
  oz: 28.349523125,
  lbs: 453.59237,
}

/**
 * `_fulfillment_status` of an order without a fulfilment; the meta goes with the last one.
 * https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/src/Admin/Features/Fulfillments/FulfillmentUtils.php (read 2026-11-24)
 */
export const NO_FULFILMENTS: ReadonlySet<string> = new Set(['no_fulfillments', ''])

/** Topics that tell of an order: https://github.com/woocommerce/woocommerce/blob/trunk/docs/apis/rest-api/v3/webhooks.mdx (read 2026-11-23) */
export const TOPICS = ['order.created', 'order.updated', 'order.deleted', 'order.restored'] as const

/**
 * Order meta that names where an order was sold. Each connector has its own key and they are not
 * documented, so it is told by the key's last word: `_omnivore_marketplace`, `channel_name`.
 * Unverified: no public sample; a merchant's `attribute` rule finds every other key.
 */
export const CHANNEL_KEY = /(?:^|_)(?:sales_?)?(?:channel|marketplace)(?:_?(?:name|title))?$/i

/** Order attribution (8.5 and later): which campaign or app brought the buyer. From memory. */
export const APP_KEYS = ['_wc_order_attribution_utm_source', '_wc_order_attribution_source_type']

/** Meta that changes with every parcel: no mark of the sale, and no reason to call an order changed. */
export const STATE_KEYS: ReadonlySet<string> = new Set(['_fulfillment_status'])
