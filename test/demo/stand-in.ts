// A demo world for tests: a clock the test moves, webhooks caught instead of posted, and calls made
// as sync makes them.
import { parseJson } from '../../demo/world/host.ts'
import { createWorld } from '../../demo/world/world.ts'

export type Caught = { url: string; headers: Headers; body: string }

export function startWorld(now = Date.parse('2026-11-25T09:30:00+11:00')) {
  let offset = 0
  const caught: Caught[] = []
  const catching: typeof fetch = async (url, init) => {
    caught.push({ url: String(url), headers: new Headers(init?.headers), body: String(init?.body) })
    return new Response(null, { status: 200 })
  }
  const clock = {
    now: () => now + offset,
    jump: (minutes: number) => {
      offset += minutes * 60_000
    },
  }
  const world = createWorld(clock, { fetch: catching })

  /** One call to `https://<host><path>`; the answer's body is parsed when it is JSON. */
  async function call(
    method: string,
    target: string,
    headers: Record<string, string> = {},
    body = '',
  ) {
    const answer = await world.answer({ method, target, headers: new Headers(headers), body })
    if (!(answer instanceof Response)) return { status: 0, headers: new Headers(), body: answer }
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, body: parseJson(text) ?? text }
  }

  /** `fetch` as sync's http.ts uses it with `OUTSIDE_WORLD` set to `OUTSIDE`. */
  const send: typeof fetch = async (url, init) => {
    const answer = await world.answer({
      method: init?.method ?? 'GET',
      target: String(url).replace(OUTSIDE, ''),
      headers: new Headers(init?.headers),
      body: String(init?.body ?? ''),
    })
    if (answer instanceof Response) return answer
    throw new TypeError('no answer')
  }

  return { world, clock, caught, call, send }
}

export const OUTSIDE = 'http://world/outside'

/** A caught webhook as the adapters get it. */
export const rawHook = (hook: Caught | undefined, receivedAt = 0) => ({
  url: hook?.url ?? '',
  rest: '',
  headers: hook?.headers ?? new Headers(),
  body: new TextEncoder().encode(hook?.body),
  receivedAt,
})

/** Webhooks are posted in the background: waits until so many were caught, at most a second. */
export async function untilCaught(caught: readonly Caught[], count: number): Promise<void> {
  for (let i = 0; i < 100 && caught.length < count; i++) {
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}
