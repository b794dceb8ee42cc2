// The stand-in for Cin7 Omni's API v1: sales orders behind Basic auth, searched by `where`, changed by a
// PUT of an array that answers for each row. Its traps: bare arrays of at most 250, pages by number that
// shift while orders change, ids beyond 2^53, 200 for rows it refused, and 429 above 3 calls a second, 60
// a minute, 5,000 a day. https://github.com/ChemicalLuck/cin7-api-node (read 2026-11-23)
import { createCallCount } from './calls.ts'
import { SALES_ORDER, type SalesOrder, search } from './rows.ts'
import { parseExactly, writeExactly } from '../exact-json.ts'
import { type Ask, refuseUnknown } from '../host.ts'
import type { NewOrder } from '../shop.ts'
import type { Placed, Shown, StandIn, StandInOptions } from '../stand-in.ts'

const HOST = 'api.cin7.com'
const USERNAME = 'WattleThreadsAU'
const KEY = 'cin7-demo-0f3b5d9a7c1e4826'
const STAGE = 'Fully Picked'

/** Neighbours beyond 2^53: as a JSON number in JavaScript, two orders would become one. */
const FIRST_ID = 9_007_199_254_740_993n

type Kept = { readonly placed: Placed; row: SalesOrder; readonly sent: Map<string, number> }

export function createCin7({ now, journal }: StandInOptions): StandIn {
  const kept = new Map<string, Kept>()
  const calls = createCallCount(now)
  let lastId = FIRST_ID
  let acts = 0
  let isRevoked = false
  const newId = () => {
    lastId += 1n
    return lastId
  }
  const iso = (at = now()) => `${new Date(at).toISOString().slice(0, 19)}Z`
  const find = (id: string): Kept => {
    const found = kept.get(id)
    if (!found) throw new Error(`Cin7 has no order ${id}`)
    return found
  }
  const change = (id: string, fields: SalesOrder) => {
    const one = find(id)
    one.row = { ...one.row, ...fields, modifiedDate: iso() }
  }

  return {
    name: 'Cin7 Omni',
    hosts: { [HOST]: answer },
    connection: {
      platform: 'cin7',
      settings: { username: USERNAME },
      secrets: { connectionKey: KEY },
    },
    orders: () => [...kept.values()].map(one => one.placed),
    place: (order, { placedAt = now() } = {}) => {
      const id = newId()
      const lineIds = order.lines.map(newId)
      const itemIds = lineIds.map(String)
      const placed = { ...order, id: String(id), itemIds, placedAt }
      const row = rowOf(order, id, lineIds, iso(placedAt))
      kept.set(placed.id, { placed, row, sent: new Map() })
      return placed
    },
    edit: (id, street) => change(id, { deliveryAddress1: street }),
    cancel: id => change(id, { isVoid: true, status: 'VOID', cancellationDate: iso() }),
    remove: id => void kept.delete(id),
    fulfil: (id, { carrier, trackingNumber, items }) => {
      const { row, sent, placed } = find(id)
      const trackingCode = [row.trackingCode || [], trackingNumber].flat().join(',')
      const left = placed.itemIds.map((platformItemId, index) => ({
        platformItemId,
        quantity: (placed.lines[index]?.quantity ?? 0) - (sent.get(platformItemId) ?? 0),
      }))
      for (const { platformItemId, quantity } of items ?? left) {
        sent.set(platformItemId, (sent.get(platformItemId) ?? 0) + quantity)
      }
      const isAll = left.every(each => items === null || isIn(items, each))
      change(id, {
        trackingCode,
        logisticsCarrier: carrier,
        lineItems: withShipped(row, sent),
        ...(isAll && { dispatchedDate: iso(), status: 'DISPATCHED', stage: 'Dispatched' }),
      })
    },
    shown: id => shownOf(find(id).row),
    isShipped: id => Boolean(find(id).row.dispatchedDate),
    acts: () => acts,
    throttle: calls.refuseNext,
    revoke: () => {
      isRevoked = true
    },
    mostCallsIn: calls.mostIn,
  }

  function answer(ask: Ask): Response {
    const wait = calls.count()
    if (!isKnown(ask.headers.get('authorization'))) return text('Unauthorized', 401)
    if (wait !== null) {
      return text('API calls quota exceeded', 429, { 'retry-after': String(wait) })
    }
    const [, id] = /^\/api\/v1\/SalesOrders(?:\/(\d+))?$/.exec(ask.url.pathname) ?? refuse(ask)
    if (ask.method === 'GET') return id ? one(id) : list(ask)
    return ask.method === 'PUT' && !id && ask.url.search === '' ? put(ask) : refuse(ask)
  }

  function isKnown(authorization: string | null): boolean {
    const expected = Buffer.from(`${USERNAME}:${KEY}`).toString('base64')
    return !isRevoked && authorization === `Basic ${expected}`
  }

  function one(id: string): Response {
    const found = kept.get(id)
    return found ? exact(found.row) : text('Sales order not found', 404)
  }

  function list({ url }: Ask): Response {
    if (url.search.length > 2048) return text('The query string is too long', 404)
    const found = search(
      [...kept.values()].map(({ row }) => row),
      url.searchParams,
    )
    return typeof found === 'string' ? text(found, 400) : exact(found)
  }

  /** 200 for whatever happened: each row has its own result. */
  function put({ body }: Ask): Response {
    const rows = parseRows(body)
    if (!rows || rows.length > 250) return text('The request is invalid.', 400)
    return exact(rows.map((row, index) => ({ index, ...write(row) })))
  }

  function write(sent: Record<string, unknown>) {
    const { id, ...fields } = sent
    const found = kept.get(String(id))
    if (!found) return failure(null, 'Sales order not found')
    const faults = Object.entries(fields).flatMap(([name, value]) => faultOf(name, value))
    if ('lineItems' in fields)
      journal.problem('lineItems were sent to Cin7: they replace the lines')
    if (faults.length > 0) return failure(found.row.id, ...faults)
    if (found.row.isVoid) return failure(found.row.id, 'A void sales order cannot be changed')
    const isDispatched = fields.dispatchedDate ? { status: 'DISPATCHED' } : {}
    change(String(id), { ...fields, ...isDispatched })
    acts += 1
    const shown = shownOf(found.row).map(({ carrier, numbers }) => `${carrier} ${numbers.join()}`)
    journal.note('shop', `Cin7 shows ${found.placed.name} as sent: ${shown.join(', ')}.`)
    return { success: true, id: found.row.id, code: found.row.reference, errors: [] }
  }
}

