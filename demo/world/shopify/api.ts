// The stand-in for Shopify: OAuth, the Admin GraphQL API (2026-10) and signed order webhooks over
// the demo shop. Documents are executed by graphql-js against our subset of the schema, so a wrong
// field, argument or id is refused here as it would be there.
// Facts: https://shopify.dev/docs/api/admin-graphql/2026-10 (read 2026-11-23)
import { randomUUID } from 'node:crypto'
import {
  type DocumentNode,
  execute,
  GraphQLError,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql'
import * as z from 'zod'
import { type Ask, type Host, json, parseJson, refuseUnknown } from '../host.ts'
import type { Journal } from '../journal.ts'
import type { PostHook } from '../post.ts'
import type { News, Outcome, Shop, ShopOrder, Topic, Tracking } from '../shop.ts'
import { shopifySchema } from './schema.ts'
import { type Bucket, createBucket, MAX_QUERY_COST, queryCost } from './cost.ts'
import * as views from './views.ts'
import { hmac } from '../sign.ts'

export type ShopifyAccount = {
  readonly domain: string
  readonly name: string
  readonly accessToken: string
  readonly clientId: string
  readonly clientSecret: string
}

const VERSION = '2026-10'
/** An unsupported version is not refused: the oldest supported one answers, and the header says so. */
const OLDEST_VERSION = '2026-01'
const TOKEN_SECONDS = 86_399
const SCOPES = [
  'read_orders',
  'write_orders',
  'read_merchant_managed_fulfillment_orders',
  'write_merchant_managed_fulfillment_orders',
  'write_fulfillments',
  'read_locations',
]

const TokenRequest = z.object({
  grant_type: z.string(),
  client_id: z.string(),
  client_secret: z.string(),
})
const GraphQLRequest = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
})

export type Shopify = {
  readonly host: Host
  readonly bucket: Bucket
  /** Where order webhooks go. */
  subscribe(topic: Topic, uri: string): void
  announce(news: News): void
  /** How often the API changed anything so far. */
  acts(): number
  /** The next so many queries meet an empty bucket. */
  throttle(times: number): void
  /** The app is uninstalled: no token opens the shop, and there are no new ones. */
  revoke(): void
}

