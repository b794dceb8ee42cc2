// What a person can push in the demo: place an order, let the cron run, dispatch, scan, let time
// pass. The front page's buttons and `--once` (path.ts) use the same acts.
import type { Api } from './api.ts'
import { nextLikelyHour } from './clock.ts'
import type { EasyPostParcel, Scan } from './world/easypost.ts'
import { BUYERS, CATALOGUE, iconicOrder, ownOrder } from './world/orders.ts'
import type { NewOrder } from './world/shop.ts'
import type { Placed } from './world/stand-in.ts'
import type { StarshipitParcel, StarshipitStatus } from './world/starshipit.ts'
import type { World } from './world/world.ts'

export type Demo = {
  readonly world: World
  readonly api: Api
  readonly publicUrl: string
  readonly runCron: () => Promise<void>
  readonly parcels: Parcel[]
}

/** A parcel on its way; `next` is the scan to come. */
export type Parcel = {
  readonly order: Placed
  readonly trackingNumber: string
  next: number
} & (
  | { readonly feed: 'starshipit'; readonly label: StarshipitParcel }
  | { readonly feed: 'easypost'; readonly label: EasyPostParcel }
)

/** Who buys what, in the order of the button's pushes; then it begins again. */
const BASKETS: readonly ((index: number) => NewOrder)[] = [
  index => iconicOrder(String(217348921 + index * 13), BUYERS.nadia, [CATALOGUE.dress]),
  index => ownOrder(`#${1042 + index}`, BUYERS.tom, [CATALOGUE.knit, CATALOGUE.scarf]),
  index => iconicOrder(String(217348921 + index * 13), BUYERS.masked, [CATALOGUE.tote]),
]

/** Orders from before Waymark came: imported, and nobody is told. */
const PAST: readonly { order: NewOrder; daysAgo: number }[] = [
  { order: ownOrder('#1040', BUYERS.tom, [CATALOGUE.tote]), daysAgo: 9 },
  { order: iconicOrder('217340007', BUYERS.nadia, [CATALOGUE.knit]), daysAgo: 6 },
]

/** Minutes that pass before each scan, so that each comes at a likely hour. */
type Wait = { readonly afterMinutes: number }

/** Starshipit says only how things stand. */
const STARSHIPIT_JOURNEY: readonly (Wait & { readonly status: StarshipitStatus })[] = [
  { status: 'InTransit', afterMinutes: 5 * 60 },
  { status: 'OutForDelivery', afterMinutes: 18 * 60 },
  { status: 'AttemptedDelivery', afterMinutes: 3 * 60 },
  { status: 'Delivered', afterMinutes: 22 * 60 },
]

const EASYPOST_JOURNEY: readonly (Wait & Scan)[] = [
  {
    afterMinutes: 6 * 60,
    status: 'in_transit',
    detail: 'arrived_at_facility',
    message: 'Arrived at depot',
    city: 'Chullora',
    state: 'NSW',
    zip: '2190',
  },
  {
    afterMinutes: 10 * 60,
    status: 'in_transit',
    detail: 'departed_facility',
    message: 'Departed depot',
    city: 'Truganina',
    state: 'VIC',
    zip: '3029',
  },
  {
    afterMinutes: 8 * 60,
    status: 'out_for_delivery',
    detail: 'out_for_delivery',
    message: 'With the driver for delivery',
    city: 'Carlton',
    state: 'VIC',
    zip: '3053',
  },
  {
    afterMinutes: 3 * 60,
    status: 'delivered',
    detail: 'arrived_at_destination',
    message: 'Delivered, left in a safe place',
    city: 'Carlton',
    state: 'VIC',
    zip: '3053',
  },
]

const PAST_NUMBERS = PAST.length
const DAY_MS = 24 * 60 * 60_000

export function seedPast({ world }: Pick<Demo, 'world'>): string[] {
  return PAST.map(({ order, daysAgo }) => {
    const placedAt = world.clock.now() - daysAgo * DAY_MS
    return world.selling.place(order, { placedAt, quietly: true }).name
  })
}

/** What people bought since Waymark came, oldest first. */
export const newOrders = ({ world }: Demo): readonly Placed[] =>
  world.selling.orders().slice(PAST_NUMBERS)

/** `quietly`: the webhook is lost, so that only the cron's pull can find the order. */
export function placeOrder(demo: Demo, options: { quietly?: boolean } = {}): Placed {
  const index = newOrders(demo).length
  const basket = BASKETS[index % BASKETS.length]
  if (!basket) throw new RangeError('there is no basket to place')
  const order = demo.world.selling.place(basket(index), options)
  demo.world.journal.note(
    'shop',
    `${order.shipping.firstName} orders ${what(order)} ${from(order)}: ${order.name}.`,
  )
  return order
}

const what = ({ lines }: Placed) => lines.map(line => `${line.quantity} × ${line.title}`).join(', ')
const from = ({ note }: Placed) => (note ? `on ${note}` : 'in the own shop')

export async function runCron(demo: Demo): Promise<void> {
  demo.world.journal.note('waymark', 'The cron runs.')
  await demo.runCron()
}

