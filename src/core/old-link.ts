// A link outlives its parcel, in mailboxes and wherever it was passed on. Long after the last news it still
// says how the order ended; what was in it, where it went and its number are behind the question that opens
// the address.
import type { PageParcel, PageRecord } from './page-record.ts'

const DAY_MS = 86_400_000

/** When anything was last heard of a parcel, or when it left. */
export const lastNewsOf = ({ dispatchedAt, state, events }: PageParcel): number =>
  Math.max(dispatchedAt, state.eta?.toldAt ?? 0, ...events.map(({ receivedAt }) => receivedAt))

export function isOldLink({ brand, order, parcels }: PageRecord, now: number): boolean {
  const news = Math.max(order.placedAt, ...parcels.map(lastNewsOf))
  return now - news > brand.page.linkDays * DAY_MS
}

/** The same order as an old link shows it. */
export const withoutParticulars = ({ brand, order, parcels }: PageRecord): PageRecord => ({
  brand,
  order: { ...order, items: [], destination: UNTOLD },
  parcels: parcels.map(parcel => ({
    ...parcel,
    trackingNumber: null,
    state: { ...parcel.state, substatus: lastingOf(parcel.state.substatus) },
    events: parcel.events.map(({ openingHours: _, ...event }) => ({
      ...event,
      text: '',
      location: null,
    })),
  })),
})

/** Whoever could not find it there has asked long ago: nobody looks around the door again. */
const lastingOf = (substatus: string | null): string | null =>
  substatus === 'safe_place' || substatus === 'alternative_location' ? null : substatus

const UNTOLD = { suburb: null, state: null, postcode: null, country: null }
