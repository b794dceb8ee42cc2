// The three places where such a shop can show a parcel: fulfilments of its own, a plugin's trackings (in
// order meta), or nothing but a note. Each mode has the routes of its own place.
import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { Integer, parseExactly } from '../exact-json.ts'
import type { Ask } from '../host.ts'
import type { Shown, StandIn } from '../stand-in.ts'
import {
  fulfilmentStatus,
  itemsIn,
  leftOf,
  numberOf,
  type Tracking,
  type WooFulfilment,
  type WooOrder,
} from './shop.ts'
import { changed, type Mode, type Route, type Site, setStatus } from './site.ts'
import { fulfilmentView, trackingView } from './views.ts'
import { announce } from './webhooks.ts'
import { fault, invalidBody, Meta, noOrder, queryOf, reply } from './wire.ts'

const TRACKINGS = '_wc_shipment_tracking_items'

const Items = z
  .array(z.strictObject({ item_id: Integer.refine(id => id > 0n), qty: z.number().positive() }))
  .min(1, 'At least one item is required.')
const NewFulfilment = z.strictObject({
  status: z.enum(['fulfilled', 'unfulfilled']),
  is_fulfilled: z.boolean(),
  meta_data: z
    .array(Meta)
    .refine(
      meta => Items.safeParse(meta.find(each => each.key === '_items')?.value).success,
      'Invalid item.',
    ),
})

const NewTracking = {
  tracking: z.strictObject({
    tracking_number: z.string().min(1),
    custom_tracking_provider: z.string().min(1),
    custom_tracking_link: z.url(),
  }),
  ast: z.strictObject({
    tracking_number: z.string().min(1),
    tracking_provider: z.string().min(1),
    status_shipped: z.literal(0), // 1 and 2 would change the status and mail the buyer
  }),
}

/** Without the feature or plugin there is no such route. */
export function parcelRoutes(site: Site): readonly Route[] {
  return site.modes.flatMap(routesOf)

  function routesOf(mode: Mode): readonly Route[] {
    const fulfilments = /^\/wc\/v3\/orders\/(\d+)\/fulfillments(?:\/(\d+))?$/
    const trackings = {
      tracking: /^\/wc-shipment-tracking\/v3\/orders\/(\d+)\/shipment-trackings$/,
      ast: /^\/wc-(?:ast|shipment-tracking)\/v3\/orders\/(\d+)\/shipment-trackings$/,
      'ast-alone': /^\/wc-ast\/v3\/orders\/(\d+)\/shipment-trackings$/,
    }
    if (mode === 'notes') return []
    return mode === 'fulfilments'
      ? [
          ['GET', fulfilments, listFulfilments],
          ['POST', fulfilments, writeFulfilment],
          ['PUT', fulfilments, writeFulfilment],
        ]
      : [
          ['GET', trackings[mode], listTrackings],
          ['POST', trackings[mode], postTracking],
        ]
  }

  function listFulfilments(_: Ask, id: string): Response {
    const order = site.shop.find(id)
    if (!order) return noOrder()
    return reply(order.fulfilments.map(each => fulfilmentView(each, order)))
  }

  function writeFulfilment(ask: Ask, id: string, fulfilmentId: string): Response {
    const order = site.shop.find(id)
    if (!order) return noOrder()
    if (queryOf(ask.url, ['notify_customer']).notify_customer === 'true') {
      site.journal.problem('WooCommerce mailed the buyer of a fulfilment')
    }
    const asked = NewFulfilment.safeParse(parseExactly(ask.body))
    if (!asked.success) {
      const message = asked.error.issues[0]?.message ?? 'Invalid fulfillment.'
      return fault(400, 'woocommerce_rest_fulfillment_error', message)
    }
    const { status, is_fulfilled: isFulfilled, meta_data: meta } = asked.data
    const existing = order.fulfilments.find(each => String(each.id) === fulfilmentId)
    if (fulfilmentId && !existing) {
      return fault(404, 'woocommerce_rest_fulfillment_invalid_id', 'Invalid fulfillment ID.')
    }
    site.acts += 1
    const told = `${metaOf(meta, '_shipment_provider')} ${metaOf(meta, '_tracking_number')}`
    site.journal.note('shop', `WooCommerce shows ${numberOf(order)} as fulfilled: ${told}.`)
    if (existing) {
      Object.assign(existing, { status, isFulfilled, meta, updatedAt: site.now() }) // all meta is replaced
      afterFulfilment(site, order)
      return reply(fulfilmentView(existing, order))
    }
    const made = addFulfilment(site, order, { status, isFulfilled, meta })
    return reply(fulfilmentView(made, order), 201)
  }

  function listTrackings(_: Ask, id: string): Response {
    const order = site.shop.find(id)
    return order ? reply(trackingsOf(order).map(trackingView)) : noOrder()
  }

  function postTracking(ask: Ask, id: string): Response {
    const order = site.shop.find(id)
    if (!order) return noOrder()
    const asked = NewTracking[site.modes[0] === 'tracking' ? 'tracking' : 'ast'].safeParse(
      parseExactly(ask.body),
    )
    if (!asked.success) return invalidBody(asked.error)
    site.acts += 1
    const { status_shipped: _, ...given } = { status_shipped: 0, ...asked.data }
    site.journal.note('shop', `WooCommerce shows ${given.tracking_number} at ${numberOf(order)}.`)
    return reply(trackingView(addTracking(site, order, given)), 201)
  }
}