export function createShopify(options: {
  readonly account: ShopifyAccount
  readonly shop: () => Shop
  readonly now: () => number
  readonly journal: Journal
  readonly post: PostHook
}): Shopify {
  const { account, now, journal } = options
  const bucket = createBucket(now)
  const tokens = new Map<string, number>()
  const subscriptions: { id: bigint; topic: Topic; uri: string }[] = []

  let acts = 0
  let throttled = 0
  let revoked = false

  const knows = (token: string | null) =>
    !revoked &&
    (token === account.accessToken || (token !== null && (tokens.get(token) ?? 0) > now()))

  return {
    bucket,
    subscribe,
    acts: () => acts,
    throttle: times => {
      throttled = times
    },
    revoke: () => {
      revoked = true
    },
    announce: news => {
      for (const { uri } of subscriptions.filter(one => one.topic === news.topic)) {
        const body =
          'fulfilment' in news
            ? views.webhookFulfilment(news.fulfilment, news.order)
            : views.webhookOrder(news.order, options.shop())
        void options.post('Shopify', { url: uri, headers: hookHeaders(news.topic, body), body })
      }
    },
    host: ask => {
      if (ask.method !== 'POST') return refuseUnknown(`${ask.method} at Shopify`)
      if (ask.url.pathname === '/admin/oauth/access_token') return issueToken(ask)
      const version = /^\/admin\/api\/(\d{4}-\d{2})\/graphql\.json$/.exec(ask.url.pathname)?.[1]
      if (!version) return refuseUnknown(`${ask.url.pathname} at Shopify`)
      if (!knows(ask.headers.get('x-shopify-access-token'))) {
        return json({ errors: '[API] Invalid API key or access token' }, 401)
      }
      return answer(ask, version === VERSION ? VERSION : OLDEST_VERSION)
    },
  }

  function subscribe(topic: Topic, uri: string) {
    const made = { id: options.shop().newId(), topic, uri }
    subscriptions.push(made)
    return made
  }

  /** In words from memory: nobody may classify by them. */
  function faultOf(topic: Topic, uri: string): string | null {
    const target = URL.parse(uri)
    const isOurs = target?.hostname === 'localhost' || target?.hostname === '127.0.0.1' // the demo
    if (target?.protocol !== 'https:' && !isOurs) return 'Address is invalid'
    const taken = subscriptions.some(one => one.topic === topic && one.uri === uri)
    return taken ? 'Address for this topic has already been taken' : null
  }

  function issueToken(ask: Ask): Response {
    const form = Object.fromEntries(new URLSearchParams(ask.body))
    const asked = TokenRequest.safeParse(parseJson(ask.body) ?? form)
    if (!asked.success || asked.data.grant_type !== 'client_credentials') {
      return json({ error: 'unsupported_grant_type' }, 400)
    }
    const { client_id, client_secret } = asked.data
    if (revoked || client_id !== account.clientId || client_secret !== account.clientSecret) {
      return json({ error: 'invalid_client' }, 401)
    }
    const token = `shpat_${randomUUID().replaceAll('-', '')}`
    tokens.set(token, now() + TOKEN_SECONDS * 1000)
    return json({ access_token: token, scope: SCOPES.join(','), expires_in: TOKEN_SECONDS })
  }

  async function answer(ask: Ask, version: string): Promise<Response> {
    const headers = { 'x-shopify-api-version': version }
    const asked = GraphQLRequest.safeParse(parseJson(ask.body))
    if (!asked.success)
      return json({ errors: { query: 'Required parameter missing' } }, 400, headers)
    const variables = asked.data.variables ?? {}
    const document = parseDocument(asked.data.query)
    if (document instanceof GraphQLError) return refuse([document])
    const wrong = validate(shopifySchema, document)
    if (wrong.length > 0) return refuse(wrong)
    const operation = getOperationAST(document, asked.data.operationName)
    if (!operation) return refuse([new GraphQLError('An operation name is required')])

    const cost = queryCost(document, operation, variables)
    if (cost > MAX_QUERY_COST) {
      const message = `Query cost is ${cost}, which exceeds the single query max cost limit (1000).`
      return json(failure(message, 'MAX_COST_EXCEEDED', cost), 200, headers)
    }
    if (throttled > 0) {
      throttled -= 1
      bucket.leave(0)
    }
    if (!bucket.take(cost)) return json(failure('Throttled', 'THROTTLED', cost), 200, headers)
    return json(await run(document, operation, variables, cost), 200, headers)

    /** The demo shop has less than Shopify: what it refuses may be our schema's gap, so it is told. */
    function refuse(errors: readonly GraphQLError[]): Response {
      for (const error of errors) journal.problem(`Shopify refused a document: ${error.message}`)
      return json({ errors: errors.map(error => error.toJSON()) }, 200, headers)
    }
  }

  async function run(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Record<string, unknown>,
    requestedQueryCost: number,
  ) {
    const result = await execute({
      schema: shopifySchema,
      document,
      rootValue: root(),
      variableValues: variables,
      operationName: operation.name?.value,
    })
    for (const error of result.errors ?? []) {
      journal.problem(`Shopify could not answer: ${error.message}`)
    }
    if (operation.operation === 'mutation' && isDone(result.data)) acts += 1
    const actualQueryCost = queryCost(document, operation, variables, result.data ?? {})
    bucket.giveBack(Math.max(0, requestedQueryCost - actualQueryCost))
    const cost = { requestedQueryCost, actualQueryCost, throttleStatus: bucket.status() }
    return { ...result, extensions: { cost } }
  }

  function failure(message: string, code: string, requestedQueryCost: number) {
    const cost = { requestedQueryCost, actualQueryCost: null, throttleStatus: bucket.status() }
    return { errors: [{ message, extensions: { code } }], extensions: { cost } }
  }

  /** Root fields; graphql-js has checked the arguments against the schema before it calls them. */
  function root() {
    const shop = options.shop()
    const orderById = (id: string) => shop.order(views.idOf('Order', id) ?? 0n)
    return {
      shop: {
        id: views.gid('Shop', '1'),
        name: account.name,
        myshopifyDomain: account.domain,
        ianaTimezone: 'Australia/Sydney',
        currencyCode: 'AUD',
        plan: { publicDisplayName: 'Basic' },
      },
      currentAppInstallation: {
        id: views.gid('AppInstallation', '1'),
        accessScopes: SCOPES.map(handle => ({ handle })),
      },
      order: ({ id }: { id: string }) => {
        const order = orderById(id)
        return order ? views.orderView(order) : null
      },
      orders: (args: OrdersArgs) => ordersPage(shop, args),
      ordersCount: ({ query, limit }: { query?: string | null; limit?: number | null }) => {
        const found = searched(shop, query).length
        const isCut = typeof limit === 'number' && found > limit
        return {
          count: isCut ? limit : found,
          precision: isCut ? 'AT_LEAST' : 'EXACT',
        }
      },
      webhookSubscriptions: (args: HooksArgs) => {
        const found = subscriptions
          .map(subscriptionView)
          .filter(one => !args.uri || one.uri === args.uri)
          .filter(one => !args.topics || args.topics.includes(one.topic))
        return views.connection(found, args, one => one.id)
      },
      fulfillment: ({ id }: { id: string }) => {
        const one = shop.fulfilment(views.idOf('Fulfillment', id) ?? 0n)
        const order = one && shop.orderOf(one)
        return one && order ? views.fulfilmentView(one, order) : null
      },
      fulfillmentOrder: ({ id }: { id: string }) => {
        const found = shop.fulfilmentOrder(views.idOf('FulfillmentOrder', id) ?? 0n)
        return found && views.fulfilmentOrderView(found.fulfilmentOrder, found.order)
      },
      fulfillmentCreate: ({ fulfillment }: { fulfillment: FulfillmentInput }) => {
        if (fulfillment.notifyCustomer) {
          journal.problem('the shop was asked to mail the shopper, who then has two mails')
        }
        const wanted = fulfillment.lineItemsByFulfillmentOrder.map(part => ({
          fulfilmentOrderId: views.idOf('FulfillmentOrder', part.fulfillmentOrderId) ?? 0n,
          lines:
            part.fulfillmentOrderLineItems?.map(line => ({
              id: views.idOf('FulfillmentOrderLineItem', line.id) ?? 0n,
              quantity: line.quantity,
            })) ?? null,
        }))
        const tracking = trackingOf(fulfillment.trackingInfo)
        const made = shop.fulfil(wanted, tracking)
        if (made.ok) {
          const [first] = tracking
          const what = `${first?.company ?? 'no carrier'} ${first?.number ?? 'without a number'}`
          journal.note(
            'shop',
            `Shopify shows ${made.value.name.replace(/-F\d+$/, '')} as fulfilled: ${what}.`,
          )
        }
        return payload('fulfillment', made, one => fulfilmentOf(one.id))
      },
      fulfillmentTrackingInfoUpdate: (args: {
        fulfillmentId: string
        trackingInfoInput: TrackingInput
      }) => {
        const id = views.idOf('Fulfillment', args.fulfillmentId) ?? 0n
        const done = shop.updateTracking(id, trackingOf(args.trackingInfoInput))
        return payload('fulfillment', done, one => fulfilmentOf(one.id))
      },
      fulfillmentEventCreate: ({ fulfillmentEvent }: { fulfillmentEvent: EventInput }) => {
        const { fulfillmentId, status, happenedAt, estimatedDeliveryAt, message } = fulfillmentEvent
        const made = shop.addEvent(views.idOf('Fulfillment', fulfillmentId) ?? 0n, {
          status,
          happenedAt: happenedAt ? Date.parse(happenedAt) : now(),
          estimatedDeliveryAt: estimatedDeliveryAt ? Date.parse(estimatedDeliveryAt) : null,
          message: message ?? null,
        })
        if (made.ok) {
          const id = views.idOf('Fulfillment', fulfillmentId)
          const order = shop.orders.find(one => one.fulfilments.some(part => part.id === id))
          const said = status.toLowerCase().replaceAll('_', ' ')
          journal.note('shop', `Shopify shows ${order?.name} as ${said}.`)
        }
        return payload('fulfillmentEvent', made, views.eventView)
      },
      fulfillmentCancel: ({ id }: { id: string }) =>
        payload('fulfillment', shop.cancel(views.idOf('Fulfillment', id) ?? 0n), one =>
          fulfilmentOf(one.id),
        ),
      tagsAdd: ({ id, tags }: { id: string; tags: string[] }) =>
        payload('node', shop.addTags(views.idOf('Order', id) ?? 0n, tags), views.orderView),
      webhookSubscriptionCreate: (args: {
        topic: string
        webhookSubscription: { uri?: string | null }
      }) => {
        const topic = TOPICS[args.topic] ?? refuseUnknown(`webhook topic ${args.topic}`)
        const uri = args.webhookSubscription.uri ?? ''
        const fault = faultOf(topic, uri)
        if (fault) {
          const userErrors = [{ field: ['webhookSubscription', 'callbackUrl'], message: fault }]
          return { webhookSubscription: null, userErrors }
        }
        return { webhookSubscription: subscriptionView(subscribe(topic, uri)), userErrors: [] }
      },
    }

    function fulfilmentOf(id: bigint): object | null {
      const one = shop.fulfilment(id)
      const order = one && shop.orderOf(one)
      return one && order ? views.fulfilmentView(one, order) : null
    }
  }

  function hookHeaders(topic: Topic, body: string): Record<string, string> {
    return {
      'content-type': 'application/json',
      'x-shopify-topic': topic,
      'x-shopify-hmac-sha256': hmac('sha256', account.clientSecret, body, 'base64'),
      'x-shopify-shop-domain': account.domain,
      'x-shopify-api-version': VERSION,
      'x-shopify-webhook-id': randomUUID(),
      'x-shopify-event-id': randomUUID(),
      'x-shopify-triggered-at': new Date(now()).toISOString(),
    }
  }
}

