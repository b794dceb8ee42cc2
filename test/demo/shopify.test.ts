// The demo shop must behave like Shopify where it matters to us, or what runs against it proves
// nothing.
import { createHmac } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { SHOP } from '../../demo/constants.ts'
import { BUYERS, CATALOGUE, iconicOrder, ownOrder } from '../../demo/world/orders.ts'
import { startWorld, untilCaught } from './stand-in.ts'

const API = `/${SHOP.domain}/admin/api/2026-10/graphql.json`
const TOKEN = { 'x-shopify-access-token': SHOP.accessToken }

let demo: ReturnType<typeof startWorld>
beforeEach(() => {
  demo = startWorld()
})

const ask = (query: string, variables: object = {}, headers: Record<string, string> = TOKEN) =>
  demo.call('POST', API, headers, JSON.stringify({ query, variables }))

const place = (name: string, options = {}) =>
  demo.world.shop.place(ownOrder(name, BUYERS.tom, [CATALOGUE.scarf]), options)

const Page = z.object({
  data: z.object({
    orders: z.object({
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      nodes: z.array(z.object({ id: z.string(), name: z.string(), updatedAt: z.string() })),
    }),
  }),
})
const ORDERS = `query page($first: Int!, $after: String, $q: String!) {
  orders(first: $first, after: $after, query: $q, sortKey: UPDATED_AT) {
    pageInfo { hasNextPage endCursor } nodes { id name updatedAt }
  }
}`
const pageOf = async (variables: object) =>
  Page.parse((await ask(ORDERS, variables)).body).data.orders

