// Whose host a visitor came to. The deployment's own shows everybody's orders; a merchant's shows theirs and
// nobody else's; on any other host nothing is there. See docs/hosts.md.
import type { MiddlewareHandler } from 'hono'
import { merchantOfHost } from '../core/db/hosts.ts'
import type { PageBrand } from '../core/page-brand.ts'
import type { Env } from './env.ts'
import { isForwarded, misconfigured, notFound, refuse } from './plain.tsx'
import { answer, contentSecurityPolicy, type Page, urlOf } from './respond.ts'

export const hostOf = (c: Page): string => urlOf(c).hostname

/** Whether the orders of this merchant are shown on the host of the request. */
export const isShownHere = (c: Page, { page }: PageBrand): boolean =>
  isOwnHost(c.env, hostOf(c)) || page.hosts.includes(hostOf(c))

/**
 * The deployment's own: what `OWN_HOSTS` lists, and its workers.dev address, which Cloudflare gives to
 * nobody else; on the developer's machine that machine.
 */
export function isOwnHost({ OWN_HOSTS = '', ENVIRONMENT }: Env, host: string): boolean {
  if (host.endsWith('.workers.dev')) return true
  if (ENVIRONMENT === 'development' && LOOPBACK.test(host)) return true
  return OWN_HOSTS.toLowerCase()
    .split(/[\s,]+/)
    .includes(host)
}

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/

const UNNAMED =
  'This deployment does not know its own hosts: name that of PUBLIC_URL as OWN_HOSTS under [vars] in wrangler.toml, and deploy.'

/** The one way in, for every request. */
export const door: MiddlewareHandler<{ Bindings: Env }> = async (c, next) => {
  if (!isOwnHost(c.env, hostOf(c))) {
    const refused = await refusedAt(hostOf(c), c)
    if (refused) return refused
  }
  return hasTls(c) ? next() : toTls(c)
}

/**
 * Lets nobody in where nobody lives, but for the question whether we are well. Webhooks and the API are the
 * deployment's; a page and the front page look for themselves, with what they read anyway.
 */
async function refusedAt(host: string, c: Page): Promise<Response | null> {
  const { path } = c.req
  if (path === '/healthz') return null
  if (c.env.OWN_HOSTS === undefined) {
    // It could be ours, so a webhook shall be sent again; a merchant's shows what it always does.
    const isTheirs = !isForwarded(c) && (await merchantOfHost(c.env, host))
    return isTheirs ? null : misconfigured(c, UNNAMED)
  }
  if (isForwarded(c)) {
    // Most likely a host that its operator forgot to name: webhooks would get lost unheard.
    console.error(JSON.stringify({ event: 'not_our_host', host, mend: 'OWN_HOSTS, wrangler.toml' }))
    return notFound(c)
  }
  if (reads(c) && (path === '/' || path.startsWith('/t/'))) return null
  return (await merchantOfHost(c.env, host)) ? null : notFound(c)
}

const hasTls = (c: Page): boolean => c.req.url.startsWith('https:') || LOOPBACK.test(hostOf(c))

/**
 * A link that was opened without TLS leads to the same with it; whatever else came that way, its body has been
 * seen already, is not taken. A zone answers both unless its owner says otherwise.
 * https://developers.cloudflare.com/ssl/edge-certificates/additional-options/always-use-https/ (read 2026-11-29)
 */
function toTls(c: Page): Promise<Response> {
  if (!reads(c)) return refuse(c, 403, 'Use https.')
  const headers = { Location: c.req.url.replace(/^http:/, 'https:') }
  return answer(c, { status: 308, headers, policy: contentSecurityPolicy() })
}

const reads = ({ req }: Page): boolean => req.method === 'GET' || req.method === 'HEAD'
