// FedEx: the Track API answers about thirty numbers a call; its webhook (Advanced Integrated Visibility)
// posts the same shape, signed, to accounts with a billing address in the United States.
// https://developer.fedex.com/api/en-us/catalog/track.html (read 2026-11-24)
import type * as z from 'zod'
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
import { accepted, verifyHmac } from '../../verify.ts'
import type { Asked, Carrier } from '../carrier.ts'
import { reportOf } from '../told.ts'
import { type FedexContext, HOST, post, restMs, Settings } from './calls.ts'
import { Refusal, read, words } from './read.ts'
import { meaning } from './tables.ts'

// Calls ---------------------------------------------------------------------------------------

export const fedex: Carrier<z.infer<typeof Settings>> = {
  name: 'FedEx',
  serves: ['fedex'],
  settings: Settings,
  secrets: {
    clientSecret: {
      about: 'the Secret Key of your Track API project at developer.fedex.com',
      required: true,
    },
    webhookSecret: {
      about: 'the security token of your webhook project at developer.fedex.com, when you have one',
      required: false,
    },
  },

  // Base64 of HMAC-SHA256 over the raw body. FedEx's prose has it "hex encode the payload" first, its
  // Java sample does not, and neither do receivers that work. Without a secret nobody is let in.
  async verify(hook, { settings, secrets }) {
    const signatures = settings.signatureHeaders.map(name => hook.headers.get(name))
    return verifyHmac({
      hash: 'SHA-256',
      encodings: ['base64'],
      secrets: accepted(secrets, 'webhookSecret'),
      signature: signatures.find(Boolean) ?? null,
      signed: hook.body,
    })
  },

  meaning,
  read,

  calls: {
    needs: ['clientSecret'],
    hosts: () => [HOST],
    account: settings => settings.clientId,
    // https://developer.fedex.com/api/en-us/guides/ratelimits.html (read 2026-11-24). The quota of the
    // day is the organisation's own, and a reply of 429 says when it is spent.
    limits: () => [{ calls: 1400, perMs: 10_000 }],
    restMs,
  },

  check,
  poll: { atOnce: 30, ask },
}

const TRACK = '/track/v1/trackingnumbers'

const questionOf = (numbers: readonly string[]): object => ({
  includeDetailedScans: true,
  trackingInfo: numbers.map(trackingNumber => ({ trackingNumberInfo: { trackingNumber } })),
})

/** From FedEx's list of numbers for trying out; that nothing is found proves the right to ask as well. */
const TRIAL_NUMBER = '122816215025810'

async function check(context: FedexContext): Promise<Result<Grants, CallProblem>> {
  const reply = await post(context, TRACK, questionOf([TRIAL_NUMBER]))
  if (!reply.ok) return reply
  const { status } = reply.value
  if (status !== 200 && status !== 400 && status !== 403 && status !== 404) {
    return err(problemOf(reply.value, context, 'the check of your project'))
  }
  const advice = context.secrets.webhookSecret ? {} : { advice: [ASKED_ONLY] }
  const missing = status === 403 ? ['Basic Integrated Visibility (Track API)'] : []
  return ok({ account: context.settings.clientId, missing, ...advice })
}

const ASKED_ONLY =
  'FedEx is asked for news. To be told of it, make a webhook project at developer.fedex.com (it needs a billing account in the United States) and set its security token as the secret `webhookSecret`.'

/**
 * One number that FedEx takes for none may have it refuse the whole question: then each is asked by
 * itself, and only that one was not found.
 */
async function ask(
  parcels: readonly Asked[],
  context: FedexContext,
): Promise<Result<readonly TrackingReport[], CallProblem>> {
  const numbers = parcels.map(({ trackingNumber }) => trackingNumber)
  const reply = await post(context, TRACK, questionOf(numbers))
  if (!reply.ok) return reply
  const { status, text } = reply.value
  const refused = Refusal.safeParse(jsonOf(text))
  if ((status === 400 || status === 404) && refused.success) {
    const [only, ...others] = numbers
    if (only === undefined) return ok([])
    if (others.length > 0) return askEach(parcels, context)
    const lookupFailed = words(refused.data.errors)
    return ok([reportOf({ trackingNumber: only, carrier: 'FedEx', lookupFailed })])
  }
  if (status !== 200) {
    return err(problemOf(reply.value, context, `the question about ${numbers.length} parcels`))
  }
  const reports = read(jsonOf(text), context.now)
  return reports.ok ? reports : err(notReadable(HOST, status))
}

async function askEach(
  parcels: readonly Asked[],
  context: FedexContext,
): Promise<Result<readonly TrackingReport[], CallProblem>> {
  const reports: TrackingReport[] = []
  for (const parcel of parcels) {
    const answer = await ask([parcel], context)
    if (!answer.ok) return answer
    reports.push(...answer.value)
  }
  return ok(reports)
}

/** As refusal(), with FedEx's own words and what the merchant can do where it does not let us. */
function problemOf(reply: Reply, context: FedexContext, what: string): CallProblem {
  const told = Refusal.safeParse(jsonOf(reply.text))
  const why = told.success ? ` It says: ${words(told.data.errors)}.` : ''
  if (reply.status === 401 || reply.status === 403) {
    return unwelcome(
      HOST,
      reply.status,
      `FedEx answered ${reply.status} to ${what}.${why} Check that your project at developer.fedex.com has Basic Integrated Visibility (Track API) and that its production key is the one set here.`,
    )
  }
  const problem = refusal(HOST, reply, context.now, what)
  return { ...problem, message: `${problem.message}${why}` }
}
