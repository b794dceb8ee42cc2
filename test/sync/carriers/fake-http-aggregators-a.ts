// The other side of a feed's calls: it answers what a test lays down, notes what was asked, and has no
// answer to anything else.
import type { Context, TokenCache } from '../../../src/sync/context.ts'
import { type Http, httpFor } from '../../../src/sync/http.ts'

export type Asked = {
  /** `POST https://api.example.com/path?query` */
  readonly line: string
  readonly headers: Headers
  readonly body: unknown
}

/** What it says to one call: JSON, or a text that is none. */
export type Said = {
  readonly status?: number
  readonly json?: unknown
  readonly text?: string
  readonly headers?: Record<string, string>
}

export type FakeHttp = { readonly http: Http; readonly asked: Asked[] }

/** Each line of `answers` is answered in turn, its last answer for ever. */
export function fakeHttp(
  hosts: readonly string[],
  answers: Readonly<Record<string, Said | readonly Said[]>>,
): FakeHttp {
  const asked: Asked[] = []
  const http = httpFor({ hosts, outsideWorld: null, fetch: answer })
  return { http, asked }

  async function answer(url: URL | RequestInfo, init: RequestInit = {}): Promise<Response> {
    const line = `${init.method} ${String(url)}`
    const said = Object.hasOwn(answers, line) ? [answers[line] ?? []].flat() : []
    const times = asked.filter(each => each.line === line).length
    const now = said[Math.min(times, said.length - 1)]
    asked.push({ line, headers: new Headers(init.headers), body: bodyOf(init) })
    if (!now) throw new TypeError(`nobody laid down an answer to ${line}`)
    const { status = 200, json, text = JSON.stringify(json ?? {}), headers } = now
    return new Response(status === 204 ? null : text, { status, headers })
  }
}

const bodyOf = ({ body }: RequestInit): unknown =>
  typeof body === 'string' && body.startsWith('{') ? JSON.parse(body) : (body ?? null)

/** A context whose cache forgets nothing but what is past its time. */
export function contextOf<Settings>(
  settings: Settings,
  secrets: Readonly<Record<string, string>>,
  http: Http,
  now: number,
): Context<Settings> {
  const kept = new Map<string, { value: string; expiresAt: number }>()
  const cache: TokenCache = {
    get: async key => {
      const entry = kept.get(key)
      return entry && entry.expiresAt > now ? entry.value : null
    },
    put: async (key, value, expiresAt) => {
      kept.set(key, { value, expiresAt })
    },
  }
  return { settings, secrets, http, now, cache }
}
