// The stand-in for Starshipit: it posts its tracking webhook, a flat snapshot that carries the
// order number. Nothing is fetched from it in the demo, so it has no host.
// Shape: https://support.starshipit.com/hc/en-us/articles/360000376436 (read 2026-11-23)
import type { PostHook } from './post.ts'
import { hmac } from './sign.ts'

/** All ten words of `tracking_status`. */
export type StarshipitStatus =
  | 'Printed'
  | 'Dispatched'
  | 'InTransit'
  | 'OutForDelivery'
  | 'Delivered'
  | 'PickupInStore'
  | 'AttemptedDelivery'
  | 'Exception'
  | 'AwaitingCollection'
  | 'Cancelled'

export type StarshipitParcel = {
  readonly orderNumber: string
  readonly carrier: string
  readonly service: string
  readonly trackingNumber: string
  readonly shippedAt: number
}

export type Starshipit = {
  /** Where the merchant told it to post. */
  notify(url: string): void
  /** Posts what it last knows of the parcel; returns the status of the answer. */
  tell(parcel: StarshipitParcel, status: StarshipitStatus): Promise<number>
  /** The last webhook's very bytes once more, as after a lost answer. */
  repeat(): Promise<number>
}

export function createStarshipit(options: {
  readonly secret: string
  readonly now: () => number
  readonly post: PostHook
}): Starshipit {
  let url = ''
  let last = ''
  const send = (body: string) => {
    last = body
    const headers = {
      'content-type': 'application/json',
      // Unverified: the algorithm is not published; hex HMAC-SHA256 of the body is the likely one.
      'x-starshipit-signature': hmac('sha256', options.secret, body, 'hex'),
    }
    return options.post('Starshipit', { url, headers, body })
  }
  return {
    notify: to => {
      url = to
    },
    tell: (parcel, status) =>
      send(
        JSON.stringify({
          order_number: parcel.orderNumber,
          order_reference: '',
          carrier_name: parcel.carrier,
          carrier_service: parcel.service,
          shipment_date: dotNetInstant(parcel.shippedAt),
          tracking_number: parcel.trackingNumber,
          tracking_status: status,
          last_updated_date: dotNetInstant(options.now()),
        }),
      ),
    repeat: () => send(last),
  }
}

/** .NET's round-trip format: seven digits of a second, of which JavaScript keeps three. */
const dotNetInstant = (ms: number): string => new Date(ms).toISOString().replace('Z', '4467Z')
