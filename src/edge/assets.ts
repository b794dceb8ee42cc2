// The two scripts that edge serves: the page's own, whose address changes with its text, and the one that
// merchants put into their websites, whose address may not; and what browsers and crawlers ask for unasked.
import { notFound } from './plain.tsx'
import { answer, contentSecurityPolicy, type Page } from './respond.ts'
import { EMBED_SCRIPT, PAGE_SCRIPT } from './scripts.ts'

const JAVASCRIPT = 'text/javascript; charset=utf-8'

export async function pageScript(c: Page, hash: string): Promise<Response> {
  if (hash !== PAGE_SCRIPT.hash) return notFound(c)
  return answer(c, {
    type: JAVASCRIPT,
    policy: contentSecurityPolicy(),
    headers: { 'Cache-Control': 'public, max-age=31536000, immutable', Vary: null },
    text: () => PAGE_SCRIPT.text,
  })
}

/** Other websites load it, also those that ask for permission by CORS or CORP. */
export const embedScript = (c: Page): Promise<Response> =>
  answer(c, {
    type: JAVASCRIPT,
    policy: contentSecurityPolicy(),
    tag: EMBED_SCRIPT.hash,
    headers: {
      'Cache-Control': 'public, max-age=86400, stale-while-revalidate=604800',
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      Vary: null,
    },
    text: () => EMBED_SCRIPT.text,
  })

/**
 * Pages say noindex themselves, and a crawler must be let in to read that; a closed door would put bare links
 * into the index. https://developers.google.com/search/docs/crawling-indexing/block-indexing (read 2026-11-24)
 */
export const robots = (c: Page): Promise<Response> =>
  answer(c, {
    type: 'text/plain; charset=utf-8',
    policy: contentSecurityPolicy(),
    headers: A_DAY,
    text: () => 'User-agent: *\nDisallow: /api/\nDisallow: /hooks/\n',
  })

/** There is none; browsers ask for it with each page until they are told. */
export const noIcon = (c: Page): Promise<Response> =>
  answer(c, { status: 204, policy: contentSecurityPolicy(), headers: A_DAY })

const A_DAY = { 'Cache-Control': 'private, max-age=86400', Vary: null }
