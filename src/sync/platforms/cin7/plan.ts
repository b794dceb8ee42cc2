// What is missing at Cin7 for the parcels of one order, decided from what the order says there. Pure,
// so that every case of the write-back can be read and tested here. An order has one text for all
// tracking numbers, one carrier and one date: all parcels of a call make one change.
import { given } from '../../../core/given.ts'
import { sameNumber } from '../../../core/shipment.ts'
import { isOneOf, tidied } from '../parcels.ts'
import { fulfilmentEventKey, type WantedFulfilment, type WrittenFulfilment } from '../platform.ts'
import { isoSeconds } from './call.ts'
import { codesOf, fulfilmentId, isVoid, toItems } from './read.ts'
import type { Cin7Settings } from './settings.ts'
import type { State } from './wire.ts'

/** Only these fields are ever sent: unsent ones stay as they are, and `lineItems` would replace lines. */
export type Change = {
  readonly trackingCode?: string
  readonly logisticsCarrier?: string
  readonly dispatchedDate?: string
  readonly stage?: string
  readonly internalComments?: string
}

/** `fresh`: its number is not in Cin7 yet. */
export type Outcome =
  | { readonly state: 'there' | 'fresh'; readonly want: WantedFulfilment }
  | { readonly state: 'refused'; readonly want: WantedFulfilment; readonly reason: string }

export type Plan = {
  readonly outcomes: readonly Outcome[]
  /** null: nothing is missing. */
  readonly change: Change | null
}

type Terms = {
  readonly settings: Pick<Cin7Settings, 'dispatch' | 'dispatchedStage'>
  readonly now: number
}

export function planFor(state: State, wanted: readonly WantedFulfilment[], terms: Terms): Plan {
  const wants = tidied(wanted)
  let codes = codesOf(state.trackingCode)
  const outcomes: Outcome[] = []
  for (const want of wants) {
    const reason = whyNot(state, codes, want, wants)
    if (reason) outcomes.push({ state: 'refused', want, reason })
    else outcomes.push({ state: has(codes, want.trackingNumber) ? 'there' : 'fresh', want })
    if (!reason && !isVoid(state)) codes = withNumber(codes, want, wants)
  }
  const change = isVoid(state) ? {} : changeFor(state, codes, outcomes, terms)
  return { outcomes, change: Object.keys(change).length > 0 ? change : null }
}

/** What the caller is told; `complaint` is why the change was not taken, or null when it was. */
export function writtenOf(id: string, outcome: Outcome, complaint: string | null) {
  const { state, want } = outcome
  if (state === 'refused') return { state, reason: outcome.reason } satisfies WrittenFulfilment
  if (state === 'fresh' && complaint !== null) {
    return { state: 'refused', reason: complaint } satisfies WrittenFulfilment
  }
  return {
    state: 'written',
    platformFulfilmentId: fulfilmentId(id, want.trackingNumber),
    // A sales order has no place for how a parcel fares: there is nothing left to tell.
    events: want.events.map(fulfilmentEventKey),
  } satisfies WrittenFulfilment
}

/** Why the number cannot be shown, or null. */
function whyNot(
  state: State,
  codes: readonly string[],
  want: WantedFulfilment,
  wants: readonly WantedFulfilment[],
): string | null {
  if (has(codes, want.trackingNumber)) return null
  if (isVoid(state)) return 'the order is void in Cin7'
  if (replaces(codes, want, wants)) return null
  if (!want.mayCreate) return 'the tracking number was removed from the order in Cin7'
  const foreign = codes.some(code => !isOneOf(code, wants))
  return state.dispatchedDate !== null && foreign
    ? 'the order is already dispatched with another tracking number'
    : null
}

const has = (codes: readonly string[], number: string | null | undefined): boolean =>
  codes.some(code => sameNumber(code, number))

/** Whether the number it had before stands there and belongs to no other parcel of today. */
const replaces = (
  codes: readonly string[],
  { previous }: WantedFulfilment,
  wants: readonly WantedFulfilment[],
): boolean => has(codes, previous) && !wants.some(each => sameNumber(each.trackingNumber, previous))

