// Uber Direct's webhooks: one notice for each turn of a delivery, with the whole delivery in it. A delivery
// that fails at the door comes back as a delivery of its own; its news belongs to the first one's parcel.
// https://developer.uber.com/docs/deliveries/daas/references/api/webhooks/delivery-status-webhook (read 2026-11-24)
import * as z from 'zod'
import { err, ok, type Result } from '../../core/result.ts'
import { type Mapped, mappedBy, to, UNMAPPED } from '../../core/status.ts'
import { cleanText, textOrNull } from '../../core/text.ts'
import { toldTime, toldTimeOr } from '../../core/told-time.ts'
import type { Eta, TrackingEvent, TrackingReport } from '../../core/tracking.ts'
import { type Unreadable, unreadable } from '../hook.ts'
import { accepted, verifyHmac } from '../verify.ts'
import type { Carrier } from './carrier.ts'
import { etaBetween, eventOf, reportOf } from './told.ts'

// Settings ------------------------------------------------------------------------------------

const Settings = z.strictObject({})

// Wire shapes ---------------------------------------------------------------------------------

// The courier (name, telephone, plates, picture) and the addresses are not read at all.
const text = z.union([z.string(), z.number()]).transform(String)
/** Beside the point: of another shape than documented it is left out, and the news still read. */
const aside = text.nullish().catch(null)

/** Who signed is `signer_name` by the guide, `name` by the SDK. */
const Proof = z.object({ image_url: aside, signer_name: aside, name: aside }).nullish().catch(null)

const Waypoint = z
  .object({
    status: aside,
    verification: z.object({ picture: Proof, signature: Proof }).nullish().catch(null),
  })
  .nullish()
  .catch(null)

const Related = z
  .array(z.object({ id: aside, relationship: aside }))
  .nullish()
  .catch(null)
type Related = z.infer<typeof Related>

/** An object by the API's fields, one word by the guide to its robot courier, which also spells it otherwise. */
const Reason = z
  .union([z.object({ primary_reason: aside, secondary_reason: aside }), z.string()])
  .nullish()
  .catch(null)

const Delivery = z.object({
  id: aside,
  status: aside,
  updated: aside,
  external_id: aside,
  manifest: z.object({ reference: aside }).nullish().catch(null),
  courier_imminent: z.boolean().nullish().catch(null),
  dropoff_eta: aside,
  pickup: Waypoint,
  dropoff: Waypoint,
  return: Waypoint,
  dropoff_identifier: aside,
  undeliverable_action: aside,
  undeliverable_reason: aside,
  cancelation_reason: Reason,
  cancellation_reason: Reason,
  related_deliveries: Related,
})
type Delivery = z.infer<typeof Delivery>

const Notice = z.object({
  kind: z.string(),
  id: aside,
  created: aside,
  delivery_id: aside,
  status: aside,
  data: Delivery,
})

// The older Direct API tells less, under other words.
// https://developer.uber.com/docs/deliveries/direct/api/webhook-dapi-statuschanged (read 2026-11-24)
const Change = z.object({
  event_id: aside,
  event_time: z.number().nullish().catch(null),
  meta: z.object({
    order_id: text,
    status: z.string(),
    external_order_id: aside,
    is_returning: z.boolean().nullish().catch(null),
    related_deliveries: Related,
  }),
})

/** What the other notices have in common (refunds, shopping): they tell of no journey. */
const Named = z.union([z.object({ kind: z.string() }), z.object({ event_type: z.string() })])

// Tables --------------------------------------------------------------------------------------

/** `status`, with what refines it; the words in capitals are the older API's. */
const STATUS: Readonly<Record<string, Mapped>> = {
  pending: to('pending'),
  pickup: to('pending', 'awaiting_pickup'),
  pickup_complete: to('out_for_delivery', 'picked_up'),
  dropoff: to('out_for_delivery', 'on_vehicle'),
  'dropoff/imminent': to('out_for_delivery', 'arriving_soon'),
  delivered: to('delivered'),
  // "Canceled, and a new delivery was made to return the items": where that one is named and not at its
  // end, it will tell the rest. Where none is named nobody will, and the word stands for itself.
  returned: to('returned'),
  'returned/open': to('returning'),
  SCHEDULED: to('pending'),
  EN_ROUTE_TO_PICKUP: to('pending', 'awaiting_pickup'),
  ARRIVED_AT_PICKUP: to('pending', 'awaiting_pickup'),
  EN_ROUTE_TO_DROPOFF: to('out_for_delivery', 'on_vehicle'),
  ARRIVED_AT_DROPOFF: to('out_for_delivery', 'arriving_soon'),
  COMPLETED: to('delivered'),
  FAILED: to('exception'),
}

