// The way out for tests of a feed's calls: answers what a test laid down for an address, records what was
// sent, and refuses whatever it does not know.
import { err, ok } from '../../../src/core/result.ts'
import type { Asked } from '../../../src/sync/carriers/carrier.ts'
import type { Context } from '../../../src/sync/context.ts'
import type { Call, Http } from '../../../src/sync/http.ts'

export const NOW = Date.UTC(2026, 9, 27, 1, 0, 0)

/** `lost`: no answer. An object is sent as JSON, a text as it is. */
export type Answer =
  | 'lost'
  | {
      readonly status?: number
      readonly body: unknown
      readonly headers?: Readonly<Record<string, string>>
    }

export type Sent = { readonly call: string; readonly headers: Headers; readonly body: unknown }

/** By `POST https://host/path`; of several answers each is given once, and the last stays. */
export function fakeHttp(answers: Readonly<Record<string, Answer | readonly Answer[]>>) {
  const sent: Sent[] = []
  const left = new Map(Object.entries(answers).map(([call, given]) => [call, [given].flat()]))

  const http: Http = async (url, { method = 'GET', headers, body }: Call = {}) => {
    const call = `${method} ${url}`
    sent.push({ call, headers: new Headers(headers), body: body ? JSON.parse(body) : undefined })
    const queue = left.get(call)
    if (!queue) throw new Error(`nobody expected ${call}`)
    const answer = queue.length > 1 ? queue.shift() : queue[0]
    if (!answer || answer === 'lost') return err(unreachable(new URL(url).hostname))
    const { status = 200, headers: told } = answer
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)
    return ok({ status, headers: new Headers(told), text })
  }

  const kept = new Map<string, { value: string; expiresAt: number }>()
  const cache: Context<unknown>['cache'] = {
    async get(key) {
      const entry = kept.get(key)
      return entry && entry.expiresAt > NOW ? entry.value : null
    },
    async put(key, value, expiresAt) {
      kept.set(key, { value, expiresAt })
    },
  }

  const contextOf = <Settings>(
    settings: Settings,
    secrets: Readonly<Record<string, string>>,
  ): Context<Settings> => ({ settings, secrets, http, now: NOW, cache })

  return { http, sent, calls: () => sent.map(({ call }) => call), kept, contextOf }
}

const unreachable = (host: string) => ({
  kind: 'unreachable' as const,
  host,
  status: null,
  message: `${host} did not answer in time.`,
  retry: { afterSeconds: 30 },
})

/** A parcel to ask about, of an invented order. */
export const asked = (more: Partial<Asked> = {}): Asked => ({
  trackingNumber: '33ZZZ5000001',
  carrier: 'australia-post',
  calledThere: null,
  orderNumber: '1001',
  destination: { country: 'AU', postcode: '6160' },
  dispatchedAt: NOW - 86_400_000,
  ...more,
})
