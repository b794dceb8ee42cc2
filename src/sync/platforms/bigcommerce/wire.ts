// BigCommerce's shapes, as far as we use them: unknown fields pass, and a text of another kind is none.
// V2 has orders and shipments, V3 webhooks and the catalogue.
// https://github.com/bigcommerce/docs reference/orders.v2.oas2.yml, webhooks.v3.yml (read 2026-11-23)
import * as z from 'zod'

/** Ids are integers there and text here; exact-json.ts keeps those that no number can hold. */
export const Id = z
  .union([z.int().nonnegative(), z.string().regex(/^\d{1,20}$/)])
  .transform(id => String(id))

/** Blank, missing and of another kind are one: null. A phone is sometimes a number. */
const Text = z
  .union([z.string(), z.number()])
  .nullish()
  .catch(null)
  .transform(value => String(value ?? '').trim() || null)

const Count = z.union([z.number(), z.string().regex(/^\d{1,9}$/)]).transform(Number)

const countOrNone = Count.nullish().transform(count => count ?? 0)

/** RFC-2822, in whole seconds: "Tue, 20 Nov 2012 00:00:00 +0000". */
const Instant = z
  .string()
  .transform(text => Date.parse(text))
  .refine(at => at > 0, 'is not a date')

const Option = z.object({ display_value: Text })

export const Line = z.object({
  id: Id,
  order_address_id: Id.optional(),
  /** Left out or 0: made for this order, and in no catalogue. */
  product_id: Id.nullish().catch(null),
  name: Text,
  sku: Text,
  type: Text,
  quantity: Count,
  quantity_shipped: countOrNone,
  quantity_refunded: countOrNone,
  weight: Text,
  price_inc_tax: Text,
  product_options: z.array(Option).nullish().catch(null),
})
export type Line = z.infer<typeof Line>

/** What stands where something was not included. */
const Link = z.object({ resource: z.string() })

const person = {
  first_name: Text,
  last_name: Text,
  company: Text,
  street_1: Text,
  street_2: Text,
  city: Text,
  state: Text,
  zip: Text,
  country_iso2: Text,
  phone: Text,
  email: Text,
}
const FormField = z.object({ name: Text, value: Text })
const Billing = z.object({
  ...person,
  form_fields: z.array(FormField).nullish().catch(null),
})

export const Consignment = z.object({
  ...person,
  id: Id,
  shipping_method: Text,
  line_items: z.array(z.union([Line, Link])),
})
export type Consignment = z.infer<typeof Consignment>

/** Downloads, pickups and gift certificates: their lines are shown, and never shipped. */
const Unshipped = z.object({ line_items: z.unknown() })

/** `shipping` is missing when the consignments are only a link to them. */
const Consignments = z.object({
  shipping: z.array(Consignment).optional(),
  downloads: z.array(Unshipped).nullish().catch(null),
  pickups: z.array(Unshipped).nullish().catch(null),
})

export const Shipment = z.object({
  id: Id,
  order_address_id: Id.optional(),
  date_created: Instant,
  tracking_number: Text,
  tracking_carrier: Text,
  shipping_provider: Text,
  shipping_provider_display_name: Text,
  shipping_method: Text,
  items: z.array(z.object({ order_product_id: Id, quantity: Count })).default([]),
})
export type Shipment = z.infer<typeof Shipment>

export const Order = z.object({
  id: Id,
  date_created: Instant,
  date_modified: Instant,
  status_id: Id,
  items_shipped: Count.nullish().catch(null),
  is_deleted: z.boolean().nullish().catch(null),
  payment_method: Text,
  total_inc_tax: Text,
  currency_code: Text,
  default_currency_code: Text,
  customer_locale: Text,
  customer_message: Text,
  staff_notes: Text,
  channel_id: Text,
  order_source: Text,
  external_source: Text,
  external_id: Text,
  external_order_id: Text,
  external_merchant_id: Text,
  ebay_order_id: Text,
  billing_address: Billing.nullish().catch(null),
  consignments: Consignments.nullish(),
  /** Not in BigCommerce's order: our calls join GET /orders/{id}/shipments in here. */
  shipments: z.array(Shipment).nullish(),
  /** The same for `weight_units` of GET /v2/store, in which the lines' weights are. */
  weight_units: Text,
})
export type Order = z.infer<typeof Order>

/** What a list is read by. */
export const Stamp = z
  .object({
    id: Id,
    date_modified: Instant,
    status_id: Id.nullish().catch(null),
    is_deleted: z.boolean().nullish().catch(null),
  })
  .transform(({ date_modified, ...row }) => ({ ...row, at: date_modified }))
export type Stamp = z.infer<typeof Stamp>

export const Store = z.object({ name: z.string(), weight_units: Text })

export const OrderCount = z.object({
  count: Count,
  statuses: z.array(z.object({ id: Id, count: Count })).default([]),
})

const Picture = z.object({ url_thumbnail: Text, url_standard: Text })
export const Products = z.object({
  data: z.array(z.object({ id: Id, primary_image: Picture.nullish().catch(null) })),
})

export const Hook = z.object({
  id: Id,
  scope: z.string(),
  destination: z.string(),
  is_active: z.boolean(),
  headers: z.record(z.string(), z.unknown()).nullish().catch(null),
})
export type Hook = z.infer<typeof Hook>
export const Hooks = z.object({
  data: z.array(Hook),
  meta: z
    .object({ pagination: z.object({ total_pages: z.number() }).nullish() })
    .nullish()
    .catch(null),
})
