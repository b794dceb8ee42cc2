// A small Shopify for tests of its adapter: it knows our operations by name and refuses every other
// call. Lists are cut where the document says so, the page cursor of orders holds their sort value as
// Shopify's does, and the next call of an operation can be made to fail before or after it took effect.
import * as z from 'zod'
import { err, ok, type Result } from '../../../../src/core/result.ts'
import type { CallProblem, Http, Reply } from '../../../../src/sync/http.ts'
import type { ShopifyContext } from '../../../../src/sync/platforms/shopify/settings.ts'

export const SHOP = 'wattle-test.myshopify.com'
export const NOW = Date.UTC(2026, 9, 27, 1, 0, 0)
export const TOKEN = 'shpat_invented'
export const CLIENT = { clientId: '0123456789abcdef', clientSecret: 'invented secret' }

type Item = { id: string; quantity: number }
type OpenLine = { id: string; remainingQuantity: number; lineItem: { id: string } }
type OpenOrder = {
  id: string
  status: string
  updatedAt: string
  fulfillAt: string | null
  assignedLocation: { name: string; location: { id: string } }
  supportedActions: { action: string }[]
  fulfillmentHolds: { displayReason: string }[]
  lines: OpenLine[]
}
type Fulfilment = {
  id: string
  status: string
  createdAt: string
  location: { id: string }
  trackingInfo: { company?: string; number?: string; url?: string }[]
  lines: { quantity: number; lineItem: { id: string } }[]
  events: { status: string; happenedAt: string; estimatedDeliveryAt?: string }[]
}
export type FakeOrder = {
  id: string
  updatedAt: string
  cancelledAt: string | null
  status: string
  items: Item[]
  open: OpenOrder[]
  fulfilments: Fulfilment[]
}

/** `never`: no answer, and nothing happened. `after`: it happened, then this went wrong. */
type Fault =
  | 'never'
  | 'lost'
  | { status: number; body: unknown; headers?: HeadersInit; after?: true }
type Variables = Readonly<Record<string, unknown>>

const Request = z.object({
  query: z.string(),
  operationName: z.string(),
  variables: z.record(z.string(), z.unknown()),
})
const Tracking = z.object({ company: z.string(), number: z.string(), url: z.string() })
const Trackings = z.strictObject({
  company: z.string(),
  numbers: z.array(z.string()),
  urls: z.array(z.string()),
})
/** One number, or several with their addresses at the same places. */
function trackingsIn(input: unknown): Fulfilment['trackingInfo'] {
  const many = Trackings.safeParse(input)
  if (!many.success) return [Tracking.parse(input)]
  const { company, numbers, urls } = many.data
  return numbers.map((number, index) => ({
    company,
    number,
    ...(urls[index] && { url: urls[index] }),
  }))
}
const Fulfill = z.object({
  lineItemsByFulfillmentOrder: z.array(
    z.strictObject({
      fulfillmentOrderId: z.string(),
      fulfillmentOrderLineItems: z
        .array(z.strictObject({ id: z.string(), quantity: z.int().min(1) }))
        .optional(),
    }),
  ),
  trackingInfo: Tracking,
  notifyCustomer: z.literal(false),
})
const Event = z.object({
  fulfillmentId: z.string(),
  status: z.string(),
  happenedAt: z.string(),
  estimatedDeliveryAt: z.string().optional(),
})

