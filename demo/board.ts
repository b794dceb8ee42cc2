// What the front page tells: each order with its state, what just happened, what to push next, and
// whether more is to come. All of it is seen from outside, through the shop, the mailbox and the API.
import { type Demo, hasMore, newOrders } from './acts.ts'
import type { OrderSeen } from './api.ts'
import type { Entry } from './world/journal.ts'
import type { Placed } from './world/stand-in.ts'

export type PushId = 'order' | 'cron' | 'dispatch' | 'scan' | 'time'

export type OrderCard = {
  readonly number: string
  readonly buyer: string
  readonly soldOn: string
  readonly items: string
  readonly state: string
  readonly tone: 'waits' | 'moves' | 'trouble' | 'done'
  readonly courier: string | null
  /** The tracking page; null until Waymark has the order. */
  readonly page: string | null
  readonly mails: number
  readonly texts: number
  /** Why nobody was told, when nobody may be. */
  readonly silence: string | null
}

export type Board = {
  /** Newest first. */
  readonly orders: readonly OrderCard[]
  /** Since the last push, oldest first. */
  readonly news: readonly Entry[]
  readonly next: PushId
  /** More may follow by itself: queues hand over after a second. */
  readonly busy: boolean
}

const SHOWN = 6
const QUIET_MS = 2500
const LONGEST_MS = 12_000

/** Before Waymark answers. */
export const STARTING: Board = { orders: [], news: [], next: 'order', busy: true }

export function createBoard(demo: Demo) {
  const { journal } = demo.world
  const told = new Set<string>()
  let pushedAt = Number.NEGATIVE_INFINITY
  let changedAt = Number.NEGATIVE_INFINITY
  let lastSeen = ''
  let before: Entry | undefined

  const isBusy = () =>
    performance.now() - changedAt < QUIET_MS && performance.now() - pushedAt < LONGEST_MS

  return {
    isBusy,
    /** To be called as a button is pushed: what follows is news. */
    pushed: () => {
      before = journal.entries.at(-1)
      pushedAt = performance.now()
      changedAt = pushedAt
    },
    look: async (): Promise<Board> => {
      const orders = newOrders(demo).slice(-SHOWN).toReversed()
      const pairs = await Promise.all(
        orders.map(async order => ({ order, seen: await demo.api.order(order.name) })),
      )
      for (const { order, seen } of pairs.toReversed()) if (seen) note(order, seen)
      const now = JSON.stringify([pairs.map(pair => pair.seen), journal.entries.at(-1)])
      if (now !== lastSeen) changedAt = performance.now()
      lastSeen = now
      const since = before ? journal.entries.lastIndexOf(before) + 1 : journal.entries.length
      return {
        orders: pairs.map(({ order, seen }) => card(demo, order, seen)),
        news: journal.entries.slice(since),
        next: nextPush(demo, pairs),
        busy: isBusy(),
      }
    },
  }

  /** What Waymark decided by itself, noted the first time it is seen. */
  function note(order: Placed, seen: OrderSeen): void {
    once(`import ${order.name}`, () => {
      const why = seen.trace.find(line => line.includes('decides the courier'))
      const rule = /^“[^”]+”/.exec(why ?? '')?.[0]
      const by = rule ? `, by the rule ${rule}` : ''
      return `Imports ${order.name}. It goes by ${courierOf(seen) ?? 'no courier yet'}${by}.`
    })
    const reason = silenceOf(seen)
    if (reason) once(`silence ${order.name}`, () => `Tells ${nameOf(order)} nothing: ${reason}.`)
  }

  function once(key: string, text: () => string): void {
    if (told.has(key)) return
    told.add(key)
    journal.note('waymark', text())
  }
}

type Pair = { readonly order: Placed; readonly seen: OrderSeen | null }

function nextPush(demo: Demo, pairs: readonly Pair[]): PushId {
  if (pairs.some(({ seen }) => !seen)) return 'cron'
  if (pairs.some(({ seen }) => seen?.shipments.length === 0)) return 'dispatch'
  return demo.parcels.some(hasMore) ? 'scan' : 'order'
}

function card(demo: Demo, order: Placed, seen: OrderSeen | null): OrderCard {
  const { resend, twilio } = demo.world
  const url = seen?.trackingUrl
  return {
    number: order.name,
    buyer: `${nameOf(order)}, ${order.shipping.city} ${order.shipping.zip}`,
    soldOn: order.note ?? 'Own shop',
    items: order.lines.map(line => `${line.quantity} × ${line.title}`).join(', '),
    ...stateOf(seen),
    courier: seen && courierOf(seen),
    page: url ?? null,
    mails: url ? resend.mails.filter(mail => mail.text.includes(url)).length : 0,
    texts: url ? twilio.texts.filter(text => text.body.includes(url)).length : 0,
    silence: seen && silenceOf(seen),
  }
}

const STATES: Readonly<Record<string, Pick<OrderCard, 'state' | 'tone'>>> = {
  pending: { state: 'Dispatched, not scanned yet', tone: 'moves' },
  in_transit: { state: 'On its way', tone: 'moves' },
  out_for_delivery: { state: 'Out for delivery', tone: 'moves' },
  delivery_attempted: { state: 'Delivery was attempted', tone: 'trouble' },
  delivered: { state: 'Delivered', tone: 'done' },
}

function stateOf(seen: OrderSeen | null): Pick<OrderCard, 'state' | 'tone'> {
  if (!seen) return { state: 'In the shop, not imported yet', tone: 'waits' }
  const [parcel] = seen.shipments
  if (!parcel) return { state: 'Imported, to be dispatched', tone: 'waits' }
  return STATES[parcel.status] ?? { state: parcel.status.replaceAll('_', ' '), tone: 'moves' }
}

const COURIERS: Readonly<Record<string, string>> = {
  'australia-post': 'Australia Post',
  'couriers-please': 'CouriersPlease',
  sendle: 'Sendle',
}

function courierOf({ assignment: { courier, service } }: OrderSeen): string | null {
  return courier && [COURIERS[courier] ?? courier, service].filter(Boolean).join(' ')
}

const silenceOf = ({ messages }: OrderSeen): string | null =>
  messages.some(one => one.state === 'skipped' && one.reason?.includes('masked'))
    ? 'the marketplace masks mail and phone'
    : null

const nameOf = ({ shipping }: Placed): string => `${shipping.firstName} ${shipping.lastName}`
