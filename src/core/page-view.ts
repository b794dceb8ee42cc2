// From a page's record to what a shopper reads: pure, in words and in the destination's time. The
// JSON answer is this view and nothing more, so it cannot know more than the page shows.
import { type EtaDates, etaDays, etaInWords, usualDays } from './eta-words.ts'
import { instantOf } from './fold.ts'
import { isOldLink, lastNewsOf, withoutParticulars } from './old-link.ts'
import { ownText } from './own-words.ts'
import type { PageBrand } from './page-brand.ts'
import type { OwnWords } from './page-config.ts'
import { isHttps } from './page-links.ts'
import type { PageItem, PageParcel, PageRecord } from './page-record.ts'
import { zoneOf } from './places.ts'
import { isShown } from './shown.ts'
import { isSilentOnTheWay } from './silence.ts'
import type { Status } from './status.ts'
import { capitalised, localDay } from './time.ts'
import {
  type DayView,
  dayInWords,
  dayOf,
  hasTime,
  isTrouble,
  placeOf,
  shownEvents,
  type TimelineFrame,
  timeInWords,
  timeline,
} from './timeline.ts'
import type { TrackingEvent } from './tracking.ts'
import { say, sayCount, statusWords, type Words, wordsAmong } from './words.ts'

/** `attention`: the shopper may have to do something, or a promise was not kept; `ended`: nothing will come. */
export type Tone = 'calm' | 'good' | 'attention' | 'ended'

export type EtaView = {
  readonly text: string
  readonly missed: boolean
  /** Our own range, of how such parcels usually go; false: the carrier's word. */
  readonly estimated: boolean
  /** The first day of it, and the last. */
  readonly from: string
  readonly on: string
  /** For calendars and programs: a day, or two instants. */
  readonly dates: EtaDates
}

export type StepsView = {
  readonly current: number
  readonly names: readonly string[]
  readonly text: string
}

/** Where the shopper's next step is: at the carrier's own page, or with the merchant. */
export type Next = 'carrier' | 'merchant'

export type ItemView = Pick<PageItem, 'title' | 'variant' | 'quantity'> & {
  /** A path on the page's own host; null: there is none to show. */
  readonly picture: string | null
}

export type ParcelView = {
  readonly status: Status
  readonly tone: Tone
  readonly headline: string
  readonly explanation: string
  /** Where it is and when it comes, in one sentence. */
  readonly sentence: string
  /** Why it comes when it comes: what our range is made of, or what the carrier said before. */
  readonly because: string | null
  /** null when there is nothing to do but wait, or nothing at all. */
  readonly next: Next | null
  /** null when the journey leads elsewhere: back, or nowhere. */
  readonly steps: StepsView | null
  readonly eta: EtaView | null
  /** `Tuesday 24 November, 2:05 pm`. */
  readonly delivered: string | null
  /** Epoch milliseconds. */
  readonly deliveredAt: number | null
  /** When we last heard anything of it, or when it left. */
  readonly changedAt: number
  readonly collect: CollectView | null
  readonly carrier: string
  /** null: an old link's. */
  readonly trackingNumber: string | null
  readonly carrierUrl: string | null
  readonly items: readonly ItemView[]
  /** Newest first. */
  readonly days: readonly DayView[]
}

/** Where it waits to be collected, and until when. */
export type CollectView = {
  /** `Bondi Junction Post Shop, Bondi Junction NSW`; null: nobody told. */
  readonly place: string | null
  /** `Collect it by Friday 4 December`. */
  readonly until: string | null
  /** As the carrier writes them. */
  readonly hours: string | null
  /** Where to ask for what the carrier has not told. */
  readonly ask: string | null
  /** A map that opens on request; nothing of it is on the page. */
  readonly directions: string | null
}

export type PromotionView = {
  readonly heading: string
  readonly text: string
  readonly link: LinkView
}
export type LinkView = { readonly label: string; readonly url: string }
export type QuestionView = { readonly question: string; readonly answer: string }

/** The merchant's own words on the page, in the shopper's language where they gave them. */
export type OwnView = {
  readonly notices: readonly string[]
  readonly promotion: PromotionView | null
  readonly faq: readonly QuestionView[]
  readonly social: readonly LinkView[]
  readonly legal: { readonly text: string | null; readonly links: readonly LinkView[] }
}

