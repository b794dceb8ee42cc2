// How the demo's BigCommerce reads what it is sent, strictly, and writes what it answers: ids are integers
// that no JavaScript number can hold, V2 complains in an array and V3 in an object.
// https://github.com/bigcommerce/docs reference/orders.v2.oas2.yml, webhooks.v3.yml (read 2026-11-23)
import * as z from 'zod'
import { Integer, writeExactly } from '../exact-json.ts'

export const LIST_QUERY: ReadonlySet<string> = new Set([
  'min_id',
  'min_date_modified',
  'max_date_modified',
  'page',
  'limit',
  'sort',
  'include',
  'consignment_structure',
])

const trackingFields = {
  tracking_number: z.string().max(50).optional(),
  tracking_link: z.url().max(500).optional(),
  tracking_carrier: z.string().max(100).optional(),
  shipping_provider: z
    .string()
    .regex(
      /^(|auspost|canadapost|endicia|usps|fedex|royalmail|ups|upsready|shipperhq|carrier_\d+)$/,
    )
    .optional(),
  shipping_method: z.string().max(500).optional(),
  comments: z.string().max(65_535).optional(),
  merchant_shipping_cost: z.string().optional(),
}
export const NewShipment = z.strictObject({
  order_address_id: Integer,
  items: z
    .array(z.strictObject({ order_product_id: Integer, quantity: z.int().positive() }))
    .min(1),
  ...trackingFields,
})
export const ChangedShipment = z.strictObject(trackingFields)
export const NewStatus = z.strictObject({ status_id: z.int().min(0).max(14) })
/** https on port 443; the demo itself is on this machine. */
function isReachable(address: string): boolean {
  const { protocol, port, hostname } = new URL(address)
  const isOurs = hostname === 'localhost' || hostname === '127.0.0.1'
  return isOurs || (protocol === 'https:' && port === '')
}

export const NewHook = z.strictObject({
  scope: z
    .string()
    .regex(/^store\/(order|shipment)\/(created|updated|archived|deleted|statusUpdated)$/),
  destination: z.url().refine(isReachable, 'must be https on port 443'),
  is_active: z.boolean().default(true),
  headers: z.record(z.string(), z.string()).nullable().default(null),
})

export const json = (value: unknown, status = 200): Response =>
  new Response(writeExactly(value), { status, headers: { 'content-type': 'application/json' } })

export const v2Error = (status: number, message: string): Response =>
  json([{ status, message }], status)
export const v3Error = (status: number, title: string): Response =>
  json({ status, title, type: 'https://developer.bigcommerce.com/api-docs', errors: {} }, status)

export const faultOf = (error: z.ZodError): string =>
  error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; ')
