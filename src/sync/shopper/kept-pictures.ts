// Pictures that lie elsewhere, fetched once and kept in R2, so that no third party learns of a visit: of an
// item from its shop, of a delivery from its carrier.
import { pictureType } from '../../core/picture-type.ts'
import { type Download, download } from '../http.ts'

/** For how long nobody asks again: what was no picture gets mended, who was down comes back. */
const NONE_MS = 86_400_000
const NO_ANSWER_MS = 5 * 60_000

/** What is kept under a key: a picture, or the note that there was none, and until when that holds. */
export type Kept = Pick<R2Object, 'size' | 'customMetadata'>

export const isPicture = ({ size }: Kept): boolean => size > 0

/** There was none, and it is too early to ask again; `now` is the clock that wrote the note. */
export const isNone = (kept: Kept, now: number): boolean =>
  !isPicture(kept) && now < Number(kept.customMetadata?.until)

export type Fetched = { readonly type: string; readonly body: Uint8Array<ArrayBuffer> }

/** Fetches it, and keeps what came of it; null: there is none. */
export async function fetchPicture(
  url: string,
  { key, archive, now, ...allowed }: Download & KeptAt,
): Promise<Fetched | null | 'no answer'> {
  const fetched = await download(url, allowed)
  const noted = (ms: number) => archive.put(key, '', { customMetadata: { until: `${now + ms}` } })
  if (fetched === 'no answer') {
    await noted(NO_ANSWER_MS)
    return fetched
  }
  const type = fetched && pictureType(fetched)
  if (!type) {
    await noted(NONE_MS)
    return null
  }
  await archive.put(key, fetched, { httpMetadata: { contentType: type } })
  return { type, body: fetched }
}

type KeptAt = { readonly key: string; readonly archive: R2Bucket; readonly now: number }
