// Orders over the REST API, with the traps of their list: bounds that are strict, instants that mean another
// zone by a flag, and no order within a second. Refunds and notes are read beneath them.
import * as z from 'zod'
import { parseExactly } from '../exact-json.ts'
import { type Ask, refuseUnknown } from '../host.ts'
import { numberOf } from './shop.ts'
import { type Route, type Site, setStatus } from './site.ts'
import { noteView, orderView, refundView, SITE_OFFSET_MS } from './views.ts'
import { announce } from './webhooks.ts'
import {
  fault,
  invalid,
  invalidBody,
  Meta,
  noOrder,
  perPage,
  queryOf,
  reply,
  trimmed,
} from './wire.ts'

const ORDER_QUERY = [
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

const OrderUpdate = z.strictObject({
  status: z.enum(STATUSES).optional(),
  meta_data: z.array(Meta).optional(),
})
const NewNote = z.strictObject({ note: z.string().min(1), customer_note: z.boolean() })

export function orderRoutes(site: Site): readonly Route[] {
  return [
    ['GET', /^\/wc\/v3\/orders$/, listOrders],
    ['GET', /^\/wc\/v3\/orders\/(\d+)$/, readOrder],
    ['PUT', /^\/wc\/v3\/orders\/(\d+)$/, updateOrder],
    ['GET', /^\/wc\/v3\/orders\/(\d+)\/refunds$/, listRefunds],
    ['GET', /^\/wc\/v3\/orders\/(\d+)\/notes$/, listNotes],
    ['POST', /^\/wc\/v3\/orders\/(\d+)\/notes$/, addNote],
    ['DELETE', /^\/wc\/v3\/orders\/(\d+)\/notes\/(\d+)$/, removeNote],
  ]

  function listOrders({ url }: Ask): Response {
    const query = queryOf(url, ORDER_QUERY)
    const limit = perPage(query)
    if (limit === null) return invalid('per_page')
    const offset = Number(query.offset ?? (Number(query.page ?? 1) - 1) * limit)
    const excluded = new Set((query.exclude ?? '').split(','))
    const from = instantAsked(query, 'modified_after') ?? Number.NEGATIVE_INFINITY
    const until = instantAsked(query, 'modified_before') ?? Number.POSITIVE_INFINITY
    const { orderby = 'modified' } = query
    if (orderby !== 'modified' && orderby !== 'id') return refuseUnknown(`orders by ${orderby}`)
    // Nothing orders the orders of one second: it is other ones at every call.
    const turn = site.asks.length % 2 === 0 ? 1 : -1
    const found = site.shop.orders
      .filter(order => order.status !== 'trash')
      .filter(order => order.modifiedAt > from && order.modifiedAt < until) // strictly: seen
      .filter(order => !excluded.has(String(order.id)))
      .toSorted((a, b) =>
        orderby === 'id'
          ? Number(a.id - b.id)
          : a.modifiedAt - b.modifiedAt || (a.id < b.id ? -turn : turn),
      )
    const sorted = query.order === 'asc' ? found : found.toReversed()
    const page = sorted.slice(offset, offset + limit).map(orderView)
    return reply(trimmed(page, query), 200, {
      'x-wp-total': String(found.length),
      'x-wp-totalpages': String(Math.ceil(found.length / limit)),
    })
  }

  function readOrder({ url }: Ask, id: string): Response {
    const order = site.shop.find(id)
    return order ? reply(trimmed(orderView(order), queryOf(url, ['_fields']))) : noOrder()
  }

  function updateOrder(ask: Ask, id: string): Response {
    const order = site.shop.find(id)
    if (!order) return noOrder()
    const asked = OrderUpdate.safeParse(parseExactly(ask.body))
    if (!asked.success) return invalidBody(asked.error)
    site.acts += 1
    for (const { key, value } of asked.data.meta_data ?? []) order.meta.set(key, value)
    const { status } = asked.data
    if (status === 'completed' && order.status !== 'completed') {
      if (!site.completes)
        site.journal.problem('WooCommerce mailed the buyer: "Your order is now complete"')
      site.journal.note('shop', `WooCommerce shows ${numberOf(order)} as completed.`)
    }
    // Repeating a status changes nothing and yet sends the webhook; so does meta alone (seen).
    if (status && status !== order.status) setStatus(site, order, status)
    else announce(site, 'order.updated', order)
    return reply(trimmed(orderView(order), queryOf(ask.url, ['_fields'])))
  }

  function listRefunds({ url }: Ask, id: string): Response {
    queryOf(url, ['per_page'])
    const order = site.shop.find(id)
    return order ? reply(order.refunds.map(refundView)) : noOrder()
  }

  function listNotes({ url }: Ask, id: string): Response {
    const order = site.shop.find(id)
    if (!order) return noOrder()
    const { type } = queryOf(url, ['type'])
    const wanted = order.notes.filter(
      each => !type || type === 'any' || each.isForCustomer === (type === 'customer'),
    )
    return reply(wanted.map(noteView))
  }

  function addNote(ask: Ask, id: string): Response {
    const asked = NewNote.safeParse(parseExactly(ask.body))
    if (!asked.success) {
      return fault(400, 'rest_missing_callback_param', 'Missing parameter(s): note')
    }
    const order = site.shop.find(id)
    if (!order) return noOrder()
    site.acts += 1
    if (asked.data.customer_note) site.journal.problem('WooCommerce mailed the buyer a note')
    const { note, customer_note: isForCustomer } = asked.data
    const made = { id: site.shop.newId(), note, isForCustomer }
    order.notes.push(made) // neither date_modified nor a webhook: seen
    site.journal.note('shop', `WooCommerce keeps a private note at ${numberOf(order)}.`)
    return reply(noteView(made), 201)
  }

  function removeNote({ url }: Ask, id: string, noteId: string): Response {
    const order = site.shop.find(id)
    if (!order) return noOrder()
    if (queryOf(url, ['force']).force !== 'true') {
      return fault(501, 'woocommerce_rest_trash_not_supported', 'Webhooks do not support trashing.')
    }
    const at = order.notes.findIndex(each => String(each.id) === noteId)
    const [gone] = at < 0 ? [] : order.notes.splice(at, 1)
    if (!gone) return fault(404, 'woocommerce_rest_invalid_id', 'Invalid resource ID.')
    site.acts += 1
    return reply(noteView(gone))
  }
}

/**
 * Seen: without the flag a bare value is the site's own time; with it, an offset is first turned into the
 * site's time and then compared as if it were UTC.
 */
function instantAsked(
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
