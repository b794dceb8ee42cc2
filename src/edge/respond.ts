// What every answer of ours carries: the headers of a page that nobody may index, frame, script or
// learn a link from, and an ETag, because shoppers look more than once.
import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import type { Env } from './env.ts'

export type Page = Context<{ Bindings: Env }>

/** Baseline of OWASP ASVS 5.0 chapter 3.4; a page without scripts can be this strict. */
const SECURITY_HEADERS = {
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer', // the path is the key to the page: no other site may read it
  'X-Robots-Tag': 'noindex, nofollow',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-site',
  'Permissions-Policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'Cache-Control': 'private, max-age=0, must-revalidate',
  Vary: 'Accept',
} as const

type Sources = { readonly style?: string; readonly image?: string | null }

/** Nothing is allowed but one sheet by its hash, images in the document, and the logo's own host. */
export function contentSecurityPolicy({ style, image }: Sources = {}): string {
  return [
    "default-src 'none'",
    style && `style-src '${style}'`,
    style && ['img-src data:', image].filter(Boolean).join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ]
    .filter(Boolean)
    .join('; ')
}

type Body = {
  readonly type: string
  readonly text: string
  readonly policy: string
  readonly status?: number
}

/** The answer with all headers; 304 when the visitor has these very bytes. */
export async function answer(c: Page, body: Body): Promise<Response> {
  const { type, text, policy, status = 200 } = body
  const bytes = new TextEncoder().encode(text)
  const headers = new Headers(SECURITY_HEADERS)
  headers.set('Content-Type', type)
  headers.set('Content-Security-Policy', policy)
  if (status === 200) {
    const etag = await etagOf(bytes)
    headers.set('ETag', etag)
    if (isKnown(c.req.header('if-none-match'), etag)) {
      headers.delete('Content-Type')
      return new Response(null, { status: 304, headers })
    }
  }
  return new Response(bytes, { status, headers })
}

export const wantsJson = (c: Page): boolean =>
  accepts(c, {
    header: 'Accept',
    supports: ['text/html', 'application/json'],
    default: 'text/html',
  }) === 'application/json'

export const HTML = 'text/html; charset=utf-8'
export const JSON_TYPE = 'application/json; charset=utf-8'

/** Weak: the platform compresses on the way out, so the bytes are not the last word. */
async function etagOf(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const hex = Array.from(digest.subarray(0, 12), byte => byte.toString(16).padStart(2, '0'))
  return `W/"${hex.join('')}"`
}

const isKnown = (header: string | undefined, etag: string): boolean =>
  header === '*' ||
  (header ?? '').split(',').some(one => one.trim().replace(/^(?!W\/)/, 'W/') === etag)
