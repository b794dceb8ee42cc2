// Links that lead nowhere, or into a failure: their answers tell no more than that.
import { env } from 'cloudflare:test'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { edgeEnv, get, html, seedPages } from './door.ts'
import { PAGES, type SamplePage } from './sample-pages.ts'

/** Its token has a 1, which may be typed as an l or an I. */
const WITH_ONE: SamplePage = { token: '01GGX777777777777777777777', parcels: [] }

beforeAll(() => seedPages(WITH_ONE))

const GOOD = PAGES.transit.token
const BAD_TOKENS = [
  ['of the right shape that was never given out', `0${'9'.repeat(25)}`],
  ['of another shard', `Z${GOOD.slice(1)}`],
  ['with a letter too many', `${GOOD}0`],
  ['that is a dot', '%2e%2e%2f'],
  ['that is a NUL', '%00'],
  ['of 10 kB', 'A'.repeat(10_000)],
  ['in full-width characters', `０${GOOD.slice(1)}`],
  [
    'with a dotless i, which upper-cases to I and then reads as 1',
    WITH_ONE.token.replace('1', 'ı'),
  ],
  ['that is an order number', '%231042'],
  ['that is a tracking number', '33WAT0050123'],
  ['that is an object', '[object%20Object]'],
  ['that cannot be decoded', '%E0%A4%A'],
  ['that is SQL', "'%20OR%201=1--"],
] as const

describe('a link that leads nowhere', () => {
  it.each(BAD_TOKENS)('is answered alike for a token %s', async (_, token) => {
    const known = await get(`/t/0${'8'.repeat(25)}`)
    const response = await get(`/t/${token}`)
    expect(response.status).toBe(404)
    expect(await response.text()).toBe(await known.text())
    expect([...response.headers]).toEqual([...known.headers])
  })

  it('costs one round trip and at most 12 rows, like a link that leads somewhere', async () => {
    for (const token of [GOOD, PAGES.three.token, ...BAD_TOKENS.map(([, bad]) => bad)]) {
      let trips = 0
      let rowsRead = 0
      const d1 = new Proxy(env.DB0, {
        get: (target, name) => {
          if (name !== 'withSession') return Reflect.get(target, name)
          return (constraint: string) => {
            const session = target.withSession(constraint)
            return {
              prepare: (query: string) => session.prepare(query),
              batch: async (statements: D1PreparedStatement[]) => {
                trips++
                const results = await session.batch(statements)
                for (const { meta } of results) rowsRead += meta.rows_read
                return results
              },
            }
          }
        },
      })
      await get(`/t/${token}`, {}, { ...edgeEnv, DB0: d1 })
      expect(trips, token).toBe(1)
      expect(rowsRead, token).toBeLessThanOrEqual(12)
    }
  })

  it.each(['/t/', `/t/${GOOD}/`, `/t/x/${GOOD}`, `//t/${GOOD}`, '/T', '/.env'])(
    'is the answer for %s too',
    async path => {
      expect((await get(path)).status).toBe(404)
    },
  )

  it('does not mind the case of a good token, nor a query string', async () => {
    const expected = await html('transit')
    expect(await (await get(`/t/${GOOD.toLowerCase()}?t=a&t=b`)).text()).toBe(expected)
  })
})

it('owns a failure with a reference; its cause is for the log, the token for nobody', async () => {
  const DB0 = {
    prepare: () => undefined,
    withSession: () => ({
      prepare: () => ({ bind: () => ({}) }),
      batch: () => Promise.reject(new Error(`D1 fell over ${GOOD}`)),
    }),
  }
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const response = await get(`/t/${GOOD}`, {}, { ...edgeEnv, DB0 })
  const text = await response.text()
  expect(response.status).toBe(500)
  expect(text).toMatch(/Reference: [0-9a-f-]{36}/)
  expect(text).not.toMatch(/D1|fell|TypeError/)
  const reference = /Reference: ([0-9a-f-]{36})/.exec(text)?.[1]
  expect(log.mock.calls).toEqual([[expect.stringContaining(`"reference":"${reference}"`)]])
  expect(log.mock.calls.join()).toContain('D1 fell over')
  expect(log.mock.calls.join()).not.toContain(GOOD)
})
