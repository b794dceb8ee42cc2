// Seller Center's shapes as far as we use them. Strict about ids, times and what decides: statuses, who
// ships, tracking codes. Everything else may be null, missing or of another kind, and fields we do not
// know pass.
// https://github.com/DuneRaccoon/py-iconic-api, models/openapi_generated.py (read 2026-11-23)
import * as z from 'zod'
import { rowsOf } from '../rows.ts'

const maybe = z.string().nullish()
/** Text that decides nothing. */
const loose = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null)
const looseList = z.array(loose).nullish().catch(null)
/** Ids are integers there and digits here: beyond 2^53 a number would name another order. */
export const Id = z
  .union([z.int().min(1), z.string().regex(/^\d{1,20}$/)])
  .transform(id => String(id))
const instant = z.iso.datetime({ offset: true, local: true }).transform(parseInstant)
const amount = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,12}(\.\d+)?$/)
      .transform(Number),
  ])
  .nullish()
  .catch(null)

/** Instants come with a Z and microseconds; one without a zone is UTC too. */
function parseInstant(text: string): number {
  return Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`)
}

export const Item = z.object({
  id: Id,
  status: z.string(),
  shipment: z
    .object({
      type: maybe,
      provider: z.object({ name: loose }).nullish().catch(null),
      trackingCode: maybe,
      weight: amount,
    })
    .nullish(),
  product: z
    .object({ name: loose, sku: z.string(), sellerSku: loose, variation: loose })
    .transform(product => ({ ...product, name: product.name ?? product.sku })),
  unitPrice: amount,
  createdAt: instant.nullish(),
  lastStatusChangedAt: instant.nullish(),
})
export type Item = z.infer<typeof Item>

const Address = z.object({
  firstName: loose,
  lastName: loose,
  phone: looseList,
  address: looseList,
  email: loose,
  city: loose,
  ward: loose,
  region: loose,
  postCode: loose,
  country: loose,
})
export type Address = z.infer<typeof Address>

const OrderFields = z.object({
  id: Id,
  number: z.string().min(1),
  createdAt: instant.nullish(),
  updatedAt: instant.nullish(),
  currency: z
    .string()
    .nullish()
    .transform(currency => currency ?? 'AUD'),
  grandTotal: amount,
  source: loose,
  regionId: loose,
  paymentMethod: loose,
  remarks: loose,
  targetToShip: loose,
  shipmentProviderType: loose,
  customer: z.object({ firstName: loose, lastName: loose }).nullish().catch(null),
  address: z
    .object({ shipping: Address.nullish().catch(null), billing: Address.nullish().catch(null) })
    .nullish()
    .catch(null),
  items: z.array(Item),
})
/** What a list is read by. Either instant may be null; an order with neither has no place in time. */
export const Stamp = OrderFields.pick({ id: true, createdAt: true, updatedAt: true }).transform(
  ({ id, createdAt, updatedAt }, { issues }) => {
    const at = updatedAt ?? createdAt
    if (typeof at === 'number') return { id, at }
    issues.push({ code: 'custom', message: 'has no instant', path: ['updatedAt'], input: null })
    return z.NEVER
  },
)

export const Order = OrderFields.transform((order, { issues }) => {
  const placedAt = order.createdAt ?? order.updatedAt
  const updatedAt = order.updatedAt ?? order.createdAt
  if (typeof placedAt === 'number' && typeof updatedAt === 'number') {
    return { ...order, placedAt, updatedAt }
  }
  issues.push({ code: 'custom', message: 'has no instant', path: ['updatedAt'], input: null })
  return z.NEVER
})
export type Order = z.infer<typeof Order>

/** What a list of orders comes in. An order has `items` too, but no `pagination`. */
export const Envelope = z.object({
  items: z.array(z.unknown()),
  pagination: z.object({ totalCount: z.int().min(0) }),
})
export const List = Envelope.extend({ items: rowsOf(Stamp) })

/** One name a provider; those without are of no use. */
const Providers = z.array(z.object({ name: maybe }))
/** Unverified: whether this list comes in the envelope of lists or bare; both are taken. */
export const ShipmentProviders = z.union([
  Providers,
  z.object({ items: Providers }).transform(list => list.items),
])

/** Which order items an act has reached. */
export const Confirmed = z.object({ orderItemIds: z.array(Id) })

/** The whole order item, after its number was corrected. */
export const Reached = z.object({ id: Id })

const WebhookEvent = z.union([
  z.string(),
  z.object({ alias: maybe }).transform(event => event.alias ?? ''),
])
export const Webhook = z.object({
  publicId: maybe,
  callbackUrl: maybe,
  isEnabled: z.boolean().nullish(),
  events: z.array(WebhookEvent).nullish(),
})
export type Webhook = z.infer<typeof Webhook>
/** Unverified, as with the providers. */
export const Webhooks = z.union([
  z.array(Webhook),
  z.object({ items: z.array(Webhook) }).transform(list => list.items),
])

/** `title` and `detail` of a refusal. https://www.rfc-editor.org/rfc/rfc9457 (read 2026-11-24) */
export const Problem = z.object({ title: maybe, detail: maybe })
export const Maintenance = z.object({ caused_by: z.literal('maintenance_mode') })
