// How long parcels take, learned from the merchant's own history. A lane is a way that parcels go alike:
// carrier, service, where to and on which weekday they left. Where few went, a wider lane answers. The
// origin is no part of it: a merchant sends from one warehouse, and lanes are learned for each merchant.
import type { Address } from './order.ts'
import { australianState, postcodeKey, stateOfPostcode } from './places.ts'

/** What is known of a lane. */
export type Lane = {
  /** How many parcels it was learned from. */
  readonly parcels: number
  /** Hours from dispatch to delivery that 5 %, 10 % … 95 % of them took at the most. */
  readonly hours: readonly number[]
  /** Only one parcel in twenty was ever silent for longer on its way, in hours. */
  readonly silenceHours: number
}

export type LaneParcel = {
  readonly carrier: string
  readonly service: string | null
  readonly destination: Pick<Address, 'state' | 'postcode' | 'country'>
  /** On which it left, in the merchant's time zone: 1 is Monday. */
  readonly weekday: number
}

/** A delivered parcel: its lanes, how long it took, and its longest silence on the way. */
export type Travelled = {
  readonly lanes: readonly string[]
  readonly hours: number
  readonly silenceHours: number
}

/** With fewer, the 5 % at either end would be a single parcel. */
export const FEWEST_PARCELS = 30

const HOUR_MS = 3_600_000

/** The parcel's lanes, from the narrowest to the widest. `*`: any, `-`: none. */
export function lanesOf({ carrier, service, destination, weekday }: LaneParcel): string[] {
  const { zone, state, country } = placesOf(destination)
  const by = keyPart(carrier)
  const served = keyPart(service ?? '')
  const lanes = [
    [by, served, zone, weekday],
    [by, served, state, weekday],
    [by, served, zone, '*'],
    [by, served, state, '*'],
    [by, '*', zone, '*'],
    [by, '*', state, '*'],
    [by, '*', country, '*'],
  ].map(parts => parts.join('|'))
  return [...new Set(lanes)]
}

/** `AU-NSW-20`, `AU-NSW`, `AU`: two digits of a postcode are a region. Abroad a country is all we tell apart. */
function placesOf(destination: LaneParcel['destination']) {
  const country = keyPart(destination.country ?? '').toUpperCase()
  if (country !== 'AU') return { zone: country, state: country, country }
  const postcode = postcodeKey(country, destination.postcode ?? '')
  const code = australianState(destination.state ?? '') ?? stateOfPostcode(postcode)
  const state = code ? `AU-${code}` : country
  return {
    zone: /^\d{4}$/.test(postcode) ? `${state}-${postcode.slice(0, 2)}` : state,
    state,
    country,
  }
}

/** One spelling, without what parts a key. */
const keyPart = (text: string): string =>
  text.trim().toLowerCase().replace(/[|*]/g, ' ').replace(/\s+/g, ' ') || '-'

/** The lanes of at least `FEWEST_PARCELS` of these parcels. */
export function learn(parcels: readonly Travelled[]): Map<string, Lane> {
  const groups = new Map<string, Travelled[]>()
  for (const parcel of parcels) {
    for (const lane of parcel.lanes) {
      const group = groups.get(lane) ?? []
      group.push(parcel)
      groups.set(lane, group)
    }
  }
  const lanes = new Map<string, Lane>()
  for (const [lane, group] of groups) {
    if (group.length < FEWEST_PARCELS) continue
    const hours = ascending(group.map(parcel => parcel.hours))
    const silences = ascending(group.map(parcel => parcel.silenceHours))
    lanes.set(lane, {
      parcels: group.length,
      hours: LEVELS.map(level => rounded(quantile(hours, level))),
      silenceHours: rounded(quantile(silences, 0.95)),
    })
  }
  return lanes
}

/** 5 %, 10 % … 95 %. */
const LEVELS = Array.from({ length: 19 }, (_, i) => (i + 1) / 20)

const ascending = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => a - b)
const rounded = (hours: number): number => Math.round(hours * 10) / 10

/** Of n parcels the k-th stands for k / (n + 1): a next one exceeds the longest now and then (Weibull). */
function quantile(sorted: readonly number[], level: number): number {
  const place = Math.min(Math.max(level * (sorted.length + 1) - 1, 0), sorted.length - 1)
  const below = Math.floor(place)
  const [low = 0, high = low] = [sorted[below], sorted[below + 1]]
  return low + (high - low) * (place - below)
}

/** When four of five parcels that are still on their way arrive; null when the lane cannot tell any more. */
export type Estimate = { readonly from: number; readonly to: number }

/**
 * A parcel that has outlived this share of its lane is an exception, of which the lane knows nothing:
 * no range would be honest.
 */
const OUTLIVED = 0.8

/**
 * The middle 80 % of the lane, of those parcels alone that took longer than this one has taken so far:
 * arriving was still possible for them.
 */
export function estimate(lane: Lane, dispatchedAt: number, now: number): Estimate | null {
  const gone = Math.max(0, (now - dispatchedAt) / HOUR_MS)
  const outlived = shareWithin(lane, gone)
  if (lane.hours.length !== LEVELS.length || outlived > OUTLIVED) return null
  const at = (share: number) =>
    dispatchedAt + hoursOf(lane, outlived + (1 - outlived) * share) * HOUR_MS
  return { from: Math.max(at(0.1), now), to: Math.max(at(0.9), now) }
}

/** The share of parcels that took no longer than so many hours. */
function shareWithin({ hours }: Lane, gone: number): number {
  const next = hours.findIndex(each => each > gone)
  if (next === -1) return 1
  const [from = 0, to = gone] = [hours[next - 1], hours[next]]
  return (next + (to > from ? (gone - from) / (to - from) : 0)) / 20
}

/**
 * The hours that this share of parcels took at the most. Beyond the last of the 19 the tail goes on as it
 * went from 80 % to 95 %, falling off exponentially.
 */
function hoursOf({ hours }: Lane, share: number): number {
  const place = share * 20 // the i-th level is (i + 1) / 20; place 0 is the dispatch
  const last = hours.at(-1) ?? 0
  if (place > LEVELS.length) {
    const perHalving = (last - (hours[15] ?? last)) / Math.log2(0.2 / 0.05)
    return last + perHalving * Math.log2(0.05 / Math.max(1 - share, 0.001))
  }
  const below = Math.floor(place)
  const from = below === 0 ? 0 : (hours[below - 1] ?? 0)
  return from + ((hours[below] ?? last) - from) * (place - below)
}
