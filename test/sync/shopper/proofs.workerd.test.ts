// What a carrier's pictures of an order's deliveries cost us and whom they open to, through both Workers.
import { env } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BUYERS, CATALOGUE, ownOrder } from '../../../demo/world/orders.ts'
import demo from '../../../merchants/demo.yaml?raw'
import edge from '../../../src/edge/worker.tsx'
import { type Simulation, simulate } from '../simulation.ts'

const MORNING = Date.parse('2026-11-24T09:30:00+11:00')
const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
const OWN = 'https://track.example'
const SHOP = 'https://track.shop.example'

let sim: Simulation
/** How many pictures the carrier is asked for at this moment, and the most that there ever were. */
let open: number
let most: number
let asked: number
let isUp: boolean

beforeEach(async () => {
  sim = await simulate(MORNING, `${demo}\npage: { hosts: [${new URL(SHOP).hostname}] }\n`)
  await sim.cron()
  sim.clock.jump(1)
  open = most = asked = 0
  isUp = true
  const outside = globalThis.fetch
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    if (!url.includes('proof.example')) return outside(url, init)
    asked++
    most = Math.max(most, ++open)
    await new Promise(resolve => setTimeout(resolve, 5))
    open--
    return isUp ? new Response(JPEG) : new Response(null, { status: 503 })
  })
})

afterEach(() => {
  vi.unstubAllGlobals()
})

const visit = (address: string, init: RequestInit = {}) =>
  edge.fetch(
    new Request(address, {
      ...init,
      headers: { 'waymark-now': String(sim.clock.now()), ...init.headers },
    }) as never,
    {
      DB0: env.DB0,
      SYNC: {
        fetch: (input: string | Request, given?: RequestInit) =>
          sim.ask(new Request(input, given) as never),
      } as unknown as Fetcher,
      FORMS: { limit: async () => ({ success: true }) },
      ENVIRONMENT: 'production',
      OWN_HOSTS: new URL(OWN).hostname,
    },
  )

/** The path of an order whose parcels have arrived, each with a picture of its own. */
async function delivered(parcels: number): Promise<string> {
  const { name } = sim.world.shop.place(ownOrder('#2001', BUYERS.tom, [CATALOGUE.knit]))
  await sim.drain()
  const numbers = Array.from({ length: parcels }, (_, i) => `33AAA000000${i + 1}`)
  for (const trackingNumber of numbers) {
    const parcel = {
      orderNumber: name,
      carrier: 'Australia Post',
      service: 'Express Post',
      trackingNumber,
      shippedAt: sim.clock.now(),
    }
    await sim.world.starshipit.tell(parcel, 'Delivered')
    await sim.drain()
  }
  await env.DB0.exec(
    "UPDATE shipments SET events = json_set(events, '$.events[#-1].proofUrl', 'https://proof.example/' || tracking_number || unixepoch('subsec'))",
  )
  return `/t/${await env.DB0.prepare('SELECT token FROM orders WHERE number = ?').bind(name).first('token')}`
}

async function picturesIn(page: string): Promise<string[]> {
  const response = await visit(page, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'private=3053&name=Ferraro',
  })
  expect(response.status).toBe(200)
  return [...(await response.text()).matchAll(/<img class="proof" src="([^"]+)"/g)].map(
    ([, path = '']) => path,
  )
}

describe('the carriers’ pictures of an order’s deliveries', () => {
  it('are fetched two at a time, all of them', async () => {
    const page = await delivered(5)
    expect(await picturesIn(`${OWN}${page}`)).toHaveLength(5)
    expect({ most, asked }).toEqual({ most: 2, asked: 5 })
  })

  it('open on the host they were unlocked at, and on no other', async () => {
    const page = await delivered(1)
    for (const [here, elsewhere] of [
      [OWN, SHOP],
      [SHOP, OWN],
    ]) {
      const [picture] = await picturesIn(`${here}${page}`)
      expect(picture).toMatch(/^\/proof\//)
      expect((await visit(`${here}${picture}`)).status).toBe(200)
      expect((await visit(`${elsewhere}${picture}`)).status).toBe(404)
      const host = new URL(here ?? '').hostname
      expect((await visit(`${elsewhere}${picture}?host=${host}`)).status).toBe(404)
    }
  })

  it('are not asked for at each look while their host is down', async () => {
    isUp = false
    const page = await delivered(1)
    expect(await picturesIn(`${OWN}${page}`)).toEqual([])
    isUp = true
    sim.clock.jump(4)
    expect(await picturesIn(`${OWN}${page}`)).toEqual([])
    expect(asked).toBe(1)
    sim.clock.jump(2)
    expect(await picturesIn(`${OWN}${page}`)).toHaveLength(1)
  })
})