/** The same words of a delivery that brings the items back; a failed one needs somebody's eyes. */
const RETURN: Readonly<Record<string, Mapped>> = {
  pending: to('returning'),
  pickup: to('returning'),
  pickup_complete: to('returning'),
  dropoff: to('returning'),
  delivered: to('returned'),
  returned: to('returned'),
  canceled: to('exception', 'undeliverable'),
  SCHEDULED: to('returning'),
  EN_ROUTE_TO_PICKUP: to('returning'),
  ARRIVED_AT_PICKUP: to('returning'),
  EN_ROUTE_TO_DROPOFF: to('returning'),
  ARRIVED_AT_DROPOFF: to('returning'),
  COMPLETED: to('returned'),
  FAILED: to('returning'),
}

/**
 * Reasons for which a delivery is canceled at the door. The first four are Uber's own list
 * (https://developer.uber.com/docs/deliveries/guides/robocourier, read 2026-11-24), the fifth is the example
 * of Uber's SDK (https://github.com/uber/uber-direct-sdk src/types/deliveries.d.ts, read 2026-11-29).
 * Unverified: the rest, as improntus/uber-direct for Magento knows them; Uber's answers to Cancel and Get
 * Delivery can tell.
 */
const AT_THE_DOOR: Readonly<Record<string, Mapped>> = {
  cannot_access_customer_location: to('exception', 'undeliverable'),
  cannot_find_customer_address: to('exception', 'address_problem'),
  customer_rejected_order: to('exception', 'refused'),
  customer_unavailable: to('exception', 'undeliverable'),
  no_secure_location_to_dropoff: to('exception', 'undeliverable'),
  customer_not_available: to('exception', 'undeliverable'),
  excessive_wait_time: to('exception', 'undeliverable'),
  wrong_address: to('exception', 'address_problem'),
  pin_match_issue: to('exception', 'undeliverable'),
  recipient_intoxicated: to('exception', 'undeliverable'),
  recipient_id: to('exception', 'undeliverable'),
  recipient_age: to('exception', 'undeliverable'),
  customer_id_check_failed: to('exception', 'undeliverable'),
  item_lost: to('exception', 'lost'),
}

/** As it is asked for, and as it is reported; both stand in `undeliverable_action`. */
const COMES_BACK = new Set(['return', 'returned'])

/**
 * “The courier left the delivery at the dropoff waypoint after failing to hand over”, with a photograph, says
 * the SDK named above of what is reported. What is asked for (`leave_at_door`) is only a wish.
 */
const LEFT = 'left_at_door'

/**
 * By the code as it is stored: `dropoff/imminent`, `return/delivered`,
 * `canceled/<reason>/<picked_up, or nothing>/<undeliverable_action>`.
 */
function meaning({ code }: Pick<TrackingEvent, 'code'>): Mapped {
  const [status, ...details] = code.split('/')
  if (status === 'return') return mappedBy(RETURN, details[0]) ?? UNMAPPED
  if (status === 'canceled') return canceled(details)
  return mappedBy(STATUS, code) ?? mappedBy(STATUS, status) ?? UNMAPPED
}

/**
 * `undeliverable_action` may repeat what was asked for with the order, so it counts only of a parcel that had
 * left: one canceled in the shop comes back from nowhere, and stands at nobody's door.
 */
function canceled([reason, pickedUp, action]: readonly string[]): Mapped {
  const atTheDoor = mappedBy(AT_THE_DOOR, reason)
  if (!atTheDoor && !pickedUp) return to('cancelled')
  if (atTheDoor?.substatus === 'lost') return atTheDoor
  if (action === LEFT) return to('delivered', 'safe_place')
  if (COMES_BACK.has(action ?? '')) return to('returning')
  return atTheDoor ?? to('exception', 'undeliverable')
}

// Pure translation ----------------------------------------------------------------------------

