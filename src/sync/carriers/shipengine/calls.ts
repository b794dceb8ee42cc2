// The calls to ShipEngine, and what its refusals mean to the merchant.
import * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import { textOrNull } from '../../../core/text.ts'
import type { Context } from '../../context.ts'
import { type CallProblem, type Reply, refusal } from '../../http.ts'
import { Failure } from './wire.ts'

// Settings ------------------------------------------------------------------------------------

export const Settings = z.strictObject({
  api: z
    .enum(['shipengine', 'shipstation'])
    .default('shipengine')
    .describe(
      'where the API key is from: `shipengine` (ShipStation API, formerly ShipEngine) or `shipstation` (the V2 API of a ShipStation account)',
    ),
})
export type Settings = z.infer<typeof Settings>

// Calls ---------------------------------------------------------------------------------------

/** V2 has the same acts under its own host. https://docs.shipstation.com/apis/openapi/tracking (read 2026-11-24) */
export const API = {
  shipengine: { host: 'api.shipengine.com', version: 'v1' },
  shipstation: { host: 'api.shipstation.com', version: 'v2' },
} as const

export async function call(
  context: Context<Settings>,
  method: 'GET' | 'POST',
  path: string,
  what: string,
): Promise<Result<Reply, CallProblem>> {
  const { host, version } = API[context.settings.api]
  const key = context.secrets.apiKey
  if (!key) return err(noKey(host, null))
  const headers = { 'api-key': key, accept: 'application/json' }
  const reply = await context.http(`https://${host}/${version}/${path}`, { method, headers })
  if (!reply.ok) return reply
  if (reply.value.status === 401 || reply.value.status === 403) {
    return err(noKey(host, reply.value.status))
  }
  if (reply.value.status >= 200 && reply.value.status < 300) return reply
  return err(withReason(refusal(host, reply.value, context.now, what), reply.value.text))
}

const noKey = (host: string, status: number | null): CallProblem => ({
  kind: 'credentials',
  host,
  status,
  message: `${status === null ? 'The secret apiKey is not set' : `${host} does not accept the secret apiKey`}. Copy the key from API Management there, and set it: waymark secret set <connection> apiKey.`,
  retry: false,
})

/** ShipEngine says in a sentence what it does not like: that the carrier is not connected, for one. */
function withReason(problem: CallProblem, body: string): CallProblem {
  const failure = Failure.safeParse(parsed(body)).data
  const reason = failure
    ? textOrNull(failure.errors.map(each => each.message).join(' '), 200)
    : null
  return reason === null
    ? problem
    : { ...problem, message: `${problem.message} It says: ${reason}` }
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const notJson = (host: string, status: number, what: string): CallProblem => ({
  kind: 'unreadable',
  host,
  status,
  message: `${host} did not answer ${what} in the shape it documents.`,
  retry: { afterSeconds: 60 },
})

/** An empty 204 is the documented answer; a page of HTML with a 200 is some other machine's. */
export async function act(
  context: Context<Settings>,
  act: 'start' | 'stop',
  code: string,
  number: string,
): Promise<Result<void, CallProblem>> {
  const query = new URLSearchParams({ carrier_code: code, tracking_number: number })
  const what = `the wish to ${act} watching a parcel`
  const reply = await call(context, 'POST', `tracking/${act}?${query}`, what)
  if (!reply.ok) return reply
  const { status, text } = reply.value
  if (text.trim() === '' || parsed(text) !== undefined) return ok(undefined)
  return err(notJson(API[context.settings.api].host, status, what))
}
