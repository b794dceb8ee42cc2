// BigCommerce's API in the demo world, with its traps: bare arrays, 204 for an empty one, a date filter
// that is ignored when it cannot be read, lists cut at 50, XML for who does not ask for JSON, a quota told
// in headers, ids written as numbers that no JavaScript number can hold.
// https://github.com/bigcommerce/docs (read 2026-11-23)
import { createHash, randomUUID } from 'node:crypto'
import * as store from './store.ts'
import {
  ChangedShipment,
  faultOf,
  json,
  LIST_QUERY,
  NewHook,
  NewShipment,
  NewStatus,
  v2Error,
  v3Error,
} from './wire.ts'
import { parseExactly, writeExactly } from '../exact-json.ts'
import { type Ask, parseJson, refuseUnknown } from '../host.ts'
import { hmac } from '../sign.ts'
import type { Placed, Shown, StandIn, StandInOptions } from '../stand-in.ts'

export const BIGCOMMERCE = {
  host: 'api.bigcommerce.com',
  storeHash: 'wattle9tide',
  accessToken: 'demo-bigcommerce-access-token-33333',
  clientSecret: 'demo-bigcommerce-client-secret-44444',
  webhookSecret: 'demo-bigcommerce-webhook-secret-5555',
} as const

export type BigCommerceOptions = {
  /** false: the merchant switched off that shipments move the status. */
  readonly movesStatus?: boolean
  /** What the API account may do. */
  readonly rights?: readonly ('read' | 'modify' | 'information')[]
  /** The plan's calls in 30 s. */
  readonly quota?: number
}

type Hook = {
  readonly id: number
  scope: string
  destination: string
  is_active: boolean
  headers: Record<string, string> | null
}
export type BigCommerceStandIn = StandIn & {
  /** The merchant deletes all shipments of an order. */
  unship(id: string): void
  setStatus(id: string, statusId: number): void
  readonly hooks: Hook[]
}

type Act = (parts: readonly string[], query: URLSearchParams, ask: Ask) => Response

const STORE = { id: 'wattle9tide', name: 'Wattle & Tide', weight_units: 'KGS', currency: 'AUD' }
const ONE_PAGE = { total: 10, count: 10, per_page: 250, current_page: 1, total_pages: 1 }
const WINDOW_MS = 30_000
/** Above 2^53, and neighbours: read as a JSON number, two orders would become one. */
const FIRST_ID = 9_007_199_254_741_100n