export type PageView = {
  readonly locale: string
  readonly dir: 'ltr' | 'rtl'
  readonly merchant: string
  readonly orderNumber: string
  readonly placed: string
  readonly placedAt: number
  readonly destination: string | null
  /** Whose clocks the times are read from: `Sydney`. */
  readonly city: string
  /** The parcel's; of several, whether all have arrived; of an order without one, whether it still will. */
  readonly status: Status
  readonly tone: Tone
  readonly headline: string
  readonly explanation: string
  readonly parcels: readonly ParcelView[]
  /** Ordered, and in no parcel yet. */
  readonly toFollow: readonly ItemView[]
  readonly own: OwnView
  /** The link says less than it did, until whoever has it shows that the order is theirs. */
  readonly isOld: boolean
}

/** What every part of the view needs. */
type Frame = TimelineFrame & {
  readonly record: PageRecord
  readonly now: number
  readonly path: string | null
}

/** What the shopper reads, best first: what was chosen on the page, and what the browser asks for. */
export type Languages = { readonly chosen?: string | null; readonly browser?: readonly string[] }

type Shown = {
  /** Where the page is, `/t/<token>`; without it no picture has an address. */
  readonly path?: string | null
  /** Whoever looks has shown that the order is theirs. */
  readonly isTheirs?: boolean
}

/** The view of a page at `now`: in the chosen language, else the order's, the browser's, the merchant's. */
export function pageView(
  kept: PageRecord,
  now: number,
  { chosen = null, browser = [], path = null, isTheirs = false }: Languages & Shown = {},
): PageView {
  const isPast = isOldLink(kept, now)
  const isOld = isPast && !isTheirs
  const record = isOld ? withoutParticulars(kept) : kept
  const { brand, order } = record
  const words = wordsAmong(brand.locales, chosen, order.locale, ...browser, brand.locale)
  const zone = zoneOf(order.destination, brand.timeZone)
  // The path to a picture knows nobody, and so is shut with the link.
  const shownAt = isPast ? null : path
  const frame = { record, words, zone, now, path: shownAt, today: localDay(now, zone) }
  const parcels = record.parcels.map(parcel => parcelView(parcel, frame))
  return {
    locale: words.locale,
    dir: words.dir,
    merchant: brand.name,
    orderNumber: order.number,
    placedAt: order.placedAt,
    placed: startOfLine(dayInWords(localDay(order.placedAt, zone), frame), frame),
    destination: placeOf(order.destination),
    city: (zone.split('/').at(-1) ?? zone).replaceAll('_', ' '),
    ...summary(parcels, frame),
    parcels,
    toFollow: itemsToFollow(frame),
    own: ownView(frame),
    isOld,
  }
}

const startOfLine = (text: string, { words }: Frame): string => capitalised(text, words.locale)

/** Nothing more urgent than a late parcel can be said of it. */
const isMoving = (status: Status): boolean => status === 'pending' || status === 'in_transit'

type Summary = Pick<PageView, 'status' | 'tone' | 'headline' | 'explanation'>

/** The page's own headline: the parcel's where there is one, a count where there are several. */
function summary(parcels: readonly ParcelView[], { record, words }: Frame): Summary {
  const { order } = words
  const [only] = parcels
  if (!only) {
    const kind = record.order.cancelled ? 'cancelled' : 'preparing'
    const slots = { merchant: record.brand.name }
    const { headline, explanation } = order[kind]
    return {
      status: record.order.cancelled ? 'cancelled' : 'pending',
      tone: record.order.cancelled ? 'ended' : 'calm',
      headline: say(headline, slots),
      explanation: say(explanation, slots),
    }
  }
  if (parcels.length === 1) {
    const { status, tone, sentence, explanation } = only
    return { status, tone, headline: sentence, explanation }
  }
  const count = parcels.length
  const delivered = parcels.filter(parcel => parcel.status === 'delivered').length
  const kind = delivered === 0 ? 'parcels' : delivered === count ? 'allDelivered' : 'someDelivered'
  const all = delivered === count
  const lit = parcels.some(({ tone }) => tone === 'attention')
  const { headline, explanation } = order[kind]
  return {
    status: all ? 'delivered' : 'in_transit',
    tone: lit ? 'attention' : all ? 'good' : 'calm',
    headline: sayCount(words, headline, { count, delivered }),
    explanation,
  }
}