export function createFakeShopify() {
  const orders: FakeOrder[] = []
  const calls: { operation: string; variables: Variables; token: string | null }[] = []
  const faults = new Map<string, Fault[]>()
  const complaints: string[] = []
  const tokens = new Set([TOKEN])
  const cached = new Map<string, { value: string; expiresAt: number }>()
  const scopes = new Set(['read_orders', 'read_locations', 'write_fulfillments'])
  scopes.add('write_merchant_managed_fulfillment_orders')
  let serial = 820982911946154500n
  const nextId = (kind: string) => `gid://shopify/${kind}/${++serial}`

  return {
    orders,
    calls,
    tokens,
    cached,
    scopes,
    callsOf: (operation: string) => calls.filter(call => call.operation === operation),
    fail: (operation: string, ...what: Fault[]) =>
      faults.set(operation, [...(faults.get(operation) ?? []), ...what]),
    /** The next fulfillmentCreate answers with this user error. */
    complain: (message: string) => complaints.push(message),
    place,
    openAt,
    shipRest,
    context,
  }

  /** An order with one line per quantity, all open at Sydney. */
  function place(change: { quantities?: number[]; updatedAt?: string } = {}): FakeOrder {
    const items = (change.quantities ?? [1]).map(quantity => ({ id: nextId('LineItem'), quantity }))
    const order: FakeOrder = {
      id: nextId('Order'),
      updatedAt: change.updatedAt ?? '2026-10-26T00:00:00Z',
      cancelledAt: null,
      status: 'UNFULFILLED',
      items,
      open: [openAt('Sydney', items)],
      fulfilments: [],
    }
    orders.push(order)
    return order
  }

  function openAt(name: string, items: readonly Item[]): OpenOrder {
    return {
      id: nextId('FulfillmentOrder'),
      status: 'OPEN',
      updatedAt: '2026-10-26T00:00:00Z',
      fulfillAt: null,
      assignedLocation: { name, location: { id: locationId(name) } },
      supportedActions: [{ action: 'HOLD' }, { action: 'CREATE_FULFILLMENT' }],
      fulfillmentHolds: [],
      lines: items.map(({ id, quantity }) => ({
        id: nextId('FulfillmentOrderLineItem'),
        remainingQuantity: quantity,
        lineItem: { id },
      })),
    }
  }

  /** Somebody at the shop fulfils all that is open, with or without a number. */
  function shipRest(order: FakeOrder, number?: string): Fulfilment {
    const parts = order.open.map(open => ({ open, quantities: null }))
    return ship(order, parts, number ? [{ number }] : [])
  }

  function ship(
    order: FakeOrder,
    parts: readonly { open: OpenOrder; quantities: ReadonlyMap<string, number> | null }[],
    trackingInfo: Fulfilment['trackingInfo'],
  ): Fulfilment {
    const lines = parts.flatMap(({ open, quantities }) =>
      open.lines.flatMap(line => {
        const quantity = quantities ? (quantities.get(line.id) ?? 0) : line.remainingQuantity
        if (quantity > line.remainingQuantity) throw new Error('more than remains')
        line.remainingQuantity -= quantity
        return quantity > 0 ? [{ quantity, lineItem: line.lineItem }] : []
      }),
    )
    for (const { open } of parts) {
      const isDone = open.lines.every(line => line.remainingQuantity === 0)
      Object.assign(open, isDone ? { status: 'CLOSED', supportedActions: [] } : {})
    }
    const isAllDone = order.open.every(each => each.status === 'CLOSED')
    order.status = isAllDone ? 'FULFILLED' : 'PARTIALLY_FULFILLED'
    const made: Fulfilment = {
      id: nextId('Fulfillment'),
      status: 'SUCCESS',
      createdAt: '2026-10-26T02:00:00Z',
      location: { id: parts[0]?.open.assignedLocation.location.id ?? '' },
      trackingInfo,
      lines,
      events: [],
    }
    order.fulfilments.push(made)
    return made
  }

  function context(change: Partial<ShopifyContext> = {}): ShopifyContext {
    return {
      settings: { shop: SHOP },
      secrets: { token: TOKEN },
      now: NOW,
      http,
      cache: {
        get: async key => cached.get(key)?.value ?? null,
        put: async (key, value, expiresAt) => {
          cached.set(key, { value, expiresAt })
        },
      },
      ...change,
    }
  }

  async function http(...[url, call = {}]: Parameters<Http>): Promise<Result<Reply, CallProblem>> {
    if (url === `https://${SHOP}/admin/oauth/access_token`) {
      const form = Object.fromEntries(new URLSearchParams(call.body))
      return perform('token', form, null, () => grantToken(form))
    }
    if (url !== `https://${SHOP}/admin/api/2026-10/graphql.json` || call.method !== 'POST') {
      throw new Error(`the fake shop knows no ${call.method} ${url}`)
    }
    const { query, operationName, variables } = Request.parse(JSON.parse(call.body ?? ''))
    const token = call.headers?.['x-shopify-access-token'] ?? null
    return perform(operationName, variables, token, () => {
      if (!tokens.has(token ?? '')) return replyOf(401, { errors: '[API] Invalid API key' })
      const handler = operations()[operationName]
      if (!handler) throw new Error(`the fake shop knows no operation ${operationName}`)
      return replyOf(200, { data: handler(variables, query) })
    })
  }

  function perform(
    operation: string,
    variables: Variables,
    token: string | null,
    act: () => Result<Reply, CallProblem>,
  ): Result<Reply, CallProblem> {
    calls.push({ operation, variables, token })
    const fault = faults.get(operation)?.shift()
    const happens = !fault || fault === 'lost' || (typeof fault === 'object' && fault.after)
    const answer = happens ? act() : null
    if (!fault && answer) return answer
    return typeof fault === 'object' ? replyOf(fault.status, fault.body, fault.headers) : noReply
  }

  function grantToken(form: Variables): Result<Reply, CallProblem> {
    if (form.client_id !== CLIENT.clientId || form.client_secret !== CLIENT.clientSecret) {
      return replyOf(400, { error: 'invalid_client' })
    }
    const token = `shpat_${++serial}`
    tokens.add(token)
    return replyOf(200, { access_token: token, scope: [...scopes].join(','), expires_in: 86_399 })
  }

  function operations(): Record<string, (variables: Variables, query: string) => unknown> {
    return {
      grants: () => ({
        shop: { name: 'Wattle', myshopifyDomain: SHOP },
        currentAppInstallation: { accessScopes: [...scopes].map(handle => ({ handle })) },
      }),
      ordersPage: ({ query: search, first, after }, query) => {
        const since = /^updated_at:>='([^']+)'$/.exec(String(search))?.[1] ?? ''
        const key = (order: FakeOrder) => `${order.updatedAt}|${order.id}`
        const found = orders
          .filter(order => order.updatedAt >= since && key(order) > String(after ?? ''))
          .toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
        const page = found.slice(0, Number(first))
        const last = page.at(-1)
        const pageInfo = { hasNextPage: found.length > page.length, endCursor: last && key(last) }
        return { orders: { pageInfo, nodes: page.map(order => orderNode(order, query)) } }
      },
      order: ({ id }, query) => ({ order: forOrder(id, order => orderNode(order, query)) }),
      orderLines: ({ id, after }, query) => ({
        order: forOrder(id, order => ({
          lineItems: cut(query, 'lineItems', itemNodes(order), after),
        })),
      }),
      orderFulfillments: ({ id }) => ({
        order: forOrder(id, order => ({ fulfillments: order.fulfilments })),
      }),
      fulfillmentLines: ({ id, after }, query) => {
        const fulfillment = fulfilmentOf(id)
        return {
          fulfillment: fulfillment && {
            fulfillmentLineItems: cut(query, 'fulfillmentLineItems', fulfillment.lines, after),
          },
        }
      },
      orderFulfillmentState: ({ id }, query) => ({
        order: forOrder(id, order => ({
          id: order.id,
          cancelledAt: order.cancelledAt,
          displayFulfillmentStatus: order.status,
          ...openNodes(order, query, null),
          fulfillments: fulfilmentNodes(order, query),
        })),
      }),
      fulfillmentOrders: ({ id, after }, query) => ({
        order: forOrder(id, order => openNodes(order, query, after)),
      }),
      fulfillmentOrderLines: ({ id, after }, query) => {
        const open = orders.flatMap(order => order.open).find(each => each.id === id)
        return {
          fulfillmentOrder: open && { lineItems: cut(query, 'lineItems', open.lines, after) },
        }
      },
      fulfillmentEvents: ({ id, after }, query) => ({
        fulfillment: { events: cut(query, 'events', fulfilmentOf(id)?.events ?? [], after) },
      }),
      fulfill: variables => {
        const complaint = complaints.shift()
        if (complaint) return { fulfillmentCreate: refusal('fulfillment', complaint) }
        const wanted = Fulfill.parse(variables.fulfillment)
        const parts = wanted.lineItemsByFulfillmentOrder.flatMap(part => {
          const open = orders.flatMap(each => each.open).find(o => o.id === part.fulfillmentOrderId)
          const lines = part.fulfillmentOrderLineItems
          const quantities = lines ? new Map(lines.map(line => [line.id, line.quantity])) : null
          return open?.status === 'OPEN' ? [{ open, quantities }] : []
        })
        const order = orders.find(each => parts.some(part => each.open.includes(part.open)))
        const places = new Set(parts.map(part => part.open.assignedLocation.name))
        if (!order || places.size > 1 || parts.length < wanted.lineItemsByFulfillmentOrder.length) {
          return { fulfillmentCreate: refusal('fulfillment', 'Fulfillment order is invalid') }
        }
        const fulfillment = ship(order, parts, [wanted.trackingInfo])
        return { fulfillmentCreate: { fulfillment, userErrors: [] } }
      },
      updateTracking: ({ fulfillmentId, trackingInfoInput, notifyCustomer }) => {
        const fulfillment = fulfilmentOf(fulfillmentId)
        if (!fulfillment || notifyCustomer !== false) throw new Error('not as agreed')
        fulfillment.trackingInfo = trackingsIn(trackingInfoInput)
        return { fulfillmentTrackingInfoUpdate: { fulfillment, userErrors: [] } }
      },
      addEvent: variables => {
        const { fulfillmentId, ...event } = Event.parse(variables.fulfillmentEvent)
        fulfilmentOf(fulfillmentId)?.events.push(event)
        return { fulfillmentEventCreate: { fulfillmentEvent: { id: nextId('E') }, userErrors: [] } }
      },
    }
  }

  function forOrder(id: unknown, view: (order: FakeOrder) => unknown): unknown {
    const order = orders.find(each => each.id === id)
    return order ? view(order) : null
  }

  function fulfilmentOf(id: unknown): Fulfilment | undefined {
    return orders.flatMap(order => order.fulfilments).find(each => each.id === id)
  }
}

