// What edge hands on to sync.
import { describe, expect, it } from 'vitest'
import { edgeEnv, forwarded, get } from './door.ts'

describe('webhooks and the API', () => {
  it.each(['/hooks/0ABC/rest?x=1', '/api/v1/orders/%231042/shipments'])(
    'reach sync at %s byte for byte',
    async path => {
      const body = Uint8Array.from({ length: 512 }, (_, i) => (i * 7) % 256)
      const headers = { 'x-signature': 'abc', 'content-type': 'application/json' }
      const response = await get(path, { method: 'POST', headers, body })
      expect([response.status, await response.text()]).toEqual([202, 'from sync'])
      const sent = forwarded.at(-1)
      expect(sent?.url).toBe(`https://track.example${path}`)
      expect(sent?.body).toEqual(body)
      expect(sent?.headers.get('x-signature')).toBe('abc')
    },
  )

  it('reach sync with HEAD as HEAD, by which a sender tries an address before it keeps it', async () => {
    await get('/hooks/0ABC', { method: 'HEAD' })
    expect(forwarded.at(-1)?.method).toBe('HEAD')
  })

  it('ask the sender to come back when sync cannot be reached', async () => {
    const SYNC = { fetch: () => Promise.reject(new Error('no service')) }
    const response = await get('/hooks/0ABC', { method: 'POST' }, { ...edgeEnv, SYNC })
    expect(response.status).toBe(503)
    expect(await response.text()).not.toContain('no service')
  })
})

describe('the path of a picture of a delivery', () => {
  const urls: string[] = []
  const SYNC = {
    fetch: async (asked: string) => {
      urls.push(new Request(asked).url)
      return new Response('a picture', { headers: { 'content-type': 'image/png' } })
    },
  }

  it('leads to that door of sync and to no other', async () => {
    const bindings = { ...edgeEnv, SYNC }
    expect((await get('/proof/0/a_B-1/17/c', {}, bindings)).status).toBe(200)
    expect(urls).toEqual(['https://sync.internal/shopper/proof/0/a_B-1/17/c?host=track.example'])
    for (const seal of [
      '%5C..%5C..%5C..%5C..%5C..%5Cpicture',
      '%5C..%5C..%5C..%5C..%5C..%5C..%5Capi%5Cv1%5Cconfig',
      'c%3Fhost=elsewhere.example',
      'c%23',
      'c%20',
      '%C3%A9',
    ]) {
      expect((await get(`/proof/0/a/17/${seal}`, {}, bindings)).status, seal).toBe(404)
    }
    expect(urls).toHaveLength(1)
  })
})
