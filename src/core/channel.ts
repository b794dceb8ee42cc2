// Where an order was sold. A marketplace order looks like any other in the shop; connectors leave
// their marks in different fields, so a channel is recognised by the merchant's match rules, and
// THE ICONIC also by what we know of its connectors, and by our own. The channel says what we may tell
// its shoppers.
import type { Connector, NamePlace } from './connectors.ts'
import { type ChannelConfig, MARKS } from './merchant.ts'
import type { OrderContent } from './order.ts'

type ChannelPolicy = {
  readonly label: string
  readonly email: boolean
  readonly sms: boolean
  /** Promotions make a message commercial, which needs consent: never by default. */
  readonly promotions: boolean
}

/** Orders that no channel claims were sold in the merchant's own shop. */
const OWN_SHOP = 'shop'

/** Holds until the merchant describes a channel of this name. Most of its contacts are masked anyway. */
export const ICONIC_DEFAULT = {
  name: 'the-iconic',
  label: 'THE ICONIC',
  email: true,
  sms: true,
  promotions: false,
} as const satisfies ChannelPolicy & { name: string }

type Texts = (order: OrderContent) => readonly (string | null)[]
type Mark = keyof ChannelConfig['when'][number]

/** What each mark of the config looks at. */
const TEXTS: Readonly<Record<Mark, Texts>> = {
  source: order => [order.marks.source],
  app: order => [order.marks.app],
  store: order => [order.marks.store],
  payment: order => [order.marks.payment],
  billingName: order => [order.marks.billingName],
  note: order => [order.marks.note],
  tag: order => order.marks.tags,
  number: order => [order.number],
  email: order => [order.contact.email],
  attribute: order => order.marks.attributes.flatMap(({ key, value }) => [key, value]),
}

/** Where connectors name THE ICONIC; IDA Connect makes it the customer and the billing address too. */
const ICONIC_TEXTS: readonly Texts[] = [
  TEXTS.source,
  TEXTS.app,
  TEXTS.store,
  TEXTS.payment,
  TEXTS.billingName,
  TEXTS.tag,
  order => [order.contact.name],
  order => [order.contact.email?.split('@').at(-1) ?? null],
]

/** `THE ICONIC`, `the_iconic`, `theiconic.com.au`; not `laconic`, `iconical`. `\b` would miss the second. */
const ICONIC = /(?<![\p{L}\p{N}])(?:the[\s_-]?)?iconic(?![\p{L}\p{N}])/iu

/**
 * In a note shoppers write too, and "this dress is iconic!" is no channel: there it must be THE ICONIC
 * by its full name, or all that a line says after its label (`Sales channel: Iconic`).
 */
const ICONIC_IN_NOTE =
  /(?<![\p{L}\p{N}])the[\s_-]?iconic(?![\p{L}\p{N}])|(?:^|[:=])[ \t]*iconic[ \t]*$/imu

/** Whether a text names THE ICONIC. */
export const namesIconic = (text: string): boolean => ICONIC.test(text)

/**
 * The name of the first channel with a match; then THE ICONIC, where the connector behind the shop names
 * it or by its default marks; then `shop`.
 */
export function recogniseChannel(
  order: OrderContent,
  channels: readonly ChannelConfig[],
  connector: Connector | null = null,
): string {
  const described = channels.find(({ when }) => when.some(marks => matches(order, marks)))
  if (described) return described.name
  const texts = [
    ...(connector?.namesChannelIn ?? []).flatMap(
      place => (place === 'note' ? [] : textsAt(order, place)), // the shop's own shoppers write there as well
    ),
    ...ICONIC_TEXTS.flatMap(read => read(order)),
  ]
  const isIconic =
    texts.some(text => text !== null && namesIconic(text)) ||
    ICONIC_IN_NOTE.test(order.marks.note ?? '')
  return isIconic ? ICONIC_DEFAULT.name : OWN_SHOP
}

/** Whether the order goes to THE ICONIC, also when the merchant's own channel claimed it. */
export const isOfIconic = (
  order: OrderContent,
  channel: string,
  connector: Connector | null,
): boolean =>
  channel === ICONIC_DEFAULT.name || recogniseChannel(order, [], connector) === ICONIC_DEFAULT.name

function textsAt(order: OrderContent, place: NamePlace): readonly (string | null)[] {
  if (typeof place === 'string') return TEXTS[place](order)
  const wanted = place.attribute.toLowerCase()
  return order.marks.attributes
    .filter(({ key }) => key.toLowerCase() === wanted)
    .map(({ value }) => value)
}

/** What we may tell the shoppers of a channel: the merchant's word, or our default. */
export function policyOf(channel: string, channels: readonly ChannelConfig[]): ChannelPolicy {
  const { label, email, sms, promotions } =
    channels.find(({ name }) => name === channel) ??
    (channel === ICONIC_DEFAULT.name ? ICONIC_DEFAULT : SHOP_POLICY)
  return { label, email, sms, promotions }
}

const SHOP_POLICY: ChannelPolicy = {
  label: 'Online shop',
  email: true,
  sms: true,
  promotions: false,
}

/** Every mark that is given must be found, in any case. */
function matches(order: OrderContent, marks: ChannelConfig['when'][number]): boolean {
  return MARKS.every(mark => {
    const wanted = marks[mark]?.toLowerCase()
    if (wanted === undefined) return true
    return TEXTS[mark](order).some(text => text?.toLowerCase().includes(wanted))
  })
}
