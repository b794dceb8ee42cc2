// The way out at the platform's pace, with an account that is told what to answer.
import { describe, expect, it } from 'vitest'
import { err, ok } from '../../src/core/result.ts'
import type { CallProblem, Reply } from '../../src/sync/http.ts'
import { paced, restAfter } from '../../src/sync/pace.ts'

const NOW = Date.UTC(2026, 9, 27)
const PROBLEM = { host: 'shop.example', status: null, message: 'No.', retry: false } as const

function setUp(
  waits: number[],
  reply: Partial<Reply> | CallProblem['kind'] = {},
  kind: { readonly spare?: boolean } = {},
) {
  const rests: number[] = []
  const waited: number[] = []
  const calls: string[] = []
  const account = {
    take: async () => waits.shift() ?? 0,
    rest: async (forMs: number) => void rests.push(forMs),
  }
  const http = paced(
    async url => {
      calls.push(url)
      if (typeof reply === 'string') return err({ ...PROBLEM, kind: reply })
      return ok({ status: 200, headers: new Headers(), text: '[]', ...reply })
    },
    {
      account,
      connection: '0 1',
      limits: [],
      priority: 'orders',
      restMs: ({ headers }) => Number(headers.get('x-wait') ?? 0),
      now: async () => NOW,
      wait: async ms => void waited.push(ms),
      ...kind,
    },
  )
  return { http, account, rests, waited, calls }
}

describe('a call to a platform', () => {
  it('is made at once where there is room, and leaves the account alone afterwards', async () => {
    const { http, rests, waited, calls } = setUp([])
    expect(await http('https://shop.example/orders')).toMatchObject({ ok: true })
    expect({ rests, waited, calls }).toEqual({
      rests: [],
      waited: [],
      calls: ['https://shop.example/orders'],
    })
  })

  it('keeps no others waiting after no answer when it may be left out', async () => {
    const { http, rests } = setUp([], 'unreachable', { spare: true })
    expect(await http('https://shop.example/pictures')).toMatchObject({ ok: false })
    expect(rests).toEqual([])
  })

  it('waits for nothing when it may be left out', async () => {
    const { http, waited, calls } = setUp([400], {}, { spare: true })
    const reply = await http('https://shop.example/pictures')
    expect(reply).toMatchObject({ ok: false, problem: { kind: 'throttled', status: null } })
    expect({ waited, calls }).toEqual({ waited: [], calls: [] })
  })

  it('waits a moment for room', async () => {
    const { http, waited, calls } = setUp([400, 300])
    expect(await http('https://shop.example/orders')).toMatchObject({ ok: true })
    expect(waited).toEqual([400, 300])
    expect(calls).toHaveLength(1)
  })

  it('that nobody answers leaves the account alone for half a minute, so that no other waits for its timeout', async () => {
    const { http, rests } = setUp([], 'unreachable')
    expect(await http('https://shop.example/orders')).toMatchObject({ ok: false })
    expect(rests).toEqual([30_000])
    const refused = setUp([], 'forbidden')
    await refused.http('https://shop.example/orders')
    expect(refused.rests).toEqual([])
  })

  it('is not made when there is no room for long: it says when to come again, and nothing of the URL', async () => {
    const { http, calls } = setUp([3000, 61_000])
    const answer = await http('https://shop.example/orders?key=secret')
    expect(answer).toMatchObject({
      ok: false,
      problem: { kind: 'throttled', host: 'shop.example', retry: { afterSeconds: 61 } },
    })
    expect(JSON.stringify(answer)).not.toContain('secret')
    expect(calls).toEqual([])
  })

  it.each([
    [{ status: 429, headers: new Headers({ 'retry-after': '7' }) }, 7000],
    [{ status: 429, headers: new Headers() }, 60_000],
    [{ status: 503, headers: new Headers({ 'retry-after': '120' }) }, 120_000],
    [{ status: 503, headers: new Headers() }, null],
    [{ status: 200, headers: new Headers({ 'x-wait': '250' }) }, 250],
    [{ status: 429, headers: new Headers({ 'x-wait': '2000' }) }, 2000],
  ])('lets the account rest for as long as the reply asks (%#)', async (reply, forMs) => {
    const { http, rests } = setUp([], reply)
    await http('https://shop.example/orders')
    expect(rests).toEqual(forMs === null ? [] : [forMs])
  })
})

describe('a problem that only its adapter understood', () => {
  const problem = { kind: 'throttled', host: 'a', status: 200, message: '' } as const

  it('rests the account when it was about too many calls', async () => {
    const { account, rests } = setUp([])
    await restAfter(account, { ...problem, retry: { afterSeconds: 4 } }, NOW)
    await restAfter(account, { ...problem, kind: 'refused', retry: { afterSeconds: 9 } }, NOW)
    expect(rests).toEqual([4000])
  })

  it('does not rest it again because it rested', async () => {
    const { account, rests } = setUp([])
    await restAfter(account, { ...problem, status: null, retry: { afterSeconds: 4 } }, NOW)
    expect(rests).toEqual([])
  })
})
