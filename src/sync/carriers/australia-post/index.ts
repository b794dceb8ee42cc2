// Australia Post eParcel and StarTrack: the Shipping & Tracking API, which is asked and never posts. Items
// and consignments come in different shapes, scans are free text, and a number that is not found is an
// error inside a good reply. It needs an eParcel or StarTrack contract.
// https://developers.auspost.com.au/content/apis/shipping-and-tracking/reference-track-items.html (read
// 2026-11-24)
import * as z from 'zod'
import { CARRIERS } from '../../../core/carriers.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import { UNMAPPED } from '../../../core/status.ts'
import { cleanText, textOrNull } from '../../../core/text.ts'
import { localDay } from '../../../core/time.ts'
import { type ToldTime, toldTimeOr } from '../../../core/told-time.ts'
import type { Place, TrackingEvent, TrackingReport } from '../../../core/tracking.ts'
import { carrierOfNumber } from '../../../core/tracking-number.ts'
import type { Context } from '../../context.ts'
import { type Refused, type Unreadable, unreadable } from '../../hook.ts'
import { basicAuth, type CallProblem, type Reply as HttpReply, refusal } from '../../http.ts'
import type { Asked, Carrier } from '../carrier.ts'
import { eventOf, placeOf } from '../told.ts'
import { jointEvents } from './joint.ts'
import { meaningOf } from './words.ts'

// Settings ------------------------------------------------------------------------------------

const accountNumber = z
  .string()
  .regex(/^\d{8,10}$/, 'is 8 digits (StarTrack) or 10 (eParcel), in quotes: leading zeros count')

const Settings = z.strictObject({
  accountNumber: accountNumber.describe('Your eParcel account (10 digits), else StarTrack’s (8).'),
  startrackAccountNumber: accountNumber
    .optional()
    .describe('Your StarTrack account, when the same API key has an eParcel account as well.'),
})
type Settings = z.infer<typeof Settings>

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
const Refusal = z.object({ errors: z.array(Fault).min(1) })
const Account = z.object({ name: z.string().nullish(), expired: z.boolean().nullish() })

// Tables --------------------------------------------------------------------------------------

// The words of scans and statuses are in words.ts.

/** Head office's: the API stamps scans in Chicago with Melbourne's offset, and resellers cut it off. */
const HOME = CARRIERS['australia-post'].zone

/** Stands where a place would. */
const NO_PLACE = /^(?:transit scan|unknown|n\/?a)$/i
const IN_AUSTRALIA = /^(?:(.+?),? )?(ACT|NSW|NT|QLD|SA|TAS|VIC|WA)(?:,? (\d{4}))?$/i
const ABROAD = /^(.+?) ?\(([A-Z]{2})\)$/

/** The gateway's own words for "too many calls", whatever the HTTP status. */
const TOO_MANY_CALLS = 'API_002'

// Pure translation ----------------------------------------------------------------------------

function read(
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

const faultsInWords = (faults: readonly Fault[]): string =>
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
    article.article_id ? reportOf(article.article_id, events, article.product_type, name) : [],
  )
  const own = looked.consignment ? eventsOf(looked.consignment, receivedAt) : []
  if (articles.some(({ article_id }) => article_id === looked.tracking_id)) {
    return reports.map(report =>
      report.trackingNumber === looked.tracking_id
        ? { ...report, events: [...report.events, ...own] }
        : report,
    )
  }
  const joint = own.length > 0 ? own : jointOf(told, unheard)
  const events = joint.length > 0 ? joint : eventsOf({ status: looked.status }, receivedAt)
  const service = articles[0]?.product_type
  const whole = reportOf(looked.tracking_id, events, service, name)
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

