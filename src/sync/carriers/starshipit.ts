// Starshipit's tracking webhook: a flat snapshot of one parcel, posted when it changes. It carries
// the order's number, so it can be what tells us that the parcel was dispatched.
// https://support.starshipit.com/hc/en-us/articles/360000376436 (read 2026-11-23)
import * as z from 'zod'
import { err, ok } from '../../core/result.ts'
import { type Mapped, mappedBy, to, UNMAPPED } from '../../core/status.ts'
import { cleanText, textOrNull } from '../../core/text.ts'
import { toldTimeOr } from '../../core/told-time.ts'
import type { TrackingEvent, TrackingReport } from '../../core/tracking.ts'
import { unreadable } from '../hook.ts'
import { accepted, verifyHmac } from '../verify.ts'
import type { Carrier } from './carrier.ts'
import { eventOf } from './told.ts'

// Settings ------------------------------------------------------------------------------------

const Settings = z.strictObject({})

// Wire shapes ---------------------------------------------------------------------------------

const text = z.union([z.string(), z.number()]).transform(String)

const Snapshot = z.object({
  order_number: text.nullish(),
  carrier_name: z.string().nullish(),
  carrier_service: z.string().nullish(),
  tracking_number: text,
  tracking_status: z.string(),
  last_updated_date: z.string().nullish(),
})

// Tables --------------------------------------------------------------------------------------

/** All ten statuses of the help page named above. */
const STATUS: Readonly<Record<string, Mapped>> = {
  Printed: to('pending', 'label_created'),
  Dispatched: to('pending', 'info_received'),
  InTransit: to('in_transit'),
  OutForDelivery: to('out_for_delivery', 'on_vehicle'),
  Delivered: to('delivered'),
  PickupInStore: to('awaiting_collection', 'at_partner_store'),
  AttemptedDelivery: to('delivery_attempted'),
  Exception: to('exception'),
  AwaitingCollection: to('awaiting_collection'),
  Cancelled: to('cancelled'),
}

const meaning = ({ code }: Pick<TrackingEvent, 'code'>): Mapped =>
  mappedBy(STATUS, code) ?? UNMAPPED

/** A printed label has not left the warehouse, and a cancelled one never will. */
const NOT_DISPATCHED = new Set(['Printed', 'Cancelled'])

// Pure translation ----------------------------------------------------------------------------

function toReport(snapshot: z.infer<typeof Snapshot>, receivedAt: number): TrackingReport {
  const mapped = meaning({ code: snapshot.tracking_status })
  return {
    trackingNumber: cleanText(snapshot.tracking_number, 80),
    carrier: textOrNull(snapshot.carrier_name, 80),
    service: textOrNull(snapshot.carrier_service, 80),
    orderNumber: textOrNull(snapshot.order_number, 80),
    dispatched: mapped !== UNMAPPED && !NOT_DISPATCHED.has(snapshot.tracking_status),
    events: [toEvent(snapshot, mapped, receivedAt)],
    eta: null,
  }
}

const toEvent = (
  snapshot: z.infer<typeof Snapshot>,
  mapped: Mapped,
  receivedAt: number,
): TrackingEvent =>
  eventOf({
    source: 'starshipit',
    receivedAt,
    code: snapshot.tracking_status,
    text: snapshot.tracking_status,
    mapped,
    time: toldTimeOr(snapshot.last_updated_date, receivedAt),
    snapshot: true,
  })

// Calls ---------------------------------------------------------------------------------------

export const starshipit: Carrier<z.infer<typeof Settings>> = {
  name: 'Starshipit',
  serves: 'any',
  settings: Settings,
  secrets: {
    webhookSecret: {
      about: 'the secret key of Settings › Tracking & notifications, when you have set one',
      required: false,
    },
  },

  // Unverified: the help page names the header but not the algorithm. HMAC-SHA256 over the raw body,
  // in hex or base64, is the likeliest; one live signed delivery settles it. It fails closed. Without
  // a secret the unguessable address is the credential.
  async verify(hook, { secrets }) {
    const keys = accepted(secrets, 'webhookSecret')
    if (keys.length === 0) return ok(undefined)
    return verifyHmac({
      hash: 'SHA-256',
      encodings: ['hex', 'base64'],
      secrets: keys,
      signature: hook.headers.get('x-starshipit-signature'),
      signed: hook.body,
    })
  },

  meaning,

  read(payload, receivedAt) {
    const snapshot = Snapshot.safeParse(payload)
    if (!snapshot.success) return err(unreadable(snapshot.error))
    const report = toReport(snapshot.data, receivedAt)
    if (!report.trackingNumber)
      return err({ kind: 'unreadable', message: 'tracking_number: is empty' })
    return ok([report])
  },
}
