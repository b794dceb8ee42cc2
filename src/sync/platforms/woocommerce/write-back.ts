// Telling the shop about a parcel: read the order and what its best place (places.ts) shows, do what is
// missing, and after a failure read again instead of guessing: no place knows a number given twice.
// Carrier and number go in one act. The status `completed` makes WooCommerce mail the buyer, so it is
// set only where the merchant wants it, and only when everything is on its way.
import { err, ok, type Result } from '../../../core/result.ts'
import { sameNumber } from '../../../core/shipment.ts'
import { type CallProblem, isAmbiguous } from '../../http.ts'
import { furtherBox, holds, isOneOf, type Shown, sharedBy, tidied } from '../parcels.ts'
import { fulfilmentEventKey, type WantedFulfilment, type WrittenFulfilment } from '../platform.ts'
import { call, unexpected, WC } from './call.ts'
import { withRefunds } from './details.ts'
import { readOrder } from './orders.ts'
import {
  type Act,
  type Found,
  type Items,
  type Place,
  placeThat,
  sumOf,
  type Told,
} from './places.ts'
import { refundedOf } from './read.ts'
import { hostOf, type WooContext } from './settings.ts'
import { CANCELLED, NO_ORDER_YET, REFUNDED } from './tables.ts'
import * as wire from './wire.ts'

export async function writeBack(
  platformId: string,
  wanted: readonly WantedFulfilment[],
  context: WooContext,
): Promise<Result<WrittenFulfilment[], CallProblem>> {
  const found = await readOrder(platformId, context)
  if (!found.ok) return found
  if (!found.value || NO_ORDER_YET.has(found.value.status)) {
    return ok(wanted.map(() => ({ state: 'refused', reason: 'the shop no longer has this order' })))
  }
  const whole = await withRefunds(found.value, context)
  if (!whole.ok) return whole
  const order = whole.value
  const best = await placeThat(() => true, order.id, context)
  if (!best.ok) return best
  if (!best.value) throw new Error('a note can be written in every shop')
  const wants = tidied(wanted)
  const parcels: Parcel[] = []
  // What each place showed last, by its name.
  const shown = new Map([[best.value.place.name, best.value]])
  for (const want of wants) {
    const home = await homeOf(want, best.value.place, shown, { order, context })
    if (!home.ok) return home
    const outcome = await settle(want, { ...home.value, order, wants }, context)
    if (!outcome.ok) return outcome // all of it is safe to repeat
    const { place } = home.value
    const { told, written } = outcome.value
    shown.set(place.name, { place, told })
    parcels.push({ want, place, written })
  }
  const lost = parcels.some(
    ({ want, place, written }) =>
      written.state === 'written' && !numbered(shown.get(place.name)?.told ?? [], want),
  )
  if (lost) return err(vanished(context))
  const completed = await complete(order, parcels, [...shown.values()], context)
  return completed.ok ? ok(parcels.map(({ written }) => written)) : completed
}

/** A parcel with the place it is told in, and what became of it. */
type Parcel = {
  readonly want: WantedFulfilment
  readonly place: Place
  readonly written: WrittenFulfilment
}

type State = Found & {
  readonly order: wire.Order
  /** All parcels of the order that are told in this call. */
  readonly wants: readonly WantedFulfilment[]
}
type Settled = { readonly written: WrittenFulfilment; readonly told: readonly Told[] }

/**
 * The best place takes new parcels. One that the shop was told of stays where it is: the merchant may
 * have got a better place since, and would else read that it was removed.
 */
async function homeOf(
  want: WantedFulfilment,
  best: Place,
  shown: ReadonlyMap<string, Found>,
  { order, context }: { readonly order: wire.Order; readonly context: WooContext },
): Promise<Result<Found, CallProblem>> {
  const here = { place: best, told: shown.get(best.name)?.told ?? [] }
  const knows = (told: readonly Told[]) => told.some(each => isOneOf(each.number, [want]))
  if (want.mayCreate || knows(here.told)) return ok(here)
  const elsewhere = await placeThat(knows, order.id, context)
  return elsewhere.ok ? ok(elsewhere.value ?? here) : elsewhere
}

