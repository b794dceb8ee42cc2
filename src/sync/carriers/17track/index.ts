// 17TRACK's webhook, and the API v2 that tells it which numbers to follow. The body is signed by a plain
// SHA-256 over body, `/` and the API key, so the key is the secret of both ways. read.ts has what it says.
// https://asset.17track.net/api/document/v2.2_en/index.html (read 2026-11-24)
import * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import { cleanText } from '../../../core/text.ts'
import type { Context, Grants } from '../../context.ts'
import { parseExactly } from '../../exact-json.ts'
import { type CallProblem, refusal } from '../../http.ts'
import { accepted, verifyDigest } from '../../verify.ts'
import type { Asked, Carrier, Watching } from '../carrier.ts'
import { CODES, meaning, Reply, read } from './read.ts'

// Settings ------------------------------------------------------------------------------------

const Settings = z.strictObject({})
type TrackContext = Context<z.infer<typeof Settings>>

// Wire shapes ---------------------------------------------------------------------------------

const Quota = z.object({ data: z.object({ quota_remain: z.number().nullish() }) })

// Tables --------------------------------------------------------------------------------------

const SET_KEY =
  'copy the access key of 17TRACK’s API dashboard › Settings › Security, and set it: waymark secret set <connection> apiKey.'

type Trouble = Pick<CallProblem, 'kind' | 'message' | 'retry'>

/**
 * What stands between us and a registration, and the next step. Other codes speak for themselves.
 * https://help.17track.net/hc/en-us/articles/37570440168473-Error-Codes-and-Troubleshooting (read 2026-11-24)
 */
const TROUBLE: Readonly<Record<string, Trouble>> = {
  '-18010001': {
    kind: 'credentials',
    message:
      '17TRACK lets in only the addresses on its list, and Waymark’s change: empty the IP whitelist in Settings › Security.',
    retry: false,
  },
  '-18010002': {
    kind: 'credentials',
    message: `17TRACK does not accept the key: ${SET_KEY}`,
    retry: false,
  },
  '-18010003': {
    kind: 'refused',
    message: '17TRACK has a fault of its own, and is asked again.',
    retry: { afterSeconds: 60 },
  },
  '-18010004': {
    kind: 'credentials',
    message: 'The account at 17TRACK is switched off. Ask its support why.',
    retry: false,
  },
  '-18010005': {
    kind: 'credentials',
    message: `17TRACK denies access to its API: ${SET_KEY}`,
    retry: false,
  },
  '-18019903': {
    kind: 'refused',
    message:
      '17TRACK cannot tell whose number this is. Write its number for the carrier at the connection: carrierNames.',
    retry: false,
  },
  '-18019905': {
    kind: 'refused',
    message:
      '17TRACK has stopped watching this number, and takes one up again only once: it sends no more news of it.',
    retry: false,
  },
  '-18019907': {
    kind: 'throttled',
    message:
      'The day’s registrations at 17TRACK are used up. Waymark goes on when there are new ones.',
    retry: { afterSeconds: 3600 },
  },
  '-18019908': {
    kind: 'throttled',
    message: 'The quota at 17TRACK is used up. Buy more in its dashboard; Waymark then goes on.',
    retry: { afterSeconds: 6 * 3600 },
  },
}

/** Registered already, by us or by hand: it is followed, or was stopped. */
const ALREADY_THERE = -18019901
/** Our number for the carrier is not in its list any more. */
const NO_SUCH_CARRIER = -18019910
/** "Only stopped numbers can be re-tracked": this one is followed. */
const FOLLOWED = -18019904
/** Not registered, or stopped already. */
const GONE: ReadonlySet<number> = new Set([-18019902, -18019906])

// Calls ---------------------------------------------------------------------------------------

const HOST = 'api.17track.net'

const problem = (trouble: Trouble, status: number | null): CallProblem => ({
  ...trouble,
  host: HOST,
  status,
})

const garbled = (status: number): CallProblem =>
  problem(
    {
      kind: 'unreadable',
      message: '17TRACK’s answer is not what its documents say.',
      retry: { afterSeconds: 60 },
    },
    status,
  )

const faultOf = (code: number, words: string | undefined, status: number): CallProblem =>
  problem(
    TROUBLE[String(code)] ?? {
      kind: 'refused',
      message: `17TRACK says: ${cleanText(words || `error ${code}`)}`,
      retry: false,
    },
    status,
  )

