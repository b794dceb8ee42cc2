// Shopify's shapes as far as we use them. Strict about ids, times and quantities; everything else may
// be null or missing, and fields we do not know pass: Shopify adds some every quarter.
// https://shopify.dev/docs/api/admin-graphql/2026-10/objects/Order (schema read 2026-11-23)
import * as z from 'zod'

const maybe = z.string().nullish()
const id = z.string().startsWith('gid://shopify/')
const instant = z.iso.datetime({ offset: true }).transform(text => Date.parse(text))
const quantity = z.int().min(0)

export const PageInfo = z.object({ hasNextPage: z.boolean(), endCursor: maybe })

/** A connection; a hand-made file may leave `pageInfo` out. */
const connection = <Node extends z.ZodType>(node: Node) =>
  z.object({
    pageInfo: PageInfo.default({ hasNextPage: false, endCursor: null }),
    nodes: z.array(node),
  })

/** A connection of which nothing was read yet. */
export const NOT_READ = { pageInfo: { hasNextPage: true, endCursor: null }, nodes: [] }

const Money = z.object({ shopMoney: z.object({ amount: z.string(), currencyCode: z.string() }) })

export const Line = z.object({
  id,
  sku: maybe,
  title: z.string(),
  variantTitle: maybe,
  currentQuantity: quantity,
  requiresShipping: z.boolean().default(true),
  weight: z.object({ value: z.number(), unit: z.string() }).nullish(),
  originalUnitPriceSet: Money.nullish(),
  image: z.object({ url: maybe }).nullish(),
})
export type Line = z.infer<typeof Line>
export const Lines = connection(Line)

const FulfilmentLine = z.object({ quantity: quantity.nullable(), lineItem: z.object({ id }) })
export const FulfilmentLines = connection(FulfilmentLine)

export const Fulfilment = z.object({
  id,
  name: maybe,
  status: z.string(),
  createdAt: instant,
  trackingInfo: z.array(z.object({ company: maybe, number: maybe })),
  location: z.object({ id }).nullish(),
  /** Absent in the list that is read without its lines. */
  fulfillmentLineItems: FulfilmentLines.optional(),
})
export type Fulfilment = z.infer<typeof Fulfilment>

export const Order = z.object({
  id,
  name: z.string().min(1),
  createdAt: instant,
  processedAt: instant.nullish(),
  updatedAt: instant,
  cancelledAt: instant.nullish(),
  test: z.boolean().default(false),
  email: maybe,
  phone: maybe,
  note: maybe,
  tags: z.array(z.string()).default([]),
  customerLocale: maybe,
  sourceName: maybe,
  sourceIdentifier: maybe,
  poNumber: maybe,
  paymentGatewayNames: z.array(z.string()).default([]),
  app: z.object({ name: z.string() }).nullish(),
  attribution: z.object({ handle: maybe, displayName: maybe }).nullish(),
  customAttributes: z.array(z.object({ key: z.string(), value: maybe })).default([]),
  currentTotalPriceSet: Money,
  shippingAddress: z
    .object({
      name: maybe,
      company: maybe,
      address1: maybe,
      address2: maybe,
      city: maybe,
      province: maybe,
      provinceCode: maybe,
      zip: maybe,
      countryCodeV2: maybe,
      phone: maybe,
    })
    .nullish(),
  billingAddress: z.object({ name: maybe, company: maybe }).nullish(),
  shippingLine: z.object({ title: maybe }).nullish(),
  lineItems: Lines,
  fulfillments: z.array(Fulfilment).default([]),
})
export type Order = z.infer<typeof Order>

/** What a list is read by. */
export const Stamp = z
  .object({ id, updatedAt: instant })
  .transform(({ id, updatedAt }) => ({ id, at: updatedAt }))

const FulfilmentOrderLine = z.object({
  id,
  remainingQuantity: quantity,
  lineItem: z.object({ id }),
})
export const FulfilmentOrderLines = connection(FulfilmentOrderLine)

export const FulfilmentOrder = z.object({
  id,
  status: z.string(),
  updatedAt: instant,
  fulfillAt: instant.nullish(),
  assignedLocation: z.object({ name: z.string(), location: z.object({ id }).nullish() }),
  supportedActions: z.array(z.object({ action: z.string() })),
  fulfillmentHolds: z.array(z.object({ displayReason: maybe })).default([]),
  lineItems: FulfilmentOrderLines,
})
export type FulfilmentOrder = z.infer<typeof FulfilmentOrder>
export const FulfilmentOrders = connection(FulfilmentOrder)

export const FulfilmentState = z.object({
  id,
  cancelledAt: instant.nullish(),
  displayFulfillmentStatus: z.string(),
  fulfillmentOrders: FulfilmentOrders,
  fulfillments: z.array(Fulfilment),
})
export type FulfilmentState = z.infer<typeof FulfilmentState>

export const FulfilmentEvents = connection(z.object({ status: z.string(), happenedAt: instant }))

export const UserErrors = z.array(z.object({ field: z.unknown(), message: z.string() }))

/** Replies that carry orders, as `inspect` may be given them. */
export const Envelope = {
  many: z.object({ data: z.object({ orders: z.object({ nodes: z.array(z.unknown()) }) }) }),
  one: z.object({ data: z.object({ order: z.unknown() }) }),
}
