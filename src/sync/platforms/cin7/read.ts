// Cin7's sales order → ours. Pure: `inspect`, the import and the tests share it.

import { countryCode } from '../../../core/countries.ts'
import { fullName, given } from '../../../core/given.ts'
import { minorUnits } from '../../../core/money.ts'
import type {
  Address,
  PlatformFulfilment,
  PlatformItem,
  PlatformOrder,
  SaleMarks,
} from '../../../core/order.ts'
import { stateCode } from '../../../core/places.ts'
import { ok, type Result } from '../../../core/result.ts'
import type { Unreadable } from '../../hook.ts'
import { readNodes } from '../rows.ts'
import { productOf } from './pictures.ts'
import { VOID } from './tables.ts'
import * as wire from './wire.ts'

/**
 * Reads one sales order or a list of them, which is how Cin7 answers. An order we cannot read makes
 * the whole payload unreadable, and the message says where, never what was there.
 */
export function read(payload: unknown): Result<PlatformOrder[], Unreadable> {
  const read = readNodes(
    Array.isArray(payload) ? payload : [payload],
    wire.Order,
    'a Cin7 sales order',
  )
  return read.ok ? ok(read.value.map(toOrder)) : read
}

export function toOrder(order: wire.Order): PlatformOrder {
  const placedAt = order.createdDate ?? order.modifiedDate ?? 0 // one of them is there: wire.ts
  // Unverified: an order without a currency is in the account's own, which only its settings show.
  const currency = given(order.currencyCode)?.toUpperCase() ?? 'AUD'
  return {
    platformId: order.id,
    number: numberOf(order),
    placedAt,
    updatedAt: order.modifiedDate ?? placedAt,
    cancelledAt: isVoid(order) ? voidedAt(order, placedAt) : null,
    test: false,
    currency,
    totalCents: minorUnits(order.total, currency),
    contact: toContact(order),
    shipTo: toAddress(order),
    items: toItems(order.lineItems ?? [], currency),
    shippingMethod: given(order.freightDescription),
    locale: null,
    marks: toMarks(order),
    fulfilments: toFulfilments(order, placedAt),
  }
}

/**
 * The number the shopper knows. `reference` is Cin7's own and unique; connectors put a prefix before
 * the marketplace's number (`ICONIC-208812345`) and keep that one in `customerOrderNo`. A customer's
 * own purchase order number has nothing to do with the reference and is left alone.
 */
function numberOf(order: wire.Order): string {
  const reference = given(order.reference)
  const theirs = given(order.customerOrderNo)
  if (!reference) return theirs ?? order.id
  return theirs && theirs.length >= 4 && reference.endsWith(theirs) ? theirs : reference
}

export const isVoid = (order: Pick<wire.State, 'isVoid' | 'status'>): boolean =>
  order.isVoid === true || order.status?.trim().toUpperCase() === VOID

/**
 * `cancellationDate` may also be the day until which a wholesale customer takes the goods: it counts
 * only where it can be the day of the voiding.
 */
function voidedAt({ cancellationDate, modifiedDate }: wire.Order, placedAt: number): number {
  const latest = modifiedDate ?? placedAt
  const known = cancellationDate ?? latest
  return known >= placedAt && known <= latest ? known : latest
}

/**
 * Only the order's own e-mail: the member's may be the marketplace's or a head office's. The mobile
 * goes before the landline, because texts are what the number is for.
 */
const toContact = (order: wire.Order): PlatformOrder['contact'] => ({
  name:
    fullName(order.deliveryFirstName, order.deliveryLastName) ??
    fullName(order.billingFirstName, order.billingLastName) ??
    fullName(order.firstName, order.lastName),
  email: given(order.email),
  phone: given(order.mobile) ?? given(order.phone),
})

const toAddress = (order: wire.Order): Address => ({
  name: fullName(order.deliveryFirstName, order.deliveryLastName),
  company: given(order.deliveryCompany),
  line1: given(order.deliveryAddress1),
  line2: given(order.deliveryAddress2),
  suburb: given(order.deliveryCity),
  state: stateCode(countryCode(given(order.deliveryCountry)), given(order.deliveryState)),
  postcode: given(order.deliveryPostalCode),
  country: countryCode(given(order.deliveryCountry)),
})

