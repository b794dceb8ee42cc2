// The calls to DHL: asking of one shipment, subscribing to one, and answering the handshake that a new
// subscription begins with. One host, one key in a header.
import * as z from 'zod'
import type { CarrierId } from '../../../core/carriers.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import { toldTime } from '../../../core/told-time.ts'
import type { TrackingReport } from '../../../core/tracking.ts'
import type { Context, Grants } from '../../context.ts'
import { parseExactly } from '../../exact-json.ts'
import { type Call, type CallProblem, notReadable, type Reply, refusal } from '../../http.ts'
import type { Asked, Handshake, Poll, Watch, Watching } from '../carrier.ts'
import { failureOf, notFound, read } from './read.ts'
import type { Settings } from './settings.ts'
import * as wire from './wire.ts'

export const HOST = 'api-eu.dhl.com'
const SUBSCRIPTION = '/tracking/push/v1/subscription'
/** The header we ask DHL to repeat our token in. */
export const TOKEN_HEADER = 'x-waymark-token'

type Connection = Context<Settings>

/**
 * DHL's names of its services. Unverified: what it calls eCommerce in Australia; without a name it looks in
 * all services, which is right for asking and not enough for subscribing.
 */
const SERVICES: Readonly<Partial<Record<CarrierId, string>>> = { 'dhl-express': 'express' }

const serviceOf = (asked: Asked, { settings }: Connection): string | null =>
  asked.calledThere ?? settings.service ?? (asked.carrier && SERVICES[asked.carrier]) ?? null

async function call(
  path: string,
  { http, secrets, now }: Connection,
  what: string,
  { headers, ...given }: Call = {},
): Promise<Result<Reply, CallProblem>> {
  const key = secrets.apiKey
  if (!key) return err(credentials('The secret apiKey is missing.', null))
  const reply = await http(`https://${HOST}${path}`, {
    ...given,
    headers: { 'DHL-API-Key': key, accept: 'application/json', ...headers },
  })
  if (!reply.ok) return reply
  const { status } = reply.value
  if (status === 401 || status === 403) {
    return err(credentials(`${HOST} answered ${status} to ${what}.`, status))
  }
  if (status === 429 || status >= 500) return err(refusal(HOST, reply.value, now, what))
  return reply
}

const credentials = (said: string, status: number | null): CallProblem => ({
  kind: 'credentials',
  host: HOST,
  status,
  message: `${said} Copy the API key of your app at developer.dhl.com, see that the app holds this API, and set it: waymark secret set <connection> apiKey.`,
  retry: false,
})

/** DHL's own words beside the status, where it gave any. */
function refused(reply: Reply, now: number, what: string): CallProblem {
  const told = wire.Refusal.safeParse(parseExactly(reply.text))
  const problem = refusal(HOST, reply, now, what)
  return told.success
    ? { ...problem, message: `${problem.message} DHL says: ${failureOf(told.data)}` }
    : problem
}

// Asking ----------------------------------------------------------------------------------------

/** One number a call; a piece's own number finds the shipment it belongs to. */
export const poll: Poll<Settings> = {
  atOnce: 1,
  async ask(parcels, context) {
    const reports: TrackingReport[] = []
    for (const asked of parcels) {
      const told = await askOne(asked, context)
      if (!told.ok) return told
      reports.push(...told.value)
    }
    return ok(reports)
  },
}

async function askOne(
  asked: Asked,
  context: Connection,
): Promise<Result<TrackingReport[], CallProblem>> {
  const query = new URLSearchParams({ trackingNumber: asked.trackingNumber, language: 'en' })
  const service = serviceOf(asked, context)
  if (service) query.set('service', service)
  const what = 'the question for a parcel'
  const reply = await call(`/track/shipments?${query}`, context, what)
  if (!reply.ok) return reply
  const { status, text } = reply.value
  const payload = parseExactly(text)
  if (status === 404) {
    const told = wire.Refusal.safeParse(payload)
    if (!told.success) return err(notReadable(HOST, status))
    return ok([notFound(asked.trackingNumber, failureOf(told.data))])
  }
  if (status !== 200) return err(refused(reply.value, context.now, what))
  const own = shipmentsOf(payload, asked.trackingNumber)
  const reports = own ? read({ shipments: own }, context.now) : null
  if (!reports?.ok) return err(notReadable(HOST, status))
  return ok(reports.value.map(report => ({ ...report, trackingNumber: asked.trackingNumber })))
}

