// The stand-in for THE ICONIC's Seller Center: client credentials, REST v2, and webhooks without a
// signature. It is as strict as the real one in what cannot be undone: a tracking number is taken once
// and for ever, a carrier by its exact name, and after "shipped" nothing about a parcel changes.
// Facts: https://github.com/DuneRaccoon/py-iconic-api (read 2026-11-23); pages and bounds of
// updateDateStart as unkind as the documentation leaves room for.
import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { parseExactly, writeExactly } from '../exact-json.ts'
import { type Ask, refuseUnknown } from '../host.ts'
import type { NewOrder } from '../shop.ts'
import type { Placed, Shown, StandIn, StandInOptions } from '../stand-in.ts'
import { orderView, SELLER_ID, type SellerOrder, type Unit, unitView } from './orders.ts'

const HOST = 'sellercenter-api.theiconic.com.au'
const ACCOUNT = { id: 'a1b2c3d4e5f6', secret: 'iconic-demo-application-secret' }
const TOKEN_MS = 3_600_000
const THROTTLE_SECONDS = 7
const PROVIDERS = [
  'Australia Post',
  'Aramex',
  'Couriers Please',
  'DHL eCommerce',
  'NZ Post',
  'Sendle',
  'StarTrack',
]
/** Beyond 2^53, and neighbours: read as JavaScript numbers, two items would become one. */
const FIRST_ID = 9_100_000_000_000_000_100n

export type IconicStandIn = StandIn & {
  /** The next `times` calls meet a Seller Center under maintenance, which may not say for how long. */
  maintain(times: number, retryAfter: string | null): void
  /** The next act reaches its first item only. */
  reachOne(): void
  /** From now on no item can be set to that status, whatever the documentation says. */
  forbid(status: Unit['status']): void
  /** All tokens end before their time. */
  expireTokens(): void
  /** The order's items as they stand, for what the API takes no part in. */
  units(id: string): readonly Unit[]
}

type Webhook = {
  readonly publicId: string
  callbackUrl: string
  isEnabled: boolean
  events: readonly string[]
}

