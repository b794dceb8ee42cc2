// The part of Shopify's Admin GraphQL schema (2026-10) the demo shop answers. Written by hand and
// small on purpose: a field or argument that is not here is refused, as the real one refuses what
// it does not have. test/contracts/demo-shopify.test.ts holds it to be a subset of the real schema.
import { buildSchema } from 'graphql'

export const shopifySchema = buildSchema(/* GraphQL */ `
  schema { query: QueryRoot mutation: Mutation }

  scalar DateTime
  scalar Decimal
  scalar URL
  scalar UnsignedInt64

  type QueryRoot {
    currentAppInstallation: AppInstallation!
    fulfillment(id: ID!): Fulfillment
    fulfillmentOrder(id: ID!): FulfillmentOrder
    order(id: ID!): Order
    orders(after: String, first: Int, query: String, reverse: Boolean = false, sortKey: OrderSortKeys = PROCESSED_AT): OrderConnection!
    ordersCount(limit: Int = 10000, query: String): Count
    shop: Shop!
    webhookSubscriptions(after: String, first: Int, topics: [WebhookSubscriptionTopic!], uri: String): WebhookSubscriptionConnection!
  }

  type Mutation {
    fulfillmentCancel(id: ID!): FulfillmentCancelPayload
    fulfillmentCreate(fulfillment: FulfillmentInput!, message: String): FulfillmentCreatePayload
    fulfillmentEventCreate(fulfillmentEvent: FulfillmentEventInput!): FulfillmentEventCreatePayload
    fulfillmentTrackingInfoUpdate(fulfillmentId: ID!, notifyCustomer: Boolean, trackingInfoInput: FulfillmentTrackingInput!): FulfillmentTrackingInfoUpdatePayload
    tagsAdd(id: ID!, tags: [String!]!): TagsAddPayload
    webhookSubscriptionCreate(topic: WebhookSubscriptionTopic!, webhookSubscription: WebhookSubscriptionInput!): WebhookSubscriptionCreatePayload
  }

  interface Node { id: ID! }

  type Order implements Node {
    app: OrderApp
    attribution: OrderAttribution
    billingAddress: MailingAddress
    cancelReason: OrderCancelReason
    cancelledAt: DateTime
    closedAt: DateTime
    createdAt: DateTime!
    currencyCode: CurrencyCode!
    currentTotalPriceSet: MoneyBag!
    customAttributes: [Attribute!]!
    customer: Customer
    customerLocale: String
    displayFinancialStatus: OrderDisplayFinancialStatus
    displayFulfillmentStatus: OrderDisplayFulfillmentStatus!
    email: String
    fulfillmentOrders(after: String, displayable: Boolean = false, first: Int): FulfillmentOrderConnection!
    fulfillments(first: Int): [Fulfillment!]!
    id: ID!
    legacyResourceId: UnsignedInt64!
    lineItems(after: String, first: Int): LineItemConnection!
    name: String!
    note: String
    number: Int!
    paymentGatewayNames: [String!]!
    phone: String
    poNumber: String
    processedAt: DateTime!
    publication: Publication
    registeredSourceUrl: URL
    shippingAddress: MailingAddress
    shippingLine: ShippingLine
    sourceIdentifier: String
    sourceName: String
    tags: [String!]!
    test: Boolean!
    totalPriceSet: MoneyBag!
    totalWeight: UnsignedInt64
    updatedAt: DateTime!
  }
  type OrderConnection { edges: [OrderEdge!]! nodes: [Order!]! pageInfo: PageInfo! }
  type OrderEdge { cursor: String! node: Order! }
  type PageInfo { endCursor: String hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String }

  type OrderApp { id: ID! name: String! }
  type OrderAttribution { displayName: String! handle: String! }
  type Publication implements Node { id: ID! }
  type Attribute { key: String! value: String }
  type MoneyBag { presentmentMoney: MoneyV2! shopMoney: MoneyV2! }
  type MoneyV2 { amount: Decimal! currencyCode: CurrencyCode! }
  type Weight { unit: WeightUnit! value: Float! }
  type Image { altText: String url: URL! width: Int height: Int }

  type Customer implements Node {
    defaultEmailAddress: CustomerEmailAddress
    defaultPhoneNumber: CustomerPhoneNumber
    displayName: String!
    firstName: String
    id: ID!
    lastName: String
    locale: String!
  }
  type CustomerEmailAddress { emailAddress: String! }
  type CustomerPhoneNumber { phoneNumber: String! }

  type MailingAddress implements Node {
    address1: String
    address2: String
    city: String
    company: String
    country: String
    countryCodeV2: CountryCode
    firstName: String
    id: ID!
    lastName: String
    name: String
    phone: String
    province: String
    provinceCode: String
    zip: String
  }

  type ShippingLine { carrierIdentifier: String code: String id: ID source: String title: String! }

  type LineItem implements Node {
    currentQuantity: Int!
    customAttributes: [Attribute!]!
    id: ID!
    image: Image
    isGiftCard: Boolean!
    name: String!
    originalUnitPriceSet: MoneyBag!
    quantity: Int!
    requiresShipping: Boolean!
    sku: String
    title: String!
    unfulfilledQuantity: Int!
    variantTitle: String
    vendor: String
    weight: Weight
  }
  type LineItemConnection { edges: [LineItemEdge!]! nodes: [LineItem!]! pageInfo: PageInfo! }
  type LineItemEdge { cursor: String! node: LineItem! }

  type FulfillmentOrder implements Node {
    assignedLocation: FulfillmentOrderAssignedLocation!
    createdAt: DateTime!
    deliveryMethod: DeliveryMethod
    fulfillAt: DateTime
    fulfillmentHolds: [FulfillmentHold!]!
    id: ID!
    lineItems(after: String, first: Int): FulfillmentOrderLineItemConnection!
    orderId: ID!
    orderName: String!
    requestStatus: FulfillmentOrderRequestStatus!
    status: FulfillmentOrderStatus!
    supportedActions: [FulfillmentOrderSupportedAction!]!
    updatedAt: DateTime!
  }
  type FulfillmentOrderConnection { edges: [FulfillmentOrderEdge!]! nodes: [FulfillmentOrder!]! pageInfo: PageInfo! }
  type FulfillmentOrderEdge { cursor: String! node: FulfillmentOrder! }
  type FulfillmentOrderAssignedLocation { location: Location name: String! countryCode: CountryCode! }
  type Location implements Node { id: ID! name: String! }
  type DeliveryMethod implements Node { id: ID! methodType: DeliveryMethodType! presentedName: String serviceCode: String }
  type FulfillmentHold implements Node { displayReason: String! id: ID! reason: FulfillmentHoldReason! reasonNotes: String }
  type FulfillmentOrderSupportedAction { action: FulfillmentOrderAction! externalUrl: URL }
  type FulfillmentOrderLineItem implements Node {
    id: ID!
    lineItem: LineItem!
    remainingQuantity: Int!
    requiresShipping: Boolean!
    sku: String
    totalQuantity: Int!
    weight: Weight
  }
  type FulfillmentOrderLineItemConnection { edges: [FulfillmentOrderLineItemEdge!]! nodes: [FulfillmentOrderLineItem!]! pageInfo: PageInfo! }
  type FulfillmentOrderLineItemEdge { cursor: String! node: FulfillmentOrderLineItem! }

  type Fulfillment implements Node {
    createdAt: DateTime!
    deliveredAt: DateTime
    displayStatus: FulfillmentDisplayStatus
    events(after: String, first: Int, reverse: Boolean = false, sortKey: FulfillmentEventSortKeys = HAPPENED_AT): FulfillmentEventConnection!
    fulfillmentLineItems(after: String, first: Int): FulfillmentLineItemConnection!
    id: ID!
    legacyResourceId: UnsignedInt64!
    location: Location
    name: String!
    order: Order!
    status: FulfillmentStatus!
    totalQuantity: Int!
    trackingInfo(first: Int): [FulfillmentTrackingInfo!]!
    updatedAt: DateTime!
  }
  type FulfillmentTrackingInfo { company: String number: String url: URL }
  type FulfillmentLineItem implements Node { id: ID! lineItem: LineItem! quantity: Int }
  type FulfillmentLineItemConnection { edges: [FulfillmentLineItemEdge!]! nodes: [FulfillmentLineItem!]! pageInfo: PageInfo! }
  type FulfillmentLineItemEdge { cursor: String! node: FulfillmentLineItem! }
  type FulfillmentEvent implements Node {
    createdAt: DateTime!
    estimatedDeliveryAt: DateTime
    happenedAt: DateTime!
    id: ID!
    message: String
    status: FulfillmentEventStatus!
  }
  type FulfillmentEventConnection { edges: [FulfillmentEventEdge!]! nodes: [FulfillmentEvent!]! pageInfo: PageInfo! }
  type FulfillmentEventEdge { cursor: String! node: FulfillmentEvent! }

  type AppInstallation implements Node { accessScopes: [AccessScope!]! id: ID! }
  type AccessScope { handle: String! }
  type Shop implements Node {
    currencyCode: CurrencyCode!
    ianaTimezone: String!
    id: ID!
    myshopifyDomain: String!
    name: String!
    plan: ShopPlan!
  }
  type ShopPlan { publicDisplayName: String! }
  type WebhookSubscription implements Node {
    filter: String
    format: WebhookSubscriptionFormat!
    id: ID!
    topic: WebhookSubscriptionTopic!
    uri: String!
  }
  type WebhookSubscriptionConnection { edges: [WebhookSubscriptionEdge!]! nodes: [WebhookSubscription!]! pageInfo: PageInfo! }
  type WebhookSubscriptionEdge { cursor: String! node: WebhookSubscription! }
  type Count { count: Int! precision: CountPrecision! }

  type UserError { field: [String!] message: String! }
  type FulfillmentCreatePayload { fulfillment: Fulfillment userErrors: [UserError!]! }
  type FulfillmentCancelPayload { fulfillment: Fulfillment userErrors: [UserError!]! }
  type FulfillmentEventCreatePayload { fulfillmentEvent: FulfillmentEvent userErrors: [UserError!]! }
  type FulfillmentTrackingInfoUpdatePayload { fulfillment: Fulfillment userErrors: [UserError!]! }
  type TagsAddPayload { node: Node userErrors: [UserError!]! }
  type WebhookSubscriptionCreatePayload { userErrors: [UserError!]! webhookSubscription: WebhookSubscription }

  input FulfillmentInput {
    lineItemsByFulfillmentOrder: [FulfillmentOrderLineItemsInput!]!
    notifyCustomer: Boolean = false
    trackingInfo: FulfillmentTrackingInput
  }
  input FulfillmentOrderLineItemsInput { fulfillmentOrderId: ID! fulfillmentOrderLineItems: [FulfillmentOrderLineItemInput!] }
  input FulfillmentOrderLineItemInput { id: ID! quantity: Int! }
  input FulfillmentTrackingInput { company: String number: String numbers: [String!] url: URL urls: [URL!] }
  input FulfillmentEventInput {
    estimatedDeliveryAt: DateTime
    fulfillmentId: ID!
    happenedAt: DateTime
    message: String
    status: FulfillmentEventStatus!
  }
  input WebhookSubscriptionInput { format: WebhookSubscriptionFormat uri: String }

  enum OrderSortKeys { PROCESSED_AT UPDATED_AT }
  enum FulfillmentEventSortKeys { HAPPENED_AT }
  enum CountryCode { AU NZ }
  enum CurrencyCode { AUD NZD }
  enum WeightUnit { GRAMS KILOGRAMS }
  enum OrderCancelReason { CUSTOMER OTHER }
  enum OrderDisplayFinancialStatus { PAID PENDING REFUNDED }
  enum OrderDisplayFulfillmentStatus { FULFILLED PARTIALLY_FULFILLED UNFULFILLED }
  enum DeliveryMethodType { SHIPPING }
  enum FulfillmentHoldReason { OTHER }
  enum FulfillmentOrderAction { CREATE_FULFILLMENT HOLD MOVE }
  enum FulfillmentOrderRequestStatus { UNSUBMITTED }
  enum FulfillmentOrderStatus { CANCELLED CLOSED IN_PROGRESS OPEN }
  enum FulfillmentStatus { CANCELLED SUCCESS }
  enum FulfillmentDisplayStatus {
    ATTEMPTED_DELIVERY CANCELED CARRIER_PICKED_UP CONFIRMED DELAYED DELIVERED FAILURE FULFILLED
    IN_TRANSIT LABEL_PRINTED LABEL_PURCHASED OUT_FOR_DELIVERY READY_FOR_PICKUP
  }
  enum FulfillmentEventStatus {
    ATTEMPTED_DELIVERY CARRIER_PICKED_UP CONFIRMED DELAYED DELIVERED FAILURE IN_TRANSIT
    LABEL_PRINTED LABEL_PURCHASED OUT_FOR_DELIVERY READY_FOR_PICKUP
  }
  enum CountPrecision { AT_LEAST EXACT }
  enum WebhookSubscriptionFormat { JSON }
  enum WebhookSubscriptionTopic { FULFILLMENTS_CREATE FULFILLMENTS_UPDATE ORDERS_CANCELLED ORDERS_CREATE ORDERS_EDITED ORDERS_UPDATED }
`)
