// Reading orders, by the time they changed and never by the number of a page (search.ts). Shipments are
// asked for apart and laid beside their orders; a list of orders does not have them.
import * as z from 'zod'
import type { PlatformOrder } from '../../../core/order.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import { parseExactly } from '../../exact-json.ts'
import type { CallProblem } from '../../http.ts'
import type { Cursor, OrdersPage } from '../platform.ts'
import { ofOrder, type Read, type Row, readRows, rowsOf } from '../rows.ts'
import { judge, send } from './call.ts'
import { toOrder } from './read.ts'
import { type Filter, magentoTime, type Search, search } from './search.ts'
import type { MagentoContext } from './settings.ts'
import { storesOf } from './stores.ts'
import * as wire from './wire.ts'

/** At most 100, the shop may want less (search.ts); with the fields we ask for 50 stay well below 4 MiB. */
export const PAGE_SIZE = 50

/**
 * Read again before `since`: `updated_at` has whole seconds, is set when a change begins and seen when
 * its transaction ends. Re-reading costs nothing where nothing changed.
 */
export const OVERLAP_MS = 5 * 60_000

/** Exported for its test. */
export const ORDER_FIELDS = [
  'entity_id,increment_id,ext_order_id,ext_customer_id,state,status,created_at,updated_at',
  'store_id,store_name,customer_email,customer_firstname,customer_lastname,customer_note',
  'order_currency_code,grand_total,shipping_description',
  'items[item_id,parent_item_id,product_id,product_type,sku,name,qty_ordered,qty_shipped,qty_canceled,qty_refunded,price,price_incl_tax,weight,is_virtual]',
  'billing_address[firstname,lastname,company,telephone]',
  'payment[method,additional_information]',
  'status_histories[entity_id,comment,status,created_at]',
  'extension_attributes[shipping_assignments[shipping[method,address[firstname,lastname,company,street,city,region,region_code,postcode,country_id,telephone,email]]],payment_additional_info]',
].join(',')

const SHIPMENT_FIELDS =
  'entity_id,order_id,created_at,items[order_item_id,qty],tracks[entity_id,track_number,title,carrier_code,weight,qty,description]'

/** How many rows came, against the count of all, says whether there are more: a shop may cut its pages. */
const list = (fields: string) => `items[${fields}],total_count`

/**
 * What travels in `Cursor.page`. `from`: read what changed then or later. `tie`: more orders than a page
 * holds changed in that one second; they are read by their id, and this is the last one. `past`: that
 * second is read, go on after it.
 */
const Place = z.object({
  from: z.int(),
  tie: z
    .string()
    .regex(/^\d{1,20}$/)
    .nullable(),
  past: z.boolean(),
  newest: z.int(),
})
type Place = z.infer<typeof Place>

/**
 * Some orders changed since the cursor, oldest first. Each page begins at the last second of the page
 * before, so an order that moves while we read is met again further on, and one that is deleted shifts
 * nothing. `since` becomes the newest change seen when all is read.
 */
export async function orders(
  cursor: Cursor,
  context: MagentoContext,
): Promise<Result<OrdersPage, CallProblem>> {
  const place = placeOf(cursor)
  const found = await search(searchAt(place), context, Listed)
  if (!found.ok) return found
  const page = found.value.items ?? []
  if (page.length === 0 && found.value.total_count > 0) return err(hollow(context))
  const read = readRows(page, wire.Order)
  const whole = await complete(read.orders, context)
  if (!whole.ok) return whole
  const next = placeAfter(place, page, page.length >= found.value.total_count)
  return ok({
    orders: whole.value.orders,
    unread: [...read.unread, ...whole.value.unread],
    next: next.done
      ? { since: Math.max(cursor.since, next.place.newest), page: null }
      : { since: cursor.since, page: JSON.stringify(next.place) },
    more: !next.done,
  })
}

const Listed = z.object({ items: rowsOf(wire.Stamp).nullish(), total_count: z.int().min(0) })

/** A page note we cannot read starts anew: nothing is lost, some is read twice. */
function placeOf({ since, page }: Cursor): Place {
  const start = { from: since - OVERLAP_MS, tie: null, past: false, newest: since }
  return Place.safeParse(parseExactly(page ?? '')).data ?? start
}

function searchAt({ from, tie, past }: Place) {
  const at = (condition: Filter['condition']): Filter => ({
    field: 'updated_at',
    condition,
    value: magentoTime(from),
  })
  const after: Filter = { field: 'entity_id', condition: 'gt', value: tie ?? '0' }
  return {
    path: '/V1/orders',
    filters: tie === null ? [at(past ? 'gt' : 'gteq')] : [at('eq'), after],
    sortBy: tie === null ? ['updated_at', 'entity_id'] : ['entity_id'],
    pageSize: PAGE_SIZE,
    fields: list(ORDER_FIELDS),
  } as const
}

/** `last`: the answer held all that its question has. */
function placeAfter(
  place: Place,
  page: readonly Row[],
  last: boolean,
): { readonly place: Place; readonly done: boolean } {
  const newest = Math.max(place.newest, ...page.map(row => row.at))
  if (place.tie !== null) {
    const ended = { ...place, tie: null, past: true, newest }
    return {
      place: last ? ended : { ...place, newest, tie: page.at(-1)?.id ?? place.tie },
      done: false,
    }
  }
  if (last) return { place: { ...place, newest }, done: true }
  const from = Math.max(...page.map(row => row.at))
  const began = page[0]?.at ?? from
  // A page of a single second: go through that second by id.
  if (began === from)
    return { place: { from, tie: tieAfter(page), past: false, newest }, done: false }
  return { place: { from, tie: null, past: false, newest }, done: false }
}

