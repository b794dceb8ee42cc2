// Tells an order's shop about its parcels: carrier and number in one act, then how each fares. The
// adapter reads what the shop has and does what is missing, so a call that comes twice changes
// nothing; but no two may run for one order at once (wrangler.sync.toml: max_concurrency).

import { merchantById } from '../../core/db/config.ts'
import { type ConnectionRow, connectionById } from '../../core/db/hooks.ts'
import { type OrderRow, orderById, readContent } from '../../core/db/orders.ts'
import { noteWriteBack, shipmentsOfOrder } from '../../core/db/shipments.ts'
import { readHistory, readItems } from '../../core/db/written.ts'
import { type ConnectionConfig, MerchantConfig } from '../../core/merchant.ts'
import { ok, type Result } from '../../core/result.ts'
import type { TrackingHistory } from '../../core/shipment.ts'
import { isFinal, isStatus } from '../../core/status.ts'
import { carrierToTell, type ToTell, whyNotToTell } from '../../core/to-tell.ts'
import { trackingLink } from '../../core/tracking-link.ts'
import { mayCreate, readWriteBack, turnsOf, type WriteBack } from '../../core/write-back.ts'
import { type Caller, type OpenPlatform, openPlatform } from '../connection.ts'
import type { CallProblem } from '../http.ts'
import { restAfter } from '../pace.ts'
import {
  fulfilmentEventKey,
  type WantedFulfilment,
  type WrittenFulfilment,
} from '../platforms/platform.ts'
import type { Place } from './follow-up.ts'

/** What only the merchant can mend is tried again this much later. */
const MENDING_MS = 3_600_000

type Parcel = Awaited<ReturnType<typeof shipmentsOfOrder>>[number]

/** What an order's shop is to be told, and what is known of it so far. */
type Telling = {
  readonly order: OrderRow
  readonly connection: ConnectionRow
  readonly parcels: readonly Parcel[]
  readonly wanted: readonly WantedFulfilment[]
}

/**
 * Tells the one shop of all these orders. Returns after how many seconds to try again, or null when
 * there is no more to do now.
 */
export async function writeBack(
  place: Place & Pick<Caller, 'accounts'>,
  orderIds: readonly number[],
): Promise<number | null> {
  const { db, settings, now, accounts } = place
  const tellings: Telling[] = []
  for (const orderId of orderIds) {
    const telling = await tellingOf(place, orderId)
    if (telling) tellings.push(telling)
  }
  const [first] = tellings
  if (!first) return null
  const opened = await openPlatform(db, first.connection, settings, now, {
    accounts,
    priority: 'write-back',
  })
  const waits: number[] = []
  const outcomes = opened.ok ? await tell(opened.value, tellings) : tellings.map(() => opened)
  for (const [i, { parcels, wanted }] of tellings.entries()) {
    const outcome = outcomes[i]
    if (!outcome) throw new Error('the platform adapter left an order out')
    if (opened.ok && !outcome.ok) await restAfter(opened.value.account, outcome.problem, now)
    for (const [index, parcel] of parcels.entries()) {
      const want = wanted[index]
      if (!want) continue
      const note = noteOf(parcel, want, outcome.ok ? ok(outcome.value[index]) : outcome, now)
      await noteWriteBack(db, parcel, note)
    }
    if (!outcome.ok && outcome.problem.retry) waits.push(outcome.problem.retry.afterSeconds)
  }
  return waits.length === 0 ? null : Math.max(...waits)
}

/** In one call where the platform takes many, else one order after the other. */
async function tell(
  { platform, context }: OpenPlatform,
  tellings: readonly Telling[],
): Promise<readonly Result<WrittenFulfilment[], CallProblem>[]> {
  const orders = tellings.map(({ order, wanted }) => ({ platformId: order.platformId, wanted }))
  if (platform.writeBackMany) return platform.writeBackMany(orders, context)
  const outcomes: Result<WrittenFulfilment[], CallProblem>[] = []
  for (const { platformId, wanted } of orders) {
    outcomes.push(await platform.writeBack(platformId, wanted, context))
  }
  return outcomes
}

