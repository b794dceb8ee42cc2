// The one way out. Every call to a platform, carrier or provider goes through here: it has a
// timeout, a size limit and a list of hosts it may reach, it reads Retry-After, and it never puts a
// URL's query, a header or a body into an error. In development OUTSIDE_WORLD sends every call to a
// stand-in (`https://shop.example/path` → `$OUTSIDE_WORLD/shop.example/path`); adapters do not know.
import { readBounded } from '../core/read-bounded.ts'
import { err, ok, type Result, type Retry } from '../core/result.ts'

/**
 * Why a call did not bring what it should.
 * - `unreachable`: no answer (timeout, reset): whether the act happened is **unknown**
 * - `refused`: the other side answered with an error status
 * - `unreadable`: it answered, but not in the shape it documents
 * - `forbidden`: we did not call: the host is not one this connection may reach
 * - `credentials`: it does not accept who we say we are, or we could not say it: a secret is missing,
 *   wrong or unfit to be sent; somebody must set it again
 * - `throttled`: it asks us to come back later; nothing was done
 * - `too_large`: it answered with more than we read at once: who can ask for less, asks for less
 */
export type CallProblem = {
  readonly kind:
    | 'unreachable'
    | 'refused'
    | 'unreadable'
    | 'forbidden'
    | 'credentials'
    | 'throttled'
    | 'too_large'
  /** Of an `unreadable` answer: whole, but of another shape. Its cause is what was asked for, not the way. */
  readonly misshapen?: true
  readonly host: string
  readonly status: number | null
  /** What is wrong and the next step, for the merchant; never a secret or a person's data. */
  readonly message: string
  readonly retry: Retry
}

export type Reply = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

export type Call = {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string
  readonly timeoutMs?: number
}

/** Returns the reply whatever its status; only "no reply" is a problem. */
export type Http = (url: string, call?: Call) => Promise<Result<Reply, CallProblem>>

const TIMEOUT_MS = 10_000
/** Somebody is looking at the page meanwhile. */
const DOWNLOAD_TIMEOUT_MS = 4000
const MAX_REPLY_BYTES = 4 * 1024 * 1024

type HttpOptions = {
  /** Hosts this connection may reach; `null` only for a host list fixed in code. */
  readonly hosts: readonly string[]
  /** Development only, see env.ts. */
  readonly outsideWorld: string | null
  readonly fetch?: typeof fetch
}

export function httpFor(options: HttpOptions): Http {
  const send = options.fetch ?? fetch
  return async (url, call = {}) => {
    const target = URL.parse(url)
    const host = target?.hostname ?? '(no host)'
    if (!target || !mayReach(target, options.hosts)) {
      return err({
        kind: 'forbidden',
        host,
        status: null,
        message: `${host} is not a host this connection may call. Check its address in the settings.`,
        retry: false,
      })
    }
    const headers = headersOf(call.headers)
    if (!headers) return err(unsendable(host))
    try {
      const response = await send(divert(target, options.outsideWorld), {
        method: call.method ?? 'GET',
        headers,
        body: call.body,
        redirect: 'manual', // a redirect could carry credentials to another host
        signal: AbortSignal.timeout(call.timeoutMs ?? TIMEOUT_MS),
      })
      const bytes = await readBounded(response, MAX_REPLY_BYTES)
      if (bytes === null) return err(tooLarge(host, response.status))
      const text = new TextDecoder().decode(bytes)
      return ok({ status: response.status, headers: response.headers, text })
    } catch {
      // fetch's own message may hold the URL: it is not passed on.
      return err({
        kind: 'unreachable',
        host,
        status: null,
        message: `${host} did not answer in time.`,
        retry: { afterSeconds: 30 },
      })
    }
  }
}

export type Download = {
  /** Those it may lie on; `public`: any of the public internet. */
  readonly hosts: readonly string[] | 'public'
  readonly outsideWorld: HttpOptions['outsideWorld']
  readonly maxBytes: number
}

/**
 * What lies at an address anybody may read: no secret travels there. null: nothing that we take, because it
 * is refused, too large, or elsewhere.
 */