function orderNode(order: FakeOrder, query: string): unknown {
  const money = { shopMoney: { amount: '10.0', currencyCode: 'AUD' } }
  return {
    id: order.id,
    name: `#${order.id.slice(-4)}`,
    createdAt: '2026-10-01T00:00:00Z',
    updatedAt: order.updatedAt,
    currentTotalPriceSet: money,
    lineItems: cut(query, 'lineItems', itemNodes(order), null),
    fulfillments: fulfilmentNodes(order, query),
  }
}

const itemNodes = (order: FakeOrder) =>
  order.items.map(({ id, quantity }) => ({ id, title: 'A thing', currentQuantity: quantity }))

const fulfilmentNodes = (order: FakeOrder, query: string) =>
  order.fulfilments.slice(0, firstOf(query, 'fulfillments')).map(each => ({
    ...each,
    fulfillmentLineItems: cut(query, 'fulfillmentLineItems', each.lines, null),
  }))

const openNodes = (order: FakeOrder, query: string, after: unknown) => {
  const nodes = order.open.map(open => ({
    ...open,
    lineItems: cut(query, 'lineItems', open.lines, null),
  }))
  return { fulfillmentOrders: cut(query, 'fulfillmentOrders', nodes, after) }
}

/** The page of a list that the document asks for. */
function cut(query: string, field: string, list: readonly unknown[], after: unknown) {
  const from = Number(after ?? 0)
  const to = from + firstOf(query, field)
  return {
    pageInfo: { hasNextPage: list.length > to, endCursor: String(to) },
    nodes: list.slice(from, to),
  }
}

function firstOf(query: string, field: string): number {
  const first = new RegExp(`\\b${field}\\(first: (\\d+)`).exec(query)?.[1]
  if (!first) throw new Error(`the document asks for no ${field}`)
  return Number(first)
}

const refusal = (field: string, message: string) => ({
  [field]: null,
  userErrors: [{ field: null, message }],
})

const locationId = (name: string) => `gid://shopify/Location/${name}`

const replyOf = (status: number, body: unknown, headers?: HeadersInit): Result<Reply, never> =>
  ok({
    status,
    headers: new Headers(headers),
    text: typeof body === 'string' ? body : JSON.stringify(body),
  })

const noReply: Result<never, CallProblem> = err({
  kind: 'unreachable',
  host: SHOP,
  status: null,
  message: `${SHOP} did not answer in time.`,
  retry: { afterSeconds: 30 },
})
