// What the planners ask of the parcels that a shop shows, however it writes them down: under which
// numbers, and what they hold.
import { sameNumber } from '../../core/shipment.ts'
import type { WantedFulfilment } from './platform.ts'

type Items = readonly { readonly platformItemId: string; readonly quantity: number }[]

/** One parcel as the shop shows it; `of` is the shop's own. */
export type Shown<Of> = {
  readonly of: Of
  readonly numbers: readonly string[]
  readonly items: Items
}

/** Without blanks around the numbers: THE ICONIC and Australia Post refuse those. */
export const tidied = (wanted: readonly WantedFulfilment[]): WantedFulfilment[] =>
  wanted.map(want => ({
    ...want,
    trackingNumber: want.trackingNumber.trim(),
    previous: want.previous?.trim() || null,
  }))

/** Our other parcels of the order, of those told in the same call. */
export const besides = (
  want: WantedFulfilment,
  wanted: readonly WantedFulfilment[],
): WantedFulfilment[] =>
  wanted.filter(each => !each.found && !sameNumber(each.trackingNumber, want.trackingNumber))

export const isNumbered = (
  { numbers }: Pick<Shown<unknown>, 'numbers'>,
  number: string | null | undefined,
): boolean => numbers.some(each => sameNumber(each, number))

/** Whether it is the number of one of these parcels, or was until now. */
export const isOneOf = (number: string | null, parcels: readonly WantedFulfilment[]): boolean =>
  parcels.some(each => sameNumber(number, each.trackingNumber) || sameNumber(number, each.previous))

/**
 * Whether a parcel still carries the number from before, for items that none with the number of today
 * holds. (Two parcels of an order whose numbers were mixed up would else take each other's.)
 */
export function isOutdated(
  shown: Shown<unknown>,
  want: WantedFulfilment,
  named: readonly Shown<unknown>[],
): boolean {
  if (!isNumbered(shown, want.previous) || isNumbered(shown, want.trackingNumber)) return false
  const missing = missingItems(want, named)
  return missing === null || shown.items.some(item => (missing.get(item.platformItemId) ?? 0) > 0)
}

/** Wanted items that no parcel of ours holds yet; null: everything. */
export function missingItems(
  want: WantedFulfilment,
  ours: readonly Shown<unknown>[],
): Map<string, number> | null {
  if (want.items === null) return null
  const missing = new Map<string, number>()
  const count = (id: string, quantity: number) => missing.set(id, (missing.get(id) ?? 0) + quantity)
  for (const item of want.items) count(item.platformItemId, item.quantity)
  for (const item of ours.flatMap(each => each.items)) count(item.platformItemId, -item.quantity)
  return missing
}

/** Whether a parcel holds some of the wanted items. */
export const holds = (shown: Pick<Shown<unknown>, 'items'>, { items }: WantedFulfilment): boolean =>
  items === null ||
  shown.items.some(held => items.some(item => item.platformItemId === held.platformItemId))

/**
 * The parcel that the items went out in as far as the shop knows, where we told it under a number of the
 * same order: feeds name no items, so the first box stands for all of them, and this is a further one.
 * Under anybody else's number it is not ours to touch.
 */
export const sharedBy = <Of>(
  shown: readonly Shown<Of>[],
  want: WantedFulfilment,
  wanted: readonly WantedFulfilment[],
): Shown<Of> | undefined => {
  const others = besides(want, wanted)
  return shown.find(
    each => holds(each, want) && each.numbers.some(number => isOneOf(number, others)),
  )
}

/** Why a further box is refused, where a parcel has one number. */
export const furtherBox = ({ numbers }: Pick<Shown<unknown>, 'numbers'>, shop: string): string =>
  `${numbers.join(', ')} was told for these items, and ${shop} shows one number for them: this is a further box`
