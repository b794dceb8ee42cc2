// From a shop whose orders carry no pictures to the shopper's page: found by the import, fetched by sync,
// shown from our own host. Every platform with a catalogue.
import { env } from 'cloudflare:test'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { BUYERS, CATALOGUE, ownOrder } from '../../demo/world/orders.ts'
import type { SellingPlatform } from '../../demo/world/world.ts'
import demo from '../../merchants/demo.yaml?raw'
import edge from '../../src/edge/worker.tsx'
import { type Simulation, simulate } from './simulation.ts'

const MORNING = Date.parse('2026-11-24T09:30:00+11:00')
const OWN = 'https://track.example'

afterEach(() => {
  vi.unstubAllGlobals()
})

async function ordered(platform: SellingPlatform, config = demo) {
  const sim = await simulate(MORNING, config, platform)
  const calls: string[] = []
  const outside = globalThis.fetch
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    calls.push(url)
    return outside(url, init)
  })
  sim.world.selling.place(ownOrder('#2001', BUYERS.tom, [CATALOGUE.knit, CATALOGUE.tote]))
  sim.clock.jump(1)
  await sim.drain()
  await sim.cron()
  const { token } =
    (await env.DB0.prepare('SELECT token FROM orders').first<{ token: string }>()) ?? {}
  return { sim, calls, page: `${OWN}/t/${token}` }
}

const visit = (sim: Simulation, address: string) =>
  edge.fetch(
    new Request(address, { headers: { 'waymark-now': String(sim.clock.now()) } }) as never,
    {
      DB0: env.DB0,
      SYNC: {
        fetch: (input: string, init?: RequestInit) => sim.ask(input, init),
      } as unknown as Fetcher,
      FORMS: { limit: async () => ({ success: true }) },
      ENVIRONMENT: 'development',
      OWN_HOSTS: 'track.example',
    },
  )

describe.each(['bigcommerce', 'magento', 'cin7'] as const)('an order of %s', platform => {
  it('shows what was ordered, from our own host', async () => {
    const { sim, page } = await ordered(platform)
    const html = await (await visit(sim, page)).text()
    const paths = [...html.matchAll(/<img src="([^"]+\/picture\/\d)"/g)].map(([, path]) => path)
    expect(paths).toHaveLength(2)
    for (const path of paths) {
      const picture = await visit(sim, `${OWN}${path}`)
      expect(picture.status).toBe(200)
      expect(picture.headers.get('content-type')).toBe('image/gif')
    }
    expect(sim.world.journal.problems).toEqual([])
  })

  it('has its catalogue left alone by a merchant who shows no pictures', async () => {
    const { sim, page, calls } = await ordered(platform, `${demo}\npage: { pictures: false }\n`)
    expect((await visit(sim, page)).status).toBe(200)
    expect(calls.length).toBeGreaterThan(0)
    expect(calls.filter(url => /\/(v3\/catalog|V1|api\/v1)\/products\?/i.test(url))).toEqual([])
  })
})