export function createTheIconic({ now, journal, post }: StandInOptions): IconicStandIn {
  const orders: SellerOrder[] = []
  const webhooks: Webhook[] = []
  const tokens = new Map<string, number>()
  const usedCodes = new Set<string>()
  const forbidden = new Set<string>()
  const callTimes: number[] = []
  let lastId = FIRST_ID
  let acts = 0
  let throttled = 0
  let maintenance: { times: number; retryAfter: string | null } = { times: 0, retryAfter: null }
  let isRevoked = false
  let reachesOne = false
  const newId = () => {
    lastId += 1n
    return lastId
  }

  const ROUTES: readonly [string, RegExp, (ask: Ask, id: string) => Response][] = [
    ['GET', /^\/v2\/orders$/, listOrders],
    ['GET', /^\/v2\/orders\/(\d+)$/, showOrder],
    ['GET', /^\/v2\/orders-shipment-providers$/, () => reply(PROVIDERS.map(providerView))],
    ['POST', /^\/v2\/orders\/statuses\/set-to-ready-to-ship$/, setReady],
    ['POST', /^\/v2\/orders\/statuses\/set-to-shipped$/, setStatus('shipped', ['ready_to_ship'])],
    [
      'POST',
      /^\/v2\/orders\/statuses\/set-to-delivered$/,
      setStatus('delivered', ['shipped', 'delivered']),
    ],
    ['POST', /^\/v2\/order-item\/(\d+)\/shipping-provider$/, correct],
    ['GET', /^\/v2\/webhooks$/, () => reply(webhooks.map(webhookView))],
    ['POST', /^\/v2\/webhook$/, createWebhook],
    ['PUT', /^\/v2\/webhook\/([0-9a-f-]+)$/, changeWebhook],
    ['POST', /^\/v2\/webhook\/([0-9a-f-]+)\/status$/, switchWebhook],
  ]

  return {
    name: 'THE ICONIC',
    hosts: { [HOST]: host },
    connection: {
      platform: 'the-iconic',
      settings: { applicationId: ACCOUNT.id },
      secrets: { applicationSecret: ACCOUNT.secret },
      carrierNames: { CouriersPlease: 'Couriers Please' },
    },
    tellsOfEdits: false,
    isMarketplace: true,
    orders: () => orders.map(placedOf),
    place,
    edit: (id, street) => {
      const order = orderOf(id)
      order.shipping = { ...order.shipping, address1: street }
      order.updatedAt = now() // no event of theirs tells of an address
    },
    cancel: id => {
      const order = orderOf(id)
      const open = order.units.filter(unit => ['pending', 'ready_to_ship'].includes(unit.status))
      move(order, open, 'canceled')
    },
    remove: id => {
      orders.splice(orders.indexOf(orderOf(id)), 1)
    },
    fulfil: (id, { carrier, trackingNumber, items }) => {
      const order = orderOf(id)
      const units = pick(order, items)
      label(units, carrier, trackingNumber)
      move(order, units, 'ready_to_ship')
      move(order, units, 'shipped')
    },
    shown: id => shown(orderOf(id)),
    isShipped: id =>
      aliveIn(orderOf(id)).every(unit => ['shipped', 'delivered'].includes(unit.status)),
    heard: id => (orderOf(id).units.some(unit => unit.status === 'delivered') ? ['delivered'] : []),
    acts: () => acts,
    throttle: times => {
      throttled = times
    },
    revoke: () => {
      isRevoked = true
      tokens.clear()
    },
    mostCallsIn: ms =>
      Math.max(0, ...callTimes.map(at => callTimes.filter(t => t >= at && t < at + ms).length)),
    maintain: (times, retryAfter) => {
      maintenance = { times, retryAfter }
    },
    reachOne: () => {
      reachesOne = true
    },
    forbid: status => {
      forbidden.add(status)
    },
    expireTokens: () => tokens.clear(),
    units: id => orderOf(id).units,
  }

  function place(wanted: NewOrder, options: { quietly?: boolean; placedAt?: number } = {}): Placed {
    const placedAt = options.placedAt ?? now()
    const units = wanted.lines.flatMap(line =>
      Array.from({ length: line.quantity }, () => newUnit(line, placedAt)),
    )
    const order = { ...wanted, id: newId(), units, placedAt, updatedAt: placedAt }
    orders.push(order)
    const payload = { OrderId: order.id, OrderNr: order.name }
    if (!options.quietly) announce('onOrderCreated', payload)
    return placedOf(order)
  }

  function newUnit(line: NewOrder['lines'][number], changedAt: number): Unit {
    const nothing = { provider: null, trackingCode: null }
    return { id: newId(), line, status: 'pending', type: 'dropshipping', ...nothing, changedAt }
  }

  function orderOf(id: string): SellerOrder {
    const order = orders.find(one => String(one.id) === id)
    if (!order) throw new Error(`the demo's Seller Center has no order ${id}`)
    return order
  }

  function move(order: SellerOrder, units: readonly Unit[], status: Unit['status']): void {
    for (const unit of units) {
      unit.status = status
      unit.changedAt = now()
    }
    order.updatedAt = now()
    const OrderItemIds = units.map(unit => String(unit.id)) // text here, numbers everywhere else
    const payload = { OrderId: order.id, OrderItemIds, NewStatus: status }
    announce('onOrderItemsStatusChanged', payload)
  }

  function label(units: readonly Unit[], provider: string, trackingCode: string): void {
    usedCodes.add(trackingCode)
    for (const unit of units) {
      unit.provider = provider
      unit.trackingCode = trackingCode
    }
  }

  function announce(event: string, payload: object): void {
    for (const { callbackUrl, events, isEnabled } of webhooks) {
      if (!isEnabled || !events.includes(event)) continue
      const body = writeExactly({ event, payload })
      const headers = { 'content-type': 'application/json' }
      void post('THE ICONIC', { url: callbackUrl, headers, body })
    }
  }

  function host(ask: Ask): Response {
    callTimes.push(now())
    if (throttled > 0) {
      throttled -= 1
      return problem(429, 'Too Many Requests', { 'retry-after': String(THROTTLE_SECONDS) })
    }
    if (maintenance.times > 0) {
      maintenance.times -= 1
      const { retryAfter } = maintenance
      const headers: Record<string, string> = retryAfter ? { 'retry-after': retryAfter } : {}
      return reply({ status: 503, caused_by: 'maintenance_mode' }, 503, headers)
    }
    if (ask.url.pathname === '/oauth/client-credentials') return issueToken(ask)
    const token = ask.headers.get('authorization')?.replace(/^Bearer /, '') ?? ''
    if ((tokens.get(token) ?? 0) <= now()) return problem(401, 'Unauthorized')
    for (const [method, pattern, handle] of ROUTES) {
      const match = method === ask.method ? pattern.exec(ask.url.pathname) : null
      if (match) return handle(ask, match[1] ?? '')
    }
    return refuseUnknown(`${ask.method} ${ask.url.pathname} at THE ICONIC`)
  }

  function issueToken(ask: Ask): Response {
    const isForm = ask.headers.get('content-type') === 'application/x-www-form-urlencoded'
    const basic = `Basic ${btoa(`${ACCOUNT.id}:${ACCOUNT.secret}`)}`
    if (ask.method !== 'POST' || !isForm || ask.body !== 'grant_type=client_credentials') {
      return problem(400, 'Bad Request')
    }
    if (isRevoked || ask.headers.get('authorization') !== basic) return problem(401, 'Unauthorized')
    const access_token = randomUUID()
    tokens.set(access_token, now() + TOKEN_MS)
    return reply({ access_token, expires_in: TOKEN_MS / 1000, token_type: 'Bearer' })
  }

  function listOrders({ url }: Ask): Response {
    const asked = ListQuery.safeParse(Object.fromEntries(url.searchParams))
    if (!asked.success) return refuseUnknown(`an order list of ${url.search} at THE ICONIC`)
    const { limit, offset, updateDateStart = '1970-01-01T00:00:00Z' } = asked.data
    const from = Date.parse(updateDateStart)
    const found = orders
      .filter(order => order.updatedAt > from)
      .toSorted((a, b) => a.updatedAt - b.updatedAt || (a.id < b.id ? -1 : 1))
    const items = found.slice(offset, offset + limit).map(orderView)
    return reply({ items, pagination: { limit, offset, totalCount: found.length } })
  }

  function showOrder(_: Ask, id: string): Response {
    const order = orders.find(one => String(one.id) === id)
    return order ? reply(orderView(order)) : problem(404, 'Order not found')
  }

  function setReady(ask: Ask): Response {
    const asked = ReadyToShip.safeParse(parseExactly(ask.body))
    if (!asked.success) return problem(422, 'No order items given') // what a wrong key looks like
    const { orderItems, trackingNumber, shippingProvider } = asked.data
    const found = unitsIn(
      orderItems.map(item => item.id),
      ['pending'],
    )
    if (found instanceof Response) return found
    const fault = labelFault(shippingProvider, trackingNumber)
    if (fault) return fault
    const units = reached(found.units)
    label(units, shippingProvider, trackingNumber)
    const what = `${shippingProvider} ${trackingNumber}`
    journal.note('shop', `THE ICONIC shows ${found.order.name} as ready to ship: ${what}.`)
    return confirm(found.order, units, 'ready_to_ship')
  }

  function setStatus(status: 'shipped' | 'delivered', from: readonly Unit['status'][]) {
    return (ask: Ask): Response => {
      const asked = OrderItemIds.safeParse(parseExactly(ask.body))
      if (!asked.success) return problem(422, 'No order items given')
      const found = unitsIn(asked.data.orderItemIds, from)
      if (found instanceof Response) return found
      if (forbidden.has(status) || found.units.some(unit => unit.type !== 'dropshipping')) {
        return problem(422, 'Status Transition is not allowed')
      }
      journal.note('shop', `THE ICONIC shows ${found.order.name} as ${status}.`)
      return confirm(found.order, reached(found.units), status)
    }
  }

  function correct(ask: Ask, id: string): Response {
    const asked = Correction.safeParse(parseExactly(ask.body))
    const order = orders.find(one => one.units.some(unit => String(unit.id) === id))
    const unit = order?.units.find(one => String(one.id) === id)
    if (!asked.success || !order || !unit) return problem(404, 'Order item not found')
    if (unit.status !== 'ready_to_ship') return problem(422, 'Status Transition is not allowed')
    const { shippingProvider, trackingCode } = asked.data
    const fault = labelFault(shippingProvider, trackingCode)
    if (fault) return fault
    const old = unit.trackingCode
    label(
      order.units.filter(one => one === unit || (old !== null && one.trackingCode === old)),
      shippingProvider,
      trackingCode,
    )
    order.updatedAt = now()
    acts += 1
    return reply(unitView(unit, order))
  }

  /** What cannot be taken back is looked at before anything is done. */
  function labelFault(provider: string, code: string): Response | null {
    if (!PROVIDERS.includes(provider)) return problem(422, 'Shipment provider is not valid')
    if (code !== code.trim()) return problem(422, 'Tracking code has a wrong format')
    if (usedCodes.has(code)) return problem(422, 'Tracking code is already used')
    return null
  }

  /** All items of one call must be of one order and in a status it may start from. */
  function unitsIn(ids: readonly bigint[], from: readonly Unit['status'][]) {
    const order = orders.find(one => one.units.some(unit => unit.id === ids[0]))
    const units = order?.units.filter(unit => ids.includes(unit.id)) ?? []
    if (!order || units.length < ids.length) return problem(422, 'Items of different orders')
    if (units.some(unit => !from.includes(unit.status))) {
      return problem(422, 'Status Transition is not allowed')
    }
    return { order, units }
  }

  function reached(units: readonly Unit[]): readonly Unit[] {
    const some = reachesOne ? units.slice(0, 1) : units
    reachesOne = false
    return some
  }

  function confirm(order: SellerOrder, units: readonly Unit[], status: Unit['status']): Response {
    acts += 1
    move(order, units, status)
    return reply({ orderItemIds: units.map(unit => unit.id) })
  }

  function createWebhook(ask: Ask): Response {
    const asked = WebhookBody.safeParse(parseExactly(ask.body))
    if (!asked.success) return problem(422, 'Webhook is not valid')
    const publicId = randomUUID()
    webhooks.push({ publicId, ...asked.data, isEnabled: true })
    acts += 1
    return reply({ webhookId: publicId, createdAt: new Date(now()).toISOString() })
  }

  function changeWebhook(ask: Ask, publicId: string): Response {
    const hook = webhooks.find(one => one.publicId === publicId)
    const asked = WebhookBody.safeParse(parseExactly(ask.body))
    if (!hook || !asked.success) return problem(hook ? 422 : 404, 'Webhook is not valid')
    Object.assign(hook, asked.data)
    acts += 1
    return reply(webhookView(hook))
  }

  function switchWebhook(ask: Ask, publicId: string): Response {
    const hook = webhooks.find(one => one.publicId === publicId)
    const asked = Switch.safeParse(parseExactly(ask.body))
    if (!hook || !asked.success) return problem(hook ? 422 : 404, 'Webhook is not valid')
    hook.isEnabled = asked.data.isEnabled
    acts += 1
    return new Response(null, { status: 204 })
  }
}

