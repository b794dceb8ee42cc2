import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, it } from 'vitest'
import { applyConfig, connectionsOf, merchantBySlug } from '../../src/core/db/config.ts'
import { openDb } from '../../src/core/db/open.ts'
import { MerchantConfig } from '../../src/core/merchant.ts'
import { metered } from '../metered.ts'

const config = (connections: object[] = [{ name: 'feed', carrier: 'starshipit' }]) =>
  MerchantConfig.parse({
    merchant: 'demo',
    brand: { name: 'Tide & Thread', colour: '#1f6f78' },
    connections,
  })
const at = (now: number) => ({ now, shard: '0' })

function open(d1: D1Database) {
  const db = openDb({ DB0: d1 }, '0')
  if (!db) throw new Error('no DB0')
  return db
}

async function stored() {
  const db = open(env.DB0)
  const merchant = await merchantBySlug(db, 'demo')
  if (!merchant) throw new Error('no merchant')
  return { merchant, connections: await connectionsOf(db, merchant.id) }
}

beforeEach(async () => {
  await env.DB0.exec('DELETE FROM merchants')
  await env.DB0.exec('DELETE FROM connections')
})

describe('a config', () => {
  it('that is applied again unchanged writes nothing', async () => {
    await applyConfig(open(env.DB0), config(), at(1))
    const meter = metered(env.DB0)
    await applyConfig(open(meter.d1), config(), at(2))
    expect(meter.rowsWritten()).toBe(0)
  })

  it('keeps a connection’s webhook address and birthday through every change', async () => {
    await applyConfig(open(env.DB0), config(), at(1))
    const before = await stored()
    await applyConfig(
      open(env.DB0),
      config([
        { name: 'feed', carrier: 'starshipit', settings: { a: 1 } },
        { name: 'b', carrier: 'easypost' },
      ]),
      at(2),
    )
    const after = await stored()
    expect(after.merchant.version).toBe(before.merchant.version + 1)
    expect(after.connections.map(({ name }) => name)).toEqual(['b', 'feed'])
    expect(after.connections[1]).toMatchObject({
      hookId: before.connections[0]?.hookId,
      liveSince: 1,
      settings: '{"a":1}',
    })
  })

  it('of before connecting was noted keeps its shops connected whose import has begun, and no others', async () => {
    const shops = ['new', 'old'].map(name => ({
      name,
      platform: 'shopify',
      settings: { shop: `${name}.myshopify.com` },
    }))
    await applyConfig(open(env.DB0), config(shops), at(1))
    await env.DB0.exec(`UPDATE connections SET live_since = 7, cursor = '{}' WHERE name = 'old'`)
    const migration = env.MIGRATIONS.find(({ name }) => name.startsWith('0004'))
    const backfill = migration?.queries.find(query => query.includes('UPDATE connections'))
    await env.DB0.prepare(backfill ?? 'none').run()
    expect((await stored()).connections).toMatchObject([
      { name: 'new', connectedAt: null },
      { name: 'old', connectedAt: 7 },
    ])
  })

  it('turns a connection off that left it, and on again when it returns', async () => {
    await applyConfig(open(env.DB0), config(), at(1))
    const before = await stored()
    await applyConfig(open(env.DB0), config([]), at(2))
    expect((await stored()).connections).toEqual([])
    await applyConfig(open(env.DB0), config(), at(3))
    expect((await stored()).connections[0]?.hookId).toBe(before.connections[0]?.hookId)
  })

  it('is stored with more connections than D1 binds parameters, and again with few', async () => {
    const [one] = config().connections
    if (!one) throw new Error('no connection')
    const many = Array.from({ length: 120 }, (_, i) => ({ ...one, name: `feed-${i}` }))
    await applyConfig(open(env.DB0), { ...config(), connections: many }, at(1))
    expect((await stored()).connections).toHaveLength(120)
    await applyConfig(open(env.DB0), { ...config(), connections: many.slice(0, 3) }, at(2))
    const left = (await stored()).connections.map(({ name }) => name)
    expect(left).toEqual(['feed-0', 'feed-1', 'feed-2'])
  })

  it('has at most 50 connections', () => {
    const feeds = (length: number) =>
      Array.from({ length }, (_, i) => ({ name: `feed-${i}`, carrier: 'starshipit' }))
    expect(config(feeds(50)).connections).toHaveLength(50)
    expect(() => config(feeds(51))).toThrow()
  })

  it('speaks the merchant’s own language, whichever others it may', () => {
    const speaking = (locales: string[]) =>
      MerchantConfig.safeParse({ ...config(), locale: 'de', locales }).error?.issues
    expect(speaking(['ar', 'de'])).toBeUndefined()
    expect(speaking(['ar'])).toMatchObject([
      { path: ['locales'], message: expect.stringContaining('needs de') },
    ])
    expect(speaking(['pt'])).toMatchObject([{ path: ['locales', 0] }])
  })

  it('names every fault at once', () => {
    const result = MerchantConfig.safeParse({
      merchant: 'Not A Name',
      brand: { name: '', colour: 'red' },
      timeZone: 'Mars/Olympus',
      rules: [{ name: 'x', when: { zone: 'nowhere' }, do: { courier: 'nobody' } }],
      connections: [{ name: 'two', platform: 'a', carrier: 'b' }],
    })
    expect(result.error?.issues.map(issue => issue.path.join('.')).sort()).toEqual(
      expect.arrayContaining([
        'brand.colour',
        'brand.name',
        'connections.0',
        'merchant',
        'timeZone',
      ]),
    )
  })
})
