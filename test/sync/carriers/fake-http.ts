// The other side of a feed's calls: answers through the real way out what a test lays down, records what
// was asked, and has no answer to anything else.
import type { Result } from '../../../src/core/result.ts'
import type { Asked } from '../../../src/sync/carriers/carrier.ts'
import type { Context, TokenCache } from '../../../src/sync/context.ts'
import { type Http, httpFor } from '../../../src/sync/http.ts'

export const NOW = Date.UTC(2026, 9, 27)

export type Made = {
  /** `POST https://host/path?query` */
  readonly line: string
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly body: string
  /** The body as JSON; null where it is none. */
  readonly json: unknown
}

/** Nobody answers. */
export const unreachable = 'nobody answers'

export type Answer =
  | typeof unreachable
  | ({ readonly status?: number; readonly headers?: Readonly<Record<string, string>> } & (
      | { readonly json: unknown }
      | { readonly text: string }
    ))

/**
 * By `GET https://host/path?query`, or `GET https://host/path?*` whatever the query is. A list is
 * answered one by one, its last for ever.
 */
export type Answers = Readonly<Record<string, Answer | readonly Answer[]>>

/** `hosts`: those that the feed may reach. A call that has no answer throws: the test fails. */
export function fakeHttp(
  hosts: readonly string[],
  answers: Answers,
): { readonly http: Http; readonly made: Made[] } {
  const made: Made[] = []
  const turns = new Map<string, number>()
  const http: Http = async (url, call = {}) => {
    const { method = 'GET', body = '' } = call
    const line = `${method} ${url}`
    made.push({ line, method, url, headers: new Headers(call.headers), body, json: jsonOf(body) })
    const name = [line, `${line.split('?')[0]}?*`].find(each => Object.hasOwn(answers, each)) ?? ''
    const list = [answers[name] ?? []].flat()
    const turn = turns.get(name) ?? 0
    turns.set(name, turn + 1)
    const answer = list[turn] ?? list.at(-1)
    if (!answer) throw new Error(`nobody laid down an answer to ${line}`)
    const fetch = async () => responseOf(answer)
    return httpFor({ hosts, outsideWorld: null, fetch })(url, call)
  }
  return { http, made }
}

const jsonOf = (body: string): unknown => (/^[[{]/.test(body) ? JSON.parse(body) : null)

function responseOf(answer: Answer): Response {
  if (answer === unreachable) throw new TypeError('fetch failed')
  const { status = 200, headers } = answer
  const text = 'json' in answer ? JSON.stringify(answer.json) : answer.text
  return new Response(status === 204 ? null : text, { status, headers })
}

/** JSON, or a text as it is. */
export const reply = (
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Answer => ({ status, headers, ...(typeof body === 'string' ? { text: body } : { json: body }) })

/** Keeps what is put until its time, as the store behind `context.cache` does. */
export function fakeCache(now: () => number): TokenCache {
  const kept = new Map<string, { value: string; expiresAt: number }>()
  return {
    async get(key) {
      const entry = kept.get(key)
      return entry && entry.expiresAt > now() ? entry.value : null
    },
    async put(key, value, expiresAt) {
      kept.set(key, { value, expiresAt })
    },
  }
}

/** What an adapter's call gets. */
export const contextOf = <Settings>(
  http: Http,
  settings: Settings,
  secrets: Readonly<Record<string, string>>,
  now = NOW,
  cache = fakeCache(() => now),
): Context<Settings> => ({ http, settings, secrets, now, cache })

export const askedFor = (asked: Partial<Asked>): Asked => ({
  trackingNumber: 'EXAMPLE0000001',
  carrier: null,
  calledThere: null,
  orderNumber: '#1001',
  destination: { country: 'AU', postcode: '2000' },
  dispatchedAt: NOW,
  ...asked,
})

/** One of Australia Post's on its way to Fremantle since the day before. */
export const parcelOf = (more: Partial<Asked> = {}): Asked =>
  askedFor({
    trackingNumber: '33ZZZ5000001',
    carrier: 'australia-post',
    orderNumber: '1001',
    destination: { country: 'AU', postcode: '6160' },
    dispatchedAt: Date.UTC(2026, 9, 26, 1),
    ...more,
  })

/** The value, or a test that says what went wrong. */
export function worked<T, P>(result: Result<T, P> | undefined): T {
  if (!result?.ok) throw new Error(`expected a value: ${JSON.stringify(result?.problem)}`)
  return result.value
}
