// Shippo's `track_updated` webhook, and its tracks API that says which parcels it tells of. Nothing is
// signed unless Shippo was asked to; then the header is `t=<seconds>,v1=<hex>`. read.ts has what it says.
// https://docs.goshippo.com/docs/tracking/webhooks and /webhooksecurity (read 2026-11-24)
import * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import type { Context, Grants } from '../../context.ts'
import { parseExactly } from '../../exact-json.ts'
import type { HookRefusal, RawHook } from '../../hook.ts'
import { type Call, type CallProblem, notReadable, refusal, unwelcome } from '../../http.ts'
import { accepted, verifyStamped } from '../../verify.ts'
import type { Asked, Carrier, Watching } from '../carrier.ts'
import { CODES, complaintIn, meaning, noteOf, read, readTrack, Track } from './read.ts'

// Settings ------------------------------------------------------------------------------------

const Settings = z.strictObject({})
type ShippoContext = Context<z.infer<typeof Settings>>

// Calls ---------------------------------------------------------------------------------------

const Webhooks = z.object({
  results: z.array(z.object({ event: z.string(), active: z.boolean().nullish() })).nullish(),
})

const HOST = 'api.goshippo.com'

async function call(
  context: ShippoContext,
  path: string,
  request: Call = {},
): Promise<Result<unknown, CallProblem>> {
  const { apiToken } = context.secrets
  if (!apiToken) return err(tokenless)
  const headers = {
    accept: 'application/json',
    authorization: `ShippoToken ${apiToken}`,
    'shippo-api-version': '2018-02-08',
    ...(request.body !== undefined && { 'content-type': 'application/json' }),
  }
  const reply = await context.http(`https://${HOST}${path}`, { ...request, headers })
  if (!reply.ok) return reply
  const { status } = reply.value
  const body = parseExactly(reply.value.text)
  if (status === 200 || status === 201)
    return body === undefined ? err(notReadable(HOST, status)) : ok(body)
  const problem = refusal(HOST, reply.value, context.now, 'our request')
  if (problem.kind === 'credentials') return err({ ...problem, message: DENIED })
  const words = complaintIn(body)
  return err(words ? { ...problem, message: `Shippo says: ${words}` } : problem)
}

const SET_TOKEN =
  'copy the live token of Shippo › Settings › API, and set it: waymark secret set <connection> apiToken.'
const DENIED = `Shippo does not accept the API token: ${SET_TOKEN}`

const tokenless = unwelcome(
  HOST,
  null,
  `Waymark has no API token of Shippo, and so cannot tell it which parcels to watch: ${SET_TOKEN}`,
)

const nameless: CallProblem = {
  kind: 'refused',
  host: HOST,
  status: null,
  message:
    'Shippo watches a parcel only by its own name for the carrier. Write it at the connection: carrierNames.',
  retry: false,
}

/**
 * Registering twice is charged twice and doubles every webhook, so it looks first: what was registered
 * carries our note, and what was bought at Shippo is watched anyway.
 * Unverified: that a look shows the note of a registration; without it a repeat would register again.
 */
async function begin(
  parcel: Asked,
  _callback: string,
  context: ShippoContext,
): Promise<Result<Watching, CallProblem>> {
  const carrier = parcel.calledThere ?? (parcel.carrier ? CODES[parcel.carrier] : undefined)
  if (!carrier) return err(context.secrets.apiToken ? nameless : tokenless)
  const number = parcel.trackingNumber
  const path = `/tracks/${encodeURIComponent(carrier)}/${encodeURIComponent(number)}`
  const seen = await call(context, path)
  // Some carriers can be watched and not looked up: that refusal ends nothing.
  if (!seen.ok && (seen.problem.kind !== 'refused' || seen.problem.retry !== false)) return seen
  const known = Track.safeParse(seen.ok ? seen.value : null)
  const metadata = noteOf(parcel.orderNumber)
  if (known.success && (known.data.transaction || known.data.metadata === metadata)) {
    return watching(number, known.data, context)
  }
  const body = JSON.stringify({ carrier, tracking_number: number, metadata })
  const made = await call(context, '/tracks/', { method: 'POST', body })
  if (!made.ok) return made
  const track = Track.safeParse(made.value)
  return track.success ? watching(number, track.data, context) : err(notReadable(HOST, 200))
}

function watching(id: string, track: Track, { now }: ShippoContext): Result<Watching, CallProblem> {
  const reports = readTrack(track, now)
  return ok({ id, until: null, ...(reports.ok && { reports: reports.value }) })
}

/** The list of webhooks costs nothing, proves the token, and shows whether news would reach anybody. */
async function check(context: ShippoContext): Promise<Result<Grants, CallProblem>> {
  const grants = { account: 'Shippo', missing: [] }
  const { apiToken } = context.secrets
  if (!apiToken) return ok({ ...grants, advice: [tokenless.message] })
  const reply = await call(context, '/webhooks')
  if (!reply.ok) return reply
  const list = Webhooks.safeParse(reply.value)
  if (!list.success) return err(notReadable(HOST, 200))
  const hears = list.data.results?.some(
    ({ event, active }) => active !== false && (event === 'track_updated' || event === 'all'),
  )
  const advice = [
    ...(hears ? [] : [NO_WEBHOOK]),
    ...(apiToken.startsWith('shippo_test_') ? [TEST_TOKEN] : []),
  ]
  return ok({ ...grants, advice })
}

const NO_WEBHOOK =
  'Shippo has no active webhook for the event Track Updated: add one with this connection’s address in Shippo › Settings › API.'
const TEST_TOKEN =
  'This is a test token: Shippo then knows its own mock numbers only. Set the live token: waymark secret set <connection> apiToken.'

const SIGNATURE = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/i

/** Without a secret the unguessable address is the credential, as in Shippo's own `?token=` scheme. */
async function verify(
  hook: RawHook,
  { secrets }: Pick<ShippoContext, 'secrets'>,
): Promise<Result<void, HookRefusal>> {
  const keys = accepted(secrets, 'webhookSecret')
  if (keys.length === 0) return ok(undefined)
  const header = hook.headers.get('shippo-auth-signature')
  if (!header) return err({ kind: 'unsigned' })
  const [, timestamp, signature] = SIGNATURE.exec(header) ?? []
  if (!timestamp || !signature) return err({ kind: 'bad_signature' })
  return verifyStamped({
    timestamp,
    signatures: [signature],
    encodings: ['hex'],
    secrets: keys,
    prefix: `${timestamp}.`,
    hook,
  })
}

export const shippo: Carrier<z.infer<typeof Settings>> = {
  name: 'Shippo',
  serves: 'any',
  settings: Settings,
  secrets: {
    webhookSecret: {
      about: 'the secret that Shippo gave you when it switched HMAC signatures on for your account',
      required: false,
    },
    apiToken: {
      about:
        'the live API token, to tell Shippo which parcels to watch; without it only labels bought there are told of',
      required: false,
    },
  },
  calls: {
    needs: ['apiToken'],
    hosts: () => [HOST],
    account: () => HOST,
    // 500 looks and 750 registrations a minute; of our calls at least every second one is a look.
    // https://docs.goshippo.com/docs/api_concepts/ratelimits (read 2026-11-24)
    limits: () => [{ calls: 500, perMs: 60_000 }],
  },
  verify,
  read,
  meaning,
  check,
  watch: { begin },
}