const problem = (status: number, title: string, headers: Record<string, string> = {}): Response =>
  reply({ type: 'about:blank', title, status }, status, headers)

function reply(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(writeExactly(value), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  })
}

// Strict, so that a field nobody documents is noticed here.
const ListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100),
  offset: z.coerce.number().int().min(0),
  updateDateStart: z.iso.datetime().optional(),
  sort: z.literal('updatedAt').optional(),
  sortDir: z.literal('asc').optional(),
})
const ReadyToShip = z.strictObject({
  orderItems: z.array(z.strictObject({ id: z.bigint() })).min(1),
  trackingNumber: z.string().min(1),
  deliveryType: z.enum(['dropship', 'pickup', 'send_to_warehouse']),
  shippingProvider: z.string().min(1),
})
const OrderItemIds = z.strictObject({ orderItemIds: z.array(z.bigint()).min(1) })
const Correction = z.strictObject({
  shippingProvider: z.string().min(1),
  trackingCode: z.string().min(1),
})
const WebhookBody = z.strictObject({
  callbackUrl: z.url({ protocol: /^https?$/ }), // the demo's Waymark has no https
  events: z.array(z.enum(['onOrderCreated', 'onOrderItemsStatusChanged'])).min(1),
})
const Switch = z.strictObject({ isEnabled: z.boolean() })

