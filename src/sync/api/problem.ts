// The API's one way to say no: problem+json (RFC 9457), with a request id for the operator's log and,
// when there are several faults, all of them.
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { nameOf } from '../log.ts'

export type Problem = {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 500 | 503
  readonly title: string
  readonly detail?: string
  readonly errors?: readonly { readonly path: string; readonly message: string }[]
}

/** The answer to a request that cannot be done. */
export function problem(c: Context, { status, ...more }: Problem): Response {
  const requestId = c.res.headers.get('x-request-id') ?? crypto.randomUUID()
  const body = JSON.stringify({ type: 'about:blank', status, ...more, requestId })
  return new Response(body, {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-request-id': requestId,
    },
  })
}

/** What nobody expected: the kind goes to the log, never its message to the outside. */
export function unexpected(error: Error, c: Context): Response {
  if (error instanceof HTTPException) {
    const status = error.status === 413 ? 413 : 400
    return problem(c, { status, title: 'This request cannot be read.' })
  }
  const response = problem(c, { status: 500, title: 'Something went wrong on our side.' })
  console.error({
    event: 'failed',
    requestId: response.headers.get('x-request-id'),
    cause: nameOf(error),
  })
  return response
}
