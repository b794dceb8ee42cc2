// The stand-in for WooCommerce: the REST API wc/v3 with its traps, signed webhooks that are sent once,
// and the three places where such a shop can show a parcel. It refuses calls and arguments it does not
// know, and calls a mail to the shopper a problem.
// https://woocommerce.github.io/woocommerce-rest-api-docs/ (read 2026-11-23); what is marked "seen" was
// seen on a running WooCommerce 9.5.1.
import { randomUUID } from 'node:crypto'
import { parseExactly, writeExactly } from '../exact-json.ts'
import { type Ask, refuseUnknown } from '../host.ts'
import { hmac } from '../sign.ts'
import type { Shown, StandIn, StandInOptions } from '../stand-in.ts'
import {
  createWooShop,
  fulfilmentStatus,
  fulfilmentView,
  itemsIn,
  leftOf,
  numberOf,
  orderView,
  refundView,
  type Tracking,
  type WooFulfilment,
  type WooOrder,
} from './shop.ts'
import {
  AGENT,
  fault,
  HookUpdate,
  instantAsked,
  invalid,
  metaOf,
  NewFulfilment,
  NewHook,
  NewNote,
  NewTracking,
  noOrder,
  noRoute,
  noteView,
  ORDER_QUERY,
  OrderUpdate,
  perPage,
  placedOf,
  queryOf,
  reply,
  trackingView,
  trimmed,
  type Webhook,
  webhookView,
} from './wire.ts'

/**
 * `fulfilments`: 10.1 with the feature on; `tracking`, `ast`: a plugin; `ast-alone`: the second without the
 * first one's routes; `notes`: nothing at all.
 */
export type Mode = 'fulfilments' | 'tracking' | 'ast' | 'ast-alone' | 'notes'