/**
 * Where reading a crowded second by id goes on: after this page when the shop obeyed our second sort
 * order (Unverified that every version does), else from the second's first id.
 */
function tieAfter(page: readonly Row[]): string {
  const ids = page.map(row => BigInt(row.id))
  const isSorted = ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? id))
  return String((isSorted && ids.at(-1)) || 0n)
}

/** How many orders a read since then brings. */
export async function count(
  since: number,
  context: MagentoContext,
): Promise<Result<number, CallProblem>> {
  const value = magentoTime(since - OVERLAP_MS)
  const wanted = {
    path: '/V1/orders',
    filters: [{ field: 'updated_at', condition: 'gteq', value }],
    pageSize: 1,
    fields: 'items[entity_id],total_count',
  } as const
  const found = await search(wanted, context, wire.Count)
  return found.ok ? ok(found.value.total_count) : found
}

/** One order by its entity_id. */
export async function order(
  platformId: string,
  context: MagentoContext,
): Promise<Result<PlatformOrder | 'gone', CallProblem>> {
  const found = await readOrder(platformId, context)
  if (!found.ok) return found
  if (found.value === null) return ok('gone')
  const whole = await joined([found.value], context)
  return whole.ok ? ok(whole.value[0] ?? 'gone') : whole
}

/**
 * The order as Magento has it, without its shipments; null: the shop no longer has it. A 404 also means a
 * wrong path or store code, so it is only believed when a search, which knows no 404 for an order, does
 * not find it either.
 */
export async function readOrder(
  id: string,
  context: MagentoContext,
): Promise<Result<wire.Order | null, CallProblem>> {
  if (!/^\d{1,20}$/.test(id)) return ok(null)
  const reply = await send({ path: `/V1/orders/${id}`, query: { fields: ORDER_FIELDS } }, context)
  if (!reply.ok) return reply
  if (reply.value.status !== 404) return judge(reply.value, context, wire.Order)
  const wanted = {
    path: '/V1/orders',
    filters: [{ field: 'entity_id', condition: 'eq', value: id }],
    pageSize: 1,
    fields: list(ORDER_FIELDS),
  } as const
  const found = await search(wanted, context, wire.Orders)
  return found.ok ? ok(found.value.items[0] ?? null) : found
}

/** Whole orders; when a shipment among theirs is odd, halves of them, until the odd order is alone. */
async function complete(
  found: readonly wire.Order[],
  context: MagentoContext,
): Promise<Result<Read<PlatformOrder>, CallProblem>> {
  const whole = await joined(found, context)
  if (whole.ok) return ok({ orders: whole.value, unread: [] })
  const [first] = found
  const odd = first ? ofOrder(first.entity_id, whole.problem) : null
  if (!odd) return whole
  if (found.length === 1) return ok({ orders: [], unread: [odd] })
  const middle = Math.floor(found.length / 2)
  const front = await complete(found.slice(0, middle), context)
  if (!front.ok) return front
  const back = await complete(found.slice(middle), context)
  if (!back.ok) return back
  return ok({
    orders: [...front.value.orders, ...back.value.orders],
    unread: [...front.value.unread, ...back.value.unread],
  })
}

/** Orders as ours, with their shipments and what their store views say. */
async function joined(
  found: readonly wire.Order[],
  context: MagentoContext,
): Promise<Result<PlatformOrder[], CallProblem>> {
  const ids = found.map(each => each.entity_id)
  const shipments = await shipmentsOf(ids, context)
  if (!shipments.ok) return shipments
  const stores = await storesOf(context)
  if (!stores.ok) return stores
  const of = (id: string) => shipments.value.filter(each => each.order_id === id)
  return ok(found.map(each => toOrder({ ...each, shipments: of(each.entity_id) }, stores.value)))
}

/** Of all these orders; one is asked for even if none of its lines says that it was shipped. */
export async function shipmentsOf(
  orderIds: readonly string[],
  context: MagentoContext,
): Promise<Result<wire.Shipment[], CallProblem>> {
  const all: wire.Shipment[] = []
  for (let after: string | null = orderIds.length > 0 ? '0' : null; after !== null; ) {
    const wanted: Search = {
      path: '/V1/shipments',
      filters: [
        { field: 'order_id', condition: 'in', value: orderIds.join(',') },
        { field: 'entity_id', condition: 'gt', value: after },
      ],
      sortBy: ['entity_id'],
      pageSize: 100,
      fields: list(SHIPMENT_FIELDS),
    }
    const found = await search(wanted, context, wire.Shipments)
    if (!found.ok) return found
    const { items, total_count } = found.value
    all.push(...items)
    after = items.length < total_count ? (items.at(-1)?.entity_id ?? null) : null
  }
  return ok(all)
}

/** To go on after it would lose the orders that it counts. */
const hollow = ({ settings }: MagentoContext): CallProblem => ({
  kind: 'unreadable',
  host: settings.host,
  status: 200,
  message: `${settings.host}: a search counts orders and shows none; does a module filter them?`,
  retry: { afterSeconds: 60 },
})