/** The merchant sends a parcel by hand, and says so where this shop shows it. */
export function sendParcel(
  site: Site,
  order: WooOrder,
  { carrier, trackingNumber, items }: Parameters<StandIn['fulfil']>[1],
): void {
  const [mode] = site.modes
  if (mode === 'fulfilments') {
    const taken =
      items?.map(item => [item.platformItemId, item.quantity] as const) ??
      [...leftOf(order)].filter(([, left]) => left > 0)
    const meta = [
      { key: '_items', value: taken.map(([item, qty]) => ({ item_id: BigInt(item), qty })) },
      { key: '_tracking_number', value: trackingNumber },
      { key: '_shipment_provider', value: carrier },
      { key: '_shipping_option', value: 'manual-entry' }, // the admin's own; an update must keep it
    ]
    addFulfilment(site, order, { status: 'fulfilled', isFulfilled: true, meta })
    return
  }
  if (mode === 'notes') {
    const note = `Sent with ${carrier}, ${trackingNumber}`
    order.notes.push({ id: site.shop.newId(), note, isForCustomer: false })
  } else {
    addTracking(site, order, { tracking_provider: carrier, tracking_number: trackingNumber })
  }
  setStatus(site, order, 'completed')
}

/** The merchant deletes every parcel of the order. */
export function clearParcels(site: Site, order: WooOrder) {
  order.fulfilments.length = 0
  order.notes.length = 0
  order.meta.delete(TRACKINGS)
  afterFulfilment(site, order)
}

export const isShipped = ({ modes: [mode] }: Site, order: WooOrder): boolean =>
  mode === 'fulfilments' ? fulfilmentStatus(order) === 'fulfilled' : order.status === 'completed'

/** Where this shop shows its parcels best. */
export function shownOf(site: Site, order: WooOrder): Shown[] {
  const [mode] = site.modes
  if (mode === 'fulfilments') {
    return order.fulfilments.map(each => ({
      carrier: metaOf(each.meta, '_shipment_provider'),
      numbers: [metaOf(each.meta, '_tracking_number')].flatMap(number => number ?? []),
      items: itemsIn(each).map(({ itemId, quantity }) => ({ platformItemId: itemId, quantity })),
    }))
  }
  if (mode !== 'notes') {
    return trackingsOf(order).map(each => ({
      carrier: each.custom_tracking_provider || each.tracking_provider,
      numbers: [each.tracking_number],
      items: [],
    }))
  }
  return order.notes.flatMap(({ note }) => {
    const [, number, carrier = null] = /^Parcel (\S+).* sent with (.+?)\. https:/.exec(note) ?? []
    return number ? [{ carrier, numbers: [number], items: [] }] : []
  })
}

function addFulfilment(
  site: Site,
  order: WooOrder,
  given: Pick<WooFulfilment, 'status' | 'isFulfilled' | 'meta'>,
): WooFulfilment {
  const made = { ...given, id: site.shop.newId(), updatedAt: site.now() }
  order.fulfilments.push(made)
  afterFulfilment(site, order)
  return made
}

/** The status is order meta. With the order tables (HPOS) meta moves `date_modified`; from memory. */
function afterFulfilment(site: Site, order: WooOrder) {
  const status = fulfilmentStatus(order)
  if (status === 'no_fulfillments') order.meta.delete('_fulfillment_status')
  else order.meta.set('_fulfillment_status', status)
  changed(site, order)
}

function trackingsOf(order: WooOrder): Tracking[] {
  const kept = order.meta.get(TRACKINGS)
  return Array.isArray(kept) ? kept : []
}

function addTracking(site: Site, order: WooOrder, given: Partial<Tracking>): Tracking {
  const made = {
    tracking_provider: '',
    custom_tracking_provider: '',
    custom_tracking_link: '',
    tracking_number: '',
    ...given,
    date_shipped: String(Math.floor(site.now() / 1000)),
    tracking_id: randomUUID().replaceAll('-', ''),
  }
  order.meta.set(TRACKINGS, [...trackingsOf(order), made])
  announce(site, 'order.updated', order)
  return made
}

const metaOf = (meta: readonly { key: string; value: unknown }[], key: string): string | null => {
  const value = meta.find(each => each.key === key)?.value
  return typeof value === 'string' ? value : null
}