/** The parcel that stands there under its number. */
const numbered = (told: readonly Told[], want: WantedFulfilment): Told | undefined =>
  told.find(each => each.shipped && sameNumber(each.number, want.trackingNumber))

/** Two rounds: somebody may change or delete a parcel between our reading and our writing. */
async function settle(
  want: WantedFulfilment,
  state: State,
  context: WooContext,
): Promise<Result<Settled, CallProblem>> {
  const { place, order } = state
  let { told } = state
  let complaint = ''
  for (const _round of ['first', 'again']) {
    const plan = planFor(want, { ...state, told })
    if (plan.kind === 'refuse') return ok({ written: refused(plan.reason), told })
    if (plan.kind === 'settled') {
      const cleared = await clear(plan.leftover, state, context)
      return cleared.ok ? ok({ written: is(plan.id, want), told }) : cleared
    }
    const done = await (plan.kind === 'change'
      ? place.change(order.id, plan.told, want, context)
      : place.add(order.id, want, plan.items, context))
    const now = await place.list(order.id, context)
    if (!done.ok && !isAmbiguous(done.problem)) return done
    if (!now.ok) return done.ok ? now : done
    told = now.value ?? []
    const ours = numbered(told, want)
    if (ours) {
      const cleared = await clear(leftoverOf(ours, told), state, context)
      return cleared.ok ? ok({ written: is(ours.id, want), told }) : cleared
    }
    // Not there, yet the act may still be under way: it is not repeated in the same breath.
    if (!done.ok) return done
    if (done.value.kind === 'found') return err(vanished(context))
    complaint = done.value.kind === 'complaint' ? done.value.complaint : done.value.code
    if (done.value.kind === 'complaint') break
  }
  return ok({ written: refused(`the shop refuses the parcel: ${complaint}`), told })
}

const refused = (reason: string): WrittenFulfilment => ({ state: 'refused', reason })

/** There is no place for a parcel's journey, so nothing is left to tell of it. */
const is = (platformFulfilmentId: string, { events }: WantedFulfilment): WrittenFulfilment => ({
  state: 'written',
  platformFulfilmentId,
  events: events.map(fulfilmentEventKey),
})

const vanished = ({ settings }: WooContext): CallProblem => ({
  kind: 'unreadable',
  host: hostOf(settings.shop),
  status: null,
  message: 'The shop took the parcel and does not show it yet; it is looked at again by itself.',
  retry: { afterSeconds: 60 },
})

type Plan =
  | { readonly kind: 'settled'; readonly id: string; readonly leftover: Told | null }
  | { readonly kind: 'change'; readonly told: Told }
  | { readonly kind: 'add'; readonly items: Items }
  | { readonly kind: 'refuse'; readonly reason: string }

function planFor(want: WantedFulfilment, { order, place, told, wants }: State): Plan {
  const named = numbered(told, want)
  if (named) return { kind: 'settled', id: named.id, leftover: leftoverOf(named, told) }
  const outdated = told.find(each => isOneOf(each.number, [want]))
  if (outdated) return { kind: 'change', told: outdated }
  if (!want.mayCreate) return refuse('the parcel was removed in the shop')
  if (CANCELLED.has(order.status)) return refuse('the order is cancelled')
  if (order.status === REFUNDED) return refuse('the order is refunded')
  if (!place.countsItems) return { kind: 'add', items: want.items ?? [] }
  const items = share(want, remaining(order, told))
  if (items.length > 0) return { kind: 'add', items }
  const shown = told.map(asShown)
  const bare = shown.find(each => each.numbers.length === 0 && holds(each, want))
  if (bare) return { kind: 'change', told: bare.of }
  const shared = sharedBy(shown, want, wants)
  if (shared) return refuse(furtherBox(shared, 'WooCommerce'))
  return shown.some(each => holds(each, want))
    ? refuse('the items are already fulfilled with another tracking number')
    : refuse('the order has nothing left to fulfil')
}

const refuse = (reason: string): Plan => ({ kind: 'refuse', reason })

