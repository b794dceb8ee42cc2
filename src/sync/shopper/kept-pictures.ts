// Pictures that lie elsewhere, fetched once and kept in R2, so that no third party learns of a visit: of an
// item from its shop, of a delivery from its carrier.
import { pictureType } from '../../core/picture-type.ts'
import { type Download, download } from '../http.ts'

/** What was no picture is asked for again after a day: such things get mended. */
const NONE_MS = 86_400_000

/** What is kept under a key: a picture, or the note that there was none a while ago. */
export type Kept = Pick<R2Object, 'size' | 'customMetadata'>

export const isPicture = ({ size }: Kept): boolean => size > 0

/** There was none, and it is too early to ask again; `now` is the clock that wrote the note. */
export const isNone = (kept: Kept, now: number): boolean =>
  !isPicture(kept) && now - Number(kept.customMetadata?.lookedAt) < NONE_MS

export type Fetched = { readonly type: string; readonly body: Uint8Array<ArrayBuffer> }

/** Fetches and keeps it; null: there is none. No answer says nothing of it, and is not kept. */
export async function fetchPicture(
  url: string,
  { key, archive, now, ...allowed }: Download & KeptAt,
): Promise<Fetched | null | 'no answer'> {
  const fetched = await download(url, allowed)
  if (fetched === 'no answer') return fetched
  const body = fetched ?? new Uint8Array()
  const type = pictureType(body)
  await archive.put(key, type ? body : '', {
    httpMetadata: { contentType: type ?? undefined },
    customMetadata: { lookedAt: String(now) },
  })
  return type ? { type, body } : null
}

type KeptAt = { readonly key: string; readonly archive: R2Bucket; readonly now: number }
