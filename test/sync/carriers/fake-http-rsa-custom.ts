// The way out, faked: answers what a test lays down, records what was asked, and refuses every address
// that it does not know.
import { err, ok, type Result } from '../../../src/core/result.ts'
import type { Asked } from '../../../src/sync/carriers/carrier.ts'
import type { Context } from '../../../src/sync/context.ts'
import type { Call, CallProblem, Http, Reply } from '../../../src/sync/http.ts'

export const NOW = Date.UTC(2026, 9, 27)

export type Made = Call & { readonly url: string }

type Answer = { readonly status?: number; readonly headers?: Record<string, string> } & (
  | { readonly json: unknown }
  | { readonly text: string }
)

/** By `GET https://host/path`, without the query; a list is answered one by one, its last for ever. */
export type Answers = Readonly<Record<string, Answer | readonly Answer[] | CallProblem>>

export function fakeHttp(answers: Answers): { readonly http: Http; readonly made: Made[] } {
  const made: Made[] = []
  const turns = new Map<string, number>()
  const http: Http = async (url, call = {}) => {
    made.push({ url, ...call })
    const { origin, pathname, hostname } = new URL(url)
    const asked = `${call.method ?? 'GET'} ${origin}${pathname}`
    const known = Object.hasOwn(answers, asked) ? answers[asked] : undefined
    const turn = turns.get(asked) ?? 0
    turns.set(asked, turn + 1)
    const answer = isList(known) ? (known[turn] ?? known.at(-1)) : known
    if (!answer) return err(unknownAddress(hostname, asked))
    return 'kind' in answer ? err(answer) : ok(replyOf(answer))
  }
  return { http, made }
}

const isList = (known: Answers[string] | undefined): known is readonly Answer[] =>
  Array.isArray(known)

const replyOf = (answer: Answer): Reply => ({
  status: answer.status ?? 200,
  headers: new Headers(answer.headers),
  text: 'json' in answer ? JSON.stringify(answer.json) : answer.text,
})

const unknownAddress = (host: string, asked: string): CallProblem => ({
  kind: 'forbidden',
  host,
  status: null,
  message: `the test has no answer to ${asked}`,
  retry: false,
})

/** Nobody answers. */
export const unreachable = (host: string): CallProblem => ({
  kind: 'unreachable',
  host,
  status: null,
  message: `${host} did not answer in time.`,
  retry: { afterSeconds: 30 },
})

/** What an adapter's call gets, with a cache that forgets what has run out. */
export function contextOf<Settings>(
  http: Http,
  settings: Settings,
  secrets: Readonly<Record<string, string>>,
): Context<Settings> {
  const kept = new Map<string, { value: string; expiresAt: number }>()
  return {
    http,
    now: NOW,
    settings,
    secrets,
    cache: {
      async get(key) {
        const entry = kept.get(key)
        return entry && entry.expiresAt > NOW ? entry.value : null
      },
      async put(key, value, expiresAt) {
        kept.set(key, { value, expiresAt })
      },
    },
  }
}

export const askedFor = (asked: Partial<Asked>): Asked => ({
  trackingNumber: 'EXAMPLE0000001',
  carrier: null,
  calledThere: null,
  orderNumber: '#1001',
  destination: { country: 'AU', postcode: '2000' },
  dispatchedAt: NOW,
  ...asked,
})

/** The value, or a test that says what went wrong. */
export function worked<T, P>(result: Result<T, P> | undefined): T {
  if (!result?.ok) throw new Error(`expected a value: ${JSON.stringify(result?.problem)}`)
  return result.value
}
