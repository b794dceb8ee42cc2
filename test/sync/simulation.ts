// Sync in a world of its own: the Worker's real handlers on the real D1, the demo's stand-ins outside,
// a clock that only moves when told to, and a queue broker that hands over, delays and repeats as it
// is asked. What the stand-ins do not know is refused, so nothing passes by luck.
import { env } from 'cloudflare:test'
import { vi } from 'vitest'
import { createApi } from '../../demo/api.ts'
import { CONNECTIONS, OPERATOR_KEY } from '../../demo/constants.ts'
import { createWorld, type SellingPlatform } from '../../demo/world/world.ts'
import demo from '../../merchants/demo.yaml?raw'
import type { Env } from '../../src/sync/env.ts'
import worker from '../../src/sync/worker.ts'

const WORLD = 'http://world.test'

type Queued = {
  readonly id: string
  readonly queue: string
  readonly body: unknown
  readonly at: number
  readonly attempts: number
}

export type Simulation = Awaited<ReturnType<typeof simulate>>

/**
 * An empty database, the demo's merchant (or one of this config) connected to the demo's world, at `start`,
 * selling at Shopify unless told otherwise.
 */
export async function simulate(start: number, config = demo, platform?: SellingPlatform) {
  let now = start
  let count = 0
  let waiting: Queued[] = []
  const clock = {
    now: () => now,
    jump: (minutes: number) => {
      now += minutes * 60_000
    },
  }
  const broker = (queue: string) => {
    const add = (body: unknown, delaySeconds = 0) => {
      const at = now + delaySeconds * 1000
      waiting.push({ id: `m${count++}`, queue, body: structuredClone(body), at, attempts: 1 })
    }
    return {
      send: async (body: unknown, options?: { delaySeconds?: number }) =>
        add(body, options?.delaySeconds),
      sendBatch: async (messages: Iterable<{ body: unknown }>) => {
        for (const { body } of messages) add(body)
      },
    }
  }
  const outfit = {
    ...env,
    OUTSIDE_WORLD: WORLD,
    OPERATOR_KEY,
    ORDERS: broker('waymark-orders'),
    TRACKING: broker('waymark-tracking'),
    MESSAGES: broker('waymark-messages'),
    WRITE_BACKS: broker('waymark-write-backs'),
    WATCHES: broker('waymark-watches'),
    POLLS: broker('waymark-polls'),
  } as unknown as Env
  const ask = (url: string, init: RequestInit = {}) =>
    worker.fetch(new Request(url, init) as never, outfit)
  /** What the outside posts to us, and whether it arrives. */
  const post = async (url: string, init: RequestInit) =>
    faults.hooksLost ? new Response(null, { status: 404 }) : ask(url, init)
  const faults = { hooksLost: false }
  const world = createWorld(clock, { fetch: post as typeof fetch, platform })
  vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => outside(url, init))

  for (const { name } of await tables()) await env.DB0.exec(`DELETE FROM ${name}`)
  const api = createApi(env.PUBLIC_URL, { send: ask, config, shop: world.selling.connection })
  const hooks = await api.setUp()
  world.starshipit.notify(hooks[CONNECTIONS.starshipit] ?? '')
  world.easypost.notify(hooks[CONNECTIONS.easypost] ?? '')
  world.resend.notify(hooks[CONNECTIONS.email] ?? '')
  await api.connect()

  return {
    world,
    clock,
    api,
    ask,
    env: outfit,
    db: env.DB0,
    hooks,
    faults,
    waiting: () => waiting,
    deliver,
    drain,
    pass,
    cron,
    shuffle,
    rows,
  }

  /** As sync's fetch sees the outside; silence ends in the timeout that http.ts sets. */
  async function outside(url: string, init: RequestInit): Promise<Response> {
    if (!url.startsWith(`${WORLD}/`)) throw new Error(`sync called ${url}`)
    const answer = await world.answer({
      method: init.method ?? 'GET',
      target: url.slice(WORLD.length),
      headers: new Headers(init.headers),
      body: String(init.body ?? ''),
    })
    if (answer === 'hang' || answer === 'drop') throw new Error('no answer')
    return answer
  }

  /** Hands these messages to their consumer in one batch, and takes back what it wants to retry. */
  async function deliver(messages: readonly Queued[]): Promise<void> {
    const [first] = messages
    if (!first) return
    const retry = (message: Queued, delaySeconds = 0) => {
      const { attempts } = message
      waiting.push({ ...message, at: now + delaySeconds * 1000, attempts: attempts + 1 })
    }
    const batch = {
      queue: first.queue,
      messages: messages.map(message => ({
        ...message,
        timestamp: new Date(now),
        ack: () => {},
        retry: (options?: { delaySeconds?: number }) => retry(message, options?.delaySeconds),
      })),
    }
    try {
      await worker.queue(batch as never, outfit)
    } catch {
      for (const message of messages) retry(message) // as Cloudflare does when a consumer throws
    }
  }

  /** Hands over all that is due, and what that calls for, until nothing is due. */
  async function drain(): Promise<void> {
    for (let round = 0; round < 200; round++) {
      await settle()
      const due = waiting.filter(({ at }) => at <= now)
      if (due.length === 0) return
      waiting = waiting.filter(({ at }) => at > now)
      for (const batch of Map.groupBy(due, ({ queue }) => queue).values()) await deliver(batch)
    }
    throw new Error('the queues never came to rest')
  }

  /** Lets time pass, handing over each message when its time comes. */
  async function pass(minutes: number): Promise<void> {
    const end = now + minutes * 60_000
    await drain()
    for (;;) {
      const next = Math.min(...waiting.map(({ at }) => at))
      if (next > end) break
      now = Math.max(now, next)
      await drain()
    }
    now = end
    await drain()
  }

  /** Queues promise no order. */
  function shuffle(random: () => number): void {
    waiting = waiting
      .map(message => ({ message, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ message }) => message)
  }

  async function cron(): Promise<void> {
    await worker.scheduled?.({ cron: '* * * * *', scheduledTime: now } as never, outfit)
    await drain()
  }

  async function rows<T = Record<string, unknown>>(table: string): Promise<T[]> {
    return (await env.DB0.prepare(`SELECT * FROM ${table}`).all<T>()).results
  }
}

const tables = async () =>
  (
    await env.DB0.prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'd1_%' AND name NOT LIKE 'sqlite_%'",
    ).all<{ name: string }>()
  ).results

/** Stand-ins post their webhooks without waiting for the answer. */
async function settle(): Promise<void> {
  for (let i = 0; i < 5; i++) await new Promise(resolve => setTimeout(resolve, 1))
}