describe('the demo shop', () => {
  it('refuses a call without a valid token', async () => {
    expect((await ask('{ shop { name } }', {}, {})).status).toBe(401)
    expect((await ask('{ shop { name } }')).body).toMatchObject({
      data: { shop: { name: SHOP.name } },
    })
  })

  it('issues a token for client credentials that works for a day', async () => {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: SHOP.clientId,
      client_secret: SHOP.clientSecret,
    })
    const target = `/${SHOP.domain}/admin/oauth/access_token`
    const issued = await demo.call('POST', target, {}, form.toString())
    const { access_token } = z.object({ access_token: z.string() }).parse(issued.body)
    const headers = { 'x-shopify-access-token': access_token }
    expect((await ask('{ shop { name } }', {}, headers)).status).toBe(200)
    demo.clock.jump(24 * 60)
    expect((await ask('{ shop { name } }', {}, headers)).status).toBe(401)

    form.set('client_secret', 'wrong')
    expect((await demo.call('POST', target, {}, form.toString())).status).toBe(401)
  })

  it('says which version answered when an unsupported one was asked for', async () => {
    const body = JSON.stringify({ query: '{ shop { name } }' })
    const old = await demo.call('POST', API.replace('2026-10', '2024-01'), TOKEN, body)
    expect(old.headers.get('x-shopify-api-version')).toBe('2026-01')
    expect((await ask('{ shop { name } }')).headers.get('x-shopify-api-version')).toBe('2026-10')
  })

  it('refuses a field the schema does not have, and keeps it as a problem', async () => {
    const answer = await ask('{ shop { favouriteColour } }')
    expect(answer.body).toHaveProperty('errors')
    expect(demo.world.journal.problems).toHaveLength(1)
  })

  it('loses no order of one second across a page break', async () => {
    for (const name of ['#1', '#2', '#3']) place(name)
    const first = await pageOf({ first: 2, q: "updated_at:>='2026-11-24T00:00:00Z'" })
    const second = await pageOf({
      first: 2,
      after: first.pageInfo.endCursor,
      q: "updated_at:>='2026-11-24T00:00:00Z'",
    })
    expect(new Set([...first.nodes, ...second.nodes].map(order => order.updatedAt)).size).toBe(1)
    expect([...first.nodes, ...second.nodes].map(order => order.name)).toEqual(['#1', '#2', '#3'])
    expect(second.pageInfo.hasNextPage).toBe(false)
  })

  it('leaves out orders that were updated before the instant asked for', async () => {
    place('#1', { placedAt: demo.clock.now() - 3_600_000 })
    place('#2')
    const since = new Date(demo.clock.now() - 60_000).toISOString()
    const { nodes } = await pageOf({ first: 5, q: `updated_at:>='${since}'` })
    expect(nodes.map(order => order.name)).toEqual(['#2'])
  })

  it('throttles a caller whose bucket is empty, and lets it in again as points restore', async () => {
    place('#1')
    demo.world.shopify.bucket.leave(0)
    const query = { first: 50, q: '' }
    const throttled = await ask(ORDERS, query)
    expect(throttled.body).toMatchObject({
      errors: [{ extensions: { code: 'THROTTLED' } }],
      extensions: { cost: { throttleStatus: { restoreRate: 100, maximumAvailable: 2000 } } },
    })
    expect(throttled.body).not.toHaveProperty('data')
    demo.clock.jump(1)
    const answer = await ask(ORDERS, query)
    expect(answer.body).toMatchObject({
      extensions: { cost: { requestedQueryCost: 52, actualQueryCost: 3 } },
    })
  })

  it('shows an order of THE ICONIC as its connector brings it', async () => {
    const order = demo.world.shop.place(iconicOrder('217348921', BUYERS.nadia, [CATALOGUE.dress]))
    const query = `query ($id: ID!) { order(id: $id) {
      name note customer { displayName } billingAddress { name company }
      shippingAddress { name zip countryCodeV2 } displayFulfillmentStatus
      fulfillmentOrders(first: 5) { nodes { status lineItems(first: 5) { nodes { remainingQuantity } } } }
    } }`
    const id = `gid://shopify/Order/${order.id}`
    expect((await ask(query, { id })).body).toMatchObject({
      data: {
        order: {
          name: '217348921',
          note: 'THE ICONIC',
          customer: { displayName: 'THE ICONIC' },
          billingAddress: { company: 'THE ICONIC' },
          shippingAddress: { name: 'Nadia Rahimi', zip: '2042', countryCodeV2: 'AU' },
          displayFulfillmentStatus: 'UNFULFILLED',
          fulfillmentOrders: {
            nodes: [{ status: 'OPEN', lineItems: { nodes: [{ remainingQuantity: 1 }] } }],
          },
        },
      },
    })
  })

  it('fulfils once: the second try is a user error and changes nothing', async () => {
    const order = place('#1')
    const fulfilmentOrderId = `gid://shopify/FulfillmentOrder/${order.fulfilmentOrders[0]?.id}`
    const mutation = `mutation ($f: FulfillmentInput!) { fulfillmentCreate(fulfillment: $f) {
      fulfillment { id status trackingInfo(first: 2) { company number url } } userErrors { field message }
    } }`
    const f = {
      lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: fulfilmentOrderId }],
      trackingInfo: { company: 'Sendle', number: 'S1', url: 'https://example.net/t/1' },
      notifyCustomer: false,
    }
    demo.clock.jump(5)
    expect((await ask(mutation, { f })).body).toMatchObject({
      data: {
        fulfillmentCreate: {
          fulfillment: { status: 'SUCCESS', trackingInfo: [{ company: 'Sendle', number: 'S1' }] },
          userErrors: [],
        },
      },
    })
    expect(order.updatedAt).toBe(demo.clock.now())
    expect((await ask(mutation, { f })).body).toMatchObject({
      data: { fulfillmentCreate: { fulfillment: null, userErrors: [{}] } },
    })
    expect(order.fulfilments).toHaveLength(1)
  })

  it('opens a new fulfilment order for what a cancelled fulfilment held', async () => {
    const order = place('#1')
    const [open] = order.fulfilmentOrders
    demo.world.shop.fulfil([{ fulfilmentOrderId: open?.id ?? 0n, lines: null }], [])
    const id = `gid://shopify/Fulfillment/${order.fulfilments[0]?.id}`
    await ask('mutation ($id: ID!) { fulfillmentCancel(id: $id) { userErrors { message } } }', {
      id,
    })
    expect(order.fulfilmentOrders.map(one => one.status)).toEqual(['CLOSED', 'OPEN'])
    expect(order.fulfilmentOrders[1]?.id).not.toBe(open?.id)
  })

  it('fulfils a part and keeps the rest open', () => {
    const order = place('#1')
    const [open] = order.fulfilmentOrders
    const line = open?.lines[0]
    const part = { fulfilmentOrderId: open?.id ?? 0n, lines: [{ id: line?.id ?? 0n, quantity: 1 }] }
    expect(demo.world.shop.fulfil([part], []).ok).toBe(true)
    expect(open?.status).toBe('IN_PROGRESS')
    expect(line?.remaining).toBe(1)
    const tooMuch = { ...part, lines: [{ id: line?.id ?? 0n, quantity: 2 }] }
    expect(demo.world.shop.fulfil([tooMuch], []).ok).toBe(false)
  })

  it('signs its webhooks over the exact bytes, with ids no JSON number can hold', async () => {
    demo.world.shopify.subscribe('orders/create', 'https://hooks.example.net/1')
    const order = place('#1')
    await untilCaught(demo.caught, 1)
    const [hook] = demo.caught
    const body = hook?.body ?? ''
    const signature = createHmac('sha256', SHOP.clientSecret).update(body).digest('base64')
    expect(hook?.headers.get('x-shopify-hmac-sha256')).toBe(signature)
    expect(hook?.headers.get('x-shopify-topic')).toBe('orders/create')
    expect(hook?.headers.get('x-shopify-webhook-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(body).toContain(
      `"id":${order.id},"admin_graphql_api_id":"gid://shopify/Order/${order.id}"`,
    )
    expect(order.id > 2n ** 53n).toBe(true)
  })
})
