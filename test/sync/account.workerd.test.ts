// The account's Durable Object in workerd: what it counts outlives the call that counted.
import { env, evictDurableObject } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'

const NOW = Date.UTC(2026, 9, 27)
const LIMITS = [{ calls: 3, perMs: 1000 }]
/** A connection, as its account knows it. */
const ONE = '0 7'

const account = (name = 'a shop') => env.ACCOUNTS.get(env.ACCOUNTS.idFromName(name))

describe('an account', () => {
  it('grants what its platform allows, to whoever asks at the same time', async () => {
    const waits = await Promise.all(
      Array.from({ length: 8 }, () => account().take(ONE, LIMITS, 'write-back', NOW)),
    )
    expect(waits.filter(waitMs => waitMs === 0)).toHaveLength(3)
    expect(await account('another').take(ONE, LIMITS, 'write-back', NOW)).toBe(0)
    expect(await account().take(ONE, LIMITS, 'write-back', NOW + 1300)).toBe(0)
  })

  it('rests for as long as the longest wish, and says until when', async () => {
    await account().rest(60_000, NOW)
    await account().rest(1000, NOW)
    expect(await account().take(ONE, [], 'write-back', NOW + 10_000)).toBe(50_000)
    expect(await account().budget(LIMITS, NOW)).toEqual({
      limits: [{ calls: 3, perMs: 1000, used: 0 }],
      restsUntil: NOW + 60_000,
    })
    expect(await account().take(ONE, [], 'write-back', NOW + 60_000)).toBe(0)
  })

  it('spends nothing twice when it is restarted, and still rests', async () => {
    for (let i = 0; i < 3; i++) await account().take(ONE, LIMITS, 'write-back', NOW)
    await evictDurableObject(account())
    expect(await account().take(ONE, LIMITS, 'write-back', NOW)).toBeGreaterThan(0)
    await account().rest(60_000, NOW)
    await evictDurableObject(account())
    expect(await account().take(ONE, [], 'write-back', NOW + 10_000)).toBe(50_000)
  })

  it('begins anew on a clock that was set back', async () => {
    await account().rest(3_600_000, NOW)
    expect(await account().take(ONE, LIMITS, 'orders', NOW - 86_400_000)).toBe(0)
  })

  it('keeps a turn for whoever was told to wait, however often another asks, and gives nothing away', async () => {
    const limits = [{ calls: 20, perMs: 60_000 }]
    const ask = (who: string, now: number) => account().take(who, limits, 'orders', now)
    const minutes = 10
    let calls = 0
    let comesAt = NOW + 500
    let wasTold = false
    for (let now = NOW; now < NOW + minutes * 60_000; now += 250) {
      if ((await ask('busy', now)) === 0) calls++
      if (now < comesAt) continue
      // He comes a second after he was told to: through a queue.
      const waitMs = await ask('patient', now)
      if (waitMs === 0) calls++
      else expect(wasTold, `sent away twice, after ${now - NOW} ms`).toBe(false)
      wasTold = waitMs > 0
      comesAt = now + waitMs + 1000
    }
    expect(calls).toBeGreaterThan(0.8 * 20 * minutes)
  })

  it('lets one run at a time import a connection, and the next when it ended or died', async () => {
    const other = '1 7'
    expect(await account().begin(ONE, 'a', 60_000, NOW)).toBe(true)
    expect(await account().begin(ONE, 'b', 60_000, NOW + 1000)).toBe(false)
    expect(await account().begin(other, 'b', 60_000, NOW + 1000)).toBe(true)
    expect(await account().begin(ONE, 'a', 60_000, NOW + 30_000)).toBe(true)
    expect(await account().begin(ONE, 'b', 60_000, NOW + 70_000)).toBe(false)
    await account().end(ONE, 'b')
    expect(await account().begin(ONE, 'b', 60_000, NOW + 70_000)).toBe(false)
    await account().end(ONE, 'a')
    expect(await account().begin(ONE, 'b', 60_000, NOW + 70_000)).toBe(true)
    expect(await account().begin(ONE, 'c', 60_000, NOW + 140_000)).toBe(true)
  })

  it('remembers of each connection what was noted last', async () => {
    const hooks = { at: NOW, topics: [{ topic: 'orders', state: 'created' }], problem: null }
    await account().note(ONE, { hooks })
    expect(await account().note(ONE, { syncedAt: NOW })).toEqual({ syncedAt: NOW, hooks })
    expect(await account().pulse('1 7')).toEqual({ syncedAt: null, hooks: null })
  })
})
