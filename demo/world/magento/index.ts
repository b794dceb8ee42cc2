// The stand-in for a Magento shop: the REST API as far as Waymark calls it, over orders of its own, with
// the traps of the real one: a bearer refused unless allowed, OAuth signatures checked part by part,
// descending lists, the last page answered again past the end, `fields` that turns empty lists into
// null, the parts of a configurable product beside it, and no webhooks.
// https://developer.adobe.com/commerce/webapi/rest/ (read 2026-11-23)
import { createMagentoDoor, type Switches } from './door.ts'
import { createMagentoShop, type MageOrder, openOf } from './shop.ts'
import type { Placed, StandIn, StandInOptions } from '../stand-in.ts'

const HOST = 'magento.wattle-and-tide.example'
const SECRETS = {
  consumerKey: 'mage0consumer0key0of0the0demo000',
  consumerSecret: 'mage0consumer0secret0of0demo0000',
  accessToken: 'mage0access0token0of0the0demo000',
  accessTokenSecret: 'mage0token0secret0of0the0demo000',
} as const

export function createMagento(
  { now, journal }: StandInOptions,
  switches: Partial<Switches> = {},
): StandIn {
  const shop = createMagentoShop(now)
  const door = createMagentoDoor({
    shop,
    now,
    journal,
    secrets: SECRETS,
    switches: { bearer: false, maxPageSize: null, denied: [], ...switches },
  })
  const find = (id: string): MageOrder => {
    const order = shop.orders.find(each => String(each.id) === id)
    if (!order) throw new Error(`the Magento shop has no order ${id}`)
    return order
  }
  return {
    name: 'Magento',
    hosts: { [HOST]: door.host },
    connection: { platform: 'magento', settings: { host: HOST }, secrets: SECRETS },
    orders: () => shop.orders.map(toPlaced),
    place: (order, { placedAt } = {}) => toPlaced(shop.place(order, placedAt)),
    edit: (id, street) => shop.edit(find(id), street),
    cancel: id => shop.cancel(find(id)),
    remove: id => shop.remove(find(id)),
    fulfil: (id, { carrier, trackingNumber, items }) => {
      const order = find(id)
      const parts = items?.map(item => ({ id: BigInt(item.platformItemId), qty: item.quantity }))
      shop.ship(order, parts ?? null, [
        { number: trackingNumber, title: carrier, carrierCode: 'custom' },
      ])
    },
    shown: id =>
      shop.shipmentsOf(find(id)).map(shipment => ({
        carrier: shipment.tracks[0]?.title ?? null,
        numbers: shipment.tracks.map(track => track.number),
        items: shipment.parts.map(part => ({
          platformItemId: String(part.id),
          quantity: part.qty,
        })),
      })),
    isShipped: id => {
      const { lines } = find(id)
      return lines.every(line => openOf(line) === 0) && lines.some(line => line.shipped > 0)
    },
    acts: door.acts,
    throttle: door.throttle,
    revoke: door.revoke,
  }
}

const toPlaced = (order: MageOrder): Placed => ({
  ...order.wanted,
  id: String(order.id),
  itemIds: order.lines.map(line => String(line.id)),
  placedAt: order.createdAt,
})
