// What the API replies, read: items, consignments that hold items, and StarTrack's consignments with scans
// of their own, each a parcel. A number that was not found is an error inside a good reply.
// https://developers.auspost.com.au/content/apis/shipping-and-tracking/reference-track-items.html (read
// 2026-11-24)
import * as z from 'zod'
import { CARRIERS } from '../../../core/carriers.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import { UNMAPPED } from '../../../core/status.ts'
import { cleanText } from '../../../core/text.ts'
import { localDay } from '../../../core/time.ts'
import { type ToldTime, toldTimeOr } from '../../../core/told-time.ts'
import type { Place, TrackingEvent, TrackingReport } from '../../../core/tracking.ts'
import { carrierOfNumber } from '../../../core/tracking-number.ts'
import { type Refused, type Unreadable, unreadable } from '../../hook.ts'
import { eventOf, placeOf, reportOf } from '../told.ts'
import { jointEvents } from './joint.ts'
import { meaningOf } from './words.ts'

// Wire shapes ---------------------------------------------------------------------------------

const text = z.union([z.string(), z.number()]).transform(String)
/** Taken one by one: a scan that is odd must not hide the others. */
const list = z.array(z.unknown()).nullish().catch(null)
const status = z.string().nullish().catch(null)

const Scan = z.object({
  description: z.string().trim().min(1),
  date: z.string().nullish().catch(null),
  location: z.string().nullish().catch(null),
})

const Article = z.object({
  article_id: text.nullish(),
  product_type: z.string().nullish().catch(null),
  status,
  events: list,
})
type Article = z.infer<typeof Article>

/** An article, or a consignment that holds some. */
const Trackable = Article.extend({
  consignment_id: text.nullish(),
  number_of_items: z.number().nullish().catch(null),
  items: list,
})
type Trackable = z.infer<typeof Trackable>

/** Named in two ways: the gateway before the API has its own. */
const Fault = z.object({
  code: text.nullish(),
  error_code: text.nullish(),
  name: z.string().nullish(),
  message: z.string().nullish(),
})
type Fault = z.infer<typeof Fault>

const Looked = z.object({
  tracking_id: text.pipe(z.string().trim().min(1)),
  status,
  consignment: z.object({ status, events: list }).nullish().catch(null),
  trackable_items: list,
  errors: z.array(Fault).nullish().catch(null),
})
type Looked = z.infer<typeof Looked>

const Reply = z.object({ tracking_results: z.array(z.unknown()) })
export const Refusal = z.object({ errors: z.array(Fault).min(1) })

// Tables --------------------------------------------------------------------------------------

// The words of scans and statuses are in words.ts.

/** Head office's: the API stamps scans in Chicago with Melbourne's offset, and resellers cut it off. */
const HOME = CARRIERS['australia-post'].zone

/** Stands where a place would. */
const NO_PLACE = /^(?:transit scan|unknown|n\/?a)$/i
const IN_AUSTRALIA = /^(?:(.+?),? )?(ACT|NSW|NT|QLD|SA|TAS|VIC|WA)(?:,? (\d{4}))?$/i
const ABROAD = /^(.+?) ?\(([A-Z]{2})\)$/

// Pure translation ----------------------------------------------------------------------------

/** A reply, whichever of its shapes it has. */
export function read(
  payload: unknown,
  receivedAt: number,
): Result<TrackingReport[], Unreadable | Refused> {
  const reply = Reply.safeParse(payload)
  if (!reply.success) {
    const refusal = Refusal.safeParse(payload)
    if (!refusal.success) return err(unreadable(reply.error))
    return err({ kind: 'refused', message: faultsInWords(refusal.data.errors) })
  }
  const looked = reply.data.tracking_results.map(result => Looked.safeParse(result))
  const [odd] = looked
  if (odd?.error && looked.every(({ success }) => !success)) return err(unreadable(odd.error))
  return ok(looked.flatMap(({ data }) => (data ? reportsOf(data, receivedAt) : [])))
}

/** Their own words, the best there are. */
export const faultsInWords = (faults: readonly Fault[]): string =>
  cleanText(
    faults
      .map(({ code, error_code, name, message }) => message || name || code || error_code)
      .filter(Boolean)
      .join('; ') || 'it gives no reason',
  )

/** One report an article, and one for the number that was asked when it is a consignment's. */
function reportsOf(looked: Looked, receivedAt: number): TrackingReport[] {
  const { articles, unheard } = articlesOf(looked)
  const name = nameOf(looked.tracking_id, articles)
  const told = articles
    .map(article => ({ article, events: eventsOf(article, receivedAt) }))
    .sort(({ article: a }, { article: b }) =>
      (a.article_id ?? '') < (b.article_id ?? '') ? -1 : 1,
    )
  const reports = told.flatMap(({ article, events }) =>
    article.article_id
      ? reportOf({
          trackingNumber: article.article_id,
          carrier: name,
          service: article.product_type,
          events,
        })
      : [],
  )
  const own = looked.consignment ? eventsOf(looked.consignment, receivedAt) : []
  const scans = own.filter(({ snapshot }) => !snapshot)
  if (articles.some(({ article_id }) => article_id === looked.tracking_id)) {
    return reports.map(report =>
      report.trackingNumber === looked.tracking_id
        ? { ...report, events: [...report.events, ...own] }
        : report,
    )
  }
  const joint = scans.length > 0 ? own : jointOf(told, unheard)
  const bare = own.length > 0 ? own : eventsOf({ status: looked.status }, receivedAt)
  const events = joint.length > 0 ? joint : bare
  const service = articles[0]?.product_type
  const whole = reportOf({ trackingNumber: looked.tracking_id, carrier: name, service, events })
  const nothing = events.length === 0 && reports.length === 0 && (looked.errors ?? []).length > 0
  return [
    ...reports,
    nothing ? { ...whole, lookupFailed: faultsInWords(looked.errors ?? []) } : whole,
  ]
}

