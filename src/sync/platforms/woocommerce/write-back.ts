// Telling the shop about a parcel: read the order and what its best place (places.ts) shows, do what is
// missing, and after a failure read again instead of guessing: no place knows a number given twice.
// Carrier and number go in one act. The status `completed` makes WooCommerce mail the buyer, so it is
// set only where the merchant wants it, and only when everything is on its way.
import { err, ok, type Result } from '../../../core/result.ts'
import { type CallProblem, isAmbiguous } from '../../http.ts'
import { fulfilmentEventKey, type WantedFulfilment, type WrittenFulfilment } from '../platform.ts'
import { call, unexpected, WC } from './call.ts'
import { withRefunds } from './details.ts'
import { readOrder } from './orders.ts'
import { type Act, type Items, type Place, placeOf, sumOf, type Told } from './places.ts'
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
  const order = found.value
  if (!order || NO_ORDER_YET.has(order.status)) {
    return ok(wanted.map(() => ({ state: 'refused', reason: 'the shop no longer has this order' })))
  }
  const whole = await withRefunds(order, context)
  if (!whole.ok) return whole
  const opened = await placeOf(whole.value, context)
  if (!opened.ok) return opened
  const { place } = opened.value
  let { told } = opened.value
  const written: WrittenFulfilment[] = []
  for (const want of wanted) {
    const clean = { ...want, trackingNumber: want.trackingNumber.trim() }
    const outcome = await settle(clean, { order: whole.value, place, told }, context)
    if (!outcome.ok) return outcome // all of it is safe to repeat
    told = outcome.value.told
    written.push(outcome.value.written)
  }
  const completed = await complete(whole.value, place, told, wanted, written, context)
  return completed.ok ? ok(written) : completed
}

type State = {
  readonly order: wire.Order
  readonly place: Place
  readonly told: readonly Told[]
}
type Settled = { readonly written: WrittenFulfilment; readonly told: readonly Told[] }

/** Two rounds: somebody may change or delete a parcel between our reading and our writing. */
async function settle(
  want: WantedFulfilment,
  state: State,
  context: WooContext,
): Promise<Result<Settled, CallProblem>> {
  const { place } = state
  let { told } = state
  let complaint = ''
  for (const _round of ['first', 'again']) {
    const plan = planFor(want, { ...state, told })
    if (plan.kind === 'refuse') return ok({ written: refused(plan.reason), told })
    if (plan.kind === 'settled') {
      const cleared = await clear(plan.leftover, place, context)
      return cleared.ok ? ok({ written: is(plan.id, want), told }) : cleared
    }
    const done = await (plan.kind === 'change'
      ? place.change(plan.told, want)
      : place.add(want, plan.items))
    const now = await place.list()
    if (!done.ok && !isAmbiguous(done.problem)) return done
    if (!now.ok) return done.ok ? now : done
    told = now.value
    const ours = told.find(each => each.shipped && each.number === want.trackingNumber)
    if (ours) {
      const cleared = await clear(leftoverOf(ours, told), place, context)
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

function planFor(want: WantedFulfilment, { order, place, told }: State): Plan {
  const { trackingNumber, previous } = want
  const named = told.find(each => each.shipped && each.number === trackingNumber)
  if (named) return { kind: 'settled', id: named.id, leftover: leftoverOf(named, told) }
  const old = previous?.trim() || null
  const outdated = told.find(
    each => (old !== null && each.number === old) || each.number === trackingNumber,
  )
  if (outdated) return { kind: 'change', told: outdated }
  if (!want.mayCreate) return refuse('the parcel was removed in the shop')
  if (CANCELLED.has(order.status)) return refuse('the order is cancelled')
  if (order.status === REFUNDED) return refuse('the order is refunded')
  if (!place.countsItems) return { kind: 'add', items: want.items ?? [] }
  const items = share(want, remaining(order, told))
  if (items.length > 0) return { kind: 'add', items }
  const bare = told.find(each => each.number === null && holds(each, want))
  if (bare) return { kind: 'change', told: bare }
  return told.some(each => holds(each, want))
    ? refuse('the items are already fulfilled with another tracking number')
    : refuse('the order has nothing left to fulfil')
}

const refuse = (reason: string): Plan => ({ kind: 'refuse', reason })

/** What a changed parcel still has beside it, because the removal was lost. */
const leftoverOf = ({ replaces }: Told, told: readonly Told[]): Told | null =>
  (replaces !== null && told.find(each => each.number === replaces)) || null

async function clear(
  leftover: Told | null,
  place: Place,
  context: WooContext,
): Promise<Result<void, CallProblem>> {
  if (!leftover || !place.remove) return ok(undefined)
  const gone: Awaited<Act> = await place.remove(leftover)
  if (!gone.ok) return gone
  return gone.value.kind === 'complaint' ? err(unexpected(gone.value, context)) : ok(undefined)
}

/** Whether a parcel holds some of the wanted items. */
const holds = ({ items }: Told, want: WantedFulfilment): boolean =>
  items !== null &&
  (want.items === null || want.items.some(item => (items.get(item.platformItemId) ?? 0) > 0))

/** What of each line is neither refunded nor in a parcel or a draft. The shop itself does not check. */
function remaining(order: wire.Order, told: readonly Told[]): Map<string, number> {
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

/** Only from `processing`: every other status is the merchant's word on something else. */
async function complete(
  order: wire.Order,
  place: Place,
  told: readonly Told[],
  wanted: readonly WantedFulfilment[],
  written: readonly WrittenFulfilment[],
  context: WooContext,
): Promise<Result<void, CallProblem>> {
  const { completeOrders } = context.settings
  if (!completeOrders || order.status !== 'processing') return ok(undefined)
  const sent = wanted.filter((_, index) => written[index]?.state === 'written')
  if (!isAllSent(order, place, told, sent)) return ok(undefined)
  const body = JSON.stringify({ status: 'completed' })
  const path = `${WC}/orders/${order.id}`
  const query = { _fields: 'id' }
  const done = await call(context, path, wire.Created, { method: 'PUT', query, body })
  // Setting it again changes nothing and mails nobody, so a lost answer needs no second look.
  // A plugin may forbid the status: the parcels are told all the same.
  return done.ok ? ok(undefined) : done
}

/** Where parcels hold no items, only those of this very call are known to us. */
function isAllSent(
  order: wire.Order,
  place: Place,
  told: readonly Told[],
  sent: readonly WantedFulfilment[],
): boolean {
  if (sent.length === 0) return false
  if (place.countsItems) {
    return told.every(each => each.shipped) && remaining(order, told).size === 0
  }
  if (sent.some(want => want.items === null)) return true
  const items = sent.flatMap(want => want.items ?? [])
  const asParcel: Told = {
    id: '',
    number: null,
    shipped: true,
    items: sumOf(items.map(item => [item.platformItemId, item.quantity] as const)),
    replaces: null,
  }
  return remaining(order, [asParcel]).size === 0
}
