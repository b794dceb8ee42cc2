// A parcel is handed over: the merchant's own door to dispatch. Safe to repeat, with or without an
// Idempotency-Key: one tracking number is one parcel. And a number that was wrong is put right.
import { Hono } from 'hono'
import * as z from 'zod'
import { CARRIERS } from '../../core/carriers.ts'
import { answerGiven, keepAnswer } from '../../core/db/api-requests.ts'
import { ordersByNumber, readContent } from '../../core/db/orders.ts'
import { sha256 } from '../../core/hash.ts'
import { MerchantConfig } from '../../core/merchant.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { itemFaults, readTrackingNumber } from '../../core/shipment.ts'
import { trackingLink } from '../../core/tracking-link.ts'
import { carrierOfNumber, numberFault } from '../../core/tracking-number.ts'
import { correctNumber } from '../jobs/correct-number.ts'
import { dispatch } from '../jobs/dispatch.ts'
import { announce, followUpAt } from '../jobs/follow-up.ts'
import { type ApiEnv, needs } from './access.ts'
import { notRight, readBody } from './body.ts'
import { type Problem, problem } from './problem.ts'

const Shipment = z.strictObject({
  /** Left out: whose number it is tells. */
  carrier: z.string().trim().min(1).max(80).optional(),
  service: z.string().trim().min(1).max(80).nullish(),
  trackingNumber: z.string().trim().min(1).max(80),
  /** Left out: the whole order. */
  items: z
    .array(z.strictObject({ platformItemId: z.string().min(1), quantity: z.int().min(1) }))
    .min(1)
    .optional(),
})

const RightNumber = Shipment.pick({ carrier: true, trackingNumber: true })

const MAX_KEY = 255

/** Which answer a dispatch or a correction that cannot be done gets. */
const STATUS = {
  malformed_number: 422,
  number_taken: 409,
  ambiguous_order: 409,
  told_for_good: 409,
  no_parcel: 404,
  contended: 503,
} as const

export const shipmentRoutes = new Hono<ApiEnv>()

shipmentRoutes.post('/orders/:number/shipments', needs('shipments:write'), async c => {
  const merchant = c.get('merchant')
  if (!merchant) return problem(c, { status: 404, title: 'There is no such merchant.' })
  const body = await readBody(c, Shipment)
  if (!body.ok) return problem(c, body.problem)
  const carrier = carrierOf(body.value)
  if (!carrier.ok) return problem(c, carrier.problem)
  const db = c.get('db')
  const { number } = c.req.param()

  const idempotencyKey = c.req.header('idempotency-key')
  if (idempotencyKey !== undefined && idempotencyKey.length > MAX_KEY) {
    const title = `An Idempotency-Key has at most ${MAX_KEY} characters.`
    return problem(c, { status: 422, title })
  }
  const requestHash = await sha256(`${number} ${JSON.stringify(body.value)}`)
  const given = idempotencyKey ? await answerGiven(db, merchant.id, idempotencyKey) : null
  if (given && given.requestHash !== requestHash) {
    return problem(c, { status: 409, title: 'This Idempotency-Key was used for another request.' })
  }
  if (given) return c.body(given.body, 201, { 'content-type': 'application/json' })

  const orders = await ordersByNumber(db, merchant.id, number)
  const [order] = orders
  if (!order) return problem(c, { status: 404, title: 'There is no order of that number.' })
  if (orders.length > 1) {
    const title = 'Several connections have an order of that number: dispatch it in the shop.'
    return problem(c, { status: 409, title })
  }
  if (order.cancelledAt !== null) {
    const title =
      'This order was cancelled in the shop: keep the parcel back. If it has left already, tell the shopper yourself.'
    return problem(c, { status: 409, title })
  }
  const faults = itemFaults(body.value.items ?? [], readContent(order.content).items)
  if (faults.length > 0) {
    return problem(c, {
      status: 422,
      title: 'These are not the items of the order.',
      errors: faults.map(({ index, message }) => ({ path: `items.${index}`, message })),
    })
  }
  const now = c.get('now')
  const followUp = followUpAt({ db, shard: c.get('shard'), settings: c.get('settings'), now })
  const dispatched = await dispatch(
    db,
    order,
    {
      carrier: carrier.value,
      service: body.value.service ?? null,
      trackingNumber: body.value.trackingNumber,
      items: body.value.items ?? null,
      door: 'api',
      dispatchedAt: now,
    },
    followUp,
  )
  if (!dispatched.ok) {
    const { kind, message } = dispatched.problem
    return problem(c, { status: STATUS[kind], title: message })
  }
  await announce(c.env, c.get('shard'), [order.id])
  const answer = JSON.stringify({
    order: order.number,
    parcel: dispatched.value.parcel,
    trackingNumber: dispatched.value.trackingNumber,
    trackingUrl: trackingLink(
      order.token,
      MerchantConfig.parse(JSON.parse(merchant.config)),
      c.get('settings').publicUrl,
    ),
    numberFault: numberFault(dispatched.value.trackingNumber, carrier.value),
  })
  if (idempotencyKey) {
    await keepAnswer(db, {
      merchantId: merchant.id,
      idempotencyKey,
      requestHash,
      status: 201,
      body: answer,
      createdAt: c.get('now'),
    })
  }
  return c.body(answer, 201, { 'content-type': 'application/json' })
})

shipmentRoutes.put('/orders/:number/shipments/:parcel', needs('shipments:write'), async c => {
  const merchant = c.get('merchant')
  if (!merchant) return problem(c, { status: 404, title: 'There is no such merchant.' })
  const body = await readBody(c, RightNumber)
  if (!body.ok) return problem(c, body.problem)
  const db = c.get('db')
  const [order, ...others] = await ordersByNumber(db, merchant.id, c.req.param('number'))
  if (!order) return problem(c, { status: 404, title: 'There is no order of that number.' })
  if (others.length > 0) {
    const title = 'Several connections have an order of that number: correct it in the shop.'
    return problem(c, { status: 409, title })
  }
  const parcel = Number(c.req.param('parcel'))
  const place = { db, shard: c.get('shard'), settings: c.get('settings'), now: c.get('now') }
  const corrected = await correctNumber(
    db,
    order,
    { parcel, ...body.value },
    {
      config: MerchantConfig.parse(JSON.parse(merchant.config)),
      followUp: followUpAt(place),
    },
  )
  if (!corrected.ok) {
    const { kind, message } = corrected.problem
    return problem(c, { status: STATUS[kind], title: message })
  }
  await announce(c.env, place.shard, [order.id])
  return c.json({ order: order.number, parcel, trackingNumber: corrected.value })
})

/** The carrier as it was said, else the one that alone can have made the number. */
function carrierOf({
  carrier,
  trackingNumber,
}: z.infer<typeof RightNumber>): Result<string, Problem> {
  if (carrier !== undefined) return ok(carrier)
  const number = readTrackingNumber(trackingNumber)
  if (!number.ok) return err({ status: STATUS.malformed_number, title: number.problem.message })
  const id = carrierOfNumber(number.value)
  if (id) return ok(CARRIERS[id].name)
  const message = `is missing, and ${number.value} does not tell whose number it is: say the carrier, such as "Australia Post".`
  return err(notRight([{ path: ['carrier'], message }]))
}
