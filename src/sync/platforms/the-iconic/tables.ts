// Seller Center's words in ours. Statuses belong to order items, one unit each; a status that is not in
// these tables is wanted, dispatched and beyond our reach: nothing is done to such an item.
// https://github.com/DuneRaccoon/py-iconic-api, resources/order_item.py (read 2026-11-23)

/** The units that the shopper no longer waits for. */
export const NOT_WANTED: ReadonlySet<string> = new Set(['canceled', 'returned'])

/** Not handed over yet, whatever tracking code may stand there: `packed` leaves an item pending. */
export const NOT_SENT: ReadonlySet<string> = new Set(['pending', 'payment_pending'])

/** `warehouse`: THE ICONIC sends it from its own stock. */
export const SENT_BY_THEM: ReadonlySet<string> = new Set(['warehouse'])

/** Goes through THE ICONIC's warehouse: cannot be set to shipped, they do that on arrival. */
export const CROSS_DOCKING: ReadonlySet<string> = new Set([
  'crossdocking',
  'dropshipping_crossdocking',
  'crossdocking_dropshipping',
])

/** `apply` makes sure of these; returns change the status of order items as well. */
export const WEBHOOK_EVENTS = ['onOrderCreated', 'onOrderItemsStatusChanged'] as const