/** Null when there is nothing to tell, or nobody who should be told. */
async function tellingOf(place: Place, orderId: number): Promise<Telling | null> {
  const { db } = place
  const order = await orderById(db, orderId)
  const parcels = order ? await shipmentsOfOrder(db, orderId) : []
  if (!order || parcels.length === 0) return null
  const connection = await connectionById(db, order.connectionId)
  const merchant = await merchantById(db, order.merchantId)
  if (!connection || !merchant || connection.removedAt !== null) return null
  if (connection.connectedAt === null) return null
  const config = MerchantConfig.parse(JSON.parse(merchant.config))
  const shop = config.connections.find(({ name }) => name === connection.name)
  if (!shop?.writeBack) {
    for (const parcel of parcels) await noteWriteBack(db, parcel, { state: 'off' })
    return null
  }
  const surroundings = { order, config, shop, place }
  const tellable = await withoutHeldBack(parcels, surroundings)
  if (tellable.length === 0) return null
  const wanted = tellable.map(parcel => wantedOf(parcel, surroundings))
  return { order, connection, parcels: tellable, wanted }
}

type Surroundings = {
  readonly order: OrderRow
  readonly config: MerchantConfig
  readonly shop: ConnectionConfig
  readonly place: Place
}

/** The parcels that may be told; of the others it is noted why not. */
async function withoutHeldBack(
  parcels: readonly Parcel[],
  surroundings: Surroundings,
): Promise<readonly Parcel[]> {
  const tellable: Parcel[] = []
  for (const parcel of parcels) {
    const told = readWriteBack(parcel.writeBack)
    // The shop has this number already: what is left to tell is how the parcel fares.
    const known = told.state === 'written' && (told.number ?? parcel.trackingNumber)
    const reason =
      known === parcel.trackingNumber ? null : whyNotToTell(toTell(parcel, surroundings))
    if (reason === null) tellable.push(parcel)
    else await noteWriteBack(surroundings.place.db, parcel, refused(reason, mayCreate(told)))
  }
  return tellable
}

const toTell = (parcel: Parcel, { order, config, shop }: Surroundings): ToTell => ({
  parcel: { ...parcel, items: readItems(parcel.items) },
  order: readContent(order.content),
  channel: order.channel,
  config,
  shop,
})

const refused = (reason: string, mayCreateLater: boolean): WriteBack => ({
  state: 'refused',
  reason,
  ...(!mayCreateLater && { toldBefore: true }),
})

/** The parcel as this shop should show it. */
function wantedOf(parcel: Parcel, surroundings: Surroundings): WantedFulfilment {
  const { order, place, config } = surroundings
  const history = readHistory(parcel.events)
  const facts = { dispatchedAt: parcel.dispatchedAt, destinationPostcode: order.postcode }
  const told = readWriteBack(parcel.writeBack)
  return {
    trackingNumber: parcel.trackingNumber,
    previous: told.state === 'written' ? told.number : null,
    mayCreate: mayCreate(told),
    found: parcel.door === 'platform',
    carrier: carrierToTell(toTell(parcel, surroundings)),
    trackingUrl: trackingLink(order.token, config, place.settings.publicUrl),
    items: readItems(parcel.items),
    events: turnsOf(history, facts).map(turn => ({ ...turn, etaAt: etaAt(history) })),
  }
}

/** A day is no instant: only the end of a window is told. */
const etaAt = ({ eta }: TrackingHistory): number | null => (eta?.kind === 'window' ? eta.to : null)

/** What is noted after the call: its outcome, or what it met. */
function noteOf(
  parcel: Parcel,
  wanted: WantedFulfilment,
  outcome: Result<WrittenFulfilment | undefined, CallProblem>,
  now: number,
): WriteBack {
  if (!outcome.ok) {
    const before = readWriteBack(parcel.writeBack)
    const { message, retry } = outcome.problem
    const retryAt = now + (retry ? retry.afterSeconds * 1000 : MENDING_MS)
    if (before.state === 'pending') return { state: 'pending', reason: message, retryAt }
    return before.state === 'written' ? { ...before, retryAt } : before
  }
  const written = outcome.value
  if (!written) throw new Error('the platform adapter left a parcel out')
  if (written.state === 'refused') return refused(written.reason, wanted.mayCreate)
  const last = wanted.events.at(-1)
  const knowsLast = !last || written.events.includes(fulfilmentEventKey(last))
  const ended = isStatus(parcel.status) && isFinal(parcel.status) && knowsLast
  return {
    state: 'written',
    number: parcel.trackingNumber,
    fulfilment: written.platformFulfilmentId,
    ended: ended ? parcel.status : null,
  }
}