/**
 * Those that carry the number, as their own, a piece's or a consignment's: without a service DHL may find
 * somebody else's parcel, or one that has it for a customer's reference.
 * https://support-developer.dhl.com (Knowledge Base, read 2026-11-24)
 */
function shipmentsOf(payload: unknown, number: string): unknown[] | null {
  const told = wire.Shipments.safeParse(payload)
  if (!told.success) return null
  return told.data.shipments.filter(each => {
    const shipment = wire.Unified.safeParse(each)
    if (!shipment.success) return true // its fault is told by `read`
    const { id, details } = shipment.data
    const consignments = (details?.references ?? []).flatMap(reference =>
      LABEL_NUMBER.test(reference.type ?? '') ? (reference.number ?? []) : [],
    )
    const numbers = [id, ...(details?.pieceIds ?? []), ...consignments]
    return numbers.some(known => plain(known) === plain(number))
  })
}

/** `shipment-id`, `domestic-consignment-id` (of DHL Freight); a `customer-reference` is on no label. */
const LABEL_NUMBER = /(?:shipment|consignment)-id$/

/** DHL writes the `00` that a barcode of 18 digits begins with, labels and shops leave it out. */
const plain = (number: string): string =>
  number
    .replace(/\s+/g, '')
    .replace(/^00(?=\d{18}$)/, '')
    .toUpperCase()

// Subscribing -----------------------------------------------------------------------------------

const Subscription = z.object({
  id: z.string().nullish(),
  subscriptionId: z.string().nullish(),
  self: z.string().nullish(),
  expires: z.string().nullish(),
  shipmentIDs: z.array(z.union([z.string(), z.number()]).transform(String)).nullish(),
  hook: z.object({ uri: z.string().nullish() }).nullish(),
})
type Subscription = z.infer<typeof Subscription>

/**
 * A subscription a shipment. Bodies as in DHL's Postman collection (2025-07); 202 with the id, under one
 * of three names in public code. Unverified: that a second one for a number is answered with 409.
 */
export const watch: Watch<Settings> = {
  async begin(asked, callback, context) {
    const service = serviceOf(asked, context)
    const token = context.secrets.webhookToken
    if (!service || !token) return err(notSubscribable(service ? 'token' : 'service'))
    const what = 'a subscription'
    const reply = await call(SUBSCRIPTION, context, what, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        hook: {
          uri: callback,
          authentication: { type: 'ApiKeyAuthentication', header: TOKEN_HEADER, token },
        },
        format: 'Default',
        type: 'Shipment',
        service,
        events: ['Pre-Transit', 'Transit', 'Delivered', 'Failure', 'Unknown'],
        shipmentIDs: [asked.trackingNumber],
      }),
    })
    if (!reply.ok) return reply
    const { status, text } = reply.value
    if (status === 409) return existing(asked, callback, context)
    if (status < 200 || status > 299) return err(refused(reply.value, context.now, what))
    const told = Subscription.safeParse(text.trim() === '' ? {} : parseExactly(text))
    return told.success ? ok(watching(told.data, asked)) : err(notReadable(HOST, status))
  },

  async end(id, _asked, context) {
    const what = 'the end of a subscription'
    const path = `${SUBSCRIPTION}/${encodeURIComponent(id)}`
    const reply = await call(path, context, what, { method: 'DELETE' })
    if (!reply.ok) return reply
    const { status } = reply.value
    const gone = (status >= 200 && status < 300) || status === 404 || status === 410
    return gone ? ok(undefined) : err(refused(reply.value, context.now, what))
  },
}

const MISSING = {
  token: 'The secret webhookToken is missing: connect again (waymark connect), which makes one.',
  service:
    'DHL wants to know of which of its services the parcel is. Name it in the settings, such as service: express.',
}