/**
 * The lines that are sent. Components of a kit stand below their parent line and are in it.
 * Unverified: no public sample of a kit; the field is documented as the parent line's id. Cin7 keeps
 * no weight in a sales order.
 */
export function toItems(lines: readonly wire.Line[], currency = 'AUD'): PlatformItem[] {
  const ids = new Set(lines.map(line => line.id))
  return lines.flatMap((line, index) => {
    const quantity = line.qty ?? 0
    const isComponent = line.parentId && line.parentId !== line.id && ids.has(line.parentId)
    if (quantity <= 0 || isComponent) return []
    const product = productOf(line)
    const options = [line.option1, line.option2, line.option3].map(given).filter(Boolean)
    return {
      platformItemId: line.id ?? `line ${index + 1}`,
      sku: given(line.code),
      title: given(line.name) ?? given(line.code) ?? 'Item',
      variant: options.join(' / ') || null,
      quantity,
      weightGrams: null,
      priceCents: minorUnits(line.unitPrice, currency),
      imageUrl: null,
      requiresShipping: true,
      ...(product && { product }),
    }
  })
}

/** Unverified, from memory: a custom field is keyed by its kind and number, `orders_1000`. */
const CUSTOM_FIELD = /^[a-z]+_\d+$/i

/**
 * Where the order was sold. Neither `stage` nor `internalComments`: we write those ourselves, and our
 * own write coming back must change nothing.
 */
function toMarks(order: wire.Order): SaleMarks {
  const billing = new Set([
    given(order.billingCompany),
    fullName(order.billingFirstName, order.billingLastName),
    given(order.company),
    fullName(order.firstName, order.lastName),
  ])
  const { reference, customerOrderNo, branchId, customFields } = order
  const own = Object.entries(customFields ?? {}).filter(([key]) => CUSTOM_FIELD.test(key))
  const attributes = [...Object.entries({ reference, customerOrderNo, branchId }), ...own]
  return {
    source: given(order.source),
    app: null,
    store: null,
    payment: given(order.paymentTerms),
    billingName: [...billing].filter(Boolean).join(', ') || null,
    note: given(order.deliveryInstructions),
    tags: [given(order.projectName)].filter(tag => tag !== null),
    attributes: attributes.flatMap(([key, value]) => {
      const written = typeof value === 'object' ? null : given(String(value ?? ''))
      return written ? [{ key, value: written }] : []
    }),
  }
}

/** The numbers in `trackingCode`, which is one text for all parcels of an order. */
export const codesOf = (trackingCode: string | null | undefined): string[] => [
  ...new Set((trackingCode ?? '').split(/[,;\r\n]+/).flatMap(code => given(code) ?? [])),
]

/**
 * One entry per number; the first holds the items, because Cin7 does not say what lies in which
 * parcel. While the order is not fully dispatched, those are the ones it counts as shipped, if any. A
 * void order's parcels do not count.
 */
function toFulfilments(order: wire.Order, placedAt: number): PlatformFulfilment[] {
  const codes = codesOf(order.trackingCode)
  if (codes.length === 0 && order.dispatchedDate === null) return []
  return (codes.length > 0 ? codes : [null]).map((trackingNumber, index) => ({
    platformFulfilmentId: fulfilmentId(order.id, trackingNumber),
    carrier: given(order.logisticsCarrier),
    trackingNumber,
    createdAt: order.dispatchedDate ?? order.modifiedDate ?? placedAt,
    cancelled: isVoid(order),
    items: index === 0 ? sentItems(order) : [],
  }))
}

/** Cin7 has no fulfilments: the order and the number together name one. */
export const fulfilmentId = (orderId: string, trackingNumber: string | null): string =>
  trackingNumber === null ? orderId : `${orderId}#${trackingNumber}`

function sentItems({ lineItems, dispatchedDate }: wire.Order): PlatformFulfilment['items'] {
  const items = toItems(lineItems ?? [])
  const all = items.map(({ platformItemId, quantity }) => ({ platformItemId, quantity }))
  if (dispatchedDate !== null) return all
  const shipped = new Map(lineItems?.map(line => [line.id, line.qtyShipped ?? 0]))
  const sent = all.map(item => ({ ...item, quantity: shipped.get(item.platformItemId) ?? 0 }))
  return sent.some(item => item.quantity > 0) ? sent.filter(item => item.quantity > 0) : all
}
