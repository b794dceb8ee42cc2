// What a form brings, read once at the door: from our own page only, at most 8 kB, and not too many from
// one address. There is no session that another site could ride on; it is refused all the same.
import type { PageBrand } from '../core/page-brand.ts'
import { readBounded } from '../core/read-bounded.ts'
import { err, ok, type Result } from '../core/result.ts'
import { networkOf } from './network.ts'
import { notOurs, refuse } from './plain.tsx'
import { type Page, urlOf } from './respond.ts'

const MAX_BODY_BYTES = 8 * 1024

/** A form's fields by name, of which the first of that name counts. */
export type Fields = { get(name: string): string; has(name: string): boolean }

/** The form, or the answer that refuses it. */
export async function readForm(c: Page, merchant?: PageBrand): Promise<Result<Fields, Response>> {
  if (!isOurOwn(c)) return err(await notOurs(c, merchant))
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(c.req.header('content-type') ?? '')) {
    return err(await refuse(c, 415, 'Send a form: application/x-www-form-urlencoded.'))
  }
  const body = await readBounded(c.req.raw, MAX_BODY_BYTES)
  if (body === null) return err(await refuse(c, 413, 'A form takes at most 8 kB.'))
  const fields = new URLSearchParams(new TextDecoder().decode(body))
  return ok({
    // East Asian keyboards write `３０５３` and `＠`.
    get: name => (fields.get(name) ?? '').normalize('NFKC').trim(),
    has: name => fields.has(name),
  })
}

/**
 * Browsers say it in Sec-Fetch-Site. Our pages have `no-referrer`, under which Origin is `null` even from
 * ourselves, so that one says nothing. https://fetch.spec.whatwg.org/#append-a-request-origin-header
 * (read 2026-11-29)
 */
function isOurOwn(c: Page): boolean {
  const site = c.req.header('sec-fetch-site')
  const origin = c.req.header('origin') ?? 'null'
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  return origin === 'null' || origin === urlOf(c).origin
}

/** Whether the visitor's address may send another: of IPv4 the whole of it, behind which there may be thousands. */
export const mayPost = async (c: Page): Promise<boolean> =>
  (await c.env.FORMS.limit({ key: networkOf(c, 32) })).success
