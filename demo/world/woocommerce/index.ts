// The stand-in for WooCommerce: the REST API wc/v3 with its traps, signed webhooks that are sent once,
// and the three places where such a shop can show a parcel. It refuses calls and arguments it does not
// know, and calls a mail to the shopper a problem.
// https://woocommerce.github.io/woocommerce-rest-api-docs/ (read 2026-11-23); what is marked "seen" was
// seen on a running WooCommerce 9.5.1.
import { writeExactly } from '../exact-json.ts'
import type { Ask } from '../host.ts'
import type { StandIn, StandInOptions } from '../stand-in.ts'
import { createDoor, KEY, type Locks, SECRET } from './door.ts'
import { clearParcels, isShipped, sendParcel, shownOf } from './parcels.ts'
import { createWooShop, placedOf, type WooOrder } from './shop.ts'
import { changed, type Mode, type Site, setStatus } from './site.ts'
import { HOST } from './views.ts'
import { announce, deliver, type Webhook } from './webhooks.ts'

export type { Mode }

/** What people do in the shop beside what every stand-in offers. */
export type WooStandIn = StandIn & {
  /** Another plugin writes meta: with order posts this leaves `date_modified` where it is (seen). */
  addMeta(id: string, key: string, value: unknown): void
  refund(id: string, itemId: string, quantity: number): void
  /** The order goes to the bin, or gets any other status by hand. */
  setStatus(id: string, status: string): void
  /** The merchant deletes every parcel of the order. */
  clearParcels(id: string): void
  readonly webhooks: readonly Webhook[]
  readonly asks: readonly Ask[]
  /** From now on the key may only read. */
  makeReadOnly(): void
  /** From now on the shop has these, best first; what was told stays where it is. */
  offer(...modes: readonly [Mode, ...Mode[]]): void
}

export function createWooCommerce(
  options: StandInOptions,
  first: Mode = 'fulfilments',
): WooStandIn {
  const site: Site = {
    ...options,
    shop: createWooShop(options.now),
    webhooks: [],
    asks: [],
    completes: first !== 'fulfilments',
    modes: [first],
    acts: 0,
  }
  const { shop } = site
  const locks: Locks = { throttled: 0, isRevoked: false, isReadOnly: false }
  const orderOf = (id: string): WooOrder => {
    const order = shop.find(id)
    if (!order) throw new Error(`the demo shop has no order ${id}`)
    return order
  }

  return {
    name: 'WooCommerce',
    hosts: { [HOST]: createDoor(site, locks) },
    connection: {
      platform: 'woocommerce',
      settings: { shop: `https://${HOST}`, ...(site.completes ? { completeOrders: true } : {}) },
      secrets: {
        consumerKey: KEY,
        consumerSecret: SECRET,
        webhookSecret: 'DemoWooWebhookSecret01',
      },
    },
    orders: () => shop.orders.map(placedOf),
    place: (given, { quietly, placedAt } = {}) => {
      const order = shop.place(given, placedAt)
      if (!quietly) {
        // Seen: one creation makes both, with the same body.
        for (const topic of ['order.created', 'order.updated']) announce(site, topic, order)
      }
      return placedOf(order)
    },
    edit: (id, street) => {
      const order = orderOf(id)
      order.street = street
      changed(site, order)
      announce(site, 'order.updated', order) // one change often comes twice: issue 20047
    },
    cancel: id => setStatus(site, orderOf(id), 'cancelled'),
    remove: id => {
      const order = orderOf(id)
      shop.remove(order)
      deliver(site, 'order.deleted', writeExactly({ id: order.id }))
    },
    fulfil: (id, parcel) => sendParcel(site, orderOf(id), parcel),
    shown: id => shownOf(site, orderOf(id)),
    isShipped: id => isShipped(site, orderOf(id)),
    acts: () => site.acts,
    throttle: times => {
      locks.throttled = times
    },
    revoke: () => {
      locks.isRevoked = true
    },
    addMeta: (id, key, value) => {
      orderOf(id).meta.set(key, value)
      announce(site, 'order.updated', orderOf(id))
    },
    refund: (id, itemId, quantity) => {
      const order = orderOf(id)
      const line = order.lines.find(each => String(each.id) === itemId)
      if (!line) throw new Error(`the order has no line ${itemId}`)
      order.refunds.push({ id: shop.newId(), line, quantity })
      changed(site, order)
    },
    setStatus: (id, status) => setStatus(site, orderOf(id), status),
    clearParcels: id => clearParcels(site, orderOf(id)),
    webhooks: site.webhooks,
    asks: site.asks,
    makeReadOnly: () => {
      locks.isReadOnly = true
    },
    offer: (...modes) => {
      site.modes = modes
    },
  }
}
