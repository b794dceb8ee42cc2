// How the outside posts a webhook: the bytes that were signed, a short patience, and another try
// when the receiver was not there. Real senders wait minutes between tries; the demo does not.
import type { Journal } from './journal.ts'

export type Hook = {
  readonly url: string
  readonly headers: Record<string, string>
  readonly body: string
}

export type PostHook = (sender: string, hook: Hook) => Promise<number>

const WAITS_MS = [0, 300, 1500, 4000]
const PATIENCE_MS = 5000

export type Post = {
  /** Posts until a 2xx or 4xx comes back; returns the last status, 0 when nobody answered. */
  readonly post: PostHook
  /** Once nothing is on its way: signed before a jump of the clock, it would arrive too old. */
  settled(): Promise<void>
}

export function createPost(journal: Journal, send: typeof fetch = fetch): Post {
  const underWay = new Set<Promise<number>>()
  return {
    post: (sender, hook) => {
      const posting = postUntilTaken(sender, hook).finally(() => underWay.delete(posting))
      underWay.add(posting)
      return posting
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.allSettled(underWay)
    },
  }

  async function postUntilTaken(sender: string, hook: Hook): Promise<number> {
    let status = 0
    for (const waitMs of WAITS_MS) {
      await new Promise(resolve => setTimeout(resolve, waitMs))
      status = await postOnce(hook, send)
      if (status >= 200 && status < 500) break
    }
    if (status < 200 || status >= 300) {
      journal.problem(`a webhook of ${sender} was answered with ${status || 'silence'}`)
    }
    return status
  }
}

async function postOnce(hook: Hook, send: typeof fetch): Promise<number> {
  try {
    const response = await send(hook.url, {
      method: 'POST',
      headers: hook.headers,
      body: hook.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    await response.arrayBuffer()
    return response.status
  } catch {
    return 0 // nobody there: the caller tries again and, in the end, keeps it as a problem
  }
}
