// Waymark's own documented feed: whatever a merchant's scripts know of parcels, in our words, signed as
// Standard Webhooks say. It is strict, because its sender can mend what is wrong: everything that would
// be silently lost or misread elsewhere is refused here, by name.
// docs/carriers/custom.md is its manual; docs/carriers/custom.schema.json is made from this file.
import * as z from 'zod'
import { err, ok } from '../../core/result.ts'
import { isStatus, type Mapped, STATUSES, type Status, to, UNMAPPED } from '../../core/status.ts'
import { cleanText } from '../../core/text.ts'
import { type ToldTime, toldTime, toldTimeOr } from '../../core/told-time.ts'
import type { Eta, TrackingEvent, TrackingReport } from '../../core/tracking.ts'
import type { Unreadable } from '../hook.ts'
import { accepted, verifyStandard } from '../verify.ts'
import type { Carrier } from './carrier.ts'
import { eventOf, placeOf, reportOf } from './told.ts'

// Settings ------------------------------------------------------------------------------------

const Settings = z.strictObject({})

// Wire shapes ---------------------------------------------------------------------------------

const MAX_SHIPMENTS = 100
const MAX_EVENTS = 200

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1, { error: 'must not be empty' })
    .max(max, { error: `must be no longer than ${max} letters` })
const day = z.iso.date({ error: 'must be a day of the calendar, such as 2026-12-04' })
const INSTANT = 'must be a time with its offset, such as 2026-12-04T14:05:00+11:00'
const instant = z.iso
  .datetime({ offset: true, error: INSTANT })
  .refine(text => toldTime(text) !== null, { error: `${INSTANT}, and not before the year 2000` })

const localDay = z.iso.date()
const localMoment = z.iso.datetime({ local: true })
const isRealTime = (text: string): boolean =>
  (text.length === 10 ? localDay : localMoment).safeParse(text).success && toldTime(text) !== null

/** Looked up once each: a post may name one twenty thousand times, and Intl is slow to say no. */
const zones = new Map<string, boolean>()
const MAX_ZONES = 1000

function isZone(name: string): boolean {
  const known = zones.get(name) ?? isKnownToIntl(name)
  if (zones.size >= MAX_ZONES) zones.clear()
  zones.set(name, known)
  return known
}

function isKnownToIntl(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}

const LOCAL_TIME = 'must be a day, or a day and a time without an offset: 2026-12-04T14:05:00'
const localTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)?$/, {
    error: LOCAL_TIME,
    abort: true,
  })
  .refine(isRealTime, { error: LOCAL_TIME })

const timeZone = z
  .string()
  .regex(/^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/, {
    error: 'must be such as Australia/Sydney',
    abort: true,
  })
  .refine(isZone, { error: 'is in no list of time zones; write such as Australia/Sydney' })

const url = z
  .string()
  .max(1000)
  .regex(/^https:\/\//, { error: 'must begin with https://', abort: true })
  .refine(text => URL.canParse(text), { error: 'must be a whole address' })

const Place = z
  .strictObject({
    name: line(120).optional().describe('A shop, locker, depot or airport: "Bondi Post Office".'),
    suburb: line(80).optional().describe('Suburb or town.'),
    state: line(40).optional().describe('State or region: "NSW".'),
    postcode: line(20).optional().describe('As text: a number would lose its zeros.'),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, { error: 'must be two capitals, such as AU' })
      .optional()
      .describe('ISO 3166: "AU".'),
  })
  .refine(place => Object.keys(place).length > 0, { error: 'is empty: leave it out' })
  .meta({ id: 'Place', minProperties: 1 })

const REASON = /^[a-z][a-z0-9_]{0,39}$/

const STATUS_NAMES = Object.keys(STATUSES).filter(isStatus)
const allowed = `must be one of ${STATUS_NAMES.join(', ')}`