/** The body of an answer that carries `code` 0. Faults stand in the body, under any HTTP status. */
async function call(
  context: TrackContext,
  path: string,
  items: readonly object[],
): Promise<Result<unknown, CallProblem>> {
  const { apiKey } = context.secrets
  if (!apiKey) {
    const message = `Waymark has no key of 17TRACK: ${SET_KEY}`
    return err(problem({ kind: 'credentials', message, retry: false }, null))
  }
  const reply = await context.http(`https://${HOST}/track/v2.2/${path}`, {
    method: 'POST',
    headers: { '17token': apiKey, accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(items),
  })
  if (!reply.ok) return reply
  const { status, text } = reply.value
  const body = parseExactly(text)
  const { success, data } = Reply.safeParse(body)
  if (status === 200 && success && data.code === 0) return ok(body)
  if (success && (status === 200 || TROUBLE[String(data.code)])) {
    return err(faultOf(data.code, data.data?.errors?.[0]?.message, status))
  }
  if (status === 200) return err(garbled(status))
  const refused = refusal(HOST, reply.value, context.now, 'our request')
  const message = `17TRACK denies access to its API: ${SET_KEY}`
  return err(refused.kind === 'credentials' ? { ...refused, message } : refused)
}

type Outcome = 'done' | { readonly code: number; readonly words: string }

/** What became of the one number that was sent. */
async function actOn(
  context: TrackContext,
  path: string,
  item: object,
): Promise<Result<Outcome, CallProblem>> {
  const body = await call(context, path, [item])
  if (!body.ok) return body
  const { data } = Reply.parse(body.value)
  const error = data?.rejected?.[0]?.error
  if (error) return ok({ code: error.code, words: error.message })
  return data?.accepted?.length ? ok('done') : err(garbled(200))
}

/** Asked for a carrier by number only: 17TRACK takes no names. */
function carrierCode({ calledThere, carrier }: Asked): Result<number | undefined, CallProblem> {
  if (calledThere === null) return ok(carrier ? CODES[carrier] : undefined)
  if (/^\d{1,9}$/.test(calledThere)) return ok(Number(calledThere))
  const message = `17TRACK knows carriers by number, not by name: write the number of ${cleanText(calledThere, 80)} at the connection (carrierNames).`
  return err(problem({ kind: 'refused', message, retry: false }, null))
}

/**
 * Each new number costs one of the quota; a repeat costs none. Its news comes by webhook, minutes later. A
 * number that was stopped, when its parcel had arrived or after a month of silence, is taken up again.
 */
async function begin(
  parcel: Asked,
  _callback: string,
  context: TrackContext,
): Promise<Result<Watching, CallProblem>> {
  const carrier = carrierCode(parcel)
  if (!carrier.ok) return carrier
  const number = parcel.trackingNumber
  const tag = parcel.orderNumber.slice(0, 100)
  const register = (code?: number) => actOn(context, 'register', { number, carrier: code, tag })
  const asked = await register(carrier.value)
  const isRefused = codeOf(asked) === NO_SUCH_CARRIER && parcel.calledThere === null
  const first = isRefused ? await register() : asked
  const outcome =
    codeOf(first) === ALREADY_THERE ? await actOn(context, 'retrack', { number }) : first
  if (!outcome.ok) return outcome
  if (outcome.value === 'done' || outcome.value.code === FOLLOWED) {
    return ok({ id: number, until: null })
  }
  return err(faultOf(outcome.value.code, outcome.value.words, 200))
}

const codeOf = (outcome: Result<Outcome, CallProblem>): number | null =>
  outcome.ok && outcome.value !== 'done' ? outcome.value.code : null

/**
 * By the number alone: the carrier may be another than we named, since 17TRACK corrects it.
 * Unverified: that the number suffices where two carriers have it; it then stops by itself.
 */
async function end(
  id: string,
  _parcel: Asked,
  context: TrackContext,
): Promise<Result<void, CallProblem>> {
  const outcome = await actOn(context, 'stoptrack', { number: id })
  if (!outcome.ok) return outcome
  if (outcome.value === 'done' || GONE.has(outcome.value.code)) return ok(undefined)
  return err(faultOf(outcome.value.code, outcome.value.words, 200))
}

/** The quota costs nothing to ask for, and proves the key. */
async function check(context: TrackContext): Promise<Result<Grants, CallProblem>> {
  const body = await call(context, 'getquota', [])
  if (!body.ok) return body
  const quota = Quota.safeParse(body.value)
  if (!quota.success) return err(garbled(200))
  const isSpent = (quota.data.data.quota_remain ?? 1) <= 0
  const advice = isSpent ? ['The quota at 17TRACK is used up: buy more in its dashboard.'] : []
  return ok({ account: '17TRACK', missing: [], advice })
}

export const seventeenTrack: Carrier<z.infer<typeof Settings>> = {
  name: '17TRACK',
  serves: 'any',
  settings: Settings,
  secrets: {
    apiKey: {
      about: 'the access key of the API dashboard: it signs the webhooks and opens the API',
      required: true,
    },
  },
  calls: {
    needs: ['apiKey'],
    hosts: () => [HOST],
    account: () => HOST,
    // "3 req/s" an account, at the address above.
    limits: () => [{ calls: 3, perMs: 1000 }],
  },

  // Unverified: hex, as every public receiver writes it; the document says "SHA256" only.
  async verify(hook, { secrets }) {
    return verifyDigest({
      signature: hook.headers.get('sign'),
      secrets: accepted(secrets, 'apiKey'),
      joined: key => [new Uint8Array(hook.body), '/', key],
    })
  },

  read,
  meaning,
  check,
  watch: { begin, end },
}
