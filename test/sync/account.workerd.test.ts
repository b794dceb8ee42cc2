// The account's Durable Object in workerd: what it counts outlives the call that counted.
import { env } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'

const NOW = Date.UTC(2026, 9, 27)
const LIMITS = [{ calls: 3, perMs: 1000 }]

const account = (name = 'a shop') => env.ACCOUNTS.get(env.ACCOUNTS.idFromName(name))

describe('an account', () => {
  it('grants what its platform allows, to whoever asks at the same time', async () => {
    const waits = await Promise.all(
      Array.from({ length: 8 }, () => account().take(LIMITS, 'write-back', NOW)),
    )
    expect(waits.filter(waitMs => waitMs === 0)).toHaveLength(3)
    expect(await account('another').take(LIMITS, 'write-back', NOW)).toBe(0)
    expect(await account().take(LIMITS, 'write-back', NOW + 1300)).toBe(0)
  })

  it('rests for as long as the longest wish, and says until when', async () => {
    await account().rest(60_000, NOW)
    await account().rest(1000, NOW)
    expect(await account().take([], 'write-back', NOW + 10_000)).toBe(50_000)
    expect(await account().budget(LIMITS, NOW)).toEqual({
      limits: [{ calls: 3, perMs: 1000, used: 0 }],
      restsUntil: NOW + 60_000,
    })
    expect(await account().take([], 'write-back', NOW + 60_000)).toBe(0)
  })

  it('begins anew on a clock that was set back', async () => {
    await account().rest(3_600_000, NOW)
    expect(await account().take(LIMITS, 'orders', NOW - 86_400_000)).toBe(0)
  })

  it('remembers of each connection what was noted last', async () => {
    const hooks = { at: NOW, topics: [{ topic: 'orders', state: 'created' }], problem: null }
    await account().note(7, { hooks })
    expect(await account().note(7, { syncedAt: NOW })).toEqual({ syncedAt: NOW, hooks })
    expect(await account().pulse(8)).toEqual({ syncedAt: null, hooks: null })
  })
})
