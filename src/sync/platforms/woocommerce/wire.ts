// WooCommerce's shapes (REST API wc/v3) as far as we use them. Strict about ids, times and quantities;
// everything else may be missing, empty or of another kind: plugins write into all of it. A list from
// which PHP took something out comes as an object, its numbers as keys.
// https://woocommerce.github.io/woocommerce-rest-api-docs/#orders (read 2026-11-23); the order and its
// schema were compared with a running WooCommerce 9.5.1 (read 2026-11-23).
import * as z from 'zod'

/** Digits as text; numbers beyond 2^53 come as such from `parseExactly`. */
export const id = z.union([
  z.int().positive().transform(String),
  z.string().regex(/^[1-9]\d{0,19}$/),
])
/** No product, no variation: 0. */
const idOrNone = id.nullable().catch(null).default(null)

/** Text, or what PHP made of it. */
const loose = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null)

/** `2026-11-23T10:50:39` or with a blank; the `_gmt` fields carry no zone and mean UTC. */
const gmt = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?Z?$/)
  .transform(text => Date.parse(`${text.replace(' ', 'T').replace(/Z$/, '')}Z`))
  .refine(at => at > 0, 'is no instant')
const gmtOrNone = gmt.nullish().catch(null)

/** Plugins that change a line write its number back as text. */
const quantity = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d{1,9}(\.\d+)?$/)
    .transform(Number),
])

const listOf = <Item extends z.ZodType>(item: Item) =>
  z.union([
    z.array(item),
    z.record(z.string().regex(/^\d+$/), item).transform(list => Object.values(list)),
  ])

export const Meta = z.object({ key: z.string().catch(''), value: z.unknown().optional() })
const metaList = z.array(Meta).catch([]).default([])

const Address = z.object({
  first_name: loose,
  last_name: loose,
  company: loose,
  address_1: loose,
  address_2: loose,
  city: loose,
  state: loose,
  postcode: loose,
  country: loose,
  email: loose,
  phone: loose,
})
export type Address = z.infer<typeof Address>
/** PHP writes an empty object as `[]`. */
const address = Address.nullish().catch(null)

export const Line = z.object({
  id,
  name: loose,
  parent_name: loose,
  product_id: idOrNone,
  variation_id: idOrNone,
  quantity,
  sku: loose,
  subtotal: loose,
  subtotal_tax: loose,
  meta_data: z
    .array(
      z.object({
        key: z.string().catch(''),
        value: z.unknown().optional(),
        display_value: z.unknown().optional(),
      }),
    )
    .catch([])
    .default([]),
  image: z.object({ src: loose }).nullish().catch(null),
})
export type Line = z.infer<typeof Line>

/**
 * In an order only id, reason and total; read by itself it has lines with negative quantities, which
 * name the line they undo in `_refunded_item_id`.
 * Unverified: the meta's name is from memory; without it a refunded line still counts in full.
 */
export const Refund = z.object({
  id,
  line_items: listOf(z.object({ quantity, meta_data: metaList })).default([]),
})

/**
 * https://github.com/woocommerce/woocommerce/blob/trunk/docs/apis/rest-api/v3/order-fulfillments.mdx
 * (read 2026-11-23). `_items` and all that is told of the parcel is meta.
 */
export const Fulfilment = z.object({
  id,
  status: loose,
  is_fulfilled: z.boolean().catch(false).default(false),
  date_updated: gmtOrNone,
  date_deleted: z.unknown().optional(),
  meta_data: metaList,
})
export type Fulfilment = z.infer<typeof Fulfilment>
export const Items = z
  .array(z.object({ item_id: id, qty: z.coerce.number() }))
  .catch([])
  .default([])

/** `_wc_shipment_tracking_items`, as Shipment Tracking and Advanced Shipment Tracking keep it. */
export const TrackingItem = z.object({
  tracking_id: loose,
  tracking_number: loose,
  tracking_provider: loose,
  custom_tracking_provider: loose,
  date_shipped: loose,
})

export const Order = z.object({
  id,
  number: loose,
  status: z.string(),
  currency: z.string().catch(''),
  prices_include_tax: z.boolean().catch(false),
  date_created_gmt: gmtOrNone,
  date_modified_gmt: gmt,
  date_completed_gmt: gmtOrNone,
  total: loose,
  billing: address,
  shipping: address,
  customer_note: loose,
  created_via: loose,
  payment_method: loose,
  payment_method_title: loose,
  meta_data: metaList,
  line_items: listOf(Line),
  shipping_lines: z
    .array(z.object({ method_title: loose }))
    .catch([])
    .default([]),
  refunds: z.array(Refund).catch([]).default([]),
  /** Not part of the resource: the import reads them beside it and puts them here. */
  fulfillments: z.array(Fulfilment).default([]),
})
export type Order = z.infer<typeof Order>

/** What a list is read by. */
export const Stamp = z
  .object({ id, date_modified_gmt: gmt, status: z.string().catch('') })
  .transform(({ id, date_modified_gmt, status }) => ({ id, at: date_modified_gmt, status }))
export type Stamp = z.infer<typeof Stamp>

/** The fields above, so that a page of orders stays small: `_fields` trims the reply. */
export const ORDER_FIELDS = Object.keys(Order.shape)
  .filter(key => key !== 'fulfillments')
  .join(',')

/** What a product says of each of its pieces. */
export const Product = z.object({
  id,
  weight: loose,
  virtual: z.boolean().catch(false).default(false),
})
export type Product = z.infer<typeof Product>

export const Fulfilments = z.union([
  z.array(Fulfilment),
  z.object({ fulfillments: z.array(Fulfilment) }).transform(reply => reply.fulfillments),
])
export const Trackings = z.array(TrackingItem)
export const Notes = z.array(z.object({ id, note: z.string(), customer_note: z.boolean() }))
export const Created = z.object({ id })
export const Tracked = z.object({ tracking_id: z.string().min(1) })

export const Webhook = z.object({
  id,
  name: loose,
  status: z.string(),
  topic: z.string(),
  delivery_url: loose,
})
export type Webhook = z.infer<typeof Webhook>