const notSubscribable = (missing: keyof typeof MISSING): CallProblem => ({
  kind: missing === 'token' ? 'credentials' : 'refused',
  host: HOST,
  status: null,
  message: MISSING[missing],
  retry: false,
})

const idOf = ({ id, subscriptionId, self }: Subscription): string | null =>
  id ?? subscriptionId ?? self?.split('/').at(-1) ?? null

const watching = (told: Subscription, asked: Asked): Watching => ({
  id: idOf(told) || asked.trackingNumber,
  until: toldTime(told.expires)?.occurredAt ?? null,
})

/** The one that stands already, by number and address. */
async function existing(
  asked: Asked,
  callback: string,
  context: Connection,
): Promise<Result<Watching, CallProblem>> {
  const reply = await call(`${SUBSCRIPTION}s`, context, 'the list of subscriptions')
  if (!reply.ok) return reply
  const listed = z.array(z.unknown()).safeParse(parseExactly(reply.value.text))
  const mine = (listed.data ?? [])
    .flatMap(each => Subscription.safeParse(each).data ?? [])
    .find(
      ({ shipmentIDs, hook }) =>
        shipmentIDs?.includes(asked.trackingNumber) && (!hook?.uri || hook.uri === callback),
    )
  return ok(watching(mine ?? {}, asked))
}

/**
 * A new subscription posts a secret first, and is silent until that secret was brought back to the
 * subscription's own address. What it names as that address is not trusted: it must be one of DHL's.
 * The header as two public receivers send it (read 2026-11-24); DHL's 101 guide has a picture only.
 */
export const handshake: Handshake<Settings> = {
  isAsked: payload => wire.Notice.safeParse(payload).data?.scope === 'subscription.validate',

  async answer(payload, context) {
    const { self, secret } = wire.Notice.safeParse(payload).data ?? {}
    const id = subscriptionAt(self)
    if (!id || !secret || !/^[\x21-\x7e]{1,500}$/.test(secret)) return err(notOurs(self))
    const what = 'the activation of a subscription'
    const path = `${SUBSCRIPTION}/${encodeURIComponent(id)}`
    const headers = { 'DHL-API-Hook-Secret': secret }
    const reply = await call(path, context, what, { method: 'POST', headers })
    if (!reply.ok) return reply
    const { status } = reply.value
    const active = (status >= 200 && status < 300) || status === 409 // it was activated before
    return active ? ok(undefined) : err(refused(reply.value, context.now, what))
  },
}

/** The id in DHL's own address of a subscription; null for any other address. */
function subscriptionAt(self: string | null | undefined): string | null {
  const url = self ? URL.parse(self) : null
  const isDhl = url?.protocol === 'https:' && url.host === HOST && url.username === ''
  const [, id] =
    /^\/tracking\/push\/v1\/subscription\/([\w-]{1,100})$/.exec(url?.pathname ?? '') ?? []
  return isDhl && id ? id : null
}

const notOurs = (self: string | null | undefined): CallProblem => ({
  kind: 'forbidden',
  host: URL.parse(self ?? '')?.hostname ?? '(no host)',
  status: null,
  message: `DHL's handshake names no subscription at ${HOST}: it was not answered.`,
  retry: false,
})

// Checking --------------------------------------------------------------------------------------

/** A number that no parcel has: "not found" proves the key as well as a parcel would. */
export async function check(context: Connection): Promise<Result<Grants, CallProblem>> {
  const what = 'a test of the key'
  const reply = await call('/track/shipments?trackingNumber=0000000000', context, what)
  if (!reply.ok) return reply
  const { status } = reply.value
  if (status !== 200 && status !== 404 && status !== 400) {
    return err(refused(reply.value, context.now, what))
  }
  const push = await call(`${SUBSCRIPTION}s`, context, 'a test of the push')
  // That it could not be asked now says nothing of what the app holds.
  const isMissing = push.ok ? push.value.status !== 200 : push.problem.kind === 'credentials'
  return ok({
    account: 'DHL API key',
    missing: [],
    advice: isMissing ? [NO_PUSH] : [],
  })
}

const NO_PUSH =
  'Add “Shipment Tracking - Unified - Push” to the app at developer.dhl.com to hear of scans at once. Without it parcels are asked about, as often as the key allows.'