type Told = { readonly article: Article; readonly events: readonly TrackingEvent[] }

const jointOf = (told: readonly Told[], unheard: number): TrackingEvent[] => {
  const [only] = told
  if (only && told.length === 1 && unheard === 0) return [...only.events]
  return jointEvents(
    told.map(({ events }) => events),
    unheard,
  )
}

/** `unheard`: how many more its consignments say they have. */
function articlesOf(looked: Looked): { articles: Article[]; unheard: number } {
  const articles: Article[] = []
  let unheard = 0
  for (const trackable of readAll(looked.trackable_items, Trackable)) {
    const items = readAll(trackable.items, Article)
    articles.push(...(trackable.items ? items : [trackable]))
    if (trackable.items) unheard += Math.max((trackable.number_of_items ?? 0) - items.length, 0)
  }
  return { articles, unheard }
}

const readAll = <T>(values: Trackable['items'], schema: z.ZodType<T>): T[] =>
  (values ?? []).flatMap(value => {
    const { data } = schema.safeParse(value)
    return data === undefined ? [] : [data]
  })

/** The reply does not say whose of the two a parcel is; its number or its product may. */
function nameOf(trackingId: string, articles: readonly Article[]): string {
  const isStarTrack =
    carrierOfNumber(trackingId) === 'startrack' ||
    articles.some(({ product_type }) => /^star ?track/i.test(product_type ?? ''))
  return CARRIERS[isStarTrack ? 'startrack' : 'australia-post'].name
}

/**
 * The scans, which come newest first, and the status where they leave a gap: there are none, or the last
 * of them is in no table. A status has no time of its own; it belongs to the last scan.
 */
function eventsOf(
  told: Partial<Pick<Article, 'status' | 'events'>>,
  receivedAt: number,
): TrackingEvent[] {
  const scans = readAll(told.events, Scan)
  const events = scans.map((scan, i) =>
    toEvent(scan.description, {
      time: toldTimeOr(scan.date, receivedAt, HOME),
      place: scan.location ?? null,
      sequence: scans.length - i,
      receivedAt,
    }),
  )
  const last = events.reduce<TrackingEvent | undefined>(
    (newest, event) => (newest && newest.occurredAt >= event.occurredAt ? newest : event),
    undefined,
  )
  const isGap = last === undefined || last.substatus === UNMAPPED.substatus
  if (!told.status?.trim() || !isGap || saysNothing(told.status)) return events
  const time = last ?? today(receivedAt)
  const snapshot = { time, place: null, sequence: scans.length + 1, receivedAt, snapshot: true }
  return [...events, toEvent(told.status, snapshot)]
}

/** "Unknown", or that the items differ: known words, and no status. */
const saysNothing = (words: string): boolean => {
  const { status, substatus } = meaningOf(words)
  return status === 'unknown' && substatus !== UNMAPPED.substatus
}

type Circumstances = {
  readonly time: ToldTime
  readonly place: string | null
  readonly sequence: number
  readonly receivedAt: number
  readonly snapshot?: boolean
}

function toEvent(words: string, { time, place, ...more }: Circumstances): TrackingEvent {
  const mapped = meaningOf(cleanText(words))
  const { occurredAt, offsetMinutes, zone, precision } = time
  const collectAt = /^awaiting collection at (.+)$/i.exec(words.trim())?.[1]
  const location = whereabouts(place)
  return eventOf({
    ...more,
    source: 'australia-post',
    code: words,
    text: words,
    mapped,
    time: { occurredAt, offsetMinutes, zone, precision },
    location: collectAt ? placeOf({ ...location, text: collectAt }) : location,
  })
}

/** A status that nobody dated: one a day, so that asking again tells nothing new. */
const today = (receivedAt: number): ToldTime => ({
  ...toldTimeOr(localDay(receivedAt, HOME), receivedAt, HOME),
  zone: 'unknown',
})

/** `KEW VIC`, `CHICAGO (US)`, `NZ`, or whatever is written. */
function whereabouts(written: string | null): Place | null {
  const place = cleanText(written ?? '', 120)
  if (!place || NO_PLACE.test(place)) return null
  const [, suburb, state, postcode] = IN_AUSTRALIA.exec(place) ?? []
  if (state) return placeOf({ suburb, state: state.toUpperCase(), postcode, country: 'AU' })
  const [, city, country] = ABROAD.exec(place) ?? []
  if (country) return placeOf({ suburb: city, country })
  return placeOf(/^[A-Z]{2}$/.test(place) ? { text: place, country: place } : { text: place })
}
