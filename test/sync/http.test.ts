// The one way out, where it must tell a call that was made from one that never could be.
import { describe, expect, it, vi } from 'vitest'
import { httpFor } from '../../src/sync/http.ts'

const HOST = 'api.example.com'
const SECRET = 'hush-hush'

function calling(answer: typeof fetch) {
  const send = vi.fn<typeof fetch>(answer)
  return { send, http: httpFor({ hosts: [HOST], outsideWorld: null, fetch: send }) }
}

describe('a call', () => {
  it.each([
    ['a line break', `Bearer ${SECRET}\n${SECRET}`],
    ['a carriage return and a line break', `Bearer ${SECRET}\r\nx-other: 1`],
    ['a zero byte', `Bearer ${SECRET}\0`],
  ])(
    'with %s in a secret is never made, says so without the secret, and is not retried',
    async (_, authorization) => {
      const { send, http } = calling(async () => new Response('ok'))
      const reply = await http(`https://${HOST}/`, { headers: { authorization } })
      expect(reply).toMatchObject({
        ok: false,
        problem: { kind: 'credentials', host: HOST, status: null, retry: false },
      })
      expect(send).not.toHaveBeenCalled()
      expect(JSON.stringify(reply)).toContain('Set it again')
      expect(JSON.stringify(reply)).not.toContain(SECRET)
    },
  )

  it('without an answer is unreachable, and may be tried again', async () => {
    const { http } = calling(async () => {
      throw new TypeError(`connection to https://${HOST}/?key=${SECRET} was reset`)
    })
    const reply = await http(`https://${HOST}/`, { headers: { authorization: 'Bearer a' } })
    expect(reply).toMatchObject({
      problem: { kind: 'unreachable', retry: { afterSeconds: 30 } },
    })
    expect(JSON.stringify(reply)).not.toContain(SECRET)
  })

  it('carries its headers', async () => {
    const { send, http } = calling(async () => new Response('ok'))
    await http(`https://${HOST}/`, { headers: { authorization: ' Bearer a\n' } })
    const headers = new Headers(send.mock.calls[0]?.[1]?.headers)
    expect([...headers]).toEqual([['authorization', 'Bearer a']])
  })
})
