// The other side of a feed's calls: answers what the test has written down for a call, keeps the calls,
// and refuses what it does not know.
import { err, ok } from '../../../src/core/result.ts'
import type { TokenCache } from '../../../src/sync/context.ts'
import type { Call, CallProblem, Http, Reply } from '../../../src/sync/http.ts'

export type Sent = {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly body: string
}

type Answer = Reply | CallProblem

/** By `METHOD https://host/path` without the query; a list is answered one after the other, its last one again. */
export type Answers = Readonly<Record<string, Answer | readonly Answer[]>>

export function fakeHttp(answers: Answers): { readonly http: Http; readonly sent: Sent[] } {
  const sent: Sent[] = []
  const http: Http = async (url, call: Call = {}) => {
    const method = call.method ?? 'GET'
    const name = `${method} ${url.split('?')[0]}`
    const before = sent.filter(other => `${other.method} ${other.url.split('?')[0]}` === name)
    sent.push({ method, url, headers: new Headers(call.headers), body: call.body ?? '' })
    const known = Object.hasOwn(answers, name) ? answers[name] : undefined
    const list = known === undefined || 'status' in known ? [known] : known
    const answer = list[Math.min(before.length, list.length - 1)]
    if (!answer) throw new Error(`nobody has said what answers ${name}`)
    return 'kind' in answer ? err(answer) : ok(answer)
  }
  return { http, sent }
}

export const reply = (
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Reply => ({
  status,
  headers: new Headers(headers),
  text: typeof body === 'string' ? body : JSON.stringify(body),
})

/** Keeps what is put until its time, as the store behind `context.cache` does. */
export function fakeCache(now: () => number): TokenCache & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>()
  const ends = new Map<string, number>()
  return {
    kept,
    get: async key => ((ends.get(key) ?? 0) > now() ? (kept.get(key) ?? null) : null),
    put: async (key, value, expiresAt) => {
      kept.set(key, value)
      ends.set(key, expiresAt)
    },
  }
}