function reportOf(
  number: string,
  events: readonly TrackingEvent[],
  service: string | null | undefined,
  carrier: string,
): TrackingReport {
  return {
    trackingNumber: cleanText(number, 80),
    carrier,
    service: textOrNull(service, 80),
    orderNumber: null,
    dispatched: false,
    events,
    eta: null,
  }
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

// Calls ---------------------------------------------------------------------------------------

const HOST = 'digitalapi.auspost.com.au'

type Owner = Context<Settings>

/** The API takes StarTrack's numbers or Australia Post's in one call, never both (its error 51103). */
const isStarTrack = ({ carrier, trackingNumber }: Asked): boolean =>
  (carrier ?? carrierOfNumber(trackingNumber)) === 'startrack'

async function ask(
  parcels: readonly Asked[],
  context: Owner,
): Promise<Result<readonly TrackingReport[], CallProblem>> {
  const { accountNumber, startrackAccountNumber } = context.settings
  const groups = [
    { account: accountNumber, asked: parcels.filter(parcel => !isStarTrack(parcel)) },
    { account: startrackAccountNumber ?? accountNumber, asked: parcels.filter(isStarTrack) },
  ]
  const reports: TrackingReport[] = []
  for (const { account, asked } of groups) {
    if (asked.length === 0) continue
    const numbers = asked.map(({ trackingNumber }) => encodeURIComponent(trackingNumber))
    const reply = await call(`track?tracking_ids=${numbers.join(',')}`, account, context)
    if (!reply.ok) return reply
    const told = read(reply.value, context.now)
    if (!told.ok) return err(unlooked(told.problem))
    reports.push(...told.value)
  }
  return ok(reports)
}

/** A good reply's JSON, whatever it says. */
async function call(
  path: string,
  account: string,
  { http, secrets, now }: Owner,
): Promise<Result<unknown, CallProblem>> {
  const reply = await http(`https://${HOST}/shipping/v1/${path}`, {
    headers: {
      accept: 'application/json',
      authorization: basicAuth(secrets.apiKey ?? '', secrets.password ?? ''),
      'account-number': account,
    },
  })
  if (!reply.ok) return reply
  const { status } = reply.value
  const json = jsonOf(reply.value.text)
  const refused = Refusal.safeParse(json).data?.errors
  const what = 'the question for parcels'
  if (refused?.some(({ code, error_code }) => (code ?? error_code) === TOO_MANY_CALLS)) {
    return err(refusal(HOST, { ...reply.value, status: 429 }, now, what))
  }
  if (status === 401 || status === 403)
    return err(notAccepted(refusal(HOST, reply.value, now, what)))
  if (status !== 200) {
    const problem = refusal(HOST, reply.value, now, what)
    if (!refused) return err(problem)
    return err({ ...problem, message: `${problem.message} It says: ${faultsInWords(refused)}.` })
  }
  return json === undefined ? err(unlooked({ message: 'the reply is not JSON' })) : ok(json)
}

const notAccepted = (problem: CallProblem): CallProblem => ({
  ...problem,
  message: `${problem.message} Check \`accountNumber\` in the settings, and set the API key and its password again: waymark secret set <connection> apiKey, and password.`,
})

const unlooked = ({ message }: { readonly message: string }): CallProblem => ({
  kind: 'unreadable',
  host: HOST,
  status: 200,
  message: `Australia Post’s reply cannot be used: ${message}.`,
  retry: { afterSeconds: 60 },
})

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const australiaPost: Carrier<Settings> = {
  name: 'Australia Post',
  serves: ['australia-post', 'startrack'],
  settings: Settings,
  secrets: {
    apiKey: { about: 'the API key of the Shipping & Tracking API', required: true },
    password: { about: 'the password that came with the API key', required: true },
  },

  calls: {
    hosts: () => [HOST],
    account: ({ accountNumber }) => accountNumber,
    // Ten questions for parcels a minute, as two of its clients have it; replies count down.
    // https://github.com/parcel-trap/driver-auspost (read 2026-11-24)
    limits: [{ calls: 10, perMs: 60_000 }],
    restMs: ({ headers }: HttpReply) =>
      headers.get('x-ratelimit-remaining-minute') === '0' ? 60_000 : 0,
  },

  meaning: ({ code, text }) => meaningOf(text || code),

  read,

  // https://developers.auspost.com.au/content/apis/shipping-and-tracking/reference-get-accounts.html
  // (read 2026-11-24)
  async check(context) {
    const { accountNumber } = context.settings
    const reply = await call(`accounts/${accountNumber}`, accountNumber, context)
    if (!reply.ok) return reply
    const account = Account.safeParse(reply.value).data
    const name = textOrNull(account?.name, 80) ?? accountNumber
    const advice = account?.expired ? ['The contract of this account has expired.'] : []
    return ok({ account: name, missing: [], advice })
  },

  poll: { atOnce: 10, ask },
}
