// A carrier’s picture of the delivery, from its address to the shopper’s page.
import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { delivered, openShop, sim, unlock, visit } from './visitor.ts'

beforeEach(openShop)

describe('a carrier’s picture of the delivery', () => {
  const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
  let fetched: string[]

  /** The page of an order whose carrier has a picture there, and what the address answers. */
  async function pictured(url: string, reply: () => Response): Promise<string> {
    const path = await delivered()
    await env.DB0.prepare(
      "UPDATE shipments SET events = json_set(events, '$.events[#-1].proofUrl', ?)",
    )
      .bind(url)
      .run()
    fetched = []
    const outside = globalThis.fetch
    vi.stubGlobal('fetch', (asked: string, init?: RequestInit) => {
      if (!asked.includes('proof')) return outside(asked, init)
      fetched.push(asked)
      return Promise.resolve(reply())
    })
    return path
  }

  const pictureIn = async (path: string) =>
    /<img class="proof" src="([^"]+)" alt="Picture or signature taken by Australia Post"/.exec(
      await (await unlock(path)).text(),
    )?.[1]

  it('is fetched once, and shown from our own address for ten minutes', async () => {
    const path = await pictured('https://proof.example/once.jpg?key=1', () => new Response(JPEG))
    const picture = await pictureIn(path)
    expect(picture).toMatch(/^\/proof\/0\/[\w-]{22}\/\d{13}\/[\w-]{22}$/)
    await pictureIn(path)
    expect(fetched).toEqual(['http://world.test/proof.example/once.jpg?key=1'])
    const shown = await visit(picture ?? '')
    expect(shown.status).toBe(200)
    expect(shown.headers.get('content-type')).toBe('image/jpeg')
    expect(shown.headers.get('cache-control')).toBe('no-store')
    expect(shown.headers.get('content-security-policy')).toContain('sandbox')
    expect(new Uint8Array(await shown.arrayBuffer())).toEqual(JPEG)
    sim.clock.jump(11)
    expect((await visit(picture ?? '')).status).toBe(404)
  })

  it('is behind no other path', async () => {
    const path = await pictured('https://proof.example/path.jpg', () => new Response(JPEG))
    const picture = (await pictureIn(path)) ?? ''
    const [, , shard, name, until, seal] = picture.split('/')
    for (const guess of [
      `/proof/${shard}/${name}/${Number(until) + 1}/${seal}`,
      `/proof/${shard}/${name}/${until}/${seal?.slice(1)}`,
      `/proof/${shard}/${name?.toLowerCase()}/${until}/${seal}`,
      `/proof/Z/${name}/${until}/`,
    ]) {
      expect((await visit(guess)).status).toBe(404)
    }
    expect((await visit('/proof/tracking/2026-11-24')).status).toBe(404)
  })

  it.each([
    ['a document', () => new Response('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['a page', () => new Response('<html>', { headers: { 'content-type': 'image/png' } })],
    ['too large', () => new Response(new Uint8Array(5 * 1024 * 1024 + 1).fill(0xff))],
    ['elsewhere', () => new Response(null, { status: 302, headers: { location: 'https://x.y' } })],
    ['gone', () => new Response(null, { status: 404 })],
  ])(
    'is none when what is there is %s, and is not asked for again that day',
    async (what, reply) => {
      const path = await pictured(`https://proof.example/${what}`, reply)
      expect(await pictureIn(path)).toBeUndefined()
      expect(await pictureIn(path)).toBeUndefined()
      expect(fetched).toHaveLength(1)
    },
  )

  it('is asked for again the day after it was not there yet', async () => {
    let isThere = false
    const path = await pictured('https://proof.example/tomorrow.jpg', () => {
      return isThere ? new Response(JPEG) : new Response(null, { status: 404 })
    })
    expect(await pictureIn(path)).toBeUndefined()
    isThere = true
    expect(await pictureIn(path)).toBeUndefined()
    sim.clock.jump(24 * 60 + 1)
    expect(await pictureIn(path)).toBeDefined()
  })

  it('is asked for again after its host was down, and keeps nobody from the address', async () => {
    let isUp = false
    const path = await pictured('https://proof.example/later.jpg', () => {
      return isUp ? new Response(JPEG) : new Response(null, { status: 503 })
    })
    const page = await (await unlock(path)).text()
    expect(page).toContain('27 Lygon Lane')
    isUp = true
    expect(await pictureIn(path)).toBeDefined()
  })

  it.each([
    'http://proof.example/a.jpg',
    'https://127.0.0.1/proof',
    'https://2130706433/proof',
    'https://0x7f.1/proof',
    'https://[::ffff:169.254.169.254]/proof',
    'https://localhost./proof',
    'https://proof.internal/a.jpg',
    'https://proof/a.jpg',
    'https://user@proof.example/a.jpg',
    'https://proof.example:22/a.jpg',
    'https://proof.example\\@127.0.0.1/a.jpg?',
    'javascript:proof',
  ])('is never looked for at %s', async url => {
    const path = await pictured(url, () => new Response(JPEG))
    await pictureIn(path)
    expect(fetched.filter(one => !one.startsWith('http://world.test/proof.example/'))).toEqual([])
  })
})
