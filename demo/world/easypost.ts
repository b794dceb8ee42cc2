// The stand-in for EasyPost: a tracker per parcel, whose list of details grows with each scan, and
// a signed event for each. Nothing is fetched from it in the demo, so it has no host.
// Shape: https://docs.easypost.com/docs/trackers and /docs/webhooks (read 2026-11-23)
import { createHash } from 'node:crypto'
import type { PostHook } from './post.ts'
import { hmac } from './sign.ts'

export type Scan = {
  readonly status:
    | 'pre_transit'
    | 'in_transit'
    | 'out_for_delivery'
    | 'delivered'
    | 'failure'
    | 'available_for_pickup'
  readonly detail: string
  readonly message: string
  readonly city: string
  readonly state: string
  readonly zip: string
  readonly signedBy?: string
}

export type EasyPostParcel = {
  readonly trackingNumber: string
  /** EasyPost's own name of the carrier: `AustraliaPost`. */
  readonly carrier: string
  readonly service: string
  /** Date-only ETA, epoch ms of its midnight UTC, or null. */
  readonly estimatedAt: number | null
}

export type EasyPost = {
  notify(url: string): void
  /** The parcel was scanned: the tracker grows and its event is posted. */
  scan(parcel: EasyPostParcel, scan: Scan): Promise<number>
  /** The last event's very bytes once more. */
  repeat(): Promise<number>
}

type Tracker = { readonly createdAt: number; readonly details: object[]; status: string }

export function createEasyPost(options: {
  readonly secret: string
  readonly now: () => number
  readonly post: PostHook
}): EasyPost {
  const { now } = options
  const trackers = new Map<string, Tracker>()
  let url = ''
  let last = ''
  let events = 0

  const send = (body: string) => {
    last = body
    const signature = hmac('sha256', options.secret.normalize('NFKD'), body, 'hex')
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'EasyPost Webhook',
      'x-hmac-signature': `hmac-sha256-hex=${signature}`,
    }
    return options.post('EasyPost', { url, headers, body })
  }

  return {
    notify: to => {
      url = to
    },
    repeat: () => send(last),
    scan: (parcel, scan) => {
      const tracker = trackers.get(parcel.trackingNumber) ?? {
        createdAt: now(),
        details: [],
        status: 'unknown',
      }
      trackers.set(parcel.trackingNumber, tracker)
      const before = tracker.status
      tracker.status = scan.status
      tracker.details.push(detailOf(scan, parcel, now()))
      events += 1
      return send(eventOf(parcel, scan, tracker, before, `evt_${idFrom(`event ${events}`)}`, now()))
    },
  }
}

function detailOf(scan: Scan, parcel: EasyPostParcel, at: number): object {
  return {
    object: 'TrackingDetail',
    message: scan.message,
    description: '',
    status: scan.status,
    status_detail: scan.detail,
    datetime: seconds(at),
    source: parcel.carrier,
    carrier_code: '',
    tracking_location: {
      object: 'TrackingLocation',
      city: scan.city,
      state: scan.state,
      country: 'AU',
      zip: scan.zip,
    },
    est_delivery_date: null,
  }
}

function eventOf(
  parcel: EasyPostParcel,
  scan: Scan,
  tracker: Tracker,
  before: string,
  id: string,
  at: number,
): string {
  const trackerId = `trk_${idFrom(parcel.trackingNumber)}`
  const body = {
    description: 'tracker.updated',
    mode: 'production',
    previous_attributes: { status: before },
    created_at: seconds(at),
    pending_urls: [],
    completed_urls: [],
    updated_at: seconds(at),
    id,
    user_id: 'user_demo',
    status: 'pending',
    object: 'Event',
    result: {
      id: trackerId,
      object: 'Tracker',
      mode: 'production',
      tracking_code: parcel.trackingNumber,
      status: scan.status,
      status_detail: scan.detail,
      created_at: seconds(tracker.createdAt),
      updated_at: seconds(at),
      signed_by: scan.signedBy ?? null,
      weight: '@@17.0@@',
      est_delivery_date: parcel.estimatedAt === null ? null : seconds(parcel.estimatedAt),
      shipment_id: null,
      carrier: parcel.carrier,
      tracking_details: tracker.details,
      carrier_detail: {
        object: 'CarrierDetail',
        service: parcel.service,
        container_type: null,
        est_delivery_date_local: parcel.estimatedAt === null ? null : day(parcel.estimatedAt),
        est_delivery_time_local: null,
      },
      finalized: scan.status === 'delivered',
      is_return: false,
      public_url: `https://track.easypost.com/${trackerId}`,
      fees: [],
    },
  }
  // A float that a JSON round trip would write as 17: whoever re-serialises breaks the signature.
  return JSON.stringify(body).replace('"@@17.0@@"', '17.0')
}

const seconds = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z')
const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const idFrom = (text: string): string => createHash('md5').update(text).digest('hex')
