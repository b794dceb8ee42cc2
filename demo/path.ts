// The path as data: what is done at each step and how anybody outside can see that it worked. Each
// proof looks at what a shopper, a merchant or a carrier would see, never into the database.
import {
  type Demo,
  dispatchByApi,
  dispatchByWebhook,
  type Parcel,
  placeOrder,
  runCron,
  scanNext,
  seedPast,
} from './acts.ts'
import { type Connected, lookAtPage, type OrderSeen } from './api.ts'
import { MERCHANT } from './constants.ts'
import type { Mail } from './world/resend.ts'
import type { Placed } from './world/stand-in.ts'
import type { Text } from './world/twilio.ts'

/** `seen: false` says what was seen instead; it is looked at again until the step's time is up. */
export type Proof = { readonly seen: boolean; readonly evidence: string }

export type Step = {
  readonly name: string
  readonly act: (story: Story) => Promise<unknown>
  readonly proof: (story: Story) => Promise<Proof>
}

/** What the steps hand on to each other. */
export type Story = {
  readonly demo: Demo
  past: string[]
  connected: Connected | null
  orders: { nadia?: Placed; tom?: Placed; masked?: Placed }
  parcels: { nadia?: Parcel; tom?: Parcel; masked?: Parcel }
  /** Counts taken before a step that must change nothing. */
  before: string
}

export const newStory = (demo: Demo): Story => ({
  demo,
  past: [],
  connected: null,
  orders: {},
  parcels: {},
  before: '',
})

type Who = keyof Story['orders']

