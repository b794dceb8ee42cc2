// What every answer of ours carries: the headers of a page that nobody may index, script or learn a link
// from, and an ETag, because shoppers look more than once.
import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { parseAccept } from 'hono/utils/accept'
import { fingerprint } from '../core/hash.ts'
import type { Env } from './env.ts'

export type Page = Context<{ Bindings: Env }>

/** On whatever leaves edge: baseline of OWASP ASVS 5.0 chapter 3.4. */
export const SECURITY_HEADERS = {
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer', // the path is the key to the page: no other site may read it
  'X-Robots-Tag': 'noindex, nofollow',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-site',
  'Permissions-Policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'Cache-Control': 'private, max-age=0, must-revalidate',
  Vary: 'Accept, Accept-Language, Sec-Fetch-Dest',
} as const

type Sources = {
  /** The inline sheet, by its hash. */
  readonly style?: string
  /** Another host that one image comes from: the merchant's logo. */
  readonly image?: string | null
  /** The page has forms, pictures and the script of ours. */
  readonly own?: boolean
  /** Websites that may show the page inside theirs. */
  readonly frames?: readonly string[]
}

/** Nothing is allowed but what is named here; no inline script, ever. */
export function contentSecurityPolicy({ style, image, own, frames = [] }: Sources = {}): string {
  const self = own ? "'self'" : null
  return [
    "default-src 'none'",
    style && `style-src '${style}'`,
    style && ['img-src data:', self, image].filter(Boolean).join(' '),
    self && `script-src ${self}`,
    self && `connect-src ${self}`,
    "base-uri 'none'",
    `form-action ${self ?? "'none'"}`,
    `frame-ancestors ${frames.length > 0 ? frames.join(' ') : "'none'"}`,
    "require-trusted-types-for 'script'",
    own && 'trusted-types waymark',
  ]
    .filter(Boolean)
    .join('; ')
}

type Written = string | ReadableStream

type Body = {
  /** Left out where there is no text. */
  readonly type?: string
  readonly policy: string
  readonly status?: number
  /** All that the text is made of: the same tag, the same text. Without it the answer has no ETag. */
  readonly tag?: string
  /** For the one who asked: kept by no browser and no cache. */
  readonly fleeting?: boolean
  /** In place of those that every answer has; null: without. */
  readonly headers?: Readonly<Record<string, string | null>>
  /** Called only when the visitor does not have it already. */
  readonly text?: () => Written | Promise<Written>
}

/** The answer with all headers; 304 when the visitor has it. */
export async function answer(
  c: Page,
  { type, policy, status = 200, tag, fleeting, headers: own = {}, text }: Body,
) {
  // Plain until the end: each call into a Headers leaves JavaScript.
  const headers: Record<string, string> = { ...SECURITY_HEADERS }
  headers['Content-Security-Policy'] = policy
  if (fleeting) headers['Cache-Control'] = 'no-store'
  for (const name in own) {
    const value = own[name]
    if (typeof value === 'string') headers[name] = value
    else delete headers[name]
  }
  if (tag !== undefined) {
    const etag = etagOf(`${c.env.VERSION?.id ?? ''} ${type} ${tag}`)
    headers.ETag = etag
    if (isKnown(c.req.header('if-none-match'), etag)) {
      return new Response(null, { status: 304, headers })
    }
  }
  if (type !== undefined) headers['Content-Type'] = type
  return new Response(text ? await text() : null, { status, headers })
}

/** The address that was asked for, taken apart once. */
export function urlOf({ req: { raw } }: Page): URL {
  const known = urls.get(raw)
  if (known) return known
  const url = new URL(raw.url)
  urls.set(raw, url)
  return url
}

const urls = new WeakMap<Request, URL>()

/** Inside another page: the bar and the footer are that page's. A browser that does not say so gets both. */
export const isFramed = (c: Page): boolean => c.req.header('sec-fetch-dest') === 'iframe'

/** For websites that let nothing in that does not say it may be shown elsewhere (COEP). */
export const FRAMED = { 'Cross-Origin-Resource-Policy': 'cross-origin' }

export const wantsJson = (c: Page): boolean =>
  accepts(c, {
    header: 'Accept',
    supports: ['text/html', 'application/json'],
    default: 'text/html',
  }) === 'application/json'

/** The browser's languages, the best first; a header may name as many as it likes. */
export const browserLocales = (c: Page): string[] =>
  parseAccept(c.req.header('accept-language') ?? '')
    .filter(({ q }) => q > 0)
    .toSorted((a, b) => b.q - a.q)
    .slice(0, MOST_LANGUAGES)
    .map(({ type }) => type)

const MOST_LANGUAGES = 10

export const HTML = 'text/html; charset=utf-8'
export const JSON_TYPE = 'application/json; charset=utf-8'

/** A short word for a brand: another one, another word. Made once, because a config is larger than an order. */
export function wordOf(brand: object): string {
  const known = words.get(brand)
  if (known) return known
  const word = fingerprint(JSON.stringify(brand))
  words.set(brand, word)
  return word
}

const words = new WeakMap<object, string>()

/** Weak: what it is made of decides, and the platform compresses on the way out. */
const etagOf = (text: string): string => `W/"${fingerprint(text)}"`

const isKnown = (header: string | undefined, etag: string): boolean =>
  header === '*' ||
  (header ?? '').split(',').some(one => one.trim().replace(/^(?!W\/)/, 'W/') === etag)
