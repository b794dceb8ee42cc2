// Magento's shapes as far as we use them. Strict about ids, times, quantities and what decides; everything
// else may be null, missing or of another kind, and fields we do not know pass: modules add theirs. A list
// that `fields` leaves empty comes as null, and so does one in which nothing is
// (Magento\Framework\Webapi\Rest\Response\FieldsFilter, read 2026-11-24); PHP writes an empty object as [].
// https://developer.adobe.com/commerce/webapi/rest/ (OpenAPI file of 2.4.8, read 2026-11-23)
import * as z from 'zod'

const maybe = z.string().nullish()
/** Text that decides nothing, some of it made a number by a module. */
const loose = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null)

/** An id as text: a number, or its digits where a number would not be exact. */
export const Id = z.union([z.int().min(0), z.string().regex(/^\d{1,20}$/)]).transform(String)

/** Decimals come as numbers, from some modules as text: `179.9`, `"179.9000"`. */
const Decimal = z.union([z.number(), z.string().regex(/^-?\d{1,12}(\.\d+)?$/)])
const Quantity = z
  .union([z.number().min(0), z.string().regex(/^\d{1,9}(\.\d+)?$/)])
  .transform(Number)
const quantity = Quantity.nullish().transform(value => value ?? 0)

/** `2026-11-23 03:02:40`: UTC without saying so. */
const Instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
  .transform(text => Date.parse(`${text.replace(' ', 'T')}Z`))
  .refine(at => at > Date.UTC(2000, 0), 'is no instant')

const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullish()
    .transform(list => list ?? [])

/** Flags are 0 or 1, from some modules true or "1". */
const flag = z
  .union([z.number(), z.boolean(), z.string()])
  .nullish()
  .transform(value => value === 1 || value === true || value === '1')

export const Line = z.object({
  item_id: Id,
  /** Set on the parts of a configurable or bundled product, which are never shipped by themselves. */
  parent_item_id: Id.nullish(),
  parent_item: z.unknown().optional(),
  product_id: Id.nullish().catch(null),
  product_type: maybe,
  sku: loose,
  name: loose,
  qty_ordered: Quantity,
  qty_shipped: quantity,
  qty_canceled: quantity,
  qty_refunded: quantity,
  price: Decimal.nullish().catch(null),
  price_incl_tax: Decimal.nullish().catch(null),
  weight: Decimal.nullish().catch(null),
  is_virtual: flag,
})
export type Line = z.infer<typeof Line>

export const Address = z.object({
  firstname: loose,
  lastname: loose,
  company: loose,
  street: z
    .union([z.array(z.string().nullable()), z.string().transform(text => text.split('\n'))])
    .nullish()
    .catch(null),
  city: loose,
  region: loose,
  region_code: loose,
  postcode: loose,
  country_id: loose,
  telephone: loose,
  email: loose,
})
export type Address = z.infer<typeof Address>

const Assignment = z.object({
  shipping: z
    .object({ method: loose, address: Address.nullish().catch(null) })
    .nullish()
    .catch(null),
})

export const Track = z.object({
  entity_id: Id.nullish(),
  track_number: z.union([z.string(), z.int().transform(String)]).nullish(),
  title: loose,
  carrier_code: maybe,
  weight: Decimal.nullish().catch(null),
  qty: Decimal.nullish().catch(null),
  description: loose,
})
export type Track = z.infer<typeof Track>

export const Shipment = z.object({
  entity_id: Id,
  order_id: Id,
  created_at: Instant,
  items: listOf(z.object({ order_item_id: Id, qty: Quantity })),
  tracks: listOf(Track),
})
export type Shipment = z.infer<typeof Shipment>

const Remark = z.object({
  entity_id: Id.nullish().catch(null),
  comment: loose,
  status: loose,
  created_at: Instant.nullish().catch(null),
})

export const Order = z.object({
  entity_id: Id,
  increment_id: z.union([z.string().min(1), z.int()]).transform(String),
  ext_order_id: loose,
  ext_customer_id: loose,
  state: maybe,
  status: loose,
  created_at: Instant,
  updated_at: Instant,
  store_id: Id.nullish().catch(null),
  store_name: loose,
  customer_email: loose,
  customer_firstname: loose,
  customer_lastname: loose,
  customer_note: loose,
  order_currency_code: z.string(),
  grand_total: Decimal.nullish().catch(null),
  shipping_description: loose,
  items: listOf(Line),
  billing_address: Address.nullish().catch(null),
  /** What payment modules keep beside it has any shape: texts, nulls, lists in lists, names and values. */
  payment: z
    .object({ method: loose, additional_information: z.unknown().optional() })
    .nullish()
    .catch(null),
  status_histories: listOf(Remark).catch([]),
  extension_attributes: z
    .object({
      shipping_assignments: listOf(Assignment).catch([]),
      payment_additional_info: listOf(z.object({ key: loose, value: loose })).catch([]),
    })
    .nullish()
    .catch(null),
  /** Ours: Magento keeps shipments apart, and orders.ts lays them beside their order under this name. */
  shipments: listOf(Shipment),
})
export type Order = z.infer<typeof Order>

/** What a list is read by. */
export const Stamp = z
  .object({ entity_id: Id, updated_at: Instant })
  .transform(({ entity_id, updated_at }) => ({ id: entity_id, at: updated_at }))

/** The answer to a search, its orders still unread. */
export const Envelope = z.object({ items: listOf(z.unknown()), total_count: z.int().min(0) })
export const Orders = z.object({ items: listOf(Order), total_count: z.int().min(0) })
export const Shipments = z.object({ items: listOf(Shipment), total_count: z.int().min(0) })
export const Count = z.object({ total_count: z.int().min(0) })

const GalleryEntry = z.object({
  media_type: loose,
  disabled: flag,
  types: listOf(z.string()).catch([]),
  file: z
    .string()
    .nullish()
    .catch(null)
    .transform(file => file ?? null),
})
export const Product = z.object({ id: Id, media_gallery_entries: listOf(GalleryEntry).catch([]) })
export type Product = z.infer<typeof Product>
export const Products = z.object({ items: listOf(Product), total_count: z.int().min(0) })

export const StoreConfigs = z.array(
  z.object({
    id: Id,
    weight_unit: maybe,
    locale: maybe,
    base_url: maybe,
    secure_base_url: maybe,
    secure_base_media_url: maybe,
  }),
)

/** `parameters` is a list or an object, for %1 or %name in the message. */
export const Fault = z.object({
  message: z.string(),
  parameters: z
    .union([z.array(z.unknown()), z.record(z.string(), z.unknown())])
    .nullish()
    .catch(null),
})
export type Fault = z.infer<typeof Fault>