const Event = z
  .strictObject({
    id: z
      .string()
      .regex(/^[\x21-\x7e]{1,120}$/, { error: 'must be 1 to 120 letters without blanks' })
      .optional()
      .describe(
        'Your own id of the event, one of a kind within the shipment: what is told again under it is the same event. Left out, an event is known by what it says.',
      ),
    status: z
      .enum(STATUS_NAMES, { error: allowed })
      .describe('What it means. `unknown` is a note: kept for staff, it moves nothing.'),
    reason: z
      .string()
      .regex(REASON, { error: 'must be such as no_one_home' })
      .optional()
      .describe(
        'Why or how, such as carded, safe_place, address_problem; any word may stand here.',
      ),
    text: line(300).describe('What happened, as the carrier says it, in one line.'),
    at: instant.optional().describe('When it happened, with the offset.'),
    localTime: localTime
      .optional()
      .describe(
        'When it happened by the clocks of `timeZone`; the day alone where no hour is known.',
      ),
    timeZone: timeZone.optional().describe('Goes with `localTime`: "Australia/Sydney".'),
    place: Place.optional(),
    signedBy: line(80).optional().describe('Who took it.'),
    proofUrl: url.optional().describe('A picture or signature of the delivery, https.'),
    collectBy: day.optional().describe('Until when it waits to be collected.'),
    openingHours: line(200)
      .optional()
      .describe('When the place where it waits is open: "Mon-Fri 9-17, Sat 9-12".'),
  })
  .refine(event => (event.at === undefined) === (event.localTime !== undefined), {
    error: 'must say when: either at, or localTime with timeZone',
  })
  .refine(event => (event.localTime === undefined) === (event.timeZone === undefined), {
    error: 'must have localTime and timeZone together',
  })
  .meta({
    id: 'Event',
    oneOf: [
      {
        required: ['at'],
        not: { anyOf: [{ required: ['localTime'] }, { required: ['timeZone'] }] },
      },
      { required: ['localTime', 'timeZone'], not: { required: ['at'] } },
    ],
  })
type Event = z.infer<typeof Event>

const toldAt = instant
  .optional()
  .describe('When it was estimated; of two estimates the one told later holds.')

const Expected = z.union(
  [
    z.strictObject({ date: day.describe('The day, where it will arrive.'), toldAt }),
    z
      .strictObject({ from: instant, to: instant, toldAt })
      .refine(({ from, to }) => Date.parse(from) <= Date.parse(to), {
        error: 'must not end before it begins',
      }),
  ],
  {
    error:
      'must be {date}, or {from, to} with offsets and in that order; toldAt may stand beside them',
  },
)

const Shipment = z
  .strictObject({
    trackingNumber: line(80).describe('The number on the label.'),
    carrier: line(80).optional().describe('The carrier, as shoppers know it: "Couriers Please".'),
    service: line(80).optional().describe('The carrier’s service: "Express".'),
    orderNumber: line(80).optional().describe('The order, as your shop shows it: "#1001".'),
    dispatched: z
      .boolean()
      .optional()
      .describe(
        'True when this post itself says that the parcel left you: Waymark then makes the shipment of that order. It needs `orderNumber`.',
      ),
    eta: Expected.optional(),
    events: z
      .array(Event)
      .max(MAX_EVENTS)
      .optional()
      .describe('In any order; what was told may be told again.'),
  })
  .refine(shipment => !shipment.dispatched || shipment.orderNumber !== undefined, {
    error: 'must name the orderNumber that was dispatched',
    path: ['orderNumber'],
  })
  .refine(({ events, eta, dispatched }) => !!events?.length || !!eta || !!dispatched, {
    error: 'tells nothing: give events or an eta',
  })
  .meta({
    id: 'Shipment',
    if: { properties: { dispatched: { const: true } }, required: ['dispatched'] },
    // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
    then: { required: ['orderNumber'] },
    else: {
      anyOf: [
        { properties: { events: { minItems: 1 } }, required: ['events'] },
        { required: ['eta'] },
      ],
    },
  })
type Shipment = z.infer<typeof Shipment>

const Shipments = z.array(Shipment).min(1).max(MAX_SHIPMENTS)

/** What may be posted: one shipment, or a list of them. Published as JSON Schema. */
export const CustomPost = z.union([Shipment, Shipments])

// Tables --------------------------------------------------------------------------------------

/** A note is for information only: it is no code that a table lacks. */
const mappedAs = (status: Status, reason: string | null): Mapped =>
  status === 'unknown' ? to('unknown', reason ?? 'info_only') : to(status, reason)

