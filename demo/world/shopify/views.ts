// The shop's data as GraphQL objects: one function per type of the schema, fields by their Shopify
// names. Fields with arguments are functions, which graphql-js calls with them.
import {
  type Fulfilment,
  type FulfilmentEvent,
  type FulfilmentOrder,
  fulfilmentStatus,
  type Line,
  type Shop,
  type ShopAddress,
  type ShopOrder,
} from '../shop.ts'

export type PageArgs = { readonly first?: number | null; readonly after?: string | null }

export const gid = (type: string, id: bigint | string): string => `gid://shopify/${type}/${id}`

/** The number in `gid://shopify/<type>/<number>`, or null when it is another kind of id. */
export function idOf(type: string, id: string): bigint | null {
  const found = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d+)$/.exec(id)
  return found?.[1] === type && found[2] ? BigInt(found[2]) : null
}

/** `2026-11-25T09:30:00Z`: Shopify shows seconds. */
export const instant = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z')

/** A page of a list in its order; the cursor is opaque to the caller. */
export function connection<T>(items: readonly T[], args: PageArgs, keyOf: (item: T) => string) {
  const cursorOf = (item: T) => Buffer.from(keyOf(item)).toString('base64')
  const start = args.after ? items.findIndex(item => cursorOf(item) === args.after) + 1 : 0
  const page = items.slice(start, start + Math.min(args.first ?? 50, 250))
  const last = page.at(-1)
  const first = page[0]
  return {
    nodes: page,
    edges: page.map(node => ({ node, cursor: cursorOf(node) })),
    pageInfo: {
      hasNextPage: start + page.length < items.length,
      hasPreviousPage: start > 0,
      startCursor: first === undefined ? null : cursorOf(first),
      endCursor: last === undefined ? null : cursorOf(last),
    },
  }
}

const list =
  <T extends { id: string }>(items: readonly T[]) =>
  (args: PageArgs) =>
    connection(items, args, item => item.id)

const money = (cents: number) => {
  const one = { amount: (cents / 100).toFixed(2), currencyCode: 'AUD' }
  return { shopMoney: one, presentmentMoney: one }
}
const weight = (grams: number) => ({ value: grams, unit: 'GRAMS' })

function addressView(address: ShopAddress, owner: bigint) {
  const { firstName, lastName, countryCode } = address
  return {
    ...address,
    id: gid('MailingAddress', owner),
    name: [firstName, lastName].filter(Boolean).join(' ') || null,
    country: countryCode === 'NZ' ? 'New Zealand' : countryCode && 'Australia',
    countryCodeV2: countryCode,
    province: address.provinceCode,
  }
}

function lineView(line: Line, unfulfilled: number) {
  return {
    id: gid('LineItem', line.id),
    sku: line.sku,
    title: line.title,
    name: line.variant ? `${line.title} - ${line.variant}` : line.title,
    variantTitle: line.variant,
    vendor: 'Wattle & Tide',
    quantity: line.quantity,
    currentQuantity: line.quantity,
    unfulfilledQuantity: unfulfilled,
    requiresShipping: true,
    isGiftCard: false,
    weight: weight(line.grams),
    originalUnitPriceSet: money(line.priceCents),
    image: null,
    customAttributes: [],
  }
}

const LOCATION = { id: gid('Location', '71'), name: 'Marrickville studio' }