const HOST = 'wattle-and-tide.example'
const KEY = 'ck_0f6c1d2b3a4958677685940312fedcba98765432'
const SECRET = 'cs_89abcdef0123456789abcdef0123456789abcdef'
const TRACKINGS = '_wc_shipment_tracking_items'
/** Seen: the seventh failure in a row switches a webhook off. */
const MAX_FAILURES = 6

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
  const { now, journal, post } = options
  let modes: readonly Mode[] = [first]
  let mode = first
  const shop = createWooShop(now)
  const webhooks: Webhook[] = []
  const asks: Ask[] = []
  let acts = 0
  let throttled = 0
  let isRevoked = false
  let isReadOnly = false
  /** Without a tracking place the merchant wants the status, so the mail of it is switched off. */
  const completes = first !== 'fulfilments'

  const routes: readonly Route[] = [
    ['GET', /^\/$/, index],
    ['GET', /^\/wc\/v3\/orders$/, listOrders],
    ['GET', /^\/wc\/v3\/orders\/(\d+)$/, readOrder],
    ['PUT', /^\/wc\/v3\/orders\/(\d+)$/, updateOrder],
    ['GET', /^\/wc\/v3\/orders\/(\d+)\/refunds$/, listRefunds],
    ['GET', /^\/wc\/v3\/orders\/(\d+)\/notes$/, listNotes],
    ['POST', /^\/wc\/v3\/orders\/(\d+)\/notes$/, addNote],
    ['DELETE', /^\/wc\/v3\/orders\/(\d+)\/notes\/(\d+)$/, removeNote],
    ['GET', /^\/wc\/v3\/products$/, listProducts],
    ['GET', /^\/wc\/v3\/products\/(\d+)\/variations$/, listProducts],
    ['GET', /^\/wc\/v3\/settings\/(\w+)\/(\w+)$/, readSetting],
    ['GET', /^\/wc\/v3\/webhooks$/, listWebhooks],
    ['POST', /^\/wc\/v3\/webhooks$/, writeWebhook],
    ['PUT', /^\/wc\/v3\/webhooks\/(\d+)$/, writeWebhook],
  ]

  const orderOf = (id: string): WooOrder => {
    const order = shop.find(id)
    if (!order) throw new Error(`the demo shop has no order ${id}`)
    return order
  }
  const changed = (order: WooOrder) => {
    shop.touch(order)
    announce('order.updated', order)
  }

  return {
    name: 'WooCommerce',
    hosts: { [HOST]: answer },
    connection: {
      platform: 'woocommerce',
      settings: { shop: `https://${HOST}`, ...(completes ? { completeOrders: true } : {}) },
      secrets: {
        consumerKey: KEY,
        consumerSecret: SECRET,
        webhookSecret: 'DemoWooWebhookSecret01',
      },
    },
    orders: () => shop.orders.map(placedOf),
    place: (given, { quietly, placedAt } = {}) => {
      const order = shop.place(given, placedAt)
      // Seen: one creation makes both, with the same body.
      if (!quietly) for (const topic of ['order.created', 'order.updated']) announce(topic, order)
      return placedOf(order)
    },
    edit: (id, street) => {
      const order = orderOf(id)
      order.street = street
      changed(order)
      announce('order.updated', order) // one change often comes twice: issue 20047
    },
    cancel: id => setStatus(orderOf(id), 'cancelled'),
    remove: id => {
      const order = orderOf(id)
      shop.remove(order)
      deliver('order.deleted', writeExactly({ id: order.id }))
    },
    fulfil: (id, { carrier, trackingNumber, items }) => {
      const order = orderOf(id)
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
        addFulfilment(order, { status: 'fulfilled', isFulfilled: true, meta })
        return
      }
      if (mode === 'notes') {
        const note = `Sent with ${carrier}, ${trackingNumber}`
        order.notes.push({ id: shop.newId(), note, isForCustomer: false })
      } else {
        addTracking(order, { tracking_provider: carrier, tracking_number: trackingNumber })
      }
      setStatus(order, 'completed')
    },
    shown: id => shownOf(orderOf(id)),
    isShipped: id =>
      mode === 'fulfilments'
        ? fulfilmentStatus(orderOf(id)) === 'fulfilled'
        : orderOf(id).status === 'completed',
    acts: () => acts,
    throttle: times => {
      throttled = times
    },
    revoke: () => {
      isRevoked = true
    },
    addMeta: (id, key, value) => {
      orderOf(id).meta.set(key, value)
      announce('order.updated', orderOf(id))
    },
    refund: (id, itemId, quantity) => {
      const order = orderOf(id)
      const line = order.lines.find(each => String(each.id) === itemId)
      if (!line) throw new Error(`the order has no line ${itemId}`)
      order.refunds.push({ id: shop.newId(), line, quantity })
      changed(order)
    },
    setStatus: (id, status) => setStatus(orderOf(id), status),
    clearParcels: id => {
      const order = orderOf(id)
      order.fulfilments.length = 0
      order.notes.length = 0
      order.meta.delete(TRACKINGS)
      afterFulfilment(order)
    },
    webhooks,
    asks,
    makeReadOnly: () => {
      isReadOnly = true
    },
    offer: (...next) => {
      modes = next
      mode = next[0]
    },
  }

  function answer(ask: Ask): Response {
    asks.push(ask)
    if (throttled > 0) {
      throttled -= 1
      const page = '<html><body><h1>Too Many Requests</h1></body></html>'
      const headers = { 'content-type': 'text/html', 'retry-after': '20' }
      return new Response(page, { status: 429, headers }) // the host's own, not WooCommerce's
    }
    const given = ask.headers.get('authorization')
    if (isRevoked || given !== `Basic ${Buffer.from(`${KEY}:${SECRET}`).toString('base64')}`) {
      return fault(401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.')
    }
    if (isReadOnly && ask.method !== 'GET') {
      const message = 'The API key provided does not have write permissions.'
      return fault(401, 'woocommerce_rest_authentication_error', message)
    }
    const path = /^\/wp-json(\/.*)$/.exec(ask.url.pathname)?.[1]
    if (path === undefined) return refuseUnknown(`${ask.url.pathname} at WooCommerce`)
    for (const [method, pattern, run] of [...routes, ...modes.flatMap(placeRoutes)]) {
      const found = pattern.exec(path)
      if (ask.method === method && found) return run(ask, found[1] ?? '', found[2] ?? '')
    }
    if (isKnownElsewhere(path)) return noRoute()
    return refuseUnknown(`${ask.method} ${path} at WooCommerce`)
  }

  /** Without the feature or plugin there is no such route. */
  function placeRoutes(mode: Mode): readonly Route[] {
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

  function index({ url }: Ask): Response {
    queryOf(url, ['_fields'])
    const plugins = {
      fulfilments: [],
      notes: [],
      tracking: ['wc-shipment-tracking/v3'],
      ast: ['wc-shipment-tracking/v3', 'wc-ast/v3'],
      'ast-alone': ['wc-ast/v3'],
    }
    const namespaces = ['wp/v2', 'wc/v3', ...modes.flatMap(each => plugins[each])]
    return reply({ name: 'Wattle & Tide', namespaces })
  }

  /** Products beneath no product, variations beneath theirs: neither list has the other's. */
  function listProducts({ url }: Ask, parent: string): Response {
    const query = queryOf(url, ['include', 'per_page', '_fields'])
    const limit = perPage(query)
    if (limit === null) return invalid('per_page')
    const wanted = new Set((query.include ?? '').split(','))
    const found = shop
      .products()
      .filter(each => String(each.parent) === (parent || '0') && wanted.has(String(each.id)))
      .map(({ id, grams }) => ({ id, weight: String(grams / 1000), virtual: false }))
    return reply(found.slice(0, limit))
  }

  function listRefunds({ url }: Ask, id: string): Response {
    queryOf(url, ['per_page'])
    const order = shop.find(id)
    return order ? reply(order.refunds.map(refundView)) : noOrder()
  }

  function readSetting(_: Ask, group: string, id: string): Response {
    const settings: Readonly<Record<string, string>> = {
      'products/woocommerce_weight_unit': 'kg',
      'email_customer_completed_order/enabled': completes ? 'no' : 'yes',
    }
    const value = settings[`${group}/${id}`]
    if (value === undefined) return refuseUnknown(`the setting ${group}/${id}`)
    return reply({ id, value })
  }

  /** Routes that other shops have: without the plugin or feature WordPress does not know them. */
  function isKnownElsewhere(path: string): boolean {
    return /\/orders\/\d+\/(?:fulfillments|shipment-trackings)(?:\/|$)/.test(path)
  }

  function listOrders({ url }: Ask): Response {
    const query = queryOf(url, ORDER_QUERY)
    const limit = perPage(query)
    if (limit === null) return invalid('per_page')
    const offset = Number(query.offset ?? (Number(query.page ?? 1) - 1) * limit)
    const excluded = new Set((query.exclude ?? '').split(','))
    const from = instantAsked(query, 'modified_after') ?? Number.NEGATIVE_INFINITY
    const until = instantAsked(query, 'modified_before') ?? Number.POSITIVE_INFINITY
    const { orderby = 'modified' } = query
    if (orderby !== 'modified' && orderby !== 'id') return refuseUnknown(`orders by ${orderby}`)
    // Nothing orders the orders of one second: it is other ones at every call.
    const turn = asks.length % 2 === 0 ? 1 : -1
    const found = shop.orders
      .filter(order => order.status !== 'trash')
      .filter(order => order.modifiedAt > from && order.modifiedAt < until) // strictly: seen
      .filter(order => !excluded.has(String(order.id)))
      .toSorted((a, b) =>
        orderby === 'id'
          ? Number(a.id - b.id)
          : a.modifiedAt - b.modifiedAt || (a.id < b.id ? -turn : turn),
      )
    const sorted = query.order === 'asc' ? found : found.toReversed()
    const page = sorted.slice(offset, offset + limit).map(order => orderView(order, HOST))
    return reply(trimmed(page, query), 200, {
      'x-wp-total': String(found.length),
      'x-wp-totalpages': String(Math.ceil(found.length / limit)),
    })
  }

  function readOrder({ url }: Ask, id: string): Response {
    const order = shop.find(id)
    return order ? reply(trimmed(orderView(order, HOST), queryOf(url, ['_fields']))) : noOrder()
  }

  function updateOrder(ask: Ask, id: string): Response {
    const order = shop.find(id)
    if (!order) return noOrder()
    const asked = OrderUpdate.safeParse(parseExactly(ask.body))
    if (!asked.success) return invalid(asked.error.issues[0]?.path.join('.') ?? 'body')
    acts += 1
    for (const { key, value } of asked.data.meta_data ?? []) order.meta.set(key, value)
    const { status } = asked.data
    if (status === 'completed' && order.status !== 'completed') {
      if (!completes) journal.problem('WooCommerce mailed the buyer: "Your order is now complete"')
      journal.note('shop', `WooCommerce shows ${numberOf(order)} as completed.`)
    }
    // Repeating a status changes nothing and yet sends the webhook; so does meta alone (seen).
    if (status && status !== order.status) setStatus(order, status)
    else announce('order.updated', order)
    return reply(trimmed(orderView(order, HOST), queryOf(ask.url, ['_fields'])))
  }

  function setStatus(order: WooOrder, status: string) {
    order.status = status
    if (status === 'completed') order.completedAt = Math.floor(now() / 1000) * 1000
    changed(order)
  }

  function listNotes({ url }: Ask, id: string): Response {
    const order = shop.find(id)
    if (!order) return noOrder()
    const { type } = queryOf(url, ['type'])
    const wanted = order.notes.filter(
      each => !type || type === 'any' || each.isForCustomer === (type === 'customer'),
    )
    return reply(wanted.map(noteView))
  }

  function addNote(ask: Ask, id: string): Response {
    const asked = NewNote.safeParse(parseExactly(ask.body))
    if (!asked.success) {
      return fault(400, 'rest_missing_callback_param', 'Missing parameter(s): note')
    }
    const order = shop.find(id)
    if (!order) return noOrder()
    acts += 1
    if (asked.data.customer_note) journal.problem('WooCommerce mailed the buyer a note')
    const { note, customer_note: isForCustomer } = asked.data
    const made = { id: shop.newId(), note, isForCustomer }
    order.notes.push(made) // neither date_modified nor a webhook: seen
    journal.note('shop', `WooCommerce keeps a private note at ${numberOf(order)}.`)
    return reply(noteView(made), 201)
  }

  function removeNote({ url }: Ask, id: string, noteId: string): Response {
    const order = shop.find(id)
    if (!order) return noOrder()
    if (queryOf(url, ['force']).force !== 'true') {
      return fault(501, 'woocommerce_rest_trash_not_supported', 'Webhooks do not support trashing.')
    }
    const at = order.notes.findIndex(each => String(each.id) === noteId)
    const [gone] = at < 0 ? [] : order.notes.splice(at, 1)
    if (!gone) return fault(404, 'woocommerce_rest_invalid_id', 'Invalid resource ID.')
    acts += 1
    return reply(noteView(gone))
  }

  function listFulfilments(_: Ask, id: string): Response {
    const order = shop.find(id)
    if (!order) return noOrder()
    return reply(order.fulfilments.map(each => fulfilmentView(each, order)))
  }

  function writeFulfilment(ask: Ask, id: string, fulfilmentId: string): Response {
    const order = shop.find(id)
    if (!order) return noOrder()
    if (queryOf(ask.url, ['notify_customer']).notify_customer === 'true') {
      journal.problem('WooCommerce mailed the buyer of a fulfilment')
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
    acts += 1
    const told = `${metaOf(meta, '_shipment_provider')} ${metaOf(meta, '_tracking_number')}`
    journal.note('shop', `WooCommerce shows ${numberOf(order)} as fulfilled: ${told}.`)
    if (existing) {
      Object.assign(existing, { status, isFulfilled, meta, updatedAt: now() }) // all meta is replaced
      afterFulfilment(order)
      return reply(fulfilmentView(existing, order))
    }
    const made = addFulfilment(order, { status, isFulfilled, meta })
    return reply(fulfilmentView(made, order), 201)
  }

  function addFulfilment(
    order: WooOrder,
    given: Pick<WooFulfilment, 'status' | 'isFulfilled' | 'meta'>,
  ): WooFulfilment {
    const made = { ...given, id: shop.newId(), updatedAt: now() }
    order.fulfilments.push(made)
    afterFulfilment(order)
    return made
  }

  /** The status is order meta. With the order tables (HPOS) meta moves `date_modified`; from memory. */
  function afterFulfilment(order: WooOrder) {
    const status = fulfilmentStatus(order)
    if (status === 'no_fulfillments') order.meta.delete('_fulfillment_status')
    else order.meta.set('_fulfillment_status', status)
    changed(order)
  }

  function trackingsOf(order: WooOrder): Tracking[] {
    const kept = order.meta.get(TRACKINGS)
    return Array.isArray(kept) ? kept : []
  }

  function addTracking(order: WooOrder, given: Partial<Tracking>): Tracking {
    const made = {
      tracking_provider: '',
      custom_tracking_provider: '',
      custom_tracking_link: '',
      tracking_number: '',
      ...given,
      date_shipped: String(Math.floor(now() / 1000)),
      tracking_id: randomUUID().replaceAll('-', ''),
    }
    order.meta.set(TRACKINGS, [...trackingsOf(order), made])
    announce('order.updated', order)
    return made
  }

  function listTrackings(_: Ask, id: string): Response {
    const order = shop.find(id)
    return order ? reply(trackingsOf(order).map(trackingView)) : noOrder()
  }

  function postTracking(ask: Ask, id: string): Response {
    const order = shop.find(id)
    if (!order) return noOrder()
    const asked = NewTracking[mode === 'tracking' ? 'tracking' : 'ast'].safeParse(
      parseExactly(ask.body),
    )
    if (!asked.success) return invalid(asked.error.issues[0]?.path.join('.') ?? 'body')
    acts += 1
    const { status_shipped: _, ...given } = { status_shipped: 0, ...asked.data }
    journal.note('shop', `WooCommerce shows ${given.tracking_number} at ${numberOf(order)}.`)
    return reply(trackingView(addTracking(order, given)), 201)
  }

  function listWebhooks({ url }: Ask): Response {
    const query = queryOf(url, ['per_page', 'page', 'orderby', 'order'])
    const limit = perPage(query)
    if (limit === null) return invalid('per_page')
    const from = (Number(query.page ?? 1) - 1) * limit
    return reply(webhooks.slice(from, from + limit).map(webhookView))
  }

  function writeWebhook(ask: Ask, id: string): Response {
    const existing = webhooks.find(each => String(each.id) === id)
    if (id && !existing)
      return fault(404, 'woocommerce_rest_shop_webhook_invalid_id', 'Invalid ID.')
    const body = parseExactly(ask.body)
    if (existing) {
      const update = HookUpdate.safeParse(body)
      if (!update.success) return invalid(update.error.issues[0]?.path.join('.') ?? 'body')
      acts += 1
      Object.assign(existing, update.data, { failures: 0 })
      return reply(webhookView(existing))
    }
    const asked = NewHook.safeParse(body)
    if (!asked.success) return invalid(asked.error.issues[0]?.path.join('.') ?? 'body')
    acts += 1
    const made = { ...asked.data, id: webhooks.length + 1, failures: 0 }
    webhooks.push(made)
    // The ping: a form, unsigned, without one of the headers (seen).
    void post('WooCommerce', {
      url: made.delivery_url,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'user-agent': AGENT,
      },
      body: `webhook_id=${made.id}`,
    })
    return reply(webhookView(made), 201)
  }

  function announce(topic: string, order: WooOrder) {
    deliver(topic, writeExactly(orderView(order, HOST)))
  }

  /** Sent once; a webhook that fails too often in a row is switched off without a word. */
  function deliver(topic: string, body: string) {
    for (const webhook of webhooks) {
      if (webhook.topic !== topic || webhook.status !== 'active') continue
      const [resource = '', event = ''] = topic.split('.')
      const headers = {
        'content-type': 'application/json',
        'user-agent': AGENT,
        'x-wc-webhook-source': `https://${HOST}/`,
        'x-wc-webhook-topic': topic,
        'x-wc-webhook-resource': resource,
        'x-wc-webhook-event': event,
        'x-wc-webhook-signature': hmac('sha256', webhook.secret, body, 'base64'),
        'x-wc-webhook-id': String(webhook.id),
        'x-wc-webhook-delivery-id': randomUUID().replaceAll('-', ''),
      }
      void post('WooCommerce', { url: webhook.delivery_url, headers, body }).then(status => {
        webhook.failures = status >= 200 && status < 303 ? 0 : webhook.failures + 1
        if (webhook.failures > MAX_FAILURES) webhook.status = 'disabled'
      })
    }
  }

  function shownOf(order: WooOrder): Shown[] {
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
}

type Run = (ask: Ask, first: string, second: string) => Response
type Route = readonly [method: string, pattern: RegExp, run: Run]