function parcelView(parcel: PageParcel, frame: Frame): ParcelView {
  const { record, words } = frame
  const { status, deliveredAt } = parcel.state
  const events = shownEvents(parcel)
  const slots = { carrier: parcel.carrier, merchant: record.brand.name }
  const reason = reasonOf(parcel, events, frame)
  const told = etaOf(parcel, reason, events, frame)
  const eta = told ? etaView(told, frame) : usualView(parcel, reason, frame)
  const { headline, explanation } = statusWords(words, status, reason)
  const url = carrierUrl(record.brand, parcel)
  const shown = eta?.missed && isMoving(status) ? words.eta.missedHeadline : say(headline, slots)
  const delivered =
    status === 'delivered' && deliveredAt !== null
      ? deliveredInWords(deliveredAt, events, frame)
      : null
  const collect = status === 'awaiting_collection' ? collectView(parcel, events, frame) : null
  const next = nextStep(status, reason, url)
  return {
    status,
    tone: toneOf(parcel, next !== null || eta?.missed === true),
    headline: shown,
    sentence: sentenceOf(
      shown,
      { eta, delivered, collect, today: isTodays(status, reason) },
      frame,
    ),
    because: becauseOf(parcel, eta, events, frame),
    explanation: eta?.missed
      ? say(words.sentence.after, {
          first: say(explanation, slots),
          second: say(words.eta.missed, slots),
        })
      : say(explanation, slots),
    next,
    steps: stepsView(status, events, words),
    eta: eta && { ...eta, text: startOfLine(eta.text, frame) },
    delivered: delivered && startOfLine(delivered, frame),
    deliveredAt: status === 'delivered' ? deliveredAt : null,
    changedAt: lastNewsOf(parcel),
    collect,
    carrier: parcel.carrier,
    trackingNumber: parcel.trackingNumber,
    carrierUrl: url,
    items: itemsOf(parcel, frame),
    days: timeline(events, parcel.carrier, frame),
  }
}

type When = Pick<ParcelView, 'eta' | 'delivered' | 'collect'> & { readonly today: boolean }

/** With the driver since this morning: no day needs to be told for today to be the day. */
const isTodays = (status: Status, reason: string | null): boolean =>
  status === 'out_for_delivery' && reason !== 'earlier' && reason !== 'arriving_soon'

/** `Out for delivery, expected today`: what a shopper comes to read, and nothing to put together. */
function sentenceOf(
  headline: string,
  { eta, delivered, collect, today }: When,
  { words: { sentence, days } }: Frame,
): string {
  if (delivered) return say(sentence.at, { headline, when: delivered })
  if (collect?.place) return say(sentence.collect, { headline, place: collect.place })
  if (!eta) return today ? say(sentence.expected, { headline, when: days.today }) : headline
  const kind = eta.missed ? 'late' : eta.estimated ? 'usual' : 'expected'
  return say(sentence[kind], { headline, when: eta.text })
}

/** A date that moved is said to have, with what the carrier says held the parcel up. */
function becauseOf(
  { carrier, state, firstEta }: PageParcel,
  eta: EtaView | null,
  events: readonly TrackingEvent[],
  frame: Frame,
): string | null {
  const { words, zone } = frame
  if (eta?.estimated) return words.eta.usualBecause
  if (!eta || !state.eta) return null
  const [, was] = etaDays(firstEta ?? state.eta, zone)
  if (was >= eta.on) return null
  const first = dayInWords(was, frame)
  const trouble = events.findLast(({ status, substatus }) => isTrouble(status, substatus))
  if (!trouble) return say(words.eta.moved, { carrier, first })
  const { entry } = statusWords(words, trouble.status, trouble.substatus)
  return say(words.eta.movedBecause, { carrier, first, reason: say(entry, { carrier }) })
}

/** `asks`: there is something to do, or a day has passed. */
function toneOf({ state: { status, flags } }: PageParcel, asks: boolean): Tone {
  if (status === 'cancelled') return 'ended'
  if (asks) return 'attention'
  if (status === 'delivered') return 'good'
  return flags.includes('delayed') || flags.includes('action_required') ? 'attention' : 'calm'
}

// What to do next, by status or `status/reason`; whoever is not here can only wait.
const NEXT: Readonly<Record<string, Next | undefined>> = {
  delivery_attempted: 'carrier',
  awaiting_collection: 'carrier',
  exception: 'merchant',
  expired: 'merchant',
  returning: 'merchant',
  returned: 'merchant',
  cancelled: 'merchant',
  'pending/overdue': 'merchant',
  'in_transit/stalled': 'merchant',
  'delivered/damaged': 'merchant',
}

/** A carrier without a page of its own leaves the merchant to ask. */
function nextStep(status: Status, reason: string | null, url: string | null): Next | null {
  const next = NEXT[`${status}/${reason}`] ?? NEXT[status] ?? null
  return next === 'carrier' && !url ? 'merchant' : next
}