const asShown = (told: Told): Shown<Told> => ({
  of: told,
  numbers: told.number === null ? [] : [told.number],
  items: [...(told.items ?? [])].map(([platformItemId, quantity]) => ({
    platformItemId,
    quantity,
  })),
})

/** What a changed parcel still has beside it, because the removal was lost. */
const leftoverOf = ({ replaces }: Told, told: readonly Told[]): Told | null =>
  told.find(each => sameNumber(each.number, replaces)) ?? null

async function clear(
  leftover: Told | null,
  { place, order }: State,
  context: WooContext,
): Promise<Result<void, CallProblem>> {
  if (!leftover || !place.remove) return ok(undefined)
  const gone: Awaited<Act> = await place.remove(order.id, leftover, context)
  if (!gone.ok) return gone
  return gone.value.kind === 'complaint' ? err(unexpected(gone.value, context)) : ok(undefined)
}

type Counted = Pick<Told, 'shipped' | 'items'>

/** What of each line is neither refunded nor in a parcel or a draft. The shop itself does not check. */
function remaining(order: wire.Order, told: readonly Counted[]): Map<string, number> {
  const refunded = refundedOf(order)
  const taken = sumOf(told.flatMap(each => [...(each.items ?? [])]))
  const left = order.line_items.map(({ id, quantity }): [string, number] => [
    id,
    quantity - (refunded.get(id) ?? 0) - (taken.get(id) ?? 0),
  ])
  return new Map(left.filter(([, quantity]) => quantity > 0))
}

/** The wanted items, never more than is left. */
function share(want: WantedFulfilment, left: Map<string, number>): Items {
  const asked = want.items
    ? sumOf(want.items.map(item => [item.platformItemId, item.quantity] as const))
    : left
  return [...asked].flatMap(([platformItemId, quantity]) => {
    const taken = Math.min(quantity, left.get(platformItemId) ?? 0)
    return taken > 0 ? [{ platformItemId, quantity: taken }] : []
  })
}

/**
 * Only from `processing`: every other status is the merchant's word on something else. And only with a
 * parcel that the shop did not know before: an order that somebody set back, to send something again,
 * would else be completed at the next scan, and its buyer mailed. (A try that failed was not noted.)
 */
async function complete(
  order: wire.Order,
  parcels: readonly Parcel[],
  shown: readonly Found[],
  context: WooContext,
): Promise<Result<void, CallProblem>> {
  if (!context.settings.completeOrders || order.status !== 'processing') return ok(undefined)
  const sent = parcels.filter(({ written }) => written.state === 'written')
  if (!sent.some(({ want }) => want.mayCreate)) return ok(undefined)
  if (!isAllSent(order, sent, shown)) return ok(undefined)
  // Somebody may have cancelled it since it was read.
  const now = await readOrder(order.id, context)
  if (!now.ok || now.value?.status !== 'processing') return now.ok ? ok(undefined) : now
  const body = JSON.stringify({ status: 'completed' })
  const path = `${WC}/orders/${order.id}`
  const query = { _fields: 'id' }
  const done = await call(context, path, wire.Created, { method: 'PUT', query, body })
  // Setting it again changes nothing and mails nobody, so a lost answer needs no second look.
  // A plugin may forbid the status: the parcels are told all the same.
  return done.ok ? ok(undefined) : done
}

/** Where parcels hold no items, only those of this very call are known to us. */
function isAllSent(order: wire.Order, sent: readonly Parcel[], shown: readonly Found[]): boolean {
  const itemless = sent.filter(({ place }) => !place.countsItems).map(({ want }) => want)
  if (itemless.some(want => want.items === null)) return true
  const counted: readonly Counted[] = shown.flatMap(each =>
    each.place.countsItems ? each.told : [],
  )
  const items = itemless.flatMap(want => want.items ?? [])
  const others: Counted = {
    shipped: true,
    items: sumOf(items.map(item => [item.platformItemId, item.quantity] as const)),
  }
  return counted.every(each => each.shipped) && remaining(order, [...counted, others]).size === 0
}
