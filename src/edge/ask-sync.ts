// Asks sync on the shopper's behalf, through the service binding and by an address that the internet does
// not reach. An answer that is none is our own failure: it is thrown, and the page says so.
import type { Picture, Shape } from '../core/shopper.ts'
import type { Env } from './env.ts'
import { hostOf } from './hosts.ts'
import type { Page } from './respond.ts'

/** Any host: the binding knows where it leads. */
const SYNC = 'https://sync.internal/shopper'

export async function askSync<T>(
  { env }: Page,
  door: string,
  asked: object,
  answer: Shape<T>,
): Promise<T> {
  const response = await post(env, door, asked)
  if (!response.ok) throw new Error(`sync answered ${response.status} to ${door}`)
  return answer.parse(await response.json())
}

/** In the body: addresses are logged. */
const post = ({ SYNC: sync }: Env, door: string, asked: object): Promise<Response> =>
  sync.fetch(`${SYNC}/${door}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  })

/** A picture of an ordered item; 404 whatever stands in the way. */
export const pictureFromSync = ({ env }: Page, asked: Picture): Promise<Response> =>
  post(env, 'picture', asked)

/** A picture of a delivery, by the path that sync made for it on this host. */
export const proofFromSync = (c: Page): Promise<Response> =>
  c.env.SYNC.fetch(`${SYNC}${c.req.path}?${new URLSearchParams({ host: hostOf(c) })}`)