export function fulfilmentOrderView(one: FulfilmentOrder, order: ShopOrder) {
  const open = one.status !== 'CLOSED'
  return {
    id: gid('FulfillmentOrder', one.id),
    orderId: gid('Order', order.id),
    orderName: order.name,
    status: one.status,
    requestStatus: 'UNSUBMITTED',
    createdAt: instant(order.createdAt),
    updatedAt: instant(order.updatedAt),
    fulfillAt: null,
    fulfillmentHolds: [],
    supportedActions: open ? [{ action: 'CREATE_FULFILLMENT' }, { action: 'HOLD' }] : [],
    deliveryMethod: {
      id: gid('DeliveryMethod', one.id),
      methodType: 'SHIPPING',
      presentedName: order.shippingTitle,
      serviceCode: null,
    },
    assignedLocation: { name: LOCATION.name, countryCode: 'AU', location: LOCATION },
    lineItems: list(
      one.lines.map(part => ({
        id: gid('FulfillmentOrderLineItem', part.id),
        sku: part.line.sku,
        totalQuantity: part.total,
        remainingQuantity: part.remaining,
        requiresShipping: true,
        weight: weight(part.line.grams),
        lineItem: lineView(part.line, part.remaining),
      })),
    ),
  }
}

export function eventView(event: FulfilmentEvent) {
  return {
    id: gid('FulfillmentEvent', event.id),
    status: event.status,
    happenedAt: instant(event.happenedAt),
    createdAt: instant(event.createdAt),
    estimatedDeliveryAt: event.estimatedDeliveryAt && instant(event.estimatedDeliveryAt),
    message: event.message,
  }
}

export function fulfilmentView(one: Fulfilment, order: ShopOrder): object {
  const delivered = one.events.find(event => event.status === 'DELIVERED')
  const events = one.events.toSorted((a, b) => a.happenedAt - b.happenedAt).map(eventView)
  return {
    id: gid('Fulfillment', one.id),
    legacyResourceId: String(one.id),
    name: one.name,
    status: one.status,
    displayStatus: one.displayStatus,
    createdAt: instant(one.createdAt),
    updatedAt: instant(one.updatedAt),
    deliveredAt: delivered ? instant(delivered.happenedAt) : null,
    totalQuantity: one.lines.reduce((sum, line) => sum + line.quantity, 0),
    location: LOCATION,
    order: () => orderView(order),
    trackingInfo: ({ first }: PageArgs) => one.tracking.slice(0, first ?? undefined),
    events: (args: PageArgs & { reverse: boolean }) =>
      list(args.reverse ? events.toReversed() : events)(args),
    fulfillmentLineItems: list(
      one.lines.map(part => ({
        id: gid('FulfillmentLineItem', part.id),
        quantity: part.quantity,
        lineItem: lineView(part.line, 0),
      })),
    ),
  }
}

export function orderView(order: ShopOrder) {
  const total = money(order.lines.reduce((sum, line) => sum + line.priceCents * line.quantity, 0))
  return {
    __typename: 'Order',
    id: gid('Order', order.id),
    legacyResourceId: String(order.id),
    name: order.name,
    number: order.number,
    createdAt: instant(order.createdAt),
    processedAt: instant(order.createdAt),
    updatedAt: instant(order.updatedAt),
    cancelledAt: order.cancelledAt && instant(order.cancelledAt),
    cancelReason: order.cancelledAt && 'CUSTOMER',
    closedAt: null,
    test: false,
    email: order.email,
    phone: order.phone,
    note: order.note,
    tags: order.tags,
    sourceName: order.sourceName,
    sourceIdentifier: null,
    poNumber: null,
    registeredSourceUrl: null,
    app: { id: gid('App', '31'), name: order.app },
    attribution: null,
    publication: null,
    customAttributes: [],
    paymentGatewayNames: [order.gateway],
    displayFinancialStatus: 'PAID',
    displayFulfillmentStatus: fulfilmentStatus(order),
    currencyCode: 'AUD',
    totalPriceSet: total,
    currentTotalPriceSet: total,
    totalWeight: String(order.lines.reduce((sum, line) => sum + line.grams * line.quantity, 0)),
    customerLocale: order.locale ?? 'en-AU',
    customer: order.customer && customerView(order, order.customer),
    billingAddress: addressView(order.billing, order.id),
    shippingAddress: addressView(order.shipping, order.id),
    shippingLine: {
      id: gid('ShippingLine', order.id),
      title: order.shippingTitle,
      code: order.shippingTitle,
      source: 'shopify',
      carrierIdentifier: null,
    },
    lineItems: list(order.lines.map(line => lineView(line, remaining(order, line)))),
    fulfillmentOrders: (args: PageArgs & { displayable: boolean }) => {
      const shown = order.fulfilmentOrders.filter(o => !args.displayable || o.status !== 'CLOSED')
      return list(shown.map(one => fulfilmentOrderView(one, order)))(args)
    },
    fulfillments: ({ first }: PageArgs) =>
      order.fulfilments.slice(0, first ?? undefined).map(one => fulfilmentView(one, order)),
  }
}