/** The numbers with this one among them, in the place of the one it had before. */
function withNumber(
  codes: readonly string[],
  want: WantedFulfilment,
  wants: readonly WantedFulfilment[],
): string[] {
  const { trackingNumber, previous } = want
  const isThere = has(codes, trackingNumber)
  if (!replaces(codes, want, wants)) return isThere ? [...codes] : [...codes, trackingNumber]
  if (isThere) return codes.filter(code => !sameNumber(code, previous))
  return codes.map(code => (sameNumber(code, previous) ? trackingNumber : code))
}

function changeFor(
  state: State,
  codes: readonly string[],
  outcomes: readonly Outcome[],
  terms: Terms,
): Change {
  const fresh = outcomes.filter(each => each.state === 'fresh').map(each => each.want)
  const before = codesOf(state.trackingCode)
  const carrier = carrierFor(state, codes, outcomes)
  const dispatches = isFullyDispatched(state, outcomes, terms)
  const { dispatchedStage } = terms.settings
  const isMoved = dispatches && dispatchedStage && given(state.stage) !== dispatchedStage
  return {
    ...(before.join() !== codes.join() && { trackingCode: codes.join(',') }),
    ...(carrier && { logisticsCarrier: carrier }),
    ...(dispatches && { dispatchedDate: isoSeconds(terms.now) }),
    ...(isMoved && { stage: dispatchedStage }),
    ...(fresh.length > 0 && { internalComments: commentsWith(state, fresh, terms.now) }),
  }
}

/**
 * One carrier stands for all numbers: ours when all numbers are new, because what the merchant had
 * filled in was a plan; also when there is none. Otherwise the first parcel's stays.
 */
function carrierFor(
  state: State,
  codes: readonly string[],
  outcomes: readonly Outcome[],
): string | null {
  const counted = outcomes.filter(each => each.state !== 'refused')
  const fresh = counted.filter(each => each.state === 'fresh').map(each => each.want)
  const known = given(state.logisticsCarrier)
  const allNew = codes.every(code => fresh.some(want => sameNumber(want.trackingNumber, code)))
  const wanted = given((allNew ? fresh[0] : counted[0]?.want)?.carrier)
  return (known === null || (fresh.length > 0 && allNew)) && wanted !== known ? wanted : null
}

/**
 * Whether “Fully dispatched” is to be filled: everything of the order is in some parcel. Cin7 knows
 * shipped quantities only as its own reckoning (`qtyShipped` cannot be written), so a part is not told.
 * A parcel that Cin7 knew before never does it again: somebody may have emptied the date on purpose. Nor
 * does one stand for the whole order: a number that was typed there says nothing of what is in the box.
 */
function isFullyDispatched(
  state: State,
  outcomes: readonly Outcome[],
  { settings }: Terms,
): boolean {
  const counted = outcomes.filter(each => each.state !== 'refused').map(each => each.want)
  if (!settings.dispatch || state.dispatchedDate !== null) return false
  if (!counted.some(want => want.mayCreate)) return false
  if (counted.some(want => want.mayCreate && want.items === null)) return true
  const sent = new Map<string, number>()
  for (const { platformItemId, quantity } of counted.flatMap(want => want.items ?? [])) {
    sent.set(platformItemId, (sent.get(platformItemId) ?? 0) + quantity)
  }
  const items = toItems(state.lineItems ?? [])
  return items.every(item => (sent.get(item.platformItemId) ?? 0) >= item.quantity)
}

/** What people wrote stays; each new parcel is a line below it, as Starshipit writes it. */
function commentsWith(state: State, fresh: readonly WantedFulfilment[], now: number): string {
  const day = isoSeconds(now).slice(0, 10)
  const lines = fresh.map(want => `${want.carrier} ${want.trackingNumber} ${day}`)
  return [state.internalComments?.trimEnd() || [], lines].flat().join('\n')
}
