// Australia Post eParcel and StarTrack: the Shipping & Tracking API, which is asked and never posts. It
// needs an eParcel or StarTrack contract. What it replies is read in read.ts.
// https://developers.auspost.com.au/content/apis/shipping-and-tracking/reference-track-items.html (read
// 2026-11-24)
import * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import { textOrNull } from '../../../core/text.ts'
import type { TrackingReport } from '../../../core/tracking.ts'
import { carrierOfNumber } from '../../../core/tracking-number.ts'
import type { Context } from '../../context.ts'
import {
  basicAuth,
  type CallProblem,
  type Reply as HttpReply,
  jsonOf,
  refusal,
} from '../../http.ts'
import type { Asked, Carrier } from '../carrier.ts'
import { faultsInWords, Refusal, read } from './read.ts'
import { meaningOf } from './words.ts'

// Settings ------------------------------------------------------------------------------------

const accountNumber = z
  .string()
  .regex(
    /^(?:\d{8}|\d{10})$/,
    'is 8 digits (StarTrack) or 10 (eParcel), in quotes: leading zeros count',
  )

const Settings = z.strictObject({
  accountNumber: accountNumber.describe('Your eParcel account (10 digits), else StarTrack’s (8).'),
  startrackAccountNumber: accountNumber
    .optional()
    .describe('Your StarTrack account, when the same API key has an eParcel account as well.'),
})
type Settings = z.infer<typeof Settings>

// Wire shapes ---------------------------------------------------------------------------------

const Account = z.object({ name: z.string().nullish(), expired: z.boolean().nullish() })

// Tables --------------------------------------------------------------------------------------

/** The gateway's own words for "too many calls", whatever the HTTP status. */
const TOO_MANY_CALLS = 'API_002'

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
  return json === null ? err(unlooked({ message: 'the reply is not JSON' })) : ok(json)
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

export const australiaPost: Carrier<Settings> = {
  name: 'Australia Post',
  serves: ['australia-post', 'startrack'],
  settings: Settings,
  secrets: {
    apiKey: { about: 'the API key of the Shipping & Tracking API', required: true },
    password: { about: 'the password that came with the API key', required: true },
  },

  calls: {
    needs: ['apiKey', 'password'],
    hosts: () => [HOST],
    account: ({ accountNumber }) => accountNumber,
    // Ten questions for parcels a minute, as two of its clients have it; replies count down.
    // https://github.com/parcel-trap/driver-auspost (read 2026-11-24)
    limits: () => [{ calls: 10, perMs: 60_000 }],
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
