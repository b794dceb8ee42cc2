// Where a shop can show a parcel, best first: WooCommerce's own fulfilments, a tracking plugin, or a
// private note. Each place lists what it shows, adds a parcel, and changes one's number; what to do is
// decided in write-back.ts. Nothing here ever mails the buyer.
import * as z from 'zod'
import { given } from '../../../core/given.ts'
import { ok, type Result } from '../../../core/result.ts'
import type { CallProblem } from '../../http.ts'
import type { WantedFulfilment } from '../platform.ts'
import { type Answer, call, get, WC } from './call.ts'
import { readFulfilments } from './details.ts'
import { knownNamespaces } from './namespaces.ts'
import { itemsOf, metaText } from './read.ts'
import type { WooContext } from './settings.ts'
import * as wire from './wire.ts'

/** One parcel as the place shows it. */
export type Told = {
  readonly id: string
  readonly number: string | null
  /** false: a draft, which nobody shipped yet. */
  readonly shipped: boolean
  /** By the line's id; null: the place knows whole orders only. */
  readonly items: ReadonlyMap<string, number> | null
  /** The number this one was written in place of, where the old one stays until it is removed. */
  readonly replaces: string | null
}

export type Items = readonly { readonly platformItemId: string; readonly quantity: number }[]

/** `found` brings the id of what was made. */
export type Act = Promise<Result<Answer<string>, CallProblem>>

export type Place = {
  /** Whether parcels hold items there, so that what is left can be counted. */
  readonly countsItems: boolean
  list(): Promise<Result<readonly Told[], CallProblem>>
  add(want: WantedFulfilment, items: Items): Act
  change(told: Told, want: WantedFulfilment): Act
  /** Only where a changed parcel is a new one beside the old. */
  remove?(told: Told): Act
}

/** The best place this shop has, with what it shows already. */
export async function placeOf(
  order: wire.Order,
  context: WooContext,
): Promise<Result<{ place: Place; told: readonly Told[] }, CallProblem>> {
  const core = fulfilments(order.id, context)
  const listed = await core.listed()
  if (!listed.ok) return listed
  if (listed.value) return ok({ place: core.place, told: listed.value })
  const namespaces = await knownNamespaces(context)
  if (!namespaces.ok) return namespaces
  const place = placeIn(namespaces.value, order, context)
  const told = await place.list()
  return told.ok ? ok({ place, told: told.value }) : told
}

function placeIn(namespaces: readonly string[], order: wire.Order, context: WooContext): Place {
  // Advanced Shipment Tracking answers under the other plugin's namespace too, with its own fields.
  // Unverified: its own namespace's name; if it is not there, its parcels are refused with its reason.
  if (namespaces.some(each => each.startsWith('wc-ast/'))) return trackings('ast', order, context)
  const plain = namespaces.some(each => each.startsWith('wc-shipment-tracking/'))
  return plain ? trackings('plain', order, context) : notes(order.id, context)
}

/**
 * The Order Fulfillments API (10.1 and later, a feature to switch on). It checks the shape of the items
 * and nothing else: neither quantities nor numbers given twice. `notify_customer` is false by default and
 * said nevertheless.
 * https://github.com/woocommerce/woocommerce/blob/trunk/docs/apis/rest-api/v3/order-fulfillments.mdx (read 2026-11-24)
 */
function fulfilments(orderId: string, context: WooContext) {
  const path = `${WC}/orders/${orderId}/fulfillments`
  const query = { notify_customer: 'false' }
  const raw = new Map<string, wire.Fulfilment>()

  /** null: there is no such API. */
  async function listed(): Promise<Result<readonly Told[] | null, CallProblem>> {
    const found = await readFulfilments(orderId, context)
    if (!found.ok || found.value === null) return found.ok ? ok(null) : found
    const counting = found.value.filter(each => !each.date_deleted)
    for (const each of counting) raw.set(each.id, each)
    return ok(
      counting.map(each => ({
        id: each.id,
        number: metaText(each, '_tracking_number'),
        shipped: each.is_fulfilled,
        items: sumOf(itemsOf(each).map(({ item_id, qty }) => [item_id, qty] as const)),
        replaces: null,
      })),
    )
  }

  const place: Place = {
    countsItems: true,
    list: async () => {
      const found = await listed()
      return found.ok ? ok(found.value ?? []) : found
    },
    add: (want, items) => send(path, 'POST', bodyOf(items, metaOf(want, []))),
    // An update removes the meta it is not sent.
    change: (told, want) => {
      const items = itemsOf(raw.get(told.id) ?? { meta_data: [] }).map(({ item_id, qty }) => ({
        platformItemId: item_id,
        quantity: qty,
      }))
      const kept = raw.get(told.id)?.meta_data ?? []
      return send(`${path}/${told.id}`, 'PUT', bodyOf(items, metaOf(want, kept)))
    },
  }
  return { place, listed }

  async function send(to: string, method: 'POST' | 'PUT', body: string): Act {
    return idOf(await call(context, to, wire.Created, { method, query, body }), made => made.id)
  }
}

/** Written by hand, because a line's id must be a JSON integer and stay exact beyond 2^53. */
function bodyOf(items: Items, meta: readonly object[]): string {
  const lines = items.map(
    ({ platformItemId, quantity }) => `{"item_id":${platformItemId},"qty":${quantity}}`,
  )
  const rest = meta.map(each => `,${JSON.stringify(each)}`).join('')
  return `{"status":"fulfilled","is_fulfilled":true,"meta_data":[{"key":"_items","value":[${lines.join(',')}]}${rest}]}`
}

