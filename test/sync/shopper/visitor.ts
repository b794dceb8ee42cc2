// A shopper at the public door: edge's own fetch in front of sync's own, on the real D1, the real Durable
// Object and R2, with the demo's world outside.
import { env } from 'cloudflare:test'
import { vi } from 'vitest'
import { BUYERS, CATALOGUE, ownOrder } from '../../../demo/world/orders.ts'
import type { NewOrder, ShopOrder } from '../../../demo/world/shop.ts'
import type { StarshipitStatus } from '../../../demo/world/starshipit.ts'
import edge from '../../../src/edge/worker.tsx'
import { type Simulation, simulate } from '../simulation.ts'

const MORNING = Date.parse('2026-11-24T09:30:00+11:00')
/** Where the shopper lives. */
export const HOME = '203.0.113.7'
export const HOST = 'https://track.example'

export let sim: Simulation
/** The paths at which edge asked sync. */
export let asked: string[]
/** What a test may change of edge's surroundings. */
export let around: {
  /** One address has posted too many forms. */
  isBusy: boolean
  /** The visitor's address. */
  address: string
  /** Databases beside the home. */
  moreShards: Readonly<Record<string, D1Database>>
}

/** For `beforeEach`: an empty database and a shop that was just connected. */
export async function openShop() {
  sim = await simulate(MORNING)
  await sim.cron()
  sim.clock.jump(1)
  asked = []
  around = { isBusy: false, address: HOME, moreShards: {} }
  return () => {
    vi.unstubAllGlobals()
  }
}

export const visit = (path: string, init: RequestInit = {}) =>
  edge.fetch(
    new Request(`${HOST}${path}`, {
      redirect: 'manual',
      ...init,
      headers: {
        'waymark-now': String(sim.clock.now()),
        'cf-connecting-ip': around.address,
        ...init.headers,
      },
    }) as never,
    {
      DB0: env.DB0,
      SYNC: {
        fetch: (input: string | Request, init?: RequestInit) => {
          const request = new Request(input, init)
          asked.push(new URL(request.url).pathname)
          return sim.ask(request as never)
        },
      } as unknown as Fetcher,
      ...around.moreShards,
      FORMS: { limit: async () => ({ success: !around.isBusy }) },
      ENVIRONMENT: 'development',
      OWN_HOSTS: 'track.example',
    },
  )

export const post = (path: string, fields: Record<string, string> | string, headers = {}) =>
  visit(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: String(new URLSearchParams(fields)),
  })

/** The question behind which the address is, answered: a postcode and a name, or an email address. */
export const unlock = (path: string, answer = '3053', name = 'Ferraro') =>
  post(path, { private: answer, name })

export async function order(wanted: NewOrder = ownOrder('#2001', BUYERS.tom, [CATALOGUE.knit])) {
  const placed = sim.world.shop.place(wanted)
  await sim.drain()
  return placed
}

export async function told(placed: Pick<ShopOrder, 'name'>, status: StarshipitStatus) {
  const parcel = {
    orderNumber: placed.name,
    carrier: 'Australia Post',
    service: 'Express Post',
    trackingNumber: '33AAA0000001',
    shippedAt: sim.clock.now(),
  }
  await sim.world.starshipit.tell(parcel, status)
  await sim.drain()
}

export const pageOf = async ({ name }: Pick<ShopOrder, 'name'>) =>
  `/t/${await env.DB0.prepare('SELECT token FROM orders WHERE number = ?').bind(name).first('token')}`

/** The page of an order that has arrived. */
export async function delivered(wanted?: NewOrder): Promise<string> {
  const placed = await order(wanted)
  await told(placed, 'Delivered')
  return pageOf(placed)
}

export const rows = (table: string) => sim.rows<Record<string, unknown>>(table)
export const update = (query: string) => env.DB0.prepare(query).run()
