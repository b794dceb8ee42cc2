// Magento's words in ours.

/**
 * Order states under which the order counts as cancelled. `closed` is an order refunded whole: one that
 * was shipped before it was refunded is on its way all the same.
 * https://experienceleague.adobe.com/en/docs/commerce-admin/stores-sales/order-management/orders/order-status
 * (from memory, not re-read; other states are simply alive)
 */
export const CANCELLED: Readonly<Record<string, 'always' | 'unless shipped'>> = {
  canceled: 'always',
  closed: 'unless shipped',
}

/**
 * States in which Magento ships nothing, with what the merchant must do.
 * Magento\Sales\Model\Order::canShip (from memory, not re-read)
 */
export const BLOCKED: Readonly<Record<string, string>> = {
  holded: 'the shop holds the order back: release the hold',
  payment_review: 'the payment is under review in the shop: accept it first',
}

/** Store configuration `weight_unit`. Magento knows these two. */
export const GRAMS_PER: Readonly<Record<string, number>> = { kgs: 1000, lbs: 453.59237 }

/** Product types that nobody carries. */
export const NOT_CARRIED: ReadonlySet<string> = new Set(['virtual', 'downloadable'])

/**
 * Code of a track whose carrier is not one of the shop's own modules: then `title` is what people and
 * connectors read. Unverified: a connector that wants the code of an installed carrier instead.
 */
export const CARRIER_CODE = 'custom'