/** Dispatches the oldest order that waits; false when none does. */
async function dispatchNext(demo: Demo): Promise<boolean> {
  for (const order of newOrders(demo)) {
    if (demo.parcels.some(parcel => parcel.order.id === order.id)) continue
    const seen = await demo.api.order(order.name)
    if (!seen) continue
    if (order.note === 'THE ICONIC') await dispatchByWebhook(demo, order)
    else await dispatchByApi(demo, order)
    return true
  }
  demo.world.journal.note(
    'waymark',
    'No imported order waits to be dispatched. Place one, and run the cron.',
  )
  return false
}

/** The warehouse prints in Starshipit, whose webhook names the order: that alone makes the parcel. */
export async function dispatchByWebhook(demo: Demo, order: Placed): Promise<Parcel> {
  const { world } = demo
  const trackingNumber = `33WTD${String(1041 + demo.parcels.length).padStart(7, '0')}`
  const label = {
    orderNumber: order.name,
    carrier: 'Australia Post',
    service: 'Express Post',
    trackingNumber,
    shippedAt: world.clock.now(),
  }
  world.journal.note(
    'carrier',
    `Starshipit’s webhook: ${order.name} was dispatched as ${trackingNumber}.`,
  )
  await world.starshipit.tell(label, 'Printed')
  await world.starshipit.tell(label, 'Dispatched')
  const parcel: Parcel = { order, trackingNumber, next: 0, feed: 'starshipit', label }
  demo.parcels.push(parcel)
  return parcel
}

/** The merchant's own system hands the parcel over, and is allowed to say it twice. */
export async function dispatchByApi(demo: Demo, order: Placed): Promise<Parcel> {
  const { world } = demo
  const trackingNumber = `CPAWTD${String(417 + demo.parcels.length).padStart(5, '0')}`
  const handed = { carrier: 'CouriersPlease', trackingNumber }
  for (let i = 0; i < 2; i++) {
    const status = await demo.api.ship(order.name, handed, `demo-${trackingNumber}`)
    if (status >= 300) world.journal.problem(`the API answered ${status} to a shipment`)
  }
  world.journal.note(
    'waymark',
    `The API is told: ${order.name} was dispatched as ${trackingNumber}.`,
  )
  const label = {
    trackingNumber,
    carrier: 'CouriersPlease',
    service: 'Standard',
    estimatedAt: Math.floor(world.clock.now() / DAY_MS) * DAY_MS + 3 * DAY_MS,
  }
  const parcel: Parcel = { order, trackingNumber, next: 0, feed: 'easypost', label }
  demo.parcels.push(parcel)
  return parcel
}

/** The next scan of this parcel, or of the one least far along; null when all have arrived. */
export async function scanNext(demo: Demo, wanted?: Parcel): Promise<Parcel | null> {
  const parcel = wanted ?? demo.parcels.filter(hasMore).toSorted((a, b) => a.next - b.next)[0]
  if (!parcel || !hasMore(parcel)) {
    demo.world.journal.note('carrier', 'No parcel is on its way. Dispatch one.')
    return null
  }
  const { world } = demo
  const i = parcel.next
  parcel.next += 1
  if (parcel.feed === 'starshipit') {
    const step = STARSHIPIT_JOURNEY[i]
    if (!step) return null
    await letPass(demo, step.afterMinutes, AT_THE_DOOR.has(step.status))
    const status = step.status.replace(/\B[A-Z]/g, ' $&').toLowerCase()
    world.journal.note('carrier', `Starshipit’s webhook, ${parcel.trackingNumber}: ${status}.`)
    await world.starshipit.tell(parcel.label, step.status)
  } else {
    const step = EASYPOST_JOURNEY[i]
    if (!step) return null
    await letPass(demo, step.afterMinutes, AT_THE_DOOR.has(step.status))
    world.journal.note('carrier', `EasyPost’s webhook, ${parcel.trackingNumber}: ${step.message}.`)
    await world.easypost.scan(parcel.label, step)
  }
  return parcel
}

/** What happens in daylight: a van at three in the morning would be no story. */
const AT_THE_DOOR: ReadonlySet<string> = new Set([
  'OutForDelivery',
  'AttemptedDelivery',
  'Delivered',
  'out_for_delivery',
  'delivered',
])

async function letPass({ world }: Demo, minutes: number, byDay: boolean): Promise<void> {
  await world.settled()
  const { clock } = world
  clock.jump(minutes)
  if (byDay) clock.jump((nextLikelyHour(clock.now()) - clock.now()) / 60_000)
}

export const hasMore = (parcel: Parcel): boolean =>
  parcel.next < (parcel.feed === 'starshipit' ? STARSHIPIT_JOURNEY : EASYPOST_JOURNEY).length

async function passTime(demo: Demo, minutes: number): Promise<void> {
  await demo.world.settled()
  demo.world.clock.jump(minutes)
  demo.world.journal.note('time', minutes === 60 ? 'An hour goes by.' : `${minutes} minutes go by.`)
  await runCron(demo)
}

/** The buttons of the front page, by their id. */
export const PUSH: Readonly<Record<string, (demo: Demo) => Promise<unknown>>> = {
  order: async demo => placeOrder(demo, { quietly: true }),
  cron: runCron,
  dispatch: dispatchNext,
  scan: demo => scanNext(demo),
  time: demo => passTime(demo, 60),
}