function codeOf(delivery: Delivery, status: string): string {
  if (status === 'canceled') {
    const pickedUp = delivery.pickup?.status === 'completed' ? 'picked_up' : ''
    const action = word(delivery.undeliverable_action, 16)
    return ['canceled', reasonOf(delivery), pickedUp, action].join('/')
  }
  if (status === 'returned') return hasOpenReturn(delivery) ? 'returned/open' : status
  return status === 'dropoff' && delivery.courier_imminent ? 'dropoff/imminent' : status
}

/** The first reason that the table knows, else the first there is: who canceled stands beside why. */
function reasonOf(delivery: Delivery): string {
  const told = [delivery.cancelation_reason, delivery.cancellation_reason].flatMap(reason =>
    typeof reason === 'string' ? reason : [reason?.secondary_reason, reason?.primary_reason],
  )
  const reasons = [delivery.undeliverable_reason, ...told]
    .map(reason => word(reason, 40))
    .filter(Boolean)
  return reasons.find(reason => mappedBy(AT_THE_DOOR, reason)) ?? reasons[0] ?? ''
}

const word = (told: string | null | undefined, max: number): string =>
  cleanText((told ?? '').toLowerCase().replace(/[/\s]+/g, '_'), max)

function hasOpenReturn(delivery: Delivery): boolean {
  if (delivery.return?.status === 'completed') return false
  return !!delivery.return || !!delivery.related_deliveries?.some(other => !isOriginal(other))
}

const isOriginal = ({ relationship }: { readonly relationship?: string | null }): boolean =>
  relationship === 'original'

/** A return has an id of its own (`ret_…`); what it tells is news of the parcel it carries. */
function journeyOf(
  id: string,
  related: Related,
): { readonly parcel: string; readonly isReturn: boolean } {
  const original = related?.find(isOriginal)?.id
  if (!id.startsWith('ret_')) return { parcel: original || id, isReturn: !!original }
  const carried = related?.find(other => other.id?.startsWith('del_'))?.id
  return { parcel: original || carried || id, isReturn: true }
}

type Told = {
  readonly parcel: string
  readonly code: string
  readonly id: string | null | undefined
  readonly at: string | null | undefined
  readonly orderNumber: string | null
  readonly eta?: Eta | null
  readonly delivery?: Delivery
}

function toReport(told: Told, receivedAt: number): TrackingReport {
  const event = toEvent(told, receivedAt)
  const left = event.status === 'out_for_delivery' || event.status === 'delivered'
  return reportOf({
    trackingNumber: told.parcel,
    carrier: 'Uber Direct',
    orderNumber: told.orderNumber,
    dispatched: told.orderNumber !== null && left,
    events: [event],
    eta: told.eta,
  })
}

function toEvent({ code: told, id, at, delivery }: Told, receivedAt: number): TrackingEvent {
  const code = cleanText(told, 80)
  const mapped = meaning({ code })
  const proof = mapped.status === 'delivered' ? delivery?.dropoff?.verification : null
  const { signer_name, name } = proof?.signature ?? {}
  const signer = proof && (signer_name || name || delivery?.dropoff_identifier)
  return eventOf({
    source: 'uber-direct',
    receivedAt,
    code,
    text: code.toLowerCase().split('/').filter(Boolean).join(', ').replaceAll('_', ' '),
    mapped,
    time: toldTimeOr(at, receivedAt),
    sourceEventId: id ?? null,
    signedBy: signer || null,
    proofUrl: proof?.picture?.image_url || proof?.signature?.image_url,
  })
}

const ON_ITS_WAY = new Set(['pending', 'pickup', 'pickup_complete', 'dropoff'])

/** One that lies before its telling is a leftover. */
function etaOf(delivery: Delivery, status: string, toldAt: number): Eta | null {
  if (!ON_ITS_WAY.has(status)) return null
  const eta = etaBetween(null, delivery.dropoff_eta, 'UTC', toldAt)
  return eta?.kind === 'window' && eta.to < toldAt ? null : eta
}

const orderOf = ({ external_id, manifest }: Delivery): string | null =>
  textOrNull(external_id, 80) ?? textOrNull(manifest?.reference, 80)

/** The second is Postmates' own, which Uber's field list still names. */
const NOTICES = new Set(['event.delivery_status', 'event.delivery_return'])

