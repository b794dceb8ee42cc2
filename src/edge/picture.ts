// GET /t/<token>/picture/<place>: a picture of an ordered item. sync fetches and keeps them, for it may call
// out; whatever stands in the way is the one 404.
import { pictureFromSync } from './ask-sync.ts'
import { hostOf, isOwnHost } from './hosts.ts'
import { notFound } from './plain.tsx'
import { answer, type Page } from './respond.ts'

/** The same item of the same order: a week. */
const HEADERS = { 'Cache-Control': 'private, max-age=604800', Vary: null }

export async function itemPicture(c: Page, token: string, place: string): Promise<Response> {
  if (!/^[1-9]\d{0,3}$/.test(place)) return notFound(c)
  const host = isOwnHost(c.env, hostOf(c)) ? null : hostOf(c)
  const found = await pictureFromSync(c, { token, place: Number(place), host })
  const type = found.headers.get('content-type')
  if (found.status === 404) return notFound(c)
  if (!found.ok || !type) throw new Error(`sync answered ${found.status} to a picture`)
  const policy = "default-src 'none'; sandbox"
  return answer(c, { type, policy, headers: HEADERS, text: () => found.body ?? '' })
}
