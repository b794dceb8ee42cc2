// UPS: Track Alert pushes one event a post and is told which numbers to watch, a fortnight at a time;
// the Tracking API answers with all of a parcel's activities, one number a call. Nothing UPS posts is
// signed: it repeats a word that we gave it. https://developer.ups.com/catalog (read 2026-11-24)
import * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import type { TrackingReport } from '../../../core/tracking.ts'
import type { Grants } from '../../context.ts'
import {
  type CallProblem,
  jsonOf,
  notReadable,
  type Reply,
  refusal,
  unwelcome,
} from '../../http.ts'
import { accepted, verifyToken } from '../../verify.ts'
import type { Asked, Carrier, Watching } from '../carrier.ts'
import { reportOf } from '../told.ts'
import { ask, HOST, Settings, type UpsContext } from './calls.ts'
import { Refusal, read, words } from './read.ts'
import { meaning } from './tables.ts'

// Calls ---------------------------------------------------------------------------------------

export const ups: Carrier<z.infer<typeof Settings>> = {
  name: 'UPS',
  serves: ['ups'],
  settings: Settings,
  secrets: {
    clientSecret: { about: 'the Client Secret of your app at developer.ups.com', required: true },
    webhookToken: {
      about:
        'the credential that UPS sends with each Track Alert; you make it up and enter it at UPS too',
      required: false,
    },
  },

  // The document has UPS bring an OAuth token of ours, or a credential of ours in a header. Unverified:
  // that the header is called `credential`; two public receivers read it there, none otherwise. One of
  // both places suffices, and `x-api-key` (our own public client id) proves nothing.
  async verify(hook, { secrets }) {
    const bearer = /^Bearer +(\S+)$/i.exec(hook.headers.get('authorization') ?? '')?.[1]
    const given = hook.headers.get('credential') || bearer || null
    return verifyToken(given, accepted(secrets, 'webhookToken'))
  },

  meaning,
  read,

  calls: {
    needs: ['clientSecret'],
    hosts: () => [HOST],
    account: settings => settings.clientId,
  },

  check,
  poll: { atOnce: 1, ask: askAll },
  watch: { needs: ['webhookToken'], begin },
}

/** UPS's number for trying out; its history, or that there is none, proves the right to ask. */
const TRIAL_NUMBER = '1ZCIETST0111111114'

async function check(context: UpsContext): Promise<Result<Grants, CallProblem>> {
  const reply = await ask(context, detailsPath(TRIAL_NUMBER), {})
  if (!reply.ok) return reply
  const { status } = reply.value
  const found: Grants = {
    account: context.settings.clientId,
    missing: status === 403 ? ['Tracking'] : [],
    advice: [
      'Enter this connection’s webhook address and the secret `webhookToken` as its credential at developer.ups.com/update-webhook, and add the product Track Alert to your app: without both UPS is only asked.',
    ],
  }
  if (status === 200 || status === 400 || status === 403 || status === 404) return ok(found)
  return err(problemOf(reply.value, context, 'the check of your app'))
}

const detailsPath = (number: string): string =>
  `/api/track/v1/details/${encodeURIComponent(number)}?locale=en_US&returnSignature=false`

async function askAll(
  parcels: readonly Asked[],
  context: UpsContext,
): Promise<Result<readonly TrackingReport[], CallProblem>> {
  const reports: TrackingReport[] = []
  for (const { trackingNumber } of parcels) {
    const answer = await askOne(trackingNumber, context)
    if (!answer.ok) return answer
    reports.push(...answer.value)
  }
  return ok(reports)
}

async function askOne(
  trackingNumber: string,
  context: UpsContext,
): Promise<Result<readonly TrackingReport[], CallProblem>> {
  const reply = await ask(context, detailsPath(trackingNumber), {})
  if (!reply.ok) return reply
  const { status, text } = reply.value
  // 400 is a number UPS takes for none, 404 one it has nothing of: neither says anything of the others.
  if (status !== 200 && status !== 400 && status !== 404) {
    return err(problemOf(reply.value, context, `the question about ${trackingNumber}`))
  }
  const reports = read(jsonOf(text), context.now)
  if (reports.ok) return reports
  if (reports.problem.kind === 'unreadable') return err(notReadable(HOST, status))
  const lookupFailed = reports.problem.message
  return ok([reportOf({ trackingNumber, carrier: 'UPS', lookupFailed })])
}

/** As refusal(), with what the merchant can do where UPS does not let us. */
function problemOf(reply: Reply, context: UpsContext, what: string): CallProblem {
  const told = Refusal.safeParse(jsonOf(reply.text))
  const why = told.success ? ` It says: ${words(told.data.response.errors)}.` : ''
  if (reply.status !== 401 && reply.status !== 403) {
    return refusal(HOST, reply, context.now, what)
  }
  return unwelcome(
    HOST,
    reply.status,
    `UPS answered ${reply.status} to ${what}.${why} Check that your app at developer.ups.com has the products Tracking and Track Alert.`,
  )
}

// Watching ------------------------------------------------------------------------------------

/** What Track Alert takes: a UPS number, or one of Roadie's. From UPSTrackAlert.yaml. */
const WATCHABLE = /^(?:1Z[0-9A-Z]{16}|1R[0-9A-Z]{14}|1R[0-9A-Z]{26})$/

/** A subscription holds 14 days; a day earlier it is begun again, so that no event falls between two. */
const WATCHED_MS = 13 * 86_400_000

const Subscribed = z.object({
  validTrackingNumbers: z.array(z.string()).nullish(),
  invalidTrackingNumbers: z.array(z.string()).nullish(),
})

/**
 * Version 2 knows neither an address for the parcel (it stands at UPS, for the whole app) nor an end: a
 * subscription is let run out. Subscribing again renews it.
 */
async function begin(
  { trackingNumber }: Asked,
  _callback: string,
  context: UpsContext,
): Promise<Result<Watching, CallProblem>> {
  const number = trackingNumber.toUpperCase()
  if (!WATCHABLE.test(number)) return err(notWatched(trackingNumber, null))
  const reply = await ask(context, '/api/track/v2/subscription/standard/package', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ locale: 'en_US', trackingNumberList: [number] }),
  })
  if (!reply.ok) return reply
  const { status, text } = reply.value
  const told = Subscribed.safeParse(jsonOf(text))
  if (told.success && told.data.invalidTrackingNumbers?.includes(number)) {
    return err(notWatched(trackingNumber, status))
  }
  if (status !== 200) {
    return err(problemOf(reply.value, context, `the subscription to ${trackingNumber}`))
  }
  if (!told.success || !told.data.validTrackingNumbers?.includes(number)) {
    return err(notReadable(HOST, status))
  }
  return ok({ id: number, until: context.now + WATCHED_MS })
}

const notWatched = (trackingNumber: string, status: number | null): CallProblem => ({
  kind: 'refused',
  host: HOST,
  status,
  message: `UPS sends no alerts about ${trackingNumber}: Track Alert takes numbers that begin with 1Z or 1R. It is asked for instead.`,
  retry: false,
})