type OrdersArgs = views.PageArgs & {
  readonly query?: string | null
  readonly reverse: boolean
  readonly sortKey: 'PROCESSED_AT' | 'UPDATED_AT'
}
type HooksArgs = views.PageArgs & {
  readonly topics?: readonly string[] | null
  readonly uri?: string | null
}
type TrackingInput = {
  readonly company?: string | null
  readonly number?: string | null
  readonly numbers?: readonly string[] | null
  readonly url?: string | null
  readonly urls?: readonly string[] | null
}
type FulfillmentInput = {
  readonly lineItemsByFulfillmentOrder: readonly {
    readonly fulfillmentOrderId: string
    readonly fulfillmentOrderLineItems?: readonly { id: string; quantity: number }[] | null
  }[]
  readonly notifyCustomer?: boolean | null
  readonly trackingInfo?: TrackingInput | null
}
type EventInput = {
  readonly fulfillmentId: string
  readonly status: string
  readonly happenedAt?: string | null
  readonly estimatedDeliveryAt?: string | null
  readonly message?: string | null
}

const TOPICS: Record<string, Topic> = {
  ORDERS_CREATE: 'orders/create',
  ORDERS_UPDATED: 'orders/updated',
  ORDERS_CANCELLED: 'orders/cancelled',
  ORDERS_EDITED: 'orders/edited', // its lines changed, which nobody can do in the demo shop
  FULFILLMENTS_CREATE: 'fulfillments/create',
  FULFILLMENTS_UPDATE: 'fulfillments/update',
}

