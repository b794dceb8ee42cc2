// How the demo's WooCommerce reads what it is sent, strictly, and writes what it answers: lists are trimmed
// to the fields asked for, complaints come as WordPress writes them.
// https://woocommerce.github.io/woocommerce-rest-api-docs/ (read 2026-11-23)
import * as z from 'zod'
import { Integer, writeExactly } from '../exact-json.ts'
import { refuseUnknown } from '../host.ts'
import type { Placed } from '../stand-in.ts'
import { numberOf, SITE_OFFSET_MS, type Tracking, type WooOrder } from './shop.ts'

export type Webhook = {
  readonly id: number
  name: string
  status: string
  readonly topic: string
  readonly delivery_url: string
  secret: string
  failures: number
}

export const AGENT = 'WooCommerce/10.3.5 Hookshot (WordPress/6.8.3)'

export const reply = (value: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(writeExactly(value), {
    status,
    headers: { 'content-type': 'application/json; charset=UTF-8', ...headers },
  })
export const fault = (status: number, code: string, message: string) =>
  reply({ code, message, data: { status } }, status)
export const noOrder = () => fault(404, 'woocommerce_rest_shop_order_invalid_id', 'Invalid ID.')
export const noRoute = () =>
  fault(404, 'rest_no_route', 'No route was found matching the URL and request method.')
export const invalid = (parameter: string) =>
  fault(400, 'rest_invalid_param', `Invalid parameter(s): ${parameter}`)

export const ORDER_QUERY = [
  'modified_after',
  'modified_before',
  'dates_are_gmt',
  'orderby',
  'order',
  'per_page',
  'page',
  'offset',
  'exclude',
  '_fields',
]

/** WordPress ignores what it does not know; here it would hide a mistake. */
export function queryOf(url: URL, known: readonly string[]): Record<string, string | undefined> {
  for (const name of url.searchParams.keys()) {
    if (!known.includes(name)) refuseUnknown(`the argument ${name} of ${url.pathname}`)
  }
  return Object.fromEntries(url.searchParams)
}

/** null: more than 100, or no number. */
export function perPage(query: Record<string, string | undefined>): number | null {
  const limit = Number(query.per_page ?? 10)
  return Number.isInteger(limit) && limit >= 1 && limit <= 100 ? limit : null
}

/**
 * Seen: without the flag a bare value is the site's own time; with it, an offset is first turned into the
 * site's time and then compared as if it were UTC.
 */
export function instantAsked(
  query: Record<string, string | undefined>,
  bound: 'modified_after' | 'modified_before',
): number | null {
  const text = query[bound]
  if (text === undefined) return null
  const zone = /(Z|[+-]\d\d:\d\d)$/.exec(text)?.[1]
  const at = Date.parse(zone ? text : `${text}Z`)
  if (Number.isNaN(at)) return refuseUnknown(`orders since ${text}`)
  const isGmt = query.dates_are_gmt === 'true'
  if (zone && zone !== 'Z') return isGmt ? at + SITE_OFFSET_MS : at
  return zone || isGmt ? at : at - SITE_OFFSET_MS
}

export function trimmed<T extends object>(
  value: T,
  query: Record<string, string | undefined>,
): unknown {
  if (Array.isArray(value)) return value.map(each => trimmed(each, query))
  const fields = query._fields?.split(',')
  if (!fields) return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => fields.includes(key)))
}

export const noteView = ({ id, note, isForCustomer }: WooOrder['notes'][number]) => ({
  id,
  author: 'system',
  date_created: '2026-11-25T09:30:00',
  date_created_gmt: '2026-11-24T22:30:00',
  note,
  customer_note: isForCustomer,
})

export const trackingView = (each: Tracking) => ({
  tracking_id: each.tracking_id,
  tracking_provider: each.custom_tracking_provider || each.tracking_provider,
  tracking_link: each.custom_tracking_link,
  tracking_number: each.tracking_number,
  date_shipped: new Date(Number(each.date_shipped) * 1000).toISOString().slice(0, 10),
})

/** The secret is never shown again. */
export const webhookView = ({ id, name, status, topic, delivery_url }: Webhook) => ({
  id,
  name,
  status,
  topic,
  resource: topic.split('.')[0],
  event: topic.split('.')[1],
  hooks: [],
  delivery_url,
  date_created: '2026-11-25T09:30:00',
  date_created_gmt: '2026-11-24T22:30:00',
  date_modified: '2026-11-25T09:30:00',
  date_modified_gmt: '2026-11-24T22:30:00',
})

export const metaOf = (
  meta: readonly { key: string; value: unknown }[],
  key: string,
): string | null => {
  const value = meta.find(each => each.key === key)?.value
  return typeof value === 'string' ? value : null
}

export function placedOf(order: WooOrder): Placed {
  const itemIds = order.lines.map(line => String(line.id))
  const name = numberOf(order)
  return { ...order.given, name, id: String(order.id), itemIds, placedAt: order.createdAt }
}

/** Of the enum that OPTIONS /orders names. */
const STATUSES = [
  'pending',
  'processing',
  'on-hold',
  'completed',
  'cancelled',
  'refunded',
  'failed',
] as const

const Meta = z.strictObject({ key: z.string().min(1), value: z.unknown() })
export const OrderUpdate = z.strictObject({
  status: z.enum(STATUSES).optional(),
  meta_data: z.array(Meta).optional(),
})
export const NewNote = z.strictObject({ note: z.string().min(1), customer_note: z.boolean() })

const Items = z
  .array(z.strictObject({ item_id: Integer.refine(id => id > 0n), qty: z.number().positive() }))
  .min(1, 'At least one item is required.')
export const NewFulfilment = z.strictObject({
  status: z.enum(['fulfilled', 'unfulfilled']),
  is_fulfilled: z.boolean(),
  meta_data: z
    .array(Meta)
    .refine(
      meta => Items.safeParse(meta.find(each => each.key === '_items')?.value).success,
      'Invalid item.',
    ),
})

export const NewTracking = {
  tracking: z.strictObject({
    tracking_number: z.string().min(1),
    custom_tracking_provider: z.string().min(1),
    custom_tracking_link: z.url(),
  }),
  ast: z.strictObject({
    tracking_number: z.string().min(1),
    tracking_provider: z.string().min(1),
    status_shipped: z.literal(0), // 1 and 2 would change the status and mail the buyer
  }),
}

const hook = {
  name: z.string().min(1),
  status: z.enum(['active', 'paused', 'disabled']),
  delivery_url: z.url({ protocol: /^https?$/ }),
  /** HTML entities in it are decoded before it is used: anything but letters and digits is a trap. */
  secret: z.string().regex(/^[A-Za-z0-9]+$/),
}
const TOPIC = /^order\.(?:created|updated|deleted|restored)$/
export const NewHook = z.strictObject({ ...hook, topic: z.string().regex(TOPIC) })
/** The address is taken at the start only: the route has no such argument later (seen). */
export const HookUpdate = z.strictObject(hook).omit({ delivery_url: true }).partial()