/** What the merchant put into words for shoppers like this one. */
function ownView(frame: Frame): OwnView {
  const { record, words } = frame
  const { brand, order, parcels } = record
  const { notices, promotions, faq, social, legal } = brand.page
  const occasion = {
    parcels: parcels.map(({ carrier, state }) => ({ carrier, status: state.status })),
    destination: order.destination,
    channel: order.channel,
    today: frame.today,
  }
  const own = (text: OwnWords): string => ownText(text, words.locale, brand.locale)
  const links = (all: readonly { label: OwnWords; url: string }[]): LinkView[] =>
    all.filter(({ url }) => isHttps(url)).map(({ label, url }) => ({ label: own(label), url }))
  const promotion = brand.factsOnly.includes(order.channel)
    ? undefined
    : promotions.find(({ when, link }) => isHttps(link.url) && isShown(when, occasion))
  return {
    notices: notices.filter(({ when }) => isShown(when, occasion)).map(({ text }) => own(text)),
    promotion: promotion
      ? {
          heading: own(promotion.heading),
          text: own(promotion.text),
          link: { label: own(promotion.link.label), url: promotion.link.url },
        }
      : null,
    faq: faq.map(({ question, answer }) => ({ question: own(question), answer: own(answer) })),
    social: links(social),
    legal: {
      text: legal.text === undefined ? null : own(legal.text),
      links: links(legal.links),
    },
  }
}

/** https://developers.google.com/maps/documentation/urls/get-started#search-action (read 2026-11-29) */
const MAP = 'https://www.google.com/maps/search/?api=1&query='

/** Where and until when, by the last that told; and whom to ask for the rest. */
function collectView(
  { carrier }: PageParcel,
  events: readonly TrackingEvent[],
  frame: Frame,
): CollectView {
  const at = events.findLast(one => one.status === 'awaiting_collection' && one.location)?.location
  const place = at ? nameOf(at) : null
  const { collect } = frame.words
  const by = events.findLast(one => one.collectBy !== undefined)?.collectBy
  const day = by && dayInWords(by, frame)
  const hours = events.findLast(one => one.openingHours !== undefined)?.openingHours
  return {
    place,
    until: day ? say(collect.until, { day }) : null,
    hours: hours ?? null,
    ask: place && hours ? null : say(place ? collect.askHours : collect.askPlace, { carrier }),
    directions:
      place &&
      `${MAP}${encodeURIComponent([place, at?.postcode ?? ''].join(' ').trim().toWellFormed())}`,
  }
}

/** A longer line is no name of a shop. */
const MAX_NAME = 60

/** The place's own name, when it was told, with its suburb. */
function nameOf(place: NonNullable<TrackingEvent['location']>): string | null {
  const { text: name, suburb } = place
  const area = placeOf(place)
  if (!name || name.length > MAX_NAME) return area
  if (!area) return name
  const [said, town] = [name.toLowerCase(), (suburb ?? '').toLowerCase()]
  if (said === town || said === area.toLowerCase()) return area
  // Some feeds write the suburb and the state into the name.
  return said.includes(area.toLowerCase()) ? name : `${name}, ${area}`
}

/** Five days cover a weekend and a public holiday; a guess, to be replaced by carriers' own times. */
const FIRST_SCAN_OVERDUE_MS = 5 * 86_400_000

/** The reason to speak of: the carrier's, or what the passing of time says. */
function reasonOf(parcel: PageParcel, events: readonly TrackingEvent[], frame: Frame) {
  const { status, substatus } = parcel.state
  if (status === 'pending' || status === 'unknown') {
    const overdue = frame.now - parcel.dispatchedAt > FIRST_SCAN_OVERDUE_MS
    return overdue && status === 'pending' ? 'overdue' : substatus
  }
  const last = events.at(-1)
  if (status === 'out_for_delivery' && last && dayOf(last, frame.zone) < frame.today) {
    return 'earlier'
  }
  return isSilentOnTheWay(parcel.state) ? 'stalled' : substatus
}

// The four steps of the bar, by status; a problem stays where the journey was, a return has none.
const STEP_OF: Readonly<Record<Status, number | 'as before' | null>> = {
  pending: 1,
  unknown: 1,
  in_transit: 2,
  out_for_delivery: 3,
  delivery_attempted: 3,
  awaiting_collection: 3,
  delivered: 4,
  exception: 'as before',
  expired: 'as before',
  returning: null,
  returned: null,
  cancelled: null,
}

function stepsView(
  status: Status,
  events: readonly TrackingEvent[],
  words: Words,
): StepsView | null {
  let step = STEP_OF[status]
  if (step === 'as before') {
    const before = events.findLast(
      ({ status }) => status !== 'unknown' && typeof STEP_OF[status] === 'number',
    )
    step = before ? STEP_OF[before.status] : 1
  }
  if (typeof step !== 'number') return null
  const collected = events.some(event => event.status === 'awaiting_collection')
  const names = collected ? words.collectSteps : words.steps
  const name = names[step - 1] ?? ''
  return { current: step, names, text: say(words.labels.step, { step, of: names.length, name }) }
}