function fromNotice(payload: unknown, receivedAt: number): Result<TrackingReport[], Unreadable> {
  const notice = Notice.safeParse(payload)
  if (!notice.success) return err(unreadable(notice.error))
  const { data, created } = notice.data
  const id = notice.data.delivery_id || data.id
  const status = notice.data.status || data.status
  if (!id || !status)
    return err({ kind: 'unreadable', message: `${id ? 'status' : 'id'}: is empty` })
  const { parcel, isReturn } = journeyOf(id, data.related_deliveries)
  const at = created ?? data.updated
  const orderNumber = orderOf(data)
  if (isReturn) {
    const code = `return/${status}`
    return ok([toReport({ parcel, code, id: notice.data.id, at, orderNumber }, receivedAt)])
  }
  const eta = etaOf(data, status, toldTimeOr(at, receivedAt).occurredAt)
  const code = codeOf(data, status)
  const told = { parcel, code, id: notice.data.id, at, orderNumber, eta, delivery: data }
  return ok([toReport(told, receivedAt)])
}

const ROUGHLY_MS = 300_000

/**
 * Every twenty seconds, for the pin on a map: no event. Only its estimate is kept, and only roughly, in
 * steps of minutes: else each of them would write a row that says what the last one said.
 */
function fromCourier(payload: unknown): Result<TrackingReport[], Unreadable> {
  const update = Notice.safeParse(payload)
  if (!update.success) return err(unreadable(update.error))
  const { data, created, delivery_id } = update.data
  const id = delivery_id || data.id
  const at = toldTime(created ?? data.updated)?.occurredAt
  if (!id || at === undefined || journeyOf(id, data.related_deliveries).isReturn) return ok([])
  const eta = etaOf(data, data.status ?? '', at)
  if (eta?.kind !== 'window') return ok([])
  const toldAt = Math.floor(at / (2 * ROUGHLY_MS)) * 2 * ROUGHLY_MS
  const roughly = Math.round(eta.to / ROUGHLY_MS) * ROUGHLY_MS
  const report = reportOf({
    trackingNumber: id,
    carrier: 'Uber Direct',
    orderNumber: orderOf(data),
    eta: { ...eta, from: roughly, to: roughly, toldAt },
  })
  return ok([report])
}

function fromChange(payload: unknown, receivedAt: number): Result<TrackingReport[], Unreadable> {
  const change = Change.safeParse(payload)
  if (!change.success) return err(unreadable(change.error))
  const { event_id, event_time, meta } = change.data
  const { parcel, isReturn } = journeyOf(meta.order_id, meta.related_deliveries)
  const code = isReturn || meta.is_returning ? `return/${meta.status}` : meta.status
  const orderNumber = textOrNull(meta.external_order_id, 80)
  const told = { parcel, code, id: event_id, at: isoOf(event_time), orderNumber }
  return ok([toReport(told, receivedAt)])
}

/** Unix time; seconds by the page, but clocks of milliseconds are told apart by their size. */
function isoOf(time: number | null | undefined): string | null {
  if (!time) return null
  const instant = new Date(time < 1e11 ? time * 1000 : time)
  return Number.isFinite(instant.getTime()) ? instant.toISOString() : null
}

// Calls ---------------------------------------------------------------------------------------

export const uberDirect: Carrier<z.infer<typeof Settings>> = {
  name: 'Uber Direct',
  namesCouriers: true,
  serves: ['uber-direct'],
  settings: Settings,
  secrets: {
    webhookSecret: {
      about:
        'the Webhook Signing Key of this webhook (direct.uber.com › Developer › Webhooks › Edit)',
      required: true,
    },
  },

  // Hex of HMAC-SHA256 over the raw body. Webhooks made in Postmates' days sign in its header, some with
  // the hash's name before it. Nothing is stamped with a time: a repeat is known by its id.
  async verify(hook, { secrets }) {
    const given = hook.headers.get('x-uber-signature') || hook.headers.get('x-postmates-signature')
    return verifyHmac({
      hash: 'SHA-256',
      encodings: ['hex'],
      secrets: accepted(secrets, 'webhookSecret'),
      signature: given ? given.replace(/^sha256=/, '') : null,
      signed: hook.body,
    })
  },

  meaning,

  read(payload, receivedAt) {
    const named = Named.safeParse(payload)
    if (!named.success) return err({ kind: 'unreadable', message: 'kind: is missing' })
    const kind = 'kind' in named.data ? named.data.kind : named.data.event_type
    if (NOTICES.has(kind)) return fromNotice(payload, receivedAt)
    if (kind === 'event.courier_update') return fromCourier(payload)
    if (kind === 'dapi.status_changed') return fromChange(payload, receivedAt)
    return ok([])
  },
}