export const STEPS: readonly Step[] = [
  {
    name: 'the shop is connected: it knows us, and tells us of orders',
    act: async story => {
      story.past = seedPast(story.demo)
      story.connected = await story.demo.api.connect()
    },
    proof: async ({ demo, connected }) => {
      const topics = connected?.webhooks.topics.map(({ topic }) => topic) ?? []
      return proof(
        connected !== null,
        `${demo.world.selling.name}: ${connected?.account}; webhooks: ${topics.join(', ') || 'it has none, the cron asks'}`,
      )
    },
  },
  {
    name: 'earlier orders are imported in silence',
    act: story => runCron(story.demo),
    proof: async ({ demo, past }) => {
      const orders = await Promise.all(past.map(number => demo.api.order(number)))
      const mails = demo.world.resend.mails.length
      const found = orders.filter(order => order !== null).length
      return proof(
        found === past.length && mails === 0,
        `${found} of ${past.length} orders are in Waymark, ${mails} mails`,
      )
    },
  },
  {
    name: 'an order of THE ICONIC reaches the shop',
    act: async story => {
      story.demo.world.clock.jump(2)
      story.orders.nadia = placeOrder(story.demo, { quietly: true })
    },
    proof: async story => {
      const order = orderOf(story, 'nadia')
      const listed = await pageHas(story, '/shop', order.name)
      return proof(listed, `the shop lists ${order.name}`)
    },
  },
  {
    name: 'the cron imports it and a rule picks the courier',
    act: story => runCron(story.demo),
    proof: story =>
      atOrder(story, 'nadia', seen => {
        const { courier, service } = seen.assignment
        const why = seen.trace.find(line => line.includes('applies: it decides'))
        return proof(
          seen.channel === 'the-iconic' && courier === 'australia-post' && why !== undefined,
          `channel ${seen.channel}, ${courier} ${service}; ${why}`,
        )
      }),
  },
  {
    name: 'two more are imported, by webhook where the shop has them',
    act: async story => {
      story.orders.tom = placeOrder(story.demo)
      story.orders.masked = placeOrder(story.demo)
      if (story.connected?.webhooks.topics.length === 0) await runCron(story.demo)
    },
    proof: async story => {
      const [tom, masked] = await Promise.all([look(story, 'tom'), look(story, 'masked')])
      const { isMarketplace } = story.demo.world.selling
      // Which courier depends on the weight, and not every platform knows it.
      const courier = tom?.assignment.courier ?? null
      return proof(
        tom?.channel === (isMarketplace ? 'the-iconic' : 'shop') &&
          courier !== null &&
          masked?.channel === 'the-iconic',
        `${tom?.number} goes by ${courier}, ${masked?.number} is of ${masked?.channel}`,
      )
    },
  },
  {
    name: 'a Starshipit webhook that names the order dispatches it',
    act: async story => {
      story.parcels.nadia = await dispatchByWebhook(story.demo, orderOf(story, 'nadia'))
      story.parcels.masked = await dispatchByWebhook(story.demo, orderOf(story, 'masked'))
    },
    proof: async story => {
      const [nadia, masked] = await Promise.all([
        hasParcel(story, 'nadia'),
        hasParcel(story, 'masked'),
      ])
      return proof(nadia.seen && masked.seen, `${nadia.evidence}; ${masked.evidence}`)
    },
  },
  {
    name: 'the API dispatches another, and its repeat adds nothing',
    act: async story => {
      story.parcels.tom = await dispatchByApi(story.demo, orderOf(story, 'tom'))
    },
    proof: story => hasParcel(story, 'tom'),
  },
  {
    name: 'the shop shows each fulfilment once, with carrier and number',
    act: async () => undefined,
    proof: async story => {
      const nadia = fulfilled(story, 'nadia', 'Australia Post')
      const tom = fulfilled(story, 'tom', 'CouriersPlease')
      return proof(nadia.seen && tom.seen, `${nadia.evidence}; ${tom.evidence}`)
    },
  },
  {
    name: '“shipped” is in the mailbox, with a link to the page',
    act: async () => undefined,
    proof: async story => {
      const mails = (['nadia', 'tom'] as const).map(who => mailTo(story, who, 1))
      const links = mails.map(mail => mail && linkIn(story, mail.text))
      return proof(
        links.every(Boolean),
        links.every(Boolean)
          ? mails.map(mail => `“${mail?.subject}” to ${mail?.to[0]}`).join('; ')
          : `${story.demo.world.resend.mails.length} mails so far`,
      )
    },
  },
  {
    name: 'the tracking page opens from the mail',
    act: async () => undefined,
    proof: story => pageSays(story, 'nadia', 'pending'),
  },
  {
    name: 'EasyPost scans: the page moves',
    act: async story => {
      await scan(story, 'tom')
      await scan(story, 'tom')
    },
    proof: story => pageSays(story, 'tom', 'in_transit'),
  },
  {
    name: 'out for delivery: a mail and a text',
    act: story => scan(story, 'tom'),
    proof: async story => {
      const page = await pageSays(story, 'tom', 'out_for_delivery')
      const mail = mailTo(story, 'tom', 2)
      const text = textTo(story, 'tom', 1)
      return proof(
        page.seen && mail !== undefined && text !== undefined,
        `${page.evidence}; mail “${mail?.subject ?? 'none yet'}”; text “${short(text?.body)}”`,
      )
    },
  },
  {
    name: 'nobody home: a mail and a text say so',
    act: async story => {
      for (let i = 0; i < 3; i++) await scan(story, 'nadia')
    },
    proof: async story => {
      const page = await pageSays(story, 'nadia', 'delivery_attempted')
      const seen = await look(story, 'nadia')
      const told = toldBy(seen, 'delivery_attempted')
      const text = story.demo.world.twilio.texts.findLast(
        one => one.to === orderOf(story, 'nadia').phone,
      )
      return proof(
        page.seen && told.includes('email') && told.includes('sms') && text !== undefined,
        `${page.evidence}; told by ${told.join(' and ') || 'nobody'}; text “${short(text?.body)}”`,
      )
    },
  },
  {
    name: 'delivered: the page and a mail say so',
    act: async story => {
      await scan(story, 'nadia')
      await scan(story, 'tom')
    },
    proof: async story => {
      const [nadia, tom] = await Promise.all([
        pageSays(story, 'nadia', 'delivered'),
        pageSays(story, 'tom', 'delivered'),
      ])
      const mail = mailTo(story, 'tom', 3)
      return proof(
        nadia.seen && tom.seen && mail !== undefined,
        `${nadia.evidence}; ${tom.evidence}; mail “${mail?.subject ?? 'none yet'}”`,
      )
    },
  },
  {
    name: 'number and email find the page, the postcode and the name open the address',
    act: async () => undefined,
    proof: async story => {
      const { name, email, shipping } = orderOf(story, 'tom')
      const found = await submit(story, `/find/${MERCHANT}`, { number: name, contact: email ?? '' })
      const page = found.headers.get('location') ?? `/${found.status}`
      const opened = await submit(story, page, {
        private: shipping.zip ?? '',
        name: shipping.lastName ?? '',
      })
      const street = shipping.address1 ?? ''
      const isShown = (await opened.text()).includes(street)
      const link = linkIn(story, mailTo(story, 'tom', 1)?.text ?? '')
      return proof(
        link === `${story.demo.publicUrl}${page}` && isShown,
        `${name} and ${email} lead to the page of the mail; ${shipping.zip} shows ${isShown ? street : opened.status}`,
      )
    },
  },
  {
    name: 'the shop hears of the delivery',
    act: async () => undefined,
    proof: async story => {
      const { selling } = story.demo.world
      if (!selling.heard) return proof(true, `${selling.name} has no place for it`)
      const heard = (['nadia', 'tom'] as const).map(who => ({
        name: orderOf(story, who).name,
        events: selling.heard?.(orderOf(story, who).id) ?? [],
      }))
      return proof(
        heard.every(one => one.events.filter(said => /delivered/i.test(said)).length === 1),
        heard
          .map(one => `${one.name}: ${one.events.map(words).join(', ') || 'nothing'}`)
          .join('; '),
      )
    },
  },
  {
    name: 'a masked contact is told nothing, and the reason is kept',
    act: async story => {
      for (let i = 0; i < 4; i++) await scan(story, 'masked')
    },
    proof: async story => {
      const seen = await look(story, 'masked')
      const { email } = orderOf(story, 'masked')
      const mailed = story.demo.world.resend.mails.some(mail => mail.to.includes(email ?? ''))
      const reasons = [...new Set(seen?.messages.map(one => `${one.state}: ${one.reason}`))]
      const skipped = seen?.messages.every(
        one => one.state === 'skipped' && one.reason?.includes('masked'),
      )
      return proof(
        !mailed && skipped === true && seen !== null && seen.messages.length > 0,
        `${seen?.messages.length ?? 0} messages decided, ${reasons.join(', ') || 'no reason yet'}`,
      )
    },
  },
  {
    name: 'webhooks delivered again, and the cron, change nothing',
    act: async story => {
      const { world } = story.demo
      story.before = await atRest(story)
      await world.starshipit.repeat()
      await world.easypost.repeat()
      await runCron(story.demo)
      await new Promise(resolve => setTimeout(resolve, HAND_OVER_MS))
    },
    proof: async story => {
      const now = await everything(story)
      return proof(
        now === story.before,
        now === story.before ? now : `${story.before} became ${now}`,
      )
    },
  },
  {
    name: 'nothing unexpected was called or refused',
    act: async () => undefined,
    proof: async ({ demo }) => {
      const { problems } = demo.world.journal
      return proof(
        problems.length === 0,
        problems.join('; ') || 'no unknown call, no refused webhook',
      )
    },
  },
]

