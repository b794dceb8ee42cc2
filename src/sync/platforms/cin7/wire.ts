// Cin7's sales order as far as we use it, and its answer to a write. Strict about ids, times and
// quantities; everything else may be null or missing, and fields we do not know pass.
// https://api.cin7.com/api/Help/ResourceModel?modelName=SalesOrder (through
// https://github.com/ChemicalLuck/cin7-api-node, read 2026-11-23)
import * as z from 'zod'

const maybe = z.string().nullish()
const yesNo = z.boolean().nullish()
const amount = z.number().nullish()
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
  code: maybe,
  name: maybe,
  option1: maybe,
  option2: maybe,
  option3: maybe,
  qty: amount,
  qtyShipped: amount,
  unitPrice: amount,
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
  createdDate: instant,
  modifiedDate: instant,
  cancellationDate: instant,
  reference: maybe,
  customerOrderNo: maybe,
  source: maybe,
  isApproved: yesNo,
  branchId: maybeId,
  firstName: maybe,
  lastName: maybe,
  company: maybe,
  email: maybe,
  phone: maybe,
  mobile: maybe,
  deliveryFirstName: maybe,
  deliveryLastName: maybe,
  deliveryCompany: maybe,
  deliveryAddress1: maybe,
  deliveryAddress2: maybe,
  deliveryCity: maybe,
  deliveryState: maybe,
  deliveryPostalCode: maybe,
  deliveryCountry: maybe,
  billingFirstName: maybe,
  billingLastName: maybe,
  billingCompany: maybe,
  deliveryInstructions: maybe,
  freightDescription: maybe,
  paymentTerms: maybe,
  projectName: maybe,
  currencyCode: maybe,
  total: amount,
  customFields: z.record(z.string(), z.unknown()).nullish(),
})
const hasDate = (order: z.infer<typeof Fields>): boolean =>
  (order.createdDate ?? order.modifiedDate) !== null
export const Order = Fields.refine(hasDate, { message: 'has no date', path: ['createdDate'] })
export type Order = z.infer<typeof Order>

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
