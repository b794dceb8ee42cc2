// One call to Seller Center. What its reply means is judged in reply.ts.
import type * as z from 'zod'
import type { Result } from '../../../core/result.ts'
import type { CallProblem, Reply } from '../../http.ts'
import { judge } from './reply.ts'
import { hostOf, type IconicContext } from './settings.ts'
import { accessToken } from './token.ts'

export type Ask = {
  readonly method: 'GET' | 'POST' | 'PUT'
  /** `/v2/…` with its query. */
  readonly path: string
  readonly body?: string
  /** For messages: "our request for orders". */
  readonly what: string
}

/** Sends one call and parses its data; a refused token is renewed once. */
export async function call<Data extends z.ZodType>(
  context: IconicContext,
  ask: Ask,
  data: Data,
): Promise<Result<z.infer<Data>, CallProblem>> {
  const reply = await send(context, ask)
  return reply.ok ? judge(reply.value, context, data, ask.what) : reply
}

/** The reply whatever its status, but for a 401 of a token that could be renewed. */
export async function send(context: IconicContext, ask: Ask): Promise<Result<Reply, CallProblem>> {
  const token = await accessToken(context, 'cached')
  if (!token.ok) return token
  const reply = await sendWith(token.value, context, ask)
  if (!reply.ok || reply.value.status !== 401) return reply
  const renewed = await accessToken(context, 'fresh')
  return renewed.ok ? sendWith(renewed.value, context, ask) : renewed
}

function sendWith(token: string, context: IconicContext, { method, path, body }: Ask) {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
  const url = `https://${hostOf(context.settings)}${path}`
  if (body === undefined) return context.http(url, { method, headers })
  return context.http(url, {
    method,
    headers: { ...headers, 'content-type': 'application/json' },
    body,
  })
}
