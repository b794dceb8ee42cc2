// Whether something of the merchant's own (a notice, a promotion) is shown on a page: all that its `when`
// gives must hold, and of several values one is enough.
import type { Shown } from './page-config.ts'
import { isWithinPostcodes, stateKey } from './places.ts'
import type { Status } from './status.ts'

type Occasion = {
  readonly parcels: readonly { readonly status: Status; readonly carrier: string }[]
  readonly destination: {
    readonly country: string | null
    readonly state: string | null
    readonly postcode: string | null
  }
  readonly channel: string
  /** Where the parcel goes. */
  readonly today: string
}

export function isShown(when: Shown, { parcels, destination, channel, today }: Occasion): boolean {
  const { country, state, postcode } = destination
  return (
    (when.from === undefined || when.from <= today) &&
    (when.until === undefined || today <= when.until) &&
    holds(when.channel, one => one === channel) &&
    holds(when.country, one => one === country) &&
    holds(
      when.state,
      one => state !== null && stateKey(country, one) === stateKey(country, state),
    ) &&
    holds(when.postcode, one => postcode !== null && isWithinPostcodes(country, one, postcode)) &&
    holds(when.status, one => parcels.some(parcel => parcel.status === one)) &&
    holds(when.carrier, one =>
      parcels.some(({ carrier }) => carrier.toLowerCase() === one.toLowerCase()),
    )
  )
}

const holds = <T>(wanted: readonly T[] | undefined, isIt: (one: T) => boolean): boolean =>
  wanted === undefined || wanted.some(isIt)
