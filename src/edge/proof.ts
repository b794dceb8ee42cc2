// /proof/…: a carrier's picture of a delivery, by the path that an unlocked page holds for some minutes. It
// comes from sync, so that no carrier learns of the visit; whatever it is, it is shown as a picture only.
import { proofFromSync } from './ask-sync.ts'
import { notFound } from './plain.tsx'
import { answer, type Page } from './respond.ts'

/** As sync makes them. Else, once decoded, a backslash in it would lead to other doors of sync. */
const PATH = /^(?:\/[\w-]+){5}$/

export async function proof(c: Page): Promise<Response> {
  if (!PATH.test(c.req.path)) return notFound(c)
  const picture = await proofFromSync(c)
  const type = picture.headers.get('content-type') ?? ''
  if (picture.status !== 200 || !type.startsWith('image/')) return notFound(c)
  return answer(c, {
    type,
    policy: "default-src 'none'; sandbox; frame-ancestors 'none'",
    fleeting: true,
    text: () => picture.body ?? '',
  })
}