/** The carrier's day, unless a scan says more: many name the day of before for as long as nobody asks. */
function etaOf(
  { state: { status, eta } }: PageParcel,
  reason: string | null,
  events: readonly TrackingEvent[],
  { today, zone }: Frame,
): EtaDates | null {
  if (!eta || status === 'awaiting_collection') return null
  const [from, on] = etaDays(eta, zone)
  if (status === 'out_for_delivery' && reason !== 'earlier') {
    if (from <= today && today <= on) return eta
    return isTodays(status, reason) ? { kind: 'day', on: today } : null
  }
  const tried = status === 'delivery_attempted' && events.findLast(one => one.status === status)
  return tried && on <= dayOf(tried, zone) ? null : eta
}

/** One that has passed is said to have. */
function etaView(eta: EtaDates, frame: Frame): EtaView {
  const { now, today, zone } = frame
  const [from, on] = etaDays(eta, zone)
  const missed = eta.kind === 'day' ? on < today : eta.to < now
  return {
    text: etaInWords(eta, frame, day => dayInWords(day, frame)),
    missed,
    estimated: false,
    from,
    on,
    dates: datesOf(eta),
  }
}

const datesOf = (eta: EtaDates): EtaDates =>
  eta.kind === 'day' ? { kind: 'day', on: eta.on } : { kind: 'window', from: eta.from, to: eta.to }

/** Of these parcels a lane knows nothing: it learned from those that went as they should. */
const ODD: ReadonlySet<string | null> = new Set(['not_found', 'overdue', 'pickup_failed'])

/** Where the carrier names no day: how such parcels usually go, while nothing says that this one does not. */
function usualView(parcel: PageParcel, reason: string | null, frame: Frame): EtaView | null {
  const { status, flags } = parcel.state
  const isOdd = ODD.has(reason) || flags.some(flag => flag !== 'tz_suspect')
  if (isOdd || !(isMoving(status) || status === 'unknown')) return null
  const days = usualDays(parcel, frame.now, frame.zone)
  return days && { ...etaView(days, frame), estimated: true }
}

function deliveredInWords(
  deliveredAt: number,
  events: readonly TrackingEvent[],
  frame: Frame,
): string {
  const { zone } = frame
  const scan = events.find(
    event => instantOf(event) === deliveredAt && event.status === 'delivered',
  )
  if (scan && !hasTime(scan)) return dayInWords(dayOf(scan, zone), frame)
  const day = dayInWords(localDay(deliveredAt, zone), frame)
  return timeInWords({ day, at: deliveredAt }, frame)
}

function itemsOf(parcel: PageParcel, frame: Frame): ItemView[] {
  const { items } = frame.record.order
  if (parcel.items === null) return items.filter(isWanted).map(item => itemView(item, frame))
  return parcel.items.flatMap(({ platformItemId, quantity }) => {
    const item = items.find(other => other.platformItemId === platformItemId)
    return item && quantity > 0 ? [itemView({ ...item, quantity }, frame)] : []
  })
}

function itemsToFollow(frame: Frame): ItemView[] {
  const { order, parcels } = frame.record
  if (order.cancelled || parcels.some(parcel => parcel.items === null)) return []
  const sent = parcels.flatMap(parcel => parcel.items ?? [])
  return order.items
    .map(item => {
      const gone = sent.filter(part => part.platformItemId === item.platformItemId)
      return { ...item, quantity: gone.reduce((left, part) => left - part.quantity, item.quantity) }
    })
    .filter(isWanted)
    .map(item => itemView(item, frame))
}

const isWanted = (item: PageItem): boolean => item.quantity > 0

function itemView(item: PageItem, { record, path }: Frame): ItemView {
  const { platformItemId, title, variant, quantity } = item
  const { brand, order } = record
  const place = order.items.findIndex(other => other.platformItemId === platformItemId) + 1
  const shown = path !== null && item.hasPicture && brand.page.pictures
  return { title, variant, quantity, picture: shown ? `${path}/picture/${place}` : null }
}

/** A carrier may be called anything, `constructor` too. */
function carrierUrl({ trackingUrls }: PageBrand, { carrier, trackingNumber }: PageParcel) {
  const template = Object.hasOwn(trackingUrls, carrier) ? trackingUrls[carrier] : undefined
  if (trackingNumber === null || !template?.startsWith('https://')) return null
  return template.replaceAll('{number}', () => encodeURIComponent(trackingNumber.toWellFormed()))
}