const providerView = (name: string) => ({
  uuid: randomUUID(),
  name,
  apiIntegrationAvailable: false,
})

/** Events are asked for by alias and shown with both names. */
const webhookView = ({ events, ...hook }: Webhook): object => ({
  ...hook,
  sellerId: SELLER_ID,
  creationSource: 'api',
  createdAt: '2026-11-24 09:00:00',
  updatedAt: '2026-11-24 09:00:00',
  events: events.map(alias => ({ name: alias.replace(/^on[A-Z][a-z]+/, ''), alias })),
})

const aliveIn = (order: SellerOrder) => order.units.filter(unit => unit.status !== 'canceled')

/** The units of one sku are what a line stands for; the first of them names it. */
function linesIn({ units }: SellerOrder): Map<string, Unit[]> {
  const lines = Map.groupBy(units, unit => `${unit.type === 'warehouse'} ${unit.line.sku}`)
  return new Map([...lines.values()].map(of => [String(of[0]?.id), of]))
}

function placedOf(order: SellerOrder): Placed {
  const lines = [...new Set(order.units.map(unit => unit.line))]
  const note = 'THE ICONIC' // everybody there has bought on it
  return { ...order, note, lines, id: String(order.id), itemIds: [...linesIn(order).keys()] }
}

function pick(order: SellerOrder, items: Parameters<StandIn['fulfil']>[1]['items']): Unit[] {
  return [...linesIn(order)].flatMap(([line, units]) => {
    const open = units.filter(unit => unit.status === 'pending')
    const wanted = items?.find(item => item.platformItemId === line)?.quantity ?? 0
    return items ? open.slice(0, wanted) : open
  })
}

function shown(order: SellerOrder): Shown[] {
  const labelled = aliveIn(order).filter(unit => unit.status !== 'pending' && unit.trackingCode)
  return [...Map.groupBy(labelled, unit => unit.trackingCode ?? '')].map(([number, units]) => ({
    carrier: units[0]?.provider ?? null,
    numbers: [number],
    items: [...linesIn(order)].flatMap(([platformItemId, of]) => {
      const quantity = of.filter(unit => units.includes(unit)).length
      return quantity > 0 ? [{ platformItemId, quantity }] : []
    }),
  }))
}
