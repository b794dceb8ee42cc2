// Shopify as every stand-in is offered (stand-in.ts): the demo shop (../shop.ts) behind its API
// (api.ts), ids as the API writes them.
import { SHOP } from '../../constants.ts'
import {
  createShop,
  type Fulfilment,
  fulfilmentStatus,
  type ShopOrder,
  type Wanted,
} from '../shop.ts'
import { createShopify } from './api.ts'
import { gid, idOf } from './views.ts'
import type { Placed, Shown, StandIn, StandInOptions } from '../stand-in.ts'

/** `shop` and `shopify`: for tests that reach behind the counter. */
export type ShopifyStandIn = StandIn & {
  readonly shop: ReturnType<typeof createShop>
  readonly shopify: ReturnType<typeof createShopify>
}

export function createShopifyStandIn({ now, journal, post }: StandInOptions): ShopifyStandIn {
  const shopify = createShopify({ account: SHOP, shop: () => shop, now, journal, post })
  const shop = createShop(now, shopify.announce)
  const orderOf = (id: string): ShopOrder => {
    const order = shop.order(idOf('Order', id) ?? 0n)
    if (!order) throw new Error(`the demo shop has no order ${id}`)
    return order
  }
  const live = (id: string) => orderOf(id).fulfilments.filter(one => one.status === 'SUCCESS')

  return {
    shop,
    shopify,
    name: 'Shopify',
    hosts: { [SHOP.domain]: shopify.host },
    connection: {
      platform: 'shopify',
      settings: { shop: SHOP.domain, clientId: SHOP.clientId },
      secrets: { clientSecret: SHOP.clientSecret },
      carrierNames: { CouriersPlease: 'Couriers Please' }, // as Shopify's own list writes it
    },
    orders: () => shop.orders.map(placedOf),
    place: (order, options) => placedOf(shop.place(order, options)),
    edit: (id, street) => shop.correctStreet(orderOf(id), street),
    cancel: id => shop.cancelOrder(orderOf(id)),
    remove: id => shop.remove(orderOf(id)),
    fulfil: (id, { carrier, trackingNumber, items }) => {
      const tracking = [{ company: carrier, number: trackingNumber, url: null }]
      const made = shop.fulfil(wantedOf(orderOf(id), items), tracking)
      if (!made.ok) throw new Error(made.error.message)
    },
    shown: id => live(id).map(shownOf),
    isShipped: id => fulfilmentStatus(orderOf(id)) === 'FULFILLED',
    heard: id => live(id).flatMap(one => one.events.map(event => event.status)),
    acts: shopify.acts,
    throttle: shopify.throttle,
    revoke: shopify.revoke,
  }
}

function placedOf(order: ShopOrder): Placed {
  const itemIds = order.lines.map(line => gid('LineItem', line.id))
  return { ...order, id: gid('Order', order.id), itemIds, placedAt: order.createdAt }
}

const shownOf = (one: Fulfilment): Shown => ({
  carrier: one.tracking[0]?.company ?? null,
  numbers: one.tracking.flatMap(({ number }) => number ?? []),
  items: one.lines.map(({ line, quantity }) => ({
    platformItemId: gid('LineItem', line.id),
    quantity,
  })),
})

/** The items as the open fulfilment orders hold them; null: all that remains. */
function wantedOf(
  order: ShopOrder,
  items: Parameters<StandIn['fulfil']>[1]['items'],
): readonly Wanted[] {
  const open = order.fulfilmentOrders.filter(one => one.status !== 'CLOSED')
  if (!items) return open.map(one => ({ fulfilmentOrderId: one.id, lines: null }))
  const left = new Map(items.map(item => [item.platformItemId, item.quantity]))
  return open.flatMap(({ id: fulfilmentOrderId, lines }) => {
    const taken = lines.flatMap(({ id, line, remaining }) => {
      const wanted = left.get(gid('LineItem', line.id)) ?? 0
      const quantity = Math.min(wanted, remaining)
      left.set(gid('LineItem', line.id), wanted - quantity)
      return quantity > 0 ? [{ id, quantity }] : []
    })
    return taken.length > 0 ? [{ fulfilmentOrderId, lines: taken }] : []
  })
}
