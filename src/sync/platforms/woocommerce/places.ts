// Where a shop can show a parcel, best first: WooCommerce's own fulfilments, a tracking plugin, or a
// private note. Each place lists what it shows, adds a parcel, and changes one's number; what to do is
// decided in write-back.ts. Nothing here ever mails the buyer.
import * as z from 'zod'
import { given } from '../../../core/given.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import type { CallProblem } from '../../http.ts'
import type { WantedFulfilment } from '../platform.ts'
import { type Answer, call, get, isNoRoute, unexpected, WC } from './call.ts'
import { readFulfilments } from './details.ts'
import { knownNamespaces } from './namespaces.ts'
import { readOrder } from './orders.ts'
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
  /** What others wrote beside it, where a change must send it along. */
  readonly meta: Meta
}

type Meta = Readonly<wire.Fulfilment['meta_data']>

export type Items = readonly { readonly platformItemId: string; readonly quantity: number }[]

/** `found` brings the id of what was made. */
export type Act = Promise<Result<Answer<string>, CallProblem>>

export type Place = {
  readonly name: string
  /** Whether parcels hold items there, so that what is left can be counted. */
  readonly countsItems: boolean
  /** null: the shop has no such place. */
  list(orderId: string, context: WooContext): Promise<Result<readonly Told[] | null, CallProblem>>
  add(orderId: string, want: WantedFulfilment, items: Items, context: WooContext): Act
  change(orderId: string, told: Told, want: WantedFulfilment, context: WooContext): Act
  /** Only where a changed parcel is a new one beside the old. */
  remove?(orderId: string, told: Told, context: WooContext): Act
}

/** A place with what it shows of the order. */
export type Found = { readonly place: Place; readonly told: readonly Told[] }

/** The best place that shows what is looked for; null: none does. */
export async function placeThat(
  fits: (told: readonly Told[]) => boolean,
  orderId: string,
  context: WooContext,
): Promise<Result<Found | null, CallProblem>> {
  for await (const place of placesOf(context)) {
    if (!place.ok) return place
    const told = await place.value.list(orderId, context)
    if (!told.ok) return told
    if (told.value && fits(told.value)) return ok({ place: place.value, told: told.value })
  }
  return ok(null)
}

/** Of the plugins it is asked only when it comes to them. Those that are listed may be gone since. */
async function* placesOf(context: WooContext): AsyncGenerator<Result<Place, CallProblem>, void> {
  yield ok(FULFILMENTS)
  const namespaces = await knownNamespaces(context)
  if (!namespaces.ok) return yield namespaces
  for (const place of pluginsIn(namespaces.value)) yield ok(place)
  yield ok(NOTES)
}

/**
 * Advanced Shipment Tracking has the same routes under a namespace of its own, `wc-ast/v3`, and may answer
 * under the other plugin's too, with its own fields.
 * WC_Advanced_Shipment_Tracking_REST_API_Controller in https://wordpress.org/plugins/woo-advanced-shipment-tracking/
 * (through a public copy, read 2026-11-24)
 */
function pluginsIn(namespaces: readonly string[]): Place[] {
  const named = (start: string) => namespaces.filter(each => each.startsWith(start)).toSorted()
  const ast = named('wc-ast/')
  const plain = named('wc-shipment-tracking/')
  const kind = ast.length > 0 ? 'ast' : 'plain'
  return [...ast.toReversed(), ...plain.toReversed()].map(each => trackings(kind, each))
}

/**
 * The Order Fulfillments API (10.1 and later, a feature to switch on). It checks the shape of the items
 * and nothing else: neither quantities nor numbers given twice. `notify_customer` is false by default and
 * said nevertheless.
 * https://github.com/woocommerce/woocommerce/blob/trunk/docs/apis/rest-api/v3/order-fulfillments.mdx (read 2026-11-24)
 */
const FULFILMENTS: Place = {
  name: 'fulfilments',
  countsItems: true,
  list: async (orderId, context) => {
    const found = await readFulfilments(orderId, context)
    if (!found.ok || found.value === null) return found.ok ? ok(null) : found
    const counting = found.value.filter(each => !each.date_deleted)
    return ok(
      counting.map(each => ({
        id: each.id,
        number: metaText(each, '_tracking_number'),
        shipped: each.is_fulfilled,
        items: sumOf(itemsOf(each).map(({ item_id, qty }) => [item_id, qty] as const)),
        replaces: null,
        meta: each.meta_data,
      })),
    )
  },
  add: async (orderId, want, items, context) =>
    idOf(
      await call(context, `${WC}/orders/${orderId}/fulfillments`, wire.Created, {
        method: 'POST',
        query: { notify_customer: 'false' },
        body: bodyOf(items, metaOf(want, [])),
      }),
      made => made.id,
    ),
  // An update removes the meta it is not sent.
  change: async (orderId, told, want, context) => {
    const items = itemsOf({ meta_data: [...told.meta] }).map(({ item_id, qty }) => ({
      platformItemId: item_id,
      quantity: qty,
    }))
    const path = `${WC}/orders/${orderId}/fulfillments/${told.id}`
    const done = await call(context, path, wire.Created, {
      method: 'PUT',
      query: { notify_customer: 'false' },
      body: bodyOf(items, metaOf(want, told.meta)),
    })
    return idOf(done, made => made.id)
  },
}