/** By the code as it is stored: `delivery_attempted/carded`. */
function meaning({ code }: Pick<TrackingEvent, 'code'>): Mapped {
  const [status = '', reason = ''] = code.split('/')
  if (!isStatus(status)) return UNMAPPED
  return mappedAs(status, REASON.test(reason) ? reason : null)
}

// Pure translation ----------------------------------------------------------------------------

function toReport(shipment: Shipment, receivedAt: number): TrackingReport {
  const events = (shipment.events ?? []).map(event => toEvent(event, receivedAt))
  return reportOf({ ...shipment, events, eta: etaOf(shipment.eta, events, receivedAt) })
}

function toEvent(event: Event, receivedAt: number): TrackingEvent {
  const { place } = event
  return eventOf({
    source: 'custom',
    sourceEventId: event.id ?? null,
    receivedAt,
    code: `${event.status}/${event.reason ?? ''}`,
    text: event.text,
    mapped: mappedAs(event.status, event.reason ?? null),
    time: timeOf(event, receivedAt),
    location: placeOf(place && { ...place, text: place.name }),
    signedBy: event.signedBy ?? null,
    proofUrl: event.proofUrl ?? null,
    collectBy: event.collectBy ?? null,
    openingHours: event.openingHours ?? null,
  })
}

const timeOf = (event: Event, receivedAt: number): ToldTime =>
  event.at === undefined
    ? toldTimeOr(event.localTime, receivedAt, event.timeZone)
    : toldTimeOr(event.at, receivedAt)

/** One that ends before the first event is a placeholder of the system behind the sender. */
function etaOf(
  told: Shipment['eta'],
  events: readonly TrackingEvent[],
  receivedAt: number,
): Eta | null {
  if (!told) return null
  const times = events.map(event => event.occurredAt)
  const newest = times.length > 0 ? Math.max(...times) : receivedAt
  const { occurredAt: toldAt } = toldTimeOr(told.toldAt, newest)
  const eta: Eta =
    'date' in told
      ? { kind: 'day', on: told.date, toldAt }
      : { kind: 'window', from: Date.parse(told.from), to: Date.parse(told.to), toldAt }
  const ends = eta.kind === 'day' ? Date.parse(`${eta.on}T23:59:59Z`) + DAY_MS : eta.to
  return times.length > 0 && ends < Math.min(...times) ? null : eta
}

const DAY_MS = 86_400_000

/** All that is wrong, by path, so that it can be mended in one go; the first ten of it. */
function faults(error: z.ZodError): Unreadable {
  const lines = error.issues.map(issue => {
    const path = issue.path.join('.')
    return `${path || 'the payload'}: ${worded(issue)}`
  })
  const more = lines.length > MAX_FAULTS ? `; and ${lines.length - MAX_FAULTS} more` : ''
  return { kind: 'unreadable', message: lines.slice(0, MAX_FAULTS).join('; ') + more }
}

const MAX_FAULTS = 10

const worded = (issue: z.core.$ZodIssue): string =>
  issue.code === 'unrecognized_keys'
    ? `has ${issue.keys.map(key => `"${cleanText(key, 40)}"`).join(', ')}, which the feed does not know`
    : issue.message

// Calls ---------------------------------------------------------------------------------------

export const custom: Carrier<z.infer<typeof Settings>> = {
  name: 'Custom feed',
  serves: 'any',
  settings: Settings,
  secrets: {
    webhookSecret: {
      about: 'the secret you sign with: whsec_ and 24 to 64 random bytes in base64',
      required: true,
    },
  },

  // https://www.standardwebhooks.com (read 2026-11-24): webhook-id, webhook-timestamp, webhook-signature.
  verify: (hook, { secrets }) => verifyStandard(hook, accepted(secrets, 'webhookSecret')),

  meaning,

  read(payload, receivedAt) {
    const posted = Array.isArray(payload)
      ? Shipments.safeParse(payload)
      : Shipment.transform(one => [one]).safeParse(payload)
    if (!posted.success) return err(faults(posted.error))
    return ok(posted.data.map(shipment => toReport(shipment, receivedAt)))
  },
}