const subscriptionView = (one: {
  readonly id: bigint
  readonly topic: Topic
  readonly uri: string
}) => ({
  id: views.gid('WebhookSubscription', one.id),
  topic: one.topic.toUpperCase().replace('/', '_'),
  uri: one.uri,
  format: 'JSON',
  filter: null,
})

/** `orders(query:)`: the one filter the import needs; another would be ignored, so it is refused. */
function searched(shop: Shop, asked: string | null | undefined): ShopOrder[] {
  const query = asked?.trim() ?? ''
  const since = /^updated_at:>=\s*['"]?([^'"\s]+)['"]?$/.exec(query)?.[1]
  if (query !== '' && !since) refuseUnknown(`an order search for ${query}`)
  const from = since ? Date.parse(since) : Number.NEGATIVE_INFINITY
  if (Number.isNaN(from)) refuseUnknown(`an order search since ${since}`)
  return shop.orders.filter(order => order.updatedAt >= from)
}

function ordersPage(shop: Shop, args: OrdersArgs) {
  const byUpdate = args.sortKey === 'UPDATED_AT'
  const instantOf = (order: ShopOrder) => (byUpdate ? order.updatedAt : order.createdAt)
  const found = searched(shop, args.query).toSorted(
    (a, b) => instantOf(a) - instantOf(b) || (a.id < b.id ? -1 : 1),
  )
  const sorted = args.reverse ? found.toReversed() : found
  const page = views.connection(pageFrom(sorted, args.after ?? null), { first: args.first }, keyOf)
  return {
    pageInfo: page.pageInfo,
    nodes: page.nodes.map(views.orderView),
    edges: page.edges.map(({ node, cursor }) => ({ cursor, node: views.orderView(node) })),
  }

  function keyOf(order: ShopOrder): string {
    return `${instantOf(order)}|${order.id}`
  }

  /** What sorts after the cursor, even if the cursor's own order has moved since. */
  function pageFrom(orders: readonly ShopOrder[], after: string | null): readonly ShopOrder[] {
    if (!after) return orders
    const [at, id] = Buffer.from(after, 'base64').toString().split('|')
    if (!at || !id) return refuseUnknown('an order cursor the shop never gave')
    const isAfter = (order: ShopOrder) =>
      instantOf(order) > Number(at) || (instantOf(order) === Number(at) && order.id > BigInt(id))
    const isBefore = (order: ShopOrder) =>
      instantOf(order) < Number(at) || (instantOf(order) === Number(at) && order.id < BigInt(id))
    return orders.filter(args.reverse ? isBefore : isAfter)
  }
}

/** Singular fields or positional plurals, as the documentation wants them: never mixed. */
function trackingOf(input: TrackingInput | null | undefined): Tracking[] {
  if (!input) return []
  const numbers = input.numbers ?? (input.number ? [input.number] : [])
  const urls = input.urls ?? (input.url ? [input.url] : [])
  return numbers.map((number, i) => ({
    company: input.company ?? null,
    number,
    url: urls[i] ?? null,
  }))
}

/** Whether a mutation changed anything: its payload complains of nothing. */
function isDone(data: unknown): boolean {
  const payloads = z.record(z.string(), z.object({ userErrors: z.array(z.unknown()) }))
  const read = payloads.safeParse(data)
  return read.success && Object.values(read.data).some(one => one.userErrors.length === 0)
}

function payload<T>(field: string, outcome: Outcome<T>, view: (value: T) => unknown) {
  return outcome.ok
    ? { [field]: view(outcome.value), userErrors: [] }
    : { [field]: null, userErrors: [outcome.error] }
}

function parseDocument(source: string): DocumentNode | GraphQLError {
  try {
    return parse(source)
  } catch (error) {
    return error instanceof GraphQLError ? error : new GraphQLError('the document cannot be read')
  }
}
