// What `waymark connect` and `connection status` print, for people.
import { describe, expect, it } from 'vitest'
import { feedLines, linesOf } from '../../cli/connection.ts'
import { progressLine } from '../../cli/watch-backfill.ts'

describe('the first import’s line', () => {
  it.each([
    [{ imported: 0, total: 4000 }, 0, 0, '0 of 4,000 orders'],
    [
      { imported: 1250, total: 4000 },
      310,
      60_000,
      '1,250 of 4,000 orders, 310 a minute, 9 minutes left',
    ],
    [
      { imported: 3990, total: 4000 },
      310,
      60_000,
      '3,990 of 4,000 orders, 310 a minute, 1 minute left',
    ],
    [{ imported: 300, total: null }, 300, 30_000, '300 orders, 600 a minute'],
    [{ imported: 12, total: 9 }, 6, 60_000, '12 of 12 orders, 6 a minute'],
  ])('says how far it is, how fast and how long (%#)', (backfill, since, elapsedMs, line) => {
    expect(progressLine(backfill, since, elapsedMs)).toBe(line)
  })
})

describe('a connection’s status', () => {
  const status = {
    kind: 'platform' as const,
    name: 'shop',
    adapter: 'anyone',
    problem: null,
    missingSecrets: [],
    liveSince: '2026-10-01T01:00:00.000Z',
    backfill: null,
    backfilledAt: '2026-10-01T01:05:00.000Z',
    syncedAt: '2026-10-05T01:00:00.000Z',
    lagSeconds: 42,
    budget: { limits: [{ calls: 60, perMs: 60_000, used: 12 }], restsUntil: null },
    webhooks: {
      checkedAt: '2026-10-05T00:30:00.000Z',
      topics: [{ topic: 'orders', state: 'mended' }],
      problem: null,
    },
  }

  it('is five lines when all is well', () => {
    expect(linesOf(status)).toEqual([
      'shop, anyone',
      '  orders    first import done',
      '  synced    2026-10-05T01:00:00.000Z, 42 s ago',
      '  budget    12 of 60 calls in a minute',
      '  webhooks  orders (mended); looked after 2026-10-05T00:30:00.000Z',
    ])
  })

  it('says what is wrong and what to do about it', () => {
    const lines = linesOf({
      ...status,
      problem: 'The shop refuses the key.',
      missingSecrets: ['token'],
      backfill: { imported: 3, total: 10 },
      backfilledAt: null,
      syncedAt: null,
      lagSeconds: null,
      webhooks: null,
    })
    expect(lines).toContain('  orders    first import: 3 of 10 orders')
    expect(lines).toContain('  problem   The shop refuses the key.')
    expect(lines).toContain('  to do     waymark secret set shop token')
  })

  it('asks to be connected until it is, and claims no import before', () => {
    const fresh = {
      ...status,
      liveSince: null,
      backfilledAt: null,
      syncedAt: null,
      lagSeconds: null,
    }
    const lines = linesOf({ ...fresh, webhooks: null })
    expect(lines).toContain('  orders    none before it is connected')
    expect(lines).toContain('  webhooks  not made yet')
    expect(lines).toContain('  to do     waymark connect shop')
  })

  it('claims no import that was not finished while the connection cannot be used', () => {
    const unusable = { ...status, problem: 'Its settings are not right.', budget: null }
    const lines = linesOf({ ...unusable, backfilledAt: null, webhooks: null })
    expect(lines).toContain('  orders    first import not done')
    expect(lines.join()).not.toContain('waymark connect')
  })
})

describe('a feed’s status', () => {
  it('counts its parcels, says when looks are late, and names what to do', () => {
    expect(
      feedLines({
        kind: 'carrier',
        name: 'auspost',
        adapter: 'australia-post',
        problem: 'digitalapi.auspost.com.au answered 503 to the question for parcels.',
        missingSecrets: ['password'],
        onlyTold: false,
        parcels: 12,
        lagSeconds: 400,
        warnings: [
          { order: '#1001', problem: 'The carrier did not know 33ABC, 3 times in a row.' },
        ],
        budget: { limits: [{ calls: 10, perMs: 60_000, used: 4 }], restsUntil: null },
      }),
    ).toEqual([
      'auspost, australia-post',
      '  parcels   12 that it watches or is asked about, the next look 400 s late',
      '  budget    4 of 10 calls in a minute',
      '  problem   digitalapi.auspost.com.au answered 503 to the question for parcels.',
      '  to do     #1001: The carrier did not know 33ABC, 3 times in a row. Check the label, and the carrier.',
      '  to do     waymark secret set auspost password',
    ])
  })

  it('does not count the parcels of one that only posts: none that it looks after is no news', () => {
    const lines = feedLines({
      kind: 'carrier',
      name: 'starshipit',
      adapter: 'starshipit',
      problem: null,
      missingSecrets: [],
      onlyTold: true,
      parcels: 0,
      lagSeconds: 0,
      warnings: [],
      budget: null,
    })
    expect(lines).toContain('  parcels   those that it posts of: Waymark does not call it')
  })
})