/** Written by hand, because a line's id must be a JSON integer and stay exact beyond 2^53. */
function bodyOf(items: Items, meta: readonly object[]): string {
  const lines = items.map(
    ({ platformItemId, quantity }) => `{"item_id":${platformItemId},"qty":${quantity}}`,
  )
  const rest = meta.map(each => `,${JSON.stringify(each)}`).join('')
  return `{"status":"fulfilled","is_fulfilled":true,"meta_data":[{"key":"_items","value":[${lines.join(',')}]}${rest}]}`
}

function metaOf(want: WantedFulfilment, kept: Meta) {
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
function trackings(kind: 'plain' | 'ast', namespace: string): Place {
  const pathOf = (orderId: string) => `/${namespace}/orders/${orderId}/shipment-trackings`
  return {
    name: namespace,
    countsItems: false,
    list: async (orderId, context) => {
      const found = await call(context, pathOf(orderId), wire.Trackings)
      if (!found.ok) return found
      if (isNoRoute(found.value)) return ok(null)
      if (found.value.kind !== 'found') return err(unexpected(found.value, context))
      return ok(
        found.value.body.flatMap(each => {
          const id = given(each.tracking_id)
          const number = given(each.tracking_number)
          return id ? [{ ...WHOLE_ORDER, id, number }] : []
        }),
      )
    },
    add: async (orderId, want, _, context) => {
      const body = JSON.stringify(PARCEL_OF[kind](want))
      const made = await call(context, pathOf(orderId), wire.Tracked, { method: 'POST', body })
      return idOf(made, ({ tracking_id }) => tracking_id)
    },
    change: changeMeta,
  }
}

const WHOLE_ORDER = { shipped: true, items: null, replaces: null, meta: [] as Meta }

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

/**
 * The plugins' API cannot change a parcel. Order meta of one key is replaced as a whole, in one act: so it
 * is read right before, or an entry that came since, our own of this very call among them, would go.
 */
async function changeMeta(
  orderId: string,
  told: Told,
  want: WantedFulfilment,
  context: WooContext,
): Act {
  const order = await readOrder(orderId, context)
  if (!order.ok) return order
  const items = z
    .array(z.looseObject({ tracking_id: z.string() }))
    .safeParse(order.value?.meta_data.find(meta => meta.key === META)?.value)
  if (!items.success || !items.data.some(item => item.tracking_id === told.id)) {
    return ok({ kind: 'complaint', complaint: 'correct the number in the shop' })
  }
  const value = items.data.map(item =>
    item.tracking_id === told.id ? { ...item, tracking_number: want.trackingNumber } : item,
  )
  const body = JSON.stringify({ meta_data: [{ key: META, value }] })
  const query = { _fields: 'id' }
  const path = `${WC}/orders/${orderId}`
  const done = await call(context, path, wire.Created, { method: 'PUT', query, body })
  return idOf(done, () => told.id)
}

/**
 * Private notes, where a shop has no place for a number. A note cannot be changed: a new one names the
 * number it stands for, and the old one is removed.
 */
const NOTES: Place = {
  name: 'notes',
  countsItems: false,
  list: async (orderId, context) => {
    const found = await get(context, notesOf(orderId), wire.Notes, { type: 'internal' })
    if (!found.ok) return found
    return ok(
      found.value.body.flatMap(({ id, note }) => {
        const [, number = null, replaces = null] = NOTE.exec(note) ?? []
        return number ? [{ ...WHOLE_ORDER, id, number, replaces }] : []
      }),
    )
  },
  add: (orderId, want, _, context) => writeNote(orderId, noteOf(want, null), context),
  change: (orderId, told, want, context) => writeNote(orderId, noteOf(want, told.number), context),
  remove: async (orderId, told, context) => {
    const query = { force: 'true' } // notes have no bin, and without it the call is refused
    const path = `${notesOf(orderId)}/${told.id}`
    const gone = await call(context, path, z.unknown(), { method: 'DELETE', query })
    return idOf(gone, () => told.id)
  },
}

const notesOf = (orderId: string): string => `${WC}/orders/${orderId}/notes`

async function writeNote(orderId: string, note: string, context: WooContext): Act {
  const body = JSON.stringify({ note, customer_note: false })
  const made = await call(context, notesOf(orderId), wire.Created, { method: 'POST', body })
  return idOf(made, ({ id }) => id)
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
