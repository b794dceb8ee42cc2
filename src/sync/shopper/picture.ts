// A picture of an ordered item, for edge: fetched once from the shop, kept in R2, and shown from our own host,
// so that no third party learns of a visit (decision 020). Reached by edge's binding alone; edge decides
// nothing but whose host it is, because the rest is in the order.
import { readPage } from '../../core/db/page.ts'
import { type ItemPicture, pictureOfItem } from '../../core/db/pictures.ts'
import { sha256 } from '../../core/hash.ts'
import { isOldLink } from '../../core/old-link.ts'
import type { Picture } from '../../core/shopper.ts'
import { readSettings } from '../adapter.ts'
import { platformOf } from '../platforms/index.ts'
import type { Visit } from './door.ts'
import { fetchPicture, isNone, isPicture } from './kept-pictures.ts'

const MAX_BYTES = 200_000

/** 200 with the picture, or 404 whatever the reason. */
export async function showPicture(asked: Picture, visit: Visit): Promise<Response> {
  const source = await sourceOf(asked, visit)
  const shown = source && (await keptOrFetched(source, visit))
  return shown
    ? new Response(shown.body, { headers: { 'content-type': shown.type } })
    : new Response(null, { status: 404 })
}

type Source = { readonly url: string; readonly hosts: readonly string[] }
type Shown = { readonly type: string; readonly body: ReadableStream | Uint8Array<ArrayBuffer> }

/** Of a page that shows pictures, on that host and still: an old link does not say what was ordered. */
async function sourceOf({ token, place, host }: Picture, { db, now }: Visit) {
  const page = await readPage(db.$client, token)
  if (!page?.brand.page.pictures || isOldLink(page, now)) return null
  if (host !== null && !page.brand.page.hosts.includes(host)) return null
  const item = await pictureOfItem(db, token, place)
  return item && atPlatform(item)
}

/** Where the item's platform lets us have it from; null: it has no pictures, or not there. */
function atPlatform({ url, shop }: ItemPicture): Source | null {
  const platform = platformOf(shop.adapter)
  const own = platform && readSettings(platform.settings, shop.settings)
  const target = URL.parse(url)
  if (!platform?.pictures || !own?.success || !target) return null
  const hosts = platform.pictures.hosts(own.data)
  if (!hosts.includes(target.hostname)) return null
  return { url: platform.pictures.small?.(target) ?? target.href, hosts }
}

async function keptOrFetched(
  { url, hosts }: Source,
  { env: { ARCHIVE: archive }, settings: { outsideWorld }, now }: Visit,
): Promise<Shown | null> {
  const key = `pictures/${await sha256(url)}`
  const kept = await archive.get(key)
  if (kept && isPicture(kept)) {
    return { type: kept.httpMetadata?.contentType ?? 'application/octet-stream', body: kept.body }
  }
  if (kept && isNone(kept, now)) return null
  const from = { hosts, outsideWorld, maxBytes: MAX_BYTES }
  const fetched = await fetchPicture(url, { ...from, key, archive, now })
  return fetched === 'no answer' ? null : fetched
}