export function createBigCommerce(
  { now, journal, post }: StandInOptions,
  {
    movesStatus = true,
    rights = ['read', 'modify', 'information'],
    quota = 150,
  }: BigCommerceOptions = {},
): BigCommerceStandIn {
  const orders: store.StoreOrder[] = []
  const hooks: Hook[] = []
  let lastId = FIRST_ID
  let lastHook = 100
  let acts = 0
  let throttled = 0
  let isRevoked = false
  let window = { from: 0, used: 0 }
  const newId = () => {
    lastId += 1n
    return lastId
  }
  const seconds = () => Math.floor(now() / 1000) * 1000
  const base = `/stores/${BIGCOMMERCE.storeHash}`

  const find = (id: string) => orders.find(order => String(order.id) === id)
  const orderOf = (id: string): store.StoreOrder => {
    const order = find(id)
    if (!order) throw new Error(`the demo store has no order ${id}`)
    return order
  }

  const noOrder = () => v2Error(404, 'The requested resource was not found.')
  const withOrder = (id: string | undefined, act: (order: store.StoreOrder) => Response) => {
    const order = find(id ?? '')
    return order ? act(order) : noOrder()
  }
  const routes: readonly [RegExp, 'read' | 'modify' | 'information', Act][] = [
    [/^GET \/v2\/store$/, 'information', () => json(STORE)],
    [/^GET \/v2\/orders$/, 'read', (_, query) => list(query)],
    [/^GET \/v2\/orders\/count$/, 'read', (_, query) => counts(query)],
    [
      /^GET \/v2\/orders\/(\d+)$/,
      'read',
      ([id], query) => withOrder(id, order => json(viewOf(order, query))),
    ],
    [
      /^GET \/v2\/orders\/(\d+)\/products$/,
      'read',
      ([id], query) =>
        withOrder(id, order =>
          slice(
            order.lines.map(line => store.lineView(line, order)),
            query,
          ),
        ),
    ],
    [
      /^GET \/v2\/orders\/(\d+)\/shipments$/,
      'read',
      ([id], query) =>
        withOrder(id, order =>
          slice(
            order.shipments.map(one => store.shipmentView(one, order)),
            query,
          ),
        ),
    ],
    [
      /^POST \/v2\/orders\/(\d+)\/shipments$/,
      'modify',
      ([id], _, ask) => withOrder(id, order => takeShipment(order, ask)),
    ],
    [
      /^PUT \/v2\/orders\/(\d+)\/shipments\/(\d+)$/,
      'modify',
      ([id, shipment], _, ask) => withOrder(id, order => changeShipment(order, shipment, ask)),
    ],
    [
      /^PUT \/v2\/orders\/(\d+)$/,
      'modify',
      ([id], _, ask) => withOrder(id, order => takeStatus(order, ask)),
    ],
    [/^GET \/v3\/hooks$/, 'read', () => json({ data: hooks, meta: { pagination: ONE_PAGE } })],
    [/^POST \/v3\/hooks$/, 'read', (_, __, ask) => saveHook(undefined, ask)],
    [
      /^PUT \/v3\/hooks\/(\d+)$/,
      'read',
      ([id], _, ask) => {
        const hook = hooks.find(each => String(each.id) === id)
        return hook ? saveHook(hook, ask) : v3Error(404, 'Not found')
      },
    ],
  ]

  return {
    name: 'BigCommerce',
    hosts: { [BIGCOMMERCE.host]: answer },
    connection: {
      platform: 'bigcommerce',
      settings: { storeHash: BIGCOMMERCE.storeHash },
      secrets: {
        accessToken: BIGCOMMERCE.accessToken,
        clientSecret: BIGCOMMERCE.clientSecret,
        webhookSecret: BIGCOMMERCE.webhookSecret,
      },
    },
    hooks,
    orders: () => orders.map(placedOf),
    place: (wanted, { quietly = false, placedAt } = {}) => {
      const at = placedAt === undefined ? seconds() : Math.floor(placedAt / 1000) * 1000
      const id = newId()
      const lines = wanted.lines.map(line => ({ ...line, id: newId(), shipped: 0 }))
      // Its own orders are numbered by BigCommerce; a connector keeps the marketplace's number.
      const name = wanted.sourceName === 'web' ? String(id) : wanted.name
      const order: store.StoreOrder = {
        ...wanted,
        name,
        id,
        addressId: newId(),
        lines,
        shipments: [],
        placedAt: at,
        modifiedAt: at,
        statusId: 11,
        isDeleted: false,
      }
      orders.push(order)
      if (!quietly) announce('store/order/created', { type: 'order', id })
      return placedOf(order)
    },
    edit: (id, street) => {
      const order = orderOf(id)
      order.shipping = { ...order.shipping, address1: street }
      touch(order)
    },
    cancel: id => setStatus(orderOf(id), 5),
    setStatus: (id, statusId) => setStatus(orderOf(id), statusId),
    remove: id => {
      const order = orderOf(id)
      order.isDeleted = true
      order.modifiedAt = seconds()
      announce('store/order/archived', { type: 'order', id: order.id })
    },
    fulfil: (id, { carrier, trackingNumber, items }) => {
      const order = orderOf(id)
      const all = order.lines.map(line => ({ id: line.id, quantity: store.openOf(line) }))
      const some = items?.map(item => ({
        id: BigInt(item.platformItemId),
        quantity: item.quantity,
      }))
      ship(
        order,
        (some ?? all).filter(item => item.quantity > 0),
        {
          tracking_number: trackingNumber,
          shipping_provider: carrier === 'Australia Post' ? 'auspost' : '',
          shipping_method: carrier,
        },
      )
    },
    unship: id => {
      const order = orderOf(id)
      for (const line of order.lines) line.shipped = 0
      for (const one of order.shipments.splice(0)) {
        announce('store/shipment/deleted', { type: 'shipment', id: one.id, orderId: order.id })
      }
      touch(order) // the status stays what it was
    },
    shown: id => orderOf(id).shipments.map(shownOf),
    isShipped: id => store.isWhollyShipped(orderOf(id)) && orderOf(id).statusId === 2,
    acts: () => acts,
    throttle: times => {
      throttled += times
    },
    revoke: () => {
      isRevoked = true
    },
  }

  function answer(ask: Ask): Response {
    if (now() - window.from >= WINDOW_MS) window = { from: now(), used: 0 }
    const isOver = throttled > 0 || window.used >= quota
    if (throttled > 0) throttled--
    else window.used++
    const headers = {
      'x-rate-limit-time-window-ms': String(WINDOW_MS),
      'x-rate-limit-time-reset-ms': String(WINDOW_MS - (now() - window.from)),
      'x-rate-limit-requests-quota': String(quota),
      'x-rate-limit-requests-left': String(isOver ? 0 : quota - window.used),
    }
    const reply = isOver ? v3Error(429, 'Too many requests') : serve(ask)
    for (const [name, value] of Object.entries(headers)) reply.headers.set(name, value)
    return reply
  }

  function serve(ask: Ask): Response {
    const { pathname, searchParams: query } = ask.url
    if (isRevoked || ask.headers.get('x-auth-token') !== BIGCOMMERCE.accessToken) {
      return v3Error(401, 'Unauthorized')
    }
    if (!pathname.startsWith(`${base}/`)) return v3Error(401, 'Unauthorized')
    if (ask.headers.get('accept') !== 'application/json') {
      return new Response('<?xml version="1.0" encoding="UTF-8"?><errors/>', { status: 200 })
    }
    const call = `${ask.method} ${pathname.slice(base.length)}`
    for (const [pattern, right, act] of routes) {
      const match = pattern.exec(call)
      if (!match) continue
      if (!rights.includes(right)) return v3Error(403, 'You do not have the required scope')
      const reply = act(match.slice(1), query, ask)
      if (ask.method !== 'GET' && reply.ok) acts++
      return reply
    }
    return refuseUnknown(`${call} at BigCommerce`)
  }

  function announce(scope: string, data: Readonly<Record<string, unknown>>): void {
    const at = Math.floor(now() / 1000)
    const hash = createHash('sha1').update(`${data.type}${data.id}`).digest('hex')
    const producer = `stores/${BIGCOMMERCE.storeHash}`
    const body = writeExactly({ scope, store_id: '1025646', data, hash, created_at: at, producer })
    for (const hook of hooks.filter(each => each.is_active && each.scope === scope)) {
      const id = `msg_${randomUUID()}`
      const signature = hmac('sha256', BIGCOMMERCE.clientSecret, `${id}.${at}.${body}`, 'base64')
      const headers = {
        ...hook.headers,
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(at),
        'webhook-signature': `v1,${signature}`,
      }
      void post('BigCommerce', { url: hook.destination, headers, body })
    }
  }

  function touch(order: store.StoreOrder): void {
    order.modifiedAt = seconds()
    announce('store/order/updated', { type: 'order', id: order.id })
  }

  function setStatus(order: store.StoreOrder, statusId: number): void {
    const status = { previous_status_id: order.statusId, new_status_id: statusId }
    order.statusId = statusId
    order.modifiedAt = seconds()
    announce('store/order/statusUpdated', { type: 'order', id: order.id, status })
    announce('store/order/updated', { type: 'order', id: order.id })
  }

  function ship(
    order: store.StoreOrder,
    items: store.StoreShipment['items'],
    tracking: store.Tracking,
  ): store.StoreShipment {
    for (const { id, quantity } of items) {
      const line = order.lines.find(each => each.id === id)
      if (!line || quantity > store.openOf(line)) throw new Error('more than is left of a line')
      line.shipped += quantity
    }
    const made = { id: newId(), createdAt: seconds(), items, tracking }
    order.shipments.push(made)
    announce('store/shipment/created', { type: 'shipment', id: made.id, orderId: order.id })
    if (movesStatus) setStatus(order, store.isWhollyShipped(order) ? 2 : 3)
    else touch(order)
    return made
  }

  function takeShipment(order: store.StoreOrder, ask: Ask): Response {
    const wanted = NewShipment.safeParse(parseExactly(ask.body))
    if (!wanted.success) return v2Error(400, faultOf(wanted.error))
    const { order_address_id, items, ...tracking } = wanted.data
    if (order_address_id !== order.addressId) {
      return v2Error(400, "The field 'order_address_id' is invalid.")
    }
    const asked = items.map(item => ({ id: item.order_product_id, quantity: item.quantity }))
    const isTooMuch = asked.some(({ id, quantity }) => {
      const line = order.lines.find(each => each.id === id)
      return !line || quantity > store.openOf(line)
    })
    if (isTooMuch) return v2Error(400, 'The quantity is greater than what is left to ship.')
    const made = ship(order, asked, tracking)
    const { tracking_number, shipping_method } = tracking
    journal.note(
      'shop',
      `BigCommerce shows ${order.name} as shipped: ${shipping_method ?? 'no carrier'} ${tracking_number ?? 'without a number'}.`,
    )
    return json(store.shipmentView(made, order), 201)
  }

  function changeShipment(order: store.StoreOrder, id: string | undefined, ask: Ask): Response {
    const one = order.shipments.find(each => String(each.id) === id)
    if (!one) return noOrder()
    const wanted = ChangedShipment.safeParse(parseExactly(ask.body))
    if (!wanted.success) return v2Error(400, faultOf(wanted.error))
    one.tracking = { ...one.tracking, ...wanted.data }
    announce('store/shipment/updated', { type: 'shipment', id: one.id, orderId: order.id })
    touch(order)
    return json(store.shipmentView(one, order))
  }

  /** A PUT with more in it clears discounts and drops fees: nobody here may do that. */
  function takeStatus(order: store.StoreOrder, ask: Ask): Response {
    const wanted = NewStatus.safeParse(parseJson(ask.body))
    if (!wanted.success) return refuseUnknown('a PUT of more than the status at BigCommerce')
    setStatus(order, wanted.data.status_id)
    return json(store.orderView(order, '', {}))
  }

  function slice(rows: readonly object[], query: URLSearchParams): Response {
    const limit = Number(query.get('limit') ?? 50)
    const page = Number(query.get('page') ?? 1)
    const found = rows.slice((page - 1) * limit, page * limit)
    return found.length > 0 ? json(found) : new Response(null, { status: 204 })
  }

  function list(query: URLSearchParams): Response {
    const rows = matching(query)
    const limit = Number(query.get('limit') ?? 50)
    const page = Number(query.get('page') ?? 1)
    if (limit > 250) return v2Error(413, 'The limit is too large.')
    const [field = 'id', direction = 'asc'] = (query.get('sort') ?? 'id:asc').split(':')
    const key = SORTS[field] ?? refuseUnknown(`orders sorted by ${field} at BigCommerce`)
    const sorted = rows.toSorted((a, b) => Number(key(a) - key(b)) || Number(a.id - b.id))
    const found = (direction === 'desc' ? sorted.toReversed() : sorted)
      .slice((page - 1) * limit, page * limit)
      .map(order => viewOf(order, query))
    return found.length > 0 ? json(found) : new Response(null, { status: 204 })
  }

  /** A date that cannot be read filters nothing, as the real one does it. */
  function matching(query: URLSearchParams): store.StoreOrder[] {
    const strange = [...query.keys()].filter(name => !LIST_QUERY.has(name))
    if (strange.length > 0) refuseUnknown(`orders by ${strange.join(', ')} at BigCommerce`)
    const min = Date.parse(query.get('min_date_modified') ?? '')
    const max = Date.parse(query.get('max_date_modified') ?? '')
    const minId = BigInt(query.get('min_id') ?? 0)
    return orders.filter(
      order =>
        !order.isDeleted &&
        !(order.modifiedAt < min) &&
        !(order.modifiedAt > max) &&
        order.id >= minId,
    )
  }

  function viewOf(order: store.StoreOrder, query: URLSearchParams): object {
    const link = `https://${BIGCOMMERCE.host}${base}/v2/orders/${order.id}`
    const include = (query.get('include') ?? '').split(',')
    const isIncluded =
      query.get('consignment_structure') === 'object' &&
      include.some(each => each.startsWith('consignments'))
    const resource = `/orders/${order.id}/consignments`
    if (!isIncluded) return store.orderView(order, link, { url: `${link}/consignments`, resource })
    const lines = include.includes('consignments.line_items')
      ? order.lines.slice(0, 50).map(line => store.lineView(line, order))
      : order.lines.map(({ id }) => ({ url: `${link}/products/${id}`, resource }))
    return store.orderView(order, link, store.consignmentView(order, lines))
  }

  function counts(query: URLSearchParams): Response {
    const rows = matching(query)
    const statuses = Object.entries(store.STATUSES).map(([id, name], index) => ({
      id: Number(id),
      name,
      system_label: name,
      custom_label: name,
      system_description: '',
      count: rows.filter(order => order.statusId === Number(id)).length,
      sort_order: index,
    }))
    return json({ statuses, count: rows.length })
  }

  function saveHook(hook: Hook | undefined, ask: Ask): Response {
    const wanted = (hook ? NewHook.partial() : NewHook).safeParse(parseJson(ask.body))
    if (!wanted.success) return v3Error(422, faultOf(wanted.error))
    const isTaken = hooks.some(
      each =>
        each !== hook &&
        each.scope === wanted.data.scope &&
        each.destination === wanted.data.destination,
    )
    if (isTaken) return v3Error(422, 'a webhook with this scope and destination exists')
    if (hook) return json({ data: Object.assign(hook, wanted.data), meta: {} })
    const made = { ...NewHook.parse(wanted.data), id: ++lastHook }
    hooks.push(made)
    return json({ data: made, meta: {} })
  }
}

function placedOf(order: store.StoreOrder): Placed {
  return { ...order, id: String(order.id), itemIds: order.lines.map(line => String(line.id)) }
}

const shownOf = ({ tracking, items }: store.StoreShipment): Shown => ({
  carrier: tracking.shipping_method || null,
  numbers: tracking.tracking_number ? [tracking.tracking_number] : [],
  items: items.map(({ id, quantity }) => ({ platformItemId: String(id), quantity })),
})

const SORTS: Readonly<Record<string, (order: store.StoreOrder) => number>> = {
  id: () => 0,
  date_modified: order => order.modifiedAt,
}