const failure = (id: unknown, ...errors: string[]) => ({ success: false, id, code: null, errors })

const refuse = ({ method, url }: Ask) => refuseUnknown(`${method} ${url.pathname} at Cin7`)

/** What may be written, and of which kind; Cin7 reads names in any case, we write them as documented. */
function faultOf(name: string, value: unknown): string[] {
  const kind = SALES_ORDER[name]
  if (!kind || kind.isReadOnly) return [`${name} cannot be written`]
  return kind.fits(value) ? [] : [`${name} is not valid`]
}

function parseRows(body: string): Record<string, unknown>[] | null {
  const rows = parseExactly(body)
  const isRows = Array.isArray(rows) && rows.every(row => typeof row === 'object' && row !== null)
  return isRows ? rows : null
}

const text = (body: string, status: number, headers: Record<string, string> = {}) =>
  new Response(body, { status, headers: { 'content-type': 'text/plain', ...headers } })

const exact = (value: unknown) =>
  new Response(writeExactly(value), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  })

const isIn = (items: Shown['items'], wanted: Shown['items'][number]): boolean =>
  items.some(
    each => each.platformItemId === wanted.platformItemId && each.quantity >= wanted.quantity,
  ) || wanted.quantity <= 0

const withShipped = ({ lineItems }: SalesOrder, sent: ReadonlyMap<string, number>) =>
  (Array.isArray(lineItems) ? lineItems : []).map(line => ({
    ...line,
    qtyShipped: sent.get(String(line.id)) ?? 0,
  }))

/** A sales order has one text for all numbers and one carrier; what lies where it does not know. */
function shownOf({ trackingCode, logisticsCarrier, isVoid }: SalesOrder): Shown[] {
  const numbers = String(trackingCode ?? '')
    .split(',')
    .filter(Boolean)
  const carrier = logisticsCarrier ? String(logisticsCarrier) : null
  return isVoid ? [] : numbers.map(number => ({ carrier, numbers: [number], items: [] }))
}

/**
 * As Cin7's own app brings THE ICONIC: the app as the source, the marketplace as the customer, its
 * number in `customerOrderNo` and behind a prefix in the reference, the buyer on the parcel.
 * Unverified: the literal texts.
 */
function rowOf(order: NewOrder, id: bigint, lineIds: readonly bigint[], at: string): SalesOrder {
  const { shipping, billing } = order
  const isIconic = order.gateway === 'THE ICONIC'
  const total = order.lines.reduce((sum, line) => sum + line.priceCents * line.quantity, 0)
  return {
    id,
    createdDate: at,
    modifiedDate: at,
    isApproved: true,
    reference: isIconic ? `ICONIC-${order.name}` : order.name,
    customerOrderNo: isIconic ? order.name : '',
    source: isIconic ? 'The Iconic' : 'Shopify',
    status: 'APPROVED',
    stage: STAGE,
    isVoid: false,
    memberId: 7,
    branchId: 3,
    firstName: isIconic ? 'THE ICONIC' : (order.customer?.firstName ?? ''),
    lastName: isIconic ? '' : (order.customer?.lastName ?? ''),
    company: isIconic ? 'THE ICONIC' : '',
    email: order.email ?? '',
    phone: order.phone ?? shipping.phone ?? '',
    mobile: '',
    deliveryFirstName: shipping.firstName ?? '',
    deliveryLastName: shipping.lastName ?? '',
    deliveryCompany: shipping.company ?? '',
    deliveryAddress1: shipping.address1 ?? '',
    deliveryAddress2: shipping.address2 ?? '',
    deliveryCity: shipping.city ?? '',
    deliveryState: shipping.provinceCode ?? '',
    deliveryPostalCode: shipping.zip ?? '',
    deliveryCountry: COUNTRY[shipping.countryCode ?? 'AU'],
    billingFirstName: billing.firstName,
    billingLastName: billing.lastName,
    billingCompany: billing.company,
    deliveryInstructions: order.note ?? '',
    freightDescription: order.shippingTitle,
    freightTotal: 0,
    projectName: '',
    trackingCode: '',
    logisticsCarrier: '',
    internalComments: '',
    currencyCode: 'AUD',
    total: total / 100,
    customFields: {},
    dispatchedDate: null,
    cancellationDate: null,
    lineItems: order.lines.map((line, index) => ({
      id: lineIds[index],
      transactionId: id,
      parentId: null,
      sort: index + 1,
      code: line.sku,
      name: line.title,
      option1: line.variant,
      option2: null,
      option3: null,
      qty: line.quantity,
      qtyShipped: 0,
      unitPrice: line.priceCents / 100,
      discount: 0,
      stockControl: 'FIFO',
    })),
  }
}

const COUNTRY = { AU: 'Australia', NZ: 'New Zealand' } as const
