// What a stand-in is: a function from a call to an answer. The world (world.ts) finds it by host.
// A stand-in answers what the real one documents and refuses everything else loudly.

/** One call to the outside, as the stand-in's host would have seen it. */
export type Ask = {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: string
}

export type Host = (ask: Ask) => Response | Promise<Response>

/** Thrown for a call no stand-in knows: answered with 501 and kept as a problem of the run. */
export class UnknownCall extends Error {
  override readonly name = 'UnknownCall'
}

/** Never returns: what was called is not part of the demo world. */
export function refuseUnknown(what: string): never {
  throw new UnknownCall(what)
}

export const json = (value: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  })

/** The body as JSON, or undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