export async function download(
  url: string,
  { hosts, outsideWorld, maxBytes }: Download,
): Promise<Uint8Array<ArrayBuffer> | null | 'no answer'> {
  const target = URL.parse(url)
  if (!target) return null
  const allowed = hosts === 'public' ? [target.hostname].filter(isPublic) : hosts
  if (!mayReach(target, allowed)) return null
  try {
    const response = await fetch(divert(target, outsideWorld), {
      redirect: 'manual', // it could lead to a host that is not allowed
      signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS),
    })
    if (response.status === 429 || response.status >= 500) return 'no answer'
    return response.ok ? await readBounded(response, maxBytes) : null
  } catch {
    return 'no answer'
  }
}

/**
 * A name of the public internet: no address of numbers in any form, no name without a dot, none that
 * resolvers keep to themselves. https://www.rfc-editor.org/rfc/rfc6761 (read 2026-11-29)
 */
const isPublic = (hostname: string): boolean =>
  /^(?:[a-z0-9-]{1,63}\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/.test(hostname) &&
  !/\.(?:local|localhost|localdomain|internal|intranet|lan|home|corp|arpa|invalid|test|onion)$/.test(
    hostname,
  )

/**
 * The problem a refusing reply stands for, with the other side's own word on when to come back.
 * 408, 425, 429 and 5xx may be tried again; other 4xx may not.
 */
export function refusal(host: string, reply: Reply, now: number, what: string): CallProblem {
  const { status } = reply
  const again = status === 408 || status === 425 || status === 429 || status >= 500
  const afterSeconds = retryAfterSeconds(reply.headers.get('retry-after'), now) ?? 60
  const kind =
    status === 401 || status === 403 ? 'credentials' : status === 429 ? 'throttled' : 'refused'
  return {
    kind,
    host,
    status,
    message: `${host} answered ${status} to ${what}.`,
    retry: again ? { afterSeconds } : false,
  }
}

/** The other side does not take who we say we are; `message` has the next step. */
export const unwelcome = (host: string, status: number | null, message: string): CallProblem => ({
  kind: 'credentials',
  host,
  status,
  message,
  retry: false,
})

/** A page of HTML, as gateways answer with, or JSON of another shape. */
export const notReadable = (host: string, status: number): CallProblem => ({
  kind: 'unreadable',
  host,
  status,
  message: `${host} answered ${status} with something that is not what it documents.`,
  retry: { afterSeconds: 60 },
})

/** Whether the act may have happened all the same: only a look at what stands there can tell. */
export const isAmbiguous = ({ kind, status }: CallProblem): boolean =>
  kind === 'unreachable' ||
  kind === 'unreadable' ||
  kind === 'too_large' ||
  (kind === 'refused' && status !== null && status >= 500)

/** A reply's text as JSON; null, which no shape takes, when it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The `Authorization` of HTTP Basic; names and secrets may hold any character. */
export const basicAuth = (user: string, password: string): string =>
  `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${user}:${password}`)))}`

/** `Retry-After` in seconds or as an HTTP date; bounded to 1 s … 12 h; null when absent or garbage. */
export function retryAfterSeconds(header: string | null, now: number): number | null {
  if (header === null) return null
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now) / 1000
  if (!Number.isFinite(seconds)) return null
  return Math.min(Math.max(Math.ceil(seconds), 1), 12 * 3600)
}

function mayReach(target: URL, hosts: readonly string[]): boolean {
  return (
    target.protocol === 'https:' &&
    target.port === '' &&
    target.username === '' &&
    hosts.includes(target.hostname)
  )
}

function divert(target: URL, outsideWorld: string | null): string {
  if (!outsideWorld) return target.href
  return `${outsideWorld}/${target.hostname}${target.pathname}${target.search}`
}

/** Null when a value cannot travel, such as one with a line break: no call would ever be made with it. */
function headersOf(given: Record<string, string> | undefined): Headers | null {
  try {
    return new Headers(given)
  } catch {
    return null // its message holds the value: it is not passed on
  }
}

/** The headers are ours but for the secrets in them, so a secret it is. */
function unsendable(host: string): CallProblem {
  return {
    kind: 'credentials',
    host,
    status: null,
    message: `A secret stored for ${host} holds characters that cannot travel in a header, such as a line break. Set it again: waymark secret set <connection> <name>.`,
    retry: false,
  }
}

function tooLarge(host: string, status: number): CallProblem {
  return {
    kind: 'too_large',
    host,
    status,
    message: `${host} answered with more than ${MAX_REPLY_BYTES / 1024 / 1024} MiB.`,
    retry: false,
  }
}