const proof = (seen: boolean, evidence: string): Proof => ({ seen, evidence })

function orderOf(story: Story, who: Who): Placed {
  const order = story.orders[who]
  if (!order) throw new Error(`the order of ${who} was not placed`)
  return order
}

function parcelOf(story: Story, who: Who): Parcel {
  const parcel = story.parcels[who]
  if (!parcel) throw new Error(`the parcel of ${who} was not dispatched`)
  return parcel
}

const look = (story: Story, who: Who): Promise<OrderSeen | null> =>
  story.demo.api.order(orderOf(story, who).name)

async function atOrder(story: Story, who: Who, judge: (seen: OrderSeen) => Proof): Promise<Proof> {
  const seen = await look(story, who)
  if (!seen) return proof(false, `Waymark has no order ${orderOf(story, who).name}`)
  return judge(seen)
}

/** The next scan, and a pause until Waymark has told what there is to tell: days pass between scans. */
async function scan(story: Story, who: Who): Promise<void> {
  const before = JSON.stringify(await look(story, who))
  await scanNext(story.demo, parcelOf(story, who))
  for (let i = 0; i < 40; i++) {
    await new Promise(resolve => setTimeout(resolve, 100))
    const seen = await look(story, who)
    const waits = seen?.messages.some(one => ['pending', 'claimed'].includes(one.state))
    if (JSON.stringify(seen) !== before && !waits) return
  }
}

