// Webhooks and the API: passed on untouched, because a signature covers the very bytes that were sent. Only
// the answer is dressed as every answer of ours is.
import { contentSecurityPolicy, type Page, SECURITY_HEADERS } from './respond.ts'

export async function forward({ env, req }: Page): Promise<Response> {
  const told = await env.SYNC.fetch(req.raw)
  const headers = new Headers(SECURITY_HEADERS)
  headers.set('Content-Security-Policy', contentSecurityPolicy())
  headers.set('Cache-Control', 'no-store')
  headers.delete('Vary') // one key, one answer, in whatever language
  for (const [name, value] of told.headers) headers.set(name, value)
  return new Response(told.body, { status: told.status, headers })
}