function metaOf(want: WantedFulfilment, kept: wire.Fulfilment['meta_data']) {
  const ours = [
    { key: '_tracking_number', value: want.trackingNumber },
    { key: '_shipment_provider', value: want.carrier },
    { key: '_tracking_url', value: want.trackingUrl },
  ]
  const replaced = new Set(['_items', '_provider_name', ...ours.map(each => each.key)])
  return [...ours, ...kept.filter(({ key }) => !replaced.has(key))].map(({ key, value }) => ({
    key,
    value,
  }))
}

/** A tracking plugin's parcels: whole orders, no items, and no way to change one but the meta behind it. */
function trackings(kind: 'plain' | 'ast', order: wire.Order, context: WooContext): Place {
  const path = `/wc-shipment-tracking/v3/orders/${order.id}/shipment-trackings`
  return {
    countsItems: false,
    list: async () => {
      const found = await get(context, path, wire.Trackings)
      if (!found.ok) return found
      return ok(
        found.value.body.flatMap(each => {
          const id = given(each.tracking_id)
          const number = given(each.tracking_number)
          return id ? [{ id, number, shipped: true, items: null, replaces: null }] : []
        }),
      )
    },
    add: async want => {
      const body = JSON.stringify(PARCEL_OF[kind](want))
      const made = await call(context, path, wire.Tracked, { method: 'POST', body })
      return idOf(made, ({ tracking_id }) => tracking_id)
    },
    change: (told, want) => changeMeta(told, want, order, context),
  }
}

/**
 * Shipment Tracking links a carrier it does not know to our page; Advanced Shipment Tracking takes only
 * carriers it knows, and with status_shipped 0 leaves the order's status, and so its mails, alone.
 * https://woocommerce.com/document/shipment-tracking/ and
 * https://docs.zorem.com/docs/ast-free/add-tracking-to-orders/shipment-tracking-api/ (read 2026-11-24)
 */
const PARCEL_OF: Readonly<Record<'plain' | 'ast', (want: WantedFulfilment) => object>> = {
  plain: want => ({
    tracking_number: want.trackingNumber,
    custom_tracking_provider: want.carrier,
    custom_tracking_link: want.trackingUrl,
  }),
  ast: want => ({
    tracking_number: want.trackingNumber,
    tracking_provider: want.carrier,
    status_shipped: 0,
  }),
}

const META = '_wc_shipment_tracking_items'

/** The plugins' API cannot change a parcel. Order meta of one key is replaced as a whole: one act. */
async function changeMeta(
  told: Told,
  want: WantedFulfilment,
  order: wire.Order,
  context: WooContext,
): Act {
  const items = z
    .array(z.looseObject({ tracking_id: z.string() }))
    .safeParse(order.meta_data.find(meta => meta.key === META)?.value)
  if (!items.success || !items.data.some(item => item.tracking_id === told.id)) {
    return ok({ kind: 'complaint', complaint: 'correct the number in the shop' })
  }
  const value = items.data.map(item =>
    item.tracking_id === told.id ? { ...item, tracking_number: want.trackingNumber } : item,
  )
  const body = JSON.stringify({ meta_data: [{ key: META, value }] })
  const query = { _fields: 'id' }
  const path = `${WC}/orders/${order.id}`
  const done = await call(context, path, wire.Created, { method: 'PUT', query, body })
  return idOf(done, () => told.id)
}

/**
 * Private notes, where a shop has no place for a number. A note cannot be changed: a new one names the
 * number it stands for, and the old one is removed.
 */
function notes(orderId: string, context: WooContext): Place {
  const path = `${WC}/orders/${orderId}/notes`
  const write = async (note: string): Act => {
    const body = JSON.stringify({ note, customer_note: false })
    return idOf(await call(context, path, wire.Created, { method: 'POST', body }), made => made.id)
  }
  return {
    countsItems: false,
    list: async () => {
      const found = await get(context, path, wire.Notes, { type: 'internal' })
      if (!found.ok) return found
      return ok(
        found.value.body.flatMap(({ id, note }) => {
          const [, number = null, replaces = null] = NOTE.exec(note) ?? []
          return number ? [{ id, number, shipped: true, items: null, replaces }] : []
        }),
      )
    },
    add: want => write(noteOf(want, null)),
    change: (told, want) => write(noteOf(want, told.number)),
    remove: async told => {
      const query = { force: 'true' } // notes have no bin, and without it the call is refused
      const gone = await call(context, `${path}/${told.id}`, z.unknown(), {
        method: 'DELETE',
        query,
      })
      return idOf(gone, () => told.id)
    },
  }
}

const noteOf = (want: WantedFulfilment, old: string | null): string =>
  `Parcel ${want.trackingNumber}${old ? ` (in place of ${old})` : ''} sent with ${want.carrier}. ${want.trackingUrl}`
const NOTE = /^Parcel (\S+)(?: \(in place of (\S+)\))? sent with /

/** Quantities by line. */
export function sumOf(pairs: readonly (readonly [string, number])[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const [key, quantity] of pairs) sums.set(key, (sums.get(key) ?? 0) + quantity)
  return sums
}

function idOf<Body>(
  answer: Result<Answer<Body>, CallProblem>,
  read: (body: Body) => string,
): Result<Answer<string>, CallProblem> {
  if (!answer.ok) return answer
  const { value } = answer
  return ok(value.kind === 'found' ? { ...value, body: read(value.body) } : value)
}