const hasParcel = (story: Story, who: Who): Promise<Proof> =>
  atOrder(story, who, seen => {
    const { trackingNumber } = parcelOf(story, who)
    const [shipment] = seen.shipments
    return proof(
      seen.shipments.length === 1 && shipment?.trackingNumber === trackingNumber,
      shipment
        ? `${seen.number} left with ${shipment.carrier} ${shipment.trackingNumber} (by ${shipment.door})`
        : `${seen.number} has not left`,
    )
  })

function fulfilled(story: Story, who: Who, company: string): Proof {
  const order = orderOf(story, who)
  const { selling } = story.demo.world
  const shown = selling.shown(order.id)
  const [only] = shown
  return proof(
    shown.length === 1 &&
      selling.isShipped(order.id) &&
      only?.carrier === (selling.connection.carrierNames?.[company] ?? company) &&
      only.numbers.join() === parcelOf(story, who).trackingNumber,
    `${order.name} has ${shown.length} fulfilment: ${only?.carrier ?? 'no carrier'} ${only?.numbers.join(', ') ?? ''}`,
  )
}

/** The `count`-th mail to this shopper. */
function mailTo(story: Story, who: Who, count: number): Mail | undefined {
  const { email } = orderOf(story, who)
  return story.demo.world.resend.mails.filter(mail => mail.to.includes(email ?? ''))[count - 1]
}

function textTo(story: Story, who: Who, count: number): Text | undefined {
  const { phone } = orderOf(story, who)
  return story.demo.world.twilio.texts.filter(text => text.to === phone)[count - 1]
}

const linkIn = (story: Story, text: string): string | undefined =>
  new RegExp(`${story.demo.publicUrl}/t/[0-9A-Za-z]{26}`).exec(text)?.[0]

/** The page behind the link of the shopper's own mail. */
async function pageSays(story: Story, who: Who, status: string): Promise<Proof> {
  const url = linkIn(story, mailTo(story, who, 1)?.text ?? '')
  if (!url) return proof(false, 'no mail with a link')
  const { html, parcels, status: answer } = await lookAtPage(url)
  const { trackingNumber } = parcelOf(story, who)
  const parcel = parcels.find(one => one.trackingNumber === trackingNumber)
  const headline = /<h1[^>]*>([\s\S]*?)<\/h1>/
    .exec(html)?.[1]
    ?.replace(/<[^>]+>/g, '')
    .trim()
  return proof(
    answer === 200 && parcel?.status === status && html.includes(trackingNumber),
    `page: “${headline ?? answer}” (${parcel?.status ?? 'no parcel'})`,
  )
}

/** Channels by which this milestone was told. */
const toldBy = (seen: OrderSeen | null, milestone: string): string[] =>
  seen?.messages
    .filter(one => one.milestone === milestone && ['accepted', 'delivered'].includes(one.state))
    .map(one => one.channel) ?? []

async function pageHas({ demo }: Story, path: string, text: string): Promise<boolean> {
  const response = await fetch(`${demo.publicUrl}${path}`)
  return (await response.text()).includes(text)
}

/** A form of Waymark's pages, as a browser sends it. */
const submit = ({ demo }: Story, path: string, fields: Record<string, string>): Promise<Response> =>
  fetch(`${demo.publicUrl}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })

/** All that a repeat could double, in one line. */
async function everything(story: Story): Promise<string> {
  const { world } = story.demo
  const ids = Object.values(story.orders).map(order => order.id)
  const fulfilments = ids.flatMap(id => world.selling.shown(id))
  const heard = ids.flatMap(id => world.selling.heard?.(id) ?? [])
  return [
    `${world.resend.mails.length} mails`,
    `${world.twilio.texts.length} texts`,
    `${fulfilments.length} fulfilments`,
    `${heard.length} delivery events in the shop`,
  ].join(', ')
}

/** Queues hand over after a second, and one job calls the next. */
const HAND_OVER_MS = 3000

/** Everything, once nothing has changed for a while. */
async function atRest(story: Story): Promise<string> {
  for (;;) {
    const before = await everything(story)
    await new Promise(resolve => setTimeout(resolve, HAND_OVER_MS))
    const after = await everything(story)
    if (after === before) return after
  }
}

const words = (status: string): string => status.toLowerCase().replaceAll('_', ' ')
const short = (text = 'none yet'): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)
