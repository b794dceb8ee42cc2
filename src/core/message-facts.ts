// The facts of a message, put into words when the milestone happens: days and times as the
// destination's clocks read them, the courier by the name the merchant gave it.
import { firstName } from './contact.ts'
import { type EtaDates, etaDays, etaInWords } from './eta-words.ts'
import { instantOf, type Step } from './fold.ts'
import type { MerchantConfig } from './merchant.ts'
import type { MessageFacts } from './message.ts'
import type { Reached } from './milestone.ts'
import type { OrderContent } from './order.ts'
import type { ParcelItems } from './shipment.ts'
import { formatDay, localDay } from './time.ts'
import { dayOf, hasTime, timeInWords } from './timeline.ts'
import type { Eta } from './tracking.ts'
import { type Words, wordsAmong } from './words.ts'

/** What the facts are made of. */
export type Telling = {
  readonly reached: Reached
  readonly order: OrderContent
  readonly parcel: {
    readonly carrier: string
    readonly trackingNumber: string
    readonly items: ParcelItems | null
    readonly eta: Eta | EtaDates | null
  }
  readonly config: MerchantConfig
  readonly trackingUrl: string
  readonly zone: string
}

export function factsOf({
  reached,
  order,
  parcel,
  config,
  trackingUrl,
  zone,
}: Telling): MessageFacts {
  const words = wordsAmong(config.locales, order.locale, config.locale)
  const { name, colour, logo, website, support } = config.brand
  const reason = reached.step?.substatus ?? ''
  const eta = etaOf(reached, parcel.eta, zone)
  return {
    locale: words.locale,
    brand: { name, colour, logo, website, support },
    orderNumber: order.number,
    firstName: firstName(order.shipTo.name ?? order.contact.name),
    carrier: courierName(parcel.carrier, config),
    trackingNumber: parcel.trackingNumber,
    trackingUrl,
    eta: eta && etaInWords(eta, { words, zone }, day => formatDay(day, words.locale)),
    happened: happenedInWords(reached, words, zone),
    place:
      reached.milestone === 'delivered' && Object.hasOwn(words.left, reason)
        ? words.left[reason as keyof typeof words.left]
        : null,
    items: itemsOf(order, parcel.items),
  }
}

/** With the driver, any day but this one is what the carrier said before. */
function etaOf({ milestone, at }: Reached, eta: Telling['parcel']['eta'], zone: string) {
  if (!eta || milestone !== 'out_for_delivery') return eta
  const [from, on] = etaDays(eta, zone)
  const today = localDay(at, zone)
  return from <= today && today <= on ? eta : null
}

/** `couriers-please` → `CouriersPlease`; a name the merchant never listed stays as it came. */
export function courierName(carrier: string, config: Pick<MerchantConfig, 'couriers'>): string {
  const known = Object.hasOwn(config.couriers, carrier) ? config.couriers[carrier] : undefined
  return known?.name ?? carrier
}

function happenedInWords({ at, step }: Reached, words: Words, zone: string): string | null {
  if (step && isGuessed(step)) return null
  if (step && !hasTime(step.event)) return formatDay(dayOf(step.event, zone), words.locale)
  const told = step?.at ?? at
  return timeInWords(
    { day: formatDay(localDay(told, zone), words.locale), at: told },
    { words, zone },
  )
}

/** The feed gave no time at all: what we have is when we heard of it. */
export const isGuessed = ({ event }: Step): boolean =>
  event.zone === 'unknown' && instantOf(event) === event.receivedAt

function itemsOf(order: OrderContent, parts: ParcelItems | null): MessageFacts['items'] {
  const quantities = new Map(parts?.map(part => [part.platformItemId, part.quantity]))
  return order.items
    .map(item => ({
      ...item,
      quantity: parts ? (quantities.get(item.platformItemId) ?? 0) : item.quantity,
    }))
    .filter(item => item.quantity > 0 && item.requiresShipping)
    .map(({ title, variant, quantity, imageUrl }) => ({ title, variant, quantity, imageUrl }))
}
