// Cin7's sales order as far as we use it, and its answer to a write. Strict about ids, times, quantities
// and what decides; everything else may be null, missing or of another kind, and fields we do not know
// pass. What the write-back compares and sends is strict: a text that we cannot read, it would replace.
// https://api.cin7.com/api/Help/ResourceModel?modelName=SalesOrder (through
// https://github.com/ChemicalLuck/cin7-api-node, read 2026-11-23)
import * as z from 'zod'

const maybe = z.string().nullish()
const yesNo = z.boolean().nullish()
/** Text that decides nothing; a phone is sometimes a number. */
const loose = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null)
const NUMBER = /^-?\d{1,12}(\.\d+)?$/
const amount = z.union([z.number(), z.string().regex(NUMBER).transform(Number)]).nullish()
const money = amount.catch(null)
/** A tracking code of digits alone may come as a number. */
const code = z.union([z.string(), z.int().transform(String)]).nullish()
/** An integer in Cin7's JSON; beyond 2^53 exact-json.ts hands it over as its digits. */
const id = z.union([z.int().nonnegative(), z.string().regex(/^\d{1,20}$/)]).transform(String)
const maybeId = id.nullish()

/** .NET writes an unset date as year 1; nothing in Cin7 is older than this. */
const OLDEST = Date.UTC(2000, 0)
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/

/**
 * `2026-11-23T03:02:40Z` → epoch ms; blank or unset → null. Unverified: a time without a zone is taken
 * for UTC, as the rest of the API writes it.
 */
const instant = z
  .string()
  .nullish()
  .transform((text, context) => {
    if (!text?.trim()) return null
    const parts = INSTANT.exec(text.trim())
    const at = parts ? Date.parse(parts[1] ? text.trim() : `${text.trim()}Z`) : Number.NaN
    if (Number.isNaN(at)) {
      context.addIssue({ code: 'custom', message: 'is no instant as Cin7 writes it' })
      return z.NEVER
    }
    return at < OLDEST ? null : at
  })

export const Line = z.object({
  id: maybeId,
  parentId: maybeId,
  productId: maybeId.catch(null),
  productOptionId: maybeId.catch(null),
  code: loose,
  name: loose,
  option1: loose,
  option2: loose,
  option3: loose,
  qty: amount,
  qtyShipped: amount,
  unitPrice: money,
})
export type Line = z.infer<typeof Line>

/** What the write-back looks at. */
export const State = z.object({
  id,
  isVoid: yesNo,
  status: maybe,
  stage: maybe,
  dispatchedDate: instant,
  trackingCode: maybe,
  logisticsCarrier: maybe,
  internalComments: maybe,
  lineItems: z.array(Line).nullish(),
})
export type State = z.infer<typeof State>

const Fields = State.omit({ internalComments: true }).extend({
  createdDate: instant.catch(null),
  modifiedDate: instant,
  cancellationDate: instant.catch(null),
  reference: loose,
  customerOrderNo: loose,
  source: loose,
  isApproved: yesNo,
  branchId: maybeId.catch(null),
  firstName: loose,
  lastName: loose,
  company: loose,
  email: loose,
  phone: loose,
  mobile: loose,
  deliveryFirstName: loose,
  deliveryLastName: loose,
  deliveryCompany: loose,
  deliveryAddress1: loose,
  deliveryAddress2: loose,
  deliveryCity: loose,
  deliveryState: loose,
  deliveryPostalCode: loose,
  deliveryCountry: loose,
  billingFirstName: loose,
  billingLastName: loose,
  billingCompany: loose,
  deliveryInstructions: loose,
  freightDescription: loose,
  paymentTerms: loose,
  projectName: loose,
  currencyCode: maybe,
  total: money,
  trackingCode: code,
  logisticsCarrier: loose,
  stage: loose,
  customFields: z.record(z.string(), z.unknown()).nullish().catch(null),
})
const hasDate = (order: z.infer<typeof Fields>): boolean =>
  (order.createdDate ?? order.modifiedDate) !== null
export const Order = Fields.refine(hasDate, { message: 'has no date', path: ['createdDate'] })
export type Order = z.infer<typeof Order>

const Picture = z.object({ link: loose }).nullish().catch(null)
export const Product = z.object({
  id,
  images: z
    .array(z.object({ link: loose }))
    .nullish()
    .catch(null),
  productOptions: z
    .array(z.object({ id: maybeId, image: Picture }))
    .nullish()
    .catch(null),
})
export type Product = z.infer<typeof Product>
export const Products = z.array(Product)

/** What a list is read by. */
export const Stamp = z
  .object({ id, modifiedDate: instant })
  .transform(({ id, modifiedDate }) => ({ id, at: modifiedDate ?? 0 }))

/** For `fields=`: pages stay light, and only what somebody looks at leaves the account. */
export const ORDER_FIELDS = Object.keys(Fields.shape).join(',')
export const STATE_FIELDS = Object.keys(State.shape).join(',')

/** One result a row sent, whatever the HTTP status says. */
export const WriteResult = z.object({
  index: z.int().nonnegative(),
  success: z.boolean(),
  id: maybeId,
  errors: z.array(z.string()).nullish(),
})
export type WriteResult = z.infer<typeof WriteResult>