function customerView(order: ShopOrder, customer: { firstName: string; lastName: string }) {
  return {
    ...customer,
    id: gid('Customer', order.id),
    displayName: `${customer.firstName} ${customer.lastName}`,
    locale: 'en-AU',
    defaultEmailAddress: order.email && { emailAddress: order.email },
    defaultPhoneNumber: order.phone && { phoneNumber: order.phone },
  }
}

const remaining = (order: ShopOrder, line: Line): number =>
  order.fulfilmentOrders
    .flatMap(one => one.lines)
    .filter(part => part.line === line)
    .reduce((sum, part) => sum + part.remaining, 0)

/** The REST-shaped fulfilment of `fulfillments/…`: its order has a bare number only. */
export function webhookFulfilment(one: Fulfilment, order: ShopOrder): string {
  const [tracking] = one.tracking
  const body = {
    id: bare(one.id),
    admin_graphql_api_id: gid('Fulfillment', one.id),
    order_id: bare(order.id),
    name: one.name.replace('-F', '.'),
    status: one.status === 'SUCCESS' ? 'success' : 'cancelled',
    created_at: instant(one.createdAt),
    updated_at: instant(one.updatedAt),
    tracking_company: tracking?.company ?? null,
    tracking_number: tracking?.number ?? null,
    tracking_numbers: one.tracking.flatMap(({ number }) => number ?? []),
    line_items: one.lines.map(({ line, quantity }) => ({ id: bare(line.id), quantity })),
  }
  return withBareIds(body)
}

/** Ids go out as bare numbers beyond 2^53, as Shopify's do. */
const bare = (id: bigint) => `@@${id}@@`
const withBareIds = (body: object): string => JSON.stringify(body).replace(/"@@(\d+)@@"/g, '$1')

/** The REST-shaped order a webhook carries. */
export function webhookOrder(order: ShopOrder, shop: Pick<Shop, 'orders'>): string {
  const address = (a: ShopAddress) => ({
    first_name: a.firstName,
    last_name: a.lastName,
    company: a.company,
    address1: a.address1,
    address2: a.address2,
    city: a.city,
    province_code: a.provinceCode,
    zip: a.zip,
    country_code: a.countryCode,
    phone: a.phone,
  })
  const body = {
    id: bare(order.id),
    admin_graphql_api_id: gid('Order', order.id),
    app_id: 31,
    cancelled_at: order.cancelledAt && instant(order.cancelledAt),
    created_at: instant(order.createdAt),
    updated_at: instant(order.updatedAt),
    currency: 'AUD',
    email: order.email ?? '',
    financial_status: 'paid',
    fulfillment_status: fulfilmentStatus(order) === 'UNFULFILLED' ? null : 'fulfilled',
    name: order.name,
    note: order.note,
    number: shop.orders.indexOf(order) + 1,
    order_number: order.number,
    source_name: order.sourceName,
    tags: order.tags.join(', '),
    test: false,
    billing_address: address(order.billing),
    shipping_address: address(order.shipping),
    line_items: order.lines.map(line => ({
      id: bare(line.id),
      admin_graphql_api_id: gid('LineItem', line.id),
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      grams: line.grams,
      price: (line.priceCents / 100).toFixed(2),
    })),
  }
  return withBareIds(body)
}
