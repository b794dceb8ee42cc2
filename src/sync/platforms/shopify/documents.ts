// Every GraphQL document we send to Shopify's Admin API. They are valid against version 2026-10
// without a deprecated field (test/contracts/shopify.test.ts), and each stays under the 1,000 points
// one query may cost even when every nested list is counted in full. A list cut short by its `first`
// is fetched on by the documents below it.
// https://shopify.dev/docs/api/admin-graphql/2026-10 (schema read 2026-11-23)
// https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits (read 2026-11-23)

/** Fulfilments per order in a page of orders. The list has no cursor: an order that fills it is read by itself. */
export const PAGE_FULFILMENTS = 2
/** Fulfilments read with one order; a list that fills it is read again, whole. */
export const ORDER_FULFILMENTS = 8

const ORDER_FIELDS = `
  id name createdAt processedAt updatedAt cancelledAt test
  email phone note tags customerLocale
  sourceName sourceIdentifier poNumber paymentGatewayNames
  app { name }
  attribution { handle displayName }
  customAttributes { key value }
  currentTotalPriceSet { shopMoney { amount currencyCode } }
  shippingAddress { name company address1 address2 city province provinceCode zip countryCodeV2 phone }
  billingAddress { name company }
  shippingLine { title }`

const LINE_FIELDS = `
  id sku title variantTitle currentQuantity requiresShipping
  weight { value unit }
  originalUnitPriceSet { shopMoney { amount currencyCode } }
  image { url }`

/** A fulfilment may carry several numbers, one per box: five are imported, ten are compared. */
const fulfilmentFields = (numbers: 5 | 10) => `
  id name status createdAt
  trackingInfo(first: ${numbers}) { company number }`

const FULFILMENT_LINES = `
  pageInfo { hasNextPage endCursor }
  nodes { quantity lineItem { id } }`

const FULFILMENT_ORDER_FIELDS = `
  id status updatedAt fulfillAt
  assignedLocation { name location { id } }
  supportedActions { action }
  fulfillmentHolds { displayReason }`

const FULFILMENT_ORDER_LINES = `
  pageInfo { hasNextPage endCursor }
  nodes { id remainingQuantity lineItem { id } }`

/** Who we are to the shop and what it lets us do. */
export const grants = `query grants {
  shop { name myshopifyDomain }
  currentAppInstallation { accessScopes { handle } }
}`

/** How many orders a search finds. Shopify stops counting at 10,000 unless it is told not to. */
export const count = `query count($query: String!) {
  ordersCount(query: $query, limit: null) { count }
}`

/** Our app's webhooks to one address; there is at most one a topic. */
export const hooks = `query hooks($uri: String!, $topics: [WebhookSubscriptionTopic!]!) {
  webhookSubscriptions(first: 50, uri: $uri, topics: $topics) { nodes { topic uri } }
}`

export const ordersPage = `query ordersPage($first: Int!, $after: String, $query: String!) {
  orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT, reverse: false) {
    pageInfo { hasNextPage endCursor }
    nodes {${ORDER_FIELDS}
      lineItems(first: 8) { pageInfo { hasNextPage endCursor } nodes {${LINE_FIELDS} } }
      fulfillments(first: ${PAGE_FULFILMENTS}) {${fulfilmentFields(5)}
        fulfillmentLineItems(first: 5) {${FULFILMENT_LINES} }
      }
    }
  }
}`

export const order = `query order($id: ID!) {
  order(id: $id) {${ORDER_FIELDS}
    lineItems(first: 50) { pageInfo { hasNextPage endCursor } nodes {${LINE_FIELDS} } }
    fulfillments(first: ${ORDER_FULFILMENTS}) {${fulfilmentFields(5)}
      fulfillmentLineItems(first: 6) {${FULFILMENT_LINES} }
    }
  }
}`

export const orderLines = `query orderLines($id: ID!, $after: String) {
  order(id: $id) {
    lineItems(first: 80, after: $after) {
      pageInfo { hasNextPage endCursor } nodes {${LINE_FIELDS} }
    }
  }
}`

/** The fulfilments of an order that has many (120 is our limit); their lines follow one by one. */
export const orderFulfillments = `query orderFulfillments($id: ID!) {
  order(id: $id) { fulfillments(first: 120) {${fulfilmentFields(5)} location { id } } }
}`

export const fulfillmentLines = `query fulfillmentLines($id: ID!, $after: String) {
  fulfillment(id: $id) { fulfillmentLineItems(first: 200, after: $after) {${FULFILMENT_LINES} } }
}`

/** What the write-back compares with: what is shipped, and what may still be. */
export const orderFulfillmentState = `query orderFulfillmentState($id: ID!) {
  order(id: $id) {
    id cancelledAt displayFulfillmentStatus
    fulfillmentOrders(first: 10) {
      pageInfo { hasNextPage endCursor }
      nodes {${FULFILMENT_ORDER_FIELDS}
        lineItems(first: 20) {${FULFILMENT_ORDER_LINES} }
      }
    }
    fulfillments(first: ${ORDER_FULFILMENTS}) {${fulfilmentFields(10)} location { id }
      fulfillmentLineItems(first: 8) {${FULFILMENT_LINES} }
    }
  }
}`

export const fulfillmentOrders = `query fulfillmentOrders($id: ID!, $after: String) {
  order(id: $id) {
    fulfillmentOrders(first: 15, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes {${FULFILMENT_ORDER_FIELDS}
        lineItems(first: 20) {${FULFILMENT_ORDER_LINES} }
      }
    }
  }
}`

export const fulfillmentOrderLines = `query fulfillmentOrderLines($id: ID!, $after: String) {
  fulfillmentOrder(id: $id) { lineItems(first: 200, after: $after) {${FULFILMENT_ORDER_LINES} } }
}`

export const fulfillmentEvents = `query fulfillmentEvents($id: ID!, $after: String) {
  fulfillment(id: $id) {
    events(first: 100, after: $after, sortKey: HAPPENED_AT) {
      pageInfo { hasNextPage endCursor }
      nodes { status happenedAt }
    }
  }
}`

// The payload types of these carry plain UserErrors, without a code: nothing is concluded from
// their text, the state is read again instead.

export const fulfill = `mutation fulfill($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) {
    fulfillment { id }
    userErrors { field message }
  }
}`

export const updateTracking = `mutation updateTracking(
  $fulfillmentId: ID!, $trackingInfoInput: FulfillmentTrackingInput!, $notifyCustomer: Boolean
) {
  fulfillmentTrackingInfoUpdate(
    fulfillmentId: $fulfillmentId, trackingInfoInput: $trackingInfoInput, notifyCustomer: $notifyCustomer
  ) {
    fulfillment { id }
    userErrors { field message }
  }
}`

export const subscribe = `mutation subscribe(
  $topic: WebhookSubscriptionTopic!, $webhookSubscription: WebhookSubscriptionInput!
) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhookSubscription) {
    webhookSubscription { id }
    userErrors { field message }
  }
}`

export const addEvent = `mutation addEvent($fulfillmentEvent: FulfillmentEventInput!) {
  fulfillmentEventCreate(fulfillmentEvent: $fulfillmentEvent) {
    fulfillmentEvent { id }
    userErrors { field message }
  }
}`
